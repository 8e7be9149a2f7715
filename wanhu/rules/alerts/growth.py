"""Growth and anaemia of children: light, short, thin, heavy, a head to be looked at, a weight that falls behind, too little haemoglobin.

Z-scores are those of the World Health Organization's standards (2006), under five years; until the national standard's tables are put in their
place (WS/T 423-2022, to seven years; ``growth_standard.py``) its classes are read off them. Each alert speaks of the newest
measurement, and only for a year after it. Whoever is born early is judged by corrected age. A finding is a reason to look again
and to help with feeding, never a mark on the family.

Overweight begins at +1 and obesity at +2 standard deviations, as is usual in China under five; the World Health Organization says +2 and +3
there. A city that follows it changes the two numbers below.

A weight falls behind when its z-score lies at least one standard deviation below the best of the six months before (a design default).
"Crossing two lines of the chart" means a fall of 0.6 to 1.3, depending on where between the lines it starts: one is the middle,
and more than two scales and two readers make between them. From two on it is urgent: few healthy children lose that much in half a year. A
heavy child whose weight comes down is left alone. How much is gained in the first month is a number of the institution
(``parameters/infant_weight_gain.yaml``, unverified); later the z-scores say it.
"""

from datetime import date
from pathlib import Path

from wanhu.engine.expressions import Events, When
from wanhu.engine.facts import (
    births,
    computed,
    found,
    last_day,
    latest,
    latest_day,
    newest_finding,
    people,
    rounded,
    today,
    zscore,
    zscore_fall,
)
from wanhu.engine.parameters import setting
from wanhu.engine.protocol import Alert, Confidence, Source, Subject
from wanhu.engine.spans import days, months
from wanhu.engine.text import Text
from wanhu.rules.growth_standard import GROWTH
from wanhu.rules.terms import IN_CARE, UNDER_SEVEN

NUTRITION = Source("儿童营养性疾病管理技术规范与世界卫生组织儿童生长标准（2006年）（专家记忆，待确认）", "生长评价")
REVIEW = date(2027, 9, 1)

LOW, VERY_LOW = -2.0, -3.0
OVERWEIGHT_FROM, OBESE_FROM = 1.0, 2.0
FALL_FROM, STEEP_FALL_FROM = 1.0, 2.0
ANAEMIA_BELOW, MODERATE_BELOW, SEVERE_BELOW = 110, 90, 60  # g/L
RECENT, BLOOD_RECENT = months(GROWTH.recent_months), months(12)

WEIGHT, LENGTH, THINNESS = zscore("weight-for-age"), zscore("length-for-age"), zscore("weight-for-length")
MASS, HEAD, FALL = zscore("bmi-for-age"), zscore("head-for-age"), zscore_fall("weight-for-age")
WEIGHT_DAY = last_day(Events("growth", "code", ("weight-for-age",)))
LENGTH_DAY = last_day(Events("growth", "code", ("length-for-age",)))
THINNESS_DAY = last_day(Events("growth", "code", ("weight-for-length",)))
MASS_DAY = last_day(Events("growth", "code", ("bmi-for-age",)))
HEAD_DAY = last_day(Events("growth", "code", ("head-for-age",)))

