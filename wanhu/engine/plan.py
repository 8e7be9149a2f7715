"""A worker's days: which households she goes to today and on the days after it, given how long each visit takes and how long she has.

Danger goes before everything and is never left for tomorrow. Then comes the colour of risk, then what would be missed within a week, then how late
something is measured by its own window (a week late in a window of two weeks is later than a week in a window of a year; beyond three windows all are
alike, lest what was forgotten years ago push out what can still be done in time), then the latest date. Each day is filled in that order; what was
chosen is walked in the order of the village, so that nobody crosses it twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

COLOURS = ("", "green", "yellow", "orange", "red")
SATURDAY = 5


@dataclass(frozen=True)
class Household:
    """What waits in one house. ``danger``: 2 emergency, 1 urgent, 0 none. ``lateness``: see ``lateness``. ``walk``: its place in the village."""

    number: int
    danger: int
    colour: str
    lateness: float
    due: date
    minutes: int
    walk: tuple[object, ...]
    agreed: bool = False
    closing: bool = False  # something would be missed within a week


@dataclass(frozen=True)
class Coming:
    """A day to come: its households in the order of walking."""

    day: date
    houses: list[Household] = field(default_factory=list)


def lateness(opens: date, due: date, on: date) -> float:
    """How late a step is on a day, in lengths of its own window: above 0 overdue, -1 when it has just opened, at most 3."""
    return min(3.0, (on - due).days / max(7, (due - opens).days))


def day_plan(households: Sequence[Household], minutes: int) -> tuple[list[Household], list[Household]]:
    """The households of today in the order of walking, and the rest in the order of need.

    Houses in danger, and those that agreed on today, are all of today whatever time there is; others while they fit. One house that is too
    long for the day does not shut out a shorter one behind it, and a day is never left empty while something waits.
    """
    today, rest = _fill(sorted(households, key=need), [one for one in households if one.danger or one.agreed], minutes)
    return sorted(today, key=lambda one: (-one.danger, one.walk, one.number)), rest


def coming_days(
    rest: Sequence[Household], appointed: Sequence[tuple[date, Household]], minutes: int, days: Sequence[date]
) -> tuple[list[Coming], list[Household], list[Household]]:
    """The days after today; the households that do not fit into them, in the order of need; and those appointed for later still.

    ``rest``: in the order of need. ``appointed``: who agreed on which day; she is of that day whatever time there is, also when it is none of
    ``days``, as long as it is not after the last of them.
    """
    last = max(days, default=None)
    near = [(day, one) for day, one in appointed if last and day <= last]
    left, made = list(rest), []
    for day in sorted({*days, *(day for day, _one in near)}):
        fixed = [one for agreed, one in near if agreed == day]
        chosen, left = _fill([*fixed, *left], fixed, minutes) if day in days else (fixed, left)
        made.append(Coming(day, sorted(chosen, key=lambda one: (one.walk, one.number))))
    later = sorted((pair for pair in appointed if pair not in near), key=lambda pair: (pair[0], pair[1].number))
    return [one for one in made if one.houses], left, [one for _day, one in later]


def working_days(on: date, count: int) -> list[date]:
    """The next days after ``on`` that are neither Saturday nor Sunday."""
    ahead = (on + timedelta(days=number) for number in range(1, 2 * count + 7))
    return [day for day in ahead if day.weekday() < SATURDAY][:count]


def need(one: Household) -> tuple[object, ...]:
    """What comes first."""
    return (
        -one.danger,
        not one.agreed,
        -COLOURS.index(one.colour),
        not one.closing,
        -one.lateness,
        -one.due.toordinal(),
        one.number,
    )


def _fill(ordered: Sequence[Household], fixed: Sequence[Household], minutes: int) -> tuple[list[Household], list[Household]]:
    """One day: those that are of it in any case, and others while they fit; and whoever is left, in the same order."""
    of_it = {one.number for one in fixed}
    chosen: list[Household] = []
    rest: list[Household] = []
    left = minutes
    for one in ordered:
        if one.number in of_it or one.minutes <= left or not chosen:
            chosen.append(one)
            left -= one.minutes
        else:
            rest.append(one)
    return chosen, rest
