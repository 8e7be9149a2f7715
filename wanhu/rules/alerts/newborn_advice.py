"""Newborns whom a doctor should see within a day or two: the list below the one of danger. From experts' memory, to be confirmed.

Each stands for two weeks after it was last found (design default). The list says that birth weight should be back "by day 10 to 14": we ask
from the fourteenth day. It says "jaundice beyond two to three weeks": two for children born at term, three for those born early.
"""

from datetime import date

from wanhu.engine.facts import births, choose, found, last_day, latest, latest_day, newest_finding, people, today
from wanhu.engine.protocol import Alert, Confidence, Source, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.alerts.newborn_signs import LOW_OXYGEN
from wanhu.rules.heart_readings import FOOT_1, FOOT_2, HAND_1, HAND_2
from wanhu.rules.sources import CHILD
from wanhu.rules.terms import IN_CARE, NEWBORN_UNTIL, PRETERM

ADVISE = Source("新生儿访视技术规范", "建议转诊（专家记忆，待确认）")
SCREENING = Source("新生儿先天性心脏病筛查（双指标法；专家记忆，待确认）")
REVIEW = date(2027, 9, 1)

ASKED_FROM = today + days(-14)
JAUNDICED = last_day(found("jaundice-site"))
JAUNDICE_NOW = (JAUNDICED >= ASKED_FROM) & (JAUNDICED <= NEWBORN_UNTIL)
JAUNDICE_LONG_AFTER = choose((PRETERM, people.born_on + days(21)), otherwise=people.born_on + days(14))
WEIGHED_NOW = (latest_day("weight") >= ASKED_FROM) & (latest_day("weight") <= NEWBORN_UNTIL)
PARTS_ON = last_day(found(
    "newborn-body", "eyes", "ears", "nose", "mouth", "heart-lungs", "abdomen", "limbs", "neck-mass", "anus", "chest", "spine", "genitals",
))  # fmt: skip
NAVEL_ON = last_day(found("umbilicus", "oozing", "other"))
SKIN_ON = last_day(found("skin", "eczema", "erosion", "other"))
FONTANELLE_ON = last_day(found("fontanelle", "other"))

