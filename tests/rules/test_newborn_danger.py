"""Newborns to be referred at once: every limit and every sign of the list. Born on 1 October 2026, seen on the sixth."""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.newborn_danger import NEWBORN_DANGER_ALERTS

BORN = "person | 2026-10-01 | sex=1\n"


def at(day: str, code: str, value: object) -> str:
    table = "finding" if isinstance(value, str) else "measurement"
    return f"{table} | {day} | code={code} value={value}\n"


def danger(facts: str, on: str = "2026-10-06") -> set[str]:
    return warned(NEWBORN_DANGER_ALERTS, given=BORN + facts, on=on)


@pytest.mark.parametrize(
    ("code", "value", "alert"),
    [
        ("temperature", 37.5, "newborn-temperature"),
        ("temperature", 37.4, None),
        ("temperature", 35.6, None),
        ("temperature", 35.5, "newborn-temperature"),
        ("respiration", 19.0, "newborn-breathing"),
        ("respiration", 20.0, None),
        ("respiration", 60.0, None),
        ("respiration", 61.0, "newborn-breathing"),
        ("heart-rate", 99.0, "newborn-heart"),
        ("heart-rate", 100.0, None),
        ("heart-rate", 160.0, None),
        ("heart-rate", 161.0, "newborn-heart"),
        ("jaundice-site", "none", None),
        ("jaundice-site", "face", None),
        ("jaundice-site", "trunk", None),
        ("jaundice-site", "limbs", None),
        ("jaundice-site", "palms-and-soles", "newborn-skin"),
        ("fontanelle", "bulging", "newborn-convulsion"),
        ("fontanelle", "sunken", "newborn-dehydration"),
        ("fontanelle", "normal", None),
    ],
)
def test_limits(code, value, alert):
    assert danger(at("2026-10-06", code, value)) == ({alert} if alert else set())


SIGNS = {
    "newborn-response": ("poor-response", "grey-face", "weak-sucking"),
    "newborn-breathing": ("laboured-breathing", "apnoea"),
    "newborn-heart": ("arrhythmia",),
    "newborn-skin": ("pallor", "cyanosis", "cold", "petechiae", "sclerema", "pustules-5"),
    "newborn-convulsion": ("convulsion", "tense-fontanelle"),
    "newborn-movement": ("no-limb-movement", "limb-asymmetry", "absent-tone", "absent-reflexes"),
    "newborn-dehydration": ("dehydration",),
    "newborn-eyes-and-ears": ("eye-discharge", "ear-discharge"),
    "newborn-abdomen": ("abdominal-distension-vomiting",),
    "newborn-umbilicus": ("purulent-umbilicus",),
}


@pytest.mark.parametrize(("alert", "sign"), [(alert, sign) for alert, signs in SIGNS.items() for sign in signs])
def test_every_sign_alone(alert, sign):
    yes = at("2026-10-06", sign, "yes")
    assert danger(yes) == {alert}
    assert danger(at("2026-10-06", sign, "no")) == set()
    assert danger(yes + at("2026-10-07", sign, "no"), "2026-10-07") == set(), "looked at again, and gone"
    assert danger(yes, "2026-10-13") == {alert}, "a week later"
    assert danger(yes, "2026-10-14") == set(), "longer ago"
    assert danger(at("2026-10-28", sign, "yes"), "2026-10-28") == {alert}, "the last day of the newborn period"
    assert danger(at("2026-10-28", sign, "yes"), "2026-10-29") == {alert}, "seen on it, and still to be acted on"
    assert danger(at("2026-10-29", sign, "yes"), "2026-10-29") == set(), "no longer a newborn"


@pytest.mark.parametrize(
    ("code", "value"), [("temperature", 38.2), ("respiration", 66.0), ("heart-rate", 170.0), ("jaundice-site", "palms-and-soles")]
)
def test_days_on_which_a_value_counts(code, value):
    assert len(danger(at("2026-10-06", code, value), "2026-10-13")) == 1
    assert danger(at("2026-10-06", code, value), "2026-10-14") == set()
    assert len(danger(at("2026-10-28", code, value), "2026-10-29")) == 1
    assert danger(at("2026-10-29", code, value), "2026-10-29") == set()


def test_the_newest_value_counts():
    assert danger(at("2026-10-06", "temperature", 38.0) + at("2026-10-07", "temperature", 36.8), "2026-10-07") == set()
    assert danger(at("2026-10-06", "temperature", 36.8) + at("2026-10-07", "temperature", 38.0), "2026-10-07") == {
        "newborn-temperature"
    }


def test_one_sign_does_not_hide_another():
    """A sign taken back leaves the others of the same alert standing."""
    both = at("2026-10-06", "convulsion", "yes") + at("2026-10-06", "tense-fontanelle", "yes")
    assert danger(both + at("2026-10-07", "tense-fontanelle", "no"), "2026-10-07") == {"newborn-convulsion"}


@pytest.mark.parametrize(
    ("discharged", "seen", "expected"),
    [
        ("2026-10-04", "2026-10-29", set()),
        ("2026-10-08", "2026-10-29", set()),  # home within a week: the newborn period and no more
        ("2026-10-09", "2026-11-06", {"newborn-temperature"}),  # home later: to the 28th day at home
        ("2026-10-09", "2026-11-07", set()),
        ("2026-11-10", "2026-12-08", {"newborn-temperature"}),
        ("2026-11-10", "2026-12-09", set()),
    ],
)
def test_a_child_who_came_home_late_is_still_visited_as_a_newborn(discharged, seen, expected):
    birth = f"birth | 2026-10-01 | discharged_on={discharged}\n"
    assert danger(birth + at(seen, "temperature", 38.0), seen) == expected
