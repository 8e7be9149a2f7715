"""Preventing transmission to the child: worked examples, restricted throughout. Last period 2026-01-05, registered 20 February; child born 10 January."""

import pytest

from tests.rules.worked import expect
from wanhu.engine.protocol import Rulebook
from wanhu.rules.protocols.immunisation import immunisation
from wanhu.rules.protocols.pmtct import pmtct
from wanhu.rules.protocols.pmtct_child import pmtct_child

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
WITH_VACCINES = (immunisation, pmtct_child)  # some steps of a child count from its doses
CHILD = "person | 2026-01-10 | sex=1\n"


def found(on: str, code: str, value: str = "positive") -> str:
    return f"finding | {on} | code={code} value={value}\n"


def measured(on: str, code: str, value: float) -> str:
    return f"measurement | {on} | code={code} value={value}\n"


def test_both_plans_are_left_out_unless_asked_for():
    assert Rulebook((pmtct, pmtct_child)).shown(restricted=False).protocols == ()


def test_three_tests_at_the_first_visit():
    for on, state in (("2026-02-20", "open"), ("2026-03-06", "open"), ("2026-03-07", "overdue")):
        expect(pmtct, on=on, given=PREGNANT, then=f"three-tests | {state} | 2026-02-20 | 2026-03-06")
    two = PREGNANT + found("2026-02-20", "hiv", "negative") + found("2026-02-20", "syphilis", "negative")
    expect(pmtct, on="2026-03-07", given=two, then="three-tests | overdue")
    expect(pmtct, on="2026-03-07", given=two + found("2026-03-01", "hbsag", "not-tested"), then="three-tests | overdue")
    expect(pmtct, on="2026-03-07", given=two + found("2026-03-05", "hbsag", "negative"), then="three-tests | done")


def test_where_all_are_negative_nothing_follows():
    clear = PREGNANT + "".join(found("2026-02-20", code, "negative") for code in ("hiv", "syphilis", "hbsag"))
    expect(pmtct, on="2026-07-01", given=clear, then="""
        three-tests  | done
        art          | not planned
        penicillin-1 | not planned
        hbv-tests    | not planned
        tdf          | not planned
    """)  # fmt: skip


def test_a_partner_may_be_tested():
    expect(pmtct, on="2026-03-22", given=PREGNANT, then="partner-offered | open | 2026-02-20 | 2026-03-22 | 2026-05-21")
    expect(pmtct, on="2026-03-23", given=PREGNANT, then="partner-offered | overdue")
    expect(
        pmtct,
        on="2026-03-23",
        given=PREGNANT + found("2026-03-01", "partner-testing-offered", "yes"),
        then="partner-offered | done",
    )


def test_treatment_at_once():
    given = PREGNANT + found("2026-02-20", "hiv")
    expect(pmtct, on="2026-02-21", given=given, then="art | open | 2026-02-20 | 2026-02-21")
    expect(pmtct, on="2026-02-22", given=given, then="art | overdue")
    expect(pmtct, on="2026-02-22", given=given + found("2026-02-21", "art", "started"), then="art | done")
    expect(
        pmtct, on="2026-03-01", given=given + found("2026-02-27", "hiv", "negative"), then="art | not planned"
    )  # not confirmed


def test_what_a_positive_surface_antigen_asks_for():
    given = PREGNANT + found("2026-02-20", "hbsag")
    expect(pmtct, on="2026-03-06", given=given, then="hbv-tests | open | 2026-02-20 | 2026-03-06\ntdf | not planned")
    expect(pmtct, on="2026-03-07", given=given, then="hbv-tests | overdue")
    known = given + found("2026-03-01", "hbeag", "negative") + measured("2026-03-02", "hbv-dna", 1000)
    expect(pmtct, on="2026-03-07", given=known, then="hbv-tests | overdue")
    expect(pmtct, on="2026-03-07", given=known + measured("2026-03-03", "alt", 20), then="hbv-tests | done\ntdf | not planned")


@pytest.mark.parametrize(
    ("load", "hbeag", "planned"),
    [
        (199_999, "negative", False),
        (200_000, "negative", True),
        (100, "positive", True),
        (None, "positive", True),
        (200_000, None, True),
    ],
)
def test_tenofovir_where_the_load_is_high_or_the_e_antigen_positive(load: int | None, hbeag: str | None, planned: bool):
    given = PREGNANT + found("2026-02-20", "hbsag")
    given += measured("2026-03-01", "hbv-dna", load) if load else ""
    given += found("2026-03-01", "hbeag", hbeag) if hbeag else ""
    expect(
        pmtct, on="2026-06-21", given=given, then="tdf | upcoming | 2026-06-22 | 2026-07-20" if planned else "tdf | not planned"
    )


def test_tenofovir_from_24_to_28_weeks():
    given = PREGNANT + found("2026-02-20", "hbsag") + found("2026-02-20", "hbeag")
    for on, state in (("2026-06-22", "open"), ("2026-07-20", "open"), ("2026-07-21", "overdue")):
        expect(pmtct, on=on, given=given, then=f"tdf | {state}")
    expect(pmtct, on="2026-07-21", given=given + found("2026-07-01", "tdf", "started"), then="tdf | done")


