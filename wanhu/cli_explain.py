"""How ``wanhu explain`` shows a protocol, a step or an alert: everything its declaration says, for a reader who has no code open."""

import json
from datetime import date

from rich.markup import escape

from wanhu.cli_words import CONFIDENCE, SUBJECT, done_in_words, short, span
from wanhu.engine.expressions import Expression, computed_in
from wanhu.engine.protocol import Alert, Confidence, Protocol, Rulebook, Source, Step
from wanhu.engine.text import Text
from wanhu.terminal import paper

Lines = list[tuple[Text, str | list[str]]]  # what it is called, and what is said


def show(rulebook: Rulebook, asked: str, on: date, *, sql: bool, as_json: bool) -> None:
    """Prints one rule. Raises LookupError when there is none of that code."""
    title, code, lines = about(rulebook, asked, on)
    if sql:
        lines.append((Text("SQL", "SQL"), sql_of(rulebook, code, on)))
    if as_json:
        said = {name.en.replace(" ", "_"): value for name, value in lines}
        print(json.dumps({"code": code, "title": {"zh": title.zh, "en": title.en}} | said, ensure_ascii=False))
        return
    paper.print(f"[bold]{title}[/bold] [dim]{code}[/dim]")
    for name, value in lines:
        if name.en == "SQL":
            paper.print(f"\n{escape(str(value))}", soft_wrap=True)
        elif isinstance(value, str):
            paper.print(f"  {name}: {escape(value)}")
        else:
            paper.print(f"  {name}:")
            for one in value:
                paper.print(f"    {escape(one)}")


def about(rulebook: Rulebook, asked: str, on: date) -> tuple[Text, str, Lines]:
    """Title, code and everything that is said of a protocol, a step (``step`` or ``protocol/step``) or an alert. Raises LookupError."""
    protocol, _, step = asked.partition("/")
    if any(one.code == asked for one in rulebook.alerts):
        alert = rulebook.alert(asked)
        return alert.title, asked, _alert(alert, on)
    versions = sorted((one for one in rulebook.protocols if one.code == protocol), key=lambda one: one.effective_from)
    if versions:
        if step:
            held = [(one, own) for one in versions for own in one.steps if own.code == step]
            return _step(rulebook, held, on)
        current = next((one for one in rulebook.on(on).protocols if one.code == protocol), versions[-1])
        return current.title, protocol, _protocol(current, versions, on)
    held = [(one, own) for one in rulebook.protocols for own in one.steps if own.code == asked]
    if len({one.code for one, _ in held}) == 1:
        return _step(rulebook, held, on)
    raise LookupError(asked)


def _protocol(one: Protocol, versions: list[Protocol], on: date) -> Lines:
    lines = _provenance(one.source, one.confidence, one.next_review, on)
    lines += [(Text("对象", "about"), str(SUBJECT[one.subject])), (Text("起算", "counted from"), short(one.starts))]
    lines += [(Text("涉及到", "until"), short(one.until))] if one.until else []
    lines += [(Text("终止", "ends"), [f"{end.reason}: {short(end.day)}" for end in one.ends])] if one.ends else []
    lines += (
        [(Text("限制类", "restricted"), str(Text("只给有此权限的人", "only for those with that permission")))]
        if one.restricted
        else []
    )
    lines += [(Text("说明", "notes"), str(one.notes))] if one.notes else []
    steps = [f"{step.code}: {step.title}: {_window(step)}{_mark(one, step)}" for step in one.steps]
    lines += [(Text("步骤", "steps"), steps)]
    return [*lines, (Text("版本", "versions"), [_period(version) for version in versions])]


