"""A rulebook of two short protocols and one alert, for tests of what is said about rules: real ones change, these do not."""

from datetime import date
from typing import Any

from wanhu.engine.facts import births, contacts, deaths, doses, latest, people, pregnancies, today
from wanhu.engine.protocol import After, Alert, Confidence, End, Ever, InWindow, Protocol, Rulebook, Source, Step, Subject, Valid
from wanhu.engine.spans import days, months, weeks, years
from wanhu.engine.text import Text

SAYS: dict[str, Any] = {"source": Source("a text"), "confidence": Confidence.DEFAULT, "next_review": date(2027, 1, 1)}
LIVE = doses("MMR", "Varicella")
vaccines = Protocol(
    "vaccines", Text("疫苗", "Vaccines"), **SAYS, subject=Subject.CHILD, starts=people.born_on, ends=(End("died", deaths.of_person),),
    until=people.born_on + years(7),
    steps=(
        Step("MMR-1", Text("第1剂", "Dose 1"), months(8), months(9), Valid(doses("MMR"), spaced=(LIVE, days(28)))),
        Step("MMR-2", Text("第2剂", "Dose 2"), months(18), months(24),
             Valid(doses("MMR"), follows=After("MMR-1", days(28)), spaced=(LIVE, days(28)))),
        Step("girls", Text("女孩", "Girls"), months(8), months(9), Ever(doses("HPV2")), applies=people.sex.equals(2)),
        Step("small", Text("低体重", "Small"), months(8), months(9), Ever(contacts("weighed")), applies=births.weight_g < 2500),
        Step("home", Text("回家", "Home"), days(0), days(7), Ever(contacts("newborn-visit")), anchor=births.discharged_on),
    ),
)  # fmt: skip
antenatal = Protocol(
    "antenatal", Text("孕期", "Antenatal"), **SAYS, subject=Subject.PREGNANCY, starts=pregnancies.lmp,
    ends=(End("delivered", births.born_on), End("pregnancy-ended", deaths.in_pregnancy)),
    steps=(
        Step("second", Text("第2次", "Second"), weeks(16), weeks(18), InWindow(contacts("antenatal")), closes=weeks(20, 6)),
        Step("third", Text("第3次", "Third"), weeks(21), weeks(23), InWindow(contacts("antenatal")), closes=weeks(24, 6)),
    ),
)  # fmt: skip
pressure = Alert(
    "pressure", Text("血压高", "High"), Text("转诊", "Refer"), **SAYS, subject=Subject.PREGNANCY, level="urgent",
    condition=(latest("systolic") >= 140) & (pregnancies.lmp <= today), shows=(latest("systolic"),),
)  # fmt: skip
SMALL = Rulebook((vaccines, antenatal), (pressure,))
