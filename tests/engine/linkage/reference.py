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


def near_date(l: dict, r: dict) -> bool:
    a, b = l["dob8"], r["dob8"]
    if a is None or b is None:
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or abs(l["day"] - r["day"]) == 1 or a == b[:4] + b[6:] + b[4:6]


def same(l: dict, r: dict, column: str) -> bool:
    return l[column] is not None and l[column] == r[column]


def differ(l: dict, r: dict, column: str) -> bool:
    return l[column] is not None and r[column] is not None and l[column] != r[column]


def missing(l: dict, r: dict, *columns: str) -> bool:
    return all(l[c] is None or r[c] is None for c in columns)


def identity(l: dict, r: dict) -> str:
    if missing(l, r, "num", "dob8"):
        return "nothing"
    if same(l, r, "id"):
        if missing(l, r, "dob8") or l["dob8"] == r["dob8"]:
            return "number"
        return "number-date-near" if near_date(l, r) else "number-date-far"
    if missing(l, r, "id") and not missing(l, r, "num"):
        distance = edits(l["num"], r["num"])
        if distance <= 2:
            return "number-one-edit" if distance <= 1 else "number-two-edits"
    if differ(l, r, "id"):
        if same(l, r, "dob8"):
            return "numbers-differ-date-sequence" if l["id"][14:17] == r["id"][14:17] else "numbers-differ-date"
        return "numbers-differ"
    if same(l, r, "dob8"):
        return "date"
    if near_date(l, r):
        return "date-near"
    return "date-lunar" if not missing(l, r, "day") and 17 <= abs(l["day"] - r["day"]) <= 52 else "else"


def name(l: dict, r: dict) -> str:
    if missing(l, r, "name"):
        return "nothing"
    a, b = l["name"], r["name"]
    if a == b:
        return "same"
    if l["pinyin"] == r["pinyin"]:
        return "sound"
    c, d = l["given"], r["given"]
    if len(a) == len(b):
        odd = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        unread = [1 for x, y in zip(a, b, strict=True) if "?" in (x, y)]
        if len(odd) == 1 and len(unread) == 1:
            return "unreadable"
    if l["surname"] == r["surname"]:
        if len(c) == len(d) == 2 and (c[0] == d[0] or c[1] == d[1]):
            return "one-character"
        if abs(len(c) - len(d)) == 1 and min(len(c), len(d)) == 1 and (c in d or d in c):
            return "one-missing"
    if c == d and len(c) >= 2:
        return "given"
    return "surname" if l["surname"] == r["surname"] else "else"


def sex(l: dict, r: dict) -> str:
    return "nothing" if missing(l, r, "sex") else "same" if same(l, r, "sex") else "else"


def place(l: dict, r: dict) -> str:
    if missing(l, r, "township"):
        return "nothing"
    return "village" if same(l, r, "village") else "township" if same(l, r, "township") else "else"


def register(l: dict, r: dict) -> str:
    return "same" if same(l, r, "source") else "nothing"


def certificate(l: dict, r: dict) -> str:
    if missing(l, r, "certificate"):
        return "nothing"
    distance = edits(l["certificate"], r["certificate"])
    return "same" if distance == 0 else "one-edit" if distance == 1 else "else"


def phone(l: dict, r: dict) -> str:
    if missing(l, r, "phone"):
        return "nothing"
    distance = edits(l["phone"], r["phone"])
    return "same" if distance == 0 else "one-edit" if distance == 1 else "else"


def family(l: dict, r: dict) -> str:
    if missing(l, r, "kin_num", "kin_pinyin", "phone"):
        return "nothing"
    if same(l, r, "kin_id"):
        return "mother-number"
    if missing(l, r, "kin_id") and not missing(l, r, "kin_num") and edits(l["kin_num"], r["kin_num"]) <= 2:
        return "mother-number-near"
    named = same(l, r, "kin_pinyin")
    if named and same(l, r, "phone"):
        return "mother-phone"
    if named and same(l, r, "kin_dob8"):
        return "mother-date"
    if differ(l, r, "kin_id"):
        return "other-mother-number"
    if same(l, r, "phone"):
        return "phone"
    return "mother-name" if named else "other-mother" if differ(l, r, "kin_pinyin") else "else"


def child(l: dict, r: dict) -> str:
    if missing(l, r, "kin_dob8", "certificate", "kin_num"):
        return "nothing"
    if same(l, r, "kin_id") or same(l, r, "certificate"):
        return "number"
    if same(l, r, "kin_dob8"):
        return "name-date" if same(l, r, "kin_pinyin") else "date"
    return "clash" if differ(l, r, "kin_day") and 2 <= abs(l["kin_day"] - r["kin_day"]) <= 170 else "else"


COMPARED = {"mother": (identity, name, phone, child, place, register), "child": (identity, name, sex, family, certificate, place, register)}


def weight(l: dict, r: dict, model: Model) -> float:
    """Bits for one pair of profiles: the prior, and each comparison's level; an equal name by how common it is."""
    role = l["role"]
    total = math.log2(model.prior[role] / (1 - model.prior[role]))
    for compare in COMPARED[role]:
        level = compare(l, r)
        total += model.weight(role, compare.__name__, level)
        if compare is name and level == "same":
            total += math.log2(model.parameters[role]["name"]["same"][1]) - math.log2(max(l["frequency"], r["frequency"]))
    return total


def weights(profiles: list[dict], model: Model) -> dict[tuple[int, int], float]:
    """Every pair of profiles of one role that shares a key and weighs enough to be asked about."""
    found = {}
    for l, r in combinations(sorted(profiles, key=lambda p: p["profile"]), 2):
        if l["role"] == r["role"] and any(same(l, r, key) for key in KEYS[l["role"]]):
            bits = weight(l, r, model)
            if bits >= model.ask:
                found[l["profile"], r["profile"]] = bits
    return found
