"""The forms ask for what the rules use, and the danger that a form names is the danger that the rules find: at its limit, and not below it."""

from datetime import date, datetime
from itertools import product

import pytest

from tests.engine.facts_of import load
from tests.rules.worked import facts, warned
from wanhu.engine.forms import (
    Choice,
    Form,
    Measure,
    PressurePair,
    Question,
    Scale,
    Screen,
    Signs,
    Together,
    Told,
    asked_in,
    boxes_of,
    codes_of,
    conditions_of,
    questions_of,
)
from wanhu.engine.holding import true_of
from wanhu.engine.protocol import Subject
from wanhu.engine.together import called
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


TOGETHER = [pytest.param(about(form), form, one, id=f"{form.code}-{one.alert}") for form in FORMS.forms for one in form.together]
Said = tuple[dict[str, float], list[tuple[str, str]]]


def answer(one: Told, *, past: bool = True) -> Said:
    """What says it: the number at its limit, or just inside; the first of its values, or no."""
    if one.values:
        return {}, [(one.code, one.values[0] if past else "-")]
    limit = one.at_least if one.at_least is not None else one.at_most
    assert limit is not None
    step = 0.01 if limit < 10 else 1
    inside = limit - step if one.at_least is not None else limit + step
    return {one.code: round(float(limit if past else inside), 2)}, []


def alerted(given: str, said: list[Said], day: str = DAY) -> set[str]:
    """The alerts of what was said on a day. A pressure is measured in two numbers."""
    numbers = {"systolic": 120.0, "diastolic": 70.0} | {
        code: value for measured, _found in said for code, value in measured.items()
    }
    lines = [f"measurement | {day} | code={code} value={value}" for code, value in numbers.items()]
    lines += [f"finding | {day} | code={code} value={value}" for _measured, found in said for code, value in found]
    return warned(RULEBOOK.alerts, given=given + "\n".join(lines) + "\n", on=day)


@pytest.mark.parametrize(("given", "form", "together"), TOGETHER)
def test_a_danger_of_several_answers_is_the_alert_that_the_rules_find(given: str, form: Form, together: Together):
    """At the limits of every way of saying it; and not with one of its answers alone, one just inside its limit, or beside a worse danger."""
    true = conditions_of(form)
    boxes = {code for question in questions_of(form) for _what, code in codes_of(question)}
    asked = [[one for one in any_of if one.code in boxes] for any_of in together.answers]
    assert all(asked), "an answer that the form does not ask for"
    tried = [[answer(one) for one in ways] for ways in product(*asked)]
    tried += [
        [answer(one, past=at != place) for at, one in enumerate(ways)] for ways in product(*asked) for place in range(len(ways))
    ]
    tried += [[one] for said in tried[:1] for one in said]
    tried += [[*said, answer(worse)] for said in tried[:1] for worse in together.unless]
    seen = set()
    for said in tried:
        measured = {code: value for numbers, _found in said for code, value in numbers.items()}
        found = [pair for _numbers, pairs in said for pair in pairs]
        holds = together in called(form, measured, found, true)
        assert holds is (together.alert in alerted(given, said)), said
        if holds:
            assert not set(together.instead_of) & alerted(given, said), (
                "the words that give way are those of an alert that is silent then"
            )
        seen.add(holds)
    assert seen == {True, False}


def test_a_danger_of_several_answers_is_only_for_those_whom_it_concerns():
    """Raised pressure with protein before 20 weeks has another alert."""
    form, [pre_eclampsia] = FORMS.of_contact("antenatal"), [one for one in FORMS.of_contact("antenatal").together if one.when]
    for lmp, concerned in (("2026-05-19", True), ("2026-05-20", False)):  # 20+0, and 19+6
        given = f"pregnancy | 2026-06-20 | lmp={lmp}\n"
        known = {"subject": Subject.PREGNANCY, "number": 11, "on": date.fromisoformat(DAY), "known_at": datetime(2099, 1, 1)}
        true = true_of(conditions_of(form), load(facts(given).facts), **known)
        said = [answer(any_of[0]) for any_of in pre_eclampsia.answers]
        holds = pre_eclampsia in called(form, {"systolic": 140.0}, [("urine-protein", "1+")], true)
        assert holds is concerned is (pre_eclampsia.alert in alerted(given, said))


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
        boxes = [box for question in questions_of(form) for box in boxes_of(question)]
        assert len(boxes) == len(set(boxes)), form.code
        shared = {
            box for question in questions_of(form) if isinstance(question, Screen) and question.box for box in codes_of(question)
        }
        codes = [written for question in questions_of(form) for written in codes_of(question) if written not in shared]
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


def test_what_suggests_more_visits_can_be_written_at_the_newborns_visit():
    asked = {code for question in questions_of(FORMS.of_contact("newborn-visit")) for _what, code in codes_of(question)}
    assert asked >= {"apgar-1", "apgar-5", "nicu-stay", "brain-injury-at-birth", "pathological-jaundice", "congenital-anomaly", "mother-diabetes",
                     "mother-hypertension", "multiple-birth", "high-risk-infant", "oxygen-saturation"}  # fmt: skip


