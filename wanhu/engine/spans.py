"""Spans of days or calendar months, and the SQL that asks whether one has passed.

``date + INTERVAL k MONTH`` on a million rows is slow, and almost never needed: k months are between ``fewest`` and ``most`` days long
whatever the start, so day arithmetic decides all but the few rows in between.
"""

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
        return (_length(self.months)[1] if self.months else 0) + self.days

    def sql_after(self, day: str) -> str:
        """SQL of the day this long after ``day``, a DATE expression."""
        if self.months:
            day = f"CAST({day} + INTERVAL {self.months} MONTH AS DATE)"
        return f"({day} + {self.days})" if self.days else f"{day}"

    def sql_reached(self, start: str, day: str) -> str:
        """SQL truth: ``day`` is at least this long after ``start``."""
        if not self.months:
            return f"({day} >= {start} + {self.days})"
        fewest, most = _length(self.months)
        gap = f"({day} - {start})"
        return f"({gap} >= {most + self.days} OR ({gap} >= {fewest + self.days} AND {day} >= {self.sql_after(start)}))"

    def sql_passed(self, start: str, day: str) -> str:
        """SQL truth: ``day`` is later than this long after ``start``."""
        return Span(self.days + 1, self.months).sql_reached(start, day)


@cache
def _length(months: int) -> tuple[int, int]:
    """Fewest and most days that ``months`` calendar months can last, over every start day of a 400-year calendar's leap patterns."""
    starts = (
        date(year, 1, 1) + timedelta(days=n)
        for year in (1896, 1897, 1898, 1899, 1999, 2000, 2001, 2002, 2003, 2096, 2099)
        for n in range(366)
    )
    lengths = [(add_months(start, months) - start).days for start in starts]
    return min(lengths), max(lengths)


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