feeding = Alert(
    code="newborn-feeding",
    title=Text("新生儿喂养困难", "Newborn: difficulty with feeding"),
    action=Text("观察一次哺乳并指导；24～48小时内到医院检查。", "Watch a feed and help; have the child seen at a hospital within 24 to 48 hours."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("feeding-difficulty").equals("yes")
    & (last_day(found("feeding-difficulty")) >= ASKED_FROM) & (last_day(found("feeding-difficulty")) <= NEWBORN_UNTIL),
    shows=(newest_finding("feeding-difficulty"), last_day(found("feeding-difficulty"))),
)  # fmt: skip

jaundice = Alert(
    code="newborn-jaundice",
    title=Text("新生儿黄疸到躯干、四肢，或持续过久", "Newborn: jaundice of trunk or limbs, or lasting long"),
    action=Text("建议24～48小时内到医院测胆红素；精神差、不吃奶则立即转诊。",
                "Advise a bilirubin test at a hospital within 24 to 48 hours; refer at once if the child is drowsy or does not feed."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & JAUNDICE_NOW & (
        newest_finding("jaundice-site").equals("trunk")
        | newest_finding("jaundice-site").equals("limbs")
        | (newest_finding("jaundice-site").equals("face") & (JAUNDICED > JAUNDICE_LONG_AFTER))
    ),
    shows=(newest_finding("jaundice-site"), JAUNDICED),
)  # fmt: skip

pustules = Alert(
    code="newborn-pustules",
    title=Text("新生儿皮肤有1～4个脓疱", "Newborn: one to four pustules of the skin"),
    action=Text("不挤压，保持皮肤清洁；24～48小时内到医院检查。", "Do not press them, keep the skin clean; have the child seen within 24 to 48 hours."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("pustules-1-4").equals("yes")
    & (last_day(found("pustules-1-4")) >= ASKED_FROM) & (last_day(found("pustules-1-4")) <= NEWBORN_UNTIL),
    shows=(newest_finding("pustules-1-4"), last_day(found("pustules-1-4"))),
)  # fmt: skip

mouth = Alert(
    code="newborn-mouth",
    title=Text("新生儿唇腭裂或出生即有牙", "Newborn: cleft lip or palate, or a tooth at birth"),
    action=Text("指导喂养防呛奶；建议到口腔科或儿外科就诊。", "Show how to feed without choking; advise a visit to a dental or children's surgical clinic."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("mouth-anomaly").equals("yes")
    & (last_day(found("mouth-anomaly")) >= ASKED_FROM) & (last_day(found("mouth-anomaly")) <= NEWBORN_UNTIL),
    shows=(newest_finding("mouth-anomaly"), last_day(found("mouth-anomaly"))),
)  # fmt: skip

murmur = Alert(
    code="newborn-heart-murmur",
    title=Text("新生儿心脏杂音", "Newborn: heart murmur"),
    action=Text("建议24～48小时内到医院做心脏检查。", "Advise an examination of the heart at a hospital within 24 to 48 hours."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("heart-murmur").equals("yes")
    & (last_day(found("heart-murmur")) >= ASKED_FROM) & (last_day(found("heart-murmur")) <= NEWBORN_UNTIL),
    shows=(newest_finding("heart-murmur"), last_day(found("heart-murmur"))),
)  # fmt: skip

liver_or_spleen = Alert(
    code="newborn-liver-or-spleen",
    title=Text("新生儿肝脾肿大", "Newborn: large liver or spleen"),
    action=Text("建议24～48小时内到医院检查。", "Advise an examination at a hospital within 24 to 48 hours."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("large-liver-or-spleen").equals("yes")
    & (last_day(found("large-liver-or-spleen")) >= ASKED_FROM) & (last_day(found("large-liver-or-spleen")) <= NEWBORN_UNTIL),
    shows=(newest_finding("large-liver-or-spleen"), last_day(found("large-liver-or-spleen"))),
)  # fmt: skip

hips = Alert(
    code="newborn-hips",
    title=Text("新生儿髋部不对称", "Newborn: uneven hips"),
    action=Text("不捆绑双腿；建议到医院做髋关节检查。", "Do not bind the legs; advise an examination of the hips at a hospital."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("hip-asymmetry").equals("yes")
    & (last_day(found("hip-asymmetry")) >= ASKED_FROM) & (last_day(found("hip-asymmetry")) <= NEWBORN_UNTIL),
    shows=(newest_finding("hip-asymmetry"), last_day(found("hip-asymmetry"))),
)  # fmt: skip

groin = Alert(
    code="newborn-groin",
    title=Text("新生儿隐睾或疝", "Newborn: undescended testis or hernia"),
    action=Text("建议到医院检查；肿块变硬、哭闹、呕吐立即转诊。",
                "Advise an examination at a hospital; refer at once if the swelling is hard, or the child cries and vomits."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & newest_finding("undescended-testis-or-hernia").equals("yes")
    & (last_day(found("undescended-testis-or-hernia")) >= ASKED_FROM)
    & (last_day(found("undescended-testis-or-hernia")) <= NEWBORN_UNTIL),
    shows=(newest_finding("undescended-testis-or-hernia"), last_day(found("undescended-testis-or-hernia"))),
)  # fmt: skip

weight = Alert(
    code="newborn-weight-not-regained",
    title=Text("出生满14天体重仍低于出生体重", "Newborn: below birth weight at 14 days"),
    action=Text("查看喂养情况并指导；24～48小时内到医院检查。", "Look at feeding and help; have the child seen at a hospital within 24 to 48 hours."),
    source=ADVISE, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="urgent",
    condition=IN_CARE & WEIGHED_NOW
    & (latest_day("weight") >= people.born_on + days(14)) & (latest("weight") < births.weight_g / 1000),
    shows=(latest("weight"), latest_day("weight"), births.weight_g),
)  # fmt: skip

body = Alert(
    code="newborn-body",
    title=Text("新生儿查体有异常", "Newborn: something not normal at the examination"),
    action=Text("告诉家长看到了什么；说不准的，建议到医院检查。", "Tell the family what you saw; where you are not sure, advise an examination at a hospital."),
    source=CHILD, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="notice",
    condition=IN_CARE & (
        (PARTS_ON.equals(last_day(found("newborn-body"))) & (PARTS_ON >= ASKED_FROM) & (PARTS_ON <= NEWBORN_UNTIL))
        | (NAVEL_ON.equals(last_day(found("umbilicus"))) & (NAVEL_ON >= ASKED_FROM) & (NAVEL_ON <= NEWBORN_UNTIL))
        | (SKIN_ON.equals(last_day(found("skin"))) & (SKIN_ON >= ASKED_FROM) & (SKIN_ON <= NEWBORN_UNTIL))
        | (FONTANELLE_ON.equals(last_day(found("fontanelle"))) & (FONTANELLE_ON >= ASKED_FROM) & (FONTANELLE_ON <= NEWBORN_UNTIL))
    ),
    shows=(newest_finding("newborn-body"), newest_finding("umbilicus"), newest_finding("skin"), newest_finding("fontanelle")),
)  # fmt: skip

oxygen = Alert(
    code="newborn-oxygen",
    title=Text("新生儿血氧饱和度低于90%", "Newborn: oxygen saturation below 90%"),
    action=Text("换探头复测；仍低于90%立即转诊，途中保暖。", "Measure again with the probe moved; if still below 90%, refer at once and keep the child warm."),
    source=SCREENING, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & LOW_OXYGEN,
    shows=(latest("oxygen-saturation"), latest_day("oxygen-saturation"), HAND_1, FOOT_1, HAND_2, FOOT_2),
)  # fmt: skip

NEWBORN_ADVICE_ALERTS = (feeding, jaundice, pustules, mouth, murmur, liver_or_spleen, hips, groin, weight, body, oxygen)
