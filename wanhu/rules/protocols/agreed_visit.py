"""The next visit that was agreed upon, so that one which a hospital gave beside the norm's contacts stands in the list.

A decision about ``next-visit`` holds until the day agreed. It is done by the next contact after the day on which it was agreed, early or late: there
the next day is agreed anew. The week after it and the end of asking (six weeks; four after the birth) are design defaults. What was agreed before a
birth ends with it.
"""

from datetime import date

from wanhu.engine.expressions import Newest, When
from wanhu.engine.facts import births, contacts, decided_day, last_day, today
from wanhu.engine.protocol import Confidence, Known, Protocol, Step, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS
from wanhu.rules.sources import MATERNAL

_made_on = decided_day("next-visit")
_until = Newest("decision", "until", where=("about", "next-visit"))
_born = (births.born_on <= today).or_else(False)
_seen_on = last_day(contacts("antenatal-1", "antenatal", "risk-follow-up"))
_seen_after_birth_on = last_day(contacts("postnatal-visit", "postnatal-contact", "postnatal-42"))

agreed_visit = Protocol(
    code="agreed-visit",
    title=Text("约好的下次随访", "The next visit agreed upon"),
    source=MATERNAL,
    confidence=Confidence.DEFAULT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=When(_until > _made_on, _until),
    steps=(
        Step(
            "agreed-visit", Text("约好的产前随访", "Antenatal visit agreed upon"),
            opens=days(0), due=days(7), closes=days(42), done_by=Known(When(_seen_on > _made_on, _seen_on)), applies=~_born,
            recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "agreed-visit-after-birth", Text("约好的产后随访", "Visit after birth agreed upon"),
            opens=days(0), due=days(7), closes=days(28), done_by=Known(When(_seen_after_birth_on > _made_on, _seen_after_birth_on)),
            applies=_born & (_made_on >= births.born_on), recorded_as=(("contact", "postnatal-contact"),),
        ),
    ),
    ends=ALWAYS,
)  # fmt: skip
