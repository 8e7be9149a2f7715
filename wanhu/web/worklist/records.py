"""The records as the engine takes them: every fact table as Arrow in the engine's own types.

A whole city is read through ADBC, a million rows a second, past Django. One family is read through Django's connection, so that what the
request has just written, and not yet committed, is seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

import duckdb
import pyarrow as pa
from django.conf import settings
from django.db import connection

from wanhu.engine.evaluation.facts import Relations, Rows, on_connection
from wanhu.engine.tables import TABLES, FactTable, Kind
from wanhu.rules import RULEBOOK, restricted
from wanhu.web.worklist import sqlite_reader

# Types of what the store gives; the engine's exact types are reached by a cast in DuckDB.
_SENTINEL = {
    Kind.UUID: "''", Kind.TEXT: "''", Kind.DATE: "''", Kind.INSTANT: "''", Kind.REAL: "0.0",
    Kind.KEY: "0", Kind.SMALL: "0", Kind.WHOLE: "0", Kind.TRUTH: "0",
}  # fmt: skip
# What stays when facts of the restricted class, and all that tells of them, are left out of a copy.
_CODES = "code NOT IN ({})".format
UNRESTRICTED = {
    "finding": _CODES(", ".join(f"'{code}'" for code in sorted(restricted.FINDINGS))),
    "measurement": _CODES(", ".join(f"'{code}'" for code in sorted(restricted.MEASUREMENTS))),
    "release": "protocol NOT IN ({})".format(", ".join(f"'{one.code}'" for one in RULEBOOK.protocols if one.restricted)),
    "consent": "purpose <> 'restricted'",
}


def city(database: duckdb.DuckDBPyConnection) -> Relations:
    """Every committed fact, in tables of ``database`` named like the fact tables."""
    read = _from_postgres if connection.vendor == "postgresql" else _from_sqlite
    for name, arrived in zip(TABLES, read([_whole(table) for table in TABLES.values()]), strict=True):
        _take_in(database, name, arrived)
    return on_connection(database, {name: name for name in TABLES})


def family(people: Sequence[int]) -> Rows:
    """The facts of these people, and of their pregnancies; of each table when it is first asked for."""
    return Rows(_Family(people))


class _Family(Mapping[str, list[tuple[Any, ...]]]):
    """The rows of each fact table. What decides about one question needs a few of the tables, and no more are read."""

    def __init__(self, people: Sequence[int]) -> None:
        self.people, self._read = list(people), dict[str, list[tuple[Any, ...]]]()

    def __getitem__(self, name: str) -> list[tuple[Any, ...]]:
        if name not in self._read:
            self._read[name] = self._rows(name, TABLES[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    @cached_property
    def pregnancies(self) -> list[int]:
        """Theirs, by number."""
        # Numbers, not a query within the query: PostgreSQL would read the whole table for "hers, or of one of her pregnancies".
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM care_pregnancy WHERE woman_id IN ({_marks(self.people)})", self.people)
            return [number for (number,) in cursor.fetchall()]

    def _rows(self, name: str, table: type[FactTable]) -> list[tuple[Any, ...]]:
        columns = list(table.columns())
        mine, parameters = f"person IN ({_marks(self.people)})", self.people
        if "pregnancy" in columns and self.pregnancies:
            mine, parameters = f"{mine} OR pregnancy IN ({_marks(self.pregnancies)})", [*self.people, *self.pregnancies]
        quoted = ", ".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {quoted} FROM fact_{name} WHERE {mine}", parameters)
            return [tuple(map(_plain, row)) for row in cursor.fetchall()]


def _marks(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values))


def _plain(value: Any) -> Any:
    """An instant of PostgreSQL in UTC without its zone; everything else as it is."""
    return value.replace(tzinfo=None) if getattr(value, "tzinfo", None) is not None else value


def _take_in(database: duckdb.DuckDBPyConnection, name: str, arrived: pa.Table) -> None:
    columns = ", ".join(f'CAST("{column}" AS {made.kind.value}) AS "{column}"' for column, made in TABLES[name].columns().items())
    database.register("arrived", arrived)
    database.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {columns} FROM arrived")
    database.unregister("arrived")


def _whole(table: type[FactTable]) -> str:
    """SQL of a whole fact table. SQLite tells no types: a first row of typed values, dropped afterwards, fixes them for the reader."""
    columns = table.columns()
    names = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "sqlite":
        first = ", ".join(f'{_SENTINEL[made.kind]} AS "{column}"' for column, made in columns.items())
        return f"SELECT {first} UNION ALL SELECT {names} FROM fact_{table.name}"
    cast = {Kind.UUID: '"{}"::text', Kind.INSTANT: "\"{}\" AT TIME ZONE 'UTC'"}
    plain = '"{}"'
    chosen = ", ".join(cast.get(made.kind, plain).format(column) + f' AS "{column}"' for column, made in columns.items())
    return f"SELECT {chosen} FROM fact_{table.name}"


def _from_sqlite(queries: list[str]) -> Iterator[pa.Table]:
    for arrived in sqlite_reader.tables(str(settings.DATABASES["default"]["NAME"]), queries):
        yield arrived.slice(1)  # without the row of types


def _from_postgres(queries: list[str]) -> Iterator[pa.Table]:
    from adbc_driver_postgresql import dbapi

    made = connection.settings_dict
    where = f"{made['HOST']}:{made['PORT']}" if made["PORT"] else made["HOST"]
    account = f"{quote(made['USER'])}:{quote(made['PASSWORD'])}@" if made["USER"] else ""
    with dbapi.connect(f"postgresql://{account}{where}/{made['NAME']}") as source, source.cursor() as cursor:
        for query in queries:
            cursor.execute(query)
            yield cursor.fetch_arrow_table()
