"""What a change of the rules would do to the lists: the same facts, worked out by the old and by the new rules, and held side by side.

Only rules that differ, or that ask for a step of one that differs, are worked out; and only rows that differ are kept. Three million rows a
side are compared in seconds, because they are joined by two numbers each: the rule's and the subject's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from wanhu.engine.expressions import DoneDay, Newest, Oldest
from wanhu.engine.protocol import Alert, Protocol, Rulebook, State

DATES = ("opens", "due", "closes", "done_on")
_SIDES = [(name + side, kind) for name, kind in (("state", pa.string()), *((day, pa.date32()) for day in DATES), ("reason", pa.string()))
          for side in ("_before", "_after")]  # fmt: skip
CHANGES = pa.schema(
    [("subject_kind", pa.string()), ("subject", pa.int64()), ("person", pa.int64()), ("area", pa.string()), ("rule", pa.string())]
    + [("change", pa.string())]  # appears, disappears, state, dates or reason: the first of these that is true
    + _SIDES
)
FEW = 5  # numbers below it are not shown by area


def in_force(rulebook: Rulebook, day: date) -> Rulebook:
    """The rules that hold on a day, as if they always held: so that the rules of two days can be run on one day's facts."""
    return replace(
        rulebook,
        protocols=tuple(
            replace(
                one,
                effective_from=date.min,
                effective_to=None,
                steps=tuple(replace(step, effective_from=None, effective_to=None) for step in one.steps),
            )
            for one in rulebook.on(day).protocols
        ),
    )


def differing(old: Rulebook, new: Rulebook) -> tuple[Rulebook, Rulebook]:
    """Both rulebooks without the rules that cannot make a difference: those alike in both that rest on none that differs."""
    touched, growth = _codes(old, new), old.growth != new.growth
    while True:  # a rule that asks when a step of another was done changes with it
        asked = {
            one.code for one in (*old.protocols, *old.alerts, *new.protocols, *new.alerts)
            if one.code not in touched and (_asks_for(one) & touched or (growth and _reads_growth(one)))
        }  # fmt: skip
        if not asked:
            break
        touched |= asked
    needed = set(touched)  # and what they ask for must be there to be asked
    every = (*old.protocols, *old.alerts, *new.protocols, *new.alerts)
    while more := {code for one in every if one.code in needed for code in _asks_for(one)} - needed:
        needed |= more
    return _only(old, needed), _only(new, needed)


def changes(old: pa.Table, new: pa.Table) -> pa.Table:
    """The rows in which two lists differ, both of steps (``rows.DUE``) or both of alerts (``rows.ALERTS``), by rule and subject.

    ``rule`` is ``protocol/step``, or the alert's code with its level as its state. The area is the newer list's where it has the row.
    """
    with duckdb.connect() as connection:
        rules: dict[tuple[str, ...], int] = {}
        for name, table in (("old", old), ("new", new)):
            connection.register(name, _numbered(table, rules))
        named = list(rules)
        connection.register(
            "rules",
            pa.table(
                {
                    "number": pa.array(range(len(named)), pa.int32()),
                    "subject_kind": pa.array([kind for kind, *_ in named], pa.string()),
                    "rule": pa.array(["/".join(rest) for _, *rest in named], pa.string()),
                }
            ),
        )
        return connection.sql(_DIFFERENT).to_arrow_table().cast(CHANGES)


def subjects(changed: pa.Table) -> int:
    """How many pregnancies, children and planners have a row that changes."""
    return _grouped(changed, "subject_kind, subject", "subject_kind, subject").num_rows


def joining_and_leaving(changed: pa.Table) -> tuple[int, int]:
    """How many rows would come onto the lists of what to do or look at, and how many would leave them."""
    with duckdb.connect() as connection:
        connection.register("changed", changed)
        [(joining, leaving)] = connection.execute(_LISTED).fetchall()
    return joining, leaving


def by_rule(changed: pa.Table) -> pa.Table:
    """How many rows of each rule changed, and how: rule, change, state_before, state_after, rows; most first."""
    return _grouped(changed, "rule, change, state_before, state_after", "rows DESC, rule, change, state_before, state_after")


def by_township(changed: pa.Table) -> pa.Table:
    """How many rows of each rule changed in each township (nine digits; empty where it is not known): township, rule, change, rows.

    Numbers under five are given as ``<5``: a township is small, and a list must not point at somebody.
    """
    counted = _grouped(changed, "coalesce(left(area, 9), '') AS township, rule, change", "township, rule, change")
    shown = [f"<{FEW}" if rows < FEW else str(rows) for rows in counted["rows"].to_pylist()]
    return counted.set_column(counted.column_names.index("rows"), "rows", pa.array(shown, pa.string()))


