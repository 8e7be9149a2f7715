"""At birth: BCG, and the first dose against hepatitis B within 24 hours, followed by two or three doses with the other infant vaccines.

BCG after the first 28 days wants a negative tuberculosis test first. Children with HIV get it only when treated and stable.
The birth dose is still given late, until the next dose of the schedule begins; whoever missed it gets three doses from six weeks.
"""

from tests.rulebooks.who.common import (
    CONFIDENCE,
    DIED,
    FOUR_WEEKS_FROM_LIVE,
    NEXT_REVIEW,
    SOURCE,
    STARTS,
    UNTIL,
    WEAK_IMMUNITY,
)
from wanhu.engine.facts import done, doses, newest_finding, people, today
from wanhu.engine.protocol import Advice, After, InWindow, Protocol, Step, Subject, Valid
from wanhu.engine.spans import Span, days, weeks
from wanhu.engine.text import Text

PAST_NEWBORN = today > people.born_on + days(28)
TEST = newest_finding("tuberculosis-test")
NO_TEST = ~(TEST.equals("negative") | TEST.equals("positive")).or_else(False)

bcg = Protocol(
    code="who-bcg", title=Text("世卫：卡介苗", "WHO: BCG"), source=SOURCE, confidence=CONFIDENCE, next_review=NEXT_REVIEW,
    subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED, restricted=True,
    steps=(
        Step(
            "BCG", Text("卡介苗", "BCG"), opens=days(0), due=days(28), done_by=Valid(doses("BCG"), spaced=FOUR_WEEKS_FROM_LIVE),
            applies=~WEAK_IMMUNITY & ~TEST.equals("positive").or_else(False),
            advice=(
                Advice(
                    "further-evaluation", PAST_NEWBORN & NO_TEST,
                    Text("满28天：先做结核感染检测", "Past 28 days: a tuberculosis test first"),
                ),
            ),
        ),
    ),
)  # fmt: skip

BIRTH_DOSE = Step(
    "HepB-birth", Text("乙肝疫苗首剂（出生24小时内）", "Hepatitis B, birth dose"), opens=days(0), due=days(1), closes=Span(days=41),
    done_by=InWindow(doses("HepB")),
)  # fmt: skip
HAD_BIRTH_DOSE = (done("who-hepatitis-b-3", "HepB-birth") <= today).or_else(False)

hepatitis_b_four = Protocol(
    code="who-hepatitis-b-4", title=Text("世卫：乙肝疫苗4剂", "WHO: hepatitis B, four doses"), source=SOURCE, confidence=CONFIDENCE,
    next_review=NEXT_REVIEW, subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED,
    steps=(
        BIRTH_DOSE,
        Step(
            "HepB-1", Text("乙肝疫苗第1剂", "Hepatitis B, dose 1"), opens=weeks(6), due=weeks(8),
            done_by=Valid(doses("HepB"), apart=(After("HepB-birth", weeks(4)),)),
        ),
        Step(
            "HepB-2", Text("乙肝疫苗第2剂", "Hepatitis B, dose 2"), opens=weeks(10), due=weeks(12),
            done_by=Valid(doses("HepB"), follows=After("HepB-1", weeks(4))),
        ),
        Step(
            "HepB-3", Text("乙肝疫苗第3剂", "Hepatitis B, dose 3"), opens=weeks(14), due=weeks(16),
            done_by=Valid(doses("HepB"), follows=After("HepB-2", weeks(4))),
        ),
    ),
)  # fmt: skip

hepatitis_b_three = Protocol(
    code="who-hepatitis-b-3", title=Text("世卫：乙肝疫苗3剂", "WHO: hepatitis B, three doses"), source=SOURCE, confidence=CONFIDENCE,
    next_review=NEXT_REVIEW, subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED,
    steps=(
        BIRTH_DOSE,
        Step(
            "HepB-1", Text("乙肝疫苗第1剂", "Hepatitis B, dose 1"), opens=weeks(6), due=weeks(8),
            done_by=Valid(doses("HepB"), apart=(After("HepB-birth", weeks(4)),)),
        ),
        Step(
            "HepB-2", Text("乙肝疫苗第2剂", "Hepatitis B, dose 2"), opens=weeks(14), due=weeks(16), youngest=weeks(10),
            done_by=Valid(doses("HepB"), follows=After("HepB-1", weeks(8), least=weeks(4))),
        ),
        Step(
            "HepB-3", Text("乙肝疫苗第3剂（未接种首剂者）", "Hepatitis B, dose 3 for want of a birth dose"), opens=weeks(18), due=weeks(20),
            youngest=weeks(14), applies=~HAD_BIRTH_DOSE, done_by=Valid(doses("HepB"), follows=After("HepB-2", weeks(4))),
        ),
    ),
)  # fmt: skip
