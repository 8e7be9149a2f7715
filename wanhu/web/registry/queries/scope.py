"""Who may see whom. Scope and withdrawn consent are applied here and nowhere else.

Supervisors, stewards and clinicians for restricted results see by place; those of a whole city also see people whose place nobody knows. A worker
sees exactly the people she answers for: what is nearer to a person decides, so her own assignment goes before her household's, and that before her
village's.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wanhu.web.base.models import Role, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person, Responsibility

CITY = 6  # digits of a city's code
FEW = 200  # assignments of single people and households up to which they are named by value in a question
BY_PLACE = {Role.SUPERVISOR, Role.STEWARD, Role.RESTRICTED_CLINICIAN}


def in_force(day: Any) -> Q:
    """The condition that an assignment holds on a day: a date, or a column of the row that asks."""
    return Q(Q(until=None) | Q(until__gte=day), since__lte=day)


def places(actor: User, on: date | None = None) -> tuple[str, ...]:
    """The codes of the actor's places: the villages a worker holds, or a prefix for all villages below. For people, ask ``people_within``."""
    if actor.role == Role.WORKER:
        held = Responsibility.objects.filter(in_force(on or timezone.localdate()), worker=actor.pk).exclude(area="")
        return tuple(held.order_by("area").values_list("area", flat=True).distinct())
    return (actor.area,) if actor.role in BY_PLACE and actor.area else ()


def within(actor: User, on: date | None = None, *, column: str = "area") -> Q:
    """The condition that ``column`` holds the code of a place in scope. It is about places: for people, ask ``people_within``."""
    return _below(places(actor, on), column)


def people_within(actor: User, on: date | None = None, *, via: str = "") -> Q:
    """The condition that a row is of a person in the actor's scope on a day.

    ``via``: empty for rows of ``Person``, else the name of the key that leads from a row to its person (``person`` for Due, Alert, Call).
    """
    if actor.role != Role.WORKER:
        column = f"{via}__area" if via else "area"
        nowhere = any(len(place) <= CITY for place in places(actor))  # whose place nobody knows is the city's to settle
        return within(actor, on, column=column) | Q(**{column: ""}) if nowhere else within(actor, on, column=column)
    hers = _answered_by(actor, on or timezone.localdate())
    return Q(**{f"{via}__in": Person.objects.filter(hers).values("pk")}) if via else hers


def people_in_scope(actor: User, on: date | None = None) -> QuerySet[Person]:
    """People of the actor's scope who did not withdraw their consent to a record (invariant 4)."""
    require(actor, Permission.SEE_PEOPLE)
    return _enrolled().filter(people_within(actor, on))


def _enrolled() -> QuerySet[Person]:
    """Everybody who did not withdraw, wherever she lives: for this package alone, which narrows it by scope."""
    newest = standing(ConsentFact).filter(person=OuterRef("pk"), purpose="record").order_by("-happened", "-recorded")
    return Person.objects.filter(merged_into=None).annotate(agreed=Subquery(newest.values("given")[:1])).exclude(agreed=False)


def _answered_by(worker: User, day: date) -> Q:
    """Her people on a day, as conditions that an index serves each: her own, her households', her villages'.

    What she holds is read first and named by value (a handful): both databases then go by the index instead of looking at everybody. So are the
    people and households that anybody holds for themselves, while they are few: where there are none, nothing is asked about them.
    """
    held = Responsibility.objects.filter(in_force(day))
    hers = list(held.filter(worker=worker.pk).values_list("area", "household", "person"))
    areas, households, people = ([one for one in column if one] for column in zip(*hers, strict=True)) if hers else ([], [], [])
    not_own, not_apart = _given_apart(held)
    hers_are = Q(pk__in=people)
    if households:
        hers_are |= Q(Q(household__in=households), not_own)
    if areas:
        hers_are |= Q(Q(area__in=areas), not_apart, not_own)
    return hers_are


def _given_apart(held: QuerySet[Responsibility]) -> tuple[Q, Q]:
    """The conditions that nobody was given a person for herself, and that nobody was given her household."""
    near = list(held.filter(Q(household__isnull=False) | Q(person__isnull=False)).values_list("household", "person")[: FEW + 1])
    if len(near) > FEW:
        of_people, of_households = held.exclude(person=None).values("person"), held.exclude(household=None).values("household")
        return ~Q(pk__in=of_people), Q(household=None) | ~Q(household__in=of_households)
    people, households = [person for _home, person in near if person], [home for home, _person in near if home]
    not_own = ~Q(pk__in=people) if people else Q()
    return not_own, Q(household=None) | ~Q(household__in=households) if households else Q()


def _below(codes: Iterable[str], column: str) -> Q:
    condition = Q(pk__in=[])
    for code in codes:
        if len(code) == 12:
            condition |= Q(**{column: code})
        else:  # a range, because an index serves it on both databases
            condition |= Q(**{f"{column}__gte": code, f"{column}__lt": str(int(code) + 1)})
    return condition
