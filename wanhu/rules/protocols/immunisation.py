"""The national immunisation schedule for children: ages, smallest intervals, and the ages after which a vaccine is no longer given.

A dose counts when it is old enough and far enough from the dose before; a dose too early or too close counts for nothing and the step
stays on the list, for a clinician to decide. Vaccination goes by age since birth, also for children born early.

From 2025-01-01 DTaP is given at 2, 4, 6, 18 months and 6 years. Which dose is due for a child who could begin the older series (born before
November 2024) is for the local CDC's transition table to say: until it is filled, the list says "ask the clinic", not a computed date.
Catch-up by age and the spacing of live vaccines are not in this protocol yet.
"""

from datetime import date

from wanhu.engine.expressions import Tally, When
from wanhu.engine.facts import doses, last_day, people
from wanhu.engine.protocol import After, Confidence, Known, Protocol, Step, Subject, Valid
from wanhu.engine.spans import days, months, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DECLINED_IMMUNISATION, DIED, MOVED
from wanhu.rules.sources import IMMUNISATION

NEW_DTAP = people.born_on >= date(2024, 11, 1)
# A child who began with the inactivated vaccine goes on with it.
JE_INACTIVATED = Tally(doses("JE-I")) >= 1
HEPA_INACTIVATED = Tally(doses("HepA-I")) >= 1

