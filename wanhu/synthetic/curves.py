"""Middling children by age and sex, and how far from the middle others are: round numbers that a made-up child grows along.

Rounded from the World Health Organization's medians to five years and drawn on in the same way to seven. They are for making children up;
how a child is judged stands in ``wanhu.engine.growth``, with the real tables.
"""

import numpy as np
from numpy.typing import NDArray

MONTH = 30.4375
# By months of age, first of girls, then of boys.
MONTHS = (0, 1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36, 42, 48, 54, 60, 72, 84)
WEIGHT = (
    (3.2, 4.2, 5.1, 5.8, 6.4, 7.3, 8.0, 8.5, 8.9, 9.6, 10.2, 10.9, 11.5, 12.7, 13.9, 15.0, 16.1, 17.2, 18.2, 20.2, 22.4),
    (3.3, 4.5, 5.6, 6.4, 7.0, 7.9, 8.6, 9.2, 9.6, 10.3, 10.9, 11.5, 12.1, 13.3, 14.3, 15.3, 16.3, 17.3, 18.3, 20.5, 22.9),
)  # fmt: skip
HEIGHT = (
    (49.1, 53.6, 57.1, 59.8, 62.1, 65.8, 68.8, 71.5, 74.0, 77.5, 80.7, 83.7, 86.4, 90.7, 95.1, 99.0, 102.7, 106.2, 109.4, 115.1, 120.8),
    (49.9, 54.7, 58.4, 61.4, 63.9, 67.6, 70.6, 73.3, 75.7, 79.2, 82.3, 85.1, 87.8, 91.9, 96.1, 99.8, 103.3, 106.7, 110.0, 116.0, 121.7),
)  # fmt: skip
HEAD = (
    (33.9, 36.5, 38.3, 39.5, 40.6, 42.2, 43.4, 44.2, 44.9, 45.7, 46.2, 46.7, 47.2, 47.9, 48.5, 49.0, 49.3, 49.6, 49.9, 50.4, 50.9),
    (34.5, 37.2, 39.1, 40.5, 41.6, 43.3, 44.5, 45.4, 46.1, 46.8, 47.4, 47.8, 48.2, 48.9, 49.5, 49.9, 50.2, 50.5, 50.7, 51.2, 51.6),
)  # fmt: skip
WEIGHT_SPREAD = ((0, 3, 12, 24, 48, 84), (0.145, 0.121, 0.114, 0.116, 0.13, 0.15))
HEIGHT_SPREAD = ((0, 3, 12, 24, 48, 84), (0.038, 0.034, 0.033, 0.035, 0.041, 0.044))
HEAD_SPREAD = 0.029

# Before the expected date, from the curve's first point backwards, by day.
WEIGHT_BEFORE, HEIGHT_BEFORE, HEAD_BEFORE = 0.0125, 0.16, 0.1


def weight(male: NDArray[np.bool_], age: NDArray, z: NDArray) -> NDArray[np.float64]:
    """Kilograms at an age in days (negative: before the expected date), ``z`` spreads from the middle."""
    early = np.exp(WEIGHT_BEFORE * np.minimum(age, 0))
    return _middle(WEIGHT, male, age) * early * np.exp(z * np.interp(age / MONTH, *WEIGHT_SPREAD))


def height(male: NDArray[np.bool_], age: NDArray, z: NDArray) -> NDArray[np.float64]:
    """Centimetres of length or height."""
    middle = _middle(HEIGHT, male, age) + HEIGHT_BEFORE * np.minimum(age, 0)
    return middle * (1 + z * np.interp(age / MONTH, *HEIGHT_SPREAD))


def head(male: NDArray[np.bool_], age: NDArray, z: NDArray) -> NDArray[np.float64]:
    """Centimetres round the head."""
    return (_middle(HEAD, male, age) + HEAD_BEFORE * np.minimum(age, 0)) * (1 + z * HEAD_SPREAD)


def _middle(curve: tuple[tuple[float, ...], ...], male: NDArray[np.bool_], age: NDArray) -> NDArray[np.float64]:
    months = age / MONTH
    return np.where(male, np.interp(months, MONTHS, curve[1]), np.interp(months, MONTHS, curve[0]))
