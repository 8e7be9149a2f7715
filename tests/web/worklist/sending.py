"""Words for tests of reminders: a channel that keeps what it is given, a clock that stands, and a day's sending."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from wanhu.engine.messages import Wanted, choose, reach
from wanhu.rules import RULEBOOK
from wanhu.rules.messages import MESSAGES
from wanhu.web.base import ids
from wanhu.web.registry.models import Person
from wanhu.web.worklist.channels import Answer, Channel, Outcome
from wanhu.web.worklist.queries.reminders import planned
from wanhu.web.worklist.reminders import Reminded, remind

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOTHER_S = "13812342210"


@dataclass
class Kept:
    """A channel that keeps what it is given, and answers as it is told."""

    name: str = "kept"
    delivers: bool = True
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def send(self, number: str, text: str, id: str) -> Answer:
        self.sent.append((number, text, id))
        return self.answers.pop(0) if self.answers else Answer(Outcome.SENT)


def at(day: date, clock: str = "10:00") -> Callable[[], datetime]:
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)
    return lambda: moment


def send(day: date, channel: Channel | None = None, clock: str = "10:00", **more) -> tuple[Reminded, Kept]:
    kept = channel or Kept()
    return remind(by="wanhu remind", channel=kept, on=day, clock=at(day, clock), **more), kept  # type: ignore[return-value]


def fact(model: type, who: Person, happened: date, **said: object) -> None:
    model.objects.create(id=ids.mint(), person=who, happened=happened, recorded=timezone.now(), source="delivery:1", **said)


def wanted_rows(today: date) -> list[Wanted]:
    """What the list would have us write about."""
    return choose(MESSAGES, RULEBOOK, planned("test", reach(MESSAGES, today)), today)


def wanted(today: date) -> set[tuple[int, str]]:
    """The same, by person and protocol."""
    return {(one.row.person, one.row.protocol) for one in wanted_rows(today)}
