"""Fact files as they come: written before a column was thought of, without one that they must have, cut off."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.engine.facts_of import Book, load
from wanhu.engine.due import lists
from wanhu.engine.evaluation.facts import from_parquet
from wanhu.engine.tables import TABLES
from wanhu.rules import RULEBOOK

ON, KNOWN_AT = date(2026, 11, 23), datetime(2027, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A mother and her child, each table in a file of its own."""
    book = Book()
    book.person(person=1, born_on=date(2026, 3, 1), sex=2)
    book.dose(person=1, happened=date(2026, 3, 1), vaccine="HepB")
    book.add("decision", person=1, happened=date(2026, 3, 2), about="high-risk-infant", outcome="yes")
    with (loaded := load(book.facts)).connection as connection:
        for name, relation in loaded.relations.items():
            if book.facts[name]:
                pq.write_table(connection.sql(f"SELECT * FROM {relation}").to_arrow_table(), tmp_path / f"{name}.parquet")
    return tmp_path


def without(path: Path, *columns: str) -> None:
    pq.write_table(pq.read_table(path).drop_columns(list(columns)), path)


def rows(folder: Path) -> list[dict]:
    with duckdb.connect() as connection:
        made = lists(RULEBOOK, from_parquet(connection, folder), on=ON, known_at=KNOWN_AT)
        return made.due.to_pylist()


def test_an_optional_column_that_is_not_there_is_empty(folder: Path):
    whole = rows(folder)
    assert whole
    for name in ("person", "dose", "decision"):
        optional = [
            column for column, one in TABLES[name].columns().items() if one.optional and column not in ("area", "outcome")
        ]
        without(folder / f"{name}.parquet", *optional)
    assert rows(folder) == whole


def test_a_column_that_must_be_there_is_named(folder: Path):
    without(folder / "dose.parquet", "vaccine", "recorded")
    with pytest.raises(ValueError, match=r"dose.*缺少必需的列：recorded、vaccine.*lacks columns.*: recorded, vaccine"):
        rows(folder)


def test_a_file_cut_off_is_named(folder: Path):
    path = folder / "dose.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ValueError, match=r"事实表 dose 读不了.*dose\.parquet.*cannot be read"):
        rows(folder)
