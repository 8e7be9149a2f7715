"""The generated page of the rules is the one that the rules generate."""

import runpy

from tests.house.sources import ROOT


def test_the_reference_is_what_the_rules_say() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "reference.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), "run make docs"
