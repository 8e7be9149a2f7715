"""Builds a city: lives first, then the departments' files about them, and beside both the truth to be scored against."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from wanhu.engine.text import Text
from wanhu.synthetic.city import City, found
from wanhu.synthetic.days import add_months, day
from wanhu.synthetic.feeds import birth_certificate, child_check, delivery_register, immunisation, maternity_handbook
from wanhu.synthetic.places import places
from wanhu.synthetic.pregnancies import HOSPITALS
from wanhu.synthetic.rates import Rates
from wanhu.synthetic.sheets import Sheet, clean_copy, damaged_numbers, mention_table, misweigh, spoil
from wanhu.synthetic.truth import Truth
from wanhu.synthetic.writing import write

Progress = Callable[[int, int, Text], None]
SMALLEST, LARGEST = 2_000, 1_500_000
FEEDS = (maternity_handbook, delivery_register, birth_certificate, immunisation, child_check)
RESENDS = HOSPITALS[0]
"""The hospital that sends every register a second time, with what was wrong in the first put right."""
WHOLE_LIVES = 84
"""Months: children under seven are in the immunisation and check files from birth."""


class Summary(NamedTuple):
    """What was made: people, children under seven, files, rows in them, mentions in those, and facts by table."""

    people: int
    children: int
    files: int
    rows: int
    mentions: int
    facts: dict[str, int]


def build(people: int, seed: int, on: date, out: Path, progress: Progress | None = None, *, months: int = 24,
          child_months: int = WHOLE_LIVES, rates: Rates | None = None) -> Summary:  # fmt: skip
    """Makes a city of ``people`` (2,000 to 1,500,000) as it stands on ``on`` and writes it below ``out``:

    ``files/<feed>/…`` what departments send, ``manifest.json`` one entry per file, ``areas.csv`` the places, and ``truth/``: people,
    households, lives, ``mentions`` (who is really named in which row) and ``facts/<table>.parquet``.
    ``months`` bounds the files about pregnancies and births, ``child_months`` those about doses and checks. The same arguments give
    the same bytes (spreadsheets: the same cells)."""
    if not SMALLEST <= people <= LARGEST:
        raise ValueError(Text(
            f"人口应在 {SMALLEST} 到 {LARGEST} 之间，给出的是 {people}；请改用此范围内的人数。",
            f"people must be between {SMALLEST} and {LARGEST}, not {people}; give a number in that range.",
        ))  # fmt: skip
    steps = _Steps(progress)
    steps.say(0, Text("居民与家庭", "people and families"))
    city = found(people, seed, day(on), rates or Rates())
    steps.say(15, Text("事实", "facts"))
    truth = Truth(city, out / "truth")
    facts = truth.write()
    _areas(people, out)
    manifest: list[dict[str, Any]] = []
    rows = mentions = 0
    with _Mentions(out / "truth" / "mentions.parquet") as book:
        for at, (feed, sheet) in enumerate(_sheets(city, months, child_months)):
            steps.say(30 + min(at, 69), Text(f"文件：{feed}", f"files: {feed}"))
            again = clean_copy(sheet) if feed == delivery_register.FEED and sheet.sender == RESENDS else None
            wrong = misweigh(city.stream("files", 8, at), sheet) if again else []
            entry = _file(city, sheet, at, out)
            made = [(sheet, entry)]
            if again:
                path = write(again, out / "files" / again.feed)
                made.append((again, _entry(again, path.relative_to(out).as_posix()) | {
                    "corrects": entry["path"],
                    "corrected": [{"row": int(again.lines[row]), "header": header} for row, header in wrong],
                }))  # fmt: skip
            for each, said in made:
                manifest.append(said)
                rows += each.rows
                mentions += book.add(mention_table(each, said["path"]))
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    steps.say(100, Text("完成", "done"))
    return Summary(people, len(city.lives.child_row), len(manifest), rows, mentions, facts)


class _Steps:
    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def say(self, done: int, what: Text) -> None:
        if self._progress:
            self._progress(done, 100, what)


class _Mentions:
    """The mentions of all files, written file by file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None

    def add(self, table: pa.Table) -> int:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table)
        return table.num_rows

    def __enter__(self) -> "_Mentions":
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()


def _sheets(city: City, months: int, child_months: int) -> Iterator[tuple[str, Sheet]]:
    today = pa.array([city.on], pa.int32()).to_numpy()
    for feed in FEEDS:
        span = child_months if feed in (immunisation, child_check) else months
        since = int(add_months(today, -span)[0])
        for sheet in feed.sheets(city, since):
            yield feed.FEED, sheet


def _file(city: City, sheet: Sheet, at: int, out: Path) -> dict[str, Any]:
    """Spoils a few rows, writes the file, and says what a reader should find in it."""
    spoil(city.stream("files", 9, at), sheet, city.rates.beyond_repair)
    path = write(sheet, out / "files" / sheet.feed)
    return _entry(sheet, path.relative_to(out).as_posix())


def _entry(sheet: Sheet, path: str) -> dict[str, Any]:
    beyond = [{"row": int(sheet.lines[row]), "header": header, "kind": kind} for row, header, kind in sheet.damage]
    return {
        "feed": sheet.feed, "path": path, "sender": sheet.sender, "place": sheet.place,
        "period": {"from": sheet.period[0], "to": sheet.period[1]}, "rows": sheet.rows, "with_consent": int(sheet.consented.sum()),
        "damaged_identity_rows": damaged_numbers(sheet), "beyond_repair": beyond,
        "style": {name: value for name, value in sheet.style._asdict().items() if name != "sexes"},
    }  # fmt: skip


def _areas(people: int, out: Path) -> None:
    table = places(people)
    lines = [",".join(table.column_names)] + [",".join(row.values()) for row in table.to_pylist()]
    (out / "areas.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
