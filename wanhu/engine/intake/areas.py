"""Finds the township and village of an address by the longest name that it begins with, level by level.

Names are compared without their kind (村, 村委会, 社区, 居委会), since clerks drop or exchange it. Nothing is geocoded and nothing is
asked of a service outside: the table of areas is all there is.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import NOTHING, narrow

ENDINGS = ("社区居民委员会", "村民委员会", "社区居委会", "居民委员会", "村委会", "居委会", "社区", "村")
TOWN_ENDINGS = ("街道办事处", "办事处", "街道", "回族镇", "镇", "乡", "原种场", "林场", "渔场")


@dataclass(frozen=True)
class Areas:
    """``table``: code, name, parent, level (Arrow). Codes of 12 digits are villages, of 9 townships, of 6 counties, of 2 provinces.
    ``aliases``: other names, code by name, of townships or villages (merged villages, old names)."""

    table: pa.Table
    aliases: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _above(self) -> pa.Array:
        """Names of provinces, prefectures and counties, which an address may begin with, with and without 省, 市, 县, 区."""
        names = [name for code, name in self._named() if len(code) <= 6]
        return pa.array(sorted({form for name in names for form in (name, name[:-1]) if len(form) > 1}), pa.string())

    @cached_property
    def _townships(self) -> tuple[pa.Array, pa.Array]:
        rows = self._named(9)
        return _unique(
            [(name, code) for code, name in rows], [(form, code) for code, name in rows for form in _forms(name, TOWN_ENDINGS)]
        )

    @cached_property
    def _villages(self) -> tuple[pa.Array, pa.Array]:
        """Keys are township code followed by a form of the name."""
        rows = self._named(12)
        return _unique(
            [(code[:9] + name, code) for code, name in rows],
            [(code[:9] + form, code) for code, name in rows for form in _forms(name, ENDINGS)],
        )

    @cached_property
    def _anywhere(self) -> tuple[pa.Array, pa.Array]:
        """Full village names that only one township has."""
        return _unique([(name, code) for code, name in self._named(12)], [])

    def _named(self, length: int | None = None) -> list[tuple[str, str]]:
        rows = list(zip(self.table["code"].to_pylist(), self.table["name"].to_pylist(), strict=True)) + [
            (code, name) for name, code in self.aliases
        ]
        return [(code, name) for code, name in rows if length is None or len(code) == length]

    def locate(self, texts: pa.Array, default: str | None = None) -> tuple[pa.Array, pa.Array]:
        """Township (9 digits) and village (12 digits) of each address, null where unknown. ``default``: township or village of the
        sender, used for addresses that name none of the city's townships but one of its villages."""
        rest = pc.replace_substring_regex(narrow(texts), r"[\s,，。.·;；:：-]", "")
        above = self._above
        for _ in range(4):
            found, length = _longest(rest, above)
            rest = _behind(rest, pc.if_else(pc.is_valid(found), length, pa.scalar(0, pa.int64())))
            if not pc.any(pc.is_valid(found)).as_py():
                break
        names, codes = self._townships
        place, length = _longest(rest, names)
        township = codes.take(place)
        if pc.any(pc.and_(pc.is_null(township), pc.is_valid(rest))).as_py():
            township, place, rest, length = self._inside(rest, township, length)
        rest = _behind(rest, pc.fill_null(length, 0))
        if default:
            own = pa.scalar(default[:9], pa.string())
            guess = pc.and_(pc.is_null(township), pc.is_valid(rest))
            keys, villages = self._villages
            there, _ = _longest(pc.binary_join_element_wise(own, rest, ""), keys)
            township = pc.if_else(pc.and_(guess, pc.is_valid(there)), own, township)
        keys, villages = self._villages
        village = villages.take(_longest(pc.binary_join_element_wise(township, rest, ""), keys)[0])
        lone_names, lone_codes = self._anywhere
        lone = lone_codes.take(_longest(rest, lone_names)[0])
        village = pc.if_else(pc.is_null(township), lone, village)
        return pc.coalesce(township, pc.utf8_slice_codeunits(village, 0, 9)), village

    def _inside(self, rest: pa.Array, township: pa.Array, length: pa.Array):
        """Addresses that begin with something unknown may still name a township in full further on (…开发区彭场镇许湾村)."""
        codes, names = zip(*self._named(9), strict=True) if self._named(9) else ((), ())
        for code, name in zip(codes, names, strict=True):
            at = pc.find_substring(rest, name)
            hit = pc.fill_null(pc.and_(pc.is_null(township), pc.greater(at, 0)), False)
            if pc.any(hit).as_py():
                clipped = pc.replace_substring_regex(rest, f"^.*?{name}", name)
                rest = pc.if_else(hit, clipped, rest)
                township = pc.if_else(hit, pa.scalar(code, pa.string()), township)
                length = pc.if_else(hit, pa.scalar(len(name), pa.int64()), length)
        return township, None, rest, length


def _forms(name: str, endings: tuple[str, ...]) -> set[str]:
    """The name, its bare stem, and the stem with every ending of its kind."""
    stems = [name.removesuffix(ending) for ending in endings if name.endswith(ending) and len(name) > len(ending) + 1]
    stem = stems[0] if stems else name
    return {name, stem} | (
        {stem + ending for ending in ENDINGS}
        if endings is ENDINGS
        else {stem + "街道", stem + "镇", stem + "街道办事处", stem + "办事处"}
    )


def _unique(names: list[tuple[str, str]], forms: list[tuple[str, str]]) -> tuple[pa.Array, pa.Array]:
    """Texts that mean one area only, official names before derived forms; a text of two areas says nothing."""
    meant: dict[str, str | None] = {}
    for pairs in (names, forms):
        fixed = set(meant)
        for name, code in pairs:
            if name not in fixed:
                meant[name] = code if meant.get(name, code) == code else None
    kept = [(name, code) for name, code in meant.items() if code]
    return pa.array([name for name, _ in kept], pa.string()), pa.array([code for _, code in kept], pa.string())


def _longest(texts: pa.Array, names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """For each text the place of the longest name that it begins with, and that name's length; null where there is none."""
    place, length = pa.nulls(len(texts), pa.int32()), pa.nulls(len(texts), pa.int64())
    for size in sorted(set(pc.utf8_length(names).to_pylist()), reverse=True):
        if pc.all(pc.is_valid(place)).as_py() and len(place):
            break
        found = pc.index_in(pc.utf8_slice_codeunits(texts, 0, size), value_set=names)
        fits = pc.and_(pc.is_valid(found), pc.equal(pc.utf8_length(names.take(found)), size))
        new = pc.fill_null(pc.and_(pc.is_null(place), fits), False)
        place = pc.if_else(new, found, place)
        length = pc.if_else(new, pa.scalar(size, pa.int64()), length)
    return place, length


def _behind(texts: pa.Array, lengths: pa.Array) -> pa.Array:
    """Each text from its own offset on. Offsets are few, so texts are cut group by group."""
    result = texts
    sizes = lengths.to_numpy(zero_copy_only=False)
    for size in np.unique(sizes[sizes > 0]).tolist():
        result = pc.if_else(pc.equal(lengths, size), pc.utf8_slice_codeunits(texts, int(size)), result)
    return pc.if_else(pc.is_null(texts), NOTHING, result)
