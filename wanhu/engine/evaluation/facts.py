"""Which facts count, and their columns: recorded by ``known_at``, happened by today, and not corrected or taken back since.

Two places can hold them: relations that DuckDB reads (Parquet files, Arrow tables), and the rows of a few people in memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import UNKNOWN, day_number
from wanhu.engine.evaluation.reading import (
    DAY_BITS,
    DAY_ZERO,
    LARGEST_SUBJECT,
    SUBJECT_SHIFT,
    Layer,
    Request,
    Track,
    by_recording,
    in_order,
)
from wanhu.engine.evaluation.values import Coded, Value
from wanhu.engine.protocol import Subject
from wanhu.engine.tables import TABLES, Kind, duckdb_columns

CHILD_YEARS = 18  # rules about children end with the eighteenth birthday

_EPOCH = datetime(1970, 1, 1)
_TOO_LARGE = (
    f"人员或妊娠编号须在 0 与 {LARGEST_SUBJECT} 之间，请检查事实表 / "
    f"numbers of people and pregnancies must lie between 0 and {LARGEST_SUBJECT}: look at the fact tables"
)
_DAY = f"(happened - DATE '1970-01-01') - ({DAY_ZERO})"


@dataclass(frozen=True)
class Moment:
    """For which day a list is made, and as known at which instant (naive UTC)."""

    on: date
    known_at: datetime


class Facts(Protocol):
    """Fact tables, wherever they lie."""

    def layer(self, request: Request, moment: Moment) -> Layer:
        """The facts asked for, sorted; of two on one day the later recorded comes last, then the larger id."""
        ...

    def layers(self, requests: Sequence[Request], moment: Moment) -> list[Layer]:
        """The same, several at once."""
        ...

    def rows(self, table: str, columns: Sequence[str], moment: Moment) -> list[tuple[Any, ...]]:
        """All facts that count of a small table, by happened, recorded and id."""
        ...

    def nobody(self, subject: Subject, moment: Moment) -> bool:
        """Whether it can be seen without working anything out that there is no subject of a kind."""
        ...


@dataclass(frozen=True)
class Relations:
    """Fact tables on a DuckDB connection.

    ``relations`` gives the SQL of each table. ``corrected`` names the tables in which some fact supersedes another: only there is anything
    looked up, because reading every fact's id for none would cost more than all the rest.
    """

    connection: duckdb.DuckDBPyConnection
    relations: dict[str, str]
    corrected: frozenset[str]

    def layer(self, request: Request, moment: Moment) -> Layer:
        return self.layers([request], moment)[0]

    def layers(self, requests: Sequence[Request], moment: Moment) -> list[Layer]:
        with ThreadPoolExecutor(1) as sorting:  # while one is read, the one before is sorted
            sorted_ones = [
                sorting.submit(by_recording, *self._read(request, moment, None), request.in_order()) for request in requests
            ]
            return [self._settled(request, moment, *one.result()) for request, one in zip(requests, sorted_ones, strict=True)]

    def _settled(self, request: Request, moment: Moment, layer: Layer, again: NDArray[np.int64]) -> Layer:
        """Facts of one track recorded in one instant for one day, put in the order of their ids: those few subjects are read once more."""
        if not len(again):
            return layer
        keys, columns, _ = self._read(request, moment, again)
        others = ~np.isin(layer.keys >> SUBJECT_SHIFT, again)
        joined = {name: _joined(column[others], columns[name]) for name, column in layer.columns.items()}
        return in_order(np.concatenate([layer.keys[others], keys]), joined)

    def nobody(self, subject: Subject, moment: Moment) -> bool:
        return False  # a city has them all

    def rows(self, table: str, columns: Sequence[str], moment: Moment) -> list[tuple[Any, ...]]:
        listed = ", ".join(f'"{column}"' for column in columns)
        sql = f"SELECT {listed} FROM {self.relations[table]} WHERE {self.effective(table)} ORDER BY happened, recorded, id"
        return self.connection.execute(sql, _parameters(moment)).fetchall()

    def effective(self, table: str) -> str:
        """SQL condition on the rows of a table that count; ``$today`` and ``$known_at`` are its parameters."""
        seen = "happened <= CAST($today AS DATE) AND recorded <= CAST($known_at AS TIMESTAMP)"
        if table not in self.corrected:
            return seen
        superseded = (
            f"SELECT supersedes FROM {self.relations[table]}"
            " WHERE supersedes IS NOT NULL AND recorded <= CAST($known_at AS TIMESTAMP)"
        )
        return f"{seen} AND NOT void AND id NOT IN ({superseded})"

    def _read(
        self, request: Request, moment: Moment, subjects: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.int64], dict[str, Value], NDArray[np.int64]]:
        """Keys, columns and instants of recording (microseconds; none without columns) in no order; for some ``subjects`` alone, by time of
        recording and id.
        """
        types = TABLES[request.table].columns()
        picked = [
            f'("{request.key}" * {1 << SUBJECT_SHIFT} + ((CAST(track AS BIGINT) << {DAY_BITS}) | ({_DAY}))) AS "key"',
            *(f'{_as_array(name, types[name].kind)} AS "{name}"' for name in request.columns),
        ]
        picked += ["epoch_us(recorded) AS instant"] if request.columns else []
        where = [self.effective(request.table), f'"{request.key}" IS NOT NULL', "track > 0"]
        where += [f'"{request.known}" IS NOT NULL'] if request.known else []
        order = ""
        if subjects is not None:
            self.connection.register("tied_subjects", pa.table({"subject": subjects}))
            where.append(f'"{request.key}" IN (SELECT subject FROM tied_subjects)')
            order = " ORDER BY recorded, id"
        source = f"(SELECT *, {_track_of(request.tracks)} AS track FROM {self.relations[request.table]})"
        sql = f"SELECT {', '.join(picked)} FROM {source} WHERE {' AND '.join(where)}{order}"
        try:
            found = self.connection.sql(sql, params=_parameters(moment)).to_arrow_table()
        except duckdb.OutOfRangeException as overflow:
            raise ValueError(_TOO_LARGE) from overflow
        keys = _whole(found["key"])
        if len(keys) and keys.min() < 0:
            raise ValueError(_TOO_LARGE)
        recorded = _whole(found["instant"]) if request.columns else np.zeros(0, np.int64)
        return keys, {name: _array(found[name], types[name].kind) for name in request.columns}, recorded


@dataclass(frozen=True)
class Rows:
    """The facts of a few people in memory: for each table its rows as tuples in the order of the table's columns."""

    tables: Mapping[str, Sequence[tuple[Any, ...]]]

    def layers(self, requests: Sequence[Request], moment: Moment) -> list[Layer]:
        return [self.layer(request, moment) for request in requests]

    def layer(self, request: Request, moment: Moment) -> Layer:
        places = {name: at for at, name in enumerate(TABLES[request.table].columns())}
        types = TABLES[request.table].columns()
        keys, values = [], {name: [] for name in request.columns}
        for row in self._standing(request.table, moment):
            subject = row[places[request.key]]
            track = _track_of_row(request.tracks, row, places)
            if subject is None or not track or (request.known and row[places[request.known]] is None):
                continue
            day = day_number(row[places["happened"]]) - DAY_ZERO
            keys.append((subject << SUBJECT_SHIFT) | (track << DAY_BITS) | day)
            for name in request.columns:
                values[name].append(row[places[name]])
        columns = {name: _column(listed, types[name].kind) for name, listed in values.items()}
        return in_order(np.array(keys, np.int64), columns)

    def nobody(self, subject: Subject, moment: Moment) -> bool:
        """Most families have no pregnancy that lasts, or nobody who plans one; and a mother is no child. Facts that were corrected count here, too."""
        match subject:
            case Subject.PREGNANCY:
                return not self.tables.get("pregnancy")
            case Subject.PLANNER:
                return not self.tables.get("status")
            case Subject.CHILD:
                born = list(TABLES["person"].columns()).index("born_on")
                return not any(
                    row[born] is not None and moment.on.year - row[born].year <= CHILD_YEARS
                    for row in self.tables.get("person", ())
                )

    def rows(self, table: str, columns: Sequence[str], moment: Moment) -> list[tuple[Any, ...]]:
        places = {name: at for at, name in enumerate(TABLES[table].columns())}
        standing = sorted(self._standing(table, moment), key=lambda row: row[places["happened"]])
        return [tuple(row[places[name]] for name in columns) for row in standing]

    def _standing(self, table: str, moment: Moment) -> list[tuple[Any, ...]]:
        """The rows that count, by recorded and id."""
        places = {name: at for at, name in enumerate(TABLES[table].columns())}
        recorded, happened, key = places["recorded"], places["happened"], places["id"]
        heard = [row for row in self.tables.get(table, ()) if row[recorded] <= moment.known_at]
        corrected = {str(row[places["supersedes"]]) for row in heard if row[places["supersedes"]] is not None}
        standing = [
            row for row in heard
            if row[happened] <= moment.on and not row[places["void"]] and not (corrected and str(row[key]) in corrected)
        ]  # fmt: skip
        return sorted(standing, key=lambda row: (row[recorded], _uuid(row[key])))


