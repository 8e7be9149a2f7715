"""The practice questions are those that the rules give today, and each can be answered by exactly one of its choices."""

import runpy
from datetime import date

from tests.house.sources import ROOT
from wanhu.engine.practice import ALERTS, NOTHING, Asks, window
from wanhu.engine.protocol import State
from wanhu.rules import RULEBOOK
from wanhu.rules.practice import PATH, QUESTIONS


def test_the_questions_are_those_of_the_rules() -> None:
    runpy.run_path(str(ROOT / "tools" / "practice.py"))["main"](check=True)
    assert PATH.stat().st_size < 300_000


def test_each_has_one_right_answer() -> None:
    assert len({one.code for one in QUESTIONS}) == len(QUESTIONS) > 300
    for one in QUESTIONS:
        assert len(set(one.choices)) == len(one.choices) >= 4 and one.facts and len(one.code) <= 80, one.code
        if one.asks is Asks.WHEN:
            windows = [window(choice) for choice in one.choices]
            assert windows[one.right] == one.days[:2] and len({first for first, _last in windows}) == 4, one.code
            assert all(first <= last for first, last in windows), one.code
        elif one.asks is Asks.STATE:
            assert State(one.choices[one.right]) is _state(one.on, one.days, State(one.choices[one.right])), one.code
        else:
            actions = [RULEBOOK.alert(choice).action for choice in one.choices if choice != NOTHING]
            assert len(set(actions)) == len(actions) == 3, one.code


def test_nothing_restricted_is_asked() -> None:
    closed = {one.code for one in RULEBOOK.protocols if one.restricted} | {one.code for one in RULEBOOK.alerts if one.restricted}
    assert closed and not [one.code for one in QUESTIONS if one.topic in closed or closed & {one.rule, *one.choices}]
    assert not [
        one.code for one in QUESTIONS for fact in one.facts for word in ("艾滋", "梅毒", "乙肝表面", "HIV") if word in fact.zh
    ]


def test_the_place_of_the_right_answer_tells_nothing() -> None:
    places = [one.right for one in QUESTIONS if one.asks is Asks.WHEN]
    assert all(places.count(place) > len(places) / 10 for place in range(4))
    assert {one.topic for one in QUESTIONS} >= {
        f"{ALERTS}pregnancy",
        f"{ALERTS}child",
        "antenatal",
        "immunisation",
        "child-health",
    }


def _state(on: date, days: tuple[date | None, ...], said: State) -> State:
    """By its days alone, without the engine; what was done is done."""
    first, due, last = days
    assert first and due
    if said is State.DONE:
        return said
    return State.UPCOMING if on < first else State.OPEN if on <= due else State.MISSED if last and on > last else State.OVERDUE
