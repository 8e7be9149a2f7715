"""Every kind of expression as SQL over named columns. SQL's NULL is the rules' "unknown", all the way down.

The columns are those of the query that the expression stands in: features that were read, days on which earlier steps were done, and
expressions that have a name of their own.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

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
from wanhu.engine.sql.words import WIDE, after, called, hanging, joined, literal
from wanhu.engine.tables import TABLES, Kind

# How tightly an expression holds together; looser ones are put into parentheses.
OR, AND, NOT, COMPARED, SUM, PRODUCT, WHOLE = range(7)
Columns = Mapping[Expression, str]
Written = tuple[str, int]


def written(expression: Expression, columns: Columns, least: int = OR) -> str:
    """The SQL of an expression, in parentheses when it holds together less than ``least``. Raises KeyError for a feature without column."""
    text, binding = _written(expression, columns)
    return text if binding >= least else f"({hanging(text, 1)})"


def _written(expression: Expression, columns: Columns) -> Written:
    if expression in columns:
        return columns[expression], WHOLE
    return _BY_TYPE[type(expression)](expression, columns)


def exact(expression: Expression) -> bool:
    """Whether a number is one that DuckDB would count with decimals or whole numbers, where the rules count with floating ones."""
    match expression:
        case Newest(table, column) | Oldest(table, column):
            return table in TABLES and TABLES[table].columns()[column].kind is not Kind.REAL
        case Arithmetic() | Interpolated() | Rounded():
            return False
        case OrElse(one, other):
            return exact(one) and exact(other)
        case When(_, value):
            return exact(value)
        case Computed(of=of):
            return exact(of)
        case Choose(cases, otherwise):
            return exact(otherwise) and all(exact(value) for _, value in cases)
        case LaterOf(of) | EarlierOf(of):
            return all(map(exact, of))
    return True


def _constant(one: Constant, columns: Columns) -> Written:
    negative = not isinstance(one.value, bool) and isinstance(one.value, int | float) and one.value < 0
    return literal(one.value), SUM if negative else WHOLE


def _today(one: Today, columns: Columns) -> Written:
    return "today", WHOLE


def _feature(one: Expression, columns: Columns) -> Written:
    raise KeyError(one)  # a feature is a column, or the query forgot to read it


def _compare(one: Compare, columns: Columns) -> Written:
    return f"{written(one.left, columns, SUM)} {one.operator} {written(one.right, columns, SUM)}", COMPARED


def _both(one: Both, columns: Columns) -> Written:
    return joined((written(part, columns, NOT) for part in _chain(one, columns)), "AND"), AND


def _either(one: Either, columns: Columns) -> Written:
    return joined((written(part, columns, NOT) for part in _chain(one, columns)), "OR"), OR


def _chain(one: Any, columns: Columns) -> list[Expression]:
    """The parts of ``a & b & c``, read from left to right."""
    parts: list[Expression] = []
    for part in (one.left, one.right):
        parts += _chain(part, columns) if type(part) is type(one) and part not in columns else [part]
    return parts


def _not(one: Negation, columns: Columns) -> Written:
    return f"NOT {hanging(written(one.of, columns, WHOLE))}", NOT


def _or_else(one: OrElse, columns: Columns) -> Written:
    parts, first = [one.second], one.first
    while isinstance(first, OrElse) and first not in columns:
        parts, first = [first.second, *parts], first.first
    return called("coalesce", [written(part, columns) for part in (first, *parts)]), WHOLE


def _when(one: When, columns: Columns) -> Written:
    return _cases([(one.condition, one.value)], None, columns)


def _choose(one: Choose, columns: Columns) -> Written:
    return _cases(one.cases, one.otherwise, columns)


def _cases(cases: Any, otherwise: Expression | None, columns: Columns) -> Written:
    lines = [
        f"WHEN {hanging(written(condition, columns), 5)} THEN {hanging(written(value, columns), 5)}" for condition, value in cases
    ]
    lines += [f"ELSE {hanging(written(otherwise, columns), 5)}"] if otherwise is not None else []
    line = f"CASE {' '.join(lines)} END"
    if len(line) <= WIDE and "\n" not in line:
        return line, WHOLE
    return "\n    ".join(["CASE", *(hanging(line) for line in lines)]) + "\nEND", WHOLE


def _shift(one: Shift, columns: Columns) -> Written:
    day = written(one.of, columns, SUM)
    return after(day, one.span), WHOLE if one.span.months and not one.span.days else SUM


def _moved(one: Moved, columns: Columns) -> Written:
    return f"{written(one.of, columns, SUM)} + CAST(trunc({written(one.by, columns)}) AS INTEGER)", SUM


def _arithmetic(one: Arithmetic, columns: Columns) -> Written:
    binding = PRODUCT if one.operator in "*/" else SUM
    left = written(one.left, columns, binding)
    right = written(one.right, columns, binding + 1)
    if exact(one.left) and exact(one.right):
        left = f"CAST({written(one.left, columns)} AS DOUBLE)"
    if one.operator == "/" and not (isinstance(one.right, Constant) and one.right.value):
        right = f"nullif({written(one.right, columns)}, 0)"
    return f"{left} {one.operator} {right}", binding


def _rounded(one: Rounded, columns: Columns) -> Written:
    """Rounded twice, because 25.05 is a little less than it says."""
    scale = 10**one.decimals
    return called("round", [f"round(CAST({written(one.of, columns)} AS DOUBLE) * {scale}, 6)"]) + f" / {scale}", PRODUCT


def _computed(one: Computed, columns: Columns) -> Written:
    return _written(one.of, columns)


def _days_between(one: DaysBetween, columns: Columns) -> Written:
    return f"{written(one.end, columns, SUM)} - {written(one.start, columns, PRODUCT)}", SUM


def _months_between(one: MonthsBetween, columns: Columns) -> Written:
    """The difference of the months' numbers, less one while the day of the month has not come."""
    start, end = written(one.start, columns), written(one.end, columns)
    months = f"date_diff('month', {start}, {end})"
    early = f"CAST({written(one.start, columns, SUM)} + to_months({months}) AS DATE) > {written(one.end, columns, SUM)}"
    return f"{months} - CASE WHEN {early} THEN 1 ELSE 0 END", SUM


