"""What a colour adds after the birth: an early visit, contacts counted from the birth, and a last look at the risk.

| colour | added                                                             |
|--------|-------------------------------------------------------------------|
| yellow | contact at 14 days                                                |
| orange | visit within 3 days of discharge, contacts at 14 and 28 days      |
| red    | visit within 3 days of discharge, contacts every week to 42 days  |
| every  | risk screened again by 42 days; when positive, the colour anew    |

The table is a design default; that risk is assessed again by 42 days is the norm's. One contact serves one week, from three days
before it to three days after. While she is still in hospital nobody is sent to her. The home visit and the 42-day check themselves
stand in ``postnatal``; a contact here may be a call.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import births, contacts, found, last_day
from wanhu.engine.protocol import Confidence, Ever, InWindow, Known, Protocol, Step, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS
from wanhu.rules.protocols.risk_colour import GRADED_ON, HIGH, RAISED, RED
from wanhu.rules.sources import RISK

_contact = InWindow(contacts("postnatal-contact", "postnatal-visit"))
_positive_on = last_day(found("risk-screening", "positive"))
_home_by_7_days = ~(births.discharged_on > births.born_on + days(7)).or_else(False)
_home_by_14_days = ~(births.discharged_on > births.born_on + days(14)).or_else(False)

risk_postnatal = Protocol(
    code="risk-postnatal",
    title=Text("按风险分级的产后随访", "Follow-up after birth by colour of risk"),
    source=RISK,
    confidence=Confidence.DEFAULT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=births.born_on,
    steps=(
        Step(
            "early-visit", Text("出院3天内产后访视", "Visit within 3 days of discharge"),
            anchor=births.discharged_on.or_else(births.born_on + days(3)), opens=days(0), due=days(3), closes=days(28),
            done_by=Ever(contacts("postnatal-visit")), applies=HIGH, recorded_as=(("contact", "postnatal-visit"),),
        ),
        Step(
            "contact-7", Text("产后7天随访", "Contact at 7 days"), opens=days(4), due=days(7), closes=days(10),
            done_by=_contact, applies=RED & _home_by_7_days, recorded_as=(("contact", "postnatal-contact"),),
        ),
        Step(
            "contact-14", Text("产后14天随访", "Contact at 14 days"), opens=days(11), due=days(14), closes=days(17),
            done_by=_contact, applies=RAISED & _home_by_14_days, recorded_as=(("contact", "postnatal-contact"),),
        ),
        Step(
            "contact-21", Text("产后21天随访", "Contact at 21 days"), opens=days(18), due=days(21), closes=days(24),
            done_by=_contact, applies=RED, recorded_as=(("contact", "postnatal-contact"),),
        ),
        Step(
            "contact-28", Text("产后28天随访", "Contact at 28 days"), opens=days(25), due=days(28), closes=days(31),
            done_by=_contact, applies=HIGH, recorded_as=(("contact", "postnatal-contact"),),
        ),
        Step(
            "contact-35", Text("产后35天随访", "Contact at 35 days"), opens=days(32), due=days(35), closes=days(38),
            done_by=_contact, applies=RED, recorded_as=(("contact", "postnatal-contact"),),
        ),
        Step(
            "risk-after-birth", Text("产后风险评估", "Risk assessment after birth"), opens=days(0), due=days(42), closes=days(90),
            done_by=InWindow(found("risk-screening")), recorded_as=(("finding", "risk-screening"),),
            confidence=Confidence.CONFIRMED,
        ),
        Step(
            "colour-after-birth", Text("产后筛查阳性：到二级以上医院评估风险颜色", "Positive after birth: the colour assessed in a hospital of level 2 or above"),
            anchor=When(_positive_on >= births.born_on, _positive_on), opens=days(0), due=days(7), closes=days(90),
            done_by=Known(When(_positive_on <= GRADED_ON, GRADED_ON)), recorded_as=(("decision", "risk-colour"),),
        ),
    ),
    ends=ALWAYS,
)  # fmt: skip
