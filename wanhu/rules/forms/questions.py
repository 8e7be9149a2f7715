"""Questions that several forms ask: vital values, urine, blood, and what follows from a visit.

Limits are those of typing errors (design defaults, from the hard limits of the norm's forms where it has any). A ``Danger`` names the alert
whose instruction is shown while the form is still open.
"""

from wanhu.engine.forms import Choice, Danger, Measure, NextVisit, Option, PressurePair
from wanhu.engine.text import Text

NORMAL = Option("normal", Text("未见异常", "Nothing unusual"))
ABNORMAL = Option("abnormal", Text("异常", "Not normal"))
LOOKED = (NORMAL, ABNORMAL)
YES, NO = Option("yes", Text("有", "Yes")), Option("no", Text("无", "No"))
STRIP = (
    Option("-", Text("−", "−")), Option("±", Text("±", "±")), Option("1+", Text("1+", "1+")), Option("2+", Text("2+", "2+")),
    Option("3+", Text("3+", "3+")), Option("4+", Text("4+", "4+")),
)  # fmt: skip

PRESSURE_IN_PREGNANCY = PressurePair(
    Measure(
        "systolic", Text("收缩压", "Systolic"), "mmHg", 50, 80, 200, 280, dangers=(Danger("severe-hypertension", at_least=160),)
    ),
    Measure(
        "diastolic", Text("舒张压", "Diastolic"), "mmHg", 20, 40, 130, 180, dangers=(Danger("severe-hypertension", at_least=110),)
    ),
)
PRESSURE_AFTER_BIRTH = PressurePair(
    Measure(
        "systolic",
        Text("收缩压", "Systolic"),
        "mmHg",
        50,
        80,
        200,
        280,
        dangers=(Danger("postpartum-severe-hypertension", at_least=160),),
    ),
    Measure(
        "diastolic",
        Text("舒张压", "Diastolic"),
        "mmHg",
        20,
        40,
        130,
        180,
        dangers=(Danger("postpartum-severe-hypertension", at_least=110),),
    ),
)
PRESSURE = PressurePair(
    Measure("systolic", Text("收缩压", "Systolic"), "mmHg", 50, 80, 200, 280),
    Measure("diastolic", Text("舒张压", "Diastolic"), "mmHg", 20, 40, 130, 180),
)
WEIGHT_OF_WOMAN = Measure("weight", Text("体重", "Weight"), "kg", 25, 35, 130, 200, 1, weight=True, change=0.3)
HEIGHT_OF_WOMAN = Measure("height", Text("身高", "Height"), "cm", 100, 135, 185, 220, 1, change=0.04)
TEMPERATURE_IN_PREGNANCY = Measure(
    "temperature", Text("体温", "Temperature"), "℃", 33, 35, 40, 43, 1, dangers=(Danger("fever-in-pregnancy", at_least=38.5),)
)
TEMPERATURE_AFTER_BIRTH = Measure(
    "temperature", Text("体温", "Temperature"), "℃", 33, 35, 40, 43, 1, dangers=(Danger("postpartum-fever", at_least=38.0),)
)
HAEMOGLOBIN = Measure("haemoglobin", Text("血红蛋白", "Haemoglobin"), "g/L", 20, 60, 180, 220)
HAEMOGLOBIN_IN_PREGNANCY = Measure(
    "haemoglobin", Text("血红蛋白", "Haemoglobin"), "g/L", 20, 60, 180, 220, dangers=(Danger("anaemia-extreme", at_most=39),)
)
FETUSES_COUNTED = Measure("fetuses", Text("胎数", "Number of fetuses"), "胎", 1, 1, 3, 5)
WEIGHT_BEFORE_PREGNANCY = Measure(
    "pre-pregnancy-weight", Text("孕前体重", "Weight before the pregnancy"), "kg", 25, 35, 130, 200, 1, weight=True
)
PRESSURE_AGAIN = Choice(
    "pressure-again", Text("血压高时：休息后复测", "If the pressure was high: measured again after rest"),
    (Option("high", Text("仍≥140/90", "Still 140/90 or more")), Option("normal", Text("低于140/90", "Below 140/90"))),
)  # fmt: skip
URINE_PROTEIN = Choice("urine-protein", Text("尿蛋白", "Protein in the urine"), STRIP)
URINE_GLUCOSE = Choice("urine-glucose", Text("尿糖", "Glucose in the urine"), STRIP)
URINE_KETONE = Choice("urine-ketone", Text("尿酮体", "Ketones in the urine"), STRIP)
URINE_BLOOD = Choice("urine-blood", Text("尿潜血", "Blood in the urine"), STRIP)
URINE_WHITE_CELLS = Choice("urine-white-cells", Text("尿白细胞", "White cells in the urine"), STRIP)
URINE_CASTS = Choice("urine-casts", Text("尿管型", "Casts in the urine"), (STRIP[0], Option("1+", Text("有", "Seen"))))
HEART = Choice("heart-sounds", Text("听诊：心脏", "Heart sounds"), LOOKED)
LUNGS = Choice("lung-sounds", Text("听诊：肺部", "Lung sounds"), LOOKED)