def _later(one: LaterOf, columns: Columns) -> Written:
    return called("greatest", [written(part, columns) for part in one.of]), WHOLE


def _earlier(one: EarlierOf, columns: Columns) -> Written:
    return called("least", [written(part, columns) for part in one.of]), WHOLE


def _interpolated(one: Interpolated, columns: Columns) -> Written:
    """``e0``: floating numbers, so that the straight lines are those of the rules to the last digit."""
    x = written(one.of, columns, SUM)
    lines = [
        f"WHEN {x} BETWEEN {x1} AND {x2} THEN"
        f" {float(y1)}e0 + ({float(y2)}e0 - {float(y1)}e0) * ({x} - {float(x1)}e0) / ({float(x2)}e0 - {float(x1)}e0)"
        for (x1, y1), (x2, y2) in pairwise(one.points)
    ]
    return "\n    ".join(["CASE", *lines]) + "\nEND", WHOLE


_BY_TYPE: dict[type, Callable[[Any, Columns], Written]] = {
    Constant: _constant, Today: _today, FirstDay: _feature, LastDay: _feature, Tally: _feature, Times: _feature, Newest: _feature, Oldest: _feature,
    DoneDay: _feature, Compare: _compare, Both: _both, Either: _either, Negation: _not, OrElse: _or_else, When: _when, Choose: _choose,
    Shift: _shift, Moved: _moved, DaysBetween: _days_between, MonthsBetween: _months_between, Arithmetic: _arithmetic, LaterOf: _later,
    EarlierOf: _earlier, Interpolated: _interpolated, Rounded: _rounded, Computed: _computed,
}  # fmt: skip
