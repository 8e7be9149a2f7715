"""Courses of injections from the file in which an institution writes how many, how far apart, and when an interrupted course begins anew.

A course is a chain of steps, each counted from the injection before. When longer than allowed passes after an injection, the rest of the course
is missed and a chain of its own plans it from the beginning, because injections that lie too far apart count as none.
"""

from dataclasses import dataclass, fields
from functools import reduce
from pathlib import Path

import yaml

from wanhu.engine.expressions import Events, Expression, When
from wanhu.engine.facts import done, today
from wanhu.engine.protocol import Advice, Confidence, InWindow, Step
from wanhu.engine.spans import days
from wanhu.engine.text import Text

ON_TIME = 1  # a day earlier or later is on time


@dataclass(frozen=True)
class Treatment:
    """The numbers of the file: see there. ``verified``: whether somebody has checked them."""

    injections: int
    days_apart: int
    anew_after_days: int
    courses: int
    second_from_week: int
    days_between_courses: int
    titre_every_days: int
    verified: bool

    @property
    def confidence(self) -> Confidence:
        """The mark that its steps carry."""
        return Confidence.CONFIRMED if self.verified else Confidence.EXPERT


LIMITS = {
    "injections": (2, 6), "days_apart": (2, 30), "anew_after_days": (3, 60), "courses": (1, 2), "second_from_week": (20, 36),
    "days_between_courses": (7, 90), "titre_every_days": (0, 120),
}  # fmt: skip


def treatment(path: Path) -> Treatment:
    """The numbers from the file. Raises ValueError naming the file and the line for a number that cannot be."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, (least, most) in LIMITS.items():
        value = held.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(
                f"{path.name}：{name} 应为 {least}～{most} 的整数 / {name} must be a whole number from {least} to {most}, not {value!r}"
            )
    if held["anew_after_days"] <= held["days_apart"] + ON_TIME:
        raise ValueError(f"{path.name}：anew_after_days 应大于 days_apart / anew_after_days must be more than days_apart")
    return Treatment(**{one.name: held[one.name] for one in fields(Treatment)} | {"verified": held.get("verified") is True})


@dataclass(frozen=True)
class Course:
    """The steps of one course, and the day on which its last injection was given, begun anew or not."""

    steps: tuple[Step, ...]
    completed_on: Expression


def course(
    numbers: Treatment, *, protocol: str, code: str, title: Text, anew: Text, anchor: Expression, due: int, given: Events, applies: Expression,
    advice: tuple[Advice, ...] = (),
) -> Course:  # fmt: skip
    """The steps ``code-1`` … of a course whose first injection is due so many days after the anchor, and ``code-again-1`` … of the same begun anew.

    ``title`` and ``anew`` have a place ``{n}`` for the number of the injection. Steps stand in this order in the protocol. ``advice`` stands
    beside each.
    """

    def chain(name: str, called: Text, start: Expression, first_due: int, closes: int | None) -> list[Step]:
        return [
            Step(
                f"{name}-{number}", called.format(n=number), anchor=done(protocol, f"{name}-{number - 1}") if number > 1 else start,
                opens=days(numbers.days_apart - ON_TIME if number > 1 else 0), due=days(numbers.days_apart + ON_TIME if number > 1 else first_due),
                closes=days(closes) if closes and number > 1 else None, done_by=InWindow(given), applies=applies,
                recorded_as=(("finding", given.values[0]),), confidence=numbers.confidence, advice=advice,
            )
            for number in range(1, numbers.injections + 1)
        ]  # fmt: skip

    begun = chain(code, title, anchor, due, numbers.anew_after_days)
    *before, last = (done(protocol, one.code) for one in begun)
    broken_on = reduce(lambda earlier, later: later.or_else(earlier), before) + days(numbers.anew_after_days + 1)
    interrupted_on = When((broken_on <= today) & ~(last <= today).or_else(False), broken_on)
    again = chain(f"{code}-again", anew, interrupted_on, ON_TIME, None)
    return Course((*begun, *again), last.or_else(done(protocol, again[-1].code)))
