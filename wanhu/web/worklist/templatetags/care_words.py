"""Codes of care in words: what a contact was, which step was taken off the list and why, and what was measured."""

import json
from typing import Any

from django import template
from django.utils.translation import get_language, gettext, gettext_lazy

from wanhu.engine.tables import Reason
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.web.registry.facts import VISIT
from wanhu.web.worklist import codes
from wanhu.web.worklist.forms import REASONS

register = template.Library()
BECAUSE = {
    "person.born_on": gettext_lazy("出生日期"),
    "birth.happened": gettext_lazy("分娩日期"),
    "birth.discharged_on": gettext_lazy("出院日期"),
    "pregnancy.lmp": gettext_lazy("末次月经"),
    "pregnancy.edd": gettext_lazy("预产期"),
    "pregnancy.happened": gettext_lazy("登记日期"),
    "edd": gettext_lazy("预产期"),
}
STEPS = [(protocol.code, step) for protocol in RULEBOOK.protocols for step in protocol.steps]
CONTACTS = {code: step.title for _protocol, step in reversed(STEPS) for what, code in step.recorded_as if what == "contact"}


@register.filter
def contact_title(kind: str) -> str:
    """The title of the step that a contact of this kind does; an antenatal contact can be any of several."""
    if kind == "antenatal":
        return gettext("产前检查")
    title = CONTACTS.get(kind)
    return title.in_language(get_language() or "zh-hans") if title else kind


@register.filter
def released_step(fact: Any) -> str:
    """The step, or the whole plan, that a release names."""
    if not fact.step:
        return RULEBOOK.protocol(fact.protocol).title.in_language(get_language() or "zh-hans")
    return RULEBOOK.step(fact.protocol, fact.step).title.in_language(get_language() or "zh-hans")


@register.filter
def reason_title(reason: str) -> str:
    return str(REASONS[Reason(reason)])


@register.filter
def measurement_title(code: str) -> str:
    title, _unit = codes.measurements().get(code, (None, ""))
    return _said(title) if title else code


@register.filter
def unit(code: str) -> str:
    return codes.measurements().get(code, ("", ""))[1]


@register.filter
def finding(fact: Any) -> str:
    """What was found, in words: 尿蛋白 2+."""
    title, value = codes.finding_in_words(fact.code, fact.value)
    return f"{_said(title)} {_said(value)}"


@register.filter
def form_of_fact(fact: Any) -> str:
    """The number of the form on which a fact, or the first of several, was written; empty for what came from a file, and for what is not corrected."""
    one = fact[0] if isinstance(fact, list) else fact
    correctable = type(one).__name__ in ("ContactFact", "MeasurementFact", "FindingFact")
    return one.source.removeprefix(VISIT) if correctable and one.source.startswith(VISIT) else ""


@register.filter
def because(used: str) -> str:
    """The facts that the rules used, in words: 末次月经 2026-04-04 · 乙肝疫苗第1剂 2026-05-02. ``used``: the JSON that the engine gives."""
    return " · ".join(
        said for name, value in json.loads(used or "{}").items() if value is not None and (said := _fact_used(name, value))
    )


@register.filter
def because_all(used: list[str]) -> str:
    """The facts of several findings about one person, each said once."""
    return " · ".join(dict.fromkeys(part for one in used if (said := because(one)) for part in said.split(" · ")))


def _fact_used(name: str, value: Any) -> str:
    """One fact; nothing for a name that has no words, rather than a code that nobody understands."""
    if name in BECAUSE:
        return f"{BECAUSE[name]} {value}"
    if name in codes.measurements() and isinstance(value, int | float):
        return f"{measurement_title(name)} {value:g} {unit(name)}"
    if name in codes.findings() and isinstance(value, str):
        title, words = codes.finding_in_words(name, value)
        return f"{_said(title)} {_said(words)}"
    if name.endswith(".day"):
        return str(value)
    step = next((step for _protocol, step in STEPS if step.code == name), None)
    return f"{step.title.in_language(get_language() or 'zh-hans')} {value}" if step else ""


def _said(text: Text) -> str:
    return text.in_language(get_language() or "zh-hans")
