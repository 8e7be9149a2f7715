"""The mother after a birth: fever, blood pressure, and what the visit found not to be as it should.

Measurements: temperature (°C), systolic, diastolic (mmHg). Findings: lochia, uterus, wound, breasts (normal, abnormal),
postpartum-bleeding (yes, no; more than a heavy period), complication-unresolved (yes, no), recovery (recovered,
not-recovered). Only what was found since the birth counts, to the end of the 42-day
check's window. Breast and wound problems may be settled by the visiting worker; the others are reasons to refer. Thresholds from
experts' memory; the norm names the reasons.
"""

from datetime import date

from wanhu.engine.facts import births, found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.blood_pressure import MEASURED_RECENTLY, RAISED, SEVERE
from wanhu.rules.alerts.expecting import AFTER_BIRTH, RESULT, SIGN
from wanhu.rules.sources import MATERNAL, OBSTETRICS

REVIEW = date(2027, 9, 1)

_temperature = AFTER_BIRTH & (latest_day("temperature") >= births.born_on) & (latest_day("temperature") + SIGN >= today)
_pressure = (
    AFTER_BIRTH
    & MEASURED_RECENTLY
    & ((latest_day("systolic") >= births.born_on) | (latest_day("diastolic") >= births.born_on))
)  # fmt: skip

fever = Alert(
    "postpartum-fever", Text("产后体温≥38.0℃", "Temperature of 38.0 °C or more after birth"),
    Text("当天转诊，排除产褥感染。", "Refer today: rule out an infection of childbed."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=_temperature & (latest("temperature") >= 38.0),
    shows=(latest("temperature"), latest_day("temperature")),
)  # fmt: skip

warm = Alert(
    "postpartum-temperature", Text("产后体温37.5～37.9℃", "Temperature of 37.5 to 37.9 °C after birth"),
    Text("看乳房、恶露和伤口，4小时后复测；升高则转诊。", "Look at breasts, lochia and wound; measure again in 4 hours; if higher, refer."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_temperature & (latest("temperature") >= 37.5) & (latest("temperature") < 38.0),
    shows=(latest("temperature"), latest_day("temperature")),
)  # fmt: skip

severe_pressure = Alert(
    "postpartum-severe-hypertension", Text("产后血压≥160/110", "Blood pressure of 160/110 or more after birth"),
    Text("立即转诊；途中不离人。", "Refer at once; do not leave her alone on the way."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=_pressure & SEVERE,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)  # fmt: skip

raised_pressure = Alert(
    "postpartum-hypertension", Text("产后血压≥140/90", "Blood pressure of 140/90 or more after birth"),
    Text("休息15分钟后复测；仍高则转诊，有头痛、视物模糊当天转。", "Measure again after 15 minutes; if still high, refer, with headache or blurred sight today."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=_pressure & RAISED & ~SEVERE,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)  # fmt: skip

bleeding = Alert(
    "postpartum-bleeding", Text("产后出血多于月经量", "Bleeding after birth heavier than a period"),
    Text("立即转诊，拨打120，按摩子宫，途中不离人。", "Refer at once, call 120, massage the uterus, do not leave her alone on the way."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=AFTER_BIRTH & newest_finding("postpartum-bleeding").equals("yes")
    & (last_day(found("postpartum-bleeding")) + SIGN >= today) & (last_day(found("postpartum-bleeding")) >= births.born_on),
    shows=(newest_finding("postpartum-bleeding"), last_day(found("postpartum-bleeding"))),
)  # fmt: skip

recovery = Alert(
    "postpartum-recovery", Text("产后恶露或子宫复旧异常", "Lochia or the uterus not as it should be after birth"),
    Text("转诊到分娩医院或二级以上医院。", "Refer to the hospital of birth or one of level 2 or above."),
    source=MATERNAL, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=AFTER_BIRTH & (
        (newest_finding("lochia").equals("abnormal") & (last_day(found("lochia")) + RESULT >= today))
        | (newest_finding("uterus").equals("abnormal") & (last_day(found("uterus")) + RESULT >= today)
           & (last_day(found("uterus")) >= births.born_on))
    ),
    shows=(newest_finding("lochia"), newest_finding("uterus")),
)  # fmt: skip

soreness = Alert(
    "postpartum-wound-or-breasts", Text("产后伤口或乳房异常", "Wound or breasts not as they should be after birth"),
    Text("指导护理和哺乳，3天内再看；红肿、流脓或发热转诊。", "Advice on care and feeding, look again in 3 days; redness, pus or fever: refer."),
    source=MATERNAL, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=AFTER_BIRTH & (
        (newest_finding("wound").equals("abnormal") & (last_day(found("wound")) + RESULT >= today))
        | (newest_finding("breasts").equals("abnormal") & (last_day(found("breasts")) + RESULT >= today)
           & (last_day(found("breasts")) >= births.born_on))
    ),
    shows=(newest_finding("wound"), newest_finding("breasts")),
)  # fmt: skip

complication = Alert(
    "postpartum-complication", Text("孕期并发症产后仍未恢复", "A complication of the pregnancy is not over after the birth"),
    Text("转诊到分娩医院或二级以上医院。", "Refer to the hospital of birth or one of level 2 or above."),
    source=MATERNAL, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=AFTER_BIRTH & newest_finding("complication-unresolved").equals("yes")
    & (last_day(found("complication-unresolved")) + RESULT >= today) & (last_day(found("complication-unresolved")) >= births.born_on),
    shows=(newest_finding("complication-unresolved"), last_day(found("complication-unresolved"))),
)  # fmt: skip

not_recovered = Alert(
    "postpartum-not-recovered", Text("产后42天未恢复", "Not recovered at 42 days"),
    Text("转到原分娩医院检查，两周内问结果。", "To the hospital of the birth; ask for the outcome within two weeks."),
    source=MATERNAL, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=AFTER_BIRTH & newest_finding("recovery").equals("not-recovered") & (last_day(found("recovery")) + RESULT >= today)
    & (last_day(found("recovery")) >= births.born_on),
    shows=(newest_finding("recovery"), last_day(found("recovery"))),
)  # fmt: skip

POSTPARTUM_ALERTS = (fever, warm, severe_pressure, raised_pressure, bleeding, recovery, soreness, complication, not_recovered)
