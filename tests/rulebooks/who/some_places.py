"""Vaccines for some places or ages: yellow fever, Japanese encephalitis, meningococcal A, and HPV with one or with two doses for girls."""

from tests.rulebooks.who.common import (
    CONFIDENCE,
    DIED,
    EVALUATE_IMMUNITY,
    FOUR_WEEKS_FROM_LIVE,
    NEXT_REVIEW,
    SOURCE,
    STARTS,
    UNTIL,
    WEAK_IMMUNITY,
)
from wanhu.engine.expressions import Tally
from wanhu.engine.facts import doses, people
from wanhu.engine.protocol import After, Protocol, Step, Subject, Valid
from wanhu.engine.spans import months, weeks, years
from wanhu.engine.text import Text

GIRL = people.sex.equals(2)
JE_INACTIVATED = Tally(doses("JE-I")) >= 1

some_places = Protocol(
    code="who-some-places", title=Text("世卫：部分地区疫苗", "WHO: vaccines for some places"), source=SOURCE, confidence=CONFIDENCE,
    next_review=NEXT_REVIEW, subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED, restricted=True,
    steps=(
        Step(
            "YF", Text("黄热病", "Yellow fever"), opens=months(9), due=months(12), advice=(EVALUATE_IMMUNITY,),
            done_by=Valid(doses("YF"), spaced=FOUR_WEEKS_FROM_LIVE),
        ),
        Step(
            "JE-live", Text("乙脑减毒", "Japanese encephalitis, live"), opens=months(8), due=months(12), applies=~JE_INACTIVATED,
            advice=(EVALUATE_IMMUNITY,), done_by=Valid(doses("JE-L"), spaced=FOUR_WEEKS_FROM_LIVE),
        ),
        Step(
            "JE-inactivated-1", Text("乙脑灭活第1剂", "Japanese encephalitis, dose 1"), opens=months(6), due=months(12), applies=JE_INACTIVATED,
            done_by=Valid(doses("JE-I")),
        ),
        Step(
            "JE-inactivated-2", Text("乙脑灭活第2剂", "Japanese encephalitis, dose 2"), opens=months(7), due=months(12), applies=JE_INACTIVATED,
            youngest=months(6), done_by=Valid(doses("JE-I"), follows=After("JE-inactivated-1", weeks(4))),
        ),
        Step("MenA", Text("A群流脑结合", "Meningococcal A conjugate"), opens=months(9), due=months(18), done_by=Valid(doses("MenA", "MenACWYX"))),
    ),
)  # fmt: skip

hpv_one = Protocol(
    code="who-hpv-1", title=Text("世卫：HPV 1剂", "WHO: HPV, one dose"), source=SOURCE, confidence=CONFIDENCE, next_review=NEXT_REVIEW,
    subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED, restricted=True,
    steps=(
        Step("HPV-1", Text("HPV第1剂", "HPV, dose 1"), opens=years(9), due=years(15), applies=GIRL, done_by=Valid(doses("HPV"))),
        Step(
            "HPV-2", Text("HPV第2剂（免疫功能低下者）", "HPV, dose 2 for weak immunity"), opens=years(9), due=years(15),
            applies=GIRL & WEAK_IMMUNITY, done_by=Valid(doses("HPV"), follows=After("HPV-1", months(1))),
        ),
        Step(
            "HPV-3", Text("HPV第3剂（免疫功能低下者）", "HPV, dose 3 for weak immunity"), opens=years(9), due=years(15),
            applies=GIRL & WEAK_IMMUNITY, done_by=Valid(doses("HPV"), follows=After("HPV-2", months(3)), apart=(After("HPV-1", months(6)),)),
        ),
    ),
)  # fmt: skip

hpv_two = Protocol(
    code="who-hpv-2", title=Text("世卫：HPV 2剂", "WHO: HPV, two doses"), source=SOURCE, confidence=CONFIDENCE, next_review=NEXT_REVIEW,
    subject=Subject.CHILD, starts=STARTS, until=UNTIL, ends=DIED,
    steps=(
        Step("HPV-1", Text("HPV第1剂", "HPV, dose 1"), opens=years(9), due=years(15), applies=GIRL, done_by=Valid(doses("HPV"))),
        Step(
            "HPV-2", Text("HPV第2剂", "HPV, dose 2"), opens=years(9), due=years(15), applies=GIRL,
            done_by=Valid(doses("HPV"), follows=After("HPV-1", months(6), least=months(5))),
        ),
    ),
)  # fmt: skip
