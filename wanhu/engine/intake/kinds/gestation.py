"""Gestational age, in completed days: 39+2, 39W2D, 39周+2天, 39周2, 39 2/7 and 275天 are all 275.

``39.2`` is not read: some mean 39 weeks and 2 days, some 39.2 weeks (274 days). It goes back.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, groups, narrow, present, whole
from wanhu.engine.intake.kinds.base import Kind, Setting

WEEKS = r"^(?:孕|妊娠)?\s*(?P<weeks>\d{1,2})\s*(?:\+|周\+?|W\+?|\s)\s*(?P<days>\d)?\s*(?:天|D|日|/7)?$"
WEEKS_ONLY = r"^(?:孕|妊娠)?\s*(?P<weeks>\d{1,2})(?:\.0+)?\s*(?:周|W|孕周)?$"
DAYS_ONLY = r"^(?P<days>\d{1,3})\s*(?:天|D|日)$"
LONGEST = 44 * 7


@dataclass(frozen=True)
class Gestation(Kind):
    """Completed days (int16), 0 to 44 weeks; ``earliest`` in days where a shorter time cannot be right."""

    earliest: int = 0
    type: ClassVar[pa.DataType] = pa.int16()

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Days, with the reason for texts that are no gestational age."""
        plain = pc.utf8_upper(pc.utf8_trim_whitespace(narrow(texts)))
        there = present(plain)
        value = np.full(len(plain), -1, dtype=np.int64)
        for pattern in (DAYS_ONLY, WEEKS, WEEKS_ONLY):
            match, part = groups(plain, pattern)
            match &= value < 0
            weeks = whole(part["weeks"]) if "weeks" in part else 0
            days = whole(part["days"]) if "days" in part else 0
            total = np.where((pattern == DAYS_ONLY) | (np.asarray(days) < 7), np.asarray(weeks) * 7 + days, 9999)
            value[match] = np.broadcast_to(total, value.shape)[match]
        point = pc.fill_null(pc.match_substring_regex(plain, r"^(?:孕)?\d{1,2}\.\d+\s*(周|W)?$"), False).to_numpy(
            zero_copy_only=False
        )
        reason = coded([
            (there & (value < 0) & point, "ambiguous-gestation"),
            (there & (value < 0), "unreadable-gestation"),
            (there & ((value > LONGEST) | (value < self.earliest)), "out-of-range"),
        ], len(plain))  # fmt: skip
        return Cleaned(pa.array(np.clip(value, -1, LONGEST).astype(np.int16), mask=present(reason) | ~there), reason)

    def limits(self) -> tuple[str, str]:
        """In weeks and days."""
        return f"{self.earliest // 7}+{self.earliest % 7}", f"{LONGEST // 7}+{LONGEST % 7}"
