"""Worked examples as tables that a clinician can read and sign: facts on one side, the expected plan on the other.

Facts are lines ``table | day | name=value …`` about person 1 and pregnancy 11; the plan is lines ``step | state | opens | due | closes``.
"""

import json
import os
from datetime import date, datetime, timedelta

from tests.engine import reference
from tests.engine.facts_of import Book, load
from wanhu.engine.due import MISSED_FOR, TO_DO, alerts, due
from wanhu.engine.evaluation.facts import Moment
from wanhu.engine.protocol import Alert, Protocol, Rulebook
from wanhu.engine.sql import alert_sql, growth_table
from wanhu.engine.sql.words import slug
from wanhu.engine.tables import TABLES, Kind
from wanhu.rules.growth_standard import GROWTH

_READ = {
    Kind.DATE: date.fromisoformat,
    Kind.KEY: int,
    Kind.SMALL: int,
    Kind.WHOLE: int,
    Kind.REAL: float,
    Kind.TRUTH: lambda text: text == "yes",
}


def facts(table: str) -> Book:
    """The facts of a table of lines."""
    book = Book()
    for line in filter(None, (line.strip() for line in table.splitlines())):
        name, happened, *rest = (cell.strip() for cell in line.split("|"))
        columns = TABLES[name].columns()
        values: dict = {"happened": date.fromisoformat(happened)}
        if "pregnancy" in columns and name in ("pregnancy", "contact", "measurement", "finding", "decision"):
            values["pregnancy"] = 11
        for pair in " ".join(rest).split():
            column, _, value = pair.partition("=")
            values[column] = _READ.get(columns[column].kind, str)(value)
        if name == "person":
            values["born_on"] = values["happened"]
        book.add(name, **values)
    return book


def plan(protocol: Protocol | tuple[Protocol, ...], table: str, on: str) -> dict[str, tuple[str, ...]]:
    """Each step with state, opens, due, closes and reason as text. The engine and the reference must agree before either is believed."""
    written = facts(table).facts
    protocols = protocol if isinstance(protocol, tuple) else (protocol,)
    rulebook, day, known_at = Rulebook(protocols, growth=GROWTH), date.fromisoformat(on), datetime(2099, 1, 1)
    slow = [_shape(row) for row in reference.due(rulebook, written, on=day, known_at=known_at)]
    if "WANHU_REFERENCE_ONLY" not in os.environ:
        loaded = load(written)
        listed = due(rulebook, loaded, on=day, known_at=known_at, restricted=True).to_pylist()
        assert sorted(map(_shape, listed), key=str) == sorted(slow, key=str)
        asked = {"states": TO_DO, "ahead": 14, "missed_for": MISSED_FOR}
        nightly = due(rulebook, loaded, on=day, known_at=known_at, restricted=True, **asked).to_pylist()
        assert nightly == [
            row for row in listed if _nightly(row, day)
        ]  # what the nightly run leaves out early it would leave out late
    return {step: tuple(str(cell) if cell else "" for cell in rest) for step, *rest in slow}


def _nightly(row: dict, on: date) -> bool:
    if row["state"] == "missed":
        return row["closes"] >= on - timedelta(days=MISSED_FOR)
    return row["state"] in TO_DO or (row["state"] == "upcoming" and row["opens"] <= on + timedelta(days=14))


def _shape(row: dict) -> tuple:
    return row["step"], row["state"], row["opens"], row["due"], row["closes"], row["reason"]


def warned(rules: Alert | tuple[Alert, ...], *, given: str, on: str) -> set[str]:
    """The codes of the alerts that are true of the facts, of whomever they speak. Engine and reference must agree."""
    written = facts(given).facts
    rulebook = Rulebook((), rules if isinstance(rules, tuple) else (rules,), growth=GROWTH)
    day, known_at = date.fromisoformat(on), datetime(2099, 1, 1)
    slow = sorted(reference.alerts(rulebook, written, on=day, known_at=known_at))
    if "WANHU_REFERENCE_ONLY" not in os.environ:
        found = alerts(rulebook, load(written), on=day, known_at=known_at, restricted=True).to_pylist()
        assert sorted((row["subject_kind"], row["subject"], row["rule"]) for row in found) == slow
    return {rule for _kind, _subject, rule in slow}


def shown(rules: tuple[Alert, ...], *, given: str, on: str) -> dict[str, dict[str, float]]:
    """The computed values that each alert shows that is true of the facts. Engine, SQL and reference must agree."""
    written, rulebook = facts(given).facts, Rulebook((), rules, growth=GROWTH)
    day, known_at = date.fromisoformat(on), datetime(2099, 1, 1)
    slow = {rule: values for _kind, _subject, rule, values in reference.shown(rulebook, written, on=day, known_at=known_at)}
    loaded = load(written)
    used = {
        row["rule"]: json.loads(row["because"])
        for row in alerts(rulebook, loaded, on=day, known_at=known_at, restricted=True).to_pylist()
    }
    loaded.connection.register("growth", growth_table(rulebook, loaded, Moment(day, known_at)))
    for rule, values in slow.items():
        made = loaded.connection.execute(alert_sql(rulebook, rule), {"today": day, "known_at": known_at})
        columns = [column[0] for column in made.description or ()]
        [row] = made.fetchall()
        assert {name: row[columns.index(slug(name))] for name in values} == values, rule
    assert {rule: {name: used[rule][name] for name in values} for rule, values in slow.items()} == slow
    return slow


def expect(protocol: Protocol | tuple[Protocol, ...], *, on: str, given: str, then: str) -> None:
    """Holds the plan of the facts ``given`` to the lines of ``then``; steps not named there are not looked at. ``-`` stands for any date.

    A fifth cell holds the reason: why a step is released, or the advice that goes with it.
    """
    got = plan(protocol, given, on)
    for line in filter(None, (line.strip() for line in then.splitlines())):
        step, state, *days = (cell.strip() for cell in line.split("|"))
        if state == "not planned":
            assert step not in got, f"{step} is planned: {got[step]}"
            continue
        assert step in got, f"{step} is not planned; planned are {sorted(got)}"
        assert got[step][0] == state, f"{step} on {on}: {got[step]}, expected {state}"
        for found, wanted in zip(got[step][1:], days, strict=False):
            assert wanted in ("-", found), f"{step} on {on}: {got[step]}, expected {days}"
