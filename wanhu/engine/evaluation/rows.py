"""What was worked out, as the rows of a list: Arrow columns, with the facts used as a JSON object in words of the record."""

from datetime import date
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.evaluation.calendar import UNKNOWN, day_number
from wanhu.engine.evaluation.values import Coded, Value

_FEW = pa.dictionary(pa.int32(), pa.string())  # text of few values, kept once
DUE = pa.schema(
    [("subject_kind", _FEW), ("subject", pa.int64()), ("person", pa.int64()), ("area", _FEW)]
    + [(name, _FEW) for name in ("protocol", "step", "state")]
    + [(name, pa.date32()) for name in ("opens", "due", "closes", "done_on")]
    + [("reason", _FEW), ("because", pa.string())]
)
ALERTS = pa.schema(
    [("subject_kind", _FEW), ("subject", pa.int64()), ("person", pa.int64()), ("area", _FEW)]
    + [("rule", _FEW), ("level", _FEW), ("because", pa.string())]
)
_SOON, _LATE = day_number(date(1900, 1, 1)), day_number(date(2100, 1, 1))  # days whose text is kept ready for long columns
_LONG = 256


def as_rows(schema: pa.Schema, columns: dict[str, Value], fixed: dict[str, str], used: dict[str, Value]) -> pa.RecordBatch:
    """Rows of one rule: its own columns, what is the same in all of them, and the facts used."""
    count = len(columns["subject"])
    own = {name: _few(values) if schema.field(name).type == _FEW else _plain(values) for name, values in columns.items()}
    own |= {name: _same(text, count) for name, text in fixed.items()}
    own["because"] = _json(used, count)
    return pa.record_batch([own[field.name] for field in schema], schema=schema)


def by_name(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text of few values with its names in order and none that no row has: so only the rows decide, not the order in which facts were read."""
    used = sorted(name for name in pc.unique(column).cast(pa.string()).to_pylist() if name is not None)
    place = {name: at for at, name in enumerate(used)}
    chunks = []
    for chunk in column.chunks:
        moved = pa.array([place.get(name) for name in chunk.dictionary.to_pylist()], pa.int32())
        chunks.append(pa.DictionaryArray.from_arrays(moved.take(chunk.indices), _names(tuple(used))))
    return pa.chunked_array(chunks, column.type)


def _same(text: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([text], pa.string()))


def _few(values: Value) -> pa.Array:
    """Text of few values; a text that says nothing is as good as none."""
    assert isinstance(values, Coded)
    known = values.codes >= 0
    if "" in values.names:
        known &= values.codes != values.names.index("")
    codes = np.maximum(values.codes, 0)  # also where there is none: Arrow may look a name up before it looks whether there is one
    return pa.DictionaryArray.from_arrays(_arrow(pa.int32(), codes, known), _names(values.names))


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> pa.Array:
    return pa.array(names, pa.string())


def _plain(values: Value) -> pa.Array:
    """Days as dates, text as text; what is unknown, and text that says nothing, as null."""
    if isinstance(values, Coded):
        return pa.array([name or None for name in values.names], pa.string()).take(
            _arrow(pa.int32(), values.codes, values.codes >= 0)
        )
    if values.dtype == np.int32:
        return _arrow(pa.date32(), values, values != UNKNOWN)
    if values.dtype == np.float64:
        return pa.array(values, mask=np.isnan(values))
    if values.dtype == np.int8:
        return pa.array(values > 0, mask=values == 0)
    return pa.array(values)


def _arrow(kind: pa.DataType, values: np.ndarray, known: np.ndarray) -> pa.Array:
    """Numbers of 32 bits as an Arrow array, without copying them."""
    absent = None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(kind, len(values), [absent, pa.py_buffer(np.ascontiguousarray(values))])


def _json(used: dict[str, Value], count: int) -> pa.Array:
    """The facts used as one JSON object a row. Most rules use one day: then the whole object is looked up."""
    if not used:
        return pa.repeat(_text("{}"), count)
    parts: list[pa.Array | pa.Scalar] = []
    for name, values in used.items():
        before, end = f'{"," if parts else "{"}"{name}":', "}" if len(used) == 1 else ""
        days = _ready(values)
        if days is not None:
            parts.append(_days(before, end).take(pa.array(days)))
        else:
            parts += [_text(before), pc.fill_null(_quoted(values), _text("null")), _text(end)]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, _text("" if len(used) == 1 else "}"), _text(""))  # type: ignore[return-value]


def _ready(values: Value) -> np.ndarray | None:
    """Of a long column of days of our time, where each stands in ``_days``; of any other none."""
    if isinstance(values, Coded) or values.dtype != np.int32 or len(values) < _LONG:
        return None
    unknown = values == UNKNOWN
    if np.any(~unknown & ((values < _SOON) | (values > _LATE))):
        return None
    return np.where(unknown, np.int32(_LATE + 1 - _SOON), values - np.int32(_SOON))


@cache
def _days(before: str, after: str) -> pa.Array:
    """Every day of our time as JSON between two texts; the last entry stands for a day that is not known."""
    days = pa.array(np.arange(_SOON, _LATE + 1, dtype=np.int32)).cast(pa.date32()).cast(pa.string())
    return pa.concat_arrays(
        [
            pc.binary_join_element_wise(_text(f'{before}"'), days, _text(f'"{after}'), _text("")),
            pa.array([f"{before}null{after}"]),
        ]
    )


def _text(said: str) -> pa.Scalar:
    """A text for Arrow's functions, which search for a library that is not there whenever they are given one of Python's."""
    return pa.scalar(said, pa.string())


def _quoted(values: Value) -> pa.Array:
    plain = _plain(values)
    if not pa.types.is_date(plain.type) and not isinstance(values, Coded):
        return plain.cast(pa.string())
    plain = plain.cast(pa.string())
    if isinstance(values, Coded):
        plain = pc.replace_substring(pc.replace_substring(plain, "\\", "\\\\"), '"', '\\"')
    return pc.binary_join_element_wise(_text('"'), plain, _text('"'), _text(""))
