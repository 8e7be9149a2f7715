"""Parts of the forms of pregnancy that few visits need, folded away: laboratory, history, uterus and heart, what was said, where she was referred.

After the norm's record forms. Left out because no rule needs them: partner, number of pregnancies and vaginal births (they decide nothing here and
rank nobody), mental illness in the family. A vaginal discharge is normal or not: which infection it is belongs to those who treat it.
"""

from wanhu.engine.forms import Choice, Danger, Measure, Option, Section
from wanhu.engine.text import Text
from wanhu.rules.forms.questions import LOOKED, NO, URINE_BLOOD, URINE_CASTS, URINE_GLUCOSE, URINE_KETONE, URINE_WHITE_CELLS, YES
from wanhu.rules.forms.risk_screening import RISK_SCREENING

URINE = (URINE_GLUCOSE, URINE_KETONE, URINE_BLOOD, URINE_WHITE_CELLS, URINE_CASTS)
SCREENED_AGAIN = Section(
    Text("情况有变化时：再做风险筛查", "When something changed: screen the risk again"), (RISK_SCREENING,), folded=True
)

LABORATORY = Section(
    Text("化验结果（有报告再填）", "Laboratory (when there is a report)"),
    (
        Measure("platelets", Text("血小板", "Platelets"), "10⁹/L", 1, 40, 500, 1500, dangers=(Danger("platelets-critical", at_most=29),)),
        Measure("white-cells", Text("白细胞", "White cells"), "10⁹/L", 0.5, 3, 25, 80, 1),
        Choice("blood-group", Text("ABO血型", "Blood group"), (Option("A", Text("A型", "A")), Option("B", Text("B型", "B")),
               Option("O", Text("O型", "O")), Option("AB", Text("AB型", "AB")))),
        Choice("rhesus", Text("Rh血型", "Rhesus factor"), (Option("positive", Text("阳性", "Positive")), Option("negative", Text("阴性", "Negative")))),
        Measure("glucose-fasting", Text("空腹血糖", "Fasting glucose"), "mmol/L", 1, 3, 11, 40, 1),
        Measure("hba1c", Text("糖化血红蛋白", "HbA1c"), "%", 2, 3.5, 9, 20, 1),
        Measure("alt", Text("谷丙转氨酶", "ALT"), "U/L", 0, 3, 200, 10000),
        Measure("ast", Text("谷草转氨酶", "AST"), "U/L", 0, 3, 200, 10000),
        Measure("albumin", Text("白蛋白", "Albumin"), "g/L", 10, 20, 55, 70),
        Measure("bilirubin-total", Text("总胆红素", "Total bilirubin"), "μmol/L", 0, 1, 60, 800, 1),
        Measure("bilirubin-direct", Text("结合胆红素", "Direct bilirubin"), "μmol/L", 0, 0, 30, 800, 1),
        Measure("creatinine", Text("血清肌酐", "Creatinine"), "μmol/L", 5, 20, 200, 2000),
        Measure("urea", Text("血尿素", "Urea"), "mmol/L", 0.3, 1, 12, 60, 1),
        Measure("urine-protein-24h", Text("24小时尿蛋白", "Protein in 24 hours"), "g", 0, 0, 5, 40, 2),
        Measure("ferritin", Text("铁蛋白", "Ferritin"), "μg/L", 1, 3, 400, 5000),
        Choice("vaginal-discharge", Text("阴道分泌物", "Vaginal discharge"), LOOKED),
        Choice("vaginal-cleanliness", Text("阴道清洁度", "Vaginal cleanliness"),
               (Option("1", Text("Ⅰ", "I")), Option("2", Text("Ⅱ", "II")), Option("3", Text("Ⅲ", "III")), Option("4", Text("Ⅳ", "IV")))),
        Measure("ogtt-fasting", Text("糖耐量：空腹", "Glucose tolerance: fasting"), "mmol/L", 1, 3, 11, 40, 1),
        Measure("ogtt-1h", Text("糖耐量：1小时", "Glucose tolerance: 1 hour"), "mmol/L", 1, 4, 20, 40, 1),
        Measure("ogtt-2h", Text("糖耐量：2小时", "Glucose tolerance: 2 hours"), "mmol/L", 1, 4, 20, 40, 1),
    ),
    folded=True,
)  # fmt: skip

