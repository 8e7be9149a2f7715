"""Three-valued columns: what is known, what is not, and what follows from it.

=======  ==============================  =======================
kind     column                          unknown
=======  ==============================  =======================
day      int32 from 1970-01-01           ``UNKNOWN``
number   float64                         NaN
truth    int8: 1 true, -1 false          0
text     ``Coded``: int32 into names     a code below 0
=======  ==============================  =======================

With truths so written, *and* is the minimum, *or* the maximum, *not* a change of sign. A column may be a single value that holds for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.calendar import UNKNOWN

Truth = NDArray[np.int8]


@dataclass(frozen=True)
class Coded:
    """Text as numbers: the name at each code; a code below 0 is unknown."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    def __getitem__(self, at: Any) -> "Coded":
        return Coded(self.codes[at], self.names)

    def __len__(self) -> int:
        return len(self.codes)


Value = NDArray[Any] | Coded


def unknown(value: Value) -> NDArray[np.bool_]:
    """Where a value is not known."""
    if isinstance(value, Coded):
        return value.codes < 0
    if value.dtype == np.float64:
        return np.isnan(value)
    return value == (UNKNOWN if value.dtype == np.int32 else 0)


def nothing(like: Value, count: int | tuple[()]) -> Value:
    """A column of the same kind in which nothing is known; with ``()`` one value for all."""
    if isinstance(like, Coded):
        return Coded(np.full(count, -1, np.int32), like.names)
    empty = {np.dtype(np.float64): np.nan, np.dtype(np.int32): UNKNOWN}.get(like.dtype, 0)
    return np.full(count, empty, like.dtype)


def pick(where: NDArray[np.bool_], value: Value, other: Value) -> Value:
    """``value`` where the mask holds, elsewhere ``other``; both of one kind."""
    if isinstance(value, Coded) and isinstance(other, Coded):
        names, moved = _together(value.names, other.names)
        return Coded(np.where(where, value.codes, moved[other.codes]), names)
    return np.where(where, value, other)  # type: ignore[arg-type]


def concatenated(columns: Sequence[Value]) -> Value:
    """Columns of one kind, one after the other."""
    coded = [column for column in columns if isinstance(column, Coded)]
    if not coded:
        return np.concatenate([column for column in columns if not isinstance(column, Coded)])
    place: dict[str, int] = {}
    moved = [np.array([*(place.setdefault(name, len(place)) for name in one.names), -1], np.int32)[one.codes] for one in coded]
    return Coded(np.concatenate(moved), tuple(place))


def truth(known: NDArray[np.bool_] | bool, holds: NDArray[np.bool_]) -> Truth:
    """True or false where known, unknown elsewhere."""
    return (np.int8(2) * holds - np.int8(1)) * known


def compared(operator: str, left: Value, right: Value) -> Truth:
    """``left operator right``; unknown when either side is. Raises TypeError for kinds that cannot be compared."""
    known = ~(unknown(left) | unknown(right))
    if isinstance(left, Coded) or isinstance(right, Coded):
        if not (isinstance(left, Coded) and isinstance(right, Coded) and operator == "="):
            raise TypeError("text is only compared with text, and only for equality")
        _names, moved = _together(left.names, right.names)
        return truth(known, left.codes == moved[right.codes])
    if (left.dtype == np.int32) != (right.dtype == np.int32):
        raise TypeError("a day is only compared with a day")
    return truth(known, OPERATORS[operator](left, right))


@lru_cache(maxsize=256)
def _together(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Both lists of names as one that begins with the first, and the new code of each of the others (the last entry: unknown)."""
    all_names = tuple(dict.fromkeys(names + others))
    place = {name: at for at, name in enumerate(all_names)}
    return all_names, np.array([*(place[name] for name in others), -1], np.int32)


OPERATORS = {">=": np.greater_equal, ">": np.greater, "<=": np.less_equal, "<": np.less, "=": np.equal}
