"""What each purpose means, in plain words: read out before she answers. Nothing is answered for her, and no answer costs her anything."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

AGREED = [("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意"))]


class Purpose(NamedTuple):
    """One purpose of consent: its code in the facts, its question, and what it means."""

    code: str
    title: Promise
    meaning: Promise

    @property
    def field(self) -> str:
        """Its box on a form."""
        return "consent_" + self.code.replace("-", "_")


RECORD = Purpose(
    "record", gettext_lazy("同意登记吗？"),
    gettext_lazy("在系统里记下姓名、出生日期和每次检查，到时候好安排。看过的人都留下名字。不同意就什么都不存。"),
)  # fmt: skip
REMINDERS = Purpose(
    "reminders", gettext_lazy("同意提醒吗？"), gettext_lazy("到了检查或接种的日子，打电话或发短信提醒一声。短信不写病情。")
)
HOME_VISIT = Purpose("home-visit", gettext_lazy("同意上门家访吗？"), gettext_lazy("村医来家里看望和检查。每次来之前还会再问。"))
RISK_SHARING = Purpose(
    "risk-sharing", gettext_lazy("同意把危险情况告诉医院吗？"), gettext_lazy("检查发现危险时，只把需要的结果告诉接诊的医院。")
)
IMMUNISATION = Purpose(
    "immunisation", gettext_lazy("同意核对接种记录吗？"), gettext_lazy("和接种门诊对一对打过哪些疫苗，免得漏打或重打。")
)
RESTRICTED = Purpose(
    "restricted", gettext_lazy("同意由专项医生记录受限信息吗？"),
    gettext_lazy("传染病检测、情绪得分、产前筛查这些结果，只有专项医生能看；不进名单、短信和手机，村医和家人都看不到。不同意，检查和治疗照常。"),
)  # fmt: skip
OF_A_PREGNANCY = (RECORD, REMINDERS, HOME_VISIT, RISK_SHARING)
OF_A_PLANNER = (RECORD, REMINDERS, HOME_VISIT)
OF_A_CHILD = (RECORD, REMINDERS, HOME_VISIT, RISK_SHARING, IMMUNISATION)

WHY_ALIKE = {
    "id-number": gettext_lazy("身份证号相同"),
    "name": gettext_lazy("姓名相同"),
    "sound": gettext_lazy("姓名同音"),
    "begins": gettext_lazy("名字相近"),
    "initials": gettext_lazy("首字母相同"),
    "born": gettext_lazy("同一天出生"),
    "phone": gettext_lazy("电话相同"),
    "phone-ending": gettext_lazy("电话后四位相同"),
    "child-of-hers": gettext_lazy("同一位母亲的孩子，出生日期很近"),
}
ELSEWHERE = {
    "id-number": gettext_lazy("这个身份证号在别处已有人登记。"),
    "phone": gettext_lazy("这个电话在别处已有人登记。"),
}
