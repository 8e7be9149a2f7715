"""Visits in pregnancy and after birth: the first antenatal check, the later contacts, the home visit after birth, the check at 42 days.

After the norm's record forms (first check, contacts 2 to 5, postnatal visit, 42 days); texts are never required. What a laboratory finds is folded
away: few village clinics have it. Deliveries, miscarriages and the husband are not asked: no rule here needs them.
"""

from wanhu.engine.forms import Choice, Danger, Form, Measure, Option, Section, Signs
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules.forms.questions import (
    FOLIC_ACID,
    HAEMOGLOBIN,
    HEART,
    HEIGHT_OF_WOMAN,
    LOOKED,
    LUNGS,
    MOOD,
    PRESSURE_AFTER_BIRTH,
    PRESSURE_IN_PREGNANCY,
    REFERRAL,
    TEMPERATURE_AFTER_BIRTH,
    TEMPERATURE_IN_PREGNANCY,
    URINE_BLOOD,
    URINE_GLUCOSE,
    URINE_KETONE,
    URINE_PROTEIN,
    WEIGHT_OF_WOMAN,
)

DANGER_SIGNS = Signs(
    "danger-signs", Text("现在有没有这些情况", "Is any of these there now"),
    options=(
        Option("vaginal-bleeding", Text("阴道流血", "Bleeding from the vagina"), danger="vaginal-bleeding"),
        Option("severe-headache", Text("剧烈头痛", "Severe headache"), danger="severe-headache"),
        Option("visual-disturbance", Text("看东西模糊", "Blurred sight"), danger="severe-headache"),
        Option("convulsion", Text("抽搐", "Convulsion"), danger="convulsion"),
        Option("unconscious", Text("昏迷过", "Lost consciousness"), danger="unconscious"),
        Option("chest-tightness", Text("胸闷、气促、心慌或不能平卧", "Tight chest, breathless, palpitations, cannot lie flat"), danger="chest-tightness"),
        Option("severe-abdominal-pain", Text("剧烈腹痛", "Severe pain of the belly"), danger="severe-abdominal-pain"),
        Option("membranes-ruptured", Text("破水", "Waters broken"), danger="membranes-ruptured-early"),
        Option("contractions", Text("肚子一阵阵发紧（规律宫缩）", "Regular contractions"), danger="contractions-early"),
        Option("reduced-fetal-movement", Text("胎动没有了或明显减少", "The child moves less or not at all"), danger="reduced-fetal-movement"),
        Option("generalised-oedema", Text("突然全身水肿", "Sudden swelling all over"), danger="generalised-oedema"),
        Option("persistent-vomiting", Text("一直呕吐，吃不下东西", "Keeps vomiting, cannot eat")),
    ),
)  # fmt: skip
FETAL_HEART_RATE = Measure(
    "fetal-heart-rate", Text("胎心率", "Fetal heart rate"), "次/分", 30, 100, 180, 260,
    dangers=(Danger("fetal-heart-rate", at_least=161), Danger("fetal-heart-rate", at_most=109)),
)  # fmt: skip
FUNDAL_HEIGHT = Measure("fundal-height", Text("宫底高度", "Fundal height"), "cm", 5, 10, 42, 60, 1)
PRESENTATION = Choice(
    "presentation", Text("胎位", "How the child lies"),
    (Option("cephalic", Text("头位", "Head down")), Option("breech", Text("臀位", "Breech")), Option("transverse", Text("横位", "Transverse")),
     Option("oblique", Text("斜位", "Oblique")), Option("unclear", Text("不清", "Not clear"))),
)  # fmt: skip
MOVEMENTS = Measure("fetal-movements-2h", Text("2小时胎动", "Movements in 2 hours"), "次", 0, 3, 100, 300)

LABORATORY = Section(
    Text("化验结果（有报告再填）", "Laboratory (when there is a report)"),
    (
        Measure("platelets", Text("血小板", "Platelets"), "10⁹/L", 1, 40, 500, 1500),
        Measure("white-cells", Text("白细胞", "White cells"), "10⁹/L", 0.5, 3, 25, 80, 1),
        Choice("rhesus", Text("Rh血型", "Rhesus factor"), (Option("positive", Text("阳性", "Positive")), Option("negative", Text("阴性", "Negative")))),
        Measure("glucose-fasting", Text("空腹血糖", "Fasting glucose"), "mmol/L", 1, 3, 11, 40, 1),
        Measure("alt", Text("谷丙转氨酶", "ALT"), "U/L", 0, 3, 200, 10000),
        Measure("ast", Text("谷草转氨酶", "AST"), "U/L", 0, 3, 200, 10000),
        Measure("albumin", Text("白蛋白", "Albumin"), "g/L", 10, 20, 55, 70),
        Measure("bilirubin-total", Text("总胆红素", "Total bilirubin"), "μmol/L", 0, 1, 60, 800, 1),
        Measure("creatinine", Text("血清肌酐", "Creatinine"), "μmol/L", 5, 20, 200, 2000),
        Measure("ferritin", Text("铁蛋白", "Ferritin"), "μg/L", 1, 3, 400, 5000),
        Choice("vaginal-cleanliness", Text("阴道清洁度", "Vaginal cleanliness"),
               (Option("1", Text("Ⅰ", "I")), Option("2", Text("Ⅱ", "II")), Option("3", Text("Ⅲ", "III")), Option("4", Text("Ⅳ", "IV")))),
        Measure("ogtt-fasting", Text("糖耐量：空腹", "Glucose tolerance: fasting"), "mmol/L", 1, 3, 11, 40, 1),
        Measure("ogtt-1h", Text("糖耐量：1小时", "Glucose tolerance: 1 hour"), "mmol/L", 1, 4, 20, 40, 1),
        Measure("ogtt-2h", Text("糖耐量：2小时", "Glucose tolerance: 2 hours"), "mmol/L", 1, 4, 20, 40, 1),
    ),
    folded=True,
)  # fmt: skip
NOW = Text("先看有没有危险", "Danger first")
MEASURED = Text("量一量", "Measure")
AFTERWARDS = Text("这次之后", "Afterwards")

