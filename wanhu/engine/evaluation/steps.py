"""The state of a step for a block of subjects: done, taken off, missed, not yet open, open or overdue; and the days that go with it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.block import Block, View
from wanhu.engine.evaluation.calendar import UNKNOWN, Days, add_days, after, completed_months, known, reached
from wanhu.engine.evaluation.expressions import column, holds
from wanhu.engine.evaluation.program import PlannedStep
from wanhu.engine.evaluation.released import Released
from wanhu.engine.protocol import After, Ever, InWindow, Known, Repeats, State, Valid
from wanhu.engine.spans import Span

CATCH_UP_DAYS = 7  # a dose held back by an interval is due a week after it may be given (design default)
STATES = tuple(State)
_CODE = {state: np.int8(code) for code, state in enumerate(STATES)}

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for: steps in these states, and alerts.

    Steps still to come also when they open within ``ahead`` days; missed ones only for so many days after they closed, if ``missed_for`` is given.
    """

    states: frozenset[State] = frozenset(State)
    ahead: int | None = None
    missed_for: int | None = None
    steps: bool = True
    alerts: bool = True


@dataclass(frozen=True)
class Listed:
    """The rows of one step: places of subjects in the block, with state, days, and the reason's code (-1: none)."""

    at: Places
    state: NDArray[np.int8]
    opens: Days
    due: Days
    closes: Days
    done_on: Days
    reason: NDArray[np.int16]
    reasons: tuple[str, ...]


def listed(block: Block, number: int, released: Released, asked: Wanted) -> Listed | None:
    """Works out one step, remembers when it was done for the steps that follow, and returns the rows that are asked for."""
    planned = block.program.steps[number]
    anchor: Days = column(block, planned.anchor)  # type: ignore[assignment]
    wanted = block.anchored(planned.anchor, anchor)
    if planned.applies is not None:
        wanted = wanted & holds(block, planned.applies)
    if planned.until is not None:
        until: Days = column(block, planned.until)  # type: ignore[assignment]
        wanted = wanted & ~(known(until) & (until <= block.today))
    if number in block.program.waited_for or State.DONE in asked.states:
        done = block.done[number] = _done(block, planned, number, anchor)
        wanted = wanted & (pressing(block, planned, anchor, asked) | known(done))
    else:
        wanted = wanted & pressing(block, planned, anchor, asked)  # what is not listed and nobody waits for is left out early
        done = block.done[number] = _done(block, planned, number, np.where(wanted, anchor, UNKNOWN))
    if State.DONE not in asked.states:
        wanted = wanted & ~known(done)
    at = np.flatnonzero(wanted)
    if not len(at):
        return None
    rows = _decided(block, planned, released, at, anchor[at], done[at])
    keep = np.array([state in asked.states for state in STATES])[rows.state]
    if asked.ahead is not None:
        keep |= (rows.state == _CODE[State.UPCOMING]) & (rows.opens <= block.today + asked.ahead)
    if asked.missed_for is not None:
        keep &= (rows.state != _CODE[State.MISSED]) | (rows.closes >= block.today - asked.missed_for)
    return Listed(
        rows.at[keep], rows.state[keep], rows.opens[keep], rows.due[keep], rows.closes[keep], rows.done_on[keep], rows.reason[keep],
        rows.reasons,
    )  # fmt: skip


def pressing(block: Block, planned: PlannedStep, anchor: Days, asked: Wanted) -> NDArray[np.bool_]:
    """Where a step that is not done could be listed at all: by its window alone, it has opened and has not been missed for too long."""
    step = planned.step
    could = block.anchored(planned.anchor, anchor)
    if State.RELEASED in asked.states:
        return could
    if State.UPCOMING not in asked.states:
        could = _reached(block, planned, anchor, step.opens, block.today + (asked.ahead or 0))
    if asked.missed_for is not None and step.closes is not None:
        could = could & ~_reached(block, planned, anchor, step.closes, block.today - asked.missed_for - 1)
    return could


