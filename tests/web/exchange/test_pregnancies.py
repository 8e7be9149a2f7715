"""Which pregnancy a row tells of: one for a handbook and the delivery that ends it, two for two, none without consent."""

from datetime import date, timedelta

import pytest

from wanhu.web.care.pregnancies import Evidence, Known, assign

EXPECTED = date(2026, 6, 1)


def days(n: int) -> date:
    return EXPECTED + timedelta(n)


def handbook(row: str = "h", expected: date = EXPECTED, woman: int = 1, consented: bool = True) -> Evidence:
    return Evidence(row, woman, expected, None, consented)


def delivery(row: str = "d", born: date = EXPECTED, woman: int = 1, consented: bool = True) -> Evidence:
    return Evidence(row, woman, None, born, consented)


@pytest.mark.parametrize("order", [1, -1])
def test_a_handbook_and_its_delivery_are_one_pregnancy(order):
    given, created = assign([handbook(), delivery(born=days(-12)), delivery("twin", days(-12))][::order], [], {})
    assert given == {"h": -1, "d": -1, "twin": -1} and created == {-1: 1}


@pytest.mark.parametrize(("born", "one"), [(days(-141), False), (days(-140), True), (days(30), True), (days(31), False)])
def test_a_birth_belongs_140_to_310_days_after_the_last_period(born, one):
    given, created = assign([handbook(), delivery(born=born)], [], {})
    assert (given["h"] == given["d"]) is one and len(created) == (1 if one else 2)


@pytest.mark.parametrize(("shift", "one"), [(42, True), (43, False)])
def test_a_re_dated_pregnancy_stays_one_within_six_weeks(shift, one):
    given, _ = assign([handbook(), handbook("again", days(shift))], [], {})
    assert (given["h"] == given["again"]) is one


def test_without_consent_a_row_joins_what_she_registered_and_creates_nothing():
    alone, created = assign([delivery(consented=False)], [], {})
    assert alone == {} and created == {}
    joined, created = assign([delivery(consented=False)], [Known(7, 1, EXPECTED)], {})
    assert joined == {"d": 7} and created == {}


def test_another_womans_pregnancy_is_never_hers():
    given, created = assign([handbook(woman=2)], [Known(7, 1, EXPECTED)], {"h": {7}})
    assert given == {"h": -1} and created == {-1: 2}


def test_a_row_keeps_its_pregnancy_when_its_dates_are_corrected():
    given, created = assign([handbook(expected=days(90))], [Known(7, 1), Known(8, 1, days(90))], {"h": {7}})
    assert given == {"h": 7} and created == {}
