"""Senders and their habits: what program made the file, how it writes dates, numbers, sexes and weights, what it puts
around the table.

A habit belongs to a sender and stays the same from file to file, as it does in life.
"""

from typing import NamedTuple


class Style(NamedTuple):
    """How one sender writes. ``rare`` stands for characters its system does not have. ``headers`` chooses among the
    synonyms of each column; sizes are in rows."""

    container: str
    encoding: str = "utf-8"
    separator: str = ","
    newline: str = "\r\n"
    dates: str = "iso"
    headers: int = 0
    wide_brackets: bool = False
    titles: int = 0
    units_row: bool = False
    broken_headers: bool = False
    total: bool = False
    blank_every: int = 0
    two_rows: bool = False
    identity: str = "plain"
    phone: str = "plain"
    rare: str = ""
    remarks: bool = False
    gestation: str = "39+2"
    weight: str = "g"
    pressure: str = "split"
    sexes: tuple[str, str] = ("男", "女")
    purposes: str = "、"
    legacy: bool = False
    quoted: bool = False
    by_baby: bool = False


STYLES: tuple[Style, ...] = (
    Style("csv", "gb18030", dates="2026-3-5", gestation="39+2", legacy=True),
    Style("xlsx", dates="cell", titles=2, headers=1, broken_headers=True, phone="number", wide_brackets=True,
          gestation="39W2D", weight="kg", pressure="120/80"),
    Style("csv", "utf-8-sig", dates="2026年3月5日", headers=2, gestation="39周+2天", quoted=True, remarks=True,
          by_baby=True, total=True),
    Style("xls", dates="serial", titles=1, total=True, gestation="39周2", identity="lower", legacy=True),
    Style("csv", "gb18030", "\t", dates="20260305", headers=1, identity="apostrophe", phone="+86",
          gestation="275天", sexes=("1", "2"), by_baby=True),
    Style("xlsx", dates="2026-03-05", titles=1, two_rows=True, identity="wide", gestation="39 2/7",
          pressure="kPa", blank_every=150),
    Style("csv", "gb18030", "|", dates="2012-1-9 0:00:00", headers=2, identity="lower", phone="dashes",
          rare="?", blank_every=180, purposes=";", weight="kg"),
    Style("csv", "utf-8", newline="\n", dates="2026/03/05", wide_brackets=True, identity="spaces",
          gestation="39周+2天", legacy=True),
    Style("xls", dates="2026.3.5", titles=1, units_row=True, headers=1, rare="□", sexes=("M", "F"),
          weight="斤", by_baby=True, pressure="120-80"),
    Style("html", "gb18030", dates="2026/03/05", titles=1, identity="lower", gestation="39W2D", total=True),
    Style("tsv", "gb18030", "\t", dates="2026-3-5", headers=1, identity="spaces", pressure="kPa", by_baby=True),
    Style("csv", "gb18030", titles=2, total=True, dates="serial", headers=2, weight="斤", identity="short",
          purposes=";", pressure="120/80"),
)  # fmt: skip

SHEET_LIMIT = {"xls": 12_000, "xlsx": 25_000, "html": 20_000}
"""Rows above which a sender exports text instead: a spreadsheet program becomes slow long before its own limit (65,536 for
    .xls)."""


def style_for(sender: int, feed: int, rows: int) -> Style:
    """The habit of a sender. Files too large for its spreadsheet keep all habits but the container."""
    style = STYLES[(sender + 3 * feed) % len(STYLES)]
    if rows > SHEET_LIMIT.get(style.container, rows):
        dates = "2026-03-05" if style.dates == "cell" else style.dates
        return style._replace(container="csv", encoding="gb18030", dates=dates, two_rows=False, broken_headers=False)
    return style
