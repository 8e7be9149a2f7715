"""Every boundary of the grading table that a value can tell. The suggested colour is the highest of the reasons that are on.

Last period 2026-01-05, registered on 2026-02-20, today 2026-06-01 (21+0) unless said otherwise.
"""

import pytest

from tests.rules.worked import warned
from wanhu.engine.protocol import Topic
from wanhu.rules.alerts.pregnancy import COLOUR_ALERTS
from wanhu.rules.alerts.risk_factors import ORANGE, ORANGE_RESTRICTED, RED, RED_RESTRICTED, YELLOW, YELLOW_RESTRICTED

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
TODAY = "2026-06-01"
ORDER = ("yellow", "orange", "red")
LEVELS = {one.code: one.level for one in COLOUR_ALERTS}


def colour(facts: str, *, on: str = TODAY) -> str:
    """The highest colour suggested, with purple beside it."""
    lines = [PREGNANT]
    for word in facts.split():
        if word.startswith(("person=", "fetuses=", "surgery=", "dating=")):
            kind, value = word.split("=")
            lines.append({
                "person": f"person | {value} | sex=2",
                "fetuses": f"pregnancy | 2026-05-01 | lmp=2026-01-05 fetuses={value}",
                "dating": f"pregnancy | 2026-05-01 | edd=2026-10-12 dating={value}",
                "surgery": f"finding | {value} | code=uterine-surgery value=caesarean",
            }[kind])  # fmt: skip
        elif word.startswith("counted="):
            lines.append(f"measurement | {on} | code=fetuses value={word.removeprefix('counted=')}")
        elif ":" in word:
            code, value = word.split(":")
            lines.append(f"finding | {on} | code={code} value={value}")
        else:
            code, value = word.split("=")
            lines.append(f"measurement | {on} | code={code} value={value}")
    levels = {LEVELS[code] for code in warned(COLOUR_ALERTS, given="\n".join(lines), on=on)}
    return " ".join([*[one for one in ORDER if one in levels][-1:], *(["purple"] if "purple" in levels else [])])


BOUNDARIES = """
    person=2007-06-01               |            19 today
    person=2007-06-02               | yellow     18
    person=1991-06-02               |            34
    person=1991-06-01               | yellow     35 today
    person=1986-06-02               | yellow     39
    person=1986-06-01               | orange     40 today

    pre-pregnancy-weight=47.2 height=160    | yellow     18.44, on paper 18.4
    pre-pregnancy-weight=47.3 height=160    |            18.48, on paper 18.5
    pre-pregnancy-weight=64 height=160      |            exactly 25.0 is not yellow
    pre-pregnancy-weight=64.1 height=160    |            25.04, on paper 25.0
    pre-pregnancy-weight=64.2 height=160    | yellow     25.08, on paper 25.1
    pre-pregnancy-weight=71.5 height=160    | yellow     27.93, on paper 27.9
    pre-pregnancy-weight=71.6 height=160    | orange     27.97, on paper 28.0
    pre-pregnancy-weight=71.68 height=160   | orange     exactly 28.0
    pre-pregnancy-weight=71.68              |            no height, no index

    platelets=101                   |
    platelets=100                   | yellow
    platelets=51                    | yellow
    platelets=50                    | orange
    platelets=30                    | orange
    platelets=29                    | red

    haemoglobin=110                 |
    haemoglobin=109                 | yellow
    haemoglobin=61                  | yellow
    haemoglobin=60                  | orange
    haemoglobin=41                  | orange
    haemoglobin=40                  | red

    creatinine=84                   |            the upper limit
    creatinine=85                   | orange
    creatinine=126                  | orange     1.5 times
    creatinine=127                  | red

    ejection-fraction=51            |
    ejection-fraction=50            | orange
    ejection-fraction=40            | orange
    ejection-fraction=35            | orange     at least

    pulmonary-artery-pressure=34    |
    pulmonary-artery-pressure=35    | orange
    pulmonary-artery-pressure=49    | orange
    pulmonary-artery-pressure=50    | red

    fetuses=1                       |
    fetuses=2                       | yellow
    fetuses=3                       | orange
    fetuses=4                       | orange

    counted=1                       |
    counted=2                       | yellow     as counted at a contact
    counted=3                       | orange
    fetuses=1 counted=2             | yellow     counted goes before the handbook
    fetuses=2 counted=1             |

    conception:spontaneous          |
    conception:assisted             | yellow
    dating=ultrasound               |
    dating=transfer                 | yellow

    caesareans=0                    |
    caesareans=1                    | yellow
    caesareans=2                    | orange
    uterine-scar:no                 |
    uterine-scar:yes                | yellow
    surgery=2024-12-01              | yellow     18 months to the day
    surgery=2024-12-02              | orange     less than 18
    surgery=2015-01-01 surgery=2018-01-01   | orange     two
    surgery=2015-01-01 caesareans=1 | yellow     told twice, one surgery
    uterine-surgeries=0             |
    uterine-surgeries=1             | yellow
    uterine-surgeries=1 caesareans=1 | yellow    told twice, one surgery
    uterine-surgeries=2             | orange
    uterine-surgeries=1 uterine-surgery-months=18 | yellow
    uterine-surgeries=1 uterine-surgery-months=17 | orange

    placenta:normal                 |
    placenta:low-lying              | yellow
    placenta:central-praevia        | yellow     without a scar
    placenta:accreta-suspected      | yellow
    placenta:central-praevia caesareans=1   | orange
    placenta:accreta-suspected uterine-scar:yes | orange
    placenta:pernicious-praevia     | red
    placenta:abruption              | red

    systolic=139 diastolic=89       |
    systolic=140 diastolic=80       | yellow
    systolic=120 diastolic=90       | yellow
    systolic=140 diastolic=80 pressure-again:high   | yellow
    systolic=140 diastolic=80 pressure-again:normal |     measured again and normal
    systolic=140 diastolic=80 pressure-again:normal urine-protein:1+ | yellow
    systolic=170 diastolic=100      | yellow
    systolic=170 diastolic=100 pressure-again:normal | yellow     nobody waits
    systolic=160 diastolic=100 urine-protein:1+ | orange
    systolic=159 diastolic=110 urine-protein:1+ | orange
    systolic=159 diastolic=109 urine-protein:3+ | yellow
    systolic=160 diastolic=100 urine-protein:±  | yellow

    hiv:positive                    | purple
    hiv:negative                    |
    syphilis:positive               | purple
    hbsag:positive                  | purple
    hbsag:positive alt=40           | yellow purple
    hbsag:positive alt=41           | purple
    infection:tuberculosis          | purple
    infection:severe-pneumonia      | purple
    infection:viral-hepatitis       | purple
    infection:special-virus         | purple
    infection:none                  |
    hiv:positive haemoglobin=50     | orange purple

    risk-factor:none                |
    risk-factor:y1.3                | yellow
    risk-factor:o2.2                | orange
    risk-factor:r1.5                | red
    risk-factor:y1.3 risk-factor:o2.2       | orange
    risk-factor-restricted:y2.9     | yellow
    risk-factor-restricted:o2.10    | orange
    risk-factor-restricted:r1.8     | red
"""
ROWS = [
    (" ".join(facts.split()), " ".join(word for word in said.split("  ")[0].split() if word in (*ORDER, "purple")))
    for facts, bar, said in (line.partition("|") for line in BOUNDARIES.splitlines())
    if bar
]


