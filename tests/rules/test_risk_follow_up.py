"""Screening, colours and how often she is seen: worked examples.

Last period 2026-01-05: 27+6 is 19 July, 28+0 is 20 July, 35+6 is 13 September, 36+0 is 14 September. Born, where born, on 10 October.
"""

import pytest

from tests.rules.worked import expect, warned
from wanhu.rules.alerts.risk_escalation import RISK_ESCALATION_ALERTS
from wanhu.rules.protocols.risk_case import risk_case
from wanhu.rules.protocols.risk_follow_up import risk_follow_up
from wanhu.rules.protocols.risk_postnatal import risk_postnatal
from wanhu.rules.protocols.risk_screening import risk_screening

REGISTERED = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
BORN = REGISTERED + "birth | 2026-10-10 | person=2 pregnancy=11 discharged_on=2026-10-13\n"


def graded(colour: str, on: str = "2026-03-01") -> str:
    return f"decision | {on} | about=risk-colour outcome={colour}\n"


def seen(on: str, kind: str = "antenatal") -> str:
    return f"contact | {on} | kind={kind}\n"


def screened(value: str, on: str = "2026-02-20") -> str:
    return f"finding | {on} | code=risk-screening value={value}\n"


# --- screening and assessment


@pytest.mark.parametrize(("on", "state"), [("2026-02-20", "open"), ("2026-02-27", "open"), ("2026-02-28", "overdue")])
def test_screening_belongs_to_registration(on: str, state: str):
    expect(risk_screening, on=on, given=REGISTERED, then=f"""
        risk-screening  | {state} | 2026-02-20 | 2026-02-27
        risk-assessment | not planned
    """)  # fmt: skip


def test_a_negative_screening_asks_for_nothing_more():
    expect(risk_screening, on="2026-03-20", given=REGISTERED + screened("negative"), then="""
        risk-screening  | done
        risk-assessment | not planned
    """)  # fmt: skip


def test_a_positive_screening_asks_for_an_assessment():
    positive = REGISTERED + screened("positive")
    expect(risk_screening, on="2026-02-27", given=positive, then="risk-assessment | open | 2026-02-20 | 2026-02-27")
    expect(risk_screening, on="2026-02-28", given=positive, then="risk-assessment | overdue")
    expect(risk_screening, on="2026-03-05", given=positive + graded("green", "2026-02-20"), then="risk-assessment | done")
    expect(risk_screening, on="2026-03-05", given=positive + graded("yellow", "2026-02-19"), then="risk-assessment | overdue")


def test_a_new_positive_screening_asks_again():
    again = REGISTERED + screened("positive") + graded("yellow", "2026-02-25") + screened("positive", "2026-05-01")
    expect(risk_screening, on="2026-05-05", given=again, then="risk-assessment | open | 2026-05-01 | 2026-05-08")
    expect(risk_screening, on="2026-05-05", given=again + graded("orange", "2026-05-04"), then="risk-assessment | done")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("", False),
        ("person | 1991-02-20 | sex=2", True),  # 35 today
        ("person | 1991-02-21 | sex=2", False),  # 34
        ("person | 2007-02-21 | sex=2", True),  # 18
        ("person | 2007-02-20 | sex=2", False),  # 19
        ("measurement | 2026-02-20 | code=height value=145", True),
        ("measurement | 2026-02-20 | code=height value=146", False),
        ("measurement | 2026-02-20 | code=haemoglobin value=109", True),
        ("measurement | 2026-02-20 | code=haemoglobin value=110", False),
        ("measurement | 2026-02-20 | code=platelets value=100", True),
        ("measurement | 2026-02-20 | code=platelets value=101", False),
        ("measurement | 2026-02-20 | code=ferritin value=19", True),
        ("measurement | 2026-02-20 | code=ferritin value=20", False),
        ("measurement | 2026-02-20 | code=caesareans value=1", True),
        ("measurement | 2026-02-20 | code=caesareans value=0", False),
        ("finding | 2026-02-20 | code=rhesus value=negative", True),
        ("finding | 2026-02-20 | code=conception value=assisted", True),
        ("pregnancy | 2026-02-20 | lmp=2026-01-05 fetuses=2", True),
        ("pregnancy | 2026-02-20 | lmp=2026-01-05 dating=transfer", True),
        ("finding | 2026-02-20 | code=urine-protein value=1+", False),  # twice
        ("finding | 2026-02-18 | code=urine-protein value=1+\nfinding | 2026-02-20 | code=urine-protein value=2+", True),
        ("finding | 2026-02-20 | code=urine-glucose value=1+", False),
        ("finding | 2026-02-20 | code=urine-glucose value=1+\nmeasurement | 2026-02-20 | code=glucose-fasting value=7.0", True),
        ("finding | 2026-02-20 | code=urine-glucose value=1+\nmeasurement | 2026-02-20 | code=glucose-fasting value=6.9", False),
        ("finding | 2026-02-20 | code=hiv value=positive", False),  # restricted: never a word of it here
    ],
)
def test_what_is_recorded_already_is_pointed_out(facts: str, said: bool):
    reason = "screening-item-positive" if said else ""
    expect(risk_screening, on="2026-02-20", given=REGISTERED + facts, then=f"risk-screening | open | - | - | | {reason}")


