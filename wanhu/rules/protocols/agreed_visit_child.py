"""The next visit of a child that was agreed upon at one, so that it stands in the list beside the checks by age.

A decision about ``next-visit-child`` holds until the day agreed. It is done by the next contact after the day on which it was agreed, early or late:
there the next day is agreed anew. The week after it and the end of asking after six weeks are design defaults. The decision has a name of its own,
because the mother of a child may be under eighteen herself.
"""

from datetime import date

from wanhu.engine.expressions import Newest, When
from wanhu.engine.facts import decided_day, last_day
from wanhu.engine.protocol import Confidence, Known, Protocol, Step, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.sources import CHILD
from wanhu.rules.terms import SEEN, SEVENTH_BIRTHDAY

_made_on = decided_day("next-visit-child")
_until = Newest("decision", "until", where=("about", "next-visit-child"))
_seen_on = last_day(SEEN)

agreed_visit_child = Protocol(
    code="agreed-visit-child",
    title=Text("儿童约好的下次随访", "The next visit of a child agreed upon"),
    source=CHILD,
    confidence=Confidence.DEFAULT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=When(_until > _made_on, _until),
    until=SEVENTH_BIRTHDAY,
    steps=(
        Step(
            "agreed-visit-child", Text("约好的儿童随访", "Visit of a child agreed upon"),
            opens=days(0), due=days(7), closes=days(42), done_by=Known(When(_seen_on > _made_on, _seen_on)),
            recorded_as=(("contact", "child-contact"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
)  # fmt: skip
