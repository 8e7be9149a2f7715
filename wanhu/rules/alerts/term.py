"""Late pregnancy: fewer counted movements of the child, 41 weeks reached, 42 weeks reached.

Measurement: fetal-movements-2h, the movements that she counted in two hours. From experts' memory.
"""

from datetime import date

from wanhu.engine.facts import latest, latest_day, pregnancies, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import DATES, EXPECTING, SIGN
from wanhu.rules.sources import OBSTETRICS

REVIEW = date(2027, 9, 1)

few_movements = Alert(
    "fetal-movements-few", Text("2小时胎动少于10次（孕28周后）", "Fewer than 10 movements in 2 hours, from 28 weeks"),
    Text("当天到医院评估。", "Assessment in the hospital today."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & (latest("fetal-movements-2h") < 10) & (latest_day("fetal-movements-2h") + SIGN >= today)
    & (latest_day("fetal-movements-2h") >= pregnancies.lmp + weeks(28)),
    shows=(latest("fetal-movements-2h"), latest_day("fetal-movements-2h")),
)  # fmt: skip

past_term = Alert(
    "past-term", Text("孕41周仍未分娩", "Not delivered at 41 weeks"),
    Text("联系她，建议到医院评估是否引导分娩。", "Call her and advise an assessment at the hospital: should labour be started?"),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & (pregnancies.lmp + weeks(41) <= today) & (pregnancies.lmp + weeks(42) > today),
    shows=DATES,
)  # fmt: skip

post_term = Alert(
    "post-term", Text("孕42周仍未分娩（过期妊娠）", "Not delivered at 42 weeks (post-term)"),
    Text("当天联系她；若尚未住院，请她今天到医院。", "Call her today; if she is not in hospital yet, ask her to go today."),
    source=OBSTETRICS, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & (pregnancies.lmp + weeks(42) <= today),
    shows=DATES,
)  # fmt: skip

TERM_ALERTS = (few_movements, past_term, post_term)
