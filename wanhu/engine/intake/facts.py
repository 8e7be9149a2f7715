"""Turns accepted rows into facts, once linkage has said who is who: what the feed declares, table by table."""

from typing import Any

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import WITH_IDS_AS_TEXT, pc
from wanhu.engine.intake.feed import Born, Constant, Each, Feed, PersonOf, Yield
from wanhu.engine.intake.kinds.identity import birth_days, right
from wanhu.engine.tables import TABLES

GIVEN_BY_CALLER = ("id", "recorded", "source", "by", "supersedes", "void")


def facts(feed: Feed, accepted: pa.Table, people: pa.Table) -> dict[str, pa.Table]:
    """Facts by table: ``row``, ``part`` and every column of ``wanhu.engine.tables`` but id, recorded, source, by, supersedes and void.

    ``people``: row, part, role, person (int64), pregnancy (int64 or null): whom each mention of the rows turned out to be. A person under part 0
    stands for all parts of the row. A line whose person is not in ``people`` yields nothing. Equal facts of one row (a mother's, told once
    for each newborn) are given once."""
    found: dict[str, list[pa.Table]] = {}
    for each in feed.facts:
        found.setdefault(each.table, []).append(_yielded(feed, each, accepted, people))
    return {table: _once(table, pa.concat_tables(parts)) for table, parts in found.items()}


def _yielded(feed: Feed, each: Yield, accepted: pa.Table, people: pa.Table) -> pa.Table:
    rows = accepted
    if each.only:
        name, words = each.only
        rows = rows.filter(pc.is_in(rows[name].cast(pa.string()), value_set=pa.array(words, pa.string())))
    if each.when:
        rows = rows.filter(rows[each.when].is_valid())
    person, pregnancy = _people(rows, people, each.who)
    mother = next((value.role for value in each.values.values() if isinstance(value, PersonOf)), None)
    if mother:
        pregnancy = pc.coalesce(pregnancy, _people(rows, people, mother)[1])
    keep = person.is_valid()
    rows, person, pregnancy = rows.filter(keep), person.filter(keep), pregnancy.filter(keep)
    columns: dict[str, Any] = {
        name: column for name, column in TABLES[each.table].columns().items() if name not in GIVEN_BY_CALLER
    }
    listed = next((value.field for value in each.values.values() if isinstance(value, Each)), None)
    values: dict[str, pa.Array] = {"row": _one(rows["row"]), "part": _one(rows["part"])}
    for name, column in columns.items():
        kind = WITH_IDS_AS_TEXT[column.kind]
        if name == "person":
            values[name] = person
        elif name == "happened":
            values[name] = _happened(feed, each, rows)
        elif name in each.values and not isinstance(each.values[name], Each):
            values[name] = _value(each.values[name], rows, people, kind)
        elif name == "pregnancy" and name not in each.values:
            values[name] = pregnancy
        else:
            values[name] = pa.nulls(rows.num_rows, kind)
    table = pa.table(values)
    if listed:
        target = next(name for name, value in each.values.items() if isinstance(value, Each))
        lists = _one(rows[listed])
        table = table.take(pc.list_parent_indices(lists))
        table = table.set_column(
            table.schema.get_field_index(target), target, pc.list_flatten(lists).cast(WITH_IDS_AS_TEXT[columns[target].kind])
        )
    if each.table == "person":  # a sex that nobody wrote down is 0, unknown
        table = table.set_column(table.schema.get_field_index("sex"), "sex", pc.fill_null(table["sex"], 0))
    return table.filter(table["happened"].is_valid())


def _happened(feed: Feed, each: Yield, rows: pa.Table) -> pa.Array:
    """The day of a fact. A consent without a day is dated by its row."""
    if isinstance(each.happened, Born):
        return _born(each.happened, rows)
    return _one(pc.coalesce(rows[each.happened], rows[feed.counted_on]) if each.table == "consent" else rows[each.happened])


def _born(born: Born, rows: pa.Table) -> pa.Array:
    written = pa.nulls(rows.num_rows, pa.date32()) if born.written is None else _one(rows[born.written])
    if born.number is None:
        return written
    numbers = _one(rows[born.number])
    days = birth_days(pc.if_else(pa.array(right(numbers)), numbers, pa.scalar(None, pa.string())))
    return pc.coalesce(written, pa.array(days, pa.date32(), mask=np.isnat(days)))


def _value(value: Any, rows: pa.Table, people: pa.Table, kind: pa.DataType) -> pa.Array:
    if isinstance(value, Constant):
        return pa.repeat(pa.scalar(value.value, kind), rows.num_rows)
    if isinstance(value, PersonOf):
        return _people(rows, people, value.role)[0]
    if isinstance(value, Born):
        return _born(value, rows)
    return _one(rows[value]).cast(kind)


def _people(rows: pa.Table, people: pa.Table, role: str) -> tuple[pa.Array, pa.Array]:
    """Person and pregnancy of each line in a role: under its own part, or under part 0."""
    mine = people.filter(pc.equal(people["role"], role))
    keys = pa.array(mine["row"].to_numpy().astype(np.int64) * 100 + mine["part"].to_numpy())
    row, part = rows["row"].to_numpy().astype(np.int64), rows["part"].to_numpy()
    own = pc.index_in(pa.array(row * 100 + part), value_set=keys)
    place = pc.coalesce(own, pc.index_in(pa.array(row * 100), value_set=keys))
    pregnancy = mine["pregnancy"] if "pregnancy" in mine.column_names else pa.chunked_array([pa.nulls(mine.num_rows, pa.int64())])
    return _one(mine["person"]).cast(pa.int64()).take(place), _one(pregnancy).cast(pa.int64()).take(place)


def _once(name: str, table: pa.Table) -> pa.Table:
    """Without repetitions. Any fact: told by several parts of one row. A consent, a birth date: copied into many rows about the
    same person. A residence:
    only the rows in which somebody's village is another than in the row before it in time."""
    if name == "residence":
        return _changes(table)
    same = [each for each in table.column_names if each != "part" and (each != "row" or name not in ("consent", "person"))]
    first = table.append_column("at", pa.array(np.arange(table.num_rows))).group_by(same).aggregate([("at", "min")])["at_min"]
    return table.take(_one(first).take(pc.sort_indices(first))).combine_chunks()


def _changes(table: pa.Table) -> pa.Table:
    order = pc.sort_indices(table, sort_keys=[("person", "ascending"), ("happened", "ascending"), ("row", "ascending")])
    table = table.take(order).combine_chunks()
    person, area = table["person"].to_numpy(), _one(_one(table["area"]).dictionary_encode()).indices.to_numpy()
    new = (
        np.concatenate([[True], (person[1:] != person[:-1]) | (area[1:] != area[:-1])])
        if len(person)
        else np.zeros(0, dtype=bool)
    )
    return table.filter(pa.array(new))


def _one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
