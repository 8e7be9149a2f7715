"""Purple, and what of the colours shows an infection. Restricted: computed only for those with that permission, never into a list
(invariant 9).

Findings: hiv, syphilis, hbsag (positive, negative); infection (tuberculosis, severe-pneumonia, viral-hepatitis, special-virus,
none). Purple may stand beside any other colour. A carrier of hepatitis B with normal liver function is yellow too: alt (U/L) not
above 40.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, latest, newest_finding
from wanhu.engine.protocol import Alert, Confidence, Subject, Topic
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING
from wanhu.rules.alerts.risk_basic import CONFIRM
from wanhu.rules.protocols.pmtct import HBSAG_POSITIVE, HIV_POSITIVE, SYPHILIS_POSITIVE
from wanhu.rules.sources import RISK

REVIEW = date(2027, 9, 1)
_other = last_day(found("infection", "tuberculosis", "severe-pneumonia", "viral-hepatitis", "special-virus"))

purple = Alert(
    "colour-purple", Text("孕期合并传染病（紫色）", "An infectious disease in pregnancy (purple)"),
    Text("按传染病管理和预防母婴传播流程处理，注意保密；分级另行评估。", "Infectious-disease care and prevention of transmission, in confidence; the colour is graded besides."),
    source=RISK, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.PREGNANCY, topic=Topic.COLOUR, level="purple", restricted=True,
    condition=EXPECTING & (HIV_POSITIVE | SYPHILIS_POSITIVE | HBSAG_POSITIVE | _other.equals(last_day(found("infection")))),
    shows=(newest_finding("hiv"), newest_finding("syphilis"), newest_finding("hbsag"), newest_finding("infection")),
)  # fmt: skip

carrier = Alert(
    "colour-carrier-yellow", Text("乙肝表面抗原阳性、肝功能正常", "Hepatitis B carrier with normal liver function"), CONFIRM,
    source=RISK, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, topic=Topic.COLOUR, level="yellow", restricted=True,
    condition=EXPECTING & HBSAG_POSITIVE & (latest("alt") <= 40),
    shows=(newest_finding("hbsag"), latest("alt")),
)  # fmt: skip

RISK_INFECTION_ALERTS = (purple, carrier)
