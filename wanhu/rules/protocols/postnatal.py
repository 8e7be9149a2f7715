"""The home visit within a week of discharge and the check at 42 days, for the mother.

A visit still counts to 28 days after discharge; later it is missed, and so is the 42-day check after 90 days (design default).
Where the hospital has not yet sent the day of discharge, the third day after birth stands in for it (design default).
"""

from datetime import date

from wanhu.engine.facts import births, contacts
from wanhu.engine.protocol import Confidence, Ever, Protocol, Step, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS
from wanhu.rules.sources import MATERNAL

postnatal = Protocol(
    code="postnatal",
    title=Text("产后访视", "Postnatal care"),
    source=MATERNAL,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=births.discharged_on.or_else(births.born_on + days(3)),
    steps=(
        Step(
            "home-visit", Text("产后访视", "Postnatal home visit"),
            opens=days(0), due=days(7), closes=days(28), done_by=Ever(contacts("postnatal-visit")),
            recorded_as=(("contact", "postnatal-visit"),),
        ),
        Step(
            "day-42", Text("产后42天检查", "42-day check"),
            anchor=births.born_on, opens=days(42), due=days(56), closes=days(90), done_by=Ever(contacts("postnatal-42")),
            recorded_as=(("contact", "postnatal-42"),),
        ),
    ),
    ends=ALWAYS,
)  # fmt: skip
