"""The five national antenatal contacts, and the question how the pregnancy ended so that nobody is lost after the expected date.

Windows are completed days of gestation, counted from the (corrected) last period: "before 13 weeks" is up to 12+6. A
contact is in time to the last day of its window and missed on the day after; nobody is called overdue within the norm's own weeks.
"""

from datetime import date

from wanhu.engine.facts import births, contacts, pregnancies
from wanhu.engine.protocol import Confidence, Ever, InWindow, Known, Protocol, Step, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DELIVERED
from wanhu.rules.sources import MATERNAL

antenatal = Protocol(
    code="antenatal",
    title=Text("孕期保健", "Antenatal care"),
    source=MATERNAL,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=pregnancies.lmp,
    steps=(
        Step(
            "antenatal-1", Text("早孕建册与第1次产前检查", "Registration and first antenatal check"),
            opens=weeks(5), due=weeks(12, 6), done_by=Ever(contacts("antenatal-1", "antenatal")),
            recorded_as=(("contact", "antenatal-1"),),
        ),
        Step(
            "antenatal-2", Text("第2次产前随访（16～20周）", "Second antenatal contact (16–20 weeks)"),
            opens=weeks(16), due=weeks(20, 6), closes=weeks(20, 6), done_by=InWindow(contacts("antenatal")),
            recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "antenatal-3", Text("第3次产前随访（21～24周）", "Third antenatal contact (21–24 weeks)"),
            opens=weeks(21), due=weeks(24, 6), closes=weeks(24, 6), done_by=InWindow(contacts("antenatal")),
            recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "antenatal-4", Text("第4次产前随访（28～36周）", "Fourth antenatal contact (28–36 weeks)"),
            opens=weeks(28), due=weeks(36, 6), closes=weeks(36, 6), done_by=InWindow(contacts("antenatal")),
            recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "antenatal-5", Text("第5次产前随访（37～40周）", "Fifth antenatal contact (37–40 weeks)"),
            opens=weeks(37), due=weeks(40, 6), closes=weeks(40, 6), done_by=InWindow(contacts("antenatal")),
            recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "outcome", Text("询问分娩结局", "Ask how the pregnancy ended"),
            opens=weeks(41), due=weeks(42), done_by=Known(births.born_on), confidence=Confidence.DEFAULT,
        ),
        Step(
            "dating", Text("确定预产期", "Establish the expected date of delivery"),
            anchor=pregnancies.registered_on, opens=days(0), due=days(14), done_by=Known(pregnancies.lmp),
            confidence=Confidence.DEFAULT,
        ),
    ),
    ends=(DELIVERED, *ALWAYS),
)  # fmt: skip
