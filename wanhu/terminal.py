"""What every command of ``wanhu`` shares: how it reads a day, shows progress, says its result, and writes a table to a file.

Results for scripts and pages to read go to standard output; progress, notes and errors go to standard error.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    import pyarrow as pa

console = Console(stderr=True)
paper = Console()

JsonFlag = Annotated[bool, typer.Option("--json", help="结果以 JSON 输出 / results as JSON")]
OnDay = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="哪一天，默认今天 / which day; today by default")
]
KnownAt = Annotated[
    datetime | None,
    typer.Option(
        "--known-at",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"],
        help="当时所知（UTC），默认此刻 / as known at (UTC); now by default",
    ),
]
FactsFolder = Annotated[Path, typer.Option("--facts", help="事实表文件夹（Parquet）/ folder of fact tables")]
RestrictedFlag = Annotated[
    bool,
    typer.Option(
        "--restricted",
        help="也算限制类规则；只给有此权限的人 / also rules of the restricted class, for those with that permission",
    ),
]
FORMS = (".parquet", ".csv")
RESTRICTED_NOTE = (
    "结果含限制类规则（传染病），只给有此权限的人看，不要转发 / "
    "the result holds rules of the restricted class (infectious disease): only for those with that permission, not to be passed on"
)


def django() -> None:
    """Starts Django on the installation in ``WANHU_HOME``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanhu.web.settings")
    import django

    django.setup()


def day_of(on: datetime | None) -> date:
    """The day asked for, or today in Asia/Shanghai."""
    return on.date() if on else datetime.now(ZoneInfo("Asia/Shanghai")).date()


def instant_of(known_at: datetime | None) -> datetime:
    """The instant asked for, or now; naive UTC."""
    return (known_at or datetime.now(UTC)).replace(tzinfo=None)


def say(what: dict[str, Any], as_json: bool) -> None:
    """The result of a command: one line of JSON for a script, or figures for a person."""
    if as_json:
        print(json.dumps(what, ensure_ascii=False, default=str))
    else:
        console.print(what)


def writable(out: Path) -> Path:
    """A file that a table can be written to. Raises ValueError, in both languages, for one of another kind or in no folder."""
    if out.suffix not in FORMS:
        raise ValueError(f"{out}：只能写 .parquet 或 .csv / only .parquet or .csv can be written")
    if not out.absolute().parent.is_dir():
        raise ValueError(f"{out}：没有这个文件夹，请先建好 / there is no such folder: make it first")
    return out


def write(table: "pa.Table", out: Path) -> int:
    """Writes a table, the same rows always to the same bytes; how many rows."""
    if out.suffix == ".parquet":
        return _write_parquet(table, out)
    import duckdb

    with duckdb.connect(config={"threads": 2}) as connection:
        connection.register("made", table)
        target = str(out).replace("'", "''")
        return connection.execute(f"COPY made TO '{target}' (FORMAT csv, HEADER)").fetchall()[0][0]


def _write_parquet(table: "pa.Table", out: Path) -> int:
    """Numbers of people rise from row to row, so their differences are written; days, and text of few values, are looked up.

    A quarter of the processor time of DuckDB's ``COPY``, and smaller. Least and largest values are left out: rows come by rule, and nobody could skip any.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    numbers = [field.name for field in table.schema if field.type == pa.int64()]
    pq.write_table(
        table.unify_dictionaries(), out, compression="zstd", write_statistics=False,
        use_dictionary=[name for name in table.column_names if name not in numbers],  # pyright: ignore[reportArgumentType]
        column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
    )  # fmt: skip
    return table.num_rows


@contextmanager
def bar(title: str) -> Iterator[Callable[..., None]]:
    """A progress bar; the function it gives takes words, and how much of how much is done when that is known."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[words]}"),
    )
    with Progress(*columns, console=console) as shown:
        task = shown.add_task(title, total=None, words="")

        def step(words: str, done: float | None = None, total: float | None = None) -> None:
            shown.update(task, words=words, completed=done, total=total)

        yield step
        shown.update(task, total=1, completed=1, words="")
