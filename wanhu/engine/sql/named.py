"""Expressions that get a column of their own in a query: those that rules speak of by name, and long ones that are needed again and again.

A column may use those before it, as DuckDB lets a select list do: ``expected_on - 280 AS last_period, today - last_period AS …``.
"""

from collections import Counter
from collections.abc import Collection, Iterable

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
    Interpolated,
    LaterOf,
    MonthsBetween,
    Moved,
    Negation,
    OrElse,
    Rounded,
    Shift,
    Today,
    When,
    children_of,
    features_of,
)
from wanhu.engine.facts import children, people, pregnancies
from wanhu.engine.sql.expressions import written
from wanhu.engine.sql.words import slug

_LONG = 60  # signs of SQL from which a part that is needed twice gets a column
_KNOWN: dict[Expression, str] = {
    pregnancies.lmp: "last_period",
    pregnancies.gestation_days: "gestation_today",
    children.corrected_birth: "corrected_birth",
    people.age_months: "age_in_months",
}


def name_parts(expressions: Iterable[Expression], columns: dict[Expression, str]) -> list[str]:
    """``… AS name`` for every part that gets a column; ``columns`` knows it from then on. Days of steps are not yet known here."""
    asked: Counter[Expression] = Counter()
    for expression in expressions:
        _count(expression, asked, columns)
    operands = {
        part
        for one in asked
        if isinstance(one, MonthsBetween | Interpolated)
        for part in (children_of(one))
        if not isinstance(part, Constant | Today)
    }
    lines = []
    for part in list(asked):
        if part in columns or isinstance(part, Constant | Today) or any(isinstance(one, DoneDay) for one in features_of(part)):
            continue
        text = written(part, columns)
        if part in _KNOWN or isinstance(part, Computed) or part in operands or (asked[part] > 1 and len(text) > _LONG):
            columns[part] = _KNOWN.get(part) or _free(part, columns)
            lines.append(f"{text} AS {columns[part]}")
    return lines


def _count(expression: Expression, asked: Counter[Expression], columns: Collection[Expression]) -> None:
    """How often a part stands in the rules, every part after those inside it. What is inside is counted once, and not in what was read."""
    if expression not in asked and expression not in columns:
        for child in children_of(expression):
            _count(child, asked, columns)
    asked[expression] += 1


def _free(part: Expression, columns: dict[Expression, str]) -> str:
    """The name of a computed value, or what the part is with a number; never one that is taken."""
    taken = set(columns.values())
    if isinstance(part, Computed) and (own := slug(part.code)) not in taken:
        return own
    word = _kind(part)
    return next(name for number in range(1, 1000) if (name := f"{word}_{number}") not in taken)


def _kind(part: Expression) -> str:
    """What a part is, for want of a better name: a condition, a number, a day, or any value."""
    match part:
        case Compare() | Both() | Either() | Negation():
            return "condition"
        case DaysBetween():
            return "days"
        case MonthsBetween():
            return "months"
        case Arithmetic() | Interpolated() | Rounded():
            return "number"
        case Shift() | Moved():
            return "day"
        case OrElse(inside) | When(_, inside) | Choose(_, inside) | Computed(of=inside):
            return _kind(inside)
        case LaterOf(of) | EarlierOf(of):
            return _kind(of[0])
        case Constant(value):
            return "condition" if isinstance(value, bool) else "value"
    return "value"
