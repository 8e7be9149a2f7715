"""The statement itself: gathered facts joined into one wide row per subject, states in layers, and the rows that matter unpivoted."""

from typing import Any

from wanhu.engine.compiler.effective import Facts
from wanhu.engine.compiler.planning import AREA, CHILD_UNTIL, STATE_CODES, TODAY_DATE, Plan, PlannedStep, ended_on, over, plan
from wanhu.engine.compiler.render import literal
from wanhu.engine.expressions import Level, features_of
from wanhu.engine.facts import people
from wanhu.engine.protocol import Protocol, Rulebook, State, Subject, Valid

COLUMNS = (
    "subject_kind",
    "subject",
    "person",
    "area",
    "protocol",
    "step",
    "state",
    "opens",
    "due",
    "closes",
    "done_on",
    "reason",
    "because",
)


def due_statement(rulebook: Rulebook, subject: Subject, facts: Facts, states: tuple[State, ...], ahead: int | None) -> str | None:
    """SQL that lists the steps of every subject of one kind that are in one of ``states``; None when no protocol is about that kind.

    With ``ahead``, upcoming steps that open within so many days are listed too.

    Parameters of the statement: ``$today`` (DATE) and ``$known_at`` (TIMESTAMP).
    """
    made = plan(subject, rulebook.protocols)
    if not made.steps:
        return None
    rows = "\nUNION ALL\n".join(_rows(made, planned, states, ahead) for planned in made.steps)  # first: it may share more columns
    return f"WITH {_gathered(made, facts)},\nwide AS MATERIALIZED ({_wide(made)})\n{rows}"


def gathered_and_joined(made: Plan, facts: Facts) -> tuple[str, str]:
    """The common table expressions of a plan, and the SELECT that joins them into one row per subject."""
    return _gathered(made, facts), _joined(made)


def _gathered(made: Plan, facts: Facts) -> str:
    key = "pregnancy" if made.subject is Subject.PREGNANCY else "person"
    whose = "pregnancy IS NOT NULL" if made.subject is Subject.PREGNANCY else "pregnancy IS NULL"
    entry = "protocol || ':' || coalesce(step, '')"
    releases = (
        f"releases AS (SELECT {key} AS key, list({entry} ORDER BY happened, recorded, id) AS released,\n"
        f"  list(reason ORDER BY happened, recorded, id) AS reasons\n"
        f"  FROM {facts.relations['release']} WHERE {facts.effective('release')} AND {whose} GROUP BY {key})"
    )
    ctes = [
        gathering.cte(facts.relations[gathering.table], facts.effective(gathering.table))
        for gathering in made.gatherings.values()
    ]
    return ",\n".join([*ctes, releases])


def _joined(made: Plan) -> str:
    pregnant = made.subject is Subject.PREGNANCY
    base = made.gatherings["pregnancy" if pregnant else "person", Level.SUBJECT].alias
    person = f"{base}.person" if pregnant else f"{base}.key"
    joins = [
        f"LEFT JOIN {gathering.alias} ON {gathering.alias}.key = {person if gathering.key == 'person' else f'{base}.key'}"
        for gathering in made.gatherings.values() if gathering.alias != base
    ]  # fmt: skip
    picked = [f"{source} AS {name}" for name, source in made.sources.items()]
    where = "" if pregnant else f" WHERE NOT {CHILD_UNTIL.sql_reached(made.sources[made.columns[people.born_on]], TODAY_DATE)}"
    return (
        f"SELECT {base}.key AS subject, {person} AS person, releases.released, releases.reasons, {', '.join(picked)}\n"
        f"FROM {base} LEFT JOIN releases ON releases.key = {base}.key {' '.join(joins)}{where}"
    )


def _wide(made: Plan) -> str:
    """Days done in layers (a dose needs the day of the dose before it), then all states at once."""
    shared = "".join(f", {source} AS {name}" for source, name in made.shared.items())
    inner = f"SELECT *{shared} FROM (\n{_joined(made)})"
    for layer in range(max(planned.layer for planned in made.steps) + 1):
        done = [f"{planned.done} AS {planned.done_column}" for planned in made.steps if planned.layer == layer]
        inner = f"SELECT *, {', '.join(done)} FROM (\n{inner})"
    states = ", ".join(f"{planned.state} AS {planned.state_column}" for planned in made.steps)
    return f"SELECT *, {states} FROM (\n{inner})"


def _rows(made: Plan, planned: PlannedStep, states: tuple[State, ...], ahead: int | None) -> str:
    wanted = ", ".join(str(STATE_CODES[state]) for state in states)
    names = "[" + ", ".join(literal(state.value) for state in State) + "]"
    closes = f"CAST({planned.closes} AS DATE)"
    soon = f"{planned.state_column} = {STATE_CODES[State.UPCOMING]} AND {planned.opens} <= {TODAY_DATE} + {ahead}"
    listed = f"{planned.state_column} IN ({wanted})" + (f" OR ({soon})" if ahead is not None else "")
    return (
        f"SELECT '{made.subject.value}' AS subject_kind, subject, person, nullif({made.use(AREA)}, '') AS area,"
        f" '{planned.protocol.code}' AS protocol, '{planned.step.code}' AS step,"
        f" {names}[{planned.state_column} + 1] AS state, {planned.opens} AS opens, {planned.due} AS due, {closes} AS closes,"
        f" {planned.done_column} AS done_on, {_reason(made, planned)} AS reason, {_because(made, planned)} AS because"
        f" FROM wide WHERE {listed}"
    )


def _reason(made: Plan, planned: PlannedStep) -> str:
    """Why a step is released: the first end that came, else the reason that a named person gave."""
    protocol: Protocol = planned.protocol
    ended = ended_on(made, protocol)
    given = f"reasons[list_position(released, '{protocol.code}:{planned.step.code}')]"
    whole = f"reasons[list_position(released, '{protocol.code}:')]"
    by_hand = f"coalesce({given}, {whole})"
    cases = " ".join(f"WHEN {made.use(end.day)} = {ended} THEN {literal(end.reason)}" for end in protocol.ends)
    by_end = f"CASE WHEN {over(made, protocol)} THEN {made.share(f'CASE {cases} END')} ELSE {by_hand} END" if cases else by_hand
    return f"CASE WHEN {planned.state_column} = {STATE_CODES[State.RELEASED]} THEN {by_end} END"


def _because(made: Plan, planned: PlannedStep) -> str:
    """The facts used, as JSON: the features of the anchor and the days of the steps it waits for."""
    named = {}
    for feature in features_of(planned.step.anchor or planned.protocol.starts):
        inside: Any = getattr(feature, "events", feature)
        named[f"{inside.table}.{getattr(inside, 'column', '') if feature is inside else 'happened'}"] = made.columns[feature]
    if isinstance(planned.step.done_by, Valid):
        by_code = {other.step.code: other for other in made.steps if other.protocol is planned.protocol}
        named |= {code: by_code[code].done_column for code in planned.needs}
    pairs = ", ".join(f"{literal(name)}, {column}" for name, column in named.items())
    return f"CAST(json_object({pairs}) AS VARCHAR)"
