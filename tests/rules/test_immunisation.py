"""The immunisation schedule: worked examples, validity of doses, and what waits for what."""

import pytest

from tests.rules.worked import expect, plan
from wanhu.rules.protocols.immunisation import immunisation

BORN = "person | 2025-02-01 | sex=2\n"


def doses(*given: str) -> str:
    """``doses("HepB 2025-02-01", …)`` as lines of facts."""
    return BORN + "\n".join(f"dose | {day} | vaccine={vaccine}" for vaccine, day in (one.split() for one in given))


def test_the_2025_dtap_schedule():
    """Born 2025-02-01, each dose on the day it opens: 2, 4, 6, 18 months and 6 years."""
    days = ["2025-04-01", "2025-06-01", "2025-08-01", "2026-08-01"]
    for number, opens in enumerate([*days, "2031-02-01"], 1):
        given = doses(*(f"DTaP {day}" for day in days[: number - 1]))
        expect(immunisation, on=opens, given=given, then=f"DTaP-{number} | open | {opens}")


@pytest.mark.parametrize(
    ("vaccine", "opens"),
    [
        ("HepB-1", "2025-02-01"), ("BCG-1", "2025-02-01"), ("IPV-1", "2025-04-01"), ("DTaP-1", "2025-04-01"), ("MPSV-A-1", "2025-08-01"),
        ("MMR-1", "2025-10-01"), ("JE-L-1", "2025-10-01"), ("HepA-L-1", "2026-08-01"), ("MPSV-AC-1", "2028-02-01"),
    ],
)  # fmt: skip
def test_first_doses_by_age(vaccine, opens):
    assert plan(immunisation, BORN, "2025-02-01")[vaccine][1] == opens


def test_hepb_2_after_27_days_is_not_valid_and_after_28_is():
    born = "person | 2025-02-01 | sex=1\ndose | 2025-02-01 | vaccine=HepB\n"
    expect(immunisation, on="2025-06-01", given=born + "dose | 2025-02-28 | vaccine=HepB", then="HepB-2 | overdue")
    expect(immunisation, on="2025-06-01", given=born + "dose | 2025-03-01 | vaccine=HepB", then="HepB-2 | done")
    late = "person | 2025-02-01 | sex=1\ndose | 2025-03-10 | vaccine=HepB\n"
    expect(
        immunisation,
        on="2025-06-01",
        given=late + "dose | 2025-04-06 | vaccine=HepB",
        then="HepB-2 | overdue | 2025-04-07 | 2025-04-14",
    )
    expect(immunisation, on="2025-06-01", given=late + "dose | 2025-04-07 | vaccine=HepB", then="HepB-2 | done")


def test_a_dose_too_early_counts_for_nothing_and_a_later_one_takes_its_place():
    expect(immunisation, on="2026-09-01", given=doses("MMR 2025-09-30", "MMR 2026-08-01"), then="""
        MMR-1 | done
        MMR-2 | open | 2026-08-29
    """)  # fmt: skip


def test_the_second_dose_waits_for_the_first():
    expect(immunisation, on="2026-09-01", given=BORN, then="""
        HepB-1 | overdue
        HepB-2 | upcoming
        HepB-3 | upcoming
    """)  # fmt: skip


def test_bcg_is_not_given_from_the_fourth_birthday():
    expect(immunisation, on="2029-02-01", given=BORN, then="BCG-1 | overdue | 2025-02-01 | 2025-05-01 | 2029-02-01")
    expect(immunisation, on="2029-02-02", given=BORN, then="BCG-1 | missed")


def test_mena_gives_way_to_menac_at_two_years():
    expect(immunisation, on="2027-02-02", given=BORN, then="MPSV-A-1 | missed")
    expect(immunisation, on="2028-02-01", given=BORN, then="MPSV-AC-1 | open")
    both = doses("MPSV-A 2025-08-01", "MPSV-A 2027-01-31")
    expect(immunisation, on="2028-02-01", given=both, then="""
        MPSV-A-2  | done
        MPSV-AC-1 | open | 2028-02-01
    """)  # fmt: skip


def test_ipv_comes_before_bopv():
    expect(immunisation, on="2025-07-01", given=doses("IPV 2025-04-01"), then="bOPV-1 | upcoming")
    expect(immunisation, on="2025-07-01", given=doses("IPV 2025-04-01", "IPV 2025-06-10"), then="bOPV-1 | upcoming | 2025-07-08")


def test_children_of_the_older_dtap_schedule_are_for_the_clinic():
    older = "person | 2021-05-01 | sex=1\n"
    expect(immunisation, on="2027-05-01", given=older, then="""
        DTaP-1          | not planned
        DTaP-transition | open | 2027-05-01 | 2028-05-01
    """)  # fmt: skip
    expect(immunisation, on="2025-03-01", given=BORN, then="DTaP-transition | not planned")


def test_the_inactivated_vaccines_have_their_own_series():
    expect(immunisation, on="2026-09-01", given=doses("JE-I 2025-10-05"), then="""
        JE-L-1   | not planned
        JE-I-1   | done
        JE-I-2   | overdue | 2025-10-12
        HepA-L-1 | open
        HepA-I-1 | not planned
    """)  # fmt: skip


def test_withdrawing_consent_for_vaccination_silences_its_reminders_only_here():
    expect(
        immunisation,
        on="2026-09-01",
        given=BORN + "consent | 2026-01-01 | purpose=immunisation given=no",
        then="HepB-1 | released",
    )
