"""Seeing women of the colours yellow, orange and red more often while they are pregnant. The intervals stand in ``risk_colour``.

The duty comes round again after every contact: an antenatal contact, or a contact ``risk-follow-up`` of the village doctor (a visit
or a call), which is no antenatal check and does not count as one. It opens three days before it is due. The advice with it says
where care and birth are advised; from 36 weeks a woman of red colour is seen as her hospital orders, and the seven days only remind
to ask.
"""

from datetime import date

from wanhu.engine.facts import pregnancies, today
from wanhu.engine.protocol import Advice, Confidence, Protocol, Repeats, Step, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DELIVERED
from wanhu.rules.protocols.risk_colour import ORANGE, ORANGE_AGAIN, RED, RED_AGAIN, YELLOW, YELLOW_AGAIN
from wanhu.rules.sources import RISK

_from_36_weeks = (pregnancies.lmp + weeks(36) <= today).or_else(False)
_before_28_weeks = (pregnancies.lmp + weeks(28) > today).or_else(False)

risk_follow_up = Protocol(
    code="risk-follow-up",
    title=Text("按风险分级随访", "Follow-up by colour of risk"),
    source=RISK,
    confidence=Confidence.DEFAULT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=YELLOW_AGAIN,
    steps=(
        Step(
            "yellow-visit", Text("黄色（一般风险）孕妇随访", "Follow-up, colour yellow"),
            opens=days(-3), due=days(0), done_by=Repeats(), applies=YELLOW, recorded_as=(("contact", "risk-follow-up"),),
            advice=(
                Advice(
                    "care-at-level-2", YELLOW,
                    Text("建议在二级以上医疗机构产检和分娩；有异常转三级医院。", "Care and birth advised at level 2 or above; if anything is not normal, level 3."),
                ),
            ),
        ),
        Step(
            "orange-visit", Text("橙色（较高风险）孕妇随访", "Follow-up, colour orange"), anchor=ORANGE_AGAIN,
            opens=days(-3), due=days(0), done_by=Repeats(), applies=ORANGE, recorded_as=(("contact", "risk-follow-up"),),
            advice=(
                Advice(
                    "care-at-critical-centre", ORANGE,
                    Text("建议在县级以上危重孕产妇救治中心产检，有条件的到三级医院分娩。",
                         "Care advised at a county centre for critical mothers or above; where possible birth in a level 3 hospital."),
                ),
            ),
        ),
        Step(
            "red-visit", Text("红色（高风险）孕妇随访", "Follow-up, colour red"), anchor=RED_AGAIN,
            opens=days(-3), due=days(0), done_by=Repeats(), applies=RED, recorded_as=(("contact", "risk-follow-up"),),
            advice=(
                Advice(
                    "as-hospital-orders", RED & _from_36_weeks,
                    Text("孕36周起按医院安排随访；请与救治中心核对下次时间。", "From 36 weeks as the hospital orders: ask the centre when she is seen next."),
                ),
                Advice(
                    "seven-days-or-as-ordered", RED & _before_28_weeks,
                    Text("每7天一次，医院另有医嘱时按医嘱；在三级医院评估。", "Every 7 days or as the hospital orders; assessment in a level 3 hospital."),
                ),
                Advice(
                    "care-at-level-3", RED,
                    Text("在三级医院评估和分娩，多学科管理。", "Assessment and birth in a level 3 hospital, by several disciplines."),
                ),
            ),
        ),
    ),
    ends=(DELIVERED, *ALWAYS),
)  # fmt: skip
