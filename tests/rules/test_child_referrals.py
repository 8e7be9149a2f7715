"""Children to be referred and followed until somebody has examined them: worked examples. Born on 1 October 2024."""

import pytest

from tests.rules.worked import warned
from wanhu.rules.alerts.child import CHILD_REFERRAL_ALERTS
from wanhu.rules.alerts.development import DEVELOPMENT_ALERTS

BORN = "person | 2024-10-01 | sex=2\n"
ALERTS = CHILD_REFERRAL_ALERTS + DEVELOPMENT_ALERTS


def finding(code: str, value: str, day: str) -> str:
    return f"finding | {day} | code={code} value={value}\n"


def told(given: str, on: str = "2025-10-10") -> set[str]:
    return warned(ALERTS, given=BORN + given, on=on)


@pytest.mark.parametrize(
    ("code", "bad", "good", "answer", "alert"),
    [
        ("hearing-check", "refer", "pass", "hearing-diagnosis", "child-hearing"),
        ("hearing-rescreen", "refer", "pass", "hearing-diagnosis", "child-hearing"),
        ("eye-check", "abnormal", "normal", "eye-examination", "child-eyes"),
        ("caries", "yes", "no", "dental-examination", "child-mouth"),
        ("mouth-anomaly", "yes", "no", "dental-examination", "child-mouth"),
        ("behaviour-deviation", "yes", "no", "development-evaluation", "child-behaviour"),
        ("development-warning", "positive", "negative", "development-evaluation", "development-warning"),
    ],
)
def test_until_somebody_has_examined_the_child(code, bad, good, answer, alert):
    seen = finding(code, bad, "2025-10-01")
    assert told(finding(code, good, "2025-10-01")) == set()
    assert told(seen, "2025-10-01") == {alert}
    assert told(seen) == {alert}
    assert told(seen + finding(answer, "normal", "2025-09-30")) == {alert}, "an examination before does not answer it"
    assert told(seen + finding(answer, "normal", "2025-10-01")) == set()
    assert told(seen + finding(code, good, "2025-10-05")) == set(), "found no more"
    assert told(seen + finding(answer, "normal", "2025-10-02") + finding(code, bad, "2025-10-09")) == {alert}, "found again"
    assert told(seen, "2031-09-30") == {alert}
    assert told(seen, "2031-10-01") == set(), "the seventh birthday"


def counted(teeth: int, day: str) -> str:
    return f"measurement | {day} | code=caries-teeth value={teeth}\n"


def test_teeth_with_caries_are_counted():
    assert told(counted(0, "2025-10-01")) == set()
    assert told(counted(1, "2025-10-01")) == {"child-mouth"}
    assert told(counted(1, "2025-10-01") + finding("dental-examination", "normal", "2025-10-01")) == set()
    assert told(finding("dental-examination", "normal", "2025-09-30") + counted(1, "2025-10-01")) == {"child-mouth"}
    assert told(finding("caries", "yes", "2025-06-01") + counted(0, "2025-10-01")) == set(), "the count decides from its day on"
    assert told(counted(2, "2025-06-01") + counted(0, "2025-10-01")) == set()


@pytest.mark.parametrize(
    ("right", "left", "on", "low"),
    [
        # Four years old until 30 September 2029, five from 1 October.
        (0.6, 0.6, "2029-09-30", False), (0.59, 0.6, "2029-09-30", True), (0.8, 0.5, "2029-09-30", True),
        (0.8, 0.8, "2029-10-01", False), (0.8, 0.79, "2029-10-01", True), (0.6, None, "2029-10-01", True), (0.6, None, "2029-09-30", False),
    ],
)  # fmt: skip
def test_vision_of_each_eye(right, left, on, low):
    seen = f"measurement | {on} | code=vision-right value={right}\n"
    seen += f"measurement | {on} | code=vision-left value={left}\n" if left else ""
    assert told(seen, on) == ({"child-vision"} if low else set())
    assert told(seen + finding("eye-examination", "normal", on), on) == set()


def test_one_hearing_check_does_not_answer_the_other():
    both = finding("hearing-rescreen", "refer", "2024-11-10") + finding("hearing-check", "pass", "2025-04-01")
    assert told(both) == {"child-hearing"}
    assert told(both + finding("hearing-diagnosis", "normal", "2025-05-01")) == set()


def test_a_mouth_anomaly_of_a_newborn_is_in_the_newborns_list():
    assert told(finding("mouth-anomaly", "yes", "2024-10-05"), "2024-10-28") == set()
    assert told(finding("mouth-anomaly", "yes", "2024-10-05"), "2024-10-29") == {"child-mouth"}


def test_the_heart_screen_until_the_heart_is_examined():
    seen = finding("chd-screen", "positive", "2024-10-03")
    assert told(finding("chd-screen", "negative", "2024-10-03"), "2024-10-03") == set()
    assert told(seen, "2024-10-03") == {"newborn-heart-screen"}
    assert told(seen + finding("echocardiography", "normal", "2024-10-02"), "2024-10-03") == {"newborn-heart-screen"}
    assert told(seen + finding("echocardiography", "normal", "2024-10-03"), "2024-10-03") == set()
    assert told(seen, "2025-03-31") == {"newborn-heart-screen"}
    assert told(seen, "2025-04-01") == set()
