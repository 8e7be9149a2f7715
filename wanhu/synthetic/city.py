"""The city as a whole, before anyone writes a file about it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.deliveries import YEARS, Deliveries, deliver
from wanhu.synthetic.growth import Growth
from wanhu.synthetic.lives import Lives, live
from wanhu.synthetic.people import People, populate
from wanhu.synthetic.places import Places, lay_out
from wanhu.synthetic.pregnancies import conceive
from wanhu.synthetic.rates import Rates
from wanhu.synthetic.risks import Risks, grade

STAGES = {
    name: at
    for at, name in enumerate(
        ("deliveries", "people", "pregnancies", "lives", "growth", "benefits", "facts", "files", "risks", "care", "school")
    )
}


@dataclass
class City:
    """People, places and lives on a day, with the seed that gives every stage its own stream of numbers."""

    seed: int
    on: int
    rates: Rates
    places: Places
    people: People
    lives: Lives
    growth: Growth
    certificates: NDArray[np.str_]
    risks: Risks

    def stream(self, stage: str, *more: int) -> np.random.Generator:
        """Random numbers of one stage: adding a file does not change the next one."""
        return np.random.default_rng([self.seed, STAGES[stage], *more])

    def villages(self, mother: NDArray[np.int64], on: Days) -> NDArray[np.int64]:
        """Where mothers live on given days."""
        families = self.lives.families
        gone = (families.moved[mother] != NEVER) & (families.moved[mother] <= on)
        return np.where(gone, families.village_after[mother], self.people.village[mother])

    def townships(self, mother: NDArray[np.int64], on: Days) -> NDArray[np.int64]:
        """The township (by place) in which mothers live on given days."""
        return self.places.township[self.villages(mother, on)]

    def addresses(self) -> NDArray[np.str_]:
        """An address for each village, without a house number."""
        towns = np.array([name for _, name in self.places.townships])
        return np.strings.add("仙桃市", np.strings.add(towns[self.places.township], self.places.names))


def found(people: int, seed: int, on: int, rates: Rates, *, named: bool = True, years: int = YEARS) -> City:
    """Makes a city of ``people`` on day ``on`` with births of so many ``years``; not ``named``: nobody has a name or a number."""

    def stream(stage: str) -> np.random.Generator:
        return np.random.default_rng([seed, STAGES[stage]])

    places = lay_out(people)
    births = deliver(stream("deliveries"), people, on, rates, years)
    everyone = populate(stream("people"), people, on, places, births, rates, named)
    pregnancies = conceive(stream("pregnancies"), births, on, rates)
    lives = live(stream("lives"), births, pregnancies, places, on, rates)
    certificates = _certificates(births) if named else np.array([], dtype="U10")
    risks = grade(stream("risks"), pregnancies, on)
    return City(seed, on, rates, places, everyone, lives, Growth(stream("growth"), lives), certificates, risks)


def _certificates(births: Deliveries) -> NDArray[np.str_]:
    serial = (np.arange(len(births.baby_born), dtype=np.int64) * 73_331 + 1_000_003) % 10_000_000
    edition = np.where(births.baby_born >= 19_448, "V", "U")  # the seventh edition began on 2023-04-01
    return np.strings.add(np.strings.add(edition, "42"), np.strings.zfill(serial.astype("U7"), 7))
