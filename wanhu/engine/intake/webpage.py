"""The table of a web page that calls itself a spreadsheet, as the export buttons of many hospital systems make it.

Cell by cell, for such exports are small: pages above the limit are refused and the sender is asked for CSV.
"""

from html.parser import HTMLParser

import numpy as np
import pyarrow as pa

from wanhu.engine.intake.encodings import to_utf8
from wanhu.engine.intake.problems import CutShort, NotATable, TooLarge
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.text import Text

LARGEST = 64 << 20
SPAN = 500


def webpage(data: bytes, name: str) -> Sheet:
    """The largest table of a page. Merged cells give their text to their first place, the others stay empty."""
    if len(data) > LARGEST:
        raise TooLarge(_LARGE)
    body, encoding = to_utf8(data)
    reader = _Reader()
    reader.feed(body.decode("utf-8"))
    reader.close()
    if reader.open:
        raise CutShort(_CUT)
    grid = max(reader.tables, key=len, default=[])
    if not grid:
        raise NotATable(_NONE)
    width = max(len(row) for row in grid)
    columns = tuple(pa.array([row[at] if at < len(row) else "" for row in grid], pa.string()) for at in range(width))
    return Sheet(name, "html", columns, pa.array(np.arange(1, len(grid) + 1, dtype=np.int32)), encoding=encoding)


class _Reader(HTMLParser):
    """Collects tables. A table inside a cell ends up as a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._stack: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._across = 1
        self._below: list[dict[int, int]] = []

    @property
    def open(self) -> bool:
        """Whether a table never ended."""
        return bool(self._stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._finish()
            self._stack.append([])
            self._below.append({})
        elif tag == "tr" and self._stack:
            self._end_row()
            self._stack[-1].append([])
        elif tag in ("td", "th") and self._stack:
            self._finish()
            if not self._stack[-1]:
                self._stack[-1].append([])
            self._under_taller_cells()
            row, below = self._stack[-1][-1], self._below[-1]
            spans = {key: _span(value) for key, value in attrs if key in ("colspan", "rowspan")}
            self._across = spans.get("colspan", 1)
            for at in range(self._across):
                below[len(row) + at] = spans.get("rowspan", 1) - 1
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._finish()
        elif tag == "table" and self._stack:
            self._end_row()
            self._below.pop()
            self.tables.append(self._stack.pop())

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _under_taller_cells(self) -> None:
        """Leaves places free that a cell of an earlier row reaches down into."""
        row, below = self._stack[-1][-1], self._below[-1]
        while below.get(len(row), 0):
            below[len(row)] -= 1
            row.append("")

    def _end_row(self) -> None:
        self._finish()
        if self._stack[-1]:
            self._under_taller_cells()

    def _finish(self) -> None:
        if self._cell is not None and self._stack and self._stack[-1]:
            self._stack[-1][-1].extend(["".join(self._cell).strip()] + [""] * (self._across - 1))
        self._cell = None


def _span(value: str | None) -> int:
    return min(max(int(value), 1), SPAN) if value and value.isdecimal() and len(value) < 6 else 1


_LARGE = Text(
    "这个文件其实是网页表格，超过 64 MB，读取太慢。请在原系统改用 CSV 或 XLSX 导出。",
    "This file is really the table of a web page and larger than 64 MB. Export it as CSV or XLSX instead.",
)
_CUT = Text(
    "这个文件其实是网页表格，而表格没有结束标记：传输没有完成。请重新导出或重新上传。",
    "This file is really the table of a web page, and the table never ends: it did not arrive whole. Export or upload it again.",
)
_NONE = Text(
    "这个文件是网页，里面没有表格。请在原系统导出为 CSV、XLS 或 XLSX。",
    "This file is a web page without a table. Export CSV, XLS or XLSX.",
)
