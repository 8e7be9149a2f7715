"""The ``wanhu`` command: what an installation needs from a terminal. Long work shows its progress; ``--json`` says results for scripts.

``synth``, ``due``, ``alerts``, ``explain`` and ``rules diff`` run on files alone and never start Django; everything else works on the
installation in ``WANHU_HOME``.
"""

import json
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from wanhu import cli_lists, cli_remind, cli_rules
from wanhu.terminal import JsonFlag, OnDay, bar, console, day_of, django, say

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="万户 Wanhu: 妇幼健康与家庭服务 / maternal and child health and family services",
)
app.command()(cli_lists.due)
app.command()(cli_lists.alerts)
app.command()(cli_remind.remind)
app.command()(cli_rules.explain)
app.add_typer(cli_rules.rules, name="rules")


def main() -> None:
    """Entry point; errors made for people are shown without a traceback."""
    try:
        app()
    except (FileNotFoundError, ValueError) as problem:
        console.print(f"[red]{escape(str(problem.args[0] if problem.args else problem))}[/red]")
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

    with bar("造一座城市 / Making a city") as step:
        made = build(people, seed, day_of(on), out, progress=lambda done, total, text: step(str(text), done, total))
    say(made._asdict(), as_json)


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
    django()
    from wanhu.rules.feeds import FEEDS
    from wanhu.web.exchange.actions.receiving import receive as take_in

    if feed not in FEEDS:
        raise ValueError(f"没有“{feed}”这种来件 / there is no feed “{feed}”; {', '.join(FEEDS)}")
    if not file.exists():
        raise FileNotFoundError(f"找不到文件 {file} / there is no file {file}")
    with bar(f"接收 / Receiving {file.name}") as step:
        made = take_in(
            by="wanhu receive", feed=feed, filename=file.name, path=file, sender=sender, place=place, on=day_of(on), progress=step
        )
    say(_of_delivery(made), as_json)
    if made.state == made.State.REFUSED:
        sys.exit(1)


@app.command()
def link(as_json: JsonFlag = False) -> None:
    """认人并写入事实 / say who is who among the people named, and publish their facts."""
    django()
    from wanhu.web.care.publish import facts
    from wanhu.web.exchange.actions.linking import link as say_who

    with bar("认人 / Linking") as step:
        linked = say_who(by="wanhu link", progress=step)
        facts(by="wanhu link", progress=step)
    say(linked._asdict(), as_json)


@app.command()
def run(on: OnDay = None, as_json: JsonFlag = False) -> None:
    """夜间计算：全市任务与提醒 / the nightly computation of every list."""
    django()
    from wanhu.web.worklist.compute import run as compute
    from wanhu.web.worklist.held.actions import expire

    with bar("计算清单 / Computing lists") as step:
        made = compute(on=day_of(on), by="wanhu run", progress=step)
    expire(by="wanhu run")
    say({"run": made.pk, "on": made.on.isoformat(), **made.figures}, as_json)


@app.command()
def serve(port: int = 8000, host: str = "127.0.0.1", workers: int = 1) -> None:
    """启动网站 / serve the site."""
    django()
    from django.core.management import call_command
    from django.db import connections
    from granian.constants import Interfaces
    from granian.server import Server

    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()  # workers are forked: an open SQLite connection carried across a fork can destroy the database
    Server(
        "wanhu.web.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=4
    ).serve()


@app.command()
def work() -> None:
    """后台任务 / the background worker."""
    django()
    from django.core.management import call_command

    call_command("db_worker")


@app.command()
def check(as_json: JsonFlag = False) -> None:
    """这套安装健全吗 / is this installation sound?"""
    django()
    from wanhu.web.worklist.soundness import examine

    found = examine()
    if as_json:
        say({"sound": all(one.sound for one in found), "checks": [one._asdict() for one in found]}, True)
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
    marker, ready, today = home / "DEMO", home / "ready.json", day_of(None)
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
        django()
        _make_demo(home, people, today)
    else:
        django()
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
    from wanhu.web.worklist.demo import households, people_and_places

    city = home / "city"
    with bar("一座不存在的城市 / A city that does not exist") as step:
        build(people, 1, today, city, progress=lambda done, total, text: step(str(text), done, total))
    with bar("建库 / Preparing records") as step:
        step("数据库 / database", 0, 1)
        call_command("migrate", verbosity=0)
        people_and_places(city / "areas.csv", today)
    sent = json.loads((city / "manifest.json").read_text())
    with bar("接收部门文件 / Receiving departments' files") as step:
        for number, one in enumerate(sent, 1):
            path = city / one["path"]
            own = one["place"] if one["place"].isdigit() else ""  # a hospital serves the whole city
            step(f"{one['feed']}  {path.name}", number, len(sent))
            take_in(by="wanhu demo", feed=one["feed"], filename=path.name, path=path, sender=one["sender"], place=own, on=today)
    with bar("认人、写入事实、算出清单 / Who is who, facts, lists") as step:
        say_who(by="wanhu demo", progress=step)
        facts(by="wanhu demo", progress=step)
        made = compute(on=today, by="wanhu demo", progress=step)
        households(city / "truth" / "people.parquet")
        people_and_places(None, today)
    console.print({"on": made.on.isoformat(), **made.figures})


def _show_ways_in(port: int) -> None:
    from wanhu.web.base.demo import ACCOUNTS, PASSWORD

    console.print(f"\n[bold]http://127.0.0.1:{port}/[/bold]   口令 / password  [bold]{PASSWORD}[/bold]")
    for account in ACCOUNTS:
        console.print(f"  [bold]{account.username:12}[/bold] {account.full_name}  {account.does}")


def _of_delivery(made: Any) -> dict[str, Any]:
    figures = {name: getattr(made, name) for name in ("rows", "accepted", "quarantined", "counted", "repeated", "corrected")}
    return {"delivery": made.pk, "feed": made.feed, "state": str(made.state), **figures, "notes": made.notes}
