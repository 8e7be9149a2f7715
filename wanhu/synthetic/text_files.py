"""Files of text: separated values in the encodings that departments use, and the web page that calls itself a spreadsheet."""

from html import escape
from typing import Any

import pyarrow.compute as pc

from wanhu.synthetic.cells import joined
from wanhu.synthetic.sheets import Sheet

Rows = list[list[str]]


def delimited(sheet: Sheet, above: Rows, below: Rows) -> bytes:
    """Separated values. A sender that quotes, quotes everything; the others never have the separator inside a cell."""
    style = sheet.style
    width = len(sheet.columns)
    cells: list[Any] = [column.cells for column in sheet.columns]
    if style.quoted:
        cells = [joined('"', each, '"') for each in cells]
    elif any(pc.any(pc.match_substring(each, style.separator)).as_py() for each in cells):  # pyright: ignore[reportAttributeAccessIssue]
        raise ValueError(f"a cell of {sheet.stem} holds the separator {style.separator!r}")
    lines = joined(*cells, between=style.separator).to_pylist() if sheet.rows else []
    if style.blank_every:
        empty, step = style.separator * (width - 1), style.blank_every
        lines = [line for at in range(0, len(lines), step) for line in ([empty] if at else []) + lines[at : at + step]]
    head, tail = ([style.separator.join(row + [""] * (width - len(row))) for row in rows] for rows in (above, below))
    return (style.newline.join(head + lines + tail) + style.newline).encode(style.encoding)


def page(sheet: Sheet, above: Rows, below: Rows) -> bytes:
    """A table of a web page, as the export buttons of many hospital systems make it."""
    columns = [column.cells.to_pylist() for column in sheet.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    lines = ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><table border="1">']
    for row in above:
        span = f' colspan="{len(sheet.columns)}"' if len(row) == 1 else ""
        lines.append("<tr>" + "".join(f"<th{span}>{escape(cell)}</th>" for cell in row) + "</tr>")
    lines += ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows + below]
    lines.append("</table></body></html>")
    return "\r\n".join(lines).encode(sheet.style.encoding)
