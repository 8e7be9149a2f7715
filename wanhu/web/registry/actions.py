"""Changes to who people are to us: consent withdrawn, moved away, a number shown; and who answers for which village."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.base.models import Role, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import facts, queries
from wanhu.web.registry.models import Area, ConsentFact, Person, ResidenceFact, Responsibility

DAY = timedelta(days=1)
AHEAD = timedelta(days=92)  # how far ahead somebody may be planned for: a quarter
NUMBERS = {"id-number": "id_number_sealed", "phone": "phone_sealed"}


@transaction.atomic
def withdraw_consent(*, by: User, person: Person, purpose: str, visit: uuid.UUID, happened: date) -> bool:
    """She withdraws her consent for a purpose: it holds at once. Withdrawing ``record`` takes her off every list. False when already written."""
    _in_scope(by, person)
    new = facts.write(
        ConsentFact,
        "consent:" + purpose,
        visit=visit,
        by=by,
        person=person.pk,
        happened=happened,
        purpose=purpose,
        given=False,
        how="worker",
    )
    if new:
        audit.record(by=by, action="consent-withdrawn", person=person.pk, detail={"purpose": purpose})
    return new


@transaction.atomic
def move_away(*, by: User, person: Person, visit: uuid.UUID, happened: date, area: str | None = None) -> bool:
    """She lives in another village, or outside the city (``area`` empty). False when already written."""
    _in_scope(by, person)
    about = {"visit": visit, "by": by, "person": person.pk, "happened": happened}
    new = facts.write(ResidenceFact, "residence", **about, area=area, left=person.area)
    if new:
        if area:
            Person.objects.filter(pk=person.pk).update(area=area)
        audit.record(by=by, action="moved", person=person.pk, detail={"to": area or "outside"})
    return new


def moves_taken_back(moves: Iterable[ResidenceFact]) -> None:
    """Whoever these moves brought to another village lives again where she lived before, unless she has moved on since."""
    for move in moves:
        if move.area and move.left:
            Person.objects.filter(pk=move.person_id, area=move.area).update(area=move.left)


@transaction.atomic
def reveal(*, by: User, person: Person, what: str) -> str:
    """The whole identity number or phone, and the line that says who looked. ``what``: id-number or phone."""
    require(by, Permission.REVEAL_NUMBER)
    _in_scope(by, person)
    sealed = getattr(person, NUMBERS[what])
    audit.record(by=by, action=f"{what}-shown", person=person.pk)
    return sealing.unseal_text(sealed) if sealed else ""


@transaction.atomic
def assign(
    *, by: User | str, worker: User, since: date, area: str = "", household: int | None = None, person: int | None = None
) -> Responsibility:
    """The worker answers for a village, a household or a person from this day; whoever did so before, until the day before.

    A plan for a later day is replaced. The past is never rewritten: the day may be past only where nobody answered yet (by a command).
    """
    target = _target(area, household, person)
    _may_give(by, target)
    _may_take(by, worker)
    _from(by, since)
    mine = Responsibility.objects.filter(**target)
    if already := mine.filter(worker=worker.pk, since__lte=since, until=None).first():
        return already
    kind = "village" if area else "household" if household else "person"
    # The line comes first: writers take turns at the end of the chain, so that two supervisors at once cannot both give the same village.
    audit.record(
        by=by,
        action=f"{kind}-assigned",
        person=person,
        detail={"area": area, "household": household, "to": worker.username, "since": since.isoformat()},
    )
    if since < timezone.localdate() and mine.filter(Q(until=None) | Q(until__gte=since)).exists():
        raise ValueError("the past is never rewritten")
    _end(mine, since)
    return Responsibility.objects.create(worker=worker, area=area, household_id=household, person_id=person, since=since)


@transaction.atomic
def give_back(*, by: User, since: date, household: int | None = None, person: int | None = None) -> None:
    """A household or a person goes back, from this day, to whoever answers for the village (or, for a person, the household).

    Raises ValueError when nobody would.
    """
    target = _target("", household, person)
    _may_give(by, target)
    _from(by, since)
    audit.record(by=by, action="given-back", person=person, detail={"household": household, "since": since.isoformat()})
    _end(Responsibility.objects.filter(**target), since)
    whose = Q(pk=person) if person else Q(household=household)
    if any(queries.unanswered(by, day).filter(whose).exists() for day in _days_of_change(whose, since)):
        raise ValueError("nobody would answer")


@transaction.atomic
def hand_over(
    *, by: User, worker: User, to: User, since: date, instead: Mapping[int, User] | None = None, close: bool = False
) -> int:
    """All that a worker answers for goes to a successor from this day, what is planned for later too; returns how many assignments.

    ``instead``: another successor, by the number of the assignment. ``close``: she leaves, so her account is closed and her sessions end
    at once; not while she still answers for anybody.
    """
    rows = list(Responsibility.objects.filter(Q(until=None) | Q(until__gte=since), worker=worker.pk))
    others = instead or {}
    for row in rows:
        _may_give(by, {"area": row.area, "household": row.household_id, "person": row.person_id})
    require(by, Permission.SUPERVISE)
    if queries.worker_in_scope(by, worker.pk, since) is None:
        raise PermissionDenied(f"{worker.username} is not in scope")
    for successor in {to, *others.values()}:
        _may_take(by, successor)
        if successor.pk == worker.pk:
            raise ValueError("a successor is somebody else")
    _from(by, since)
    if close and since > timezone.localdate():
        raise ValueError("an account is closed when nobody is left to it")
    successors = {row.pk: others.get(row.pk, to) for row in rows}
    names = sorted({successor.username for successor in successors.values()})
    audit.record(
        by=by,
        action="handed-over",
        detail={"from": worker.username, "to": names, "since": since.isoformat(), "assignments": len(rows)},
    )
    for row in rows:
        successor = successors[row.pk]
        if row.since >= since:
            Responsibility.objects.filter(pk=row.pk).update(worker=successor)
            continue
        Responsibility.objects.filter(pk=row.pk).update(until=since - DAY)
        Responsibility.objects.create(
            worker=successor, area=row.area, household_id=row.household_id, person_id=row.person_id, since=since, until=row.until
        )
    if close:
        _close(by, worker)
    return len(rows)


@transaction.atomic
def load_areas(*, by: User | str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Writes places from a table of code, name, and optionally parent, opened_on, closed_on; returns how many.

    The level follows from the length of the code: 6 city, 9 township, 12 village. A parent left out is the code's own beginning.
    """
    levels = {6: "city", 9: "township", 12: "village"}
    areas = [
        Area(
            code=row["code"],
            name=row["name"],
            level=levels[len(row["code"])],
            parent=row.get("parent") or (row["code"][:-3] if len(row["code"]) > 6 else ""),
            opened_on=row.get("opened_on"),
            closed_on=row.get("closed_on"),
        )
        for row in rows
    ]
    kept = ["name", "level", "parent", "opened_on", "closed_on"]
    Area.objects.bulk_create(areas, update_conflicts=True, unique_fields=["code"], update_fields=kept, batch_size=500)
    audit.record(by=by, action="areas-loaded", detail={"areas": len(areas), "at": timezone.now().isoformat()})
    return len(areas)


