"""The rulebook: what clinicians and officials review. Declarations only; adding a rule is one declaration here and one test."""

from wanhu.engine.protocol import Rulebook
from wanhu.rules.alerts.children import CHILD_ALERTS
from wanhu.rules.alerts.growth import GROWTH_ALERTS
from wanhu.rules.alerts.pregnancy import COLOUR_ALERTS, PREGNANCY_ALERTS
from wanhu.rules.growth_standard import GROWTH
from wanhu.rules.protocols.children import CHILD_PROTOCOLS
from wanhu.rules.protocols.immunisation import immunisation
from wanhu.rules.protocols.pregnancy import CHILD_PROTOCOLS_FROM_PREGNANCY, PLANNER_PROTOCOLS, PREGNANCY_PROTOCOLS

RULEBOOK = Rulebook(
    protocols=(*PLANNER_PROTOCOLS, *PREGNANCY_PROTOCOLS, *CHILD_PROTOCOLS, immunisation, *CHILD_PROTOCOLS_FROM_PREGNANCY),
    alerts=(*PREGNANCY_ALERTS, *COLOUR_ALERTS, *CHILD_ALERTS, *GROWTH_ALERTS),
    version="2026.12",
    growth=GROWTH,
)
