"""Japanese encephalitis: two live doses, or four inactivated ones for a child who began with those.

Both at once is nobody's schedule: where both were given, the clinic counts.
"""

from wanhu.engine.expressions import Tally
from wanhu.engine.facts import done, doses, first_day, people
from wanhu.engine.protocol import Advice, After, Confidence, Step, Valid
from wanhu.engine.spans import days, months, years
from wanhu.engine.text import Text
from wanhu.rules.protocols.immunisation.live import SPACED

LIVE, INACTIVATED = doses("JE-L"), doses("JE-I")
BEGAN_INACTIVATED = (Tally(INACTIVATED) >= 1) & ~(first_day(LIVE) <= first_day(INACTIVATED)).or_else(False)
MIXED = Advice(
    "both-kinds-given", (Tally(LIVE) >= 1) & (Tally(INACTIVATED) >= 1),
    Text("减毒和灭活疫苗都接种过：请接种门诊核对剂次", "Live and inactivated doses were both given: the clinic counts them"),
)  # fmt: skip

ENCEPHALITIS = (
    Step(
        "JE-L-1", Text("乙脑减毒活疫苗第1剂", "JE live, dose 1"), opens=months(8), due=months(12), applies=~BEGAN_INACTIVATED,
        done_by=Valid(LIVE, spaced=SPACED), recorded_as=(("dose", "JE-L"),), advice=(MIXED,),
    ),
    Step(
        "JE-L-2", Text("乙脑减毒活疫苗第2剂", "JE live, dose 2"), opens=years(2), due=years(3), applies=~BEGAN_INACTIVATED,
        done_by=Valid(LIVE, follows=After("JE-L-1", months(12)), spaced=SPACED), recorded_as=(("dose", "JE-L"),), advice=(MIXED,),
        confidence=Confidence.EXPERT,
    ),
    Step(
        "JE-I-1", Text("乙脑灭活疫苗第1剂", "JE inactivated, dose 1"), opens=months(8), due=months(12), applies=BEGAN_INACTIVATED,
        done_by=Valid(INACTIVATED), recorded_as=(("dose", "JE-I"),), advice=(MIXED,),
    ),
    Step(
        "JE-I-2", Text("乙脑灭活疫苗第2剂", "JE inactivated, dose 2"), opens=days(7), due=days(10), applies=BEGAN_INACTIVATED,
        anchor=done("immunisation", "JE-I-1").or_else(people.born_on + months(8)),
        done_by=Valid(INACTIVATED, follows=After("JE-I-1", days(7))), recorded_as=(("dose", "JE-I"),), advice=(MIXED,),
    ),
    Step(
        "JE-I-3", Text("乙脑灭活疫苗第3剂", "JE inactivated, dose 3"), opens=years(2), due=years(3), applies=BEGAN_INACTIVATED,
        done_by=Valid(INACTIVATED, follows=After("JE-I-2", months(1))), recorded_as=(("dose", "JE-I"),), advice=(MIXED,),
        confidence=Confidence.EXPERT,
    ),
    Step(
        "JE-I-4", Text("乙脑灭活疫苗第4剂", "JE inactivated, dose 4"), opens=years(6), due=years(7), applies=BEGAN_INACTIVATED,
        done_by=Valid(INACTIVATED, follows=After("JE-I-3", years(3))), recorded_as=(("dose", "JE-I"),), advice=(MIXED,),
        confidence=Confidence.EXPERT,
    ),
)  # fmt: skip
