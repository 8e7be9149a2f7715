"""Who answers for whom on a day: one worker for every person, by the nearest assignment; and the proof that nobody falls between two.

What is nearer decides: a person's own assignment, else her household's, else her village's. One query says it for everybody in scope, those
too of whom only the township is known, or no place at all: nobody answers for them until a supervisor settles a village or gives them to somebody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import Exact
from django.utils import timezone

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry.models import Area, Household, Person, Responsibility
from wanhu.web.registry.queries.people import area_names, listed, workers
from wanhu.web.registry.queries.scope import _enrolled, in_force, people_in_scope, people_within, within

VILLAGE = 12  # digits of a village's code


@dataclass(frozen=True)
class Unanswered:
    """A village or a household whose people nobody sees: nobody answers for it, or somebody whose account is closed.

    ``area`` may also be a township, or empty: its people live there, and their village is not known.
    """

    area: str
    village: str
    people: int
    household: Household | None = None
    closed: str = ""
    worker: int | None = None  # whose account is closed

    @property
    def placeless(self) -> bool:
        """Whether the village is what is missing."""
        return self.household is None and len(self.area) != VILLAGE


@dataclass(frozen=True)
class Held:
    """What a worker answers for: villages, and households and people beside them. ``to_come``: what she will from a later day."""

    villages: list[tuple[Responsibility, str]] = field(default_factory=list)
    others: list[tuple[Responsibility, str]] = field(default_factory=list)
    to_come: list[tuple[Responsibility, str]] = field(default_factory=list)


def worker_of(day: Any, *, person: str = "pk", household: str = "household", area: str = "area") -> Coalesce:
    """The number of the worker who answers on a day, for annotating rows: ``day`` is a date or a column of the row, the others name columns."""
    held = Responsibility.objects.filter(in_force(day)).order_by("-since", "-pk")
    nearest = (
        held.filter(person=OuterRef(person)),
        held.filter(household=OuterRef(household)),
        held.filter(area=OuterRef(area)).exclude(area=""),
    )
    return Coalesce(*(Subquery(one.values("worker")[:1]) for one in nearest), output_field=IntegerField())


def responsible_on(actor: User, day: date) -> QuerySet[Person]:
    """Everybody in scope, each with ``worker``: the number of the one who answers for her on the day, or None."""
    return people_in_scope(actor, day).annotate(worker=worker_of(day))


def unanswered(actor: User | None, day: date) -> QuerySet[Person]:
    """Those for whom nobody answers on the day, or only a closed account. Without an actor: of the whole installation, for ``wanhu check``."""
    people = responsible_on(actor, day) if actor else _enrolled().annotate(worker=worker_of(day))
    return people.filter(Q(worker=None) | Q(worker__in=User.objects.filter(is_active=False).values("pk")))


def unanswered_places(actor: User, day: date) -> list[Unanswered]:
    """Townships whose people have no village first, then villages, then households, whose people nobody sees; those with most people first."""
    require(actor, Permission.SUPERVISE)
    closed = User.objects.filter(is_active=False).values("pk")
    gone = Responsibility.objects.filter(in_force(day), worker__in=closed)
    nearer = Q(Exists(gone.filter(household=OuterRef("household")))) | Q(Exists(gone.filter(person=OuterRef("pk"))))
    left = list(
        unanswered(actor, day)
        .annotate(nearer=nearer)
        .values("area", "nearer", "worker", house=F("household"))
        .annotate(n=Count("pk"))
        .order_by()
    )
    names = area_names(actor, {row["area"] for row in left})
    staff = dict(User.objects.filter(pk__in={row["worker"] for row in left}).values_list("pk", "full_name"))
    houses = Household.objects.in_bulk({row["house"] for row in left if row["nearer"] and row["house"]})
    found: dict[tuple[str, int], list[Any]] = {}
    for row in left:
        key = (row["area"], row["house"] or 0 if row["nearer"] else 0)
        entry = found.setdefault(key, [0, None])
        entry[0] += row["n"]
        entry[1] = entry[1] or row["worker"]
    made = [
        Unanswered(area, names.get(area, area), number, houses.get(house), staff.get(gone, ""), gone)
        for (area, house), (number, gone) in found.items()
    ]
    return sorted(
        made,
        key=lambda one: (
            not one.placeless,
            one.household is not None,
            -one.people,
            one.area,
            one.household.pk if one.household else 0,
        ),
    )


def answered_twice() -> list[tuple[Responsibility, Responsibility]]:
    """Two assignments of the same village, household or person that hold on the same day. There must never be any."""
    rows = Responsibility.objects.order_by("area", "household", "person", "since", "pk")
    pairs, last = [], None
    for row in rows.iterator(chunk_size=2_000):
        same = last is not None and (last.area, last.household_id, last.person_id) == (row.area, row.household_id, row.person_id)
        if same and last is not None and (last.until is None or last.until >= row.since):
            pairs.append((last, row))
        if not same or last is None or (last.until is not None and (row.until is None or row.until > last.until)):
            last = row
    return pairs


def held(actor: User, worker: User, day: date) -> Held:
    """What a worker answers for in the actor's scope on a day, and what is planned from a later day, each with its name."""
    require(actor, Permission.SUPERVISE)
    rows = (
        Responsibility.objects.filter(Q(until=None) | Q(until__gte=day), worker=worker.pk)
        .filter(_target_within(actor))
        .select_related("household", "person__household")
        .order_by("area", "household__area", "household__walk", "household__label", "person", "since")
    )
    found = list(rows)
    names = area_names(actor, {_area(row) for row in found})
    named = [(row, name_of(row, names)) for row in found]
    now = [(row, name) for row, name in named if row.since <= day]
    return Held(
        [(row, name) for row, name in now if row.area],
        [(row, name) for row, name in now if not row.area],
        [(row, name) for row, name in named if row.since > day],
    )


