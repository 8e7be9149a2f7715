"""Children in bulk: all fourteen tables in their shape, sorted, the same for the same seed."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from wanhu.engine.tables import TABLES, duckdb_columns
from wanhu.synthetic.children import children

ON = date(2026, 11, 23)


def ask(query: str) -> list[tuple[Any, ...]]:
    """The rows that a query gives."""
    return duckdb.connect().execute(query).fetchall()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("children")
    children(3_000, 5, out, on=ON)
    return out


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_exactly_its_columns(folder: Path, name: str) -> None:
    found = ask(f"describe select * from '{folder}/{name}.parquet'")
    assert [f'"{row[0]}" {row[1]}' for row in found] == list(duckdb_columns(TABLES[name]))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(folder: Path, tmp_path: Path) -> None:
    children(3_000, 5, tmp_path / "again", on=ON)
    children(3_000, 6, tmp_path / "other", on=ON)
    for name in ("person", "birth", "dose", "contact"):
        file = f"{name}.parquet"
        assert (tmp_path / "again" / file).read_bytes() == (folder / file).read_bytes()
        assert (tmp_path / "other" / file).read_bytes() != (folder / file).read_bytes()


def test_doses_are_about_sixteen_a_child_and_sorted(folder: Path) -> None:
    people, doses = ask(f"select count(distinct person), count(*) from '{folder}/dose.parquet'")[0]
    assert people > 2_950
    assert 15 < doses / 3_000 < 19
    persons = [row[0] for row in ask(f"select person from '{folder}/dose.parquet'")]
    assert persons == sorted(persons)


def test_nothing_happens_before_birth_or_after_the_day(folder: Path) -> None:
    for name in ("dose", "contact"):
        query = f"""select count(*) from '{folder}/{name}.parquet' f join '{folder}/person.parquet' p using (person)
                    where f.happened < p.born_on or f.happened > date '{ON}' or f.recorded::date > date '{ON}'"""
        assert ask(query) == [(0,)]
    ages = ask(f"select min(born_on), max(born_on) from '{folder}/person.parquet'")[0]
    assert ages[0] > date(2019, 11, 22)
    assert ages[1] <= ON


def test_most_children_of_a_year_have_what_the_first_year_asks(folder: Path) -> None:
    """Coverage of children 18 to 30 months old with three doses of HepB and DTaP and one of MMR: most, and never all."""
    for vaccine, wanted in (("HepB", 3), ("DTaP", 3), ("MMR", 1)):
        query = f"""with c as (select person from '{folder}/person.parquet' where born_on between '2024-05-01' and '2025-05-01'),
                    d as (select person, count(*) n from '{folder}/dose.parquet' where vaccine = '{vaccine}' group by person)
                    select avg((coalesce(n, 0) >= {wanted})::int) from c left join d using (person)"""
        share = ask(query)[0][0]
        assert 0.88 < share < 0.995, (vaccine, share)
