"""Measles and rubella. Where measles is common the first dose is at 9 months and the second at 15 to 18; where it is rare, at 12 and 15.

A dose between six and nine months (outbreak, refuge, exposure to HIV) is one to consider, and never counts among the two.
A child with HIV gets one more dose when its immunity has recovered under treatment.
"""

from tests.rulebooks.who.common import (
    CONFIDENCE,
    DIED,
    EVALUATE_IMMUNITY,
    FOUR_WEEKS_FROM_LIVE,
    MEASLES_CONTAINING,
    NEXT_REVIEW,
    SOURCE,
    STARTS,
    UNTIL,
)
from wanhu.engine.facts import doses, first_day, found, people, today
from wanhu.engine.protocol import Advice, After, InWindow, Protocol, Step, Subject, Valid
from wanhu.engine.spans import Span, days, months, weeks
from wanhu.engine.text import Text

CONSIDER = Advice(
    "further-evaluation", today >= people.born_on,
    Text("疫情、流离失所或HIV暴露时考虑", "To be considered in an outbreak, in refuge, or after exposure to HIV"),
)  # fmt: skip

measles_common = Protocol(
    code="who-measles-common", title=Text("世卫：麻疹流行地区", "WHO: measles where it is common"), source=SOURCE, confidence=CONFIDENCE,
    next_review=NEXT_REVIEW, subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED, restricted=True,
    steps=(
        Step(
            "MCV0", Text("含麻疹成分疫苗0剂", "Measles, dose 0"), opens=months(6), due=Span(days=-1, months=9), closes=Span(days=-1, months=9),
            done_by=InWindow(MEASLES_CONTAINING), advice=(CONSIDER,),
        ),
        Step(
            "MCV1", Text("含麻疹成分疫苗第1剂", "Measles, dose 1"), opens=months(9), due=months(12),
            done_by=Valid(MEASLES_CONTAINING, spaced=FOUR_WEEKS_FROM_LIVE), advice=(EVALUATE_IMMUNITY,),
        ),
        Step(
            "MCV2", Text("含麻疹成分疫苗第2剂", "Measles, dose 2"), opens=months(15), due=months(18),
            done_by=Valid(MEASLES_CONTAINING, follows=After("MCV1", weeks(4)), spaced=FOUR_WEEKS_FROM_LIVE), advice=(EVALUATE_IMMUNITY,),
        ),
        Step(
            "MCV-recovered", Text("免疫重建后加种1剂", "Measles, one more after recovery"), anchor=first_day(found("immunity", "recovered")),
            opens=days(0), due=weeks(4), done_by=Valid(MEASLES_CONTAINING, spaced=FOUR_WEEKS_FROM_LIVE),
        ),
        Step(
            "RCV1", Text("含风疹成分疫苗第1剂", "Rubella, dose 1"), opens=months(9), due=months(12),
            done_by=Valid(doses("MR", "MMR"), spaced=FOUR_WEEKS_FROM_LIVE), advice=(EVALUATE_IMMUNITY,),
        ),
    ),
)  # fmt: skip

measles_rare = Protocol(
    code="who-measles-rare", title=Text("世卫：麻疹低流行地区", "WHO: measles where it is rare"), source=SOURCE, confidence=CONFIDENCE,
    next_review=NEXT_REVIEW, subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED, restricted=True,
    steps=(
        Step(
            "MCV1", Text("含麻疹成分疫苗第1剂", "Measles, dose 1"), opens=months(12), due=months(15),
            done_by=Valid(MEASLES_CONTAINING, spaced=FOUR_WEEKS_FROM_LIVE), advice=(EVALUATE_IMMUNITY,),
        ),
        Step(
            "MCV2", Text("含麻疹成分疫苗第2剂", "Measles, dose 2"), opens=months(15), due=months(18),
            done_by=Valid(MEASLES_CONTAINING, follows=After("MCV1", weeks(4)), spaced=FOUR_WEEKS_FROM_LIVE), advice=(EVALUATE_IMMUNITY,),
        ),
    ),
)  # fmt: skip
