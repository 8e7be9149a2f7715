"""Screening of the newborn for metabolic disease, hearing and heart disease: offered, explained, and done only when the guardian agrees.

Nobody is made to take part; a guardian's "no" (the finding ``declined``, or a release) settles the step and is not asked about again. Results
belong to the child: notices say "passed" or "to be looked at again" and nothing else. A family whose hospital has sent no result is asked, not
told that it was not done. A first hearing screen that was missed, or of which nothing is known after its last day, leads to the second one.

Diagnosis after a blood spot to be looked at again is counted a month from that result, so that late results leave time (design default);
so are the days on which a window opens, on which it closes, and on which a second sample is due.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import earlier_of, first_day, found, last_day, newest_finding, people, today
from wanhu.engine.protocol import Advice, Confidence, Ever, InWindow, Known, Protocol, Source, Step, Subject
from wanhu.engine.spans import days, months, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.heart_readings import READ_ON, READINGS_POSITIVE

FROM_72_HOURS = people.born_on + days(3)
# Only the day of birth is known: on the third day after it a child may be 48 hours old, and the step says so on that day.
MAYBE_TOO_EARLY = Advice(
    "check-72-hours", today < FROM_72_HOURS + days(1),
    Text("今天可能还不满72小时：先核对出生时刻，满72小时再采血", "Perhaps not yet 72 hours old: ask for the hour of birth before taking blood"),
)  # fmt: skip
# A sample from the first three days is too early. One whose result is known was good enough, whenever it was taken.
SPOT_TAKEN = last_day(found("blood-spot", "taken"))
SPOT_DONE = earlier_of(
    When(SPOT_TAKEN >= FROM_72_HOURS, SPOT_TAKEN), first_day(found("blood-spot", "negative", "positive", "declined"))
)

RECALLED_FROM = first_day(found("blood-spot", "positive"))
# To be looked at again: the newest result says so, or a second sample waits for its result.
SPOT_POSITIVE = newest_finding("blood-spot").equals("positive") | (
    newest_finding("blood-spot").equals("taken") & (SPOT_TAKEN > RECALLED_FROM)
)
SPOT_AGAIN = last_day(found("blood-spot", "taken", "negative", "positive", "declined"))
DIAGNOSED = first_day(found("blood-spot-diagnosis"))
RECALLED = earlier_of(When(SPOT_AGAIN > RECALLED_FROM, SPOT_AGAIN), DIAGNOSED)

HEARING_MISSED = newest_finding("hearing-screen").equals("missed").or_else(False)
TO_RESCREEN = newest_finding("hearing-screen").equals("refer") | HEARING_MISSED

newborn_screening = Protocol(
    code="newborn-screening",
    title=Text("新生儿疾病筛查（自愿）", "Newborn screening (voluntary)"),
    source=Source("新生儿疾病筛查管理办法（卫生部令第64号，2009年）", "及相应技术规范的时限（专家记忆，待确认）"),
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    steps=(
        Step(
            "blood-spot", Text("告知并采集足底血（监护人自愿）", "Heel-prick blood spot: inform the guardian and offer it"),
            opens=days(3), due=days(7), closes=days(20), done_by=Known(SPOT_DONE), recorded_as=(("finding", "blood-spot"),),
            advice=(MAYBE_TOO_EARLY,),
        ),
        Step(
            "blood-spot-recall", Text("告知足底血需复查，并预约采血", "Blood spot to be repeated: tell the guardian, offer a date"),
            anchor=RECALLED_FROM, opens=days(0), due=days(7), closes=months(6),
            done_by=Known(RECALLED), recorded_as=(("finding", "blood-spot"),), confidence=Confidence.DEFAULT,
        ),
        Step(
            "blood-spot-diagnosis", Text("足底血需复查：转诊并了解诊断结果", "Blood spot to be repeated: refer and follow to a diagnosis"),
            anchor=RECALLED_FROM, applies=SPOT_POSITIVE, opens=days(0), due=months(1), closes=months(12),
            done_by=Known(DIAGNOSED), recorded_as=(("finding", "blood-spot-diagnosis"),),
        ),
        Step(
            "hearing-screen", Text("告知并进行听力初筛（监护人自愿）", "First hearing screen: inform the guardian and offer it"),
            applies=~(HEARING_MISSED & (today >= people.born_on + days(28))),  # from then on it is the second screen's turn
            opens=days(2), due=days(3), closes=days(42),
            done_by=Ever(found("hearing-screen", "pass", "refer", "declined")), recorded_as=(("finding", "hearing-screen"),),
            advice=(
                Advice(
                    "by-brainstem-response", newest_finding("nicu-stay").equals("over-5-days"),
                    Text("住新生儿重症监护超过5天：用自动听性脑干反应筛查", "More than 5 days of intensive care: by automated brainstem response"),
                ),
            ),
        ),
        Step(
            "hearing-rescreen", Text("听力初筛未通过或漏筛：预约复筛", "Hearing screen to be repeated or missed: offer a date"),
            applies=TO_RESCREEN, opens=days(28), due=days(42), closes=months(6),
            done_by=Ever(found("hearing-rescreen", "pass", "refer", "declined")), recorded_as=(("finding", "hearing-rescreen"),),
        ),
        Step(
            "hearing-diagnosis", Text("听力复筛未通过：转诊到听力诊断机构", "Hearing rescreen not passed: refer to a hearing clinic"),
            applies=newest_finding("hearing-rescreen").equals("refer"), opens=days(28), due=months(3), closes=months(12),
            done_by=Ever(found("hearing-diagnosis")), recorded_as=(("finding", "hearing-diagnosis"),),
        ),
        Step(
            "hearing-intervention", Text("听力诊断后的干预", "Help with hearing after the diagnosis"),
            applies=newest_finding("hearing-diagnosis").equals("hearing-loss"), opens=days(28), due=months(6), closes=months(24),
            done_by=Ever(found("hearing-intervention")), recorded_as=(("finding", "hearing-intervention"),),
        ),
        Step(
            "chd-screen", Text("告知并进行先天性心脏病筛查（监护人自愿）", "Heart screen by murmur and pulse oximetry: inform and offer"),
            opens=days(0), due=days(3), closes=days(28),
            done_by=Ever(found("chd-screen", "negative", "positive", "declined")), recorded_as=(("finding", "chd-screen"),),
        ),
        Step(
            "echocardiography", Text("心脏筛查未通过：一周内心脏超声", "Heart screen not passed: echocardiography within a week"),
            anchor=first_day(found("chd-screen", "positive")).or_else(READ_ON), applies=newest_finding("chd-screen").equals("positive") | READINGS_POSITIVE,
            opens=days(0), due=days(7), closes=months(6),
            done_by=InWindow(found("echocardiography")), recorded_as=(("finding", "echocardiography"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=people.born_on + years(2),
    notes=Text(
        "采血须在出生72小时后、充分哺乳（至少6次）之后；万户只知道出生日期，不知道时刻，第3天可能只有48小时，采血前请核对。"
        "结果属于孩子本人，通知只写“通过”或“需复查”。",
        "Blood is taken after 72 hours of life and at least six feeds. Only the day of birth is known here, not the hour: on the third day a child"
        " may be 48 hours old, so ask before taking blood. Results belong to the child; a notice says only passed or to be repeated.",
    ),
)  # fmt: skip
