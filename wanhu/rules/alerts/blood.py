"""The blood count in pregnancy: anaemia by its four bands, iron, platelets, white cells, and a Rhesus-negative group.

Measurements: haemoglobin (g/L), ferritin (µg/L), platelets and white-cells (10⁹/L). Finding: rhesus (positive, negative). One band
of anaemia and one of platelets speaks at a time. Bands of the obstetrics textbook, from experts' memory; a value between two whole
numbers belongs to the band below it (109.5 is mild, 99.5 moderate).
"""

from datetime import date

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, RESULT
from wanhu.rules.sources import MATERNAL, OBSTETRICS

REVIEW = date(2027, 9, 1)

_haemoglobin = EXPECTING & (latest_day("haemoglobin") + RESULT >= today)
_platelets = EXPECTING & (latest_day("platelets") + RESULT >= today)

anaemia = Alert(
    "anaemia-mild", Text("轻度贫血（血红蛋白100～109 g/L）", "Mild anaemia (haemoglobin 100–109 g/L)"),
    Text("饮食指导，按医嘱补铁，4周后复查。", "Advice on food, iron as the doctor says, repeat after 4 weeks."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_haemoglobin & (latest("haemoglobin") >= 100) & (latest("haemoglobin") < 110),
    shows=(latest("haemoglobin"), latest_day("haemoglobin")),
)  # fmt: skip

moderate_anaemia = Alert(
    "anaemia-moderate", Text("中度贫血（血红蛋白70～99 g/L）", "Moderate anaemia (haemoglobin 70–99 g/L)"),
    Text("一周内到医院查明原因并治疗。", "To the hospital within a week: find the cause and treat."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=_haemoglobin & (latest("haemoglobin") >= 70) & (latest("haemoglobin") < 100),
    shows=(latest("haemoglobin"), latest_day("haemoglobin")),
)  # fmt: skip

severe_anaemia = Alert(
    "anaemia-severe", Text("重度贫血（血红蛋白40～69 g/L）", "Severe anaemia (haemoglobin 40–69 g/L)"),
    Text("当天转诊。", "Refer today."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=_haemoglobin & (latest("haemoglobin") >= 40) & (latest("haemoglobin") < 70),
    shows=(latest("haemoglobin"), latest_day("haemoglobin")),
)  # fmt: skip

extreme_anaemia = Alert(
    "anaemia-extreme", Text("极重度贫血（血红蛋白低于40 g/L）", "Extremely severe anaemia (haemoglobin below 40 g/L)"),
    Text("立即转诊，途中不离人。", "Refer at once; do not leave her alone on the way."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=_haemoglobin & (latest("haemoglobin") < 40),
    shows=(latest("haemoglobin"), latest_day("haemoglobin")),
)  # fmt: skip

iron = Alert(
    "ferritin-low", Text("铁蛋白低于20 μg/L", "Ferritin below 20 µg/L"),
    Text("铁缺乏：按医嘱补铁。", "Iron is lacking: iron as the doctor says."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (latest("ferritin") < 20) & (latest_day("ferritin") + RESULT >= today),
    shows=(latest("ferritin"), latest_day("ferritin")),
)  # fmt: skip

few_platelets = Alert(
    "platelets-low", Text("血小板低于100×10⁹/L", "Platelets below 100 × 10⁹/L"),
    Text("复查血常规，转二级以上医院评估。", "Repeat the blood count; assessment in a hospital of level 2 or above."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=_platelets & (latest("platelets") > 50) & (latest("platelets") < 100),
    shows=(latest("platelets"), latest_day("platelets")),
)  # fmt: skip

very_few_platelets = Alert(
    "platelets-very-low", Text("血小板30～50×10⁹/L", "Platelets of 30 to 50 × 10⁹/L"),
    Text("当天转诊到危重孕产妇救治中心。", "Refer today to a centre for critically ill mothers."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=_platelets & (latest("platelets") >= 30) & (latest("platelets") <= 50),
    shows=(latest("platelets"), latest_day("platelets")),
)  # fmt: skip

hardly_any_platelets = Alert(
    "platelets-critical", Text("血小板低于30×10⁹/L", "Platelets below 30 × 10⁹/L"),
    Text("立即转诊；防跌倒和出血。", "Refer at once; guard against falls and bleeding."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency",
    condition=_platelets & (latest("platelets") < 30),
    shows=(latest("platelets"), latest_day("platelets")),
)  # fmt: skip

white_cells = Alert(
    "white-cells-high", Text("白细胞高于15×10⁹/L", "White cells above 15 × 10⁹/L"),
    Text("询问发热、咳嗽、尿痛和分泌物；请医生复查。", "Ask about fever, cough, pain and discharge; a doctor repeats the test."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & (latest("white-cells") > 15) & (latest_day("white-cells") + RESULT >= today),
    shows=(latest("white-cells"), latest_day("white-cells")),
)  # fmt: skip

rhesus_negative = Alert(
    "rhesus-negative", Text("Rh阴性血型", "Rhesus-negative blood group"),
    Text("转二级以上医院评估抗体；提前联系分娩医院备血。", "Antibodies assessed in a hospital of level 2 or above; plan blood early."),
    source=MATERNAL, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice",
    condition=EXPECTING & newest_finding("rhesus").equals("negative") & (last_day(found("rhesus")) + RESULT >= today),
    shows=(newest_finding("rhesus"), last_day(found("rhesus"))),
)  # fmt: skip

BLOOD_ALERTS = (
    anaemia, moderate_anaemia, severe_anaemia, extreme_anaemia, iron, few_platelets, very_few_platelets, hardly_any_platelets,
    white_cells, rhesus_negative,
)  # fmt: skip
