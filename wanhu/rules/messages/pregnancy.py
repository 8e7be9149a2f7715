"""Messages to a woman about her own planned contacts. The days are design defaults.

There is none for risk follow-up, referral, screening, mood or the restricted class: a message about those could harm, so a person rings.
"""

from wanhu.engine.messages import Template
from wanhu.rules.messages.phrases import HERSELF

_CONTACTS = (
    "antenatal/antenatal-1",
    "antenatal/antenatal-2",
    "antenatal/antenatal-3",
    "antenatal/antenatal-4",
    "antenatal/antenatal-5",
)

PREGNANCY_MESSAGES = (
    Template("contact-soon", HERSELF, (*_CONTACTS, "antenatal-who/*"), days_before=7, days_after=0),
    Template("contact-late", HERSELF, (*_CONTACTS, "antenatal-who/*"), days_before=-3, days_after=21),
    Template("after-soon", HERSELF, ("postnatal/home-visit", "postnatal/day-42"), days_before=7, days_after=0),
    Template("after-late", HERSELF, ("postnatal/day-42",), days_before=-3, days_after=21),
)
