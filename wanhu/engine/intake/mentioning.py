"""Whom the rows of a file name: the input of linkage, without the numbers that the receiver gives (mention, delivery)."""

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.feed import Feed, Named
from wanhu.engine.intake.kinds.identity import birth_days

SCHEMA = pa.schema([
    ("feed", pa.string()), ("row", pa.int32()), ("part", pa.int16()), ("role", pa.string()), ("name", pa.string()), ("birth_date", pa.date32()),
    ("sex", pa.int8()), ("id_number", pa.string()), ("phone", pa.string()), ("township", pa.string()), ("village", pa.string()),
    ("mother_name", pa.string()), ("mother_id_number", pa.string()), ("mother_birth_date", pa.date32()), ("birth_order", pa.int8()),
    ("certificate_number", pa.string()), ("source_key", pa.string()),
])  # fmt: skip


def mentions(feed: Feed, rows: pa.Table) -> pa.Table:
    """One line for each person a row names, sorted by row, part and role. A mother is named once in a row, under part 0, however many newborns
    the row has; somebody without name, number and birth date is not named at all. A missing birth date is taken from a valid number."""
    tables = [_named(feed, person, rows) for person in feed.people]
    found = pa.concat_tables(tables)
    return found.take(
        pc.sort_indices(found, sort_keys=[("row", "ascending"), ("part", "ascending"), ("role", "ascending")])
    ).combine_chunks()


def _named(feed: Feed, person: Named, rows: pa.Table) -> pa.Table:
    if person.role == "mother" and rows.num_rows:
        numbers = rows["row"].to_numpy()
        rows = rows.filter(pa.array(np.concatenate([[True], numbers[1:] != numbers[:-1]])))
    if person.unless:
        rows = rows.filter(pc.fill_null(pc.not_equal(rows[person.unless[0]], person.unless[1]), True))
    count = rows.num_rows
    columns: dict[str, pa.Array] = {
        "feed": pa.repeat(pa.scalar(feed.code), count), "row": _column(rows, "row"), "role": pa.repeat(pa.scalar(person.role), count),
        "part": pa.array(np.zeros(count, dtype=np.int16)) if person.role == "mother" else _column(rows, "part"),
        "source_key": _joined(rows, person.source_key),
    }  # fmt: skip
    for name in SCHEMA.names:
        if name not in columns:
            source = getattr(person, name)
            columns[name] = (
                pa.nulls(count, SCHEMA.field(name).type) if source is None
                else _column(rows, source) if isinstance(source, str) else pa.repeat(pa.scalar(source), count)
            )  # fmt: skip
    columns["birth_date"] = _born(columns["birth_date"], columns["id_number"])
    columns["mother_birth_date"] = _born(columns["mother_birth_date"].cast(pa.date32()), columns["mother_id_number"])
    table = pa.table({name: columns[name].cast(SCHEMA.field(name).type) for name in SCHEMA.names})
    known = pc.or_(pc.or_(table["name"].is_valid(), table["id_number"].is_valid()), table["birth_date"].is_valid())
    return table.filter(known)


def _column(rows: pa.Table, name: str) -> pa.Array:
    column = rows[name].combine_chunks()
    return column if isinstance(column, pa.Array) else column.chunk(0)


def _joined(rows: pa.Table, names: tuple[str, ...]) -> pa.Array:
    """The sender's own key: the fields joined with a dash, null when one is missing."""
    if not names:
        return pa.nulls(rows.num_rows, pa.string())
    return pc.binary_join_element_wise(*(_column(rows, name).cast(pa.string()) for name in names), "-")


def _born(dates: pa.Array, numbers: pa.Array) -> pa.Array:
    days = birth_days(numbers)
    return pc.coalesce(dates.cast(pa.date32()), pa.array(days, pa.date32(), mask=np.isnat(days)))