HOSPITAL = Section(
    Text("胎盘、子宫和心脏（照医院报告填）", "Placenta, womb and heart (as the hospital's report says)"),
    (
        Choice(
            "placenta", Text("胎盘", "Placenta"),
            (Option("normal", Text("正常", "Normal")), Option("low-lying", Text("低置", "Low-lying")), Option("central-praevia", Text("中央性前置", "Central praevia")),
             Option("accreta-suspected", Text("可疑植入", "Accreta suspected")), Option("pernicious-praevia", Text("凶险性前置", "Pernicious praevia")),
             Option("abruption", Text("早剥", "Abruption"))),
        ),
        Measure("uterine-surgeries", Text("子宫手术共几次（含剖宫产）", "Surgeries of the womb in all, caesareans too"), "次", 0, 0, 4, 15),
        Measure("uterine-surgery-months", Text("最近一次子宫手术距今几个月", "Months since the last surgery of the womb"), "月", 0, 1, 300, 480),
        Measure("ejection-fraction", Text("左室射血分数", "Ejection fraction"), "%", 5, 30, 80, 95),
        Measure("pulmonary-artery-pressure", Text("肺动脉压", "Pulmonary artery pressure"), "mmHg", 5, 10, 80, 200),
    ),
    folded=True,
)  # fmt: skip

HISTORY = Section(
    Text("她和家里的病史", "Her history and her family's"),
    (
        Choice(
            "past-illness", Text("既往史", "Illnesses before"),
            (Option("heart", Text("心脏病", "Heart")), Option("kidney", Text("肾脏疾病", "Kidneys")), Option("liver", Text("肝脏疾病", "Liver")),
             Option("hypertension", Text("高血压", "Hypertension")), Option("anaemia", Text("贫血", "Anaemia")), Option("diabetes", Text("糖尿病", "Diabetes")),
             Option("other", Text("其他", "Another"))),
            many=True,
        ),
        Choice(
            "family-illness", Text("家族史", "Illnesses of the family"),
            (Option("hereditary", Text("遗传性疾病", "Hereditary")), Option("hypertension", Text("高血压", "Hypertension")),
             Option("diabetes", Text("糖尿病", "Diabetes")), Option("coagulation", Text("凝血异常", "Coagulation")), Option("other", Text("其他", "Another"))),
            many=True,
        ),
        Choice(
            "exposures", Text("个人史", "What she is exposed to"),
            (Option("smoking", Text("吸烟", "Smoking")), Option("alcohol", Text("饮酒", "Alcohol")), Option("medicines", Text("服用药物", "Medicines")),
             Option("toxic", Text("接触有毒有害物质", "Toxic substances")), Option("radiation", Text("接触放射线", "Radiation")), Option("other", Text("其他", "Another"))),
            many=True,
        ),
        Choice("gynaecological-surgery", Text("妇产科手术史", "Gynaecological surgery before"), (YES, NO)),
    ),
    folded=True,
)  # fmt: skip

