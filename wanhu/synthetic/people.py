"""The residents: families with small children first, built around their births, then everyone else.

Building mothers around births (and not births around mothers) keeps ages, spacing and kinship right without any search, so a city of
a million and a half takes seconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days, parts
from wanhu.synthetic.deliveries import Deliveries
from wanhu.synthetic.identity import identity_numbers
from wanhu.synthetic.names import full_names, surnames
from wanhu.synthetic.places import Places, weights
from wanhu.synthetic.rates import Rates

ROLES = ["mother", "father", "child", "older child", "grandparent", "adult", "partner", "youth", "elder"]
YEAR = 365.2425


@dataclass
class People:
    """Arrays by person (the row is the person's number minus one). ``mother`` and ``father`` are rows, or -1.
    ``stranger``: somebody else has the same name and birth date."""

    household: NDArray[np.int64]
    role: NDArray[np.int8]
    born: Days
    male: NDArray[np.bool_]
    mother: NDArray[np.int64]
    father: NDArray[np.int64]
    surname: NDArray[np.str_]
    name: NDArray[np.str_]
    id_number: NDArray[np.str_]
    phone: NDArray[np.str_]
    village: NDArray[np.int64]
    migrant: NDArray[np.bool_]
    stranger: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.born)


@dataclass
class Drawn:
    """People before they have names: columns that are stacked household by household."""

    household: list[NDArray]
    role: list[NDArray]
    born: list[NDArray]
    male: list[NDArray]
    mother: list[NDArray]
    father: list[NDArray]
    count: int = 0

    def add(self, role: str, household: NDArray, born: NDArray, male: NDArray | bool, mother: NDArray | int = -1,
            father: NDArray | int = -1) -> NDArray[np.int64]:  # fmt: skip
        """Adds one person per household given; gives their rows."""
        size = len(household)
        rows = np.arange(self.count, self.count + size)
        self.household.append(household)
        self.role.append(np.full(size, ROLES.index(role), dtype=np.int8))
        self.born.append(born.astype(np.int32))
        self.male.append(np.broadcast_to(male, size))
        self.mother.append(np.broadcast_to(mother, size))
        self.father.append(np.broadcast_to(father, size))
        self.count += size
        return rows


def populate(rng: np.random.Generator, total: int, on: int, places: Places, births: Deliveries, rates: Rates,
             named: bool = True) -> People:  # fmt: skip
    """``total`` people: mothers (row = number of the mother in ``births``), their families, and other households.

    Not ``named``: nobody has a name, a number or a telephone, which is all that the engine ever sees of people."""
    drawn = Drawn([], [], [], [], [], [])
    families = births.mothers
    house = np.arange(families)
    drawn.add("mother", house, births.mother_born, False)
    born = births.mother_born - rng.normal(2.2, 2.8, families) * YEAR
    father = drawn.add("father", house, np.minimum(born, births.mother_born + 8 * YEAR), True)
    told = rng.random(families) >= rates.fatherless
    owner = births.mother[births.baby_of]
    drawn.add("child", owner, births.baby_born, births.baby_male, owner, np.where(told[owner], father[owner], -1))
    _kin(rng, drawn, births, father)
    households = _others(rng, drawn, families, total - drawn.count, on)
    people = _named(rng, drawn, total) if named else _nameless(drawn)
    _settle(rng, people, households, places, rates)
    if not named:
        return people
    _strangers(rng, people, families, rates)
    people.stranger = _twice(people)
    people.id_number = identity_numbers(people.born, people.male)
    people.phone = _phones(rng, people)
    return people


def _kin(rng: np.random.Generator, drawn: Drawn, births: Deliveries, father: NDArray[np.int64]) -> None:
    """Older brothers and sisters of before the window, and the father's parents where they live together."""
    gap = (2.2 + rng.random(births.mothers) * 9) * YEAR
    old = births.first_day - gap
    has = (rng.random(births.mothers) < 0.5) & (old - births.mother_born > 20 * YEAR) & (old < births.window - 1)
    mine = np.flatnonzero(has)
    drawn.add("older child", mine, old[mine], rng.random(len(mine)) < 0.54, mine, father[mine])
    for male in (True, False):
        mine = np.flatnonzero(rng.random(births.mothers) < 0.4)
        own = np.concatenate(drawn.born[1:2])[mine]
        drawn.add("grandparent", mine, own - (21 + rng.random(len(mine)) * 9) * YEAR, male)


def _others(rng: np.random.Generator, drawn: Drawn, first: int, wanted: int, on: int) -> int:
    """Households without small children until the city is full: old couples, people alone, couples with children of school age or
    grown up. Gives the number of households."""
    if wanted < 0:
        raise ValueError("the families with small children are already more than the people asked for")
    count = wanted // 2 + 2
    house = first + np.arange(count)
    kind = rng.choice(5, count, p=[0.20, 0.13, 0.22, 0.27, 0.18])
    low = np.array([60, 24, 32, 46, 68])[kind]
    high = np.array([78, 60, 46, 60, 92])[kind]
    age = low + (high - low) * rng.random(count) ** np.where(kind == 4, 1.8, 1.0)
    born = on - age * YEAR
    male = rng.random(count) < np.array([1, 0.56, 1, 1, 0.36])[kind]
    start = drawn.count
    head = drawn.add("adult", house, born, male)
    couple = np.flatnonzero(np.isin(kind, (0, 2, 3)) & (rng.random(count) < 0.93))
    partner = np.full(count, -1)
    partner[couple] = drawn.add("partner", house[couple], born[couple] + rng.normal(1.8, 2.5, len(couple)) * YEAR, ~male[couple])
    for share, youngest in ((0.92, 8.0), (0.42, 7.1)):
        mine = np.flatnonzero(np.isin(kind, (2, 3)) & (rng.random(count) < share))
        child_age = age[mine] - 22 - rng.random(len(mine)) * 9
        child_age = np.where((child_age < youngest) | (child_age > 33), youngest + rng.random(len(mine)) * 14, child_age)
        sex = rng.random(len(mine)) < 0.53
        drawn.add("youth", house[mine], on - child_age * YEAR, sex, partner[mine], head[mine])
    elder = np.flatnonzero((kind == 3) & (rng.random(count) < 0.3))
    drawn.add("elder", house[elder], born[elder] - (22 + rng.random(len(elder)) * 8) * YEAR, rng.random(len(elder)) < 0.4)
    return _cut(drawn, start, wanted, first)


def _cut(drawn: Drawn, start: int, wanted: int, first: int) -> int:
    """Keeps the first whole households that fit, so that exactly ``wanted`` people follow row ``start``; those left over live alone."""
    house = np.concatenate(drawn.household)
    late = house[start:]
    order = np.argsort(late, kind="stable")
    keep = np.sort(order[:wanted]) + start
    rows = np.r_[np.arange(start), keep]
    back = np.full(len(house), -1)
    back[rows] = np.arange(len(rows))
    drawn.household = [house[rows]]
    drawn.role = [np.concatenate(drawn.role)[rows]]
    drawn.born = [np.concatenate(drawn.born)[rows]]
    drawn.male = [np.concatenate(drawn.male)[rows]]
    for name in ("mother", "father"):
        link = np.concatenate(getattr(drawn, name))[rows]
        setattr(drawn, name, [np.where(link >= 0, back[link], -1)])
    drawn.count = len(rows)
    return int(drawn.household[0].max()) + 1


def _nameless(drawn: Drawn) -> People:
    nothing, total = np.array([], dtype="U1"), drawn.count
    return People(
        drawn.household[0], drawn.role[0], drawn.born[0], drawn.male[0], drawn.mother[0], drawn.father[0], nothing, nothing, nothing,
        nothing, np.zeros(total, dtype=np.int64), np.zeros(total, dtype=bool), np.zeros(total, dtype=bool),
    )  # fmt: skip


def _named(rng: np.random.Generator, drawn: Drawn, total: int) -> People:
    born, male = drawn.born[0], drawn.male[0]
    mother, father = drawn.mother[0], drawn.father[0]
    family = surnames(rng, total)
    for _ in range(2):  # a father's surname may itself come from his own father
        family = np.where(father >= 0, family[father], np.where(mother >= 0, family[mother], family))
    takes_mothers = (mother >= 0) & (rng.random(total) < 0.06)
    family = np.where(takes_mothers, family[mother], family)
    return People(
        household=drawn.household[0], role=drawn.role[0], born=born, male=male, mother=mother, father=father, surname=family,
        name=full_names(rng, parts(born)[0], male, family), id_number=np.array([], dtype="U18"), phone=np.array([], dtype="U11"),
        village=np.zeros(total, dtype=np.int64), migrant=np.zeros(total, dtype=bool), stranger=np.zeros(total, dtype=bool),
    )  # fmt: skip


def _settle(rng: np.random.Generator, people: People, households: int, places: Places, rates: Rates) -> None:
    """A village for each household: townships by their weight, villages of a township alike."""
    town = np.searchsorted(np.cumsum(weights())[:-1], rng.random(households))
    first = np.searchsorted(places.township, np.arange(len(places.townships)))
    size = np.bincount(places.township)
    village = first[town] + (rng.random(households) * size[town]).astype(np.int64)
    people.village = village[people.household]
    people.migrant = (rng.random(households) < rates.migrants)[people.household]


def _strangers(rng: np.random.Generator, people: People, families: int, rates: Rates) -> None:
    """Some mothers share name and birth date with another mother, though they have nothing to do with each other."""
    pairs = max(1, round(families * rates.strangers))
    chosen = rng.permutation(families)[: 2 * pairs]
    one, other = chosen[:pairs], chosen[pairs : 2 * pairs]
    one = one[: len(other)]
    people.name[other] = people.name[one]
    people.surname[other] = people.surname[one]
    people.born[other] = people.born[one]


def _twice(people: People) -> NDArray[np.bool_]:
    order = np.lexsort((people.name, people.born))
    same = (people.name[order][1:] == people.name[order][:-1]) & (people.born[order][1:] == people.born[order][:-1])
    found = np.zeros(len(people), dtype=bool)
    found[order[1:][same]] = True
    found[order[:-1][same]] = True
    return found


def _phones(rng: np.random.Generator, people: People) -> NDArray[np.str_]:
    """Mobile numbers in 154 and 179, which no operator uses. Children have none; one adult in eight uses the family's first."""
    count = len(people)
    serial = (np.arange(count, dtype=np.int64) * 7_368_787 + 5_551_234) % 200_000_000
    number = np.where(serial < 100_000_000, 15_400_000_000 + serial, 17_900_000_000 + serial - 100_000_000)
    adult = ~np.isin(people.role, (ROLES.index("child"), ROLES.index("older child")))
    order = np.argsort(people.household, kind="stable")
    first = order[np.searchsorted(people.household[order], people.household)]
    number = np.where(rng.random(count) < 0.12, number[first], number)
    has = adult & (rng.random(count) < np.where(people.role == ROLES.index("grandparent"), 0.7, 0.97))
    return np.where(has, number.astype("U11"), "")


def benefit_households(rng: np.random.Generator, people: People, rates: Rates) -> tuple[NDArray, NDArray]:
    """Households on a reward, in proportion to the city's 108,000, and the day their one-child certificate was issued."""
    count = int(people.household.max()) + 1
    wanted = round(rates.benefit_households * len(people))
    youth = np.isin(people.role, [ROLES.index(name) for name in ("youth", "older child", "child")])
    children = np.bincount(people.household[youth], minlength=count)
    order = np.lexsort((rng.random(count), np.abs(children - 1)))
    chosen = np.zeros(count, dtype=bool)
    chosen[order[:wanted]] = True
    issued = np.full(count, NEVER, dtype=np.int32)
    issued[chosen] = rng.integers(9_000, 16_800, chosen.sum())
    return chosen, issued
