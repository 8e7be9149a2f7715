"""Facts kept in memory, and written in the order in which they were recorded: what one person's life left lies scattered over the years.

Columns are kept narrow (a text is a place in a pool), so that the forty million facts of a large city fit. A few facts are corrected
or taken back by later ones, as happens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.tables import TABLES, Kind
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.facts import ROW_GROUP, UNKNOWN, FactFiles, recorded_at

DAY = 86_400_000
NARROW = {
    Kind.KEY: np.int32,
    Kind.SMALL: np.int16,
    Kind.WHOLE: np.int32,
    Kind.DATE: np.int32,
    Kind.REAL: np.float32,
    Kind.TRUTH: np.bool_,
}
CORRECTED = {"measurement": 0.002, "contact": 0.001, "birth": 0.001}
"""Facts first written down wrong, and corrected within weeks."""
DOUBLE = {"dose": 0.0005, "contact": 0.0005}
"""Facts entered twice, the second taken back."""


@dataclass
class Pile:
    """The columns of one table, in pieces, and the texts that their codes stand for."""

    pieces: dict[str, list[NDArray]] = field(default_factory=dict)
    pools: dict[str, dict[str, int]] = field(default_factory=dict)
    rows: int = 0

    def codes(self, column: str, names: list[str]) -> NDArray[np.int16]:
        """Places of texts in the column's pool, which grows."""
        pool = self.pools.setdefault(column, {})
        return np.array([pool.setdefault(name, len(pool)) for name in names], dtype=np.int16)


class Ledger:
    """Takes facts from the chapters (it is a ``Put``) and writes them all at the end."""

    def __init__(self, rng: np.random.Generator, on: int, sender: NDArray[np.int64]) -> None:
        """``sender``: for each person the number of the delivery in which facts about it come."""
        self.rng, self.on, self.sender = rng, on, sender
        self.piles = {name: Pile() for name in TABLES}

    def __call__(self, table: str, keep: NDArray[np.bool_], person: NDArray, happened: Days, columns: Mapping[str, Any],
                 lag: float = 6.0, told: Days | None = None) -> None:  # fmt: skip
        rows = np.flatnonzero(keep)
        if not len(rows):
            return
        pile, who, day = self.piles[table], person[rows], happened[rows].astype(np.int32)
        made: dict[str, Any] = {
            "person": who + 1, "happened": day, "_sender": self.sender[who].astype(np.int16),
            "_recorded": recorded_at(self.rng, day if told is None else np.maximum(day, told[rows]), self.on, lag),
        }  # fmt: skip
        for name, column in TABLES[table].columns().items():
            if name in columns:
                made[name] = self._narrow(pile, name, column.kind, columns[name], rows)
        self._keep(pile, made, len(rows))

    def write(self, files: FactFiles) -> None:
        """Writes all tables, one after the other, and forgets each."""
        for name in TABLES:
            pile = self.piles.pop(name)
            if pile.rows:
                self._write(files, name, pile)

    def _narrow(self, pile: Pile, name: str, kind: Kind, value: Any, rows: NDArray) -> NDArray:
        if kind is Kind.TEXT:
            names, codes = value if isinstance(value, tuple) else ([value], None)
            places = pile.codes(name, list(names))
            return np.broadcast_to(places, len(rows)).copy() if codes is None else places[np.asarray(codes)[rows]]
        narrow = NARROW[kind]
        return value[rows].astype(narrow) if isinstance(value, np.ndarray) else np.full(len(rows), value, dtype=narrow)

    def _keep(self, pile: Pile, made: dict[str, NDArray], count: int) -> None:
        for name in made.keys() | pile.pieces.keys():
            if name not in pile.pieces:
                pile.pieces[name] = [_nothing(made[name].dtype, pile.rows)] if pile.rows else []
            pile.pieces[name].append(
                made.get(name, _nothing(pile.pieces[name][0].dtype, count)) if pile.pieces[name] else made[name]
            )
        pile.rows += count

    def _write(self, files: FactFiles, name: str, pile: Pile) -> None:
        columns = {each: np.concatenate(pile.pieces.pop(each)) for each in list(pile.pieces)}
        count, of = self._corrections(name, columns)
        order = np.argsort(columns["_recorded"], kind="stable")
        place = np.empty(count, dtype=np.int64)
        place[order] = np.arange(count)
        when = columns["_recorded"][order]
        texts = {each: pa.array([*pool, None], pa.string()) for each, pool in pile.pools.items()}
        pool = pa.array([f"delivery:{number}" for number in range(int(self.sender.max()) + 1)], pa.string())
        for start in range(0, count, ROW_GROUP):
            rows = order[start : start + ROW_GROUP]
            made: dict[str, Any] = {"source": pool.take(pa.array(columns["_sender"][rows]))}
            for each, value in columns.items():
                if not each.startswith("_"):
                    part = value[rows].astype(np.float64).round(3) if value.dtype == np.float32 else value[rows]
                    made[each] = (
                        texts[each].take(pa.array(np.where(part < 0, len(texts[each]) - 1, part))) if each in texts else part
                    )
            if of is not None:
                made |= self._superseding(files, name, of[rows], place, when)
                made["void"] = columns["_void"][rows]
            files.write(name, columns["_recorded"][rows], made)

    def _corrections(self, name: str, columns: dict[str, NDArray]) -> tuple[int, NDArray | None]:
        """Adds corrections to the columns; gives the rows there are now, and for each the row that it supersedes, or -1."""
        count, rng = len(columns["_recorded"]), self.rng
        old = np.flatnonzero(columns["_recorded"] < (self.on - 60) * DAY)
        wrong = old[rng.random(len(old)) < CORRECTED.get(name, 0)]
        twice = old[rng.random(len(old)) < DOUBLE.get(name, 0)]
        if not len(wrong) + len(twice):
            return count, None
        # what is right comes later; an entry made twice comes at once, and is taken back later
        copied = np.concatenate([wrong, twice, twice])
        later = rng.integers(1, 45, len(copied)) * DAY
        later[len(wrong) : len(wrong) + len(twice)] = 60_000
        of = np.full(count + len(copied), -1, dtype=np.int64)
        of[count : count + len(wrong)] = wrong
        of[count + len(wrong) + len(twice) :] = count + len(wrong) + np.arange(len(twice))
        void = np.zeros(count + len(copied), dtype=bool)
        void[count + len(wrong) + len(twice) :] = True
        for each in list(columns):
            columns[each] = np.concatenate([columns[each], columns[each][copied]])
        columns["_recorded"][count:] += later
        columns["_void"] = void
        if name == "measurement":
            columns["value"][wrong] = (columns["value"][wrong] * rng.choice((0.1, 2, 10), len(wrong))).round(1)
        return len(of), of

    def _superseding(self, files: FactFiles, name: str, of: NDArray, place: NDArray, when: NDArray) -> dict[str, pa.Array]:
        """The identifiers of the facts that rows correct, as ``FactFiles`` gave or will give them."""
        has = of >= 0
        known = files.identifiers(name, when[place[of[has]]], place[of[has]])
        where = np.full(len(of), UNKNOWN, dtype=np.int64)
        where[has] = np.arange(int(has.sum()))
        return {"supersedes": known.take(pa.array(where, mask=~has))}


def _nothing(kind: np.dtype, count: int) -> NDArray:
    """A column in which nothing is known: no date, no number, no text."""
    if kind == np.float32:
        return np.full(count, np.nan, dtype=kind)
    return np.full(count, NEVER if kind == np.int32 else UNKNOWN, dtype=kind)
