"""The general rules of vaccination: who is late, what is not begun again, live vaccines, and what silences a reminder."""

import pytest

from tests.rules.vaccinated import child, on_days
from tests.rules.worked import expect, plan
from wanhu.rules.protocols.immunisation import immunisation


def test_a_child_of_five_without_any_dose():
    """Everything that is still given is overdue at once, each next dose waits for the one before, nothing is lost but BCG and MenA."""
    expect(immunisation, on="2026-11-02", given=child("2021-11-01"), then="""
        HepB-1     | overdue
        HepB-2     | upcoming
        HepB-3     | upcoming
        BCG-1      | missed  | -          | -          | 2025-10-31 | not-from-4-years
        IPV-1      | overdue
        IPV-2      | upcoming
        bOPV-1     | upcoming
        bOPV-2     | upcoming
        DTaP-1     | overdue
        DTaP-5     | upcoming
        MMR-1      | overdue
        MMR-2      | upcoming
        JE-L-1     | overdue
        MPSV-A-1   | missed  | -          | -          | 2023-10-31 | from-2-years-a-and-c
        MPSV-AC-1  | overdue | 2023-11-01 | 2024-11-01
        HepA-L-1   | overdue
        DT-catch-up-1 | not planned
    """)  # fmt: skip


def test_the_same_child_after_the_first_day_at_the_clinic():
    first = [f"{vaccine} 2026-11-02" for vaccine in ("HepB", "IPV", "DTaP", "MMR", "JE-L", "HepA-L", "MPSV-AC")]
    expect(immunisation, on="2026-11-03", given=child("2021-11-01", *first), then="""
        HepB-1    | done
        HepB-2    | upcoming | 2026-11-30 | 2026-12-07
        IPV-2     | upcoming | 2026-11-30 | 2026-12-07
        DTaP-2    | upcoming | 2026-11-30 | 2026-12-07
        MMR-1     | done
        JE-L-1    | done
        HepA-L-1  | done
        MMR-2     | upcoming | 2026-11-30 | 2026-12-07
        JE-L-2    | upcoming | 2027-11-02 | 2027-11-09
        MPSV-AC-2 | upcoming | 2029-11-02 | 2029-11-09
    """)  # fmt: skip


def test_a_child_of_seven_without_any_dose():
    """No DTaP any more: three doses of the children's DT."""
    expect(immunisation, on="2026-11-02", given=child("2019-11-01"), then="""
        DTaP-1        | missed   | - | - | 2026-10-31 | from-7-years-dt
        DTaP-5        | missed
        DT-catch-up-1 | open     | 2026-11-01 | 2026-12-01
        DT-catch-up-2 | upcoming
        IPV-1         | overdue
        bOPV-2        | upcoming
        MMR-1         | overdue
        HepB-1        | overdue
        MPSV-AC-1     | overdue
        MPSV-AC-2     | upcoming
    """)  # fmt: skip


def test_a_girl_of_fourteen_without_any_dose():
    expect(immunisation, on="2026-11-24", given=child("2012-11-10", sex=2), then="""
        HepB-1        | overdue
        BCG-1         | missed
        Polio-1       | overdue | - | - | - | inactivated-first
        IPV-1         | not planned
        DTaP-1        | missed
        DT-catch-up-1 | overdue | - | - | - | from-12-years-td
        MMR-1         | overdue
        JE-L-1        | overdue
        MPSV-A-1      | missed
        MPSV-AC-1     | overdue
        HepA-L-1      | overdue
        HPV-1         | overdue | 2025-11-10 | 2026-11-10 | - | local-rule-after-13
        HPV-2         | upcoming
    """)  # fmt: skip


def test_catching_up_ends_at_eighteen():
    assert "HepB-1" in plan(immunisation, child("2008-11-24"), "2026-11-23")
    assert not plan(immunisation, child("2008-11-24"), "2026-11-24")


def test_nothing_is_begun_again_after_years_without_a_dose():
    given = child("2021-11-01", *on_days("HepB", "2021-11-01", "2021-12-01"), *on_days("IPV", "2022-01-01"))
    expect(immunisation, on="2026-11-02", given=given, then="""
        HepB-1 | done
        HepB-2 | done
        HepB-3 | overdue | 2022-05-01
        IPV-1  | done
        IPV-2  | overdue | 2022-02-01
    """)  # fmt: skip


def test_hepb_2_on_day_27_counts_for_nothing_and_on_day_28_it_does():
    expect(
        immunisation,
        on="2025-06-01",
        given=child("2025-02-01", *on_days("HepB", "2025-02-01", "2025-02-28")),
        then="HepB-2 | overdue",
    )
    expect(
        immunisation,
        on="2025-06-01",
        given=child("2025-02-01", *on_days("HepB", "2025-02-01", "2025-03-01")),
        then="HepB-2 | done",
    )
    late = child("2025-02-01", *on_days("HepB", "2025-03-10", "2025-04-06"))
    expect(immunisation, on="2025-06-01", given=late, then="HepB-2 | overdue | 2025-04-07 | 2025-04-14")


