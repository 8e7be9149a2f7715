"""The truth as facts: in shape, in time, and only of those who agreed."""

from typing import Any

import duckdb
import pytest

from wanhu.engine.tables import TABLES, duckdb_columns


def ask(city, query: str) -> list[tuple[Any, ...]]:
    """A query over the city's facts, ``{table}`` standing for a table's file."""
    facts = city.out / "truth" / "facts"
    return duckdb.connect().execute(query.format(**{name: f"'{facts}/{name}.parquet'" for name in TABLES})).fetchall()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_exactly_its_columns(city, name: str) -> None:
    found = ask(city, f"describe select * from {{{name}}}")
    assert [f'"{row[0]}" {row[1]}' for row in found] == list(duckdb_columns(TABLES[name]))


@pytest.mark.parametrize("name", TABLES)
def test_what_must_not_be_empty_is_not(city, name: str) -> None:
    for column, described in TABLES[name].columns().items():
        if not described.optional:
            assert ask(city, f'select count(*) from {{{name}}} where "{column}" is null') == [(0,)], column


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_known_before_it_happened_or_after_the_day(city, name: str) -> None:
    query = f"select count(*) from {{{name}}} where happened > '2026-11-23' or recorded::date < happened or recorded::date > '2026-11-23'"
    assert ask(city, query) == [(0,)]
    assert ask(city, f"select count(*) - count(distinct id) from {{{name}}}") == [(0,)]


def test_nobody_is_known_without_consent(city) -> None:
    for name in ("pregnancy", "birth", "contact", "dose", "measurement", "death", "residence"):
        query = f"""select count(*) from {{{name}}} f where not exists
                    (select 1 from {{consent}} c where c.person = f.person and c.purpose = 'record' and c.given)"""
        assert ask(city, query) == [(0,)], name
    query = """select count(*) from {dose} f where not exists
               (select 1 from {consent} c where c.person = f.person and c.purpose = 'immunisation' and c.given)"""
    assert ask(city, query) == [(0,)]


def test_nothing_is_known_after_a_withdrawal(city) -> None:
    assert ask(city, "select count(*) from {consent} where not given")[0][0] > 0
    for name in ("contact", "dose", "measurement", "pregnancy", "birth"):
        query = f"""select count(*) from {{{name}}} f join {{consent}} c using (person)
                    where c.purpose = 'record' and not c.given and f.happened > c.happened"""
        assert ask(city, query) == [(0,)], name


def test_the_dead_are_left_alone(city) -> None:
    query = """select count(*) from {contact} f join {death} d using (person)
               where (d.kind = 'person' and f.happened > d.happened) or (d.kind = 'loss' and f.pregnancy = d.pregnancy
               and f.kind in ('antenatal-1', 'antenatal') and f.happened > d.happened)"""
    assert ask(city, query) == [(0,)]


def test_a_birth_belongs_to_a_pregnancy_of_its_mother(city) -> None:
    query = """select count(*), count(*) filter (p.mother is distinct from b.mother or b.happened - p.lmp not between 190 and 300)
               from {birth} b left join (select pregnancy, person mother, lmp from {pregnancy}) p using (pregnancy)
               where b.pregnancy is not null"""
    births, wrong = ask(city, query)[0]
    assert births > 300
    assert wrong == 0


def test_a_combined_injection_is_one_row_and_three_facts(city) -> None:
    query = """select count(distinct vaccine), count(*) from {dose} where product like '五联%' group by person, happened"""
    found = ask(city, query)
    assert found
    assert set(found) == {(3, 3)}
    assert ask(city, "select count(*) from {dose} where vaccine = 'Hib' and product not like '五联%'") == [(0,)]
