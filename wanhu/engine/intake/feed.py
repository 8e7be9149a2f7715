"""The words in which a feed is declared: who sends what, for which purpose, which columns are taken, and which facts they yield.

A declaration is data, so a lawyer can read it: what is not on the list of fields is dropped before anything else sees it.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from wanhu.engine.intake.kinds import Kind
from wanhu.engine.intake.plausible import Rule
from wanhu.engine.text import Text

PURPOSES = {
    "record": ("建档", "建册", "健康档案"),
    "reminders": ("提醒", "短信提醒"),
    "home-visit": ("家访", "上门访视", "入户访视", "访视"),
    "risk-sharing": ("风险共享", "风险信息共享"),
    "immunisation": ("接种", "预防接种"),
    "benefits": ("福利", "补贴"),
    "restricted": ("限制类",),
}
"""Purposes of consent by code, with the words that files use for them."""

CONSENT_HOW = {
    "paper": ("书面", "纸质", "书面签字"),
    "screen": ("现场签名", "签名", "现场签字", "电子签名屏"),
    "electronic": ("电子", "线上", "网上", "小程序"),
}


@dataclass(frozen=True)
class Field:
    """A column that is taken.

    ``names``: headers it is known by, besides the Chinese label; brackets, units, spaces and width do not matter. ``required``: an
    empty cell sends the row back. ``purpose``: the consent it needs when that is another than the feed's; without it the value is
    dropped. ``keep_row``: a value that cannot be read is treated as empty, with a remark, instead of sending the row back.
    ``keep_with``: a damaged identity number is kept as written when these fields are filled. ``block``: one column for each
    newborn (新生儿1性别, 新生儿2性别). ``into``: names for the further columns that the kind reads from the same cells, by suffix."""

    code: str
    label: Text
    kind: Kind
    names: tuple[str, ...] = ()
    required: bool = False
    purpose: str | None = None
    keep_row: bool = False
    keep_with: tuple[str, ...] | None = None
    block: bool = False
    into: dict[str, str] | None = None
    unit: str = ""

    def outputs(self) -> dict[str, str]:
        """Suffix and column name of what the kind reads besides the value."""
        return {suffix: (self.into or {}).get(suffix, self.code + suffix) for suffix in self.kind.outputs}


@dataclass(frozen=True)
class Named:
    """A person whom a row names, and the fields that say so. ``source_key``: what the sender calls this person; several codes are
    joined. Fields of ``mother_…`` help to find a child that has no name or number yet. ``unless``: a field and the word with which the row
    names nobody in this role (a stillborn child is nobody's record)."""

    role: str
    name: str | None = None
    birth_date: str | None = None
    sex: str | int | None = None
    id_number: str | None = None
    phone: str | None = None
    township: str | None = None
    village: str | None = None
    mother_name: str | None = None
    mother_id_number: str | None = None
    mother_birth_date: str | None = None
    birth_order: str | None = None
    certificate_number: str | None = None
    source_key: tuple[str, ...] = ()
    unless: tuple[str, str] | None = None


class Constant(NamedTuple):
    """A value that is the same in every row."""

    value: Any


class PersonOf(NamedTuple):
    """The person whom the row names in another role."""

    role: str


class Born(NamedTuple):
    """A birth date: the one in field ``written``, or else the one inside the identity number in field ``number`` when that is right."""

    written: str | None = None
    number: str | None = None


class Each(NamedTuple):
    """One fact for each element of a list column; stands where the element goes."""

    field: str


@dataclass(frozen=True)
class Yield:
    """A fact that a row gives: table, about whom, on which day, and the columns of the fact. ``when``: the field that must be filled for it;
    ``only``: a field and the words, or whole numbers as words (None: empty), with which the fact is true."""

    table: str
    who: str
    happened: str | Born
    values: dict[str, "str | Constant | PersonOf | Each | Born"]
    when: str | None = None
    only: tuple[str, tuple[str | None, ...]] | None = None


@dataclass(frozen=True)
class AgeBand:
    """A column that follows from age: the last of ``bands`` (age, word) not above the age on a day. ``declared``: a field whose word,
    if any, is used instead. Ages are in completed months, except those below one, which are in days as a negative number."""

    code: str
    born: str
    at: str
    bands: tuple[tuple[int, str], ...]
    declared: str | None = None


@dataclass(frozen=True)
class Feed:
    """A kind of file. ``legal_basis`` and ``approval`` are filled by the city before real data come. ``key``: fields that make two rows
    about the same event; ``a|b`` takes the first that is filled, ``a+b`` needs both. ``serial``: the sender's number of a delivery whose
    repetition means one row for each newborn. ``counted_on`` and ``township``: fields by which rows without consent are counted.
    ``forbidden``, ``restricted``: parts of headers whose columns are dropped unseen; ``unneeded``: headers known and not taken."""

    code: str
    title: Text
    provider: Text
    purpose: str
    legal_basis: Text
    retention_days: int
    fields: tuple[Field, ...]
    people: tuple[Named, ...]
    key: tuple[str, ...]
    counted_on: str
    township: str
    forbidden: tuple[str, ...]
    restricted: tuple[str, ...]
    unneeded: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    derived: tuple[AgeBand, ...] = ()
    facts: tuple[Yield, ...] = ()
    serial: str | None = None
    block_names: tuple[str, ...] = ()

    def field(self, code: str) -> Field:
        """A field by its code."""
        return next(each for each in self.fields if each.code == code)
