"""Reads a department's file: what it is comes from its bytes, never from its name, for ``.xls`` is often a web page or plain text.

A path is looked over in pieces before it is read, so that a file that is too large, or one endless line, never reaches memory.
"""

from pathlib import Path

from wanhu.engine.intake.delimited import separated
from wanhu.engine.intake.encodings import to_utf8
from wanhu.engine.intake.problems import Empty, NotATable, TooLarge
from wanhu.engine.intake.records import longest_line
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.intake.webpage import webpage
from wanhu.engine.intake.workbook import workbook
from wanhu.engine.text import Text

LARGEST = 512 << 20
LONGEST = 1 << 20
PIECE = 1 << 24
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}


def read(data: bytes | Path, name: str, *, page: str | None = None, largest: int = LARGEST, longest: int = LONGEST) -> Sheet:
    """The grid of text in a file. ``name`` is only shown; ``page`` chooses a sheet of a workbook; ``largest`` and ``longest`` limit
    the file and one line of text, in bytes. Raises a subclass of Refused: Empty, NotATable, WrongEncoding, CutShort, TooLarge."""
    if isinstance(data, Path):
        data = _from_path(data, largest, longest)
    if len(data) > largest:
        raise TooLarge(_LARGE.format(size=len(data) >> 20, limit=largest >> 20))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Empty(_EMPTY)
    if data.startswith(ZIP):
        return _filled(workbook(data, name, "xlsx", page))
    if data.startswith(OLE):
        return _filled(workbook(data, name, "xls", page))
    for start, kind in FOREIGN.items():
        if data.startswith(start):
            raise NotATable(_FOREIGN.format(kind=kind))
    top = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if top.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in top:
            raise NotATable(_XML)
        return _filled(webpage(data, name))
    if longest_line(data) > longest:
        raise TooLarge(_LONG.format(limit=longest >> 10))
    body, encoding = to_utf8(data)
    return _filled(separated(body, name, encoding))


def _from_path(path: Path, largest: int, longest: int) -> bytes:
    """Reads a path piece by piece and stops at the limit. Text whose line grows beyond ``longest`` is given up at once."""
    pieces: list[bytes] = []
    size = line = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            size += len(piece)
            if size > largest:
                raise TooLarge(_LARGE.format(size=path.stat().st_size >> 20, limit=largest >> 20))
            pieces.append(piece)
            if pieces[0].startswith((ZIP, OLE, b"<")):
                continue
            at = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
            line = line + len(piece) if at < 0 else len(piece) - at - 1
            if line > longest:
                raise TooLarge(_LONG.format(limit=longest >> 10))
    return b"".join(pieces)


def _filled(sheet: Sheet) -> Sheet:
    if not sheet.height or not sheet.width:
        raise Empty(_EMPTY)
    return sheet


_EMPTY = Text(
    "文件是空的。请检查导出时是否选了数据。", "The file is empty. Check that something was selected when it was exported."
)
_LARGE = Text(
    "文件有 {size} MB，超过上限 {limit} MB。请按月份或乡镇分批导出。",
    "The file has {size} MB, more than the limit of {limit} MB. Export it by month or township.",
)
_LONG = Text(
    "有一行超过 {limit} KB：换行可能丢失，或者这不是表格。请在原系统重新导出为 CSV、XLS 或 XLSX。",
    "One line is longer than {limit} KB: line breaks were lost, or this is no table. Export it again as CSV, XLS or XLSX.",
)
_FOREIGN = Text(
    "这是 {kind} 文件，不是表格。请在原系统导出为 CSV、XLS 或 XLSX。",
    "This is a {kind} file, not a table. Export CSV, XLS or XLSX from the source system.",
)
_XML = Text(
    "这是 2003 版 XML 表格。请用表格软件打开，另存为 XLSX 再上传。",
    "This is an XML spreadsheet of 2003. Open it in a spreadsheet program, save it as XLSX, and upload that.",
)
