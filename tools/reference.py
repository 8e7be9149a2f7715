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
SUBJECTS = {Subject.PREGNANCY: "每次妊娠 / each pregnancy", Subject.CHILD: "七岁以下的孩子 / children under seven"}


def span(length: Span | None, *, gestation: bool) -> str:
    """A span in words: weeks of gestation, or days, months and years after the anchor."""
    if length is None:
        return "—"
    if gestation:
        return f"{length.days // 7}+{length.days % 7}"
    if length.months:
        years, months = divmod(length.months, 12)
        return f"{years} 岁 / years" if years and not months else f"{length.months} 月 / months"
    return f"{length.days} 天 / days"


def waits(step: Step) -> str:
    """What a dose waits for."""
    if not isinstance(step.done_by, Valid):
        return ""
    found = []
    if step.done_by.follows:
        found.append(f"{step.done_by.follows[0]} + {span(step.done_by.follows[1], gestation=False)}")
    if step.done_by.apart:
        found.append(f"({step.done_by.apart[0]} + {span(step.done_by.apart[1], gestation=False)})")
    return ", ".join(found)


def of_protocol(protocol: Protocol) -> list[str]:
    """The section of one protocol."""
    lines = [
        f"## {protocol.title.zh} / {protocol.title.en} (`{protocol.code}`)", "",
        f"- 来源 / source: {protocol.source.title} {protocol.source.section}".rstrip(),
        f"- 可信度 / confidence: {CONFIDENCE[protocol.confidence]}",
        f"- 下次复核 / next review: {protocol.next_review}",
        f"- 对象 / subject: {SUBJECTS[protocol.subject]}",
        f"- 终止 / ends: {', '.join(dict.fromkeys(f'`{end.reason}`' for end in protocol.ends))}", "",
        "| 步骤 / step | 开始 / opens | 应做 / due by | 截止 / closes after | 等待 / waits for |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for step in protocol.steps:
        weeks = protocol.code == "antenatal" and step.anchor is None
        mark = " ⚠" if step.confidence and step.confidence is not Confidence.CONFIRMED else ""
        cells = [span(length, gestation=weeks) for length in (step.opens, step.due, step.closes)]
        lines.append(f"| {step.title.zh} / {step.title.en} (`{step.code}`){mark} | {' | '.join(cells)} | {waits(step)} |")
    return [*lines, ""]


def of_alert(alert: Alert) -> list[str]:
    """The lines of one alert."""
    return [
        f"- **{alert.title.zh} / {alert.title.en}** (`{alert.code}`, {alert.level}): {alert.action.zh} / {alert.action.en}",
        f"  {CONFIDENCE[alert.confidence]}; {alert.source.title}; {alert.next_review}",
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
