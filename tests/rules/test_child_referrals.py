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
