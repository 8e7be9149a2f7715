"""The record of who read and who changed what. Lines are chained by hash, so a line that was changed or taken out shows.

Every action writes its line in the transaction of its change: either both stand or neither. Writers take turns at the end of the
chain: SQLite has one writer at a time; on PostgreSQL they wait for one another's lock until the transaction ends.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from wanhu.web.base.models import AuditLine

LOCK = 429_004  # any number that nothing else locks
BATCH = 2_000


@dataclass(frozen=True)
class Broken:
    """The first line that does not follow from the one before it."""

    line: int
    why: str


def record(
    *,
    by: AbstractBaseUser | str,
    action: str,
    person: int | None = None,
    detail: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditLine:
    """One line. ``by``: the member of staff, or the name of a command. ``person``: whose record was read or changed; she can see the line."""
    return record_many(by=by, action=action, people=[person], detail=detail, at=at)[0]


def record_many(
    *,
    by: AbstractBaseUser | str,
    action: str,
    people: Iterable[int | None],
    detail: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> list[AuditLine]:
    """One line for each person, all of one instant: a page that shows fifty people writes fifty lines with one insert."""
    actor = by if isinstance(by, str) else by.get_username()
    moment = (at or timezone.now()).astimezone(UTC)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        previous = AuditLine.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
        lines = []
        for person in people:
            line = AuditLine(at=moment, by=actor, action=action, person=person, detail=detail or {}, previous=previous)
            line.digest = previous = _digest(line)
            lines.append(line)
        AuditLine.objects.bulk_create(lines, batch_size=BATCH)
    return lines


def verify() -> Broken | None:
    """Reads the whole chain; ``None`` when every line follows from the one before it."""
    previous = ""
    for line in AuditLine.objects.order_by("pk").iterator(chunk_size=BATCH):
        if line.previous != previous:
            return Broken(line.pk, "a line before it is missing, or was added")
        if line.digest != _digest(line):
            return Broken(line.pk, "its content was changed")
        previous = line.digest
    return None


def _digest(line: AuditLine) -> str:
    content = [line.previous, line.at.astimezone(UTC).isoformat(), line.by, line.action, line.person, line.detail]
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
