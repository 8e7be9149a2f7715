"""Rows of the store as Arrow, and Arrow written back, a hundred thousand at a time and inside the transaction that is open.

The readers of whole cities go round Django (ADBC); what an action reads and writes must see its own transaction, so it goes through
Django's connection, as columns and never as model objects.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa
from django.db import connection

CHUNK = 100_000


def fetch(sql: str, schema: pa.Schema, parameters: Sequence[object] = ()) -> pa.Table:
    """The result of a query in the types of ``schema`` (by position). Identifiers of facts come as text."""
    batches = []
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(CHUNK):
            columns = zip(*rows, strict=True)
            batches.append(
                pa.record_batch(
                    [_column(list(values), field.type) for values, field in zip(columns, schema, strict=True)], schema=schema
                )
            )
    return pa.Table.from_batches(batches, schema=schema)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    """SQLite gives truth as 0 and 1, days and instants as text; PostgreSQL gives uuid objects and instants with a zone."""
    first = next((value for value in values if value is not None), None)
    if pa.types.is_boolean(kind):
        return pa.array([None if value is None else bool(value) for value in values], kind)
    if isinstance(first, str) and (pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_string(kind) and first is not None and not isinstance(first, str):
        return pa.array([None if value is None else str(value) for value in values], kind)
    if pa.types.is_timestamp(kind) and first is not None:
        return pa.array(values, pa.timestamp("us", "UTC")).cast(kind)
    return pa.array(values, kind)


def update(table: str, key: str, values: pa.Table) -> None:
    """Sets columns of existing rows: ``values`` holds ``key`` and the columns to set, in any number of rows.

    The rows go into a temporary table first, so that the store changes them in one statement and not one by one.
    """
    if not values.num_rows:
        return
    names = values.column_names
    columns = ", ".join(f'"{name}"' for name in names)
    setting = ", ".join(f'"{name}" = to_set."{name}"' for name in names if name != key)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS to_set")
        cursor.execute(f'CREATE TEMPORARY TABLE to_set AS SELECT {columns} FROM "{table}" WHERE 1 = 0')
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY to_set ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for row in _rows(values):
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(names))
            rows = _rows(values)
            while part := list(islice(rows, CHUNK)):
                cursor.executemany(f"INSERT INTO to_set ({columns}) VALUES ({places})", part)
        cursor.execute(f'UPDATE "{table}" SET {setting} FROM to_set WHERE "{table}"."{key}" = to_set."{key}"')
        cursor.execute("DROP TABLE to_set")


def _rows(values: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in values.to_batches(max_chunksize=CHUNK):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
