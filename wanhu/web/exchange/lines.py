"""What each line of a new file is to the store: new, repeated, or the correction of a line that it already holds.

A line is a row, or one baby of a row that tells of several. It is known by the feed's own key (a register number with a date),
kept only as a keyed hash; its content likewise. Of two lines with one key in the same file the later one stands.
"""

from typing import NamedTuple

import duckdb
import pyarrow as pa

LINES = pa.schema([("row", pa.int32()), ("part", pa.int16()), ("row_key", pa.string()), ("row_hash", pa.string())])


class Sorted(NamedTuple):
    """``lines``: LINES and ``what`` (new, repeated, corrected) and ``stands`` (false: a later line of the same file took its place).

    ``repeated`` and ``corrected`` count rows: a row is repeated when all its lines are, corrected when any of them is.
    """

    lines: pa.Table
    repeated: int
    corrected: int


def sort(lines: pa.Table, held: pa.Table) -> Sorted:
    """``lines`` (LINES) against ``held`` (``row_key``, ``row_hash`` of the current lines of the feed, each key once)."""
    with duckdb.connect() as db:
        db.register("incoming", lines)
        db.register("held", held)
        found = db.sql(
            """
            with placed as (
                select *, row_number() over last_first = 1 as stands, first(row_hash) over last_first as standing_hash,
                from incoming window last_first as (partition by row_key order by "row" desc, part desc)
            )
            select "row", part, placed.row_key, placed.row_hash, stands,
                case when not stands then case when placed.row_hash = standing_hash then 'repeated' else 'corrected' end
                     when held.row_key is null then 'new'
                     when held.row_hash = placed.row_hash then 'repeated'
                     else 'corrected' end as what
            from placed left join held using (row_key) order by "row", part
            """
        ).to_arrow_table()
        db.register("found", found)
        counts = db.sql(
            """select count(*) filter (every_repeated), count(*) filter (any_corrected) from (
                select bool_and(what = 'repeated') as every_repeated, bool_or(what = 'corrected') as any_corrected from found group by "row")"""
        ).fetchall()[0]
    return Sorted(found, *counts)


def fresh(lines: pa.Table) -> pa.Table:
    """The lines to write (``sort``'s lines): all that stand of every row that has anything new in it.

    A row of twins is written whole even when one line of it came unchanged, because its mother is named once for both.
    """
    with duckdb.connect() as db:
        db.register("lines", lines)
        return db.sql(
            """select * replace (case what when 'repeated' then 'corrected' else what end as what) from lines
            where stands and "row" in (select "row" from lines where stands and what <> 'repeated') order by "row", part"""
        ).to_arrow_table()


def of(table: pa.Table, lines: pa.Table) -> pa.Table:
    """The rows of a table that belong to these lines, in their order; part 0 belongs to any line of its row."""
    with duckdb.connect() as db:
        db.register("content", table.select(["row", "part"]).append_column("place", pa.array(range(table.num_rows), pa.int64())))
        db.register("lines", lines.select(["row", "part"]))
        places = db.sql(
            """select place from content semi join lines on lines."row" = content."row" and (content.part = 0 or content.part = lines.part)
            order by place"""
        ).to_arrow_table()["place"]
    return table.take(places)
