"""Which facts count: recorded by ``known_at``, happened by today, and not corrected or taken back by a fact recorded since."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from wanhu.engine.tables import TABLES, duckdb_columns


@dataclass(frozen=True)
class Facts:
    """Fact tables on a DuckDB connection.

    ``relations`` gives the SQL of each table. ``corrected`` names the tables in which some fact supersedes another: only there does the
    statement look for corrections, because reading every fact's id for none would cost more than all the rest.
    """

    connection: duckdb.DuckDBPyConnection
    relations: dict[str, str]
    corrected: frozenset[str]

    def effective(self, table: str) -> str:
        """SQL condition on the rows of a table that count."""
        seen = "happened <= CAST($today AS DATE) AND recorded <= CAST($known_at AS TIMESTAMP)"
        if table not in self.corrected:
            return seen
        relation = self.relations[table]
        superseded = (
            f"SELECT supersedes FROM {relation} WHERE supersedes IS NOT NULL AND recorded <= CAST($known_at AS TIMESTAMP)"
        )
        return f"{seen} AND NOT void AND id NOT IN ({superseded})"


def from_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> Facts:
    """Facts in ``folder/<table>.parquet`` or ``folder/<table>/*.parquet``; a table with no file is empty.

    Raises FileNotFoundError when the folder holds no fact table at all.
    """
    relations = {}
    for name in TABLES:
        paths = (
            [folder / f"{name}.parquet"] if (folder / f"{name}.parquet").exists() else sorted((folder / name).glob("*.parquet"))
        )
        if paths:
            listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
            relations[name] = f"read_parquet([{listed}])"
    if not relations:
        raise FileNotFoundError(f"{folder} 中没有事实表 / {folder} holds no fact table (person.parquet, dose.parquet …)")
    return on_connection(connection, relations)


def on_connection(connection: duckdb.DuckDBPyConnection, relations: dict[str, str]) -> Facts:
    """Facts in relations that the connection knows; tables not named are empty."""
    complete = dict(relations)
    for name, table in TABLES.items():
        if name not in complete:
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS empty_{name} ({', '.join(duckdb_columns(table))})")
            complete[name] = f"empty_{name}"
    corrected = frozenset(
        name for name in relations
        if connection.execute(f"SELECT 1 FROM {relations[name]} WHERE supersedes IS NOT NULL LIMIT 1").fetchall()
    )  # fmt: skip
    return Facts(connection, complete, corrected)
