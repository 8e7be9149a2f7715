"""The derived table ``growth``: worked examples of what a row is made of, and all of it against the slow calculator."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_of import Book
from tests.engine.slow_growth import FOLDER, growth_rows_slow
from wanhu.engine.dates import corrected_age_days, uses_corrected_age
from wanhu.engine.growth import CODES, INDICES, Growth, Index, age_for_growth, growth_rows, load_tables, rows

TABLES = load_tables(FOLDER)
EPOCH = date(1970, 1, 1)
BORN = date(2024, 1, 31)
NOON = datetime(2026, 11, 1, 12)


def fast(facts: dict[str, list[dict]]) -> Growth:
    """The table of a book's facts, brought into columns as the engine is given them: newest of each person and birth."""
    people = {row["person"]: row for row in sorted(facts["person"], key=_newest)}
    births = {row["person"]: row for row in sorted(facts["birth"], key=_newest) if row["gestation_days"] is not None}
    measured = [row for row in sorted(facts["measurement"], key=lambda row: row["id"]) if row["code"] in CODES]
    swollen = [row for row in facts["finding"] if (row["code"], row["value"]) == ("oedema", "yes")]
    return growth_rows(
        {**_when(measured), "code": _column(measured, lambda row: CODES.index(row["code"]), np.int8),
         "value": _column(measured, lambda row: row["value"], np.float64)},
        {"person": _column(births.values(), lambda row: row["person"], np.int64),
         "gestation_days": _column(births.values(), lambda row: row["gestation_days"], np.int32)},
        {"person": _column(people.values(), lambda row: row["person"], np.int64),
         "born_on": _column(people.values(), lambda row: _day(row["born_on"]), np.int32),
         "sex": _column(people.values(), lambda row: row["sex"], np.int16)},
        _when(swollen),
        TABLES,
    )  # fmt: skip


def as_told(growth: Growth) -> list[tuple]:
    """The rows as the slow calculator tells them."""
    columns = (growth.person, growth.happened, growth.recorded, growth.code, growth.z, growth.fall)
    return [
        (
            person,
            EPOCH + timedelta(days=happened),
            datetime(1970, 1, 1) + timedelta(microseconds=recorded),
            growth.names[code],
            z,
            fall,
        )
        for person, happened, recorded, code, z, fall in zip(*(column.tolist() for column in columns), strict=True)
    ]


def both(book: Book) -> list[tuple]:
    """The rows, of which the fast and the slow calculator agree."""
    slow = [
        (row["person"], row["happened"], row["recorded"], row["code"], row["z"], row["fall"])
        for row in growth_rows_slow(book.facts)
    ]
    assert as_told(fast(book.facts)) == slow
    return slow


def z_of(book: Book, index: str) -> list[float]:
    """The z-scores of an index by day."""
    return [row[4] for row in both(book) if row[3] == index]


def child(gestation_days: int | None = None, sex: int = 1) -> Book:
    """A boy born on 31 January 2024, at term unless said."""
    book = Book()
    book.person(born_on=BORN, sex=sex)
    if gestation_days is not None:
        book.birth(happened=BORN, gestation_days=gestation_days)
    return book


def test_one_visit_gives_every_index() -> None:
    book = child()
    day = BORN + timedelta(days=365)
    book.measurement(happened=day, code="weight", value=9.646, recorded=NOON)
    book.measurement(happened=day, code="length", value=75.7391, recorded=NOON + timedelta(hours=1))
    book.measurement(happened=day, code="head-circumference", value=46.0637, recorded=NOON - timedelta(hours=1))
    book.measurement(happened=day, code="haemoglobin", value=101, recorded=NOON)
    later = NOON + timedelta(hours=1)
    assert both(book) == [
        (1, day, NOON, "weight-for-age", 0.0, 0.0),
        (1, day, later, "length-for-age", 0.0, 0.0),
        (1, day, later, "weight-for-length", both(book)[2][4], 0.0),  # known when the later of the two was
        (1, day, later, "bmi-for-age", both(book)[3][4], 0.0),
        (1, day, NOON - timedelta(hours=1), "head-for-age", 0.0, 0.0),
    ]


def test_the_value_recorded_last_counts() -> None:
    book = child()
    for hours, value in ((1, 9.9), (3, 9.646), (2, 12.0), (3, 8.0), (4, 0.0)):
        book.measurement(happened=BORN + timedelta(days=365), code="weight", value=value, recorded=NOON + timedelta(hours=hours))
    [only] = z_of(book, "weight-for-age")
    assert only == -1.7, "8.0 kg: of two at one instant the later fact; 0 is no measurement"


