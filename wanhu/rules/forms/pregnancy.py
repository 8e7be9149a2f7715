"""Visits in pregnancy and after birth: the first antenatal check, the later contacts, the home visit after birth, the check at 42 days.

After the norm's record forms (first check, contacts 2 to 5, postnatal visit, 42 days). An ordinary visit fills in what is open; what few visits
need is folded away and stands in ``pregnancy_sections``. Texts are never required.
"""

from wanhu.engine.facts import pregnancies, today
from wanhu.engine.forms import Choice, Danger, Form, Measure, Only, Option, Section, Signs, Together, Told
from wanhu.engine.protocol import Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import FETUSES
from wanhu.rules.forms.pregnancy_sections import (
    COMPLAINT,
    FETAL_POSITION,
    GIRTH,
    GUIDANCE_AFTER_BIRTH,
    GUIDANCE_FIRST,
    GUIDANCE_LATER,
    GYNAECOLOGICAL_EXAM,
    HISTORY,
    HOSPITAL,
    LABORATORY,
    REFERRED_FOR,
    REFERRED_TO,
    SAID,
    SCREENED_AGAIN,
    URINE,
)  # fmt: skip
from wanhu.rules.forms.questions import (
    FETUSES_COUNTED,
    FOLIC_ACID,
    FOLIC_ACID_BOTTLES,
    FOLIC_ACID_HIGH_RISK,
    FOLIC_ACID_TAKEN,
    HAEMOGLOBIN,
    HAEMOGLOBIN_IN_PREGNANCY,
    HEART,
    HEIGHT_OF_WOMAN,
    LOOKED,
    LUNGS,
    MOOD,
    NEXT_VISIT,
    NO,
    OVERALL,
    PRESSURE_AFTER_BIRTH,
    PRESSURE_AGAIN,
    PRESSURE_IN_PREGNANCY,
    REFERRAL,
    TEMPERATURE_AFTER_BIRTH,
    TEMPERATURE_IN_PREGNANCY,
    URINE_PROTEIN,
    WEIGHT_BEFORE_PREGNANCY,
    WEIGHT_OF_WOMAN,
    YES,
)  # fmt: skip

_FOLIC_ACID_MORE = (FOLIC_ACID_HIGH_RISK, FOLIC_ACID_BOTTLES, FOLIC_ACID_TAKEN)
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
        Option("persistent-vomiting", Text("一直呕吐，吃不下东西", "Keeps vomiting, cannot eat"), danger="persistent-vomiting"),
    ),
)  # fmt: skip
_PROTEIN = ("1+", "2+", "3+", "4+")
# Raised pressure is told by itself only from 160/110 on, and vomiting only as something to be tested: with the other answer they are more.
PRE_ECLAMPSIA = Together(
    "pre-eclampsia-suspected",
    (
        (Told("systolic", at_least=140), Told("diastolic", at_least=90)),
        (Told("urine-protein", values=_PROTEIN), Told("urine-protein-24h", at_least=0.3)),
    ),
    unless=(Told("systolic", at_least=160), Told("diastolic", at_least=110)),
    when=~(today < pregnancies.lmp + weeks(20)).or_else(False),
)  # fmt: skip
VOMITING_WITH_KETONES = Together(
    "vomiting-with-ketones", ((Told("persistent-vomiting", values=("yes",)),), (Told("urine-ketone", values=_PROTEIN),)),
    instead_of=("persistent-vomiting",),
)  # fmt: skip
TOGETHER = (PRE_ECLAMPSIA, VOMITING_WITH_KETONES)