def asked(contact: str, given: str, subject: Subject, on: str) -> set[str]:
    """The names of the boxes of a form, as they are asked of person 1 on a day."""
    form = FORMS.of_contact(contact)
    true = true_of(
        conditions_of(form),
        load(facts(given).facts),
        subject=subject,
        number=1,
        on=date.fromisoformat(on),
        known_at=datetime(2099, 1, 1),
    )
    return {box for section in form.sections for question in asked_in(section, true) for box in boxes_of(question)}


@pytest.mark.parametrize(
    ("check", "gestation", "on", "months"),
    [
        # Born on 1 January 2026. At 28+0 the expected date is 26 March, twelve weeks later.
        ("3m", 280, "2026-04-01", "3m"), ("3m", None, "2026-04-01", "3m"), ("3m", 259, "2026-04-01", "3m"),
        ("3m", 196, "2026-04-01", ""), ("3m", 196, "2026-06-25", ""), ("3m", 196, "2026-06-26", "3m"),
        ("6m", 280, "2026-07-01", "6m"), ("6m", 196, "2026-07-01", "3m"), ("6m", 196, "2026-09-25", "3m"), ("6m", 196, "2026-09-26", "6m"),
        ("8m", 280, "2026-09-01", "8m"), ("8m", 196, "2026-09-01", "3m"), ("8m", 196, "2026-10-01", "6m"), ("8m", 258, "2026-09-01", "6m"),
        ("12m", 196, "2027-01-01", "8m"), ("18m", 196, "2027-07-01", "12m"), ("18m", 280, "2027-07-01", "18m"),
        # From the second birthday by age since birth; before 28 weeks from the third.
        ("24m", 196, "2028-01-01", "24m"), ("24m", 195, "2028-01-01", "18m"), ("30m", 195, "2028-07-01", "24m"), ("30m", 196, "2028-07-01", "30m"),
        ("36m", 195, "2029-01-01", "36m"), ("18m", 280, "2028-03-01", "18m"),
    ],
)  # fmt: skip
def test_a_child_born_early_is_asked_the_signs_of_its_corrected_age(check: str, gestation: int | None, on: str, months: str):
    born = f"birth | 2026-01-01 | gestation_days={gestation}\n" if gestation else ""
    boxes = asked(f"child-{check}", "person | 2026-01-01 | sex=2\n" + born, Subject.CHILD, on)
    assert {box for box in boxes if box.startswith("development-warning")} == (
        {f"development-warning-{months}"} if months else set()
    )


CHECKS = ("1m", "3m", "6m", "8m", "12m", "18m", "24m", "30m", "36m", "4y", "5y", "6y")


@pytest.mark.parametrize(
    ("box", "first", "last"),
    [
        ("fontanelle-closing", "1m", "18m"), ("fontanelle-length", "1m", "18m"), ("gait", "12m", "36m"), ("rickets-signs", "3m", "24m"),
        ("teeth", "6m", "6y"), ("caries-teeth", "12m", "6y"), ("outdoor-hours", "3m", "36m"), ("vitamin-d", "1m", "30m"), ("illness-since", "1m", "6y"),
        ("vision-left", "4y", "6y"), ("vision-right", "4y", "6y"), ("head-circumference", "1m", "36m"), ("child-body", "1m", "6y"),
    ],
)  # fmt: skip
def test_each_question_at_the_ages_where_it_belongs(box: str, first: str, last: str):
    asked_at = [
        check
        for check in CHECKS
        if box in {name for one in questions_of(FORMS.of_contact(f"child-{check}")) for name in boxes_of(one)}
    ]
    assert asked_at == list(CHECKS[CHECKS.index(first) : CHECKS.index(last) + 1])


def test_a_normal_check_of_a_child_is_short():
    """What is not folded: at most seven numbers, eight taps, and one list of signs of development."""
    for form in FORMS.forms:
        if form.subject is Subject.CHILD:
            open_ones = [one for section in form.sections if not section.folded for one in asked_in(section, set())]
            assert sum(isinstance(one, Measure) for one in open_ones) <= 7, form.code
            assert sum(isinstance(one, Choice | Signs) for one in open_ones) <= 8, form.code


def test_a_man_is_not_asked_what_is_for_her():
    plan = "status | 2026-03-01 | kind=planning-pregnancy value=asked\n"
    hers = {"haemoglobin", "folic-acid", "folic-acid-bottles", "folic-acid-high-risk", "pre-pregnancy-items-her"}
    him, her, nobody = (
        asked("pre-pregnancy-check", f"person | 1990-01-01 | sex={sex}\n{plan}", Subject.PLANNER, "2026-03-02")
        for sex in (1, 2, 0)
    )
    assert her - him == hers and her == nobody and him >= {"systolic", "heart-sounds", "pre-pregnancy-items", "referral"}


def test_the_nineteen_items_without_the_two_of_the_restricted_class_and_the_follow_up():
    said = {option.value for question in questions_of(FORMS.of_contact("pre-pregnancy-check")) if isinstance(question, Choice) and question.many
            for option in question.options}  # fmt: skip
    assert said == {str(number) for number in range(1, 20)} - {"10", "13", "19"}


def test_options_are_told_apart():
    for question in [*(one for _form, one in EVERY), *FORMS.single]:
        if isinstance(question, Choice | Signs | Screen):
            values = [option.value for option in question.options]
            assert len(values) == len(set(values)) and "none" not in values[1:], question.code
            for words in ({option.title.zh for option in question.options}, {option.title.en for option in question.options}):
                assert len(words) == len(values), question.code
