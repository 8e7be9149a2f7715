"""Offering a talk about mood and sleep four times. The step says only that the talk was offered; scores and answers are restricted.

Planned only where the institution offers it: a decision ``mood-screening`` with outcome ``offered``. Done by the finding
``mood-talk`` (offered), whether she wanted it or not: refusing is no result. Times are design defaults: first visit, 28 to 36
weeks, the visit after birth, 42 days.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import births, decided, found, pregnancies, today
from wanhu.engine.protocol import Confidence, InWindow, Protocol, Step, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS
from wanhu.rules.sources import EDINBURGH

_offered = decided("mood-screening").equals("offered")
_undelivered = ~(births.born_on <= today).or_else(False)

mental_health = Protocol(
    code="mental-health",
    title=Text("孕产期心理关怀（自愿）", "Care for her mood (her choice)"),
    source=EDINBURGH,
    confidence=Confidence.DEFAULT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=When(_offered, pregnancies.lmp),
    steps=(
        Step(
            "mood-first", Text("询问情绪与睡眠（首诊）", "Ask how she feels and sleeps (first visit)"),
            opens=weeks(5), due=weeks(12, 6), closes=weeks(27, 6),
            done_by=InWindow(found("mood-talk")), applies=_undelivered & (pregnancies.registered_on <= pregnancies.lmp + weeks(27, 6)),
            recorded_as=(("finding", "mood-talk"),),
        ),
        Step(
            "mood-late", Text("询问情绪与睡眠（28～36周）", "Ask how she feels and sleeps (28–36 weeks)"),
            opens=weeks(28), due=weeks(34, 6), closes=weeks(36, 6),
            done_by=InWindow(found("mood-talk")), applies=_undelivered, recorded_as=(("finding", "mood-talk"),),
        ),
        Step(
            "mood-visit", Text("询问情绪与睡眠（产后访视）", "Ask how she feels and sleeps (visit after birth)"),
            anchor=When(_offered, births.born_on), opens=days(3), due=days(14), closes=days(35),
            done_by=InWindow(found("mood-talk")), recorded_as=(("finding", "mood-talk"),),
        ),
        Step(
            "mood-42", Text("询问情绪与睡眠（产后42天）", "Ask how she feels and sleeps (42 days)"),
            anchor=When(_offered, births.born_on), opens=days(36), due=days(56), closes=days(90),
            done_by=InWindow(found("mood-talk")), recorded_as=(("finding", "mood-talk"),),
        ),
    ),
    ends=ALWAYS,
)  # fmt: skip
