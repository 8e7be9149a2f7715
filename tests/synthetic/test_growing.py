"""Made-up children grow like children: judged by the real standards they lie where children lie, each near its own line."""

from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest

from wanhu.engine.growth import Index, age_for_growth, assess, load_tables
from wanhu.rules.growth_standard import GROWTH
from wanhu.synthetic.children import children

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    """Checks of 3,000 children: person, age, and three scores."""
    out = tmp_path_factory.mktemp("children")
    children(3_000, 5, out, on=ON, measurements=True)
    days = "date_diff('day', date '1970-01-01', {})"
    found = (
        duckdb.connect()
        .execute(f"""
        select person, any_value(sex) sex, {days.format("any_value(born_on)")} born, any_value(gestation_days) gestation,
               {days.format("m.happened")} as on, max(value) filter (code = 'weight') weight, max(value) filter (code = 'height') height
        from '{out}/measurement.parquet' m join '{out}/person.parquet' p using (person) join '{out}/birth.parquet' b using (person)
        group by person, m.happened order by person, m.happened""")
        .fetchnumpy()
    )
    age = age_for_growth(found["born"], found["gestation"], found["on"])
    scores = assess(
        sex=found["sex"], age_days=age, weight=found["weight"], length=found["height"], tables=load_tables(GROWTH.folder)
    )
    return {"person": found["person"], "age": age, **{str(index): scores[index].z for index in scores}}


@pytest.mark.parametrize("index", [Index.WEIGHT_FOR_AGE, Index.LENGTH_FOR_AGE, Index.WEIGHT_FOR_LENGTH])
def test_scores_are_mostly_between_two_below_and_two_above(scored: dict[str, np.ndarray], index: Index) -> None:
    z = scored[str(index)][scored["age"] > 27]
    z = z[~np.isnan(z)]
    assert len(z) > 10_000
    assert -0.3 < z.mean() < 0.5
    assert 0.7 < z.std() < 1.3
    assert 0.93 < np.mean(np.abs(z) <= 2) < 0.99
    assert np.mean(np.abs(z) > 5) < 0.001


def test_a_child_keeps_its_place_and_a_few_falter(scored: dict[str, np.ndarray]) -> None:
    """From six months on: neighbouring checks agree, and some children lose more than a whole score."""
    z, person = scored[str(Index.WEIGHT_FOR_AGE)], scored["person"]
    good = (scored["age"] > 170) & ~np.isnan(z)
    z, person = z[good], person[good]
    same = person[1:] == person[:-1]
    change = np.diff(z)[same]
    assert np.corrcoef(z[1:][same], z[:-1][same])[0, 1] > 0.8
    assert 0.002 < np.mean(change < -1) < 0.02
    assert np.std(change) < 0.5


def test_measuring_changes_nothing_else(tmp_path: Path) -> None:
    children(500, 5, tmp_path / "bare", on=ON)
    rows = children(500, 5, tmp_path / "measured", on=ON, measurements=True)
    assert rows["measurement"] > 2 * rows["contact"]
    for name in ("person", "birth", "dose", "contact"):
        assert (tmp_path / "bare" / f"{name}.parquet").read_bytes() == (tmp_path / "measured" / f"{name}.parquet").read_bytes()
