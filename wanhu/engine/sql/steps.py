"""A step as a query: one row for each subject for whom it is planned, with its state, its days and the reason.

Steps that it waits for come first, each in a part of its own that adds the day on which that step was done.
"""

from wanhu.engine.expressions import DoneDay, LastDay
from wanhu.engine.protocol import Protocol, Rulebook, Step, Subject, Valid
from wanhu.engine.sql.chain import Planned, newest, steps_before
from wanhu.engine.sql.doing import counted_from, done_on, earlier_step
from wanhu.engine.sql.expressions import COMPARED, NOT, Columns, written
from wanhu.engine.sql.query import KNOWN, head, known, query
from wanhu.engine.sql.reading import Read
from wanhu.engine.sql.words import after, called, hanging, listed, literal

CATCH_UP_DAYS = 7  # a dose held back is due so long after it may be given; as in wanhu.engine.evaluation.steps

_STATE = """\
CASE
    WHEN done_on IS NOT NULL THEN 'done'
    WHEN {released} THEN 'released'
    WHEN closes < today THEN 'missed'
    WHEN {waits}opens > today THEN 'upcoming'
    WHEN due < today THEN 'overdue'
    ELSE 'open'
END AS state"""
_REASON = """\
CASE
    WHEN state = 'released' THEN {released}{advised}
END AS reason"""
_RELEASED = """\
(
    SELECT arg_min(r.reason, (r.step IS NULL, r.newness)) FROM release_facts AS r
    WHERE {own} AND r.protocol = {protocol} AND (r.step = {step} OR r.step IS NULL)
) AS released_because"""


def step_sql(rulebook: Rulebook, protocol_code: str, step_code: str) -> str:
    """Columns subject, person, state, opens, due, closes, done_on and reason. Raises KeyError when there is no such step.

    Of several versions the newest is written down: for those in force on a day give ``rulebook.on(day)``.
    """
    wanted = newest(rulebook, protocol_code, step_code)
    before = steps_before(rulebook, wanted)
    read = Read(wanted.protocol.subject)
    expressions = [*(needed for one in before for needed in one.needed), *wanted.ruled]
    read.take(*expressions)
    read.tables |= {"release"} | {events.table for one in (*before, wanted) for events in one.events}
    parts = [known(read, expressions)]
    table, columns = KNOWN, dict(read.columns)
    for one in before:
        name = one.called(wanted.protocol)
        parts.append(earlier_step(read, table, one, columns, name))
        table = f"with_{name}"
    parts += [_planned(read, table, wanted, columns), _dated(wanted, columns)]
    heading = head(f"{protocol_code} / {step_code}", wanted.step.title)
    return query(heading, read, wanted.protocol.subject, parts, _rows(wanted, columns))


def _planned(read: Read, table: str, wanted: Planned, columns: Columns) -> str:
    """For whom the step is planned, from when it is counted, when it was done, what ended it or took it off."""
    protocol, step = wanted
    start, source = counted_from(table, wanted, columns, "counted_from")
    made = [f"p.{start} AS anchor", f"{done_on(read, wanted, start, columns)} AS done_on"]
    ends = [(written(end.day, columns), end.reason) for end in protocol.ends]
    if ends:
        made.append(f"{called('least', [day for day, _ in ends])} AS ended_on")
        made.append(f"{_first_true((f'ended_on = {hanging(day)}', reason) for day, reason in ends)} AS ended_because")
    own = "r.pregnancy = p.subject" if protocol.subject is Subject.PREGNANCY else "r.person = p.person AND r.pregnancy IS NULL"
    made.append(_RELEASED.format(own=own, protocol=literal(protocol.code), step=literal(step.code)))
    if step.advice:
        made.append(f"{_first_true((written(one.when, columns), one.code) for one in step.advice)} AS advised")
    where = [f"p.{start} IS NOT NULL", _in_force(protocol, step)]
    where += [written(step.applies, columns, NOT)] if step.applies is not None else []
    where += [f"coalesce(today < {written(protocol.until, columns, COMPARED)}, TRUE)"] if protocol.until is not None else []
    conditions = "\n      AND ".join(hanging(one, 10) for one in where)
    return (
        f"-- For whom it is planned; what did it, ended it or took it off.\nplanned AS (\n    SELECT p.*,\n"
        f"{listed(made, 8)}\n    FROM {source} AS p\n    WHERE {conditions}\n)"
    )


def _first_true(cases) -> str:
    lines = "".join(f"\n    WHEN {hanging(condition, 9)} THEN {literal(code)}" for condition, code in cases)
    return f"CASE{lines}\nEND"


def _in_force(protocol: Protocol, step: Step) -> str:
    """The days of running on which both the protocol's version and the step's hold."""
    first = max(one.effective_from for one in (protocol, step) if one.effective_from)
    last = [one.effective_to for one in (protocol, step) if one.effective_to]
    return f"today BETWEEN {literal(first)} AND {literal(min(last))}" if last else f"today >= {literal(first)}"


def _dated(wanted: Planned, columns: Columns) -> str:
    """The days of the window, moved on by what holds a dose back."""
    protocol, step = wanted
    opens, due = after("anchor", step.opens), after("anchor", step.due)
    held = [after(columns[DoneDay(protocol.code, one.step)], one.span) for one in wanted.distances]
    if isinstance(step.done_by, Valid) and step.done_by.spaced:
        others, span = step.done_by.spaced
        last = columns[LastDay(others)]
        held.append(f"CASE WHEN done_on IS NULL AND {last} < today THEN {after(last, span)} END")
    made = [f"{opens} AS opens", f"{due} AS due"]
    if held:
        made = [
            f"{called('greatest', held) if len(held) > 1 else held[0]} AS held_back_to",
            f"greatest({opens}, held_back_to) AS opens",
            f"CASE WHEN held_back_to > {due} THEN held_back_to + {CATCH_UP_DAYS} ELSE {due} END AS due",
        ]
    made.append(f"{after('anchor', step.closes) if step.closes else 'CAST(NULL AS DATE)'} AS closes")
    return f"-- Its window.\ndated AS (\n    SELECT *,\n{listed(made, 8)}\n    FROM planned\n)"


def _rows(wanted: Planned, columns: Columns) -> str:
    protocol, step = wanted
    follows = step.done_by.follows if isinstance(step.done_by, Valid) else None
    over = "ended_on <= today OR " if protocol.ends else ""
    waits = f"{columns[DoneDay(protocol.code, follows.step)]} IS NULL OR " if follows else ""
    state = _STATE.format(released=f"{over}released_because IS NOT NULL", waits=waits)
    why = "CASE WHEN ended_on <= today THEN ended_because ELSE released_because END" if protocol.ends else "released_because"
    advised = "\n    WHEN state IN ('open', 'overdue', 'missed') THEN advised" if step.advice else ""
    made = ["subject", "person", state, "opens", "due", "closes", "done_on", _REASON.format(released=why, advised=advised)]
    return f"SELECT\n{listed(made)}\nFROM dated\nORDER BY subject;"
