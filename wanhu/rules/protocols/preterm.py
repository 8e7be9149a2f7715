"""Follow-up of children born before 37 completed weeks, more often where the risk is higher, to the corrected age of three years.

The class follows from gestation, birth weight and what was found, and is low only where all of it is known to be good. A clinician's
decision about ``preterm-class`` (``low-risk`` or ``high-risk``) comes before it. The interval after a visit is read from the corrected
age at that visit; any check of the child counts as one. After two consecutive normal evaluations from the corrected age of twelve months a
high-risk child may be managed as low-risk: that is put on the list for a named clinician to decide, and never happens by itself.

Not from the norm (design defaults): how long before its last day a visit opens; the fourth week after birth standing in for a day of
discharge that the hospital has not sent; the end at three years. Eyes are examined for the weight alone too, when gestation is not known or
the child was born small at term: first in the fifth or sixth week of life, and not before the 31st week of gestation would have been completed.
Telling the family is one step and asking for the result another, which only a result, or a guardian's "no", ends. Vaccination goes by age
since birth, and is not planned here.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import (
    births,
    children,
    choose,
    decided,
    decided_day,
    done,
    first_day,
    found,
    last_day,
    later_of,
    months_between,
    people,
    tally,
)
from wanhu.engine.protocol import Confidence, Ever, InWindow, Known, Protocol, Repeats, Source, Step, Subject
from wanhu.engine.spans import Span, days, months, weeks, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.terms import PRETERM, SEEN

TROUBLED = (
    (tally(found("severe-complication", "yes")) >= 1)
    | (tally(found("feeding-difficulty", "yes")) >= 1)
    | (tally(found("slow-weight-gain", "yes")) >= 1)
)
PRETERM_CLASS = choose(
    (decided("preterm-class").equals("low-risk"), "low-risk"),
    (decided("preterm-class").equals("high-risk"), "high-risk"),
    ((births.gestation_days >= 238) & (births.weight_g >= 2000) & ~TROUBLED, "low-risk"),
    otherwise="high-risk",
)
LOW = PRETERM & PRETERM_CLASS.equals("low-risk")
HIGH = PRETERM & PRETERM_CLASS.equals("high-risk")

SEEN_LAST = later_of(last_day(SEEN), births.discharged_on.or_else(people.born_on + weeks(4)))
AGE = months_between(children.corrected_birth, SEEN_LAST)
NORMAL = found("preterm-evaluation", "normal")
NORMAL_AGAIN = When(last_day(NORMAL) > done("preterm", "evaluation"), last_day(NORMAL))
RECORDED = (("contact", "preterm-follow-up"),)
EYES_AT_RISK = (births.gestation_days < 224) | (births.weight_g < 2000)
EYES_FROM = later_of(people.born_on + weeks(4), children.corrected_birth + weeks(-9))  # corrected 31+0
EYES_ANSWERED = found("rop-exam", "normal", "abnormal", "declined")

preterm = Protocol(
    code="preterm",
    title=Text("早产儿随访", "Follow-up of children born early"),
    source=Source("早产儿保健工作规范（2017年）"),
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    steps=(
        Step(
            "low-risk-to-6m", Text("早产儿随访（每1～2个月）", "Preterm follow-up (every 1 to 2 months)"),
            anchor=SEEN_LAST, applies=LOW & (AGE < 7), opens=months(1), due=months(2), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "low-risk-to-12m", Text("早产儿随访（每2～3个月）", "Preterm follow-up (every 2 to 3 months)"),
            anchor=SEEN_LAST, applies=LOW & (AGE >= 7) & (AGE < 13), opens=months(2), due=months(3), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "low-risk-later", Text("早产儿随访（至少每6个月）", "Preterm follow-up (at least every 6 months)"),
            anchor=SEEN_LAST, applies=LOW & (AGE >= 13), opens=months(5), due=months(6), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "high-risk-to-1m", Text("早产儿随访（每2周）", "Preterm follow-up (every 2 weeks)"),
            anchor=SEEN_LAST, applies=HIGH & (AGE < 1), opens=weeks(1), due=weeks(2), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "high-risk-to-6m", Text("早产儿随访（每月）", "Preterm follow-up (monthly)"),
            anchor=SEEN_LAST, applies=HIGH & (AGE >= 1) & (AGE < 7), opens=weeks(3), due=months(1), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "high-risk-to-12m", Text("早产儿随访（每2个月）", "Preterm follow-up (every 2 months)"),
            anchor=SEEN_LAST, applies=HIGH & (AGE >= 7) & (AGE < 13),
            opens=Span(days=-14, months=2), due=months(2), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "high-risk-to-24m", Text("早产儿随访（每3个月）", "Preterm follow-up (every 3 months)"),
            anchor=SEEN_LAST, applies=HIGH & (AGE >= 13) & (AGE < 25),
            opens=Span(days=-14, months=3), due=months(3), done_by=Repeats(), recorded_as=RECORDED,
        ),
        Step(
            "high-risk-later", Text("早产儿随访（每6个月）", "Preterm follow-up (every 6 months)"),
            anchor=SEEN_LAST, applies=HIGH & (AGE >= 25), opens=months(5), due=months(6), done_by=Repeats(), recorded_as=RECORDED,
        ),
        # Done by the first normal evaluation after corrected twelve months and after any that was not normal.
        Step(
            "evaluation", Text("矫正12月龄后的发育评估", "Evaluation after the corrected age of 12 months"),
            anchor=later_of(children.corrected_birth + months(12), last_day(found("preterm-evaluation", "abnormal")) + days(1)),
            applies=HIGH, opens=days(0), due=months(3), done_by=InWindow(NORMAL), recorded_as=(("finding", "preterm-evaluation"),),
        ),
        Step(
            "class-review", Text("连续两次评估正常：请医生决定是否转为低危管理", "Two normal evaluations: a clinician decides about low-risk follow-up"),
            anchor=NORMAL_AGAIN, applies=HIGH, opens=days(0), due=weeks(2),
            done_by=Known(When(decided_day("preterm-class") >= done("preterm", "evaluation"), decided_day("preterm-class"))),
            recorded_as=(("decision", "preterm-class"),),
        ),
        Step(
            "rop-exam", Text("告知并转介早产儿视网膜病变检查", "Eye examination for retinopathy of prematurity: inform and refer"),
            anchor=EYES_FROM, applies=EYES_AT_RISK, opens=days(0), due=weeks(2), closes=months(5),
            done_by=Ever(found("rop-exam")), recorded_as=(("finding", "rop-exam"),),
        ),
        Step(
            "rop-result", Text("早产儿视网膜病变检查：请问结果", "Retinopathy of prematurity: ask for the result"),
            anchor=later_of(EYES_FROM, first_day(found("rop-exam", "informed"))),
            applies=EYES_AT_RISK & (tally(found("rop-exam", "informed")) >= 1), opens=days(0), due=weeks(2), closes=months(5),
            done_by=Ever(EYES_ANSWERED), recorded_as=(("finding", "rop-exam"),), confidence=Confidence.DEFAULT,
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=children.corrected_birth + years(3),
)  # fmt: skip
