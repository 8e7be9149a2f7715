"""Weight gained and the height of the uterus: worked examples. Last period 2026-01-05: 14+0 is 13 April, 18+0 is 11 May, 30+0 is 3 August."""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.fundal_height import FUNDAL_HEIGHT_ALERTS
from wanhu.rules.alerts.weight_gain import WEIGHT_GAIN_ALERTS

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05 fetuses=1\n"
TWINS = PREGNANT.replace("fetuses=1", "fetuses=2")


def measured(code: str, on: str, value: float) -> str:
    return f"measurement | {on} | code={code} value={value}\n"


def gain(before: float, on: str, weight: float, given: str = PREGNANT) -> str:
    facts = given + measured("height", "2026-02-20", 160) + measured("pre-pregnancy-weight", "2026-02-20", before)
    return " ".join(sorted(warned(WEIGHT_GAIN_ALERTS, given=facts + measured("weight", on, weight), on=on)))


@pytest.mark.parametrize(
    ("weight", "codes"),
    [(54.9, "weight-gain-first-months"), (55.0, ""), (57.0, ""), (57.1, "weight-gain-first-months")],
)
def test_the_first_three_months_allow_two_kilograms(weight: float, codes: str):
    assert gain(55, "2026-04-12", weight) == codes  # 13+6


# 30+0 is sixteen weeks after 14+0: at least 16 × least, at most 2.0 + 16 × most; then the total.
@pytest.mark.parametrize(
    ("before", "least", "most", "total"),
    [
        (45.0, 5.92, 10.96, 16.0),  # index 17.6: 0.37 to 0.56 a week
        (55.0, 4.16, 9.68, 14.0),  # 21.5: 0.26 to 0.48
        (64.0, 3.52, 7.92, 11.0),  # 25.0: 0.22 to 0.37
        (77.0, 2.40, 6.80, 9.0),  # 30.1: 0.15 to 0.30
    ],
)
def test_by_class_of_body_mass_index(before: float, least: float, most: float, total: float):
    for gained, codes in (
        (least - 0.1, "weight-gain-slow"), (least + 0.1, ""), (most - 0.1, ""), (most + 0.1, "weight-gain-fast"),
        (total - 0.1, "weight-gain-fast"), (total + 0.1, "weight-gain-total"),
    ):  # fmt: skip
        assert gain(before, "2026-08-03", before + gained) == codes, gained


@pytest.mark.parametrize(
    ("before", "least"),
    [(47.2, 5.92), (47.3, 4.16), (61.3, 4.16), (61.4, 3.52), (71.5, 3.52), (71.6, 2.40)],  # 18.5, 24.0 and 28.0 on paper
)
def test_the_classes_begin_at_their_lower_bound(before: float, least: float):
    assert gain(before, "2026-08-03", before + least - 0.1) == "weight-gain-slow"
    assert gain(before, "2026-08-03", before + least + 0.1) == ""


# At 37+0 (23 weeks after 14+0) the least in all; a day before nobody speaks of the total.
@pytest.mark.parametrize(("before", "least"), [(45.0, 11.0), (55.0, 8.0), (64.0, 7.0), (77.0, 5.0)])
def test_the_total_at_term_has_a_lower_end(before: float, least: float):
    assert gain(before, "2026-09-21", before + least - 0.1) == "weight-gain-total-low"
    assert gain(before, "2026-09-21", before + least) == ""
    assert gain(before, "2026-09-20", before + least - 0.1) == ""


def test_exactly_the_total_is_not_too_much():
    assert gain(55, "2026-10-12", 69.0) == ""
    assert gain(55, "2026-10-12", 69.1) == "weight-gain-total"


def test_four_weeks_are_waited_for():
    assert gain(55, "2026-05-10", 55.0) == ""  # 17+6
    assert gain(55, "2026-05-11", 55.0) == "weight-gain-slow"  # 18+0


def test_not_for_twins_and_not_without_a_height_or_a_weight_before():
    assert gain(55, "2026-08-03", 55.0, given=TWINS) == ""
    weighed = measured("weight", "2026-08-03", 90)
    assert not warned(
        WEIGHT_GAIN_ALERTS, given=PREGNANT + measured("pre-pregnancy-weight", "2026-02-20", 55) + weighed, on="2026-08-03"
    )
    assert not warned(WEIGHT_GAIN_ALERTS, given=PREGNANT + measured("height", "2026-02-20", 160) + weighed, on="2026-08-03")


