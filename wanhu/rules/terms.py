"""Terms of birth and early childhood, each said once: preterm, low birth weight, newborn, still in our care.

Gestation is counted in completed days. China counts births from 28 completed weeks, and newer guidance from 24; no lower limit is set
here, so that no child is left out. Every term is unknown while the fact it rests on is unknown.
"""

from wanhu.engine.expressions import Newest
from wanhu.engine.facts import (
    births,
    choose,
    contacts,
    deaths,
    found,
    later_of,
    newest_finding,
    people,
    residence,
    tally,
    today,
    withdrawn,
)
from wanhu.engine.spans import days, years

PRETERM = births.gestation_days < 259
EXTREMELY_PRETERM = births.gestation_days < 196
VERY_PRETERM = (births.gestation_days >= 196) & (births.gestation_days < 224)
MODERATE_OR_LATE_PRETERM = (births.gestation_days >= 224) & (births.gestation_days < 259)
LATE_PRETERM = (births.gestation_days >= 238) & (births.gestation_days < 259)
TERM_BORN = (births.gestation_days >= 259) & (births.gestation_days < 294)
POST_TERM = births.gestation_days >= 294

LOW_BIRTH_WEIGHT = births.weight_g < 2500
VERY_LOW_BIRTH_WEIGHT = births.weight_g < 1500
EXTREMELY_LOW_BIRTH_WEIGHT = births.weight_g < 1000
MACROSOMIA = births.weight_g >= 4000

# The first of twins has birth order 1, as a single child has: only the finding tells of it.
MULTIPLE_BIRTH = (Newest("birth", "birth_order") >= 2) | (tally(found("multiple-birth", "yes")) >= 1)

NEWBORN = today <= people.born_on + days(27)
EARLY_NEWBORN = today <= people.born_on + days(6)
# Days 0 to 27. A child who came home after its first week is visited later, and the newborn's rules go on with the visit's window.
NEWBORN_UNTIL = choose(
    (
        births.discharged_on > people.born_on + days(7),
        later_of(people.born_on + days(27), births.discharged_on + days(28)),
    ),
    otherwise=people.born_on + days(27),
)
SEVENTH_BIRTHDAY = people.born_on + years(7)
UNDER_SEVEN = today < SEVENTH_BIRTHDAY

# A child about whom somebody may still be asked to act. Death, a move out of the city and withdrawn consent end it.
IN_CARE = ~(deaths.of_person.or_else(residence.left_on).or_else(withdrawn("record")) <= today).or_else(False)

# Days on which somebody of the health service saw the child.
SEEN = contacts(
    "newborn-visit", "preterm-follow-up", "high-risk-visit", "child-1m", "child-3m", "child-6m", "child-8m", "child-12m", "child-18m",
    "child-24m", "child-30m", "child-36m", "child-4y", "child-5y", "child-6y", "child-contact",
)  # fmt: skip

IN_INTENSIVE_CARE = newest_finding("nicu-stay").equals("up-to-5-days") | newest_finding("nicu-stay").equals("over-5-days")