def _reached(block: Block, planned: PlannedStep, anchor: Days, span: Span, day: int) -> NDArray[np.bool_]:
    """Where a day is at least a span after the anchor. Ages are counted once for all steps with one anchor."""
    anchored = block.anchored(planned.anchor, anchor)
    if not span.months:
        return anchored & (anchor <= day - span.days)
    key = id(planned.anchor), day - span.days
    if key not in block.ages:
        block.ages[key] = completed_months(anchor, np.int32(day - span.days))
    return anchored & (block.ages[key] >= span.months)


def _done(block: Block, planned: PlannedStep, number: int, anchor: Days) -> Days:
    """The day on which the step was done; unknown while it is not, and where it has no anchor."""
    step = planned.step
    match step.done_by:
        case Known():
            assert planned.day is not None
            found: Days = column(block, planned.day)  # type: ignore[assignment]
        case Ever():
            assert planned.events is not None
            found = block.first(planned.events)
        case InWindow():
            return _in_window(block, planned, anchor)
        case Valid() as rule:
            return _first_valid(block, planned, number, rule, anchor)
        case Repeats():
            return np.full(len(block), UNKNOWN, np.int32)
    return np.where(known(anchor), found, UNKNOWN)


def _in_window(block: Block, planned: PlannedStep, anchor: Days) -> Days:
    assert planned.events is not None
    view, track = block.view(planned.events.read), planned.events.track
    done = np.full(len(block), UNKNOWN, np.int32)
    some = np.flatnonzero(known(anchor) & (view.count(track) > 0))
    at, there = view.first_from(track, some, after(anchor[some], planned.step.opens))
    found = view.day_at(at, there)
    if planned.step.closes is not None:
        found = np.where(found <= after(anchor[some], planned.step.closes), found, UNKNOWN)
    done[some] = found
    return done


def _first_valid(block: Block, planned: PlannedStep, number: int, rule: Valid, anchor: Days) -> Days:
    """The first dose on or after the day from which one counts that is not too close to one of another kind.

    Nearly always that is simply the next dose given. It is looked at first, by counting days; only where it does not clearly count are
    the calendar and the doses after it consulted.
    """
    assert planned.events is not None
    view, youngest = block.view(planned.events.read), planned.step.youngest or planned.step.opens
    at, end = _next_given(block, planned, rule, view)
    there = (at < end) & block.anchored(planned.anchor, anchor)
    if rule.follows:
        there &= known(block.done_on(planned.waits[rule.follows.step]))
    found = view.day_at(at, there)
    clear = found >= anchor + np.int32(
        youngest.most_days
    )  # a day not known is smaller than all others: what is not there is not clear,
    for one in _distances(rule):  # and from a dose not given any distance is enough
        clear &= found >= block.done_on(planned.waits[one.step]) + np.int32((one.least or one.span).most_days)
    if planned.spaced is not None and rule.spaced is not None:
        clear &= ~_too_close(block, planned, rule, found)
    doubtful = np.flatnonzero(there & ~clear)
    if len(doubtful):
        at[doubtful], found[doubtful] = _walked(block, planned, rule, anchor, doubtful)
    block.taken[number] = at
    return found


def _next_given(block: Block, planned: PlannedStep, rule: Valid, view: View) -> tuple[Places, Places]:
    """The place of the dose after the one that the step before took, and where the doses end."""
    assert planned.events is not None
    start, count = view.start(planned.events.track), view.count(planned.events.track)
    at, end = start.astype(np.int64), start + count
    if rule.follows:
        before = planned.waits[rule.follows.step]
        same = block.program.steps[before].events == planned.events
        if same and (rule.follows.least or rule.follows.span).most_days > 0 and before in block.taken:
            at = np.where(known(block.done_on(before)), block.taken[before] + 1, end)
    return at, end


