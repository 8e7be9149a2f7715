"""Writes ``docs/reference/rules.md`` from the rulebook, so that the page is never another than the rules. ``--check`` only compares."""

import sys
from pathlib import Path

from wanhu.engine.protocol import Alert, Confidence, Protocol, Step, Subject, Valid
from wanhu.engine.spans import Span
from wanhu.rules import RULEBOOK

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "rules.md"
CONFIDENCE = {
    Confidence.CONFIRMED: "已在公开文本中核对 / confirmed in a published text",
    Confidence.EXPERT: "**专家记忆，待当地专业机构确认 / experts' memory, not yet confirmed**",
    Confidence.DEFAULT: "**设计默认值，可由当地修改 / a design default, for the local institution to change**",
}
SUBJECTS = {
    Subject.PREGNANCY: "每次妊娠 / each pregnancy",
    Subject.CHILD: "孩子 / children",
    Subject.PLANNER: "计划怀孕并登记的人 / those who asked before a pregnancy",
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


def of_protocol(protocol: Protocol) -> list[str]:
    """The section of one protocol."""
    lines = [
        f"## {protocol.title.zh} / {protocol.title.en} (`{protocol.code}`)", "",
        f"- 来源 / source: {protocol.source.title} {protocol.source.section}".rstrip(),
        f"- 可信度 / confidence: {CONFIDENCE[protocol.confidence]}",
        f"- 下次复核 / next review: {protocol.next_review}",
        f"- 生效 / in force: {protocol.effective_from} – {protocol.effective_to or '…'}",
        *(["- **限制类：不进任何清单 / restricted: never in a list**"] if protocol.restricted else []),
        f"- 对象 / subject: {SUBJECTS[protocol.subject]}",
        f"- 终止 / ends: {', '.join(dict.fromkeys(f'`{end.reason}`' for end in protocol.ends))}", "",
        "| 步骤 / step | 开始 / opens | 应做 / due by | 截止 / closes after | 等待 / waits for |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for step in protocol.steps:
        weeks = protocol.code == "antenatal" and step.anchor is None
        mark = " ⚠" if step.confidence and step.confidence is not Confidence.CONFIRMED else ""
        cells = [span(length, gestation=weeks) for length in (step.opens, step.due, step.closes)]
        if step.effective_from or step.effective_to:
            mark += f" [{step.effective_from or '…'} – {step.effective_to or '…'}]"
        lines.append(f"| {step.title.zh} / {step.title.en} (`{step.code}`){mark} | {' | '.join(cells)} | {waits(step)} |")
    said = {advice.code: advice.text for step in protocol.steps for advice in step.advice}
    lines += ["", *(f"- 先办 / first: {text.zh} / {text.en} (`{code}`)" for code, text in said.items())] if said else []
    lines += ["", f"{protocol.notes.zh} / {protocol.notes.en}"] if protocol.notes else []
    return [*lines, ""]


def of_alert(alert: Alert) -> list[str]:
    """The lines of one alert."""
    closed = "; **限制类 / restricted**" if alert.restricted else ""
    return [
        f"- **{alert.title.zh} / {alert.title.en}** (`{alert.code}`, {alert.level}): {alert.action.zh} / {alert.action.en}",
        f"  {CONFIDENCE[alert.confidence]}; {alert.source.title}; {alert.next_review}{closed}",
    ]


def page() -> str:
    """The whole page."""
    lines = [
        "# 规则 / The rules", "",
        f"由规则书 {RULEBOOK.version} 生成，不手工修改。/ Generated from rulebook {RULEBOOK.version}; not edited by hand.",
        "⚠ 此步骤的数值未确认。/ ⚠ this step's numbers are not confirmed.", "",
    ]  # fmt: skip
    for protocol in RULEBOOK.protocols:
        lines += of_protocol(protocol)
    lines += ["## 提醒 / Alerts", ""]
    for alert in RULEBOOK.alerts:
        lines += of_alert(alert)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else f"{PAGE.name} is not what the rules say: run make docs")
    PAGE.write_text(page(), encoding="utf-8")
