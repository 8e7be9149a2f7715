"""A few thousand subjects side by side: where their facts begin in each layer, and every expression worked out for all of them at once."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import UNKNOWN, Days, known
from wanhu.engine.evaluation.needs import Place
from wanhu.engine.evaluation.possible import Clause, Clauses
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.reading import DAY_BITS, TRACK_BITS, Layer, day_of
from wanhu.engine.evaluation.values import Value
from wanhu.engine.expressions import Expression

Places = NDArray[np.int64]
MOST = 0.6  # a larger share of a block is not worth being picked out
FEW = 8  # a part this many times smaller reads its facts itself
_TRACK_MASK = 2**TRACK_BITS - 1


@dataclass(frozen=True)
class View:
    """One layer as a block sees it: for each track and subject, where its facts begin and how many there are.

    With ``at``, the subjects of ``starts`` and ``counts`` are others, and ``at`` says where this block's are among them.
    """

    keys: NDArray[np.int64]
    columns: dict[str, Value]
    starts: NDArray[np.int32]  # track × subject
    counts: NDArray[np.int32]
    at: Places | None = None

    def start(self, track: int) -> NDArray[np.int32]:
        """Where the facts of a track begin, for each subject."""
        return self.starts[track] if self.at is None else self.starts[track][self.at]

    def count(self, track: int) -> NDArray[np.int32]:
        """How many facts of a track each subject has."""
        return self.counts[track] if self.at is None else self.counts[track][self.at]

    def among(self, at: Places) -> "View":
        """The same layer for some of the subjects."""
        return replace(self, at=at if self.at is None else self.at[at])

    @cached_property
    def day(self) -> Days:
        """The day of each fact, and one more entry, so that the place after the last may be read (and means nothing)."""
        return np.append(day_of(self.keys), UNKNOWN)

    def day_at(self, at: Places, there: NDArray[np.bool_]) -> Days:
        """The days at some places; unknown where there is none. Every place lies among the facts, or one before or after them."""
        return np.where(there, self.day[at], UNKNOWN)

    def first_from(self, track: int, subjects: Places, low: Days) -> tuple[Places, NDArray[np.bool_]]:
        """For some subjects, the place of the first fact of a track on or after a day (which must be known), and whether there is one."""
        start, count = self.start(track)[subjects].astype(np.int64), self.count(track)[subjects]
        at, end = start.copy(), start + count
        moving = np.flatnonzero(count > 0)
        while len(moving):  # most subjects stop at once; only those with facts that came too early go on
            moving = moving[self.day[at[moving]] < low[moving]]
            at[moving] += 1
            moving = moving[at[moving] < end[moving]]
        return at, at < end

    def last_before(self, track: int, subjects: Places, day: Days) -> Days:
        """For some subjects, the day of the last fact of a track strictly before a day; unknown where there is none."""
        start, count = self.start(track)[subjects].astype(np.int64), self.count(track)[subjects]
        at = start + count - 1
        moving = np.flatnonzero(count > 0)
        while len(moving):
            moving = moving[self.day[at[moving]] >= day[moving]]
            at[moving] -= 1
            moving = moving[at[moving] >= start[moving]]
        return self.day_at(at, at >= start)


@dataclass
class Block:
    """Some subjects of one kind, rising by number, with the persons that they are or belong to."""

    program: Program
    layers: list[Layer]
    subjects: NDArray[np.int64]
    persons: NDArray[np.int64]
    today: int
    done: dict[int, Days] = field(default_factory=dict)  # by number of the step
    taken: dict[int, Places] = field(default_factory=dict)  # by number of the step: the place of the dose that it took
    ages: dict[tuple[int, int], Days] = field(default_factory=dict)  # completed months from an anchor to a day
    known: dict[int, NDArray[np.bool_]] = field(default_factory=dict)  # by identity of the anchor
    values: dict[int, Value] = field(default_factory=dict)  # by identity of the expression
    views: dict[int, View] = field(default_factory=dict)
    ended: dict[str, tuple[Days, NDArray[np.int16]]] = field(default_factory=dict)  # by code of the protocol
    met: dict[Clause, NDArray[np.bool_]] = field(default_factory=dict)
    parts: dict[Clauses, "Block | None"] = field(default_factory=dict)
    whole: "Block | None" = None  # of which this is a part: its subjects ``at``
    at: Places = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.subjects)

    def part(self, clauses: Clauses) -> "Block | None":
        """The subjects who have what the clauses ask for: this block itself where they are most of it, ``None`` where there is nobody."""
        if not clauses:
            return self
        if clauses not in self.parts:
            self.parts[clauses] = self._part(clauses)
        return self.parts[clauses]

    def _part(self, clauses: Clauses) -> "Block | None":
        met = np.ones(len(self), bool)
        for clause in sorted(clauses, key=self._facts):  # the rarest first
            met &= self._meet(clause)
            if not met.any():
                return None
        at = np.flatnonzero(met)
        if len(at) > len(self) * MOST:
            return self
        return Block(self.program, self.layers, self.subjects[at], self.persons[at], self.today, whole=self, at=at)

    def _facts(self, clause: Clause) -> int:
        return sum(len(self.layers[place.read].keys) for place in clause)

    def _meet(self, clause: Clause) -> NDArray[np.bool_]:
        """Where a subject has a fact on one of the tracks of a clause."""
        if clause not in self.met:
            self.met[clause] = np.zeros(len(self), bool)
            for place in clause:
                self.met[clause] |= self.tally(place) > 0
        return self.met[clause]

    def anchored(self, anchor: Expression, day: Days) -> NDArray[np.bool_]:
        """Where an anchor is known, counted once for all steps that have it."""
        if id(anchor) not in self.known:
            self.known[id(anchor)] = known(day)
        return self.known[id(anchor)]

    def done_on(self, number: int) -> Days:
        """When a step was done, by its number; unknown for everybody where there was nobody who could have it done."""
        if number not in self.done:
            self.done[number] = (
                self.whole.done_on(number)[self.at] if self.whole is not None else np.full(len(self), UNKNOWN, np.int32)
            )
        return self.done[number]

    def learn(self, number: int, part: "Block") -> None:
        """Takes over from a part when its subjects did a step."""
        if part is not self and number in self.program.waited_for:
            self.done[number] = np.full(len(self), UNKNOWN, np.int32)
            self.done[number][part.at] = part.done_on(number)

    def forget(self) -> None:
        """Lets go of everything that was worked out."""
        for kept in (self.values, self.views, self.done, self.taken, self.ages, self.known, self.ended, self.met, self.parts):
            kept.clear()

    def view(self, read: int) -> View:
        """A layer as this block sees it."""
        if read not in self.views:
            of_whole = self.whole is not None and (read in self.whole.views or len(self) * FEW > len(self.whole))
            self.views[read] = self.whole.view(read).among(self.at) if self.whole and of_whole else self._view(read)
        return self.views[read]

    def _view(self, read: int) -> View:
        asked, layer = self.program.needs.reads[read], self.layers[read]
        rising, back = self._people if asked.key == "person" else (self.subjects, None)
        if self.whole is not None:
            return _view(layer.of(rising), rising, len(asked.tracks), back)
        here = layer.between(int(rising[0]), int(rising[-1])) if len(rising) else layer.between(0, -1)
        for other, seen in self.views.items():  # columns of one table, told apart in no way: counted once
            same = self.layers[other].keys is layer.keys and self.layers[other].tracks is layer.tracks is None
            if same and len(seen.starts) == len(asked.tracks) + 1:
                return replace(seen, columns=here.columns)
        return _view(here, rising, len(asked.tracks), back)

    @cached_property
    def _people(self) -> tuple[NDArray[np.int64], Places | None]:
        """The persons, each once, and where among them each subject's is; subjects that are persons are that already."""
        if np.array_equal(self.persons, self.subjects):
            return self.subjects, None
        rising, back = np.unique(self.persons, return_inverse=True)
        return rising, back

    def first(self, place: Place) -> Days:
        """The first day on a track."""
        view = self.view(place.read)
        return view.day_at(view.start(place.track).astype(np.int64), view.count(place.track) > 0)

    def last(self, place: Place) -> Days:
        """The last day on a track."""
        view = self.view(place.read)
        count = view.count(place.track)
        return view.day_at(view.start(place.track).astype(np.int64) + count - 1, count > 0)

    def tally(self, place: Place) -> NDArray[np.int32]:
        """How many facts there are on a track."""
        return self.view(place.read).count(place.track)


