"""Every step that can be missed says what can still be done, and names no step that is not there."""

from wanhu.engine.forms import Screen
from wanhu.rules import RULEBOOK
from wanhu.rules.forms.known import RISK_FINDINGS, RISK_ITEMS, RISK_NUMBERS
from wanhu.rules.forms.single import SINGLE
from wanhu.rules.missed import MISSED

STEPS = [(protocol.code, step) for protocol in RULEBOOK.protocols for step in protocol.steps]


def test_every_step_that_closes_says_what_can_still_be_done() -> None:
    silent = {f"{code}/{step.code}" for code, step in STEPS if step.closes} - set(MISSED)
    assert not [one for one in silent if one.split("/")[0] + "/*" not in MISSED]


def test_nothing_is_said_of_a_step_that_is_not_there() -> None:
    known = {f"{code}/{step.code}" for code, step in STEPS if step.closes} | {f"{code}/*" for code, step in STEPS if step.closes}
    assert set(MISSED) <= known


def test_what_is_known_of_the_screening_answers_items_that_are_asked() -> None:
    items = {option.value for one in SINGLE if isinstance(one, Screen) and one.code == "risk-screening" for option in one.options}
    answered = {
        *RISK_ITEMS,
        *(item for item, _why in RISK_FINDINGS.values()),
        *(item for *_limits, item, _why in RISK_NUMBERS.values()),
    }
    assert answered <= items
    assert {code for codes in RISK_ITEMS.values() for code in codes} <= {alert.code for alert in RULEBOOK.alerts}
