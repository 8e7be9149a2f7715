"""The slow, obvious linkage: one pair at a time in plain Python, from the same levels and weights. Only tests use it.

Written from the words of the levels, not from their SQL, so that a slip in either shows.
"""

import math
from itertools import combinations

from wanhu.engine.linkage.blocking import KEYS
from wanhu.engine.linkage.model import Model


def edits(a: str, b: str) -> int:
    """Damerau–Levenshtein distance by the full matrix with the last-seen table (unrestricted transpositions)."""
    last: dict[str, int] = {}
    limit = len(a) + len(b)
    table = {(-1, -1): limit}
    for i in range(len(a) + 1):
        table[i, -1], table[i, 0] = limit, i
    for j in range(len(b) + 1):
        table[-1, j], table[0, j] = limit, j
    for i in range(1, len(a) + 1):
        seen = 0
        for j in range(1, len(b) + 1):
            k, m = last.get(b[j - 1], 0), seen
            cost = 1
            if a[i - 1] == b[j - 1]:
                cost, seen = 0, j
            table[i, j] = min(table[i - 1, j - 1] + cost, table[i, j - 1] + 1, table[i - 1, j] + 1,
                              table[k - 1, m - 1] + (i - k - 1) + 1 + (j - m - 1))  # fmt: skip
        last[a[i - 1]] = i
    return table[len(a), len(b)]


def near_date(one: dict, two: dict) -> bool:
    a, b = one["dob8"], two["dob8"]
    if a is None or b is None:
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or abs(one["day"] - two["day"]) == 1 or a == b[:4] + b[6:] + b[4:6]


def same(one: dict, two: dict, column: str) -> bool:
    return one[column] is not None and one[column] == two[column]


def differ(one: dict, two: dict, column: str) -> bool:
    return one[column] is not None and two[column] is not None and one[column] != two[column]


def missing(one: dict, two: dict, *columns: str) -> bool:
    return all(one[c] is None or two[c] is None for c in columns)


def identity(one: dict, two: dict) -> str:
    if missing(one, two, "num", "dob8"):
        return "nothing"
    if same(one, two, "id"):
        if missing(one, two, "dob8") or one["dob8"] == two["dob8"]:
            return "number"
        return "number-date-near" if near_date(one, two) else "number-date-far"
    if missing(one, two, "id") and not missing(one, two, "num"):
        distance = edits(one["num"], two["num"])
        if distance <= 2:
            return "number-one-edit" if distance <= 1 else "number-two-edits"
    if differ(one, two, "id"):
        if same(one, two, "dob8"):
            return "numbers-differ-date-sequence" if one["id"][14:17] == two["id"][14:17] else "numbers-differ-date"
        return "numbers-differ"
    if same(one, two, "dob8"):
        return "date"
    if near_date(one, two):
        return "date-near"
    return "date-lunar" if not missing(one, two, "day") and 17 <= abs(one["day"] - two["day"]) <= 52 else "else"


def name(one: dict, two: dict) -> str:
    if missing(one, two, "name"):
        return "nothing"
    a, b = one["name"], two["name"]
    if a == b:
        return "same"
    if one["pinyin"] == two["pinyin"]:
        return "sound"
    c, d = one["given"], two["given"]
    if len(a) == len(b):
        odd = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        unread = [1 for x, y in zip(a, b, strict=True) if "?" in (x, y)]
        if len(odd) == 1 and len(unread) == 1:
            return "unreadable"
    if one["surname"] == two["surname"]:
        if len(c) == len(d) == 2 and (c[0] == d[0] or c[1] == d[1]):
            return "one-character"
        if abs(len(c) - len(d)) == 1 and min(len(c), len(d)) == 1 and (c in d or d in c):
            return "one-missing"
    if c == d and len(c) >= 2:
        return "given"
    return "surname" if one["surname"] == two["surname"] else "else"


def sex(one: dict, two: dict) -> str:
    return "nothing" if missing(one, two, "sex") else "same" if same(one, two, "sex") else "else"


def place(one: dict, two: dict) -> str:
    if missing(one, two, "township"):
        return "nothing"
    return "village" if same(one, two, "village") else "township" if same(one, two, "township") else "else"


def register(one: dict, two: dict) -> str:
    return "same" if same(one, two, "source") else "nothing"


def certificate(one: dict, two: dict) -> str:
    if missing(one, two, "certificate"):
        return "nothing"
    distance = edits(one["certificate"], two["certificate"])
    return "same" if distance == 0 else "one-edit" if distance == 1 else "else"


def phone(one: dict, two: dict) -> str:
    if missing(one, two, "phone"):
        return "nothing"
    distance = edits(one["phone"], two["phone"])
    return "same" if distance == 0 else "one-edit" if distance == 1 else "else"


def family(one: dict, two: dict) -> str:
    if missing(one, two, "kin_num", "kin_pinyin", "phone"):
        return "nothing"
    if same(one, two, "kin_id"):
        return "mother-number"
    if missing(one, two, "kin_id") and not missing(one, two, "kin_num") and edits(one["kin_num"], two["kin_num"]) <= 2:
        return "mother-number-near"
    named = same(one, two, "kin_pinyin")
    if named and same(one, two, "phone"):
        return "mother-phone"
    if named and same(one, two, "kin_dob8"):
        return "mother-date"
    if differ(one, two, "kin_id"):
        return "other-mother-number"
    if same(one, two, "phone"):
        return "phone"
    return "mother-name" if named else "other-mother" if differ(one, two, "kin_pinyin") else "else"


def child(one: dict, two: dict) -> str:
    if missing(one, two, "kin_dob8", "certificate", "kin_num"):
        return "nothing"
    if same(one, two, "kin_id") or same(one, two, "certificate"):
        return "number"
    if same(one, two, "kin_dob8"):
        return "name-date" if same(one, two, "kin_pinyin") else "date"
    return "clash" if differ(one, two, "kin_day") and 2 <= abs(one["kin_day"] - two["kin_day"]) <= 170 else "else"


COMPARED = {
    "mother": (identity, name, phone, child, place, register),
    "child": (identity, name, sex, family, certificate, place, register),
}


def weight(one: dict, two: dict, model: Model) -> float:
    """Bits for one pair of profiles: the prior, and each comparison's level; an equal name by how common it is."""
    role = one["role"]
    total = math.log2(model.prior[role] / (1 - model.prior[role]))
    for compare in COMPARED[role]:
        level = compare(one, two)
        total += model.weight(role, compare.__name__, level)
        if compare is name and level == "same":
            total += math.log2(model.parameters[role]["name"]["same"][1]) - math.log2(max(one["frequency"], two["frequency"]))
    return total


def weights(profiles: list[dict], model: Model) -> dict[tuple[int, int], float]:
    """Every pair of profiles of one role that shares a key and weighs enough to be asked about."""
    found = {}
    for one, two in combinations(sorted(profiles, key=lambda p: p["profile"]), 2):
        if one["role"] == two["role"] and any(same(one, two, key) for key in KEYS[one["role"]]):
            bits = weight(one, two, model)
            if bits >= model.ask:
                found[one["profile"], two["profile"]] = bits
    return found
