"""Vaccines with several ways to be complete: polio by cohort, measles by product, live or inactivated, meningococcal by number of doses."""

from tests.rules.vaccinated import child, on_days
from tests.rules.worked import expect
from wanhu.rules.protocols.immunisation import immunisation

BORN = "2025-03-10"


def test_inactivated_polio_comes_before_oral():
    expect(immunisation, on="2025-07-20", given=child(BORN, "IPV 2025-05-10"), then="bOPV-1 | upcoming")
    expect(
        immunisation,
        on="2025-07-20",
        given=child(BORN, "IPV 2025-05-10", "bOPV 2025-06-10"),
        then="IPV-2 | overdue\nbOPV-1 | upcoming",
    )


def test_the_cohort_of_october_2019():
    expect(immunisation, on="2026-06-01", given=child("2019-09-30"), then="Polio-1 | overdue\nIPV-1 | not planned")
    expect(immunisation, on="2026-06-01", given=child("2019-10-01"), then="IPV-1 | overdue\nPolio-1 | not planned")


def test_combined_vaccines_stand_for_oral_polio():
    three = on_days("IPV", "2025-05-10", "2025-06-10", "2025-07-10")
    expect(immunisation, on="2026-10-01", given=child(BORN, *three), then="""
        bOPV-1 | done
        bOPV-2 | not planned
        IPV-4  | upcoming | 2029-03-10 | 2030-03-10
    """)  # fmt: skip
    expect(immunisation, on="2026-10-01", given=child(BORN, *three, "IPV 2026-09-10"), then="IPV-4 | done")
    expect(immunisation, on="2029-04-01", given=child(BORN, *three, "bOPV 2029-03-10"), then="IPV-4 | done")


def test_older_children_need_any_four_polio_doses():
    """Under four years three are enough; then a fourth. A supplementary round counts like any other dose."""
    three = ("IPV 2017-08-01", *on_days("bOPV", "2017-09-01", "2017-10-01"))
    plan = "Polio-3 | done\nPolio-4 | upcoming | 2021-06-01 | 2022-06-01"
    expect(immunisation, on="2021-05-31", given=child("2017-06-01", *three), then=plan)
    expect(immunisation, on="2021-06-01", given=child("2017-06-01", *three), then="Polio-4 | open | - | - | - | ")
    expect(immunisation, on="2022-06-02", given=child("2017-06-01", *three), then="Polio-4 | overdue")
    expect(immunisation, on="2021-06-01", given=child("2017-06-01", *three, "bOPV 2018-12-05"), then="Polio-4 | done")
    expect(immunisation, on="2026-11-01", given=child("2017-06-01", "tOPV 2017-08-01"), then="Polio-2 | overdue | - | - | - | ")
    expect(immunisation, on="2026-11-01", given=child("2017-06-01"), then="Polio-1 | overdue | - | - | - | inactivated-first")


def test_older_children_polio_doses_28_days_apart():
    expect(
        immunisation,
        on="2026-11-01",
        given=child("2015-06-01", *on_days("tOPV", "2015-08-01", "2015-08-28")),
        then="Polio-2 | overdue",
    )
    expect(
        immunisation,
        on="2026-11-01",
        given=child("2015-06-01", *on_days("tOPV", "2015-08-01", "2015-09-01")),
        then="Polio-2 | done",
    )
    expect(
        immunisation,
        on="2026-11-01",
        given=child("2015-06-01", *on_days("bOPV", "2026-08-01", "2026-08-29")),
        then="Polio-2 | done",
    )
    expect(
        immunisation,
        on="2026-11-01",
        given=child("2015-06-01", *on_days("bOPV", "2026-08-01", "2026-08-28")),
        then="Polio-2 | overdue",
    )


def test_any_measles_containing_dose_counts_and_mmr_completes():
    expect(immunisation, on="2026-11-01", given=child("2018-06-01", "MR 2019-02-01", "MMR 2019-12-01"), then="""
        MMR-1             | done
        MMR-2             | done
        MMR-mumps-rubella | not planned
    """)  # fmt: skip
    expect(immunisation, on="2026-11-01", given=child("2018-06-01", "MV 2019-02-01"), then="MMR-2 | overdue")
    without = child("2012-06-01", "MV 2013-02-01", "MR 2013-12-01")
    expect(immunisation, on="2026-11-01", given=without, then="MMR-2 | done\nMMR-mumps-rubella | overdue")
    expect(immunisation, on="2026-11-01", given=without + "dose | 2026-10-02 | vaccine=MMR", then="MMR-mumps-rubella | done")


