"""Codes of care in words: what a contact was, which step was taken off the list and why, and what was measured."""

import json
import re
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext, gettext_lazy

from wanhu.engine.expressions import Computed
from wanhu.engine.tables import Reason
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base import words
from wanhu.web.registry.facts import VISIT
from wanhu.web.worklist import codes, queries
from wanhu.web.worklist.asking import UNITS
from wanhu.web.worklist.forms import REASONS
from wanhu.web.worklist.held import actions as held
from wanhu.web.worklist.held import queries as kept
from wanhu.web.worklist.rows import row_of

register = template.Library()
BECAUSE = {
    "person.born_on": gettext_lazy("出生日期"),
    "birth.happened": gettext_lazy("分娩日期"),
    "birth.discharged_on": gettext_lazy("出院日期"),
    "pregnancy.lmp": gettext_lazy("末次月经"),
    "pregnancy.edd": gettext_lazy("预产期"),
    "ultrasound.edd": gettext_lazy("超声推算的预产期"),
    "transfer.edd": gettext_lazy("胚胎移植推算的预产期"),
    "pregnancy.happened": gettext_lazy("登记日期"),
    "edd": gettext_lazy("预产期"),
}
STEPS = [(protocol.code, step) for protocol in RULEBOOK.protocols for step in protocol.steps]
PRESSURES = ("systolic", "diastolic")
VACCINES = {code: step.title for _protocol, step in reversed(STEPS) for what, code in step.recorded_as if what == "dose"}
CONTACTS = {code: step.title for _protocol, step in reversed(STEPS) for what, code in step.recorded_as if what == "contact"}


@register.inclusion_tag("worklist/hospital.html")
def to_hospital(person: Any) -> dict[str, Any]:
    """The emergency number, and the place to which somebody is referred."""
    return {"emergency": EMERGENCY, "place": queries.referral_place(person)}


@register.inclusion_tag("worklist/row.html")
def visit_row(visit: queries.Visit, on: date) -> dict[str, Any]:
    """A line of the list."""
    return row_of(visit, on)


@register.simple_tag(takes_context=True)
def writer(context: dict[str, Any]) -> str:
    """A hidden box that says for whom a form was made, so that it is kept for her when her session has ended."""
    user = context.get("user")
    return (
        format_html('<input type="hidden" name="writer" value="{}">', held.token_of(user))
        if user and user.is_authenticated
        else ""
    )


@register.inclusion_tag("worklist/held.html", takes_context=True)
def held_forms(context: dict[str, Any]) -> dict[str, Any]:
    """The reader's forms that were kept when her session ended."""
    return {"waiting": kept.waiting(context["user"])}


@register.filter
def still_possible(task: Any) -> str:
    """What can be done about a step whose time is past: its advice, or what the rules say of such steps."""
    text = task.advice or queries.still_possible(task.protocol.code, task.step.code)
    return _said(text) if text else ""


@register.filter
def fact_title(fact: Any) -> str:
    """What a fact is, in a few words: the contact, the dose, or that somebody died or moved; nothing where its name says nothing to a reader."""
    name = type(fact).__name__
    if name == "ContactFact":
        return contact_title(fact.kind)
    if name == "DoseFact":
        return dose_title(fact.vaccine)
    if name == "ReleaseFact":
        return f"{gettext('移出名单')} · {released_step(fact)}"
    if name == "FindingFact":
        return _said(codes.finding_in_words(fact.code, fact.value)[0])
    return measurement_title(fact.code) if name == "MeasurementFact" else ""


@register.filter
def dose_title(vaccine: str) -> str:
    """The name of a vaccine without the number of the dose: 乙肝疫苗."""
    title = next((step.title for _protocol, step in STEPS if ("dose", vaccine) in step.recorded_as), None)
    return re.sub(r"(第\d剂|, dose \d)$", "", _said(title)) if title else vaccine


@register.filter
def contact_title(kind: str) -> str:
    """The title of the step that a contact of this kind does; an antenatal contact can be any of several."""
    if kind == "antenatal":
        return gettext("产前检查")
    title = CONTACTS.get(kind)
    return title.in_language(get_language() or "zh-hans") if title else kind


@register.filter
def vaccine_title(code: str) -> str:
    """A vaccine as people call it, which is the title of its steps without the number of the dose: A群流脑多糖疫苗; its code where no step gives it."""
    title = VACCINES.get(code)
    return re.sub(r"第.+?剂.*$|, dose .*$", "", _said(title)) if title else code


