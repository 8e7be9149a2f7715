"""The forms ask for what the rules use, and the danger that a form names is the danger that the rules find: at its limit, and not below it."""

import pytest

from tests.rules.worked import warned
from wanhu.engine.forms import Choice, Measure, PressurePair, Question, Scale, Screen, Signs, codes_of, questions_of
from wanhu.engine.protocol import Subject
from wanhu.rules import RULEBOOK
from wanhu.rules.forms import FORMS, RESTRICTED_FORMS
from wanhu.rules.restricted import CODES

DAY = "2026-10-06"
ABOUT = {
    "pregnancy": "pregnancy | 2026-05-20 | lmp=2026-03-20\n",  # 28 weeks
    "after birth": "pregnancy | 2026-02-20 | lmp=2025-12-25\nbirth | 2026-10-01 | person=2 pregnancy=11\n",
    "newborn": "person | 2026-10-01 | sex=1\n",
}
SCALES = [one for form in RESTRICTED_FORMS.forms for one in questions_of(form) if isinstance(one, Scale) and one.keeps]
EVERY = [(form, question) for form in FORMS.forms for question in questions_of(form)]


def about(form) -> str:
    if form.subject is Subject.CHILD:
        return ABOUT["newborn"]
    return ABOUT["after birth" if form.code.startswith("postnatal") else "pregnancy"]


def numbers(question: Question) -> list[Measure]:
    return (
        [question]
        if isinstance(question, Measure)
        else [question.systolic, question.diastolic]
        if isinstance(question, PressurePair)
        else []
    )


LIMITS = [
    pytest.param(about(form), number, danger, id=f"{form.code}-{number.code}-{danger.at_least or danger.at_most}")
    for form, question in EVERY for number in numbers(question) for danger in number.dangers
]  # fmt: skip
SIGNS = [
    pytest.param(about(form), option.value if isinstance(question, Signs) else question.code, "yes" if isinstance(question, Signs) else option.value,
                 option.danger, id=f"{form.code}-{option.value}")
    for form, question in EVERY if isinstance(question, Signs | Choice) for option in question.options if option.danger
]  # fmt: skip


def found(given: str, kind: str, code: str, value: object) -> set[str]:
    beside = f"measurement | {DAY} | code=diastolic value=70.0\n" if code == "systolic" else ""
    return warned(RULEBOOK.alerts, given=f"{given}{beside}{kind} | {DAY} | code={code} value={value}\n", on=DAY)


@pytest.mark.parametrize(("given", "number", "danger"), LIMITS)
def test_a_number_is_a_danger_from_its_limit_on(given: str, number: Measure, danger):
    step = 10**-number.decimals
    if danger.at_least is not None:
        at, inside = danger.at_least, danger.at_least - step
    else:
        at, inside = danger.at_most, danger.at_most + step
    assert danger.alert in found(given, "measurement", number.code, float(at))
    assert danger.alert not in found(given, "measurement", number.code, round(float(inside), 2))


@pytest.mark.parametrize(("given", "code", "value", "alert"), SIGNS)
def test_a_sign_is_a_danger_when_it_is_there(given: str, code: str, value: str, alert: str):
    assert alert in found(given, "finding", code, value)
    assert alert not in found(given, "finding", code, "no")


def test_every_step_that_is_recorded_is_asked():
    for protocol in RULEBOOK.protocols:
        for step in protocol.steps:
            for what, code in step.recorded_as:
                if what == "contact":
                    of_child = FORMS.of_contact(code).subject is Subject.CHILD
                    assert of_child is (protocol.subject is Subject.CHILD), (protocol.code, code)
                elif what != "dose" and not protocol.restricted:
                    assert FORMS.asking(what, code), f"{protocol.code}/{step.code}: nobody asks for {what} {code}"


def test_limits_are_in_their_order_and_every_code_is_written_once_on_a_form():
    for form in FORMS.forms:
        codes = [written for question in questions_of(form) for written in codes_of(question)]
        assert len(codes) == len(set(codes)), form.code
        for question in questions_of(form):
            for number in numbers(question):
                assert number.least <= number.low <= number.high <= number.most, (form.code, number.code)
                for danger in number.dangers:
                    assert number.least <= (danger.at_least or danger.at_most or 0) <= number.most


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.code)
@pytest.mark.parametrize("start", ["pregnancy", "after birth"])
def test_any_answer_about_harming_herself_is_a_danger(scale: Scale, start: str):
    for number in scale.keeps:
        assert scale.danger in found(ABOUT[start], "measurement", scale.item(number), 1.0)
        assert scale.danger not in found(ABOUT[start], "measurement", scale.item(number), 0.0)


def test_restricted_forms_keep_their_limits_and_tell_their_answers_apart():
    for form in RESTRICTED_FORMS.forms:
        codes = [written for question in questions_of(form) for written in codes_of(question)]
        assert len(codes) == len(set(codes)), form.code
        for question in questions_of(form):
            for number in numbers(question):
                assert number.least <= number.low <= number.high <= number.most, number.code
            if isinstance(question, Choice | Signs):
                assert len({option.value for option in question.options}) == len(question.options)
                assert all(option.title.zh != option.title.en for option in question.options)


def test_nothing_restricted_is_asked_of_everybody():
    restricted = CODES
    asked = {code for question in [*(one for _form, one in EVERY), *FORMS.single] for _what, code in codes_of(question)}
    assert not asked & restricted


def test_options_are_told_apart():
    for question in [*(one for _form, one in EVERY), *FORMS.single]:
        if isinstance(question, Choice | Signs | Screen):
            values = [option.value for option in question.options]
            assert len(values) == len(set(values)) and "none" not in values[1:], question.code
            for words in ({option.title.zh for option in question.options}, {option.title.en for option in question.options}):
                assert len(words) == len(values), question.code
