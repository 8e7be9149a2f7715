"""A run: facts read once per kind of subject, blocks of subjects worked out side by side, rows joined in one order that never varies."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import UNKNOWN, day_number
from wanhu.engine.evaluation.expressions import column, holds
from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.layers import read_layers
from wanhu.engine.evaluation.people import subjects
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.released import Released, releases
from wanhu.engine.evaluation.steps import STATES, listed
from wanhu.engine.evaluation.values import Coded, Value
from wanhu.engine.protocol import State

BLOCK = 1 << 16  # subjects side by side: enough that numpy's own work outweighs the calls, few enough for little memory
THREADS = 2

DUE = pa.schema(
    [("subject_kind", pa.string()), ("subject", pa.int64()), ("person", pa.int64())]
    + [(name, pa.string()) for name in ("area", "protocol", "step", "state")]
    + [(name, pa.date32()) for name in ("opens", "due", "closes", "done_on")]
    + [(name, pa.string()) for name in ("reason", "because")]
)
ALERTS = pa.schema(
    [("subject_kind", pa.string()), ("subject", pa.int64()), ("person", pa.int64())]
    + [(name, pa.string()) for name in ("area", "rule", "level", "because")]
)


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for: steps in these states, upcoming ones that open within ``ahead`` days, and alerts."""

    states: frozenset[State] = frozenset(State)
    ahead: int | None = None
    steps: bool = True
    alerts: bool = True


@dataclass(frozen=True)
class Piece:
    """Rows of one step or alert in one block: columns that are its own, by name."""

    number: int
    columns: dict[str, Value]


def run(made: Program, facts: Facts, moment: Moment, wanted: Wanted) -> tuple[pa.Table, pa.Table]:
    """Steps and alerts of one kind of subject, as tables of ``DUE`` and ``ALERTS``: by rule, then by subject."""
    layers = read_layers(made, facts, moment)
    everybody, off = subjects(made, facts, layers, moment), releases(facts, made.subject, moment)
    blocks = [
        Block(made, layers, everybody.numbers[at : at + BLOCK], everybody.persons[at : at + BLOCK], day_number(moment.on))
        for at in range(0, len(everybody.numbers), BLOCK)
    ]
    if len(blocks) > 1:
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(lambda block: _block(block, off, wanted), blocks))
    else:
        found = [_block(block, off, wanted) for block in blocks]
    return _due(made, [steps for steps, _ in found]), _alerts(made, [alerts for _, alerts in found])


def _block(block: Block, off: Released, wanted: Wanted) -> tuple[list[Piece], list[Piece]]:
    asked = wanted.steps or any(alert.waits for alert in block.program.alerts)
    steps = list(_steps(block, off, wanted)) if asked else []
    alerts = list(_warnings(block)) if wanted.alerts else []
    block.forget()
    return steps if wanted.steps else [], alerts


def _steps(block: Block, off: Released, wanted: Wanted) -> Iterator[Piece]:
    for number, planned in enumerate(block.program.steps):
        part = block.part(planned.asks)
        if part is None:
            continue
        rows = listed(part, number, off, wanted.states, wanted.ahead)
        block.learn(number, part)
        if rows is not None and len(rows.at):
            used = {f"used {name}": column(part, one)[rows.at] for name, one in planned.because}
            used |= {f"used {code}": part.done_on(place)[rows.at] for code, place in planned.waits.items()}
            own: dict[str, Value] = {
                "state": Coded(rows.state.astype(np.int32), tuple(state.value for state in STATES)),
                "opens": rows.opens, "due": rows.due, "closes": rows.closes, "done_on": rows.done_on,
                "reason": Coded(rows.reason.astype(np.int32), rows.reasons),
            }  # fmt: skip
            yield Piece(number, _whose(part, rows.at) | own | used)