def from_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> Relations:
    """Facts in ``folder/<table>.parquet`` or ``folder/<table>/*.parquet``; a table with no file is empty.

    Raises FileNotFoundError when the folder holds no fact table at all.
    """
    relations = {}
    for name in TABLES:
        paths = (
            [folder / f"{name}.parquet"] if (folder / f"{name}.parquet").exists() else sorted((folder / name).glob("*.parquet"))
        )
        if paths:
            listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
            relations[name] = f"read_parquet([{listed}])"
    if not relations:
        raise FileNotFoundError(f"{folder} 中没有事实表 / {folder} holds no fact table (person.parquet, dose.parquet …)")
    return on_connection(connection, relations)


def on_connection(connection: duckdb.DuckDBPyConnection, relations: dict[str, str]) -> Relations:
    """Facts in relations that the connection knows; tables not named are empty, and so are optional columns that a relation lacks.

    Raises ValueError for a relation that cannot be read or lacks a column that every fact must have.
    """
    complete = {name: _complete(connection, name, relation) for name, relation in relations.items()}
    for name, table in TABLES.items():
        if name not in complete:
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS empty_{name} ({', '.join(duckdb_columns(table))})")
            complete[name] = f"empty_{name}"
    corrected = frozenset(
        name for name in relations
        if connection.execute(f"SELECT 1 FROM {complete[name]} WHERE supersedes IS NOT NULL LIMIT 1").fetchall()
    )  # fmt: skip
    return Relations(connection, complete, corrected)


