"""Separated values: comma, tab, bar, semicolon or the Chinese comma, whatever the file calls itself."""

import csv
import io
import re
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.csv

from wanhu.engine.arrow import pc
from wanhu.engine.intake.encodings import private_use, to_utf8
from wanhu.engine.intake.problems import CutShort, NotATable
from wanhu.engine.intake.records import Records, evened, measure
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.text import Text

SEPARATORS = (",", "\t", "|", "，", ";")
SAMPLE = 60
WIDEST = 1000
STAND_IN = "\x1f"
"""Takes the place of the Chinese comma, which is three bytes long and would need a slower parser."""


def delimited(data: bytes, name: str) -> Sheet:
    """Reads text whose separator is found from its first lines. Raises NotATable, WrongEncoding or CutShort."""
    body, encoding = to_utf8(data)
    return separated(body, name, encoding)


def separated(body: bytes, name: str, encoding: str) -> Sheet:
    """The same from text that is UTF-8 already."""
    if b"\0" in body:
        raise NotATable(_UNPRINTABLE)
    if body.count(b"\r") != body.count(b"\r\n"):
        # Old Macintosh line ends, or stray ones that the parser would take for line ends.
        body = re.sub(rb"\r(?!\n)", b" ", body) if b"\n" in body else body.replace(b"\r", b"\n")
    separator = _separator(body[: 1 << 18].decode("utf-8", errors="ignore"))
    if separator == "，":
        body = body.replace("，".encode(), STAND_IN.encode())
    mark = ord(STAND_IN if separator == "，" else separator)
    records = measure(body, mark)
    warnings: list[Text] = []
    quotes = True
    if records.open_line:
        literal = measure(body, mark, quotes=False)
        if len(set(literal.cells.tolist()[:200000])) == 1 and literal.closed:
            records, quotes = literal, False
            warnings.append(_QUOTES_LITERAL.format(line=records.open_line))
        else:
            try:  # 6" is two characters, not the beginning of a cell
                return _sheet(name, _one_by_one(body, mark), encoding, separator, warnings)
            except NotATable as error:
                raise CutShort(_UNCLOSED.format(line=records.open_line)) from error
    width = int(records.cells.max())
    if width > WIDEST:
        raise NotATable(_TOO_WIDE.format(width=width, line=int(records.cells.argmax()) + 1))
    _ends_whole(body, records, width, encoding)
    if private_use(body):
        warnings.append(_PRIVATE)
    try:
        columns = _parsed(body, records, width, mark, quotes)
    except pa.ArrowInvalid:  # a quotation mark inside a cell, which the fast parser and the measure read differently
        columns = _one_by_one(body, mark)
    return _sheet(name, columns, encoding, separator, warnings)


def _sheet(name: str, columns: tuple[pa.Array, ...], encoding: str, separator: str, warnings: list[Text]) -> Sheet:
    if separator == "，":
        columns = tuple(pc.replace_substring(column, STAND_IN, "，") for column in columns)
    rows = pa.array(np.arange(1, len(columns[0]) + 1, dtype=np.int32))
    return Sheet(name, "csv", columns, rows, encoding=encoding, separator=separator, warnings=tuple(warnings))


def _parsed(body: bytes, records: Records, width: int, mark: int, quotes: bool) -> tuple[pa.Array, ...]:
    names = [str(at) for at in range(width)]
    table = pyarrow.csv.read_csv(
        io.BytesIO(evened(body, records, width, mark)),
        read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=max(1 << 24, int((records.ends - records.starts).max()) * 2 + 4096)),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=chr(mark), quote_char='"' if quotes else False, newlines_in_values=quotes and b'"' in body, ignore_empty_lines=False,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False,
        ),
    )  # fmt: skip
    return tuple(column.combine_chunks() for column in table.columns)


