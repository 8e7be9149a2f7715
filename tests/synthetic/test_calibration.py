"""The city's published figures come out of the made-up one."""

from datetime import date

import numpy as np
import pyarrow.parquet as pq
import pytest

from wanhu.synthetic.days import day, parts
from wanhu.synthetic.deliveries import deliver
from wanhu.synthetic.places import lay_out, places, townships
from wanhu.synthetic.pregnancies import BORN, conceive
from wanhu.synthetic.rates import Rates

ON = day(date(2026, 11, 23))


@pytest.mark.parametrize(("year", "ratio"), [(2025, 123.58), (2024, 133.18)])
def test_sex_ratio_at_birth_at_full_size(year: int, ratio: float) -> None:
    births = deliver(np.random.default_rng([3, 0]), 1_500_000, ON, Rates())
    mine = parts(births.baby_born)[0] == year
    boys = int(births.baby_male[mine].sum())
    assert 14_400 < mine.sum() < 15_600
    assert boys / (mine.sum() - boys) * 100 == pytest.approx(ratio, abs=0.02)


def test_benefit_households_are_in_proportion_to_108_000(city) -> None:
    table = pq.read_table(city.out / "truth" / "households.parquet")
    assert sum(table["benefit"].to_pylist()) == round(108_000 * 6_000 / 1_500_000)


def test_people_are_as_many_as_asked_and_of_all_ages(city) -> None:
    table = pq.read_table(city.out / "truth" / "people.parquet")
    assert table.num_rows == city.summary.people == 6_000
    ages = np.array([(date(2026, 11, 23) - born).days / 365.2425 for born in table["born_on"].to_pylist()])
    assert ages.min() >= 0
    assert ages.max() < 105
    shares = np.histogram(ages, [0, 15, 60, 105])[0] / len(ages)
    assert 0.10 < shares[0] < 0.20
    assert 0.12 < shares[2] < 0.28


def test_twins_and_preterm_births_are_as_rare_as_they_should_be() -> None:
    births = deliver(np.random.default_rng([3, 0]), 300_000, ON, Rates())
    assert np.mean(births.fetuses > 1) == pytest.approx(0.012, abs=0.003)
    pregnancies = conceive(np.random.default_rng([3, 2]), births, ON, Rates())
    born = pregnancies.outcome == BORN
    assert np.mean(pregnancies.gestation[born] < 259) == pytest.approx(0.07, abs=0.012)


def test_a_mother_has_time_between_her_children() -> None:
    births = deliver(np.random.default_rng([3, 0]), 300_000, ON, Rates())
    order = np.lexsort((births.day, births.mother))
    same = births.mother[order][1:] == births.mother[order][:-1]
    assert same.sum() > 1_000
    assert np.diff(births.day[order])[same].min() >= 540


def test_all_townships_have_villages_even_in_a_small_city() -> None:
    assert len(townships()) == 25
    for people in (2_000, 1_500_000):
        laid = lay_out(people)
        assert np.bincount(laid.township, minlength=25).min() >= 2
        assert len(set(laid.codes.tolist())) == len(laid.codes)
    table = places(1_500_000).to_pylist()
    codes = {row["code"] for row in table}
    assert all(row["parent"] in codes for row in table if row["parent"])
    names = [(row["parent"], row["name"]) for row in table]
    assert len(set(names)) == len(names)
    assert {"429004109001": "彭场居委会", "429004109206": "共同村委会"}.items() <= {
        row["code"]: row["name"] for row in table
    }.items()
