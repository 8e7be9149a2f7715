"""Blood pressure in one cell: 120/80, 120-80, 16/10.6kPa (old forms; times 7.5)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, groups, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting

SHAPE = r"^(?P<high>\d{1,3}(?:\.\d+)?)\s*[/\\、-]\s*(?P<low>\d{1,3}(?:\.\d+)?)\s*(?P<unit>kpa|mmhg|)$"
HIGH, LOW = (50, 280), (20, 180)


@dataclass(frozen=True)
class Pressure(Kind):
    """Systolic pressure (int32, mmHg) and, in ``_low``, diastolic. Written the wrong way round they are put right, with a remark."""

    type: ClassVar[pa.DataType] = pa.int32()
    outputs: ClassVar[dict[str, pa.DataType]] = {"_low": pa.int32()}

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Both pressures; numbers below 40 can only be kPa."""
        plain = pc.utf8_lower(pc.utf8_trim_whitespace(narrow(texts)))
        match, part = groups(plain, SHAPE)
        there = present(plain)
        high, low = (_real(part[name], match) for name in ("high", "low"))
        named = pc.fill_null(pc.equal(part["unit"], "kpa"), False).to_numpy(zero_copy_only=False)
        metric = match & (named | (setting.unit.lower() == "kpa") | (np.maximum(high, low) < 40))
        high, low = (np.round(np.where(metric, each * 7.5, each)) for each in (high, low))
        swapped = match & (high < low)
        high, low = np.maximum(high, low), np.minimum(high, low)
        outside = match & ((high < HIGH[0]) | (high > HIGH[1]) | (low < LOW[0]) | (low > LOW[1]) | (high == low))
        count = len(plain)
        reason = coded([(there & ~match, "unreadable-pressure"), (outside, "out-of-range")], count)
        wrong = present(reason) | ~there
        remark = coded([(swapped & ~wrong, "pressure-swapped"), (metric & ~wrong, "pressure-kpa")], count)
        columns = [pa.array(np.where(wrong, 0, each).astype(np.int32), mask=wrong) for each in (high, low)]
        return Cleaned(columns[0], reason, remark, also={"_low": columns[1]})

    def limits(self) -> tuple[str, str]:
        """mmHg."""
        return f"{HIGH[0]}/{LOW[0]}", f"{HIGH[1]}/{LOW[1]} mmHg"


def _real(texts: pa.Array, match):
    there = pc.if_else(pa.array(match), texts, pa.scalar(None, pa.string()))
    return pc.fill_null(there.cast(pa.float64()), 0.0).to_numpy(zero_copy_only=False)
