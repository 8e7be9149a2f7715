"""Reasons for a suggested colour in her results: blood, kidney, heart, pressure. The more severe class has the value on a boundary.

| factor                                     | yellow         | orange         | red   |
|--------------------------------------------|----------------|----------------|-------|
| platelets, 10⁹/L                           | >50 to 100     | 30 to 50       | <30   |
| haemoglobin, g/L                           | >60 to <110    | >40 to 60      | ≤40   |
| creatinine (times the laboratory's limit)   |                | >1 to 1.5      | >1.5  |
| ejection-fraction, %                       |                | ≤50            |       |
| pulmonary-artery-pressure, mmHg            |                | 35 to <50      | ≥50   |
| pressure from 20 weeks, mmHg               | ≥140/90        | ≥160/110 with protein ≥1+ | |

The table names an ejection fraction of 40 to 50; a smaller one is at least as serious and is graded by the clinician from here. A
pulmonary pressure below 35 is not raised (design default; the table only says "mild, below 50"). The newest value counts, however
old: a reason for a colour stays one until it is measured again. A pressure of 140/90 suggests yellow after the first reading already, in
words that say it is not confirmed; measured again and normal, without protein, it suggests nothing.
"""

from datetime import date

from wanhu.engine.facts import latest, latest_day, newest_finding
from wanhu.engine.protocol import Alert, Confidence, Subject, Topic
from wanhu.engine.text import Text
from wanhu.rules.alerts.blood_pressure import AGAIN_NORMAL, BEFORE_20_WEEKS, CONFIRMED, PROTEIN_IN_URINE, RAISED, SEVERE
from wanhu.rules.alerts.expecting import EXPECTING
from wanhu.rules.alerts.risk_basic import CONFIRM
from wanhu.rules.institution import CREATININE_LIMIT
from wanhu.rules.sources import RISK

REVIEW = date(2027, 9, 1)
_platelets, _haemoglobin, _ratio = latest("platelets"), latest("haemoglobin"), latest("creatinine") / CREATININE_LIMIT
_ejection, _pulmonary = latest("ejection-fraction"), latest("pulmonary-artery-pressure")

platelets_yellow = Alert(
    "colour-platelets-yellow", Text("血小板＞50至100×10⁹/L", "Platelets above 50, to 100 × 10⁹/L"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_platelets > 50) & (_platelets <= 100), shows=(_platelets, latest_day("platelets")),
)  # fmt: skip

platelets_orange = Alert(
    "colour-platelets-orange", Text("血小板30～50×10⁹/L", "Platelets of 30 to 50 × 10⁹/L"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_platelets >= 30) & (_platelets <= 50), shows=(_platelets, latest_day("platelets")),
)  # fmt: skip

platelets_red = Alert(
    "colour-platelets-red", Text("血小板＜30×10⁹/L", "Platelets below 30 × 10⁹/L"), CONFIRM, topic=Topic.COLOUR, level="red",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_platelets < 30), shows=(_platelets, latest_day("platelets")),
)  # fmt: skip

anaemia_yellow = Alert(
    "colour-anaemia-yellow", Text("血红蛋白＞60且＜110 g/L", "Haemoglobin above 60 and below 110 g/L"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_haemoglobin > 60) & (_haemoglobin < 110), shows=(_haemoglobin, latest_day("haemoglobin")),
)  # fmt: skip

anaemia_orange = Alert(
    "colour-anaemia-orange", Text("血红蛋白＞40至60 g/L", "Haemoglobin above 40, to 60 g/L"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_haemoglobin > 40) & (_haemoglobin <= 60), shows=(_haemoglobin, latest_day("haemoglobin")),
)  # fmt: skip

anaemia_red = Alert(
    "colour-anaemia-red", Text("血红蛋白≤40 g/L", "Haemoglobin of 40 g/L or less"), CONFIRM, topic=Topic.COLOUR, level="red",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_haemoglobin <= 40), shows=(_haemoglobin, latest_day("haemoglobin")),
)  # fmt: skip

kidney_orange = Alert(
    "colour-kidney-orange", Text("肌酐超过上限（至1.5倍）", "Creatinine above its limit, to 1.5 times"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_ratio > 1) & (_ratio <= 1.5), shows=(latest("creatinine"), latest_day("creatinine")),
)  # fmt: skip

kidney_red = Alert(
    "colour-kidney-red", Text("肌酐超过上限1.5倍", "Creatinine above 1.5 times its limit"), CONFIRM, topic=Topic.COLOUR, level="red",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_ratio > 1.5), shows=(latest("creatinine"), latest_day("creatinine")),
)  # fmt: skip

heart_orange = Alert(
    "colour-heart-orange", Text("左室射血分数≤50%", "Ejection fraction of 50% or less"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_ejection <= 50), shows=(_ejection, latest_day("ejection-fraction")),
)  # fmt: skip

lung_pressure_orange = Alert(
    "colour-pulmonary-orange", Text("轻度肺动脉高压（＜50 mmHg）", "Mild pulmonary hypertension (below 50 mmHg)"), CONFIRM, topic=Topic.COLOUR,
    level="orange", source=RISK, confidence=Confidence.DEFAULT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_pulmonary >= 35) & (_pulmonary < 50), shows=(_pulmonary, latest_day("pulmonary-artery-pressure")),
)  # fmt: skip

lung_pressure_red = Alert(
    "colour-pulmonary-red", Text("肺动脉高压≥50 mmHg", "Pulmonary hypertension of 50 mmHg or more"), CONFIRM, topic=Topic.COLOUR, level="red",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (_pulmonary >= 50), shows=(_pulmonary, latest_day("pulmonary-artery-pressure")),
)  # fmt: skip

pressure_yellow = Alert(
    "colour-pressure-yellow", Text("孕20周后血压≥140/90，复测或另一天仍高", "Blood pressure of 140/90 or more from 20 weeks, again when measured again"),
    CONFIRM, topic=Topic.COLOUR, level="yellow", source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & CONFIRMED & ~BEFORE_20_WEEKS & ~(SEVERE & PROTEIN_IN_URINE),
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic"), newest_finding("pressure-again")),
)  # fmt: skip

pressure_once = Alert(
    "colour-pressure-once", Text("孕20周后一次血压≥140/90，还没有复测确认", "Blood pressure of 140/90 or more from 20 weeks, once and not confirmed yet"),
    Text("休息后间隔4小时以上复测；仍高才算高血压，请医生再确认颜色。", "Measure again 4 hours later; it is hypertension only if still high, then a clinician confirms the colour."),
    topic=Topic.COLOUR, level="yellow", source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & RAISED & ~CONFIRMED & ~BEFORE_20_WEEKS & ~(AGAIN_NORMAL & ~PROTEIN_IN_URINE),
    shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
)  # fmt: skip

pressure_orange = Alert(
    "colour-pressure-orange", Text("血压≥160/110伴尿蛋白（重度子痫前期可能）", "Pressure of 160/110 or more with protein (severe pre-eclampsia?)"), CONFIRM,
    topic=Topic.COLOUR, level="orange", source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & SEVERE & PROTEIN_IN_URINE & ~BEFORE_20_WEEKS,
    shows=(latest("systolic"), latest("diastolic"), newest_finding("urine-protein")),
)  # fmt: skip

RISK_ILLNESS_ALERTS = (
    platelets_yellow, platelets_orange, platelets_red, anaemia_yellow, anaemia_orange, anaemia_red, kidney_orange, kidney_red,
    heart_orange, lung_pressure_orange, lung_pressure_red, pressure_yellow, pressure_once, pressure_orange,
)  # fmt: skip
