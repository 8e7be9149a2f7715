"""How long work takes: the defaults that somebody should read, as a table."""

import pytest

from wanhu.engine.minutes import visit_minutes
from wanhu.engine.protocol import Confidence
from wanhu.rules import RULEBOOK
from wanhu.rules.minutes import MINUTES

CONTACTS = {"antenatal-1": 40, "antenatal": 20, "postnatal-visit": 40, "newborn-visit": 30, "no-such-kind": 15}


@pytest.mark.parametrize(("kind", "minutes"), CONTACTS.items())
def test_a_contact_takes_as_long_as_its_form_says(kind: str, minutes: int) -> None:
    assert visit_minutes([("contact", kind)], MINUTES) == minutes


@pytest.mark.parametrize(
    ("work", "minutes"),
    [
        ([], 0),
        ([("dose", "DTaP")], 15),
        ([("dose", "DTaP"), ("dose", "IPV"), ("dose", "HepB")], 25),
        ([("contact", "newborn-visit"), ("dose", "HepB")], 35),
        ([("contact", "antenatal"), ("finding", "syphilis-test"), ("measurement", "haemoglobin")], 30),
        ([("contact", "antenatal"), ("contact", "antenatal")], 20),
        ([("finding", "hearing"), ("finding", "hip")], 10),
    ],
)
def test_doses_and_tests_of_one_visit(work: list[tuple[str, str]], minutes: int) -> None:
    assert visit_minutes(work, MINUTES) == minutes


def test_these_are_defaults_and_say_so() -> None:
    assert MINUTES.confidence is Confidence.DEFAULT and MINUTES.on_the_way == 10


def test_every_step_takes_some_time() -> None:
    for protocol in RULEBOOK.protocols:
        for step in protocol.steps:
            if step.recorded_as:
                assert 5 <= visit_minutes(step.recorded_as, MINUTES) <= 120, f"{protocol.code}/{step.code}"
