"""A box that is written by a function is the box that Django's own template makes, sign for sign."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from wanhu.web.base.boxes import Boxes

ODD = "<b>&\"'甲"
CHOICES = [("", gettext_lazy("市外")), (ODD, ODD), (3, 3), ("组", [("a", "甲"), ("b", ODD)])]
FLAT = [("a", "甲"), (ODD, ODD), (3, gettext_lazy("三"))]
ATTRIBUTES = [{}, {"id": "id_x", "class": ODD, "data-none": "", "max": 7, "hidden": True, "disabled": False}]
PLAIN = [
    forms.TextInput,
    forms.HiddenInput,
    forms.DateInput,
    forms.NumberInput,
    forms.PasswordInput,
    forms.CheckboxInput,
    forms.Select,
]
PLAIN += [forms.EmailInput, forms.URLInput, forms.SelectMultiple, forms.Textarea]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("value", [None, "", ODD, 3, True, False, ["a", ODD], 12345.6])
@pytest.mark.parametrize("kind", PLAIN)
def test_a_box(kind: type[forms.Widget], value: Any, attributes: dict[str, Any]):
    box = kind(choices=CHOICES) if issubclass(kind, forms.Select) else kind()  # type: ignore[call-arg]
    assert box.render("x", value, attributes, Boxes()) == box.render("x", value, attributes, DjangoTemplates())


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_each_of_several(kind: type[forms.RadioSelect], wrapped: bool, attributes: dict[str, Any]):
    class Form(forms.Form):
        x = forms.MultipleChoiceField(choices=FLAT, widget=kind(attrs=attributes))

    ways = [Form({"x": ["a", "3"]}, renderer=renderer) for renderer in (Boxes(), DjangoTemplates())]  # type: ignore[arg-type]
    mine, django = ([one.tag(wrap_label=wrapped) for one in form["x"].subwidgets] for form in ways)
    assert mine == django and len(mine) == len(FLAT)
    assert str(ways[0]["x"]) == str(ways[1]["x"])
