"""The colour of a pregnancy's risk, as a clinician decided it: at registration, and for a few once more later on.
The first one stands in the register; departments write it as they like.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.pregnancies import Pregnancies

COLOURS = ["green", "yellow", "orange", "red"]
SHARES = (0.72, 0.20, 0.06, 0.02)


class Risks(NamedTuple):
    """By pregnancy: place in COLOURS at registration, the day it was decided; colour and day of a later decision (``NEVER``: none)."""

    first: NDArray[np.int64]
    graded: Days
    later: NDArray[np.int64]
    regraded: Days


def grade(rng: np.random.Generator, pregnancies: Pregnancies, on: int) -> Risks:
    """Green women are graded on the day of registration, others within some days, in a hospital; four in a hundred rise later."""
    size = len(pregnancies)
    first = rng.choice(4, size, p=SHARES)
    last = np.where(pregnancies.ended == NEVER, on, np.minimum(pregnancies.ended - 1, on))
    day = pregnancies.registered + np.where(first > 0, rng.integers(0, 12, size), 0)
    graded = np.where((pregnancies.registered != NEVER) & (day <= last), day, NEVER)
    rises = (rng.random(size) < 0.04) & (graded != NEVER) & (first < 3)
    again = graded + rng.integers(30, 180, size)
    regraded = np.where(rises & (again <= last), again, NEVER)
    later = np.minimum(first + 1 + (rng.random(size) < 0.15), 3)
    return Risks(first, graded.astype(np.int32), later, regraded.astype(np.int32))
