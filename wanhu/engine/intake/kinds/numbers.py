"""Numbers with limits. A unit behind the number is allowed when it is the one the field has."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, groups, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting

SHAPE = r"^(?P<number>[+-]?\d{1,9}(?:\.\d{1,15})?)\s*(?P<unit>[^\d.+\s-][^\d]*|10\^9/L|)$"


@dataclass(frozen=True)
class Number(Kind):
    """A number from ``lower`` to ``upper`` (both allowed), in ``unit``; ``whole`` numbers are int32, others float64.
    ``scale`` multiplies what was read (cm to mm: 10) after the limits were checked."""

    lower: float
    upper: float
    unit: str = ""
    whole: bool = False
    scale: float = 1

    @property
    def type(self) -> pa.DataType:  # pyright: ignore[reportIncompatibleVariableOverride]
        """int32 or float64."""
        return pa.int32() if self.whole else pa.float64()

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Numbers, with the reason for texts that are none or lie outside the limits."""
        number, unit, there = read_numbers(texts)
        allowed = pa.array(["", self.unit.lower(), *_PLAIN_UNITS], pa.string())
        fits = pc.fill_null(pc.is_in(unit, value_set=allowed), False).to_numpy(zero_copy_only=False)
        readable = there & ~np.isnan(number) & fits
        if self.whole:
            readable &= np.nan_to_num(number) == np.round(np.nan_to_num(number))
        outside = readable & ((number < self.lower) | (number > self.upper))
        reason = coded([(there & ~readable, "unreadable-number"), (outside, "out-of-range")], len(texts))
        wrong = present(reason) | ~there
        value = np.where(wrong, 0, np.nan_to_num(number)) * self.scale
        value = np.round(value).astype(np.int32) if self.whole or self.type == pa.int32() else np.round(value, 6)
        return Cleaned(pa.array(value, self.type, mask=wrong), reason)

    def limits(self) -> tuple[str, str]:
        """With the unit behind the upper one."""
        return f"{self.lower:g}", f"{self.upper:g} {self.unit}".strip()


_PLAIN_UNITS = ("次", "岁", "周岁", "个", "胎", "ml", "毫升", "mmhg", "毫米汞柱", "cm", "厘米", "g/l", "克/升", "天", "分")


def read_numbers(texts: pa.Array) -> tuple[NDArray[np.float64], pa.Array, NDArray[np.bool_]]:
    """The number in each text (NaN: none), the unit behind it in lower case, and which texts there are."""
    plain = pc.replace_substring_regex(pc.utf8_trim_whitespace(narrow(texts)), r"(\d),(\d{3})", r"\1\2")
    match, part = groups(plain, SHAPE)
    numbers = pc.if_else(pa.array(match), part["number"], pa.scalar(None, pa.string()))
    values = pc.fill_null(pc.replace_substring_regex(numbers, r"^\+", "").cast(pa.float64()), float("nan"))
    return values.to_numpy(zero_copy_only=False), pc.utf8_lower(pc.utf8_trim_whitespace(part["unit"])), present(plain)
