"""Values become the text of cells, in the sender's way of writing."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days, civil, day
from wanhu.synthetic.styles import Style

EPOCH = day(date(1899, 12, 30))
"""Day zero of the spreadsheet's 1900 system, for serials of 61 and more."""


def day_texts(days: Days, style: Style) -> pa.Array:
    """Dates as the sender writes them; no date is an empty cell."""
    values, place = np.unique(days, return_inverse=True)
    return pa.array(["" if value == NEVER else one_day(int(value), style.dates) for value in values], pa.string()).take(
        pa.array(place)
    )


def one_day(value: int, how: str) -> str:
    """One date, written like ``how``. ``cell`` (a true date cell) is ISO here and turned by the sheet's writer."""
    here = civil(value)
    match how:
        case "2026-3-5":
            return f"{here.year}-{here.month}-{here.day}"
        case "2026年3月5日":
            return f"{here.year}年{here.month}月{here.day}日"
        case "20260305":
            return f"{here:%Y%m%d}"
        case "2012-1-9 0:00:00":
            return f"{here.year}-{here.month}-{here.day} 0:00:00"
        case "2026/03/05":
            return f"{here:%Y/%m/%d}"
        case "2026.3.5":
            return f"{here.year}.{here.month}.{here.day}"
        case "serial":
            return str(value - EPOCH)
        case _:
            return here.isoformat()


def identity_texts(numbers: NDArray[np.str_], style: Style) -> NDArray[np.str_]:
    """Identity numbers in the sender's dress. Numbers already lost (4.29E+17) and empty ones stay as they are."""
    whole = np.strings.str_len(numbers) == 18
    match style.identity:
        case "lower":
            return np.strings.replace(numbers, "X", "x")
        case "apostrophe":
            return np.where(whole, np.strings.add("'", numbers), numbers)
        case "wide":
            letters = np.ascontiguousarray(numbers.astype("<U18")).view(np.uint32).reshape(len(numbers), 18)
            digits = whole[:, None] & (np.arange(len(numbers)) % 5 == 0)[:, None]
            return np.where(digits, letters + np.uint32(0xFEE0), letters).astype(np.uint32).view("<U18").reshape(-1)
        case "spaces":
            split = [np.strings.slice(numbers, a, b) for a, b in ((0, 6), (6, 14), (14, 18))]
            return np.where(
                whole,
                np.strings.add(np.strings.add(split[0], " "), np.strings.add(np.strings.add(split[1], " "), split[2])),
                numbers,
            )
        case "short":
            old = whole & (np.strings.slice(numbers, 6, 8) == "19") & (np.arange(len(numbers)) % 4 == 0)
            return np.where(old, np.strings.add(np.strings.slice(numbers, 0, 6), np.strings.slice(numbers, 8, 17)), numbers)
        case _:
            return numbers


def phone_texts(phones: NDArray[np.str_], style: Style) -> NDArray[np.str_]:
    """Mobile numbers in the sender's dress; landlines stay as they are. (As numbers, a spreadsheet's writer makes them so.)"""
    mobile = np.strings.str_len(phones) == 11
    mobile &= np.strings.startswith(phones, "1")
    match style.phone:
        case "+86":
            return np.where(mobile, np.strings.add("+86", phones), phones)
        case "dashes":
            split = [np.strings.slice(phones, a, b) for a, b in ((0, 3), (3, 7), (7, 11))]
            dressed = np.strings.add(np.strings.add(split[0], "-"), np.strings.add(np.strings.add(split[1], "-"), split[2]))
            return np.where(mobile, dressed, phones)
        case _:
            return phones


def gestation_texts(days: NDArray, style: Style) -> pa.Array:
    """Gestation in weeks and days; 0 or less is empty."""
    values, place = np.unique(days, return_inverse=True)
    return pa.array([_gestation(int(value), style.gestation) for value in values], pa.string()).take(pa.array(place))


def _gestation(value: int, how: str) -> str:
    if value <= 0:
        return ""
    week, rest = divmod(value, 7)
    shapes = {
        "39+2": f"{week}+{rest}", "39W2D": f"{week}W{rest}D", "39周+2天": f"{week}周+{rest}天", "39周2": f"{week}周{rest}",
        "275天": f"{value}天", "39 2/7": f"{week} {rest}/7",
    }  # fmt: skip
    return shapes[how]


def weight_texts(grams: NDArray, style: Style) -> pa.Array:
    """Birth weights in the sender's unit (斤 is half a kilogram); 0 is empty."""
    values, place = np.unique(grams, return_inverse=True)
    size = {"g": 1, "kg": 1000, "斤": 500}[style.weight]
    texts = ["" if value <= 0 else f"{value / size:g}" for value in values.tolist()]
    return pa.array(texts, pa.string()).take(pa.array(place))


def number_texts(values: NDArray) -> pa.Array:
    """Numbers with at most one decimal; NaN is empty. Whole numbers have no point."""
    found, place = np.unique(values, return_inverse=True)
    return pa.array(["" if np.isnan(value) else f"{value:g}" for value in found.astype(float).tolist()], pa.string()).take(
        pa.array(place)
    )


def pressure_texts(systolic: NDArray, diastolic: NDArray, style: Style) -> pa.Array:
    """Both pressures in one cell, in mmHg or, as old forms have them, kPa."""
    key, place = np.unique(systolic.astype(np.int64) * 1000 + diastolic.astype(np.int64), return_inverse=True)
    texts = []
    for value in key.tolist():
        high, low = divmod(value, 1000)
        shapes = {"120/80": f"{high}/{low}", "120-80": f"{high}-{low}", "kPa": f"{high / 7.5:.1f}/{low / 7.5:.1f}kPa"}
        texts.append(shapes[style.pressure])
    return pa.array(texts, pa.string()).take(pa.array(place))


def pooled(pool: list[str], codes: NDArray) -> pa.Array:
    """Texts of a pool by their place in it; -1 is empty."""
    return pa.array([*pool, ""], pa.string()).take(pa.array(np.where(codes < 0, len(pool), codes)))


def plain(values: NDArray[np.str_]) -> pa.Array:
    """Texts as they are."""
    return pa.array(values.tolist() if len(values) < 1000 else values, pa.string())


def joined(*cells: pa.Array | str, between: str = "") -> pa.Array:
    """Cells of several columns set side by side."""
    return pc.binary_join_element_wise(*cells, between)  # pyright: ignore[reportAttributeAccessIssue]
