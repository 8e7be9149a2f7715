"""The facts of one subject alone, out of a whole city's: her own, her pregnancies', and whatever corrects any of them."""

from typing import Any

from wanhu.engine.evaluation.facts import Facts, Moment, Relations, Rows
from wanhu.engine.expressions import Events, Level
from wanhu.engine.protocol import Subject
from wanhu.engine.tables import TABLES
from wanhu.engine.why.terms import Seen


def own_facts(facts: Facts, kind: Subject, number: int) -> Facts:
    """The rows that the lists of one subject can depend on; facts in memory are few, and are taken as they are."""
    if not isinstance(facts, Relations):
        return facts
    people = (
        f"SELECT person FROM {facts.relations['pregnancy']} WHERE pregnancy = $number" if kind is Subject.PREGNANCY else "$number"
    )
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, table in TABLES.items():
        columns, relation = table.columns(), facts.relations[name]
        mine = f"person IN ({people})" + (
            " OR pregnancy = $number" if kind is Subject.PREGNANCY and "pregnancy" in columns else ""
        )
        if name in facts.corrected:  # what corrects a fact may stand under another person by now
            mine += f" OR supersedes IN (SELECT id FROM {relation} WHERE {mine})"
        chosen = ", ".join(f'CAST("{column}" AS {made.kind.value})' for column, made in columns.items())
        found[name] = facts.connection.execute(f"SELECT {chosen} FROM {relation} WHERE {mine}", {"number": number}).fetchall()
    return Rows(found)


def happened(facts: Facts, kind: Subject, number: int, person: int, events: Events, moment: Moment) -> list[Seen]:
    """The events of one subject that count, by day, each with the value by which it was asked for (the antigen, the kind of contact)."""
    table = TABLES[events.table].columns()
    by_pregnancy = kind is Subject.PREGNANCY and events.level is Level.SUBJECT and "pregnancy" in table
    given = events.given[0] if events.given else events.column
    names = ["happened", "pregnancy" if by_pregnancy else "person", *(name for name in (events.column, given) if name != "*")]
    found = []
    for day, whose, *values in facts.rows(events.table, names, moment):
        asked = not values or (values[0] in events.values and (events.given is None or values[1] in events.given[1]))
        if asked and whose == (number if by_pregnancy else person):
            found.append(Seen(events.table, values[0] if values else events.table, day))
    return found
