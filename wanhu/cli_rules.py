"""Commands about the rules themselves: what one says and why, what a change of them would do to the lists, a copy of the facts to try it on."""

import difflib
import importlib.util
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from wanhu.terminal import (
    RESTRICTED_NOTE,
    FactsFolder,
    JsonFlag,
    KnownAt,
    OnDay,
    RestrictedFlag,
    bar,
    console,
    day_of,
    django,
    instant_of,
    paper,
    say,
    writable,
    write,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from wanhu.engine.protocol import Rulebook

rules = typer.Typer(
    no_args_is_help=True,
    help="规则：改动会影响谁、导出事实副本 / rules: whom a change would touch, a copy of the facts to try it on",
)
SHOWN = 30  # lines of a table on the screen; files hold everything


def explain(
    rule: Annotated[str, typer.Argument(help="方案、方案/步骤或预警的代码 / code of a protocol, protocol/step or alert")],
    on: OnDay = None,
    sql: Annotated[bool, typer.Option("--sql", help="附上可自行核对的 SQL / with SQL to check it by hand")] = False,
    as_json: JsonFlag = False,
) -> None:
    """说明一条规则：出处、可信度、窗口、怎样算完成、历次版本 / explain one rule: source, confidence, window, how it is done, versions."""
    from wanhu import cli_explain
    from wanhu.rules import RULEBOOK

    try:
        cli_explain.show(RULEBOOK, rule, day_of(on), sql=sql, as_json=as_json)
    except LookupError:
        near = nearest(RULEBOOK, rule)
        raise ValueError(
            f"没有“{rule}”这条规则 / there is no rule “{rule}”"
            + (f"；最接近的 / nearest:\n  {chr(10).join(near).replace(chr(10), f'{chr(10)}  ')}" if near else "")
        ) from None


def nearest(rulebook: "Rulebook", asked: str) -> list[str]:
    """The rules whose code or title, in either language, is most like what was asked for: ``code  title``."""
    titles: dict[str, str] = {}
    for one in rulebook.protocols:
        titles[one.code] = str(one.title)
        titles |= {f"{one.code}/{step.code}": str(step.title) for step in one.steps}
    titles |= {one.code: str(one.title) for one in rulebook.alerts}
    wanted, likeness = asked.casefold(), {}
    for code, title in titles.items():
        names = [code, code.rpartition("/")[2], *title.split(" / ")]
        like = max(difflib.SequenceMatcher(None, wanted, name.casefold()).ratio() for name in names)
        likeness[code] = max(like, 0.9 if any(wanted in name.casefold() for name in names) else 0)
    best = sorted((code for code, like in likeness.items() if like >= 0.5), key=lambda code: (-likeness[code], code))
    return [f"{code}  {titles[code]}" for code in best[:6]]


@rules.command()
def diff(
    facts: FactsFolder,
    new: Annotated[
        Path | None, typer.Option(help="定义新 RULEBOOK 的 Python 文件 / Python file that defines the new RULEBOOK")
    ] = None,
    then: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="与这一天有效的规则相比 / compare with the rules in force on that day"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="逐行写到 .parquet 或 .csv（含对象编号）/ every row, with subject numbers, to")
    ] = None,
    on: OnDay = None,
    known_at: KnownAt = None,
    restricted: RestrictedFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """发布前看清：规则改动会使哪些清单变、变多少 / before release: which lists a change of the rules would change, and by how much."""
    import duckdb
    import pyarrow as pa

    from wanhu.engine import changes as compare
    from wanhu.engine import due as planning
    from wanhu.engine.evaluation.facts import from_parquet
    from wanhu.rules import RULEBOOK

    if (new is None) == (then is None):
        raise ValueError("请给出 --new 文件，或 --then 日期，二者取一 / give either --new FILE or --then DATE")
    target = writable(out) if out else None
    day, known = day_of(on), instant_of(known_at)
    before = compare.in_force(RULEBOOK, then.date()) if then else RULEBOOK
    after = rulebook_in(new) if new else compare.in_force(RULEBOOK, day)
    old, changed = compare.differing(before.shown(restricted=restricted), after.shown(restricted=restricted))
    if restricted:
        console.print(f"[yellow]{RESTRICTED_NOTE}[/yellow]")
    elif compare.differing(before, after) != (old, changed):
        console.print(
            "[yellow]限制类规则也有改动，这里没有算；要算请加 --restricted / rules of the restricted class change too and were left out: --restricted[/yellow]"
        )
    with duckdb.connect(config={"threads": 2}) as connection, bar("比较规则 / Comparing rules") as step:
        source, lists = from_parquet(connection, facts), []
        for number, rulebook in enumerate((old, changed)):
            step("按原规则计算 / by the old rules" if not number else "按新规则计算 / by the new rules", number, 3)
            lists.append(planning.lists(rulebook, source, on=day, known_at=known, restricted=restricted))
        step("逐行比较 / comparing", 2, 3)
        found = pa.concat_tables([
            compare.changes(lists[0].due, lists[1].due), compare.changes(lists[0].alerts, lists[1].alerts)
        ])  # fmt: skip
        if target:
            write(found, target)
    counted, places = compare.by_rule(found), compare.by_township(found)
    people, (joining, leaving) = compare.subjects(found), compare.joining_and_leaving(found)
    if as_json:
        figures = {"rows": found.num_rows, "subjects": people, "joining": joining, "leaving": leaving}
        listed = {"by_rule": counted.to_pylist(), "by_township": places.to_pylist()}
        say(figures | listed | ({"out": str(target)} if target else {}), True)
        return
    paper.print(f"[bold]{found.num_rows}[/bold] 行会变 / rows would change；[bold]{people}[/bold] 个对象 / subjects")
    paper.print(f"要做的清单 / lists of what to do: +{joining} −{leaving}")
    _table("按规则 / By rule", counted)
    _table("按乡镇 / By township", places)
    if target:
        console.print(f"{target}")


