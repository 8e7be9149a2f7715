"""What follows a warning sign, and the signs of every age: worked examples. Born on 1 October 2025."""

from collections import Counter
from pathlib import Path

import yaml

from tests.rules.worked import expect, plan
from wanhu.rules.protocols import development as module
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
    written = yaml.safe_load(
        (Path(module.__file__).parents[1] / "parameters" / "development_signs.yaml").read_text(encoding="utf-8")
    )
    assert written["verified"] is False
    ages = {one["age"]: one for one in written["ages"]}
    assert list(ages) == [step.code for step in child_health.steps if step.code != "1m"]
    assert [one["months"] for one in written["ages"]] == [3, 6, 8, 12, 18, 24, 30, 36, 48, 60, 72]
    assert {age: len(one["signs"]) for age, one in ages.items()} == dict.fromkeys(ages, 4)
    signs = [sign for one in written["ages"] for sign in one["signs"]]
    assert all(sign["zh"] and sign["en"] for sign in signs)
    for word in ("code", "zh", "en"):
        assert not [text for text, count in Counter(sign[word] for sign in signs).items() if count > 1]
