"""Antenatal contacts: worked examples. Last period 2026-01-05 unless said otherwise: 12+6 is 5 April, 16+0 is 27 April, 40+0 is 12 October."""

import pytest

from tests.rules.worked import expect
from wanhu.rules.protocols.antenatal import antenatal

REGISTERED = """
    pregnancy | 2026-02-20 | lmp=2026-01-05
    contact   | 2026-02-20 | kind=antenatal-1
"""


def test_all_windows_of_the_norm():
    expect(antenatal, on="2026-02-01", given="pregnancy | 2026-01-30 | lmp=2026-01-05", then="""
        antenatal-1 | upcoming | 2026-02-09 | 2026-04-05
        antenatal-2 | upcoming | 2026-04-27 | 2026-05-31 | 2026-05-31
        antenatal-3 | upcoming | 2026-06-01 | 2026-06-28 | 2026-06-28
        antenatal-4 | upcoming | 2026-07-20 | 2026-09-20 | 2026-09-20
        antenatal-5 | upcoming | 2026-09-21 | 2026-10-18 | 2026-10-18
        outcome     | upcoming | 2026-10-19 | 2026-10-26
        dating      | done
    """)  # fmt: skip


def test_12_weeks_and_6_days_is_in_time_and_13_weeks_is_late():
    for on, state in (("2026-02-08", "upcoming"), ("2026-02-09", "open"), ("2026-04-05", "open"), ("2026-04-06", "overdue")):
        expect(antenatal, on=on, given="pregnancy | 2026-01-30 | lmp=2026-01-05", then=f"antenatal-1 | {state}")


def test_a_late_registration_is_still_done():
    expect(antenatal, on="2026-06-01", given="""
        pregnancy | 2026-05-20 | lmp=2026-01-05
        contact   | 2026-05-20 | kind=antenatal-1
    """, then="""
        antenatal-1 | done
        antenatal-2 | missed
        antenatal-3 | open
    """)  # fmt: skip


def test_a_visit_serves_the_window_it_falls_in():
    expect(antenatal, on="2026-07-01", given=REGISTERED + "contact | 2026-05-31 | kind=antenatal", then="""
        antenatal-2 | done
        antenatal-3 | missed
        antenatal-4 | upcoming
    """)  # fmt: skip
    expect(antenatal, on="2026-07-01", given=REGISTERED + "contact | 2026-06-01 | kind=antenatal", then="""
        antenatal-2 | missed
        antenatal-3 | done
    """)  # fmt: skip


def test_open_to_the_last_day_of_the_window_then_missed_and_never_gone():
    for on, state in (("2026-04-26", "upcoming"), ("2026-04-27", "open"), ("2026-05-18", "open"), ("2026-05-31", "open"),
                      ("2026-06-01", "missed"), ("2026-12-01", "missed")):  # fmt: skip
        expect(antenatal, on=on, given=REGISTERED, then=f"antenatal-2 | {state}")


# Last period, the expected date printed on paper beside it, and when the first check opens, counted from the last period.
@pytest.mark.parametrize(
    ("lmp", "paper", "opens", "due"),
    [
        ("2026-01-05", "2026-10-12", "2026-02-09", "2026-04-05"),
        ("2026-03-15", "2026-12-22", "2026-04-19", "2026-06-13"),
        ("2025-05-31", "2026-03-10", "2025-07-05", "2025-08-29"),
        ("2024-05-25", "2025-03-04", "2024-06-29", "2024-08-23"),
        ("2024-02-29", "2024-12-06", "2024-04-04", "2024-05-29"),
        ("2025-12-31", "2026-10-08", "2026-02-04", "2026-03-31"),
        ("2025-11-30", "2026-09-06", "2026-01-04", "2026-02-28"),
    ],
)
def test_the_expected_date_of_the_paper_moves_nothing(lmp: str, paper: str, opens: str, due: str):
    for said in (f"lmp={lmp}", f"lmp={lmp} edd={paper} dating=reported"):
        expect(antenatal, on=opens, given=f"pregnancy | {opens} | {said}", then=f"antenatal-1 | open | {opens} | {due}")


