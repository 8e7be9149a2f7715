"""The vaccination certificate (预防接种证): the guardian gets it within a month of birth, from the clinic of residence or the hospital of birth.

Asked for help's sake: a family without one is told where it is made. A dose that only a clinic gives to a child with a certificate answers it,
so that nobody is asked whose record shows it. After half a year the question ends (design default): the doses themselves are on the list.
"""

from wanhu.engine.facts import doses, earlier_of, first_day, found
from wanhu.engine.protocol import Known, Step
from wanhu.engine.spans import days, months
from wanhu.engine.text import Text

HAS_IT = first_day(found("vaccination-certificate", "yes"))
SEEN_AT_A_CLINIC = first_day(doses("IPV", "bOPV", "DTaP", "MPSV-A", "MMR", "JE-L", "JE-I"))

CERTIFICATE = (
    Step(
        "certificate", Text("预防接种证：问是否已办，没办的告知去哪里办", "Vaccination certificate: ask, and say where it is made"),
        opens=days(0), due=months(1), closes=months(6), done_by=Known(earlier_of(HAS_IT, SEEN_AT_A_CLINIC)),
        recorded_as=(("finding", "vaccination-certificate"),),
    ),
)  # fmt: skip
