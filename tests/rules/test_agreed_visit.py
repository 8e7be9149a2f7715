"""The next visit that was agreed upon: worked examples. Seen on 1 June (21+0), and agreed there to be seen on 15 June."""

from tests.rules.worked import expect
from wanhu.rules.protocols.agreed_visit import agreed_visit

AGREED = """
    pregnancy | 2026-02-20 | lmp=2026-01-05
    contact   | 2026-06-01 | kind=antenatal
    decision  | 2026-06-01 | about=next-visit outcome=agreed until=2026-06-15
"""


def test_from_the_day_agreed_and_for_a_week():
    for on, state in (
        ("2026-06-14", "upcoming"), ("2026-06-15", "open"), ("2026-06-22", "open"), ("2026-06-23", "overdue"), ("2026-07-27", "overdue"),
        ("2026-07-28", "missed"),
    ):  # fmt: skip
        expect(agreed_visit, on=on, given=AGREED, then=f"agreed-visit | {state} | 2026-06-15 | 2026-06-22 | 2026-07-27")


def test_the_next_contact_does_it_early_or_late():
    for day, kind in (("2026-06-05", "antenatal"), ("2026-06-15", "risk-follow-up"), ("2026-06-30", "antenatal")):
        expect(agreed_visit, on="2026-06-30", given=AGREED + f"contact | {day} | kind={kind}", then="agreed-visit | done")


def test_another_day_agreed_takes_its_place():
    again = (
        AGREED
        + "contact | 2026-06-15 | kind=antenatal\ndecision | 2026-06-15 | about=next-visit outcome=agreed until=2026-07-06\n"
    )
    expect(agreed_visit, on="2026-06-30", given=again, then="agreed-visit | upcoming | 2026-07-06 | 2026-07-13")


def test_nothing_agreed_is_nothing_planned():
    expect(agreed_visit, on="2026-06-30", given="pregnancy | 2026-02-20 | lmp=2026-01-05", then="agreed-visit | not planned")


def test_a_birth_ends_what_was_agreed_before_it():
    born = AGREED + "birth | 2026-06-12 | person=2 pregnancy=11\n"
    expect(agreed_visit, on="2026-06-16", given=born, then="agreed-visit | not planned\nagreed-visit-after-birth | not planned")
    since = (
        born
        + "contact | 2026-06-16 | kind=postnatal-visit\ndecision | 2026-06-16 | about=next-visit outcome=agreed until=2026-06-20\n"
    )
    expect(
        agreed_visit, on="2026-06-20", given=since, then="agreed-visit-after-birth | open | 2026-06-20 | 2026-06-27 | 2026-07-18"
    )
    seen = since + "contact | 2026-06-21 | kind=postnatal-contact\n"
    expect(agreed_visit, on="2026-06-21", given=seen, then="agreed-visit-after-birth | done")


def test_a_loss_a_death_a_move_and_a_withdrawal_silence_it():
    for ending in (
        "death | 2026-06-16 | kind=loss pregnancy=11", "death | 2026-06-16 | kind=person", "residence | 2026-06-16 |",
        "consent | 2026-06-16 | purpose=record given=no",
    ):  # fmt: skip
        expect(agreed_visit, on="2026-06-16", given=AGREED + ending, then="agreed-visit | released")