def _view(here: Layer, subjects: NDArray[np.int64], tracks: int, back: Places | None) -> View:
    keys = here.keys
    if not len(keys):
        nobody = np.broadcast_to(np.int32(0), (tracks + 1, len(subjects)))
        return View(keys, here.columns, nobody, nobody, back)
    start = np.zeros((tracks + 1, len(subjects)), np.int32)
    count = np.zeros((tracks + 1, len(subjects)), np.int32)
    first = np.flatnonzero((keys[1:] ^ keys[:-1]) >= 1 << DAY_BITS) + 1  # where subject or track change
    first = np.concatenate([[0], first])
    group = keys[first] >> DAY_BITS
    track = here.looked_up(group & _TRACK_MASK)
    at = _positions(subjects, group >> TRACK_BITS)
    many = np.diff(first, append=len(keys))
    if np.any(others := (at < 0) | (track > tracks) | (track == 0)):
        first, at, track, many = first[~others], at[~others], track[~others], many[~others]
    place = track * len(subjects) + at
    start.ravel()[place] = first
    count.ravel()[place] = many
    return View(keys, here.columns, start, count, back)


def _positions(subjects: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each wanted number stands among rising subjects; -1 where it does not."""
    if not len(subjects) or not len(wanted):
        return np.full(len(wanted), -1, np.int64)
    low, width = subjects[0], int(subjects[-1] - subjects[0]) + 1
    if width <= 16 * len(subjects) + 1024:  # numbers lie close together: look up instead of searching
        table = np.full(width, -1, np.int64)
        table[subjects - low] = np.arange(len(subjects))
        return table[wanted - low]
    at = np.minimum(np.searchsorted(subjects, wanted), len(subjects) - 1)
    return np.where(subjects[at] == wanted, at, -1)
