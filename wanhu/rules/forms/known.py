"""What is on record already of a list that is asked: which rules, findings and numbers answer which item of the risk screening.

The worker sees the item ticked with its reason and confirms it; what is not on record is hers to ask.
"""

from wanhu.engine.text import Text

RISK_ITEMS: dict[str, tuple[str, ...]] = {
    "1.1": ("colour-age-yellow", "colour-age-orange"),
    "1.4": ("colour-body-mass-yellow", "colour-body-mass-orange"),
    "2.4": ("colour-assisted", "colour-twins", "colour-triplets"),
    "3.5": ("colour-scar-yellow", "colour-scar-recent", "colour-scar-repeated"),
    "6.1": ("colour-anaemia-yellow", "colour-anaemia-orange", "colour-anaemia-red"),
    "6.2": ("colour-platelets-yellow", "colour-platelets-orange", "colour-platelets-red"),
}
"""Items by the codes of the alerts that suggest a colour: when one holds, the item is on record."""

RISK_FINDINGS: dict[tuple[str, str], tuple[str, Text]] = {
    ("rhesus", "negative"): ("1.5", Text("Rh阴性", "rhesus negative")),
}
"""Findings (code, value) that answer an item, with the words of why."""

RISK_NUMBERS: dict[str, tuple[float, float, str, Text]] = {
    "height": (0, 145, "1.2", Text("身高≤145厘米", "height 145 cm or less")),
    "caesareans": (1, 99, "2.1", Text("做过剖宫产", "a caesarean before")),
}
"""Measurements whose newest value, from one number to another (inclusive), answers an item."""
