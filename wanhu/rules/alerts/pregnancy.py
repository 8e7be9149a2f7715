"""All alerts about a woman: in pregnancy, after a birth, and the reasons for a suggested colour of risk."""

from wanhu.rules.alerts.blood import BLOOD_ALERTS
from wanhu.rules.alerts.blood_pressure import BLOOD_PRESSURE_ALERTS
from wanhu.rules.alerts.emergency import EMERGENCY_ALERTS
from wanhu.rules.alerts.fundal_height import FUNDAL_HEIGHT_ALERTS
from wanhu.rules.alerts.glucose import GLUCOSE_ALERTS
from wanhu.rules.alerts.laboratory import LABORATORY_ALERTS
from wanhu.rules.alerts.mood import MOOD_ALERTS
from wanhu.rules.alerts.near_miss import NEAR_MISS_ALERTS
from wanhu.rules.alerts.postpartum import POSTPARTUM_ALERTS
from wanhu.rules.alerts.prenatal_results import PRENATAL_RESULT_ALERTS
from wanhu.rules.alerts.risk_basic import RISK_BASIC_ALERTS
from wanhu.rules.alerts.risk_escalation import RISK_ESCALATION_ALERTS
from wanhu.rules.alerts.risk_illness import RISK_ILLNESS_ALERTS
from wanhu.rules.alerts.risk_infection import RISK_INFECTION_ALERTS
from wanhu.rules.alerts.risk_ticked import RISK_TICKED_ALERTS
from wanhu.rules.alerts.term import TERM_ALERTS
from wanhu.rules.alerts.weight_gain import WEIGHT_GAIN_ALERTS

PREGNANCY_ALERTS = (
    *EMERGENCY_ALERTS, *BLOOD_PRESSURE_ALERTS, *BLOOD_ALERTS, *GLUCOSE_ALERTS, *LABORATORY_ALERTS, *FUNDAL_HEIGHT_ALERTS,
    *WEIGHT_GAIN_ALERTS, *TERM_ALERTS, *POSTPARTUM_ALERTS, *MOOD_ALERTS, *PRENATAL_RESULT_ALERTS, *RISK_ESCALATION_ALERTS,
    *NEAR_MISS_ALERTS,
)  # fmt: skip
COLOUR_ALERTS = (*RISK_BASIC_ALERTS, *RISK_ILLNESS_ALERTS, *RISK_INFECTION_ALERTS, *RISK_TICKED_ALERTS)
