"""What templates say with: dates and ages in words, rule titles in the page's language, and links that keep the other filters."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from wanhu.engine.text import Text
from wanhu.web.base import permissions, words

register = template.Library()


@register.filter
def said(text: Text | str | None) -> str:
    """A ``Text`` in the language of the page. A choice label ``中文 / English`` is split the same way."""
    if isinstance(text, Text):
        return text.in_language(get_language() or "zh-hans")
    if isinstance(text, str) and " / " in text:
        chinese, _, english = text.partition(" / ")
        return chinese if words.chinese() else english
    return text or ""


@register.filter
def day(value: date | None) -> str:
    return words.day(value) if value else ""


@register.filter
def day_near(value: date | None, near: date) -> str:
    return words.day(value, near=near) if value else ""


@register.filter
def short_day(value: date | None, near: date) -> str:
    return words.short_day(value, near=near) if value else ""


@register.filter
def whole_day(value: date | None) -> str:
    """With its year always: for a date of birth."""
    return words.short_day(value, near=date.min) if value else ""


@register.filter
def moment(value: datetime | None, near: date) -> str:
    """A day and the time on it: 11月23日 14:05."""
    if value is None:
        return ""
    at = timezone.localtime(value)
    return f"{words.short_day(at.date(), near=near)} {at:%H:%M}"


@register.filter
def age(born_on: date | None, on: date) -> str:
    return words.age(born_on, on) if born_on else ""


@register.filter
def waiting(due: date, on: date) -> str:
    return words.waiting(due, on)


@register.filter
def may(actor: Any, permission: str) -> bool:
    return permissions.may(actor, permissions.Permission(permission))


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The page's own query string with some values changed; an empty value takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()