# What dates a pregnancy: the day on which 12+6 is completed. The last period of 5 January gives 5 April.
DATINGS = """
    lmp=2026-01-05                                  |                                             | 2026-04-05
    edd=2026-10-12 dating=reported                  |                                             | 2026-04-05
    edd=2026-10-26 dating=reported                  | lmp=2026-01-05                              | 2026-04-05
    lmp=2026-01-05                                  | edd=2026-10-26 dating=reported              | 2026-04-05
    lmp=2026-01-19                                  | lmp=2026-01-05                              | 2026-04-05
    lmp=2026-01-05 edd=2026-10-26 dating=ultrasound |                                             | 2026-04-19
    lmp=2026-01-05                                  | edd=2026-10-26 dating=ultrasound            | 2026-04-19
    edd=2026-10-26 dating=ultrasound                | lmp=2026-01-05                              | 2026-04-19
    edd=2026-10-26 dating=ultrasound                | lmp=2026-01-05 edd=2026-10-12 dating=lmp    | 2026-04-19
    edd=2026-10-26 dating=ultrasound                | edd=2026-10-19 dating=transfer              | 2026-04-12
    edd=2026-10-19 dating=transfer                  | edd=2026-10-26 dating=ultrasound            | 2026-04-12
"""


@pytest.mark.parametrize("row", [row for row in DATINGS.splitlines() if row.strip()])
def test_what_dates_a_pregnancy(row: str):
    first, then, due = (cell.strip() for cell in row.split("|"))
    given = f"pregnancy | 2026-02-20 | {first}\n" + (f"pregnancy | 2026-02-25 | {then}\n" if then else "")
    expect(antenatal, on="2026-03-01", given=given, then=f"antenatal-1 | open | - | {due}")


def test_without_a_date_the_only_step_is_to_find_it():
    expect(antenatal, on="2026-02-20", given="pregnancy | 2026-02-01 |", then="""
        dating      | overdue | 2026-02-01 | 2026-02-15
        antenatal-1 | not planned
    """)  # fmt: skip


def test_birth_ends_the_plan_and_answers_the_question():
    expect(antenatal, on="2026-10-20", given=REGISTERED + "birth | 2026-10-10 | person=2 pregnancy=11", then="""
        antenatal-5 | released
        outcome     | done
    """)  # fmt: skip


def test_nobody_is_lost_after_the_expected_date():
    expect(antenatal, on="2026-11-23", given=REGISTERED, then="outcome | overdue | 2026-10-19 | 2026-10-26")


def test_a_loss_a_death_a_move_and_a_withdrawal_silence_everything():
    for ending in (
        "death | 2026-03-10 | kind=loss pregnancy=11",
        "death | 2026-03-10 | kind=person",
        "residence | 2026-03-10 |",
        "consent | 2026-03-10 | purpose=record given=no",
    ):
        expect(antenatal, on="2026-03-10", given=REGISTERED + ending, then="""
            antenatal-1 | done
            antenatal-2 | released
            antenatal-5 | released
            outcome     | released
        """)  # fmt: skip


def test_consent_given_again_brings_the_plan_back():
    expect(antenatal, on="2026-05-01", given=REGISTERED + """
        consent | 2026-03-10 | purpose=record given=no
        consent | 2026-04-10 | purpose=record given=yes
    """, then="antenatal-2 | open")  # fmt: skip


def test_a_named_release_takes_one_step_off():
    expect(antenatal, on="2026-05-01", given=REGISTERED + "release | 2026-04-28 | pregnancy=11 protocol=antenatal step=antenatal-2 reason=seen-elsewhere",
           then="""
        antenatal-2 | released
        antenatal-3 | upcoming
    """)  # fmt: skip
