"""Sugar in pregnancy: gestational diabetes by the 75 g test or a fasting value, and diabetes that was there before.

Measurements (mmol/L): ogtt-fasting, ogtt-1h, ogtt-2h, glucose-fasting; hba1c (%). One value over its limit is enough. A fasting
value of 5.1 counts from 24 weeks on, on the day it was taken; 7.0 counts at any time. From experts' memory.
"""

from datetime import date

from wanhu.engine.facts import last_day, latest, latest_day, measured, pregnancies, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, RESULT
from wanhu.rules.sources import OBSTETRICS

REVIEW = date(2027, 9, 1)

_tolerance_recent = last_day(measured("ogtt-fasting", "ogtt-1h", "ogtt-2h")) + RESULT >= today
_fasting_recent = latest_day("glucose-fasting") + RESULT >= today
_long_term_recent = latest_day("hba1c") + RESULT >= today
_overt = (
    (((latest("ogtt-fasting") >= 7.0) | (latest("ogtt-2h") >= 11.1)) & _tolerance_recent)
    | ((latest("glucose-fasting") >= 7.0) & _fasting_recent)
    | ((latest("hba1c") >= 6.5) & _long_term_recent)
)  # fmt: skip
_gestational = (
    ((latest("ogtt-fasting") >= 5.1) | (latest("ogtt-1h") >= 10.0) | (latest("ogtt-2h") >= 8.5)) & _tolerance_recent
) | ((latest("glucose-fasting") >= 5.1) & (latest_day("glucose-fasting") >= pregnancies.lmp + weeks(24)) & _fasting_recent)

gestational_diabetes = Alert(
    "gestational-diabetes", Text("血糖达到妊娠期糖尿病标准", "Blood sugar meets the limits of gestational diabetes"),
    Text("一周内转产科（营养门诊）确诊，指导饮食和运动，监测血糖。", "To the obstetric clinic within a week; advice on food and exercise; monitor."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & _gestational & ~_overt.or_else(False),
    shows=(latest("ogtt-fasting"), latest("ogtt-1h"), latest("ogtt-2h"), latest("glucose-fasting")),
)  # fmt: skip

overt_diabetes = Alert(
    "diabetes-in-pregnancy", Text("血糖达到糖尿病标准", "Blood sugar meets the limits of diabetes"),
    Text("三天内转二级以上医院确诊和治疗。", "Refer within three days to a hospital of level 2 or above."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & _overt,
    shows=(latest("ogtt-fasting"), latest("ogtt-2h"), latest("glucose-fasting"), latest("hba1c")),
)  # fmt: skip

GLUCOSE_ALERTS = (gestational_diabetes, overt_diabetes)
