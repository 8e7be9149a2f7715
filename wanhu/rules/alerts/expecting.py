"""When an alert about a woman may speak at all, said once for all of them.

After a birth, a death, a loss, a move away or withdrawn consent nobody is called about the pregnancy (invariants 4 and 10). After
44 weeks without news nobody is presumed pregnant any more; the step "ask how the pregnancy ended" remains. A sign is shown for two
weeks and a result for four after the day it was found (design defaults), or until it is looked for again: an alert is news, and
what must not be forgotten is a step.
"""

from wanhu.engine.expressions import Newest
from wanhu.engine.facts import births, deaths, latest, pregnancies, residence, today, withdrawn
from wanhu.engine.spans import days, weeks

DATES = (Newest("pregnancy", "lmp"), Newest("pregnancy", "edd"))  # what an alert shows of the dating
SIGN = days(14)  # how long a sign is shown
RESULT = days(28)  # how long a result is shown

_silenced_on = deaths.in_pregnancy.or_else(deaths.of_person).or_else(residence.left_on).or_else(withdrawn("record"))

IN_CARE = ~(_silenced_on <= today).or_else(False)
EXPECTING = IN_CARE & ~(births.born_on <= today).or_else(False) & (pregnancies.lmp + weeks(44) > today).or_else(True)
AFTER_BIRTH = IN_CARE & (births.born_on + days(90) >= today)  # the 42-day check may be as late as this
FETUSES = latest("fetuses").or_else(pregnancies.fetuses)  # as counted at a contact, else as the handbook said
ONE_FETUS = ~(FETUSES >= 2).or_else(False)  # the norm's table begins with one where nobody has counted
RISK_SHARED = ~(withdrawn("risk-sharing") <= today).or_else(False)  # she did not withdraw that other institutions may be told
