"""The standards as arrays: for each index, sex and age (or length) the three numbers L, M and S of the LMS method.

L is the power that makes the distribution normal, M the median, S the spread (coefficient of variation). The tables are data with their source,
in a folder of CSV files; another standard in the same shape is another folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BOY, GIRL = 1, 2
LYING_UNTIL = 731  # days of age from which a child is measured standing (24 months of 30.4375 days)
MONTH = 30.4375
AGE_BITS = 12  # of a key that sorts days of age
OLDEST_POSSIBLE = 1 << AGE_BITS  # eleven years


class Index(StrEnum):
    """What is judged, and against what."""

    WEIGHT_FOR_AGE = "weight-for-age"
    LENGTH_FOR_AGE = "length-for-age"  # height-for-age from 24 months
    WEIGHT_FOR_LENGTH = "weight-for-length"  # weight-for-height from 24 months
    BMI_FOR_AGE = "bmi-for-age"
    HEAD_FOR_AGE = "head-for-age"


INDICES = tuple(Index)


@dataclass(frozen=True)
class Curve:
    """L, M and S at evenly spaced places (days, or tenths of a centimetre) from ``first``: ``size`` places of boys, then of girls."""

    first: int
    size: int
    power: Floats
    median: Floats
    spread: Floats
    straight: bool  # the power is 1 everywhere: the distribution is normal as it stands

    @property
    def last(self) -> int:
        """The last place."""
        return self.first + self.size - 1

    def at(self, sex: Ints, place: Ints) -> tuple[Floats, Floats, Floats]:
        """L, M and S at places that the curve has."""
        row = (sex - BOY) * self.size + (place - self.first)
        return self.power[row], self.median[row], self.spread[row]

    def between(self, sex: Ints, place: Floats) -> tuple[Floats, Floats, Floats]:
        """L, M and S anywhere from the first place to the last, on the straight line between two rows."""
        below = np.clip(np.floor(place), self.first, self.last - 1).astype(np.int64)
        part = place - below
        row = (sex - BOY) * self.size + (below - self.first)
        columns = self.power, self.median, self.spread
        power, median, spread = (column[row] + part * (column[row + 1] - column[row]) for column in columns)
        return power, median, spread


@dataclass(frozen=True)
class Tables:
    """A whole standard: curves by day of age, and of weight by length lying and by height standing. ``oldest``: the last day that is judged."""

    by_age: Mapping[Index, Curve]
    lying: Curve
    standing: Curve
    oldest: int


def load_tables(folder: Path) -> Tables:
    """The tables of a folder, and from its ``standard.yaml`` the oldest day. Raises ValueError naming the file when one is not complete."""
    told = yaml.safe_load((folder / "standard.yaml").read_text(encoding="utf-8"))
    if not 0 < (oldest := told.get("oldest_day") or 0) < OLDEST_POSSIBLE:
        raise ValueError(f"standard.yaml: oldest_day is wanted, 1 to {OLDEST_POSSIBLE - 1}, not {oldest}")
    return Tables(
        oldest=oldest,
        by_age={
            Index.WEIGHT_FOR_AGE: _curve(folder / "weight_for_age.csv", 1),
            Index.LENGTH_FOR_AGE: _curve(folder / "length_for_age.csv", 1),
            Index.BMI_FOR_AGE: _curve(folder / "bmi_for_age.csv", 1),
            Index.HEAD_FOR_AGE: _curve(folder / "head_for_age.csv", 1),
        },
        lying=_curve(folder / "weight_for_length.csv", 10),
        standing=_curve(folder / "weight_for_height.csv", 10),
    )


def _curve(path: Path, steps: int) -> Curve:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    sex, place, power, median, spread = np.ascontiguousarray(np.loadtxt(lines[1:], delimiter=",", ndmin=2).T)
    if lines[0].split(",")[1] == "month":
        sex, place, power, median, spread = _by_day(sex, place, (power, median, spread))
    place = np.rint(place * steps).astype(np.int64)
    first, size = int(place[0]), len(place) // 2
    wanted = np.tile(np.arange(first, first + size), 2)
    if not (
        np.array_equal(place, wanted) and np.array_equal(sex, np.repeat((BOY, GIRL), size)) and median.min() > 0 < spread.min()
    ):
        raise ValueError(f"{path.name}: one row for each place is wanted, first of all boys (1), then of all girls (2)")
    return Curve(first, size, power, median, spread, straight=bool((power == 1).all()))


def _by_day(sex: Floats, month: Floats, columns: tuple[Floats, ...]) -> tuple[Floats, ...]:
    """A table by month of age as one by day, on straight lines between its rows."""
    days = np.arange(np.ceil(month.min() * MONTH), np.floor(month.max() * MONTH) + 1)
    mine = [sex == each for each in (BOY, GIRL)]
    filled = [np.concatenate([np.interp(days, month[at] * MONTH, column[at]) for at in mine]) for column in columns]
    return np.repeat((float(BOY), float(GIRL)), len(days)), np.tile(days, 2), *filled
