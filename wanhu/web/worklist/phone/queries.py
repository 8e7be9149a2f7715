"""What a phone is given: the actor's day and the form of each visit in it, nothing else."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wanhu.rules import restricted
from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.held import MODELS
from wanhu.web.registry.queries import listed
from wanhu.web.worklist import queries
from wanhu.web.worklist.models import Call, Device
from wanhu.web.worklist.queries import Alarms, Day, Task
from wanhu.web.worklist.queries.tasks import DANGER

FORMS = 120  # forms kept on one phone, and households shown of what comes after today
TOGETHER = 20  # forms given in one answer
# Of the restricted class not even that something was recorded is told.
HIDDEN: dict[str, dict[str, Any]] = {
    "finding": {"code__in": restricted.FINDINGS}, "measurement": {"code__in": restricted.MEASUREMENTS}, "consent": {"purpose": "restricted"},
}  # fmt: skip
AWAY = 14  # days of the list that are kept; without contact for as long, a phone wipes what it read


class Kept(NamedTuple):
    """Who is in danger now, the days, and the tasks whose forms are kept."""

    alarms: list[Alarms]
    day: Day
    tasks: list[Task]


def kept(actor: User) -> Kept:
    """The day in its order; of each visit the main step, as far as the phone keeps forms."""
    require(actor, Permission.RECORD_CARE)
    day = queries.day(actor, ahead=timedelta(days=AWAY), most=FORMS)
    tasks = [visit.main for house in [*day.today, *day.rest, *day.later] for visit in house.visits]
    return Kept(queries.alarms(queries.alerts_now(actor)), day, tasks[:FORMS])


def marks(actor: User, tasks: list[Task], language: str) -> dict[Task, str]:
    """A mark for the form of each task, which changes with the night's run, with a fact or a call about the person, and with the language.

    It says nothing to whoever finds it: it names what lies on a phone beside the encrypted form.
    """
    require(actor, Permission.RECORD_CARE)
    run, people = queries.current_run(actor), {task.person.pk for task in tasks}
    newest = {**{(person, "call"): at for person, at in _newest(Call.objects.all(), "at", people)}}
    for name, model in MODELS.items():
        facts = model.objects.exclude(**HIDDEN[name]) if name in HIDDEN else model.objects.all()
        newest |= {(person, name): at for person, at in _newest(facts, "recorded", people)}
    seen: dict[int, list[str]] = {person: [] for person in people}
    for (person, name), at in sorted(newest.items()):
        seen[person].append(f"{name} {at.isoformat()}")
    what = {
        task: [str(run and run.pk), language, task.protocol.code, task.step.code, str(task.pregnancy), task.state, str(task.due)]
        for task in tasks
    }
    return {task: salted_hmac("wanhu.phone", "|".join([*said, *seen[task.person.pk]])).hexdigest() for task, said in what.items()}


def _newest(rows: QuerySet[Any], moment: str, people: set[int]) -> Iterable[tuple[int, datetime]]:
    return rows.filter(person__in=people).order_by().values_list("person").annotate(newest=Max(moment))


def task(actor: User, person: int, pregnancy: int, protocol: str, step: str) -> Task | None:
    """A task whose form a phone will keep, with the line in her log that says so; ``None`` when it is not on the actor's list."""
    require(actor, Permission.RECORD_CARE)
    found = queries.task(actor, person, protocol, step, pregnancy or None)
    if found:
        listed(actor, [person], "kept-on-phone")
    return found


def dangers(actor: User, person: int, language: str) -> list[str]:
    """What must be acted on now for somebody about whom a form was just taken, in words."""
    require(actor, Permission.RECORD_CARE)
    found = [one for one in queries.alerts_of(actor, person) if one.level in DANGER]
    place = queries.referral_place(found[0].person) if found else None
    ring = " · ".join([EMERGENCY, *([f"{place.name.in_language(language)} {place.phone}"] if place else [])])
    return [
        f"{one.person.name}：{one.title.in_language(language)} — {one.action.in_language(language)} ☎ {ring}" for one in found
    ]


def phones(actor: User) -> list[tuple[str, str, datetime]]:
    """The actor's phones: number, label, last seen."""
    mine = Device.objects.filter(worker=actor, revoked=None).order_by("-seen")
    return [(str(one.pk), one.label, timezone.localtime(one.seen)) for one in mine]
