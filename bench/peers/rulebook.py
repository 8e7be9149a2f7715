"""What is compared: seven steps of the shipped antenatal protocol, and two alerts about the newest blood pressure.

The alerts are declared here, so that a change of the shipped ones does not silently become a difference between engines. The ends of the
protocol are the shipped ones too: Wanhu also looks for moves and withdrawn consent, which the set does not hold and the peers do not know.
"""

from dataclasses import replace
from datetime import date

from wanhu.engine.facts import births, deaths, latest, latest_day, residence, today, withdrawn
from wanhu.engine.protocol import Alert, Confidence, Rulebook, Source, Subject
from wanhu.engine.text import Text
from wanhu.rules.protocols.antenatal import antenatal

STEPS = ("antenatal-1", "antenatal-2", "antenatal-3", "antenatal-4", "antenatal-5", "outcome", "dating")

_over = (
    births.born_on.or_else(deaths.in_pregnancy).or_else(deaths.of_person).or_else(residence.left_on).or_else(withdrawn("record"))
)
_expecting = ~(_over <= today).or_else(False)
_severe = (latest("systolic") >= 160) | (latest("diastolic") >= 110)
_raised = (latest("systolic") >= 140) | (latest("diastolic") >= 90)


def _alert(code: str, level: str, title: Text, condition) -> Alert:
    return Alert(
        code, title, Text("复测。", "Measure again."), Source("比较 / comparison"), Confidence.DEFAULT, date(2027, 9, 1), Subject.PREGNANCY,
        level, condition, shows=(latest("systolic"), latest("diastolic"), latest_day("systolic")),
    )  # fmt: skip


ALERTS = (
    _alert("severe-hypertension", "emergency", Text("血压≥160/110", "160/110 or more"), _expecting & _severe),
    _alert("hypertension", "urgent", Text("血压≥140/90", "140/90 or more"), _expecting & _raised & ~_severe),
)
BOOK = Rulebook((replace(antenatal, steps=tuple(step for step in antenatal.steps if step.code in STEPS)),), ALERTS, "comparison")
