"""Workbooks of both generations (.xlsx, .xls), read with calamine; every cell becomes the text that a careful clerk would have typed.

Numbers of more than fifteen digits are written with zeros behind the fifteenth, because a spreadsheet keeps no more: an identity number
that was typed as a number has lost its end, and the cleaner must be able to see that.
"""

import io
import re
import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from wanhu.engine.arrow import pc
from wanhu.engine.intake.problems import CutShort, Empty, NotATable, TooLarge
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.text import Text

UNPACKED = 2 << 30
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def workbook(data: bytes, name: str, form: str, page: str | None = None) -> Sheet:
    """The first visible page with a table in it, or the named one. Hidden pages are never read; other pages are named in a warning."""
    date1904 = _xlsx_1904(data) if form == "xlsx" else _xls_1904(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pages = [
            (each.name, each.visible == SheetVisibleEnum.Visible)
            for each in book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]
        visible = [each for each, seen in pages if seen]
        for wanted in [page] if page else visible:
            sheet = book.get_sheet_by_name(wanted)
            if sheet.total_height and sheet.total_width > 1:
                return _sheet(sheet, name, form, date1904, [each for each in visible if each != wanted], book)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # calamine answers hostile files with errors of many kinds, a Rust panic among them
        raise _unreadable(data, form, error) from error
    raise Empty(Text("工作簿里没有带数据的可见工作表。请检查是否导出了空表或把表隐藏了。",
                     "No visible sheet of this workbook holds a table. Check that the export was not empty or hidden."))  # fmt: skip


def _sheet(sheet: CalamineSheet, name: str, form: str, date1904: bool, others: list[str], book: CalamineWorkbook) -> Sheet:
    grid = sheet.to_python(skip_empty_area=False)
    columns = tuple(_texts(column) for column in zip(*grid, strict=True))
    filled = [each for each in others if book.get_sheet_by_name(each).total_height > 1]
    warnings = (_OTHERS.format(read=sheet.name, others="、".join(filled)),) if filled else ()
    rows = pa.array(np.arange(1, len(grid) + 1, dtype=np.int32))
    return Sheet(name, form, columns, rows, page=sheet.name, date1904=date1904, warnings=warnings)


def _texts(cells: Sequence[Any]) -> pa.Array:
    """One column as text, each sort of value converted as a whole."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return pa.array(cells, pa.string())
    sort = np.array(list(map(_SORT.get, map(type, cells), [0] * len(cells))), dtype=np.int8)
    held = np.empty(len(cells), dtype=object)
    held[:] = cells
    parts, order = [], []
    for code, convert in _CONVERT.items():
        places = np.flatnonzero(sort == code)
        if len(places):
            parts.append(convert(held[places].tolist()))
            order.append(places)
    back = np.empty(len(cells), dtype=np.int64)
    back[np.concatenate(order)] = np.arange(len(cells))
    return pa.concat_arrays(parts).take(pa.array(back))


def _numbers(values: list[float]) -> pa.Array:
    numbers = np.array(values, dtype=np.float64)
    whole = np.isfinite(numbers) & (numbers == np.round(numbers)) & (np.abs(numbers) < 9e18)
    size = np.where(whole, np.abs(numbers), 1.0)
    unit = np.where(size >= 1e15, 10.0 ** np.ceil(np.log10(np.maximum(size, 1.0) + 1) - 15), 1.0).astype(np.int64)
    kept = np.where(whole, numbers, 0).astype(np.int64)
    kept = np.where(unit > 1, (kept + unit // 2) // unit * unit, kept)
    return pc.if_else(pa.array(whole), pa.array(kept).cast(pa.string()), pa.array(numbers).cast(pa.string()))


def _moments(values: list[datetime]) -> pa.Array:
    return pc.strftime(pa.array(values, pa.timestamp("s")), format="%Y-%m-%d %H:%M:%S")


_SORT = {str: 0, float: 1, int: 1, bool: 2, date: 3, datetime: 4}
_CONVERT = {
    0: lambda values: pa.array([str(value) for value in values], pa.string()),  # text, and the rare time of day or duration
    1: _numbers,
    2: lambda values: pa.array(["是" if value else "否" for value in values], pa.string()),
    3: lambda values: pa.array(values, pa.date32()).cast(pa.string()),
    4: _moments,
}


def _xlsx_1904(data: bytes) -> bool:
    """Reads the flag, and on the way proves that the packing is whole and not a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist())
            if sum(each.file_size for each in box.infolist()) > UNPACKED:
                raise TooLarge(_BOMB)
            if "xl/workbook.xml" not in names:
                if "xl/workbook.bin" in names or "content.xml" in names:
                    return False
                raise NotATable(_OTHER_ZIP)
            return bool(re.search(rb"date1904=[\"'](1|true)", box.read("xl/workbook.xml")))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, struct.error, ValueError) as error:
        raise CutShort(_CUT) from error
    except Exception as error:
        if isinstance(error, (TooLarge, NotATable)):
            raise
        raise CutShort(_CUT) from error


def _xls_1904(data: bytes) -> bool:
    """The DATEMODE record of the workbook's first stream: records are walked from its BOF, without a parser for the container."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    while 0 <= at <= len(data) - 4:
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0x22:
            return data[at + 4 : at + 6] == b"\x01\x00"
        if kind == 0x0A or length > 8224:
            return False
        at += 4 + length
    return False


def _unreadable(data: bytes, form: str, error: BaseException) -> NotATable | CutShort | TooLarge | Empty:
    if isinstance(error, (NotATable, CutShort, TooLarge, Empty)):
        return error
    if ENCRYPTED in data:
        return NotATable(_LOCKED)
    return CutShort(_CUT) if form == "xls" or b"PK\x05\x06" not in data[-70000:] else NotATable(_DAMAGED)


_OTHERS = Text(
    "只读取了工作表“{read}”；还有工作表没有读取：{others}。需要时请把它们分别另存为文件上传。",
    "Only the sheet “{read}” was read; not read: {others}. If they matter, save each as a file of its own.",
)
_BOMB = Text("工作簿解压后超过 2 GB。请分批导出。", "Unpacked, this workbook is larger than 2 GB. Export it in parts.")
_OTHER_ZIP = Text(
    "这是压缩包或别的文档，不是工作簿。请先解压，上传其中的 CSV、XLS 或 XLSX。",
    "This is an archive or another kind of document. Unpack it and upload the CSV, XLS or XLSX inside.",
)
_CUT = Text(
    "工作簿不完整或已损坏，打不开：多半是传输没有完成。请重新导出或重新上传整个文件。",
    "The workbook is incomplete or damaged and cannot be opened: it probably did not arrive whole. Export or upload it again.",
)
_LOCKED = Text(
    "工作簿加了密码。请取消密码后再上传。", "The workbook is locked with a password. Remove the password and upload it again."
)
_DAMAGED = Text(
    "工作簿打不开：里面的表格已损坏。请用表格软件打开后另存为 XLSX 再上传。",
    "The workbook cannot be opened: the sheet inside is damaged. Open it in a spreadsheet program, save it as XLSX, and upload that.",
)
