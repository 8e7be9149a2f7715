"""The correction sheet: what the sender must put right, row by row, as the spreadsheet that her colleagues already work with.

Rows are named by their number in the file she sent. A cell that begins like a formula is written as text behind an apostrophe:
what came in as data must not run when it is opened (a value such as ``=cmd|…`` is a known attack on whoever opens the file).
"""

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

HEADERS = (
    "行号 Row",
    "列 Column",
    "收到的内容 As received",
    "退回原因 Reason",
    "怎样改正 What to do",
    "Reason (English)",
    "What to do (English)",
)
WIDTHS = (10, 20, 26, 44, 44, 44, 44)
RED = PatternFill("solid", start_color="FFF4CCCC")


class Line(NamedTuple):
    """One reason why one row was kept back."""

    row: int
    header: str
    value: str
    message_zh: str
    remedy_zh: str
    message_en: str
    remedy_en: str


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    cleaned = "".join(character for character in text if character >= " " or character == "\n")
    return "'" + cleaned if cleaned.lstrip()[:1] in ("=", "+", "-", "@") else cleaned


def correction_sheet(title: str, lines: Iterable[Line]) -> bytes:
    """An ``.xlsx``: a title row, a header row, then one line per reason with the reason in red."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "待更正 To correct"
    sheet.append([harmless(title)])
    sheet.append(list(HEADERS))
    for line in lines:
        sheet.append([line.row, *(harmless(text) for text in line[1:])])
        sheet.cell(sheet.max_row, 4).fill = RED
        sheet.cell(sheet.max_row, 4).font = Font(color="FF9C0006")
    sheet["A1"].font = Font(bold=True, size=14)
    for index, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(2, index).font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A3"
    file = BytesIO()
    book.save(file)
    return file.getvalue()