immunisation = Protocol(
    code="immunisation",
    title=Text("儿童免疫规划", "Routine immunisation"),
    source=IMMUNISATION,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 1, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    effective_from=date(2025, 1, 1),
    steps=(
        Step(
            "HepB-1", Text("乙肝疫苗第1剂", "Hepatitis B, dose 1"), opens=days(0), due=days(1),
            done_by=Valid(doses("HepB")), recorded_as=(("dose", "HepB"),),
        ),
        Step(
            "HepB-2", Text("乙肝疫苗第2剂", "Hepatitis B, dose 2"), opens=months(1), due=months(2),
            done_by=Valid(doses("HepB"), follows=After("HepB-1", days(28))), recorded_as=(("dose", "HepB"),),
        ),
        Step(
            "HepB-3", Text("乙肝疫苗第3剂", "Hepatitis B, dose 3"), opens=months(6), due=months(7),
            done_by=Valid(doses("HepB"), follows=After("HepB-2", days(60))), recorded_as=(("dose", "HepB"),),
        ),
        Step(
            "BCG-1", Text("卡介苗", "BCG"), opens=days(0), due=months(3), closes=years(4),
            done_by=Valid(doses("BCG")), recorded_as=(("dose", "BCG"),),
        ),
        Step(
            "IPV-1", Text("脊灰灭活疫苗第1剂", "IPV, dose 1"), opens=months(2), due=months(3),
            done_by=Valid(doses("IPV")), recorded_as=(("dose", "IPV"),),
        ),
        Step(
            "IPV-2", Text("脊灰灭活疫苗第2剂", "IPV, dose 2"), opens=months(3), due=months(4),
            done_by=Valid(doses("IPV"), follows=After("IPV-1", days(28))), recorded_as=(("dose", "IPV"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "bOPV-1", Text("脊灰减毒活疫苗第1剂", "bOPV, dose 1"), opens=months(4), due=months(5),
            done_by=Valid(doses("bOPV"), follows=After("IPV-2", days(28))), recorded_as=(("dose", "bOPV"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "bOPV-2", Text("脊灰减毒活疫苗第2剂", "bOPV, dose 2"), opens=years(4), due=years(5),
            done_by=Valid(doses("bOPV"), follows=After("bOPV-1", days(28))), recorded_as=(("dose", "bOPV"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "DTaP-1", Text("百白破疫苗第1剂", "DTaP, dose 1"), opens=months(2), due=months(3), applies=NEW_DTAP,
            done_by=Valid(doses("DTaP")), recorded_as=(("dose", "DTaP"),),
        ),
        Step(
            "DTaP-2", Text("百白破疫苗第2剂", "DTaP, dose 2"), opens=months(4), due=months(5), applies=NEW_DTAP,
            done_by=Valid(doses("DTaP"), follows=After("DTaP-1", days(28))), recorded_as=(("dose", "DTaP"),),
        ),
        Step(
            "DTaP-3", Text("百白破疫苗第3剂", "DTaP, dose 3"), opens=months(6), due=months(7), applies=NEW_DTAP,
            done_by=Valid(doses("DTaP"), follows=After("DTaP-2", days(28))), recorded_as=(("dose", "DTaP"),),
        ),
        Step(
            "DTaP-4", Text("百白破疫苗第4剂", "DTaP, dose 4"), opens=months(18), due=months(24), applies=NEW_DTAP,
            done_by=Valid(doses("DTaP"), follows=After("DTaP-3", months(6))), recorded_as=(("dose", "DTaP"),),
        ),
        Step(
            "DTaP-5", Text("百白破疫苗第5剂", "DTaP, dose 5"), opens=years(6), due=years(7), applies=NEW_DTAP,
            done_by=Valid(doses("DTaP"), follows=After("DTaP-4", months(12))), recorded_as=(("dose", "DTaP"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "MMR-1", Text("麻腮风疫苗第1剂", "MMR, dose 1"), opens=months(8), due=months(9),
            done_by=Valid(doses("MMR")), recorded_as=(("dose", "MMR"),),
        ),
        Step(
            "MMR-2", Text("麻腮风疫苗第2剂", "MMR, dose 2"), opens=months(18), due=months(24),
            done_by=Valid(doses("MMR"), follows=After("MMR-1", days(28))), recorded_as=(("dose", "MMR"),),
        ),
        Step(
            "JE-L-1", Text("乙脑减毒活疫苗第1剂", "JE live, dose 1"), opens=months(8), due=months(9), applies=~JE_INACTIVATED,
            done_by=Valid(doses("JE-L")), recorded_as=(("dose", "JE-L"),),
        ),
        Step(
            "JE-L-2", Text("乙脑减毒活疫苗第2剂", "JE live, dose 2"), opens=years(2), due=years(3), applies=~JE_INACTIVATED,
            done_by=Valid(doses("JE-L"), follows=After("JE-L-1", months(12))), recorded_as=(("dose", "JE-L"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "MPSV-A-1", Text("A群流脑多糖疫苗第1剂", "MenA, dose 1"), opens=months(6), due=months(8), closes=months(24),
            done_by=Valid(doses("MPSV-A")), recorded_as=(("dose", "MPSV-A"),),
        ),
        Step(
            "MPSV-A-2", Text("A群流脑多糖疫苗第2剂", "MenA, dose 2"), opens=months(9), due=months(18), closes=months(24),
            done_by=Valid(doses("MPSV-A"), follows=After("MPSV-A-1", months(3))), recorded_as=(("dose", "MPSV-A"),),
        ),
        Step(
            "MPSV-AC-1", Text("A群C群流脑多糖疫苗第1剂", "MenAC, dose 1"), opens=years(3), due=years(4),
            done_by=Valid(doses("MPSV-AC"), apart=(After("MPSV-A-2", months(12)),)), recorded_as=(("dose", "MPSV-AC"),),
        ),
        Step(
            "MPSV-AC-2", Text("A群C群流脑多糖疫苗第2剂", "MenAC, dose 2"), opens=years(6), due=years(7),
            done_by=Valid(doses("MPSV-AC"), follows=After("MPSV-AC-1", years(3))), recorded_as=(("dose", "MPSV-AC"),),
        ),
        Step(
            "HepA-L-1", Text("甲肝减毒活疫苗", "HepA live"), opens=months(18), due=months(24), applies=~HEPA_INACTIVATED,
            done_by=Valid(doses("HepA-L")), recorded_as=(("dose", "HepA-L"),),
        ),
        Step(
            "JE-I-1", Text("乙脑灭活疫苗第1剂", "JE inactivated, dose 1"), opens=months(8), due=months(9), applies=JE_INACTIVATED,
            done_by=Valid(doses("JE-I")), recorded_as=(("dose", "JE-I"),),
        ),
        Step(
            "JE-I-2", Text("乙脑灭活疫苗第2剂", "JE inactivated, dose 2"), opens=months(8), due=months(9), applies=JE_INACTIVATED,
            done_by=Valid(doses("JE-I"), follows=After("JE-I-1", days(7))), recorded_as=(("dose", "JE-I"),),
        ),
        Step(
            "JE-I-3", Text("乙脑灭活疫苗第3剂", "JE inactivated, dose 3"), opens=years(2), due=years(3), applies=JE_INACTIVATED,
            done_by=Valid(doses("JE-I"), follows=After("JE-I-2", months(1))), recorded_as=(("dose", "JE-I"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "JE-I-4", Text("乙脑灭活疫苗第4剂", "JE inactivated, dose 4"), opens=years(6), due=years(7), applies=JE_INACTIVATED,
            done_by=Valid(doses("JE-I"), follows=After("JE-I-3", years(3))), recorded_as=(("dose", "JE-I"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "HepA-I-1", Text("甲肝灭活疫苗第1剂", "HepA inactivated, dose 1"), opens=months(18), due=months(24), applies=HEPA_INACTIVATED,
            done_by=Valid(doses("HepA-I")), recorded_as=(("dose", "HepA-I"),),
        ),
        Step(
            "HepA-I-2", Text("甲肝灭活疫苗第2剂", "HepA inactivated, dose 2"), opens=months(24), due=years(3), applies=HEPA_INACTIVATED,
            done_by=Valid(doses("HepA-I"), follows=After("HepA-I-1", months(6))), recorded_as=(("dose", "HepA-I"),), confidence=Confidence.EXPERT,
        ),
        Step(
            "DTaP-transition", Text("百白破：请接种门诊按过渡程序核对剂次", "DTaP: the clinic decides by the transition table"),
            opens=years(6), due=years(7), applies=~NEW_DTAP, done_by=Known(When(Tally(doses("DTaP")) >= 5, last_day(doses("DTaP")))),
            recorded_as=(("dose", "DTaP"),), confidence=Confidence.DEFAULT,
        ),
    ),
    ends=(DIED, MOVED, DECLINED, DECLINED_IMMUNISATION),
    until=people.born_on + years(18),
)  # fmt: skip
