"""Weights, whose unit differs between clerks: kilograms, grams, and 斤 (half a kilogram).

A unit behind the number or in the header counts first; without one, size decides where it can. 斤 is never guessed.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, present
from wanhu.engine.intake.kinds.base import Kind, Setting
from wanhu.engine.intake.kinds.numbers import read_numbers

UNITS = {"g": "g", "克": "g", "kg": "kg", "千克": "kg", "公斤": "kg", "斤": "斤", "市斤": "斤", "jin": "斤"}


@dataclass(frozen=True)
class BirthWeight(Kind):
    """Birth weight in grams (int32): 0.4–7 is read as kg, 400–7000 as g, 4.5–14 as 斤 when the unit says so."""

    type: ClassVar[pa.DataType] = pa.int32()

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Grams; a number that fits no unit goes back."""
        number, unit, there = _read(texts, setting)
        jin = unit == "斤"
        grams = np.select(
            [
                jin & (number >= 4.5) & (number <= 14),
                ~jin & (number >= 0.4) & (number <= 7),
                ~jin & (number >= 400) & (number <= 7000),
            ],
            [number * 500, number * 1000, number],
            np.nan,
        )
        return _answer(grams, number, unit, there, pa.int32())

    def limits(self) -> tuple[str, str]:
        """Grams."""
        return "400", "7000 g"


@dataclass(frozen=True)
class ChildWeight(Kind):
    """Weight of a child in kg (float64), 0.5 to 60; grams or 斤 only when the unit says so."""

    type: ClassVar[pa.DataType] = pa.float64()
    lower: float = 0.5
    upper: float = 60

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Kilograms."""
        number, unit, there = _read(texts, setting)
        kilograms = np.select([unit == "斤", (unit == "g") & (number > self.upper)], [number / 2, number / 1000], number)
        kilograms = np.where((kilograms >= self.lower) & (kilograms <= self.upper), np.round(kilograms, 3), np.nan)
        return _answer(kilograms, number, unit, there, pa.float64())

    def limits(self) -> tuple[str, str]:
        """Kilograms."""
        return f"{self.lower:g}", f"{self.upper:g} kg"


@dataclass(frozen=True)
class AdultWeight(ChildWeight):
    """Weight of an adult in kg, 25 to 200; more may be 斤 and goes back unless the unit says so."""

    lower: float = 25
    upper: float = 200


def _read(texts: pa.Array, setting: Setting) -> tuple[NDArray[np.float64], NDArray[np.str_], NDArray[np.bool_]]:
    number, written, there = read_numbers(texts)
    names = pa.array(list(UNITS), pa.string())
    own = pc.fill_null(pc.index_in(written, value_set=names), -1).to_numpy(zero_copy_only=False)
    strange = pc.fill_null(pc.not_equal(written, ""), False).to_numpy(zero_copy_only=False) & (own < 0)
    header = UNITS.get(setting.unit.lower(), "")
    unit = np.array([*UNITS.values(), header])[np.where(own < 0, len(UNITS), own)]
    return np.where(strange, np.nan, number), unit, there


def _answer(value: NDArray, number: NDArray, unit: NDArray, there: NDArray, kind: pa.DataType) -> Cleaned:
    reason = coded([
        (there & np.isnan(number), "unreadable-number"),
        (there & np.isnan(value), "unclear-weight-unit"),
    ], len(value))  # fmt: skip
    wrong = present(reason) | ~there
    filled = np.where(wrong, 0, np.nan_to_num(value))
    return Cleaned(pa.array(np.round(filled).astype(np.int32) if pa.types.is_integer(kind) else filled, kind, mask=wrong), reason)
