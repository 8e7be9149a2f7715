"""Alerts in pregnancy: what was found on one side, who is called on the other.

Last period 2026-01-05, today 2026-08-03 (30+0), every fact of 2026-08-02 unless a table says otherwise. 20+0 is 25 May, 24+0 is 22 June,
28+0 is 20 July, 37+0 is 21 September, 41+0 is 19 October.
"""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.pregnancy import PREGNANCY_ALERTS

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
TODAY = "2026-08-03"


def alerted(facts: str, *, on: str = TODAY, given: str = PREGNANT) -> str:
    """The codes that are on, in one line. Facts: ``code=number`` is a measurement, ``code:word`` a finding, ``@day`` moves the rest."""
    day, lines = "2026-08-02", [given]
    for word in facts.split():
        if word.startswith("@"):
            day = word[1:]
        elif ":" in word:
            lines.append("finding | {} | code={} value={}".format(day, *word.split(":")))
        else:
            lines.append("measurement | {} | code={} value={}".format(day, *word.split("=")))
    return " ".join(sorted(warned(PREGNANCY_ALERTS, given="\n".join(lines), on=on)))


SIGNS = """
    vaginal-bleeding:yes            | vaginal-bleeding
    vaginal-bleeding:no             |
    severe-headache:yes             | severe-headache
    visual-disturbance:yes          | severe-headache
    convulsion:yes                  | convulsion
    unconscious:yes                 | unconscious
    chest-tightness:yes             | chest-tightness
    severe-abdominal-pain:yes       | severe-abdominal-pain
    membranes-ruptured:yes          | membranes-ruptured-early
    contractions:yes                | contractions-early
    reduced-fetal-movement:yes      | reduced-fetal-movement
    generalised-oedema:yes          | generalised-oedema
    persistent-vomiting:yes         | persistent-vomiting
    persistent-vomiting:no          |
    persistent-vomiting:yes urine-ketone:-    |
    persistent-vomiting:yes urine-ketone:±    |
    persistent-vomiting:yes urine-ketone:2+   | urine-abnormal vomiting-with-ketones
    fetal-heart-rate=109            | fetal-heart-rate
    fetal-heart-rate=110            |
    fetal-heart-rate=160            |
    fetal-heart-rate=140 fetal-heart-rate-2=109 | fetal-heart-rate
    fetal-heart-rate=140 fetal-heart-rate-2=110 fetal-heart-rate-3=160 |
    fetal-heart-rate-3=161          | fetal-heart-rate
    fetal-heart-rate=161            | fetal-heart-rate
    temperature=38.4                |
    temperature=38.5                | fever-in-pregnancy
"""
PRESSURE = """
    systolic=139 diastolic=89       |
    systolic=140 diastolic=80       | hypertension
    systolic=120 diastolic=90       | hypertension
    systolic=150                    | hypertension
    systolic=159 diastolic=109      | hypertension
    systolic=140 diastolic=80 pressure-again:high   | hypertension-confirmed
    systolic=140 diastolic=80 pressure-again:normal |
    @2026-08-01 systolic=150 @2026-08-02 systolic=140 | hypertension-confirmed
    @2026-08-01 diastolic=90 @2026-08-02 diastolic=95 | hypertension-confirmed
    @2026-08-01 systolic=150 @2026-08-02 diastolic=95 | hypertension
    systolic=140 diastolic=90 urine-protein:1+ pressure-again:high   | pre-eclampsia-suspected
    systolic=140 diastolic=90 urine-protein:1+ pressure-again:normal | pre-eclampsia-suspected
    systolic=160 diastolic=90 pressure-again:normal | severe-hypertension
    systolic=160 diastolic=90       | severe-hypertension
    systolic=140 diastolic=110      | severe-hypertension
    systolic=140 diastolic=90 urine-protein:-      | hypertension
    systolic=140 diastolic=90 urine-protein:±      | hypertension
    systolic=140 diastolic=90 urine-protein:1+     | pre-eclampsia-suspected
    systolic=120 diastolic=80 urine-protein:1+     | urine-protein
    systolic=140 diastolic=90 urine-protein-24h=0.29 | hypertension
    systolic=140 diastolic=90 urine-protein-24h=0.3  | pre-eclampsia-suspected
    systolic=160 diastolic=100 urine-protein:3+    | severe-hypertension
    urine-protein:2+ @2026-08-03 urine-protein:-   |
    systolic=165 diastolic=100 @2026-08-03 systolic=130 diastolic=80 |
"""
BLOOD = """
    haemoglobin=110     |
    haemoglobin=109.5   | anaemia-mild
    haemoglobin=100     | anaemia-mild
    haemoglobin=99.5    | anaemia-moderate
    haemoglobin=70      | anaemia-moderate
    haemoglobin=69      | anaemia-severe
    haemoglobin=40      | anaemia-severe
    haemoglobin=39      | anaemia-extreme
    ferritin=20         |
    ferritin=19         | ferritin-low
    platelets=100       |
    platelets=99        | platelets-low
    platelets=51        | platelets-low
    platelets=50        | platelets-very-low
    platelets=30        | near-miss platelets-very-low
    platelets=29        | near-miss platelets-critical
    white-cells=15      |
    white-cells=15.1    | white-cells-high
    rhesus:positive     |
    rhesus:negative     | rhesus-negative
"""
SUGAR = """
    ogtt-fasting=5.0 ogtt-1h=9.9 ogtt-2h=8.4    |
    ogtt-fasting=5.1 ogtt-1h=9.9 ogtt-2h=8.4    | gestational-diabetes
    ogtt-fasting=5.0 ogtt-1h=10.0 ogtt-2h=8.4   | gestational-diabetes
    ogtt-fasting=5.0 ogtt-1h=9.9 ogtt-2h=8.5    | gestational-diabetes
    ogtt-fasting=6.9 ogtt-1h=9.9 ogtt-2h=11.0   | gestational-diabetes
    ogtt-fasting=7.0 ogtt-1h=9.9 ogtt-2h=8.4    | diabetes-in-pregnancy
    ogtt-fasting=5.0 ogtt-1h=9.9 ogtt-2h=11.1   | diabetes-in-pregnancy
    glucose-fasting=5.0             |
    glucose-fasting=5.1             | gestational-diabetes
    glucose-fasting=7.0             | diabetes-in-pregnancy
    hba1c=6.4                       |
    hba1c=6.5                       | diabetes-in-pregnancy
"""
LABORATORY = """
    urine-glucose:1+    | urine-abnormal
    urine-blood:1+      | urine-abnormal
    urine-glucose:±     |
    alt=40 ast=40       |
    alt=41              | liver-enzymes-high
    ast=41              | liver-enzymes-high
    albumin=30          |
    albumin=29.9        | albumin-low
    bilirubin-total=21  |
    bilirubin-total=22  | bilirubin-high
    creatinine=84       |
    creatinine=85       | creatinine-high
    vaginal-cleanliness:2   |
    vaginal-cleanliness:3   | vaginal-cleanliness
    heart-sounds:abnormal   | examination-abnormal
    lung-sounds:normal      |
    lung-sounds:abnormal    | examination-abnormal
    gynaecological-exam:abnormal | examination-abnormal
    gynaecological-exam:cervix  | examination-abnormal
    gynaecological-exam:none    |
    gynaecological-exam:declined |
    vaginal-discharge:normal    |
    vaginal-discharge:abnormal  | vaginal-cleanliness
"""
PRENATAL = """
    t21-one-in=270      | prenatal-screening-high-risk
    t21-one-in=271      |
    t18-one-in=350      | prenatal-screening-high-risk
    t18-one-in=351      |
    afp-mom=2.5         | prenatal-screening-high-risk
    afp-mom=2.4         |
    prenatal-screening:high-risk | prenatal-screening-high-risk
    mcv=81 mch=26       |
"""


