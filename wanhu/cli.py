"""The ``wanhu`` command: what an installation needs from a terminal. Long work shows its progress; ``--json`` says results for scripts.

``due`` and ``synth`` run on files alone and never start Django; everything else works on the installation in ``WANHU_HOME``.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="万户 Wanhu: 妇幼健康与家庭服务 / maternal and child health and family services",
)
console = Console(stderr=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="结果以 JSON 输出 / results as JSON")]
OnDay = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="哪一天，默认今天 / which day; today by default")
]


def main() -> None:
    """Entry point; errors made for people are shown without a traceback."""
    try:
        app()
    except (FileNotFoundError, ValueError) as problem:
        console.print(f"[red]{problem.args[0] if problem.args else problem}[/red]")
        sys.exit(2)


@app.command()
def synth(
    out: Annotated[Path, typer.Argument(help="写到哪个文件夹 / folder to write to")],
    people: Annotated[int, typer.Option(help="居民数 2,000～1,500,000 / residents")] = 20_000,
    seed: int = 1,
    on: OnDay = None,
    as_json: JsonFlag = False,
) -> None:
    """造一座不存在的城市及其部门文件 / make a city that does not exist, and its departments' files."""
    from wanhu.synthetic.build import build

    with _bar("造一座城市 / Making a city") as step:
        made = build(people, seed, _day(on), out, progress=lambda done, total, text: step(str(text), done, total))
    _say(made._asdict(), as_json)


@app.command()
def due(
    facts: Annotated[Path, typer.Option(help="事实表文件夹（Parquet）/ folder of fact tables")],
    out: Annotated[Path, typer.Option(help="写到 .parquet 或 .csv / write to")],
    on: OnDay = None,
    known_at: Annotated[datetime | None, typer.Option(help="当时所知（UTC）/ as known at")] = None,
    every_state: Annotated[bool, typer.Option(help="包括已完成、未到期等全部状态 / every state, not only what is to do")] = False,
    threads: int = 2,
    as_json: JsonFlag = False,
) -> None:
    """从事实算出任务清单，只用引擎 / from facts to the list: the engine alone, without Django."""
    import duckdb

    from wanhu.engine import due as planning
    from wanhu.engine.evaluation.facts import from_parquet
    from wanhu.engine.protocol import State
    from wanhu.rules import RULEBOOK

    if out.suffix not in (".parquet", ".csv"):
        raise ValueError(f"{out}: 只能写 .parquet 或 .csv / only .parquet or .csv can be written")
    form = "FORMAT parquet, COMPRESSION zstd" if out.suffix == ".parquet" else "FORMAT csv, HEADER"
    with duckdb.connect(config={"threads": threads}) as connection, _bar("计算 / Computing") as step:
        step("读取与计算 / reading and computing", 0, 1)
        known = (known_at or datetime.now(UTC)).replace(tzinfo=None)
        states = tuple(State) if every_state else planning.TO_DO
        connection.register(
            "made", planning.due(RULEBOOK, from_parquet(connection, facts), on=_day(on), known_at=known, states=states)
        )
        target = str(out).replace("'", "''")
        rows = connection.execute(f"COPY made TO '{target}' ({form})").fetchall()[0][0]
    _say({"rows": rows, "out": str(out)}, as_json)


@app.command()
def receive(
    feed: Annotated[str, typer.Argument(help="来件种类 / feed, e.g. birth-certificate")],
    file: Annotated[Path, typer.Argument(help="部门文件 / the department's file")],
    sender: Annotated[str, typer.Option(help="发送单位 / who sent it")] = "",
    place: Annotated[
        str,
        typer.Option(
            help="发送单位的乡镇或村代码，用于没有地址的行 / the sender's township or village, for rows without an address"
        ),
    ] = "",
    on: OnDay = None,
    as_json: JsonFlag = False,
) -> None:
    """接收一个部门文件 / take a department's file in."""
    _django()
    from wanhu.rules.feeds import FEEDS
    from wanhu.web.exchange.actions.receiving import receive as take_in

    if feed not in FEEDS:
        raise ValueError(f"没有“{feed}”这种来件 / there is no feed “{feed}”; {', '.join(FEEDS)}")
    if not file.exists():
        raise FileNotFoundError(f"找不到文件 {file} / there is no file {file}")
    with _bar(f"接收 / Receiving {file.name}") as step:
        made = take_in(
            by="wanhu receive", feed=feed, filename=file.name, path=file, sender=sender, place=place, on=_day(on), progress=step
        )
    _say(_of_delivery(made), as_json)
    if made.state == made.State.REFUSED:
        sys.exit(1)


@app.command()
def link(as_json: JsonFlag = False) -> None:
    """认人并写入事实 / say who is who among the people named, and publish their facts."""
    _django()
    from wanhu.web.care.publish import facts
    from wanhu.web.exchange.actions.linking import link as say_who

    with _bar("认人 / Linking") as step:
        linked = say_who(by="wanhu link", progress=step)
        facts(by="wanhu link", progress=step)
    _say(linked._asdict(), as_json)


@app.command()
def run(on: OnDay = None, as_json: JsonFlag = False) -> None:
    """夜间计算：全市任务与提醒 / the nightly computation of every list."""
    _django()
    from wanhu.web.worklist.compute import run as compute

    with _bar("计算清单 / Computing lists") as step:
        made = compute(on=_day(on), by="wanhu run", progress=step)
    _say({"run": made.pk, "on": made.on.isoformat(), **made.figures}, as_json)


