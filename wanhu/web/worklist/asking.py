"""From a declared question to boxes on a page, and from what was typed to facts.

People type as they speak: "120/80", "63.5kg", "127斤", "6300克". The readers are those of the departments' files, so that a weight means the same
wherever it comes from. What cannot be is sent back with its limits; what is hard to believe is asked about.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from wanhu.engine.forms import (
    Choice,
    Danger,
    Decision,
    Measure,
    NextVisit,
    PressurePair,
    Question,
    Scale,
    Screen,
    Signs,
    boxes_of,
    codes_of,
)
from wanhu.engine.intake.kinds.base import Setting
from wanhu.engine.intake.kinds.numbers import Number as PlainNumber
from wanhu.engine.intake.kinds.pressure import Pressure as WrittenPressure
from wanhu.engine.intake.kinds.weight import ChildWeight
from wanhu.engine.protocol import Alert
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.web.base import words
from wanhu.web.base.templatetags.wanhu import said
from wanhu.web.worklist.queries import Last
from wanhu.web.worklist.scales import ITEMS

UNITS = {
    "次/分": Text("次/分", "/min"),
    "次": Text("次", "times"),
    "分": Text("分", "points"),
    "瓶": Text("瓶", "bottles"),
    "颗": Text("颗", "teeth"),
    "小时": Text("小时", "hours"),
}
NONE = "none"  # the answer that nothing of a list is there


@dataclass
class Answers:
    """What a form says: measurements by code, in the code's unit; findings and decisions as (code, value); days agreed by the decision's code."""

    measurements: dict[str, float] = field(default_factory=dict)
    findings: list[tuple[str, str]] = field(default_factory=list)
    decisions: list[tuple[str, str]] = field(default_factory=list)
    agreed: dict[str, date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.measurements or self.findings or self.decisions or self.agreed)


class Doubt(NamedTuple):
    """Something hard to believe that was answered once with a question: what a tick beside it says (the code and the value), and whether it is ticked."""

    sure: str
    ticked: bool


class Pressures(NamedTuple):
    """Both pressures as they were written in one box, in mmHg; ``swapped``: the lower one first."""

    high: float
    low: float
    swapped: bool


@dataclass(frozen=True)
class Asked:
    """A question as a page shows it: how (pressure, number, day, choice or several), its bound fields, what was last known, and the alerts it may raise."""

    how: str
    question: Any
    fields: list[Any]
    last: str = ""
    dangers: tuple[Alert, ...] = ()
    doubts: tuple["Doubt", ...] = ()
    known: tuple[str, ...] = ()  # why some answers are on record already

    @property
    def unit(self) -> str:
        """The unit in the page's language."""
        return (
            UNITS[self.question.unit].in_language(get_language() or "zh-hans")
            if self.question.unit in UNITS
            else self.question.unit
        )


class Typed(forms.CharField):
    """A number as it is typed, with or without its unit."""

    def __init__(self, number: Measure, last: Last | None = None) -> None:
        keyboard = "decimal" if number.decimals else "numeric"
        attributes = {"inputmode": keyboard, "autocomplete": "off"} | _limits(number.dangers) | _usual(number, last)
        super().__init__(label=_words(number.title), required=False, max_length=30, widget=forms.TextInput(attrs=attributes))
        self.number = number

    def clean(self, value: Any) -> float | None:
        """The number in its own unit. Raises ValidationError when it is none, or cannot be."""
        text = super().clean(value)
        return read(self.number, text) if text else None


class Ticked(forms.MultipleChoiceField):
    """Boxes to tick, the last of which says that none applies."""

    def clean(self, value: Any) -> list[str]:
        """The boxes ticked. Raises ValidationError for "none" beside another."""
        ticked = super().clean(value)
        if NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError(gettext("既勾了“以下都没有”，又勾了别的。请核对。"))
        return ticked


