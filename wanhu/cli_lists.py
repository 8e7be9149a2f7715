"""``wanhu due`` and ``wanhu alerts``: from fact tables to lists with the engine alone, and for one subject the whole reason why."""

from pathlib import Path
from typing import Annotated

import typer

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
    instant_of,
    say,
    writable,
    write,
)

Threads = Annotated[int, typer.Option(help="读取用几个线程；结果不变 / threads to read with; the result is the same")]


def due(
    facts: FactsFolder,
    out: Annotated[Path | None, typer.Option(help="写到 .parquet 或 .csv / write to")] = None,
    why: Annotated[int | None, typer.Option(help="只解释这一个人或妊娠 / explain this one person or pregnancy")] = None,
    kind: Annotated[str | None, typer.Option(help="child、pregnancy 或 planner；默认都找 / all three by default")] = None,
    on: OnDay = None,
    known_at: KnownAt = None,
    every_state: Annotated[bool, typer.Option(help="包括已完成、未到期等全部状态 / every state, not only what is to do")] = False,
    restricted: RestrictedFlag = False,
    threads: Threads = 2,
    as_json: JsonFlag = False,
) -> None:
    """从事实算出任务清单，或用 --why 解释一个对象 / from facts to the list, or with --why all about one subject."""
    import duckdb

    from wanhu.engine import due as planning
    from wanhu.engine.evaluation.facts import from_parquet
    from wanhu.engine.protocol import State
    from wanhu.rules import RULEBOOK

    if (out is None) == (why is None):
        raise ValueError("请给出 --out 文件，或 --why 编号，二者取一 / give either --out FILE or --why NUMBER")
    if restricted:
        console.print(f"[yellow]{RESTRICTED_NOTE}[/yellow]")
    day, known = day_of(on), instant_of(known_at)
    with duckdb.connect(config={"threads": threads}) as connection:
        if why is not None:
            from wanhu.cli_why import show

            show(RULEBOOK, from_parquet(connection, facts), kind, why, day, known, restricted=restricted, as_json=as_json)
        elif out is not None:
            target = writable(out)
            with bar("计算 / Computing") as step:
                step("读取与计算 / reading and computing", 0, 2)
                states = tuple(State) if every_state else planning.TO_DO
                loaded, missed_for = from_parquet(connection, facts), None if every_state else planning.MISSED_FOR
                made = planning.due(
                    RULEBOOK, loaded, on=day, known_at=known, states=states, missed_for=missed_for, restricted=restricted
                )
                step("写文件 / writing", 1, 2)
                rows = write(made, target)
            say({"rows": rows, "out": str(out)}, as_json)


def alerts(
    facts: FactsFolder,
    out: Annotated[Path, typer.Option(help="写到 .parquet 或 .csv / write to")],
    colours: Annotated[
        Path | None,
        typer.Option(help="每次妊娠建议的最低风险颜色写到 / write each pregnancy's suggested smallest colour of risk to"),
    ] = None,
    on: OnDay = None,
    known_at: KnownAt = None,
    restricted: RestrictedFlag = False,
    threads: Threads = 2,
    as_json: JsonFlag = False,
) -> None:
    """从事实算出预警和建议的风险颜色 / from facts to alerts and suggested colours of risk."""
    import duckdb

    from wanhu.engine import due as planning
    from wanhu.engine.colours import suggested
    from wanhu.engine.evaluation.facts import from_parquet
    from wanhu.rules import RULEBOOK

    targets = [writable(out), *([writable(colours)] if colours else [])]
    if restricted:
        console.print(f"[yellow]{RESTRICTED_NOTE}[/yellow]")
    with duckdb.connect(config={"threads": threads}) as connection, bar("计算 / Computing") as step:
        step("读取与计算 / reading and computing", 0, 2)
        made = planning.alerts(
            RULEBOOK, from_parquet(connection, facts), on=day_of(on), known_at=instant_of(known_at), restricted=restricted
        )
        coloured = suggested(made, RULEBOOK)
        step("写文件 / writing", 1, 2)
        for table, target in zip((made, coloured), targets, strict=False):
            write(table, target)
    found = {one["values"]: one["counts"] for one in coloured["colour"].value_counts().to_pylist()}
    say({"rows": made.num_rows, "out": str(out), "colours": dict(sorted(found.items()))}, as_json)
