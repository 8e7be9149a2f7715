"""Hepatitis B: at birth, 1 month and 6 months. A late child goes on where it stopped, as early as the distances allow.

The extra dose of small newborns whose mothers carry the virus depends on a result of the restricted class; here a birth weight under
2000 g only says that the clinic counts the doses, which is true of every such child and tells nothing of the mother.
"""

from wanhu.engine.facts import births, doses
from wanhu.engine.protocol import Advice, After, Confidence, Step, Valid
from wanhu.engine.spans import days, months
from wanhu.engine.text import Text

SMALL = Advice(
    "small-newborn", births.weight_g < 2000,
    Text("出生体重不足2000克：还需几剂，请接种门诊核对", "Birth weight under 2000 g: ask the clinic how many doses are still needed"),
)  # fmt: skip

HEPATITIS_B = (
    Step(
        "HepB-1", Text("乙肝疫苗第1剂", "Hepatitis B, dose 1"), opens=days(0), due=days(1),
        done_by=Valid(doses("HepB")), recorded_as=(("dose", "HepB"),),
    ),
    Step(
        "HepB-2", Text("乙肝疫苗第2剂", "Hepatitis B, dose 2"), opens=months(1), due=months(2), advice=(SMALL,),
        done_by=Valid(doses("HepB"), follows=After("HepB-1", days(28))), recorded_as=(("dose", "HepB"),),
    ),
    Step(
        "HepB-3", Text("乙肝疫苗第3剂", "Hepatitis B, dose 3"), opens=months(6), due=months(12), advice=(SMALL,),
        done_by=Valid(doses("HepB"), follows=After("HepB-2", days(60)), apart=(After("HepB-1", months(4)),)),
        recorded_as=(("dose", "HepB"),), confidence=Confidence.EXPERT,
    ),
)  # fmt: skip
