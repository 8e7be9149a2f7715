"""From six weeks: DTP with its three boosters, Hib, pneumococcal and rotavirus vaccines, polio by mouth and by injection.

DTP begun after the first birthday has half a year before its third dose; Hib begun then is a single dose, and none from five years;
rotavirus vaccine is not given from two years.
"""

from tests.rulebooks.who.common import CONFIDENCE, DIED, NEXT_REVIEW, SOURCE, STARTS, UNTIL
from wanhu.engine.facts import done, doses, people
from wanhu.engine.protocol import After, InWindow, Protocol, Step, Subject, Valid
from wanhu.engine.spans import Span, days, months, weeks, years
from wanhu.engine.text import Text

DTP, BOOSTER = doses("DTP", "DTaP"), doses("DTP", "DTaP", "DT", "Td")
DTP_BEGAN_LATE = (done("who-infancy", "DTP-1") >= people.born_on + months(12)).or_else(False)
HIB_BEGAN_LATE = (done("who-infancy", "Hib-1") >= people.born_on + months(12)).or_else(False)
BEFORE_FIVE, BEFORE_TWO = Span(days=-1, months=60), Span(days=-1, months=24)

infancy = Protocol(
    code="who-infancy", title=Text("世卫：婴儿期疫苗", "WHO: infant vaccines"), source=SOURCE, confidence=CONFIDENCE, next_review=NEXT_REVIEW,
    subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED,
    steps=(
        Step("DTP-1", Text("百白破第1剂", "DTP, dose 1"), opens=weeks(6), due=weeks(8), done_by=Valid(DTP)),
        Step("DTP-2", Text("百白破第2剂", "DTP, dose 2"), opens=weeks(10), due=weeks(12), done_by=Valid(DTP, follows=After("DTP-1", weeks(4)))),
        Step(
            "DTP-3", Text("百白破第3剂", "DTP, dose 3"), opens=weeks(14), due=months(6), applies=~DTP_BEGAN_LATE,
            done_by=Valid(DTP, follows=After("DTP-2", weeks(4))),
        ),
        Step(
            "DTP-3-late", Text("百白破第3剂（1岁后开始）", "DTP, dose 3 when begun after one year"), opens=months(19), due=months(20),
            applies=DTP_BEGAN_LATE, done_by=Valid(DTP, follows=After("DTP-2", months(6))),
        ),
        Step(
            "DTP-booster-1", Text("百白破加强第1剂", "DTP, booster 1"), opens=months(12), due=months(24),
            done_by=Valid(DTP, follows=After("DTP-3", months(6))), applies=~DTP_BEGAN_LATE,
        ),
        Step(
            "DTP-booster-2", Text("加强第2剂", "Booster 2"), opens=years(4), due=Span(days=-1, months=96),
            done_by=Valid(BOOSTER, follows=After("DTP-booster-1", years(4))), applies=~DTP_BEGAN_LATE,
        ),
        Step(
            "DTP-booster-3", Text("加强第3剂", "Booster 3"), opens=years(9), due=years(16),
            done_by=Valid(doses("Td"), follows=After("DTP-booster-2", years(4))), applies=~DTP_BEGAN_LATE,
        ),
        Step("Hib-1", Text("Hib第1剂", "Hib, dose 1"), opens=weeks(6), due=weeks(8), closes=BEFORE_FIVE, done_by=Valid(doses("Hib"))),
        Step(
            "Hib-2", Text("Hib第2剂", "Hib, dose 2"), opens=weeks(10), due=weeks(12), closes=BEFORE_FIVE, applies=~HIB_BEGAN_LATE,
            done_by=Valid(doses("Hib"), follows=After("Hib-1", weeks(4))),
        ),
        Step(
            "Hib-3", Text("Hib第3剂", "Hib, dose 3"), opens=weeks(14), due=weeks(16), closes=BEFORE_FIVE, applies=~HIB_BEGAN_LATE,
            done_by=Valid(doses("Hib"), follows=After("Hib-2", weeks(4))),
        ),
        Step("PCV-1", Text("肺炎结合第1剂", "PCV, dose 1"), opens=weeks(6), due=weeks(8), closes=BEFORE_FIVE, done_by=Valid(doses("PCV"))),
        Step(
            "PCV-2", Text("肺炎结合第2剂", "PCV, dose 2"), opens=weeks(14), due=weeks(16), closes=BEFORE_FIVE,
            done_by=Valid(doses("PCV"), follows=After("PCV-1", weeks(8))),
        ),
        Step(
            "PCV-booster", Text("肺炎结合加强", "PCV, booster"), opens=months(9), due=months(18), closes=BEFORE_FIVE,
            done_by=Valid(doses("PCV"), follows=After("PCV-2", weeks(8))),
        ),
        Step("Rota-1", Text("轮状病毒第1剂", "Rotavirus, dose 1"), opens=weeks(6), due=weeks(8), closes=BEFORE_TWO, done_by=Valid(doses("Rota"))),
        Step(
            "Rota-2", Text("轮状病毒第2剂", "Rotavirus, dose 2"), opens=weeks(10), due=weeks(12), closes=BEFORE_TWO,
            done_by=Valid(doses("Rota"), follows=After("Rota-1", weeks(4))),
        ),
        Step(
            "bOPV-0", Text("脊灰减毒零剂", "Oral polio, birth dose"), opens=days(0), due=days(14), closes=Span(days=41),
            done_by=InWindow(doses("bOPV")),
        ),
        Step(
            "bOPV-1", Text("脊灰减毒第1剂", "Oral polio, dose 1"), opens=weeks(6), due=weeks(8),
            done_by=Valid(doses("bOPV"), apart=(After("bOPV-0", weeks(4)),)),
        ),
        Step(
            "bOPV-2", Text("脊灰减毒第2剂", "Oral polio, dose 2"), opens=weeks(10), due=weeks(12),
            done_by=Valid(doses("bOPV"), follows=After("bOPV-1", weeks(4))),
        ),
        Step(
            "bOPV-3", Text("脊灰减毒第3剂", "Oral polio, dose 3"), opens=weeks(14), due=weeks(16),
            done_by=Valid(doses("bOPV"), follows=After("bOPV-2", weeks(4))),
        ),
        Step("IPV-1", Text("脊灰灭活第1剂", "Injected polio, dose 1"), opens=weeks(14), due=weeks(16), done_by=Valid(doses("IPV"))),
        Step(
            "IPV-2", Text("脊灰灭活第2剂", "Injected polio, dose 2"), opens=months(9), due=months(12), youngest=months(7),
            done_by=Valid(doses("IPV"), follows=After("IPV-1", months(4))),
        ),
    ),
)  # fmt: skip
