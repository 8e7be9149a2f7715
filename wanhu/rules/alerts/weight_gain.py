"""Weight gained in pregnancy against the national recommendation for the weight before it; for a single fetus.

Measurements: pre-pregnancy-weight, weight (kg), height (cm). Where the weight before pregnancy is not known, the first weight of
this pregnancy stands for it if it was taken before 14 weeks. The recommendation gives 0–2.0 kg for the first three months and a
weekly gain for the rest, by class of body mass index; so from 18 weeks on a gain is too small below *least × weeks since 14+0*, and
too large above *2.0 kg + most × weeks since 14+0*. Four weeks are waited for, because a single week says little (design default).
The total of the class is spoken of by itself: its upper end whenever it is passed, its lower end from 37 weeks.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import (
    choose,
    computed,
    days_between,
    earliest,
    first_day,
    latest,
    latest_day,
    measured,
    pregnancies,
    rounded,
    today,
)
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, ONE_FETUS, RESULT
from wanhu.rules.sources import WEIGHT_GAIN

REVIEW = date(2027, 9, 1)

WEIGHT_BEFORE = latest("pre-pregnancy-weight").or_else(
    When(first_day(measured("weight")) < pregnancies.lmp + weeks(14), earliest("weight"))
)
# kg/m², the height being in centimetres; with one decimal, as it stands on the paper form: 27.97 is 28.0.
BODY_MASS = computed(
    "body-mass-index-before", Text("孕前体质指数", "Body mass index before the pregnancy"),
    rounded(WEIGHT_BEFORE * 10000 / (latest("height") * latest("height")), 1), "kg/m²",
)  # fmt: skip

_underweight, _normal, _overweight = BODY_MASS < 18.5, BODY_MASS < 24, BODY_MASS < 28
_least_a_week = choose((_underweight, 0.37), (_normal, 0.26), (_overweight, 0.22), otherwise=0.15)
_most_a_week = choose((_underweight, 0.56), (_normal, 0.48), (_overweight, 0.37), otherwise=0.30)
_least_in_all = choose((_underweight, 11.0), (_normal, 8.0), (_overweight, 7.0), otherwise=5.0)
_most_in_all = choose((_underweight, 16.0), (_normal, 14.0), (_overweight, 11.0), otherwise=9.0)

_gained = latest("weight") - WEIGHT_BEFORE
_gestation = days_between(pregnancies.lmp, latest_day("weight"))
_weeks_on = (_gestation - 98) / 7
_concerned = (
    EXPECTING & ONE_FETUS & (latest_day("weight") + RESULT >= today) & (BODY_MASS > 0)
)  # false where the height is not known
_from_18_weeks = _concerned & (_gestation >= 126)
_shows = (BODY_MASS, WEIGHT_BEFORE, latest("weight"), latest_day("weight"), latest("height"))

first_months = Alert(
    "weight-gain-first-months", Text("孕早期体重变化超出0～2公斤", "Weight change in the first three months outside 0–2 kg"),
    Text("询问进食和呕吐；给予营养指导，下次复称。", "Ask about eating and vomiting; advice on food, weigh again next time."),
    source=WEIGHT_GAIN, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_concerned & (_gestation < 98) & ((_gained > 2.0) | (_gained < 0)), shows=_shows,
)  # fmt: skip

too_slow = Alert(
    "weight-gain-slow", Text("孕中晚期体重增长偏慢", "Weight gained more slowly than recommended"),
    Text("询问饮食和孕吐，量宫高；连续偏慢转营养门诊。", "Ask about food, measure the uterus; if it stays slow, to the nutrition clinic."),
    source=WEIGHT_GAIN, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_from_18_weeks & (_gained < _least_a_week * _weeks_on), shows=_shows,
)  # fmt: skip

too_fast = Alert(
    "weight-gain-fast", Text("孕中晚期体重增长偏快", "Weight gained faster than recommended"),
    Text("看有无水肿、量血压、查血糖；给予饮食和运动指导。", "Look for swelling, measure pressure and sugar; advice on food and exercise."),
    source=WEIGHT_GAIN, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_from_18_weeks & (_gained > _most_a_week * _weeks_on + 2.0) & (_gained <= _most_in_all), shows=_shows,
)  # fmt: skip

too_much = Alert(
    "weight-gain-total", Text("孕期总增重已超过推荐上限", "Weight gained in all is above the recommended total"),
    Text("看有无水肿、量血压、查血糖；转营养门诊，不节食。", "Look for swelling, measure pressure and sugar; nutrition clinic, no slimming."),
    source=WEIGHT_GAIN, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_concerned & (_gestation >= 98) & (_gained > _most_in_all), shows=_shows,
)  # fmt: skip

too_little = Alert(
    "weight-gain-total-low", Text("足月时总增重低于推荐下限", "Weight gained in all at term is below the recommended total"),
    Text("核对宫高和超声；询问进食；与产科医生商量。", "Check the uterus and the ultrasound; ask about eating; speak with the obstetrician."),
    source=WEIGHT_GAIN, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_concerned & (_gestation >= 259) & (_gained >= _least_a_week * _weeks_on) & (_gained < _least_in_all), shows=_shows,
)  # fmt: skip

WEIGHT_GAIN_ALERTS = (first_months, too_slow, too_fast, too_much, too_little)
