"""The age from which growth is counted, for many children at once: from the expected date for a child born before 37 weeks, until its
second birthday (the third if born before 28 weeks). The same rule for one child stands in ``wanhu.engine.dates``.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wanhu.engine.dates import TERM_DAYS
from wanhu.engine.facts import BORN_EARLY

BORN_VERY_EARLY = 196  # 28 weeks
MONTHS, LONGER = 24, 36  # of age since birth, during which age is corrected


def correction(born_on: ArrayLike, gestation_days: ArrayLike) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each child, by how many days its age is corrected, and up to (not including) which day of age; 0 and 0 for a child at term.

    ``born_on``: days since 1970; ``gestation_days``: completed days, or -1 where unknown, which is taken as term.
    """
    born = np.asarray(born_on, np.int64)
    gestation = np.broadcast_to(np.asarray(gestation_days, np.int64), born.shape)
    days, until = np.zeros(born.shape, np.int32), np.zeros(born.shape, np.int32)
    early = (gestation > 0) & (gestation < BORN_EARLY)
    if early.any():
        days[early] = TERM_DAYS - gestation[early]
        until[early] = _months_later(born[early], np.where(gestation[early] < BORN_VERY_EARLY, LONGER, MONTHS)) - born[early]
    return days, until


def age_for_growth(born_on: ArrayLike, gestation_days: ArrayLike, on: ArrayLike) -> NDArray[np.int64]:
    """Age in days on a day, corrected where that is the rule; negative before the expected date."""
    age = np.asarray(on, np.int64) - np.asarray(born_on, np.int64)
    days, until = correction(born_on, gestation_days)
    return age - np.where(age < until, days, 0)


def _months_later(day: NDArray[np.int64], months: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same day so many months later, or the last of a shorter month."""
    dates = day.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    of_month = dates - month.astype("datetime64[D]")
    then = month + months
    longest = (then + 1).astype("datetime64[D]") - then.astype("datetime64[D]") - 1
    return (then.astype("datetime64[D]") + np.minimum(of_month, longest)).astype(np.int64)
