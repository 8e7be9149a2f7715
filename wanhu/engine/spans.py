"""Spans of days or calendar months: when a window opens, how far apart doses must be."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from wanhu.engine.dates import add_months


@dataclass(frozen=True)
class Span:
    """A length of time: calendar months first, then days. Either may be negative days."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day this long after ``day``."""
        return add_months(day, self.months) + timedelta(days=self.days)

    @property
    def most_days(self) -> int:
        """The most days that this span can last, whatever the day it starts on."""
        return (_longest(self.months) if self.months else 0) + self.days


@cache
def _longest(months: int) -> int:
    """The most days that ``months`` calendar months can last, over every start day of a 400-year calendar's leap patterns."""
    starts = (
        date(year, 1, 1) + timedelta(days=n)
        for year in (1896, 1897, 1898, 1899, 1999, 2000, 2001, 2002, 2003, 2096, 2099)
        for n in range(366)
    )
    return max((add_months(start, months) - start).days for start in starts)


def days(count: int) -> Span:
    """A span of days."""
    return Span(days=count)


def weeks(count: int, extra_days: int = 0) -> Span:
    """A span of completed weeks and days: ``weeks(12, 6)`` is 90 days."""
    return Span(days=7 * count + extra_days)


def months(count: int) -> Span:
    """A span of calendar months."""
    return Span(months=count)


def years(count: int) -> Span:
    """A span of calendar years."""
    return Span(months=12 * count)
