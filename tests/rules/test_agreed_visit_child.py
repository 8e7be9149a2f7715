"""The next visit of a child that was agreed upon: worked examples. Born on 10 January, seen on 10 April, agreed there to come on 11 May."""

import pytest

from tests.rules.worked import expect
from wanhu.rules.protocols.agreed_visit import agreed_visit
from wanhu.rules.protocols.agreed_visit_child import agreed_visit_child

AGREED = """
    person   | 2026-01-10 | sex=1
    contact  | 2026-04-10 | kind=child-3m
    decision | 2026-04-10 | about=next-visit-child outcome=agreed until=2026-05-11
"""
STEP = "agreed-visit-child"


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-05-10", "upcoming"), ("2026-05-11", "open"), ("2026-05-18", "open"), ("2026-05-19", "overdue"), ("2026-06-22", "overdue"),
     ("2026-06-23", "missed")],
)  # fmt: skip
def test_from_the_day_agreed_and_for_a_week(on: str, state: str):
    expect(agreed_visit_child, on=on, given=AGREED, then=f"{STEP} | {state} | 2026-05-11 | 2026-05-18 | 2026-06-22")


@pytest.mark.parametrize(
    ("day", "kind"), [("2026-04-20", "child-contact"), ("2026-05-11", "high-risk-visit"), ("2026-06-01", "child-6m")]
)
def test_the_next_contact_does_it_early_or_late(day: str, kind: str):
    expect(agreed_visit_child, on="2026-06-01", given=AGREED + f"contact | {day} | kind={kind}", then=f"{STEP} | done")


def test_another_day_agreed_takes_its_place():
    again = (
        AGREED
        + """
        contact  | 2026-05-11 | kind=child-contact
        decision | 2026-05-11 | about=next-visit-child outcome=agreed until=2026-06-11
    """
    )
    expect(agreed_visit_child, on="2026-05-12", given=again, then=f"{STEP} | upcoming | 2026-06-11 | 2026-06-18")


def test_nothing_agreed_is_nothing_planned():
    expect(agreed_visit_child, on="2026-05-12", given="person | 2026-01-10 | sex=1", then=f"{STEP} | not planned")


def test_what_a_woman_under_eighteen_agreed_for_her_pregnancy_is_no_visit_of_a_child():
    hers = """
        person    | 2009-06-01 | sex=2
        pregnancy | 2026-02-20 | lmp=2026-01-05
        contact   | 2026-06-01 | kind=antenatal
        decision  | 2026-06-01 | about=next-visit outcome=agreed until=2026-06-15
    """
    expect(
        (agreed_visit, agreed_visit_child),
        on="2026-06-15",
        given=hers,
        then=f"agreed-visit | open | 2026-06-15\n{STEP} | not planned",
    )


def test_the_seventh_birthday_ends_it():
    late = "person | 2019-06-01 | sex=1\ndecision | 2026-05-20 | about=next-visit-child outcome=agreed until=2026-05-30\n"
    expect(agreed_visit_child, on="2026-05-31", given=late, then=f"{STEP} | open")
    expect(agreed_visit_child, on="2026-06-01", given=late, then=f"{STEP} | not planned")


@pytest.mark.parametrize(
    "ending", ["death | 2026-05-12 | kind=person", "residence | 2026-05-12 |", "consent | 2026-05-12 | purpose=record given=no"]
)
def test_a_death_a_move_and_a_withdrawal_silence_it(ending: str):
    expect(agreed_visit_child, on="2026-05-12", given=AGREED + ending, then=f"{STEP} | released")
