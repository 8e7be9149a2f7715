"""Risk screening when a pregnancy is registered, and the assessment in a hospital where the screening was positive.

Screening is a form of the first-contact institution: finding ``risk-screening`` (positive, negative). A positive one asks for an
assessment in an institution of level 2 or above with a midwifery service, which ends in a decision about ``risk-colour`` on that
day or later. Every new positive screening asks again, and so does the day that a decision agreed upon: risk is looked at at every
contact, and anew when something changed. The norm sets no days; a week for either is a design default.

The facts already recorded may show an item of the list to be positive: then the step says so. Items read here: age at the screening (35 and
more, 18 and less), height (145 cm and less), body mass index, Rhesus group, caesarean before, more than one fetus, assisted reproduction, a
scar or surgery of the uterus, her own illnesses and those of the family, gynaecological surgery, haemoglobin, platelets, ferritin, protein,
blood, white cells or casts in the urine on two days, glucose in the urine with a raised fasting value. The rest is on the paper list.
"""

from datetime import date

from wanhu.engine.expressions import Events, Newest, When
from wanhu.engine.facts import (
    found,
    last_day,
    latest,
    latest_day,
    months_between,
    newest_finding,
    people,
    pregnancies,
    tally,
    times,
    today,
)
from wanhu.engine.protocol import Advice, Confidence, Ever, Known, Protocol, Repeats, Step, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import FETUSES
from wanhu.rules.alerts.risk_basic import SURGERIES
from wanhu.rules.alerts.weight_gain import BODY_MASS
from wanhu.rules.endings import ALWAYS, DELIVERED
from wanhu.rules.protocols.risk_colour import GRADED_ON
from wanhu.rules.sources import RISK

_age_months = months_between(people.born_on, today)
_agreed_on = Newest("decision", "until", where=("about", "risk-colour"))
_positive_on = last_day(found("risk-screening", "positive"))
_URINE_NOT_NORMAL = Events(
    "finding",
    "code",
    ("urine-protein", "urine-blood", "urine-white-cells", "urine-casts"),
    given=("value", ("1+", "2+", "3+", "4+")),
)
ITEM_POSITIVE = (
    (_age_months >= 420) | (_age_months < 228)
    | (latest("height") <= 145)
    | (BODY_MASS > 25) | (BODY_MASS < 18.5)
    | newest_finding("rhesus").equals("negative")
    | (SURGERIES >= 1)
    | (FETUSES >= 2)
    | newest_finding("gynaecological-surgery").equals("yes")
    | last_day(found("past-illness", "heart", "kidney", "liver", "hypertension", "anaemia", "diabetes", "other")).equals(last_day(found("past-illness")))
    | last_day(found("family-illness", "hereditary", "hypertension", "diabetes", "coagulation", "other")).equals(last_day(found("family-illness")))
    | newest_finding("conception").equals("assisted") | Newest("pregnancy", "dating").equals("transfer")
    | (latest("haemoglobin") < 110) | (latest("platelets") <= 100) | (latest("ferritin") < 20)
    | (times(_URINE_NOT_NORMAL) >= 2)
    | (
        (tally(found("urine-glucose", "1+", "2+", "3+", "4+")) >= 1)
        & ((latest("glucose-fasting") >= 7.0)
           | ((latest("glucose-fasting") >= 5.1) & (latest_day("glucose-fasting") >= pregnancies.lmp + weeks(24))))
    )
)  # fmt: skip

risk_screening = Protocol(
    code="risk-screening",
    title=Text("妊娠风险筛查与评估", "Risk screening and assessment in pregnancy"),
    source=RISK,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=pregnancies.registered_on,
    steps=(
        Step(
            "risk-screening", Text("妊娠风险筛查（首诊）", "Risk screening at the first contact"),
            opens=days(0), due=days(7), done_by=Ever(found("risk-screening")), confidence=Confidence.DEFAULT,
            recorded_as=(("finding", "risk-screening"),),
            advice=(
                Advice(
                    "screening-item-positive", ITEM_POSITIVE,
                    Text("已有记录中有筛查阳性项，请对照筛查表核对。", "What is already recorded holds a positive item; check it against the screening list."),
                ),
            ),
        ),
        Step(
            "risk-assessment", Text("到二级以上助产机构做风险评估分级", "Risk assessment in a hospital of level 2 or above"),
            anchor=_positive_on, opens=days(0), due=days(7), confidence=Confidence.DEFAULT,
            done_by=Known(When(_positive_on <= GRADED_ON, GRADED_ON)), recorded_as=(("decision", "risk-colour"),),
        ),
        Step(
            "risk-review", Text("到约定的日子复评风险颜色", "Look at the colour again on the day agreed"),
            anchor=When(_agreed_on >= GRADED_ON, _agreed_on), opens=days(0), due=days(7), confidence=Confidence.DEFAULT,
            done_by=Repeats(), recorded_as=(("decision", "risk-colour"),),
        ),
    ),
    ends=(DELIVERED, *ALWAYS),
)  # fmt: skip