def test_a_height_is_taken_as_is_usual_at_the_age() -> None:
    lying, usual = (child() for _ in range(2))
    for days in (730, 731):
        lying.measurement(happened=BORN + timedelta(days=days), code="length", value=87.0)
        usual.measurement(happened=BORN + timedelta(days=days), code="height", value=87.0)
    assert z_of(lying, "length-for-age") == [-0.26, -0.27], "at 731 days 0.7 cm less, and the table of height"
    assert z_of(usual, "length-for-age") == [-0.26, -0.04]
    usual.measurement(happened=BORN + timedelta(days=730), code="length", value=87.8018)
    usual.measurement(happened=BORN + timedelta(days=731), code="length", value=60.0)
    assert z_of(usual, "length-for-age") == [0.0, -0.04], "of both, the one that is usual at the age"


def test_growth_of_a_child_born_early_is_counted_from_the_expected_date() -> None:
    """At 32 weeks (224 days), so 56 days are taken off until the second birthday; at 27 weeks 91 days until the third."""
    early = child(gestation_days=224)
    early.measurement(happened=BORN + timedelta(days=365), code="weight", value=TABLES.by_age[Index.WEIGHT_FOR_AGE].median[309])
    assert z_of(early, "weight-for-age") == [0.0]
    for gestation, corrected_last in ((258, date(2026, 1, 30)), (224, date(2026, 1, 30)), (195, date(2027, 1, 30))):
        for day, corrected in ((corrected_last, True), (corrected_last + timedelta(days=1), False)):
            book = child(gestation)
            book.measurement(happened=day, code="weight", value=11.0)
            age = (day - BORN).days - (280 - gestation if corrected else 0)
            assert z_of(book, "weight-for-age") == [z_at(age, 11.0)], (gestation, day)
    term = child(gestation_days=259)
    term.measurement(happened=BORN + timedelta(days=100), code="weight", value=5.5)
    assert z_of(term, "weight-for-age") == [z_at(100, 5.5)]


def z_at(age: int, weight: float) -> float:
    """The z-score of a boy's weight on a day of age."""
    book = child()
    book.measurement(happened=BORN + timedelta(days=age), code="weight", value=weight)
    return z_of(book, "weight-for-age")[0]


def test_before_the_expected_date_the_standards_say_nothing() -> None:
    book = child(gestation_days=224)
    for days in (0, 55, 56):
        book.measurement(happened=BORN + timedelta(days=days), code="weight", value=3.3464)
    assert z_of(book, "weight-for-age") == [0.0], "56 days after birth is day 0"


def test_swelling_on_the_day_silences_weight_and_only_that_day() -> None:
    book = child()
    for days in (100, 101):
        for code, value in (("weight", 6.0), ("length", 61.0)):
            book.measurement(happened=BORN + timedelta(days=days), code=code, value=value)
    book.finding(happened=BORN + timedelta(days=100), code="oedema", value="yes")
    book.finding(happened=BORN + timedelta(days=101), code="oedema", value="no")
    book.finding(happened=BORN + timedelta(days=102), code="oedema", value="yes")
    assert [(row[1] - BORN).days for row in both(book) if row[3] != "length-for-age"] == [101] * 3


def test_what_cannot_be_true_is_left_out_and_counted() -> None:
    book = child()
    book.measurement(happened=BORN + timedelta(days=365), code="weight", value=96.5)  # a point left out of 9.65
    book.measurement(happened=BORN + timedelta(days=365), code="length", value=75.0)
    growth = fast(book.facts)
    assert [growth.names[code] for code in growth.code] == ["length-for-age"] and both(book)
    assert growth.implausible == {
        Index.WEIGHT_FOR_AGE: 1, Index.LENGTH_FOR_AGE: 0, Index.WEIGHT_FOR_LENGTH: 1, Index.BMI_FOR_AGE: 1, Index.HEAD_FOR_AGE: 0,
    }  # fmt: skip


def at_z(day: int, z: float) -> float:
    """A boy's length on a day of age that has this z-score."""
    power, median, spread = (column[0] for column in TABLES.by_age[Index.LENGTH_FOR_AGE].at(np.array([1]), np.array([day])))
    assert power == 1
    return float(median * (1 + z * spread))


@pytest.mark.parametrize(
    ("earlier", "wanted"),
    [
        ({}, 0.0),  # nothing to compare with
        ({217: 1.5}, 2.5),  # 183 days before
        ({216: 1.5}, 0.0),  # 184
        ({399: 0.25}, 1.25),
        ({250: 0.5, 300: 1.25, 350: 0.0}, 2.25),  # the best of them
        ({300: -2.0}, 0.0),  # was lower
        ({300: 5.0, 310: 7.0}, 6.0),  # 7 cannot be true
    ],
)
def test_a_fall_is_from_the_best_of_the_six_months_before(earlier: dict[int, float], wanted: float) -> None:
    book = child()
    for day, z in {**earlier, 400: -1.0, 401: 3.0}.items():
        book.measurement(happened=BORN + timedelta(days=day), code="length", value=at_z(day, z))
    assert {(row[1] - BORN).days: row[5] for row in both(book)}[400] == wanted


