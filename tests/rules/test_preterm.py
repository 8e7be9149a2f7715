"""Follow-up of children born early: worked examples. Corrected ages are counted from 40 weeks."""

import pytest

from tests.rules.worked import expect, plan
from wanhu.rules.protocols.preterm import preterm


def born(gestation: int, weight: int | None, discharged: str = "2026-01-15") -> str:
    """A child born on 1 January 2026."""
    grams = f" weight_g={weight}" if weight else ""
    home = f" discharged_on={discharged}" if discharged else ""
    return f"person | 2026-01-01 | sex=1\nbirth | 2026-01-01 | gestation_days={gestation}{grams}{home}\n"


LOW = born(238, 2000)  # 34+0: corrected birth on 2026-02-12
HIGH = born(224, 1500)  # 32+0: corrected birth on 2026-02-26


def seen(*days: str, kind: str = "preterm-follow-up") -> str:
    return "".join(f"contact | {day} | kind={kind}\n" for day in days)


def evaluated(*pairs: str) -> str:
    return "".join(f"finding | {day} | code=preterm-evaluation value={value}\n" for value, day in map(str.split, pairs))


@pytest.mark.parametrize(
    ("given", "is_low"),
    [
        (born(238, 2000), True),
        (born(237, 2000), False),  # 33+6
        (born(238, 1999), False),
        (born(258, 3100), True),  # 36+6
        (born(258, None), False),  # weight not known: the closer follow-up
        (born(250, 2500) + "finding | 2026-01-10 | code=severe-complication value=yes", False),
        (born(250, 2500) + "finding | 2026-01-10 | code=severe-complication value=no", True),
        (born(250, 2500) + "finding | 2026-01-10 | code=feeding-difficulty value=yes", False),
        (born(250, 2500) + "finding | 2026-01-10 | code=slow-weight-gain value=yes", False),
        # A clinician's decision comes first, the newest of several.
        (born(224, 1500) + "decision | 2026-01-20 | about=preterm-class outcome=low-risk", True),
        (born(250, 2500) + "decision | 2026-01-20 | about=preterm-class outcome=high-risk", False),
        (
            born(224, 1500)
            + "decision | 2026-01-18 | about=preterm-class outcome=low-risk\ndecision | 2026-01-20 | about=preterm-class outcome=high-risk",
            False,
        ),
    ],
)
def test_class(given, is_low):
    steps = plan(preterm, given, "2026-01-25")
    assert ("low-risk-to-6m" in steps, "high-risk-to-1m" in steps) == (is_low, not is_low)


def test_who_is_followed():
    assert plan(preterm, born(258, 3000), "2026-01-25"), "36+6"
    assert plan(preterm, born(259, 3000), "2026-01-25") == {}, "37+0"
    assert plan(preterm, "person | 2026-01-01 | sex=1", "2026-01-25") == {}, "gestation not known"


@pytest.mark.parametrize(
    ("given", "step", "opens", "due"),
    [
        # low risk: the interval follows from the corrected age (counted from 2026-02-12) at the last visit
        (LOW, "low-risk-to-6m", "2026-02-15", "2026-03-15"),
        (LOW + seen("2026-09-11"), "low-risk-to-6m", "2026-10-11", "2026-11-11"),
        (LOW + seen("2026-09-12"), "low-risk-to-12m", "2026-11-12", "2026-12-12"),
        (LOW + seen("2027-03-11"), "low-risk-to-12m", "2027-05-11", "2027-06-11"),
        (LOW + seen("2027-03-12"), "low-risk-later", "2027-08-12", "2027-09-12"),
        # high risk: counted from 2026-02-26
        (HIGH, "high-risk-to-1m", "2026-01-22", "2026-01-29"),
        (HIGH + seen("2026-03-25"), "high-risk-to-1m", "2026-04-01", "2026-04-08"),
        (HIGH + seen("2026-03-26"), "high-risk-to-6m", "2026-04-16", "2026-04-26"),
        (HIGH + seen("2026-09-25"), "high-risk-to-6m", "2026-10-16", "2026-10-25"),
        (HIGH + seen("2026-09-26"), "high-risk-to-12m", "2026-11-12", "2026-11-26"),
        (HIGH + seen("2027-03-25"), "high-risk-to-12m", "2027-05-11", "2027-05-25"),
        (HIGH + seen("2027-03-26"), "high-risk-to-24m", "2027-06-12", "2027-06-26"),
        (HIGH + seen("2028-03-25"), "high-risk-to-24m", "2028-06-11", "2028-06-25"),
        (HIGH + seen("2028-03-26"), "high-risk-later", "2028-08-26", "2028-09-26"),
    ],
)
def test_when_the_next_visit_is_due(given, step, opens, due):
    on = "2026-01-16" if "contact" not in given else given.rsplit("contact | ", 1)[1][:10]
    got = plan(preterm, given, on)
    visits = [code for code in got if code.startswith(("low-risk", "high-risk"))]
    assert visits == [step]
    assert got[step][1:3] == (opens, due)


