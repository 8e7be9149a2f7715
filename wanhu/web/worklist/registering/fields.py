"""The boxes about a person and her home that both forms share, and what is said when one of them cannot be right."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from wanhu.engine.dates import TERM_DAYS
from wanhu.web.base import words
from wanhu.web.registry.models import Area
from wanhu.web.worklist.forms import SEXES, SHORTEST, DayInput
from wanhu.web.worklist.registering import queries, reading

DEMO_PREFIX = "429000"  # no county has it: a demonstration holds invented people only
GUARDIANS = [
    ("mother", gettext_lazy("母亲（还没有登记）")),
    ("father", gettext_lazy("父亲")),
    ("guardian", gettext_lazy("其他监护人")),
]
WRONG_NUMBER = {
    "identity-check-digit": gettext_lazy(
        "校验位不对：最后一位是用前面 17 位算出来的，现在对不上，说明有一位抄错了。请照证件逐位核对；没带证件可以先不填。"
    ),
    "identity-length": gettext_lazy("身份证号应是 18 位（最后一位可以是 X）。请核对，或先不填。"),
    "identity-birth-date": gettext_lazy("号码里第 7 到 14 位不是一个可能的出生日期。请核对，或先不填。"),
}
ODD_NUMBER = gettext_lazy("这不是身份证号。请照证件填，或先不填。")
TYPED = {"autocomplete": "off", "spellcheck": "false"}
ALIKE = {"data-alike": ""}  # what the check for the same person looks at


def herself() -> dict[str, forms.Field]:
    """A woman's name, number, birth date and phone."""
    return {
        "name": forms.CharField(label=gettext_lazy("姓名"), max_length=60, widget=forms.TextInput(attrs=TYPED | ALIKE)),
        "id_number": _identity(),
        "born_on": _born(),
        "phone": _phone(gettext_lazy("电话")),
    }


def child() -> dict[str, forms.Field]:
    """A child's birth, and its name if it has one."""
    return {
        "born_on": _born(),
        "sex": forms.ChoiceField(label=gettext_lazy("性别"), choices=SEXES, widget=forms.RadioSelect),
        "name": forms.CharField(
            label=gettext_lazy("孩子的姓名"), max_length=60, required=False, widget=forms.TextInput(attrs=TYPED | ALIKE),
            help_text=gettext_lazy("还没取名就空着，先显示“某某之子”或“某某之女”，以后再填。"),
        ),
        "id_number": _identity(),
        "weight_g": forms.CharField(
            label=gettext_lazy("出生体重"), required=False, max_length=20, help_text=gettext_lazy("例如 3200克、3.2kg 或 6斤4两"), widget=forms.TextInput(attrs=TYPED)
        ),
        "weeks": forms.CharField(
            label=gettext_lazy("出生孕周"), required=False, max_length=20, help_text=gettext_lazy("例如 39周+2，或 39+2"), widget=forms.TextInput(attrs=TYPED)
        ),
    }  # fmt: skip


def guardian() -> dict[str, forms.Field]:
    """Who answers for a child whose mother is not on record."""
    return {
        "guardian_kind": forms.ChoiceField(label=gettext_lazy("谁来登记"), choices=GUARDIANS, widget=forms.RadioSelect),
        "guardian_name": forms.CharField(
            label=gettext_lazy("监护人姓名"), max_length=60, widget=forms.TextInput(attrs=TYPED | ALIKE)
        ),
        "guardian_phone": _phone(gettext_lazy("监护人电话")),
    }


def home(places: Iterable[Area]) -> dict[str, forms.Field]:
    """The village, of the worker's own, and the household in it."""
    found = [(area.code, area.name) for area in places]
    village = forms.ChoiceField(
        label=gettext_lazy("村"), widget=forms.Select(attrs=ALIKE), choices=found if len(found) == 1 else [("", "—"), *found],
        error_messages={"invalid_choice": gettext_lazy("这个村不归您负责。请选您负责的村。")},
    )  # fmt: skip
    return {
        "village": village,
        "group": forms.IntegerField(label=gettext_lazy("组"), required=False, min_value=1, max_value=99, widget=_digits(ALIKE)),
        "house": forms.IntegerField(
            label=gettext_lazy("门牌号"), required=False, min_value=1, max_value=9999, widget=_digits(ALIKE)
        ),
    }


def choose(field: Any, choices: list[tuple[str, str]]) -> None:
    """Gives a list its choices."""
    field.choices = choices


def clean_name(form: Any, said: dict[str, Any], field: str) -> None:
    """A name without digits and titles."""
    if text := said.get(field):
        said[field] = reading.name(text, form.today)
        if not said[field] or (field == "name" and reading.nameless(said[field])):
            form.add_error(field, gettext("“%(text)s”不像姓名：姓名里没有数字和符号。") % {"text": text})