def rows(*tables: str) -> list[tuple[str, str]]:
    found = [line.partition("|") for table in tables for line in table.splitlines() if line.strip()]
    return [(" ".join(facts.split()), " ".join(sorted(codes.split()))) for facts, _, codes in found]


@pytest.mark.parametrize(("facts", "codes"), rows(SIGNS, PRESSURE, BLOOD, SUGAR, LABORATORY, PRENATAL))
def test_the_day_after_it_was_found(facts: str, codes: str):
    assert alerted(facts) == codes


@pytest.mark.parametrize(
    ("on", "facts", "codes"),
    [
        # up to 36+6 on the day of the finding; at 37+0 a birth begins as it should
        ("2026-09-20", "@2026-09-20 membranes-ruptured:yes contractions:yes", "contractions-early membranes-ruptured-early"),
        ("2026-09-21", "@2026-09-21 membranes-ruptured:yes contractions:yes", ""),
        # before and from 20+0
        ("2026-05-24", "@2026-05-24 systolic=140 diastolic=90", "hypertension-before-20-weeks"),
        ("2026-05-25", "@2026-05-25 systolic=140 diastolic=90", "hypertension"),
        ("2026-05-24", "@2026-05-24 systolic=140 diastolic=90 urine-protein:1+", "hypertension-before-20-weeks"),
        # a fasting value of 5.1 from 24+0, of 7.0 at any time
        ("2026-06-21", "@2026-06-21 glucose-fasting=5.1", ""),
        ("2026-06-22", "@2026-06-22 glucose-fasting=5.1", "gestational-diabetes"),
        ("2026-03-01", "@2026-03-01 glucose-fasting=7.0", "diabetes-in-pregnancy"),
        # counted movements from 28+0
        ("2026-07-19", "@2026-07-19 fetal-movements-2h=5", ""),
        ("2026-07-20", "@2026-07-20 fetal-movements-2h=9", "fetal-movements-few"),
        ("2026-07-20", "@2026-07-20 fetal-movements-2h=10", ""),
        # 41+0, 42+0, and the end at 44+0
        ("2026-10-18", "", ""),
        ("2026-10-19", "", "past-term"),
        ("2026-10-25", "", "past-term"),
        ("2026-10-26", "", "post-term"),
        ("2026-11-08", "", "post-term"),
        ("2026-11-09", "@2026-11-08 vaginal-bleeding:yes", ""),
    ],
)
def test_by_gestation(on: str, facts: str, codes: str):
    assert alerted(facts, on=on) == codes


