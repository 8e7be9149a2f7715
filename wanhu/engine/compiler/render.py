"""An expression as SQL over a wide row in which every feature is already a column."""

from collections.abc import Mapping
from datetime import date

from wanhu.engine.expressions import (
    Both,
    Compare,
    Constant,
    Either,
    Expression,
    Negation,
    OrElse,
    Shift,
    Today,
    When,
)  # fmt: skip

TODAY = "$today"


def literal(value: int | float | str | bool | date) -> str:
    """A constant as a SQL literal."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return f"DATE '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            return repr(value)


def sql(expression: Expression, columns: Mapping[Expression, str]) -> str:
    """SQL of an expression. ``columns`` says where each feature stands. SQL's NULL is the rule's unknown: both are three-valued."""
    if expression in columns:
        return columns[expression]
    match expression:
        case Constant(value):
            return literal(value)
        case Today():
            return f"CAST({TODAY} AS DATE)"
        case Compare(operator, left, right):
            return f"({sql(left, columns)} {operator} {sql(right, columns)})"
        case Both(left, right):
            return f"({sql(left, columns)} AND {sql(right, columns)})"
        case Either(left, right):
            return f"({sql(left, columns)} OR {sql(right, columns)})"
        case Negation(of):
            return f"(NOT {sql(of, columns)})"
        case OrElse(first, second):
            return f"coalesce({sql(first, columns)}, {sql(second, columns)})"
        case When(condition, value):
            return f"(CASE WHEN {sql(condition, columns)} THEN {sql(value, columns)} END)"
        case Shift(of, span):
            return span.sql_after(sql(of, columns))
    raise TypeError(f"no SQL for {type(expression).__name__}")
