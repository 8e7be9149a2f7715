"""What must be appended so that the facts that stand become the facts that should stand.

Facts are never changed, so bringing the store to a wanted state means appending: a new fact, a fact that takes the place of
another, or one that takes another back. Because the answer is a difference of two tables, asking twice appends nothing the
second time, and a new file, a correction, a withdrawn row, a merge and an un-merge of two people are all the same question.

Two facts are the same when everything they say is the same; which row said it first does not matter. So the twelve dose rows
of one child leave one birth date, not twelve. A fact that is no longer wanted is first offered a successor in the same *slot*
(the same table, row key, role and code); only when there is none is it taken back without one.
"""

import duckdb
import pyarrow as pa

from wanhu.engine.tables import FactTable

ABOUT = ("id", "recorded", "source", "by", "supersedes", "void")  # how we know, as opposed to what is said


def said(table: type[FactTable]) -> list[str]:
    """The columns that hold what a fact says."""
    return [name for name in table.columns() if name not in ABOUT]


def appended(table: type[FactTable], wanted: pa.Table, held: pa.Table) -> pa.Table:
    """The facts to append, in the columns of ``table`` except ``recorded``.

    ``wanted``: what facts say, ``source``, ``slot`` (text) and ``made`` (milliseconds since 1970 UTC, the time in a new id).
    ``held``: the facts that stand for the same people, every column of the table, ``slot``, and ``open`` (true: may be taken
    back or superseded; false: is only there so that it is not said twice). Facts that were taken back may stand among them
    (``void``): when the same is said again, it takes the place of the one that took it back.
    Ids are made from what is said, where and instead of what: making a fact twice gives the same id.
    """
    columns = said(table)
    quoted = ", ".join(f'"{name}"' for name in columns)
    whole = f"row({quoted})"
    text = " || '|' || ".join(f"""coalesce("{name}"::varchar, '~')""" for name in columns)
    gone = ", ".join(f'gone."{name}"' for name in columns)
    out = ", ".join(f'"{name}"' for name in table.columns() if name != "recorded")
    with duckdb.connect() as db:
        db.register("wanted_rows", wanted)
        db.register("held_rows", held)
        return db.sql(
            f"""
            with wanted as (
                select *, {whole} as said from wanted_rows
                qualify row_number() over (partition by {quoted} order by made, source, slot) = 1
            ),
            known as (select *, {whole} as said from held_rows),
            held as (from known where not void),
            taken_back as (select *, row_number() over (partition by said order by id) as time from known where void),
            fresh as (
                select *, row_number() over (partition by slot order by happened, source, {quoted}) as place
                from wanted anti join held on wanted.said = held.said
            ),
            gone as (
                select *, row_number() over (partition by slot order by happened, source, {quoted}) as place
                from held anti join wanted on held.said = wanted.said where open
            ),
            result as (
                select fresh.* exclude (said, place, slot), coalesce(gone.id, taken_back.id)::uuid as supersedes, false as void
                from fresh left join gone on gone.slot = fresh.slot and gone.place = fresh.place
                left join taken_back on gone.id is null and taken_back.said = fresh.said and taken_back.time = 1
                union all by name
                select {gone}, gone.source, gone.made, gone.id::uuid as supersedes, true as void
                from gone left join fresh on gone.slot = fresh.slot and gone.place = fresh.place where fresh.slot is null
            ),
            hashed as (
                select *, null::varchar as "by", lpad(to_hex(made::bigint), 12, '0') as time_part,
                    md5('{table.name}' || source || '|' || {text} || '|' || coalesce(supersedes::varchar, '') || void::varchar) as h
                from result
            ),
            named as (
                select * exclude (time_part, h), (time_part || '7' || h[1:3] || '8' || h[4:18])::uuid as id from hashed
            )
            select {out} from named order by id
            """
        ).to_arrow_table()