def _step(rulebook: Rulebook, held: list[tuple[Protocol, Step]], on: date) -> tuple[Text, str, Lines]:
    """The version in force; of one that is not in force any more, or not yet, the last."""
    if not held:
        raise LookupError
    now = [(one.code, step) for one in rulebook.on(on).protocols for step in one.steps]
    protocol, step = next((pair for pair in held if (pair[0].code, pair[1]) in now), held[-1])
    lines = _provenance(protocol.source, step.confidence or protocol.confidence, protocol.next_review, on)
    lines += [
        (Text("方案", "protocol"), f"{protocol.title} {protocol.code}"),
        (Text("对象", "about"), str(SUBJECT[protocol.subject])),
        (Text("起算", "counted from"), short(step.anchor or protocol.starts)),
        (Text("窗口", "window"), _window(step)),
        (Text("怎样算完成", "done by"), done_in_words(step)),
    ]
    lines += [(Text("只在", "only when"), short(step.applies))] if step.applies else []
    lines += _computed(*filter(None, [step.anchor, step.applies, *(one.when for one in step.advice)]))
    lines += (
        [(Text("记录为", "recorded as"), [f"{table}: {kind}" for table, kind in step.recorded_as])] if step.recorded_as else []
    )
    advice = [f"{one.code}: {one.text} ← {short(one.when)}" for one in step.advice]
    lines += [(Text("先解决", "settle first"), advice)] if advice else []
    if protocol.restricted:
        lines.append((Text("限制类", "restricted"), str(Text("只给有此权限的人", "only for those with that permission"))))
    versions = [f"{_period(one, version)}: {_window(version)}" for one, version in held]
    return step.title, f"{protocol.code}/{step.code}", [*lines, (Text("版本", "versions"), versions)]


def _alert(one: Alert, on: date) -> Lines:
    lines = _provenance(one.source, one.confidence, one.next_review, on)
    lines += [
        (Text("对象", "about"), str(SUBJECT[one.subject])),
        (Text("级别", "level"), one.level),
        (Text("现在做什么", "what to do now"), str(one.action)),
        (Text("条件", "when"), short(one.condition)),
    ]
    lines += [(Text("显示", "shows"), [short(show) for show in one.shows])] if one.shows else []
    lines += _computed(one.condition, *one.shows)
    lines += (
        [(Text("限制类", "restricted"), str(Text("只给有此权限的人", "only for those with that permission")))]
        if one.restricted
        else []
    )
    return lines


def _computed(*expressions: Expression) -> Lines:
    """What the computed values that have a name are worked out from."""
    found = dict.fromkeys(value for one in expressions for value in computed_in(one))
    return [(Text("其中", "where"), [f"{short(one)} = {short(one.of)} {one.unit}".strip() for one in found])] if found else []


def _provenance(source: Source, confidence: Confidence, review: date, on: date) -> Lines:
    past = f" ⚠ {Text('复核日已过，请重读出处', 'the day of review has passed: read the source again')}" if review < on else ""
    return [
        (Text("出处", "source"), f"{source.title} {source.section}".strip()),
        (Text("可信度", "confidence"), str(CONFIDENCE[confidence])),
        (Text("下次复核", "next review"), f"{review}{past}"),
    ]


def _window(step: Step) -> str:
    closes = f"，{span(step.closes)} 后错过 / missed after" if step.closes else ""
    return f"{span(step.opens)} 起 / opens，{span(step.due)} 前 / due{closes}"


def _mark(protocol: Protocol, step: Step) -> str:
    return " ⚠" if (step.confidence or protocol.confidence) is not Confidence.CONFIRMED else ""


def _period(protocol: Protocol, step: Step | None = None) -> str:
    """From when to when a version holds: that of its protocol, narrowed to the step's own."""
    starts = [day for one in (protocol, step) if one and (day := one.effective_from)]
    ends = [day for one in (protocol, step) if one and (day := one.effective_to)]
    return f"{max(starts)} → {min(ends) if ends else '…'}"


def sql_of(rulebook: Rulebook, code: str, on: date) -> str:
    """The query of a step (the version in force, or the last) or of an alert. Raises ValueError for a whole protocol."""
    from wanhu.engine.sql import alert_sql, step_sql

    protocol, _, step = code.partition("/")
    if step:
        try:
            return step_sql(rulebook.on(on), protocol, step)
        except KeyError:
            return step_sql(rulebook, protocol, step)
    if any(one.code == code for one in rulebook.alerts):
        return alert_sql(rulebook, code)
    raise ValueError(
        f"SQL 以步骤或预警为单位，请写 {code}/步骤 / SQL is made for a step or an alert: write {code}/STEP, "
        f"{', '.join(one.code for one in rulebook.protocol(code).steps[:3])} …"
    )
