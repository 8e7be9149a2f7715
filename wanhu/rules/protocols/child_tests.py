"""Tests that belong to certain health checks: blood (haemoglobin) and hearing, each in the window of its check.

One test serves one step: a window closes on the day before that of the next check opens, and the test is then missed, not late for ever.
Haemoglobin is due once between six and eight months, so its first window runs from the check at six to the end of that at eight.
"""

from datetime import date

from wanhu.engine.facts import found, measured, people
from wanhu.engine.protocol import Confidence, InWindow, Protocol, Step, Subject
from wanhu.engine.spans import Span, months, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.sources import CHILD
from wanhu.rules.terms import SEVENTH_BIRTHDAY

BLOOD = InWindow(measured("haemoglobin"))
HEARING = InWindow(found("hearing-check", "pass", "refer"))

child_tests = Protocol(
    code="child-tests",
    title=Text("儿童血常规与听力检查", "Blood and hearing tests of children"),
    source=CHILD,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    steps=(
        Step(
            "blood-6m", Text("6～8月龄血红蛋白检测", "Haemoglobin at 6 to 8 months"),
            opens=months(6), due=months(9), closes=Span(days=-1, months=12), done_by=BLOOD, recorded_as=(("measurement", "haemoglobin"),),
        ),
        Step(
            "blood-18m", Text("18月龄血红蛋白检测", "Haemoglobin at 18 months"),
            opens=months(18), due=months(21), closes=Span(days=-1, months=24), done_by=BLOOD, recorded_as=(("measurement", "haemoglobin"),),
        ),
        Step(
            "blood-30m", Text("30月龄血红蛋白检测", "Haemoglobin at 30 months"),
            opens=months(30), due=months(33), closes=Span(days=-1, months=36), done_by=BLOOD, recorded_as=(("measurement", "haemoglobin"),),
        ),
        Step(
            "blood-4y", Text("4岁血常规检测", "Blood count at 4 years"),
            opens=years(4), due=months(59), closes=Span(days=-1, months=60), done_by=BLOOD, recorded_as=(("measurement", "haemoglobin"),),
        ),
        Step(
            "blood-5y", Text("5岁血常规检测", "Blood count at 5 years"),
            opens=years(5), due=months(71), closes=Span(days=-1, months=72), done_by=BLOOD, recorded_as=(("measurement", "haemoglobin"),),
        ),
        Step(
            "blood-6y", Text("6岁血常规检测", "Blood count at 6 years"),
            opens=years(6), due=months(83), closes=Span(days=-1, months=84), done_by=BLOOD, recorded_as=(("measurement", "haemoglobin"),),
        ),
        Step(
            "hearing-6m", Text("6月龄听力检查", "Hearing check at 6 months"), confidence=Confidence.EXPERT,
            opens=months(6), due=months(7), closes=Span(days=-1, months=8), done_by=HEARING, recorded_as=(("finding", "hearing-check"),),
        ),
        Step(
            "hearing-12m", Text("12月龄听力检查", "Hearing check at 12 months"), confidence=Confidence.EXPERT,
            opens=months(12), due=months(14), closes=Span(days=-1, months=18), done_by=HEARING, recorded_as=(("finding", "hearing-check"),),
        ),
        Step(
            "hearing-24m", Text("24月龄听力检查", "Hearing check at 24 months"), confidence=Confidence.EXPERT,
            opens=months(24), due=months(27), closes=Span(days=-1, months=30), done_by=HEARING, recorded_as=(("finding", "hearing-check"),),
        ),
        Step(
            "hearing-36m", Text("36月龄听力检查", "Hearing check at 36 months"), confidence=Confidence.EXPERT,
            opens=months(36), due=months(42), closes=Span(days=-1, months=48), done_by=HEARING, recorded_as=(("finding", "hearing-check"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=SEVENTH_BIRTHDAY,
)  # fmt: skip
