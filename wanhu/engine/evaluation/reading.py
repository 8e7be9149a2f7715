"""What is asked of one fact table, and the sorted columns that answer it: a *layer*.

Every fact that counts becomes one 64-bit key, ``subject · track · day``, so that one sort puts the facts of a subject side by side, those
of one track (a vaccine, a kind of contact) in the order in which they happened. First, last, n-th and "between" are then positions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import Days
from wanhu.engine.evaluation.values import Value

DAY_BITS, TRACK_BITS = 18, 8
DAY_ZERO = -62_091  # 1800-01-01, counted from 1970-01-01
SUBJECT_SHIFT = DAY_BITS + TRACK_BITS
LARGEST_SUBJECT = 2 ** (62 - SUBJECT_SHIFT)
_DAY_MASK = 2**DAY_BITS - 1
_TRACK_FIELD = np.int64((2**TRACK_BITS - 1) << DAY_BITS)


@dataclass(frozen=True)
class Track:
    """Facts told apart from others of their table: those whose ``column`` holds one of ``values`` (and ``given`` likewise)."""

    column: str
    values: tuple[str, ...]
    given: tuple[str, tuple[str, ...]] | None = None

    @property
    def everything(self) -> bool:
        """Whether every fact of the table belongs to it."""
        return self.column == "*"

    @property
    def plain(self) -> bool:
        """Whether it holds facts of one value and asks nothing else of them."""
        return len(self.values) == 1 and not self.given


@dataclass(frozen=True)
class Request:
    """Which facts of a table are wanted: on which tracks (no fact is on two), with which columns of theirs.

    With ``known``, only facts in which that column holds something. ``ordered``: the tracks of which a column is read, so that of two facts on
    one day the later recorded must come last (``None``: all of them).
    """

    table: str
    key: str
    tracks: tuple[Track, ...]
    columns: tuple[str, ...] = ()
    known: str | None = None
    ordered: tuple[Track, ...] | None = None

    def in_order(self) -> NDArray[np.bool_]:
        """For each number of a track, whether the order of its facts on one day matters."""
        found = np.zeros(2**TRACK_BITS, bool)
        for number, track in enumerate(self.tracks, 1):
            found[number] = self.matters(track)
        return found

    def matters(self, track: Track) -> bool:
        """Whether the order of a track's facts on one day matters."""
        return bool(self.columns) and (self.ordered is None or track in self.ordered)


@dataclass(frozen=True)
class Layer:
    """The answer: keys rising, and the columns in the same order.

    Tracks numbered higher than those asked for are there for others, and are passed over. With ``tracks``, the keys hold other tracks altogether:
    ``tracks`` gives the one asked for (0: none) of each, by what the text column ``given`` holds. Layers that differ only in this share their keys,
    and a block puts its own few in order.
    """

    keys: NDArray[np.int64]
    columns: dict[str, Value]
    tracks: NDArray[np.uint8] | None = None
    given: str | None = None

    def between(self, low: int, high: int) -> "Layer":
        """The facts of the subjects from ``low`` to ``high``, on the tracks asked for."""
        begin, end = np.searchsorted(self.keys, [low << SUBJECT_SHIFT, (high + 1) << SUBJECT_SHIFT])
        return self._asked(slice(begin, end))

    def of(self, subjects: NDArray[np.int64]) -> "Layer":
        """The facts of a few subjects, rising, on the tracks asked for."""
        begin = np.searchsorted(self.keys, subjects << SUBJECT_SHIFT)
        many = np.searchsorted(self.keys, (subjects + 1) << SUBJECT_SHIFT) - begin
        before = np.cumsum(many) - many
        return self._asked(np.arange(many.sum()) + np.repeat(begin - before, many))

    def alone(self) -> "Layer":
        """The facts of everybody, on the tracks asked for and no others."""
        return self._asked(slice(None))

    def _asked(self, some: slice | NDArray[np.int64]) -> "Layer":
        keys, columns = self.keys[some], {name: column[some] for name, column in self.columns.items()}
        if self.tracks is None:
            return Layer(keys, columns)
        name = columns[self.given].codes if self.given else 0  # type: ignore[union-attr]
        track = self.tracks[(keys >> DAY_BITS).astype(np.uint8), name]
        at = np.flatnonzero(track)
        keys = (keys[at] & ~_TRACK_FIELD) | (track[at].astype(np.int64) << DAY_BITS)
        return in_order(keys, {name: column[at] for name, column in columns.items()})


def day_of(keys: NDArray[np.int64]) -> Days:
    """The days in keys."""
    return ((keys & _DAY_MASK) + DAY_ZERO).astype(np.int32)


def subject_of(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The subjects in keys."""
    return keys >> SUBJECT_SHIFT


def in_order(keys: NDArray[np.int64], columns: dict[str, Value]) -> Layer:
    """Sorts facts by their keys. Where facts of one person already lie together, as files by person have them, runs are merged."""
    if not np.any(keys[1:] < keys[:-1]):
        return Layer(keys, columns)
    if not columns:
        some = keys[:: max(1, len(keys) >> 14)]
        together = np.count_nonzero(some[1:] < some[:-1]) * 16 < len(some)
        keys.sort(kind="stable" if together else None)
        return Layer(keys, {})
    order = np.argsort(keys, kind="stable")
    return Layer(keys[order], {name: column[order] for name, column in columns.items()})


def by_recording(
    keys: NDArray[np.int64], columns: dict[str, Value], recorded: NDArray[np.int64], ordered: NDArray[np.bool_]
) -> tuple[Layer, NDArray[np.int64]]:
    """Sorts facts by their keys, and those of one key, on the tracks where that matters, by when they were recorded.

    Also the subjects with two such facts recorded in one instant, between which only their ids decide.
    """
    order = (
        None if not np.any(keys[1:] < keys[:-1]) else np.argsort(keys)
    )  # need not be stable: what has one key is put in order below
    keys = keys if order is None else keys[order]
    same = np.flatnonzero((keys[1:] == keys[:-1]) & ordered[(keys[1:] & _TRACK_FIELD) >> DAY_BITS])
    undecided = np.zeros(0, np.int64)
    if len(same):
        order = np.arange(len(keys)) if order is None else order
        at = np.union1d(same, same + 1)
        order[at] = order[at][np.lexsort((recorded[order[at]], keys[at]))]
        few, when = keys[at], recorded[order[at]]
        undecided = distinct(subject_of(few[1:][(few[1:] == few[:-1]) & (when[1:] == when[:-1])]))
    return Layer(keys, columns if order is None else {name: column[order] for name, column in columns.items()}), undecided


def distinct(rising: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each of some rising numbers once."""
    return rising[np.concatenate([[True], rising[1:] != rising[:-1]])] if len(rising) else rising
