"""Codes of care in words: what a contact was, which step was taken off the list and why, and what was measured."""

from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from wanhu.engine.tables import Reason
from wanhu.rules import RULEBOOK
from wanhu.web.care.queries import UNITS
from wanhu.web.worklist.forms import MEASURED, REASONS

register = template.Library()
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
    limits = MEASURED["women"].get(code) or MEASURED["children"].get(code)
    return str(limits.title) if limits else code


@register.filter
def unit(code: str) -> str:
    return UNITS.get(code, "")