@rules.command()
def export(
    out: Annotated[Path, typer.Argument(help="写到哪个文件夹 / folder to write to")],
    as_json: JsonFlag = False,
) -> None:
    """从本套安装导出事实表（不含姓名、证件号和受限信息），供试算规则 / the fact tables, without names and restricted facts, to try rules on."""
    django()
    import duckdb

    from wanhu.engine.tables import TABLES
    from wanhu.web.base import audit
    from wanhu.web.worklist import records

    if out.exists() and any(out.iterdir()):
        raise ValueError(f"{out} 里已有文件；请换一个空文件夹 / {out} is not empty: choose an empty folder")
    with suppress(FileExistsError):
        out.mkdir(parents=True, mode=0o700)
    rows: dict[str, int] = {}
    with duckdb.connect() as database, bar("导出事实 / Exporting facts") as step:
        step("读取 / reading", 0, len(TABLES))
        records.city(database)
        for number, name in enumerate(TABLES):
            step(name, number, len(TABLES))
            target = out / f"{name}.parquet"
            target.touch(mode=0o600)
            path = str(target).replace("'", "''")
            # Facts of one person side by side: faster to read again. None of the restricted class leaves the installation (invariant 9).
            query = f"SELECT * FROM {name} WHERE {records.UNRESTRICTED.get(name, 'true')} ORDER BY person, happened, id"
            rows[name] = database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)").fetchall()[0][0]
    audit.record(by="wanhu rules export", action="facts.export", detail={"rows": rows})
    say({"out": str(out), "rows": rows}, as_json)


def rulebook_in(path: Path) -> "Rulebook":
    """The RULEBOOK that a Python file defines. Raises FileNotFoundError or ValueError, in both languages."""
    from wanhu.engine.protocol import Rulebook

    if not path.is_file():
        raise FileNotFoundError(f"找不到文件 {path} / there is no file {path}")
    spec = importlib.util.spec_from_file_location("new_rules", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} 不是 Python 文件（.py）/ {path} is no Python file (.py)")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        raise ValueError(f"{path} 不能执行 / {path} cannot be run: {type(problem).__name__}: {problem}") from problem
    found = getattr(module, "RULEBOOK", None)
    if not isinstance(found, Rulebook):
        raise ValueError(
            f"{path} 没有定义 RULEBOOK；通常写 RULEBOOK = wanhu.rules.RULEBOOK.replacing(…) / "
            f"{path} defines no RULEBOOK; usually RULEBOOK = wanhu.rules.RULEBOOK.replacing(…)"
        )
    return found


def _table(title: str, rows: "pa.Table") -> None:
    shown = Table(title=title, title_justify="left")
    for name in rows.column_names:
        shown.add_column(name, justify="right" if name == "rows" else "left")
    for row in rows.slice(0, SHOWN).to_pylist():
        shown.add_row(*("" if cell is None else str(cell) for cell in row.values()))
    paper.print(shown)
    if rows.num_rows > SHOWN:
        paper.print(f"… {rows.num_rows - SHOWN} 行未显示，见 --json / rows not shown: --json")
