"""Height of the uterus against the week in which it was measured: outside the textbook's band, or, where chosen, the rule of three
centimetres.

Measurement: fundal-height (cm above the symphysis). The band is a curve of straight lines between the textbook's weeks 20 to 40,
read at the completed days of gestation on the measuring day; beyond both ends it says nothing. Only for a single fetus. The rule
"weeks and centimetres differ by more than three" holds from 24+0 to 36+6 and takes the place of the band where the institution
chose it (``parameters/institution.yaml``), or a decision
``fundal-height-rule`` with outcome ``who`` did. From experts' memory.
"""

from datetime import date

from wanhu.engine.facts import days_between, interpolated, latest, latest_day, pregnancies, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import DATES, EXPECTING, ONE_FETUS, RESULT
from wanhu.rules.institution import FUNDAL_HEIGHT_RULE
from wanhu.rules.sources import OBSTETRICS, WHO_ANTENATAL

REVIEW = date(2027, 9, 1)

_height = latest("fundal-height")
_gestation = days_between(pregnancies.lmp, latest_day("fundal-height"))
_lowest = interpolated(_gestation, (140, 15.3), (168, 22.0), (196, 22.4), (224, 25.3), (252, 29.8), (280, 30.0))
_highest = interpolated(_gestation, (140, 21.4), (168, 25.1), (196, 29.0), (224, 32.0), (252, 34.5), (280, 35.3))
_three_cm = FUNDAL_HEIGHT_RULE.equals("who")
_concerned = EXPECTING & ONE_FETUS & (latest_day("fundal-height") + RESULT >= today)
_weeks_ahead = _height - _gestation / 7

below_band = Alert(
    "fundal-height-low", Text("宫高低于本孕周范围", "Uterus smaller than usual for the week"),
    Text("核对孕周，复测；转诊做超声看胎儿生长和羊水。", "Check the dating, measure again; ultrasound of growth and fluid."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_concerned & ~_three_cm & (_height < _lowest),
    shows=(_height, latest_day("fundal-height"), *DATES),
)  # fmt: skip

above_band = Alert(
    "fundal-height-high", Text("宫高高于本孕周范围", "Uterus larger than usual for the week"),
    Text("核对孕周和胎数，复测；转诊做超声并查血糖。", "Check the dating and the number of fetuses, measure again; ultrasound and blood sugar."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_concerned & ~_three_cm & (_height > _highest),
    shows=(_height, latest_day("fundal-height"), *DATES),
)  # fmt: skip

three_centimetres = Alert(
    "fundal-height-three-cm", Text("宫高与孕周相差超过3厘米", "Uterus differs from the week by more than 3 cm"),
    Text("核对孕周，复测；转诊做超声。", "Check the dating, measure again; refer for an ultrasound."),
    source=WHO_ANTENATAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_concerned & _three_cm & (_gestation >= 168) & (_gestation <= 258) & ((_weeks_ahead > 3) | (_weeks_ahead < -3)),
    shows=(_height, latest_day("fundal-height"), *DATES),
)  # fmt: skip

FUNDAL_HEIGHT_ALERTS = (below_band, above_band, three_centimetres)
