"""What only a named supervisor does: accept a proposal, decide about somebody who cannot be reached, settle where somebody lives."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import actions as registry
from wanhu.web.registry import queries as registry_queries
from wanhu.web.registry.models import Person, Responsibility
from wanhu.web.registry.queries import in_force
from wanhu.web.worklist import publish, queries
from wanhu.web.worklist.models import Call
from wanhu.web.worklist.queries import Give, Task
from wanhu.web.worklist.queries.sharing import without_household


@transaction.atomic
def accept(*, by: User, digest: str, today: date) -> list[Give]:
    """Gives everything of the proposal that the supervisor saw. Empty, and nothing given, when the list has changed since."""
    require(by, Permission.SUPERVISE)
    proposal = queries.proposed(by, today)
    if not digest or proposal.digest != digest:
        return []
    audit.record(by=by, action="proposal-accepted", detail={"digest": digest, "moves": len(proposal.gives)})
    for give in proposal.gives:
        _give(by, give, today)
    return proposal.gives


def _give(by: User, give: Give, today: date) -> None:
    """The whole village where the giver holds it and has nothing left there; else each household, or each person who stands for herself."""
    now = Responsibility.objects.filter(in_force(today), worker=give.giver.pk)
    households = [number for number in give.homes if number > 0]
    people = without_household(by, give, today)
    if give.whole and now.filter(area=give.area).exists():
        registry.assign(by=by, worker=give.taker, area=give.area, since=today)
        households = list(now.filter(household__in=households).values_list("household", flat=True))
        people = list(now.filter(person__in=people).values_list("person", flat=True))
    for household in households:
        registry.assign(by=by, worker=give.taker, household=household, since=today)
    for person in people:
        registry.assign(by=by, worker=give.taker, person=person, since=today)


@transaction.atomic
def keep_trying(*, by: User, task: Task, call: uuid.UUID, to: User | None = None) -> bool:
    """Three calls were in vain: somebody goes on trying, and counting begins anew. ``to``: another worker, who answers for her, and for her
    household where one is known, from today. False when already written."""
    require(by, Permission.SUPERVISE)
    if not registry_queries.people_in_scope(by).filter(pk=task.person.pk).exists():
        raise PermissionDenied("not in scope")
    if Call.every.filter(pk=call).exists():
        return False
    if to is not None:
        house = task.person.household_id
        registry.assign(by=by, worker=to, since=timezone.localdate(), household=house, person=None if house else task.person.pk)
    Call.objects.create(
        id=call, person=task.person, pregnancy_id=task.pregnancy, protocol=task.protocol.code, step=task.step.code,
        outcome=Call.Outcome.KEEP_TRYING, by=by, at=timezone.now(),
    )  # fmt: skip
    audit.record(by=by, action="unreached-decided", person=task.person.pk, detail={"to": to.username if to else ""})
    return True


@transaction.atomic
def settle_village(*, by: User, people: Iterable[Person], area: str, visit: uuid.UUID) -> int:
    """The supervisor knows in which village these people live; whoever answers for it sees them from today. Returns how many."""
    require(by, Permission.SUPERVISE)
    if not registry_queries.may_give(by, area=area):
        raise PermissionDenied("not in scope")
    settled = list(people)
    for person in settled:
        own = uuid.uuid5(visit, str(person.pk))
        registry.move_away(by=by, person=person, visit=own, happened=timezone.localdate(), area=area)
        audit.record(by=by, action="village-settled", person=person.pk, detail={"area": area})
    publish.refresh(person.pk for person in settled)
    return len(settled)


@transaction.atomic
def give_people(*, by: User, people: Iterable[Person], to: User) -> int:
    """These people are answered for by a worker from today, though their village is not known. Returns how many."""
    given = list(people)
    for person in given:
        registry.assign(by=by, worker=to, person=person.pk, since=timezone.localdate())
    return len(given)
