"""All indices of a child's measurements at once, with those that cannot be true marked.

A length is brought to how the standards measured a child of that age: lying before 24 months, standing from then on, which makes 0.7 cm.
Swelling (oedema) adds weight that is not the child's, so nothing is said of weight then.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wanhu.engine.growth.scores import zscores
from wanhu.engine.growth.standards import LYING_UNTIL, Floats, Index, Tables

STANDING_ADDS_UP = 0.7  # cm by which a child is longer lying than standing
STANDS_FROM = 274  # days (9 months): an earlier "standing" is a slip of the pen, and the position is not known
PLAUSIBLE: Mapping[Index, tuple[float, float]] = {
    Index.WEIGHT_FOR_AGE: (-6, 5),
    Index.LENGTH_FOR_AGE: (-6, 6),
    Index.WEIGHT_FOR_LENGTH: (-5, 5),
    Index.BMI_FOR_AGE: (-5, 5),
    Index.HEAD_FOR_AGE: (-5, 5),
}


class Position(IntEnum):
    """How a length was measured."""

    UNKNOWN = 0  # taken to be what is usual at that age
    LYING = 1
    STANDING = 2


class Scores(NamedTuple):
    """Z-scores of one index (NaN unknown), and where they are beyond what a living child can have."""

    z: Floats
    implausible: NDArray[np.bool_]


def as_expected(length: ArrayLike, position: ArrayLike, age_days: ArrayLike) -> Floats:
    """The length as it would have been measured at this age: lying before 731 days, standing from then on."""
    length, position, age = np.asarray(length, np.float64), np.asarray(position), np.asarray(age_days)
    young = age < LYING_UNTIL
    longer = young & (position == Position.STANDING) & (age >= STANDS_FROM)
    shorter = ~young & (position == Position.LYING)
    return length + STANDING_ADDS_UP * longer - STANDING_ADDS_UP * shorter


def assess(
    *,
    sex: ArrayLike,
    age_days: ArrayLike,
    weight: ArrayLike = np.nan,
    length: ArrayLike = np.nan,
    head: ArrayLike = np.nan,
    position: ArrayLike = Position.UNKNOWN,
    oedema: ArrayLike = False,
    tables: Tables,
) -> dict[Index, Scores]:
    """Every index of columns of measurements (kg, cm, cm; NaN: not measured), each column of one length or a single value for all.

    ``age_days`` is the age that growth is counted from, corrected for a child born early.
    """
    sex, age, weight, length, head, position, oedema = np.broadcast_arrays(
        np.asarray(sex, np.int64), np.asarray(age_days, np.int64), weight, length, head, position, oedema
    )
    true_weight = np.where(oedema, np.nan, weight)
    length = as_expected(length, position, age)
    length = np.where(length > 0, length, np.nan)
    with np.errstate(divide="ignore", over="ignore"):  # a length of next to nothing: the score below is unknown
        mass_index = true_weight / (length / 100) ** 2
    measured = {
        Index.WEIGHT_FOR_AGE: true_weight,
        Index.LENGTH_FOR_AGE: length,
        Index.WEIGHT_FOR_LENGTH: true_weight,
        Index.BMI_FOR_AGE: mass_index,
        Index.HEAD_FOR_AGE: head,
    }
    found = {}
    for index, value in measured.items():
        z = zscores(index, sex=sex, age_days=age, value=value, length=length, tables=tables)
        low, high = PLAUSIBLE[index]
        found[index] = Scores(z, (z < low) | (z > high))
    return found
