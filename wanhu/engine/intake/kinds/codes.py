"""Closed lists: each code with the words that departments use for it."""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting


@dataclass(frozen=True)
class Codes(Kind):
    """A code (text). ``words``: for each code what may stand in the file; the code itself is always understood.
    ``open``: words outside the list are treated as empty instead of sending the row back."""

    words: dict[str, tuple[str, ...]]
    open: bool = False

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Codes, with the reason for words that are none."""
        plain = folded(texts)
        words = [word for code, each in self.words.items() for word in (code, *each)]
        meant = [code for code, each in self.words.items() for _ in (code, *each)]
        values = pa.array(meant, pa.string()).take(pc.index_in(plain, value_set=folded(pa.array(words, pa.string()))))
        unknown = present(plain) & ~present(values) & (not self.open)
        return Cleaned(values, coded([(unknown, "unknown-code")], len(plain)))

    def __hash__(self) -> int:
        return hash(tuple(self.words))


@dataclass(frozen=True)
class Truth(Kind):
    """Yes or no (bool)."""

    type: ClassVar[pa.DataType] = pa.bool_()
    blanks: ClassVar[tuple[str, ...]] = ("/", "null", "n/a", "#n/a", "不详", "未知")

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """True or false, with the reason for words that are neither."""
        plain = folded(texts)
        yes = pa.array(["是", "有", "1", "y", "yes", "true", "t", "√", "对", "已"], pa.string())
        no = pa.array(["否", "无", "没有", "0", "2", "n", "no", "false", "f", "×", "x", "-", "未", "不"], pa.string())
        there = present(plain)
        is_yes, is_no = (pc.is_in(plain, value_set=each).to_numpy(zero_copy_only=False) & there for each in (yes, no))
        return Cleaned(pa.array(is_yes, mask=~(is_yes | is_no)), coded([(there & ~is_yes & ~is_no, "unknown-code")], len(plain)))


def folded(texts: pa.Array) -> pa.Array:
    """Lower case, half width, no spaces, and no leading number of an option (1.自然分娩)."""
    plain = pc.utf8_lower(pc.replace_substring_regex(narrow(texts), r"\s", ""))
    return pc.replace_substring_regex(plain, r"^\d{1,2}[.、:-]([^\d].*)$", r"\1")
