"""The five colours of newborns (高危新生儿分级): yellow, orange and red as suggestions; green is nothing suggested, purple of the restricted class.

The reasons are an empty slot that the local institution fills in (``parameters/newborn_colours.yaml``): while it is empty nothing is suggested and
these alerts do not exist. The highest colour with a reason suggests itself. A suggestion stands to the first birthday (design default), and a
named doctor decides.
"""

from datetime import date
from pathlib import Path

from wanhu.engine.facts import births, latest, newest_finding, people, today
from wanhu.engine.parameters import coloured
from wanhu.engine.protocol import Alert, Confidence, Source, Subject
from wanhu.engine.spans import months
from wanhu.engine.text import Text
from wanhu.rules.terms import IN_CARE

FILE = Path(__file__).parents[1] / "parameters" / "newborn_colours.yaml"
CONSENSUS = Source("高危新生儿分类分级管理专家共识（2023年）", "各色因素由本地机构填写")
REVIEW = date(2027, 9, 1)
CONCERNED = IN_CARE & (today < people.born_on + months(12))
_shows = (births.gestation_days, births.weight_g, latest("apgar-1"), latest("apgar-5"), newest_finding("nicu-stay"))
_ask = Text("这是提示，请医生确定分级和随访间隔。", "A suggestion: a doctor decides the colour and how often the child is seen.")

SUGGESTIONS = {
    "yellow": Alert(
        "newborn-colour-yellow", Text("新生儿分级提示：黄色（低危）", "Newborn suggested yellow (low risk)"), _ask, CONSENSUS, Confidence.DEFAULT, REVIEW,
        Subject.CHILD, "notice", CONCERNED, _shows,
    ),
    "orange": Alert(
        "newborn-colour-orange", Text("新生儿分级提示：橙色（中危）", "Newborn suggested orange (medium risk)"), _ask, CONSENSUS, Confidence.DEFAULT, REVIEW,
        Subject.CHILD, "notice", CONCERNED, _shows,
    ),
    "red": Alert(
        "newborn-colour-red", Text("新生儿分级提示：红色（高危）", "Newborn suggested red (high risk)"), _ask, CONSENSUS, Confidence.DEFAULT, REVIEW,
        Subject.CHILD, "urgent", CONCERNED, _shows,
    ),
}  # fmt: skip
NEWBORN_COLOUR_ALERTS = coloured(FILE, SUGGESTIONS)
