"""Resident identity numbers (GB 11643-1999): eighteen characters, the last of which proves the others.

The first six digits name the division that issued the number; many of those no longer exist, so they are not checked. Numbers that a
spreadsheet rounded are lost: several people would seem to share one number, so nothing of them is kept. Other wrong numbers are kept
as written, for matching only, when the row names the person well enough (the feed decides).
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import NOTHING, Cleaned, coded, letters, narrow, present
from wanhu.engine.intake.kinds.base import NOTHING as BLANKS
from wanhu.engine.intake.kinds.base import Kind, Setting
from wanhu.engine.intake.kinds.days import civil

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)
OLDEST = 120


@dataclass(frozen=True)
class Identity(Kind):
    """Eighteen characters with a right check digit, in capitals; old numbers of fifteen digits are completed."""

    blanks: ClassVar[tuple[str, ...]] = (*BLANKS, "0", "暂无", "未办", "未上户", "未上户口", "无身份证", "无证")

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Numbers; ``kept`` has what was written where it may still help matching."""
        tight = pc.replace_substring_regex(narrow(texts), r"[\s'’‘`·_-]|^(身份证号?|居民身份证)[::]?", "")
        plain = pc.utf8_upper(tight)
        count = len(plain)
        there = present(plain)
        lost = _is(plain, r"^\d(\.\d+)?E\+?\d+$")
        plain = pc.replace_substring_regex(plain, r"^(\d{15}|\d{18})\.0+$", r"\1")
        old = _is(plain, r"^\d{15}$")
        values = np.full(count, "", dtype="<U18")
        values[old] = _completed(plain.filter(pa.array(old)))
        new = _is(plain, r"^\d{17}[\dX]$")
        values[new] = plain.filter(pa.array(new)).to_numpy(zero_copy_only=False).astype("<U18")
        misread = _is(plain, r"^[\dOIL]{17}[\dXOIL]$") & ~new & ~_is(plain, r"^[A-Z]")
        mended = pc.replace_substring_regex(pc.replace_substring(plain.filter(pa.array(misread)), "O", "0"), "[IL]", "1")
        values[misread] = mended.to_numpy(zero_copy_only=False).astype("<U18")
        shaped = old | new | misread
        right, dated = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
        right[shaped], dated[shaped] = _proven(values[shaped], setting)
        rounded = new & _is(plain, r"000$")
        good = shaped & right & dated & ~rounded
        reason = coded([
            (lost, "identity-scientific"),
            (rounded, "identity-rounded"),
            (there & _is(plain, r"\*|X{2,}|#"), "identity-masked"),
            (shaped & ~dated, "identity-birth-date"),
            (shaped & ~right, "identity-check-digit"),
            (there & ~shaped & _is(plain, r"^[A-Z]{1,3}\d{6,12}$|[一-龥]"), "identity-other"),
            (there & ~shaped, "identity-length"),
        ], count)  # fmt: skip
        remark = coded([(misread & good, "identity-repaired")], count)
        result = pc.if_else(pa.array(good), pa.array(values.tolist() if count < 1000 else values, pa.string()), NOTHING)
        kept = pc.if_else(pa.array(there & ~good & ~lost & ~rounded), tight, NOTHING)
        return Cleaned(result, reason, remark, kept)


def birth_days(numbers: pa.Array) -> NDArray[np.datetime64]:
    """The birth dates inside identity numbers; NaT for null and for anything that is not eighteen characters with a date."""
    fine = _is(numbers, r"^\d{17}[\dX]$")
    days = np.full(len(numbers), "NaT", dtype="datetime64[D]")
    if fine.any():
        digit = letters(numbers.filter(pa.array(fine)), 18).astype(np.int64) - 48
        days[fine] = civil(digit[:, 6:10] @ [1000, 100, 10, 1], digit[:, 10:12] @ [10, 1], digit[:, 12:14] @ [10, 1])
    return days


def right(numbers: pa.Array) -> NDArray[np.bool_]:
    """Which texts are eighteen characters whose check digit agrees; false for null."""
    fine = _is(numbers, r"^\d{17}[\dX]$")
    if fine.any():
        byte = letters(numbers.filter(pa.array(fine)), 18)
        fine[fine] = check_characters(byte[:, :17]) == byte[:, 17]
    return fine


def sexes(numbers: pa.Array) -> NDArray[np.int64]:
    """1 male, 2 female by the seventeenth digit; 0 for null and damaged numbers."""
    fine = _is(numbers, r"^\d{17}[\dX]$")
    found = np.zeros(len(numbers), dtype=np.int64)
    if fine.any():
        found[fine] = 2 - letters(numbers.filter(pa.array(fine)), 18)[:, 16] % 2
    return found


def check_characters(body: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The eighteenth character that belongs to each row of seventeen digits (as bytes)."""
    return CHECK[((body.astype(np.int64) - 48) @ WEIGHTS) % 11]


def _completed(old: pa.Array) -> NDArray[np.str_]:
    """Eighteen characters for numbers of fifteen digits, all of which were issued to people born in the 1900s."""
    if not len(old):
        return np.zeros(0, dtype="<U18")
    fifteen = letters(old, 15)
    century = np.broadcast_to(np.frombuffer(b"19", dtype=np.uint8), (len(fifteen), 2))
    body = np.hstack([fifteen[:, :6], century, fifteen[:, 6:]])
    return np.hstack([body, check_characters(body)[:, None]]).copy().view("S18").reshape(-1).astype("<U18")


def _proven(numbers: NDArray[np.str_], setting: Setting) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether the check digit agrees, and whether the birth date exists, is not in the future and makes nobody older than 120."""
    byte = numbers.astype("S18").view(np.uint8).reshape(len(numbers), 18) if len(numbers) else np.zeros((0, 18), np.uint8)
    digit = byte.astype(np.int64) - 48
    days = civil(digit[:, 6:10] @ [1000, 100, 10, 1], digit[:, 10:12] @ [10, 1], digit[:, 12:14] @ [10, 1])
    today = np.datetime64(setting.on)
    oldest = np.datetime64(setting.on.replace(year=setting.on.year - OLDEST - 1, day=min(setting.on.day, 28)))
    return check_characters(byte[:, :17]) == byte[:, 17], ~np.isnat(days) & (days <= today) & (days > oldest)


def _is(texts: pa.Array, pattern: str) -> NDArray[np.bool_]:
    return pc.fill_null(pc.match_substring_regex(texts, pattern), False).to_numpy(zero_copy_only=False)
