"""Sheets become files. What stands above, between and below the rows (titles, units, blank lines, totals) is decided here, and so
is each row's line number as a person sees it.
"""

from pathlib import Path

import numpy as np

from wanhu.synthetic.sheets import Sheet
from wanhu.synthetic.spreadsheets import xls, xlsx
from wanhu.synthetic.text_files import delimited, page

ENDINGS = {"csv": "csv", "xlsx": "xlsx", "xls": "xls", "html": "xls", "tsv": "xls"}
"""Some programs write a web page or plain text and name it .xls."""


def write(sheet: Sheet, folder: Path) -> Path:
    """Writes the file, fills ``sheet.lines``, and gives the path."""
    style = sheet.style
    path = folder / f"{sheet.stem}.{ENDINGS[style.container]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    above = _above(sheet)
    sheet.lines = _lines(sheet, len(above))
    below = [["合计", f"{sheet.rows}行"]] if style.total else []
    match style.container:
        case "xlsx":
            xlsx(sheet, above, below, path)
        case "xls":
            xls(sheet, above, below, path)
        case "html":
            path.write_bytes(page(sheet, above, below))
        case _:
            path.write_bytes(delimited(sheet, above, below))
    return path


def _above(sheet: Sheet) -> list[list[str]]:
    """Title rows, the header (in one row or two) and the row of units."""
    style, columns = sheet.style, sheet.columns
    rows = [[sheet.title], [f"填报单位：{sheet.sender}", "", f"导出日期：{sheet.period[1]}"]][: style.titles]
    if style.two_rows:
        groups = [column.group for column in columns]
        first = [at == 0 or groups[at - 1] != group for at, group in enumerate(groups)]
        rows.append([
            (column.group if new else "") if column.group else column.header for column, new in zip(columns, first, strict=True)
        ])  # fmt: skip
        rows.append([column.header if column.group else "" for column in columns])
    else:
        rows.append([column.header for column in columns])
    if style.units_row and any(column.unit for column in columns):
        rows.append([f"({column.unit})" if column.unit else "" for column in columns])
    return rows


def _lines(sheet: Sheet, above: int) -> np.ndarray:
    place = np.arange(sheet.rows)
    blanks = place // sheet.style.blank_every if sheet.style.blank_every else 0
    return above + 1 + place + blanks
