"""Codes of measurements and findings in the words of the forms that ask for them. Those of the restricted class have words of their own, so that
an ordinary page would not have any even if such a fact came to it.
"""

from functools import cache

import yaml
from django.utils.translation import get_language

from wanhu.engine.expressions import Computed
from wanhu.engine.forms import Choice, Forms, Measure, Option, PressurePair, Question, Scale, Screen, Signs, questions_of
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.rules.alerts.risk_factors import ORANGE, RED, YELLOW
from wanhu.rules.feeds.common import PARAMETERS
from wanhu.rules.forms import FORMS, RESTRICTED_FORMS
from wanhu.rules.forms.grading import GRADED_BY

YES_NO = {"yes": Text("有", "yes"), "no": Text("没有了", "no longer"), "none": Text("没有", "none"), "some": Text("有", "some"),
          "positive": Text("阳性", "positive"), "negative": Text("阴性", "negative"), "declined": Text("不做", "declined")}  # fmt: skip
PRODUCT = Text("产品或批号", "product or batch")
FROM_FILES = {
    "urine-protein-24h": (Text("24小时尿蛋白", "Protein in 24 hours"), "g"),
    "length": (Text("身长", "Length"), "cm"),
    "gravida": (Text("孕次", "Pregnancies so far"), ""),
}


@cache
def measurements() -> dict[str, tuple[Text, str]]:
    """Title and unit by code of measurement."""
    return FROM_FILES | _measurements(_every(FORMS))


@cache
def findings() -> dict[str, tuple[Text, dict[str, Text]]]:
    """Title by code of finding, and the words of its values."""
    return _findings(_every(FORMS))


@cache
def restricted_measurements() -> dict[str, tuple[Text, str]]:
    """The same of the restricted class, for its own pages alone."""
    return _measurements(_every(RESTRICTED_FORMS))


@cache
def restricted_findings() -> dict[str, tuple[Text, dict[str, Text]]]:
    """The same of the restricted class, for its own pages alone."""
    return _findings(_every(RESTRICTED_FORMS))


@cache
def computed_values(*, restricted: bool = False) -> dict[str, Computed]:
    """The computed values that alerts show, by code; those of restricted rules only for pages of that class."""
    return {
        one.code: one
        for alert in RULEBOOK.shown(restricted=restricted).alerts
        for one in alert.shows
        if isinstance(one, Computed)
    }


def finding_in_words(code: str, value: str) -> tuple[Text, Text]:
    """What was looked for and what was found; the bare codes where no form asks for them."""
    title, values = findings().get(code, (Text(code, code), YES_NO))
    return title, values.get(value, Text(value, value))


def restricted_in_words(code: str, value: str | float) -> tuple[Text, Text]:
    """What was looked for and what was found, of the restricted class, for its own pages alone."""
    if isinstance(value, str):
        title, values = restricted_findings().get(code, (Text(code, code), YES_NO))
        return title, values.get(value, Text(value, value))
    title, unit = restricted_measurements().get(code, (Text(code, code), ""))
    words = f"{value:g} {unit}".strip()
    return title, Text(words, words)


def _measurements(questions: list[Question]) -> dict[str, tuple[Text, str]]:
    found: dict[str, tuple[Text, str]] = {}
    for question in questions:
        if isinstance(question, Scale):
            found.setdefault(question.total, (question.title, ""))
            for number in question.keeps:
                title = Text(f"{question.title.zh}第{number}条", f"{question.title.en}, item {number}")
                found.setdefault(question.item(number), (title, ""))
        for one in (
            [question]
            if isinstance(question, Measure)
            else [question.systolic, question.diastolic]
            if isinstance(question, PressurePair)
            else []
        ):
            found.setdefault(one.code, (one.title, one.unit))
    return found


