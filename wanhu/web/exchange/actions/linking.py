"""Who is who, after every delivery and every answer: new rows are compared with all that is held, and people get their numbers.

Comparing happens outside any transaction and writing in one. The pairs found are kept, sealed, so that the next run compares only
what is new; without them everything is compared again, with the same result.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone

from wanhu.engine import linkage
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.exchange import mentions, publish, queries, store
from wanhu.web.registry.models import Person

COVERED = pa.schema([("mention", pa.int64()), ("row_key", pa.string()), ("row_hash", pa.string())])


class Linked(NamedTuple):
    """What a linkage run did, in numbers of people and pairs."""

    mentions: int
    new: int
    merged: int
    restored: int
    questions: int


def link(*, by: User | str, progress: Callable[[str], None] = lambda words: None, at: datetime | None = None) -> Linked:
    """Compares, joins and numbers; writes persons, their history and the questions that remain. Facts are published afterwards."""
    at = at or timezone.now()
    held = mentions.stored()
    progress("read")
    content = mentions.said(held)
    earlier, new = _earlier(held)
    prepared = linkage.prepare(content, linkage.shipped().surnames, new=new)
    fresh = linkage.pairs(prepared)
    every = linkage.keep(earlier, fresh) if earlier is not None else fresh.table
    progress("compared")
    previous = held.filter(pc.is_valid(held["number"])).select(["mention", "number"]).rename_columns(["mention", "person"])
    issued = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    resolution = linkage.resolve(prepared, every, queries.decisions_for_linkage(), previous, issued=issued)
    progress("joined")
    with transaction.atomic():
        landed = publish.resolution(resolution, held, content, at=at)
        audit.record(by=by, action="exchange.linked", detail=landed, at=at)
    folder = store.home(store.LINKAGE)
    store.write(folder / "covered", held.select(COVERED.names))
    store.write(folder / "pairs", every)
    progress("written")
    return Linked(mentions=held.num_rows, **landed)


def _earlier(held: pa.Table) -> tuple[pa.Table | None, pa.Array | None]:
    """The pairs of the last run that still stand, and the mentions to compare now; ``(None, None)``: everything anew.

    Copies of one content are known by their lowest mention. When that one is gone its copies are compared again, as if new.
    """
    folder = store.home(store.LINKAGE)
    if not (folder / "pairs").exists() or not (folder / "covered").exists():
        return None, None
    pairs, covered = store.read(folder / "pairs"), store.read(folder / "covered")
    with duckdb.connect() as db:
        db.register("pairs", pairs)
        db.register("covered", covered)
        db.register("held", held.select(COVERED.names))
        db.execute("create table gone as select mention from (from covered except from held)")
        db.execute("""create table anew as select mention from (from held except from covered)
            union select b from pairs where a in (from gone) and evidence = '{"copy": true}' and b in (select mention from held)""")
        new = db.sql("from anew order by mention").to_arrow_table()["mention"].combine_chunks()
        if len(new) > held.num_rows // 2:
            return None, None
        standing = db.sql("""from pairs where a not in (from gone) and b not in (from gone)
            and a not in (from anew) and b not in (from anew)""").to_arrow_table()
    return standing, new
