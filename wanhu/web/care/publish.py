"""Where linkage turns into facts: rows of deliveries, and whom they name, become facts that are appended and never changed.

The same difference answers every case: a new delivery, a corrected row, a row taken back, two people found to be one, and one found to be
two. Publishing is safe to repeat: what stands already is not said again, and a mention is marked as published only when all is
written. Nothing is published of a row that was not accepted, so a pregnancy exists only where its woman agreed (invariant 3).
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone

from wanhu.engine.tables import TABLES
from wanhu.web.base import audit, bulk
from wanhu.web.base.arrow import fetch, update
from wanhu.web.base.models import User
from wanhu.web.care import carried, derive, held, scope
from wanhu.web.care.derive import Source
from wanhu.web.care.numbering import number_pregnancies
from wanhu.web.care.reconcile import appended
from wanhu.web.exchange import store
from wanhu.web.exchange.models import Delivery, Mention

PEOPLE = pa.schema([("person", pa.int64()), ("born_on", pa.date32()), ("sex", pa.int16()), ("area", pa.string())])
CHUNK = 100_000  # facts written in one transaction, so that a phone that sends a visit meanwhile is not kept waiting


def facts(
    deliveries: Iterable[int] | None = None,
    *,
    by: User | str = "wanhu publish",
    at: datetime | None = None,
    progress: Callable[[str], None] = lambda words: None,
) -> dict[str, int]:
    """Publishes what linkage found of these deliveries (``None``: of all); returns how many facts of each table were appended."""
    at = at or timezone.now()
    work = scope.of(None if deliveries is None else list(deliveries))
    if work is None:
        return carried.follow(by=by, at=at)
    sources = _sources(work.named)
    progress("read")
    pregnancy_of = number_pregnancies(sources, work)
    wanted = _wanted(sources, pregnancy_of, work)
    progress("derived")
    counts = {}
    for name in TABLES:
        fresh = _difference(name, wanted.get(name), work, at)
        counts[name] = fresh.num_rows
        for start in range(0, fresh.num_rows, CHUNK):
            bulk.append(held.MODELS[name], fresh.slice(start, CHUNK))
        progress(name)
    with transaction.atomic():
        update(Mention._meta.db_table, "id", work.stale)
        audit.record(by=by, action="care.facts-published", detail={name: count for name, count in counts.items() if count}, at=at)
    for name, count in carried.follow(by=by, at=at).items():
        counts[name] = counts.get(name, 0) + count
    return {name: count for name, count in counts.items() if count}


def _sources(named: pa.Table) -> list[Source]:
    """The lines to derive, delivery by delivery, with who they name and when each child was born."""
    people = fetch("select id, born_on, sex, area from registry_person", PEOPLE)
    deliveries = Delivery.objects.in_bulk(named["delivery"].unique().to_pylist())
    sources = []
    with duckdb.connect() as db:
        db.register("named", named)
        db.register("people", people)
        for number, delivery in sorted(deliveries.items()):
            mine = db.sql(
                f"""select "row", part, role, person, row_key, born_on, sex, area from named left join people using (person)
                where delivery = {number} order by "row", part, role"""
            ).to_arrow_table()
            content = store.table(delivery.path, "rows")
            content = content.filter(pc.is_in(content["row"], value_set=mine["row"].unique()))
            sources.append(Source(number, delivery.feed, int(delivery.received_at.timestamp() * 1000), content, mine))
    return sources


def _wanted(sources: list[Source], pregnancy_of: dict[str, int], work: scope.Scope) -> dict[str, pa.Table]:
    """What should stand of each table. Facts about somebody who is only named beside those concerned are none of this run's business."""
    parts: dict[str, list[pa.Table]] = {}
    of_births = []
    for source in sources:
        for name, table in derive.wanted(source, pregnancy_of).items():
            (of_births if name == "pregnancy" and source.feed in derive.BORN else parts.setdefault(name, [])).append(table)
    if of_births:
        registered = set().union(*(table["pregnancy"].to_pylist() for table in parts.get("pregnancy", [])))
        registered |= _registered(work)
        births = pa.concat_tables(of_births)
        parts.setdefault("pregnancy", []).append(
            births.filter(pc.invert(pc.is_in(births["pregnancy"], value_set=pa.array(registered, pa.int64()))))
        )
    if sources:
        parts["person"] = [derive.herself(sources)]
    return {name: pa.concat_tables(tables, promote_options="permissive") for name, tables in parts.items()}


def _registered(work: scope.Scope) -> set[int]:
    """Pregnancies whose dates a registration or a worker gave already, of women who are not settled anew."""
    standing = held.standing("pregnancy", work.people - work.anew)
    births = set(Delivery.objects.filter(feed__in=derive.BORN).values_list("pk", flat=True))
    rows = zip(standing["pregnancy"].to_pylist(), standing["source"].to_pylist(), standing["void"].to_pylist(), strict=True)
    return {number for number, source, void in rows if not void and held.delivery_of(source) not in births}


def _difference(name: str, wanted: pa.Table | None, work: scope.Scope, at: datetime) -> pa.Table:
    """The facts of one table to append."""
    standing = held.standing(name, work.people)
    if wanted is None and not work.anew:
        return standing.slice(0, 0)
    fresh = appended(TABLES[name], *derive.compared(name, wanted, standing, work, at))
    return fresh.append_column(
        "recorded", pa.array([at.astimezone(UTC).replace(tzinfo=None)] * fresh.num_rows, pa.timestamp("us"))
    )
