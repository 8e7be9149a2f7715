"""Small files as departments send them, built in the test that reads them."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pyarrow as pa
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from wanhu.engine.intake import Areas
from wanhu.engine.intake.cells import Cleaned, by_distinct, emptied, trimmed
from wanhu.engine.intake.kinds import Kind, Setting

ON = date(2026, 11, 1)
AREAS = Areas(
    pa.table(
        {
            "code": [
                *("42", "429004", "429004109", "429004107", "429004402", "429004001"),
                *("429004109200", "429004109201", "429004109001", "429004107200", "429004402200", "429004109206"),
            ],
            "name": [
                *("湖北省", "仙桃市", "彭场镇", "沙湖镇", "沙湖原种场", "沙嘴街道"),
                *("芦林湖村委会", "许湾村委会", "彭场居委会", "共同村委会", "一场村委会", "共同村委会"),
            ],
            "parent": ["", "42", *["429004"] * 4, *["429004109"] * 3, "429004107", "429004402", "429004109"],
            "level": ["province", "county", *["township"] * 4, *["village"] * 6],
        }
    ),
    aliases=(("红旗大队", "429004109201"),),
)


def csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8", separator: str = ",", newline: str = "\r\n") -> bytes:
    """Rows as separated text."""
    return (newline.join(separator.join(row) for row in rows) + newline).encode(encoding)


def xlsx(rows: Sequence[Sequence[Any]], hidden: Sequence[Sequence[Any]] = (), old_mac: bool = False) -> bytes:
    """Rows as a workbook, perhaps with a hidden sheet in front."""
    book = openpyxl.Workbook()
    page: Any = book.active
    if hidden:
        cover = book.create_sheet("封面", 0)
        for row in hidden:
            cover.append(list(row))
        cover.sheet_state = "hidden"
    for row in rows:
        page.append(list(row))
    if old_mac:
        book.epoch = CALENDAR_MAC_1904
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Sequence[Sequence[Any]], old_mac: bool = False) -> bytes:
    """Rows as a workbook of the old kind."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = old_mac
    page = book.add_sheet("Sheet1")
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            page.write(at, place, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def html(rows: Sequence[Sequence[str]], encoding: str = "gb18030") -> bytes:
    """Rows as the table of a web page."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><meta charset=gb2312><body><table border=1>{body}</table></body></html>".encode(encoding)


def clean(kind: Kind, texts: Sequence[str | None], **setting: Any) -> Cleaned:
    """Cleans texts the way a column of a file is cleaned."""
    chosen: dict[str, Any] = {"on": ON} | setting
    own = Setting(**chosen)
    return by_distinct(pa.array(texts, pa.string()), lambda raw: kind.clean(emptied(trimmed(raw), kind.blanks), own))


def one(kind: Kind, text: str, **setting: Any) -> Any:
    """What one cell gives: its value, or the reason as ``!reason``."""
    found = clean(kind, [text], **setting)
    reason = found.reason[0].as_py()
    return f"!{reason}" if reason else found.values[0].as_py()
