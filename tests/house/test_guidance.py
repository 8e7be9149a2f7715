"""Whoever has a step to do has a card for it, short enough to be read at a door, in both languages."""

from wanhu.engine.guidance import STEP
from wanhu.rules import RULEBOOK
from wanhu.rules.guidance import GUIDANCE

STEPS = [(protocol, step) for protocol in RULEBOOK.protocols for step in protocol.steps]


def test_every_step_has_a_card() -> None:
    kinds = {kind for card in GUIDANCE.cards for kind in card.of}
    missing = {
        f"{protocol.code}/{step.code}": step.recorded_as
        for protocol, step in STEPS
        if (step.recorded_as[0] if step.recorded_as else (STEP, step.code)) not in kinds
    }
    assert not missing, "write a card in wanhu/rules/guidance"


def test_every_card_is_used_and_nothing_has_two() -> None:
    recorded = {kind for _protocol, step in STEPS for kind in step.recorded_as or ((STEP, step.code),)}
    said = [kind for card in GUIDANCE.cards for kind in card.of]
    assert not set(said) - recorded
    assert len(said) == len(set(said)), "two cards about one thing"
    assert {GUIDANCE.card_for(step).code for _protocol, step in STEPS} == {card.code for card in GUIDANCE.cards}
    assert len({card.code for card in GUIDANCE.cards}) == len(GUIDANCE.cards)


def test_cards_are_short_and_in_both_languages() -> None:
    for card in GUIDANCE.cards:
        assert 3 <= len(card.bullets) <= 6, card.code
        assert card.do and card.refer, card.code
        for text in card.bullets:
            assert len(text.zh) <= 60 and len(text.en) <= 160, f"{card.code}: {text.zh}"
            assert text.zh.strip() and text.en.strip() and text.zh != text.en


def test_what_is_restricted_stays_with_restricted_steps() -> None:
    open_cards = {GUIDANCE.card_for(step).code for protocol, step in STEPS if not protocol.restricted}
    assert not [card.code for card in GUIDANCE.cards if card.restricted and card.code in open_cards]
    assert not [card.code for card in GUIDANCE.cards if not card.restricted and card.code not in open_cards]