WITHIN = IN_CARE & (people.age_months < GROWTH.until_months)  # as long as the standard has tables: under five years
WEIGHED, MEASURED = WITHIN & (today <= WEIGHT_DAY + RECENT), WITHIN & (today <= LENGTH_DAY + RECENT)
BOTH_KNOWN, MASS_KNOWN = WITHIN & (today <= THINNESS_DAY + RECENT), WITHIN & (today <= MASS_DAY + RECENT)
HEAD_KNOWN = WITHIN & (today <= HEAD_DAY + RECENT)
# The index that the newest z-score judged: of the weight and the length taken on that one day, and of no others.
_heavy = When(latest_day("weight").equals(MASS_DAY), latest("weight"))
_tall = When(latest_day("height").equals(MASS_DAY), latest("height")).or_else(
    When(latest_day("length").equals(MASS_DAY), latest("length"))
)
MASS_INDEX = computed(
    "body-mass-index", Text("体质指数", "Body mass index"), rounded(_heavy * 10000 / (_tall * _tall), 1), "kg/m²",
)  # fmt: skip
OBESE = ((BOTH_KNOWN & (THINNESS >= OBESE_FROM)) | (MASS_KNOWN & (MASS >= OBESE_FROM))).or_else(False)
OVERWEIGHT = ((BOTH_KNOWN & (THINNESS >= OVERWEIGHT_FROM)) | (MASS_KNOWN & (MASS >= OVERWEIGHT_FROM))).or_else(False)
BEHIND = WEIGHED & ~OVERWEIGHT
BLOOD, BLOOD_DAY = latest("haemoglobin"), latest_day("haemoglobin")
BLOOD_KNOWN = IN_CARE & UNDER_SEVEN & (people.born_on + months(6) <= BLOOD_DAY) & (today <= BLOOD_DAY + BLOOD_RECENT)

GAIN_FILE = Path(__file__).parents[1] / "parameters" / "infant_weight_gain.yaml"
WEIGHED_AT = latest_day("weight")
WEIGHED_AT_A_MONTH = (people.born_on + days(setting(GAIN_FILE, "from_day")) <= WEIGHED_AT) & (
    people.born_on + days(setting(GAIN_FILE, "to_day")) >= WEIGHED_AT
)
LEAST_GAIN = setting(GAIN_FILE, "least_grams")
GAINED = rounded(latest("weight") * 1000 - births.weight_g)  # grams since birth