# --- seen again


@pytest.mark.parametrize(
    ("colour", "last", "due"),
    [
        ("yellow", "2026-07-19", "2026-08-16"),  # 27+6: 28 days
        ("yellow", "2026-07-20", "2026-08-03"),  # 28+0: 14
        ("yellow", "2026-09-13", "2026-09-27"),  # 35+6: 14
        ("yellow", "2026-09-14", "2026-09-21"),  # 36+0: 7
        ("orange", "2026-07-19", "2026-08-02"),
        ("orange", "2026-07-20", "2026-08-03"),
        ("orange", "2026-09-13", "2026-09-27"),
        ("orange", "2026-09-14", "2026-09-21"),
        ("red", "2026-07-19", "2026-07-26"),
        ("red", "2026-09-13", "2026-09-20"),
        ("red", "2026-09-14", "2026-09-21"),
    ],
)
def test_intervals_by_colour_and_gestation_on_the_day_she_was_seen(colour: str, last: str, due: str):
    others = {"yellow", "orange", "red"} - {colour}
    expect(
        risk_follow_up, on=last, given=REGISTERED + graded(colour) + seen(last),
        then=f"{colour}-visit | upcoming | - | {due}\n" + "\n".join(f"{one}-visit | not planned" for one in others),
    )  # fmt: skip


def test_it_opens_three_days_before_and_comes_round_again():
    given = REGISTERED + graded("orange") + seen("2026-06-01")
    for on, state in (("2026-06-11", "upcoming"), ("2026-06-12", "open"), ("2026-06-15", "open"), ("2026-06-16", "overdue")):
        expect(risk_follow_up, on=on, given=given, then=f"orange-visit | {state} | 2026-06-12 | 2026-06-15")
    for kind in ("antenatal", "risk-follow-up"):
        expect(
            risk_follow_up,
            on="2026-06-17",
            given=given + seen("2026-06-17", kind),
            then="orange-visit | upcoming | 2026-06-28 | 2026-07-01",
        )


def test_the_grading_itself_counts_when_it_is_later_than_the_last_contact():
    expect(risk_follow_up, on="2026-03-01", given=REGISTERED + seen("2026-02-20", "antenatal-1") + graded("orange"),
           then="orange-visit | upcoming | 2026-03-12 | 2026-03-15")  # fmt: skip


def test_the_newest_colour_holds():
    changed = REGISTERED + graded("orange") + graded("yellow", "2026-04-01")
    expect(risk_follow_up, on="2026-04-02", given=changed, then="""
        yellow-visit | upcoming | 2026-04-26 | 2026-04-29
        orange-visit | not planned
    """)  # fmt: skip
    expect(risk_follow_up, on="2026-04-02", given=REGISTERED + graded("green"), then="yellow-visit | not planned")
    expect(risk_follow_up, on="2026-04-02", given=REGISTERED, then="""
        yellow-visit | not planned
        orange-visit | not planned
        red-visit    | not planned
    """)  # fmt: skip


