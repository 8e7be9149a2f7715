"""Health checks of children by age, the visits of preterm and high-risk infants. Each age asks its own signs of development; of a child born early, those
of the corrected age.

What else is looked at, and from which age, is in ``growing.py``; a normal check is three numbers of growth, a few of daily life and one tap for each
list. Blood, hearing and eyes are asked when the rules plan them (``single.py``), so that a check shows only what is due. The head is measured to 36
months, lying to 24 months and standing afterwards (the engine corrects what was measured the other way).
"""

from wanhu.engine.forms import Choice, Form, Measure, Option, Section, Signs
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules.forms import development
from wanhu.rules.forms.birth import MORE_VISITS
from wanhu.rules.forms.growing import (
    BODY,
    BODY_OF_INFANT,
    CARIES,
    FONTANELLE,
    GAIT,
    GUIDANCE,
    LIFE_1M,
    LIFE_36M,
    LIFE_LATER,
    LIFE_TO_30M,
    MORE,
    MORE_OF_INFANT,
    RICKETS,
    TEETH,
    VISION,
)
from wanhu.rules.forms.questions import NEXT_VISIT_OF_CHILD, REFERRAL

WEIGHT = Measure("weight", Text("体重", "Weight"), "kg", 0.5, 1.5, 35, 60, 2, weight=True)
LENGTH = Measure("height", Text("身长（躺着量）", "Length (lying)"), "cm", 30, 40, 100, 150, 1)
HEIGHT = Measure("height", Text("身高（站着量）", "Height (standing)"), "cm", 30, 70, 135, 150, 1)
HEAD = Measure("head-circumference", Text("头围", "Head circumference"), "cm", 20, 28, 56, 65, 1)
_SIGNS = (
    Option("oedema", Text("双脚水肿", "Swelling of both feet")),
    Option("feeding-difficulty", Text("喂养困难", "Difficult to feed")),
    Option("mouth-anomaly", Text("口腔异常", "Mouth not normal")),
    Option("behaviour-deviation", Text("行为发育偏离", "Behaviour not as expected")),
)
SIGNS = Signs("child-signs", Text("有没有这些情况", "Any of these"), _SIGNS)
# With the first teeth a tick; from 12 months they are counted.
SIGNS_WITH_TEETH = Signs(
    "child-signs", Text("有没有这些情况", "Any of these"), (*_SIGNS, Option("caries", Text("龋齿", "Caries")))
)  # fmt: skip
_MEASURE = Text("量一量", "Measure")
_LOOK = Text("看一看、问一问", "Look and ask")
_AFTER = Section(Text("这次之后", "Afterwards"), (REFERRAL, GUIDANCE, NEXT_VISIT_OF_CHILD))
_LYING = Section(_MEASURE, (WEIGHT, LENGTH, HEAD))
_STANDING = Section(_MEASURE, (WEIGHT, HEIGHT, HEAD))
_PRESCHOOL = Section(_MEASURE, (WEIGHT, HEIGHT, *VISION))