def _complete(connection: duckdb.DuckDBPyConnection, name: str, relation: str) -> str:
    """SQL of a relation with every column of its table: files written before a column was thought of do not have it."""
    try:
        there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise ValueError(
            f"事实表 {name} 读不了（{relation}）：{why}；请重新导出这个文件 / fact table {name} cannot be read ({relation}): export the file again"
        ) from error
    missing = {column: one for column, one in TABLES[name].columns().items() if column not in there}
    if needed := [column for column, one in missing.items() if not one.optional]:
        raise ValueError(
            f"事实表 {name}（{relation}）缺少必需的列：{'、'.join(needed)}；各列见 wanhu/engine/tables.py / "
            f"fact table {name} ({relation}) lacks columns that every fact must have: {', '.join(needed)}; wanhu/engine/tables.py describes them"
        )
    if not missing:
        return relation
    empty = ", ".join(f'CAST(NULL AS {one.kind.value}) AS "{column}"' for column, one in missing.items())
    return f"(SELECT *, {empty} FROM {relation})"


def _parameters(moment: Moment) -> dict[str, Any]:
    return {"today": moment.on, "known_at": moment.known_at}


def _track_of(tracks: tuple[Track, ...]) -> str:
    """SQL of the number of the track of a row, from 1; 0 or NULL for rows that nobody asked for."""
    if len(tracks) == 1 and tracks[0].everything:
        return "1"
    names = [value for track in tracks for value in track.values]
    if len(names) == len(tracks) and not any(track.given for track in tracks):
        return f'list_position([{", ".join(map(_text, names))}], "{tracks[0].column}")'
    cases = " ".join(f"WHEN {_belongs(track)} THEN {number}" for number, track in enumerate(tracks, 1))
    return f"CASE {cases} ELSE 0 END"


