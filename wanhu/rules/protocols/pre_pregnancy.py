"""The free check before a pregnancy for somebody who asked for it, her follow-up until she is pregnant, and that of the pregnancy itself.

A plan is a status ``planning-pregnancy`` that the person asked for; it ends with the value ``ended``, on its last day (``until``),
with a pregnancy registered since, or like every plan. It is offered to anyone who plans a pregnancy, man or woman, once per plan.
The nineteen items are the published ones; the follow-ups (every 3 months until pregnant, by 12 weeks, within 6 weeks of the birth)
are from experts' memory. Where a pregnancy does not lead to a birth nothing is asked: the care for her stays silent.
"""

from datetime import date

from wanhu.engine.expressions import Events, Newest, When
from wanhu.engine.facts import births, contacts, last_day, later_of, people, plans, pregnancies, today
from wanhu.engine.protocol import Confidence, End, InWindow, Protocol, Repeats, Step, Subject
from wanhu.engine.spans import days, months, weeks, years
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DECLINED, DIED, MOVED
from wanhu.rules.sources import PRE_PREGNANCY

_kind = ("kind", "planning-pregnancy")
_pregnancy_known_on = last_day(Events("pregnancy", "*", ("*",)))
_loss_on = last_day(Events("death", "kind", ("loss",)))
_last_day_of_plan = Newest("status", "until", where=_kind)

PLAN_ENDED = End("not-needed", When(Newest("status", "value", where=_kind).equals("ended"), plans.registered_on))
PLAN_EXPIRED = End("not-needed", When(_last_day_of_plan >= plans.registered_on, _last_day_of_plan + days(1)))
PREGNANT = End("pregnant", When(_pregnancy_known_on >= plans.registered_on, _pregnancy_known_on))
LOSS_SINCE = End("pregnancy-ended", When(_loss_on >= plans.registered_on, _loss_on))
PLANNER_ENDINGS = (PLAN_ENDED, PLAN_EXPIRED, PREGNANT, LOSS_SINCE, DIED, MOVED, DECLINED)

A_MAN = people.sex.equals(1).or_else(False)
_planned = (plans.registered_on <= pregnancies.registered_on) & (plans.registered_on + years(2) > pregnancies.registered_on)

pre_pregnancy = Protocol(
    code="pre-pregnancy",
    title=Text("孕前优生健康检查", "Health check before a pregnancy"),
    source=PRE_PREGNANCY,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PLANNER,
    starts=plans.registered_on,
    steps=(
        Step(
            "pre-pregnancy-check", Text("免费孕前优生健康检查", "Free health check before a pregnancy"),
            opens=days(0), due=days(90), closes=days(365), done_by=InWindow(contacts("pre-pregnancy-check")),
            recorded_as=(("contact", "pre-pregnancy-check"),), confidence=Confidence.DEFAULT,
        ),
        Step(
            "early-follow-up", Text("孕前检查后每3个月随访一次，至怀孕", "Follow-up every 3 months until she is pregnant"),
            anchor=later_of(plans.registered_on, last_day(contacts("pre-pregnancy-check", "pre-pregnancy-follow-up"))) + months(3),
            opens=days(0), due=days(14), done_by=Repeats(), applies=~A_MAN, confidence=Confidence.EXPERT,
            recorded_as=(("contact", "pre-pregnancy-follow-up"),),
        ),
    ),
    ends=PLANNER_ENDINGS,
    notes=Text(
        "19项：1优生健康教育 2病史询问 3体格检查 4阴道分泌物（女） 5血液常规（女） 6尿液常规 7血型 8血糖（女） 9肝功能 10乙肝五项 11肾功能 12甲状腺功能（女） "
        "13梅毒筛查 14风疹病毒（女） 15巨细胞病毒（女） 16弓形体（女） 17妇科超声（女） 18风险评估和咨询指导 19早孕及妊娠结局随访（女）。未注明的双方都做。",
        "Nineteen items: 1 health education, 2 history, 3 examination, 4 vaginal smear (she), 5 blood count (she), 6 urine, 7 blood group, 8 glucose (she), "
        "9 liver, 10 hepatitis B, 11 kidney, 12 thyroid (she), 13 syphilis, 14 rubella (she), 15 cytomegalovirus (she), 16 toxoplasma (she), "
        "17 ultrasound (she), 18 risk and counselling, 19 follow-up of pregnancy and outcome (she). Both partners where not marked.",
    ),
)  # fmt: skip

pre_pregnancy_outcome = Protocol(
    code="pre-pregnancy-outcome",
    title=Text("孕前检查后的妊娠随访", "Follow-up of a pregnancy after the check before it"),
    source=PRE_PREGNANCY,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=pregnancies.lmp,
    steps=(
        Step(
            "early-pregnancy", Text("早孕随访（约12周）", "Follow-up in early pregnancy (about 12 weeks)"),
            opens=weeks(10), due=weeks(12, 6), closes=weeks(16),
            done_by=InWindow(contacts("pre-pregnancy-follow-up", "antenatal-1", "antenatal")),
            applies=_planned & ~(births.born_on <= today).or_else(False),
            recorded_as=(("contact", "pre-pregnancy-follow-up"),),
        ),
        Step(
            "outcome-follow-up", Text("分娩后6周内随访母婴情况", "Ask within 6 weeks of the birth how mother and child are"),
            anchor=births.born_on, opens=days(0), due=days(42), closes=days(90), applies=_planned,
            done_by=InWindow(contacts("pre-pregnancy-follow-up", "postnatal-visit", "postnatal-42")),
            recorded_as=(("contact", "pre-pregnancy-follow-up"),),
        ),
    ),
    ends=ALWAYS,
)  # fmt: skip
