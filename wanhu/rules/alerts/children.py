"""The alerts on newborns and children other than those on growth, most dangerous first."""

from wanhu.rules.alerts.child import CHILD_REFERRAL_ALERTS
from wanhu.rules.alerts.development import DEVELOPMENT_ALERTS
from wanhu.rules.alerts.newborn_advice import NEWBORN_ADVICE_ALERTS
from wanhu.rules.alerts.newborn_colours import NEWBORN_COLOUR_ALERTS
from wanhu.rules.alerts.newborn_danger import NEWBORN_DANGER_ALERTS

CHILD_ALERTS = (
    *NEWBORN_DANGER_ALERTS,
    *NEWBORN_ADVICE_ALERTS,
    *NEWBORN_COLOUR_ALERTS,
    *CHILD_REFERRAL_ALERTS,
    *DEVELOPMENT_ALERTS,
)
