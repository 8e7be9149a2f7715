"""Finds the header of a feed in a sheet: below any titles, in one row or two, under whichever names the sender uses."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from wanhu.engine.intake.feed import Feed, Field
from wanhu.engine.intake.problems import NotThisFeed
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.text import Text

UNIT = re.compile(
    r"^[(\[]?(kg|g|斤|公斤|千克|克|cm|mm|厘米|毫米|mmhg|kpa|毫米汞柱|ml|毫升|g/l|克/升|次|周|天|岁|分|min|分钟|%|℃)?[)\]]?$"
)
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "①": 1, "②": 2, "③": 3}
CONSENT = {
    "consent_purposes": ("知情同意", "同意用途", "知情同意用途", "同意事项"),
    "consented_on": ("同意日期", "知情同意日期", "签署日期"),
    "consent_how": ("同意方式", "知情同意方式"),
}
"""Columns of consent are the same in every feed."""
LONGEST = 60
"""Characters of the longest header."""
Names = dict[str, tuple[Field | str, int]]


class Place(NamedTuple):
    """A column that means something: the field's code, the newborn it belongs to (0: the whole row), the header as written, its unit."""

    code: str
    part: int
    header: str
    unit: str
    column: int


class Header(NamedTuple):
    """What the header says. ``first``: index of the first row below it. ``dropped``: header, sort and column of everything not taken;
    ``named``: how many columns have any header; ``texts``: the normalised header of each column, to know it when it comes again."""

    places: tuple[Place, ...]
    first: int
    dropped: tuple[tuple[str, str, int], ...]
    named: int
    texts: tuple[str, ...]


def find(feed: Feed, sheet: Sheet, others: tuple[Feed, ...] = ()) -> Header:
    """The header of ``feed`` in ``sheet``. Raises NotThisFeed, which names what is missing and the feed among ``others`` that fits better."""
    head = sheet.head()
    labels, first, units = _best(feed, head)
    places, dropped = _assign(feed, labels, units)
    missing = tuple(each.label for each in feed.fields if each.required and not any(place.code == each.code for place in places))
    if missing:
        nearest = _nearest(head, (feed, *others))
        raise NotThisFeed(_refusal(feed, missing, nearest, labels), missing, nearest.code if nearest else None)
    while (
        first < len(head) and first < sheet.height and any(head[first]) and all(UNIT.match(_plain(cell)) for cell in head[first])
    ):
        units = [own or _plain(cell).strip("()[]") for own, cell in zip(units, head[first], strict=True)]
        first += 1
    places, dropped = _assign(feed, labels, units)
    texts = tuple(_tight(each) for each in labels)
    return Header(places, first, dropped, sum(bool(each) for each in texts), texts)


def recognise(sheet: Sheet, feeds: tuple[Feed, ...]) -> Feed | None:
    """The feed whose header this sheet most probably has, or None when no feed's required columns are nearly all there."""
    return _nearest(sheet.head(), feeds)


def _nearest(head: list[list[str]], feeds: tuple[Feed, ...]) -> Feed | None:
    ranked = []
    for feed in feeds:
        labels, _, units = _best(feed, head)
        found = {place.code for place in _assign(feed, labels, units)[0]}
        required = [each.code for each in feed.fields if each.required]
        have = sum(code in found for code in required) / len(required)
        ranked.append((have, len(found) / len(feed.fields), len(found), feed))
    best = max(ranked, key=lambda each: each[:3], default=None)
    return best[3] if best and best[0] >= 0.5 and best[2] >= 3 else None


def _best(feed: Feed, head: list[list[str]]) -> tuple[list[str], int, list[str]]:
    """Labels of the columns from the row, or pair of rows, that has most of the feed's headers."""
    names = _names(feed)
    best: tuple[int, int, list[str], int] = (-1, 0, [], 0)
    for at, row in enumerate(head):
        best = max(best, (_known(feed, names, row), -2 * at, row, at + 1), key=lambda each: each[:2])
        if at + 1 < len(head):
            double = _joined(feed, names, row, head[at + 1])
            best = max(best, (_known(feed, names, double), -2 * at - 1, double, at + 2), key=lambda each: each[:2])
    labels = best[2]
    return labels, best[3], [_unit(each) for each in labels]


def _known(feed: Feed, names: Names, labels: list[str]) -> int:
    """How many fields a row of labels would give."""
    return len({key[:2] for each in labels if each and len(each) < LONGEST and (key := _key(each, feed, names))})


def _joined(feed: Feed, names: Names, top: list[str], below: list[str]) -> list[str]:
    """One label for each column of a header in two rows, whose upper cells span groups of lower ones."""
    labels, group = [], ""
    for upper, lower in zip(top, below, strict=True):
        group = upper or group
        choices = [upper] if not lower else [(upper or group) + lower, lower, upper]
        labels.append(next((each for each in choices if each and _key(each, feed, names)), lower or upper))
    return labels


