"""Of whom something can be true at all: what must be on record before a condition can hold, read off the condition itself.

Most rules speak of facts that few people have. A *clause* is a set of places (tracks of a read), at least one of which must hold a fact;
all clauses of a condition must be met, or it cannot be known to be true. So a rule about a finding costs nothing for those without one.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wanhu.engine.evaluation.needs import Place
from wanhu.engine.evaluation.values import OPERATORS
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
)

Clause = frozenset[Place]
Clauses = frozenset[Clause]
Places = Mapping[int, Place]  # by identity of the feature
_ALWAYS: Clauses = frozenset()


def to_hold(condition: Expression, places: Places) -> Clauses:
    """What must be on record before a condition can be known to be true."""
    match condition:
        case Both(one, other):
            return to_hold(one, places) | to_hold(other, places)
        case Either(one, other):
            return _any(to_hold(one, places), to_hold(other, places))
        case OrElse(first, second):
            return _any(to_hold(first, places), to_hold(second, places))
        case Compare(how, (Tally() | Times()) as counted, Constant(int() | float() as least)) if not OPERATORS[how](0, least):
            return _one(counted, places)
        case Computed(of=of):
            return to_hold(of, places)
        case When(when, value):
            return to_hold(when, places) | to_hold(value, places)
        case Choose(cases, otherwise):
            return _any(*(to_hold(when, places) | to_hold(value, places) for when, value in cases), to_hold(otherwise, places))
    return to_be_known(condition, places)


def to_be_known(value: Expression, places: Places) -> Clauses:
    """What must be on record before a value can be known."""
    rule = _BY_TYPE.get(type(value))
    return rule(value, places) if rule else _ALWAYS


def _one(feature: Expression, places: Places) -> Clauses:
    return frozenset([frozenset([places[id(feature)]])])


def _all(parts: Iterable[Expression], places: Places) -> Clauses:
    return _ALWAYS.union(*(to_be_known(part, places) for part in parts))


def _any(*ways: Clauses) -> Clauses:
    """What several ways have in common: their shared clauses, and one clause that some fact of the shortest of each must meet."""
    shared = frozenset.intersection(*ways)
    if not all(ways):
        return _ALWAYS
    shortest = (min(way, key=lambda clause: (len(clause), sorted((one.read, one.track) for one in clause))) for way in ways)
    return shared | {frozenset[Place]().union(*shortest)}


def _chosen(one: Choose, places: Places) -> Clauses:
    ways = [to_hold(when, places) | to_be_known(value, places) for when, value in one.cases]
    return _any(*ways, to_be_known(one.otherwise, places))


_BY_TYPE: dict[type, Callable[[Any, Places], Clauses]] = {
    FirstDay: _one, LastDay: _one, Newest: _one, Oldest: _one,
    Compare: lambda one, places: _all((one.left, one.right), places),
    OrElse: lambda one, places: _any(to_be_known(one.first, places), to_be_known(one.second, places)),
    When: lambda one, places: to_hold(one.condition, places) | to_be_known(one.value, places),
    Choose: _chosen,
    Negation: lambda one, places: to_be_known(one.of, places),
    Shift: lambda one, places: to_be_known(one.of, places),
    Moved: lambda one, places: _all((one.of, one.by), places),
    Arithmetic: lambda one, places: _all((one.left, one.right), places),
    DaysBetween: lambda one, places: _all((one.start, one.end), places),
    MonthsBetween: lambda one, places: _all((one.start, one.end), places),
    Interpolated: lambda one, places: to_be_known(one.of, places),
    Rounded: lambda one, places: to_be_known(one.of, places),
    Computed: lambda one, places: to_be_known(one.of, places),
    LaterOf: lambda one, places: _any(*(to_be_known(part, places) for part in one.of)),
    EarlierOf: lambda one, places: _any(*(to_be_known(part, places) for part in one.of)),
}  # fmt: skip
