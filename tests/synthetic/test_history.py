"""Years of a city as facts: in their shape, as they were recorded, about the right people at the right time, and as many as life leaves."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from wanhu.engine.due import lists
from wanhu.engine.evaluation.facts import from_parquet
from wanhu.engine.protocol import State
from wanhu.engine.tables import TABLES, duckdb_columns
from wanhu.rules import RULEBOOK
from wanhu.synthetic.history import history

ON = date(2026, 11, 23)
RESIDENTS = 20_000
Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 residents, seven years, seed 3."""
    out = tmp_path_factory.mktemp("history")
    rows = history(RESIDENTS, 3, out, ON)
    assert all(count > 0 for count in rows.values()), "facts of every kind"
    return out


@pytest.fixture(scope="module")
def ask(folder: Path) -> Ask:
    """Queries over the facts that stand: corrected and taken-back ones left out; ``raw_…`` are all of them."""
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(f"create view raw_{name} as select * from '{folder}/{name}.parquet'")
        connection.execute(f"""create view {name} as select * from raw_{name} where not void
                               and id not in (select supersedes from raw_{name} where supersedes is not null)""")
    return lambda query: connection.execute(query).fetchall()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_and_nothing_is_missing(ask: Ask, name: str) -> None:
    assert [f'"{row[0]}" {row[1]}' for row in ask(f"describe raw_{name}")] == list(duckdb_columns(TABLES[name]))
    for column, described in TABLES[name].columns().items():
        if not described.optional:
            assert ask(f'select count(*) from raw_{name} where "{column}" is null') == [(0,)], column


@pytest.mark.parametrize("name", TABLES)
def test_facts_lie_in_the_order_in_which_they_were_recorded(folder: Path, ask: Ask, name: str) -> None:
    recorded = [row[0] for row in duckdb.read_parquet(str(folder / f"{name}.parquet")).project("recorded").fetchall()]
    assert recorded == sorted(recorded)
    assert ask(f"select count(*) - count(distinct id) from raw_{name}") == [(0,)]
    late = f"happened > '{ON}' or recorded::date < happened or recorded::date > '{ON}' or recorded < '2018-06-01'"
    assert ask(f"select count(*) from raw_{name} where {late}") == [(0,)]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for out, seed in (("one", 3), ("again", 3), ("other", 4)):
        history(2_000, seed, tmp_path / out, ON)
    for name in TABLES:
        one, again, other = ((tmp_path / out / f"{name}.parquet").read_bytes() for out in ("one", "again", "other"))
        assert one == again, name
        assert one != other or name in ("death", "release"), name


def test_people_have_as_many_facts_as_lives_leave(ask: Ask) -> None:
    """Over whole pregnancies and children who are old enough to have been to all checks."""
    whole = "select pregnancy from birth where pregnancy is not null and happened < date '2026-08-01'"
    contacts = ask(
        f"select count(*) / count(distinct pregnancy) from contact where pregnancy in ({whole}) and kind like 'antenatal%'"
    )
    assert 7.5 < contacts[0][0] < 10
    each = ask(f"""select avg(n) from (select count(*) n from measurement where pregnancy in ({whole}) and code <> 'temperature'
                   group by pregnancy, happened)""")
    assert 6 < each[0][0] < 9
    old = "select person from person join birth using (person) where born_on < date '2020-08-01'"
    checks, doses = (
        ask(f"select count(*) from contact where person in ({old})")[0][0],
        ask(f"select count(*) from dose where person in ({old})"),
    )
    children = ask(f"select count(*) from ({old})")[0][0]
    assert 10.5 < checks / children < 13
    assert 18 < doses[0][0] / children < 24
    measured = ask(f"select avg(n) from (select count(*) n from measurement where person in ({old}) group by person, happened)")
    assert 3 < measured[0][0] < 4


def test_births_are_as_many_as_in_the_city(ask: Ask) -> None:
    """15,000 a year in a city of 1,500,000, of whose mothers 93 in 100 agreed."""
    assert ask("select count(*) from birth")[0][0] == pytest.approx(RESIDENTS * 0.01 * 7 * 0.93, rel=0.08)


def test_a_birth_has_a_plausible_gestation_and_weight(ask: Ask) -> None:
    found = ask("""select count(*), avg((gestation_days < 259)::int), min(gestation_days), max(gestation_days), avg(weight_g), min(weight_g),
                   max(weight_g) from birth""")[0]
    assert found[1] == pytest.approx(0.07, abs=0.03)
    assert 190 <= found[2] <= found[3] <= 295
    assert 3_100 < found[4] < 3_450
    assert 400 < found[5] <= found[6] < 5_400
    wrong = ask("""select count(*) from birth b join pregnancy p using (pregnancy)
                   where b.happened - p.lmp <> b.gestation_days or b.mother <> p.person""")
    assert wrong == [(0,)]


