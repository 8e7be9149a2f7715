"""A day's walk: which households a worker goes to today, given how long each visit takes and how long she has.

Danger goes before everything and is never left for tomorrow. Then comes the colour of risk, then what would be missed within a week, then how late
something is measured by its own window (a week late in a window of two weeks is later than a week in a window of a year; beyond three windows all are
alike, lest what was forgotten years ago push out what can still be done in time), then the latest date. The day is filled in that order; what was
chosen is walked in the order of the village, so that nobody crosses it twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

COLOURS = ("", "green", "yellow", "orange", "red")


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


def lateness(opens: date, due: date, on: date) -> float:
    """How late a step is on a day, in lengths of its own window: above 0 overdue, -1 when it has just opened, at most 3."""
    return min(3.0, (on - due).days / max(7, (due - opens).days))


def day_plan(households: Sequence[Household], minutes: int) -> tuple[list[Household], list[Household]]:
    """The households of today in the order of walking, and the rest in the order of need.

    Houses in danger, and those that agreed on today, are all of today whatever time there is; others while they fit. One house that is too
    long for the day does not shut out a shorter one behind it, and a day is never left empty while something waits.
    """
    ordered = sorted(households, key=need)
    today: list[Household] = []
    rest: list[Household] = []
    left = minutes
    for one in ordered:
        if one.danger or one.agreed or one.minutes <= left or not today:
            today.append(one)
            left -= one.minutes
        else:
            rest.append(one)
    return sorted(today, key=lambda one: (-one.danger, one.walk, one.number)), rest


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
