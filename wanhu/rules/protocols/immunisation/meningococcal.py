"""Meningococcal A at 6 and 9 months, A and C at 3 and 6 years. From two years on A alone is no longer given.

What then comes first depends on how many A doses there are: after two, A and C at three years and a year after the last; after one,
three months after it; after none, as early as possible before the third birthday. The two A and C doses are three years apart.
Two conjugate doses before two years stand for both A doses; any vaccine holding A and C stands for an A and C dose (experts' memory).
"""

from wanhu.engine.expressions import Tally
from wanhu.engine.facts import choose, done, doses, people, today
from wanhu.engine.protocol import Advice, After, Step, Valid
from wanhu.engine.spans import Span, days, months, years
from wanhu.engine.text import Text

A, AC = doses("MPSV-A", "MPCV-AC"), doses("MPSV-AC", "MPSV-ACYW", "MPCV-AC")
TWO_CONJUGATE = Tally(doses("MPCV-AC")) >= 2
A_COMPLETE = (done("immunisation", "MPSV-A-2") <= today).or_else(False) | TWO_CONJUGATE
UNDER_TWO = today < people.born_on + months(24)
TO_AC = Advice(
    "from-2-years-a-and-c", ~UNDER_TWO,
    Text("满2岁不再补种A群流脑，改种A群C群流脑疫苗", "From two years no A vaccine any more: the A and C vaccine takes its place"),
)  # fmt: skip
LAST_DAY_OF_A = Span(days=-1, months=24)

MENINGOCOCCAL = (
    Step(
        "MPSV-A-1", Text("A群流脑多糖疫苗第1剂", "MenA, dose 1"), opens=months(6), due=months(12), closes=LAST_DAY_OF_A,
        applies=~TWO_CONJUGATE, done_by=Valid(A), recorded_as=(("dose", "MPSV-A"),), advice=(TO_AC,),
    ),
    Step(
        "MPSV-A-2", Text("A群流脑多糖疫苗第2剂", "MenA, dose 2"), opens=months(9), due=months(18), closes=LAST_DAY_OF_A,
        applies=~TWO_CONJUGATE, done_by=Valid(A, follows=After("MPSV-A-1", months(3))), recorded_as=(("dose", "MPSV-A"),),
        advice=(TO_AC,),
    ),
    Step(
        "MPSV-AC-1", Text("A群C群流脑多糖疫苗第1剂", "MenAC, dose 1"), opens=days(0), due=years(1),
        anchor=choose((A_COMPLETE | UNDER_TWO, people.born_on + years(3)), otherwise=people.born_on + years(2)),
        done_by=Valid(AC, apart=(After("MPSV-A-2", months(12)), After("MPSV-A-1", months(3)))), recorded_as=(("dose", "MPSV-AC"),),
    ),
    Step(
        "MPSV-AC-2", Text("A群C群流脑多糖疫苗第2剂", "MenAC, dose 2"), opens=years(6), due=years(7),
        done_by=Valid(AC, follows=After("MPSV-AC-1", years(3))), recorded_as=(("dose", "MPSV-AC"),),
    ),
)  # fmt: skip