_HEART_RATE_OUT_OF_BAND = (Danger("fetal-heart-rate", at_least=161), Danger("fetal-heart-rate", at_most=109))
FETAL_HEART_RATES = (
    Measure("fetal-heart-rate", Text("胎心率", "Fetal heart rate"), "次/分", 30, 100, 180, 260, dangers=_HEART_RATE_OUT_OF_BAND),
    Only(
        FETUSES >= 2,
        Measure("fetal-heart-rate-2", Text("第二个胎儿的胎心率", "Heart rate of the second fetus"), "次/分", 30, 100, 180, 260, dangers=_HEART_RATE_OUT_OF_BAND),
    ),
    Only(
        FETUSES >= 3,
        Measure("fetal-heart-rate-3", Text("第三个胎儿的胎心率", "Heart rate of the third fetus"), "次/分", 30, 100, 180, 260, dangers=_HEART_RATE_OUT_OF_BAND),
    ),
)  # fmt: skip
FUNDAL_HEIGHT = Measure("fundal-height", Text("宫底高度", "Fundal height"), "cm", 5, 10, 42, 60, 1)
PRESENTATION = Choice(
    "presentation", Text("胎位", "How the child lies"),
    (Option("cephalic", Text("头位", "Head down")), Option("breech", Text("臀位", "Breech")), Option("transverse", Text("横位", "Transverse")),
     Option("oblique", Text("斜位", "Oblique")), Option("unclear", Text("不清", "Not clear"))),
)  # fmt: skip
MOVEMENTS = Measure("fetal-movements-2h", Text("2小时胎动", "Movements in 2 hours"), "次", 0, 3, 100, 300)

NOW = Text("先看有没有危险", "Danger first")
MEASURED = Text("量一量", "Measure")
AFTERWARDS = Text("这次之后", "Afterwards")

first = Form(
    "antenatal-first", Text("第1次产前检查", "First antenatal check"), Subject.PREGNANCY, ("antenatal-1",), minutes=40, together=TOGETHER,
    sections=(
        Section(NOW, (DANGER_SIGNS,)),
        Section(
            MEASURED,
            (PRESSURE_IN_PREGNANCY, WEIGHT_BEFORE_PREGNANCY, WEIGHT_OF_WOMAN, HEIGHT_OF_WOMAN, HAEMOGLOBIN_IN_PREGNANCY, URINE_PROTEIN),
        ),
        Section(
            Text("问一问、听一听", "Ask and listen"),
            (
                FETUSES_COUNTED,
                Measure("caesareans", Text("做过几次剖宫产", "Caesareans so far"), "次", 0, 0, 4, 15),
                Choice("uterine-scar", Text("子宫有瘢痕", "Scar of the womb"), (YES, NO)),
                Choice("conception", Text("怎样怀上的", "How she conceived"),
                       (Option("natural", Text("自然怀孕", "Naturally")), Option("assisted", Text("辅助生殖", "With assistance")))),
                HEART, LUNGS, MOOD, FOLIC_ACID,
            ),
        ),
        HISTORY,
        Section(
            Text("还可以记", "If looked at"),
            (PRESSURE_AGAIN, TEMPERATURE_IN_PREGNANCY, COMPLAINT, GYNAECOLOGICAL_EXAM, *URINE, *_FOLIC_ACID_MORE), folded=True,
        ),
        LABORATORY,
        HOSPITAL,
        Section(SAID, (OVERALL, GUIDANCE_FIRST, REFERRED_FOR, REFERRED_TO), folded=True),
        Section(AFTERWARDS, (REFERRAL, NEXT_VISIT)),
    ),
)  # fmt: skip

antenatal = Form(
    "antenatal", Text("产前随访", "Antenatal contact"), Subject.PREGNANCY, ("antenatal",), minutes=20, together=TOGETHER,
    sections=(
        Section(NOW, (DANGER_SIGNS,)),
        Section(
            MEASURED,
            (PRESSURE_IN_PREGNANCY, WEIGHT_OF_WOMAN, FUNDAL_HEIGHT, *FETAL_HEART_RATES, PRESENTATION, HAEMOGLOBIN_IN_PREGNANCY, URINE_PROTEIN),
        ),
        Section(
            Text("还可以记", "If looked at"),
            (PRESSURE_AGAIN, TEMPERATURE_IN_PREGNANCY, FETUSES_COUNTED, MOVEMENTS, COMPLAINT, GIRTH, FETAL_POSITION, *URINE, MOOD), folded=True,
        ),
        LABORATORY,
        HOSPITAL,
        SCREENED_AGAIN,
        Section(SAID, (OVERALL, GUIDANCE_LATER, REFERRED_FOR, REFERRED_TO), folded=True),
        Section(AFTERWARDS, (REFERRAL, NEXT_VISIT)),
    ),
)  # fmt: skip

