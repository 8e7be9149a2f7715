"""The evidence of a pair in words: what was compared, and what the comparison found.

The engine names each level of agreement with a code; here each code has its sign and its words. ``≈`` stands for nearly,
``≠`` for different, ``=`` for the same and ``—`` for missing; the sign is never the only carrier of the meaning.
"""

from typing import NamedTuple

from wanhu.engine.text import Text


class Found(NamedTuple):
    """One finding: its sign, its words, and which look it has on the page: same, near, different or missing."""

    sign: str
    words: Text
    look: str


def _same(zh: str, en: str) -> Found:
    return Found("=", Text(zh, en), "same")


def _near(zh: str, en: str) -> Found:
    return Found("≈", Text(zh, en), "near")


def _different(zh: str, en: str) -> Found:
    return Found("≠", Text(zh, en), "different")


MISSING = Found("—", Text("缺失", "missing"), "missing")
DIFFERENT = _different("不同", "different")
SAME = _same("相同", "the same")

COMPARED: dict[str, Text] = {
    "identity": Text("证件号与出生日期", "Identity number and birth date"),
    "name": Text("姓名", "Name"),
    "sex": Text("性别", "Sex"),
    "phone": Text("手机号", "Phone"),
    "family": Text("母亲与电话", "Mother and phone"),
    "child": Text("同一行的孩子", "Child in the same row"),
    "certificate": Text("出生医学证明编号", "Birth certificate number"),
    "place": Text("居住地", "Place"),
    "register": Text("登记册编号", "Number in the register"),
}

FOUND: dict[tuple[str, str], Found] = {
    ("identity", "number"): _same("证件号相同", "the same number"),
    ("identity", "number-date-near"): _near("证件号相同，日期相近", "the same number, dates close"),
    ("identity", "number-date-far"): _different("证件号相同，日期相差很远", "the same number, dates far apart"),
    ("identity", "number-one-edit"): _near("证件号差一位", "numbers differ in one place"),
    ("identity", "number-two-edits"): _near("证件号差两位", "numbers differ in two places"),
    ("identity", "numbers-differ-date-sequence"): _different(
        "证件号不同，出生日期和顺序码相同", "numbers differ, birth date and sequence agree"
    ),
    ("identity", "numbers-differ-date"): _different("证件号不同，出生日期相同", "numbers differ, the same birth date"),
    ("identity", "numbers-differ"): _different("证件号不同", "numbers differ"),
    ("identity", "date"): _same("出生日期相同", "the same birth date"),
    ("identity", "date-near"): _near("出生日期相近", "birth dates close"),
    ("identity", "date-lunar"): _near("出生日期可能一为农历", "one date may be of the lunar calendar"),
    ("name", "sound"): _near("读音相同", "sounds the same"),
    ("name", "unreadable"): _near("有一个字认不出", "one character cannot be read"),
    ("name", "one-character"): _near("差一个字", "one character differs"),
    ("name", "one-missing"): _near("少一个字", "one character is missing"),
    ("name", "given"): _near("名同姓不同", "given name the same, surname not"),
    ("name", "surname"): _different("只有姓相同", "only the surname is the same"),
    ("family", "mother-number"): _same("母亲证件号相同", "the same mother's number"),
    ("family", "mother-number-near"): _near("母亲证件号相近", "mothers' numbers nearly the same"),
    ("family", "mother-phone"): _same("母亲姓名读音和电话相同", "mother's name sounds the same, the same phone"),
    ("family", "mother-date"): _same("母亲姓名读音和出生日期相同", "mother's name sounds the same, the same birth date"),
    ("family", "other-mother-number"): _different("母亲证件号不同", "mothers' numbers differ"),
    ("family", "phone"): _near("电话相同", "the same phone"),
    ("family", "mother-name"): _near("母亲姓名读音相同", "mother's name sounds the same"),
    ("family", "other-mother"): _different("母亲姓名不同", "mothers' names differ"),
    ("child", "number"): _same("孩子的号码相同", "the child's number is the same"),
    ("child", "name-date"): _same("孩子姓名和出生日期相同", "the child's name and birth date are the same"),
    ("child", "date"): _near("孩子出生日期相同", "the child's birth date is the same"),
    ("child", "clash"): _different("两次分娩相隔太近", "two births too close together"),
    ("certificate", "one-edit"): _near("差一位", "differ in one place"),
    ("phone", "one-edit"): _near("差一位", "differ in one place"),
    ("place", "village"): _same("同村", "the same village"),
    ("place", "township"): _near("同乡镇", "the same township"),
}


def finding(comparison: str, level: str) -> Found:
    """The words for a level of a comparison, both as the engine names them."""
    if level == "nothing":
        return MISSING
    return FOUND.get((comparison, level), SAME if level == "same" else DIFFERENT)
