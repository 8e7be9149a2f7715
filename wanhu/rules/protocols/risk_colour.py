"""The colour of a pregnancy's risk, as the newest decision of a named clinician says, and when a woman of that colour is to be seen
again.

A decision about ``risk-colour`` has the outcome green, yellow, orange or red. (Purple, an infectious disease, stands beside the
colour and is restricted: see ``pmtct``.) No interval is fixed nationally: those here are design defaults that a city changes here.
They are counted from the day she was last seen, or graded when that is later, and chosen by the week of pregnancy on that day, as a
next appointment is. Where the pregnancy is not dated, the interval is that of before 28 weeks.

| colour | before 28+0  | 28+0 to 35+6 | from 36+0              |
|--------|--------------|--------------|------------------------|
| yellow | 28 days      | 14 days      | 7 days                 |
| orange | 14 days      | 14 days      | 7 days                 |
| red    | 7 days       | 7 days       | as the hospital orders |
"""

from wanhu.engine.expressions import Events
from wanhu.engine.facts import (
    choose,
    contacts,
    days_between,
    decided,
    decided_day,
    first_day,
    last_day,
    later_of,
    moved,
    pregnancies,
)
from wanhu.engine.spans import days

COLOUR = decided("risk-colour")
GRADED_ON = decided_day("risk-colour")
YELLOW, ORANGE, RED = COLOUR.equals("yellow"), COLOUR.equals("orange"), COLOUR.equals("red")
HIGH = ORANGE | RED
RAISED = YELLOW | ORANGE | RED

FIRST_ORANGE = first_day(Events("decision", "about", ("risk-colour",), given=("outcome", ("orange",))))
FIRST_RED = first_day(Events("decision", "about", ("risk-colour",), given=("outcome", ("red",))))
FIRST_HIGH = first_day(Events("decision", "about", ("risk-colour",), given=("outcome", ("orange", "red"))))

SEEN = contacts("antenatal-1", "antenatal", "risk-follow-up")
LAST_SEEN = later_of(last_day(SEEN), GRADED_ON)
_gestation = days_between(pregnancies.lmp, LAST_SEEN)
_from_28_weeks, _from_36_weeks = _gestation >= 196, _gestation >= 252

YELLOW_AGAIN = moved(LAST_SEEN, choose((_from_36_weeks, 7), (_from_28_weeks, 14), otherwise=28))
ORANGE_AGAIN = moved(LAST_SEEN, choose((_from_36_weeks, 7), otherwise=14))
RED_AGAIN = LAST_SEEN + days(7)
