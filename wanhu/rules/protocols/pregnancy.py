"""All plans about a pregnancy, before one and after one, and those of a child that begin with its mother's care."""

from wanhu.rules.protocols.agreed_visit import agreed_visit
from wanhu.rules.protocols.antenatal import antenatal
from wanhu.rules.protocols.antenatal_who import antenatal_who
from wanhu.rules.protocols.folic_acid import folic_acid, folic_acid_before
from wanhu.rules.protocols.mental_health import mental_health
from wanhu.rules.protocols.pmtct import pmtct
from wanhu.rules.protocols.pmtct_child import pmtct_child
from wanhu.rules.protocols.postnatal import postnatal
from wanhu.rules.protocols.pre_pregnancy import pre_pregnancy, pre_pregnancy_outcome
from wanhu.rules.protocols.prenatal_screening import prenatal_screening
from wanhu.rules.protocols.referral import referral, referral_child
from wanhu.rules.protocols.risk_case import risk_case
from wanhu.rules.protocols.risk_follow_up import risk_follow_up
from wanhu.rules.protocols.risk_postnatal import risk_postnatal
from wanhu.rules.protocols.risk_screening import risk_screening

PREGNANCY_PROTOCOLS = (
    antenatal, antenatal_who, folic_acid, prenatal_screening, risk_screening, risk_follow_up, risk_case, risk_postnatal, referral,
    agreed_visit, mental_health, postnatal, pre_pregnancy_outcome, pmtct,
)  # fmt: skip
PLANNER_PROTOCOLS = (pre_pregnancy, folic_acid_before)
CHILD_PROTOCOLS_FROM_PREGNANCY = (referral_child, pmtct_child)
