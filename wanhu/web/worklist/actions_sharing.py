"""A proposal is accepted by a named supervisor: its assignments hold from today. Nothing of it happens without her."""

from datetime import date

from django.db import transaction

from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import actions as registry
from wanhu.web.registry.models import Responsibility
from wanhu.web.registry.queries import in_force
from wanhu.web.worklist import queries
from wanhu.web.worklist.queries import Give
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
