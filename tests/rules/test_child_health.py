"""Child health checks: worked examples."""

from datetime import date, timedelta

import pytest

from tests.rules.worked import expect, plan
from wanhu.rules.protocols.child_health import child_health

LEAP = "person | 2024-02-29 | sex=1"


def test_ages_of_the_norm():
    expect(child_health, on="2024-03-01", given=LEAP, then="""
        1m  | upcoming | 2024-03-28 | 2024-04-11 | 2024-04-29
        3m  | upcoming | 2024-05-29 | 2024-06-29 | 2024-08-29
        12m | upcoming | 2025-02-28 | 2025-04-29 | 2025-08-29
        24m | upcoming | 2026-02-28 | 2026-05-29 | 2026-08-29
        4y  | upcoming | 2028-02-29 | 2029-01-29 | 2029-02-28
        6y  | upcoming | 2030-02-28 | 2031-01-29 | 2031-02-28
    """)  # fmt: skip


def test_a_check_is_missed_when_the_next_opens_and_stays_findable():
    born = "person | 2026-01-31 | sex=2"
    for on, state in (("2026-02-27", "upcoming"), ("2026-02-28", "open"), ("2026-03-14", "open"), ("2026-03-15", "overdue"),
                      ("2026-03-31", "overdue"), ("2026-04-01", "missed"), ("2026-11-23", "missed")):  # fmt: skip
        expect(child_health, on=on, given=born, then=f"1m | {state}")


def test_thirteen_visits_with_the_newborn_visit_to_the_seventh_birthday():
    assert len(plan(child_health, LEAP, "2024-03-01")) == 12
    assert plan(child_health, LEAP, "2031-02-28") == {}, "at seven the plan is over"
    assert len(plan(child_health, LEAP, "2031-02-27")) == 12


@pytest.mark.parametrize(
    ("step", "opens", "due", "closes"),
    [
        ("1m", "2020-04-12", "2020-04-26", "2020-05-15"),
        ("3m", "2020-06-15", "2020-07-15", "2020-09-15"),
        ("6m", "2020-09-15", "2020-10-15", "2020-11-15"),
        ("8m", "2020-11-15", "2020-12-15", "2021-03-15"),
        ("12m", "2021-03-15", "2021-05-15", "2021-09-15"),
        ("18m", "2021-09-15", "2021-12-15", "2022-03-15"),
        ("24m", "2022-03-15", "2022-06-15", "2022-09-15"),
        ("30m", "2022-09-15", "2022-12-15", "2023-03-15"),
        ("36m", "2023-03-15", "2023-09-15", "2024-03-15"),
        ("4y", "2024-03-15", "2025-02-15", "2025-03-15"),
        ("5y", "2025-03-15", "2026-02-15", "2026-03-15"),
        ("6y", "2026-03-15", "2027-02-15", "2027-03-14"),
    ],
)
def test_the_days_of_every_age(step, opens, due, closes):
    """Born 15 March 2020: the day before a window, its first and last days, and the day after. The plan ends with the seventh birthday."""
    born, day = "person | 2020-03-15 | sex=2", timedelta(days=1)
    first, last = date.fromisoformat(opens), date.fromisoformat(closes)
    for on, state in ((first - day, "upcoming"), (first, "open"), (date.fromisoformat(due), "open"), (last, "overdue")):
        expect(child_health, on=str(on), given=born, then=f"{step} | {state} | {opens} | {due}")
    expect(child_health, on=str(last + day), given=born, then=f"{step} | {'not planned' if step == '6y' else 'missed'}")
    expect(child_health, on=str(last), given=f"{born}\ncontact | {opens} | kind=child-{step}", then=f"{step} | done")