def fields_of(question: Question, last: Mapping[str, Last] | None = None) -> dict[str, forms.Field]:
    """The boxes of one question, by name; none for a decision, which has a page of its own. ``last``: what was last known, by code."""
    if isinstance(question, Measure | PressurePair):
        return {one.code: Typed(one, (last or {}).get(one.code)) for one in _numbers(question)}
    if isinstance(question, NextVisit):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return {question.code: forms.DateField(label=_words(question.title), required=False, widget=widget)}
    if isinstance(question, Scale):
        return _boxes_of_scale(question)
    if (isinstance(question, Choice) and not question.many) or (isinstance(question, Decision) and question.options):
        choices = [(option.value, _words(option.title)) for option in question.options]
        attributes = _alarms(question)
        return {
            question.code: forms.ChoiceField(
                label=_words(question.title), choices=choices, required=False, widget=forms.RadioSelect(attrs=attributes)
            )
        }
    if isinstance(question, Choice | Signs | Screen):
        [box] = boxes_of(question)
        choices = [(NONE, gettext_lazy("以下都没有")), *((option.value, _words(option.title)) for option in question.options)]
        attributes = _alarms(question)
        return {
            box: Ticked(
                label=_words(question.title),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs=attributes),
            )
        }
    return {}


def asked(
    form: forms.Form, question: Question, last: Mapping[str, Last], doubts: tuple[Doubt, ...] = (), known: tuple[str, ...] = ()
) -> Asked:
    """A question of a form, ready to be shown. ``last``: what was last known, by code. ``known``: why answers are on record already."""
    bound = [form[name] for name in fields_of(question)]
    if isinstance(question, PressurePair):
        return Asked("pressure", question, bound, _last_pressure(question, last), dangers_of(question), doubts)
    if isinstance(question, NextVisit):
        return Asked("day", question, bound)
    if isinstance(question, Scale):
        before = last.get(question.total)
        return Asked(
            "items" if question.texts else "scale",
            question,
            bound,
            _on_its_day(before) if before else "",
            dangers_of(question),
            doubts,
        )
    several = isinstance(question, Signs | Screen) or (isinstance(question, Choice) and question.many)
    long = isinstance(question, Screen)
    how = "number" if isinstance(question, Measure) else "list" if long else "several" if several else "choice"
    before = last.get(question.code)
    return Asked(how, question, bound, _on_its_day(before) if before else "", dangers_of(question), doubts, known)


def _last_pressure(question: PressurePair, last: Mapping[str, Last]) -> str:
    """122/74（5月19日）; each with its own day where they were not measured together."""
    high, low = last.get(question.systolic.code), last.get(question.diastolic.code)
    if high and low and high.on == low.on:
        return _on_its_day(Last(f"{high.words}/{low.words}", "", high.on))
    return " / ".join(_on_its_day(one) for one in (high, low) if one)


def _on_its_day(last: Last) -> str:
    on = words.short_day(last.on, near=timezone.localdate())
    return f"{last.words} {last.unit}".strip() + (f"（{on}）" if words.chinese() else f" ({on})")


def _numbers(question: Question) -> list[Measure]:
    if isinstance(question, PressurePair):
        return [question.systolic, question.diastolic]
    return [question] if isinstance(question, Measure) else []


def dangers_of(question: Question) -> tuple[Alert, ...]:
    """The alerts whose instruction may have to be shown beside a question."""
    if isinstance(question, Measure):
        found = [danger.alert for danger in question.dangers]
    elif isinstance(question, PressurePair):
        found = [danger.alert for one in (question.systolic, question.diastolic) for danger in one.dangers]
    elif isinstance(question, Choice | Signs | Screen):
        found = [option.danger for option in question.options if option.danger]
    elif isinstance(question, Scale) and question.danger:
        found = [question.danger]
    else:
        found = []
    return tuple(RULEBOOK.alert(code) for code in dict.fromkeys(found))


