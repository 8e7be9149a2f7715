"""Children born before the records began and not yet eighteen: their doses since birth, their later checks, and HPV vaccine for girls.

Their vaccines are those of their day: measles and rubella at eight months and oral polio vaccine where younger children had others.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.chance import happens, second
from wanhu.synthetic.checks import CHECKS, KINDS, seen
from wanhu.synthetic.city import City
from wanhu.synthetic.days import NEVER, Days, add_months, day
from wanhu.synthetic.doses import PRODUCTS, SCHEDULE, VACCINES, Habits, given
from wanhu.synthetic.growth import blood, lines, measured
from wanhu.synthetic.known import Put

OLD = (  # vaccine, months of the dose, what it was instead, until when
    ("MMR", 8, "MR", day(date(2020, 6, 1))),
    ("IPV", 2, "bOPV", day(date(2016, 5, 1))),
    ("IPV", 3, "bOPV", day(date(2019, 12, 1))),
)
PROGRAMME, FIRST_COHORT = day(date(2025, 11, 10)), day(date(2011, 11, 10))
PURPOSES = ("record", "reminders", "immunisation")
AGREED, TAKEN, TAKEN_AGAIN, PAID = 0.93, 0.82, 0.9, 0.06
"""Families that agreed; girls of the programme with a first and, of those, a second dose; girls who paid for doses before."""


def children(city: City, put: Put, rng: np.random.Generator, habits: Habits) -> None:
    """All facts of these children."""
    people, on, window = city.people, city.on, city.lives.births.window
    oldest = int(add_months(np.array([on], dtype=np.int32), -216)[0])
    row = np.flatnonzero((people.born > oldest) & (people.born < window))
    row = row[happens(rng, len(row), AGREED)]
    born, size = people.born[row], len(row)
    told = (window + rng.integers(0, 500, size)).astype(np.int32)
    left = np.where(happens(rng, size, city.rates.moves_away), told + rng.integers(1, 2_500, size), NEVER)
    left = np.where(left > on, NEVER, left).astype(np.int32)
    until = np.where(left == NEVER, on, left).astype(np.int32)
    everyone, codes = np.ones(size, dtype=bool), city.places.codes.tolist()
    put(
        "person",
        everyone,
        row,
        told,
        {"born_on": born, "sex": np.where(people.male[row], 1, 2), "area": (codes, people.village[row])},
    )
    for purpose in PURPOSES:
        put("consent", everyone, row, told, {"purpose": purpose, "given": True, "how": "guardian"}, lag=1.0)
    put("residence", everyone, row, told, {"area": (codes, people.village[row])})
    put("residence", left != NEVER, row, left, {})

    doses = given(rng, born, until, habits)
    vaccine = _of_its_day(doses.planned, doses.day)
    put("dose", np.ones(len(doses.day), dtype=bool), row[doses.child], doses.day, {
        "vaccine": (VACCINES + ["MR"], vaccine), "product": (PRODUCTS, doses.product),
    }, lag=3.0, told=told[doses.child])  # fmt: skip
    _hpv(put, rng, row, born, ~people.male[row], until, told)
    _checks(put, rng, row, born, people.male[row], until, told)


def _of_its_day(planned: NDArray, on: Days) -> NDArray[np.int64]:
    names = VACCINES + ["MR"]
    vaccine = np.array([names.index(dose.vaccine) for dose in SCHEDULE])[planned]
    for name, months, instead, before in OLD:
        place = next(at for at, dose in enumerate(SCHEDULE) if (dose.vaccine, dose.months) == (name, months))
        vaccine = np.where((planned == place) & (on < before), names.index(instead), vaccine)
    return vaccine


def _hpv(put: Put, rng: np.random.Generator, row: NDArray, born: Days, girl: NDArray[np.bool_], until: Days, told: Days) -> None:
    """Two doses of the free vaccine from the thirteenth birthday on, since the programme began; a few paid for others earlier."""
    size = len(row)
    thirteen = add_months(born, 156)
    free = np.maximum(thirteen, PROGRAMME) + rng.exponential(70, size)
    paid = add_months(born, 120) + rng.integers(0, 1_000, size)
    pays = happens(rng, size, PAID)
    mine = girl & (pays | ((born >= FIRST_COHORT) & happens(rng, size, TAKEN)))
    first = np.where(pays, paid, free).astype(np.int32)
    names = ["HPV2", "HPV4", "HPV9"]
    kind = np.where(pays, rng.integers(0, 3, size), 0)
    apart = np.where(happens(rng, size, 0.02), rng.integers(90, 150, size), 183 + rng.exponential(30, size)).astype(np.int32)
    again = mine & happens(rng, size, TAKEN_AGAIN)
    for taken, when in ((mine, first), (again, first + apart)):
        put("dose", taken & (when <= until), row, when, {"vaccine": (names, kind)}, lag=3.0, told=told)


def _checks(
    put: Put, rng: np.random.Generator, row: NDArray, born: Days, male: NDArray[np.bool_], until: Days, told: Days
) -> None:
    """Checks since they were known, with what was measured."""
    made = seen(rng, born, (born + 3).astype(np.int32), until)
    late = (made.day > told[made.child]) & (made.check > 0)
    child, check, when = made.child[late], made.check[late], made.day[late]
    body = measured(
        rng, lines(rng, male, np.zeros(len(row)), rng.normal(3300, 400, len(row)).clip(2000)), child, when - born[child]
    )
    everyone = np.ones(len(when), dtype=bool)
    put("contact", everyone, row[child], when, {"kind": (KINDS, check), "mode": "clinic"})
    for code, value in (("weight", body.weight), ("height", body.height), ("haemoglobin", blood(rng, check))):
        put("measurement", ~np.isnan(value), row[child], when, {"code": code, "value": value})
    eyes = everyone & happens(rng, len(when), 0.9) & (check < len(CHECKS))
    found = (["normal", "abnormal"], second(rng, len(when), 0.04))
    put("finding", eyes, row[child], when, {"code": "eye-check", "value": found})
