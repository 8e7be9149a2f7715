"""Human papilloma virus: two doses for girls from their thirteenth birthday, born from 10 November 2011, since 10 November 2025.

A first dose that a family paid for counts, whatever the product, and the second is then free. Ages are counted from birth, so a dose before the
ninth birthday counts for nothing whenever the programme began, and two valid ones after it complete the series. Girls who had turned 13 before
the programme are due from its first day. Whether a girl who missed her fourteenth
year may still be vaccinated free of charge, and with how many doses, is for the local institution: until the eighteenth birthday the
step stays with a word to ask (design default).
"""

from datetime import date

from wanhu.engine.facts import doses, later_of, people, today
from wanhu.engine.protocol import Advice, After, Confidence, Step, Valid
from wanhu.engine.spans import months, years
from wanhu.engine.text import Text

PROGRAMME = date(2025, 11, 10)
ANY = doses("HPV2", "HPV4", "HPV9")
GIRL = people.sex.equals(2) & (people.born_on >= date(2011, 11, 10))
BEGINS = later_of(people.born_on + years(13), PROGRAMME)
YOUNGEST = years(9)  # no product is for younger girls
LATER = Advice(
    "local-rule-after-13", today > BEGINS + years(1),
    Text("已过推荐年龄：能否免费补种、需几剂，请接种门诊按当地规定确认", "Past the recommended age: the clinic says what the local rule allows"),
)  # fmt: skip

HPV = (
    Step(
        "HPV-1", Text("双价HPV疫苗第1剂", "HPV, dose 1"), opens=years(13), due=years(14), applies=GIRL, effective_from=PROGRAMME,
        youngest=YOUNGEST, done_by=Valid(ANY), recorded_as=(("dose", "HPV2"),), advice=(LATER,),
    ),
    Step(
        "HPV-2", Text("双价HPV疫苗第2剂", "HPV, dose 2"), opens=years(13), due=years(14), applies=GIRL, effective_from=PROGRAMME,
        youngest=YOUNGEST, done_by=Valid(ANY, follows=After("HPV-1", months(6), least=months(5))), recorded_as=(("dose", "HPV2"),), advice=(LATER,),
        confidence=Confidence.EXPERT,
    ),
)  # fmt: skip
