"""The smallest parts of a query: names, literals, spans after a day, and lines that are indented as a person would."""

import re
from collections.abc import Iterable
from datetime import date
from textwrap import indent

from wanhu.engine.spans import Span

WIDE = 110  # a list of conditions longer than this is written one a line


def slug(words: str) -> str:
    """A code as part of a column's name: ``HepB-2`` → ``hepb_2``."""
    return re.sub(r"[\W_]+", "_", words).strip("_").lower()


def literal(value: bool | int | float | str | date) -> str:
    """A value as SQL writes it."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return repr(value)
        case str():
            return "'" + value.replace("'", "''") + "'"
        case day:
            return f"DATE '{day}'"


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The condition that a column holds one of some texts."""
    if len(values) == 1:
        return f"{column} = {literal(values[0])}"
    return f"{column} IN ({', '.join(map(literal, values))})"


def after(day: str, span: Span) -> str:
    """The day a span after another, as the sum that ``day + 28`` is; months follow the calendar, clamped to a shorter month's end."""
    if span.months:
        count, unit = (span.months // 12, "YEAR") if span.months % 12 == 0 else (span.months, "MONTH")
        day = f"CAST({day} {'+' if count > 0 else '-'} INTERVAL {abs(count)} {unit} AS DATE)"
    return f"{day} {'+' if span.days > 0 else '-'} {abs(span.days)}" if span.days else day


def joined(parts: Iterable[str], word: str) -> str:
    """Conditions joined by AND or OR: on one line while they fit, else one a line."""
    listed = list(parts)
    line = f" {word} ".join(listed)
    if len(line) <= WIDE and "\n" not in line:
        return line
    return f"\n{word} ".join(hanging(part, len(word) + 1) for part in listed)


def called(function: str, arguments: list[str]) -> str:
    """A function of some arguments: on one line while they fit, else one a line."""
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= WIDE and "\n" not in line:
        return line
    return f"{function}(\n    " + ",\n    ".join(hanging(argument) for argument in arguments) + "\n)"


def hanging(text: str, columns: int = 4) -> str:
    """Every line but the first moved to the right."""
    first, *rest = text.split("\n", 1)
    return first + "".join("\n" + indent(part, " " * columns) for part in rest)


def listed(parts: Iterable[str], columns: int = 4) -> str:
    """Columns or conditions one a line, each with a comma but the last, indented."""
    return indent(",\n".join(parts), " " * columns)
