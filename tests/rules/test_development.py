"""What follows a warning sign, and the signs of every age: worked examples. Born on 1 October 2025."""

from tests.rules.worked import expect, plan
from wanhu.engine.forms import Screen, questions_of
from wanhu.rules.forms import FORMS
from wanhu.rules.protocols.child_health import child_health
from wanhu.rules.protocols.development import development

BORN = "person | 2025-10-01 | sex=2\n"
SIGN = BORN + "finding | 2026-04-02 | code=development-warning value=positive\n"


def test_first_and_last_days():
    expect(development, on="2026-04-10", given=SIGN, then="evaluation | open | 2026-04-02 | 2026-05-02 | 2026-10-02")
    for on, state in (("2026-05-02", "open"), ("2026-05-03", "overdue"), ("2026-10-02", "overdue"), ("2026-10-03", "missed")):
        expect(development, on=on, given=SIGN, then=f"evaluation | {state}")


def test_nothing_without_a_sign():
    assert plan(development, BORN, "2026-04-10") == {}
    assert plan(development, BORN + "finding | 2026-04-02 | code=development-warning value=negative", "2026-04-10") == {}
    assert plan(development, SIGN + "finding | 2026-06-02 | code=development-warning value=negative", "2026-06-10") == {}


def test_an_evaluation_answers_the_newest_sign():
    done = SIGN + "finding | 2026-04-20 | code=development-evaluation value=normal\n"
    expect(development, on="2026-06-10", given=done, then="evaluation | done")
    again = done + "finding | 2026-06-02 | code=development-warning value=positive"
    expect(development, on="2026-06-10", given=again, then="evaluation | open | 2026-06-02 | 2026-07-02")
    before = SIGN + "finding | 2026-04-01 | code=development-evaluation value=normal"
    expect(development, on="2026-06-10", given=before, then="evaluation | overdue")


def test_over_at_seven_years():
    late = BORN + "finding | 2032-09-01 | code=development-warning value=positive"
    assert plan(development, late, "2032-09-30")
    assert plan(development, late, "2032-10-01") == {}


def test_four_signs_for_every_age_at_which_a_child_is_checked():
    asked = {
        form.code: question for form in FORMS.forms if form.code.startswith("child-") for question in questions_of(form) if isinstance(question, Screen)
    }  # fmt: skip
    assert list(asked) == [f"child-{step.code}" for step in child_health.steps if step.code != "1m"]
    for code, screen in asked.items():
        assert [option.value for option in screen.options] == [
            f"{code.removeprefix('child-')}-{number}" for number in (1, 2, 3, 4)
        ]
    signs = [option for screen in asked.values() for option in screen.options]
    for words in ({sign.title.zh for sign in signs}, {sign.title.en for sign in signs}):
        assert len(words) == len(signs) == 44