def answers(questions: Iterable[Question], said_now: dict[str, Any], was_there: Iterable[str]) -> Answers:
    """The facts of a filled-in form. ``was_there``: codes of signs that were there the last time they were looked for."""
    made, before = Answers(), set(was_there)
    for question in questions:
        if isinstance(question, Measure | PressurePair | Scale):
            codes = [code for _measurement, code in codes_of(question)]
            made.measurements |= {code: said_now[code] for code in codes if said_now.get(code) is not None}
        elif isinstance(question, NextVisit):
            made.agreed |= {question.code: said_now[question.code]} if said_now.get(question.code) else {}
        elif isinstance(question, Decision) and said_now.get(question.code):
            made.decisions.append((question.code, said_now[question.code]))
        elif isinstance(question, Choice | Signs | Screen) and (answer := said_now.get(boxes_of(question)[0])):
            made.findings += _findings(question, [answer] if isinstance(answer, str) else answer, before)
    return made


def _findings(question: Choice | Signs | Screen, values: list[str], before: set[str]) -> list[tuple[str, str]]:
    there = [value for value in values if value != NONE]
    if isinstance(question, Screen):
        return [(question.code, "positive" if there else "negative"), *((question.item, value) for value in there)]
    if isinstance(question, Signs):
        gone = [option.value for option in question.options if option.value in before and option.value not in there]
        group = (question.code, "some" if there else NONE)
        return [group, *((value, "yes") for value in there), *((value, "no") for value in gone)]
    return [(question.code, value) for value in values]


def read(number: Measure, text: str) -> float:
    """A typed number in the question's unit. Raises ValidationError that says what is allowed."""
    typed = tidy(text)
    if number.unit == "cm" and (metres := re.fullmatch(r"(\d(?:\.\d+)?) ?(?:m|米)", typed)):
        typed = f"{float(metres[1]) * 100:g}"
    if number.unit == "℃":
        typed = re.sub(r"\s*(°?c|度)$", "", typed, flags=re.IGNORECASE)
    kind = ChildWeight(number.least, number.most) if number.weight else PlainNumber(number.least, number.most, number.unit)
    value = kind.clean(pa.array([typed]), Setting(on=date.min)).values[0].as_py()
    if value is None:
        raise forms.ValidationError(_cannot_be(number, typed, text.strip()))
    return round(float(value), number.decimals)


def tidy(text: str) -> str:
    """What was typed, in plain signs: １２０／８０ is 120/80, 63。5 is 63.5."""
    return re.sub(r"(?<=\d)。(?=\d)", ".", unicodedata.normalize("NFKC", text).strip())


def read_pressure(text: str) -> Pressures | None:
    """Both pressures written in one box, such as 120/80 or 120 80; ``None`` when it is no such thing."""
    typed = re.sub(r"^(\d{2,3})\s+(\d{2,3})$", r"\1/\2", tidy(text))
    cleaned = WrittenPressure().clean(pa.array([typed]), Setting(on=date.min))
    high, low = cleaned.values[0].as_py(), cleaned.also["_low"][0].as_py()
    swapped = cleaned.remark is not None and cleaned.remark[0].as_py() == "pressure-swapped"
    return None if high is None or low is None else Pressures(float(high), float(low), swapped)


def hard_to_believe(question: Question, said_now: dict[str, Any], last: Mapping[str, Last]) -> dict[str, str]:
    """What to ask about numbers outside the usual, or far from what they were, by field."""
    found = {}
    for one in _numbers(question):
        value = said_now.get(one.code)
        if value is None:
            continue
        if not one.low <= value <= one.high:
            found[one.code] = gettext("确定是 %(value)s %(unit)s 吗？") % {"value": f"{value:g}", "unit": one.unit}
        elif (before := last.get(one.code)) and _far(one, value, before):
            about = {"last": _on_its_day(before), "value": f"{value:g}", "unit": one.unit}
            found[one.code] = gettext("上次 %(last)s，这次 %(value)s %(unit)s，差得很多。确定吗？") % about
            if one.weight and not _far(one, value / 2, before):
                found[one.code] += gettext("如果是 %(value)s 斤，就是 %(half)s kg：请写成“%(value)s斤”。") % {
                    "value": f"{value:g}", "half": f"{value / 2:g}",
                }  # fmt: skip
    return found