@pytest.mark.parametrize(("facts", "suggested"), ROWS)
def test_boundaries(facts: str, suggested: str):
    assert colour(facts) == suggested


@pytest.mark.parametrize(
    ("on", "facts", "suggested"),
    [
        ("2026-05-24", "systolic=145 diastolic=95", ""),  # before 20+0
        ("2026-05-25", "systolic=145 diastolic=95", "yellow"),
        ("2026-09-13", "presentation:breech", ""),  # 35+6
        ("2026-09-14", "presentation:breech", "yellow"),  # 36+0
        ("2026-09-14", "presentation:transverse", "yellow"),
        ("2026-09-14", "presentation:cephalic", ""),
        ("2026-09-14", "presentation:unclear", ""),
    ],
)
def test_by_gestation(on: str, facts: str, suggested: str):
    assert colour(facts, on=on) == suggested


def test_age_stays_that_of_the_assessment():
    born = PREGNANT + "person | 1991-06-01 | sex=2\n"
    for screened, expected in (("2026-05-31", set()), ("2026-06-01", {"colour-age-yellow"})):
        given = born + f"finding | {screened} | code=risk-screening value=negative\n"
        assert warned(COLOUR_ALERTS, given=given, on="2026-08-01") == expected
    regraded = (
        born
        + "finding | 2026-05-31 | code=risk-screening value=negative\ndecision | 2026-07-01 | about=risk-colour outcome=green\n"
    )
    assert warned(COLOUR_ALERTS, given=regraded, on="2026-08-01") == {"colour-age-yellow"}


def test_one_reading_and_two_are_told_apart():
    once = PREGNANT + "measurement | 2026-05-30 | code=systolic value=145\n"
    assert warned(COLOUR_ALERTS, given=once, on=TODAY) == {"colour-pressure-once"}
    again = once + "finding | 2026-05-30 | code=pressure-again value=high\n"
    other_day = once + "measurement | 2026-05-31 | code=systolic value=140\n"
    for confirmed in (again, other_day):
        assert warned(COLOUR_ALERTS, given=confirmed, on=TODAY) == {"colour-pressure-yellow"}
    same_day = once + "measurement | 2026-05-30 | code=systolic value=150\n"
    assert warned(COLOUR_ALERTS, given=same_day, on=TODAY) == {"colour-pressure-once"}
    normal_since = other_day + "measurement | 2026-06-01 | code=systolic value=139\n"
    assert warned(COLOUR_ALERTS, given=normal_since, on=TODAY) == set()
    old_answer = again + "measurement | 2026-06-01 | code=diastolic value=95\n"
    assert warned(COLOUR_ALERTS, given=old_answer, on=TODAY) == {"colour-pressure-once"}, "the answer was about another day"


