"""Growth and anaemia of children: worked examples with the last value on either side of each line.

The boy is born on 31 January 2025 and 365 days old on 31 January 2026. His lines at that age are: weight 6.926 kg (−3), 7.741 (−2),
9.646 (0); length 68.61 cm (−3), 70.99 (−2), 75.74 (0); head 43.49 cm (−2), 48.63 (+2). At 75 cm of length: 7.486 kg (−3), 8.088 (−2),
10.338 (+1), 11.275 (+2).
"""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.growth import GROWTH_ALERTS

BOY = "person | 2025-01-31 | sex=1"
FIRST_BIRTHDAY = "2026-01-31"


def measured(*pairs: str, day: str = FIRST_BIRTHDAY) -> str:
    """Measurements on a day: ``weight=7.7`` and so on."""
    return "\n".join(f"measurement | {day} | code={code} value={value}" for code, value in (pair.split("=") for pair in pairs))


def told(*facts: str, on: str = FIRST_BIRTHDAY) -> set[str]:
    """What is said of the boy with these facts."""
    return warned(GROWTH_ALERTS, given="\n".join((BOY, *facts)), on=on)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("weight=9.6", set()),
        ("weight=7.74", set()),  # −2.00
        ("weight=7.73", {"child-underweight"}),  # −2.01
        ("weight=6.93", {"child-underweight"}),  # −2.99
        ("weight=6.91", {"child-severe-underweight"}),  # −3.02
        ("weight=20", set()),  # cannot be true: left out until weighed again
        ("length=71.0", set()),  # −1.99
        ("length=70.97", {"child-stunting"}),  # −2.01
        ("length=68.62", {"child-stunting"}),  # −3.00
        ("length=68.58", {"child-severe-stunting"}),  # −3.01
        ("length=83.0", set()),
        ("head-circumference=43.5", set()),  # −2.00
        ("head-circumference=43.4", {"child-small-head"}),  # −2.07
        ("head-circumference=48.6", set()),  # +1.97
        ("head-circumference=48.7", {"child-large-head"}),  # +2.05
    ],
)
def test_one_measurement(value: str, wanted: set[str]) -> None:
    assert told(measured(value)) == wanted


@pytest.mark.parametrize(
    ("weight", "wanted"),
    [
        ("7.4", {"child-severe-wasting"}),  # −3.14
        ("7.5", {"child-wasting"}),  # −2.98
        ("8.08", {"child-wasting"}),  # −2.01
        ("8.09", set()),  # −2.00
        ("10.2", set()),  # +0.84; body mass index +0.94
        ("10.34", {"child-overweight"}),  # +1.00
        ("11.1", {"child-overweight"}),  # +1.82; body mass index +1.94
        ("11.3", {"child-obesity"}),  # +2.03
    ],
)
def test_weight_for_a_length_of_75_centimetres(weight: str, wanted: set[str]) -> None:
    assert told(measured(f"weight={weight}", "length=75")) - {"child-underweight"} == wanted


def test_body_mass_index_alone_is_enough_for_overweight() -> None:
    """At 10.3 kg and 75 cm weight-for-length is +0.96 and body mass index +1.06."""
    assert told(measured("weight=10.3", "length=75")) == {"child-overweight"}


@pytest.mark.parametrize(
    ("on", "shown"), [("2026-01-30", False), ("2026-01-31", True), ("2027-01-31", True), ("2027-02-01", False)]
)
def test_an_alert_stands_for_a_year_after_the_newest_measurement(on: str, shown: bool) -> None:
    low = measured("weight=7.3", "length=70.5", "head-circumference=43", "haemoglobin=100")
    wanted = {"child-underweight", "child-stunting", "child-small-head", "child-mild-anaemia"}
    assert told(low, on=on) == (wanted if shown else set())


def test_it_goes_when_the_next_measurement_is_better() -> None:
    low = measured("weight=7.3", "length=70.5", "haemoglobin=100")
    assert told(low, measured("weight=9.8", "length=76.5", "haemoglobin=110", day="2026-02-20"), on="2026-02-20") == set()


@pytest.mark.parametrize(("on", "wanted"), [("2030-01-30", {"child-underweight"}), ("2030-01-31", set())])
def test_the_standards_end_with_the_fifth_birthday(on: str, wanted: set[str]) -> None:
    assert told(measured("weight=13.5", day="2029-12-01"), on=on) == wanted


@pytest.mark.parametrize(
    ("day", "kilograms", "wanted"),
    [
        # Born with 3200 g on 31 January: 28 days old on 28 February, 42 on 14 March.
        ("2025-02-27", 3.7, False), ("2025-02-28", 3.79, True), ("2025-02-28", 3.8, False), ("2025-03-14", 3.79, True), ("2025-03-15", 3.79, False),
    ],
)  # fmt: skip
def test_the_gain_of_the_first_month(day: str, kilograms: float, wanted: bool) -> None:
    born = "birth | 2025-01-31 | weight_g=3200"
    assert ("child-slow-first-month" in told(born, measured(f"weight={kilograms}", day=day), on=day)) is wanted
    assert "child-slow-first-month" not in told(measured("weight=3.4", day=day), on=day), "birth weight not known"
    later = told(born, measured(f"weight={kilograms}", day=day), measured("weight=4.5", day="2025-03-20"), on="2025-03-20")
    assert "child-slow-first-month" not in later, "weighed again"


