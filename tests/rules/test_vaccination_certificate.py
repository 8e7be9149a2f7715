"""The vaccination certificate within a month of birth: worked examples. Born on 1 October 2026."""

from tests.rules.vaccinated import child
from tests.rules.worked import expect
from wanhu.rules.protocols.immunisation import immunisation

BORN = child("2026-10-01")
BIRTH_DOSES = child("2026-10-01", "HepB 2026-10-01", "BCG 2026-10-02")


def finding(value: str) -> str:
    return f"finding | 2026-10-12 | code=vaccination-certificate value={value}\n"


def test_within_a_month_of_birth():
    for on, state in (
        ("2026-10-01", "open"), ("2026-11-01", "open"), ("2026-11-02", "overdue"), ("2027-04-01", "overdue"), ("2027-04-02", "missed"),
    ):  # fmt: skip
        expect(immunisation, on=on, given=BORN, then=f"certificate | {state} | 2026-10-01 | 2026-11-01 | 2027-04-01")


def test_done_when_the_family_has_it_and_not_by_having_been_told():
    expect(immunisation, on="2026-10-12", given=BORN + finding("yes"), then="certificate | done")
    expect(immunisation, on="2026-10-12", given=BORN + finding("not-yet"), then="certificate | open")


def test_a_dose_of_the_clinic_shows_that_there_is_one_and_doses_of_the_hospital_do_not():
    expect(immunisation, on="2026-12-02", given=BIRTH_DOSES, then="certificate | overdue")
    expect(immunisation, on="2026-12-02", given=BIRTH_DOSES + "dose | 2026-12-01 | vaccine=IPV", then="certificate | done")


def test_a_guardian_who_declines_vaccination_is_not_asked():
    no = BORN + "consent | 2026-10-10 | purpose=immunisation given=no"
    expect(immunisation, on="2026-10-12", given=no, then="certificate | released | - | - | - | declined")