def _boxes_of_items(scale: Scale) -> dict[str, forms.Field]:
    """Each item with its answers in the printed order; what an answer counts is its value."""
    return {
        scale.answer(number): forms.ChoiceField(
            label=f"{number}. {said(item.title)}", required=False,
            choices=[(str(score), said(answer)) for score, answer in zip(scale.scores(number), item.answers, strict=True)],
            widget=forms.RadioSelect(attrs=_alarm_above_zero(scale) if number in scale.keeps else {}),
        )
        for number, item in enumerate(scale.texts, 1)
    }  # fmt: skip


def _alarm_above_zero(scale: Scale) -> dict[str, str]:
    parts = [f"{score}={scale.danger}" for score in range(1, scale.each + 1) if scale.danger]
    return {"data-alarm": " ".join(parts)} if parts else {}


def _boxes_of_scale(scale: Scale) -> dict[str, forms.Field]:
    if scale.texts:
        return _boxes_of_items(scale)
    points, most = "分", scale.items * scale.each
    dangers = (Danger(scale.danger, at_least=1),) if scale.danger else ()
    boxes: dict[str, forms.Field] = {
        scale.total: Typed(Measure(scale.total, Text("总分", "Total"), points, 0, 0, most, most)),
        **{
            scale.item(one): Typed(
                Measure(scale.item(one), Text(f"第{one}条", f"Item {one}"), points, 0, 0, scale.each, scale.each, dangers=dangers)
            )
            for one in scale.keeps
        },
    }
    typed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    boxes[scale.code + ITEMS] = forms.CharField(
        label=gettext_lazy("或各条得分，按顺序"), required=False, max_length=60, widget=typed
    )
    return boxes


def sure_of(code: str, value: float) -> str:
    """What the tick beside a question says: it holds for this value and for no other."""
    return f"{code}={value:g}"


def _far(number: Measure, value: float, last: Last) -> bool:
    return bool(number.change and last.number and abs(value - last.number) > number.change * last.number)


def _cannot_be(number: Measure, typed: str, written: str) -> str:
    limits = {"least": f"{number.least:g}", "most": f"{number.most:g}", "unit": number.unit, "typed": written}
    said_why = gettext("“%(typed)s”读不成 %(least)s 到 %(most)s %(unit)s 之间的数。请核对后再填。") % limits
    if number.unit == "cm" and re.fullmatch(r"[0-2]\.\d+", typed) and number.least <= float(typed) * 100 <= number.most:
        said_why += gettext("如果是 %(typed)s 米，请写成“%(cm)s”。") % {"typed": typed, "cm": f"{float(typed) * 100:g}"}
    return said_why


def _words(text: Any) -> str:
    return said(text)


def _limits(dangers: Iterable[Danger]) -> dict[str, str]:
    """Read by visit.js: alert ≥ limit or alert ≤ limit, separated by blanks."""
    parts = [f"{one.alert}>={one.at_least:g}" for one in dangers if one.at_least is not None]
    parts += [f"{one.alert}<={one.at_most:g}" for one in dangers if one.at_most is not None]
    return {"data-danger": " ".join(parts)} if parts else {}


def _usual(number: Measure, last: Last | None) -> dict[str, str]:
    """Read by visit.js, so that what cannot be is said, and what is hard to believe is asked, as soon as a box is left; with or without a network."""
    found = {"least": number.least, "low": number.low, "high": number.high, "most": number.most}
    said_of = {f"data-{name}": f"{value:g}" for name, value in found.items()} | {
        "data-unit": number.unit,
        "data-code": number.code,
    }
    if number.weight:
        said_of["data-weight"] = ""
    if last and last.number:
        said_of |= {"data-last": f"{last.number:g}", "data-last-words": _on_its_day(last)}
    if number.change:
        said_of["data-change"] = f"{number.change:g}"
    return said_of


def _alarms(question: Choice | Signs | Screen | Decision) -> dict[str, str]:
    """Read by visit.js: value=alert, separated by blanks; it stands on every box of the question."""
    parts = [f"{option.value}={option.danger}" for option in question.options if option.danger]
    return {"data-alarm": " ".join(parts)} if parts else {}