# Only that it was offered. What she said is a result of the restricted class and has no box on an ordinary form.
MOOD = Choice(
    "mood-talk", Text("情绪与睡眠（谈了什么不写在这里）", "Mood and sleep (what she says is not written here)"),
    (Option("offered", Text("问过她愿不愿意谈", "Asked whether she wishes to talk")),),
)  # fmt: skip
REFERRAL = Choice(
    "referral", Text("这次转诊了吗", "Referred this time"),
    (
        Option("none", Text("没有转诊", "Not referred")),
        Option("made", Text("已转诊（两周内会提醒您问结果）", "Referred (you will be reminded to ask within two weeks)")),
    ),
)  # fmt: skip
NEXT_VISIT = NextVisit(
    "next-visit", Text("约好的下次日子（医院或这里约了再填）", "Next visit agreed on (here or by the hospital)")
)
NEXT_VISIT_OF_CHILD = NextVisit(
    "next-visit-child",
    Text("约好的下次日子（医院或这里约了再填）", "Next visit agreed on (here or by the hospital)"),
    longest=190,
)
REFERRAL_OUTCOME = Choice(
    "referral-outcome", Text("转诊结果", "What became of the referral"),
    (
        Option("seen", Text("已就诊，回家", "Seen, and home again")),
        Option("admitted", Text("已住院", "Admitted")),
        Option("not-needed", Text("医院认为不需要处理", "The hospital found nothing to do")), Option("not-reached", Text("没有联系上", "Not reached")),
        Option("declined", Text("本人（监护人）没有去", "She or the guardian did not go")),
    ),
)  # fmt: skip
FOLIC_ACID = Choice(
    "folic-acid",
    Text("叶酸", "Folic acid"),
    (Option("given", Text("已发放", "Given")), Option("declined", Text("她不需要", "She does not want it"))),
)
FOLIC_ACID_HIGH_RISK = Choice(
    "folic-acid-high-risk",
    Text(
        "生过神经管缺陷的孩子、本人有，或有糖尿病、癫痫用药",
        "A neural tube defect (a child or herself), diabetes, or medicine for epilepsy",
    ),
    (YES, NO),
)
FOLIC_ACID_BOTTLES = Measure(
    "folic-acid-bottles", Text("累计发了几瓶叶酸", "Bottles of folic acid given so far"), "瓶", 0, 0, 6, 6
)
FOLIC_ACID_TAKEN = Choice(
    "folic-acid-taken", Text("叶酸吃得怎样", "How she takes folic acid"),
    (Option("daily", Text("每天吃", "Every day")), Option("sometimes", Text("有时忘", "Sometimes forgets")), Option("not", Text("没有吃", "Not at all"))),
)  # fmt: skip
OVERALL = Choice("overall", Text("总体评估", "Taken together"), LOOKED)
