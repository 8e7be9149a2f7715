"""Facts written as Parquet, in the exact shape of ``wanhu.engine.tables``.

Whatever a life produced is handed over as arrays, a chunk at a time, and every one of the fourteen tables exists at the end:
those of which the city knows nothing are empty, with the right columns. Identifiers look like UUIDv7 and are made from the
day, the table, the seed and a counter, so that the same seed gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from wanhu.engine.arrow import ARROW
from wanhu.engine.tables import TABLES, FactTable
from wanhu.synthetic.days import NEVER, Days

Values = Any
"""One column: an array of numpy (dates as day numbers) or Arrow, or one value for all rows."""
ROW_GROUP = 250_000
UNKNOWN = -1
"""A number or key that is not known, where only such as are not negative can be."""


def schema(table: type[FactTable]) -> pa.Schema:
    """The Arrow schema of a fact table."""
    return pa.schema([pa.field(name, ARROW[column.kind]) for name, column in table.columns().items()])


def uuids(milliseconds: NDArray[np.int64], table: int, seed: int, number: NDArray) -> pa.Array:
    """UUIDv7-like numbers: 48 bits of time, 12 bits naming the table, then 22 bits of the seed and the fact's number in 40 bits."""
    count = len(milliseconds)
    words = np.empty((count, 2), dtype=">u8")
    words[:, 0] = (milliseconds.astype(np.uint64) << np.uint64(16)) | np.uint64(0x7000 | (table & 0xFFF))
    tail = np.uint64((0b10 << 62) | ((seed & 0x3FFFFF) << 40))
    words[:, 1] = tail | number.astype(np.uint64)
    storage = pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), count, [None, pa.py_buffer(words.tobytes())])
    return pa.ExtensionArray.from_storage(pa.uuid(), storage)


def texts(pool: Sequence[str | None], codes: NDArray) -> pa.Array:
    """One text per code, from a pool."""
    return pa.array(list(pool), pa.string()).take(pa.array(codes))


def dates(days: Days) -> pa.Array:
    """Dates; ``NEVER`` becomes empty."""
    return pa.array(days.astype(np.int32), mask=days == NEVER).cast(pa.date32())


def optional(values: NDArray, empty: NDArray[np.bool_]) -> pa.Array:
    """Numbers with some of them empty."""
    return pa.array(values, mask=empty)


class FactFiles:
    """The fourteen files of one folder, filled in pieces and closed together."""

    def __init__(self, out: Path, seed: int) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.seed = seed
        self.rows = dict.fromkeys(TABLES, 0)
        self._schemas = {name: schema(table) for name, table in TABLES.items()}
        self._writers = {
            name: pq.ParquetWriter(out / f"{name}.parquet", wanted, **_kept(wanted)) for name, wanted in self._schemas.items()
        }

    def write(self, name: str, recorded: NDArray[np.int64], columns: Mapping[str, Values]) -> None:
        """Appends facts. ``recorded`` is in milliseconds since 1970 UTC; ``person``, ``happened`` and ``source`` must be among
        ``columns``; what is not given is empty (``void``: false)."""
        count = len(recorded)
        if count == 0:
            return
        made: dict[str, Values] = {
            "id": self.identifiers(name, recorded, np.arange(self.rows[name], self.rows[name] + count)),
            "recorded": pa.array(recorded * 1000, pa.timestamp("us")),
            "void": False,
        }
        made.update(columns)
        wanted = self._schemas[name]
        unknown = set(made) - set(wanted.names)
        if unknown:
            raise KeyError(f"{name} has no column {sorted(unknown)}")
        arrays = [_column(made.get(field.name), field.type, count) for field in wanted]
        self._writers[name].write_table(pa.Table.from_arrays(arrays, schema=wanted), row_group_size=ROW_GROUP)
        self.rows[name] += count

    def identifiers(self, name: str, recorded: NDArray[np.int64], number: NDArray) -> pa.Array:
        """The identifiers of facts by when they were recorded and their place in the table."""
        return uuids(recorded, list(TABLES).index(name), self.seed, number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for writer in self._writers.values():
            writer.close()


def _kept(wanted: pa.Schema) -> dict[str, Any]:
    """How columns are written. Ids and instants hardly ever repeat: a dictionary of them would be read for nothing."""
    return {
        "compression": {name: "lz4" if name == "id" else "zstd" for name in wanted.names},
        "use_dictionary": [name for name in wanted.names if name not in ("id", "recorded")],
        "column_encoding": {"recorded": "DELTA_BINARY_PACKED"},
    }


def _column(value: Values, kind: pa.DataType, count: int) -> pa.Array:
    if value is None:
        return pa.nulls(count, kind)
    if isinstance(value, np.ndarray):
        if kind == pa.date32():
            return dates(value)
        value = pa.array(value, mask=value < 0 if pa.types.is_integer(kind) else None)
    if isinstance(value, pa.Array | pa.ChunkedArray):
        array = value.combine_chunks() if isinstance(value, pa.ChunkedArray) else value
        return array if array.type == kind else array.cast(kind)
    return pa.repeat(pa.scalar(value, kind), count)


def recorded_at(rng: np.random.Generator, happened: Days, on: int, typical_lag: float) -> NDArray[np.int64]:
    """When Wanhu first knew: office hours (08:00–17:59 in Shanghai, so 00:00–09:59 UTC), some days after it happened, and never
    after the evening of ``on``. Milliseconds since 1970."""
    lag = np.minimum(rng.exponential(typical_lag, len(happened)), 120).astype(np.int64)
    lag += rng.random(len(happened)) < 0.5
    known = np.minimum(happened.astype(np.int64) + lag, on)
    return known * 86_400_000 + rng.integers(0, 36_000_000, len(happened))
