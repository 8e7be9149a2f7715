"""A second rulebook, WHO's, in its own words: due, not due, further evaluation, complete. It shares no declaration with the first.

Children are born on 2025-03-10 unless said. Every case goes through the engine and the slow reference, which must agree.
"""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rulebooks.who import (
    WHO,
    bcg,
    hepatitis_b_four,
    hepatitis_b_three,
    hpv_one,
    hpv_two,
    infancy,
    measles_common,
    measles_rare,
    some_places,
)
from tests.rules.vaccinated import child, later, on_days
from tests.rules.worked import expect, plan
from wanhu.engine.protocol import Confidence, Protocol

BORN = "2025-03-10"
DUE, NOT_DUE, EVALUATE, COMPLETE = "due", "not due", "further evaluation", "complete"


def permitted(protocol: Protocol) -> Protocol:
    """The protocol as somebody sees it who may see the restricted class: those that ask for HIV belong to it."""
    return replace(protocol, restricted=False)


def verdict(protocol: Protocol, step: str, given: str, on: str) -> str:
    """What WHO's tables call the answer, from the state and the reason of a step."""
    got = plan(permitted(protocol), given, on).get(step)
    if got is None or got[0] in ("upcoming", "missed"):
        return NOT_DUE
    if got[0] == "done":
        return COMPLETE
    return EVALUATE if got[-1] == "further-evaluation" else DUE


def found(*facts: str) -> str:
    """Findings written ``day code value``, as lines of facts."""
    return "".join("finding | {} | code={} value={}\n".format(*one.split()) for one in facts)


HIV, TREATED = f"{BORN} hiv positive", "2025-06-01 antiretrovirals yes"
STABLE, SUPPRESSED = "2025-06-01 immunity stable", "2025-06-01 immunity suppressed"


@pytest.mark.parametrize(
    ("doses", "findings", "on", "answer"),
    [
        ((), (), "2025-03-10", DUE),
        ((), (), "2025-04-07", DUE),  # day 28
        ((), (), "2025-04-08", EVALUATE),  # day 29, nobody has looked for tuberculosis
        ((), ("2025-05-01 tuberculosis-test negative",), "2025-05-02", DUE),
        ((), ("2025-05-01 tuberculosis-test positive",), "2025-05-02", NOT_DUE),
        ((), ("2025-05-01 tuberculosis-test negative",), "2031-05-02", DUE),  # still at six years
        ((), (HIV,), "2025-03-20", NOT_DUE),
        ((), (HIV, TREATED, STABLE, "2025-06-01 tuberculosis-test negative"), "2025-06-02", DUE),
        ((), (HIV, TREATED, SUPPRESSED, "2025-06-01 tuberculosis-test negative"), "2025-06-02", NOT_DUE),
        ((), (HIV, STABLE, "2025-06-01 tuberculosis-test negative"), "2025-06-02", NOT_DUE),  # stable, not treated
        (("MR 2026-01-10",), ("2025-12-01 tuberculosis-test negative",), "2026-02-06", NOT_DUE),  # 27 days after a live vaccine
        (("MR 2026-01-10",), ("2025-12-01 tuberculosis-test negative",), "2026-02-07", DUE),  # 28 days
        (("bOPV 2025-03-10",), (), "2025-03-12", DUE),  # oral polio keeps nothing back
        (("BCG 2025-03-11",), (), "2025-03-12", COMPLETE),
        (("BCG 2025-03-11",), ("2027-01-01 tuberculosis-test negative",), "2027-01-02", COMPLETE),
    ],
)
def test_bcg(doses, findings, on, answer):
    assert verdict(bcg, "BCG", child(BORN, *doses) + found(*findings), on) == answer


