"""Newborns to be seen within a day or two, and low oxygen: worked examples. Born on 1 October 2026, seen on the sixth."""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.newborn_advice import NEWBORN_ADVICE_ALERTS

BORN = "person | 2026-10-01 | sex=1\n"
TERM = BORN + "birth | 2026-10-01 | gestation_days=259 weight_g=3300 discharged_on=2026-10-04\n"
EARLY = BORN + "birth | 2026-10-01 | gestation_days=258 weight_g=3300 discharged_on=2026-10-04\n"


def finding(code: str, value: str, day: str) -> str:
    return f"finding | {day} | code={code} value={value}\n"


def advised(given: str, on: str) -> set[str]:
    return warned(NEWBORN_ADVICE_ALERTS, given=given, on=on)


@pytest.mark.parametrize(
    ("sign", "alert"),
    [
        ("feeding-difficulty", "newborn-feeding"),
        ("pustules-1-4", "newborn-pustules"),
        ("mouth-anomaly", "newborn-mouth"),
        ("heart-murmur", "newborn-heart-murmur"),
        ("large-liver-or-spleen", "newborn-liver-or-spleen"),
        ("hip-asymmetry", "newborn-hips"),
        ("undescended-testis-or-hernia", "newborn-groin"),
    ],
)
def test_every_sign(sign, alert):
    yes = BORN + finding(sign, "yes", "2026-10-06")
    assert advised(yes, "2026-10-06") == {alert}
    assert advised(BORN + finding(sign, "no", "2026-10-06"), "2026-10-06") == set()
    assert advised(yes + finding(sign, "no", "2026-10-09"), "2026-10-09") == set()
    assert advised(yes, "2026-10-20") == {alert}, "two weeks later"
    assert advised(yes, "2026-10-21") == set()
    assert advised(BORN + finding(sign, "yes", "2026-10-28"), "2026-10-28") == {alert}
    assert advised(BORN + finding(sign, "yes", "2026-10-29"), "2026-10-29") == set()


@pytest.mark.parametrize(
    ("code", "found", "well"),
    [
        ("newborn-body", "ears", "none"),
        ("umbilicus", "oozing", "healed"),
        ("skin", "eczema", "normal"),
        ("fontanelle", "other", "normal"),
    ],
)
def test_something_not_normal_at_the_examination(code, found, well):
    seen = BORN + finding(code, found, "2026-10-06")
    assert advised(seen, "2026-10-06") == {"newborn-body"}
    assert advised(BORN + finding(code, well, "2026-10-06"), "2026-10-06") == set()
    assert advised(seen + finding(code, well, "2026-10-09"), "2026-10-09") == set(), "found no more"
    assert advised(seen, "2026-10-20") == {"newborn-body"} and advised(seen, "2026-10-21") == set(), "two weeks"
    assert advised(BORN + finding(code, found, "2026-10-29"), "2026-10-29") == set(), "no newborn any more"


@pytest.mark.parametrize(
    ("given", "site", "day", "expected"),
    [
        (TERM, "none", "2026-10-06", set()),
        (TERM, "face", "2026-10-06", set()),
        (TERM, "trunk", "2026-10-06", {"newborn-jaundice"}),
        (TERM, "limbs", "2026-10-06", {"newborn-jaundice"}),
        (TERM, "palms-and-soles", "2026-10-06", set()),  # to be referred at once: another alert
        # Jaundice of the face: beyond two weeks when born at term or not known, beyond three when born early.
        (TERM, "face", "2026-10-15", set()),
        (TERM, "face", "2026-10-16", {"newborn-jaundice"}),
        (BORN, "face", "2026-10-16", {"newborn-jaundice"}),
        (EARLY, "face", "2026-10-16", set()),
        (EARLY, "face", "2026-10-22", set()),
        (EARLY, "face", "2026-10-23", {"newborn-jaundice"}),
        (TERM, "limbs", "2026-10-29", set()),
    ],
)
def test_jaundice(given, site, day, expected):
    assert advised(given + finding("jaundice-site", site, day), day) == expected


@pytest.mark.parametrize(
    ("weighed", "kilograms", "expected"),
    [
        ("2026-10-14", 3.1, set()),  # not yet fourteen days old
        ("2026-10-15", 3.1, {"newborn-weight-not-regained"}),
        ("2026-10-15", 3.29, {"newborn-weight-not-regained"}),
        ("2026-10-15", 3.3, set()),
        ("2026-10-28", 3.1, {"newborn-weight-not-regained"}),
        ("2026-10-29", 3.1, set()),
    ],
)
def test_birth_weight_regained(weighed, kilograms, expected):
    assert advised(TERM + f"measurement | {weighed} | code=weight value={kilograms}", weighed) == expected
    assert advised(BORN + f"measurement | {weighed} | code=weight value={kilograms}", weighed) == set(), "birth weight not known"


@pytest.mark.parametrize(
    ("percent", "on", "expected"),
    [
        (89, "2026-10-02", {"newborn-oxygen"}),
        (90, "2026-10-02", set()),
        (89, "2026-10-09", {"newborn-oxygen"}),
        (89, "2026-10-10", set()),
    ],
)
def test_low_oxygen(percent, on, expected):
    for code in ("oxygen-saturation", "oxygen-hand-1", "oxygen-foot-1", "oxygen-hand-2", "oxygen-foot-2"):
        assert advised(BORN + f"measurement | 2026-10-02 | code={code} value={percent}", on) == expected
