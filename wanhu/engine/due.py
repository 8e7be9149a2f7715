"""What is planned for whom on a date, and what a person should look at now: ``due``, ``alerts``, and both at once as ``lists``."""

from datetime import date, datetime
from typing import NamedTuple

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.lists import run
from wanhu.engine.evaluation.program import program
from wanhu.engine.evaluation.steps import Wanted
from wanhu.engine.protocol import Rulebook, State, Subject

MISSED_FOR = (
    365  # days that a missed step stays on the lists of what to do (design default); a person's own page keeps it for good
)
TO_DO = (State.OPEN, State.OVERDUE, State.MISSED)
_BY_SUBJECT = [("subject_kind", "ascending"), ("subject", "ascending")]


class Lists(NamedTuple):
    """The rows of a run: steps (``DUE``) and alerts (``ALERTS``)."""

    due: pa.Table
    alerts: pa.Table


def lists(
    rulebook: Rulebook, facts: Facts, *, on: date, known_at: datetime, states: tuple[State, ...] = tuple(State),
    ahead: int | None = None, missed_for: int | None = None, restricted: bool = False, steps: bool = True, alerts: bool = True,
    subjects: tuple[Subject, ...] = tuple(Subject),
) -> Lists:  # fmt: skip
    """Steps in one of ``states`` and alerts that are true, on a date, as known at an instant (naive UTC), by the rules in force then.

    With ``ahead``, upcoming steps that open within so many days are listed too. With ``missed_for``, missed steps only for so many days after
    they closed. Rules of the restricted class only when asked for.
    The same facts, rulebook, ``on`` and ``known_at`` give the same tables, row for row: by kind of subject, rule and subject.
    """
    rules = rulebook.shown(restricted=restricted).on(on)
    wanted, moment = Wanted(frozenset(states), ahead, missed_for, steps, alerts), Moment(on, known_at)
    programs = [
        program(rules, subject)
        for subject in subjects
        if any(one.subject is subject for one in ((*rules.protocols,) if steps else ()) + ((*rules.alerts,) if alerts else ()))
    ]
    return Lists(*run(programs, facts, moment, wanted))


def due(
    rulebook: Rulebook, facts: Facts, *, on: date, known_at: datetime,
    states: tuple[State, ...] = tuple(State), ahead: int | None = None, missed_for: int | None = None, ordered: bool = True,
    restricted: bool = False,
) -> pa.Table:  # fmt: skip
    """Every step of every subject in one of ``states``; see ``lists``.

    Columns: subject_kind, subject, person, area, protocol, step, state, opens, due, closes, done_on, reason (why it is released, or what
    to settle first), because (JSON of the facts used). ``ordered``: by subject, then protocol, opening day and step.
    """
    made = lists(
        rulebook, facts, on=on, known_at=known_at, states=states, ahead=ahead, missed_for=missed_for, restricted=restricted, alerts=False,
    ).due  # fmt: skip
    by = [*_BY_SUBJECT, ("protocol", "ascending"), ("opens", "ascending"), ("step", "ascending")]
    return _sorted(made, by) if ordered else made


def alerts(
    rulebook: Rulebook, facts: Facts, *, on: date, known_at: datetime, ordered: bool = True, restricted: bool = False
) -> pa.Table:
    """Every alert whose condition is known to be true. Columns: subject_kind, subject, person, area, rule, level, because (JSON)."""
    made = lists(rulebook, facts, on=on, known_at=known_at, restricted=restricted, steps=False).alerts
    return _sorted(made, [*_BY_SUBJECT, ("rule", "ascending")]) if ordered else made


def _sorted(made: pa.Table, by: list[tuple[str, str]]) -> pa.Table:
    """Sorted by columns that may hold text of few values, which Arrow sorts only when it is written out."""
    spelt = {name: made[name].cast(pa.string()) for name, _ in by if pa.types.is_dictionary(made[name].type)}
    keys = pa.table({name: spelt.get(name, made[name]) for name, _ in by})
    return made.take(pc.sort_indices(keys, sort_keys=by))
