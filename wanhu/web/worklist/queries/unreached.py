"""People who could not be reached three times about the same step: more ringing does not help, so a supervisor decides what does."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from wanhu.engine.protocol import Step
from wanhu.rules import RULEBOOK
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import queries as registry
from wanhu.web.registry.models import Person
from wanhu.web.worklist.models import Call
from wanhu.web.worklist.queries.tasks import current_run, rows_in_scope

TIMES = 3
IN_VAIN = (Call.Outcome.NOT_REACHED, Call.Outcome.WRONG_NUMBER)
SHOWN = 20


@dataclass(frozen=True)
class NotReached:
    """Somebody, the step about which she could not be reached, when it was tried last, and whether the number is wrong."""

    person: Person
    step: Step
    village: str
    last: date
    wrong_number: bool


def not_reached(actor: User) -> list[NotReached]:
    """Each person once, whose last three calls about a step that still waits were in vain; the longest ago first."""
    require(actor, Permission.SUPERVISE)
    run = current_run(actor)
    if run is None:
        return []
    mine = Call.objects.filter(registry.people_within(actor, via="person"))
    often = (
        mine.filter(outcome__in=IN_VAIN).values("person").annotate(n=Count("pk")).filter(n__gte=TIMES).order_by().values("person")
    )
    calls: dict[tuple[int, int | None, str, str], list[Call]] = defaultdict(list)
    for call in mine.filter(person__in=often).order_by("-at", "-pk"):
        calls[call.person_id, call.pregnancy_id, call.protocol, call.step].append(call)
    vain = {
        key: them for key, them in calls.items() if len(them) >= TIMES and all(call.outcome in IN_VAIN for call in them[:TIMES])
    }
    waiting = rows_in_scope(actor, run).filter(person__in={key[0] for key in vain}).exclude(state="missed")
    found: dict[int, NotReached] = {}
    rows = waiting.select_related("person").order_by("due", "person")
    names = registry.area_names(actor, {row.person.area for row in rows})
    for row in rows:
        them = vain.get((row.person_id, row.pregnancy_id, row.protocol, row.step))
        if them and row.person_id not in found:
            found[row.person_id] = NotReached(
                row.person, RULEBOOK.step(row.protocol, row.step), names.get(row.person.area, ""),
                timezone.localtime(them[0].at).date(), any(call.outcome == Call.Outcome.WRONG_NUMBER for call in them[:TIMES]),
            )  # fmt: skip
    shown = sorted(found.values(), key=lambda one: (one.last, one.person.pk))[:SHOWN]
    registry.listed(actor, [one.person.pk for one in shown], "task-listed")
    return shown
