"""A proposal to even the load out: whose households could go to whom. Worked out when it is looked at, and never applied by itself."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from wanhu.engine.balance import House, Worker, proposal
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import queries as registry
from wanhu.web.worklist.queries.load import Home, capacities, homes, mothers
from wanhu.web.worklist.queries.plan import walk_of
from wanhu.web.worklist.queries.tasks import current_run

TOWNSHIP = 9  # digits: within a township somebody can walk; a whole city is not evened out at once


@dataclass(frozen=True)
class Give:
    """Neighbouring households of one village from one worker to another, and both loads before and after. ``homes``: see ``Home.number``."""

    giver: User
    taker: User
    area: str
    village: str
    homes: tuple[int, ...]
    labels: tuple[str, ...]
    whole: bool
    giver_before: int
    giver_after: int
    taker_before: int
    taker_after: int


@dataclass(frozen=True)
class Proposal:
    """What could be given to whom. ``digest`` says which proposal was seen, so that exactly that one is accepted."""

    gives: list[Give] = field(default_factory=list)
    digest: str = ""


def proposed(actor: User, today: date) -> Proposal:
    """A proposal for the actor's township; empty when the heaviest load cannot be made lighter."""
    require(actor, Permission.SUPERVISE)
    run = current_run(actor)
    if run is None or len(actor.area) < TOWNSHIP:
        return Proposal()
    waiting = {home.number: home for home in homes(actor, run, today)}
    quiet = [home for home in _quiet(actor, today) if home.number not in waiting]
    every = [*waiting.values(), *quiet]
    staff = {one.pk: one for one in registry.workers(actor)}
    others = {one.pk: one for one in User.objects.filter(pk__in={home.worker for home in every} - set(staff))}
    week = capacities(actor, set(staff) | set(others))
    known = registry.households(actor, [home.number for home in every if home.number > 0])
    workers = [Worker(number, week[number], number in staff) for number in sorted(week)]
    houses = [House(home.number, home.worker, home.area, walk_of(known.get(home.number)), home.minutes) for home in every]
    moves = proposal(workers, houses)
    names = registry.area_names(actor, {move.village for move in moves})
    moved = [waiting[number] for move in moves for number in move.houses if number < 0 and number in waiting]
    called = _called(actor, moved)
    everybody = staff | others
    gives = [
        Give(
            everybody[move.giver], everybody[move.taker], move.village, names.get(move.village, move.village), move.houses,
            tuple(((known[one].label if one in known else "") or str(one)) if one > 0 else called.get(one, str(-one)) for one in move.houses), move.whole,
            move.giver_before, move.giver_after, move.taker_before, move.taker_after,
        )
        for move in moves
    ]  # fmt: skip
    said = repr([(move.giver, move.taker, move.village, move.houses, move.whole) for move in moves])
    return Proposal(gives, hashlib.sha256(said.encode()).hexdigest() if gives else "")


def without_household(actor: User, give: Give, today: date) -> list[int]:
    """The people of a move who are given one by one, because they have no household: each with her children, as far as they are the giver's."""
    require(actor, Permission.SUPERVISE)
    named = {-number for number in give.homes if number < 0}
    children = {child for child, mother in mothers(actor).items() if mother in named} - registry.given_alone(actor, today)
    now = registry.responsible_on(actor, today).filter(Q(pk__in=named) | Q(pk__in=children, household=None), worker=give.giver.pk)
    return list(now.order_by("pk").values_list("pk", flat=True))


def _called(actor: User, homes: list[Home]) -> dict[int, str]:
    """What a home without a household is called: by the mother, or by whoever waits there; a child without a name by its mother."""
    inside = {home.number: sorted({-home.number} | home.people) for home in homes}
    people = registry.people_named(actor, [one for them in inside.values() for one in them])
    registry.listed(actor, people, "task-listed")
    found = {}
    for number, them in inside.items():
        named = [people[one] for one in them if one in people]
        whole = [name for name in named if not name.startswith("#")]
        head = people.get(-number, "")
        found[number] = head if head and not head.startswith("#") else "、".join(whole or named)
    return found


def _quiet(actor: User, today: date) -> list[Home]:
    """Households in which nothing waits now: between two that are given they go along, so that neighbours keep one worker."""
    owners: dict[int, set[tuple[int, str]]] = defaultdict(set)
    known = registry.responsible_on(actor, today).exclude(household=None).exclude(worker=None)
    known = known.exclude(pk__in=registry.given_alone(actor, today))
    for house, worker, area in known.values_list("household", "worker", "area").distinct():
        owners[house].add((worker, area))
    single = [(house, *next(iter(them))) for house, them in owners.items() if len(them) == 1]
    return [Home(house, worker, area, 0, frozenset(), frozenset()) for house, worker, area in sorted(single)]