def test_consent_for_the_restricted_class_ends_it():
    withdrawn = "consent | 2026-03-01 | purpose=restricted given=no\n"
    expect(
        pmtct,
        on="2026-03-01",
        given=PREGNANT + found("2026-02-20", "hiv") + withdrawn,
        then="art | released | - | - | | declined",
    )
    expect(
        WITH_VACCINES,
        on="2026-03-01",
        given=CHILD + found("2026-01-10", "exposed-hiv", "yes") + withdrawn,
        then="hiv-6w | released",
    )


# --- the child


def test_a_child_that_was_not_exposed_has_no_plan():
    for given in (CHILD, CHILD + found("2026-01-10", "exposed-hiv", "no")):
        expect(
            WITH_VACCINES,
            on="2026-01-20",
            given=given,
            then="infant-arv | not planned\nhbig | not planned\ntitre-birth | not planned",
        )


def test_exposed_to_hiv():
    exposed = CHILD + found("2026-01-10", "exposed-hiv", "yes")
    expect(WITH_VACCINES, on="2026-01-11", given=exposed, then="""
        infant-arv           | open     | 2026-01-10 | 2026-01-11 | 2026-02-21
        feeding-counselling  | open     | 2026-01-10 | 2026-01-13 | 2026-02-21
        infant-arv-completed | upcoming | 2026-02-07 | 2026-02-21 | 2026-04-04
        hiv-48h              | not planned
        hiv-6w               | upcoming | 2026-02-21 | 2026-03-07 | 2026-04-09
        hiv-3m               | upcoming | 2026-04-10 | 2026-05-10 | 2026-10-10
        hiv-12m              | upcoming | 2027-01-10 | 2027-02-10 | 2027-07-09
        hiv-18m              | upcoming | 2027-07-10 | 2027-08-10 | 2028-01-10
        titre-birth          | not planned
        hbig                 | not planned
    """)  # fmt: skip
    expect(WITH_VACCINES, on="2026-01-12", given=exposed, then="infant-arv | overdue")
    expect(WITH_VACCINES, on="2026-01-12", given=exposed + found("2026-01-10", "infant-arv", "started"), then="infant-arv | done")


def test_the_test_at_48_hours_is_for_high_risk():
    high = CHILD + found("2026-01-10", "exposed-hiv", "yes") + found("2026-01-10", "exposed-hiv-high-risk", "yes")
    expect(WITH_VACCINES, on="2026-01-12", given=high, then="hiv-48h | open | 2026-01-10 | 2026-01-12 | 2026-02-06")
    expect(WITH_VACCINES, on="2026-01-13", given=high, then="hiv-48h | overdue")


def test_each_early_test_has_its_own_window():
    exposed = CHILD + found("2026-01-10", "exposed-hiv", "yes") + found("2026-02-21", "hiv-early-test", "negative")
    expect(WITH_VACCINES, on="2026-04-10", given=exposed, then="hiv-6w | done\nhiv-3m | open")


def test_after_a_positive_test_the_later_ones_are_not_planned():
    known = CHILD + found("2026-01-10", "exposed-hiv", "yes") + found("2026-02-25", "hiv-early-test", "positive")
    expect(WITH_VACCINES, on="2026-03-01", given=known, then="""
        hiv-6w  | done
        hiv-3m  | not planned
        hiv-12m | not planned
        hiv-18m | not planned
    """)  # fmt: skip


def test_exposed_to_syphilis():
    exposed = CHILD + found("2026-01-10", "exposed-syphilis", "yes")
    expect(WITH_VACCINES, on="2026-01-11", given=exposed, then="""
        penicillin  | open     | 2026-01-10 | 2026-01-11 | 2026-04-10
        titre-birth | open     | 2026-01-10 | 2026-01-17 | 2026-03-10
        titre-3m    | upcoming | 2026-03-10 | 2026-05-10 | 2026-06-09
        titre-6m    | upcoming | 2026-06-10 | 2026-08-10 | 2026-09-09
        titre-9m    | upcoming | 2026-09-10 | 2026-11-10 | 2026-12-09
        titre-12m   | upcoming | 2026-12-10 | 2027-02-10 | 2027-03-09
        titre-15m   | upcoming | 2027-03-10 | 2027-05-10 | 2027-06-09
        titre-18m   | upcoming | 2027-06-10 | 2027-08-10 | 2028-01-10
    """)  # fmt: skip
    expect(WITH_VACCINES, on="2026-01-12", given=exposed, then="penicillin | overdue")
    expect(
        WITH_VACCINES,
        on="2026-01-12",
        given=exposed + found("2026-01-11", "benzathine-penicillin", "given"),
        then="penicillin | done",
    )


