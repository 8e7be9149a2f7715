"""Dates of pregnancy and childhood against published and hand-worked vectors."""

from datetime import date, timedelta

import pytest

from wanhu.engine import dates
from wanhu.engine.spans import Span, days, months, weeks, years

D = date.fromisoformat


@pytest.mark.parametrize(
    ("lmp", "edd", "naegele"),
    [
        ("2026-01-05", "2026-10-12", "2026-10-12"),
        ("2026-03-15", "2026-12-20", "2026-12-22"),
        ("2025-05-31", "2026-03-07", "2026-03-10"),
        ("2024-05-25", "2025-03-01", "2025-03-04"),
        ("2024-02-29", "2024-12-05", "2024-12-06"),
        ("2025-12-31", "2026-10-07", "2026-10-08"),
        ("2025-11-30", "2026-09-06", "2026-09-06"),
    ],
)
def test_expected_date_of_delivery(lmp, edd, naegele):
    assert dates.edd_from_lmp(D(lmp)) == D(edd)
    assert dates.naegele(D(lmp)) == D(naegele)


@pytest.mark.parametrize(
    ("on", "gestation"),
    [("2026-04-05", "12+6"), ("2026-04-06", "13+0"), ("2026-04-27", "16+0"), ("2026-09-21", "37+0"), ("2026-10-12", "40+0")],
)
def test_gestation_of_a_last_period_on_5_january_2026(on, gestation):
    edd = dates.edd_from_lmp(D("2026-01-05"))
    assert dates.weeks_and_days(dates.gestation_days(edd, D(on))) == gestation


def test_cycle_and_transfer():
    assert dates.edd_from_lmp(D("2026-01-05"), cycle_days=32) == D("2026-10-16")
    for cycle, edd in ((21, "2026-10-05"), (35, "2026-10-19")):
        assert dates.edd_from_lmp(D("2026-01-05"), cycle_days=cycle) == D(edd)
    for cycle in (20, 36):
        with pytest.raises(ValueError, match="21 to 35"):
            dates.edd_from_lmp(D("2026-01-05"), cycle_days=cycle)
    assert dates.edd_from_transfer(D("2026-01-20"), 3) == D("2026-01-20") + timedelta(days=263)
    assert dates.edd_from_transfer(D("2026-01-20"), 5) == D("2026-01-20") + timedelta(days=261)


@pytest.mark.parametrize(
    ("weeks", "days", "off", "replaces"),
    [
        (8, 6, 5, False), (8, 6, 6, True), (9, 0, 7, False), (9, 0, 8, True), (15, 6, 7, False), (15, 6, 8, True),
        (16, 0, 10, False), (16, 0, 11, True), (22, 0, 14, False), (22, 0, 15, True), (28, 0, 21, False), (28, 0, 22, True),
    ],
)  # fmt: skip
def test_ultrasound_replaces_the_last_period_beyond_the_limit(weeks, days, off, replaces):
    edd = dates.edd_from_lmp(D("2026-01-05"))
    scanned_on = D("2026-01-05") + timedelta(days=7 * weeks + days)
    assert dates.redated(edd, scanned_on, 7 * weeks + days - off) is replaces
    assert dates.redated(edd, scanned_on, 7 * weeks + days + off) is replaces


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2026-01-31", "2026-02-27", 0), ("2026-01-31", "2026-02-28", 1), ("2024-01-31", "2024-02-28", 0), ("2024-01-31", "2024-02-29", 1),
        ("2024-02-29", "2025-02-28", 12), ("2026-03-15", "2026-04-14", 0), ("2026-03-15", "2026-04-15", 1),
    ],
)  # fmt: skip
def test_completed_months(born, on, age):
    assert dates.completed_months(D(born), D(on)) == age


@pytest.mark.parametrize(
    ("on", "age"), [("2025-02-27", 0), ("2025-02-28", 1), ("2028-02-28", 3), ("2028-02-29", 4), ("2042-02-28", 18)]
)
def test_completed_years_of_a_birth_on_29_february(on, age):
    assert dates.completed_years(D("2024-02-29"), D(on)) == age


def test_a_scan_dates():
    assert dates.edd_from_scan(D("2026-03-02"), 8 * 7) == D("2026-10-12")


def test_corrected_age():
    born = D("2026-01-01")
    assert dates.corrected_age_days(born, 32 * 7, D("2026-03-01")) == 59 - 56
    assert dates.corrected_age_days(born, 40 * 7 + 3, D("2026-03-01")) == 59
    assert dates.uses_corrected_age(born, 32 * 7, D("2027-12-31")) and not dates.uses_corrected_age(born, 32 * 7, D("2028-01-01"))
    assert dates.uses_corrected_age(born, 195, D("2028-12-31")) and not dates.uses_corrected_age(born, 195, D("2029-01-01"))
    assert not dates.uses_corrected_age(born, 196, D("2028-01-01")) and dates.uses_corrected_age(born, 258, D("2026-03-01"))
    assert not dates.uses_corrected_age(born, 259, D("2026-03-01"))
    assert dates.uses_corrected_age(born, 27 * 7, D("2028-06-01")) and not dates.uses_corrected_age(born, 37 * 7, D("2026-03-01"))


def test_months_clamp():
    assert months(1).after(D("2026-01-31")) == D("2026-02-28") and months(1).after(D("2024-01-31")) == D("2024-02-29")


def test_spans_by_name():
    assert (days(5), weeks(12), weeks(12, 6), months(3), years(2)) == (Span(5), Span(84), Span(90), Span(0, 3), Span(0, 24))
