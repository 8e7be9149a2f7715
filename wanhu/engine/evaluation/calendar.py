"""Calendar arithmetic on whole columns of days, by tables looked up instead of dates computed.

A day is an int32 count from 1970-01-01, as in Arrow; ``UNKNOWN`` stands for a day nobody knows. Months follow the calendar with the day
clamped to the end of a shorter month, exactly as ``wanhu.engine.dates`` says for one person.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.spans import Span

Days = NDArray[np.int32]

UNKNOWN = np.int32(np.iinfo(np.int32).min)
EPOCH = date(1970, 1, 1)
FIRST_YEAR, LAST_YEAR = 1800, 2400
_ZERO = (date(FIRST_YEAR, 1, 1) - EPOCH).days
_MONTHS = np.arange(f"{FIRST_YEAR}-01", f"{LAST_YEAR + 1}-01", dtype="M8[M]")
_FIRST = _MONTHS.astype("M8[D]").astype(np.int32)  # first day of each month
_LAST = ((_MONTHS + 1).astype("M8[D]").astype(np.int32) - _FIRST - 1).astype(np.int32)  # its last day, counted from the first
_MONTH = np.repeat(np.arange(len(_MONTHS), dtype=np.int32), _LAST + 1)  # month of each day


def day_number(day: date) -> int:
    """Days from 1970-01-01."""
    return (day - EPOCH).days


def known(days: Days) -> NDArray[np.bool_]:
    """Where a day is known."""
    return days != UNKNOWN


def add_days(start: Days, count: int) -> Days:
    """So many days later; unknown stays unknown."""
    return np.where(start == UNKNOWN, UNKNOWN, start + np.int32(count)) if count else start


def after(start: Days, span: Span) -> Days:
    """The days a span after others."""
    return add_days(_months_after(start, span.months) if span.months else start, span.days)


def completed_months(start: Days, end: Days | np.int32) -> Days:
    """Whole calendar months from one day to another; meaningless where either is unknown."""
    from_month, to_month = _month(start), _month(end)
    within = np.minimum(_safe(start) - _FIRST[from_month], _LAST[to_month]) > _safe(end) - _FIRST[to_month]
    return to_month - from_month - within


def reached(start: Days, span: Span, day: Days) -> NDArray[np.bool_]:
    """Where ``day`` is at least a span after ``start``; false where either is unknown."""
    both = (start != UNKNOWN) & (day != UNKNOWN)
    if not span.months:
        return both & (day >= start + np.int32(span.days))
    return both & (completed_months(start, add_days(day, -span.days)) >= span.months)


def _months_after(start: Days, months: int) -> Days:
    month = _month(start)
    there = month + np.int32(months)
    moved = _FIRST[there] + np.minimum(_safe(start) - _FIRST[month], _LAST[there])
    return np.where(start == UNKNOWN, UNKNOWN, moved)


def _safe(days: Days | np.int32) -> Days:
    return np.where(days == UNKNOWN, np.int32(0), days)


def _month(days: Days | np.int32) -> Days:
    return _MONTH[_safe(days) - np.int32(_ZERO)]
