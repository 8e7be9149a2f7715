"""Blood and hearing tests of children: worked examples. The child was born on the last day of a long month."""

import pytest

from tests.rules.worked import expect, plan
from wanhu.rules.protocols.child_tests import child_tests

BORN = "person | 2026-01-31 | sex=2\n"


def test_windows_of_every_test():
    expect(child_tests, on="2026-02-01", given=BORN, then="""
        blood-6m    | upcoming | 2026-07-31 | 2026-10-31 | 2027-01-30
        blood-18m   | upcoming | 2027-07-31 | 2027-10-31 | 2028-01-30
        blood-30m   | upcoming | 2028-07-31 | 2028-10-31 | 2029-01-30
        blood-4y    | upcoming | 2030-01-31 | 2030-12-31 | 2031-01-30
        blood-5y    | upcoming | 2031-01-31 | 2031-12-31 | 2032-01-30
        blood-6y    | upcoming | 2032-01-31 | 2032-12-31 | 2033-01-30
        hearing-6m  | upcoming | 2026-07-31 | 2026-08-31 | 2026-09-29
        hearing-12m | upcoming | 2027-01-31 | 2027-03-31 | 2027-07-30
        hearing-24m | upcoming | 2028-01-31 | 2028-04-30 | 2028-07-30
        hearing-36m | upcoming | 2029-01-31 | 2029-07-31 | 2030-01-30
    """)  # fmt: skip
    assert len(plan(child_tests, BORN, "2026-02-01")) == 10


@pytest.mark.parametrize(
    ("step", "states"),
    [
        (
            "blood-6m",
            "2026-07-30 upcoming, 2026-07-31 open, 2026-10-31 open, 2026-11-01 overdue, 2027-01-30 overdue, 2027-01-31 missed",
        ),
        (
            "blood-18m",
            "2027-07-30 upcoming, 2027-07-31 open, 2027-10-31 open, 2027-11-01 overdue, 2028-01-30 overdue, 2028-01-31 missed",
        ),
        (
            "blood-30m",
            "2028-07-30 upcoming, 2028-07-31 open, 2028-10-31 open, 2028-11-01 overdue, 2029-01-30 overdue, 2029-01-31 missed",
        ),
        (
            "blood-4y",
            "2030-01-30 upcoming, 2030-01-31 open, 2030-12-31 open, 2031-01-01 overdue, 2031-01-30 overdue, 2031-01-31 missed",
        ),
        (
            "blood-5y",
            "2031-01-30 upcoming, 2031-01-31 open, 2031-12-31 open, 2032-01-01 overdue, 2032-01-30 overdue, 2032-01-31 missed",
        ),
        ("blood-6y", "2032-01-30 upcoming, 2032-01-31 open, 2032-12-31 open, 2033-01-01 overdue, 2033-01-30 overdue"),
        (
            "hearing-6m",
            "2026-07-30 upcoming, 2026-07-31 open, 2026-08-31 open, 2026-09-01 overdue, 2026-09-29 overdue, 2026-09-30 missed",
        ),
        (
            "hearing-12m",
            "2027-01-30 upcoming, 2027-01-31 open, 2027-03-31 open, 2027-04-01 overdue, 2027-07-30 overdue, 2027-07-31 missed",
        ),
        (
            "hearing-24m",
            "2028-01-30 upcoming, 2028-01-31 open, 2028-04-30 open, 2028-05-01 overdue, 2028-07-30 overdue, 2028-07-31 missed",
        ),
        (
            "hearing-36m",
            "2029-01-30 upcoming, 2029-01-31 open, 2029-07-31 open, 2029-08-01 overdue, 2030-01-30 overdue, 2030-01-31 missed",
        ),
    ],
)
def test_first_and_last_days(step, states):
    for on, state in (pair.split() for pair in states.split(", ")):
        expect(child_tests, on=on, given=BORN, then=f"{step} | {state}")


@pytest.mark.parametrize(
    ("tested", "step", "state"),
    [
        ("2026-07-30", "blood-6m", "overdue"),  # a day too early
        ("2026-07-31", "blood-6m", "done"),
        ("2026-09-30", "blood-6m", "done"),  # at the check at eight months
        ("2027-01-30", "blood-6m", "done"),
        ("2027-01-31", "blood-6m", "missed"),  # a day too late: neither this test nor the next
        ("2027-01-31", "blood-18m", "upcoming"),
    ],
)
def test_haemoglobin_serves_the_check_in_whose_window_it_was_taken(tested, step, state):
    on = "2027-01-31" if tested > "2027-01-30" else "2027-01-30"
    expect(child_tests, on=on, given=BORN + f"measurement | {tested} | code=haemoglobin value=112", then=f"{step} | {state}")


def test_one_blood_count_serves_one_year():
    tested = BORN + "measurement | 2031-01-31 | code=haemoglobin value=118"
    expect(child_tests, on="2031-02-01", given=tested, then="""
        blood-4y | missed
        blood-5y | done
        blood-6y | upcoming
    """)  # fmt: skip


def test_a_hearing_check_counts_whatever_it_says_but_not_when_it_could_not_be_made():
    for value, state in (("pass", "done"), ("refer", "done"), ("not-done", "overdue")):
        expect(
            child_tests, on="2026-09-10", given=BORN + f"finding | 2026-09-05 | code=hearing-check value={value}", then=f"hearing-6m | {state}"
        )  # fmt: skip


def test_nothing_is_planned_from_the_seventh_birthday():
    assert plan(child_tests, BORN, "2033-01-30")
    assert plan(child_tests, BORN, "2033-01-31") == {}