@pytest.mark.parametrize("name", ["contact", "measurement", "finding", "dose", "decision"])
def test_nothing_happens_before_birth_or_after_death_or_a_move(ask: Ask, name: str) -> None:
    assert ask(f"select count(*) from {name} f join person p using (person) where f.happened < p.born_on") == [(0,)]
    after = f"select count(*) from {name} f join death d using (person) where d.kind = 'person' and f.happened > d.happened"
    assert ask(after) == [(0,)]
    moved = f"select count(*) from {name} f join residence r using (person) where r.area is null and f.happened > r.happened"
    assert ask(moved) == [(0,)]


def test_nobody_asks_a_woman_to_a_check_of_a_pregnancy_that_is_over(ask: Ask) -> None:
    for table in ("death", "birth"):
        query = f"""select count(*) from contact f join {table} d using (pregnancy) where f.happened >= d.happened
                    and f.kind in ('antenatal-1', 'antenatal', 'risk-follow-up')"""
        assert ask(query) == [(0,)]


@pytest.mark.parametrize(
    "name", ["pregnancy", "birth", "contact", "measurement", "finding", "dose", "decision", "release", "residence"]
)
def test_nobody_is_known_without_consent_or_after_withdrawing_it(ask: Ask, name: str) -> None:
    """A dose or a check of before the consent may be told with it; it is recorded after it."""
    agreed = "select 1 from consent c where c.person = f.person and c.purpose = 'record' and c.given and c.happened <= f.recorded"
    assert ask(f"select count(*) from {name} f where not exists ({agreed})") == [(0,)]
    withdrawn = f"""select count(*) from {name} f join consent c using (person)
                    where c.purpose = 'record' and not c.given and f.happened > c.happened"""
    assert ask(withdrawn) == [(0,)]


@pytest.mark.parametrize("name", ["contact", "measurement", "finding", "decision"])
def test_what_is_said_of_a_pregnancy_is_said_of_its_woman_in_its_time(ask: Ask, name: str) -> None:
    found = ask(f"""select count(*), count(*) filter (p.person is distinct from f.person or f.happened - p.lmp not between 30 and 400)
                    from {name} f left join pregnancy p using (pregnancy) where f.pregnancy is not null""")[0]
    assert found[0] > 0
    assert found[1] == 0


def test_corrections_are_few_and_of_the_same_person(ask: Ask) -> None:
    for name in ("measurement", "contact", "dose"):
        count, wrong = ask(f"""select count(*), count(*) filter (f.person is distinct from o.person or f.recorded <= o.recorded)
                               from raw_{name} f left join raw_{name} o on o.id = f.supersedes where f.supersedes is not null""")[
            0
        ]
        share = count / ask(f"select count(*) from raw_{name}")[0][0]
        assert 0 < share < 0.005, name
        assert wrong == 0


def test_a_few_doses_are_too_early_and_a_few_live_ones_too_close(ask: Ask) -> None:
    early = """select avg((first < born_on + interval 8 month)::int) from (select person, min(happened) as first from dose
               where vaccine in ('MMR', 'MR') group by person) join person using (person)"""
    assert ask(early)[0][0] == pytest.approx(0.015, abs=0.01)
    close = """select avg((apart < 28)::int) from (select happened - lag(happened) over (partition by person order by happened) as apart
               from (select distinct person, happened from dose where vaccine in ('MMR', 'MR', 'JE-L', 'HepA-L'))) where apart > 0"""
    assert 0.002 < ask(close)[0][0] < 0.03


def test_girls_of_the_programme_have_hpv_vaccine_and_boys_have_none(ask: Ask) -> None:
    assert ask("select count(*) from dose join person using (person) where vaccine like 'HPV%' and sex <> 2") == [(0,)]
    share = ask("""select count(distinct d.person) / count(distinct p.person)
                   from person p left join (select person from dose where vaccine like 'HPV%') d using (person)
                   where sex = 2 and born_on between '2011-11-10' and '2013-03-01'""")[0][0]
    assert 0.65 < share < 0.95
    assert ask("select max(date_diff('year', born_on, date '2026-11-23')) from dose join person using (person)")[0][0] <= 18


def test_the_rulebook_runs_over_it(tmp_path: Path) -> None:
    history(2_000, 3, tmp_path, ON)
    with duckdb.connect() as connection:
        made = lists(RULEBOOK, from_parquet(connection, tmp_path), on=ON, known_at=datetime(2026, 11, 24), restricted=True)
    states = made.due["state"].to_pylist()
    done = states.count(State.DONE) / len([state for state in states if state not in (State.UPCOMING, State.RELEASED)])
    assert done > 0.75, "a city that mostly does what is planned"
    assert {State.OPEN, State.OVERDUE, State.MISSED, State.RELEASED} <= set(states)
    assert made.alerts.num_rows > 0
