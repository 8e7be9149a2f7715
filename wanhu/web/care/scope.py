"""Which rows must be read again, and for whom everything must be said anew, when some mentions are new, gone or somebody else's.

A row that is merely new adds facts. A row that went, changed or moved to another person may also take facts back, and what else is
known of its people decides whether it does (another row may say the same). So those people are *settled anew*: every current row that
names them is derived again and compared with all that stands.
"""

from typing import NamedTuple

import duckdb
import pyarrow as pa

from wanhu.web.exchange import mentions


class Scope(NamedTuple):
    """``named``: current mentions of the rows to derive (STORED columns). ``anew``: people settled anew. ``people``: all concerned.
    ``keys``: delivery, row and the row key of every row ever taken, when anybody is settled anew. ``stale``: mention and the person for
    whom its row's facts now stand (null: none), to be written when all is done."""

    named: pa.Table
    anew: frozenset[int]
    people: frozenset[int]
    keys: pa.Table
    stale: pa.Table


def of(deliveries: list[int] | None) -> Scope | None:
    """What is to be done for these deliveries (``None``: all); ``None`` when nothing is."""
    only = "" if deliveries is None else f" and delivery_id in ({', '.join(str(int(number)) for number in deliveries) or 'null'})"
    stale = mentions.stored(f'stale{only} and (not "current" or person_id is not null)')
    if not stale.num_rows:
        return None
    every = stale if stale["published"].null_count == stale.num_rows else mentions.stored("1 = 1")
    with duckdb.connect() as db:
        db.register("stale", stale)
        db.register("every", every)
        db.execute("create table moved as select distinct delivery, row from stale where published is not null")
        db.execute(
            """create table anew as select distinct unnest([person, published]) as person from every semi join moved using (delivery, row)"""
        )
        db.execute("delete from anew where person is null")
        db.execute("""create table derived as select distinct delivery, row from stale where current
            union select delivery, row from every where current and person in (from anew)""")
        named = db.sql(
            "from every semi join derived using (delivery, row) where current and person is not null order by mention"
        ).to_arrow_table()
        anew = frozenset(person for (person,) in db.sql("from anew").fetchall())
        keys = db.sql(
            "select delivery, row, arg_min(row_key, (part, role <> 'mother')) as row_key from every group by delivery, row"
        ).to_arrow_table()
        done = db.sql(
            """select mention as id, case when current then person end as published, false as stale from stale"""
        ).to_arrow_table()
    people = anew | {person for person in named["person"].to_pylist() if person is not None}
    return Scope(named, anew, frozenset(people), keys, done)
