"""Sheets become files: text in old and new encodings, and both generations of spreadsheets.

The writer decides what stands above, between and below the rows (titles, units, blank lines, totals) and so is the one to know each
row's line number.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import xlwt
from openpyxl.cell import WriteOnlyCell

from wanhu.synthetic.sheets import Column, Sheet


def write(sheet: Sheet, folder: Path) -> Path:
    """Writes the file, fills ``sheet.lines``, and gives the path."""
    path = folder / f"{sheet.stem}.{sheet.style.container}"
    path.parent.mkdir(parents=True, exist_ok=True)
    above = _above(sheet)
    sheet.lines = _lines(sheet, len(above))
    if sheet.style.container == "csv":
        path.write_bytes(_text(sheet, above))
    elif sheet.style.container == "xlsx":
        _xlsx(sheet, above, path)
    else:
        _xls(sheet, above, path)
    return path


def _above(sheet: Sheet) -> list[list[str]]:
    """Title rows, the header (in one row or two) and the row of units."""
    rows = [[sheet.title], [f"填报单位：{sheet.sender}", "", f"导出日期：{sheet.period[1]}"]][: sheet.style.titles]
    header = [column.header for column in sheet.columns]
    if sheet.style.two_rows:
        groups = [column.group for column in sheet.columns]
        shown = [group if at == 0 or groups[at - 1] != group else "" for at, group in enumerate(groups)]
        rows.append([group or head for group, head in zip(shown, _tops(sheet.columns), strict=True)])
        rows.append([column.header if column.group else "" for column in sheet.columns])
    else:
        rows.append(header)
    if sheet.style.units_row:
        rows.append([f"({column.unit})" if column.unit else "" for column in sheet.columns])
    return rows


def _tops(columns: list[Column]) -> list[str]:
    """What stands in the upper header row of a column without a group: its own header."""
    return ["" if column.group else column.header for column in columns]


def _lines(sheet: Sheet, above: int) -> np.ndarray:
    place = np.arange(sheet.rows)
    blanks = place // sheet.style.blank_every if sheet.style.blank_every else 0
    return above + 1 + place + blanks


def _below(sheet: Sheet) -> list[list[str]]:
    return [["合计", f"{sheet.rows}行"]] if sheet.style.total else []


def _text(sheet: Sheet, above: list[list[str]]) -> bytes:
    style = sheet.style
    width = len(sheet.columns)
    cells: list[Any] = [column.cells for column in sheet.columns]
    if style.quoted:
        cells = [pc.binary_join_element_wise('"', each, '"', "") for each in cells]
    elif any(pc.any(pc.match_substring(each, style.separator)).as_py() for each in cells):
        raise ValueError(f"a cell of {sheet.stem} holds the separator {style.separator!r}")
    lines = pc.binary_join_element_wise(*cells, style.separator).to_pylist() if sheet.rows else []
    if style.blank_every:
        empty = style.separator * (width - 1)
        step = style.blank_every
        lines = [line for at in range(0, len(lines), step) for line in ([empty] if at else []) + lines[at : at + step]]
    head = [style.separator.join(row + [""] * (width - len(row))) for row in above]
    tail = [style.separator.join(row + [""] * (width - len(row))) for row in _below(sheet)]
    return (style.newline.join(head + lines + tail) + style.newline).encode(style.encoding)


def _values(column: Column, true_dates: bool) -> list[Any]:
    """Cells as a spreadsheet holds them: numbers as numbers, dates as date cells where the sender uses them."""
    texts = column.cells.to_pylist()
    if column.kind == "number" or column.kind == "serial":
        return [_number(text) for text in texts]
    if column.kind == "date" and true_dates:
        return [_moment(text) for text in texts]
    return [text or None for text in texts]


def _number(text: str | None) -> Any:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _moment(text: str | None) -> Any:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return text


def _table(sheet: Sheet) -> list[list[Any]]:
    serial = sheet.style.dates == "serial"
    columns = []
    for column in sheet.columns:
        if serial and column.kind == "date":
            column = Column(column.header, column.cells, "serial")
        columns.append(_values(column, sheet.style.dates == "cell"))
    return [list(row) for row in zip(*columns, strict=True)]


def _xlsx(sheet: Sheet, above: list[list[str]], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime.fromisoformat(sheet.period[1])
    page: Any = book.create_sheet("Sheet1")
    header = len(above) - 1 - sheet.style.two_rows - sheet.style.units_row
    width = len(sheet.columns)
    for at in range(header):
        page.merged_cells.ranges.add(openpyxl.worksheet.cell_range.CellRange(min_row=at + 1, max_row=at + 1, min_col=1, max_col=width))
    if sheet.style.two_rows:
        for low, high in _groups(sheet.columns):
            area = openpyxl.worksheet.cell_range.CellRange(min_row=header + 1, max_row=header + 1, min_col=low + 1, max_col=high + 1)
            page.merged_cells.ranges.add(area)
    for row in above:
        page.append(row)
    step = sheet.style.blank_every
    for at, row in enumerate(_table(sheet)):
        if step and at and at % step == 0:
            page.append([])
        page.append([_dated(page, value) if isinstance(value, datetime) else value for value in row])
    for row in _below(sheet):
        page.append(row)
    book.save(path)


def _dated(page: Any, value: datetime) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value)
    cell.number_format = "yyyy/m/d"
    return cell


def _groups(columns: list[Column]) -> list[tuple[int, int]]:
    """First and last column of each group of two or more."""
    found, at = [], 0
    while at < len(columns):
        last = at
        while columns[at].group and last + 1 < len(columns) and columns[last + 1].group == columns[at].group:
            last += 1
        if last > at:
            found.append((at, last))
        at = last + 1
    return found


def _xls(sheet: Sheet, above: list[list[str]], path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    header = len(above) - 1 - sheet.style.units_row
    for at, row in enumerate(above):
        if at < header and row[0]:
            page.write_merge(at, at, 0, max(len(sheet.columns) - 1, 3), row[0])
        else:
            for place, value in enumerate(row):
                page.write(at, place, value)
    for line, row in zip(sheet.lines.tolist(), _table(sheet), strict=True):
        for place, value in enumerate(row):
            if value is not None:
                page.write(line - 1, place, value)
    last = int(sheet.lines[-1]) if sheet.rows else len(above)
    for row in _below(sheet):
        for place, value in enumerate(row):
            page.write(last, place, value)
    book.save(str(path))


def empty_cells(count: int) -> pa.Array:
    """A column of empty cells."""
    return pa.repeat(pa.scalar("", pa.string()), count)