def test_twins_that_a_contact_counted_are_twins():
    counted = PREGNANT + measured("fetuses", "2026-05-01", 2)
    assert gain(55, "2026-08-03", 55.0) == "weight-gain-slow"
    assert gain(55, "2026-08-03", 55.0, given=counted) == ""
    tall = measured("fundal-height", "2026-08-03", 40)
    assert warned(FUNDAL_HEIGHT_ALERTS, given=PREGNANT + tall, on="2026-08-03") == {"fundal-height-high"}
    assert warned(FUNDAL_HEIGHT_ALERTS, given=counted + tall, on="2026-08-03") == set()


def test_a_first_weight_before_14_weeks_stands_for_the_one_before():
    facts = PREGNANT + measured("height", "2026-02-20", 160) + measured("weight", "2026-08-03", 55)
    assert warned(WEIGHT_GAIN_ALERTS, given=facts + measured("weight", "2026-04-12", 55), on="2026-08-03") == {"weight-gain-slow"}
    assert warned(WEIGHT_GAIN_ALERTS, given=facts + measured("weight", "2026-04-13", 55), on="2026-08-03") == set()


# --- the uterus


def uterus(on: str, height: float, given: str = PREGNANT) -> str:
    return " ".join(sorted(warned(FUNDAL_HEIGHT_ALERTS, given=given + measured("fundal-height", on, height), on=on)))


BAND = [
    ("2026-05-25", 15.3, 21.4),  # 20+0
    ("2026-06-22", 22.0, 25.1),  # 24+0
    ("2026-07-20", 22.4, 29.0),  # 28+0
    ("2026-08-17", 25.3, 32.0),  # 32+0
    ("2026-09-14", 29.8, 34.5),  # 36+0
    ("2026-10-12", 30.0, 35.3),  # 40+0
    ("2026-06-08", 18.65, 23.25),  # 22+0, half way between two weeks of the table
    ("2026-08-03", 23.85, 30.5),  # 30+0
]


@pytest.mark.parametrize(("on", "lowest", "highest"), BAND)
def test_the_band_of_the_week(on: str, lowest: float, highest: float):
    assert uterus(on, lowest - 0.1) == "fundal-height-low"
    assert uterus(on, lowest + 0.01) == uterus(on, highest - 0.01) == ""
    assert uterus(on, highest + 0.1) == "fundal-height-high"


def test_it_is_judged_by_the_day_of_measuring_and_shown_for_four_weeks():
    facts = PREGNANT + measured("fundal-height", "2026-07-20", 24)  # 28+0: within; at 32+0 it would be low
    assert not warned(FUNDAL_HEIGHT_ALERTS, given=facts, on="2026-08-17")
    low = PREGNANT + measured("fundal-height", "2026-07-20", 22)
    assert warned(FUNDAL_HEIGHT_ALERTS, given=low, on="2026-08-17") == {"fundal-height-low"}
    assert not warned(FUNDAL_HEIGHT_ALERTS, given=low, on="2026-08-18")


def test_nothing_is_said_outside_the_curve_or_of_twins():
    assert uterus("2026-05-24", 5) == uterus("2026-10-13", 50) == uterus("2026-07-20", 35, given=TWINS) == ""


def test_three_centimetres_where_the_institution_chose_it():
    chosen = PREGNANT + "decision | 2026-02-20 | about=fundal-height-rule outcome=who\n"
    for on, height, codes in (
        ("2026-08-17", 29.0, ""), ("2026-08-17", 28.9, "fundal-height-three-cm"), ("2026-08-17", 35.0, ""),
        ("2026-08-17", 35.1, "fundal-height-three-cm"),  # 32+0
        ("2026-06-21", 10.0, ""), ("2026-06-22", 20.9, "fundal-height-three-cm"),  # 23+6, 24+0
        ("2026-09-20", 33.0, "fundal-height-three-cm"), ("2026-09-21", 33.0, ""),  # 36+6, 37+0
    ):  # fmt: skip
        assert uterus(on, height, given=chosen) == codes, (on, height)