@pytest.mark.parametrize(
    ("doses", "on", "answer"),
    [
        ((), "2025-03-10", DUE),
        ((), "2025-03-11", DUE),  # the last day on time
        ((), "2025-03-12", DUE),  # late, still given
        ((), "2025-04-20", DUE),  # day 41
        ((), "2025-04-21", NOT_DUE),  # six weeks: the dose of the schedule takes its place
        (("HepB 2025-03-10",), "2025-03-10", COMPLETE),
        (("HepB 2025-04-20",), "2025-04-20", COMPLETE),
        (("HepB 2025-04-21",), "2025-04-21", NOT_DUE),
    ],
)
def test_hepatitis_b_birth_dose(doses, on, answer):
    assert verdict(hepatitis_b_four, "HepB-birth", child(BORN, *doses), on) == answer


def test_a_birth_dose_after_24_hours_is_late():
    expect(hepatitis_b_four, on="2025-03-11", given=child(BORN), then="HepB-birth | open | 2025-03-10 | 2025-03-11 | 2025-04-20")
    expect(hepatitis_b_four, on="2025-03-12", given=child(BORN), then="HepB-birth | overdue")
    expect(hepatitis_b_four, on="2025-04-21", given=child(BORN), then="HepB-birth | missed\nHepB-1 | open | 2025-04-21")


def test_a_late_birth_dose_moves_the_next_by_four_weeks():
    given = child(BORN, "HepB 2025-04-20")
    expect(hepatitis_b_four, on="2025-05-17", given=given, then="HepB-1 | upcoming | 2025-05-18")
    expect(hepatitis_b_four, on="2025-05-18", given=given, then="HepB-1 | open | 2025-05-18")


@pytest.mark.parametrize(("step", "before", "first"), [
    ("HepB-1", ("2025-03-10",), "2025-04-21"),
    ("HepB-1", (), "2025-04-21"),
    ("HepB-2", ("2025-03-10", "2025-04-21"), "2025-05-19"),
    ("HepB-3", ("2025-03-10", "2025-04-21", "2025-06-01"), "2025-06-29"),
])  # fmt: skip
def test_hepatitis_b_with_the_infant_vaccines(step, before, first):
    for by, counts in ((-1, False), (0, True), (1, True)):
        given = child(BORN, *on_days("HepB", *before, later(first, by)))
        assert (verdict(hepatitis_b_four, step, given, "2026-01-01") == COMPLETE) is counts


def test_three_hepatitis_b_doses_with_or_without_the_birth_dose():
    full = on_days("HepB", "2025-03-10", "2025-04-21", "2025-06-16")
    expect(hepatitis_b_three, on="2026-01-01", given=child(BORN, *full), then="HepB-2 | done\nHepB-3 | not planned")
    without = on_days("HepB", "2025-04-21", "2025-06-16")
    expect(hepatitis_b_three, on="2026-01-01", given=child(BORN, *without), then="HepB-2 | done\nHepB-3 | overdue | 2025-07-14")