def _assign(feed: Feed, labels: list[str], units: list[str]) -> tuple[tuple[Place, ...], tuple[tuple[str, str, int], ...]]:
    """Which column carries which field. Of two columns for one field the one with the earlier synonym wins."""
    names = _names(feed)
    unwanted = [
        (sort, [_tight(word) for word in words])
        for sort, words in (("forbidden", feed.forbidden), ("restricted", feed.restricted))
    ]
    unneeded = {_tight(each) for each in feed.unneeded}
    taken: dict[tuple[str, int], tuple[int, Place]] = {}
    dropped: list[tuple[str, str, int]] = []
    for column, label in enumerate(labels):
        tight = _tight(label)
        if not tight:
            dropped.append(("", "unnamed", column))
            continue
        sort = next((sort for sort, words in unwanted if any(word in tight for word in words)), "")
        key = None if sort else _key(label, feed, names)
        if key is None:
            known = tight in unneeded or _bare(label) in unneeded
            dropped.append((_shown(label), sort or ("unneeded" if known else "unknown"), column))
            continue
        code, part, rank = key
        place = Place(code, part, _shown(label), units[column] if column < len(units) else "", column)
        held = taken.get((code, part))
        if held and held[0] <= rank:
            dropped.append((place.header, "repeated", column))
            continue
        if held:
            dropped.append((held[1].header, "repeated", held[1].column))
        taken[code, part] = (rank, place)
    return tuple(place for _, place in sorted(taken.values(), key=lambda each: each[1].column)), tuple(dropped)


def _key(label: str, feed: Feed, names: Names) -> tuple[str, int, int] | None:
    """Field code, newborn and rank of the synonym that a label is, if any."""
    for form in (_tight(label), _bare(label)):
        if form in names:
            field, rank = names[form]
            return (field if isinstance(field, str) else field.code), 0, rank
        part, stem = _block(form, feed)
        if part and stem in names:
            field, rank = names[stem]
            if isinstance(field, Field) and field.block:
                return field.code, part, rank
    return None


def _block(form: str, feed: Feed) -> tuple[int, str]:
    """The newborn's number in a header such as 新生儿1性别 or 出生体重2, and the header without it."""
    for name in feed.block_names:
        match = re.match(rf"^{name}([1-4一二三四])[_.、:-]?(.+)$", form) or re.match(
            rf"^第([1-4一二三四])(?:胎|个)?{name}(.+)$", form
        )
        if match:
            return NUMBERS.get(match[1]) or int(match[1]), match[2].removeprefix(name)
    match = re.match(r"^(.+?)[_.]?([1-4])$", form) if feed.block_names else None
    return (int(match[2]), match[1]) if match else (0, form)


@lru_cache(maxsize=64)
def _names_of(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, int]]:
    return {_tight(name): (code, rank) for code, names in reversed(fields) for rank, name in reversed(list(enumerate(names)))}


def _names(feed: Feed) -> Names:
    """Every normalised header that the feed knows, with its field and how good a name it is."""
    fields = tuple((each.code, (each.label.zh, *each.names)) for each in feed.fields)
    known = _names_of(fields + tuple(CONSENT.items()))
    by_code = {each.code: each for each in feed.fields}
    return {name: (by_code.get(code, code), rank) for name, (code, rank) in known.items()}


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def _tight(text: str) -> str:
    """A header without width, case, white space, brackets' kind, stars and numbering."""
    return re.sub(
        r"^\d{1,2}[.、]|[*：:]", "", _plain(text).replace("[", "(").replace("]", ")").replace("【", "(").replace("】", ")")
    )


def _bare(text: str) -> str:
    """The same without what stands in brackets."""
    return BRACKETS.sub("", _tight(text)) or _tight(text)


def _unit(label: str) -> str:
    """The unit in brackets at the end of a header."""
    found = BRACKETS.findall(_tight(label))
    return found[-1][1:-1] if found and UNIT.match(found[-1]) else ""


def _shown(label: str) -> str:
    return re.sub(r"\s+", "", label)[:60]


def _refusal(feed: Feed, missing: tuple[Text, ...], nearest: Feed | None, labels: list[str]) -> Text:
    found = "、".join(_shown(each) for each in labels if each)[:200] or "-"
    zh = f"表头不是“{feed.title.zh}”的：缺少{'、'.join(each.zh for each in missing)}。读到的表头是：{found}。"
    en = f"The header is not that of “{feed.title.en}”: missing {', '.join(each.en for each in missing)}. Found: {found}. "
    if nearest and nearest.code != feed.code:
        zh += f"它更像“{nearest.title.zh}”，请确认上传的类别。"
        en += f"It looks more like “{nearest.title.en}”: check what you meant to send."
    else:
        zh += "请补上缺少的列，或使用平台提供的模板；表头要在前 30 行之内。"
        en += "Add the missing columns or use the template; the header must be within the first 30 rows."
    return Text(zh, en)
