"""A maternal near miss: any one sign, or one of three laboratory values, in pregnancy or within 42 days of a birth."""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.near_miss import NEAR_MISS_ALERTS

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
BORN = PREGNANT + "birth | 2026-10-10 | person=2 pregnancy=11\n"


def met(facts: str, on: str, given: str = PREGNANT) -> bool:
    return bool(warned(NEAR_MISS_ALERTS, given=given + facts, on=on))


@pytest.mark.parametrize(
    ("code", "value", "meets"),
    [
        ("creatinine", 299.0, False),
        ("creatinine", 300.0, True),
        ("platelets", 50.0, False),
        ("platelets", 49.0, True),
        ("bilirubin-total", 100.0, False),
        ("bilirubin-total", 100.1, True),
    ],
)
def test_the_laboratory_part_at_its_limits(code: str, value: float, meets: bool):
    assert met(f"measurement | 2026-09-15 | code={code} value={value}\n", on="2026-09-16") is meets


def test_one_sign_is_enough_and_none_takes_it_away():
    some = "finding | 2026-09-15 | code=near-miss value=some\nfinding | 2026-09-15 | code=near-miss-womb value=yes\n"
    assert met(some, on="2026-09-16") and met(some, on="2026-10-13") and not met(some, on="2026-10-14")
    assert not met(some + "finding | 2026-09-16 | code=near-miss value=none\n", on="2026-09-16")


def test_until_42_days_after_the_birth():
    at_42, at_43 = (f"finding | 2026-11-2{day} | code=near-miss value=some\n" for day in (1, 2))
    assert met(at_42, on="2026-11-22", given=BORN) and not met(at_43, on="2026-11-22", given=BORN)
