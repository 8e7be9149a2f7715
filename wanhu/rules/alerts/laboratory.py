"""Other results of an antenatal check that ask for a second look: urine, liver, kidney, vaginal smear, and what the examination found.

Measurements: alt, ast (U/L), albumin (g/L), bilirubin-total, creatinine (µmol/L). Findings: urine-protein, urine-glucose, urine-ketone,
urine-blood (-, ±, 1+ to 4+), vaginal-cleanliness (1 to 4; a smear, which names no infection), vaginal-discharge, heart-sounds, lung-sounds
(normal, abnormal), gynaecological-exam (the parts that are not normal, or none). Upper limits differ between laboratories; those here are
usual ones from experts' memory, to be confirmed by the local laboratory.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.blood_pressure import MEASURED_RECENTLY, RAISED
from wanhu.rules.alerts.expecting import EXPECTING, RESULT
from wanhu.rules.sources import MATERNAL, OBSTETRICS

REVIEW = date(2027, 9, 1)

protein = Alert(
    "urine-protein", Text("尿蛋白1+及以上", "Protein in the urine, 1+ or more"),
    Text("量血压；留清洁中段尿复查。", "Measure the blood pressure; repeat with clean midstream urine."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & last_day(found("urine-protein", "1+", "2+", "3+", "4+")).equals(last_day(found("urine-protein")))
    & (last_day(found("urine-protein")) + RESULT >= today)
    & ~(RAISED & MEASURED_RECENTLY).or_else(False),
    shows=(newest_finding("urine-protein"), last_day(found("urine-protein"))),
)  # fmt: skip

urine = Alert(
    "urine-abnormal", Text("尿糖、尿酮体或尿潜血1+及以上", "Glucose, ketones or blood in the urine, 1+ or more"),
    Text("复查尿常规；尿糖阳性查空腹血糖。", "Repeat the urine test; with glucose, test fasting blood sugar."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (
        (last_day(found("urine-glucose", "1+", "2+", "3+", "4+")).equals(last_day(found("urine-glucose")))
         & (last_day(found("urine-glucose")) + RESULT >= today))
        | (last_day(found("urine-ketone", "1+", "2+", "3+", "4+")).equals(last_day(found("urine-ketone")))
           & (last_day(found("urine-ketone")) + RESULT >= today))
        | (last_day(found("urine-blood", "1+", "2+", "3+", "4+")).equals(last_day(found("urine-blood")))
           & (last_day(found("urine-blood")) + RESULT >= today))
    ),
    shows=(newest_finding("urine-glucose"), newest_finding("urine-ketone"), newest_finding("urine-blood")),
)  # fmt: skip

liver = Alert(
    "liver-enzymes-high", Text("谷丙或谷草转氨酶高于40 U/L", "ALT or AST above 40 U/L"),
    Text("一周内请医生复查；有皮肤瘙痒、腹痛或血压高当天转诊。", "A doctor repeats it within a week; with itching, pain or high pressure refer today."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (
        ((latest("alt") > 40) & (latest_day("alt") + RESULT >= today)) | ((latest("ast") > 40) & (latest_day("ast") + RESULT >= today))
    ),
    shows=(latest("alt"), latest("ast"), latest_day("alt")),
)  # fmt: skip

albumin = Alert(
    "albumin-low", Text("白蛋白低于30 g/L", "Albumin below 30 g/L"),
    Text("请医生查明原因；看有无水肿和尿蛋白。", "A doctor looks for the cause; look for swelling and protein in the urine."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (latest("albumin") < 30) & (latest_day("albumin") + RESULT >= today),
    shows=(latest("albumin"), latest_day("albumin")),
)  # fmt: skip

bilirubin = Alert(
    "bilirubin-high", Text("总胆红素高于21 μmol/L", "Total bilirubin above 21 µmol/L"),
    Text("一周内请医生复查肝功能。", "A doctor repeats the liver tests within a week."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (latest("bilirubin-total") > 21) & (latest_day("bilirubin-total") + RESULT >= today),
    shows=(latest("bilirubin-total"), latest_day("bilirubin-total")),
)  # fmt: skip

creatinine = Alert(
    "creatinine-high", Text("血清肌酐高于84 μmol/L", "Creatinine above 84 µmol/L"),
    Text("一周内请医生复查肾功能；对照本实验室上限。", "A doctor repeats the kidney tests within a week, against the laboratory's own limit."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (latest("creatinine") > 84) & (latest_day("creatinine") + RESULT >= today),
    shows=(latest("creatinine"), latest_day("creatinine")),
)  # fmt: skip

smear = Alert(
    "vaginal-cleanliness", Text("阴道清洁度Ⅲ～Ⅳ度或分泌物异常", "Vaginal cleanliness grade III or IV, or the discharge not normal"),
    Text("请妇产科医生看结果并决定是否治疗。", "An obstetrician looks at the result and decides on treatment."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (
        (last_day(found("vaginal-cleanliness", "3", "4")).equals(last_day(found("vaginal-cleanliness")))
         & (last_day(found("vaginal-cleanliness")) + RESULT >= today))
        | (newest_finding("vaginal-discharge").equals("abnormal") & (last_day(found("vaginal-discharge")) + RESULT >= today))
    ),
    shows=(newest_finding("vaginal-cleanliness"), newest_finding("vaginal-discharge"), last_day(found("vaginal-cleanliness"))),
)  # fmt: skip

examination = Alert(
    "examination-abnormal", Text("心肺听诊或妇科检查异常", "Heart, lungs or gynaecological examination not normal"),
    Text("转二级以上医院评估。", "Assessment in a hospital of level 2 or above."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (
        (newest_finding("heart-sounds").equals("abnormal") & (last_day(found("heart-sounds")) + RESULT >= today))
        | (newest_finding("lung-sounds").equals("abnormal") & (last_day(found("lung-sounds")) + RESULT >= today))
        | (last_day(found("gynaecological-exam", "abnormal", "vulva", "vagina", "cervix", "uterus", "adnexa"))
           .equals(last_day(found("gynaecological-exam"))) & (last_day(found("gynaecological-exam")) + RESULT >= today))
    ),
    shows=(newest_finding("heart-sounds"), newest_finding("lung-sounds"), newest_finding("gynaecological-exam")),
)  # fmt: skip

LABORATORY_ALERTS = (protein, urine, liver, albumin, bilirubin, creatinine, smear, examination)
