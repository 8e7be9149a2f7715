"""A department's file becomes a delivery: every row of it accepted, quarantined or counted, and none of them twice.

The file is read and checked outside any transaction and written in one, so that a file that cannot be read, or a machine that stops
half-way, leaves the store as it was. Rows without consent are looked at in memory only: those whose person has agreed elsewhere are
accepted, the others become numbers by township and month (invariant 3).
"""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from wanhu.engine import intake
from wanhu.engine.text import Text
from wanhu.rules.feeds import FEEDS
from wanhu.web.base import audit, sealing
from wanhu.web.base.models import User
from wanhu.web.exchange import lines, store
from wanhu.web.exchange.arrow import fetch
from wanhu.web.exchange.consented import those_who_agreed
from wanhu.web.exchange.models import Delivery

Progress = Callable[[str], None]
HELD = pa.schema([("row_key", pa.string()), ("row_hash", pa.string())])


class Prepared(NamedTuple):
    """A checked file with its rows without consent already divided: what receiving it will write."""

    checked: intake.Checked
    accepted: pa.Table
    counted: pa.Table
    mentions: pa.Table
    lines: lines.Sorted


def receive(
    *,
    by: User | str,
    feed: str,
    filename: str,
    sender: str = "",
    on: date | None = None,
    data: bytes | None = None,
    path: Path | None = None,
    replaces: Delivery | None = None,
    progress: Progress = lambda words: None,
    at: datetime | None = None,
) -> Delivery:
    """Takes a file in. The same file twice gives the earlier delivery and changes nothing; so does a file refused twice.

    ``replaces``: the delivery that this one corrects as a whole; rows of it that the new file no longer holds are taken back.
    """
    at = at or timezone.now()
    content = path.read_bytes() if path is not None else data
    assert content is not None, "give data or path"
    digest = sealing.key("delivery", f"{feed}:{hashlib.sha256(content).hexdigest()}")
    earlier = Delivery.objects.filter(feed=feed, digest=digest).first()
    if earlier is not None and earlier.state != Delivery.State.REFUSED:
        return earlier
    arriving = Delivery(feed=feed, sender=sender, filename=filename[-200:], digest=digest, received_at=at, received_by=_name(by), replaces=replaces)
    try:
        prepared = prepare(feed, content, filename, on=on or timezone.localdate(), progress=progress)
    except intake.Refused as refusal:
        return earlier or _refuse(arriving, refusal.text, by=by)
    return _write(arriving, prepared, earlier, by=by)


def prepare(feed: str, content: bytes, filename: str, *, on: date, progress: Progress = lambda words: None) -> Prepared:
    """Reads and checks a file and says what every line of it is to the store. Raises Refused. Writes nothing."""
    declared = FEEDS[feed]
    checked = intake.check(declared, intake.read(content, filename), on=on)
    progress("checked")
    agreed, others = those_who_agreed(declared, checked.awaiting)
    accepted = pa.concat_tables([checked.accepted, agreed], promote_options="permissive").sort_by([("row", "ascending"), ("part", "ascending")])
    progress("divided")
    keys = [sealing.key("row", f"{feed}:{key}") for key in accepted["natural_key"].to_pylist()]
    hashes = [sealing.key("row", hashed) for hashed in accepted["row_hash"].to_pylist()]
    keyed = pa.table([accepted["row"], accepted["part"], pa.array(keys, pa.string()), pa.array(hashes, pa.string())], schema=lines.LINES)
    sorted_lines = lines.sort(keyed, held_lines(feed))
    progress("compared")
    return Prepared(checked, accepted, others, intake.mentions(declared, accepted), sorted_lines)


def held_lines(feed: str) -> pa.Table:
    """Key and content hash of every line of a feed that stands."""
    return fetch(
        """select distinct row_key, row_hash from exchange_mention m join exchange_delivery d on d.id = m.delivery_id
        where d.feed = %s and m."current" """,
        HELD,
        [feed],
    )


def _name(by: User | str) -> str:
    return by if isinstance(by, str) else by.get_username()


def _refuse(arriving: Delivery, reason: Text, *, by: User | str) -> Delivery:
    with transaction.atomic():
        arriving.state = Delivery.State.REFUSED
        arriving.notes = [reason]
        arriving.save(force_insert=True)
        audit.record(by=by, action="exchange.refused", detail={"delivery": arriving.pk}, at=arriving.received_at)
    return arriving


def _write(arriving: Delivery, prepared: Prepared, refused: Delivery | None, *, by: User | str) -> Delivery:
    """One transaction; the sealed folder is written before it and deleted when it fails."""
    fresh = _fresh(prepared)
    folder = store.keep_tables({"rows": _lines_of(prepared.accepted, fresh), "mentions": _said(arriving.feed, prepared, fresh)})
    try:
        with transaction.atomic():
            if standing := Delivery.objects.filter(feed=arriving.feed, digest=arriving.digest).exclude(state=Delivery.State.REFUSED).first():
                store.forget_tables(folder)  # the same file came twice at once; the other was first
                return standing
            if refused is not None:
                arriving.pk = refused.pk
            _count(arriving, prepared)
            arriving.path, arriving.state = folder, Delivery.State.CHECKED
            arriving.save()
            _keep_back(arriving, prepared)
            _mention(arriving, fresh, prepared)
            if arriving.replaces is not None:
                _withdraw(arriving, arriving.replaces, prepared)
            audit.record(
                by=by,
                action="exchange.received",
                detail={"delivery": arriving.pk, "feed": arriving.feed, "rows": arriving.rows, "accepted": arriving.accepted},
                at=arriving.received_at,
            )
    except BaseException:
        store.forget_tables(folder)
        raise
    return arriving