@pytest.mark.parametrize(
    ("colour", "on", "advice"),
    [
        ("yellow", "2026-06-01", "care-at-level-2"),
        ("orange", "2026-06-01", "care-at-critical-centre"),
        ("red", "2026-07-19", "seven-days-or-as-ordered"),
        ("red", "2026-07-20", "care-at-level-3"),
        ("red", "2026-09-13", "care-at-level-3"),
        ("red", "2026-09-14", "as-hospital-orders"),
    ],
)
def test_where_she_is_advised_to_go(colour: str, on: str, advice: str):
    expect(risk_follow_up, on=on, given=REGISTERED + graded(colour), then=f"{colour}-visit | overdue | - | - | | {advice}")


def test_undated_she_is_seen_as_before_28_weeks():
    expect(risk_follow_up, on="2026-03-01", given="pregnancy | 2026-02-20 |\n" + graded("yellow"),
           then="yellow-visit | upcoming | 2026-03-26 | 2026-03-29")  # fmt: skip


def test_after_birth_the_visits_of_pregnancy_stop():
    expect(risk_follow_up, on="2026-10-10", given=BORN + graded("red"), then="red-visit | released")


@pytest.mark.parametrize(
    ("colour", "on", "codes"),
    [
        ("orange", "2026-06-15", ""),  # due on this day
        ("orange", "2026-06-18", ""),  # three days more
        ("orange", "2026-06-19", "orange-not-seen"),
        ("red", "2026-06-08", ""),
        ("red", "2026-06-09", ""),
        ("red", "2026-06-10", "red-not-seen"),
        ("yellow", "2026-08-30", ""),
    ],
)
def test_somebody_of_high_risk_not_seen(colour: str, on: str, codes: str):
    given = REGISTERED + graded(colour) + seen("2026-06-01")
    assert warned(RISK_ESCALATION_ALERTS, given=given, on=on) == set(codes.split())


def test_the_station_hears_nothing_of_a_woman_who_withdrew_that_it_may():
    given = REGISTERED + graded("red") + "consent | 2026-03-02 | purpose=risk-sharing given=no\n"
    assert warned(RISK_ESCALATION_ALERTS, given=given, on="2026-06-10") == set()
    expect(risk_case, on="2026-06-10", given=given, then="""
        report-red | not planned
        case-file  | overdue
    """)  # fmt: skip


# --- case file and reports


def test_orange_is_reported_within_three_days_and_red_within_one():
    for colour, due, late in (("orange", "2026-03-04", "2026-03-05"), ("red", "2026-03-02", "2026-03-03")):
        given = REGISTERED + graded(colour)
        expect(risk_case, on=due, given=given, then=f"report-{colour} | open | 2026-03-01 | {due}")
        expect(risk_case, on=late, given=given, then=f"report-{colour} | overdue")
        sent = given + f"finding | {late} | code=risk-report value=sent\n"
        expect(risk_case, on=late, given=sent, then=f"report-{colour} | done")


def test_a_rise_to_red_is_reported_anew():
    given = REGISTERED + graded("orange") + "finding | 2026-03-02 | code=risk-report value=sent\n" + graded("red", "2026-05-01")
    expect(risk_case, on="2026-05-01", given=given, then="""
        report-orange | not planned
        report-red    | open | 2026-05-01 | 2026-05-02
    """)  # fmt: skip


def test_the_day_agreed_is_a_day_to_look_again():
    agreed = REGISTERED + "decision | 2026-03-01 | about=risk-colour outcome=yellow until=2026-03-29\n"
    for on, state in (("2026-03-28", "upcoming"), ("2026-03-29", "open"), ("2026-04-05", "open"), ("2026-04-06", "overdue")):
        expect(risk_screening, on=on, given=agreed, then=f"risk-review | {state} | 2026-03-29 | 2026-04-05")
    again = agreed + "decision | 2026-04-02 | about=risk-colour outcome=green until=2026-05-28\n"
    expect(risk_screening, on="2026-04-06", given=again, then="risk-review | upcoming | 2026-05-28 | 2026-06-04")
    expect(risk_screening, on="2026-04-06", given=agreed + graded("green", "2026-04-02"), then="risk-review | not planned")
    expect(risk_screening, on="2026-04-06", given=REGISTERED + graded("green"), then="risk-review | not planned")


