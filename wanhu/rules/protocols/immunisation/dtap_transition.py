"""Children who began DTaP under the schedule of before 2025: a table of the disease control centre says which dose comes next.

The table goes by date of birth and the doses given before 2025 (``wanhu/rules/parameters/dtap_transition.yaml``). It is read here, and each of
its rows plans the doses of its group. For everybody of whom it does not speak (all, while it is empty) the clinic says what comes next and no
date is computed: two steps keep them in sight, open from the age at which both schedules have the dose, the first four doses until the second
birthday, and the dose of six years. Nobody ticks them off here; the doses that the clinic reports do. Experts' memory: three doses of which
one is DT are enough for a child of seven.
"""

from datetime import date
from pathlib import Path

from wanhu.engine.expressions import Tally, When
from wanhu.engine.facts import doses, first_day, last_day, people
from wanhu.engine.parameters import cohorts
from wanhu.engine.protocol import Advice, Confidence, Known, Step, Valid
from wanhu.engine.spans import months, years
from wanhu.engine.text import Text

CHANGE = date(2025, 1, 1)
ANY = doses("DTaP", "DT", "Td")
BEGAN_BEFORE = (people.born_on < date(2024, 11, 1)) & (first_day(doses("DTaP")) < CHANGE).or_else(False)
COMPLETE = (Tally(doses("DTaP")) >= 4) | ((Tally(ANY) >= 3) & (Tally(doses("DT", "Td")) >= 1))
ASK_CLINIC = Advice(
    "ask-clinic", BEGAN_BEFORE,
    Text(
        "2025年前开始接种百白破：剂次按过渡程序，请接种门诊核对后约日期",
        "Began DTaP before 2025: the transition table decides the doses; ask the clinic, which gives the date",
    ),
)  # fmt: skip

FILE = Path(__file__).parents[2] / "parameters" / "dtap_transition.yaml"
HOW_READ = {
    "protocol": "immunisation", "code": "DTaP-transition", "change": CHANGE, "counted": doses("DTaP"), "ask": ASK_CLINIC,
    "vaccines": {
        "DTaP": (Text("百白破疫苗（过渡程序）", "DTaP (transition)"), doses("DTaP")),
        "DT": (Text("白破疫苗（过渡程序；满12岁用成人及青少年用）", "DT (transition; Td from twelve years)"), doses("DT", "Td")),
    },
}  # fmt: skip
TABLE = cohorts(FILE, **HOW_READ)
ASKED = TABLE.left(BEGAN_BEFORE)

TRANSITION = (
    *TABLE.steps,
    Step(
        "DTaP-transition", Text("百白破基础免疫：请接种门诊按过渡程序核对", "DTaP, first four doses: the clinic decides by the transition table"),
        opens=months(3), due=months(24), applies=ASKED, effective_from=CHANGE, advice=(ASK_CLINIC,),
        done_by=Known(When(COMPLETE, last_day(ANY))), confidence=Confidence.DEFAULT,
    ),
    Step(
        "DTaP-transition-6y", Text("6周岁百白破或白破：请接种门诊按过渡程序核对", "DTaP or DT at six years: the clinic decides by the transition table"),
        opens=years(6), due=years(7), applies=ASKED, effective_from=CHANGE, advice=(ASK_CLINIC,),
        done_by=Valid(ANY), confidence=Confidence.DEFAULT,
    ),
)  # fmt: skip
