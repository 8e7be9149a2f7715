"""Expression objects: what a rule says about the facts of one subject.

A rule is written as ``latest(measurements("systolic")) >= 140`` and is data: it can be read, searched, reviewed, compiled to SQL for a
whole city, or evaluated for one person by the slow reference in the tests. Three-valued throughout: a missing fact makes an unknown,
never a silent zero or "no".

Expressions read *features* of a subject's facts (``Newest``, ``Oldest``, ``FirstDay``, ``LastDay``, ``Tally``, ``Times``, ``DoneDay``);
everything else is arithmetic on them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from wanhu.engine.spans import Span
from wanhu.engine.text import Text


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

    def __add__(self, other: Any) -> "Expression":
        """A date moved by a span, or a sum of numbers."""
        return Shift(self, other) if isinstance(other, Span) else Arithmetic("+", self, lift(other))

    def __sub__(self, other: Any) -> "Arithmetic":
        return Arithmetic("-", self, lift(other))

    def __mul__(self, other: Any) -> "Arithmetic":
        return Arithmetic("*", self, lift(other))

    def __truediv__(self, other: Any) -> "Arithmetic":
        return Arithmetic("/", self, lift(other))

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
    """A number, text, truth or date written in the rule. Of two that Python takes for equal, ``1`` and ``True``, each is itself."""

    value: int | float | str | bool | date

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


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
class Moved(Expression):
    """A date moved by a number of days that is itself computed (whole days; a fraction is cut off)."""

    of: Expression
    by: Expression


@dataclass(frozen=True)
class Arithmetic(Expression):
    """``left operator right`` on numbers, with ``+ - * /``; unknown when either side is, or when dividing by zero."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Rounded(Expression):
    """A number with so many decimals, half away from zero, as it stands on a paper form; unknown stays unknown."""

    of: Expression
    decimals: int = 0


@dataclass(frozen=True)
class Computed(Expression):
    """A value worked out from facts that people know by a name of its own, such as a body mass index: worth what ``of`` is.

    Where a rule ``shows`` it, it stands among the facts under its ``code``, and is read in the words of ``title`` and ``unit``. A number that is
    ``Rounded`` is written with all its decimals, as on paper: 28.0 and not 28.
    """

    code: str
    title: Text
    unit: str
    of: Expression

    @property
    def decimals(self) -> int | None:
        """With how many decimals the number is written; ``None`` for as many as it has."""
        return self.of.decimals if isinstance(self.of, Rounded) else None


@dataclass(frozen=True)
class DaysBetween(Expression):
    """Days from one date to another; negative when the second is earlier."""

    start: Expression
    end: Expression


@dataclass(frozen=True)
class MonthsBetween(Expression):
    """Completed calendar months from one date to another (the day clamped to the end of a shorter month)."""

    start: Expression
    end: Expression


@dataclass(frozen=True)
class Choose(Expression):
    """The value of the first case whose condition is true; ``otherwise`` where none is."""

    cases: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression


@dataclass(frozen=True)
class LaterOf(Expression):
    """The latest of several dates (or the largest of several numbers), leaving out unknown ones."""

    of: tuple[Expression, ...]


@dataclass(frozen=True)
class EarlierOf(Expression):
    """The earliest of several dates (or the smallest of several numbers), leaving out unknown ones."""

    of: tuple[Expression, ...]


@dataclass(frozen=True)
class Interpolated(Expression):
    """A value read off a curve: straight lines between ``points`` (x rising, y); unknown outside them."""

    of: Expression
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Events:
    """The facts of ``table`` whose ``column`` holds one of ``values``; each is an event on its ``happened`` day.

    ``given`` asks for one of several values of a second column too: a finding's code and what was found.
    """

    table: str
    column: str
    values: tuple[str, ...]
    level: Level = Level.SUBJECT
    given: tuple[str, tuple[str, ...]] | None = None


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
class Times(Expression):
    """On how many different days one of the events happened; 0 is known. Two samples of one day are one time.

    ``past`` (``>=`` or ``<=``, a number) counts only measurements past a limit; the events are then those of one code.
    """

    events: Events
    past: tuple[str, float] | None = None


@dataclass(frozen=True)
class Newest(Expression):
    """The value of ``column`` in the newest fact (by happened, then recorded, then id) in which it is known.

    The table ``growth`` is computed from measurements: see ``wanhu.engine.growth``.

    ``where`` keeps only facts whose column holds a value. ``empty`` stands for an empty value, so that the newest fact counts even when it
    says "none", such as a residence outside the city.
    """

    table: str
    column: str
    where: tuple[str, str] | None = None
    empty: str | None = None
    level: Level = Level.SUBJECT


@dataclass(frozen=True)
class Oldest(Expression):
    """The value of ``column`` in the first fact (by happened, then recorded, then id) in which it is known."""

    table: str
    column: str
    where: tuple[str, str] | None = None
    level: Level = Level.SUBJECT


@dataclass(frozen=True)
class DoneDay(Expression):
    """The day on which a step declared earlier was done; unknown while it is not."""

    protocol: str
    step: str


def lift(value: Any) -> Expression:
    """A Python value as an expression."""
    return value if isinstance(value, Expression) else Constant(value)


def children_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside another, in the order of reading."""
    found: list[Expression] = []
    for value in vars(expression).values():
        found += _expressions_in(value)
    return tuple(found)


def _expressions_in(value: Any) -> list[Expression]:
    if isinstance(value, Expression):
        return [value]
    if isinstance(value, tuple):
        return [found for part in value for found in _expressions_in(part)]
    return []


def computed_in(expression: Expression) -> list[Computed]:
    """Every computed value that an expression is or rests on, in the order of reading."""
    own = [expression] if isinstance(expression, Computed) else []
    return own + [found for child in children_of(expression) for found in computed_in(child)]


def features_of(expression: Expression) -> list[Expression]:
    """Every feature that an expression reads, in the order of reading."""
    if isinstance(expression, FirstDay | LastDay | Tally | Times | Newest | Oldest | DoneDay):
        return [expression]
    return [feature for child in children_of(expression) for feature in features_of(child)]