def test_measles_vaccine_in_an_outbreak_at_seven_months_counts_for_nothing_and_spaces_the_next():
    given = child(BORN, "MR 2025-11-01")
    expect(immunisation, on="2025-11-15", given=given, then="MMR-1 | upcoming | 2025-11-29")
    expect(immunisation, on="2025-11-29", given=given, then="MMR-1 | open | 2025-11-29 | 2026-03-10")
    expect(
        immunisation, on="2025-12-15", given=child(BORN, "MR 2025-11-01", "MMR 2025-11-28"), then="MMR-1 | upcoming | 2025-12-26"
    )
    expect(immunisation, on="2025-12-15", given=child(BORN, "MR 2025-11-01", "MMR 2025-11-29"), then="MMR-1 | done")


def test_who_began_with_inactivated_je_goes_on_with_it():
    expect(immunisation, on="2026-09-01", given=child(BORN, "JE-I 2025-12-01"), then="""
        JE-L-1 | not planned
        JE-I-1 | done
        JE-I-2 | overdue  | 2025-12-08 | 2025-12-11
        JE-I-3 | upcoming
    """)  # fmt: skip
    expect(immunisation, on="2026-09-01", given=child(BORN), then="JE-I-1 | not planned\nJE-L-1 | overdue")


def test_both_kinds_of_je_are_for_the_clinic_to_count():
    live_first = child(BORN, "JE-L 2025-11-10", "JE-I 2026-06-01")
    expect(
        immunisation,
        on="2027-03-10",
        given=live_first,
        then="JE-L-1 | done\nJE-L-2 | open | - | - | - | both-kinds-given\nJE-I-1 | not planned",
    )
    inactivated_first = child(BORN, *on_days("JE-I", "2025-11-10", "2025-11-17"), "JE-L 2026-06-01")
    expect(
        immunisation,
        on="2027-03-10",
        given=inactivated_first,
        then="JE-I-3 | open | - | - | - | both-kinds-given\nJE-L-1 | not planned",
    )


def test_one_live_hepatitis_a_dose_or_two_inactivated():
    expect(
        immunisation,
        on="2027-04-01",
        given=child(BORN, "HepA-I 2026-09-10"),
        then="HepA-L-1 | not planned\nHepA-I-1 | done\nHepA-I-2 | open",
    )
    expect(immunisation, on="2027-04-01", given=child(BORN, "HepA-I 2026-09-10", "HepA-L 2027-03-10"), then="""
        HepA-L-1 | done
        HepA-I-2 | not planned
    """)  # fmt: skip


def test_a_alone_gives_way_to_a_and_c_at_two_years():
    expect(immunisation, on="2027-03-09", given=child(BORN), then="""
        MPSV-A-1  | overdue  | 2025-09-10 | 2026-03-10 | 2027-03-09
        MPSV-AC-1 | upcoming | 2028-03-10
    """)  # fmt: skip
    expect(immunisation, on="2027-03-10", given=child(BORN), then="""
        MPSV-A-1  | missed | - | - | - | from-2-years-a-and-c
        MPSV-A-2  | missed
        MPSV-AC-1 | open   | 2027-03-10 | 2028-03-10
    """)  # fmt: skip


def test_a_and_c_at_two_years_three_months_after_a_single_a_dose_is_valid():
    expect(immunisation, on="2028-01-01", given=child(BORN, "MPSV-A 2025-09-10", "MPSV-AC 2027-03-10"), then="MPSV-AC-1 | done")
    close = child(BORN, "MPSV-A 2027-01-01", "MPSV-AC 2027-03-31")
    expect(immunisation, on="2027-04-15", given=close, then="MPSV-AC-1 | open | 2027-04-01 | 2028-03-10")
    expect(immunisation, on="2028-01-01", given=child(BORN, "MPSV-A 2027-01-01", "MPSV-AC 2027-04-01"), then="MPSV-AC-1 | done")


def test_after_two_a_doses_a_and_c_waits_for_three_years():
    two = on_days("MPSV-A", "2025-09-10", "2025-12-10")
    expect(
        immunisation,
        on="2027-06-01",
        given=child(BORN, *two),
        then="MPSV-A-2 | done\nMPSV-AC-1 | upcoming | 2028-03-10 | 2029-03-10",
    )
    expect(immunisation, on="2028-04-01", given=child(BORN, *two, "MPSV-AC 2027-06-01"), then="MPSV-AC-1 | open")


def test_two_conjugate_doses_stand_for_both_a_doses():
    given = child(BORN, *on_days("MPCV-AC", "2025-06-10", "2025-07-10"))
    expect(
        immunisation,
        on="2027-06-01",
        given=given,
        then="MPSV-A-1 | not planned\nMPSV-A-2 | not planned\nMPSV-AC-1 | upcoming | 2028-03-10",
    )


def test_a_four_strain_vaccine_stands_for_a_and_c():
    given = child(BORN, *on_days("MPSV-A", "2025-09-10", "2025-12-10"), "MPSV-ACYW 2028-03-10")
    expect(immunisation, on="2029-01-01", given=given, then="MPSV-AC-1 | done\nMPSV-AC-2 | upcoming | 2031-03-10")