def test_the_titres_stop_when_one_from_two_months_on_is_negative():
    exposed = CHILD + found("2026-01-10", "exposed-syphilis", "yes")
    at_birth = exposed + found("2026-01-11", "syphilis-titre", "negative")
    expect(WITH_VACCINES, on="2026-04-10", given=at_birth, then="titre-birth | done\ntitre-3m | open\ntitre-6m | upcoming")
    cleared = exposed + found("2026-01-11", "syphilis-titre") + found("2026-04-10", "syphilis-titre", "negative")
    expect(WITH_VACCINES, on="2026-07-10", given=cleared, then="titre-3m | done\ntitre-6m | not planned\ntitre-18m | not planned")
    still = exposed + found("2026-04-10", "syphilis-titre")
    expect(WITH_VACCINES, on="2026-07-10", given=still, then="titre-3m | done\ntitre-6m | open")


def dose(*on: str) -> str:
    return "".join(f"dose | {day} | vaccine=HepB\n" for day in on)


def test_exposed_to_hepatitis_b():
    exposed = CHILD + found("2026-01-10", "exposed-hbv", "yes")
    expect(WITH_VACCINES, on="2026-01-11", given=exposed, then="""
        hbig            | open     | 2026-01-10 | 2026-01-11 | 2026-02-07
        hepatitis-b-12h | open     | 2026-01-10 | 2026-01-11
        hepatitis-b-2m  | not planned
        hbv-serology    | not planned
    """)  # fmt: skip
    expect(WITH_VACCINES, on="2026-01-12", given=exposed, then="hbig | overdue\nhepatitis-b-12h | overdue")
    given = exposed + found("2026-01-10", "hbig", "given") + dose("2026-01-10")
    expect(WITH_VACCINES, on="2026-01-12", given=given, then="hbig | done\nhepatitis-b-12h | done")


def test_serology_one_to_two_months_after_the_last_dose():
    """Not by age: after a third dose that came late, a test at nine months would be too early."""
    late = CHILD + found("2026-01-10", "exposed-hbv", "yes") + dose("2026-01-10", "2026-02-10", "2026-11-10")
    expect(WITH_VACCINES, on="2026-11-11", given=late, then="hbv-serology | upcoming | 2026-12-10 | 2027-01-10 | 2028-05-10")
    early = late + found("2026-12-09", "hbv-serology", "protected")
    for on, state in (("2026-12-10", "open"), ("2027-01-10", "open"), ("2027-01-11", "overdue")):
        expect(WITH_VACCINES, on=on, given=early, then=f"hbv-serology | {state}")
    expect(
        WITH_VACCINES, on="2027-01-11", given=late + found("2026-12-10", "hbv-serology", "protected"), then="hbv-serology | done"
    )


@pytest.mark.parametrize(("grams", "planned"), [(1999, True), (2000, False)])
def test_four_doses_for_a_small_child(grams: int, planned: bool):
    small = CHILD + f"birth | 2026-01-10 | weight_g={grams}\n" + found("2026-01-10", "exposed-hbv", "yes")
    expect(WITH_VACCINES, on="2026-02-01", given=small, then="""
        hepatitis-b-2m | upcoming | 2026-03-10 | 2026-04-09
        hepatitis-b-7m | upcoming | 2026-08-10 | 2026-09-10
    """ if planned else "hepatitis-b-2m | not planned\nhepatitis-b-7m | not planned")  # fmt: skip


def test_the_extra_doses_are_counted_and_kept_apart():
    small = CHILD + "birth | 2026-01-10 | weight_g=1800\n" + found("2026-01-10", "exposed-hbv", "yes")
    two = small + dose("2026-01-10", "2026-02-20")
    expect(WITH_VACCINES, on="2026-03-19", given=two, then="hepatitis-b-2m | upcoming | 2026-03-20 | 2026-04-19")
    expect(WITH_VACCINES, on="2026-04-20", given=two, then="hepatitis-b-2m | overdue\nHepB-3 | upcoming")
    three = two + dose("2026-03-20")
    expect(WITH_VACCINES, on="2026-08-10", given=three, then="hepatitis-b-2m | done\nhepatitis-b-7m | open\nHepB-3 | open")
    four = three + dose("2026-08-10")
    expect(
        WITH_VACCINES,
        on="2026-08-11",
        given=four,
        then="hepatitis-b-7m | done\nHepB-3 | done\nhbv-serology | upcoming | 2026-09-10",
    )


def test_a_small_child_that_was_not_exposed_has_no_extra_dose():
    small = CHILD + "birth | 2026-01-10 | weight_g=1800\n"
    expect(WITH_VACCINES, on="2026-03-10", given=small, then="hepatitis-b-2m | not planned\nhepatitis-b-7m | not planned")


def test_it_concerns_nobody_after_the_third_birthday():
    exposed = CHILD + found("2026-01-10", "exposed-hbv", "yes")
    expect(WITH_VACCINES, on="2029-01-09", given=exposed, then="hbig | missed")
    expect(WITH_VACCINES, on="2029-01-10", given=exposed, then="hbig | not planned")
