"""Which dose or contact served which step; and of one that served none, what stood in its way and by how many days.

The engine says on which day a step was done. Here every event of a protocol is held against every step it could have served, in the words
of the step's own declaration, so that "too early by 4 days" can be read to a parent.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wanhu.engine.expressions import Events
from wanhu.engine.protocol import Ever, InWindow, Step, Valid
from wanhu.engine.spans import Span
from wanhu.engine.why.terms import Seen

Days = dict[str, date | None]  # code of a step → when it was done
Happened = dict[tuple[str, Events], list[Seen]]  # code of a step and events that it asks for → those that happened


class Trouble(StrEnum):
    """Why an event does not count for a step."""

    TOO_EARLY = "too-early"  # before the age, or the opening of the window, from which it counts
    TOO_LATE = "too-late"  # after the window closed
    TOO_CLOSE = "too-close"  # to the day on which another step was done
    TOO_CLOSE_TO_OTHER = "too-close-to-other"  # to an event of another kind, such as another live vaccine
    STEP_BEFORE_OPEN = "step-before-open"  # the step that it follows was not done by then
    ALREADY_DONE = "already-done"  # an earlier one had done every step it could serve


@dataclass(frozen=True)
class Obstacle:
    """One reason, ``days`` too few (or too many), and ``to`` which step or events of another kind, on which day."""

    trouble: Trouble
    days: int = 0
    to: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Counted:
    """An event and the steps that it did. When it did none: the step that it was nearest to doing, and what stood in its way."""

    table: str
    day: date
    what: str
    steps: tuple[str, ...]
    step: str | None = None
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class Anchored:
    """A step with the day from which it is counted for this subject, when it was done, and whether it is planned for it at all."""

    step: Step
    anchor: date
    done_on: date | None
    planned: bool = True


def counted(steps: list[Anchored], events: Happened, done: Days) -> tuple[Counted, ...]:
    """Every event that could serve a step, by day. ``events``: those of each step's ``done_by``, and of its spacing."""
    served: dict[Seen, list[Anchored]] = {}
    for one in steps:
        for asked in events_of(one.step)[:1]:
            for seen in dict.fromkeys(events[one.step.code, asked]):
                served.setdefault(seen, []).append(one)
    found = [_of_one(seen, could, events, done) for seen, could in served.items()]
    return tuple(sorted(found, key=lambda one: (one.day, one.table, one.what)))


def _of_one(seen: Seen, could: list[Anchored], events: Happened, done: Days) -> Counted:
    """Steps that are planned come first: one event may also have done a step of another series, which is not planned for this subject."""
    could = sorted(could, key=lambda one: not one.planned)
    did = [one for one in could if one.done_on == seen.day]
    if did:
        return Counted(seen.table, seen.day, seen.what, tuple(one.step.code for one in did if one.planned or not did[0].planned))
    missed = []
    for one in could:
        if one.done_on is None or one.done_on > seen.day:
            others = [other.day for asked in events_of(one.step)[1:] for other in events[one.step.code, asked]]
            missed.append((one.step.code, obstacles(one, seen.day, done, others)))
    if not missed:
        last = max((one for one in could if one.done_on), key=lambda one: one.done_on or seen.day)
        missed = [(last.step.code, (Obstacle(Trouble.ALREADY_DONE, on=last.done_on),))]
    nearest = min(
        missed, key=lambda one: (any(it.trouble is Trouble.STEP_BEFORE_OPEN for it in one[1]), sum(it.days for it in one[1]))
    )
    return Counted(seen.table, seen.day, seen.what, (), *nearest)


def obstacles(one: Anchored, day: date, done: Days, others: list[date]) -> tuple[Obstacle, ...]:
    """Everything that keeps an event of a day from doing a step; nothing when it could."""
    step, found = one.step, []
    earliest = one.anchor if isinstance(step.done_by, Ever) else (step.youngest or step.opens).after(one.anchor)
    if isinstance(step.done_by, InWindow):
        earliest = step.opens.after(one.anchor)
        if step.closes and day > (last := step.closes.after(one.anchor)):
            found.append(Obstacle(Trouble.TOO_LATE, (day - last).days, on=last))
    if not isinstance(step.done_by, Ever) and day < earliest:
        found.append(Obstacle(Trouble.TOO_EARLY, (earliest - day).days, on=earliest))
    if isinstance(step.done_by, Valid):
        found += _distances(step.done_by, day, done, others)
    return tuple(found)


def events_of(step: Step) -> tuple[Events, ...]:
    """The events that do a step, then those that it must keep a distance from."""
    match step.done_by:
        case Ever(events) | InWindow(events):
            return (events,)
        case Valid(given, spaced=spaced):
            return (given, spaced[0]) if spaced else (given,)
    return ()


def _distances(rule: Valid, day: date, done: Days, others: list[date]) -> list[Obstacle]:
    found = []
    for after in (rule.follows, *rule.apart) if rule.follows else rule.apart:
        before = done.get(after.step)
        if after is rule.follows and (before is None or before > day):
            found.append(Obstacle(Trouble.STEP_BEFORE_OPEN, to=after.step, on=before))
        elif before and day < (free := (after.least or after.span).after(before)):
            found.append(Obstacle(Trouble.TOO_CLOSE, (free - day).days, after.step, before))
    if rule.spaced:
        close = [other for other in others if other < day < rule.spaced[1].after(other)]
        found += [_close(rule.spaced, max(close), day)] if close else []
    return found


def _close(spaced: tuple[Events, Span], other: date, day: date) -> Obstacle:
    return Obstacle(Trouble.TOO_CLOSE_TO_OTHER, (spaced[1].after(other) - day).days, ", ".join(spaced[0].values), other)
