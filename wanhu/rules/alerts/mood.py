"""How she feels, by a score taken on paper. Restricted: only those who may see such results ever see these alerts, and never a list.

Measurements: epds-total (0–30), epds-item-10 (0–3), phq-9-total (0–27), phq-9-item-9 (0–3), gad-7-total (0–21), who-5-total (0–25, the higher
the better). Findings: whooley-mood, whooley-interest (yes, no). The texts of the questions are not shipped; only numbers are recorded. Any answer above
zero to the item about harming herself asks for a human being on the same day, whatever the total. A score asks for a conversation
and is no diagnosis.
"""

from datetime import date
from pathlib import Path

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.parameters import setting
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import IN_CARE, SIGN
from wanhu.rules.sources import EDINBURGH, MOOD_SCALES, WELLBEING

REVIEW = date(2027, 9, 1)
# Of the Edinburgh scale 10 finds more and 13 a probable depression (Chinese versions: 9.5 to 12.5); those of the other scales are from experts'
# memory, and the institution changes them in the file.
FIND_MORE, PROBABLE = 10, 13
FILE = Path(__file__).parents[1] / "parameters" / "mood_scales.yaml"
PHQ_9, GAD_7, WHO_5_BELOW = setting(FILE, "phq_9_from"), setting(FILE, "gad_7_from"), setting(FILE, "who_5_below")

same_day = Alert(
    "mood-same-day", Text("今天需要有人陪她谈一谈", "Somebody should speak with her today"),
    Text(
        "今天当面或电话联系，陪伴倾听，不让她独处；按医嘱联系精神卫生医生。",
        "Meet or call her today, listen, do not leave her alone; involve the mental-health doctor.",
    ),
    source=EDINBURGH, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency", restricted=True,
    condition=IN_CARE & (
        ((latest("epds-item-10") > 0) & (latest_day("epds-item-10") + SIGN >= today))
        | ((latest("phq-9-item-9") > 0) & (latest_day("phq-9-item-9") + SIGN >= today))
    ),
    shows=(latest("epds-item-10"), latest_day("epds-item-10"), latest("phq-9-item-9"), latest_day("phq-9-item-9")),
)  # fmt: skip

probable = Alert(
    "mood-low", Text("爱丁堡量表得分高，可能抑郁", "Edinburgh score high: probable depression"),
    Text("三天内当面谈；经她同意转诊精神卫生医生。", "Meet her within three days; with her agreement refer to a mental-health doctor."),
    source=EDINBURGH, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent", restricted=True,
    condition=IN_CARE & (latest("epds-total") >= PROBABLE) & (latest_day("epds-total") + SIGN >= today),
    shows=(latest("epds-total"), latest_day("epds-total")),
)  # fmt: skip

possible = Alert(
    "mood-watch", Text("爱丁堡量表得分偏高", "Edinburgh score raised"),
    Text("关心近况和睡眠，两周后再评一次。", "Ask how she is and how she sleeps; score again after two weeks."),
    source=EDINBURGH, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice", restricted=True,
    condition=IN_CARE & (latest("epds-total") >= FIND_MORE) & (latest("epds-total") < PROBABLE) & (latest_day("epds-total") + SIGN >= today),
    shows=(latest("epds-total"), latest_day("epds-total")),
)  # fmt: skip

other_scales = Alert(
    "mood-other-scales", Text("PHQ-9、GAD-7或两问提示情绪困扰", "PHQ-9, GAD-7 or the two questions suggest distress"),
    Text("一周内当面谈，做完整评估；经她同意转诊。", "Meet her within a week and assess fully; refer with her agreement."),
    source=MOOD_SCALES, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice", restricted=True,
    condition=IN_CARE & (
        ((latest("phq-9-total") >= PHQ_9) & (latest_day("phq-9-total") + SIGN >= today))
        | ((latest("gad-7-total") >= GAD_7) & (latest_day("gad-7-total") + SIGN >= today))
        | (newest_finding("whooley-mood").equals("yes") & (last_day(found("whooley-mood")) + SIGN >= today))
        | (newest_finding("whooley-interest").equals("yes") & (last_day(found("whooley-interest")) + SIGN >= today))
    ),
    shows=(latest("phq-9-total"), latest("gad-7-total"), newest_finding("whooley-mood"), newest_finding("whooley-interest")),
)  # fmt: skip

low_wellbeing = Alert(
    "mood-wellbeing", Text("WHO-5得分低：近两周感觉不好", "WHO-5 score low: she has not felt well these two weeks"),
    Text("一周内当面聊聊近况，再用爱丁堡量表或PHQ-9评估；经她同意转诊。", "Talk with her within a week and assess with the Edinburgh scale or PHQ-9; refer with her agreement."),
    source=WELLBEING, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice", restricted=True,
    condition=IN_CARE & (latest("who-5-total") < WHO_5_BELOW) & (latest_day("who-5-total") + SIGN >= today),
    shows=(latest("who-5-total"), latest_day("who-5-total")),
)  # fmt: skip

MOOD_ALERTS = (same_day, probable, possible, other_scales, low_wellbeing)
