"""Every kind of expression, worked out for a block of subjects: one small function each, found by the expression's type."""

from collections.abc import Callable
from typing import Any

import numpy as np

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import UNKNOWN, after, completed_months, day_number, known
from wanhu.engine.evaluation.values import OPERATORS, Coded, Truth, Value, compared, nothing, pick, unknown
from wanhu.engine.expressions import (
    Arithmetic,
    Both,
    Choose,
    Compare,
    Computed,
    Constant,
    DaysBetween,
    DoneDay,
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
    Today,
    When,
)


def value(block: Block, expression: Expression) -> Value:
    """The column of an expression of the block's program; one value for all where it depends on nobody."""
    found = block.values.get(id(expression))
    if found is None:
        found = _of_the_whole(block, id(expression))
        if found is None:
            found = _BY_TYPE[type(expression)](block, expression)
        if id(expression) in block.program.shared:
            block.values[id(expression)] = found
    return found


def _of_the_whole(block: Block, expression: int) -> Value | None:
    """What the block of which this is a part has worked out already."""
    found = block.whole.values.get(expression) if block.whole is not None else None
    if found is None:
        return None
    one_for_all = (found.codes if isinstance(found, Coded) else found).ndim == 0
    return found if one_for_all else found[block.at]


def column(block: Block, expression: Expression) -> Value:
    """The same, always with one value for each subject."""
    found = value(block, expression)
    if isinstance(found, Coded):
        return Coded(np.broadcast_to(found.codes, len(block)), found.names)
    return np.broadcast_to(found, len(block))


def holds(block: Block, expression: Expression | None) -> np.ndarray:
    """Where a condition is known to be true; everywhere when there is none."""
    return np.ones(len(block), bool) if expression is None else np.broadcast_to(value(block, expression) == 1, len(block))  # type: ignore[operator]


def _constant(block: Block, one: Constant) -> Value:
    match one.value:
        case bool():
            return np.asarray(1 if one.value else -1, np.int8)
        case int() | float():
            return np.asarray(one.value, np.float64)
        case str():
            return Coded(np.asarray(0, np.int32), (one.value,))
        case day:
            return np.asarray(day_number(day), np.int32)


def _today(block: Block, one: Today) -> Value:
    return np.asarray(block.today, np.int32)


def _first(block: Block, one: FirstDay) -> Value:
    return block.first(block.program.places[id(one)])


def _last(block: Block, one: LastDay) -> Value:
    return block.last(block.program.places[id(one)])


def _tally(block: Block, one: Tally) -> Value:
    return block.tally(block.program.places[id(one)]).astype(np.float64)


def _times(block: Block, one: Times) -> Value:
    """Facts of one day have one key: each first of a key is a day, and a day counts when any fact of it does."""
    place = block.program.places[id(one)]
    view = block.view(place.read)
    if not len(view.keys):
        return np.zeros(len(block))
    first = np.concatenate([[True], view.keys[1:] != view.keys[:-1]])
    day = np.concatenate([[0], np.cumsum(first)])  # how many days begin before each place
    counts = np.ones(int(day[-1]), np.int64)
    if one.past is not None:
        operator, limit = one.past
        counts = np.logical_or.reduceat(OPERATORS[operator](view.columns["value"], limit), np.flatnonzero(first)).astype(np.int64)
    before = np.concatenate([[0], np.cumsum(counts)])
    start = view.start(place.track)
    return (before[day[start + view.count(place.track)]] - before[day[start]]).astype(np.float64)


def _newest(block: Block, one: Newest) -> Value:
    found = _at(block, one, last=True)
    if one.empty is None:
        return found
    assert isinstance(found, Coded)
    place = block.program.places[id(one)]
    there = block.view(place.read).count(place.track) > 0
    names = tuple(dict.fromkeys((*found.names, one.empty)))
    return Coded(np.where(there & (found.codes < 0), np.int32(names.index(one.empty)), found.codes), names)


def _oldest(block: Block, one: Oldest) -> Value:
    return _at(block, one, last=False)


def _at(block: Block, one: Newest | Oldest, *, last: bool) -> Value:
    place = block.program.places[id(one)]
    view = block.view(place.read)
    values = view.columns[one.column]
    count = view.count(place.track)
    if not len(values):
        return nothing(values, len(block))
    at = view.start(place.track) + np.maximum(count - 1, 0) if last else view.start(place.track)
    return pick(count > 0, values[at], nothing(values, len(block)))


def _done(block: Block, one: DoneDay) -> Value:
    return block.done_on(block.program.numbers[one.protocol, one.step])