@register.filter
def measured(facts: list[Any]) -> list[str]:
    """What was measured on one day, in words; both pressures as one: 血压 122/74 mmHg."""
    by_code = {fact.code: fact for fact in facts}
    pair = [by_code.pop(code) for code in PRESSURES] if all(code in by_code for code in PRESSURES) else []
    said = [f"{gettext('血压')} {pair[0].value:g}/{pair[1].value:g} mmHg"] if pair else []
    return said + [f"{measurement_title(one.code)} {one.value:g} {unit(one.code)}".strip() for one in by_code.values()]


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
    written = codes.measurements().get(code, ("", ""))[1]
    return _said(UNITS[written]) if written in UNITS else written


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
def product_names(box: Any) -> str:
    """The names that clinics write for the vaccine of a box, to choose from."""
    where = box.field.widget.attrs.get("list", "")
    return format_html(
        '<datalist id="{}">{}</datalist>',
        where,
        format_html_join("", '<option value="{}">', ((name,) for name in codes.products(where.removeprefix("products-")))),
    )


@register.filter
def because(used: str) -> str:
    """The facts that the rules used, in words: 末次月经 2026-04-04 · 乙肝疫苗第1剂 2026-05-02. ``used``: the JSON that the engine gives."""
    facts = {name: value for name, value in json.loads(used or "{}").items() if value is not None}
    pair = [facts.pop(code) for code in PRESSURES] if all(isinstance(facts.get(code), int | float) for code in PRESSURES) else []
    both = [f"{gettext('血压')} {pair[0]:g}/{pair[1]:g} mmHg"] if pair else []
    return " · ".join(both + [said for name, value in facts.items() if (said := _fact_used(name, value))])


@register.filter
def restricted_because(used: str) -> str:
    """The same on a page of the restricted class, where its facts have words."""
    return " · ".join(
        said
        for name, value in json.loads(used or "{}").items()
        if value is not None and (said := _restricted_used(name, value) or _fact_used(name, value))
    )


@register.filter
def restricted_fact(fact: Any) -> str:
    """A fact of the restricted class in words, for its own page: 梅毒 阴性."""
    title, value = codes.restricted_in_words(fact.code, fact.value)
    return f"{_said(title)} {_said(value)}"


def _restricted_used(name: str, value: Any) -> str:
    if name in (computed := codes.computed_values(restricted=True)):
        return _computed(computed[name], value)
    known = codes.restricted_findings() if isinstance(value, str) else codes.restricted_measurements()
    if name not in known:
        return ""
    title, words = codes.restricted_in_words(name, value)
    return f"{_said(title)} {_said(words)}"


@register.filter
def because_all(used: list[str]) -> str:
    """The facts of several findings about one person, each said once."""
    return " · ".join(dict.fromkeys(part for one in used if (said := because(one)) for part in said.split(" · ")))


def _fact_used(name: str, value: Any) -> str:
    """One fact; nothing for a name that has no words, rather than a code that nobody understands."""
    value = _as_day(value)
    if name in BECAUSE:
        return f"{BECAUSE[name]} {value}"
    if name in (computed := codes.computed_values()):
        return _computed(computed[name], value)
    if name in codes.measurements() and isinstance(value, int | float):
        return f"{measurement_title(name)} {value:g} {unit(name)}"
    if name in codes.findings() and isinstance(value, str):
        title, words = codes.finding_in_words(name, value)
        return f"{_said(title)} {_said(words)}"
    if name.endswith(".day"):
        return str(value)
    step = next((step for _protocol, step in STEPS if step.code == name), None)
    return f"{step.title.in_language(get_language() or 'zh-hans')} {value}" if step else ""


def _computed(named: Computed, value: Any) -> str:
    """A computed value under its name, a number with its decimals as on paper: 孕前体质指数 28.0 kg/m²."""
    said = value if isinstance(value, str) else f"{value:g}" if named.decimals is None else f"{value:.{named.decimals}f}"
    return f"{_said(named.title)} {said} {named.unit}".strip()


def _as_day(value: Any) -> Any:
    """A day that the engine gives as 2026-05-02, as people say it."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return words.short_day(date.fromisoformat(value), near=timezone.localdate())
    return value


def _said(text: Text) -> str:
    return text.in_language(get_language() or "zh-hans")
