"""Antenatal contacts: worked examples. Last period 2026-01-05 unless said otherwise: 12+6 is 5 April, 16+0 is 27 April, 40+0 is 12 October."""

from tests.rules.worked import expect
from wanhu.rules.protocols.antenatal import antenatal

REGISTERED = """
    pregnancy | 2026-02-20 | lmp=2026-01-05
    contact   | 2026-02-20 | kind=antenatal-1
"""


def test_all_windows_of_the_norm():
    expect(antenatal, on="2026-02-01", given="pregnancy | 2026-01-30 | lmp=2026-01-05", then="""
        antenatal-1 | upcoming | 2026-02-09 | 2026-04-05
        antenatal-2 | upcoming | 2026-04-27 | 2026-05-11 | 2026-05-31
        antenatal-3 | upcoming | 2026-06-01 | 2026-06-15 | 2026-06-28
        antenatal-4 | upcoming | 2026-07-20 | 2026-08-17 | 2026-09-20
        antenatal-5 | upcoming | 2026-09-21 | 2026-09-28 | 2026-10-18
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


def test_open_then_overdue_then_missed_and_never_gone():
    for on, state in (("2026-04-26", "upcoming"), ("2026-04-27", "open"), ("2026-05-11", "open"), ("2026-05-12", "overdue"),
                      ("2026-05-31", "overdue"), ("2026-06-01", "missed"), ("2026-12-01", "missed")):  # fmt: skip
        expect(antenatal, on=on, given=REGISTERED, then=f"antenatal-2 | {state}")


def test_re_dating_moves_every_window():
    expect(antenatal, on="2026-05-01", given=REGISTERED + "pregnancy | 2026-03-20 | edd=2026-10-26", then="""
        antenatal-2 | upcoming | 2026-05-11 | 2026-05-25 | 2026-06-14
    """)  # fmt: skip


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
