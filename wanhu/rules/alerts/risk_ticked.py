"""The factors of the grading table that only a clinician can see, as boxes to tick: finding ``risk-factor`` with one of the values
below, or ``none``.

One form writes one finding for every box ticked, on one day; the newest day on which the form was filled in is the one that counts,
so a form without ticks (``none``) takes the reason away. Numbers are those of the table; what a value already tells (age, body
mass, platelets, pressure …) is not ticked. Infections, mental illness and substances are ticked on a form of their own,
``risk-factor-restricted``, and stay restricted. Birth intervals and decisions about earlier pregnancies are not asked for;
"obstetric history" is the clinician's single box.
"""

from datetime import date

from wanhu.engine.facts import births, found, last_day, newest_finding
from wanhu.engine.protocol import Alert, Confidence, Subject, Topic
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import AFTER_BIRTH, EXPECTING
from wanhu.rules.alerts.risk_basic import CONFIRM
from wanhu.rules.alerts.risk_factors import ORANGE, ORANGE_RESTRICTED, RED, RED_RESTRICTED, YELLOW, YELLOW_RESTRICTED
from wanhu.rules.sources import RISK

REVIEW = date(2027, 9, 1)
_filled_in = last_day(found("risk-factor"))
_filled_in_restricted = last_day(found("risk-factor-restricted"))
# In pregnancy; and after the birth what was filled in since then: infection in childbed, an illness not yet stable.
_IN_TIME = EXPECTING | (AFTER_BIRTH & (_filled_in >= births.born_on))
_IN_TIME_RESTRICTED = EXPECTING | (AFTER_BIRTH & (_filled_in_restricted >= births.born_on))
_shows = (newest_finding("risk-factor"), _filled_in)
_shows_restricted = (newest_finding("risk-factor-restricted"), _filled_in_restricted)

ticked_yellow = Alert(
    "colour-ticked-yellow", Text("医生勾选的一般风险因素", "Factors of general risk that a clinician ticked"), CONFIRM, topic=Topic.COLOUR, level="yellow",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=_IN_TIME & last_day(found("risk-factor", *YELLOW)).equals(_filled_in), shows=_shows,
)  # fmt: skip

ticked_orange = Alert(
    "colour-ticked-orange", Text("医生勾选的较高风险因素", "Factors of higher risk that a clinician ticked"), CONFIRM, topic=Topic.COLOUR, level="orange",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=_IN_TIME & last_day(found("risk-factor", *ORANGE)).equals(_filled_in), shows=_shows,
)  # fmt: skip

ticked_red = Alert(
    "colour-ticked-red", Text("医生勾选的高风险因素", "Factors of high risk that a clinician ticked"), CONFIRM, topic=Topic.COLOUR, level="red",
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=_IN_TIME & last_day(found("risk-factor", *RED)).equals(_filled_in), shows=_shows,
)  # fmt: skip

restricted_yellow = Alert(
    "colour-restricted-yellow", Text("医生勾选的一般风险因素（限制类）", "Factors of general risk that a clinician ticked (restricted)"), CONFIRM,
    topic=Topic.COLOUR, level="yellow", restricted=True, source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=_IN_TIME_RESTRICTED & last_day(found("risk-factor-restricted", *YELLOW_RESTRICTED)).equals(_filled_in_restricted), shows=_shows_restricted,
)  # fmt: skip

restricted_orange = Alert(
    "colour-restricted-orange", Text("医生勾选的较高风险因素（限制类）", "Factors of higher risk that a clinician ticked (restricted)"), CONFIRM,
    topic=Topic.COLOUR, level="orange", restricted=True, source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=_IN_TIME_RESTRICTED & last_day(found("risk-factor-restricted", *ORANGE_RESTRICTED)).equals(_filled_in_restricted), shows=_shows_restricted,
)  # fmt: skip

restricted_red = Alert(
    "colour-restricted-red", Text("医生勾选的高风险因素（限制类）", "Factors of high risk that a clinician ticked (restricted)"), CONFIRM,
    topic=Topic.COLOUR, level="red", restricted=True, source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY,
    condition=_IN_TIME_RESTRICTED & last_day(found("risk-factor-restricted", *RED_RESTRICTED)).equals(_filled_in_restricted), shows=_shows_restricted,
)  # fmt: skip

RISK_TICKED_ALERTS = (ticked_yellow, ticked_orange, ticked_red, restricted_yellow, restricted_orange, restricted_red)