def test_a_dose_too_early_counts_for_nothing_and_a_later_one_takes_its_place():
    given = child("2025-02-01", *on_days("MMR", "2025-09-30", "2026-08-01"))
    expect(immunisation, on="2026-09-01", given=given, then="""
        MMR-1 | done
        MMR-2 | open | 2026-08-29
    """)  # fmt: skip


def test_live_vaccines_on_the_same_day():
    given = child("2025-02-01", "MMR 2025-10-05", "JE-L 2025-10-05")
    expect(immunisation, on="2025-11-01", given=given, then="MMR-1 | done\nJE-L-1 | done")


@pytest.mark.parametrize(
    ("day", "state"), [("2025-10-25", "open"), ("2025-11-01", "open"), ("2025-11-02", "done"), ("2025-11-03", "done")]
)
def test_je_live_within_28_days_of_mmr_counts_for_nothing(day, state):
    """MMR on 2025-10-05; 2025-10-25 is 20 days later, 2025-11-02 is 28."""
    given = child("2025-02-01", "MMR 2025-10-05", f"JE-L {day}")
    expect(immunisation, on="2025-12-15", given=given, then=f"MMR-1 | done\nJE-L-1 | {state}")


def test_a_live_dose_holds_the_others_back_until_28_days_have_passed():
    given = child("2025-02-01", "MMR 2026-01-20")
    expect(immunisation, on="2026-01-20", given=given, then="JE-L-1 | open | 2025-10-01 | 2026-02-01")
    expect(immunisation, on="2026-02-16", given=given, then="JE-L-1 | upcoming | 2026-02-17 | 2026-02-24")
    expect(immunisation, on="2026-02-17", given=given, then="JE-L-1 | open")
    expect(immunisation, on="2026-02-25", given=given, then="JE-L-1 | overdue")


def test_varicella_that_the_family_pays_for_is_a_live_vaccine_too():
    expect(
        immunisation,
        on="2026-09-15",
        given=child("2025-02-01", "Varicella 2026-07-20", "HepA-L 2026-08-05"),
        then="HepA-L-1 | open",
    )
    expect(
        immunisation,
        on="2026-09-15",
        given=child("2025-02-01", "Varicella 2026-07-20", "HepA-L 2026-08-17"),
        then="HepA-L-1 | done",
    )


def test_oral_polio_and_inactivated_vaccines_need_no_distance():
    given = child(
        "2025-02-01", *on_days("IPV", "2025-04-01", "2025-05-01"), "MMR 2025-10-05", "bOPV 2025-10-10", "HepB 2025-10-06"
    )
    expect(immunisation, on="2025-10-20", given=given, then="bOPV-1 | done\nHepB-1 | done")


def test_a_child_born_early_goes_by_age_since_birth():
    early = child("2025-02-01") + "birth | 2025-02-01 | gestation_days=200 weight_g=1900\n"
    assert plan(immunisation, early, "2025-02-01")["DTaP-1"][1] == "2025-04-01"
    expect(
        immunisation,
        on="2025-04-02",
        given=early + "dose | 2025-02-01 | vaccine=HepB",
        then="HepB-2 | overdue | 2025-03-01 | 2025-04-01 | - | small-newborn",
    )
    heavier = child("2025-02-01", "HepB 2025-02-01") + "birth | 2025-02-01 | gestation_days=200 weight_g=2000\n"
    expect(immunisation, on="2025-04-02", given=heavier, then="HepB-2 | overdue | - | - | - | ")


def test_the_skin_test_before_bcg_from_three_months():
    given = child("2025-02-01")
    expect(immunisation, on="2025-04-30", given=given, then="BCG-1 | open | 2025-02-01 | 2025-05-01 | 2029-01-31 | ")
    expect(immunisation, on="2025-05-01", given=given, then="BCG-1 | open | - | - | - | after-negative-skin-test")
    expect(immunisation, on="2025-05-02", given=given, then="BCG-1 | overdue | - | - | - | after-negative-skin-test")
    expect(immunisation, on="2029-01-31", given=given, then="BCG-1 | overdue | - | - | - | after-negative-skin-test")
    expect(immunisation, on="2029-02-01", given=given, then="BCG-1 | missed | - | - | - | not-from-4-years")


def test_a_child_once_given_bcg_is_never_called_for_it():
    expect(immunisation, on="2025-05-02", given=child("2025-02-01", "BCG 2025-04-30"), then="BCG-1 | done")


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("consent | 2026-01-01 | purpose=immunisation given=no", "declined"),
        ("consent | 2026-01-01 | purpose=record given=no", "declined"),
        ("death | 2026-01-01 | kind=person", "died"),
        ("residence | 2026-01-01 |", "moved"),
    ],
)
def test_what_silences_a_reminder(fact, reason):
    given = child("2025-02-01", "BCG 2025-02-01") + fact
    expect(immunisation, on="2026-09-01", given=given, then=f"HepB-1 | released | - | - | - | {reason}\nBCG-1 | done")


def test_consent_given_again_brings_them_back():
    given = (
        child("2025-02-01")
        + "consent | 2026-01-01 | purpose=immunisation given=no\nconsent | 2026-02-01 | purpose=immunisation given=yes"
    )
    expect(immunisation, on="2026-09-01", given=given, then="HepB-1 | overdue")