first = Form(
    "antenatal-first", Text("第1次产前检查", "First antenatal check"), Subject.PREGNANCY, ("antenatal-1",), minutes=40,
    sections=(
        Section(NOW, (DANGER_SIGNS,)),
        Section(MEASURED, (PRESSURE_IN_PREGNANCY, WEIGHT_OF_WOMAN, HEIGHT_OF_WOMAN, HAEMOGLOBIN, URINE_PROTEIN)),
        Section(
            Text("问一问、听一听", "Ask and listen"),
            (
                Measure("caesareans", Text("做过几次剖宫产", "Caesareans so far"), "次", 0, 0, 4, 15),
                Choice("uterine-scar", Text("子宫有瘢痕", "Scar of the womb"), (Option("yes", Text("有", "Yes")), Option("no", Text("无", "No")))),
                Choice("conception", Text("怎样怀上的", "How she conceived"),
                       (Option("natural", Text("自然怀孕", "Naturally")), Option("assisted", Text("辅助生殖", "With assistance")))),
                HEART, LUNGS, Choice("gynaecological-exam", Text("妇科检查", "Gynaecological examination"), LOOKED), MOOD, FOLIC_ACID,
            ),
        ),
        Section(Text("尿和血", "Urine and blood"), (URINE_GLUCOSE, URINE_KETONE, URINE_BLOOD), folded=True),
        LABORATORY,
        Section(AFTERWARDS, (REFERRAL,)),
    ),
)  # fmt: skip

antenatal = Form(
    "antenatal", Text("产前随访", "Antenatal contact"), Subject.PREGNANCY, ("antenatal",), minutes=20,
    sections=(
        Section(NOW, (DANGER_SIGNS,)),
        Section(MEASURED, (PRESSURE_IN_PREGNANCY, WEIGHT_OF_WOMAN, FUNDAL_HEIGHT, FETAL_HEART_RATE, PRESENTATION, HAEMOGLOBIN, URINE_PROTEIN)),
        Section(Text("还可以记", "If looked at"), (TEMPERATURE_IN_PREGNANCY, MOVEMENTS, URINE_GLUCOSE, URINE_KETONE, URINE_BLOOD, MOOD), folded=True),
        LABORATORY,
        Section(AFTERWARDS, (REFERRAL,)),
    ),
)  # fmt: skip

risk_follow_up = Form(
    "risk-follow-up", Text("高危孕妇随访", "Follow-up of a pregnancy at risk"), Subject.PREGNANCY, ("risk-follow-up",), minutes=20, mode="home",
    sections=(
        Section(NOW, (DANGER_SIGNS,)),
        Section(MEASURED, (PRESSURE_IN_PREGNANCY, WEIGHT_OF_WOMAN, FETAL_HEART_RATE, URINE_PROTEIN, TEMPERATURE_IN_PREGNANCY)),
        LABORATORY,
        Section(AFTERWARDS, (REFERRAL,)),
    ),
)  # fmt: skip

_RECOVERY = (
    Choice("breasts", Text("乳房", "Breasts"), LOOKED), Choice("lochia", Text("恶露", "Lochia"), LOOKED), Choice("uterus", Text("子宫", "Uterus"), LOOKED),
    Choice("wound", Text("伤口", "Wound"), LOOKED),
)  # fmt: skip
_BLEEDING = Signs(
    "danger-signs-after-birth", Text("现在有没有这些情况", "Is any of these there now"),
    (Option("postpartum-bleeding", Text("出血比月经多", "Bleeding more than a period"), danger="postpartum-bleeding"),),
)  # fmt: skip

postnatal = Form(
    "postnatal-visit", Text("产后访视", "Postnatal home visit"), Subject.PREGNANCY, ("postnatal-visit", "postnatal-contact"), minutes=40, mode="home",
    sections=(
        Section(NOW, (_BLEEDING,)),
        Section(MEASURED, (TEMPERATURE_AFTER_BIRTH, PRESSURE_AFTER_BIRTH)),
        Section(Text("看一看", "Look"), (*_RECOVERY, MOOD)),
        Section(AFTERWARDS, (REFERRAL,)),
    ),
)  # fmt: skip

postnatal_42 = Form(
    "postnatal-42", Text("产后42天检查", "Check at 42 days"), Subject.PREGNANCY, ("postnatal-42",), minutes=30,
    sections=(
        Section(MEASURED, (PRESSURE_AFTER_BIRTH, WEIGHT_OF_WOMAN, HAEMOGLOBIN)),
        Section(Text("看一看", "Look"), (*_RECOVERY, MOOD)),
        Section(AFTERWARDS, (REFERRAL,)),
    ),
)  # fmt: skip

PREGNANCY_FORMS = (first, antenatal, risk_follow_up, postnatal, postnatal_42)
