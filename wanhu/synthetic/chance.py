"""Chance in the words of the chapters: whether something happens, and which of two values was found."""

import numpy as np
from numpy.typing import NDArray


def happens(rng: np.random.Generator, size: int, share: float) -> NDArray[np.bool_]:
    """True in so many of ``size`` cases."""
    return rng.random(size) < share


def second(rng: np.random.Generator, size: int, share: float) -> NDArray[np.int64]:
    """1 (the second of two values) in so many of ``size`` cases, 0 (the first) in the others."""
    return (rng.random(size) < share).astype(np.int64)