severe_underweight = Alert(
    code="child-severe-underweight",
    title=Text("体重明显偏低（年龄别体重低于−3个标准差）", "Weight far below what is usual at the age (under −3 standard deviations)"),
    action=Text("复测体重，看精神、吃奶和有无水肿；一周内转诊到上级医院儿科，转后了解结果。",
                "Weigh again; look at alertness, feeding and swelling; refer to a children's doctor within a week and ask how it went."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=WEIGHED & (WEIGHT < VERY_LOW),
    shows=(WEIGHT, latest("weight"), WEIGHT_DAY),
)  # fmt: skip

underweight = Alert(
    code="child-underweight",
    title=Text("体重偏低（年龄别体重低于−2个标准差）", "Weight below what is usual at the age (under −2 standard deviations)"),
    action=Text("复测体重，和家人一起看喂养和患病情况，给予指导；一个月后再测。",
                "Weigh again; go through feeding and illness with the family and advise; measure again in a month."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=WEIGHED & (WEIGHT < LOW) & (WEIGHT >= VERY_LOW),
    shows=(WEIGHT, latest("weight"), WEIGHT_DAY),
)  # fmt: skip

severe_stunting = Alert(
    code="child-severe-stunting",
    title=Text("身长（身高）明显偏低（低于−3个标准差）", "Length or height far below usual at the age (under −3 standard deviations)"),
    action=Text("复测身长（身高）；转诊到上级医院儿科查找原因，转后了解结果。",
                "Measure again; refer to a children's doctor to look for the cause and ask how it went."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=MEASURED & (LENGTH < VERY_LOW),
    shows=(LENGTH, LENGTH_DAY),
)  # fmt: skip

stunting = Alert(
    code="child-stunting",
    title=Text("身长（身高）偏低（低于−2个标准差）", "Length or height below usual at the age (under −2 standard deviations)"),
    action=Text("复测身长（身高），问父母身高、喂养和患病情况，给予指导；三个月后再测。",
                "Measure again; ask about the parents' height, feeding and illness and advise; measure again in three months."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=MEASURED & (LENGTH < LOW) & (LENGTH >= VERY_LOW),
    shows=(LENGTH, LENGTH_DAY),
)  # fmt: skip

severe_wasting = Alert(
    code="child-severe-wasting",
    title=Text("明显消瘦（身长别体重低于−3个标准差）", "Very thin (weight for length under −3 standard deviations)"),
    action=Text("复测后尽快转诊到上级医院儿科，最迟三天；精神差、不吃奶或水肿立即转诊。",
                "Measure again and refer to a children's doctor within three days; at once if drowsy, not feeding or swollen."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=BOTH_KNOWN & (THINNESS < VERY_LOW),
    shows=(THINNESS, latest("weight"), THINNESS_DAY),
)  # fmt: skip

wasting = Alert(
    code="child-wasting",
    title=Text("消瘦（身长别体重低于−2个标准差）", "Thin (weight for length under −2 standard deviations)"),
    action=Text("复测，看近期有无腹泻、发热，指导喂养；两周后再测，不见好转转诊。",
                "Measure again; look for recent diarrhoea or fever, advise on feeding; measure in two weeks and refer if no better."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=BOTH_KNOWN & (THINNESS < LOW) & (THINNESS >= VERY_LOW),
    shows=(THINNESS, latest("weight"), THINNESS_DAY),
)  # fmt: skip

obesity = Alert(
    code="child-obesity",
    title=Text("体重明显偏高（达到+2个标准差）", "Weight far above what is usual for the length (+2 standard deviations or more)"),
    action=Text("和家人一起看饮食、睡眠和活动，不让孩子节食；每月测一次，三个月不见好转转诊查找原因。",
                "Go through meals, sleep and play with the family, no dieting; measure monthly, refer for the cause if no better in three months."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=OBESE,
    shows=(MASS_INDEX, THINNESS, MASS, MASS_DAY),
)  # fmt: skip

overweight = Alert(
    code="child-overweight",
    title=Text("体重偏高（达到+1个标准差）", "Weight above what is usual for the length (+1 standard deviation or more)"),
    action=Text("下次检查时和家人谈谈喂养和户外活动，不让孩子节食；按期再测。",
                "Talk about feeding and time outdoors at the next check, no dieting; measure again when due."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=OVERWEIGHT & ~OBESE,
    shows=(MASS_INDEX, THINNESS, MASS, MASS_DAY),
)  # fmt: skip

small_head = Alert(
    code="child-small-head",
    title=Text("头围偏小（低于−2个标准差）", "Head smaller than usual at the age (under −2 standard deviations)"),
    action=Text("复测头围，看前囟和发育情况；仍偏小转诊到儿科。",
                "Measure again; look at the fontanelle and development; refer to a children's doctor if still small."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=HEAD_KNOWN & (HEAD < LOW),
    shows=(HEAD, latest("head-circumference"), HEAD_DAY),
)  # fmt: skip

large_head = Alert(
    code="child-large-head",
    title=Text("头围偏大（高于+2个标准差）", "Head larger than usual at the age (over +2 standard deviations)"),
    action=Text("复测头围，问父母头围，转诊到儿科；前囟隆起、呕吐或嗜睡当天转诊。",
                "Measure again, ask about the parents' heads, refer to a children's doctor; the same day if the fontanelle bulges, or if vomiting or drowsy."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=HEAD_KNOWN & (HEAD > -LOW),
    shows=(HEAD, latest("head-circumference"), HEAD_DAY),
)  # fmt: skip

steep_fall = Alert(
    code="child-weight-falls-steeply",
    title=Text("六个月内体重曲线下降2个标准差以上", "Weight two standard deviations or more behind the best of six months"),
    action=Text(
        "复测体重；确有下降，一周内转诊到上级医院儿科。", "Weigh again; if it is so, refer to a children's doctor within a week."
    ),
    source=NUTRITION,
    confidence=Confidence.DEFAULT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=BEHIND & (FALL >= STEEP_FALL_FROM),
    shows=(FALL, WEIGHT, WEIGHT_DAY),
)

falling_behind = Alert(
    code="child-weight-falls-behind",
    title=Text("六个月内体重曲线下降1个标准差以上", "Weight one standard deviation or more behind the best of six months"),
    action=Text("复测体重，问喂养、患病和家里的困难，给予指导；一个月后再测，继续下降转诊。",
                "Weigh again; ask about feeding, illness and hardship at home and help; weigh in a month, refer if it goes on falling."),
    source=NUTRITION,
    confidence=Confidence.DEFAULT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=BEHIND & (FALL >= FALL_FROM) & (FALL < STEEP_FALL_FROM),
    shows=(FALL, WEIGHT, WEIGHT_DAY),
)  # fmt: skip

slow_first_month = Alert(
    code="child-slow-first-month",
    title=Text("满月体重增长不足", "Too little weight gained by one month"),
    action=Text("看一次喂奶，算每天吃奶和小便次数，给予指导；一两周后复测，仍不长转诊。",
                "Watch a feed, count feeds and wet nappies, and advise; weigh again in one or two weeks, refer if there is no gain."),
    source=NUTRITION,
    confidence=Confidence.DEFAULT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=IN_CARE & (today <= people.born_on + months(3)) & WEIGHED_AT_A_MONTH & (GAINED < LEAST_GAIN),
    shows=(latest("weight"), WEIGHED_AT, births.weight_g),
)  # fmt: skip

swelling = Alert(
    code="child-oedema",
    title=Text("孩子有水肿", "The child is swollen"),
    action=Text("当天转诊到医院儿科；水肿时的体重不作评价，不要因为体重正常就放心。",
                "Refer to a children's doctor the same day; weight says nothing while there is swelling, so do not be reassured by it."),
    source=NUTRITION,
    confidence=Confidence.DEFAULT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=IN_CARE & UNDER_SEVEN & newest_finding("oedema").equals("yes") & (last_day(found("oedema")) + days(14) >= today),
    shows=(newest_finding("oedema"), last_day(found("oedema"))),
)  # fmt: skip

severe_anaemia = Alert(
    code="child-severe-anaemia",
    title=Text("重度贫血（血红蛋白低于60 g/L）", "Severe anaemia (haemoglobin under 60 g/L)"),
    action=Text("当天转诊到医院儿科。", "Refer to a children's doctor the same day."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=BLOOD_KNOWN & (BLOOD < SEVERE_BELOW),
    shows=(BLOOD, BLOOD_DAY),
)

moderate_anaemia = Alert(
    code="child-moderate-anaemia",
    title=Text("中度贫血（血红蛋白60～89 g/L）", "Moderate anaemia (haemoglobin 60 to 89 g/L)"),
    action=Text("一周内请医生看，按医嘱补铁、查找原因；一个月后复查，不见好转转诊。",
                "See a doctor within a week for iron and the cause; test again in a month, refer if no better."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="urgent",
    condition=BLOOD_KNOWN & (BLOOD >= SEVERE_BELOW) & (BLOOD < MODERATE_BELOW),
    shows=(BLOOD, BLOOD_DAY),
)  # fmt: skip

mild_anaemia = Alert(
    code="child-mild-anaemia",
    title=Text("轻度贫血（血红蛋白90～109 g/L）", "Mild anaemia (haemoglobin 90 to 109 g/L)"),
    action=Text("指导含铁食物，按医嘱补铁；一个月后复查，不见好转转诊。",
                "Advise on food with iron, and iron as the doctor says; test again in a month, refer if no better."),
    source=NUTRITION,
    confidence=Confidence.EXPERT,
    next_review=REVIEW,
    subject=Subject.CHILD,
    level="notice",
    condition=BLOOD_KNOWN & (BLOOD >= MODERATE_BELOW) & (BLOOD < ANAEMIA_BELOW),
    shows=(BLOOD, BLOOD_DAY),
)  # fmt: skip

GROWTH_ALERTS = (
    severe_underweight, underweight, severe_stunting, stunting, severe_wasting, wasting, obesity, overweight, small_head, large_head,
    steep_fall, falling_behind, slow_first_month, swelling, severe_anaemia, moderate_anaemia, mild_anaemia,
)  # fmt: skip
