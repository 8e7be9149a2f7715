"""Screening of newborns: worked examples. Born on 1 October 2026."""

import pytest

from tests.rules.worked import expect, plan, warned
from wanhu.rules.alerts.child import heart_screen
from wanhu.rules.protocols.newborn_screening import newborn_screening

BORN = "person | 2026-10-01 | sex=1\n"


def finding(*lines: str) -> str:
    """``hearing-screen refer 2026-10-03`` as facts of the child."""
    rows = (line.split() for line in lines)
    return BORN + "\n".join(f"finding | {day} | code={code} value={value}" for code, value, day in rows)


def test_what_is_offered_to_every_newborn():
    expect(newborn_screening, on="2026-10-01", given=BORN, then="""
        blood-spot            | upcoming | 2026-10-04 | 2026-10-08 | 2026-10-21
        hearing-screen        | upcoming | 2026-10-03 | 2026-10-04 | 2026-11-12
        chd-screen            | open     | 2026-10-01 | 2026-10-04 | 2026-10-29
        blood-spot-recall     | not planned
        blood-spot-diagnosis  | not planned
        hearing-rescreen      | not planned
        hearing-diagnosis     | not planned
        hearing-intervention  | not planned
        echocardiography      | not planned
    """)  # fmt: skip


REFERRED = finding("hearing-screen refer 2026-10-03")
RESCREENED = finding("hearing-screen refer 2026-10-03", "hearing-rescreen refer 2026-11-10")
DIAGNOSED = finding("hearing-rescreen refer 2026-11-10", "hearing-diagnosis hearing-loss 2026-12-20")
SPOT = finding("blood-spot taken 2026-10-04", "blood-spot positive 2026-10-12")
HEART = finding("chd-screen positive 2026-10-02")


@pytest.mark.parametrize(
    ("given", "step", "states"),
    [
        (
            BORN,
            "blood-spot",
            "2026-10-03 upcoming, 2026-10-04 open, 2026-10-08 open, 2026-10-09 overdue, 2026-10-21 overdue, 2026-10-22 missed",
        ),
        (
            BORN,
            "hearing-screen",
            "2026-10-02 upcoming, 2026-10-03 open, 2026-10-04 open, 2026-10-05 overdue, 2026-11-12 overdue, 2026-11-13 missed",
        ),
        (BORN, "chd-screen", "2026-10-01 open, 2026-10-04 open, 2026-10-05 overdue, 2026-10-29 overdue, 2026-10-30 missed"),
        (
            SPOT,
            "blood-spot-recall",
            "2026-10-12 open, 2026-10-19 open, 2026-10-20 overdue, 2027-04-12 overdue, 2027-04-13 missed",
        ),
        (
            SPOT,
            "blood-spot-diagnosis",
            "2026-10-12 open, 2026-11-12 open, 2026-11-13 overdue, 2027-10-12 overdue, 2027-10-13 missed",
        ),
        (
            REFERRED,
            "hearing-rescreen",
            "2026-10-28 upcoming, 2026-10-29 open, 2026-11-12 open, 2026-11-13 overdue, 2027-04-01 overdue, 2027-04-02 missed",
        ),
        (
            RESCREENED,
            "hearing-diagnosis",
            "2026-11-10 open, 2027-01-01 open, 2027-01-02 overdue, 2027-10-01 overdue, 2027-10-02 missed",
        ),
        (DIAGNOSED, "hearing-intervention", "2026-12-20 open, 2027-04-01 open, 2027-04-02 overdue, 2028-09-30 overdue"),
        (
            HEART,
            "echocardiography",
            "2026-10-02 open, 2026-10-09 open, 2026-10-10 overdue, 2027-04-02 overdue, 2027-04-03 missed",
        ),
    ],
)
def test_first_and_last_days(given, step, states):
    for on, state in (pair.split() for pair in states.split(", ")):
        expect(newborn_screening, on=on, given=given, then=f"{step} | {state}")


