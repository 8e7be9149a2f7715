"""People who could not be reached three times about the same step: more ringing does not help, so a supervisor decides what does.

Her "keep trying" is written as a call of its own, so that counting begins anew.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import Count
from django.utils import timezone

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import queries as registry
from wanhu.web.registry.models import Person
from wanhu.web.worklist.models import Call, Due
from wanhu.web.worklist.queries.tasks import Task, current_run, rows_in_scope, tasks_of

TIMES = 3
IN_VAIN = (Call.Outcome.NOT_REACHED, Call.Outcome.WRONG_NUMBER)
SHOWN = 20
Key = tuple[int, int | None, str, str]  # person, pregnancy, protocol, step


@dataclass(frozen=True)
class NotReached:
    """Somebody, the step about which she could not be reached, how often it was tried, and what a supervisor needs to decide."""

    task: Task
    tries: int
    last: date
    wrong_number: bool
    worker: str = ""

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.task.person


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
    calls: dict[Key, list[Call]] = defaultdict(list)
    for call in mine.filter(person__in=often).order_by("-at", "-pk"):
        calls[call.person_id, call.pregnancy_id, call.protocol, call.step].append(call)
    vain = {key: them for key, every in calls.items() if len(them := _in_vain(every)) >= TIMES}
    waiting = rows_in_scope(actor, run).filter(person__in={key[0] for key in vain}).exclude(state="missed")
    first: dict[int, tuple[Due, list[Call]]] = {}
    for row in waiting.select_related("person__household").order_by("due", "person"):
        if them := vain.get((row.person_id, row.pregnancy_id, row.protocol, row.step)):
            first.setdefault(row.person_id, (row, them))
    shown = sorted(first.values(), key=lambda pair: (pair[1][0].at, pair[0].person_id))[:SHOWN]
    names = registry.area_names(actor, {row.area for row, _calls in shown})
    told = tasks_of(actor, [row for row, _calls in shown], run.on, names)
    holders = registry.holder_names(actor, [row.person_id for row, _calls in shown], timezone.localdate())
    registry.listed(actor, [one.person.pk for one in told], "task-listed")
    return [
        NotReached(
            one, len(them), timezone.localtime(them[0].at).date(), any(call.outcome == Call.Outcome.WRONG_NUMBER for call in them),
            holders.get(one.person.pk, ""),
        )
        for one, (_row, them) in zip(told, shown, strict=True)
    ]  # fmt: skip


def own_call(actor: User, number: uuid.UUID) -> Call | None:
    """A call that the actor wrote down, as long as it stands."""
    require(actor, Permission.SEE_TASKS)
    return (
        Call.objects.filter(registry.people_within(actor, via="person"), pk=number, by=actor.pk).select_related("person").first()
    )


def supervisor_asked(actor: User, call: Call) -> bool:
    """Whether with this call a supervisor decides how to go on: it and those before it about the step were in vain, three at least."""
    require(actor, Permission.SEE_TASKS)
    same = Call.objects.filter(person=call.person_id, pregnancy=call.pregnancy_id, protocol=call.protocol, step=call.step)
    return len(_in_vain(same.order_by("-at", "-pk"))) >= TIMES


def _in_vain(newest_first: Iterable[Call]) -> list[Call]:
    return list(takewhile(lambda call: call.outcome in IN_VAIN, newest_first))
