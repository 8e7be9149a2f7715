"""Whatever a newborn or child was on a list for, a death, a move out of the city or withdrawn consent takes it off on that day.

Consent given again, or a move back, puts it on again. One child has every reason to be called at once.
"""

import pytest

from tests.rules.worked import plan, warned
from wanhu.rules.alerts.children import CHILD_ALERTS
from wanhu.rules.protocols.children import CHILD_PROTOCOLS

TO_DO = {"upcoming", "open", "overdue", "missed"}
ENDINGS = [
    "death | 2026-10-20 | kind=person",
    "residence | 2026-10-20 | ",
    "consent | 2026-10-20 | purpose=record given=no",
]

YES = (
    "poor-response", "laboured-breathing", "arrhythmia", "pallor", "convulsion", "no-limb-movement", "dehydration", "eye-discharge",
    "abdominal-distension-vomiting", "purulent-umbilicus", "feeding-difficulty", "pustules-1-4", "mouth-anomaly", "heart-murmur",
    "large-liver-or-spleen", "hip-asymmetry", "undescended-testis-or-hernia", "behaviour-deviation", "caries",
)  # fmt: skip
EVERYTHING = "\n".join(
    [
        "person | 2026-10-01 | sex=1",
        "birth | 2026-10-01 | gestation_days=230 weight_g=3200 discharged_on=2026-10-05",
        *(f"finding | 2026-10-19 | code={sign} value=yes" for sign in YES),
        "finding | 2026-10-19 | code=jaundice-site value=trunk",
        "finding | 2026-10-19 | code=hearing-screen value=refer",
        "finding | 2026-10-19 | code=hearing-rescreen value=refer",
        "finding | 2026-10-19 | code=hearing-check value=refer",
        "finding | 2026-10-19 | code=chd-screen value=positive",
        "finding | 2026-10-19 | code=blood-spot value=positive",
        "finding | 2026-10-19 | code=eye-check value=abnormal",
        "finding | 2026-10-19 | code=development-warning value=positive",
        "finding | 2026-10-19 | code=newborn-body value=ears",
        "measurement | 2026-10-19 | code=vision-left value=0.2",
        "measurement | 2026-10-19 | code=temperature value=38",
        "measurement | 2026-10-19 | code=oxygen-saturation value=88",
        "measurement | 2026-10-19 | code=weight value=3.1",
        "",
    ]
)
AGREED = "decision | 2026-10-10 | about=next-visit-child outcome=agreed until=2026-10-18\n"
BORN_AT_TERM = EVERYTHING.replace("gestation_days=230", "gestation_days=270 birth_order=2")


def test_the_child_would_be_called():
    """Otherwise the silence below would prove nothing."""
    assert warned(CHILD_ALERTS, given=EVERYTHING, on="2026-10-20") == {alert.code for alert in CHILD_ALERTS}


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_alert_stands_after(ending):
    assert warned(CHILD_ALERTS, given=EVERYTHING + ending, on="2026-10-20") == set()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("protocol", CHILD_PROTOCOLS, ids=[protocol.code for protocol in CHILD_PROTOCOLS])
def test_no_step_is_to_do_after(protocol, ending):
    given = (BORN_AT_TERM if protocol.code == "high-risk-infant" else EVERYTHING) + AGREED
    assert TO_DO & {state for state, *_ in plan(protocol, given, "2026-10-20").values()}
    assert not TO_DO & {state for state, *_ in plan(protocol, given + ending, "2026-10-20").values()}


@pytest.mark.parametrize(
    "both",
    [
        "consent | 2026-10-19 | purpose=record given=no\nconsent | 2026-10-20 | purpose=record given=yes",
        "residence | 2026-10-19 | \nresidence | 2026-10-20 | area=429004109200",
        "consent | 2026-10-19 | purpose=reminders given=yes",
    ],
)
def test_called_again_after_consent_or_a_move_back(both):
    assert "newborn-temperature" in warned(CHILD_ALERTS, given=EVERYTHING + both, on="2026-10-20")
