"""How a name sounds, and how common it is.

Names reach us by ear as often as by eye, so the toneless sound is compared beside the characters. Each character is read once
for the whole table and each distinct name is put together once: a million rows hold a few thousand characters. Surnames take
their reading from our own table, because general readers give 曾 as *ceng* and 单 as *dan*.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pypinyin import lazy_pinyin

# A newborn registered before it has a name: 之子, 王芳之女, 之子1, 新生儿, 某某大双, 婴儿2 …
_NEWBORN = "之[大小长次]?(?:子|女|婴|儿|儿子|女儿|双)|新生儿|婴儿|宝宝|毛毛|未取名|未命名|待定|无名氏?|大双|小双"
PLACEHOLDER = re.compile(rf"^.{{0,6}}(?:{_NEWBORN})[\d一二三甲乙大小AaBb]{{0,2}}$")
NOT_IN_A_NAME = re.compile(r"[\s\u3000·•．.,，、'\"()（）\[\]]+")
RARE_SURNAME = 0.0005
UNREADABLE = "?□*＊？■〇�"


@dataclass(frozen=True)
class Surnames:
    """Readings of single and compound surnames, and the share of the population that bears the commonest."""

    readings: Mapping[str, str] = field(default_factory=dict)
    compound: Mapping[str, str] = field(default_factory=dict)
    share: Mapping[str, float] = field(default_factory=dict)

    def split(self, name: str) -> tuple[str, str]:
        """(surname, given name). Two characters of surname only when the table knows the pair and a given name is left."""
        if len(name) > 2 and name[:2] in self.compound:
            return name[:2], name[2:]
        return name[:1], name[1:]


@dataclass(frozen=True)
class Sound:
    """One distinct name as linkage sees it. ``frequency`` is the expected share of people who bear it."""

    written: str
    surname: str
    given: str
    pinyin: str
    frequency: float


def sounds(names: Iterable[str], surnames: Surnames) -> dict[str, Sound | None]:
    """What each distinct name looks and sounds like; ``None`` for a placeholder or a name with nothing legible in it."""
    distinct = set(names)
    cleaned = {name: NOT_IN_A_NAME.sub("", name) for name in distinct}
    characters = sorted({character for name in cleaned.values() for character in name})
    readings = {character: "".join(lazy_pinyin(character)).lower() for character in characters}
    return {name: _sound(short, surnames, readings) for name, short in cleaned.items()}


def _sound(name: str, surnames: Surnames, readings: Mapping[str, str]) -> Sound | None:
    if PLACEHOLDER.match(name) or not name.strip(UNREADABLE):
        return None
    name = "".join("?" if character in UNREADABLE else character for character in name)
    surname, given = surnames.split(name)
    if len(surname) == 2:
        read = surnames.compound[surname].replace(" ", "")
    else:
        read = surnames.readings.get(surname) or readings.get(surname, surname)
    return Sound(name, surname, given, read + "".join(readings.get(c, c) for c in given), frequency(surname, given, surnames))


def frequency(surname: str, given: str, surnames: Surnames) -> float:
    """Expected share of people with this full name: the surname's share times how crowded given names of that length are.

    A fixed table and not a count of the rows at hand: counts would move with every delivery, and yesterday's weights with them.
    One-character given names are about thirty times as crowded as two-character ones (name report of 2020: 0.3 % against 0.01 %).
    """
    return surnames.share.get(surname, RARE_SURNAME) * (0.003 if len(given) < 2 else 0.0001)
