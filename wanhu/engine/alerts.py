"""Findings that a person should look at now: ``alerts(rules, facts, on)``. The same wide row as ``due``, other questions."""

from datetime import date, datetime

import pyarrow as pa

from wanhu.engine.compiler.effective import Facts
from wanhu.engine.compiler.planning import AREA, Plan, plan
from wanhu.engine.compiler.render import literal
from wanhu.engine.compiler.statement import gathered_and_joined
from wanhu.engine.expressions import Newest
from wanhu.engine.protocol import Alert, Rulebook, Subject

SCHEMA = pa.schema(
    [("subject_kind", pa.string()), ("subject", pa.int64()), ("person", pa.int64())]
    + [(name, pa.string()) for name in ("area", "rule", "level", "because")]
)


def statement(rulebook: Rulebook, facts: Facts) -> str:
    """The one SQL statement for all alerts of a rulebook, with ``$today`` and ``$known_at`` as parameters."""
    parts = []
    for subject in Subject:
        rules = [rule for rule in rulebook.alerts if rule.subject is subject]
        if rules:
            made = plan(subject, ())
            rows = "\nUNION ALL\n".join(_rows(made, rule) for rule in rules)
            ctes, joined = gathered_and_joined(made, facts)
            parts.append(f"SELECT * FROM (WITH {ctes},\nwide AS MATERIALIZED ({joined})\n{rows})")
    return "\nUNION ALL\n".join(parts) + "\nORDER BY subject_kind, subject, rule"


def alerts(rulebook: Rulebook, facts: Facts, *, on: date, known_at: datetime) -> pa.Table:
    """Every alert whose condition is known to be true. Columns: subject_kind, subject, person, area, rule, level, because (JSON)."""
    return facts.connection.sql(statement(rulebook, facts), params={"today": on, "known_at": known_at}).to_arrow_table()


def _rows(made: Plan, rule: Alert) -> str:
    condition = made.use(rule.condition)
    shown = ", ".join(f"{literal(_name(shows))}, {made.use(shows)}" for shows in rule.shows)
    return (
        f"SELECT '{made.subject.value}' AS subject_kind, subject, person, nullif({made.use(AREA)}, '') AS area, '{rule.code}' AS rule,"
        f" '{rule.level}' AS level, CAST(json_object({shown}) AS VARCHAR) AS because FROM wide WHERE {condition}"
    )


def _name(shows) -> str:
    """What a shown value is called: the code of a measurement, or that it is a day."""
    if isinstance(shows, Newest):
        return shows.where[1] if shows.where else shows.column
    events = getattr(shows, "events", None)
    return f"{events.values[0]}.day" if events else "edd"
