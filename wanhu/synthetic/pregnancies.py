"""Pregnancies from their first day: those delivered, those lost, and those still going on.

Every pregnancy is here, whether the woman registered it or not; what of it may reach Wanhu is decided where files and facts are made.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.deliveries import Deliveries
from wanhu.synthetic.rates import Rates

BORN, LOST, STILL, ONGOING = range(4)
OUTCOMES = ["born", "lost", "stillborn", "ongoing"]
HOSPITALS = ("仙桃市第一人民医院", "仙桃市妇幼保健院", "仙桃市中医医院", "仙桃市第三人民医院", "仙桃康宁妇产医院")
SHARES = (0.34, 0.36, 0.14, 0.10, 0.06)


@dataclass
class Pregnancies:
    """By pregnancy, sorted by mother and first day. ``mother`` is a person's row; ``delivery`` a row of ``Deliveries`` or -1;
    days are ``NEVER`` where the thing did not happen."""

    mother: NDArray[np.int64]
    delivery: NDArray[np.int64]
    lmp: Days
    edd: Days
    ended: Days
    outcome: NDArray[np.int8]
    fetuses: NDArray[np.int8]
    registered: Days
    hospital: NDArray[np.int8]
    discharged: Days
    caesarean: NDArray[np.bool_]
    gravida: NDArray[np.int8]
    para: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.lmp)

    def gone_home(self, on: int) -> Days:
        """The day mother and child left the hospital; ``NEVER`` while they are still there on ``on``."""
        return np.where(self.discharged > on, NEVER, self.discharged).astype(np.int32)

    @property
    def gestation(self) -> NDArray[np.int32]:
        """Completed days at the end; meaningless while it goes on."""
        return np.where(self.ended == NEVER, 0, self.ended - self.lmp).astype(np.int32)


def conceive(rng: np.random.Generator, births: Deliveries, on: int, rates: Rates) -> Pregnancies:
    """Pregnancies of ``births`` and the ones lost between them, as known on ``on``."""
    count = len(births.day)
    early = rng.random(count) < np.where(births.fetuses > 1, 0.45, rates.preterm - 0.01)
    length = np.where(early, 196 + (63 * rng.random(count) ** 0.45).astype(np.int32), rng.normal(276, 7.5, count).clip(259, 294))
    lmp = (births.day - length).astype(np.int32)
    known = lmp <= on - 30
    delivered = births.day <= on
    outcome = np.where(delivered, np.where(births.still, STILL, BORN), ONGOING)
    lost_lmp, lost_end, lost_mother = _losses(rng, births, lmp, on, rates)

    mother = np.concatenate([births.mother[known], lost_mother])
    start = np.concatenate([lmp[known], lost_lmp])
    order = np.lexsort((start, mother))
    size = len(mother)
    none = np.full(len(lost_lmp), -1)
    delivery = np.concatenate([np.flatnonzero(known), none])[order]
    ended = np.concatenate([np.where(delivered, births.day, NEVER)[known], lost_end])[order].astype(np.int32)
    mother, start = mother[order], start[order].astype(np.int32)
    ends = np.concatenate([outcome[known], np.full(len(lost_lmp), LOST)])[order].astype(np.int8)
    fetuses = np.concatenate([births.fetuses[known], np.ones(len(lost_lmp), dtype=np.int8)])[order]
    stay = rng.integers(2, 6, size)
    caesarean = rng.random(size) < 0.44
    full = np.isin(ends, (BORN, STILL))
    before = np.arange(size) - np.searchsorted(mother, mother)
    had = np.cumsum(full) - full
    had -= had[np.searchsorted(mother, mother)]
    elsewhere = rng.choice(3, int(births.mothers), p=[0.62, 0.30, 0.08])[mother]
    return Pregnancies(
        mother, delivery, start, start + 280, ended, ends, fetuses, _registered(rng, start, ended, on, rates),
        np.searchsorted(np.cumsum(SHARES)[:-1], rng.random(size)).astype(np.int8),
        np.where(full, ended + stay + 2 * caesarean, NEVER).astype(np.int32), caesarean,
        (1 + before + elsewhere).astype(np.int8), (had + np.maximum(elsewhere - 1, 0)).astype(np.int8),
    )  # fmt: skip


def _losses(rng: np.random.Generator, births: Deliveries, lmp: Days, on: int, rates: Rates) -> tuple[Days, Days, NDArray]:
    """Pregnancies lost before another one began, where the woman's earlier delivery leaves room for it."""
    chosen = np.flatnonzero(rng.random(len(lmp)) < rates.losses)
    begin = lmp[chosen] - rng.integers(110, 460, len(chosen))
    end = begin + np.clip(42 + rng.exponential(26, len(chosen)), 42, 190).astype(np.int32)
    order = np.lexsort((births.day, births.mother))
    earlier = np.full(len(lmp), -(10**6))
    same = births.mother[order][1:] == births.mother[order][:-1]
    earlier[order[1:][same]] = births.day[order[:-1][same]]
    good = (begin > earlier[chosen] + 60) & (end < lmp[chosen] - 25) & (end <= on)
    return begin[good].astype(np.int32), end[good].astype(np.int32), births.mother[chosen[good]]


def _registered(rng: np.random.Generator, lmp: Days, ended: Days, on: int, rates: Rates) -> Days:
    """The day of the first antenatal check with its handbook: most by 12 weeks and 6 days, some late, a few never."""
    size = len(lmp)
    timely = rng.random(size) < rates.registered_by_13_weeks
    week = np.where(timely, 42 + 49 * rng.beta(2.0, 2.2, size), 91 + 150 * rng.random(size) ** 2)
    day = (lmp + week).astype(np.int32)
    last = np.where(ended == NEVER, on, ended - 1)
    never = (rng.random(size) < rates.registered_never) | (day > last)
    return np.where(never, NEVER, day).astype(np.int32)
