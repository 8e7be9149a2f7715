"""What follows a warning sign in a child's development: one sign is enough for the child to be looked at again, properly.

The signs of each age are asked by ``forms/development.py``; here stands only what they add up to, the finding
``development-warning`` (``positive`` or ``negative``). A sign is no diagnosis. The month within which the child is looked at again is a
design default.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, newest_finding
from wanhu.engine.protocol import Confidence, InWindow, Protocol, Source, Step, Subject
from wanhu.engine.spans import days, months
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.terms import SEVENTH_BIRTHDAY

DEVELOPMENT = Source("儿童心理行为发育问题预警征象筛查表（专家记忆，待确认）")

development = Protocol(
    code="development",
    title=Text("儿童发育随访", "Following a child's development"),
    source=DEVELOPMENT,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=last_day(found("development-warning", "positive")),
    steps=(
        Step(
            "evaluation", Text("出现预警征象：复筛或转诊评估", "A warning sign: screen again or refer for an evaluation"),
            applies=newest_finding("development-warning").equals("positive"),
            opens=days(0), due=months(1), closes=months(6), done_by=InWindow(found("development-evaluation")),
            recorded_as=(("finding", "development-evaluation"),), confidence=Confidence.DEFAULT,
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=SEVENTH_BIRTHDAY,
)  # fmt: skip
