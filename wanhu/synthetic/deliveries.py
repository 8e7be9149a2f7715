"""Deliveries of the years that count and those still to come: days, mothers, babies, sex.

The sex ratio of each calendar year is set exactly (to the nearest child), because the demo compares it with the city's own figure.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import Days, parts
from wanhu.synthetic.rates import Rates

YEARS = 7
"""How far back the departments' files reach."""
AHEAD = 272
"""Days ahead of the city's day in which women already pregnant will deliver."""
YEAR = 365.2425


@dataclass
class Deliveries:
    """By delivery: ``day``, ``mother`` (number), ``fetuses``, ``still`` (no live birth). By live-born baby: ``baby_of`` (delivery),
    ``baby_born``, ``baby_male``, ``baby_order`` (1, 2). By mother: ``mother_born`` and ``first_day`` of her first delivery here."""

    day: Days
    mother: NDArray[np.int64]
    fetuses: NDArray[np.int8]
    still: NDArray[np.bool_]
    baby_of: NDArray[np.int64]
    baby_born: Days
    baby_male: NDArray[np.bool_]
    baby_order: NDArray[np.int8]
    mother_born: Days
    first_day: Days
    window: int

    @property
    def mothers(self) -> int:
        """How many mothers there are."""
        return len(self.mother_born)


def deliver(rng: np.random.Generator, people: int, on: int, rates: Rates, years: int = YEARS) -> Deliveries:
    """Deliveries between ``years`` before ``on`` and nine months after it, sorted by day."""
    span = round(years * YEAR)
    window = on - span + 1
    yearly = people * rates.births / (1 + rates.twins) / (1 - rates.stillbirths)
    count = max(1, round(yearly * (span + AHEAD) / YEAR))
    day = np.sort(rng.integers(window, on + AHEAD + 1, count)).astype(np.int32)
    mother = _mothers(rng, day)
    fetuses = np.where(rng.random(count) < rates.twins, 2, 1).astype(np.int8)
    still = rng.random(count) < rates.stillbirths
    live = np.where((day <= on) & ~still, fetuses, 0)
    baby_of = np.repeat(np.arange(count), live)
    order = (np.arange(len(baby_of)) - np.repeat(np.cumsum(live) - live, live) + 1).astype(np.int8)
    baby_born = day[baby_of]
    size = int(mother.max()) + 1
    first_day = np.full(size, 2**31 - 1, dtype=np.int32)
    np.minimum.at(first_day, mother, day)
    age = np.clip(rng.normal(27.6, 4.4, size), 18.5, 43)
    return Deliveries(
        day, mother, fetuses, still, baby_of, baby_born, _sexes(rng, baby_born, on, rates), order,
        (first_day - age * YEAR).astype(np.int32), first_day, window,
    )  # fmt: skip


def _mothers(rng: np.random.Generator, day: Days) -> NDArray[np.int64]:
    """About a quarter of the deliveries are a woman's next one, 20 to 60 months after the one before."""
    count = len(day)
    wish = np.flatnonzero(rng.random(count) < 0.30)
    place = np.arange(count)
    first_of_day = np.searchsorted(day, day)
    per_day = np.searchsorted(day, day, side="right") - first_of_day
    moment = day + (place - first_of_day) / per_day  # tells the deliveries of one day apart
    before = np.searchsorted(moment, moment[wish] - rng.uniform(610, 1830, len(wish)))
    good = (before < wish) & (day[np.minimum(before, count - 1)] < day[wish] - 550) & (before > 0)
    wish, before = wish[good], before[good]
    before, first = np.unique(before, return_index=True)
    parent = place.copy()
    parent[wish[first]] = before
    while not np.array_equal(parent, parent[parent]):
        parent = parent[parent]
    return np.unique(parent, return_inverse=True)[1]


def _sexes(rng: np.random.Generator, born: Days, on: int, rates: Rates) -> NDArray[np.bool_]:
    """Boys and girls of each calendar year in the year's ratio, to the nearest child."""
    year = parts(born)[0]
    this = int(parts(np.array([on], dtype=np.int32))[0][0])
    male = np.zeros(len(born), dtype=bool)
    for each in np.unique(year):
        mine = rng.permutation(np.flatnonzero(year == each))
        ratio = rates.boys_per_100_girls.get(this - int(each), rates.other_years)
        male[mine[: round(len(mine) * ratio / (100 + ratio))]] = True
    return male