@pytest.mark.parametrize(
    ("given", "step", "state"),
    [
        # A sample before 72 hours is too early, unless its result stood; a second one in time counts.
        (finding("blood-spot taken 2026-10-03"), "blood-spot", "overdue"),
        (finding("blood-spot taken 2026-10-04"), "blood-spot", "done"),
        (finding("blood-spot taken 2026-10-02", "blood-spot taken 2026-10-06"), "blood-spot", "done"),
        (finding("blood-spot taken 2026-10-02", "blood-spot negative 2026-10-12"), "blood-spot", "done"),
        (finding("blood-spot negative 2026-10-12"), "blood-spot", "done"),
        # The first hearing screen: only a result counts.
        (finding("hearing-screen missed 2026-10-03"), "hearing-screen", "overdue"),
        (finding("hearing-screen refer 2026-10-03"), "hearing-screen", "done"),
        (finding("hearing-screen pass 2026-10-03"), "hearing-screen", "done"),
        (finding("hearing-screen pass 2026-10-03"), "hearing-rescreen", "not planned"),
        (finding("chd-screen negative 2026-10-02"), "chd-screen", "done"),
        (finding("chd-screen negative 2026-10-02"), "echocardiography", "not planned"),
    ],
)
def test_what_counts_on_the_fifteenth_day(given, step, state):
    expect(newborn_screening, on="2026-10-16", given=given, then=f"{step} | {state}")


@pytest.mark.parametrize("step", ["blood-spot", "hearing-screen", "chd-screen"])
def test_a_guardian_who_declines_a_screen_is_not_asked_again(step):
    expect(newborn_screening, on="2026-10-16", given=finding(f"{step} declined 2026-10-04"), then=f"{step} | done")
    expect(newborn_screening, on="2026-10-16", given=BORN, then=f"{step} | overdue")


def test_a_guardian_who_declines_a_second_look():
    spot = SPOT + "\nfinding | 2026-10-14 | code=blood-spot value=declined"
    expect(newborn_screening, on="2026-10-25", given=spot, then="""
        blood-spot-recall    | done
        blood-spot-diagnosis | not planned
    """)  # fmt: skip
    expect(newborn_screening, on="2026-11-20", given=REFERRED + "\nfinding | 2026-11-01 | code=hearing-rescreen value=declined", then="""
        hearing-rescreen  | done
        hearing-diagnosis | not planned
    """)  # fmt: skip
    no = finding("hearing-screen declined 2026-10-04")
    expect(newborn_screening, on="2026-11-20", given=no, then="hearing-screen | done\nhearing-rescreen | not planned")


def test_a_hearing_screen_that_was_missed_is_made_up():
    missed = finding("hearing-screen missed 2026-10-05")
    expect(newborn_screening, on="2026-10-28", given=missed, then="hearing-screen | overdue\nhearing-rescreen | upcoming")
    expect(newborn_screening, on="2026-10-29", given=missed, then="""
        hearing-screen   | not planned
        hearing-rescreen | open | 2026-10-29 | 2026-11-12 | 2027-04-01
    """)  # fmt: skip
    late = missed + "\nfinding | 2026-11-02 | code=hearing-screen value=pass"
    expect(newborn_screening, on="2026-11-03", given=late, then="hearing-screen | done\nhearing-rescreen | not planned")


def test_a_hearing_screen_of_which_nothing_is_known_is_missed_and_not_asked_about_for_months():
    expect(newborn_screening, on="2026-11-12", given=BORN, then="hearing-screen | overdue\nhearing-rescreen | not planned")
    expect(newborn_screening, on="2026-11-13", given=BORN, then="hearing-screen | missed\nhearing-rescreen | not planned")


def test_on_the_third_day_the_hour_of_birth_is_asked():
    expect(newborn_screening, on="2026-10-04", given=BORN, then="blood-spot | open | - | - | - | check-72-hours")
    expect(newborn_screening, on="2026-10-05", given=BORN, then="blood-spot | open | - | - | - | ")


def test_from_a_blood_spot_to_be_repeated_to_its_answer():
    expect(newborn_screening, on="2026-10-16", given=SPOT, then="""
        blood-spot           | done
        blood-spot-recall    | open | 2026-10-12 | 2026-10-19
        blood-spot-diagnosis | open | 2026-10-12 | 2026-11-12
    """)  # fmt: skip
    again = SPOT + "\nfinding | 2026-10-17 | code=blood-spot value=taken"
    expect(newborn_screening, on="2026-10-18", given=again, then="""
        blood-spot-recall    | done
        blood-spot-diagnosis | open
    """)  # fmt: skip
    expect(newborn_screening, on="2026-10-25", given=again + "\nfinding | 2026-10-24 | code=blood-spot value=negative", then="""
        blood-spot-recall    | done
        blood-spot-diagnosis | not planned
    """)  # fmt: skip
    expect(newborn_screening, on="2026-11-02", given=SPOT + "\nfinding | 2026-11-01 | code=blood-spot-diagnosis value=not-confirmed", then="""
        blood-spot-recall    | done
        blood-spot-diagnosis | done
    """)  # fmt: skip


