"""Reasons for a suggested colour in who she is and how this pregnancy is: age, body mass, uterus, number of fetuses, placenta, position.

Each alert is one factor of the grading table with the smallest colour that it suggests; the highest stands, a named clinician
decides, may raise freely, and lowers with a reason. Where a value stands on a boundary, the more severe class has it, unless the
table says otherwise:

| factor                              | yellow              | orange                             | red                    |
|-------------------------------------|---------------------|------------------------------------|------------------------|
| age in completed years              | ≤18, 35–39          | ≥40                                |                        |
| body mass index before              | <18.5, >25.0 to <28 | ≥28.0                              |                        |
| uterine scar                        | any                 | 2 or more; last <18 months ago     |                        |
| assisted reproduction               | yes                 |                                    |                        |
| fetuses                             | 2                   | 3 or more                          |                        |
| placenta                            | low, central, accreta? | the last two with a scar        | pernicious, abruption  |
| presentation from 36+0              | not cephalic        |                                    |                        |

Age counts on the day of the screening or grading, or today before there was one; on the expected date where the institution chose that
(``parameters/institution.yaml``, or a decision ``age-counted``). Measurements: pre-pregnancy-weight (kg), else the first weight before 14
weeks, height (cm), caesareans, uterine-surgeries (number), uterine-surgery-months (months since the last, as told), fetuses. Findings:
uterine-surgery (one of her life for each surgery, on its day), uterine-scar (yes, no), conception (assisted, spontaneous; an embryo
transfer dates alike), placenta (normal, low-lying, central-praevia, accreta-suspected, pernicious-praevia, abruption), presentation
(cephalic, breech, transverse, oblique, unclear).
"""

from datetime import date

from wanhu.engine.expressions import Events, Level, Newest
from wanhu.engine.facts import (
    choose,
    decided_day,
    found,
    last_day,
    later_of,
    latest,
    latest_day,
    months_between,
    newest_finding,
    people,
    pregnancies,
    tally,
    today,
)
from wanhu.engine.protocol import Alert, Confidence, Subject, Topic
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, FETUSES
from wanhu.rules.alerts.weight_gain import BODY_MASS, WEIGHT_BEFORE
from wanhu.rules.institution import AGE_COUNTED
from wanhu.rules.sources import RISK

REVIEW = date(2027, 9, 1)
CONFIRM = Text("请医生对照评估分级表确认颜色。", "A clinician confirms the colour against the grading table.")

ASSESSED_ON = later_of(last_day(found("risk-screening")), decided_day("risk-colour")).or_else(today)
_age_on = choose((AGE_COUNTED.equals("at-expected-date"), pregnancies.edd.or_else(ASSESSED_ON)), otherwise=ASSESSED_ON)
AGE_MONTHS = months_between(people.born_on, _age_on)  # completed; 420 is the 35th birthday, 228 the 19th

_surgeries = Events("finding", "code", ("uterine-surgery",), level=Level.PERSON)  # of her life, not of this pregnancy
_last_surgery_on = last_day(_surgeries)
SURGERIES = later_of(
    tally(_surgeries),
    latest("caesareans"),
    latest("uterine-surgeries"),
    choose((newest_finding("uterine-scar").equals("yes"), 1), otherwise=0),
)
# Months since the last surgery, as told on a day, and those since that day.
_months_since = latest("uterine-surgery-months") + months_between(latest_day("uterine-surgery-months"), ASSESSED_ON)
PLACENTA = newest_finding("placenta")
_not_cephalic = last_day(found("presentation", "breech", "transverse", "oblique")).equals(last_day(found("presentation")))

