"""A woman of high risk who was not seen in time: a call for help to those who can, never a reproach.

Orange: not seen within her interval and three days more; red: one day more (design defaults). It goes to the maternal and child
health station, for red to her hospital too, unless she withdrew that her risk may be shared. From 36 weeks the hospital of a woman
of red colour sees her as it orders: then the call asks whether it did.
"""

from datetime import date

from wanhu.engine.facts import today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, RISK_SHARED
from wanhu.rules.protocols.risk_colour import COLOUR, GRADED_ON, ORANGE, ORANGE_AGAIN, RED, RED_AGAIN
from wanhu.rules.sources import RISK

REVIEW = date(2027, 9, 1)

orange_not_seen = Alert(
    "orange-not-seen", Text("橙色孕妇超过随访间隔3天未见", "Orange: not seen 3 days after her interval"),
    Text("妇幼保健站联系她，问需要什么帮助，约定最近的检查。", "The maternal and child health station calls, asks what help she needs, arranges the next check."),
    source=RISK, confidence=Confidence.DEFAULT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & RISK_SHARED & ORANGE & (ORANGE_AGAIN + days(3) < today),
    shows=(COLOUR, GRADED_ON),
)  # fmt: skip

red_not_seen = Alert(
    "red-not-seen", Text("红色孕妇超过随访间隔1天未见", "Red: not seen 1 day after her interval"),
    Text(
        "妇幼保健站今天联系她和她的医院，问需要什么帮助，确认下次就诊。",
        "The maternal and child health station calls her and her hospital today, asks what help she needs, confirms the next visit.",
    ),
    source=RISK, confidence=Confidence.DEFAULT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent",
    condition=EXPECTING & RISK_SHARED & RED & (RED_AGAIN + days(1) < today),
    shows=(COLOUR, GRADED_ON),
)  # fmt: skip

RISK_ESCALATION_ALERTS = (orange_not_seen, red_not_seen)
