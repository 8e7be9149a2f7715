"""Small tables of facts for tests: rows as keyword arguments, the rest filled in, loaded into DuckDB as the engine sees them."""

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import duckdb

from wanhu.engine.evaluation.facts import Relations, on_connection
from wanhu.engine.tables import TABLES, duckdb_columns

ALWAYS_KNOWN = datetime(2020, 1, 1)


class Book:
    """Facts being written down, one call each: ``book.contact(person=1, happened=date(…), kind="antenatal")``."""

    def __init__(self) -> None:
        self.facts: dict[str, list[dict]] = {name: [] for name in TABLES}
        self._last = 0

    def add(self, table: str, **values) -> UUID:
        self._last += 1
        row: dict[str, Any] = dict.fromkeys(TABLES[table].columns())
        row |= {"id": UUID(int=self._last), "recorded": ALWAYS_KNOWN, "source": "test", "void": False, "person": 1}
        row |= {"happened": values.get("born_on")} if table == "person" and "happened" not in values else {}
        self.facts[table].append(row | values)
        return row["id"]

    def __getattr__(self, table: str):
        if table not in TABLES:
            raise AttributeError(table)
        return lambda **values: self.add(table, **values)


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def load(facts: dict[str, list[dict]]) -> Relations:
    """The facts in tables that nobody else sees and that go with their connection. The database is one for all: it takes longest to start."""
    connection = _database().cursor()
    connection.begin()
    for name, table in TABLES.items():
        connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(duckdb_columns(table))})")
        columns = list(table.columns())
        if facts[name]:
            marks = ", ".join("?" for _ in columns)
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", [[row[c] for c in columns] for row in facts[name]])
    connection.commit()
    return on_connection(connection, {name: name for name in TABLES})


def day(text: str) -> date:
    """A date as written in a test table."""
    return date.fromisoformat(text)
