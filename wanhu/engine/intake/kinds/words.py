"""Short texts that are kept as they are, and numbers that are names of papers."""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import NOTHING, Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting


@dataclass(frozen=True)
class Words(Kind):
    """Text of at most ``longest`` characters, white space folded. ``tight``: without any white space, half width, in capitals (numbers
    of records)."""

    longest: int = 100
    tight: bool = False

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """The text; what is too long is an error, never cut."""
        if self.tight:
            plain = pc.utf8_upper(pc.replace_substring_regex(narrow(texts), r"\s|\.0$", ""))
        else:
            plain = pc.replace_substring_regex(texts, r"\s+", " ")
        long = pc.fill_null(pc.greater(pc.utf8_length(plain), self.longest), False)
        values = pc.if_else(long, NOTHING, plain)
        return Cleaned(values, coded([(long.to_numpy(zero_copy_only=False), "too-long")], len(plain)))


@dataclass(frozen=True)
class Certificate(Kind):
    """Number of a birth certificate: a capital letter and nine digits."""

    blanks: ClassVar[tuple[str, ...]] = ("/", "-", "无", "不详", "未办", "未领", "null", "#n/a")

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """The number; the province inside it is not checked, for certificates travel with families."""
        plain = pc.utf8_upper(pc.replace_substring_regex(narrow(texts), r"[\s'-]|^NO\.?", ""))
        good = pc.match_substring_regex(plain, r"^[A-Z][0-9]{9}$")
        values = pc.if_else(good, plain, NOTHING)
        return Cleaned(values, coded([(present(plain) & ~present(values), "unknown-code")], len(plain)))
