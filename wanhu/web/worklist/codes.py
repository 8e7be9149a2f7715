"""Codes of measurements and findings in the words of the forms that ask for them. Those of the restricted class have words of their own, so that
an ordinary page would not have any even if such a fact came to it.
"""

from functools import cache

from wanhu.engine.forms import Choice, Forms, Measure, Option, PressurePair, Question, Scale, Screen, Signs, questions_of
from wanhu.engine.text import Text
from wanhu.rules.alerts.risk_factors import ORANGE, RED, YELLOW
from wanhu.rules.forms import FORMS, RESTRICTED_FORMS
from wanhu.rules.forms.grading import GRADED_BY

YES_NO = {"yes": Text("有", "yes"), "no": Text("没有了", "no longer"), "none": Text("没有", "none"), "some": Text("有", "some"),
          "positive": Text("阳性", "positive"), "negative": Text("阴性", "negative"), "declined": Text("不做", "declined")}  # fmt: skip
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


def _words(options: tuple[Option, ...]) -> dict[str, Text]:
    return {option.value: option.title for option in options}


def _every(forms: Forms) -> list[Question]:
    return [*(question for form in forms.forms for question in questions_of(form)), *forms.single]
