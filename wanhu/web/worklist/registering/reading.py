"""What is typed by hand, read by the same rules as the departments' files: names and how they sound, identity numbers, phones, lunar days."""

import re
import unicodedata
from datetime import date

import pyarrow as pa
from pypinyin import lazy_pinyin

from wanhu.engine.intake.cells import Cleaned, trimmed
from wanhu.engine.intake.kinds.base import Kind, Setting
from wanhu.engine.intake.kinds.gestation import Gestation
from wanhu.engine.intake.kinds.identity import Identity, birth_days, sexes
from wanhu.engine.intake.kinds.lunar import lunar_days
from wanhu.engine.intake.kinds.names import Name
from wanhu.engine.intake.kinds.phone import Phone
from wanhu.engine.intake.kinds.weight import BirthWeight
from wanhu.engine.linkage.model import shipped
from wanhu.engine.linkage.names import PLACEHOLDER, sounds
from wanhu.web.registry.publish import initials

MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
TENS = ("初", "十", "廿")
DIGITS = ("十", "一", "二", "三", "四", "五", "六", "七", "八", "九")
CHILD_OF = {1: "之子", 2: "之女"}
LEFT_OPEN = "之婴"  # whether a son or a daughter was not said


def identity(text: str, on: date) -> tuple[str, str]:
    """The number as it is kept, and the code of what is wrong with it; one of the two is empty."""
    return _read(Identity(), text, on)


def born_by(number: str) -> tuple[date | None, int]:
    """The birth date and the sex that a right identity number says."""
    told = pa.array([number], pa.string())
    day = birth_days(told)[0].item()
    return day, int(sexes(told)[0])


def phone(text: str, on: date) -> str:
    """The number as it is dialled; empty when it is none."""
    return _read(Phone(), text, on)[0]


def name(text: str, on: date) -> str:
    """The name as it is kept; empty when nobody is called so."""
    return _read(Name(), text, on)[0]


def weeks_and_days(text: str, earliest: int = 0) -> int | None:
    """Weeks and days as people write them (38周5天, 38+5, 38 5, 271天), in completed days; ``None`` for what is none, or too short."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return Gestation(earliest).clean(pa.array([plain]), Setting(on=date.min)).values[0].as_py()


def birth_weight(text: str) -> int | None:
    """Grams of what is typed at a birth: 3200, 3.2kg, 6.4斤, 6斤4两, 6斤半; ``None`` for what no child weighs."""
    plain = re.sub(r"(?<=\d)。(?=\d)", ".", unicodedata.normalize("NFKC", text)).replace(" ", "")
    if found := re.fullmatch(r"(\d{1,2})斤(?:(半)|(\d)两?(半)?)", plain):
        jin, half, liang, half_liang = found.groups()
        plain = f"{int(jin) + (0.5 if half else int(liang) / 10 + (0.05 if half_liang else 0)):g}斤"
    return BirthWeight().clean(pa.array([plain]), Setting(on=date.min)).values[0].as_py()


def sound(text: str) -> tuple[str, str]:
    """Toneless pinyin and initials, the surname read as surnames are; both empty for what is no name."""
    surnames = shipped().surnames
    heard = sounds([text], surnames)[text]
    return (heard.pinyin, initials(heard.surname, heard.given, surnames)) if heard else ("", "")


def until_named(parent: str, sex: int) -> tuple[str, str, str]:
    """What a child without a name is called (王秀英之女), with its pinyin and initials: who looks for the parent finds the child beside her."""
    ending = CHILD_OF.get(sex, LEFT_OPEN)
    pinyin, letters = sound(parent)
    read = lazy_pinyin(ending)
    return parent + ending, pinyin + "".join(read), letters + "".join(part[0] for part in read)


def nameless(written: str) -> bool:
    """Whether somebody has no name of her own yet."""
    return not written or bool(PLACEHOLDER.match(written))


def lunar(year: str, month: str, day: str, *, leap: bool = False) -> tuple[str, date | None]:
    """A lunar date in words, and its solar day; ``None`` when that year has no such day."""
    words = f"{year}年{'闰' if leap else ''}{month}月{day}"
    found, _lacking = lunar_days([words])
    return words, found[0].item()


def gestation(text: str, on: date) -> tuple[int | None, str]:
    """Completed days of gestation as people write them (12+6, 12周6天, 12W6D), and the code of what is wrong; one of the two is empty."""
    cleaned = Gestation().clean(trimmed(pa.array([text], pa.string())), Setting(on=on))
    return cleaned.values[0].as_py(), cleaned.reason[0].as_py() or ""


def lunar_day(number: int) -> str:
    """``初一`` to ``三十``."""
    if number in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[number]
    return TENS[number // 10] + DIGITS[number % 10]


def _read(kind: Kind, text: str, on: date) -> tuple[str, str]:
    cleaned: Cleaned = kind.clean(trimmed(pa.array([text], pa.string())), Setting(on=on))
    return cleaned.values[0].as_py() or "", cleaned.reason[0].as_py() or ""
