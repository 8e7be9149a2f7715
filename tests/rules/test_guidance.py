"""Cards hold to the rules beside them: their limits are those of the alerts, their ages those of the forms."""

import re

from wanhu.rules import RULEBOOK
from wanhu.rules.forms import FORMS
from wanhu.rules.guidance import GUIDANCE


def said(code: str) -> str:
    return " ".join(text.zh for text in GUIDANCE.card(code).bullets)


def test_limits_on_a_card_are_those_of_the_alerts() -> None:
    newborn = said("newborn-visit")
    for alert in ("newborn-temperature", "newborn-breathing", "newborn-heart"):
        for number in re.findall(r"[<>≥≤]\d+(?:\.\d)?", RULEBOOK.alert(alert).title.zh):
            assert number in newborn, (alert, number)
    assert "≥160/110" in RULEBOOK.alert("severe-hypertension").title.zh and "≥160/110" in said("antenatal")
    assert "≥38.0℃" in RULEBOOK.alert("postpartum-fever").title.zh and "≥38.0℃" in said("postnatal-visit")
    for alert, limit in (("child-mild-anaemia", "90～109"), ("child-moderate-anaemia", "60～89")):
        assert limit in RULEBOOK.alert(alert).title.zh and limit in said("haemoglobin")


def test_a_card_for_every_form_and_the_step_finds_its_own() -> None:
    contacts = {contact for form in FORMS.forms for contact in form.contacts}
    cards = {code for card in GUIDANCE.cards for what, code in card.of if what == "contact"}
    assert contacts - cards == set()
    assert GUIDANCE.card_for(RULEBOOK.step("child-health", "8m")).code == "child-8m"
    assert GUIDANCE.card_for(RULEBOOK.step("immunisation", "MMR-2")).code == "vaccine-mmr"
    assert GUIDANCE.card_for(RULEBOOK.step("antenatal", "outcome")).code == "outcome"


def test_every_vaccine_says_to_ask_before_and_to_wait_after() -> None:
    vaccines = [card for card in GUIDANCE.cards if any(what == "dose" for what, _code in card.of)]
    assert len(vaccines) == 14
    assert not [card.code for card in vaccines if "30分钟" not in said(card.code) or "问" not in said(card.code)]
    assert not [card.code for card in vaccines if card.confidence == "confirmed"]