def name_of(row: Responsibility, names: dict[str, str]) -> str:
    """A village by its name, a household by village and label, a person by village and her name."""
    village = names.get(_area(row), _area(row))
    if row.household:
        return f"{village} {row.household.label or row.household.pk}"
    return f"{village} {row.person}" if row.person else village


def answers_for_anything(actor: User) -> bool:
    """Whether a worker was given a village, a household or a person, as of today."""
    return Responsibility.objects.filter(in_force(timezone.localdate()), worker=actor.pk).exists()


def holders(actor: User, areas: Iterable[str], day: date) -> dict[str, str]:
    """Who answers for each of these villages on a day, by name; nobody for a closed account."""
    rows = Responsibility.objects.filter(in_force(day), area__in=set(areas) - {""}, worker__is_active=True).filter(within(actor))
    return dict(rows.values_list("area", "worker__full_name"))


def holder_names(actor: User, people: Iterable[int], day: date) -> dict[int, str]:
    """Who answers for each of these people on a day, by name."""
    found = dict(responsible_on(actor, day).filter(pk__in=set(people)).values_list("pk", "worker"))
    staff = dict(
        User.objects.filter(pk__in={one for one in found.values() if one}, is_active=True).values_list("pk", "full_name")
    )
    return {person: staff.get(worker, "") for person, worker in found.items()}


def households(actor: User, numbers: Iterable[int]) -> dict[int, Household]:
    """Households by number, those of the actor's scope."""
    return {house.pk: house for house in Household.objects.filter(within(actor), pk__in=set(numbers))}


def people_named(actor: User, numbers: Iterable[int]) -> dict[int, str]:
    """Names of people in scope, by number."""
    return {one.pk: str(one) for one in people_in_scope(actor).filter(pk__in=set(numbers))}


def homes_of(actor: User, worker: User, day: date) -> list[tuple[str, str]]:
    """The households of a worker, and people without one, to choose from: ``household-7`` or ``person-9``, and a name."""
    require(actor, Permission.SUPERVISE)
    mine = people_in_scope(actor, day).filter(people_within(worker, day)).select_related("household")
    found: dict[str, str] = {}
    alone = []
    people = list(mine.order_by("area", "household__walk", "household__label", "household", "born_on", "pk"))
    names = area_names(actor, {one.area for one in people})
    for one in people:
        if one.household:
            found.setdefault(f"household-{one.household_id}", f"{names.get(one.area, '')} {one.household.label or one}")
        else:
            alone.append(one.pk)
            found[f"person-{one.pk}"] = f"{names.get(one.area, '')} {one}"
    listed(actor, alone, "task-listed")
    return sorted(found.items(), key=lambda pair: pair[0].startswith("person"))


def given_alone(actor: User, day: date) -> set[int]:
    """People in the actor's scope with an assignment of their own on a day: they do not go with their household."""
    rows = Responsibility.objects.exclude(person=None).filter(in_force(day), people_within(actor, via="person"))
    return set(rows.values_list("person", flat=True))


def worker_in_scope(actor: User, number: int, day: date) -> User | None:
    """A worker whose own place, or something she answers for now or later, is the actor's to supervise. Closed accounts too, while they hold something."""
    require(actor, Permission.SUPERVISE)
    still = Responsibility.objects.filter(Q(until=None) | Q(until__gte=day)).filter(_target_within(actor)).values("worker")
    known = Q(pk__in=[one.pk for one in workers(actor)]) | Q(pk__in=still)
    return User.objects.filter(known, pk=number).first()


def may_give(actor: User, *, area: str = "", household: int | None = None, person: int | None = None) -> bool:
    """Whether a village, a household or a person is the actor's to give: it lies in her scope."""
    if area:
        return len(area) == VILLAGE and Area.objects.filter(within(actor, column="code"), code=area).exists()
    if household:
        return people_in_scope(actor).filter(household=household).exists()
    return people_in_scope(actor).filter(pk=person).exists()


def without_village(actor: User, day: date) -> list[Person]:
    """Those for whom nobody answers on the day because their village is not known, by place and family name."""
    require(actor, Permission.SUPERVISE)
    left = unanswered(actor, day).exclude(Exact(Length("area"), VILLAGE)).select_related("household")
    return list(left.order_by("area", "pinyin", "pk"))


def _target_within(actor: User) -> Q:
    return within(actor) | within(actor, column="household__area") | Q(people_within(actor, via="person"), person__isnull=False)


def _area(row: Responsibility) -> str:
    return row.area or (row.household.area if row.household else row.person.area if row.person else "")
