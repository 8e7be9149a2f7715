"""Apgar scores in one cell: 9-10-10, 9/10/10, 1分钟9分."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, groups, narrow, present, whole
from wanhu.engine.intake.kinds.base import Kind, Setting

ROW = r"^(?P<one>\d{1,2})(?:分)?(?:[-/,、~]+(?P<five>\d{1,2})(?:分)?)?(?:[-/,、~]+(?P<ten>\d{1,2})(?:分)?)?$"
WORDS = r"^1分钟:?(?P<one>\d{1,2})分?(?:[,;、/]?5分钟:?(?P<five>\d{1,2})分?)?(?:[,;、/]?10分钟:?(?P<ten>\d{1,2})分?)?$"


@dataclass(frozen=True)
class Apgar(Kind):
    """The score at one minute (int8), and in ``_5`` and ``_10`` those at five and ten minutes."""

    type: ClassVar[pa.DataType] = pa.int8()
    outputs: ClassVar[dict[str, pa.DataType]] = {"_5": pa.int8(), "_10": pa.int8()}

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Scores from 0 to 10."""
        plain = pc.replace_substring_regex(narrow(texts), r"\s", "")
        there = present(plain)
        scores = np.full((3, len(plain)), -1, dtype=np.int64)
        read = np.zeros(len(plain), dtype=bool)
        for pattern in (ROW, WORDS):
            match, part = groups(plain, pattern)
            for at, name in enumerate(("one", "five", "ten")):
                scores[at][match] = whole(part[name], -1)[match]
            read |= match
        outside = read & (scores > 10).any(axis=0)
        reason = coded([(there & ~read, "unreadable-number"), (outside, "out-of-range")], len(plain))
        wrong = present(reason)
        one, five, ten = (pa.array(each.astype(np.int8), mask=(each < 0) | wrong) for each in scores)
        return Cleaned(one, reason, also={"_5": five, "_10": ten})

    def limits(self) -> tuple[str, str]:
        """By definition."""
        return "0", "10"
