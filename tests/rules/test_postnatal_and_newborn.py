"""Visits after birth: worked examples."""

from tests.rules.worked import expect
from wanhu.rules.protocols.newborn import newborn
from wanhu.rules.protocols.postnatal import postnatal

BIRTH = """
    pregnancy | 2026-02-20 | lmp=2026-01-05
    birth     | 2026-10-10 | person=2 pregnancy=11 discharged_on=2026-10-13
"""
CHILD = "person | 2026-10-10 | sex=2"


def test_mother_within_a_week_of_discharge_and_at_42_days():
    expect(postnatal, on="2026-10-20", given=BIRTH, then="""
        home-visit | open     | 2026-10-13 | 2026-10-20 | 2026-11-10
        day-42     | upcoming | 2026-11-21 | 2026-12-05 | 2027-01-08
    """)  # fmt: skip
    expect(postnatal, on="2026-10-21", given=BIRTH, then="home-visit | overdue")
    expect(postnatal, on="2026-11-10", given=BIRTH, then="home-visit | overdue")
    expect(postnatal, on="2026-11-11", given=BIRTH, then="home-visit | missed")


def test_nothing_before_birth():
    expect(postnatal, on="2026-10-01", given="pregnancy | 2026-02-20 | lmp=2026-01-05", then="home-visit | not planned")


def test_discharge_not_yet_sent():
    expect(
        postnatal,
        on="2026-10-12",
        given=BIRTH.replace(" discharged_on=2026-10-13", ""),
        then="home-visit | upcoming | 2026-10-13 | 2026-10-20",
    )


def test_visit_recorded():
    expect(postnatal, on="2026-10-20", given=BIRTH + "contact | 2026-10-16 | kind=postnatal-visit", then="home-visit | done")


def test_twins_are_one_postnatal_plan():
    twins = BIRTH + "birth | 2026-10-10 | person=3 pregnancy=11 discharged_on=2026-10-19 birth_order=2"
    expect(postnatal, on="2026-10-20", given=twins, then="home-visit | open | 2026-10-19 | 2026-10-26")


def test_a_childs_death_recorded_with_its_pregnancy_silences_the_mothers_reminders():
    expect(
        postnatal,
        on="2026-10-20",
        given=BIRTH + "death | 2026-10-15 | person=2 kind=person pregnancy=11",
        then="home-visit | released",
    )


def test_newborn():
    given = CHILD + "\nbirth | 2026-10-10 | discharged_on=2026-10-13"
    expect(newborn, on="2026-10-14", given=given, then="home-visit | open | 2026-10-13 | 2026-10-20 | 2026-11-10")
    expect(newborn, on="2026-11-11", given=given, then="home-visit | missed")
    expect(newborn, on="2026-11-11", given=given + "\ncontact | 2026-10-15 | kind=newborn-visit", then="home-visit | done")
    expect(newborn, on="2026-10-14", given=given + "\ndeath | 2026-10-14 | kind=person", then="home-visit | released")
