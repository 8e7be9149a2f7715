"""The query of every step and every alert gives what the engine gives: of any facts, and of the examples that clinicians sign.

DuckDB takes longer to plan such a query than to run it, so many lives are put side by side and each query is asked once for all of them.
"""

import json
from collections import defaultdict
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engine import reference
from tests.engine.facts_of import load
from tests.generative.lives import books
from tests.generative.test_due_equals_reference import KNOWN, RUN_DAYS
from tests.rules.examples import Example, examples
from tests.rules.worked import facts as worked_facts
from wanhu.engine.due import lists
from wanhu.engine.evaluation.facts import Moment, Relations
from wanhu.engine.expressions import Computed
from wanhu.engine.protocol import Alert, Protocol, Rulebook
from wanhu.engine.sql import alert_sql, growth_table, step_sql
from wanhu.engine.sql.words import slug
from wanhu.rules import RULEBOOK

SIDE_BY_SIDE = 16
COLUMNS = ("subject", "person", "state", "opens", "due", "closes", "done_on", "reason")
OF_EACH = 2  # examples of a step, of an alert that speaks, and of one that is silent
LATE = datetime(2099, 1, 1)


class Asked(NamedTuple):
    """Facts loaded for one moment, with the derived table, ready to be asked by hand-run queries."""

    connection: duckdb.DuckDBPyConnection
    moment: Moment

    def rows(self, sql: str) -> list[tuple]:
        return self.table(sql)[1]

    def table(self, sql: str) -> tuple[list[str], list[tuple]]:
        """The names of the columns, and the rows."""
        made = self.connection.execute(sql, {"today": self.moment.on, "known_at": self.moment.known_at})
        return [column[0] for column in made.description or ()], made.fetchall()


def ready(rulebook: Rulebook, loaded: Relations, moment: Moment) -> Asked:
    loaded.connection.register("growth", growth_table(rulebook, loaded, moment))
    return Asked(loaded.connection, moment)


def together(lives: list[dict[str, list[dict]]]) -> dict[str, list[dict]]:
    """The facts of several books as one, everybody in it a person of their own."""
    found: dict[str, list[dict]] = {table: [] for table in lives[0]}
    for number, life in enumerate(lives):
        for table, rows in life.items():
            found[table] += [row | moved(row, number) for row in rows]
    return found


def moved(row: dict, number: int) -> dict:
    people = {name: row[name] + 100 * number for name in ("person", "pregnancy") if row.get(name) is not None}
    return people | {name: UUID(int=row[name].int + 10**6 * number) for name in ("id", "supersedes") if row[name] is not None}


@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.lists(books(), min_size=SIDE_BY_SIDE, max_size=SIDE_BY_SIDE), RUN_DAYS, st.one_of(st.just(LATE), KNOWN))
def test_of_any_lives(lives, on, known_at):
    loaded = load(together(lives))
    made = lists(RULEBOOK, loaded, on=on, known_at=known_at, restricted=True)
    steps, warned = defaultdict(list), defaultdict(list)
    for row in made.due.to_pylist():
        steps[row["protocol"], row["step"]].append(tuple(row[name] for name in COLUMNS))
    for row in made.alerts.to_pylist():
        warned[row["rule"]].append((row["subject"], row["person"], json.loads(row["because"])))
    rules = RULEBOOK.on(on)
    asked = ready(rules, loaded, Moment(on, known_at))
    for protocol, step in [(one.code, own.code) for one in rules.protocols for own in one.steps]:
        assert asked.rows(step_sql(rules, protocol, step)) == sorted(steps[protocol, step]), f"{protocol}/{step}"
    for alert in rules.alerts:
        names, rows = asked.table(alert_sql(rules, alert.code))
        expected = sorted(warned[alert.code], key=lambda row: row[0])
        assert [row[:2] for row in rows] == [row[:2] for row in expected], alert.code
        for one in (one for one in alert.shows if isinstance(one, Computed)):
            found = [row[names.index(slug(one.code))] for row in rows]
            assert found == pytest.approx([used[one.code] for *_, used in expected]), f"{alert.code}: {one.code}"


def some_of_each() -> dict[Example, set[str]]:
    """For every step and alert a few examples from the beginning to the end of the tests, and of each the codes to look at."""
    held: dict[tuple, list[Example]] = defaultdict(list)
    for one in examples():
        for rule in one.rules:
            if isinstance(rule, Alert):
                held[rule.code, rule.code in one.then].append(one)
        for step in {line.split(" | ")[0] for line in one.then}:
            for protocol in one.rules:
                if isinstance(protocol, Protocol) and any(own.code == step for own in protocol.steps):
                    held[step, protocol.code].append(one)
    chosen: dict[Example, set[str]] = defaultdict(set)
    for (code, _), several in held.items():
        for number in range(OF_EACH):
            chosen[several[number * (len(several) - 1) // max(OF_EACH - 1, 1)]].add(code)
    return chosen


def test_of_the_worked_examples() -> None:
    chosen = some_of_each()
    looked_at = {code for codes in chosen.values() for code in codes}
    assert {alert.code for alert in RULEBOOK.alerts} <= looked_at
    for one, codes in chosen.items():
        protocols = tuple(rule for rule in one.rules if isinstance(rule, Protocol))
        alerts = tuple(rule for rule in one.rules if isinstance(rule, Alert))
        moment = Moment(date.fromisoformat(one.on), LATE)
        rules = Rulebook(protocols, alerts, growth=RULEBOOK.growth).on(moment.on)
        with (loaded := load(worked_facts(one.given).facts)).connection:
            asked = ready(rules, loaded, moment)
            for code in sorted(codes):
                if alerts:
                    assert bool(asked.rows(alert_sql(rules, code))) == (code in one.then), f"{one.test}: {code}\n{one.given}"
                else:
                    check_plan(one, rules, asked, code)


def check_plan(one: Example, rules: Rulebook, asked: Asked, code: str) -> None:
    """What the example says of a step is in the rows of its query: state, opens, due, closes, reason; ``-`` stands for any date."""
    places = [(protocol.code, step.code) for protocol in rules.protocols for step in protocol.steps if step.code == code]
    rows = [row for place in places for row in asked.rows(step_sql(rules, *place))]
    shown = [(row[2], *(str(row[at] or "") for at in (3, 4, 5, 7))) for row in rows]
    for line in one.then:
        step, *said = line.split(" | ")
        if step != code:
            continue
        if said == ["not planned"]:
            assert not rows, f"{one.test}: {line}\n{one.given}"
            continue
        fits = [row for row in shown if all(cell in ("-", found) for cell, found in zip(said, row, strict=False))]
        assert fits, f"{one.test}: {line}, not {shown}\n{one.given}"


def test_people_of_the_examples_in_one_town() -> None:
    """Few have what the rarest rules ask for, and are then worked out apart from the others: nobody's plan may depend on who her neighbours are."""
    given = list(dict.fromkeys(one.given for one in examples()))[::4]
    town = together([worked_facts(one).facts for one in given])
    on, known_at = date(2026, 10, 6), LATE
    made = lists(RULEBOOK, load(town), on=on, known_at=known_at, restricted=True)
    listed = [{name: value for name, value in row.items() if name != "because"} for row in made.due.to_pylist()]
    place = itemgetter("subject_kind", "subject", "protocol", "step")
    assert sorted(listed, key=place) == sorted(reference.due(RULEBOOK, town, on=on, known_at=known_at), key=place)
    warned = sorted(map(itemgetter("subject_kind", "subject", "rule"), made.alerts.to_pylist()))
    assert warned == sorted(reference.alerts(RULEBOOK, town, on=on, known_at=known_at))
