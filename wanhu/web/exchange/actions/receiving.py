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

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone

from wanhu import rules
from wanhu.engine import intake
from wanhu.engine.intake.reading import LARGEST
from wanhu.engine.text import Text
from wanhu.rules.feeds import FEEDS
from wanhu.web.base import audit, bulk, sealing
from wanhu.web.base.arrow import fetch, update
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.exchange import lines, store
from wanhu.web.exchange.consented import those_who_agreed
from wanhu.web.exchange.mentions import SAID
from wanhu.web.exchange.models import QUARANTINE, CountedCell, Delivery, DroppedColumn, Mention, QuarantinedRow
from wanhu.web.registry.models import Area

Progress = Callable[[str], None]
AREAS = Path(rules.__file__).parent / "parameters" / "areas_429004.csv"
EARLIER = pa.schema([("mention", pa.int64()), ("row_key", pa.string()), ("role", pa.string()), ("number", pa.int64())])
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
    place: str = "",
    on: date | None = None,
    data: bytes | None = None,
    path: Path | None = None,
    replaces: Delivery | None = None,
    progress: Progress = lambda words: None,
    at: datetime | None = None,
) -> Delivery:
    """Takes a file in. The same file twice gives the earlier delivery and changes nothing; so does a file refused twice.

    ``place``: code of the sender's own township or village, for rows that give no address.
    ``replaces``: the delivery that this one corrects as a whole; rows of it that the new file no longer holds are taken back.
    """
    if not isinstance(by, str):
        require(by, Permission.RECEIVE_FILES)
    at = at or timezone.now()
    if path is not None:
        with path.open("rb") as file:  # a byte more than is ever taken: a larger file is refused without being read whole
            data = file.read(LARGEST + 1)
    assert data is not None, "give data or path"
    content = data
    digest = sealing.key("delivery", f"{feed}:{hashlib.sha256(content).hexdigest()}")
    earlier = Delivery.objects.filter(feed=feed, digest=digest).first()
    if earlier is not None and earlier.state != Delivery.State.REFUSED:
        return earlier
    arriving = Delivery(
        feed=feed,
        sender=sender,
        filename=filename[-200:],
        digest=digest,
        received_at=at,
        received_by=_name(by),
        replaces=replaces,
    )
    try:
        prepared = prepare(feed, content, filename, on=on or timezone.localdate(), place=place, progress=progress)
    except intake.Refused as refusal:
        return earlier or _refuse(arriving, refusal.text, by=by)
    return _write(arriving, prepared, earlier, by=by)


def prepare(
    feed: str, content: bytes, filename: str, *, on: date, place: str = "", progress: Progress = lambda words: None
) -> Prepared:
    """Reads and checks a file and says what every line of it is to the store. Raises Refused. Writes nothing."""
    declared = FEEDS[feed]
    checked = intake.check(
        declared, intake.read(content, filename), on=on, areas=areas(), default_area=place or None, others=tuple(FEEDS.values())
    )
    progress("checked")
    agreed, others = those_who_agreed(declared, checked.awaiting)
    accepted = pa.concat_tables([checked.accepted, agreed], promote_options="permissive").sort_by(
        [("row", "ascending"), ("part", "ascending")]
    )
    progress("divided")
    keys = [sealing.key("row", f"{feed}:{key}") for key in accepted["natural_key"].to_pylist()]
    hashes = [sealing.key("row", hashed) for hashed in accepted["row_hash"].to_pylist()]
    keyed = pa.table(
        [accepted["row"], accepted["part"], pa.array(keys, pa.string()), pa.array(hashes, pa.string())], schema=lines.LINES
    )
    sorted_lines = lines.sort(keyed, held_lines(feed))
    progress("compared")
    return Prepared(checked, accepted, others, intake.mentions(declared, accepted), sorted_lines)


def areas() -> intake.Areas:
    """The places by which addresses are found: the city's own list with its villages, and the published townships."""
    published = intake.areas(AREAS).table
    own = pa.Table.from_pylist(list(Area.objects.values("code", "name", "parent", "level")), schema=published.schema)
    others = published.filter(pc.invert(pc.is_in(published["code"], value_set=own["code"].combine_chunks())))
    return intake.Areas(pa.concat_tables([own, others]))


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
    fresh = lines.fresh(prepared.lines.lines)
    rows, said = lines.of(prepared.accepted, fresh), lines.of(prepared.mentions.select(SAID.names).cast(SAID), fresh)
    folder = store.keep_tables({"rows": rows, "mentions": said})
    try:
        with transaction.atomic():
            if (
                standing := Delivery.objects.filter(feed=arriving.feed, digest=arriving.digest)
                .exclude(state=Delivery.State.REFUSED)
                .first()
            ):
                store.forget_tables(folder)  # the same file came twice at once; the other was first
                return standing
            if refused is not None:
                arriving.pk = refused.pk
            _count(arriving, prepared)
            arriving.path, arriving.state = folder, Delivery.State.CHECKED
            arriving.save()
            _keep_back(arriving, prepared)
            _mention(arriving, said, fresh)
            if arriving.replaces is not None:
                _withdraw(arriving, arriving.replaces, prepared.lines.lines)
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


