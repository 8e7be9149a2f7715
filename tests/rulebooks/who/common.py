"""What all WHO declarations share: the source, the live vaccines, and the findings that ask for a second look.

Written from memory of WHO's position papers and its summary tables of routine immunisation; no number here was checked against the page,
so everything is ``EXPERT``. It serves to prove the vocabulary on a schedule of another kind, not to vaccinate anybody.
"""

from datetime import date

from wanhu.engine.facts import deaths, doses, newest_finding, people
from wanhu.engine.protocol import Advice, Confidence, End, Source
from wanhu.engine.spans import weeks, years
from wanhu.engine.text import Text

SOURCE = Source("WHO position papers; summary tables of routine immunization recommendations (from memory)")
CONFIDENCE = Confidence.EXPERT
NEXT_REVIEW = date(2027, 11, 1)
STARTS = people.born_on
UNTIL = people.born_on + years(18)
DIED = (End("died", deaths.of_person),)

MEASLES_CONTAINING = doses("MV", "MR", "MMR")
LIVE = doses("MV", "MR", "MMR", "Varicella", "YF", "JE-L", "BCG")
FOUR_WEEKS_FROM_LIVE = (LIVE, weeks(4))

HIV = newest_finding("hiv").equals("positive").or_else(False)
TREATED_AND_STABLE = (newest_finding("antiretrovirals").equals("yes") & newest_finding("immunity").equals("stable")).or_else(
    False
)
SUPPRESSED = newest_finding("immunity").equals("suppressed").or_else(False)
WEAK_IMMUNITY = SUPPRESSED | (HIV & ~TREATED_AND_STABLE)
EVALUATE_IMMUNITY = Advice(
    "further-evaluation", WEAK_IMMUNITY,
    Text("免疫功能低下：接种减毒活疫苗前由医生评估", "Weak immunity: a clinician decides before a live vaccine"),
)  # fmt: skip