def test_from_a_hearing_screen_to_help():
    expect(newborn_screening, on="2026-11-10", given=RESCREENED, then="""
        hearing-rescreen  | done
        hearing-diagnosis | open | 2026-10-29 | 2027-01-01
    """)  # fmt: skip
    expect(newborn_screening, on="2027-01-10", given=DIAGNOSED, then="hearing-intervention | open | 2026-10-29 | 2027-04-01")
    heard = RESCREENED + "\nfinding | 2026-12-20 | code=hearing-diagnosis value=normal"
    expect(newborn_screening, on="2027-01-10", given=heard, then="""
        hearing-diagnosis    | done
        hearing-intervention | not planned
    """)  # fmt: skip
    passed = REFERRED + "\nfinding | 2026-11-10 | code=hearing-rescreen value=pass"
    expect(newborn_screening, on="2026-11-20", given=passed, then="""
        hearing-rescreen  | done
        hearing-diagnosis | not planned
    """)  # fmt: skip


def test_echocardiography_after_the_screen_answers_it():
    expect(newborn_screening, on="2026-10-12", given=HEART + "\nfinding | 2026-10-01 | code=echocardiography value=normal",
           then="echocardiography | overdue")  # fmt: skip
    expect(newborn_screening, on="2026-10-12", given=HEART + "\nfinding | 2026-10-02 | code=echocardiography value=normal",
           then="echocardiography | done")  # fmt: skip


HAND_AND_FOOT = ("oxygen-hand-1", "oxygen-foot-1", "oxygen-hand-2", "oxygen-foot-2")


def readings(*percent: int | None, day: str = "2026-10-02") -> str:
    """Right hand and foot, first and second reading."""
    rows = [(code, value) for code, value in zip(HAND_AND_FOOT, percent, strict=False) if value is not None]
    return BORN + "".join(f"measurement | {day} | code={code} value={value}\n" for code, value in rows)


@pytest.mark.parametrize(
    ("given", "positive"),
    [
        (readings(95, 95, 95, 95), False),
        (readings(94, 94, 94, 94), True),  # 90 to 94 at both sites, twice
        (readings(94, 94, 94, 95), False),
        (readings(94, 94), False),  # not read again yet
        (readings(90, 90, 90, 90), True),
        (readings(89, None), True),  # below 90 anywhere, once
        (readings(90, None), False),
        (readings(99, 95, 99, 95), True),  # more than 3 between the sites, twice
        (readings(95, 99, 99, 95), True),
        (readings(98, 95, 98, 95), False),
        (readings(99, 95, 98, 95), False),
        (finding("murmur-grade 2 2026-10-02"), True),
        (finding("murmur-grade 1 2026-10-02"), False),
    ],
)
def test_readings_of_the_heart_screen(given, positive):
    wanted = "echocardiography | open | 2026-10-02 | 2026-10-09" if positive else "echocardiography | not planned"
    expect(newborn_screening, on="2026-10-02", given=given, then=wanted)
    assert warned((heart_screen,), given=given, on="2026-10-02") == ({"newborn-heart-screen"} if positive else set())
    looked_at = given + "\nfinding | 2026-10-06 | code=echocardiography value=normal"
    assert warned((heart_screen,), given=looked_at, on="2026-10-06") == set()


def test_more_than_five_days_of_intensive_care_change_the_method():
    for stay, reason in (("over-5-days", "by-brainstem-response"), ("up-to-5-days", "")):
        expect(newborn_screening, on="2026-10-04", given=finding(f"nicu-stay {stay} 2026-10-04"),
               then=f"hearing-screen | open | - | - | - | {reason}")  # fmt: skip


def test_a_guardian_who_says_no_is_asked_no_more():
    no = BORN + "release | 2026-10-05 | protocol=newborn-screening reason=declined"
    got = plan(newborn_screening, no, "2026-10-06")
    assert {(state, reason) for state, *_, reason in got.values()} == {("released", "declined")}


def test_notices_never_say_positive():
    for step in newborn_screening.steps:
        assert "阳性" not in step.title.zh and "positive" not in step.title.en


def test_over_at_two_years():
    assert plan(newborn_screening, BORN, "2028-09-30")
    assert plan(newborn_screening, BORN, "2028-10-01") == {}
