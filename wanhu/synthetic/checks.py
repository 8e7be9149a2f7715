"""Health checks of children: the newborn visit at home and the twelve checks to the sixth birthday, kept as people keep them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days, add_months


class Check(NamedTuple):
    """A planned check: kind of contact, what the form calls it, age in months, width of its window in days, share that comes."""

    kind: str
    label: str
    months: int
    window: int
    share: float


CHECKS: tuple[Check, ...] = (
    Check("newborn-visit", "新生儿访视", 0, 8, 0.94),
    Check("child-1m", "满月", 1, 14, 0.95),
    Check("child-3m", "3月龄", 3, 31, 0.94),
    Check("child-6m", "6月龄", 6, 31, 0.94),
    Check("child-8m", "8月龄", 8, 31, 0.92),
    Check("child-12m", "12月龄", 12, 61, 0.92),
    Check("child-18m", "18月龄", 18, 92, 0.91),
    Check("child-24m", "24月龄", 24, 92, 0.91),
    Check("child-30m", "30月龄", 30, 92, 0.89),
    Check("child-36m", "36月龄", 36, 183, 0.89),
    Check("child-4y", "4岁", 48, 330, 0.90),
    Check("child-5y", "5岁", 60, 330, 0.90),
    Check("child-6y", "6岁", 72, 330, 0.90),
)
KINDS: list[str] = [check.kind for check in CHECKS]


class Seen(NamedTuple):
    """Checks kept, sorted by child and age: row of the child, place in CHECKS, day."""

    child: NDArray[np.int64]
    check: NDArray[np.int64]
    day: Days


def seen(rng: np.random.Generator, born: Days, discharged: Days, until: Days) -> Seen:
    """Checks of children up to ``until``. The newborn visit follows the discharge; about one in twelve comes after its window."""
    on = np.full((len(born), len(CHECKS)), NEVER, dtype=np.int32)
    for at, check in enumerate(CHECKS):
        draw = rng.random((3, len(born)), dtype=np.float32)
        start = discharged if check.months == 0 else add_months(born, check.months)
        when = start + (draw[0] ** 1.5 * check.window).astype(np.int32)
        when += np.where(draw[1] < 0.08, check.window + (draw[0] * 20).astype(np.int32), 0)
        on[:, at] = np.where((draw[2] < check.share) & (when <= until), when, NEVER)
    child, check = np.nonzero(on != NEVER)
    return Seen(child, check, on[child, check])