def _grouped(changed: pa.Table, by: str, order: str) -> pa.Table:
    with duckdb.connect() as connection:
        connection.register("changed", changed)
        return connection.sql(f"SELECT {by}, count(*) AS rows FROM changed GROUP BY ALL ORDER BY {order}").to_arrow_table()


def _numbered(table: pa.Table, rules: dict[tuple[str, ...], int]) -> pa.Table:
    """The columns to compare, with the rule as a number: few rules, many rows."""
    alerts = "rule" in table.column_names
    names = ["subject_kind", *(["rule"] if alerts else ["protocol", "step"])]
    with duckdb.connect() as connection:
        connection.register("listed", table)
        listed = ", ".join(names)
        found = connection.execute(f"SELECT DISTINCT {listed} FROM listed ORDER BY {listed}").fetchall()
        for one in found:
            rules.setdefault(one, len(rules))
        connection.register(
            "numbers",
            pa.table({"number": pa.array([rules[one] for one in found], pa.int32())}
                     | {name: pa.array([one[at] for one in found], pa.string()) for at, name in enumerate(names)}),
        )  # fmt: skip
        none = ", ".join(f"CAST(NULL AS DATE) AS {day}" for day in DATES)
        compared = f"level AS state, {none}, CAST(NULL AS VARCHAR) AS reason" if alerts else f"state, {', '.join(DATES)}, reason"
        return connection.sql(
            f"SELECT number, subject, person, area, {compared} FROM listed JOIN numbers USING ({listed})"
        ).to_arrow_table()


_UNLIKE = " OR ".join(f"o.{name} IS DISTINCT FROM n.{name}" for name in DATES)
_DIFFERENT = f"""
SELECT subject_kind, subject, person, area, rule, change, {", ".join(name for name, _ in _SIDES)}
FROM (
    SELECT coalesce(n.number, o.number) AS number, coalesce(n.subject, o.subject) AS subject, coalesce(n.person, o.person) AS person,
           CASE WHEN n.subject IS NULL THEN o.area ELSE n.area END AS area,
           CASE WHEN o.subject IS NULL THEN 'appears' WHEN n.subject IS NULL THEN 'disappears'
                WHEN o.state <> n.state THEN 'state' WHEN {_UNLIKE} THEN 'dates' ELSE 'reason' END AS change,
           {", ".join(f"{side}.{name} AS {name}_{when}" for name in ("state", *DATES, "reason") for side, when in (("o", "before"), ("n", "after")))}
    FROM old o FULL JOIN new n ON o.number = n.number AND o.subject = n.subject
    WHERE o.subject IS NULL OR n.subject IS NULL OR o.state <> n.state OR {_UNLIKE} OR o.reason IS DISTINCT FROM n.reason
) JOIN rules USING (number)
ORDER BY number, subject
"""


_NOT_LISTED = ", ".join(f"'{state.value}'" for state in (State.UPCOMING, State.DONE, State.RELEASED))
_LISTED = f"""
SELECT count(*) FILTER (after AND NOT before), count(*) FILTER (before AND NOT after)
FROM (SELECT coalesce(state_before NOT IN ({_NOT_LISTED}), false) AS before, coalesce(state_after NOT IN ({_NOT_LISTED}), false) AS after FROM changed)
"""


def _codes(old: Rulebook, new: Rulebook) -> set[str]:
    """The codes of the rules that are not declared alike in both."""

    def versions(book: Rulebook) -> dict[str, list[Protocol | Alert]]:
        found: dict[str, list[Protocol | Alert]] = {}
        for one in (*book.protocols, *book.alerts):
            found.setdefault(one.code, []).append(one)
        return found

    before, after = versions(old), versions(new)
    return {code for code in {*before, *after} if before.get(code) != after.get(code)}


def _asks_for(declared: Any) -> set[str]:
    """The codes of the protocols of which a declaration asks when a step was done."""
    return {one.protocol for one in _inside(declared) if isinstance(one, DoneDay)}


def _reads_growth(declared: Any) -> bool:
    return any(isinstance(one, Newest | Oldest) and one.table == "growth" for one in _inside(declared))


def _inside(declared: Any) -> Iterator[Any]:
    """A declaration and everything within it."""
    yield declared
    parts: Iterable[Any] = ()
    if is_dataclass(declared):
        parts = (getattr(declared, one.name) for one in fields(declared))
    elif isinstance(declared, tuple):
        parts = declared
    for part in parts:
        yield from _inside(part)


def _only(rulebook: Rulebook, codes: set[str]) -> Rulebook:
    return replace(
        rulebook,
        protocols=tuple(one for one in rulebook.protocols if one.code in codes),
        alerts=tuple(one for one in rulebook.alerts if one.code in codes),
    )
