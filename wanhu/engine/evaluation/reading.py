"""What is asked of one fact table, and the sorted columns that answer it: a *layer*.

Every fact that counts becomes one 64-bit key, ``subject · track · day``, so that one sort puts the facts of a subject side by side, those
of one track (a vaccine, a kind of contact) in the order in which they happened. First, last, n-th and "between" are then positions.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import Days
from wanhu.engine.evaluation.values import Value

DAY_BITS, TRACK_BITS = 18, 8
DAY_ZERO = -62_091  # 1800-01-01, counted from 1970-01-01
SUBJECT_SHIFT = DAY_BITS + TRACK_BITS
LARGEST_SUBJECT = 2 ** (62 - SUBJECT_SHIFT)
_DAY_MASK = 2**DAY_BITS - 1
_WORD, _STRETCH = 64, 1 << 16
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
    ``tracks`` gives the one asked for (0: none) of each, by what the text column ``given`` holds. Layers that differ only in this share their keys.
    Where a track asked for ``joins`` several, a block puts its own few facts in order; otherwise it looks the numbers up where tracks begin.
    """

    keys: NDArray[np.int64]
    columns: dict[str, Value]
    tracks: NDArray[np.uint8] | None = None
    given: str | None = None
    joins: bool = True

    def between(self, low: int, high: int) -> "Layer":
        """The facts of the subjects from ``low`` to ``high``, on the tracks asked for (as ``tracks`` tells, where none are joined)."""
        begin, end = np.searchsorted(self.keys, [low << SUBJECT_SHIFT, (high + 1) << SUBJECT_SHIFT])
        return self._asked(slice(begin, end))

    def of(self, subjects: NDArray[np.int64]) -> "Layer":
        """The facts of a few subjects, rising, likewise."""
        begin = np.searchsorted(self.keys, subjects << SUBJECT_SHIFT)
        many = np.searchsorted(self.keys, (subjects + 1) << SUBJECT_SHIFT) - begin
        before = np.cumsum(many) - many
        return self._asked(np.arange(many.sum()) + np.repeat(begin - before, many))

    def looked_up(self, tracks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The tracks asked for of some numbers in the keys; 0: none."""
        return tracks if self.tracks is None else self.tracks[tracks, 0].astype(np.int64)

    def alone(self) -> "Layer":
        """The facts of everybody, on the tracks asked for and no others."""
        return replace(self, joins=True)._asked(slice(None))

    def _asked(self, some: slice | NDArray[np.int64]) -> "Layer":
        keys, columns = self.keys[some], {name: column[some] for name, column in self.columns.items()}
        if self.tracks is None or not self.joins:
            return replace(self, keys=keys, columns=columns)
        number = (keys >> DAY_BITS).astype(np.uint8)
        track = self.tracks[number, columns[self.given].codes] if self.given else self.tracks[:, 0].take(number)  # type: ignore[union-attr]
        at = np.flatnonzero(track != 0)
        keys = (keys[at] & ~_TRACK_FIELD) | (track[at].astype(np.int64) << DAY_BITS)
        return in_order(keys, {name: column[at] for name, column in columns.items()})


def day_of(keys: NDArray[np.int64]) -> Days:
    """The days in keys."""
    return ((keys & _DAY_MASK) + DAY_ZERO).astype(np.int32)


def subject_of(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The subjects in keys."""
    return keys >> SUBJECT_SHIFT


def in_order(keys: NDArray[np.int64], columns: dict[str, Value]) -> Layer:
    """Sorts facts by their keys; those of one key stay as they were."""
    if not np.any(keys[1:] < keys[:-1]):
        return Layer(keys, columns)
    if not columns:
        return Layer(np.sort(keys), {})
    keys, order = _ordered(keys)
    return Layer(keys, {name: column[order] for name, column in columns.items()})


def by_recording(
    keys: NDArray[np.int64], columns: dict[str, Value], recorded: NDArray[np.int64], ordered: NDArray[np.bool_]
) -> tuple[Layer, NDArray[np.int64]]:
    """Sorts facts by their keys, and those of one key, on the tracks where that matters, by when they were recorded.

    Also the subjects with two such facts recorded in one instant, between which only their ids decide.
    """
    if not columns:
        return in_order(keys, columns), np.zeros(0, np.int64)
    order = None
    if np.any(keys[1:] < keys[:-1]):
        keys, order = _ordered(keys)
    same = np.flatnonzero((keys[1:] == keys[:-1]) & ordered[(keys[1:] & _TRACK_FIELD) >> DAY_BITS])
    undecided = np.zeros(0, np.int64)
    if len(same):
        order = np.arange(len(keys)) if order is None else order
        at = np.union1d(same, same + 1)
        order[at] = order[at][np.lexsort((recorded[order[at]], keys[at]))]
        few, when = keys[at], recorded[order[at]]
        undecided = distinct(subject_of(few[1:][(few[1:] == few[:-1]) & (when[1:] == when[:-1])]))
    return Layer(keys, columns if order is None else {name: column[order] for name, column in columns.items()}), undecided


def _ordered(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Keys rising, and the place of each before; those of one key in the order in which they were.

    Numbers alone are sorted five times as fast as numbers with their places. So key and place are packed into one number, without the bits
    that no fact here needs: a city's subjects, its years of days and ten million places fit into 64.
    """
    first, last = int(keys.min()) >> SUBJECT_SHIFT, int(keys.max()) >> SUBJECT_SHIFT
    fields = [(*_reach(keys[some] & _DAY_MASK), int(np.max(keys[some] & _TRACK_FIELD))) for some in _stretches(keys)]
    earliest, latest, tracks = min(one[0] for one in fields), max(one[1] for one in fields), max(one[2] for one in fields)
    place_bits, day_bits, track_bits, subject_bits = (
        largest.bit_length() for largest in (len(keys) - 1, latest - earliest, tracks >> DAY_BITS, last - first)
    )
    if place_bits + day_bits + track_bits + subject_bits > _WORD:
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    packed = np.empty(len(keys), np.int64)
    for some in _stretches(keys):
        part = keys[some]
        subject, track, day = (part >> SUBJECT_SHIFT) - first, (part & _TRACK_FIELD) >> DAY_BITS, (part & _DAY_MASK) - earliest
        packed[some] = ((subject << track_bits | track) << day_bits | day) << place_bits | np.arange(some.start, some.stop)
    packed.view(np.uint64).sort()  # the largest subjects may reach what is the sign of a signed number
    packed &= 2**place_bits - 1
    return keys[packed], packed


def _stretches(keys: NDArray[np.int64]) -> list[slice]:
    """Parts of a long column that stay near the processor while several things are done to them."""
    return [slice(at, min(at + _STRETCH, len(keys))) for at in range(0, len(keys), _STRETCH)]


def _reach(numbers: NDArray[np.int64]) -> tuple[int, int]:
    return int(numbers.min()), int(numbers.max())


def distinct(rising: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each of some rising numbers once."""
    return rising[np.concatenate([[True], rising[1:] != rising[:-1]])] if len(rising) else rising
