"""Which facts count, and their columns: recorded by ``known_at``, happened by today, and not corrected or taken back since.

Two places can hold them: relations that DuckDB reads (Parquet files, Arrow tables), and the rows of a few people in memory.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import UNKNOWN, day_number
from wanhu.engine.evaluation.corrections import Superseded
from wanhu.engine.evaluation.picked import Among, Choose, Picked, of_some
from wanhu.engine.evaluation.reading import (
    DAY_BITS,
    DAY_ZERO,
    SUBJECT_SHIFT,
    Layer,
    Request,
    Track,
    by_recording,
    in_order,
)
from wanhu.engine.evaluation.sheets import Sheet, Unsorted, Wants, as_written, from_arrow, joined, portions
from wanhu.engine.evaluation.values import Coded, Value, concatenated
from wanhu.engine.protocol import Subject
from wanhu.engine.tables import TABLES, Kind, duckdb_columns

THREADS = 2  # that read and sort
CHILD_YEARS = 18  # rules about children end with the eighteenth birthday


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

    def layers(self, requests: Sequence[Request], moment: Moment, choose: Choose | None = None) -> list[Layer]:
        """The same, several at once. Where there are many, ``choose`` may leave some out before they are sorted; it is not asked about a few."""
        ...

    def rows(self, table: str, columns: Sequence[str], moment: Moment) -> list[tuple[Any, ...]]:
        """All facts that count of a small table, by happened, recorded and id."""
        ...

    def nobody(self, subject: Subject, moment: Moment) -> bool:
        """Whether it can be seen without working anything out that there is no subject of a kind."""
        ...


@dataclass(frozen=True)
class Relations:
    """Fact tables on a DuckDB connection, or in ``files`` as Wanhu writes them, which Arrow reads at half the cost.

    ``relations`` gives the SQL of each table. ``corrected`` names the tables in which some fact supersedes another: only there is anything
    looked up, because reading every fact's id for none would cost more than all the rest.
    """

    connection: duckdb.DuckDBPyConnection
    relations: dict[str, str]
    corrected: frozenset[str]
    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)

    def layer(self, request: Request, moment: Moment) -> Layer:
        return self.layers([request], moment)[0]

    def layers(self, requests: Sequence[Request], moment: Moment, choose: Choose | None = None) -> list[Layer]:
        by_table: dict[str, list[int]] = {}
        for number, request in enumerate(requests):
            by_table.setdefault(request.table, []).append(number)
        parts: list[list[Unsorted]] = [[] for _ in requests]
        sorting: dict[int, Future[tuple[Layer, NDArray[np.int64]]]] = {}

        def sort(number: int, among: Among | None) -> None:
            read, parts[number] = parts[number], []
            sorting[number] = pool.submit(_sorted, read, requests[number], among)

        with ThreadPoolExecutor(THREADS) as pool:
            for table, numbers in by_table.items():
                asked = [requests[number] for number in numbers]
                for picked in pool.map(partial(_picked, requests=asked), self._sheets(table, asked, moment)):
                    for number, part in zip(numbers, picked, strict=True):
                        parts[number].append(part)
                if choose is None:  # then this table is sorted while the next is read
                    for number in numbers:
                        sort(number, None)
            if choose is not None:
                among = choose(Picked(requests, list(parts)))
                for number in sorted(range(len(requests)), key=lambda number: -sum(len(keys) for keys, *_ in parts[number])):
                    sort(number, among.get(requests[number].key))  # the longest first: then nobody waits for it at the end
            return [self._settled(request, moment, *sorting[number].result()) for number, request in enumerate(requests)]

    def _settled(self, request: Request, moment: Moment, layer: Layer, again: NDArray[np.int64]) -> Layer:
        """Facts of one track recorded in one instant for one day, put in the order of their ids: those few subjects are read once more."""
        if not len(again):
            return layer
        keys, columns, _ = self._selected(request.table, Wants.of([request]), moment, (request.key, again)).asked(request)
        others = ~np.isin(layer.keys >> SUBJECT_SHIFT, again)
        joined = {name: concatenated([column[others], columns[name]]) for name, column in layer.columns.items()}
        return in_order(np.concatenate([layer.keys[others], keys]), joined)

    def _sheets(self, table: str, requests: Sequence[Request], moment: Moment) -> list[Callable[[], Sheet]]:
        """The facts of a table that count, in no order, in as many sheets as can be read side by side."""
        wants = Wants.of(requests)
        if table not in self.files:
            whole = self._selected(table, wants, moment)
            return [lambda: whole]
        superseded = self._taken_back(table, moment)
        found = [part for path in self.files[table] for part in portions(table, path, superseded)]
        if not found:  # files without a row have no row group
            return [partial(self._selected, table, wants, moment)]
        return [partial(part.sheet, wants, moment.on, moment.known_at) for part in found]

    def _taken_back(self, table: str, moment: Moment) -> Superseded | None:
        """The ids of the facts of a table that were corrected; ``None`` where none ever was, and nothing need be looked up."""
        if table not in self.corrected:
            return None
        found = self.connection.execute(self._superseded(table), {"known_at": moment.known_at}).fetchall()
        return Superseded.of(_uuid(one) for (one,) in found)

    def _selected(self, table: str, wants: Wants, moment: Moment, whose: tuple[str, NDArray[np.int64]] | None = None) -> Sheet:
        """The same by DuckDB; of some people or pregnancies alone, by when they were recorded and then by id."""
        types = TABLES[table].columns()
        picked = ", ".join(f'CAST("{name}" AS {types[name].kind.value}) AS "{name}"' for name in wants.names())
        some = ""
        if whose is not None:
            self.connection.register("tied_subjects", pa.table({"subject": whose[1]}))
            some = f' AND "{whose[0]}" IN (SELECT subject FROM tied_subjects) ORDER BY recorded, id'
        sql = f"SELECT {picked} FROM {self.relations[table]} WHERE {self.effective(table)}{some}"
        return from_arrow(table, self.connection.sql(sql, params=_parameters(moment)).to_arrow_table(), wants)

    def nobody(self, subject: Subject, moment: Moment) -> bool:
        return False  # of a city it is not worth finding out

    def rows(self, table: str, columns: Sequence[str], moment: Moment) -> list[tuple[Any, ...]]:
        listed = ", ".join(f'"{column}"' for column in columns)
        sql = f"SELECT {listed} FROM {self.relations[table]} WHERE {self.effective(table)} ORDER BY happened, recorded, id"
        return self.connection.execute(sql, _parameters(moment)).fetchall()

    def effective(self, table: str) -> str:
        """SQL condition on the rows of a table that count; ``$today`` and ``$known_at`` are its parameters."""
        seen = "happened <= CAST($today AS DATE) AND recorded <= CAST($known_at AS TIMESTAMP)"
        if table not in self.corrected:
            return seen
        return f"{seen} AND NOT void AND id NOT IN ({self._superseded(table)})"

    def _superseded(self, table: str) -> str:
        """SQL of the ids of the facts that others, known by then, took the place of."""
        known = "supersedes IS NOT NULL AND recorded <= CAST($known_at AS TIMESTAMP)"
        return f"SELECT supersedes FROM {self.relations[table]} WHERE {known}"


@dataclass(frozen=True)
class Rows:
    """The facts of a few people in memory: for each table its rows as tuples in the order of the table's columns."""

    tables: Mapping[str, Sequence[tuple[Any, ...]]]

    def layers(self, requests: Sequence[Request], moment: Moment, choose: Choose | None = None) -> list[Layer]:
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
    relations, files = {}, {}
    for name in TABLES:
        paths = (
            [folder / f"{name}.parquet"] if (folder / f"{name}.parquet").exists() else sorted((folder / name).glob("*.parquet"))
        )
        if paths:
            listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
            relations[name], files[name] = f"read_parquet([{listed}])", tuple(paths)
    if not relations:
        raise FileNotFoundError(f"{folder} 中没有事实表 / {folder} holds no fact table (person.parquet, dose.parquet …)")
    readable = on_connection(connection, relations)
    plain = {name: paths for name, paths in files.items() if all(as_written(name, path) for path in paths)}
    return replace(readable, files=plain)


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


def _track_of_row(tracks: tuple[Track, ...], row: tuple[Any, ...], places: Mapping[str, int]) -> int:
    for number, track in enumerate(tracks, 1):
        if track.everything or (
            row[places[track.column]] in track.values and (not track.given or row[places[track.given[0]]] in track.given[1])
        ):
            return number
    return 0


def _picked(sheet: Callable[[], Sheet], requests: Sequence[Request]) -> list[Unsorted]:
    read = sheet()  # once, whatever is picked out of it
    return [read.asked(request) for request in requests]


def _sorted(parts: Sequence[Unsorted], request: Request, among: NDArray[np.bool_] | None) -> tuple[Layer, NDArray[np.int64]]:
    if among is not None:
        parts = [of_some(part, among) for part in parts]
    return by_recording(*joined(parts, request), request.in_order())


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


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
