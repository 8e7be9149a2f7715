"""Writes ``docs/reference/rules.md`` and a page for each protocol and each group of alerts beside it, from the rulebook, the worked
examples of its tests and the SQL of each rule, so that no page is ever another than the rules. ``--check`` only compares. It needs the
checkout on its path, for the examples.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from tests.rules.examples import Example, examples
from wanhu.cli_explain import Lines, about, sql_of
from wanhu.cli_words import CONFIDENCE, SUBJECT
from wanhu.engine.protocol import Alert, Confidence, Protocol, Step, Subject, Topic, Valid
from wanhu.engine.spans import Span
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"
ON = date.fromisoformat(RULEBOOK.version.replace(".", "-") + "-01")  # the rules in force when this version begins
SHOWN = 4  # worked examples of one rule
GROUPS = {
    (Subject.PREGNANCY, Topic.FINDING): Text("孕产妇预警", "Alerts about pregnancies and after birth"),
    (Subject.PREGNANCY, Topic.COLOUR): Text("建议风险颜色的依据", "Reasons for a suggested colour of risk"),
    (Subject.CHILD, Topic.FINDING): Text("儿童预警", "Alerts about children"),
    (Subject.PLANNER, Topic.FINDING): Text("孕前预警", "Alerts before a pregnancy"),
}


def span(length: Span | None, *, gestation: bool) -> str:
    """A span in words: weeks of gestation, or days, months and years after the anchor."""
    if length is None:
        return "—"
    if gestation:
        return f"{length.days // 7}+{length.days % 7}"
    if length.months:
        years, months = divmod(length.months, 12)
        base = f"{years} 岁 / years" if years and not months else f"{length.months} 月 / months"
        return base if not length.days else f"{base} {length.days:+d} 天 / days"
    return f"{length.days} 天 / days"


def waits(step: Step) -> str:
    """What a dose waits for."""
    if not isinstance(step.done_by, Valid):
        return ""
    found = [f"{after.step} + {span(after.span, gestation=False)}" for after in filter(None, (step.done_by.follows,))]
    found += [f"({after.step} + {span(after.span, gestation=False)})" for after in step.done_by.apart]
    found += [f"活疫苗 / live vaccines + {span(step.done_by.spaced[1], gestation=False)}"] if step.done_by.spaced else []
    return ", ".join(found)


def unsure(confidence: Confidence) -> str:
    """The mark of a rule whose numbers nobody has confirmed."""
    return "" if confidence is Confidence.CONFIRMED else " ⚠"


def bullets(lines: Lines) -> Iterator[str]:
    """What ``wanhu explain`` says, as a list."""
    for name, value in lines:
        if isinstance(value, str):
            yield f"- {name}: {value}"
        else:
            yield f"- {name}:"
            yield from (f"  - {one}" for one in value)


def protocol_page(protocol: Protocol) -> str:
    """One protocol: what holds for all of it, its steps at a glance, then each step."""
    _, _, said = about(RULEBOOK, protocol.code, ON)
    kept = [(name, value) for name, value in said if name.en not in ("steps", "versions")]
    lines = [f"# {protocol.title} (`{protocol.code}`)", "", *bullets(kept), "", *glance(protocol), ""]
    for step in protocol.steps:
        mark = unsure(step.confidence or protocol.confidence)
        lines += [f"## {step.title} (`{step.code}`){mark}", ""]
        lines += rule(f"{protocol.code}/{step.code}", of_step(protocol.code, step.code))
    return page(lines)


def glance(protocol: Protocol) -> Iterator[str]:
    """The steps of a protocol in one table."""
    yield "| 步骤 / step | 开始 / opens | 应做 / due by | 截止 / closes after | 等待 / waits for |"
    yield "|---|---|---|---|---|"
    for step in protocol.steps:
        weeks = protocol.code.startswith("antenatal") and step.anchor is None
        cells = [span(length, gestation=weeks) for length in (step.opens, step.due, step.closes)]
        period = (
            f" [{step.effective_from or '…'} – {step.effective_to or '…'}]" if step.effective_from or step.effective_to else ""
        )
        mark = unsure(step.confidence or protocol.confidence)
        yield f"| {step.title} (`{step.code}`){mark}{period} | {' | '.join(cells)} | {waits(step)} |"


def alerts_page(title: Text, alerts: list[Alert]) -> str:
    """One group of alerts."""
    lines = [f"# {title}", ""]
    for alert in alerts:
        lines += [f"## {alert.title} (`{alert.code}`){unsure(alert.confidence)}", ""]
        lines += rule(alert.code, of_alert(alert.code))
    return page(lines)


def rule(code: str, worked: list[tuple[Example, str]]) -> list[str]:
    """What is said of a step or an alert, its worked examples, and its SQL."""
    lines = [*bullets(about(RULEBOOK, code, ON)[2]), ""]
    if worked:
        lines += ["| 已知 / given | 日期 / on | 结果 / then |", "|---|---|---|"]
        lines += [f"| {cell(one.given)} | {one.on} | {cell(then)} |" for one, then in worked]
    else:
        lines.append("尚无单独的例子。 / No example of its own yet.")
    try:
        query = sql_of(RULEBOOK, code, ON)
    except ValueError as why:  # a step of an earlier version that waited for one which is gone
        query = f"-- {why}\n"
    return [*lines, "", "<details><summary>SQL</summary>", "", "```sql", query.rstrip(), "```", "", "</details>", ""]


def cell(text: str) -> str:
    """Lines of an example in one cell of a table."""
    return "<br>".join(f"`{line.replace(' | ', ' · ').strip()}`" for line in text.splitlines())


def page(lines: list[str]) -> str:
    """A page with its head and its end."""
    made = f"由规则书 {RULEBOOK.version} 及其测试生成，不手工修改。 / Generated from rulebook {RULEBOOK.version} and its tests; not edited by hand."
    marked = "⚠：数值未经确认，须由当地专业机构核定。 / ⚠: not confirmed; the local institution decides."
    head, *rest = lines
    return "\n".join([head, "", f"[规则 / rules](../rules.md) · {made} {marked}", *rest]).rstrip() + "\n"


@cache
def _by_rule() -> tuple[dict[tuple[str, str], list[tuple[Example, str]]], dict[str, list[tuple[Example, str]]]]:
    """The worked examples of each step (by protocol and code) and of each alert, with what they say of it."""
    steps: dict[tuple[str, str], list[tuple[Example, str]]] = defaultdict(list)
    alerts: dict[str, list[tuple[Example, str]]] = defaultdict(list)
    for one in examples():
        for held in one.rules:
            if isinstance(held, Alert):
                alerts[held.code].append((one, "成立 / holds" if held.code in one.then else "不成立 / does not hold"))
                continue
            own = {step.code for step in held.steps}
            for line in one.then:
                code, *rest = line.split(" | ")
                if code in own:
                    steps[held.code, code].append((one, " · ".join(rest)))
    return steps, alerts


def of_step(protocol: str, code: str) -> list[tuple[Example, str]]:
    """A few examples of a step, different states first."""
    return chosen(_by_rule()[0][protocol, code])


def of_alert(code: str) -> list[tuple[Example, str]]:
    """A few examples of an alert: where it holds and where it does not."""
    return chosen(_by_rule()[1][code])


def chosen(several: list[tuple[Example, str]]) -> list[tuple[Example, str]]:
    """The shortest examples: first one of each result, then others."""
    ordered = sorted(several, key=lambda one: (one[0].given.count("\n"), one[0].on))
    first: dict[str, tuple[Example, str]] = {}
    for one in ordered:
        first.setdefault(one[1].split(" · ")[0], one)
    some = [*first.values(), *(one for one in ordered if one not in first.values())][:SHOWN]
    return sorted(some, key=lambda one: (one[0].on, one[0].given))


def index(groups: dict[str, tuple[Text, list[Alert]]]) -> str:
    """The page that leads to the others."""
    lines = [
        "# 规则 / The rules", "",
        f"由规则书 {RULEBOOK.version} 生成，不手工修改。 / Generated from rulebook {RULEBOOK.version}; not edited by hand.",
        "每页有出处、可信度、复核日、例子和 SQL。⚠ 表示数值未经确认。 / Each page has sources, confidence, days of review, worked examples and SQL. "
        "⚠ marks what is not confirmed.", "",
        "| 方案 / protocol | 对象 / about | 步骤 / steps | 可信度 / confidence | 下次复核 / next review |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for one in RULEBOOK.protocols:
        closed = "（限制类 / restricted）" if one.restricted else ""
        unconfirmed = sum((step.confidence or one.confidence) is not Confidence.CONFIRMED for step in one.steps)
        steps = f"{len(one.steps)}" + (f"，⚠ {unconfirmed}" if unconfirmed else "")
        lines.append(
            f"| [{one.title}](rules/{name_of(one)}.md){closed} | {SUBJECT[one.subject]} | {steps} | {CONFIDENCE[one.confidence]} | {one.next_review} |"
        )
    lines += ["", "| 预警 / alerts | 条 / number |", "|---|---|"]
    lines += [f"| [{title}](rules/{name}.md) | {len(alerts)} |" for name, (title, alerts) in groups.items()]
    return "\n".join(lines) + "\n"


def name_of(protocol: Protocol) -> str:
    """The page of a protocol; of several versions each has its own."""
    same = [one for one in RULEBOOK.protocols if one.code == protocol.code]
    return protocol.code if len(same) == 1 else f"{protocol.code}-{protocol.effective_from}"


def pages() -> dict[Path, str]:
    """Every page by its path."""
    groups = {
        f"alerts-{subject}-{topic}": (title, [one for one in RULEBOOK.alerts if (one.subject, one.topic) == (subject, topic)])
        for (subject, topic), title in GROUPS.items()
    }
    groups = {name: (title, alerts) for name, (title, alerts) in groups.items() if alerts}
    assert sum(len(alerts) for _, alerts in groups.values()) == len(RULEBOOK.alerts), "a group of alerts has no page"
    made = {PAGES / "rules.md": index(groups)}
    made |= {PAGES / "rules" / f"{name_of(one)}.md": protocol_page(one) for one in RULEBOOK.protocols}
    made |= {PAGES / "rules" / f"{name}.md": alerts_page(title, alerts) for name, (title, alerts) in groups.items()}
    return made


def main(*, check: bool) -> None:
    """Writes the pages; with ``check`` only says which are not what the rules say."""
    made, there = pages(), {PAGES / "rules.md", *(PAGES / "rules").glob("*.md")}
    wrong = [path for path, text in made.items() if path not in there or path.read_text(encoding="utf-8") != text]
    gone = there - made.keys()
    if check and (wrong or gone):
        sys.exit(f"not what the rules say (run make docs): {', '.join(sorted(path.name for path in {*wrong, *gone}))}")
    (PAGES / "rules").mkdir(exist_ok=True)
    for path in wrong:
        path.write_text(made[path], encoding="utf-8")
    for path in gone:
        path.unlink()


if __name__ == "__main__":
    main(check="--check" in sys.argv)
