"""Folic acid, 0.4 mg a day from three months before a pregnancy to the end of its third month: handing it out and saying why.

Done by the finding ``folic-acid`` (given, declined); free tablets are up to six bottles, three before and three in pregnancy. A
woman with a reason for a higher dose (finding ``folic-acid-high-risk``: an earlier child with a neural tube defect, one of her own,
diabetes, medicines for epilepsy) gets 4 mg a day from a physician: the step says so and hands out nothing by itself.
"""

from datetime import date

from wanhu.engine.facts import found, newest_finding, plans, pregnancies
from wanhu.engine.protocol import Advice, Confidence, InWindow, Protocol, Step, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DELIVERED
from wanhu.rules.protocols.pre_pregnancy import A_MAN, PLANNER_ENDINGS
from wanhu.rules.sources import FOLIC_ACID

_higher_dose = Advice(
    "dose-by-physician",
    newest_finding("folic-acid-high-risk").equals("yes"),
    Text(
        "有神经管缺陷高危因素：剂量（4毫克/天）由医生开具。", "A reason for a higher dose: 4 mg a day, prescribed by a physician."
    ),
)

folic_acid_before = Protocol(
    code="folic-acid-before",
    title=Text("孕前增补叶酸", "Folic acid before a pregnancy"),
    source=FOLIC_ACID,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PLANNER,
    starts=plans.registered_on,
    steps=(
        Step(
            "folic-acid-before", Text("发放叶酸：孕前3个月起每天0.4毫克", "Hand out folic acid: 0.4 mg a day from 3 months before"),
            opens=days(0), due=days(14), closes=days(180), done_by=InWindow(found("folic-acid", "given", "declined")), applies=~A_MAN,
            recorded_as=(("finding", "folic-acid"),), advice=(_higher_dose,), confidence=Confidence.DEFAULT,
        ),
    ),
    ends=PLANNER_ENDINGS,
)  # fmt: skip

folic_acid = Protocol(
    code="folic-acid",
    title=Text("孕早期增补叶酸", "Folic acid in early pregnancy"),
    source=FOLIC_ACID,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=pregnancies.lmp,
    steps=(
        Step(
            "folic-acid", Text("发放叶酸：每天0.4毫克，至孕3个月末", "Hand out folic acid: 0.4 mg a day to the end of month 3"),
            opens=weeks(4), due=weeks(8), closes=weeks(12, 6), done_by=InWindow(found("folic-acid", "given", "declined")),
            applies=pregnancies.registered_on <= pregnancies.lmp + weeks(12, 6), recorded_as=(("finding", "folic-acid"),), advice=(_higher_dose,),
        ),
    ),
    ends=(DELIVERED, *ALWAYS),
)  # fmt: skip
