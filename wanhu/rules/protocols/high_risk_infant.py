"""More visits, to six months, for children who need them: born at term with a low or high birth weight, as one of several, or with a
hard start. The norm says "more often, according to need": how often, to what age, and whether the birth alone puts a child on the list are
settings of the institution (``parameters/high_risk_infant.yaml``; design defaults).

A decision about ``high-risk-infant`` (``yes`` or ``no``) comes before everything that the facts suggest. Children born early have
their own follow-up. The five colours for newborns are an empty slot (``alerts/newborn_colours.py``); a mother's infection is of the restricted
class and plays no part here.
"""

from datetime import date
from pathlib import Path

from wanhu.engine.expressions import Constant
from wanhu.engine.facts import births, choose, decided, found, last_day, later_of, latest, newest_finding, people, tally
from wanhu.engine.parameters import setting
from wanhu.engine.protocol import Confidence, Protocol, Repeats, Step, Subject
from wanhu.engine.spans import Span, days, months
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DIED, MOVED
from wanhu.rules.sources import CHILD
from wanhu.rules.terms import IN_INTENSIVE_CARE, LOW_BIRTH_WEIGHT, MACROSOMIA, MULTIPLE_BIRTH, PRETERM, SEEN

SETTINGS = Path(__file__).parents[1] / "parameters" / "high_risk_infant.yaml"
EVERY = setting(SETTINGS, "every_months")
SUGGESTED = (
    LOW_BIRTH_WEIGHT
    | MACROSOMIA
    | MULTIPLE_BIRTH
    | (latest("apgar-1") <= 7)
    | (latest("apgar-5") <= 7)
    | IN_INTENSIVE_CARE
    | (tally(found("brain-injury-at-birth", "yes")) >= 1)
    | (tally(found("pathological-jaundice", "yes")) >= 1)
    | (tally(found("congenital-anomaly", "yes")) >= 1)
    | (tally(found("mother-diabetes", "yes")) >= 1)
    | (tally(found("mother-hypertension", "yes")) >= 1)
    | newest_finding("blood-spot").equals("positive")
    | newest_finding("hearing-rescreen").equals("refer")
)
MORE_VISITS = choose(
    (decided("high-risk-infant").equals("no"), False),
    (decided("high-risk-infant").equals("yes"), True),
    (Constant(setting(SETTINGS, "suggested_by_birth")) & SUGGESTED, True),
    otherwise=False,
)

high_risk_infant = Protocol(
    code="high-risk-infant",
    title=Text("高危儿随访", "Follow-up of infants who need more care"),
    source=CHILD,
    confidence=Confidence.DEFAULT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    steps=(
        Step(
            "visit", Text("高危儿随访", "Extra visit"),
            anchor=later_of(last_day(SEEN), births.discharged_on.or_else(people.born_on + days(3))),
            applies=MORE_VISITS & ~PRETERM.or_else(False),
            opens=Span(days=-7, months=EVERY), due=Span(days=7, months=EVERY), done_by=Repeats(), recorded_as=(("contact", "high-risk-visit"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
    until=people.born_on + months(setting(SETTINGS, "until_months")),
)  # fmt: skip
