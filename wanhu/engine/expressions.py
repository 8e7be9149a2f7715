"""Expression objects: what a rule says about the facts of one subject.

A rule is written as ``latest(measurements("systolic")) >= 140`` and is data: it can be read, searched, reviewed, compiled to SQL for a
whole city, or evaluated for one person by the slow reference in the tests. Three-valued throughout: a missing fact makes an unknown,
never a silent zero or "no".

Expressions read *features* of a subject's facts (``Newest``, ``FirstDay``, ``LastDay``, ``Tally``); everything else is arithmetic on them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from wanhu.engine.spans import Span


class Level(StrEnum):
    """Whose facts a feature reads when the subject is a pregnancy: those of the pregnancy, or all those of the woman."""

    SUBJECT = "subject"
    PERSON = "person"


class Expression:
    """Anything that has a value for a subject on a date. Comparison operators build new expressions."""

    def __ge__(self, other: Any) -> "Compare":
        return Compare(">=", self, lift(other))

    def __gt__(self, other: Any) -> "Compare":
        return Compare(">", self, lift(other))

    def __le__(self, other: Any) -> "Compare":
        return Compare("<=", self, lift(other))

    def __lt__(self, other: Any) -> "Compare":
        return Compare("<", self, lift(other))

    def equals(self, other: Any) -> "Compare":
        """Equality as a rule; ``==`` keeps its Python meaning so that expressions can be dictionary keys."""
        return Compare("=", self, lift(other))

    def __add__(self, span: Span) -> "Shift":
        return Shift(self, span)

    def __and__(self, other: "Expression") -> "Both":
        return Both(self, other)

    def __or__(self, other: "Expression") -> "Either":
        return Either(self, other)

    def __invert__(self) -> "Negation":
        return Negation(self)

    def or_else(self, other: Any) -> "OrElse":
        """This value, or the other where this one is unknown."""
        return OrElse(self, lift(other))


@dataclass(frozen=True)
class Constant(Expression):
    """A number, text, truth or date written in the rule."""

    value: int | float | str | bool | date


@dataclass(frozen=True)
class Today(Expression):
    """The date that the run is for."""


@dataclass(frozen=True)
class Compare(Expression):
    """``left operator right``; unknown when either side is."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Both(Expression):
    """Three-valued and."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class Either(Expression):
    """Three-valued or."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class Negation(Expression):
    """Three-valued not."""

    of: Expression


@dataclass(frozen=True)
class OrElse(Expression):
    """The first value that is known."""

    first: Expression
    second: Expression


@dataclass(frozen=True)
class When(Expression):
    """``value`` where ``condition`` is true, otherwise unknown."""

    condition: Expression
    value: Expression


@dataclass(frozen=True)
class Shift(Expression):
    """A date moved by a span."""

    of: Expression
    span: Span


@dataclass(frozen=True)
class Events:
    """The facts of ``table`` whose ``column`` holds one of ``values``; each is an event on its ``happened`` day."""

    table: str
    column: str
    values: tuple[str, ...]
    level: Level = Level.SUBJECT


@dataclass(frozen=True)
class FirstDay(Expression):
    """The earliest day on which one of the events happened."""

    events: Events


@dataclass(frozen=True)
class LastDay(Expression):
    """The latest day on which one of the events happened."""

    events: Events


@dataclass(frozen=True)
class Tally(Expression):
    """How many events there are; 0 is known."""

    events: Events


@dataclass(frozen=True)
class Newest(Expression):
    """The value of ``column`` in the newest fact (by happened, then recorded, then id) in which it is known.

    ``where`` keeps only facts whose column holds a value. ``empty`` stands for an empty value, so that the newest fact counts even when it
    says "none", such as a residence outside the city.
    """

    table: str
    column: str
    where: tuple[str, str] | None = None
    empty: str | None = None
    level: Level = Level.SUBJECT


def lift(value: Any) -> Expression:
    """A Python value as an expression."""
    return value if isinstance(value, Expression) else Constant(value)


def children_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside another."""
    return tuple(value for value in vars(expression).values() if isinstance(value, Expression))


def features_of(expression: Expression) -> list[Expression]:
    """Every feature that an expression reads, in the order of reading."""
    if isinstance(expression, FirstDay | LastDay | Tally | Newest):
        return [expression]
    return [feature for child in children_of(expression) for feature in features_of(child)]
