"""Z-scores: the published rows and worked vectors, five thousand scores by another program, and the slow calculator beside the fast one."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import slow_growth as slow
from wanhu.engine.growth import INDICES, Curve, Index, Position, Tables, as_expected, assess, load_tables, zscores
from wanhu.engine.growth.scores import at_sd, rounded

TABLES = load_tables(slow.FOLDER)
OTHER_PROGRAM = Path(__file__).with_name("growth_vectors.csv")

# Rows as they are printed: index and sex, then day, L, M and S.
PRINTED = """
weight-for-age 1 | 0 .3487 3.3464 .14602 | 91 .174 6.369 .11732 | 183 .1256 7.9389 .10957 | 365 .0645 9.646 .10925
weight-for-age 1 | 730 -.0136 12.1482 .11425 | 731 -.0137 12.1548 .11427 | 1096 -.0689 14.3443 .12116 | 1826 -.1506 18.3352 .13517
weight-for-age 2 | 0 .3809 3.2322 .14171 | 91 .0407 5.8393 .12622 | 183 -.0759 7.3016 .12204 | 365 -.2022 8.9462 .12267
weight-for-age 2 | 730 -.294 11.4741 .12389 | 731 -.2942 11.4809 .1239 | 1096 -.3201 13.8518 .1292 | 1826 -.3518 18.2179 .14821
length-for-age 1 | 0 1 49.8842 .03795 | 91 1 61.4013 .03329 | 183 1 67.6435 .03165 | 365 1 75.7391 .03137
length-for-age 1 | 730 1 87.8018 .03479 | 731 1 87.1303 .03508 | 1096 1 96.0889 .03858 | 1826 1 109.9593 .04214
length-for-age 2 | 0 1 49.1477 .0379 | 91 1 59.7773 .0352 | 183 1 65.751 .03448 | 365 1 74.0049 .03479
length-for-age 2 | 730 1 86.4008 .03733 | 731 1 85.7299 .03764 | 1096 1 95.0572 .04007 | 1826 1 109.4189 .04346
head-for-age 1 | 0 1 34.4618 .03686 | 91 1 40.5008 .02918 | 183 1 43.3393 .02817 | 365 1 46.0637 .02789
head-for-age 1 | 730 1 48.2494 .02821 | 731 1 48.2536 .02821 | 1096 1 49.4619 .02871 | 1826 1 50.7372 .02945
head-for-age 2 | 0 1 33.8787 .03496 | 91 1 39.521 .0314 | 183 1 42.2079 .03087 | 365 1 44.894 .03027
head-for-age 2 | 730 1 47.1799 .02958 | 731 1 47.1845 .02957 | 1096 1 48.5106 .02912 | 1826 1 49.9225 .0285
bmi-for-age 1 | 0 -.3053 13.4069 .0956 | 91 .0077 16.895 .08496 | 183 -.1919 17.3424 .08233 | 365 -.4113 16.7992 .08009
bmi-for-age 1 | 730 -.6473 15.7356 .07771 | 731 -.6187 16.0189 .07785 | 1096 -.31 15.5986 .07931 | 1826 -.6889 15.1917 .08699
bmi-for-age 2 | 0 -.0631 13.3363 .09272 | 91 .0652 16.3531 .09255 | 183 -.1436 16.9086 .09035 | 365 -.3665 16.3578 .08797
bmi-for-age 2 | 730 -.5989 15.4052 .08545 | 731 -.5684 15.6881 .08454 | 1096 -.5684 15.3966 .08535 | 1826 -.5684 15.2747 .09789
"""

# index, sex, day, measurement, z. Three lie beyond three standard deviations, where the scale of weight goes on in equal steps.
WORKED = (
    ("weight-for-age", 1, 183, 8.0, 0.07),
    ("weight-for-age", 2, 365, 9.0, 0.05),
    ("weight-for-age", 1, 0, 3.3464, 0.00),
    ("weight-for-age", 1, 0, 2.0, -3.21),  # -3.23 without the restriction
    ("weight-for-age", 1, 365, 6.0, -4.14),  # -4.28
    ("weight-for-age", 2, 730, 20.0, 4.38),  # 4.14
    ("bmi-for-age", 1, 1096, 20.5, 3.33),  # 3.30
    ("length-for-age", 1, 365, 70.0, -2.42),
    ("length-for-age", 2, 1826, 120.0, 2.23),
    ("head-for-age", 2, 183, 39.0, -2.46),
)


def one(index: str, sex: int, day: int, value: float, length: float | None = None) -> float:
    """The fast z-score of a single measurement."""
    return float(zscores(index, sex=sex, age_days=day, value=value, length=length, tables=TABLES))


@pytest.mark.parametrize("line", PRINTED.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_rows_are_as_printed(line: str) -> None:
    what, *rows = line.split("|")
    index, sex = what.split()
    for row in rows:
        day, *lms = row.split()
        wanted = tuple(map(float, lms))
        found = TABLES.by_age[Index(index)].at(np.array([int(sex)]), np.array([int(day)]))
        assert tuple(float(column[0]) for column in found) == wanted, f"day {day}"
        assert slow.table(index.replace("-", "_"))[int(sex), day] == wanted


@pytest.mark.parametrize(("index", "sex", "day", "value", "wanted"), WORKED)
def test_worked_vectors(index: str, sex: int, day: int, value: float, wanted: float) -> None:
    assert one(index, sex, day, value) == wanted == slow.zscore(index, sex, day, value)


def test_another_program_says_the_same() -> None:
    """5,000 made-up measurements; the scores in the file are not ours (bench/growth_vectors.py says whose)."""
    with OTHER_PROGRAM.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len(rows) == 5000
    for index in INDICES:
        mine = [row for row in rows if row["index"] == index]
        found = zscores(
            index,
            sex=[int(row["sex"]) for row in mine],
            age_days=[int(row["day"]) for row in mine],
            value=[float(row["value"]) for row in mine],
            length=[float(row["length"] or "nan") for row in mine],
            tables=TABLES,
        )
        assert found.tolist() == [float(row["z"]) for row in mine], index


def curves() -> list[tuple[str, int, Curve]]:
    """Every curve with an age at which it is the one to use: that of its own places, or one that lies or stands."""
    by_length = [("weight-for-length", 365, TABLES.lying), ("weight-for-length", 1096, TABLES.standing)]
    return [(str(index), -1, curve) for index, curve in TABLES.by_age.items()] + by_length


@pytest.mark.parametrize("k", [-3, -2, -1, 0, 1, 2, 3])
def test_standard_deviations_come_back(k: int) -> None:
    """The measurement k standard deviations from the median has the z-score k, in every row of every table."""
    for index, age, curve in curves():
        places = np.tile(np.arange(curve.first, curve.last + 1), 2)
        sex = np.repeat((1, 2), curve.size)
        value = at_sd(k, curve.power, curve.median, curve.spread)
        ages, length = (places, None) if age < 0 else (np.full(len(places), age), places / 10)
        assert (zscores(index, sex=sex, age_days=ages, value=value, length=length, tables=TABLES) == k).all(), index


def test_steps_beyond_three_are_as_wide_as_from_two_to_three() -> None:
    lms = [column[0] for column in TABLES.by_age[Index.WEIGHT_FOR_AGE].at(np.array([1]), np.array([400]))]
    two, three = (float(at_sd(k, *lms)) for k in (2, 3))
    assert one("weight-for-age", 1, 400, three + 2 * (three - two)) == 5
    two, three = (float(at_sd(k, *lms)) for k in (-2, -3))
    assert one("weight-for-age", 1, 400, three + 1.5 * (three - two)) == -4.5


def test_a_power_of_zero_is_a_logarithm() -> None:
    flat = Curve(0, 2, *(np.full(4, number) for number in (0.0, 10.0, 0.1)), straight=False)
    tables = Tables({Index.WEIGHT_FOR_AGE: flat}, TABLES.lying, TABLES.standing, 1826)
    value = 10 * np.exp([0.1, -0.25, 0.0])
    assert zscores("weight-for-age", sex=1, age_days=1, value=value, tables=tables).tolist() == [1, -2.5, 0]


@pytest.mark.parametrize("index", INDICES)
def test_what_cannot_be_known_is_unknown(index: str) -> None:
    assert not np.isnan(one(index, 1, 0, 10, 60)) and not np.isnan(one(index, 1, 1826, 10, 80)), "the first day and the last"
    for sex, day, value in (
        (0, 9, 10),
        (9, 9, 10),
        (1, -1, 10),
        (1, 1827, 10),
        (1, 9, 0),
        (1, 9, -1),
        (1, 9, np.nan),
        (1, 9, np.inf),
    ):
        assert np.isnan(one(index, sex, day, value, 60)), (sex, day, value)
        assert slow.zscore(index, sex, day, value, 60) is None


@pytest.mark.parametrize(("day", "least", "most"), [(730, 45, 110), (731, 65, 120)])
def test_lengths_at_the_ends_of_the_tables(day: int, least: float, most: float) -> None:
    for length in (least, most):
        assert not np.isnan(one("weight-for-length", 2, day, 9, length))
    for length in (least - 0.01, most + 0.01, 0, np.nan):
        assert np.isnan(one("weight-for-length", 2, day, 9, length))


def test_between_two_rows_of_length() -> None:
    """A boy of 65.05 cm is judged by what lies half-way between the rows of 65.0 and 65.1."""
    at, after = (TABLES.lying.between(np.array([1]), np.array([place]))[1][0] for place in (650.0, 651.0))
    middle = TABLES.lying.between(np.array([1]), np.array([650.5]))[1][0]
    assert middle == pytest.approx((at + after) / 2)
    assert one("weight-for-length", 1, 200, float(middle), 65.05) == 0


def test_weight_for_length_without_lengths_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="lengths"):
        zscores("weight-for-length", sex=1, age_days=9, value=4, tables=TABLES)


@pytest.mark.parametrize(
    ("day", "position", "wanted"),
    [
        (730, Position.LYING, 85.0),
        (730, Position.STANDING, 85.7),  # a child is longer lying than standing
        (730, Position.UNKNOWN, 85.0),
        (731, Position.LYING, 84.3),
        (731, Position.STANDING, 85.0),
        (731, Position.UNKNOWN, 85.0),
        (273, Position.STANDING, 85.0),  # nobody stands before nine months: the position is not known
        (274, Position.STANDING, 85.7),
    ],
)
def test_lying_and_standing(day: int, position: Position, wanted: float) -> None:
    assert as_expected(85.0, position, day) == pytest.approx(wanted)


def test_nothing_is_said_of_weight_while_a_child_is_swollen() -> None:
    scores = assess(sex=2, age_days=[400, 400], weight=9.0, length=75.0, head=45.0, oedema=[False, True], tables=TABLES)
    assert not np.isnan([score.z[0] for score in scores.values()]).any()
    unknown = {index for index, score in scores.items() if np.isnan(score.z[1])}
    assert unknown == {Index.WEIGHT_FOR_AGE, Index.WEIGHT_FOR_LENGTH, Index.BMI_FOR_AGE}


@pytest.mark.parametrize(
    ("index", "last", "first_beyond"),
    [
        (Index.WEIGHT_FOR_AGE, -6, -6.01),
        (Index.WEIGHT_FOR_AGE, 5, 5.01),
        (Index.LENGTH_FOR_AGE, -6, -6.01),
        (Index.LENGTH_FOR_AGE, 6, 6.01),
        (Index.HEAD_FOR_AGE, -5, -5.01),
        (Index.HEAD_FOR_AGE, 5, 5.01),
    ],
)
def test_what_no_living_child_has_is_marked(index: Index, last: float, first_beyond: float) -> None:
    given = {Index.WEIGHT_FOR_AGE: "weight", Index.LENGTH_FOR_AGE: "length", Index.HEAD_FOR_AGE: "head"}[index]
    power, median, spread = (column[0] for column in TABLES.by_age[index].at(np.array([1]), np.array([500])))
    side = np.sign(last)
    two, three = (float(at_sd(k * side, power, median, spread)) for k in (2, 3))
    values = [three + (abs(z) - 3) * (three - two) for z in (last, first_beyond)]
    score = assess(sex=1, age_days=500, **{given: np.array(values)}, tables=TABLES)[index]
    assert score.z.tolist() == [last, first_beyond] and score.implausible.tolist() == [False, True]


def test_halves_go_away_from_zero() -> None:
    assert rounded(np.array([2.485, -2.485, 0.004, -0.004, 0.005])).tolist() == [2.49, -2.49, 0.0, 0.0, 0.01]
    assert str(float(rounded(np.array([-0.001]))[0])) == "0.0"


def test_an_incomplete_table_is_refused(tmp_path: Path) -> None:
    for path in (*slow.FOLDER.glob("*.csv"), slow.FOLDER / "standard.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / "head_for_age.csv"
    broken.write_text("".join(line for line in broken.read_text().splitlines(keepends=True) if not line.startswith("2,700,")))
    with pytest.raises(ValueError, match=r"head_for_age\.csv"):
        load_tables(tmp_path)


measurements = st.fixed_dictionaries(
    {
        "sex": st.sampled_from((0, 1, 1, 1, 2, 2, 2)),
        "age": st.one_of(st.integers(-2, 1860), st.sampled_from((0, 273, 274, 730, 731, 1825, 1826, 1827))),
        "weight": st.one_of(st.none(), st.floats(0.5, 40), st.integers(0, 400).map(lambda grams: grams / 10)),
        "length": st.one_of(st.sampled_from((None, 0, -1)), st.floats(0.1, 130), st.integers(440, 1210).map(lambda mm: mm / 10)),
        "head": st.one_of(st.none(), st.floats(20, 65), st.integers(250, 600).map(lambda mm: mm / 10)),
        "position": st.sampled_from(Position),
        "oedema": st.sampled_from((False, False, False, True)),
    }
)


@given(st.lists(measurements, min_size=1, max_size=30))
def test_the_calculator_says_the_same(given_rows: list[dict]) -> None:
    """Whatever is measured of whomever: the fast scores and marks are those of the slow calculator."""
    column = {name: [np.nan if row[name] is None else row[name] for row in given_rows] for name in ("weight", "length", "head")}
    fast = assess(
        sex=[row["sex"] for row in given_rows],
        age_days=[row["age"] for row in given_rows],
        position=[row["position"] for row in given_rows],
        oedema=[row["oedema"] for row in given_rows],
        tables=TABLES,
        **column,
    )
    for at, row in enumerate(given_rows):
        wanted = slow.assessed(
            sex=row["sex"], age=row["age"], weight=row["weight"], length=row["length"], head=row["head"],
            lying=row["position"] is Position.LYING, standing=row["position"] is Position.STANDING, oedema=row["oedema"],
        )  # fmt: skip
        for index in INDICES:
            z, doubt = fast[index].z[at], fast[index].implausible[at]
            expected = wanted[index]
            assert np.isnan(z) if expected is None else z == expected, (index, row, z, expected)
            assert doubt == (expected is not None and not slow.plausible(index, expected))
