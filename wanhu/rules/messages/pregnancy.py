"""Messages to a woman about her own planned contacts. The days are design defaults.

There is none for risk follow-up, referral, screening, mood or the restricted class: a message about those could harm, so a person rings.
"""

from wanhu.engine.messages import Around, Template
from wanhu.rules.messages.phrases import HERSELF

_CONTACTS = (
    *(
        "antenatal/antenatal-1",
        "antenatal/antenatal-2",
        "antenatal/antenatal-3",
        "antenatal/antenatal-4",
        "antenatal/antenatal-5",
    ),
    "antenatal-who/*",
)

PREGNANCY_MESSAGES = (
    Template("contact-opens", HERSELF, _CONTACTS, Around.OPENS, days_before=3, days_after=14),
    Template("contact-soon", HERSELF, _CONTACTS, Around.DUE, days_before=7, days_after=0),
    Template("contact-late", HERSELF, _CONTACTS, Around.DUE, days_before=-3, days_after=21),
    Template("after-soon", HERSELF, ("postnatal/home-visit",), Around.DUE, days_before=7, days_after=0),
    Template(
        "day-42-ahead", HERSELF, ("postnatal/day-42",), Around.OPENS, days_before=7, days_after=-3
    ),  # 35 days after the birth
    Template("day-42-soon", HERSELF, ("postnatal/day-42",), Around.OPENS, days_before=2, days_after=14),  # 40 days
    Template("after-late", HERSELF, ("postnatal/day-42",), Around.DUE, days_before=-3, days_after=21),
)
