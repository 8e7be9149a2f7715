"""A plain reader of the city's files that shares no code with the product's own."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def rows_of(path: Path, style: dict[str, Any]) -> list[list[str]]:
    """All rows of a file from its first line on."""
    if style["container"] in ("xlsx", "xls"):
        page = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in page.to_python(skip_empty_area=False)]
    text = path.read_bytes().decode(style["encoding"])
    if style["container"] == "html":
        reader = _Cells()
        reader.feed(text)
        return reader.rows
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=style["separator"]))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
