"""The newborn's home visit within a week of discharge."""

from datetime import date

from wanhu.engine.facts import births, contacts, people
from wanhu.engine.protocol import Confidence, Ever, Protocol, Step, Subject
from wanhu.engine.spans import days, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.sources import CHILD

newborn = Protocol(
    code="newborn",
    title=Text("新生儿访视", "Newborn visit"),
    source=CHILD,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=births.discharged_on.or_else(people.born_on + days(3)),
    steps=(
        Step(
            "home-visit", Text("新生儿家庭访视", "Newborn home visit"),
            opens=days(0), due=days(7), closes=days(28), done_by=Ever(contacts("newborn-visit")),
            recorded_as=(("contact", "newborn-visit"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=people.born_on + years(7),
)  # fmt: skip
