"""Findings in pregnancy that a person should look at today. Thresholds of the obstetrics textbook; from experts' memory, to be confirmed."""

from datetime import date

from wanhu.engine.facts import births, deaths, latest, latest_day, pregnancies, residence, today, withdrawn
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.sources import OBSTETRICS

_over = (
    births.born_on.or_else(deaths.in_pregnancy).or_else(deaths.of_person).or_else(residence.left_on).or_else(withdrawn("record"))
)
_expecting = ~(_over <= today).or_else(False)

severe_hypertension = Alert(
    code="severe-hypertension",
    title=Text("血压≥160/110", "Blood pressure of 160/110 or more"),
    action=Text("立即转诊；途中不离人。", "Refer at once; do not leave her alone on the way."),
    source=OBSTETRICS,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    level="emergency",
    condition=_expecting & ((latest("systolic") >= 160) | (latest("diastolic") >= 110)),
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)

hypertension = Alert(
    code="hypertension",
    title=Text("血压≥140/90", "Blood pressure of 140/90 or more"),
    action=Text("休息15分钟后复测；仍高则当天转诊。", "Measure again after 15 minutes' rest; if still high, refer the same day."),
    source=OBSTETRICS,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    level="urgent",
    condition=_expecting
    & ((latest("systolic") >= 140) | (latest("diastolic") >= 90))
    & ~((latest("systolic") >= 160) | (latest("diastolic") >= 110)),
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)

anaemia = Alert(
    code="anaemia-in-pregnancy",
    title=Text("血红蛋白低于110 g/L", "Haemoglobin below 110 g/L"),
    action=Text("复查血常规，按医嘱处理。", "Repeat the blood count and follow the doctor's advice."),
    source=OBSTETRICS,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    level="notice",
    condition=_expecting & (latest("haemoglobin") < 110),
    shows=(latest("haemoglobin"), latest_day("haemoglobin")),
)

past_term = Alert(
    code="past-term",
    title=Text("孕41周仍未分娩", "Not delivered at 41 weeks"),
    action=Text("联系她，建议到医院评估。", "Call her and advise an assessment at the hospital."),
    source=OBSTETRICS,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    level="urgent",
    condition=_expecting & (pregnancies.lmp + weeks(41) <= today) & (pregnancies.lmp + weeks(44) > today),
    shows=(pregnancies.edd + days(0),),
)
