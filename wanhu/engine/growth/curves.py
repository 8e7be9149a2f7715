"""The standards' own curves, to be drawn: the value at which a child of a sex, at an age or a length, has a given z-score.

The inverse of the LMS score within three standard deviations; beyond them scores are restricted, and no line is drawn.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from wanhu.engine.growth.standards import Curve, Floats

LINES = (-3, -2, -1, 0, 1, 2, 3)


def value_at(curve: Curve, sex: int, places: ArrayLike, z: float) -> Floats:
    """Values on the line of ``z`` (-3 to 3) at places of the curve (days, or tenths of a centimetre); NaN outside the curve."""
    place = np.asarray(places, np.float64)
    within = (place >= curve.first) & (place <= curve.last)
    power, median, spread = curve.between(np.full(place.shape, sex, np.int64), np.clip(place, curve.first, curve.last))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(
            power == 0, median * np.exp(spread * z), median * (1 + power * spread * z) ** (1 / np.where(power == 0, 1, power))
        )
    return np.where(within, value, np.nan)


def lines(curve: Curve, sex: int, places: ArrayLike, scores: Sequence[float] = LINES) -> dict[float, Floats]:
    """Every line asked for, by its z-score."""
    return {z: value_at(curve, sex, places, z) for z in scores}
