"""How she feels, by a score taken on paper. Restricted: only those who may see such results ever see these alerts, and never a list.

Measurements: epds-total (0–30), epds-item-10 (0–3). The texts of the questions are not shipped; only numbers are recorded. Any
answer above zero to the tenth question asks for a human being on the same day, whatever the total. A total of 10 is the cut-off for
finding more, 13 the one for a probable depression; Chinese versions use 9.5 to 12.5. A score asks for a conversation and is no
diagnosis.
"""

from datetime import date

from wanhu.engine.facts import latest, latest_day, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import IN_CARE, SIGN
from wanhu.rules.sources import EDINBURGH

REVIEW = date(2027, 9, 1)

same_day = Alert(
    "mood-same-day", Text("今天需要有人陪她谈一谈", "Somebody should speak with her today"),
    Text(
        "今天当面或电话联系，陪伴倾听，不让她独处；按医嘱联系精神卫生医生。",
        "Meet or call her today, listen, do not leave her alone; involve the mental-health doctor.",
    ),
    source=EDINBURGH, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="emergency", restricted=True,
    condition=IN_CARE & (latest("epds-item-10") > 0) & (latest_day("epds-item-10") + SIGN >= today),
    shows=(latest("epds-item-10"), latest_day("epds-item-10")),
)  # fmt: skip

probable = Alert(
    "mood-low", Text("情绪量表≥13分", "Mood score of 13 or more"),
    Text("三天内当面谈；经她同意转诊精神卫生医生。", "Meet her within three days; with her agreement refer to a mental-health doctor."),
    source=EDINBURGH, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent", restricted=True,
    condition=IN_CARE & (latest("epds-total") >= 13) & (latest_day("epds-total") + SIGN >= today),
    shows=(latest("epds-total"), latest_day("epds-total")),
)  # fmt: skip

possible = Alert(
    "mood-watch", Text("情绪量表10～12分", "Mood score of 10 to 12"),
    Text("关心近况和睡眠，两周后再评一次。", "Ask how she is and how she sleeps; score again after two weeks."),
    source=EDINBURGH, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice", restricted=True,
    condition=IN_CARE & (latest("epds-total") >= 10) & (latest("epds-total") < 13) & (latest_day("epds-total") + SIGN >= today),
    shows=(latest("epds-total"), latest_day("epds-total")),
)  # fmt: skip

MOOD_ALERTS = (same_day, probable, possible)
