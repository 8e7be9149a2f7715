"""How ``wanhu due --why`` shows everything about one subject: a tree for a person, the same as JSON for a script."""

import json
from datetime import date, datetime
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.tree import Tree

from wanhu.cli_words import IN_STATE, NOT_PLANNED, SUBJECT, reason_in_words, short, span, trouble_in_words
from wanhu.engine.evaluation.facts import Facts
from wanhu.engine.expressions import Both
from wanhu.engine.protocol import Rulebook, State, Subject
from wanhu.engine.text import Text
from wanhu.engine.why import Counted, Explained, NotASubject, NotPlanned, Seen, Term, Warned, Why, Worked, why
from wanhu.terminal import paper

_MARK = {True: "[green]✓[/green]", False: "[red]✗[/red]", None: "[yellow]?[/yellow]"}
_COLOUR = {State.OVERDUE: "red", State.MISSED: "red", State.OPEN: "yellow", State.DONE: "green"}


def show(
    rulebook: Rulebook, facts: Facts, kind: str | None, number: int, on: date, known_at: datetime, *, restricted: bool, as_json: bool
) -> None:  # fmt: skip
    """Prints all about one subject; without a kind, about every subject that has this number. Raises ValueError when none has."""
    if kind is not None and kind not in tuple(Subject):
        raise ValueError(f"没有“{kind}”这种对象 / there is no subject of kind “{kind}”: {', '.join(Subject)}")
    found = []
    for one in (Subject(kind),) if kind else Subject:
        try:
            found.append(why(rulebook, facts, one, number, on, known_at, restricted=restricted))
        except NotASubject:
            if kind:
                raise
    if not found:
        raise NotASubject(
            f"到 {on} 为止已知的事实里没有编号为 {number} 的妊娠、孩子或备孕者；请核对编号和日期 / "
            f"the facts known by {on} hold no pregnancy, child or planner with number {number}: check the number and the day"
        )
    if as_json:
        print(json.dumps([plain(one) for one in found], ensure_ascii=False))
    else:
        paper.print(Group(*(tree(one) for one in found)))


def tree(one: Why) -> Tree:
    """Everything about one subject."""
    known = one.known_at.replace(microsecond=0)
    top = Tree(
        f"[bold]{SUBJECT[one.kind]} {one.subject}[/bold]  人员 person {one.person} · 区划 area {one.area or '—'} · {one.on} · 所知截至 known at {known}"
    )
    for protocol in one.protocols:
        _protocol(top.add(f"[bold]{protocol.protocol.title}[/bold] [dim]{protocol.protocol.code}[/dim]"), protocol)
    if one.alerts:
        below = top.add("[bold]预警 / Alerts[/bold]")
        for warned in sorted(one.alerts, key=lambda warned: warned.holds is not True):
            if warned.holds is not False:
                _alert(below, warned)
        if silent := [warned.alert.code for warned in one.alerts if warned.holds is False]:
            below.add(f"{_MARK[False]} [dim]不成立 / not so: {', '.join(silent)}[/dim]")
    return top


def _protocol(below: Tree, one: Explained) -> None:
    for taken in one.taken:
        below.add(
            f"[magenta]{taken.day} 由专人移出 / released by a named person[/magenta]: {taken.step or '*'}, {reason_in_words(taken.reason)}"
        )
    if one.ended_on and one.ended_by:
        below.add(f"[magenta]{one.ended_on} 终止 / ended[/magenta]: {reason_in_words(one.ended_by)}")
    planned = [step for step in one.steps if step.state is not None]
    start = next((step.anchor for step in planned if step.step.anchor is None), None)
    if start is not None:  # most steps of a protocol are counted from one day: said once
        below.add(f"起算 / counted from {start.value}{_facts(start)}")
    for step in planned:
        _step(below, step)
    if left_out := [step for step in one.steps if step.not_planned is not None]:
        over = [step.step.code for step in left_out if step.not_planned is NotPlanned.OVER]
        others = below.add("[dim]不安排 / Not planned[/dim]")
        if over:  # for one reason that has nothing to do with the step: said once
            others.add(f"{NOT_PLANNED[NotPlanned.OVER]}: [dim]{', '.join(over)}[/dim]")
        for step in left_out:
            if step.not_planned is None or step.not_planned is NotPlanned.OVER:
                continue
            at = others.add(f"{step.step.title} [dim]{step.step.code}[/dim]: {NOT_PLANNED[step.not_planned]}")
            _deciding(at, step.applies if step.anchor.value is not None else step.anchor)
    if one.counted:
        events = below.add("[dim]已记录的接种与服务 / Doses and contacts on record[/dim]")
        for event in one.counted:
            events.add(_event(event, {step.step.code for step in left_out}))


