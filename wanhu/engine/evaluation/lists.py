"""A run: facts read once for all kinds of subject, blocks of subjects worked out side by side, rows joined in one order that never varies."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.expressions import column, holds
from wanhu.engine.evaluation.facts import THREADS, Facts, Moment
from wanhu.engine.evaluation.layers import read_layers
from wanhu.engine.evaluation.people import blocks
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.released import Released, releases
from wanhu.engine.evaluation.rows import ALERTS, DUE, as_rows, by_name
from wanhu.engine.evaluation.steps import STATES, Wanted, listed
from wanhu.engine.evaluation.values import Coded, Value

Numbered = tuple[int, pa.RecordBatch]  # the rows of one step or alert in one block, by its number in the program


def run(programs: Sequence[Program], facts: Facts, moment: Moment, wanted: Wanted) -> tuple[pa.Table, pa.Table]:
    """Steps and alerts of several kinds of subject, as tables of ``DUE`` and ``ALERTS``: by kind, by rule, then by subject."""
    programs = [made for made in programs if not facts.nobody(made.subject, moment)]
    read = read_layers(programs, facts, moment, wanted)
    found = [
        _of_one_kind(blocks(made, layers, whom, moment), releases(facts, made.subject, moment), wanted)
        for made, (whom, layers) in zip(programs, read, strict=True)
    ]
    return _whole(DUE, [steps for steps, _ in found]), _whole(ALERTS, [alerts for _, alerts in found])


def _of_one_kind(blocks: list[Block], off: Released, wanted: Wanted) -> tuple[pa.Table, pa.Table]:
    if len(blocks) > 1:
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(lambda block: _block(block, off, wanted), blocks))
    else:
        found = [_block(block, off, wanted) for block in blocks]
    return _joined(DUE, [steps for steps, _ in found]), _joined(ALERTS, [alerts for _, alerts in found])


def _block(block: Block, off: Released, wanted: Wanted) -> tuple[list[Numbered], list[Numbered]]:
    asked = wanted.steps or any(alert.waits for alert in block.program.alerts)
    steps = list(_steps(block, off, wanted)) if asked else []
    alerts = list(_warnings(block)) if wanted.alerts else []
    block.forget()
    return steps if wanted.steps else [], alerts


def _steps(block: Block, off: Released, wanted: Wanted) -> Iterator[Numbered]:
    for number, planned in enumerate(block.program.steps):
        part = block.part(planned.asks)
        if part is None:
            continue
        rows = listed(part, number, off, wanted)
        block.learn(number, part)
        if rows is not None and len(rows.at):
            used = {name: column(part, one)[rows.at] for name, one in planned.because}
            used |= {code: part.done_on(place)[rows.at] for code, place in planned.waits.items()}
            own: dict[str, Value] = {
                "state": Coded(rows.state.astype(np.int32), tuple(state.value for state in STATES)),
                "opens": rows.opens, "due": rows.due, "closes": rows.closes, "done_on": rows.done_on,
                "reason": Coded(rows.reason.astype(np.int32), rows.reasons),
            }  # fmt: skip
            fixed = {"protocol": planned.protocol.code, "step": planned.step.code}
            yield number, as_rows(DUE, _whose(part, rows.at) | own, _kind(block) | fixed, used)


def _warnings(block: Block) -> Iterator[Numbered]:
    for number, planned in enumerate(block.program.alerts):
        part = block.part(planned.asks)
        if part is None:
            continue
        at = np.flatnonzero(holds(part, planned.condition))
        if len(at):
            used = {name: column(part, one)[at] for name, one in planned.because}
            fixed = {"rule": planned.alert.code, "level": planned.alert.level}
            yield number, as_rows(ALERTS, _whose(part, at), _kind(block) | fixed, used)


def _kind(block: Block) -> dict[str, str]:
    return {"subject_kind": block.program.subject.value}


def _whose(block: Block, at: np.ndarray) -> dict[str, Value]:
    area = column(block, block.program.area)
    return {"subject": block.subjects[at], "person": block.persons[at], "area": area[at]}


def _whole(schema: pa.Schema, kinds: list[pa.Table]) -> pa.Table:
    """The rows of every kind of subject."""
    table = pa.concat_tables([schema.empty_table(), *kinds])
    at = schema.get_field_index("area")
    return table.set_column(at, schema.field(at), by_name(table.column(at)))


def _joined(schema: pa.Schema, blocks: list[list[Numbered]]) -> pa.Table:
    """The rows of each rule, block after block."""
    by_number: dict[int, list[pa.RecordBatch]] = {}
    for found in blocks:
        for number, batch in found:
            by_number.setdefault(number, []).append(batch)
    return pa.Table.from_batches([batch for number in sorted(by_number) for batch in by_number[number]], schema)
