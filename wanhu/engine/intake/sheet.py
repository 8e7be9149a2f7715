"""What was read from a file before anyone knows what it means: columns of text, with the line each row has in the file."""

from dataclasses import dataclass

import pyarrow as pa

from wanhu.engine.text import Text

HEAD = 30
"""Rows from the top among which titles, the header and a row of units are looked for."""


@dataclass(frozen=True)
class Sheet:
    """A grid of text. ``columns`` are string arrays of equal length ("" for an empty cell); ``rows`` (int32) is the number that a
    person sees at the left of each row, from 1. Nothing is decided yet: titles, header and totals are still among the rows.

    ``form``: csv, xlsx, xls or html, by content. ``date1904``: serial numbers of dates count from 1904 (old Macintosh workbooks)."""

    name: str
    form: str
    columns: tuple[pa.Array, ...]
    rows: pa.Array
    page: str | None = None
    encoding: str | None = None
    separator: str | None = None
    date1904: bool = False
    warnings: tuple[Text, ...] = ()

    @property
    def width(self) -> int:
        """Columns, named or not."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """Rows, of whatever sort."""
        return len(self.rows)

    def head(self) -> list[list[str]]:
        """The first rows as lists of text, white space trimmed."""
        top = [column.slice(0, HEAD).to_pylist() for column in self.columns]
        return [[(cell or "").strip() for cell in row] for row in zip(*top, strict=True)]
