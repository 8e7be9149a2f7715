"""What an institution writes into its own files becomes rules: settings, colours of newborns, doses of a cohort. Empty ones give none."""

from dataclasses import replace

import pytest

from tests.rules.vaccinated import child, on_days
from tests.rules.worked import expect, warned
from wanhu.engine.courses import course, treatment
from wanhu.engine.facts import first_day, found, newest_finding
from wanhu.engine.parameters import cohorts, coloured, setting
from wanhu.engine.protocol import Confidence
from wanhu.engine.text import Text
from wanhu.rules.alerts.newborn_colours import FILE as COLOURS
from wanhu.rules.alerts.newborn_colours import NEWBORN_COLOUR_ALERTS, SUGGESTIONS
from wanhu.rules.protocols.high_risk_infant import SETTINGS
from wanhu.rules.protocols.immunisation import immunisation
from wanhu.rules.protocols.immunisation.dtap_transition import BEGAN_BEFORE, FILE, HOW_READ, TRANSITION
from wanhu.rules.protocols.pmtct import TREATMENT_FILE as TREATED
from wanhu.rules.protocols.pmtct import pmtct

COHORTS = """groups:
  - {born_from: 2024-01-01, born_to: 2024-06-30, doses_before: 3, doses: [
      {vaccine: DTaP, age: 18 months, interval: 6 months}, {vaccine: DTaP, age: 6 years, interval: 12 months}]}
  - {born_from: 2018-01-01, born_to: 2018-12-31, doses_before: 4, doses: [{vaccine: DT, age: 6 years, interval: 12 months}]}
"""
THREE = on_days("DTaP", "2024-06-01", "2024-07-01", "2024-08-01")


def filled(folder, source, *changes: tuple[str, str]):
    """A copy of an institution's file with parts of its text replaced."""
    text = source.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / source.name).write_text(text, "utf-8")
    return folder / source.name


def with_table(folder, *changes: tuple[str, str]):
    """The immunisation protocol as it is when the table of cohorts is filled in."""
    table = cohorts(filled(folder, FILE, ("groups: []\n", COHORTS), *changes), **HOW_READ)
    assert table.doses("immunisation") == tuple(f"immunisation/DTaP-transition-{one}" for one in ("1-1", "1-2", "2-1")), (
        "for messages"
    )
    asking = [replace(step, applies=table.left(BEGAN_BEFORE)) for step in TRANSITION]
    kept = [step for step in immunisation.steps if step not in TRANSITION]
    return replace(immunisation, steps=(*kept, *table.steps, *asking))


def test_a_filled_table_plans_the_doses_of_its_cohort(tmp_path):
    protocol = with_table(tmp_path, ("verified: false", "verified: true"))
    expect(protocol, on="2025-09-02", given=child("2024-03-01", *THREE), then="""
        DTaP-transition     | not planned
        DTaP-transition-6y  | not planned
        DTaP-transition-1-1 | open     | 2025-09-01 | 2025-10-01 | - |
        DTaP-transition-1-2 | upcoming | 2030-03-01 | 2030-04-01
        DTaP-transition-2-1 | not planned
        DTaP-transition-old-1 | not planned
    """)  # fmt: skip
    fourth = child("2024-03-01", *THREE, "DTaP 2025-09-03")
    expect(
        protocol, on="2025-10-02", given=fourth, then="DTaP-transition-1-1 | done\nDTaP-transition-1-2 | upcoming | 2030-03-01"
    )
    too_early = child("2024-03-01", *THREE, "DTaP 2025-08-31")
    expect(protocol, on="2025-10-02", given=too_early, then="DTaP-transition-1-1 | overdue")
    six = child("2018-05-01", *on_days("DTaP", "2018-08-01", "2018-09-01", "2018-10-01", "2019-11-01"))
    expect(
        protocol, on="2025-02-01", given=six, then="DTaP-transition-2-1 | overdue | 2024-05-01\nDTaP-transition-6y | not planned"
    )
    expect(protocol, on="2025-03-01", given=six + "dose | 2025-02-10 | vaccine=DT", then="DTaP-transition-2-1 | done")


@pytest.mark.parametrize(
    "given",
    [
        child("2024-03-01", *THREE[:2]),  # two doses, of whom the table does not speak
        child("2024-03-01", *THREE, "DTaP 2024-12-31"),  # four
        child("2023-12-31", *THREE),  # born a day before the group
        child("2024-07-01", *on_days("DTaP", "2024-10-01", "2024-11-01", "2024-12-01")),  # a day after it
    ],
)
def test_of_whom_the_table_does_not_speak_the_clinic_is_asked(tmp_path, given):
    expect(
        with_table(tmp_path),
        on="2025-09-02",
        given=given,
        then="DTaP-transition-1-1 | not planned\nDTaP-transition-6y | upcoming",
    )


def test_a_table_that_is_not_verified_plans_and_says_to_ask_the_clinic(tmp_path):
    protocol = with_table(tmp_path)
    expect(
        protocol, on="2025-09-02", given=child("2024-03-01", *THREE), then="DTaP-transition-1-1 | open | - | - | - | ask-clinic"
    )


