"""Hepatitis A: one live dose, or two inactivated ones half a year apart. A live dose completes a series begun with the inactivated vaccine."""

from wanhu.engine.expressions import Tally
from wanhu.engine.facts import doses
from wanhu.engine.protocol import After, Confidence, Step, Valid
from wanhu.engine.spans import months, years
from wanhu.engine.text import Text
from wanhu.rules.protocols.immunisation.live import SPACED

LIVE, INACTIVATED = doses("HepA-L"), doses("HepA-I")
ONLY_INACTIVATED = (Tally(INACTIVATED) >= 1) & (Tally(LIVE) < 1)

HEPATITIS_A = (
    Step(
        "HepA-L-1", Text("甲肝减毒活疫苗", "HepA live"), opens=months(18), due=months(24), applies=~ONLY_INACTIVATED,
        done_by=Valid(LIVE, spaced=SPACED), recorded_as=(("dose", "HepA-L"),),
    ),
    Step(
        "HepA-I-1", Text("甲肝灭活疫苗第1剂", "HepA inactivated, dose 1"), opens=months(18), due=months(24), applies=ONLY_INACTIVATED,
        done_by=Valid(INACTIVATED), recorded_as=(("dose", "HepA-I"),),
    ),
    Step(
        "HepA-I-2", Text("甲肝灭活疫苗第2剂", "HepA inactivated, dose 2"), opens=months(24), due=years(3), applies=ONLY_INACTIVATED,
        done_by=Valid(INACTIVATED, follows=After("HepA-I-1", months(6))), recorded_as=(("dose", "HepA-I"),),
        confidence=Confidence.EXPERT,
    ),
)  # fmt: skip