def test_age_on_the_expected_date_where_that_was_chosen():
    born = PREGNANT + "person | 1991-10-12 | sex=2\n"  # 35 on the expected date, 34 today
    chosen = "decision | 2026-02-20 | about=age-counted outcome="
    assert warned(COLOUR_ALERTS, given=born, on=TODAY) == set()
    assert warned(COLOUR_ALERTS, given=born + chosen + "at-expected-date\n", on=TODAY) == {"colour-age-yellow"}
    later = PREGNANT + "person | 1991-10-13 | sex=2\n"
    assert warned(COLOUR_ALERTS, given=later + chosen + "at-expected-date\n", on=TODAY) == set()


def test_months_since_a_surgery_go_on_from_the_day_they_were_told():
    told = PREGNANT + "measurement | 2026-03-01 | code=uterine-surgery-months value=15\n"
    for on, codes in (("2026-05-31", {"colour-scar-recent"}), ("2026-06-01", set())):
        assert warned(COLOUR_ALERTS, given=told, on=on) == codes


def test_the_first_weight_before_14_weeks_stands_for_the_one_before():
    height = PREGNANT + "measurement | 2026-02-20 | code=height value=160\n"
    for weighed, expected in (("2026-04-12", {"colour-body-mass-orange"}), ("2026-04-13", set())):  # 13+6, 14+0
        given = height + f"measurement | {weighed} | code=weight value=75\nmeasurement | 2026-05-30 | code=weight value=78\n"
        assert warned(COLOUR_ALERTS, given=given, on=TODAY) == expected


def test_a_form_without_ticks_takes_the_reason_away():
    ticked = PREGNANT + "finding | 2026-04-01 | code=risk-factor value=y3.2\nfinding | 2026-04-01 | code=risk-factor value=o2.2\n"
    assert warned(COLOUR_ALERTS, given=ticked, on=TODAY) == {"colour-ticked-yellow", "colour-ticked-orange"}
    again = ticked + "finding | 2026-05-01 | code=risk-factor value=y3.2\n"
    assert warned(COLOUR_ALERTS, given=again, on=TODAY) == {"colour-ticked-yellow"}
    assert warned(COLOUR_ALERTS, given=again + "finding | 2026-05-20 | code=risk-factor value=none\n", on=TODAY) == set()


def test_reasons_stay_while_she_is_pregnant_and_go_with_the_birth():
    pale = PREGNANT + "measurement | 2026-02-20 | code=haemoglobin value=95\n"
    assert warned(COLOUR_ALERTS, given=pale, on="2026-10-01") == {"colour-anaemia-yellow"}
    assert warned(COLOUR_ALERTS, given=pale + "birth | 2026-10-01 | person=2 pregnancy=11\n", on="2026-10-01") == set()


def test_after_the_birth_only_what_was_ticked_since_then_counts():
    born = PREGNANT + "birth | 2026-10-10 | person=2 pregnancy=11\n"
    before = born + "finding | 2026-10-09 | code=risk-factor value=y1.3\n"
    assert warned(COLOUR_ALERTS, given=before, on="2026-10-20") == set()
    for box, colour in (("o3.9", "orange"), ("r2.3", "red")):
        since = born + f"finding | 2026-10-10 | code=risk-factor value={box}\n"
        assert warned(COLOUR_ALERTS, given=since, on="2026-10-20") == {f"colour-ticked-{colour}"}
        assert warned(COLOUR_ALERTS, given=since, on="2027-01-08") == {f"colour-ticked-{colour}"}  # 90 days
        assert warned(COLOUR_ALERTS, given=since, on="2027-01-09") == set()
    low = born + "finding | 2026-11-20 | code=risk-factor-restricted value=o3.9.1\n"
    assert warned(COLOUR_ALERTS, given=low, on="2026-11-21") == {"colour-restricted-orange"}


def test_every_box_of_the_table_is_one_box():
    boxes = [*YELLOW, *ORANGE, *RED, *YELLOW_RESTRICTED, *ORANGE_RESTRICTED, *RED_RESTRICTED]
    assert len(boxes) == len(set(boxes))
    for letter, names in (
        ("y", YELLOW),
        ("y", YELLOW_RESTRICTED),
        ("o", ORANGE),
        ("o", ORANGE_RESTRICTED),
        ("r", RED),
        ("r", RED_RESTRICTED),
    ):
        assert names and all(name.startswith(letter) for name in names)


def test_each_suggests_one_of_the_colours_and_infections_are_restricted():
    assert {one.level for one in COLOUR_ALERTS} == {*ORDER, "purple"}
    assert all(one.topic is Topic.COLOUR for one in COLOUR_ALERTS)
    assert {one.code for one in COLOUR_ALERTS if one.restricted} == {
        "colour-purple", "colour-carrier-yellow", "colour-restricted-yellow", "colour-restricted-orange", "colour-restricted-red",
    }  # fmt: skip
