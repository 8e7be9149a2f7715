"""The parts that the query of a step and that of an alert have in common, put together in the order of reading."""

from collections.abc import Iterable

from wanhu.engine.expressions import Expression
from wanhu.engine.protocol import Subject
from wanhu.engine.sql.named import name_parts
from wanhu.engine.sql.reading import MOMENT, Read, effective, subjects
from wanhu.engine.sql.words import hanging, listed
from wanhu.engine.text import Text

KNOWN = "known"  # the CTE in which everything read of a subject stands


def head(code: str, title: Text) -> str:
    """What the query is, for whoever finds it in a file."""
    return f"-- {code}: {title}\n-- $today: the day of the list. $known_at: only what was recorded by this instant (UTC) counts."


def known(read: Read, expressions: Iterable[Expression]) -> str:
    """The CTE with a row per subject: what was read, and the parts of rules that have a name."""
    reads = read.lines()
    made = name_parts(expressions, read.columns)
    within = listed(["s.*, today", *reads], 8)
    if not made:
        return f"-- What is read of each of them.\n{KNOWN} AS (\n    SELECT\n{within}\n    FROM subjects AS s, moment\n)"
    return (
        f"-- What is read of each of them, and what follows from it.\nread AS (\n    SELECT\n{within}\n    FROM subjects AS s, moment\n),\n"
        f"{KNOWN} AS (\n    SELECT\n{listed(['*', *(hanging(one) for one in made)], 8)}\n    FROM read\n)"
    )


def query(heading: str, read: Read, kind: Subject, parts: list[str], last: str) -> str:
    """The whole query: who and what is read, then the parts of the rule itself, then the rows."""
    every = ",\n\n".join([MOMENT, effective(read.tables), subjects(kind), *parts])
    return f"{heading}\nWITH {every}\n\n{last}\n"