def _count(arriving: Delivery, prepared: Prepared) -> None:
    checked = prepared.checked
    arriving.rows = checked.received
    arriving.accepted = pc.count_distinct(prepared.accepted["row"]).as_py()
    arriving.counted = pc.count_distinct(prepared.counted["row"]).as_py()
    arriving.quarantined = checked.rows_quarantined
    arriving.repeated, arriving.corrected = prepared.lines.repeated, prepared.lines.corrected
    arriving.notes = list(checked.notes)
    days = prepared.accepted[FEEDS[arriving.feed].counted_on]
    arriving.since, arriving.until = pc.min(days).as_py(), pc.max(days).as_py()


def _keep_back(arriving: Delivery, prepared: Prepared) -> None:
    """What is not accepted: reasons (values sealed), dropped columns (numbers only) and the aggregate lane (numbers only)."""
    QuarantinedRow.objects.bulk_create(
        (
            QuarantinedRow(
                delivery=arriving,
                value_sealed=sealing.seal_text(value, QUARANTINE) if (value := line.pop("value")) else None,
                **line,
            )
            for line in prepared.checked.quarantined.to_pylist()
        ),
        batch_size=2_000,
    )
    DroppedColumn.objects.bulk_create(
        DroppedColumn(delivery=arriving, header=column["header"][:80], reason=column["sort"], cells=column["cells"])
        for column in prepared.checked.dropped.to_pylist()
    )
    CountedCell.objects.bulk_create(
        (
            CountedCell(delivery=arriving, area=cell["area"] or "", period=cell["period"] or "", rows=cell["rows"])
            for cell in intake.count(FEEDS[arriving.feed], prepared.counted).to_pylist()
        ),
        batch_size=2_000,
    )


def _mention(arriving: Delivery, said: pa.Table, fresh: pa.Table) -> None:
    """A mention for everybody named in a fresh line. One that corrects an earlier line takes its number over and its place."""
    corrects = fresh.filter(pc.equal(fresh["what"], "corrected"))["row_key"].combine_chunks()
    earlier = _earlier(arriving.feed, corrects) if len(corrects) else EARLIER.empty_table()
    with duckdb.connect() as db:
        db.register("said", said.select(["row", "part", "role"]))
        db.register("fresh", fresh)
        db.register("earlier", earlier)
        replaced = db.sql("select mention as id, false as current, true as stale from earlier order by id").to_arrow_table()
        made = db.sql(
            f"""
            with line as (
                select said.*, fresh.row_key, fresh.row_hash from said join fresh on fresh."row" = said."row"
                    and fresh.part = case when said.part > 0 then said.part else (select min(f.part) from fresh f where f."row" = said."row") end
            )
            select {arriving.pk}::bigint as delivery_id, line."row", line.part, line.role, line.row_key, row_hash, true as current, true as stale,
                earlier.number
            from line left join earlier on earlier.row_key = line.row_key and earlier.role = line.role
            order by line."row", line.part, line.role desc
            """
        ).to_arrow_table()
    update(Mention._meta.db_table, "id", replaced)
    bulk.append(Mention, made)


def _earlier(feed: str, keys: pa.Array) -> pa.Table:
    """The current mentions of the lines with these keys."""
    held = fetch(
        """select m.id, m.row_key, m.role, m.number from exchange_mention m join exchange_delivery d on d.id = m.delivery_id
        where d.feed = %s and m."current" """,
        EARLIER,
        [feed],
    )
    return held.filter(pc.is_in(held["row_key"], value_set=keys))


def _withdraw(arriving: Delivery, replaced: Delivery, found: pa.Table) -> None:
    """Rows of the replaced delivery whose key the new file does not hold are taken back. A row that came again unchanged stays."""
    held = fetch(
        """select id, row_key, "row" from exchange_mention where delivery_id = %s and "current" """,
        pa.schema([("id", pa.int64()), ("row_key", pa.string()), ("row", pa.int32())]),
        [replaced.pk],
    )
    gone = held.filter(pc.invert(pc.is_in(held["row_key"], value_set=found["row_key"].combine_chunks())))
    changes = {
        "id": gone["id"],
        "current": pa.array([False] * gone.num_rows, pa.bool_()),
        "stale": pa.array([True] * gone.num_rows, pa.bool_()),
    }
    update(Mention._meta.db_table, "id", pa.table(changes))
    Delivery.objects.filter(pk=replaced.pk).update(state=Delivery.State.REPLACED)
    Delivery.objects.filter(pk=arriving.pk).update(withdrawn=pc.count_distinct(gone["row"]).as_py())