@app.command()
def serve(port: int = 8000, host: str = "127.0.0.1", workers: int = 1) -> None:
    """启动网站 / serve the site."""
    _django()
    from django.core.management import call_command
    from granian.constants import Interfaces
    from granian.server import Server

    call_command("collectstatic", interactive=False, verbosity=0)
    Server(
        "wanhu.web.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=4
    ).serve()


@app.command()
def work() -> None:
    """后台任务 / the background worker."""
    _django()
    from django.core.management import call_command

    call_command("db_worker")


@app.command()
def check(as_json: JsonFlag = False) -> None:
    """这套安装健全吗 / is this installation sound?"""
    _django()
    from wanhu.web.worklist.soundness import examine

    found = examine()
    if as_json:
        _say({"sound": all(one.sound for one in found), "checks": [one._asdict() for one in found]}, True)
    else:
        for one in found:
            console.print(f"{'[green]✓[/green]' if one.sound else '[red]✗[/red]'} {one.what}: {one.found}")
    if not all(one.sound for one in found):
        sys.exit(1)


@app.command()
def demo(
    people: Annotated[int, typer.Option(help="居民数 / residents")] = 20_000,
    port: int = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="只建库不启动 / build and do not serve")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="从头再来 / start anew")] = False,
) -> None:
    """一座不存在的城市，从部门文件到今天的清单 / a city that does not exist, from departments' files to today's list."""
    home = Path(os.environ.setdefault("WANHU_HOME", "var/demo"))
    marker, ready, today = home / "DEMO", home / "ready.json", _day(None)
    if os.environ.get("WANHU_DATABASE_URL") or (home.exists() and any(home.iterdir()) and not marker.exists()):
        raise ValueError(
            f"{home} 或所设的数据库不是演示用的，演示不会动它；请换一个 WANHU_HOME 并去掉 WANHU_DATABASE_URL / "
            f"{home}, or the database set, was not made by a demo, and a demo never touches it: choose another WANHU_HOME and unset WANHU_DATABASE_URL"
        )
    os.environ["WANHU_DEMO"] = "1"
    if home.exists() and (fresh or not ready.exists()):
        shutil.rmtree(home)  # made anew, also when it was cut off half-way
    if not ready.exists():
        home.mkdir(parents=True)
        marker.write_text("synthetic people only; wanhu demo may delete this folder\n")
        _django()
        _make_demo(home, people, today)
    else:
        _django()
        if json.loads(ready.read_text())["on"] != today.isoformat():
            run(on=None)
    ready.write_text(json.dumps({"people": people, "on": today.isoformat()}))
    _show_ways_in(port)
    if not no_serve:
        serve(port=port)


def _make_demo(home: Path, people: int, today: date) -> None:
    from django.core.management import call_command

    from wanhu.synthetic.build import build
    from wanhu.web.care.publish import facts
    from wanhu.web.exchange.actions.linking import link as say_who
    from wanhu.web.exchange.actions.receiving import receive as take_in
    from wanhu.web.worklist.compute import run as compute
    from wanhu.web.worklist.demo import people_and_places

    city = home / "city"
    with _bar("一座不存在的城市 / A city that does not exist") as step:
        build(people, 1, today, city, progress=lambda done, total, text: step(str(text), done, total))
    with _bar("建库 / Preparing records") as step:
        step("数据库 / database", 0, 1)
        call_command("migrate", verbosity=0)
        people_and_places(city / "areas.csv", today)
    sent = json.loads((city / "manifest.json").read_text())
    with _bar("接收部门文件 / Receiving departments' files") as step:
        for number, one in enumerate(sent, 1):
            path = city / one["path"]
            own = one["place"] if one["place"].isdigit() else ""  # a hospital serves the whole city
            step(f"{one['feed']}  {path.name}", number, len(sent))
            take_in(by="wanhu demo", feed=one["feed"], filename=path.name, path=path, sender=one["sender"], place=own, on=today)
    with _bar("认人、写入事实、算出清单 / Who is who, facts, lists") as step:
        say_who(by="wanhu demo", progress=step)
        facts(by="wanhu demo", progress=step)
        made = compute(on=today, by="wanhu demo", progress=step)
        people_and_places(None, today)
    console.print({"on": made.on.isoformat(), **made.figures})


def _show_ways_in(port: int) -> None:
    from wanhu.web.base.demo import ACCOUNTS, PASSWORD

    console.print(f"\n[bold]http://127.0.0.1:{port}/[/bold]   口令 / password  [bold]{PASSWORD}[/bold]")
    for account in ACCOUNTS:
        console.print(f"  [bold]{account.username:12}[/bold] {account.full_name}  {account.does}")


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanhu.web.settings")
    import django

    django.setup()


def _day(on: datetime | None) -> date:
    return on.date() if on else datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _of_delivery(made: Any) -> dict[str, Any]:
    figures = {name: getattr(made, name) for name in ("rows", "accepted", "quarantined", "counted", "repeated", "corrected")}
    return {"delivery": made.pk, "feed": made.feed, "state": str(made.state), **figures, "notes": made.notes}


def _say(what: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(what, ensure_ascii=False, default=str))
    else:
        console.print(what)


@contextmanager
def _bar(title: str) -> Iterator[Callable[..., None]]:
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