age_yellow = Alert(
    "colour-age-yellow", Text("年龄≥35岁或≤18岁", "Aged 35 or more, or 18 or less"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (((AGE_MONTHS >= 420) & (AGE_MONTHS < 480)) | (AGE_MONTHS < 228)), shows=(people.born_on,),
)  # fmt: skip

age_orange = Alert(
    "colour-age-orange", Text("年龄≥40岁", "Aged 40 or more"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (AGE_MONTHS >= 480), shows=(people.born_on,),
)  # fmt: skip

body_mass_yellow = Alert(
    "colour-body-mass-yellow", Text("孕前体质指数＞25或＜18.5", "Body mass index before the pregnancy above 25 or below 18.5"), CONFIRM, topic=Topic.COLOUR,
    level="yellow", source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & ((BODY_MASS < 18.5) | ((BODY_MASS > 25) & (BODY_MASS < 28))),
    shows=(BODY_MASS, WEIGHT_BEFORE, latest("height")),
)  # fmt: skip

body_mass_orange = Alert(
    "colour-body-mass-orange", Text("孕前体质指数≥28", "Body mass index before the pregnancy of 28 or more"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (BODY_MASS >= 28), shows=(BODY_MASS, WEIGHT_BEFORE, latest("height")),
)  # fmt: skip

scar_yellow = Alert(
    "colour-scar-yellow", Text("瘢痕子宫", "Scarred uterus"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (SURGERIES >= 1), shows=(latest("caesareans"), latest("uterine-surgeries"), newest_finding("uterine-scar"), _last_surgery_on),
)  # fmt: skip

scar_recent = Alert(
    "colour-scar-recent", Text("瘢痕子宫，距末次子宫手术不足18个月", "Scarred uterus, last surgery less than 18 months ago"), CONFIRM,
    topic=Topic.COLOUR, level="orange", source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & ((months_between(_last_surgery_on, ASSESSED_ON) < 18) | (_months_since < 18)),
    shows=(_last_surgery_on, latest("uterine-surgery-months"), latest_day("uterine-surgery-months")),
)  # fmt: skip

scar_repeated = Alert(
    "colour-scar-repeated", Text("子宫手术2次及以上", "Two or more surgeries of the uterus"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (SURGERIES >= 2), shows=(latest("caesareans"), latest("uterine-surgeries"), _last_surgery_on),
)  # fmt: skip

assisted = Alert(
    "colour-assisted", Text("辅助生殖妊娠", "Pregnancy after assisted reproduction"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (newest_finding("conception").equals("assisted") | Newest("pregnancy", "dating").equals("transfer")),
    shows=(newest_finding("conception"), Newest("pregnancy", "dating")),
)  # fmt: skip

twins = Alert(
    "colour-twins", Text("双胎妊娠", "Twins"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & FETUSES.equals(2), shows=(FETUSES,),
)  # fmt: skip

triplets = Alert(
    "colour-triplets", Text("三胎及以上妊娠", "Triplets or more"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (FETUSES >= 3), shows=(FETUSES,),
)  # fmt: skip

placenta_low = Alert(
    "colour-placenta-low", Text("低置或前置胎盘、可疑胎盘植入", "Low-lying placenta, praevia or suspected accreta"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING
    & (PLACENTA.equals("low-lying") | PLACENTA.equals("central-praevia") | PLACENTA.equals("accreta-suspected")),
    shows=(PLACENTA,),
)  # fmt: skip

placenta_on_scar = Alert(
    "colour-placenta-on-scar", Text("瘢痕子宫伴中央性前置胎盘或可疑胎盘植入", "Scarred uterus with central praevia or suspected accreta"), CONFIRM,
    topic=Topic.COLOUR, level="orange", source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (SURGERIES >= 1) & (PLACENTA.equals("central-praevia") | PLACENTA.equals("accreta-suspected")),
    shows=(PLACENTA, latest("caesareans")),
)  # fmt: skip

placenta_red = Alert(
    "colour-placenta-red", Text("凶险性前置胎盘或胎盘早剥", "Pernicious praevia or abruption of the placenta"), CONFIRM,
    topic=Topic.COLOUR, level="red", source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & (PLACENTA.equals("pernicious-praevia") | PLACENTA.equals("abruption")), shows=(PLACENTA,),
)  # fmt: skip

presentation = Alert(
    "colour-presentation", Text("孕36周后胎位异常", "Not head-down from 36 weeks"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=EXPECTING & _not_cephalic & (last_day(found("presentation")) >= pregnancies.lmp + weeks(36)),
    shows=(newest_finding("presentation"), last_day(found("presentation"))),
)  # fmt: skip

RISK_BASIC_ALERTS = (
    age_yellow, age_orange, body_mass_yellow, body_mass_orange, scar_yellow, scar_recent, scar_repeated, assisted, twins, triplets,
    placenta_low, placenta_on_scar, placenta_red, presentation,
)  # fmt: skip