@pytest.mark.parametrize(
    ("given", "step", "states"),
    [
        (LOW, "low-risk-to-6m", "2026-02-14 upcoming, 2026-02-15 open, 2026-03-15 open, 2026-03-16 overdue"),
        (
            LOW + seen("2026-10-01"),
            "low-risk-to-12m",
            "2026-11-30 upcoming, 2026-12-01 open, 2027-01-01 open, 2027-01-02 overdue",
        ),
        (LOW + seen("2027-05-01"), "low-risk-later", "2027-09-30 upcoming, 2027-10-01 open, 2027-11-01 open, 2027-11-02 overdue"),
        (HIGH, "high-risk-to-1m", "2026-01-21 upcoming, 2026-01-22 open, 2026-01-29 open, 2026-01-30 overdue"),
        (
            HIGH + seen("2026-05-01"),
            "high-risk-to-6m",
            "2026-05-21 upcoming, 2026-05-22 open, 2026-06-01 open, 2026-06-02 overdue",
        ),
        (
            HIGH + seen("2026-10-01"),
            "high-risk-to-12m",
            "2026-11-16 upcoming, 2026-11-17 open, 2026-12-01 open, 2026-12-02 overdue",
        ),
        (
            HIGH + seen("2027-05-01"),
            "high-risk-to-24m",
            "2027-07-17 upcoming, 2027-07-18 open, 2027-08-01 open, 2027-08-02 overdue",
        ),
        (
            HIGH + seen("2028-04-01"),
            "high-risk-later",
            "2028-08-31 upcoming, 2028-09-01 open, 2028-10-01 open, 2028-10-02 overdue",
        ),
        (
            HIGH,
            "rop-exam",
            "2026-01-28 upcoming, 2026-01-29 open, 2026-02-12 open, 2026-02-13 overdue, 2026-06-29 overdue, 2026-06-30 missed",
        ),
        (HIGH, "evaluation", "2027-02-25 upcoming, 2027-02-26 open, 2027-05-26 open, 2027-05-27 overdue"),
    ],
)
def test_first_and_last_days(given, step, states):
    for on, state in (pair.split() for pair in states.split(", ")):
        expect(preterm, on=on, given=given, then=f"{step} | {state}")


def test_any_check_of_the_child_counts_and_the_duty_comes_round_again():
    expect(preterm, on="2026-02-10", given=HIGH, then="high-risk-to-1m | overdue")
    for kind in ("preterm-follow-up", "newborn-visit", "child-1m"):
        expect(preterm, on="2026-02-10", given=HIGH + seen("2026-02-09", kind=kind),
               then="high-risk-to-1m | upcoming | 2026-02-16 | 2026-02-23")  # fmt: skip
    expect(preterm, on="2026-02-24", given=HIGH + seen("2026-02-09"), then="high-risk-to-1m | overdue")


def test_a_visit_that_is_late_stays_late_when_the_child_passes_an_age():
    """The interval follows from the age at the last visit, so that nobody slips to a longer one by being missed."""
    expect(preterm, on="2026-12-31", given=HIGH + seen("2026-08-20"), then="high-risk-to-6m | overdue | 2026-09-10 | 2026-09-20")


def test_discharge_not_yet_sent():
    expect(preterm, on="2026-01-20", given=born(224, 1500, ""), then="high-risk-to-1m | upcoming | 2026-02-05 | 2026-02-12")