def test_nobody_is_judged_without_birth_date_or_sex_or_after_five_years() -> None:
    book = child(sex=9)
    book.person(person=2, born_on=BORN, sex=2)
    for person, days in ((1, 100), (2, -1), (2, 1827), (3, 100)):
        book.measurement(person=person, happened=BORN + timedelta(days=days), code="weight", value=9.0)
    assert both(book) == []
    book.measurement(person=2, happened=BORN + timedelta(days=1826), code="weight", value=18.2179)
    assert [(row[0], row[4]) for row in both(book)] == [(2, 0.0)]


def test_no_facts_no_rows() -> None:
    growth = fast(Book().facts)
    assert both(Book()) == [] and set(growth.implausible.values()) == {0}
    assert {name: column.dtype for name, column in growth.columns().items()} == {
        "person": np.int64, "happened": np.int32, "recorded": np.int64, "code": np.int8, "z": np.float64, "fall": np.float64,
    }  # fmt: skip


someone = st.sampled_from((3, 1, 60_000_000_000))
days = st.one_of(st.integers(-3, 1900), st.sampled_from((0, 183, 184, 273, 274, 729, 730, 731, 732, 1095, 1096, 1826, 1827)))
births = st.sampled_from((date(2024, 2, 29), date(2024, 1, 31), date(2022, 8, 31), date(2023, 12, 31)))
values = {
    "weight": st.integers(-1, 300).map(lambda n: n / 10),
    "length": st.integers(440, 1210).map(lambda n: n / 10),
    "height": st.integers(640, 1210).map(lambda n: n / 10),
    "head-circumference": st.integers(300, 560).map(lambda n: n / 10),
    "systolic": st.just(100.0),
}
instants = st.integers(0, 3).map(lambda n: NOON + timedelta(hours=n))


@st.composite
def books(draw) -> Book:
    """A few children, measured often and carelessly, facts in any order."""
    book = Book()
    born = {}
    for person in draw(st.lists(someone, unique=True, max_size=3)):
        born[person] = draw(births)
        book.person(person=person, born_on=born[person], sex=draw(st.sampled_from((1, 2, 1, 2, 9))), recorded=draw(instants))
        if draw(st.booleans()):
            gestation = draw(st.sampled_from((None, 150, 195, 196, 230, 258, 259, 280)))
            book.birth(person=person, happened=born[person], gestation_days=gestation)
    near = st.one_of(days, st.integers(640, 780))
    for person, day, code, recorded in draw(
        st.lists(st.tuples(someone, near, st.sampled_from(list(values)), instants), max_size=40)
    ):
        happened = born.get(person, BORN) + timedelta(days=day)
        book.measurement(person=person, happened=happened, code=code, value=draw(values[code]), recorded=recorded)
        if draw(st.integers(0, 9)) == 0:
            book.finding(person=person, happened=happened, code="oedema", value=draw(st.sampled_from(("yes", "no"))))
    return book


@given(books())
def test_the_slow_calculator_tells_the_same_rows(book: Book) -> None:
    """Same rows in the same order: by person, day and index."""
    told = both(book)
    assert told == sorted(told, key=lambda row: (row[0], row[1], INDICES.index(Index(row[3]))))


@pytest.mark.parametrize("part", [1, 2, 7])
def test_parts_are_of_whole_children(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are worked through together, and in whatever order they come, the rows are the same."""
    book = Book()
    for person in (5, 2, 9):
        book.person(person=person, born_on=BORN, sex=1)
    for day in range(300, 900, 60):
        for person in (9, 5, 2):
            book.measurement(
                person=person, happened=BORN + timedelta(days=day), code="length", value=at_z(day, person / 4 - day / 400)
            )
    whole = both(book)
    monkeypatch.setattr(rows, "PART", part)
    assert both(book) == whole and len(whole) == 30 and any(row[5] for row in whole)


@given(births, st.integers(140, 310), st.integers(0, 1200))
def test_corrected_age_is_that_of_dates(born: date, gestation: int, since_birth: int) -> None:
    on = born + timedelta(days=since_birth)
    wanted = corrected_age_days(born, gestation, on) if uses_corrected_age(born, gestation, on) else since_birth
    assert int(age_for_growth(_day(born), gestation, _day(on))) == wanted
    assert int(age_for_growth(_day(born), -1, _day(on))) == since_birth


def _newest(row: dict) -> tuple[date, datetime, UUID]:
    return row["happened"], row["recorded"], row["id"]


def _day(day: date) -> int:
    return (day - EPOCH).days


def _micros(instant: datetime) -> int:
    return int(instant.replace(tzinfo=UTC).timestamp()) * 1_000_000


def _column(rows: Any, of: Any, kind: Any) -> np.ndarray:
    return np.array([of(row) for row in rows], dtype=kind)


def _when(rows: list[dict]) -> dict[str, np.ndarray]:
    return {
        "person": _column(rows, lambda row: row["person"], np.int64),
        "happened": _column(rows, lambda row: _day(row["happened"]), np.int32),
        "recorded": _column(rows, lambda row: _micros(row["recorded"]), np.int64),
    }
