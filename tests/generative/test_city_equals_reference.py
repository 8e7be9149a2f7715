"""The lists of a whole synthetic city are, step by step, what the slow reference works out for each of its people."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from tests.engine import reference
from wanhu.engine.due import alerts, due
from wanhu.engine.evaluation.facts import Relations, from_parquet
from wanhu.engine.tables import TABLES
from wanhu.rules import RULEBOOK
from wanhu.synthetic.build import build

ON = date(2026, 11, 23)


def as_dictionaries(facts: Relations) -> dict[str, list[dict]]:
    """Every fact as the reference takes it."""
    found = {}
    for name, table in TABLES.items():
        columns = ", ".join(f'CAST("{column}" AS {made.kind.value}) AS "{column}"' for column, made in table.columns().items())
        found[name] = facts.connection.sql(f"SELECT {columns} FROM {facts.relations[name]}").to_arrow_table().to_pylist()
    return found


def test_every_step_of_every_resident(tmp_path: Path) -> None:
    build(2_000, 7, ON, tmp_path)
    known_at = datetime.now(UTC).replace(tzinfo=None)
    with duckdb.connect() as connection:
        facts = from_parquet(connection, tmp_path / "truth" / "facts")
        listed = [
            {key: value for key, value in row.items() if key != "because"}
            for row in due(RULEBOOK, facts, on=ON, known_at=known_at, restricted=True).to_pylist()
        ]
        warned = alerts(RULEBOOK, facts, on=ON, known_at=known_at, restricted=True).to_pylist()
        written = as_dictionaries(facts)

    def place(row: dict) -> tuple:
        return row["subject_kind"], row["subject"], row["protocol"], row["step"]

    expected = reference.due(RULEBOOK, written, on=ON, known_at=known_at)
    assert len(expected) > 2_000
    assert sorted(listed, key=place) == sorted(expected, key=place)
    found = sorted((row["subject_kind"], row["subject"], row["rule"]) for row in warned)
    assert found == sorted(reference.alerts(RULEBOOK, written, on=ON, known_at=known_at))