def test_the_table_that_ships_is_empty_and_every_child_is_sent_to_ask():
    assert cohorts(FILE, **HOW_READ).steps == () and cohorts(FILE, **HOW_READ).left(BEGAN_BEFORE) is BEGAN_BEFORE
    expect(
        immunisation, on="2025-09-02", given=child("2024-03-01", *THREE), then="DTaP-transition | open | - | - | - | ask-clinic"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vaccine: DT,", "vaccine: HepB,"), ("18 months", "18"), ("18 months", "some months"), ("doses_before: 4", "doses_before: 0"),
        ("doses_before: 4", "doses_before: four"), ("born_to: 2018-12-31", "to: 2018-12-31"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_stops_the_start(tmp_path, old, new):
    with pytest.raises(ValueError, match=r"dtap_transition\.yaml"):
        with_table(tmp_path, (old, new))


TITLE = Text("第{n}针", "injection {n}")
FOUND = "pregnancy | 2026-02-20 | lmp=2026-01-05\nfinding | 2026-02-20 | code=syphilis value=positive\n"


def treated(numbers):
    """A plan of one course by the numbers of a file."""
    positive = first_day(found("syphilis", "positive"))
    made = course(
        numbers, protocol="small", code="dose", title=TITLE, anew=TITLE, anchor=positive, due=1, given=found("benzathine-penicillin", "given"),
        applies=newest_finding("syphilis").equals("positive"),
    )  # fmt: skip
    return replace(pmtct, code="small", steps=made.steps)


def test_a_course_by_the_numbers_of_the_institution(tmp_path):
    numbers = treatment(
        filled(
            tmp_path,
            TREATED,
            ("injections: 3 ", "injections: 2 "),
            ("days_apart: 7 ", "days_apart: 10 "),
            ("verified: false", "verified: true"),
        )
    )
    protocol = treated(numbers)
    assert [step.code for step in protocol.steps] == ["dose-1", "dose-2", "dose-again-1", "dose-again-2"]
    assert {step.confidence for step in protocol.steps} == {Confidence.CONFIRMED}
    one = FOUND + "finding | 2026-02-21 | code=benzathine-penicillin value=given\n"
    expect(
        protocol,
        on="2026-02-22",
        given=one,
        then="dose-2 | upcoming | 2026-03-02 | 2026-03-04 | 2026-03-07\ndose-again-1 | not planned",
    )
    expect(protocol, on="2026-03-08", given=one, then="dose-2 | missed\ndose-again-1 | open | 2026-03-08 | 2026-03-09")


def test_what_is_shipped_is_marked_as_confirmed_by_nobody():
    shipped = treatment(TREATED)
    assert not shipped.verified and shipped.confidence is Confidence.EXPERT
    assert {step.confidence for step in pmtct.steps if step.code.startswith("penicillin")} == {Confidence.EXPERT}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("injections: 3 ", "injections: 0 "), ("courses: 2 ", "courses: 3 "), ("anew_after_days: 14", "anew_after_days: 8"),
        ("days_apart: 7 ", "days_apart: a week "),
    ],
)  # fmt: skip
def test_a_treatment_that_cannot_be_stops_the_start(tmp_path, old, new):
    with pytest.raises(ValueError, match=r"syphilis_treatment\.yaml"):
        treatment(filled(tmp_path, TREATED, (old, new)))


BORN = "person | 2026-10-01 | sex=1\nbirth | 2026-10-01 | weight_g=1499 gestation_days=250\n"
FACTORS = (
    ("yellow: []", "yellow: [{finding: nicu-stay, is: [up-to-5-days, over-5-days]}]"),
    ("red: []", "red: [{birth: weight_g, below: 1500}, {measurement: apgar-5, at_most: 3}]"),
)


def test_colours_of_newborns_are_suggested_only_where_the_institution_wrote_reasons(tmp_path):
    assert NEWBORN_COLOUR_ALERTS == () == coloured(COLOURS, SUGGESTIONS)
    alerts = coloured(filled(tmp_path, COLOURS, *FACTORS), SUGGESTIONS)
    assert [alert.code for alert in alerts] == ["newborn-colour-yellow", "newborn-colour-red"]
    stay = "finding | 2026-10-05 | code=nicu-stay value=over-5-days\n"
    heavy = BORN.replace("1499", "1500")
    for given, wanted in (
        (BORN, {"newborn-colour-red"}),
        (heavy, set()),
        (heavy + stay, {"newborn-colour-yellow"}),
        (BORN + stay, {"newborn-colour-red"}),  # the highest alone
        (heavy + "measurement | 2026-10-01 | code=apgar-5 value=3", {"newborn-colour-red"}),
        (heavy + "measurement | 2026-10-01 | code=apgar-5 value=4", set()),
        ("person | 2026-10-01 | sex=1\n" + stay, {"newborn-colour-yellow"}),  # nothing known of red
    ):
        assert warned(alerts, given=given, on="2026-10-06") == wanted, given
    assert warned(alerts, given=BORN, on="2027-09-30") and not warned(alerts, given=BORN, on="2027-10-01"), "the first birthday"
    assert not warned(alerts, given=BORN + "death | 2026-10-05 | kind=person", on="2026-10-06")


@pytest.mark.parametrize(
    "line",
    ["purple: [{finding: hbsag, is: [positive]}]", "red: [{birth: length_mm, below: 3}]", "red: [{measurement: apgar-5}]", "red: [{finding: a}]",
     "red: [{measurement: apgar-5, at_most: 3, below: 2}]"],
)  # fmt: skip
def test_a_reason_that_cannot_be_read_stops_the_start(tmp_path, line):
    with pytest.raises(ValueError, match=r"newborn_colours\.yaml"):
        coloured(filled(tmp_path, COLOURS, ("red: []", line)), SUGGESTIONS)


def test_settings(tmp_path):
    assert [setting(SETTINGS, name) for name in ("suggested_by_birth", "every_months", "until_months")] == [True, 1, 6]
    assert setting(filled(tmp_path, SETTINGS, ("every_months: 1", "every_months: 2")), "every_months") == 2
    with pytest.raises(ValueError, match=r"high_risk_infant\.yaml"):
        setting(SETTINGS, "colour")