def _belongs(track: Track) -> str:
    parts = [(track.column, track.values), *([track.given] if track.given else [])]
    return " AND ".join(f'"{column}" IN ({", ".join(map(_text, values))})' for column, values in parts)


def _track_of_row(tracks: tuple[Track, ...], row: tuple[Any, ...], places: Mapping[str, int]) -> int:
    for number, track in enumerate(tracks, 1):
        if track.everything or (
            row[places[track.column]] in track.values and (not track.given or row[places[track.given[0]]] in track.given[1])
        ):
            return number
    return 0


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _as_array(name: str, kind: Kind) -> str:
    """SQL of a column as an array holds it, unknown values included."""
    quoted = f'"{name}"'
    match kind:
        case Kind.DATE:
            return f"coalesce(CAST({quoted} - DATE '1970-01-01' AS INTEGER), {int(UNKNOWN)})"
        case Kind.TRUTH:
            return f"CAST(CASE {quoted} WHEN TRUE THEN 1 WHEN FALSE THEN -1 ELSE 0 END AS TINYINT)"
        case Kind.TEXT:
            return f"CAST({quoted} AS VARCHAR)"
        case _:
            return f"coalesce(CAST({quoted} AS DOUBLE), CAST('nan' AS DOUBLE))"


def _whole(column: pa.ChunkedArray) -> NDArray[Any]:
    """A column without nulls as one array that may be written to."""
    parts = [chunk.to_numpy(zero_copy_only=False) for chunk in column.chunks]
    return np.concatenate(parts) if parts else np.zeros(0, column.type.to_pandas_dtype())


def _array(column: pa.ChunkedArray, kind: Kind) -> Value:
    if kind is not Kind.TEXT:
        return _whole(column)
    coded = column.combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return Coded(codes, tuple(coded.dictionary.to_pylist()))


def _column(values: Iterable[Any], kind: Kind) -> Value:
    """A column of Python values as an array."""
    listed = list(values)
    match kind:
        case Kind.DATE:
            return np.array([UNKNOWN if value is None else day_number(value) for value in listed], np.int32)
        case Kind.TRUTH:
            return np.array([0 if value is None else 1 if value else -1 for value in listed], np.int8)
        case Kind.TEXT:
            names = {name: at for at, name in enumerate(dict.fromkeys(value for value in listed if value is not None))}
            return Coded(np.array([-1 if value is None else names[value] for value in listed], np.int32), tuple(names))
        case _:
            return np.array([np.nan if value is None else float(value) for value in listed], np.float64)


def _joined(one: Value, other: Value) -> Value:
    if isinstance(one, Coded) and isinstance(other, Coded):
        names = tuple(dict.fromkeys(one.names + other.names))
        place = {name: at for at, name in enumerate(names)}
        table = np.array([*(place[name] for name in other.names), -1], np.int32)
        return Coded(np.concatenate([one.codes, table[other.codes]]), names)
    return np.concatenate([one, other])  # type: ignore[arg-type]


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
