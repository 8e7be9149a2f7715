"""One file of one sender before it is written: its columns as texts, whom its rows name, and what is wrong with it on purpose."""

from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.synthetic.identities import DAMAGED_ID, Written, kind_lists
from wanhu.synthetic.styles import Style


@dataclass
class Column:
    """A column: header, cells, what the cells are (text, number, date), the group of a two-row header, the field it carries."""

    header: str
    cells: pa.Array
    kind: str = "text"
    group: str = ""
    unit: str = ""
    key: bool = False


@dataclass
class Mention:
    """People named by rows: for each mention the row (by place, not line), the part and the record written there."""

    role: str
    row: NDArray[np.int64]
    part: NDArray[np.int16]
    who: Written


@dataclass
class Sheet:
    """A file to be. ``place`` is the 9-digit township or the sender's name; ``consented`` says for each row whether it carries
    consent. ``lines`` (filled by the writer) is each row's number in the file as a person sees it."""

    feed: str
    stem: str
    sender: str
    place: str
    title: str
    period: tuple[str, str]
    style: Style
    columns: list[Column]
    mentions: list[Mention]
    consented: NDArray[np.bool_]
    damage: list[tuple[int, str, str]] = field(default_factory=list)
    lines: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @property
    def rows(self) -> int:
        """Data rows."""
        return len(self.consented)


class Columns(list[Column]):
    """Columns of a sheet under construction, named in the sender's own dialect."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def put(self, headers: str, cells: pa.Array, kind: str = "text", *, group: str = "", key: bool = False) -> None:
        """Adds a column. ``headers`` are synonyms divided by ``/``; a unit in brackets goes to the unit row where the sender has one."""
        choices = headers.split("/")
        header = choices[self.style.headers % len(choices)].replace("|", "/")
        unit = ""
        if header.endswith(")") and "(" in header and self.style.units_row:
            header, unit = header[:-1].split("(", 1)
        if self.style.wide_brackets:
            header = header.replace("(", "（").replace(")", "）")
        if self.style.broken_headers:
            header = header.replace("（", "\n（")
        self.append(Column(header, cells, kind, group, unit, key))


def spoil(rng: np.random.Generator, sheet: Sheet, share: float) -> None:
    """Puts dates beyond repair into the key date of a few rows (at least one in a file of 200): 30 February, or a date that can be
    read three ways."""
    count = sheet.rows
    wanted = int(rng.binomial(count, share)) if count < 200 else max(1, round(count * share))
    rows = np.sort(rng.permutation(count)[:wanted])
    _ambiguous(rng, sheet, share / 2)
    for column in sheet.columns:
        if column.key and len(rows):
            cells = column.cells.to_pylist()
            for at, row in enumerate(rows.tolist()):
                kind, text = (("impossible-date", "2026-02-30"), ("ambiguous-date", "3/5/26"), ("impossible-date", "2025-13-01"))[
                    at % 3
                ]
                cells[row] = text
                sheet.damage.append((row, column.header, kind))
            column.cells = pa.array(cells, pa.string())
            return


def _ambiguous(rng: np.random.Generator, sheet: Sheet, share: float) -> None:
    """Gestation written 39.2: two days or a fifth of a week."""
    for column in sheet.columns:
        if column.header.endswith("孕周"):
            cells = column.cells.to_pylist()
            for row in np.flatnonzero(rng.random(sheet.rows) < share).tolist():
                if cells[row]:
                    cells[row] = "39.2"
                    sheet.damage.append((row, column.header, "ambiguous-gestation"))
            column.cells = pa.array(cells, pa.string())


def clean_copy(sheet: Sheet) -> Sheet:
    """The same rows before anything is spoiled, to be sent again as a correction."""
    return replace(sheet, stem=f"{sheet.stem}_更正", columns=[replace(column) for column in sheet.columns], damage=[])


def misweigh(rng: np.random.Generator, sheet: Sheet) -> list[tuple[int, str]]:
    """Birth weights copied wrongly (half as much again) in three rows: values that pass every check and that only a correction can
    mend. Gives the rows and the header."""
    for column in sheet.columns:
        if column.header.replace("\n", "").startswith(("出生体重", "新生儿1出生体重")):
            cells = column.cells.to_pylist()
            able = [row for row, cell in enumerate(cells) if cell and float(cell) < (5 if float(cell) < 20 else 5000) / 1.5]
            rows = sorted(rng.permutation(able)[:3].tolist())
            for row in rows:
                cells[row] = f"{float(cells[row] or 0) * 1.5:g}"
            column.cells = pa.array(cells, pa.string())
            return [(row, column.header) for row in rows]
    return []


def mention_table(sheet: Sheet, path: str) -> pa.Table:
    """The truth about a sheet that has been written: who is named where, and what is wrong with the naming."""
    parts = []
    for mention in sheet.mentions:
        parts.append(
            pa.table({
                "path": pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(mention.row), dtype=np.int32)), [path]),
                "feed": pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(mention.row), dtype=np.int32)), [sheet.feed]),
                "row": pa.array(sheet.lines[mention.row].astype(np.int32)),
                "part": pa.array(mention.part.astype(np.int16)),
                "role": pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(mention.row), dtype=np.int32)), [mention.role]),
                "person": pa.array(mention.who.person + 1),
                "kinds": kind_lists(mention.who.kinds),
            })
        )  # fmt: skip
    return pa.concat_tables(parts)


def damaged_numbers(sheet: Sheet) -> int:
    """How many rows carry an identity number that cannot be right."""
    rows = [mention.row[(mention.who.kinds & DAMAGED_ID) > 0] for mention in sheet.mentions]
    return len(np.unique(np.concatenate(rows))) if rows else 0