# What is on record, and whether the screening step says that an item of the list is positive.
@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("", ""),
        ("finding | 2026-02-20 | code=uterine-scar value=yes", "screening-item-positive"),
        ("finding | 2026-02-20 | code=uterine-scar value=no", ""),
        ("finding | 2019-05-01 | code=uterine-surgery value=myomectomy", "screening-item-positive"),
        (
            "finding | 2026-02-18 | code=urine-blood value=1+\nfinding | 2026-02-18 | code=urine-protein value=2+",
            "",
        ),  # one sample
        ("finding | 2026-02-18 | code=urine-blood value=1+\nfinding | 2026-02-20 | code=urine-blood value=±", ""),
        (
            "finding | 2026-02-18 | code=urine-blood value=1+\nfinding | 2026-02-20 | code=urine-casts value=1+",
            "screening-item-positive",
        ),
        (
            "finding | 2026-02-18 | code=urine-protein value=1+\nfinding | 2026-02-20 | code=urine-protein value=1+",
            "screening-item-positive",
        ),
        ("finding | 2026-02-20 | code=past-illness value=none", ""),
        ("finding | 2026-02-20 | code=past-illness value=kidney", "screening-item-positive"),
        ("finding | 2026-02-20 | code=family-illness value=none", ""),
        ("finding | 2026-02-20 | code=family-illness value=diabetes", "screening-item-positive"),
        ("finding | 2026-02-20 | code=gynaecological-surgery value=no", ""),
        ("finding | 2026-02-20 | code=gynaecological-surgery value=yes", "screening-item-positive"),
        ("measurement | 2026-02-20 | code=caesareans value=0", ""),
        ("measurement | 2026-02-20 | code=caesareans value=1", "screening-item-positive"),
        ("measurement | 2026-02-20 | code=fetuses value=1", ""),
        ("measurement | 2026-02-20 | code=fetuses value=2", "screening-item-positive"),
    ],
)
def test_the_screening_says_what_the_record_shows(fact: str, said: str):
    then = f"risk-screening | open | - | - | | {said}"
    expect(risk_screening, on="2026-02-21", given=REGISTERED + fact, then=then)


def test_a_colour_confirmed_again_is_not_reported_again():
    given = (
        REGISTERED + graded("orange") + "finding | 2026-03-02 | code=risk-report value=sent\n" + graded("orange", "2026-05-01")
    )
    expect(risk_case, on="2026-05-01", given=given, then="report-orange | done")


def test_a_case_file_for_orange_and_red_only():
    for colour in ("orange", "red"):
        expect(risk_case, on="2026-03-04", given=REGISTERED + graded(colour), then="case-file | open | 2026-03-01 | 2026-03-04")
        expect(risk_case, on="2026-03-05", given=REGISTERED + graded(colour), then="case-file | overdue")
        opened = REGISTERED + graded(colour) + "finding | 2026-03-05 | code=case-file value=opened\n"
        expect(risk_case, on="2026-03-05", given=opened, then="case-file | done")
    expect(risk_case, on="2026-03-05", given=REGISTERED + graded("yellow"), then="case-file | not planned")


def test_the_case_closes_with_the_42_day_check_or_90_days_after_birth():
    given = BORN + graded("orange", "2026-10-12")
    expect(risk_case, on="2026-11-20", given=given, then="case-file | overdue")
    expect(
        risk_case,
        on="2026-11-21",
        given=given + seen("2026-11-21", "postnatal-42"),
        then="case-file | released | - | - | | case-closed",
    )
    expect(risk_case, on="2027-01-07", given=given, then="case-file | overdue")
    expect(risk_case, on="2027-01-08", given=given, then="case-file | released")


