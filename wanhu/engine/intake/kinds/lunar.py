"""Dates of the lunar calendar, as older women remember their last period: 农历二〇二五年腊月初八, 阴历2025年闰六月廿三, 2025年正月初五.

Only texts of one strict shape come here, so the loop runs over the few distinct lunar dates of a file. A date without its year is not
guessed: the same words would mean two days in two years.
"""

import re

import numpy as np
from lunar_python import Lunar
from numpy.typing import NDArray

LUNAR = r"^(?:农历|阴历|旧历)|(?:正|冬|腊)月|月(?:初[一二三四五六七八九十]|廿)"
SHAPE = re.compile(
    r"^(?:农历|阴历|旧历)?[:\s]*(?:(?P<year>[12]\d{3}|[一二][〇零○Oo0一二三四五六七八九]{3})年?[-/.\s]*)?(?P<leap>闰)?"
    r"(?P<month>正|冬|腊|十[一二]?|[一二三四五六七八九]|\d{1,2})[月/.-](?P<day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|\d{1,2})日?(?:\(?(?:农历|阴历)\)?)?$"
)
DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
MONTHS = {"正": 1, "冬": 11, "腊": 12}


def lunar_days(texts: list[str]) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    """The solar day of each lunar date (NaT when there is none), and which of them lack a year."""
    answers = {text: _solar(text) for text in set(texts)}
    return np.array([answers[text][0] for text in texts], dtype="datetime64[D]"), np.array(
        [answers[text][1] for text in texts], dtype=bool
    )


def _solar(text: str) -> tuple[np.datetime64, bool]:
    match = SHAPE.match(text)
    if not match:
        return np.datetime64("NaT"), False
    if not match["year"]:
        return np.datetime64("NaT"), True
    year = int("".join(str(DIGITS.get(sign, sign)) for sign in match["year"]))
    month = MONTHS.get(match["month"]) or _number(match["month"])
    try:
        solar = Lunar.fromYmd(year, -month if match["leap"] else month, _number(match["day"])).getSolar()
    except Exception:  # the library raises bare exceptions for months and days that a year does not have
        return np.datetime64("NaT"), False
    return np.datetime64(f"{solar.getYear():04d}-{solar.getMonth():02d}-{solar.getDay():02d}"), False


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    text = text.removeprefix("初")
    if text.startswith("廿"):
        return 20 + (DIGITS[text[1]] if len(text) > 1 else 0)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return DIGITS[text]
