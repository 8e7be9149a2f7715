"""Measles, mumps and rubella at 8 and 18 months. Any measles-containing dose counts; what is still missing is given as MMR.

Children born before the MMR schedule may have two doses without mumps, or without rubella: they need one MMR more.
A dose before eight months, as in an outbreak, counts for nothing here.
"""

from wanhu.engine.facts import done, doses, first_day, today
from wanhu.engine.protocol import After, Confidence, Step, Valid
from wanhu.engine.spans import days, months
from wanhu.engine.text import Text
from wanhu.rules.protocols.immunisation.live import SPACED

CONTAINING = doses("MMR", "MR", "MV")
TWO_DOSES = (done("immunisation", "MMR-2") <= today).or_else(False)
ONE_WAS_MMR = (first_day(doses("MMR")) <= done("immunisation", "MMR-2")).or_else(False)

MEASLES = (
    Step(
        "MMR-1", Text("麻腮风疫苗第1剂", "MMR, dose 1"), opens=months(8), due=months(12),
        done_by=Valid(CONTAINING, spaced=SPACED), recorded_as=(("dose", "MMR"),),
    ),
    Step(
        "MMR-2", Text("麻腮风疫苗第2剂", "MMR, dose 2"), opens=months(18), due=months(24),
        done_by=Valid(CONTAINING, follows=After("MMR-1", days(28)), spaced=SPACED), recorded_as=(("dose", "MMR"),),
    ),
    Step(
        "MMR-mumps-rubella", Text("麻腮风疫苗补种1剂（补腮腺炎、风疹）", "MMR once more, for mumps and rubella"),
        opens=months(18), due=months(24), applies=TWO_DOSES & ~ONE_WAS_MMR,
        done_by=Valid(doses("MMR"), follows=After("MMR-2", days(28)), spaced=SPACED), recorded_as=(("dose", "MMR"),),
        confidence=Confidence.EXPERT,
    ),
)  # fmt: skip
