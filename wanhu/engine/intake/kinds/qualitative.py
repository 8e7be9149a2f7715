"""Results of strips and other tests that answer with a sign."""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting

ANSWERS = {
    "-": ("-", "--", "−", "neg", "negative", "n", "0", "阴", "阴性", "阴性-", "-阴性", "未见异常", "正常", "无"),
    "±": ("±", "+-", "+/-", "弱阳", "弱阳性", "可疑", "微量", "trace"),
    "1+": ("+", "1+", "+1", "阳", "阳性", "阳性+", "+阳性", "pos", "positive", "p"),
    "2+": ("++", "2+", "+2", "阳性++", "阳性2+"),
    "3+": ("+++", "3+", "+3", "阳性+++", "阳性3+"),
    "4+": ("++++", "4+", "+4", "阳性++++", "阳性4+"),
    "not-tested": ("未查", "未检", "未做", "未测", "拒查", "未检测", "未检查"),
}


@dataclass(frozen=True)
class Qualitative(Kind):
    """One of ``-``, ``±``, ``1+`` to ``4+`` and ``not-tested``."""

    blanks: ClassVar[tuple[str, ...]] = ("/", "null", "n/a", "#n/a", "不详")

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Answers, with the reason for words that are none."""
        plain = pc.utf8_lower(pc.replace_substring_regex(narrow(texts), r"[\s()\[\]]", ""))
        words = [word for each in ANSWERS.values() for word in each]
        meant = [answer for answer, each in ANSWERS.items() for _ in each]
        values = pa.array(meant, pa.string()).take(pc.index_in(plain, value_set=pa.array(words, pa.string())))
        return Cleaned(values, coded([(present(plain) & ~present(values), "unknown-code")], len(plain)))