@pytest.mark.parametrize(
    ("gestation", "weight", "asked"),
    [
        (223, 2000, True),
        (224, 2000, False),
        (224, 1999, True),
        (223, None, True),
        (224, None, False),
        (273, 1999, True),
        (273, 2000, False),
    ],
)
def test_whose_eyes_are_examined(gestation, weight, asked):
    assert ("rop-exam" in plan(preterm, born(gestation, weight), "2026-01-25")) == asked


def test_eyes_examined():
    given = HIGH + "finding | 2026-02-03 | code=rop-exam value=normal"
    expect(
        preterm,
        on="2026-03-01",
        given=given,
        then="rop-exam | done | 2026-01-29 | 2026-02-12 | 2026-06-29\nrop-result | not planned",
    )


@pytest.mark.parametrize(
    ("gestation", "opens"),
    [(223, "2026-01-29"), (217, "2026-01-29"), (189, "2026-01-29"), (188, "2026-01-30"), (168, "2026-02-19")],
)
def test_eyes_are_not_examined_before_four_weeks_nor_before_corrected_31_weeks(gestation, opens):
    """Born at 27+0, both fall on one day; each day earlier moves it by one."""
    expect(preterm, on="2026-01-25", given=born(gestation, 1500), then=f"rop-exam | upcoming | {opens}")


def test_telling_the_family_of_the_eye_examination_is_not_its_result():
    told = HIGH + "finding | 2026-02-03 | code=rop-exam value=informed\n"
    expect(preterm, on="2026-02-03", given=told, then="rop-exam | done\nrop-result | open | 2026-02-03 | 2026-02-17 | 2026-07-03")
    expect(preterm, on="2026-02-18", given=told, then="rop-result | overdue")
    for value in ("normal", "abnormal", "declined"):
        expect(
            preterm, on="2026-02-18", given=told + f"finding | 2026-02-16 | code=rop-exam value={value}", then="rop-result | done"
        )
    in_hospital = HIGH + "finding | 2026-01-10 | code=rop-exam value=informed\n"
    expect(preterm, on="2026-01-28", given=in_hospital, then="rop-exam | done\nrop-result | upcoming | 2026-01-29 | 2026-02-12")


def test_two_normal_evaluations_after_corrected_twelve_months_ask_for_a_decision():
    once = HIGH + evaluated("normal 2026-11-01", "normal 2027-02-26")
    expect(preterm, on="2027-03-10", given=once, then="""
        evaluation   | done
        class-review | not planned
    """)  # fmt: skip
    twice = once + evaluated("normal 2027-05-20")
    expect(preterm, on="2027-05-20", given=twice, then="class-review | open | 2027-05-20 | 2027-06-03")
    expect(preterm, on="2027-06-03", given=twice, then="class-review | open")
    expect(preterm, on="2027-06-04", given=twice, then="class-review | overdue")
    kept = twice + "decision | 2027-06-01 | about=preterm-class outcome=high-risk"
    expect(preterm, on="2027-06-04", given=kept, then="class-review | done")
    lowered = twice + "decision | 2027-06-01 | about=preterm-class outcome=low-risk\n" + seen("2027-05-20")
    expect(preterm, on="2027-06-04", given=lowered, then="""
        class-review     | not planned
        high-risk-to-24m | not planned
        low-risk-later   | upcoming
    """)  # fmt: skip


def test_an_evaluation_before_corrected_twelve_months_does_not_count():
    early = HIGH + evaluated("normal 2027-02-24", "normal 2027-02-25")
    expect(preterm, on="2027-03-01", given=early, then="""
        evaluation   | open
        class-review | not planned
    """)  # fmt: skip


def test_one_that_is_not_normal_starts_the_count_again():
    given = HIGH + evaluated("normal 2027-03-01", "abnormal 2027-06-01", "normal 2027-09-01")
    expect(preterm, on="2027-09-02", given=given, then="""
        evaluation   | done | 2027-06-02
        class-review | not planned
    """)  # fmt: skip
    expect(preterm, on="2027-12-01", given=given + evaluated("normal 2027-12-01"), then="class-review | open")


def test_over_at_the_corrected_age_of_three_years():
    assert plan(preterm, HIGH, "2029-02-25")
    assert plan(preterm, HIGH, "2029-02-26") == {}
