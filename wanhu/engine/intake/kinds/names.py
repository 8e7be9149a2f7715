"""Names of people as registers write them.

A newborn without a name of its own (张三之女, 新生儿) is no error: there is simply no name yet. A name with a lost character keeps
what is left and is marked, so that matching trusts it less. Traditional forms are left as they are.
"""

from dataclasses import dataclass

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import NOTHING, Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import NOTHING as BLANKS
from wanhu.engine.intake.kinds.base import Kind, Setting

PLACEHOLDER = r"(之|的)?(长|次|大|小|双|三)?(子|女|婴|儿|宝|男婴|女婴|男孩|女孩|儿子|女儿|宝宝|毛毛)(\d|[一二三四甲乙AB大小])?$"
NAMELESS = (
    r"^(新生儿|婴儿|女婴|男婴|宝宝|毛毛|毛女|毛男|未取名|未命名|未起名|待取名|无名|待定|双胞胎)([\dA-Z一二三四大小男女]|之.)*$"
)
HAN = r"\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}\x{f900}-\x{faff}\x{20000}-\x{323af}〇"
PRIVATE = r"\x{e000}-\x{f8ff}\x{f0000}-\x{10fffd}"
LONGEST = 30


@dataclass(frozen=True)
class Name(Kind):
    """A person's name. ``newborn``: the column may hold 张三之女 or 新生儿, which is no name."""

    newborn: bool = False
    blanks = tuple(each for each in BLANKS if each != "#ref!")

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Names without titles, remarks in brackets and inner spaces; one sort of dot in names of other peoples."""
        plain = narrow(texts)
        plain = pc.replace_substring_regex(plain, r"\s*[(\[【<〔].*[)\]】>〕]\s*", "")
        plain = pc.replace_substring_regex(plain, r"\s*[·•・‧∙⋅●.．]\s*", "·")
        plain = pc.replace_substring_regex(plain, rf"([{HAN}·])\s+", r"\1")
        plain = pc.replace_substring_regex(plain, r"(女士|先生|小姐|同志|太太)$", "")
        plain = pc.utf8_trim(plain, characters=" ·,，、")
        length = pc.fill_null(pc.utf8_length(plain), 0).to_numpy(zero_copy_only=False)
        nameless = _is(plain, rf"^.*之{PLACEHOLDER}") | _is(plain, NAMELESS) | _is(plain, r"^.{1,4}(大|小|双)?(毛毛|宝宝)\d?$")
        there = present(plain)
        wrong = there & ~nameless & ((length > LONGEST) | (length == 0) | _is(plain, r"\d|[=+@/\\<>|{}]|^[^\pL]+$"))
        if not self.newborn:
            wrong |= nameless
        damaged = there & ~wrong & ~nameless & (
            _is(plain, rf"[?？□■�*×_{PRIVATE}]|[{HAN}][A-Za-z]|[A-Za-z][{HAN}]") | (length == 1)
        )  # fmt: skip
        gone = pa.array(wrong | nameless)
        count = len(plain)
        return Cleaned(
            pc.if_else(gone, NOTHING, plain),
            coded([(wrong, "unreadable-name")], count),
            coded([(damaged, "damaged-name")], count),
        )


def _is(texts: pa.Array, pattern: str):
    return pc.fill_null(pc.match_substring_regex(texts, pattern), False).to_numpy(zero_copy_only=False)
