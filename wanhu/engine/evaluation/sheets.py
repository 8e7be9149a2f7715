"""The columns of one fact table, read once for everybody who asks of it, some rows at a time: *sheets*. Arrow reads Wanhu's own files, DuckDB
anything else.

A sheet is as long as a row group of a file, so that it stays near the processor until what was asked for has been picked out of it.
Text of few values stays what it is in a file: numbers into a list of names. So a kind of fact is found by looking its number up, not by
comparing words, and nothing is asked of a column that no rule reads. When a file says of itself that all it holds was recorded in time, the
instants are not even read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from wanhu.engine.arrow import ARROW, pc
from wanhu.engine.evaluation.calendar import UNKNOWN, day_number
from wanhu.engine.evaluation.corrections import Superseded
from wanhu.engine.evaluation.reading import DAY_BITS, DAY_ZERO, LARGEST_SUBJECT, SUBJECT_SHIFT, Request, Track
from wanhu.engine.evaluation.values import Coded, Value, concatenated, unknown
from wanhu.engine.tables import TABLES, Kind

NOBODY = -1  # in a column of people or pregnancies, where there is none
_EPOCH, _MICROSECOND = datetime(1970, 1, 1), timedelta(microseconds=1)
_TOO_LARGE = (
    f"人员或妊娠编号须在 0 与 {LARGEST_SUBJECT} 之间，请检查事实表 / "
    f"numbers of people and pregnancies must lie between 0 and {LARGEST_SUBJECT}: look at the fact tables"
)

Unsorted = tuple[NDArray[np.int64], dict[str, Value], NDArray[np.int64]]


@dataclass(frozen=True)
class Wants:
    """What several requests want of their table: whose facts, which columns, and whether facts of one day must be put in order."""

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    recorded: bool

    @classmethod
    def of(cls, requests: Iterable[Request]) -> "Wants":
        """Everything that any of them wants."""
        keys: dict[str, None] = {}
        columns: dict[str, None] = {}
        recorded = False
        for one in requests:
            keys[one.key] = None
            told = [name for track in one.tracks if not track.everything for name in (track.column, *(track.given or ())[:1])]
            columns |= dict.fromkeys((*one.columns, *told, *([one.known] if one.known else ())))
            recorded |= bool(one.columns)
        return cls(tuple(keys), tuple(columns), recorded)

    def names(self) -> list[str]:
        """Every column of the table to read."""
        return list(dict.fromkeys((*self.keys, "happened", *self.columns, *(("recorded",) if self.recorded else ()))))


@dataclass(frozen=True)
class Sheet:
    """Facts of a table, in no order: whose they are, their days, when they were recorded (µs), and the columns wanted.

    ``counts``: which of them count; all, when it is not there.
    """

    keys: dict[str, NDArray[np.int64]]
    day: NDArray[np.int32]
    recorded: NDArray[np.int64]
    columns: dict[str, Value]
    counts: NDArray[np.bool_] | None = None

    def asked(self, request: Request) -> Unsorted:
        """Keys, columns and instants of recording (none without columns) of the facts that a request asks for."""
        subject, track = self.keys[request.key], self._track(request.tracks)
        wanted = subject != NOBODY if isinstance(track, int) else (track > 0) & (subject != NOBODY)
        if self.counts is not None:
            wanted &= self.counts
        if request.known:
            wanted &= ~unknown(self.columns[request.known])
        some = slice(None) if wanted.all() else np.flatnonzero(wanted)
        keys = subject[some] << SUBJECT_SHIFT
        keys |= (track if isinstance(track, int) else track[some].astype(np.int64)) << DAY_BITS
        keys |= self.day[some].astype(np.int64) - DAY_ZERO
        columns = {name: self.columns[name][some] for name in request.columns}
        return keys, columns, self.recorded[some] if request.columns else np.zeros(0, np.int64)

    def _track(self, tracks: tuple[Track, ...]) -> NDArray[np.uint8] | int:
        """The number of the track of each fact, from 1; 0 where nobody asked for it. A table that is not told apart is one track."""
        if tracks[0].everything:
            return 1
        told = self._text(tracks[0].column)
        givens = {track.given[0] for track in tracks if track.given}
        if len(givens) > 1 or any(track.column != tracks[0].column for track in tracks):
            raise ValueError(f"facts of one read are told apart by one column, and given one other: {tracks}")
        given = self._text(givens.pop()) if givens else None
        number = np.zeros((len(told.names) + 1, len(given.names) + 1 if given else 1), np.uint8)  # the last: unknown
        for at, track in reversed(list(enumerate(tracks, 1))):
            rows = [place for place, name in enumerate(told.names) if name in track.values]
            for place, name in enumerate(given.names if given and track.given else (None,)):
                if not track.given or name in track.given[1]:
                    number[rows, place if track.given else slice(None)] = at
        return number[told.codes, given.codes] if given else number[told.codes, 0]

    def _text(self, name: str) -> Coded:
        column = self.columns[name]
        assert isinstance(column, Coded)
        return column


def from_arrow(table: str, read: pa.Table, wants: Wants) -> Sheet:
    """A sheet of columns that Arrow holds. Raises ValueError for numbers of people that a key has no room for."""
    types = TABLES[table].columns()
    return Sheet(
        {name: _subjects(read[name]) for name in wants.keys},
        _numbers(read["happened"].cast(pa.int32()), np.int32(0)),
        _numbers(read["recorded"].cast(pa.int64()), np.int64(0)) if wants.recorded else np.zeros(0, np.int64),
        {name: array(read[name], types[name].kind) for name in wants.columns},
    )


@dataclass(frozen=True)
class Portion:
    """One row group of a Parquet file of which ``as_written`` holds. ``superseded``: ids of facts that do not count, where any were corrected."""

    table: str
    path: Path
    about: pq.FileMetaData
    number: int
    superseded: Superseded | None

    def sheet(self, wants: Wants, on: date, known_at: datetime) -> Sheet:
        """What is wanted of it. The instants of recording are not read for nothing, when the file itself says that they came before."""
        with pq.ParquetFile(self.path, metadata=self.about, read_dictionary=_texts(self.table), memory_map=True) as file:
            late = not _recorded_by(self.about.row_group(self.number), known_at)
            wants = replace(wants, recorded=wants.recorded or late)
            names = [*wants.names(), *(("id", "void") if self.superseded is not None else ())]
            read = file.read_row_group(self.number, names, use_threads=False)
        sheet = from_arrow(self.table, read, wants)
        counts = sheet.day <= day_number(on)
        if late:
            counts &= sheet.recorded <= (known_at - _EPOCH) // _MICROSECOND
        if self.superseded is not None:
            counts &= ~_numbers(read["void"], np.bool_(False))
            counts[self.superseded.places(read["id"])] = False
        return sheet if counts.all() else replace(sheet, counts=counts)


def portions(table: str, path: Path, superseded: Superseded | None) -> list[Portion]:
    """A file in portions."""
    about = pq.read_metadata(path)
    return [Portion(table, path, about, number, superseded) for number in range(about.num_row_groups)]


def joined(parts: Sequence[Unsorted], request: Request) -> Unsorted:
    """What was picked out of several sheets (at least one), one after the other."""
    keys, columns, recorded = [part[0] for part in parts], [part[1] for part in parts], [part[2] for part in parts]
    named = {name: concatenated([part[name] for part in columns]) for name in request.columns}
    return np.concatenate(keys), named, np.concatenate(recorded)


def as_written(table: str, path: Path) -> bool:
    """Whether a Parquet file has every column of its table as Wanhu writes it, so that Arrow gives the very values."""
    schema = pq.read_schema(path)
    return all(
        name in schema.names
        and schema.field(name).type in (ARROW[column.kind], *((pa.binary(16),) if column.kind is Kind.UUID else ()))
        for name, column in TABLES[table].columns().items()
    )


def _texts(table: str) -> list[str]:
    return [name for name, column in TABLES[table].columns().items() if column.kind is Kind.TEXT]


def _recorded_by(about: Any, known_at: datetime) -> bool:
    """Whether what a row group says of itself shows that everything in it was recorded by an instant."""
    columns = (about.column(at) for at in range(about.num_columns))
    found = next(column.statistics for column in columns if column.path_in_schema == "recorded")
    return found is not None and found.has_min_max and found.max <= known_at


def array(column: pa.ChunkedArray, kind: Kind) -> Value:
    """An Arrow column as the columns of ``values``, unknown values included."""
    match kind:
        case Kind.TEXT:
            return _coded(column)
        case Kind.DATE:
            return _numbers(column.cast(pa.int32()), UNKNOWN)
        case Kind.TRUTH:
            signs = pc.subtract(pc.multiply(pc.cast(column, pa.int8()), pa.scalar(2, pa.int8())), pa.scalar(1, pa.int8()))
            return _numbers(signs, np.int8(0))
        case _:
            return _numbers(column.cast(pa.float64()), np.float64("nan"))


def _coded(column: pa.ChunkedArray) -> Coded:
    column = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    column = column.unify_dictionaries()
    if not column.num_chunks:
        return Coded(np.zeros(0, np.int32), ())
    codes = pa.chunked_array([chunk.indices for chunk in column.chunks])
    return Coded(_numbers(codes.cast(pa.int32()), np.int32(-1)), tuple(column.chunk(0).dictionary.to_pylist()))


def _subjects(column: pa.ChunkedArray) -> NDArray[np.int64]:
    numbers = _numbers(column, np.int64(NOBODY))
    if len(numbers) and (np.count_nonzero(numbers < 0) != column.null_count or numbers.max() >= LARGEST_SUBJECT):
        raise ValueError(_TOO_LARGE)
    return numbers


def _numbers(column: pa.ChunkedArray, absent: Any) -> NDArray[Any]:
    """A column of numbers as one array, with ``absent`` where there is none."""
    if column.null_count:
        column = pc.fill_null(column, pa.scalar(absent.item(), column.type))
    parts = [chunk.to_numpy(zero_copy_only=False) for chunk in column.chunks]
    return np.concatenate(parts) if parts else np.zeros(0, absent.dtype)
