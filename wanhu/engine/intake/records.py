"""Where each record of a delimited text begins and ends, found with whole-array operations on its bytes.

A table parser stops at the first ragged row and cannot say which line it was. So the shape of every record is measured first
(quotes respected), ragged rows are made even, and only then does the fast parser run, which now cannot fail on shape.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NEWLINE, RETURN, QUOTE = 10, 13, 34


class Records(NamedTuple):
    """``starts``/``ends``: byte range of each record without its line end; ``cells``: how many cells it has.
    ``open_line``: line (from 1) where a quotation mark is never closed, or 0. ``closed``: the last line ends with a line break."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    cells: NDArray[np.int64]
    open_line: int
    closed: bool


def measure(data: bytes, separator: int, *, quotes: bool = True) -> Records:
    """Measures UTF-8 text whose separator is one byte. With ``quotes=False`` quotation marks are ordinary characters."""
    octets = np.frombuffer(data, dtype=np.uint8)
    breaks = np.flatnonzero(octets == NEWLINE)
    if not len(breaks) and (octets == RETURN).any():
        breaks = np.flatnonzero(octets == RETURN)
    marks = np.flatnonzero(octets == QUOTE) if quotes else np.zeros(0, dtype=np.int64)
    open_line = 0
    if len(marks) % 2:
        lines = np.searchsorted(breaks, marks)
        odd = np.flatnonzero(np.bincount(lines) % 2)
        open_line = int(odd[0]) + 1
    if len(marks):
        breaks = breaks[np.searchsorted(marks, breaks) % 2 == 0]
    closed = bool(len(breaks)) and int(breaks[-1]) == len(octets) - 1
    ends = breaks if closed else np.append(breaks, len(octets))
    starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.int64)
    places = np.flatnonzero(octets == separator)
    if len(marks):
        places = places[np.searchsorted(marks, places) % 2 == 0]
    cells = np.diff(np.searchsorted(places, np.append(starts, len(octets)))) + 1
    trimmed = ends - ((ends > starts) & (octets[np.maximum(ends - 1, 0)] == RETURN))
    return Records(starts, trimmed.astype(np.int64), cells, open_line, closed)


def evened(data: bytes, records: Records, width: int, separator: int) -> bytes:
    """The same text with separators added to the end of each record that has fewer than ``width`` cells."""
    missing = np.maximum(width - records.cells, 0)
    if not missing.any():
        return data
    octets = np.frombuffer(data, dtype=np.uint8)
    return np.insert(octets, np.repeat(records.ends, missing), separator).tobytes()


def longest_line(data: bytes | memoryview) -> int:
    """Bytes of the longest line, measured in pieces so that a huge file needs little memory."""
    longest, carried = 0, 0
    for at in range(0, len(data), 1 << 24):
        piece = np.frombuffer(data[at : at + (1 << 24)], dtype=np.uint8)
        breaks = np.flatnonzero((piece == NEWLINE) | (piece == RETURN))
        if not len(breaks):
            carried += len(piece)
        else:
            gaps = np.diff(breaks)
            longest = max(longest, carried + int(breaks[0]), int(gaps.max()) if len(gaps) else 0)
            carried = len(piece) - int(breaks[-1]) - 1
        longest = max(longest, carried)
    return longest
