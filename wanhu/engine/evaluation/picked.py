"""Facts that were read and are not yet sorted: which subjects have any lately, and leaving out those of whom nothing is asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import UNKNOWN, Days
from wanhu.engine.evaluation.reading import SUBJECT_SHIFT, Request, day_of
from wanhu.engine.evaluation.sheets import Unsorted

ROOM = 1 << 20  # numbers of people and pregnancies that may be written down one by one, however few facts there are,
SPARSE = 16  # and how many for each fact

Among = NDArray[np.bool_]  # by number of the person or pregnancy; the last: of every number beyond


@dataclass(frozen=True)
class Picked:
    """For each request what was picked out of each portion of its table."""

    requests: Sequence[Request]
    parts: Sequence[list[Unsorted]]
    _newest: dict[tuple[str, str], Days | None] = field(default_factory=dict)
    _asked: dict[tuple[str, str], Lock] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asked.update({(request.table, request.key): Lock() for request in self.requests})

    def newest(self, table: str, key: str) -> Days | None:
        """The newest day of a fact, by number of the person or pregnancy; unknown: no fact. ``None`` when the numbers lie too far apart for that."""
        with self._asked[table, key]:  # by one thread, while others ask of other tables
            if (table, key) not in self._newest:
                self._newest[table, key] = self._worked_out(table, key)
            return self._newest[table, key]

    def _worked_out(self, table: str, key: str) -> Days | None:
        asked = [
            one
            for request, parts in zip(self.requests, self.parts, strict=True)
            if (request.table, request.key) == (table, key)
            for one in parts
        ]
        subjects = [keys >> SUBJECT_SHIFT for keys, *_ in asked]
        room = max((int(numbers.max()) + 1 for numbers in subjects if len(numbers)), default=0)
        if not close(room, sum(map(len, subjects))):
            return None
        found = np.full(room, UNKNOWN, np.int32)
        for numbers, (keys, *_) in zip(subjects, asked, strict=True):
            np.maximum.at(found, numbers, day_of(keys))
        return found


def close(room: int, count: int) -> bool:
    """Whether so many numbers below ``room`` lie close enough together to be looked up in a column of all below it."""
    return room <= max(ROOM, SPARSE * count)


Choose = Callable[[Picked], Mapping[str, Among]]
"""Given what was read: by key, whose facts are wanted. Of a key that is not named, everybody's."""


def of_some(part: Unsorted, among: Among) -> Unsorted:
    """What was picked, of some people or pregnancies."""
    keys, columns, recorded = part
    subjects = keys >> SUBJECT_SHIFT
    some = among[np.minimum(subjects, len(among) - 1)]
    if some.all():
        return part
    at = np.flatnonzero(some)
    return keys[at], {name: column[at] for name, column in columns.items()}, recorded[at] if len(recorded) else recorded