@pytest.mark.parametrize(
    ("step", "doses", "findings", "on", "answer"),
    [
        ("MCV0", (), (), "2025-09-09", NOT_DUE),
        ("MCV0", (), (), "2025-09-10", EVALUATE),  # six months: to be considered
        ("MCV0", (), (), "2025-12-09", EVALUATE),
        ("MCV0", (), (), "2025-12-10", NOT_DUE),  # nine months: the first dose takes its place
        ("MCV0", ("MR 2025-09-10",), (), "2025-10-01", COMPLETE),
        ("MCV1", (), (), "2025-12-09", NOT_DUE),
        ("MCV1", (), (), "2025-12-10", DUE),
        ("MCV1", ("MR 2025-12-10",), (), "2025-12-10", COMPLETE),
        (
            "MCV1",
            ("MR 2025-12-09",),
            (),
            "2025-12-10",
            NOT_DUE,
        ),  # dose 0 a day before nine months: not counted, four weeks to wait
        ("MCV1", ("MR 2025-12-09",), (), "2026-01-05", NOT_DUE),
        ("MCV1", ("MR 2025-12-09",), (), "2026-01-06", DUE),
        ("MCV1", ("MR 2025-09-10",), (), "2025-12-10", DUE),
        ("MCV1", ("YF 2025-12-10",), (), "2025-12-10", DUE),  # yellow fever on the same day
        ("MCV1", ("YF 2025-12-10",), (), "2025-12-11", NOT_DUE),  # and from the next day on four weeks later
        ("MCV1", ("YF 2025-12-10",), (), "2026-01-06", NOT_DUE),
        ("MCV1", ("YF 2025-12-10",), (), "2026-01-07", DUE),
        ("MCV1", ("bOPV 2025-12-01",), (), "2025-12-10", DUE),
        ("MCV1", (), (SUPPRESSED,), "2025-12-10", EVALUATE),
        ("MCV1", (), (HIV,), "2025-12-10", EVALUATE),
        ("MCV1", (), (HIV, TREATED, STABLE), "2025-12-10", DUE),
        ("MCV1", (), (), "2039-01-01", DUE),  # any age
        ("MCV2", (), (), "2026-07-01", NOT_DUE),  # the first is not there
        ("MCV2", ("MR 2025-12-10",), (), "2026-06-09", NOT_DUE),
        ("MCV2", ("MR 2025-12-10",), (), "2026-06-10", DUE),  # 15 months
        ("MCV2", ("MR 2026-06-01",), (), "2026-06-28", NOT_DUE),  # 27 days after a late first dose
        ("MCV2", ("MR 2026-06-01",), (), "2026-06-29", DUE),
        ("MCV2", ("MR 2025-12-10", "MR 2026-06-10"), (), "2026-06-10", COMPLETE),
        ("MCV2", ("MR 2025-12-10", "MR 2026-06-09"), (), "2026-06-10", NOT_DUE),  # a day before 15 months
        ("MCV2", ("MR 2025-09-10", "MR 2025-12-10"), (), "2026-06-10", DUE),  # dose 0 and the first: one is still missing
        ("RCV1", ("MV 2025-12-10",), (), "2026-06-10", DUE),  # measles alone leaves rubella open
        ("RCV1", ("MMR 2025-12-10",), (), "2026-06-10", COMPLETE),
        ("MCV-recovered", ("MR 2025-12-10",), (HIV,), "2026-06-10", NOT_DUE),
        ("MCV-recovered", ("MR 2025-12-10",), (HIV, "2026-06-01 immunity recovered"), "2026-06-10", DUE),
        ("MCV-recovered", ("MR 2025-12-10", "MR 2026-06-10"), (HIV, "2026-06-01 immunity recovered"), "2026-06-10", COMPLETE),
    ],
)
def test_measles_where_it_is_common(step, doses, findings, on, answer):
    assert verdict(measles_common, step, child(BORN, *doses) + found(*findings), on) == answer


@pytest.mark.parametrize(
    ("step", "doses", "on", "answer"),
    [
        ("MCV1", (), "2026-03-09", NOT_DUE),
        ("MCV1", (), "2026-03-10", DUE),  # 12 months
        ("MCV1", ("MMR 2026-03-09",), "2026-03-10", NOT_DUE),
        ("MCV1", ("MMR 2026-03-10",), "2026-03-10", COMPLETE),
        ("MCV2", ("MMR 2026-03-10",), "2026-06-09", NOT_DUE),
        ("MCV2", ("MMR 2026-03-10",), "2026-06-10", DUE),
        ("MCV2", ("MMR 2026-05-20",), "2026-06-16", NOT_DUE),
        ("MCV2", ("MMR 2026-05-20",), "2026-06-17", DUE),
        ("MCV2", ("MMR 2026-03-10", "MMR 2026-06-10"), "2026-06-10", COMPLETE),
    ],
)
def test_measles_where_it_is_rare(step, doses, on, answer):
    assert verdict(measles_rare, step, child(BORN, *doses), on) == answer