def _warnings(block: Block) -> Iterator[Piece]:
    for number, planned in enumerate(block.program.alerts):
        part = block.part(planned.asks)
        at = np.flatnonzero(holds(part, planned.condition)) if part is not None else ()
        if part is not None and len(at):
            used = {f"used {name}": column(part, one)[at] for name, one in planned.because}
            yield Piece(number, _whose(part, at) | used)


def _whose(block: Block, at: np.ndarray) -> dict[str, Value]:
    area = column(block, block.program.area)
    return {"subject": block.subjects[at], "person": block.persons[at], "area": area[at]}


def _due(made: Program, blocks: list[list[Piece]]) -> pa.Table:
    tables = [DUE.empty_table()]
    for number, columns in _joined(blocks):
        planned = made.steps[number]
        fixed = {"subject_kind": made.subject.value, "protocol": planned.protocol.code, "step": planned.step.code}
        tables.append(_table(DUE, columns, fixed))
    return pa.concat_tables(tables)


def _alerts(made: Program, blocks: list[list[Piece]]) -> pa.Table:
    tables = [ALERTS.empty_table()]
    for number, columns in _joined(blocks):
        alert = made.alerts[number].alert
        tables.append(_table(ALERTS, columns, {"subject_kind": made.subject.value, "rule": alert.code, "level": alert.level}))
    return pa.concat_tables(tables)


def _joined(blocks: list[list[Piece]]) -> Iterator[tuple[int, dict[str, pa.Array]]]:
    """The pieces of each rule, block after block, as Arrow columns."""
    by_number: dict[int, list[Piece]] = {}
    for pieces in blocks:
        for piece in pieces:
            by_number.setdefault(piece.number, []).append(piece)
    for number in sorted(by_number):
        pieces = by_number[number]
        yield number, {name: _arrow([piece.columns[name] for piece in pieces]) for name in pieces[0].columns}


def _table(schema: pa.Schema, columns: dict[str, pa.Array], fixed: dict[str, str]) -> pa.Table:
    count = len(columns["subject"])
    own = {name: pa.repeat(pa.scalar(text), count) for name, text in fixed.items()}
    own["area"] = pc.if_else(pc.equal(columns["area"], ""), pa.scalar(None, pa.string()), columns["area"])
    own["because"] = _json({name[5:]: values for name, values in columns.items() if name.startswith("used ")}, count)
    complete = columns | own
    return pa.table([complete[field.name] for field in schema], schema=schema)


def _arrow(parts: list[Value]) -> pa.Array:
    """Columns of one kind one after another: days as dates, unknown values as null, text as text."""
    first = parts[0]
    if isinstance(first, Coded):
        return pa.concat_arrays([
            pa.array(part.names, pa.string()).take(pa.array(part.codes, mask=part.codes < 0))  # type: ignore[union-attr]
            for part in parts
        ])  # fmt: skip
    whole = np.concatenate(parts)  # type: ignore[arg-type]
    if whole.dtype == np.int32:
        return pa.array(whole, pa.int32(), mask=whole == UNKNOWN).cast(pa.date32())
    if whole.dtype == np.float64:
        return pa.array(whole, mask=np.isnan(whole))
    if whole.dtype == np.int8:
        return pa.array(whole > 0, mask=whole == 0)
    return pa.array(whole)


def _json(used: dict[str, pa.Array], count: int) -> pa.Array:
    """The facts used as one JSON object a row."""
    if not used:
        return pa.repeat(pa.scalar("{}"), count)
    parts: list[pa.Array | pa.Scalar] = []
    for name, values in used.items():
        quote = '"' if pa.types.is_date(values.type) or pa.types.is_string(values.type) else ""
        plain = values.cast(pa.string())
        if pa.types.is_string(values.type):
            plain = pc.replace_substring(pc.replace_substring(plain, "\\", "\\\\"), '"', '\\"')
        text = pc.binary_join_element_wise(quote, plain, quote, "")
        parts += [pa.scalar(f'{"," if parts else "{"}"{name}":'), pc.fill_null(text, "null")]
    return pc.binary_join_element_wise(*parts, "}", "")
