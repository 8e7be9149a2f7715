"""What could still be said of a subject, found out before the large tables are sorted: most who ever had a record are on no list today.

Their pregnancy ended, its last window closed more than a year ago, no alert speaks of anything so old. So each rule is asked what it *could* be,
for all subjects at once. The small tables (a fact or two a person) are read and give values; of a large one nothing is known yet but the newest day
on which it has a fact of the subject. The answers err on one side only: what is called impossible here is never on a list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import UNKNOWN, Days, after, known, reached
from wanhu.engine.evaluation.expressions import column, holds, value
from wanhu.engine.evaluation.program import PlannedStep
from wanhu.engine.evaluation.steps import Wanted, pressing
from wanhu.engine.evaluation.values import OPERATORS, Coded, unknown
from wanhu.engine.expressions import (
    Arithmetic,
    Both,
    Choose,
    Compare,
    Computed,
    Constant,
    DaysBetween,
    EarlierOf,
    Either,
    Expression,
    FirstDay,
    Interpolated,
    LastDay,
    LaterOf,
    MonthsBetween,
    Moved,
    Negation,
    Newest,
    Oldest,
    OrElse,
    Rounded,
    Shift,
    Tally,
    Times,
    When,
    children_of,
)
from wanhu.engine.protocol import State

Mask = NDArray[np.bool_]
NOT = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "=": None}
MIRRORED = {"<=": ">=", "<": ">"}
FULL = 0.6  # when so many of a block are concerned, the others are not worth being told apart
SHRUNK = 0.7  # those still in doubt are set apart when they have become so few
_OF_ALL = (
    Arithmetic,
    Compare,
    Computed,
    DaysBetween,
    Interpolated,
    MonthsBetween,
    Moved,
    Negation,
    Rounded,
    Shift,
)  # known when all inside is
_OF_ANY = (OrElse, LaterOf, EarlierOf)


@dataclass(frozen=True)
class Outlook:
    """Some subjects of a kind, with the layers of the small tables, and for each read of a large one the ``newest`` day (unknown: no fact)."""

    block: Block
    newest: Callable[[int], Days]
    at: NDArray[np.int64]  # these subjects among those of ``newest``
    days: dict[int, Days] = field(default_factory=dict)  # by number of the read
    seen: dict[tuple[int, bool], Mask] = field(default_factory=dict)  # by identity of the condition

    def among(self, at: NDArray[np.int64]) -> "Outlook":
        """The same of some of the subjects."""
        block = self.block
        part = Block(block.program, block.layers, block.subjects[at], block.persons[at], block.today, whole=block, at=at)
        return Outlook(part, self.newest, self.at[at])

    def could(self, one: Expression, be: bool = True) -> Mask:
        """Where a condition could be known to be true (``be``), or to be false."""
        if (id(one), be) not in self.seen:
            self.seen[id(one), be] = self._could(one, be)
        return self.seen[id(one), be]

    def _could(self, one: Expression, be: bool) -> Mask:
        if self.certain(one):
            return holds(self.block, one) if be else np.broadcast_to(value(self.block, one) == -1, len(self.block))  # type: ignore[operator]
        match one:
            case Both(left, right) | Either(left, right):
                if be is isinstance(one, Both):  # true when both are, or false when both are
                    return self._and(self.could(left, be), lambda: self.could(right, be))
                return self.could(left, be) | self.could(right, be)
            case Negation(of):
                return self.could(of, not be)
            case Computed(of=of):
                return self.could(of, be)
            case OrElse(first, second):
                return self.could(first, be) | self._and(~self._sure(first), lambda: self.could(second, be))
            case When(condition, chosen):
                return self._and(self.could(condition), lambda: self.could(chosen, be))
            case Choose(cases, otherwise):
                ways = [self._and(self.could(when), lambda chosen=chosen: self.could(chosen, be)) for when, chosen in cases]
                return np.logical_or.reduce([*ways, self.could(otherwise, be)])
            case Compare(how, left, right):
                return self._compared(how if be else NOT[how], left, right)
        return self.known(one)

    def known(self, one: Expression) -> Mask:
        """Where something could be known."""
        if self.certain(one):
            return ~unknown(column(self.block, one))
        match one:
            case FirstDay() | LastDay() | Newest() | Oldest():
                return known(self._newest(one))
            case When(condition, chosen):
                return self._and(self.could(condition), lambda: self.known(chosen))
            case Choose(cases, otherwise):
                ways = [self._and(self.could(when), lambda chosen=chosen: self.known(chosen)) for when, chosen in cases]
                return np.logical_or.reduce([*ways, self.known(otherwise)])
        if isinstance(one, _OF_ANY):
            return np.logical_or.reduce([self.known(part) for part in children_of(one)])
        if isinstance(one, _OF_ALL):
            return np.logical_and.reduce([self.known(part) for part in children_of(one)])
        return np.ones(len(self.block), bool)

    def day(self, one: Expression) -> Days | None:
        """A day after which something surely does not lie (unknown: it is surely unknown); ``None`` where nothing can be said."""
        if self.certain(one):
            found = value(self.block, one)
            return None if isinstance(found, Coded) or found.dtype != np.int32 else np.broadcast_to(found, len(self.block))
        match one:
            case FirstDay() | LastDay():
                return self._newest(one)
            case Shift(of, span):
                latest = self.day(of)
                return None if latest is None else after(latest, span)
            case Computed(of=of):
                return self.day(of)
            case OrElse() | When() | Choose() | LaterOf() | EarlierOf():
                return self._chosen(one)
        return None

    def over(self, one: Expression) -> Mask:
        """Where a day is surely known, and today or past."""
        if self.certain(one):
            days: Days = column(self.block, one)  # type: ignore[assignment]
            return known(days) & (days <= self.block.today)
        match one:
            case EarlierOf(of):
                return np.logical_or.reduce([self.over(part) for part in of])
            case OrElse(first, second) if self.certain(first):
                return np.where(self._sure(first), self.over(first), self.over(second))
            case When(condition, chosen) if self.certain(condition):
                return holds(self.block, condition) & self.over(chosen)
        return np.zeros(len(self.block), bool)

    def listed(self, planned: PlannedStep, asked: Wanted) -> Mask:
        """Where a step could be on a list on which nothing done or taken off stands."""
        step = planned.step
        if self.certain(planned.anchor):
            found = pressing(self.block, planned, column(self.block, planned.anchor), asked)  # type: ignore[arg-type]
        else:
            found, latest = self.known(planned.anchor), self.day(planned.anchor)
            if latest is not None and step.closes is not None and asked.missed_for is not None:
                gone = np.full(len(latest), self.block.today - asked.missed_for - 1, np.int32)
                found = found & ~reached(latest, step.closes, gone)
        for end in (*self.block.program.ends[planned.protocol.code], *([planned.until] if planned.until is not None else [])):
            found = self._and(found, lambda end=end: ~self.over(end))
        return found if planned.applies is None else self._and(found, lambda: self.could(planned.applies))  # type: ignore[arg-type]

    def certain(self, one: Expression) -> bool:
        """Whether something rests on small tables alone."""
        return id(one) in self.block.program.early

    def _compared(self, how: str | None, left: Expression, right: Expression) -> Mask:
        if how in MIRRORED:
            return self._compared(MIRRORED[how], right, left)
        found = self._and(self.known(left), lambda: self.known(right))
        if not found.any():
            return found
        if how and isinstance(left, Tally | Times) and isinstance(right, Constant) and not OPERATORS[how](0, right.value):
            return found & known(self._newest(left))
        latest = self.day(left) if how and self.certain(right) else None
        if latest is None or how is None:
            return found
        limit = column(self.block, right)
        return found & (latest >= limit if how == "=" else OPERATORS[how](latest, limit))  # type: ignore[operator]

    def _chosen(self, one: Expression) -> Days | None:
        match one:
            case When(condition, chosen):
                ways = [(self.could(condition), chosen)]
            case Choose(cases, otherwise):
                ways = [*((self.could(when), chosen) for when, chosen in cases), (True, otherwise)]
            case _:
                ways = [(True, part) for part in children_of(one)]
        latest = None
        for where, part in ways:
            day = self.day(part)
            if day is None:
                return None
            day = np.where(where, day, UNKNOWN)
            latest = day if latest is None else np.maximum(latest, day)
        if latest is not None and isinstance(one, EarlierOf):
            for part in filter(self.certain, one.of):
                day = column(self.block, part)
                latest = np.where(unknown(day), latest, np.minimum(latest, day))  # type: ignore[arg-type]
        return latest

    def _and(self, one: Mask, other: Callable[[], Mask]) -> Mask:
        """Both; the other is worked out only where it can still matter to anybody."""
        return one & other() if one.any() else one

    def _sure(self, one: Expression) -> Mask:
        return self.known(one) if self.certain(one) else np.zeros(len(self.block), bool)

    def _newest(self, feature: Expression) -> Days:
        read = self.block.program.places[id(feature)].read
        if read not in self.days:
            self.days[read] = self.newest(read)[self.at]
        return self.days[read]


def concerned(outlook: Outlook, asked: Wanted) -> Mask:
    """The subjects of whom something could be listed; everybody, where that is most of them, or where also what is done or taken off is asked for."""
    everybody = np.ones(len(outlook.block), bool)
    if asked.steps and asked.states & {State.DONE, State.RELEASED}:
        return everybody
    found, left = ~everybody, np.arange(len(everybody))
    for could in _rules(outlook.block, asked):
        hit = could(outlook)
        found[left[hit]] = True
        if np.count_nonzero(found) > FULL * len(found):
            return everybody
        if np.count_nonzero(hit) > (1 - SHRUNK) * len(hit):
            rest = np.flatnonzero(~hit)
            outlook, left = outlook.among(rest), left[rest]
    return found


def _rules(block: Block, asked: Wanted) -> Iterator[Callable[[Outlook], Mask]]:
    if asked.steps:
        for planned in block.program.steps:
            yield lambda outlook, planned=planned: outlook.listed(planned, asked)
    if asked.alerts:
        for alert in block.program.alerts:
            yield lambda outlook, alert=alert: outlook.could(alert.condition)
