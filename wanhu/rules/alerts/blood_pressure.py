"""Blood pressure in pregnancy: severe, raised before and from 20 weeks, and raised with protein in the urine.

Measurements: systolic, diastolic (mmHg), urine-protein-24h (g). Findings: urine-protein (-, ±, 1+ to 4+), pressure-again (high, normal: what a
second reading after rest gave). The textbook asks for two readings at least four hours apart before hypertension is named; an alert speaks after
the first and says that it must be measured again, and another names it after the second. One of the alerts speaks at a time. Thresholds of the
obstetrics textbook, from experts' memory.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, later_of, latest, latest_day, newest_finding, pregnancies, times_past, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, RESULT
from wanhu.rules.sources import OBSTETRICS

REVIEW = date(2027, 9, 1)

SEVERE = (latest("systolic") >= 160).or_else(False) | (latest("diastolic") >= 110).or_else(False)
RAISED = (latest("systolic") >= 140).or_else(False) | (latest("diastolic") >= 90).or_else(False)
MEASURED_RECENTLY = (latest_day("systolic") + RESULT >= today) | (latest_day("diastolic") + RESULT >= today)
# The newest day on which it was looked for is a day on which it was there.
PROTEIN_IN_URINE = (
    last_day(found("urine-protein", "1+", "2+", "3+", "4+")).equals(last_day(found("urine-protein"))).or_else(False)
    | (latest("urine-protein-24h") >= 0.3).or_else(False)
)  # fmt: skip
PROTEIN_RECENT = (last_day(found("urine-protein")) + RESULT >= today) | (latest_day("urine-protein-24h") + RESULT >= today)
BEFORE_20_WEEKS = (latest_day("systolic") < pregnancies.lmp + weeks(20)).or_else(False)  # on the day it was measured

_measured_on = later_of(latest_day("systolic"), latest_day("diastolic"))
AGAIN_HIGH = (last_day(found("pressure-again", "high")) >= _measured_on).or_else(False)
AGAIN_NORMAL = (newest_finding("pressure-again").equals("normal") & (last_day(found("pressure-again")) >= _measured_on)).or_else(
    False
) & ~SEVERE
# Hypertension is named after two readings: on two days, or once and again after rest. From 160/110 on nobody waits for a second one.
CONFIRMED = RAISED & (
    SEVERE | AGAIN_HIGH | (times_past("systolic", at_least=140) >= 2) | (times_past("diastolic", at_least=90) >= 2)
)

_with_protein = ~BEFORE_20_WEEKS & PROTEIN_IN_URINE & PROTEIN_RECENT.or_else(False)

severe_hypertension = Alert(
    "severe-hypertension", Text("血压≥160/110", "Blood pressure of 160/110 or more"),
    Text("立即转诊；途中不离人。", "Refer at once; do not leave her alone on the way."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=EXPECTING & SEVERE & MEASURED_RECENTLY,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)  # fmt: skip

pre_eclampsia = Alert(
    "pre-eclampsia-suspected", Text("血压≥140/90并有尿蛋白", "Blood pressure of 140/90 or more with protein in the urine"),
    Text("可能是子痫前期：当天转诊。", "This may be pre-eclampsia: refer today."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & RAISED & ~SEVERE & MEASURED_RECENTLY & _with_protein,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic"), newest_finding("urine-protein")),
)  # fmt: skip

hypertension = Alert(
    "hypertension", Text("血压≥140/90", "Blood pressure of 140/90 or more"),
    Text(
        "休息15分钟后复测，间隔4小时以上再测一次并查尿蛋白；仍高则当天转诊。",
        "Measure after 15 minutes' rest and again 4 hours later, test the urine for protein; if still high, refer the same day.",
    ),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & RAISED & ~CONFIRMED & ~AGAIN_NORMAL & MEASURED_RECENTLY & ~BEFORE_20_WEEKS & ~_with_protein,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)  # fmt: skip

confirmed_hypertension = Alert(
    "hypertension-confirmed", Text("血压≥140/90，复测或另一天仍高", "Blood pressure of 140/90 or more, again when measured again"),
    Text("符合妊娠期高血压：当天转诊，查尿蛋白；头痛、视物模糊立即转。", "This is hypertension of pregnancy: refer today, test for protein; with headache or blurred sight at once."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & CONFIRMED & ~SEVERE & MEASURED_RECENTLY & ~BEFORE_20_WEEKS & ~_with_protein,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic"), newest_finding("pressure-again")),
)  # fmt: skip

early_hypertension = Alert(
    "hypertension-before-20-weeks", Text("孕20周前血压≥140/90", "Blood pressure of 140/90 or more before 20 weeks"),
    Text(
        "休息15分钟后复测；仍高则转诊，可能孕前就有高血压。",
        "Measure again after 15 minutes' rest; if still high, refer: she may have had it before the pregnancy.",
    ),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & RAISED & ~SEVERE & ~AGAIN_NORMAL & MEASURED_RECENTLY & BEFORE_20_WEEKS,
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)  # fmt: skip

BLOOD_PRESSURE_ALERTS = (severe_hypertension, pre_eclampsia, hypertension, confirmed_hypertension, early_hypertension)
