"""Both generations of spreadsheets, with merged titles, true date cells or bare serial numbers, and a hidden sheet in the newer one."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from wanhu.synthetic.sheets import Column, Sheet

Rows = list[list[str]]


def xlsx(sheet: Sheet, above: Rows, below: Rows, path: Path) -> None:
    """Writes an .xlsx file."""
    book = openpyxl.Workbook(write_only=True)
    page: Any = book.create_sheet("Sheet1")
    last = get_column_letter(len(sheet.columns))
    for at in range(sheet.style.titles):
        page.merged_cells.add(f"A{at + 1}:{last}{at + 1}")
    if sheet.style.two_rows:
        line = sheet.style.titles + 1
        for low, high in _groups(sheet.columns):
            page.merged_cells.add(f"{get_column_letter(low + 1)}{line}:{get_column_letter(high + 1)}{line}")
    for row in above:
        page.append(row)
    step = sheet.style.blank_every
    for at, row in enumerate(_table(sheet)):
        if step and at and at % step == 0:
            page.append([None])
        page.append([_dated(page, value) if isinstance(value, datetime) else value for value in row])
    for row in below:
        page.append(row)
    codes: Any = book.create_sheet("字典")
    codes.append(["代码", "含义"])
    codes.append(["1", "男"])
    codes.append(["2", "女"])
    codes.sheet_state = "hidden"
    book.save(path)


def xls(sheet: Sheet, above: Rows, below: Rows, path: Path) -> None:
    """Writes an .xls file of the old kind (at most 65,536 rows)."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    for at, row in enumerate(above):
        if at < sheet.style.titles:
            page.write_merge(at, at, 0, len(sheet.columns) - 1, "  ".join(cell for cell in row if cell))
        else:
            for place, value in enumerate(row):
                page.write(at, place, value)
    for line, row in zip(sheet.lines.tolist(), _table(sheet), strict=True):
        for place, value in enumerate(row):
            if value is not None:
                page.write(line - 1, place, value)
    end = int(sheet.lines[-1]) if sheet.rows else len(above)
    for row in below:
        for place, value in enumerate(row):
            page.write(end, place, value)
    book.save(str(path))


def _table(sheet: Sheet) -> list[list[Any]]:
    columns = [_values(column, sheet.style.dates) for column in sheet.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _values(column: Column, dates: str) -> list[Any]:
    """Cells as a spreadsheet holds them: numbers as numbers, dates as date cells or serials where the sender has those."""
    texts = column.cells.to_pylist()
    if column.kind == "number" or (column.kind == "date" and dates == "serial"):
        return [_number(text) for text in texts]
    if column.kind == "date" and dates == "cell":
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


def _dated(page: Any, value: datetime) -> Any:
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