def _in_scope(actor: User, person: Person) -> None:
    """An action does not trust its caller: whoever cannot see a person cannot change her record."""
    if not queries.people_in_scope(actor).filter(pk=person.pk).exists():
        raise PermissionDenied("not in scope")


def _target(area: str, household: int | None, person: int | None) -> dict[str, Any]:
    """Which rows are about this village, household or person. Exactly one of the three is given."""
    if sum((bool(area), household is not None, person is not None)) != 1:
        raise ValueError("a village, a household or a person")
    return {"area": area, "household": household, "person": person}


def _may_give(by: User | str, target: dict[str, Any]) -> None:
    if isinstance(by, User):
        require(by, Permission.SUPERVISE)
        if not queries.may_give(by, **target):
            raise PermissionDenied("not in scope")


def _may_take(by: User | str, worker: User) -> None:
    """Only somebody who can see them: a village doctor of the actor's scope whose account is open."""
    if worker.role != Role.WORKER or not worker.is_active:
        raise ValueError(f"{worker.username} is no active worker")
    if isinstance(by, User) and not any(worker.area.startswith(place) for place in queries.places(by)):
        raise PermissionDenied(f"{worker.username} is not in scope")


def _from(by: User | str, since: date) -> None:
    today = timezone.localdate()
    if isinstance(by, User) and not today <= since <= today + AHEAD:
        raise ValueError("from today on, and not too far ahead")


def _end(rows: QuerySet[Responsibility], since: date) -> None:
    """The last day of these rows is the day before; what was only planned from that day on is dropped."""
    rows.filter(since__gte=since).delete()
    rows.filter(Q(until=None) | Q(until__gte=since)).update(until=since - DAY)


def _days_of_change(whose: Q, since: date) -> list[date]:
    """The day, and every later one on which somebody else begins to answer for these people."""
    people = Person.objects.filter(whose)
    about = Q(person__in=people.values("pk")) | Q(household__in=people.exclude(household=None).values("household"))
    ends = Responsibility.objects.filter(about, until__gte=since).values_list("until", flat=True)
    return [since, *(end + DAY for end in sorted({end for end in ends if end}))]


def _close(by: User, worker: User) -> None:
    """Nobody signs in with this account again, and whoever is signed in is signed out."""
    audit.record(by=by, action="account-closed", detail={"username": worker.username})
    User.objects.filter(pk=worker.pk).update(is_active=False)
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(worker.pk):
            session.delete()
