"""Facts that others took the place of: a few ids, found among millions without looking each of them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc

_EACH = 64  # marks kept for each id: so one in as many others is looked up for nothing
_LEAST, _MOST = 16, 24  # bits of a mark
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)  # 2⁶⁴ over the golden ratio: ids that count up fall far apart


@dataclass(frozen=True)
class Superseded:
    """Some ids, with a mark for each: an id without a mark is none of them, one with a mark is looked up."""

    ids: pa.Array  # of 16 bytes
    marks: NDArray[np.bool_]

    @classmethod
    def of(cls, ids: Iterable[UUID]) -> "Superseded":
        """Made ready for those ids."""
        held = pa.array([one.bytes for one in ids], pa.binary(16))
        marks = np.zeros(1 << min(max((_EACH * len(held)).bit_length(), _LEAST), _MOST), bool)
        marks[_mark(held, len(marks))] = True
        return cls(held, marks)

    def places(self, ids: pa.ChunkedArray) -> NDArray[np.int64]:
        """Where in a column of ids (none is empty) those ids stand."""
        column = ids.combine_chunks()
        column = column.storage if isinstance(column, pa.ExtensionArray) else column
        at = np.flatnonzero(self.marks[_mark(column, len(self.marks))])
        return at[pc.is_in(column.take(pa.array(at)), value_set=self.ids).to_numpy(zero_copy_only=False)]


def _mark(ids: pa.Array, many: int) -> NDArray[np.uint64]:
    """A number below ``many``, a power of two, for each id."""
    halves = np.frombuffer(ids.buffers()[1] or b"", np.uint64)[2 * ids.offset : 2 * (ids.offset + len(ids))]
    return (halves[::2] ^ halves[1::2]) * _MIX >> np.uint64(65 - many.bit_length())
