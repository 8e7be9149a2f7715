"""The mother after birth, and how she feels: worked examples. Born on 2026-10-10; facts of 15 October, today the day after."""

import pytest

from tests.rules.test_alerts_pregnancy import alerted

BORN = "pregnancy | 2026-02-20 | lmp=2026-01-05\nbirth | 2026-10-10 | person=2 pregnancy=11\n"
PREGNANT = "pregnancy | 2026-05-20 | lmp=2026-04-05\n"


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ("temperature=37.4", ""),
        ("temperature=37.5", "postpartum-temperature"),
        ("temperature=37.9", "postpartum-temperature"),
        ("temperature=38.0", "postpartum-fever"),
        ("temperature=39.0", "postpartum-fever"),
        ("systolic=139 diastolic=89", ""),
        ("systolic=140 diastolic=80", "postpartum-hypertension"),
        ("systolic=120 diastolic=90", "postpartum-hypertension"),
        ("systolic=160 diastolic=80", "postpartum-severe-hypertension"),
        ("systolic=120 diastolic=110", "postpartum-severe-hypertension"),
        ("postpartum-bleeding:yes", "postpartum-bleeding"),
        ("postpartum-bleeding:no", ""),
        ("lochia:abnormal", "postpartum-recovery"),
        ("uterus:abnormal", "postpartum-recovery"),
        ("wound:abnormal", "postpartum-wound-or-breasts"),
        ("breasts:abnormal", "postpartum-wound-or-breasts"),
        ("lochia:normal uterus:normal wound:normal breasts:normal", ""),
        ("lochia:abnormal @2026-10-16 lochia:normal", ""),
        ("complication-unresolved:no", ""),
        ("complication-unresolved:yes", "postpartum-complication"),
        ("recovery:recovered", ""),
        ("recovery:not-recovered", "postpartum-not-recovered"),
    ],
)
def test_after_birth(facts: str, codes: str):
    assert alerted("@2026-10-15 " + facts, on="2026-10-16", given=BORN) == codes


def test_what_was_found_before_the_birth_is_no_sign_of_childbed():
    assert alerted("@2026-10-09 temperature=39 systolic=150 uterus:abnormal", on="2026-10-11", given=BORN) == ""
    assert (
        alerted("@2026-10-10 temperature=39 systolic=150", on="2026-10-11", given=BORN)
        == "postpartum-fever postpartum-hypertension"
    )


def test_until_the_end_of_the_42_day_check():
    assert alerted("@2027-01-08 systolic=150", on="2027-01-08", given=BORN) == "postpartum-hypertension"
    assert alerted("@2027-01-08 systolic=150", on="2027-01-09", given=BORN) == ""


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ("epds-total=9 epds-item-10=0", ""),
        ("epds-total=10 epds-item-10=0", "mood-watch"),
        ("epds-total=12", "mood-watch"),
        ("epds-total=13", "mood-low"),
        ("epds-total=3 epds-item-10=1", "mood-same-day"),
        ("epds-total=20 epds-item-10=3", "mood-low mood-same-day"),
        ("phq-9-total=9 phq-9-item-9=0 gad-7-total=9", ""),
        ("phq-9-total=10", "mood-other-scales"),
        ("gad-7-total=10", "mood-other-scales"),
        ("who-5-total=13", ""),
        ("who-5-total=12", "mood-wellbeing"),
        ("who-5-total=0", "mood-wellbeing"),
        ("phq-9-total=3 phq-9-item-9=1", "mood-same-day"),
    ],
)
def test_mood_before_and_after_birth(facts: str, codes: str):
    for given in (PREGNANT, BORN):
        assert alerted("@2026-10-15 " + facts, on="2026-10-16", given=given) == codes
        assert alerted("@2026-10-15 " + facts, on="2026-10-29", given=given) == codes
        assert alerted("@2026-10-15 " + facts, on="2026-10-30", given=given) == ""
