"""Thirteen checks of eyes and vision to the seventh birthday, each with the visit or health check at which it is made.

Two while newborn, four in infancy, four to three years and three before school; from four years on sight itself is tested. A window closes
on the day before the next opens, so that one check serves one step. The due days are those of the health checks (design defaults).
"""

from datetime import date

from wanhu.engine.facts import found, people
from wanhu.engine.protocol import Confidence, InWindow, Protocol, Source, Step, Subject
from wanhu.engine.spans import Span, days, months, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.terms import SEVENTH_BIRTHDAY

CHECKED = InWindow(found("eye-check", "normal", "abnormal"))
RECORDED = (("finding", "eye-check"),)

eye_care = Protocol(
    code="eye-care",
    title=Text("0～6岁儿童眼保健及视力检查", "Eye care and vision checks"),
    source=Source("0～6岁儿童眼保健及视力检查服务规范（2021年）"),
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    steps=(
        Step(
            "newborn", Text("新生儿期眼病筛查", "Eye check of the newborn"),
            opens=days(0), due=days(10), closes=days(27), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "1m", Text("满月眼病筛查", "Eye check at one month"),
            opens=days(28), due=days(42), closes=months(2), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "3m", Text("3月龄眼保健检查", "Eye check at 3 months"),
            opens=months(3), due=months(4), closes=Span(days=-1, months=6), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "6m", Text("6月龄眼保健检查", "Eye check at 6 months"),
            opens=months(6), due=months(7), closes=Span(days=-1, months=8), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "8m", Text("8月龄眼保健检查", "Eye check at 8 months"),
            opens=months(8), due=months(9), closes=Span(days=-1, months=12), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "12m", Text("12月龄眼保健检查", "Eye check at 12 months"),
            opens=months(12), due=months(14), closes=Span(days=-1, months=18), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "18m", Text("18月龄眼保健检查", "Eye check at 18 months"),
            opens=months(18), due=months(21), closes=Span(days=-1, months=24), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "24m", Text("24月龄眼保健检查", "Eye check at 24 months"),
            opens=months(24), due=months(27), closes=Span(days=-1, months=30), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "30m", Text("30月龄眼保健检查", "Eye check at 30 months"),
            opens=months(30), due=months(33), closes=Span(days=-1, months=36), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "36m", Text("36月龄眼保健检查", "Eye check at 36 months"),
            opens=months(36), due=months(42), closes=Span(days=-1, months=48), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "4y", Text("4岁视力检查", "Vision check at 4 years"),
            opens=years(4), due=months(59), closes=Span(days=-1, months=60), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "5y", Text("5岁视力检查", "Vision check at 5 years"),
            opens=years(5), due=months(71), closes=Span(days=-1, months=72), done_by=CHECKED, recorded_as=RECORDED,
        ),
        Step(
            "6y", Text("6岁视力检查", "Vision check at 6 years"),
            opens=years(6), due=months(83), closes=Span(days=-1, months=84), done_by=CHECKED, recorded_as=RECORDED,
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=SEVENTH_BIRTHDAY,
)  # fmt: skip
