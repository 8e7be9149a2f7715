"""Sex by GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. Only ever of people who are born."""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting

WORDS = {
    1: ("1", "01", "1.0", "男", "男性", "男婴", "男孩", "m", "male", "1男", "1-男", "1.男"),
    2: ("2", "02", "2.0", "女", "女性", "女婴", "女孩", "f", "female", "2女", "2-女", "2.女"),
    0: ("0", "未知", "未知的性别", "不详", "不明", "u", "unknown"),
    9: ("9", "未说明", "未说明的性别", "未填"),
}


@dataclass(frozen=True)
class Sex(Kind):
    """The code (int8)."""

    type: ClassVar[pa.DataType] = pa.int8()
    blanks: ClassVar[tuple[str, ...]] = ("/", "-", "null", "n/a", "#n/a", "无")

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Codes, with the reason for words that are none."""
        plain = pc.utf8_lower(pc.replace_substring_regex(narrow(texts), r"\s", ""))
        words = pa.array([word for each in WORDS.values() for word in each], pa.string())
        meant = pa.array([code for code, each in WORDS.items() for _ in each], pa.int8())
        values = meant.take(pc.index_in(plain, value_set=words))
        return Cleaned(values, coded([(present(plain) & ~present(values), "unknown-code")], len(plain)))
