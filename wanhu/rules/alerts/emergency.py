"""Signs in pregnancy for which she goes to a hospital at once, whoever sees or hears of them.

Findings (value ``yes`` or ``no``): vaginal-bleeding, severe-headache, visual-disturbance, convulsion, unconscious, chest-tightness (also
for breathlessness, palpitations, being unable to lie flat), severe-abdominal-pain, membranes-ruptured, contractions,
reduced-fetal-movement, generalised-oedema, persistent-vomiting; urine-ketone (-, ±, 1+ to 4+). Measurements: fetal-heart-rate,
fetal-heart-rate-2 and -3 of twins and triplets (beats a minute), temperature (°C). Blood pressure stands in ``blood_pressure``. Before 37
weeks means up to 36+6 on the day of the finding; where the pregnancy is not dated it counts as before. Lists of textbook and WHO signs,
from experts' memory.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding, pregnancies, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, SIGN
from wanhu.rules.sources import OBSTETRICS

REVIEW = date(2027, 9, 1)
_AT_ONCE = "立即转诊，拨打120，途中不离人。"
_AT_ONCE_EN = "Refer at once and call 120; do not leave her alone on the way."

bleeding = Alert(
    "vaginal-bleeding", Text("孕期阴道流血", "Vaginal bleeding in pregnancy"),
    Text(_AT_ONCE + "不做阴道检查。", _AT_ONCE_EN + " No vaginal examination."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("vaginal-bleeding").equals("yes") & (last_day(found("vaginal-bleeding")) + SIGN >= today),
    shows=(newest_finding("vaginal-bleeding"), last_day(found("vaginal-bleeding"))),
)  # fmt: skip

headache = Alert(
    "severe-headache", Text("剧烈头痛或视物模糊", "Severe headache or disturbed vision"),
    Text("马上量血压，立即转诊。", "Measure the blood pressure now and refer at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & (
        (newest_finding("severe-headache").equals("yes") & (last_day(found("severe-headache")) + SIGN >= today))
        | (newest_finding("visual-disturbance").equals("yes") & (last_day(found("visual-disturbance")) + SIGN >= today))
    ),
    shows=(newest_finding("severe-headache"), newest_finding("visual-disturbance")),
)  # fmt: skip

convulsion = Alert(
    "convulsion", Text("抽搐", "Convulsion"),
    Text("侧卧、保持气道通畅，拨打120，立即转诊。", "Lay her on her side, keep the airway free, call 120 and refer at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("convulsion").equals("yes") & (last_day(found("convulsion")) + SIGN >= today),
    shows=(newest_finding("convulsion"), last_day(found("convulsion"))),
)  # fmt: skip

unconscious = Alert(
    "unconscious", Text("意识丧失", "Loss of consciousness"),
    Text("侧卧、保持气道通畅，拨打120，立即转诊。", "Lay her on her side, keep the airway free, call 120 and refer at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("unconscious").equals("yes") & (last_day(found("unconscious")) + SIGN >= today),
    shows=(newest_finding("unconscious"), last_day(found("unconscious"))),
)  # fmt: skip

chest_tightness = Alert(
    "chest-tightness", Text("胸闷、气促、心悸或不能平卧", "Tight chest, breathlessness, palpitations or unable to lie flat"),
    Text("半卧位，" + _AT_ONCE, "Half-sitting position. " + _AT_ONCE_EN),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("chest-tightness").equals("yes") & (last_day(found("chest-tightness")) + SIGN >= today),
    shows=(newest_finding("chest-tightness"), last_day(found("chest-tightness"))),
)  # fmt: skip

abdominal_pain = Alert(
    "severe-abdominal-pain", Text("剧烈腹痛", "Severe abdominal pain"), Text(_AT_ONCE, _AT_ONCE_EN),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("severe-abdominal-pain").equals("yes")
    & (last_day(found("severe-abdominal-pain")) + SIGN >= today),
    shows=(newest_finding("severe-abdominal-pain"), last_day(found("severe-abdominal-pain"))),
)  # fmt: skip

membranes = Alert(
    "membranes-ruptured-early", Text("37周前破水", "Waters broken before 37 weeks"),
    Text("平卧、抬高臀部，立即转诊。", "Lying flat with the hips raised; refer at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("membranes-ruptured").equals("yes") & (last_day(found("membranes-ruptured")) + SIGN >= today)
    & (last_day(found("membranes-ruptured")) < pregnancies.lmp + weeks(37)).or_else(True),
    shows=(newest_finding("membranes-ruptured"), last_day(found("membranes-ruptured"))),
)  # fmt: skip

contractions = Alert(
    "contractions-early", Text("37周前规律宫缩", "Regular contractions before 37 weeks"),
    Text("立即转诊到能救治早产儿的医院。", "Refer at once to a hospital that can care for a preterm child."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("contractions").equals("yes") & (last_day(found("contractions")) + SIGN >= today)
    & (last_day(found("contractions")) < pregnancies.lmp + weeks(37)).or_else(True),
    shows=(newest_finding("contractions"), last_day(found("contractions"))),
)  # fmt: skip

fewer_movements = Alert(
    "reduced-fetal-movement", Text("胎动消失或明显减少", "Fetal movements absent or much reduced"),
    Text("立即到医院做胎心监护，不要等到明天。", "To the hospital for fetal monitoring now, not tomorrow."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("reduced-fetal-movement").equals("yes")
    & (last_day(found("reduced-fetal-movement")) + SIGN >= today),
    shows=(newest_finding("reduced-fetal-movement"), last_day(found("reduced-fetal-movement"))),
)  # fmt: skip

oedema = Alert(
    "generalised-oedema", Text("突然全身水肿", "Sudden swelling of the whole body"),
    Text("马上量血压、查尿蛋白，立即转诊。", "Measure the blood pressure, test the urine for protein, refer at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("generalised-oedema").equals("yes") & (last_day(found("generalised-oedema")) + SIGN >= today),
    shows=(newest_finding("generalised-oedema"), last_day(found("generalised-oedema"))),
)  # fmt: skip

vomiting = Alert(
    "vomiting-with-ketones", Text("持续呕吐伴尿酮体阳性", "Persistent vomiting with ketones in the urine"),
    Text("立即转诊补液治疗。", "Refer at once for fluids."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & newest_finding("persistent-vomiting").equals("yes") & (last_day(found("persistent-vomiting")) + SIGN >= today)
    & last_day(found("urine-ketone", "1+", "2+", "3+", "4+")).equals(last_day(found("urine-ketone")))
    & (last_day(found("urine-ketone")) + SIGN >= today),
    shows=(newest_finding("persistent-vomiting"), newest_finding("urine-ketone"), last_day(found("urine-ketone"))),
)  # fmt: skip

persistent_vomiting = Alert(
    "persistent-vomiting", Text("一直呕吐，还没有查尿酮体", "Persistent vomiting, ketones in the urine not tested yet"),
    Text("今天查尿酮体；阳性、尿少或站不稳立即转诊补液。", "Test the urine for ketones today; if positive, if she passes little or cannot stand, refer at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & newest_finding("persistent-vomiting").equals("yes") & (last_day(found("persistent-vomiting")) + SIGN >= today)
    & ~(last_day(found("urine-ketone")) >= last_day(found("persistent-vomiting"))).or_else(False),
    shows=(newest_finding("persistent-vomiting"), last_day(found("persistent-vomiting"))),
)  # fmt: skip

fetal_heart_rate = Alert(
    "fetal-heart-rate", Text("胎心率低于110或高于160次/分", "Fetal heart rate below 110 or above 160"),
    Text("左侧卧位，立即转诊做胎心监护。", "Lay her on the left side; refer at once for fetal monitoring."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & (
        (((latest("fetal-heart-rate") < 110) | (latest("fetal-heart-rate") > 160)) & (latest_day("fetal-heart-rate") + SIGN >= today))
        | (((latest("fetal-heart-rate-2") < 110) | (latest("fetal-heart-rate-2") > 160)) & (latest_day("fetal-heart-rate-2") + SIGN >= today))
        | (((latest("fetal-heart-rate-3") < 110) | (latest("fetal-heart-rate-3") > 160)) & (latest_day("fetal-heart-rate-3") + SIGN >= today))
    ),
    shows=(latest("fetal-heart-rate"), latest("fetal-heart-rate-2"), latest("fetal-heart-rate-3"), latest_day("fetal-heart-rate")),
)  # fmt: skip

fever = Alert(
    "fever-in-pregnancy", Text("孕期体温≥38.5℃", "Temperature of 38.5 °C or more in pregnancy"),
    Text("立即转诊查明原因。", "Refer at once to find the cause."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & (latest("temperature") >= 38.5) & (latest_day("temperature") + SIGN >= today),
    shows=(latest("temperature"), latest_day("temperature")),
)  # fmt: skip

EMERGENCY_ALERTS = (
    bleeding, headache, convulsion, unconscious, chest_tightness, abdominal_pain, membranes, contractions, fewer_movements, oedema,
    vomiting, persistent_vomiting, fetal_heart_rate, fever,
)  # fmt: skip
