"""Asking what became of a referral, within two weeks: of a woman in pregnancy or after birth, and of a child.

Findings: ``referral`` (made, none) on the day she or the child was referred; ``referral-outcome`` (seen, admitted, not-needed,
not-reached, declined) when it was asked. The two weeks are the norm's. The question opens after one week and is missed after six
(design defaults); a new referral asks anew.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import found, last_day
from wanhu.engine.protocol import Confidence, Known, Protocol, Step, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DECLINED, DIED, MOVED
from wanhu.rules.sources import CHILD, MATERNAL

_made_on = last_day(found("referral", "made"))
_asked_on = last_day(found("referral-outcome"))
_answered = Known(When(_asked_on >= _made_on, _asked_on))

referral = Protocol(
    code="referral",
    title=Text("孕产妇转诊随访", "Follow-up of a referral"),
    source=MATERNAL,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=_made_on,
    steps=(
        Step(
            "referral-outcome", Text("2周内随访转诊结果", "Ask within 2 weeks what became of the referral"),
            opens=days(7), due=days(14), closes=days(42), done_by=_answered, recorded_as=(("finding", "referral-outcome"),),
        ),
    ),
    ends=ALWAYS,
)  # fmt: skip

referral_child = Protocol(
    code="referral-child",
    title=Text("儿童转诊随访", "Follow-up of a child's referral"),
    source=CHILD,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=_made_on,
    steps=(
        Step(
            "referral-outcome", Text("2周内随访转诊结果", "Ask within 2 weeks what became of the referral"),
            opens=days(7), due=days(14), closes=days(42), done_by=_answered, recorded_as=(("finding", "referral-outcome"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED),
)  # fmt: skip
