"""Eye and vision checks: worked examples. The child was born on the last day of a long month."""

import pytest

from tests.rules.worked import expect, plan
from wanhu.rules.protocols.eye_care import eye_care

BORN = "person | 2026-01-31 | sex=1\n"


def test_thirteen_checks():
    expect(eye_care, on="2026-01-31", given=BORN, then="""
        newborn | open     | 2026-01-31 | 2026-02-10 | 2026-02-27
        1m      | upcoming | 2026-02-28 | 2026-03-14 | 2026-03-31
        3m      | upcoming | 2026-04-30 | 2026-05-31 | 2026-07-30
        6m      | upcoming | 2026-07-31 | 2026-08-31 | 2026-09-29
        8m      | upcoming | 2026-09-30 | 2026-10-31 | 2027-01-30
        12m     | upcoming | 2027-01-31 | 2027-03-31 | 2027-07-30
        18m     | upcoming | 2027-07-31 | 2027-10-31 | 2028-01-30
        24m     | upcoming | 2028-01-31 | 2028-04-30 | 2028-07-30
        30m     | upcoming | 2028-07-31 | 2028-10-31 | 2029-01-30
        36m     | upcoming | 2029-01-31 | 2029-07-31 | 2030-01-30
        4y      | upcoming | 2030-01-31 | 2030-12-31 | 2031-01-30
        5y      | upcoming | 2031-01-31 | 2031-12-31 | 2032-01-30
        6y      | upcoming | 2032-01-31 | 2032-12-31 | 2033-01-30
    """)  # fmt: skip
    assert len(plan(eye_care, BORN, "2026-01-31")) == 13


@pytest.mark.parametrize(
    ("step", "states"),
    [
        ("newborn", "2026-01-31 open, 2026-02-10 open, 2026-02-11 overdue, 2026-02-27 overdue, 2026-02-28 missed"),
        (
            "1m",
            "2026-02-27 upcoming, 2026-02-28 open, 2026-03-14 open, 2026-03-15 overdue, 2026-03-31 overdue, 2026-04-01 missed",
        ),
        (
            "3m",
            "2026-04-29 upcoming, 2026-04-30 open, 2026-05-31 open, 2026-06-01 overdue, 2026-07-30 overdue, 2026-07-31 missed",
        ),
        (
            "6m",
            "2026-07-30 upcoming, 2026-07-31 open, 2026-08-31 open, 2026-09-01 overdue, 2026-09-29 overdue, 2026-09-30 missed",
        ),
        (
            "8m",
            "2026-09-29 upcoming, 2026-09-30 open, 2026-10-31 open, 2026-11-01 overdue, 2027-01-30 overdue, 2027-01-31 missed",
        ),
        (
            "12m",
            "2027-01-30 upcoming, 2027-01-31 open, 2027-03-31 open, 2027-04-01 overdue, 2027-07-30 overdue, 2027-07-31 missed",
        ),
        (
            "18m",
            "2027-07-30 upcoming, 2027-07-31 open, 2027-10-31 open, 2027-11-01 overdue, 2028-01-30 overdue, 2028-01-31 missed",
        ),
        (
            "24m",
            "2028-01-30 upcoming, 2028-01-31 open, 2028-04-30 open, 2028-05-01 overdue, 2028-07-30 overdue, 2028-07-31 missed",
        ),
        (
            "30m",
            "2028-07-30 upcoming, 2028-07-31 open, 2028-10-31 open, 2028-11-01 overdue, 2029-01-30 overdue, 2029-01-31 missed",
        ),
        (
            "36m",
            "2029-01-30 upcoming, 2029-01-31 open, 2029-07-31 open, 2029-08-01 overdue, 2030-01-30 overdue, 2030-01-31 missed",
        ),
        (
            "4y",
            "2030-01-30 upcoming, 2030-01-31 open, 2030-12-31 open, 2031-01-01 overdue, 2031-01-30 overdue, 2031-01-31 missed",
        ),
        (
            "5y",
            "2031-01-30 upcoming, 2031-01-31 open, 2031-12-31 open, 2032-01-01 overdue, 2032-01-30 overdue, 2032-01-31 missed",
        ),
        ("6y", "2032-01-30 upcoming, 2032-01-31 open, 2032-12-31 open, 2033-01-01 overdue, 2033-01-30 overdue"),
    ],
)
def test_first_and_last_days(step, states):
    for on, state in (pair.split() for pair in states.split(", ")):
        expect(eye_care, on=on, given=BORN, then=f"{step} | {state}")


def test_one_check_serves_one_step():
    for checked, done, other in (
        ("2026-02-27", "newborn", "1m"), ("2026-02-28", "1m", "newborn"), ("2026-07-30", "3m", "6m"), ("2026-07-31", "6m", "3m"),
    ):  # fmt: skip
        got = plan(eye_care, BORN + f"finding | {checked} | code=eye-check value=normal", "2026-08-01")
        assert (got[done][0], got[other][0] == "done") == ("done", False)


def test_nothing_is_planned_from_the_seventh_birthday():
    assert plan(eye_care, BORN, "2033-01-30")
    assert plan(eye_care, BORN, "2033-01-31") == {}