def _walked(block: Block, planned: PlannedStep, rule: Valid, anchor: Days, some: Places) -> tuple[Places, Days]:
    """Dose by dose, exactly: the place and the day of the first that counts, for a few subjects."""
    assert planned.events is not None
    view, track = block.view(planned.events.read), planned.events.track
    low = after(anchor[some], planned.step.youngest or planned.step.opens)
    for one in _distances(rule):
        low = np.maximum(low, after(block.done_on(planned.waits[one.step])[some], one.least or one.span))
    at, there = view.first_from(track, some, low)
    found = view.day_at(at, there)
    while rule.spaced is not None and planned.spaced is not None:
        before = block.view(planned.spaced.read).last_before(planned.spaced.track, some, found)
        again = np.flatnonzero(there & known(before) & ~reached(before, rule.spaced[1], found))
        if not len(again):
            break
        at[again], there[again] = view.first_from(track, some[again], found[again] + np.int32(1))  # the next dose may still count
        found = view.day_at(at, there)
    return at, found


def _too_close(block: Block, planned: PlannedStep, rule: Valid, day: Days) -> NDArray[np.bool_]:
    """Where a dose may lie too soon after one of another kind: surely not when that was long ago, or the last and on the same day."""
    assert planned.spaced is not None and rule.spaced is not None
    view, track = block.view(planned.spaced.read), planned.spaced.track
    some = np.flatnonzero((view.count(track) > 0) & known(day))
    before = view.last_before(track, some, day[some])
    close = np.zeros(len(block), bool)
    close[some] = known(before) & (day[some] - before < rule.spaced[1].most_days)
    return close


def _decided(block: Block, planned: PlannedStep, released: Released, at: Places, anchor: Days, done: Days) -> Listed:
    """State, days and reason of a step for some subjects of a block, all of whom it is planned for."""
    step, today = planned.step, np.int32(block.today)
    opens, due = after(anchor, step.opens), after(anchor, step.due)
    closes = after(anchor, step.closes) if step.closes is not None else np.full(len(at), UNKNOWN, np.int32)
    waiting = np.zeros(len(at), bool)
    if isinstance(step.done_by, Valid):
        held = _held_back(block, planned, step.done_by, at, done)
        if step.done_by.follows:
            waiting = ~known(block.done_on(planned.waits[step.done_by.follows.step])[at])
        late = held > due  # never where none holds it back: a day not known is smaller than all others
        opens, due = np.maximum(opens, held), np.where(late, add_days(held, CATCH_UP_DAYS), due)
    off, why, names = released.of(block, planned.protocol, step, at)
    state = np.where(due < today, _CODE[State.OVERDUE], _CODE[State.OPEN])
    state[waiting | (opens > today)] = _CODE[State.UPCOMING]  # from here on, what comes later overrules what came before
    if step.closes is not None:
        state[closes < today] = _CODE[State.MISSED]
    state[off] = _CODE[State.RELEASED]
    state[known(done)] = _CODE[State.DONE]
    why = np.where(state == _CODE[State.RELEASED], why, np.int16(-1))
    if step.advice:
        names = (*names, *(advice.code for advice in step.advice))
        asked = (state == _CODE[State.OPEN]) | (state == _CODE[State.OVERDUE]) | (state == _CODE[State.MISSED])
        for place, when in reversed(list(enumerate(planned.advice))):
            why = np.where(asked & holds(block, when)[at], np.int16(len(names) - len(step.advice) + place), why)
    return Listed(at, state, opens, due, closes, done, why, names)


def _held_back(block: Block, planned: PlannedStep, rule: Valid, at: Places, done: Days) -> Days:
    """The last day up to which doses given before hold this one back; unknown where none does."""
    held = np.full(len(at), UNKNOWN, np.int32)
    for one in _distances(rule):
        held = np.maximum(held, after(block.done_on(planned.waits[one.step])[at], one.span))
    if planned.spaced is not None and rule.spaced is not None:
        last = block.last(planned.spaced)[at]
        held = np.where((done == UNKNOWN) & (last < block.today), np.maximum(held, after(last, rule.spaced[1])), held)
    return held


def _distances(rule: Valid) -> tuple[After, ...]:
    return (rule.follows, *rule.apart) if rule.follows else rule.apart