@pytest.mark.parametrize(
    ("on", "facts", "codes"),
    [
        ("2026-08-16", "vaginal-bleeding:yes", "vaginal-bleeding"),  # a sign is shown for 14 days
        ("2026-08-17", "vaginal-bleeding:yes", ""),
        ("2026-08-16", "fetal-heart-rate=170", "fetal-heart-rate"),
        ("2026-08-17", "fetal-heart-rate=170", ""),
        ("2026-08-30", "haemoglobin=95 systolic=150", "anaemia-moderate hypertension"),  # a result for 28
        ("2026-08-31", "haemoglobin=95 systolic=150", ""),
        ("2026-08-04", "vaginal-bleeding:yes @2026-08-03 vaginal-bleeding:no", ""),  # or until it is looked for again
    ],
)
def test_an_alert_is_news(on: str, facts: str, codes: str):
    assert alerted(facts, on=on) == codes


def test_an_undated_pregnancy_is_warned_about_too():
    undated = "pregnancy | 2026-02-20 |\n"
    assert alerted("membranes-ruptured:yes vaginal-bleeding:yes", given=undated) == "membranes-ruptured-early vaginal-bleeding"
    assert alerted("systolic=150", given=undated) == "hypertension"


def test_thalassaemia_only_where_the_institution_looks_for_it():
    chosen = PREGNANT + "decision | 2026-02-20 | about=thalassaemia-screening outcome=offered\n"
    assert alerted("mcv=81", given=chosen) == "thalassaemia-possible"
    assert alerted("mch=26.9", given=chosen) == "thalassaemia-possible"
    assert alerted("mcv=82 mch=27", given=chosen) == ""


def test_what_is_restricted():
    restricted = {one.code for one in PREGNANCY_ALERTS if one.restricted}
    assert restricted == {
        "mood-same-day", "mood-low", "mood-watch", "prenatal-screening-high-risk", "thalassaemia-possible",
        "mood-other-scales", "mood-wellbeing", "near-miss",
    }  # fmt: skip
