"""Telephone numbers: mobiles as eleven digits, landlines as area code, dash and number (0728-3221234)."""

from dataclasses import dataclass

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import NOTHING, Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting

MOBILE = r"^1[3-9]\d{9}$"
LANDLINE = r"^(010|02\d|0[3-9]\d{2})-?([2-9]\d{6,7}|0\d{6,7})(-\d{1,6})?$"


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number that can be dialled. Of several in one cell the first is taken."""

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Numbers; anything else is treated as no number, for a telephone is never worth a row."""
        plain = pc.utf8_upper(narrow(texts))
        scientific = pc.fill_null(pc.match_substring_regex(plain, r"^\d(\.\d+)?E\+?\d+$"), False)
        first = pc.replace_substring_regex(plain, r"^\s*(.*?[\d)])\s*(?:[/、,;，；]|或|转换|\s1[3-9]\d{9}).*$", r"\1")
        tight = pc.replace_substring_regex(first, r"[\s()']|\.0+$", "")
        tight = pc.replace_substring_regex(tight, r"^(\+86|0086|86)-?(1[3-9]\d)", r"\2")
        tight = pc.replace_substring_regex(tight, r"^0(1[3-9]\d-?\d{4}-?\d{4})$", r"\1")
        tight = pc.replace_substring_regex(tight, r"^(1[3-9]\d)-?(\d{4})-?(\d{4})$", r"\1\2\3")
        mobile = pc.match_substring_regex(tight, MOBILE)
        landline = pc.replace_substring_regex(tight, LANDLINE, r"\1-\2\3")
        fixed = pc.match_substring_regex(tight, LANDLINE)
        values = pc.if_else(mobile, tight, pc.if_else(fixed, landline, NOTHING))
        there, found = present(plain), present(values)
        flags = scientific.to_numpy(zero_copy_only=False)
        return Cleaned(values, coded([(flags, "phone-scientific"), (there & ~found, "unreadable-phone")], len(plain)))
