"""Child health checks: worked examples."""

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
