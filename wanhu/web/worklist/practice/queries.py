"""What the actor has practised, topic by topic, and which questions come next. Only ever her own answers: there is no way to ask for another's."""

from collections import defaultdict
from hashlib import sha256
from typing import NamedTuple

from wanhu.engine.practice import ALERTS, Question
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.rules.practice import QUESTIONS
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.worklist.models import Practice

ROUND = 5  # questions of one round
SAFE = 0.8  # from this share on a topic is no longer a weak one
BY_CODE = {one.code: one for one in QUESTIONS}
ALERT_TOPICS = {
    f"{ALERTS}{Subject.PREGNANCY}": Text("孕产妇：这时怎么办", "Mothers: what to do now"),
    f"{ALERTS}{Subject.CHILD}": Text("儿童：这时怎么办", "Children: what to do now"),
}


class Topic(NamedTuple):
    """A protocol, or a group of alerts. ``right`` of the ``asked`` questions were answered rightly the last time; ``of`` there are in all."""

    code: str
    title: Text
    asked: int
    right: int
    of: int

    @property
    def weak(self) -> bool:
        """Practised, and not yet safe."""
        return bool(self.asked) and self.right / self.asked < SAFE


def title_of(topic: str) -> Text:
    """A topic in words."""
    return ALERT_TOPICS.get(topic) or RULEBOOK.protocol(topic).title


def topics(actor: User) -> list[Topic]:
    """The weakest first, then those not begun in the order of the rules, then what she knows."""
    last = _last(actor)
    codes: dict[str, list[str]] = defaultdict(list)
    for one in QUESTIONS:
        codes[one.topic].append(one.code)
    found = [
        Topic(code, title_of(code), sum(one in last for one in own), sum(last.get(one, False) for one in own), len(own))
        for code, own in codes.items()
    ]
    return sorted(found, key=lambda topic: (_rank(topic), topic.right / topic.asked if topic.asked else 0))


def round_of(actor: User, topic: str) -> list[str]:
    """The questions of the next round: what was wrong or never asked first, no two about one rule while others are left. Empty without such a topic."""
    last, asked = _last(actor), Practice.objects.filter(worker=actor).count()
    own = [one for one in QUESTIONS if one.topic == topic]
    own.sort(key=lambda one: (last.get(one.code, False), _mixed(f"{actor.pk}/{asked}/{one.code}")))
    first: dict[str, Question] = {}
    for one in own:
        first.setdefault(one.rule, one)
    several = [*first.values(), *(one for one in own if first[one.rule] is not one)]
    return [one.code for one in several[:ROUND]]


def _last(actor: User) -> dict[str, bool]:
    """Whether each question was answered rightly the last time it was asked."""
    require(actor, Permission.SEE_TASKS)
    mine = Practice.objects.filter(worker=actor, question__in=BY_CODE).order_by("at", "pk").values_list("question", "right")
    return dict(mine)


def _rank(topic: Topic) -> int:
    return 0 if topic.weak else 1 if not topic.asked else 2


def _mixed(words: str) -> str:
    return sha256(words.encode()).hexdigest()