def _compare(block: Block, one: Compare) -> Value:
    return compared(one.operator, value(block, one.left), value(block, one.right))


def _both(block: Block, one: Both) -> Value:
    return np.minimum(_truth(block, one.left), _truth(block, one.right))


def _either(block: Block, one: Either) -> Value:
    return np.maximum(_truth(block, one.left), _truth(block, one.right))


def _not(block: Block, one: Negation) -> Value:
    return -_truth(block, one.of)


def _truth(block: Block, one: Expression) -> Truth:
    found = value(block, one)
    if isinstance(found, Coded) or found.dtype != np.int8:
        kind = "text" if isinstance(found, Coded) else found.dtype
        raise TypeError(f"not a condition, but {kind}: {one}")
    return found


def _or_else(block: Block, one: OrElse) -> Value:
    first = value(block, one.first)
    return pick(~unknown(first), first, value(block, one.second))


def _when(block: Block, one: When) -> Value:
    found = value(block, one.value)
    return pick(value(block, one.condition) == 1, found, nothing(found, ()))  # type: ignore[operator]


def _choose(block: Block, one: Choose) -> Value:
    found = value(block, one.otherwise)
    for condition, chosen in reversed(one.cases):
        found = pick(value(block, condition) == 1, value(block, chosen), found)  # type: ignore[operator]
    return found


def _shift(block: Block, one: Shift) -> Value:
    return after(_plain(block, one.of), one.span)


def _moved(block: Block, one: Moved) -> Value:
    start, count = _plain(block, one.of), _plain(block, one.by)
    there = known(start) & ~np.isnan(count)
    return np.where(there, start + np.where(there, count, 0).astype(np.int32), UNKNOWN)


def _days_between(block: Block, one: DaysBetween) -> Value:
    start, end = _plain(block, one.start), _plain(block, one.end)
    return np.where(known(start) & known(end), end.astype(np.float64) - start, np.nan)


def _months_between(block: Block, one: MonthsBetween) -> Value:
    start, end = _plain(block, one.start), _plain(block, one.end)
    return np.where(known(start) & known(end), completed_months(start, end), np.nan)


def _arithmetic(block: Block, one: Arithmetic) -> Value:
    left, right = _plain(block, one.left), _plain(block, one.right)
    with np.errstate(all="ignore"):
        if one.operator == "/":
            return np.where(right == 0, np.nan, left / right)
        return {"+": np.add, "-": np.subtract, "*": np.multiply}[one.operator](left, right)


def _rounded(block: Block, one: Rounded) -> Value:
    number, scale = _plain(block, one.of), 10.0**one.decimals
    nearly = np.round(np.abs(number) * scale, 6)  # 25.05 is a little less than it says: what is half on paper is half here
    return np.copysign(np.floor(nearly + 0.5) / scale, number)


def _computed(block: Block, one: Computed) -> Value:
    return value(block, one.of)


def _later(block: Block, one: LaterOf) -> Value:
    return _most([_plain(block, part) for part in one.of], np.greater)


def _earlier(block: Block, one: EarlierOf) -> Value:
    return _most([_plain(block, part) for part in one.of], np.less)


def _most(parts: list[Any], beats: np.ufunc) -> Value:
    found = parts[0]
    for part in parts[1:]:
        better = unknown(found) | (~unknown(part) & beats(part, found))
        found = np.where(better, part, found)
    return found


def _interpolated(block: Block, one: Interpolated) -> Value:
    xs, ys = zip(*one.points, strict=True)
    return np.interp(_plain(block, one.of), xs, ys, left=np.nan, right=np.nan)


def _plain(block: Block, one: Expression) -> Any:
    found = value(block, one)
    if isinstance(found, Coded):
        raise TypeError(f"{type(one).__name__} is text, where a day or a number is needed")
    return found


_BY_TYPE: dict[type, Callable[[Block, Any], Value]] = {
    Constant: _constant, Today: _today, FirstDay: _first, LastDay: _last, Tally: _tally, Times: _times, Newest: _newest, Oldest: _oldest, DoneDay: _done,
    Compare: _compare, Both: _both, Either: _either, Negation: _not, OrElse: _or_else, When: _when, Choose: _choose, Shift: _shift,
    Moved: _moved, DaysBetween: _days_between, MonthsBetween: _months_between, Arithmetic: _arithmetic, LaterOf: _later,
    EarlierOf: _earlier, Interpolated: _interpolated, Rounded: _rounded, Computed: _computed,
}  # fmt: skip
