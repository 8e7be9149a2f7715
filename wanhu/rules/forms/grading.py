"""Grading a pregnancy's risk: the colours as people choose them, when each is looked at again, and why one may be lower than what the facts suggest.

Days to the next look are design defaults. Purple, an infectious disease, stands beside the colour, is restricted, and is not asked here.
"""

from wanhu.engine.forms import Choice, Option
from wanhu.engine.text import Text

COLOUR = Choice(
    "risk-colour", Text("评估颜色", "Colour"),
    (
        Option("green", Text("绿色 低风险", "Green: low risk")), Option("yellow", Text("黄色 一般风险", "Yellow: general risk")),
        Option("orange", Text("橙色 较高风险", "Orange: higher risk")), Option("red", Text("红色 高风险", "Red: high risk")),
    ),
)  # fmt: skip
GRADED_BY = Choice(
    "risk-graded-by",
    Text("谁评估的", "Who graded"),
    (
        Option("hospital", Text("医院（照母子健康手册登记）", "A hospital, as in her handbook")),
        Option("here", Text("本机构医生", "A doctor here")),
    ),
)
LOWER = Choice(
    "risk-colour-lowered", Text("比系统建议的低，原因是", "Lower than suggested, because"),
    (
        Option("rechecked", Text("复查后正常", "Checked again and normal")), Option("wrong-record", Text("原来的记录有误", "What was recorded was wrong")),
        Option("specialist", Text("专科医生会诊意见", "A specialist's opinion")), Option("improved", Text("病情已好转", "Her condition improved")),
    ),
)  # fmt: skip
LOOK_AGAIN = {"green": 56, "yellow": 28, "orange": 14, "red": 7}
