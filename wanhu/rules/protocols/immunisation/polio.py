"""Polio. Born from 1 October 2019: two inactivated doses, then two oral ones, the last at four years. Born before: any four doses.

An inactivated dose (also one within a combined vaccine) may stand for an oral one. Who has had three inactivated doses, as the combined
vaccines are given, is complete with a fourth of either kind from 18 months, and is called for it at four years like every other child.
Born before October 2019 the text counts doses of any kind, supplementary rounds with them: three before four years of age, four after.
"""

from datetime import date

from wanhu.engine.expressions import Tally
from wanhu.engine.facts import doses, people
from wanhu.engine.protocol import Advice, After, Confidence, Step, Valid
from wanhu.engine.spans import days, months, years
from wanhu.engine.text import Text

TWO_AND_TWO = people.born_on >= date(2019, 10, 1)
BEFORE = people.born_on < date(2019, 10, 1)
THREE_INACTIVATED = Tally(doses("IPV")) >= 3
ANY = doses("IPV", "bOPV", "tOPV")
INACTIVATED_FIRST = Advice(
    "inactivated-first", (Tally(doses("IPV")) < 1) & (Tally(doses("tOPV")) < 1),
    Text("先接种脊灰灭活疫苗，再接种减毒活疫苗", "The inactivated vaccine first, then the oral one"),
)  # fmt: skip

POLIO = (
    Step(
        "IPV-1", Text("脊灰灭活疫苗第1剂", "IPV, dose 1"), opens=months(2), due=months(3), applies=TWO_AND_TWO,
        done_by=Valid(doses("IPV")), recorded_as=(("dose", "IPV"),),
    ),
    Step(
        "IPV-2", Text("脊灰灭活疫苗第2剂", "IPV, dose 2"), opens=months(3), due=months(4), applies=TWO_AND_TWO,
        done_by=Valid(doses("IPV"), follows=After("IPV-1", days(28))), recorded_as=(("dose", "IPV"),), confidence=Confidence.EXPERT,
    ),
    Step(
        "bOPV-1", Text("脊灰减毒活疫苗第1剂", "bOPV, dose 1"), opens=months(4), due=months(12), applies=TWO_AND_TWO,
        done_by=Valid(doses("bOPV", "IPV"), follows=After("IPV-2", days(28))), recorded_as=(("dose", "bOPV"),),
        confidence=Confidence.EXPERT,
    ),
    Step(
        "bOPV-2", Text("脊灰减毒活疫苗第2剂", "bOPV, dose 2"), opens=years(4), due=years(5), applies=TWO_AND_TWO & ~THREE_INACTIVATED,
        done_by=Valid(doses("bOPV", "IPV"), follows=After("bOPV-1", days(28))), recorded_as=(("dose", "bOPV"),),
        confidence=Confidence.EXPERT,
    ),
    Step(
        "IPV-4", Text("脊灰疫苗第4剂（前3剂为灭活疫苗）", "Polio, dose 4 after three inactivated doses"), opens=years(4), due=years(5),
        youngest=months(18), applies=TWO_AND_TWO & THREE_INACTIVATED,
        done_by=Valid(doses("IPV", "bOPV"), follows=After("bOPV-1", days(28))), recorded_as=(("dose", "bOPV"),),
        confidence=Confidence.EXPERT,
    ),
    Step(
        "Polio-1", Text("脊灰疫苗第1剂", "Polio, dose 1"), opens=months(2), due=months(3), applies=BEFORE, advice=(INACTIVATED_FIRST,),
        done_by=Valid(ANY), recorded_as=(("dose", "IPV"),),
    ),
    Step(
        "Polio-2", Text("脊灰疫苗第2剂", "Polio, dose 2"), opens=months(3), due=months(4), applies=BEFORE, advice=(INACTIVATED_FIRST,),
        done_by=Valid(ANY, follows=After("Polio-1", days(28))), recorded_as=(("dose", "bOPV"),),
    ),
    Step(
        "Polio-3", Text("脊灰疫苗第3剂", "Polio, dose 3"), opens=months(4), due=months(12), applies=BEFORE, advice=(INACTIVATED_FIRST,),
        done_by=Valid(ANY, follows=After("Polio-2", days(28))), recorded_as=(("dose", "bOPV"),),
    ),
    Step(
        "Polio-4", Text("脊灰疫苗第4剂", "Polio, dose 4"), opens=years(4), due=years(5), youngest=months(5), applies=BEFORE,
        advice=(INACTIVATED_FIRST,), done_by=Valid(ANY, follows=After("Polio-3", days(28))), recorded_as=(("dose", "bOPV"),),
        confidence=Confidence.EXPERT,
    ),
)  # fmt: skip
