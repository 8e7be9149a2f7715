"""Collects what is wrong or remarkable in the rows of a file, column by column, and makes the lists that people read."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.body import Body
from wanhu.engine.intake.cells import present
from wanhu.engine.intake.feed import Feed
from wanhu.engine.intake.reasons import REASONS
from wanhu.engine.text import Text

SCHEMA = pa.schema([
    ("row", pa.int32()), ("field", pa.string()), ("header", pa.string()), ("value", pa.string()), ("reason", pa.string()),
    ("message_zh", pa.string()), ("message_en", pa.string()), ("remedy_zh", pa.string()), ("remedy_en", pa.string()),
])  # fmt: skip
ROW = Text("这一行", "the row")
CONSENT = {"consent_purposes": Text("知情同意", "consent"), "consented_on": Text("同意日期", "date of consent")}


class Findings:
    """``bad``: which data rows go back. Reasons are kept as columns, one batch for each field and reason."""

    def __init__(self, feed: Feed, body: Body) -> None:
        self._labels = {each.code: each.label for each in feed.fields} | CONSENT | {"": ROW}
        self._limits = {each.code: each.kind.limits() for each in feed.fields}
        self._body = body
        self.bad: NDArray[np.bool_] = np.zeros(len(body.numbers), dtype=bool)
        self._batches: dict[bool, list[pa.Table]] = {False: [], True: []}

    def codes(self, field: str, codes: pa.Array, *, remark: bool = False) -> None:
        """A reason (text, null: none) for each line of the body."""
        for code in pc.unique(codes.drop_null()).to_pylist():
            self.lines(field, code, pc.fill_null(pc.equal(codes, code), False).to_numpy(zero_copy_only=False), remark=remark)

    def lines(self, field: str, code: str, where: NDArray[np.bool_], *, remark: bool = False) -> None:
        """One reason for some lines of the body."""
        at = np.flatnonzero(where)
        if len(at):
            cells = self._body.cells.get(field)
            values = pa.nulls(len(at), pa.string()) if cells is None else cells.take(pa.array(at))
            self._add(field, code, self._body.at[at], values, remark)

    def rows(self, field: str, code: str, where: NDArray[np.bool_], *, remark: bool = False) -> None:
        """One reason for some data rows."""
        at = np.flatnonzero(where)
        if len(at):
            self._add(field, code, at, pa.nulls(len(at), pa.string()), remark)

    def _add(self, field: str, code: str, rows: NDArray[np.int64], values: pa.Array, remark: bool) -> None:
        label, (lower, upper), reason = self._labels[field], self._limits.get(field, ("", "")), REASONS[code]
        message = Text(
            reason.message.zh.format(label=label.zh, lower=lower, upper=upper),
            reason.message.en.format(label=label.en, lower=lower, upper=upper),
        )
        same = (field, self._body.headers.get(field, label.zh), None, code, *message, *reason.remedy)
        columns = [self._body.numbers.take(pa.array(rows))]
        columns += [values if at == 2 else pa.repeat(pa.scalar(text, pa.string()), len(rows)) for at, text in enumerate(same)]
        self._batches[remark].append(
            pa.Table.from_arrays([column.cast(SCHEMA.field(at).type) for at, column in enumerate(columns)], schema=SCHEMA)
        )
        if not remark:
            self.bad[rows] = True

    def table(self, *, remarks: bool) -> pa.Table:
        """The list, in the order of the file. Remarks are given only for rows that were taken."""
        batches = self._batches[remarks]
        if not batches:
            return SCHEMA.empty_table()
        found = pa.concat_tables(batches)
        if remarks:
            gone = self._body.numbers.filter(pa.array(self.bad))
            found = found.filter(pc.invert(pc.is_in(found["row"], value_set=gone)))
        return found.take(pc.sort_indices(found, sort_keys=[("row", "ascending")])).combine_chunks()


def has(codes: pa.Array | None, count: int) -> NDArray[np.bool_]:
    """Where there is a reason."""
    return np.zeros(count, dtype=bool) if codes is None else present(codes)