@pytest.mark.parametrize(
    ("step", "doses", "on", "answer"),
    [
        ("DTP-1", (), "2025-04-20", NOT_DUE),
        ("DTP-1", (), "2025-04-21", DUE),  # six weeks
        ("DTP-2", ("DTP 2025-04-21",), "2025-05-18", NOT_DUE),
        ("DTP-2", ("DTP 2025-04-21",), "2025-05-19", DUE),
        ("DTP-3", on_days("DTP", "2025-04-21", "2025-05-19"), "2025-06-16", DUE),
        ("DTP-3", on_days("DTP", "2026-03-10", "2026-04-07"), "2026-06-01", NOT_DUE),  # begun at one year: another step
        ("DTP-3-late", on_days("DTP", "2026-03-10", "2026-04-07"), "2026-10-09", NOT_DUE),
        ("DTP-3-late", on_days("DTP", "2026-03-10", "2026-04-07"), "2026-10-10", DUE),
        (
            "DTP-3-late",
            on_days("DTP", "2026-03-09", "2026-04-07"),
            "2026-10-10",
            NOT_DUE,
        ),  # begun a day before the first birthday
        ("DTP-booster-1", on_days("DTP", "2025-04-21", "2025-05-19", "2025-10-01"), "2026-03-31", NOT_DUE),
        ("DTP-booster-1", on_days("DTP", "2025-04-21", "2025-05-19", "2025-10-01"), "2026-04-01", DUE),  # six months later
        ("Hib-1", (), "2030-03-09", DUE),
        ("Hib-1", (), "2030-03-10", NOT_DUE),  # from five years
        ("Hib-2", ("Hib 2026-03-10",), "2026-06-01", NOT_DUE),  # one dose is enough after the first birthday
        ("Hib-2", ("Hib 2026-03-09",), "2026-06-01", DUE),
        ("PCV-2", ("PCV 2025-04-21",), "2025-06-15", NOT_DUE),
        ("PCV-2", ("PCV 2025-04-21",), "2025-06-16", DUE),
        ("PCV-booster", on_days("PCV", "2025-04-21", "2025-06-16"), "2025-12-10", DUE),
        ("Rota-1", (), "2025-04-21", DUE),
        ("Rota-1", (), "2027-03-09", DUE),
        ("Rota-1", (), "2027-03-10", NOT_DUE),  # from two years
        ("Rota-2", ("Rota 2027-03-01",), "2027-03-09", NOT_DUE),
        ("bOPV-0", (), "2025-03-10", DUE),
        ("bOPV-0", (), "2025-04-21", NOT_DUE),
        ("bOPV-1", ("bOPV 2025-04-01",), "2025-04-28", NOT_DUE),
        ("bOPV-1", ("bOPV 2025-04-01",), "2025-04-29", DUE),
        ("IPV-1", (), "2025-06-15", NOT_DUE),
        ("IPV-1", (), "2025-06-16", DUE),  # 14 weeks
        ("IPV-2", ("IPV 2025-09-01",), "2025-12-31", NOT_DUE),
        ("IPV-2", ("IPV 2025-09-01",), "2026-01-01", DUE),  # four months later
    ],
)
def test_infancy(step, doses, on, answer):
    assert verdict(infancy, step, child(BORN, *doses), on) == answer