_1m = Form(
    "child-1m", Text("满月检查", "One-month check"), Subject.CHILD, ("child-1m",),
    (_LYING, Section(_LOOK, (SIGNS, BODY_OF_INFANT, FONTANELLE)), LIFE_1M, MORE_OF_INFANT, _AFTER),
)  # fmt: skip
_3m = Form(
    "child-3m", Text("3月龄检查", "Check at 3 months"), Subject.CHILD, ("child-3m",),
    (_LYING, Section(_LOOK, (*development.AT_3M, SIGNS, BODY_OF_INFANT, FONTANELLE, RICKETS)), LIFE_TO_30M, MORE_OF_INFANT, _AFTER),
)  # fmt: skip
_6m = Form(
    "child-6m", Text("6月龄检查", "Check at 6 months"), Subject.CHILD, ("child-6m",),
    (_LYING, Section(_LOOK, (*development.AT_6M, SIGNS_WITH_TEETH, BODY_OF_INFANT, FONTANELLE, RICKETS, TEETH)), LIFE_TO_30M, MORE_OF_INFANT, _AFTER),
)  # fmt: skip
_8m = Form(
    "child-8m", Text("8月龄检查", "Check at 8 months"), Subject.CHILD, ("child-8m",),
    (_LYING, Section(_LOOK, (*development.AT_8M, SIGNS_WITH_TEETH, BODY_OF_INFANT, FONTANELLE, RICKETS, TEETH)), LIFE_TO_30M, MORE_OF_INFANT, _AFTER),
)  # fmt: skip
_12m = Form(
    "child-12m", Text("12月龄检查", "Check at 12 months"), Subject.CHILD, ("child-12m",),
    (_LYING, Section(_LOOK, (*development.AT_12M, SIGNS, BODY, FONTANELLE, GAIT, RICKETS, TEETH, CARIES)), LIFE_TO_30M, MORE_OF_INFANT, _AFTER),
)  # fmt: skip
_18m = Form(
    "child-18m", Text("18月龄检查", "Check at 18 months"), Subject.CHILD, ("child-18m",),
    (_LYING, Section(_LOOK, (*development.AT_18M, SIGNS, BODY, FONTANELLE, GAIT, RICKETS, TEETH, CARIES)), LIFE_TO_30M, MORE_OF_INFANT, _AFTER),
)  # fmt: skip
_24m = Form(
    "child-24m", Text("24月龄检查", "Check at 24 months"), Subject.CHILD, ("child-24m",),
    (_STANDING, Section(_LOOK, (*development.AT_24M, SIGNS, BODY, GAIT, RICKETS, TEETH, CARIES)), LIFE_TO_30M, MORE, _AFTER),
)  # fmt: skip
_30m = Form(
    "child-30m", Text("30月龄检查", "Check at 30 months"), Subject.CHILD, ("child-30m",),
    (_STANDING, Section(_LOOK, (*development.AT_30M, SIGNS, BODY, GAIT, TEETH, CARIES)), LIFE_TO_30M, MORE, _AFTER),
)  # fmt: skip
_36m = Form(
    "child-36m", Text("36月龄检查", "Check at 36 months"), Subject.CHILD, ("child-36m",),
    (_STANDING, Section(_LOOK, (development.AGE_36M, SIGNS, BODY, GAIT, TEETH, CARIES)), LIFE_36M, MORE, _AFTER),
)  # fmt: skip
_4y = Form(
    "child-4y", Text("4岁检查", "Check at 4 years"), Subject.CHILD, ("child-4y",),
    (_PRESCHOOL, Section(_LOOK, (development.AGE_4Y, SIGNS, BODY, TEETH, CARIES)), LIFE_LATER, MORE, _AFTER),
)  # fmt: skip
_5y = Form(
    "child-5y", Text("5岁检查", "Check at 5 years"), Subject.CHILD, ("child-5y",),
    (_PRESCHOOL, Section(_LOOK, (development.AGE_5Y, SIGNS, BODY, TEETH, CARIES)), LIFE_LATER, MORE, _AFTER),
)  # fmt: skip
_6y = Form(
    "child-6y", Text("6岁检查", "Check at 6 years"), Subject.CHILD, ("child-6y",),
    (_PRESCHOOL, Section(_LOOK, (development.AGE_6Y, SIGNS, BODY, TEETH, CARIES)), LIFE_LATER, MORE, _AFTER),
)  # fmt: skip

infant = Form(
    "infant-at-risk", Text("早产儿、高危儿随访", "Follow-up of a preterm or high-risk infant"), Subject.CHILD, ("preterm-follow-up", "high-risk-visit"),
    sections=(
        _LYING,
        Section(
            _LOOK,
            (
                Signs(
                    "infant-signs", Text("有没有这些情况", "Any of these"),
                    options=(
                        Option("feeding-difficulty", Text("喂养困难", "Difficult to feed")), Option("slow-weight-gain", Text("体重增长慢", "Gains weight slowly")),
                        Option("severe-complication", Text("严重并发症", "Severe complication")),
                    ),
                ),
                Choice("preterm-evaluation", Text("发育评估", "Evaluation of development"),
                       (Option("normal", Text("正常", "Normal")), Option("abnormal", Text("异常", "Not normal")))),
            ),
        ),
        Section(Text("这次之后", "Afterwards"), (REFERRAL, MORE_VISITS, NEXT_VISIT_OF_CHILD)),
    ),
    minutes=30, mode="home",
)  # fmt: skip

# A visit between the checks by age: to weigh again, to see whether an illness is over.
between = Form(
    "child-contact", Text("儿童随访（约好的）", "Visit of a child (agreed upon)"), Subject.CHILD, ("child-contact",),
    (
        Section(_MEASURE, (WEIGHT, Measure("height", Text("身长（身高）", "Length or height"), "cm", 30, 40, 135, 150, 1))),
        Section(_LOOK, (SIGNS,)),
        _AFTER,
    ),
)  # fmt: skip

CHILD_FORMS = (_1m, _3m, _6m, _8m, _12m, _18m, _24m, _30m, _36m, _4y, _5y, _6y, infant, between)