def _findings(questions: list[Question]) -> dict[str, tuple[Text, dict[str, Text]]]:
    found: dict[str, tuple[Text, dict[str, Text]]] = {}
    for question in questions:
        if isinstance(question, Choice):
            found.setdefault(question.code, (question.title, _words(question.options) | YES_NO | _words(question.options)))
        elif isinstance(question, Signs):
            found.setdefault(question.code, (question.title, YES_NO))
            for option in question.options:
                found.setdefault(option.value, (option.title, YES_NO))
        elif isinstance(question, Screen):
            found.setdefault(question.code, (question.title, YES_NO))
            found.setdefault(question.item, (question.title, {}))[1].update(_words(question.options))
    factors = {"none": YES_NO["none"], **YELLOW, **ORANGE, **RED}
    title, known = found.get("risk-factor", (Text("评估表勾选", "Ticked when graded"), {}))
    found["risk-factor"] = (title, factors | known)
    found.setdefault(GRADED_BY.code, (GRADED_BY.title, _words(GRADED_BY.options)))
    return found


BOXES = {
    "happened": Text("哪一天", "Day"), "off-happened": Text("哪一天", "Day"), "mode": Text("方式", "Way"), "reason": Text("原因", "Reason"),
    "off-reason": Text("原因", "Reason"), "off-to": Text("搬到哪里", "Moved to"), "to": Text("搬到哪里", "Moved to"), "again": Text("约好的日子", "Day agreed"),
    "outcome": Text("结局", "Outcome"), "sex": Text("性别", "Sex"), "agreed": Text("监护人同意建档", "Guardian agrees"),
    "lmp": Text("末次月经第一天", "First day of the last period"), "edd": Text("预产期", "Expected date"), "dating": Text("依据", "Dated by"),
}  # fmt: skip
ANSWERS = {
    "home": Text("上门", "Home visit"), "clinic": Text("门诊", "Clinic"), "phone": Text("电话", "By phone"), "born": Text("已分娩", "Born"),
    "ended": Text("妊娠已结束", "Pregnancy ended"), "on": Text("是", "Yes"), "none": Text("以下都没有", "None of these"),
    "yes": Text("是", "Yes"), "no": Text("否", "No"),
}  # fmt: skip


def box_title(name: str) -> str:
    """What a box of a form is called on the page, by the name under which it is sent."""
    language = get_language() or "zh-hans"
    if name in BOXES:
        return BOXES[name].in_language(language)
    if name in measurements():
        return measurements()[name][0].in_language(language)
    if name in findings():
        return findings()[name][0].in_language(language)
    kind, _dash, step = name.partition("-")
    title = (
        next((one.title for book in RULEBOOK.protocols for one in book.steps if one.code == step), None)
        if kind in ("dose", "product")
        else None
    )
    return title.in_language(language) + (" " + PRODUCT.in_language(language) if kind == "product" else "") if title else name


def box_value(name: str, value: str) -> str:
    """What was chosen in a box, in words; what was typed, as it was typed."""
    language = get_language() or "zh-hans"
    if name in findings():
        _title, words = findings()[name]
        if value in words and value not in YES_NO:
            return words[value].in_language(language)
        if value in findings():
            return findings()[value][0].in_language(language)
        if value in words:
            return words[value].in_language(language)
    return ANSWERS[value].in_language(language) if value in ANSWERS and name not in measurements() else value


@cache
def products(vaccine: str) -> tuple[str, ...]:
    """Names of the products that hold an antigen, as clinics write them: the common name of each first, then its fuller ones."""
    table = yaml.safe_load((PARAMETERS / "vaccine_products.yaml").read_text(encoding="utf-8"))["products"].values()
    named = [[name for name in row["names"] if "疫苗" in name] or row["names"] for row in table if vaccine in row["antigens"]]
    return tuple(dict.fromkeys(name for names in named for name in names[:4]))


def _words(options: tuple[Option, ...]) -> dict[str, Text]:
    return {option.value: option.title for option in options}


def _every(forms: Forms) -> list[Question]:
    return [*(question for form in forms.forms for question in questions_of(form)), *forms.single]
