"""What a decision of orange or red sets going: a case file of her own, and the report to the area's maternal and child health
institution.

Findings: ``case-file`` (opened, closed) and ``risk-report`` (sent). A report is owed once for each of the two colours, from the
first day on which it was decided: orange within 3 days, red within 24 hours, which the calendar shows as the next day. Nothing is
reported about a woman who withdrew that her risk may be shared. The case closes with the 42-day check, or 90 days after the birth.
"""

from datetime import date

from wanhu.engine.facts import births, contacts, earlier_of, first_day, found
from wanhu.engine.protocol import Confidence, End, Ever, InWindow, Protocol, Step, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import RISK_SHARED
from wanhu.rules.endings import ALWAYS
from wanhu.rules.protocols.risk_colour import FIRST_HIGH, FIRST_ORANGE, FIRST_RED, HIGH, ORANGE, RED
from wanhu.rules.sources import SAFETY

CLOSED = End("case-closed", earlier_of(first_day(contacts("postnatal-42")), births.born_on + days(90)))

risk_case = Protocol(
    code="risk-case",
    title=Text("高危孕产妇专案管理", "Case management of women at high risk"),
    source=SAFETY,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=FIRST_HIGH,
    steps=(
        Step(
            "case-file", Text("建立高危孕产妇专案", "Open her case file"),
            opens=days(0), due=days(3), done_by=Ever(found("case-file", "opened")), applies=HIGH, confidence=Confidence.DEFAULT,
            recorded_as=(("finding", "case-file"),),
        ),
        Step(
            "report-orange", Text("橙色：3日内报告辖区妇幼保健机构", "Orange: report to the maternal and child health institution in 3 days"),
            anchor=FIRST_ORANGE, opens=days(0), due=days(3), done_by=InWindow(found("risk-report", "sent")), applies=ORANGE & RISK_SHARED,
            recorded_as=(("finding", "risk-report"),),
        ),
        Step(
            "report-red", Text("红色：24小时内报告辖区妇幼保健机构", "Red: report to the maternal and child health institution in 24 hours"),
            anchor=FIRST_RED, opens=days(0), due=days(1), done_by=InWindow(found("risk-report", "sent")), applies=RED & RISK_SHARED,
            recorded_as=(("finding", "risk-report"),),
        ),
    ),
    ends=(CLOSED, *ALWAYS),
)  # fmt: skip
