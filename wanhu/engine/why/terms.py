"""A condition or a date taken apart: each of its parts with its value for one subject, down to the facts that were read."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import EPOCH
from wanhu.engine.evaluation.expressions import column
from wanhu.engine.evaluation.values import OPERATORS, Coded, Value, unknown
from wanhu.engine.expressions import Events, Expression, FirstDay, LastDay, Newest, Oldest, Tally, Times, children_of

Plain = date | float | int | str | bool | None  # None: unknown


@dataclass(frozen=True)
class Seen:
    """A fact that a feature read: of which table, what it is about (a code or a column), its day, and what it said where that matters."""

    table: str
    what: str
    day: date
    value: Plain = None


@dataclass(frozen=True)
class Term:
    """An expression with its value (``None``: unknown), the facts it read, and its parts in the order of reading."""

    expression: Expression
    value: Plain
    seen: tuple[Seen, ...] = ()
    parts: tuple["Term", ...] = ()

    @property
    def facts(self) -> tuple[Seen, ...]:
        """Every fact read by this expression or inside it, each once, by day."""
        found = [*self.seen, *(fact for part in self.parts for fact in part.facts)]
        return tuple(sorted(dict.fromkeys(found), key=lambda fact: (fact.day, fact.table, fact.what)))


def term(block: Block, expression: Expression) -> Term:
    """Takes an expression of the block's program apart, for its only subject."""
    parts = tuple(term(block, part) for part in children_of(expression))
    return Term(expression, plain(column(block, expression)), _seen(block, expression), parts)


def plain(value: Value, at: int = 0) -> Plain:
    """One value of a column as Python has it; whole numbers without a fraction."""
    if unknown(value)[at]:
        return None
    if isinstance(value, Coded):
        return value.names[value.codes[at]]
    one: Any = value[at]
    if value.dtype == np.int32:
        return EPOCH + timedelta(days=int(one))
    if value.dtype == np.int8:
        return bool(one > 0)
    return int(one) if float(one).is_integer() else float(one)


def _seen(block: Block, feature: Expression) -> tuple[Seen, ...]:
    place = block.program.places.get(id(feature))
    if place is None:
        return ()
    view, table = block.view(place.read), block.program.needs.reads[place.read].table
    start, count = int(view.start(place.track)[0]), int(view.count(place.track)[0])
    days = [EPOCH + timedelta(days=int(one)) for one in view.day[start : start + count]]
    if not days:
        return ()
    match feature:
        case Newest(_, name, where):
            return (Seen(table, _about(name, where), days[-1], plain(view.columns[name], start + count - 1)),)
        case Oldest(_, name, where):
            return (Seen(table, _about(name, where), days[0], plain(view.columns[name], start)),)
        case FirstDay(events):
            return (Seen(table, _kind(events), days[0]),)
        case LastDay(events):
            return (Seen(table, _kind(events), days[-1]),)
        case Times(events, (operator, limit)):
            values = [plain(view.columns["value"], at) for at in range(start, start + count)]
            past = [value is not None and OPERATORS[operator](value, limit) for value in values]
            return tuple(
                Seen(table, _kind(events), day, value) for day, value, one in zip(days, values, past, strict=True) if one
            )
        case Tally(events) | Times(events):
            return tuple(Seen(table, _kind(events), day) for day in days)
    return ()


def _about(column: str, where: tuple[str, str] | None) -> str:
    return where[1] if where else column


def _kind(events: Events) -> str:
    """What an event is called by: the codes that were asked for."""
    return events.table if events.column == "*" else ", ".join(events.values)