# --- after birth


def test_what_yellow_adds_after_birth():
    expect(risk_postnatal, on="2026-10-20", given=BORN + graded("yellow"), then="""
        early-visit      | not planned
        contact-7        | not planned
        contact-14       | upcoming | 2026-10-21 | 2026-10-24 | 2026-10-27
        contact-28       | not planned
        risk-after-birth | open     | 2026-10-10 | 2026-11-21 | 2027-01-08
    """)  # fmt: skip


def test_what_orange_adds_after_birth():
    expect(risk_postnatal, on="2026-10-16", given=BORN + graded("orange"), then="""
        early-visit | open     | 2026-10-13 | 2026-10-16 | 2026-11-10
        contact-7   | not planned
        contact-14  | upcoming
        contact-21  | not planned
        contact-28  | upcoming | 2026-11-04 | 2026-11-07 | 2026-11-10
    """)  # fmt: skip
    expect(risk_postnatal, on="2026-10-17", given=BORN + graded("orange"), then="early-visit | overdue")


def test_what_red_adds_after_birth():
    expect(risk_postnatal, on="2026-10-17", given=BORN + graded("red") + seen("2026-10-15", "postnatal-visit"), then="""
        early-visit | done
        contact-7   | done
        contact-14  | upcoming | 2026-10-21 | 2026-10-24 | 2026-10-27
        contact-21  | upcoming | 2026-10-28 | 2026-10-31 | 2026-11-03
        contact-28  | upcoming
        contact-35  | upcoming | 2026-11-11 | 2026-11-14 | 2026-11-17
    """)  # fmt: skip


def test_one_contact_serves_one_week():
    given = BORN + graded("red") + seen("2026-10-27", "postnatal-contact")
    expect(risk_postnatal, on="2026-10-28", given=given, then="contact-14 | done\ncontact-21 | open\ncontact-7 | missed")
    for on, state in (("2026-10-24", "open"), ("2026-10-25", "overdue"), ("2026-10-27", "overdue"), ("2026-10-28", "missed")):
        expect(risk_postnatal, on=on, given=BORN + graded("red"), then=f"contact-14 | {state}")


def test_nobody_is_sent_while_she_is_in_hospital():
    later = BORN.replace("discharged_on=2026-10-13", "discharged_on=2026-10-19") + graded("red")
    expect(risk_postnatal, on="2026-10-20", given=later, then="""
        early-visit | open | 2026-10-19 | 2026-10-22
        contact-7   | not planned
        contact-14  | upcoming
    """)  # fmt: skip
    much_later = BORN.replace("discharged_on=2026-10-13", "discharged_on=2026-10-25") + graded("red")
    expect(risk_postnatal, on="2026-10-26", given=much_later, then="contact-14 | not planned\ncontact-21 | upcoming")


def test_risk_is_looked_at_again_by_42_days():
    given = BORN + graded("yellow") + screened("negative", "2026-11-20")
    expect(risk_postnatal, on="2026-11-21", given=given, then="risk-after-birth | done")
    for colour in ("", graded("green"), graded("yellow")):  # whatever her colour was
        expect(risk_postnatal, on="2026-11-21", given=BORN + colour, then="risk-after-birth | open")
        expect(risk_postnatal, on="2026-11-22", given=BORN + colour, then="risk-after-birth | overdue")


def test_a_positive_screening_after_birth_asks_for_the_colour_anew():
    before = BORN + screened("positive", "2026-10-01")
    expect(risk_postnatal, on="2026-11-21", given=before, then="colour-after-birth | not planned")
    since = BORN + screened("positive", "2026-10-20")
    expect(risk_postnatal, on="2026-10-27", given=since, then="colour-after-birth | open | 2026-10-20 | 2026-10-27")
    expect(risk_postnatal, on="2026-10-28", given=since, then="colour-after-birth | overdue")
    expect(risk_postnatal, on="2026-10-28", given=since + graded("red", "2026-10-22"), then="colour-after-birth | done")