@pytest.mark.parametrize("sex", ["0", "9"])
def test_without_sex_nobody_is_judged(sex: str) -> None:
    given = f"person | 2025-01-31 | sex={sex}\n{measured('weight=6', 'length=65')}"
    assert warned(GROWTH_ALERTS, given=given, on=FIRST_BIRTHDAY) == set()


@pytest.mark.parametrize(
    ("gestation", "wanted"),
    [
        ("", {"child-underweight"}),  # not known: taken as term
        ("gestation_days=259", {"child-underweight"}),
        ("gestation_days=258", set()),  # 22 days younger: −1.89
        ("gestation_days=210", set()),
    ],
)
def test_a_child_born_early_is_judged_by_corrected_age(gestation: str, wanted: set[str]) -> None:
    assert told(f"birth | 2025-01-31 | {gestation}", measured("weight=7.7")) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("110", set()),
        ("109.9", {"child-mild-anaemia"}),
        ("90", {"child-mild-anaemia"}),
        ("89.9", {"child-moderate-anaemia"}),
        ("60", {"child-moderate-anaemia"}),
        ("59.9", {"child-severe-anaemia"}),
    ],
)
def test_bands_of_haemoglobin(value: str, wanted: set[str]) -> None:
    assert told(measured(f"haemoglobin={value}")) == wanted


@pytest.mark.parametrize(
    ("tested", "on", "shown"),
    [
        ("2025-07-30", "2025-08-01", False),  # the day before six months
        ("2025-07-31", "2025-08-01", True),
        ("2031-12-01", "2032-01-30", True),  # the day before seven years
        ("2031-12-01", "2032-01-31", False),
    ],
)
def test_anaemia_is_judged_from_six_months_to_seven_years(tested: str, on: str, shown: bool) -> None:
    assert told(measured("haemoglobin=95", day=tested), on=on) == ({"child-mild-anaemia"} if shown else set())


@pytest.mark.parametrize(
    ("before", "weight", "wanted"),
    [
        ("2025-08-01 8.0", "9.6", set()),  # 0.08 then, −0.04 now
        ("2025-08-01 8.0", "8.73", set()),  # 0.99 lower
        ("2025-08-01 8.0", "8.72", {"child-weight-falls-behind"}),  # 1.00
        ("2025-08-01 10.0", "9.82", {"child-weight-falls-behind"}),  # 1.99
        ("2025-08-01 10.0", "9.81", {"child-weight-falls-steeply"}),  # 2.00
        ("2025-08-01 10.0", "8.5", {"child-weight-falls-steeply"}),
        ("2025-07-31 10.0", "8.5", set()),  # 184 days before: too long ago to compare
    ],
)
def test_a_weight_that_falls_behind(before: str, weight: str, wanted: set[str]) -> None:
    day, earlier = before.split()
    assert told(measured(f"weight={earlier}", day=day), measured(f"weight={weight}")) == wanted


def test_an_old_fall_is_not_told_again_of_a_newer_measurement() -> None:
    """Eight months later there is nothing to compare with, and what was said of the measurement before is over."""
    fell = (measured("weight=8.0", day="2025-08-01"), measured("weight=8.57"))
    assert told(*fell) == {"child-weight-falls-behind"}
    assert told(*fell, measured("weight=10.2", day="2026-10-01"), on="2026-10-01") == set()


def test_a_heavy_child_may_come_down() -> None:
    heavy = measured("weight=11.0", "length=68", day="2025-08-01")
    assert told(heavy, on="2025-08-01") == {"child-obesity"}
    assert told(heavy, measured("weight=11.5", "length=75")) == {"child-obesity"}, "1.44 lower, and still heavy"
    assert "child-weight-falls-steeply" in told(heavy, measured("weight=9.4", "length=75"))


@pytest.mark.parametrize(("on", "shown"), [("2026-01-31", True), ("2026-02-14", True), ("2026-02-15", False)])
def test_swelling_is_told_at_once_and_weight_says_nothing(on: str, shown: bool) -> None:
    swollen = "finding | 2026-01-31 | code=oedema value=yes"
    assert told(measured("weight=7.3", "length=75"), swollen, on=on) == ({"child-oedema"} if shown else set())
    assert told(swollen, "finding | 2026-02-01 | code=oedema value=no", on="2026-02-02") == set()


ENDINGS = ("death | 2026-02-01 | kind=person", "residence | 2026-02-01 |", "consent | 2026-02-01 | purpose=record given=no")


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_said_after_the_end(ending: str) -> None:
    facts = (
        measured("weight=6.5", "length=66", "head-circumference=43", "haemoglobin=55"),
        measured("weight=9.5", day="2025-10-01"),
        "finding | 2026-01-30 | code=oedema value=yes",
    )
    assert len(told(*facts, on="2026-02-01")) >= 5
    assert told(*facts, ending, on="2026-02-01") == set()


def test_consent_given_again_lets_it_speak_again() -> None:
    consent = "consent | {} | purpose=record given={}"
    facts = (measured("weight=7.3"), consent.format("2026-02-01", "no"), consent.format("2026-02-02", "yes"))
    assert told(*facts, on="2026-02-02") == {"child-underweight"}


def test_each_alert_says_what_to_do() -> None:
    assert len({alert.code for alert in GROWTH_ALERTS}) == len(GROWTH_ALERTS) == 17
    for alert in GROWTH_ALERTS:
        assert (
            alert.level in ("notice", "urgent") and alert.action.zh and alert.action.en and alert.shows and not alert.restricted
        )
