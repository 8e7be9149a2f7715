"""Diphtheria, tetanus and pertussis to the end of 2024: DTaP at 3, 4, 5 and 18 months, DT at six years; for runs of those days.

Below six years four DTaP doses were completed; from six years on DT (Td from twelve) completed three doses of any kind.
"""

from datetime import date

from wanhu.engine.facts import done, doses, people, today
from wanhu.engine.protocol import After, Confidence, Step, Valid
from wanhu.engine.spans import Span, days, months, years
from wanhu.engine.text import Text
from wanhu.rules.protocols.immunisation.dtap import ADULT
from wanhu.rules.protocols.immunisation.dtap_transition import ANY

LAST = date(2024, 12, 31)
LAST_DAY = Span(days=-1, months=72)
THREE = (done("immunisation", "DTaP-3") <= today).or_else(False)
CATCH_UP = (today >= people.born_on + years(6)) & ~THREE

DTAP_BEFORE_2025 = (
    Step(
        "DTaP-1", Text("百白破疫苗第1剂", "DTaP, dose 1"), opens=months(3), due=months(4), closes=LAST_DAY, effective_to=LAST,
        done_by=Valid(doses("DTaP")), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-2", Text("百白破疫苗第2剂", "DTaP, dose 2"), opens=months(4), due=months(5), closes=LAST_DAY, effective_to=LAST,
        done_by=Valid(doses("DTaP"), follows=After("DTaP-1", days(28))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-3", Text("百白破疫苗第3剂", "DTaP, dose 3"), opens=months(5), due=months(12), closes=LAST_DAY, effective_to=LAST,
        done_by=Valid(doses("DTaP"), follows=After("DTaP-2", days(28))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DTaP-4", Text("百白破疫苗第4剂", "DTaP, dose 4"), opens=months(18), due=months(24), closes=LAST_DAY, effective_to=LAST,
        done_by=Valid(doses("DTaP"), follows=After("DTaP-3", months(6))), recorded_as=(("dose", "DTaP"),),
    ),
    Step(
        "DT-6y", Text("白破疫苗", "DT at six years"), opens=years(6), due=years(7), applies=THREE, effective_to=LAST,
        done_by=Valid(doses("DT", "Td"), apart=(After("DTaP-3", months(6)), After("DTaP-4", months(12)))),
        recorded_as=(("dose", "DT"),), confidence=Confidence.EXPERT,
    ),
    Step(
        "DT-catch-up-1", Text("白破补种：含白破成分第1剂", "DT catch-up, dose 1 of three"), opens=years(6), due=months(73), youngest=months(3),
        applies=CATCH_UP, effective_to=LAST, advice=(ADULT,), done_by=Valid(ANY), recorded_as=(("dose", "DT"),),
    ),
    Step(
        "DT-catch-up-2", Text("白破补种：含白破成分第2剂", "DT catch-up, dose 2 of three"), opens=years(6), due=months(73), youngest=months(4),
        applies=CATCH_UP, effective_to=LAST, advice=(ADULT,),
        done_by=Valid(ANY, follows=After("DT-catch-up-1", months(1), least=days(28))), recorded_as=(("dose", "DT"),),
    ),
    Step(
        "DT-catch-up-3", Text("白破补种：含白破成分第3剂", "DT catch-up, dose 3 of three"), opens=years(6), due=months(73), youngest=months(10),
        applies=CATCH_UP, effective_to=LAST, advice=(ADULT,),
        done_by=Valid(ANY, follows=After("DT-catch-up-2", months(6))), recorded_as=(("dose", "DT"),),
    ),
)  # fmt: skip