def _one_by_one(body: bytes, mark: int) -> tuple[pa.Array, ...]:
    """Row by row, for the rare file with quotation marks inside cells. Raises NotATable with the line that nobody can read."""
    reader = csv.reader(io.StringIO(body.decode("utf-8"), newline=""), delimiter=chr(mark), strict=True)
    try:
        grid = list(reader)
    except csv.Error as error:
        raise NotATable(_MISPLACED.format(line=reader.line_num)) from error
    width = max(len(row) for row in grid)
    return tuple(pa.array([row[at] if at < len(row) else "" for row in grid], pa.string()) for at in range(width))


def _separator(text: str) -> str:
    """The separator that most of the first lines have the same number of; of two, the one that makes more columns."""
    lines = [line for line in text.splitlines()[:SAMPLE] if line.strip()]
    scores = []
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in lines if separator in line)
        if counts:
            times, agree = counts.most_common(1)[0]
            scores.append((agree * times, times, separator))
    if not scores:
        raise NotATable(_NO_SEPARATOR)
    return max(scores)[2]


def _ends_whole(body: bytes, records: Records, width: int, encoding: str) -> None:
    """A last record that breaks off before its last cell and has no line end was cut in transit (a total row is short by nature)."""
    if records.closed or len(records.cells) < 3:
        return
    usual = Counter(records.cells[-1000:-1].tolist()).most_common(1)[0][0]
    last = body[records.starts[-1] : records.ends[-1]].decode("utf-8", errors="replace")
    if last.strip() and int(records.cells[-1]) < usual and not any(word in last for word in ("合计", "总计", "小计", "共计")):
        raise CutShort(_LAST_SHORT.format(line=len(records.cells), cells=int(records.cells[-1]), usual=usual))


_UNPRINTABLE = Text(
    "文件里有文本中不会出现的字节（NUL）：这不是表格。请在原系统导出为 CSV、XLS 或 XLSX。",
    "The file holds bytes that text never has (NUL): it is no table. Export it as CSV, XLS or XLSX from the source system.",
)
_NO_SEPARATOR = Text(
    "前几行里找不到逗号、制表符或竖线：看不出有哪些列。请在原系统导出为带表头的 CSV、XLS 或 XLSX。",
    "No comma, tab or bar in the first lines, so no columns can be seen. Export a CSV, XLS or XLSX with a header.",
)
_TOO_WIDE = Text(
    "第 {line} 行有 {width} 列，超过上限 1000 列：可能换行丢失，多行连成了一行。请在原系统重新导出。",
    "Line {line} has {width} columns, more than 1000: line breaks were probably lost. Export the file again.",
)
_UNCLOSED = Text(
    "第 {line} 行起有一个双引号没有配对：文件可能在这里被截断，或单元格里有多余的引号。请重新导出，或删去该行多余的引号。",
    "A quotation mark opened in line {line} or after is never closed: the file was cut there, or a cell holds a stray quotation mark. "
    "Export it again, or delete the stray mark.",
)
_QUOTES_LITERAL = Text(
    "双引号没有成对，已当作普通字符读取；各行列数一致。",
    "Quotation marks are not paired and were read as ordinary characters; all rows have the same number of cells.",
)
_MISPLACED = Text(
    "第 {line} 行的双引号放错了位置，分不清哪里是一个单元格。请删去单元格里的双引号，或改用 XLSX 导出。",
    "Quotation marks in line {line} are misplaced, so its cells cannot be told apart. Delete marks inside cells, or export XLSX.",
)
_LAST_SHORT = Text(
    "文件在第 {line} 行中断：这一行只有 {cells} 列，其他行有 {usual} 列，而且没有行尾。传输没有完成，请重新导出或重新上传整个文件。",
    "The file breaks off in line {line}: {cells} cells where other lines have {usual}, and no line end. It did not arrive whole: "
    "export or upload it again.",
)
_PRIVATE = Text(
    "文件里有自造字（私用区字符），多半是姓名或地名中的生僻字；相应的姓名只作低可信度比对。",
    "The file holds characters that an old system invented (private use area), mostly rare characters of names; such names count for "
    "less when records are matched.",
)
