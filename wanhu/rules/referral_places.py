"""Where somebody in danger is taken. Every number here is an example that nobody confirmed: the city fills in its own, nearest place last."""

from wanhu.engine.forms import ReferralPlace
from wanhu.engine.text import Text

EMERGENCY = "120"
REFERRAL_PLACES = (
    ReferralPlace(
        "429",
        Text("市妇幼保健院（示例，请本地核实电话）", "City maternal and child hospital (an example: confirm the number)"),
        "0728-0000120",
    ),
)