def _step(below: Tree, one: Worked) -> None:
    assert one.state is not None
    window = f"{one.opens} → {one.due}" + (f" (≤ {one.closes})" if one.closes else "")
    done = f" {one.done_on}" if one.done_on else ""
    state = f"[{_COLOUR.get(one.state, 'dim')}]{IN_STATE[one.state]}{done}[/]"
    at = below.add(f"{one.step.title} [dim]{one.step.code}[/dim] · {state} · {window}")
    if one.step.anchor is not None:
        at.add(f"起算 / counted from {one.anchor.value}{_facts(one.anchor)}")
    _conditions(at, one.applies)
    if one.done_when is not None:
        at.add(f"完成之日 / done on: {escape(short(one.done_when.expression))} = {_value(one.done_when)}{_facts(one.done_when)}")
    for wait in one.waits:
        until = f"{wait.given_on} + {span(wait.span)} = {wait.until}" if wait.until else "尚未完成 / not done yet"
        at.add(f"须间隔 / apart from {_fitting(wait.of, 40)}: {until}")
    if one.reason:
        text = next((advice.text for advice, _ in one.advice if advice.code == one.reason), None)
        at.add(f"[yellow]{text if text else reason_in_words(one.reason)}[/yellow] [dim]{one.reason}[/dim]")


def _alert(below: Tree, one: Warned) -> None:
    at = below.add(f"{_MARK[one.holds]} {one.alert.title} [dim]{one.alert.code} · {one.alert.level}[/dim]")
    if one.holds:
        at.add(f"[yellow]{one.alert.action}[/yellow]")
    if one.holds:
        _conditions(at, one.condition)
    else:
        _deciding(at, one.condition)


def _conditions(below: Tree, one: Term | None) -> None:
    for part in _parts(one) if one is not None else ():
        below.add(_condition(part))


def _deciding(below: Tree, one: Term | None) -> None:
    """Of a condition that is not true the parts that decide: the false ones, or those unknown where none is false."""
    for part in _parts(one) if one is not None else ():
        if part.value is one.value:  # type: ignore[union-attr]
            below.add(_condition(part))


def _parts(one: Term) -> list[Term]:
    """A condition's parts that must all hold."""
    return [part for inside in one.parts for part in _parts(inside)] if isinstance(one.expression, Both) else [one]


def _condition(one: Term) -> str:
    mark = _MARK[one.value] if isinstance(one.value, bool) or one.value is None else "="
    return f"{mark} {escape(_fitting(short(one.expression)))}{_facts(one)}"


def _fitting(text: str, width: int = 160) -> str:
    """A long rule is cut off on the screen; ``wanhu explain`` and ``--json`` say it whole."""
    return text if len(text) <= width else f"{text[:width]}…"


def _facts(one: Term) -> str:
    listed = [
        escape(f"{_fitting(seen.what, 40)}{'' if seen.value is None else f' {seen.value}'} ({seen.day})") for seen in one.facts
    ]
    return f" [dim]← {', '.join(listed)}[/dim]" if listed else ""


def _value(one: Term) -> str:
    return "未知 / unknown" if one.value is None else str(one.value)


def _event(one: Counted, left_out: set[str]) -> str:
    named = [
        f"{step}（不安排 / not planned）" if step in left_out else step
        for step in (*one.steps, *([one.step] if one.step else []))
    ]
    if one.steps:
        return f"[green]✓[/green] {one.day} {one.what} → {', '.join(named)}"
    troubles = "; ".join(str(trouble_in_words(obstacle)) for obstacle in one.obstacles)
    return f"[red]✗[/red] {one.day} {one.what} → {named[0]}: {troubles}"


def plain(one: Any) -> Any:
    """The same as JSON has it: days as text, unknown as null, words in both languages."""
    match one:
        case Why():
            listed = {
                "kind": one.kind,
                "subject": one.subject,
                "person": one.person,
                "area": one.area,
                "on": one.on,
                "known_at": one.known_at,
            }
            return {name: plain(value) for name, value in (listed | {"protocols": one.protocols, "alerts": one.alerts}).items()}
        case Explained():
            named = {"code": one.protocol.code, "title": one.protocol.title, "until": one.until, "ended_on": one.ended_on}
            ends = [{"reason": end.reason, "day": plain(day)} for end, day in one.ends]
            rest = {"ended_by": one.ended_by, "released": one.taken, "steps": one.steps, "counted": one.counted}
            return {name: plain(value) for name, value in (named | rest).items()} | {"ends": ends}
        case Worked():
            own = {"code": one.step.code, "title": one.step.title} | {
                name: value for name, value in vars(one).items() if name != "step"
            }
            own["advice"] = [{"code": advice.code, "text": advice.text, "when": when} for advice, when in one.advice]
            return {name: plain(value) for name, value in own.items()}
        case Warned():
            own = {"code": one.alert.code, "title": one.alert.title, "level": one.alert.level, "holds": one.holds}
            return {name: plain(value) for name, value in (own | {"condition": one.condition, "shows": one.shows}).items()}
        case Term():
            own = {"rule": short(one.expression), "value": one.value, "facts": one.seen, "parts": one.parts}
            return {name: plain(value) for name, value in own.items() if value not in ((), [])}
        case Text():
            return {"zh": one.zh, "en": one.en}
        case date():
            return one.isoformat()
        case tuple() | list():
            return [plain(part) for part in one]
        case dict():
            return {name: plain(part) for name, part in one.items()}
        case Seen() | Counted():
            return {name: plain(value) for name, value in vars(one).items()}
    return one if isinstance(one, bool | int | float | str | None) else {name: plain(value) for name, value in vars(one).items()}
