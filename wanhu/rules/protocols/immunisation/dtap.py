"""Diphtheria, tetanus and pertussis from 2025: DTaP at 2, 4, 6, 18 months and 6 years; from the seventh birthday DT or Td to three doses.

Who began under the older schedule is in ``dtap_transition``. The upper age of seven years and the year between the fourth and fifth
dose are experts' memory. DT is the children's vaccine to eleven years; from twelve on the adult one (Td) is given.
"""

from wanhu.engine.facts import done, doses, people, today
from wanhu.engine.protocol import Advice, After, Confidence, Step, Valid
from wanhu.engine.spans import Span, days, months, years
from wanhu.engine.text import Text
from wanhu.rules.protocols.immunisation.dtap_transition import ANY, BEGAN_BEFORE, CHANGE

LAST_DAY = Span(days=-1, months=84)
SEVEN = today >= people.born_on + years(7)
BELOW_THREE = ~(done("immunisation", "DTaP-3") <= today).or_else(False)
CATCH_UP = ~BEGAN_BEFORE & SEVEN & BELOW_THREE
NO_DTAP = Advice(
    "from-7-years-dt", SEVEN,
    Text("满7岁不再接种百白破：累计不足3剂的用白破补齐，请接种门诊核对", "From 7 years no DTaP: fewer than three doses are completed with DT; ask the clinic"),
)  # fmt: skip
ADULT = Advice(
    "from-12-years-td", today >= people.born_on + years(12),
    Text("满12岁用成人及青少年用白破疫苗", "From 12 years: the diphtheria-tetanus vaccine for adults and adolescents"),
)  # fmt: skip

DTAP = (
    Step(
        "DTaP-1", Text("百白破疫苗第1剂", "DTaP, dose 1"), opens=months(2), due=months(3), closes=LAST_DAY, applies=~BEGAN_BEFORE,
        effective_from=CHANGE, advice=(NO_DTAP,), done_by=Valid(doses("DTaP")), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-2", Text("百白破疫苗第2剂", "DTaP, dose 2"), opens=months(4), due=months(5), closes=LAST_DAY, applies=~BEGAN_BEFORE,
        effective_from=CHANGE, advice=(NO_DTAP,),
        done_by=Valid(doses("DTaP"), follows=After("DTaP-1", days(28))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-3", Text("百白破疫苗第3剂", "DTaP, dose 3"), opens=months(6), due=months(12), closes=LAST_DAY, applies=~BEGAN_BEFORE,
        effective_from=CHANGE, advice=(NO_DTAP,),
        done_by=Valid(doses("DTaP"), follows=After("DTaP-2", days(28))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-4", Text("百白破疫苗第4剂", "DTaP, dose 4"), opens=months(18), due=months(24), closes=LAST_DAY, applies=~BEGAN_BEFORE,
        effective_from=CHANGE, advice=(NO_DTAP,),
        done_by=Valid(doses("DTaP"), follows=After("DTaP-3", months(6))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-5", Text("百白破疫苗第5剂", "DTaP, dose 5"), opens=years(6), due=years(7), closes=LAST_DAY, applies=~BEGAN_BEFORE,
        effective_from=CHANGE, advice=(NO_DTAP,), confidence=Confidence.EXPERT,
        done_by=Valid(doses("DTaP"), follows=After("DTaP-4", months(12))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DT-catch-up-1", Text("白破补种：含白破成分第1剂", "DT catch-up, dose 1 of three"), opens=years(7), due=months(85), youngest=months(2),
        applies=CATCH_UP, effective_from=CHANGE, advice=(ADULT,), confidence=Confidence.EXPERT,
        done_by=Valid(ANY), recorded_as=(("dose", "DT"),),
    ),
    Step(
        "DT-catch-up-2", Text("白破补种：含白破成分第2剂", "DT catch-up, dose 2 of three"), opens=years(7), due=months(85), youngest=months(3),
        applies=CATCH_UP, effective_from=CHANGE, advice=(ADULT,), confidence=Confidence.EXPERT,
        done_by=Valid(ANY, follows=After("DT-catch-up-1", months(1), least=days(28))), recorded_as=(("dose", "DT"),),
    ),
    Step(
        "DT-catch-up-3", Text("白破补种：含白破成分第3剂", "DT catch-up, dose 3 of three"), opens=years(7), due=months(85), youngest=months(9),
        applies=CATCH_UP, effective_from=CHANGE, advice=(ADULT,), confidence=Confidence.EXPERT,
        done_by=Valid(ANY, follows=After("DT-catch-up-2", months(6))), recorded_as=(("dose", "DT"),),
    ),
)  # fmt: skip
