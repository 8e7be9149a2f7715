"""The eight antenatal contacts of the World Health Organization, as a layer over the five national ones, where the institution chose it.

Chosen means: ``antenatal_layer: who-8`` in ``parameters/institution.yaml``, or a decision of this pregnancy about ``antenatal-layer`` with that
outcome (``national-5`` leaves her out). Without it nothing here is planned.
A contact counts for the layer and for the national five alike. The weeks are those of the recommendation (12, 20, 26, 30, 34, 36,
38, 40, return at 41), from experts' memory; the windows around them are design defaults: they do not overlap, so that one contact
serves one of them.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import contacts, pregnancies
from wanhu.engine.protocol import Confidence, Ever, InWindow, Protocol, Step, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DELIVERED
from wanhu.rules.institution import ANTENATAL_LAYER
from wanhu.rules.sources import WHO_ANTENATAL

_contact = InWindow(contacts("antenatal"))

antenatal_who = Protocol(
    code="antenatal-who",
    title=Text("世界卫生组织8次产前接触", "Eight antenatal contacts (WHO)"),
    source=WHO_ANTENATAL,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=When(ANTENATAL_LAYER.equals("who-8"), pregnancies.lmp),
    steps=(
        Step(
            "who-1", Text("第1次接触（12周前）", "First contact (by 12 weeks)"), opens=weeks(5), due=weeks(12),
            done_by=Ever(contacts("antenatal-1", "antenatal")), recorded_as=(("contact", "antenatal-1"),),
        ),
        Step(
            "who-2", Text("第2次接触（20周）", "Second contact (20 weeks)"), opens=weeks(18), due=weeks(20, 6), closes=weeks(23, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-3", Text("第3次接触（26周）", "Third contact (26 weeks)"), opens=weeks(24), due=weeks(26, 6), closes=weeks(27, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-4", Text("第4次接触（30周）", "Fourth contact (30 weeks)"), opens=weeks(28), due=weeks(30, 6), closes=weeks(31, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-5", Text("第5次接触（34周）", "Fifth contact (34 weeks)"), opens=weeks(32), due=weeks(34, 6), closes=weeks(34, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-6", Text("第6次接触（36周）", "Sixth contact (36 weeks)"), opens=weeks(35), due=weeks(36, 6), closes=weeks(36, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-7", Text("第7次接触（38周）", "Seventh contact (38 weeks)"), opens=weeks(37), due=weeks(38, 6), closes=weeks(38, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-8", Text("第8次接触（40周）", "Eighth contact (40 weeks)"), opens=weeks(39), due=weeks(40, 6), closes=weeks(40, 6),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
        Step(
            "who-return", Text("41周仍未分娩：复诊", "Return at 41 weeks if not delivered"), opens=weeks(41), due=weeks(41, 2),
            done_by=_contact, recorded_as=(("contact", "antenatal"),),
        ),
    ),
    ends=(DELIVERED, *ALWAYS),
)  # fmt: skip
