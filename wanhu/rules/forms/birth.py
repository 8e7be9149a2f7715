"""What a newborn brings from the hospital: how the birth went, and the readings of the heart screen. Copied from the discharge papers, folded.

Rules read most of it: who is seen more often (``protocols/high_risk_infant.py``), by which method hearing is screened, and whose heart is looked at
with ultrasound. An illness of the mother is asked only as far as the child's follow-up needs it; infections are never asked here.
"""

from wanhu.engine.forms import Choice, Danger, Decision, Measure, Option, Section, Signs
from wanhu.engine.text import Text

_LOW = (Danger("newborn-oxygen", at_most=89),)
APGAR_1 = Measure("apgar-1", Text("1分钟Apgar评分", "Apgar score at 1 minute"), "分", 0, 1, 10, 10)
APGAR_5 = Measure("apgar-5", Text("5分钟Apgar评分", "Apgar score at 5 minutes"), "分", 0, 1, 10, 10)
BIRTH_MODE = Choice(
    "birth-mode", Text("出生情况", "How the child was born"),
    (
        Option("spontaneous", Text("顺产", "Spontaneously")), Option("vacuum", Text("胎头吸引", "By vacuum")), Option("forceps", Text("产钳", "By forceps")),
        Option("caesarean", Text("剖宫产", "By caesarean")), Option("breech", Text("臀位", "Breech")), Option("other", Text("其他", "Otherwise")),
    ),
)  # fmt: skip
NICU_STAY = Choice(
    "nicu-stay", Text("住过新生儿重症监护吗", "Intensive care after the birth"),
    (
        Option("none", Text("没有", "No")), Option("up-to-5-days", Text("5天以内", "Up to 5 days")),
        Option("over-5-days", Text("超过5天", "More than 5 days")),
    ),
)  # fmt: skip
AT_BIRTH = Signs(
    "birth-history", Text("出生时和住院时有没有", "At birth and in hospital"),
    (
        Option("multiple-birth", Text("双胎或多胎（每个孩子都勾）", "One of twins or more (tick for each child)")),
        Option("brain-injury-at-birth", Text("缺氧缺血性脑病或颅内出血", "Brain injury from lack of oxygen, or bleeding in the head")),
        Option("pathological-jaundice", Text("病理性黄疸", "Jaundice that needed treatment")),
    ),
)  # fmt: skip
OF_THE_MOTHER = Signs(
    "mother-illness", Text("母亲孕期有没有", "Of the mother in pregnancy"),
    (
        Option("mother-diabetes", Text("糖尿病", "Diabetes")), Option("mother-hypertension", Text("妊娠期高血压", "Hypertension")),
        Option("mother-other-illness", Text("其他疾病（不写传染病）", "Another illness (no infection)")),
    ),
)  # fmt: skip
MORE_VISITS = Decision(
    "high-risk-infant", Text("要不要增加随访（由医生决定；不选则按出生情况提示）", "More visits (a doctor decides; without an answer the birth suggests)"),
    (Option("yes", Text("按高危儿随访", "More often")), Option("no", Text("按普通儿童随访", "As every child"))),
)  # fmt: skip

BIRTH = Section(
    Text("出生情况（看出院小结）", "The birth (from the discharge papers)"),
    (BIRTH_MODE, APGAR_1, APGAR_5, NICU_STAY, AT_BIRTH, OF_THE_MOTHER, MORE_VISITS),
    folded=True,
)

MURMUR = Choice(
    "murmur-grade", Text("心脏杂音几级", "Grade of the murmur"),
    (
        Option("0", Text("没有杂音", "No murmur")), Option("1", Text("1级", "Grade 1")), Option("2", Text("2级及以上", "Grade 2 or more")),
    ),
)  # fmt: skip
OXYGEN = Measure(
    "oxygen-saturation", Text("以后再测的血氧饱和度", "Oxygen saturation, measured later"), "%", 40, 75, 100, 100, dangers=_LOW
)
HEART_SCREEN = Section(
    Text(
        "心脏筛查读数（出生6～72小时；两次相隔2～4小时）",
        "Readings of the heart screen (6 to 72 hours; twice, 2 to 4 hours apart)",
    ),
    (
        Measure("oxygen-hand-1", Text("第1次：右手", "First: right hand"), "%", 40, 75, 100, 100, dangers=_LOW),
        Measure("oxygen-foot-1", Text("第1次：足", "First: foot"), "%", 40, 75, 100, 100, dangers=_LOW),
        Measure("oxygen-hand-2", Text("第2次：右手", "Second: right hand"), "%", 40, 75, 100, 100, dangers=_LOW),
        Measure("oxygen-foot-2", Text("第2次：足", "Second: foot"), "%", 40, 75, 100, 100, dangers=_LOW),
        MURMUR, OXYGEN,
    ),
    folded=True,
)  # fmt: skip
