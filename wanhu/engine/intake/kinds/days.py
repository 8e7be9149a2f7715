"""Civil dates as clerks, programs and spreadsheets write them.

Two-digit years are read only in the Chinese order with dots or dashes (26.3.5 is 5 March 2026); with slashes they may be American
(3/5/26) and go to the queue. Serial numbers follow the file's date system; day 60 of the 1900 system never existed.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, groups, narrow, present, whole
from wanhu.engine.intake.kinds.base import Kind, Setting
from wanhu.engine.intake.kinds.lunar import LUNAR, lunar_days

EPOCH = np.datetime64("1899-12-30")
EPOCH_1904 = np.datetime64("1904-01-01")
CLOCK = r"(?:[ T日]?\s*(?P<hour>[0-2]?\d)[:时点](?P<minute>[0-5]?\d)(?:[:分][0-5]?\d(?:\.\d+)?秒?)?分?)?"
FULL = r"^(?P<year>[12]\d{3})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?:日|号)?" + CLOCK + "$"
CLOSE = (
    r"^(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})(?:\s*(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?::?[0-5]\d)?)?(?:\.0+)?$"
)
SHORT = r"^(?P<year>\d{2})[-.年](?P<month>\d{1,2})[-.月](?P<day>\d{1,2})(?:日|号)?" + CLOCK + "$"
SERIAL = r"^(?P<whole>\d{1,5})(?P<part>\.\d+)?$"
YEAR = r"^(19|20)\d{2}$"
EARLIEST = np.datetime64("1900-01-01")


@dataclass(frozen=True)
class Day(Kind):
    """A civil date (date32). ``ahead``: days after today that are still allowed; ``back``: days before today (none: 1900).
    ``clock`` adds ``_minute`` (int16, minutes after midnight where a time is given), ``lunar`` adds ``_as_written`` where the date was lunar."""

    ahead: int = 0
    back: int | None = None
    clock: bool = False
    lunar: bool = False

    type: ClassVar[pa.DataType] = pa.date32()
    blanks: ClassVar[tuple[str, ...]] = ()

    @property
    def outputs(self) -> dict[str, pa.DataType]:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The columns that ``clock`` and ``lunar`` add."""
        return ({"_minute": pa.int16()} if self.clock else {}) | ({"_as_written": pa.string()} if self.lunar else {})

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Dates, with the reason for each text that is none."""
        plain = pc.utf8_trim_whitespace(narrow(texts))
        count = len(plain)
        there = present(plain)
        days = np.full(count, "NaT", dtype="datetime64[D]")
        minutes = np.full(count, -1, dtype=np.int64)
        shaped = np.zeros(count, dtype=bool)
        for pattern in (FULL, CLOSE, SHORT):
            match, part = groups(plain, pattern)
            match &= ~shaped
            year = whole(part["year"])
            if pattern == SHORT:
                year = np.where(year > setting.on.year % 100 + 1, 1900, 2000) + year
            days[match] = civil(year, whole(part["month"]), whole(part["day"]))[match]
            minutes[match] = (whole(part["hour"], -1) * 60 + whole(part["minute"]))[match]
            shaped |= match
        serial, part = groups(plain, SERIAL)
        serial &= ~shaped & ~_matches(plain, YEAR)
        number = whole(part["whole"])
        epoch = EPOCH_1904 if setting.date1904 else EPOCH
        right = serial & ((number >= 61) | setting.date1904)
        days[right] = (epoch + number.astype("timedelta64[D]"))[right]
        fraction = pc.if_else(pc.equal(part["part"], ""), "0", part["part"]).cast(pa.float64()).to_numpy(zero_copy_only=False)
        minutes[right & (fraction > 0)] = np.round(np.nan_to_num(fraction) * 1440)[right & (fraction > 0)].astype(np.int64) % 1440
        shaped |= serial
        moon = pc.fill_null(pc.match_substring_regex(plain, LUNAR), False).to_numpy(zero_copy_only=False) & ~shaped
        yearless = np.zeros(count, dtype=bool)
        if moon.any():
            days[moon], yearless[moon] = lunar_days(plain.filter(pa.array(moon)).to_pylist())
        nowhere = np.isnat(days)
        placeholder = _matches(
            plain, r"^(0000-00-00.*|0|1900-01-0[01].*|1900/1/0|不详|未知|不明|待查|未填|无|空|null|NULL|None|N/A|#N/A|[/\\—-]+)$"
        )
        latest = np.datetime64(setting.on) + np.timedelta64(self.ahead, "D")
        earliest = EARLIEST if self.back is None else np.datetime64(setting.on) - np.timedelta64(self.back, "D")
        reason = coded([
            (there & placeholder, "unknown-date"),
            (moon & yearless, "lunar-year-missing"),
            (there & nowhere & (shaped | moon), "impossible-date"),
            (there & nowhere & _matches(plain, r"^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}( .*)?$|^\d{1,2}/\d{1,2}$|^\d{2}/\d{1,2}/\d{1,2}$"), "ambiguous-date"),
            (there & nowhere & (_matches(plain, r"^[12]\d{3}[-/.年]\d{0,2}月?$") | _matches(plain, YEAR)), "incomplete-date"),
            (there & nowhere, "unreadable-date"),
            (there & (days > latest), "future-date"),
            (there & (days < earliest), "early-date"),
        ], count)  # fmt: skip
        wrong = present(reason)
        days[wrong] = np.datetime64("NaT")
        also = {}
        if self.clock:
            also["_minute"] = pa.array(minutes.astype(np.int16), mask=(minutes < 0) | wrong)
        if self.lunar:
            also["_as_written"] = pc.if_else(pa.array(moon & ~wrong), texts, pa.scalar(None, pa.string()))
        return Cleaned(pa.array(days.astype("datetime64[D]"), pa.date32(), mask=np.isnat(days)), reason, also=also)

    def limits(self) -> tuple[str, str]:
        """Limits are relative to today; messages name them in words."""
        return "", ""


def civil(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Dates from their parts; NaT where there is no such day."""
    fine = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = np.where(fine, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(fine, day - 1, 0).astype("timedelta64[D]")
    fine &= days.astype("datetime64[M]") == months
    return np.where(fine, days, np.datetime64("NaT"))


def as_days(values: pa.Array) -> NDArray[np.datetime64]:
    """A date column as numpy days, NaT for null."""
    return values.to_numpy(zero_copy_only=False).astype("datetime64[D]")


def on_day(value: date) -> np.datetime64:
    """A date as numpy has it."""
    return np.datetime64(value)


def _matches(texts: pa.Array, pattern: str) -> NDArray[np.bool_]:
    return pc.fill_null(pc.match_substring_regex(texts, pattern), False).to_numpy(zero_copy_only=False)
