"""The generated pages of the rules are those that the rules generate."""

import runpy

from tests.house.sources import ROOT


def test_the_reference_is_what_the_rules_say() -> None:
    runpy.run_path(str(ROOT / "tools" / "reference.py"))["main"](check=True)


def test_every_step_and_every_alert_has_a_worked_example() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "reference.py"))
    book = made["RULEBOOK"]
    assert not [
        f"{one.code}/{step.code}" for one in book.protocols for step in one.steps if not made["of_step"](one.code, step.code)
    ]
    assert not [alert.code for alert in book.alerts if not made["of_alert"](alert.code)]
