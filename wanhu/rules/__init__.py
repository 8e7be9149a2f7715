"""The rulebook: what clinicians and officials review. Declarations only; adding a rule is one declaration here and one test."""

from wanhu.engine.protocol import Rulebook
from wanhu.rules.alerts.pregnancy import anaemia, hypertension, past_term, severe_hypertension
from wanhu.rules.protocols.antenatal import antenatal
from wanhu.rules.protocols.child_health import child_health
from wanhu.rules.protocols.immunisation import immunisation
from wanhu.rules.protocols.newborn import newborn
from wanhu.rules.protocols.postnatal import postnatal

RULEBOOK = Rulebook(
    protocols=(antenatal, postnatal, newborn, child_health, immunisation),
    alerts=(severe_hypertension, hypertension, anaemia, past_term),
    version="2026.11",
)
