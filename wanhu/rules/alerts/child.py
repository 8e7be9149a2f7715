"""Children to the seventh birthday to be referred, and followed until somebody has examined them: hearing, eyes, mouth, behaviour, heart.

Vision of each eye below 0.6 at four years and below 0.8 from five on is from experts' memory. Each stands until the examination that answers it is
recorded, or until the same check finds nothing any more. Growth and anaemia have their own alerts.
"""

from datetime import date

from wanhu.engine.facts import choose, found, last_day, later_of, latest, latest_day, newest_finding, people, today
from wanhu.engine.protocol import Alert, Confidence, Source, Subject
from wanhu.engine.spans import months, years
from wanhu.engine.text import Text
from wanhu.rules.heart_readings import FOOT_1, FOOT_2, HAND_1, HAND_2, READ_ON, READINGS_POSITIVE
from wanhu.rules.sources import CHILD
from wanhu.rules.terms import IN_CARE, NEWBORN_UNTIL, UNDER_SEVEN

HEART = Source("新生儿先天性心脏病筛查（双指标法；专家记忆，待确认）")
REVIEW = date(2027, 9, 1)

HEARING_CHECKED = newest_finding("hearing-check").equals("refer") & ~(
    last_day(found("hearing-diagnosis")) >= last_day(found("hearing-check", "refer"))
).or_else(False)
HEARING_RESCREENED = newest_finding("hearing-rescreen").equals("refer") & ~(
    last_day(found("hearing-diagnosis")) >= last_day(found("hearing-rescreen", "refer"))
).or_else(False)
EYES = newest_finding("eye-check").equals("abnormal") & ~(
    last_day(found("eye-examination")) >= last_day(found("eye-check", "abnormal"))
).or_else(False)
# A tick, or since teeth are counted their number, which decides from its day on.
CARIES_TICKED = newest_finding("caries").equals("yes") & ~(
    later_of(last_day(found("dental-examination")), latest_day("caries-teeth")) >= last_day(found("caries", "yes"))
).or_else(False)
CARIES = CARIES_TICKED | (
    (latest("caries-teeth") >= 1) & ~(last_day(found("dental-examination")) >= latest_day("caries-teeth")).or_else(False)
)
SEEN_ON = later_of(latest_day("vision-right"), latest_day("vision-left"))
LEAST_VISION = choose((people.born_on + years(5) <= SEEN_ON, 0.8), otherwise=0.6)
DIM = ((latest("vision-right") < LEAST_VISION) | (latest("vision-left") < LEAST_VISION)) & ~(
    last_day(found("eye-examination")) >= SEEN_ON
).or_else(False)
MOUTH = newest_finding("mouth-anomaly").equals("yes") & ~(
    last_day(found("dental-examination")) >= last_day(found("mouth-anomaly", "yes"))
).or_else(False)
BEHAVIOUR = newest_finding("behaviour-deviation").equals("yes") & ~(
    last_day(found("development-evaluation")) >= last_day(found("behaviour-deviation", "yes"))
).or_else(False)
HEART_SCREENED = newest_finding("chd-screen").equals("positive") & ~(
    last_day(found("echocardiography")) >= last_day(found("chd-screen", "positive"))
).or_else(False)
HEART_READ = READINGS_POSITIVE & ~(last_day(found("echocardiography")) >= READ_ON).or_else(False)

hearing = Alert(
    code="child-hearing",
    title=Text("听力检查未通过", "Hearing check not passed"),
    action=Text("转诊到听力诊断机构，并了解结果。", "Refer to a hearing clinic and find out the result."),
    source=CHILD,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=IN_CARE & UNDER_SEVEN & (HEARING_CHECKED | HEARING_RESCREENED),
    shows=(newest_finding("hearing-rescreen"), newest_finding("hearing-check"), last_day(found("hearing-check"))),
)

eyes = Alert(
    code="child-eyes",
    title=Text("眼睛或视力检查异常", "Eye or vision check not normal"),
    action=Text("转诊到眼科，并了解结果。", "Refer to an eye clinic and find out the result."),
    source=CHILD,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=IN_CARE & UNDER_SEVEN & EYES,
    shows=(newest_finding("eye-check"), last_day(found("eye-check"))),
)

vision = Alert(
    code="child-vision",
    title=Text("视力低于同龄一般水平", "Vision below what is usual at this age"),
    action=Text("换个时间复测；仍低的转诊到眼科，并了解结果。", "Test again on another day; if still low, refer to an eye clinic and find out the result."),
    source=CHILD,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=IN_CARE & UNDER_SEVEN & DIM,
    shows=(latest("vision-right"), latest("vision-left"), SEEN_ON),
)  # fmt: skip

mouth = Alert(
    code="child-mouth",
    title=Text("龋齿或口腔发育异常", "Caries, or a mouth that did not form as usual"),
    action=Text(
        "指导口腔清洁；转诊到口腔科，并了解结果。", "Show how to clean the teeth; refer to a dentist and find out the result."
    ),
    source=CHILD,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=IN_CARE & UNDER_SEVEN & (CARIES | (MOUTH & (today > NEWBORN_UNTIL))),
    shows=(newest_finding("caries"), latest("caries-teeth"), newest_finding("mouth-anomaly")),
)

behaviour = Alert(
    code="child-behaviour",
    title=Text("心理行为发育偏异", "Behaviour or feelings that need a closer look"),
    action=Text("听家长细说，不下诊断；转诊到儿童心理或发育门诊，并了解结果。",
                "Listen to the family and make no diagnosis; refer to a clinic for development and find out the result."),
    source=CHILD,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=IN_CARE & UNDER_SEVEN & BEHAVIOUR,
    shows=(newest_finding("behaviour-deviation"), last_day(found("behaviour-deviation"))),
)  # fmt: skip

heart_screen = Alert(
    code="newborn-heart-screen",
    title=Text("先天性心脏病筛查未通过", "Heart screen of the newborn not passed"),
    action=Text("一周内做心脏超声；青紫、呼吸急促或吃奶费力立即转诊。",
                "Echocardiography within a week; refer at once if the child is blue, breathes fast or tires when feeding."),
    source=HEART,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=IN_CARE & (today < people.born_on + months(6)) & (HEART_SCREENED | HEART_READ),
    shows=(newest_finding("chd-screen"), last_day(found("chd-screen")), HAND_1, FOOT_1, HAND_2, FOOT_2, newest_finding("murmur-grade")),
)  # fmt: skip

CHILD_REFERRAL_ALERTS = (hearing, eyes, vision, mouth, behaviour, heart_screen)