COMPLAINT = Choice(
    "complaint", Text("她说的不舒服（主诉）", "What troubles her"),
    (Option("dizzy", Text("头晕、头痛", "Dizzy or headache")), Option("nausea", Text("恶心、呕吐", "Nausea or vomiting")), Option("swelling", Text("脚肿", "Swollen feet")),
     Option("belly", Text("腹胀、腹痛", "Belly feels tight or hurts")), Option("itching", Text("皮肤瘙痒", "Itching skin")),
     Option("urinating", Text("尿频、尿痛", "Urinates often or with pain")),
     Option("sleep", Text("睡不好", "Sleeps badly")), Option("other", Text("其他", "Something else"))),
    many=True,
)  # fmt: skip
FETAL_POSITION = Choice(
    "fetal-position", Text("胎方位（会查再填）", "Position in detail (if you can tell)"),
    (Option("LOA", Text("左枕前", "LOA")), Option("ROA", Text("右枕前", "ROA")), Option("LOT", Text("左枕横", "LOT")), Option("ROT", Text("右枕横", "ROT")),
     Option("LOP", Text("左枕后", "LOP")), Option("ROP", Text("右枕后", "ROP")), Option("LSA", Text("左骶前", "LSA")), Option("RSA", Text("右骶前", "RSA")),
     Option("other", Text("其他", "Another"))),
)  # fmt: skip
GIRTH = Measure("abdominal-girth", Text("腹围", "Girth of the belly"), "cm", 40, 60, 130, 200, 1)
GYNAECOLOGICAL_EXAM = Choice(
    "gynaecological-exam", Text("妇科检查：哪里异常", "Gynaecological examination: what is not normal"),
    (Option("vulva", Text("外阴", "Vulva")), Option("vagina", Text("阴道", "Vagina")), Option("cervix", Text("宫颈", "Cervix")), Option("uterus", Text("子宫", "Womb")),
     Option("adnexa", Text("附件", "Adnexa")), Option("declined", Text("她不做", "She declines"))),
    many=True,
)  # fmt: skip

_LIFE = Option("life", Text("生活方式、个人卫生", "Way of life, hygiene"))
_MOOD = Option("mood", Text("心理", "Mood"))
_FOOD = Option("food", Text("营养", "Food"))
_FEEDING = Option("feeding", Text("母乳喂养、新生儿护理", "Breastfeeding, care of the newborn"))
_OTHER = Option("other", Text("其他", "Something else"))
GUIDANCE = Text("这次指导了什么", "What she was advised on")
GUIDANCE_FIRST = Choice(
    "guidance", GUIDANCE,
    (_LIFE, _MOOD, _FOOD, Option("harm", Text("避免致畸因素和疾病对胚胎的影响", "Avoiding what harms the embryo")),
     Option("screening", Text("产前筛查宣传告知", "Prenatal screening")), _OTHER),
    many=True,
)  # fmt: skip
GUIDANCE_LATER = Choice(
    "guidance", GUIDANCE,
    (_LIFE, _MOOD, _FOOD, Option("exercise", Text("运动", "Exercise")), Option("watching", Text("自我监护", "Watching herself and the child")),
     Option("birth", Text("分娩准备", "Preparing for the birth")), _FEEDING, _OTHER),
    many=True,
)  # fmt: skip
GUIDANCE_AFTER_BIRTH = Choice("guidance", GUIDANCE, (_LIFE, _MOOD, _FOOD, _FEEDING, _OTHER), many=True)
REFERRED_FOR = Choice(
    "referral-reason", Text("转诊原因", "Referred because of"),
    (Option("danger-sign", Text("危急征象", "A danger sign")), Option("pressure", Text("血压", "Pressure")), Option("blood", Text("贫血或血小板", "Anaemia or platelets")),
     Option("sugar", Text("血糖", "Sugar")), Option("fetus", Text("胎儿、胎盘或胎位", "The child, the placenta or its position")),
     Option("colour", Text("风险评估", "Grading of the risk")), Option("after-birth", Text("产后问题", "A trouble after the birth")), _OTHER),
    many=True,
)  # fmt: skip
REFERRED_TO = Choice(
    "referral-place", Text("转到哪里", "Referred to"),
    (Option("township", Text("乡镇卫生院", "Township health centre")), Option("level-2", Text("二级医院", "Hospital of level 2")),
     Option("level-3", Text("三级医院", "Hospital of level 3")), Option("critical-centre", Text("危重孕产妇救治中心", "Centre for critically ill mothers")),
     Option("birth-hospital", Text("原分娩医院", "The hospital of the birth"))),
)  # fmt: skip
SAID = Text("评估、指导和转诊去处", "Assessment, advice, and where she was referred")