def clean_phone(form: Any, said: dict[str, Any], field: str) -> None:
    """A mobile number of eleven digits, or a landline with its area code."""
    if text := said.get(field):
        said[field] = reading.phone(text, form.today)
        if not said[field]:
            form.add_error(field, gettext("电话号码不对：手机是 11 位，座机请带区号，例如 0728-3221234。"))


def clean_identity(form: Any, said: dict[str, Any], *, sex: int) -> str:
    """The number when all is well with it. ``sex``: whose number it must be; 0 when that is not known."""
    text = said.get("id_number")
    if not text:
        return ""
    number, wrong = reading.identity(text, form.today)
    if not number:
        form.add_error("id_number", WRONG_NUMBER.get(wrong, ODD_NUMBER))
        return ""
    said["id_number"] = number
    if settings.DEMO and not number.startswith(DEMO_PREFIX):
        form.add_error("id_number", gettext("演示里只用 429000 开头的虚构号码，请不要填真人的身份证号。"))
        return ""
    if sex in (1, 2) and reading.born_by(number)[1] != sex:
        form.add_error("id_number", gettext("号码的第 17 位表示另一种性别，可能是家里别人的号码。请核对。"))
        return ""
    return number


def clean_born(form: Any, said: dict[str, Any], number: str) -> date | None:
    """The birth date when it can be: not to come, and the one that the identity number says."""
    born_on = said.get("born_on")
    if born_on is None:
        return None
    if born_on > form.today:
        form.add_error("born_on", gettext("%(day)s 还没有到。请填已经发生的日期。") % {"day": words.day(born_on)})
        return None
    if number and reading.born_by(number)[0] != born_on:
        told = reading.born_by(number)[0]
        form.add_error("born_on", gettext("身份证号里的出生日期是 %(day)s，与这里填的不同。请核对。") % {"day": told})
        return None
    return born_on


def clean_birth(form: Any, said: dict[str, Any]) -> None:
    """Weight and weeks at birth as people say them, both as the forms of the hospital bound them. Leaves ``weight_g`` and ``gestation_days``."""
    weight, weeks = said.get("weight_g"), said.get("weeks")
    said["weight_g"] = reading.birth_weight(weight) if weight else None
    if weight and said["weight_g"] is None:
        text = gettext("“%(text)s”读不成出生体重。请写成 3200克、3.2kg 或 6斤4两。")
        form.add_error("weight_g", text % {"text": weight})
    said["gestation_days"] = reading.weeks_and_days(weeks, SHORTEST) if weeks else None
    if weeks and said["gestation_days"] is None:
        form.add_error("weeks", gettext("“%(text)s”读不成孕周。请写成 39周+2 或 39+2，在 20 到 44 周之间。") % {"text": weeks})


def clean_home(form: Any, said: dict[str, Any]) -> None:
    """Leaves ``label`` of the household, empty when none is given. A household that another worker answers for is hers to register."""
    said["label"] = ""
    group, house = said.get("group"), said.get("house")
    if group is not None and house is None and "house" not in form.errors:
        form.add_error("house", gettext("填了组，也请填门牌号；不清楚就都不填。"))
    elif house is not None:
        said["label"] = label(group, house)
    if said["label"] and said.get("village") and not queries.answers_for(form.actor, said["village"], said["label"]):
        form.add_error("house", gettext("这一户现在由别的村医负责。请她来登记，或请主管调整分工。"))


def label(group: int | None, house: int) -> str:
    """What a household is called: ``3组 12号``."""
    return f"{group}组 {house}号" if group is not None else f"{house}号"


def dates_in_words(lmp: date | None, edd: date | None) -> tuple[date, int] | None:
    """The expected date and the completed days of gestation today."""
    expected = edd or (lmp + timedelta(days=TERM_DAYS) if lmp else None)
    return (expected, TERM_DAYS - (expected - timezone.localdate()).days) if expected else None


def _born() -> forms.DateField:
    field = forms.DateField(label=gettext_lazy("出生日期"))
    field.widget = DayInput(timezone.localdate())
    field.widget.attrs |= ALIKE
    return field


def _identity() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("身份证号"), required=False, max_length=40,
        widget=forms.TextInput(attrs=TYPED | ALIKE | {"autocapitalize": "characters"}),
    )  # fmt: skip


def _phone(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=40, widget=forms.TextInput(attrs=TYPED | ALIKE | {"type": "tel"})
    )


def _digits(more: dict[str, str] | None = None) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"} | (more or {}))
