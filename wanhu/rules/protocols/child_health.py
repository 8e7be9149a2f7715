"""Health checks of children to their seventh birthday.

The ages are those of the norm; ``due`` and ``closes`` around them are design defaults. A check is missed when the next one opens.
"""

from datetime import date

from wanhu.engine.facts import contacts, people
from wanhu.engine.protocol import Confidence, Ever, Protocol, Step, Subject
from wanhu.engine.spans import days, months, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.sources import CHILD

child_health = Protocol(
    code="child-health",
    title=Text("0～6岁儿童健康管理", "Child health checks"),
    source=CHILD,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    steps=(
        Step(
            "1m", Text("满月健康管理", "One-month check"), opens=days(28), due=days(42), closes=months(2),
            done_by=Ever(contacts("child-1m")), recorded_as=(("contact", "child-1m"),),
        ),
        Step(
            "3m", Text("3月龄健康检查", "Check at 3 months"), opens=months(3), due=months(4), closes=months(6),
            done_by=Ever(contacts("child-3m")), recorded_as=(("contact", "child-3m"),),
        ),
        Step(
            "6m", Text("6月龄健康检查", "Check at 6 months"), opens=months(6), due=months(7), closes=months(8),
            done_by=Ever(contacts("child-6m")), recorded_as=(("contact", "child-6m"),),
        ),
        Step(
            "8m", Text("8月龄健康检查", "Check at 8 months"), opens=months(8), due=months(9), closes=months(12),
            done_by=Ever(contacts("child-8m")), recorded_as=(("contact", "child-8m"),),
        ),
        Step(
            "12m", Text("12月龄健康检查", "Check at 12 months"), opens=months(12), due=months(14), closes=months(18),
            done_by=Ever(contacts("child-12m")), recorded_as=(("contact", "child-12m"),),
        ),
        Step(
            "18m", Text("18月龄健康检查", "Check at 18 months"), opens=months(18), due=months(21), closes=months(24),
            done_by=Ever(contacts("child-18m")), recorded_as=(("contact", "child-18m"),),
        ),
        Step(
            "24m", Text("24月龄健康检查", "Check at 24 months"), opens=months(24), due=months(27), closes=months(30),
            done_by=Ever(contacts("child-24m")), recorded_as=(("contact", "child-24m"),),
        ),
        Step(
            "30m", Text("30月龄健康检查", "Check at 30 months"), opens=months(30), due=months(33), closes=months(36),
            done_by=Ever(contacts("child-30m")), recorded_as=(("contact", "child-30m"),),
        ),
        Step(
            "36m", Text("36月龄健康检查", "Check at 36 months"), opens=months(36), due=months(42), closes=months(48),
            done_by=Ever(contacts("child-36m")), recorded_as=(("contact", "child-36m"),),
        ),
        Step(
            "4y", Text("4岁健康检查", "Check at 4 years"), opens=years(4), due=months(59), closes=years(5),
            done_by=Ever(contacts("child-4y")), recorded_as=(("contact", "child-4y"),),
        ),
        Step(
            "5y", Text("5岁健康检查", "Check at 5 years"), opens=years(5), due=months(71), closes=years(6),
            done_by=Ever(contacts("child-5y")), recorded_as=(("contact", "child-5y"),),
        ),
        Step(
            "6y", Text("6岁健康检查", "Check at 6 years"), opens=years(6), due=months(83), closes=years(7),
            done_by=Ever(contacts("child-6y")), recorded_as=(("contact", "child-6y"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=people.born_on + years(7),
)  # fmt: skip
