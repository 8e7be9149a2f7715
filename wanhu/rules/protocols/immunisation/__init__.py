"""The national immunisation schedule for children: one file for each disease, put together here.

The ages of the schedule are the smallest ages at which a dose counts, without grace. A dose too early or too close to the one before counts
for nothing and the step stays on the list, for a clinician to decide; nothing is begun again because of it. Whoever is late gets what is
missing as early as the distances allow, to the eighteenth birthday. Vaccination goes by age since birth, also for children born early.

``due`` is the age by which the programme wants a dose complete; where its text names none, a month after the age (design default).
Only doses of the national programme are planned. Provinces may add to it: that is for a local file beside these.
"""

from datetime import date

from wanhu.engine.facts import people
from wanhu.engine.protocol import Confidence, Protocol, Subject
from wanhu.engine.spans import years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DECLINED_IMMUNISATION, DIED, MOVED
from wanhu.rules.protocols.immunisation.bcg import BCG
from wanhu.rules.protocols.immunisation.certificate import CERTIFICATE
from wanhu.rules.protocols.immunisation.dtap import DTAP
from wanhu.rules.protocols.immunisation.dtap_before_2025 import DTAP_BEFORE_2025
from wanhu.rules.protocols.immunisation.dtap_transition import TRANSITION
from wanhu.rules.protocols.immunisation.encephalitis import ENCEPHALITIS
from wanhu.rules.protocols.immunisation.hepatitis_a import HEPATITIS_A
from wanhu.rules.protocols.immunisation.hepatitis_b import HEPATITIS_B
from wanhu.rules.protocols.immunisation.hpv import HPV
from wanhu.rules.protocols.immunisation.measles import MEASLES
from wanhu.rules.protocols.immunisation.meningococcal import MENINGOCOCCAL
from wanhu.rules.protocols.immunisation.polio import POLIO
from wanhu.rules.sources import IMMUNISATION

immunisation = Protocol(
    code="immunisation",
    title=Text("儿童免疫规划", "Routine immunisation"),
    source=IMMUNISATION,
    confidence=Confidence.CONFIRMED,
    next_review=date(2027, 1, 1),
    subject=Subject.CHILD,
    starts=people.born_on,
    effective_from=date(2021, 1, 1),
    steps=(
        *CERTIFICATE,
        *HEPATITIS_B,
        *BCG,
        *POLIO,
        *DTAP_BEFORE_2025,
        *DTAP,
        *TRANSITION,
        *MEASLES,
        *ENCEPHALITIS,
        *MENINGOCOCCAL,
        *HEPATITIS_A,
        *HPV,
    ),
    ends=(DIED, MOVED, DECLINED, DECLINED_IMMUNISATION),
    until=people.born_on + years(18),
    notes=Text(
        "几种疫苗同时到期：可同日在不同部位接种，不得混合；注射用减毒活疫苗不在同日的，至少间隔28天；时间冲突时先接种免疫规划疫苗，再接种自费疫苗，"
        "狂犬病、破伤风等紧急情况除外。接种后留观30分钟。出生后1个月内由监护人在居住地门诊或出生医院办理预防接种证。"
        "据悉2026年6月另发新版程序，尚未核对原文，下次复核时以原文为准。",
        "Several due at once: the same day at different sites, never mixed; injected live vaccines not given on the same day are at least 28 days"
        " apart; when dates collide, the national programme comes before vaccines that families pay for, except in emergencies such as rabies"
        " and tetanus. Observe for 30 minutes afterwards. The guardian gets the vaccination certificate within a month of birth, from the clinic"
        " of residence or the hospital of birth. A new edition is said to be of June 2026; its text has not been read yet and decides at the"
        " next review.",
    ),
)
