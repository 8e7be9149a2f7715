"""Changes to who people are to us: consent withdrawn, moved away, a number shown; and who answers for which village."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import facts, queries
from wanhu.web.registry.models import Area, ConsentFact, Person, ResidenceFact, Responsibility

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
    new = facts.write(ResidenceFact, "residence", visit=visit, by=by, person=person.pk, happened=happened, area=area)
    if new:
        if area:
            Person.objects.filter(pk=person.pk).update(area=area)
        audit.record(by=by, action="moved", person=person.pk, detail={"to": area or "outside"})
    return new


@transaction.atomic
def reveal(*, by: User, person: Person, what: str) -> str:
    """The whole identity number or phone, and the line that says who looked. ``what``: id-number or phone."""
    require(by, Permission.REVEAL_NUMBER)
    _in_scope(by, person)
    sealed = getattr(person, NUMBERS[what])
    audit.record(by=by, action=f"{what}-shown", person=person.pk)
    return sealing.unseal_text(sealed) if sealed else ""


@transaction.atomic
def assign(*, by: User | str, worker: User, area: str, since: date) -> Responsibility:
    """The worker answers for the village from this day; whoever did so before, until the day before."""
    if isinstance(by, User):
        require(by, Permission.SUPERVISE)
        if not any(area.startswith(place) for place in queries.places(by)):
            raise PermissionDenied(f"{area} is not below {by.area}")
    Responsibility.objects.filter(area=area, until=None, since__lt=since).update(until=date.fromordinal(since.toordinal() - 1))
    Responsibility.objects.filter(area=area, until=None, since__gte=since).delete()
    audit.record(by=by, action="village-assigned", detail={"area": area, "to": worker.username, "since": since.isoformat()})
    return Responsibility.objects.create(worker=worker, area=area, since=since)


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
