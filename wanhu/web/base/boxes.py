"""Boxes of forms, written by functions in place of Django's templates: the same signs, for a tenth of the work.

A visit's form has a hundred boxes, and the choice of villages hundreds of options; Django opens a template for each, and another for its
attributes. What is not written here goes the old way. A test holds every box to Django's own template.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape


class Boxes(DjangoTemplates):
    """``FORM_RENDERER``."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        written = _WRITTEN.get(template_name)
        return written(context["widget"]) if written else super().render(template_name, context, request)


Widget = Mapping[str, Any]  # what a widget says of itself, see Django's ``Widget.get_context``


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    return f'<input type="{_said(widget["type"])}" name="{_said(widget["name"])}"{value}{_attributes(widget)}>'


def _option_of_many(widget: Widget) -> str:
    if not widget.get("wrap_label"):
        return _input(widget)
    of = f' for="{_said(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{of}>{_input(widget)}\n {_said(widget['label'])}</label>"


def _select(widget: Widget) -> str:
    parts = [f'<select name="{_said(widget["name"])}"{_attributes(widget)}>']
    for title, options, _place in widget["optgroups"]:
        if title:
            parts.append(f'\n  <optgroup label="{_said(title)}">')
        parts += [f"\n  {_option(one)}\n" for one in options]
        if title:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])


def _option(widget: Widget) -> str:
    return f'<option value="{_said(widget["value"])}"{_attributes(widget)}>{_said(widget["label"])}</option>'


def _attributes(widget: Widget) -> str:
    """``False`` leaves an attribute out, ``True`` gives it without a value."""
    return "".join(
        f" {_said(name)}" if value is True else f' {_said(name)}="{_said(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _said(value: Any) -> str:
    return conditional_escape(value)


_INPUTS = ("input", "text", "hidden", "date", "number", "email", "password", "url", "checkbox")
_WRITTEN: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    **{f"django/forms/widgets/{name}.html": _option_of_many for name in ("input_option", "radio_option", "checkbox_option")},
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/select_option.html": _option,
}
