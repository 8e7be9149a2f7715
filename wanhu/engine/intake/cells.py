"""Operations on whole columns of text that every cleaner needs."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc

NOTHING = pa.scalar(None, pa.string())


class Cleaned(NamedTuple):
    """One column after cleaning. ``values``: null where nothing could be read. ``reason``: why not (a code of ``reasons``), null where
    all is well or the cell was empty. ``remark``: a code for values that were taken with a warning. ``kept``: what may be kept of a
    value that failed, for matching only. ``also``: further columns read from the same cells."""

    values: pa.Array
    reason: pa.Array
    remark: pa.Array | None = None
    kept: pa.Array | None = None
    also: dict[str, pa.Array] = {}

    def take(self, places: pa.Array) -> "Cleaned":
        """Spreads answers for distinct values over the rows that have them."""
        return Cleaned(
            self.values.take(places),
            self.reason.take(places),
            None if self.remark is None else self.remark.take(places),
            None if self.kept is None else self.kept.take(places),
            {name: column.take(places) for name, column in self.also.items()},
        )


def by_distinct(texts: pa.Array, clean: Callable[[pa.Array], Cleaned]) -> Cleaned:
    """Cleans each distinct text once. Columns of files repeat themselves: a million rows hold a few thousand dates."""
    encoded = texts.dictionary_encode()
    if len(encoded.dictionary) == len(texts):
        return clean(texts)
    return clean(pa.concat_arrays([encoded.dictionary, pa.array([None], pa.string())])).take(
        pc.fill_null(encoded.indices, len(encoded.dictionary))
    )


def trimmed(cells: pa.Array) -> pa.Array:
    """Cells without outer white space, zero-width characters and the apostrophe that a spreadsheet puts before text."""
    cells = pc.replace_substring_regex(cells, "[\u200b\u200c\u200d\ufeff]|^\\s*'", "")
    return pc.utf8_trim_whitespace(cells)


def emptied(cells: pa.Array, blanks: tuple[str, ...] = ()) -> pa.Array:
    """Null for empty cells and for the given stand-ins for nothing."""
    nothing = pc.is_in(pc.utf8_lower(cells), value_set=pa.array(["", *blanks], pa.string()))
    return pc.if_else(nothing, NOTHING, cells)


def narrow(cells: pa.Array) -> pa.Array:
    """Full-width digits, letters and marks as half-width ones (Unicode NFKC)."""
    return pc.utf8_normalize(cells, form="NFKC")


def groups(texts: pa.Array, pattern: str) -> tuple[NDArray[np.bool_], dict[str, pa.Array]]:
    """Which texts match, and the named groups of the pattern ("" where one is absent)."""
    found = pc.extract_regex(texts, pattern)
    names = [found.type.field(at).name for at in range(found.type.num_fields)]
    return found.is_valid().to_numpy(zero_copy_only=False), {name: pc.struct_field(found, name) for name in names}


def whole(texts: pa.Array, otherwise: int = 0) -> NDArray[np.int64]:
    """Digits (at most eighteen) as numbers; ``otherwise`` for "" and null."""
    texts = pc.if_else(pc.equal(texts, ""), NOTHING, texts)
    return pc.fill_null(texts.cast(pa.int64()), otherwise).to_numpy(zero_copy_only=False)


def coded(places: list[tuple[NDArray[np.bool_], str]], count: int) -> pa.Array:
    """The code of the first condition that holds in each place, null where none does."""
    out = np.full(count, len(places), dtype=np.int64)
    for at in range(len(places) - 1, -1, -1):
        out[places[at][0]] = at
    return pa.array([code for _, code in places] + [None], pa.string()).take(pa.array(out))


def letters(texts: pa.Array, width: int) -> NDArray[np.uint8]:
    """Texts that are all ``width`` bytes long, as a matrix of bytes."""
    return np.array(texts.to_numpy(zero_copy_only=False).astype(f"S{width}")).view(np.uint8).reshape(len(texts), width)


def present(values: pa.Array) -> NDArray[np.bool_]:
    """Where there is a value."""
    return values.is_valid().to_numpy(zero_copy_only=False)
