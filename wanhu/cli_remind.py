"""``wanhu remind``: today's messages to families, by the channel that the installation chose."""

from typing import Annotated

import typer

from wanhu.terminal import JsonFlag, OnDay, bar, console, day_of, django, say


def remind(
    on: OnDay = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试算，不发送 / count only, send nothing")] = False,
    as_json: JsonFlag = False,
) -> None:
    """给同意提醒的家庭发短信：不含任何健康内容 / send reminders to families who agreed: nothing about health is in them."""
    django()
    from django.conf import settings

    from wanhu.rules.messages import SENDING
    from wanhu.web.worklist.channels import chosen
    from wanhu.web.worklist.reminders import remind as send

    day = day_of(on)
    channel = chosen(settings.HOME, day, console.file)
    if not SENDING.verified:
        console.print(
            f"[yellow]发送时间 {SENDING.opens:%H:%M}–{SENDING.closes:%H:%M} 尚未经本地机构确认 / "
            "these hours were not confirmed by the local institution yet[/yellow]"
        )
    with bar("提醒 / Reminders") as step:
        made = send(by="wanhu remind", channel=channel, on=day, dry_run=dry_run, progress=step)
    if made.quiet_until:
        console.print(
            f"[yellow]现在不是发送时间，{made.quiet_until:%Y-%m-%d %H:%M} 起再发 / "
            f"not at this hour: from {made.quiet_until:%Y-%m-%d %H:%M}[/yellow]"
        )
    if made.list_of is None or made.list_of < made.on:
        console.print(
            "[yellow]今天的清单还没有算，请先运行 wanhu run / today's list was not computed yet: run wanhu run first[/yellow]"
        )
    if made.stopped:
        console.print(
            "[red]通道连续失败，已停下；下次再发 / the channel failed again and again: stopped, the next run tries again[/red]"
        )
    say(made.figures() | {"channel": channel.name, "dry_run": dry_run}, as_json)
    if made.stopped:
        raise typer.Exit(1)