risk_follow_up = Form(
    "risk-follow-up", Text("高危孕妇随访", "Follow-up of a pregnancy at risk"), Subject.PREGNANCY, ("risk-follow-up",), minutes=20, mode="home",
    together=(PRE_ECLAMPSIA,),
    sections=(
        Section(NOW, (DANGER_SIGNS,)),
        Section(MEASURED, (PRESSURE_IN_PREGNANCY, WEIGHT_OF_WOMAN, *FETAL_HEART_RATES, URINE_PROTEIN, TEMPERATURE_IN_PREGNANCY)),
        Section(Text("还可以记", "If looked at"), (PRESSURE_AGAIN, COMPLAINT), folded=True),
        LABORATORY,
        HOSPITAL,
        SCREENED_AGAIN,
        Section(SAID, (OVERALL, REFERRED_FOR, REFERRED_TO), folded=True),
        Section(AFTERWARDS, (REFERRAL, NEXT_VISIT)),
    ),
)  # fmt: skip

_RECOVERY = (
    Choice("breasts", Text("乳房", "Breasts"), LOOKED), Choice("lochia", Text("恶露", "Lochia"), LOOKED), Choice("uterus", Text("子宫", "Uterus"), LOOKED),
    Choice("wound", Text("伤口", "Wound"), LOOKED),
    Choice("complication-unresolved", Text("孕期的并发症（血压、血糖等）", "Complications of the pregnancy (pressure, sugar …)"),
           (Option("no", Text("没有，或已好", "None, or over")), Option("yes", Text("还没有好", "Not over yet")))),
)  # fmt: skip
_BLEEDING = Signs(
    "danger-signs-after-birth", Text("现在有没有这些情况", "Is any of these there now"),
    (Option("postpartum-bleeding", Text("出血比月经多", "Bleeding more than a period"), danger="postpartum-bleeding"),),
)  # fmt: skip
_GENERAL = Choice("general-condition", Text("一般健康情况", "General condition"), LOOKED)

postnatal = Form(
    "postnatal-visit", Text("产后访视", "Postnatal home visit"), Subject.PREGNANCY, ("postnatal-visit", "postnatal-contact"), minutes=40, mode="home",
    sections=(
        Section(NOW, (_BLEEDING,)),
        Section(MEASURED, (TEMPERATURE_AFTER_BIRTH, PRESSURE_AFTER_BIRTH)),
        Section(Text("看一看", "Look"), (_GENERAL, *_RECOVERY, MOOD)),
        Section(SAID, (OVERALL, GUIDANCE_AFTER_BIRTH, REFERRED_FOR, REFERRED_TO), folded=True),
        Section(AFTERWARDS, (REFERRAL, NEXT_VISIT)),
    ),
)  # fmt: skip

postnatal_42 = Form(
    "postnatal-42", Text("产后42天检查", "Check at 42 days"), Subject.PREGNANCY, ("postnatal-42",), minutes=30,
    sections=(
        Section(MEASURED, (PRESSURE_AFTER_BIRTH, WEIGHT_OF_WOMAN, HAEMOGLOBIN)),
        Section(
            Text("看一看", "Look"),
            (
                _GENERAL, *_RECOVERY, MOOD,
                Choice("recovery", Text("恢复情况", "Recovery"),
                       (Option("recovered", Text("已恢复，结案", "Recovered; closed")), Option("not-recovered", Text("未恢复，转诊", "Not recovered; referred")))),
            ),
        ),
        Section(SAID, (GUIDANCE_AFTER_BIRTH, REFERRED_FOR, REFERRED_TO), folded=True),
        Section(AFTERWARDS, (REFERRAL,)),
    ),
)  # fmt: skip

PREGNANCY_FORMS = (first, antenatal, risk_follow_up, postnatal, postnatal_42)
