"""The plans of newborns and children other than their vaccinations, in the order in which they begin."""

from wanhu.rules.protocols.agreed_visit_child import agreed_visit_child
from wanhu.rules.protocols.child_health import child_health
from wanhu.rules.protocols.child_tests import child_tests
from wanhu.rules.protocols.development import development
from wanhu.rules.protocols.eye_care import eye_care
from wanhu.rules.protocols.high_risk_infant import high_risk_infant
from wanhu.rules.protocols.newborn import newborn
from wanhu.rules.protocols.newborn_screening import newborn_screening
from wanhu.rules.protocols.preterm import preterm

CHILD_PROTOCOLS = (
    newborn, newborn_screening, child_health, child_tests, eye_care, preterm, high_risk_infant, development, agreed_visit_child,
)  # fmt: skip