@pytest.mark.parametrize(
    ("protocol", "step", "doses", "findings", "on", "answer"),
    [
        (some_places, "YF", (), (), "2025-12-10", DUE),
        (some_places, "YF", ("MR 2025-12-10",), (), "2025-12-10", DUE),
        (some_places, "YF", ("MR 2025-12-10",), (), "2026-01-06", NOT_DUE),
        (
            some_places,
            "YF",
            ("MR 2025-12-10", "YF 2025-12-30"),
            (),
            "2026-01-26",
            NOT_DUE,
        ),  # too near: to be given again, four weeks on
        (some_places, "YF", (), (SUPPRESSED,), "2025-12-10", EVALUATE),
        (some_places, "JE-live", (), (), "2025-11-10", DUE),
        (some_places, "JE-inactivated-2", ("JE-I 2025-09-10",), (), "2025-10-10", DUE),
        (some_places, "JE-live", ("JE-I 2025-09-10",), (), "2025-11-10", NOT_DUE),
        (some_places, "MenA", (), (), "2025-12-09", NOT_DUE),
        (some_places, "MenA", (), (), "2025-12-10", DUE),
        (hpv_one, "HPV-1", (), (), "2034-03-09", NOT_DUE),
        (hpv_one, "HPV-1", (), (), "2034-03-10", DUE),  # nine years
        (hpv_one, "HPV-2", ("HPV 2034-03-10",), (), "2035-01-01", NOT_DUE),
        (hpv_one, "HPV-2", ("HPV 2034-03-10",), (SUPPRESSED,), "2035-01-01", DUE),
        (hpv_two, "HPV-2", ("HPV 2034-03-10",), (), "2034-09-09", NOT_DUE),
        (hpv_two, "HPV-2", ("HPV 2034-03-10",), (), "2034-09-10", DUE),
        (hpv_two, "HPV-2", on_days("HPV", "2034-03-10", "2034-08-09"), (), "2034-09-10", DUE),  # under five months apart
        (hpv_two, "HPV-2", on_days("HPV", "2034-03-10", "2034-08-10"), (), "2034-09-10", COMPLETE),
    ],
)
def test_some_places_and_hpv(protocol, step, doses, findings, on, answer):
    assert verdict(protocol, step, child(BORN, *doses, sex=2) + found(*findings), on) == answer


def test_boys_are_not_called_for_hpv():
    assert verdict(hpv_two, "HPV-1", child(BORN, sex=1), "2036-01-01") == NOT_DUE


def test_all_of_it_runs_as_one_rulebook():
    """One child on the whole schedule at fifteen months, without the choices that exclude each other."""
    given = child(
        BORN, "BCG 2025-03-10", *on_days("HepB", "2025-03-10", "2025-04-21", "2025-05-19", "2025-06-16"),
        *on_days("DTP", "2025-04-21", "2025-05-19", "2025-06-16", "2026-03-10"), *on_days("Hib", "2025-04-21", "2025-05-19", "2025-06-16"),
        *on_days("PCV", "2025-04-21", "2025-06-16", "2025-12-10"), *on_days("Rota", "2025-04-21", "2025-05-19"),
        *on_days("bOPV", "2025-03-10", "2025-04-21", "2025-05-19", "2025-06-16"), *on_days("IPV", "2025-06-16", "2025-12-10"),
        *on_days("MR", "2025-12-10", "2026-06-10"), "YF 2025-12-10", "JE-L 2025-12-10", "MenA 2025-12-10",
    )  # fmt: skip
    protocols = tuple(map(permitted, (bcg, hepatitis_b_four, infancy, measles_common, some_places)))
    got = plan(protocols, given, "2026-06-10")
    left = {step: row[0] for step, row in got.items() if row[0] != "done"}
    assert left == {"MCV0": "missed", "DTP-booster-2": "upcoming", "DTP-booster-3": "upcoming"}


def test_it_says_that_it_is_from_memory_and_takes_nothing_from_the_first_rulebook():
    assert all(protocol.confidence is Confidence.EXPERT for protocol in WHO.protocols)
    assert all(protocol.next_review > date(2026, 11, 1) for protocol in WHO.protocols)
    for path in Path(__file__).parent.joinpath("who").glob("*.py"):
        taken = [node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in taken if module and module.startswith("wanhu.rules")], path.name


def test_what_asks_for_hiv_is_for_those_with_the_permission():
    assert {one.code for one in WHO.protocols if one.restricted} == {
        "who-bcg",
        "who-measles-common",
        "who-measles-rare",
        "who-some-places",
        "who-hpv-1",
    }
    assert not [one.code for one in WHO.shown(restricted=False).protocols if one.restricted]


def test_a_death_silences_it_too():
    expect(
        infancy,
        on="2026-01-01",
        given=child(BORN) + "death | 2025-12-01 | kind=person",
        then="DTP-1 | released | - | - | - | died",
    )
