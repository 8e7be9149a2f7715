"""Civil dates as whole numbers, many at once.

Everywhere in this package a date is an ``int32`` count of days since 1970-01-01, and ``NEVER`` stands for "no date". A million
lives are then a handful of arrays, and a year is an addition.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]

NEVER = np.int32(-(2**31) + 1)
"""No date. Far below any real day, so that comparisons with a horizon sort themselves out; written as an empty cell."""


def day(value: date) -> int:
    """Days since 1970-01-01 of one date."""
    return value.toordinal() - date(1970, 1, 1).toordinal()


def civil(value: int) -> date:
    """The date of one day number."""
    return date.fromordinal(int(value) + date(1970, 1, 1).toordinal())


def parts(days: Days) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Year, month and day of the month of each day."""
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    number = months.astype(np.int64)
    return (
        (number // 12 + 1970).astype(np.int32),
        (number % 12 + 1).astype(np.int32),
        ((stamps - months.astype("datetime64[D]")).astype(np.int64) + 1).astype(np.int32),
    )


def from_parts(year: NDArray, month: NDArray, dom: NDArray) -> Days:
    """The day of year, month and day of the month; a day beyond the month's end becomes its last day."""
    start = ((year.astype(np.int64) - 1970) * 12 + month - 1).astype("datetime64[M]")
    first = start.astype("datetime64[D]").astype(np.int64)
    last = (start + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - 1
    return np.minimum(first + dom - 1, last).astype(np.int32)


def add_months(days: Days, months: int | NDArray) -> Days:
    """The same day of the month so many months on, or the month's last day (born on the 31st, one month old on the 28th)."""
    year, month, dom = parts(days)
    total = year.astype(np.int64) * 12 + month - 1 + months
    return from_parts(total // 12, total % 12 + 1, dom)
