"""A warning sign in a child's development: a reason to look again soon, never a diagnosis.

One sign of those for the child's age is enough. Age is corrected for children born early, until 24 months (36 when born before 28 weeks).
"""

from datetime import date

from wanhu.engine.facts import found, last_day, newest_finding
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.protocols.development import DEVELOPMENT
from wanhu.rules.terms import IN_CARE, UNDER_SEVEN

EVALUATED = last_day(found("development-evaluation")) >= last_day(found("development-warning", "positive"))

development_warning = Alert(
    code="development-warning",
    title=Text("发育预警征象", "A warning sign in development"),
    action=Text(
        "告诉家长这不是诊断；约定复筛，或转诊到儿童发育门诊。",
        "Tell the family that this is no diagnosis; arrange to screen again, or refer to a clinic for development.",
    ),
    source=DEVELOPMENT,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    level="notice",
    condition=IN_CARE & UNDER_SEVEN & newest_finding("development-warning").equals("positive") & ~EVALUATED.or_else(False),
    shows=(newest_finding("development-warning"), last_day(found("development-warning"))),
)

DEVELOPMENT_ALERTS = (development_warning,)
