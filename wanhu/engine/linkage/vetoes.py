"""What no sum of weights may override. Judged on the two profiles (``l`` and ``r``) and on the levels reached (``w``).

A weight adds evidence up; these say that some evidence is of another kind. Siblings, twins, spouses and mother and daughter share
almost everything that is written of them, so they are told apart by the one thing that must differ.
"""

NUMBERS_APART = "(l.id <> r.id AND damerau_levenshtein(l.id, r.id) > 2)"
NUMBERS_DIFFER = "(l.id <> r.id)"
NAMES_APART = "(l.pinyin <> r.pinyin)"
SAME_NUMBER = "coalesce(l.id = r.id, false)"
SAME_MARK = (
    "(coalesce(l.id = r.id, false) OR coalesce(l.certificate = r.certificate, false) OR coalesce(l.source = r.source, false))"
)
DATES_APART = """(l.day <> r.day AND abs(l.day - r.day) > 1 AND hamming(l.dob8, r.dob8) <> 1 AND NOT (abs(l.day - r.day) BETWEEN 17 AND 52)
    AND NOT (substr(l.dob8, 1, 4) = substr(r.dob8, 1, 4)
        AND substr(l.dob8, 5, 2) = substr(r.dob8, 7, 2) AND substr(l.dob8, 7, 2) = substr(r.dob8, 5, 2)))"""
# Twins get consecutive certificates, so one edit is a slip only when the names agree.
CERTIFICATES_APART = """(l.certificate <> r.certificate
    AND NOT (damerau_levenshtein(l.certificate, r.certificate) <= 1 AND coalesce(l.pinyin = r.pinyin, false)))"""
SAME_DAY = "(abs(l.day - r.day) <= 1)"
# Names that no slip of the pen turns into one another: neither sound, nor given name, nor one of two characters of it agrees.
NAMES_UNLIKE = """(l.pinyin <> r.pinyin AND l.given <> r.given AND NOT contains(l.name || r.name, '?')
    AND NOT (length(l.given) = 2 AND length(r.given) = 2
        AND (substr(l.given, 1, 1) = substr(r.given, 1, 1) OR substr(l.given, 2, 1) = substr(r.given, 2, 1)))
    AND NOT contains(l.given, r.given) AND NOT contains(r.given, l.given))"""
TWO_BIRTH_RECORDS = """(l.feed = r.feed AND l.feed IN ('delivery-register', 'birth-certificate')
    AND (l.source <> r.source OR l.certificate <> r.certificate OR (l.alone IS NOT NULL AND r.alone IS NOT NULL)))"""

# A register that holds two numbers under two names, or two dates, holds two children; under one name and date, or names that a slip
# explains, it may hold one child twice.
TWO_REGISTRATIONS = f"""(l.feed = r.feed AND l.source <> r.source
    AND NOT coalesce(l.id = r.id, false) AND NOT coalesce(l.certificate = r.certificate, false)
    AND (l.pinyin IS NULL OR r.pinyin IS NULL OR coalesce({NAMES_UNLIKE}, false) OR coalesce({DATES_APART}, false)))"""

# Certainly two people: the pair is dropped and, when a cluster would hold both, the cluster is cut.
APART = {
    "mother": [NUMBERS_APART],
    "child": [
        NUMBERS_DIFFER,
        CERTIFICATES_APART,
        f"({SAME_DAY} AND l.birth_order <> r.birth_order)",
        TWO_BIRTH_RECORDS,
        TWO_REGISTRATIONS,
    ],
}
# Twins by their names. Alone they may also be one child renamed, so within a cluster they count only beside an APART of the same birth.
TWIN_NAMES = [
    f"({SAME_DAY} AND NOT {SAME_MARK} AND l.sex <> r.sex AND {NAMES_APART})",
    f"({SAME_DAY} AND NOT {SAME_MARK} AND {NAMES_UNLIKE})",
]
# Not to be joined on this pair's account, though other records may show that they are one.
_DROPPED = [
    f"({DATES_APART} AND {NAMES_APART})",
    f"(l.sex <> r.sex AND {NAMES_APART} AND NOT {SAME_NUMBER})",
]
# Somebody may have been given a second number or certificate; when all else agrees a person looks.
_AGREE_OTHERWISE = "coalesce(l.pinyin = r.pinyin AND l.dob8 = r.dob8, false)"
DIFFERENT = {
    "mother": [f"({NUMBERS_APART} AND NOT {_AGREE_OTHERWISE})", *_DROPPED],
    "child": [
        f"(({NUMBERS_DIFFER} OR {CERTIFICATES_APART}) AND NOT {_AGREE_OTHERWISE})",
        APART["child"][2],
        TWIN_NAMES[0],
        *_DROPPED,
    ],
}
ASK = {
    "mother": [NUMBERS_DIFFER],
    "child": [
        NUMBERS_DIFFER,
        CERTIFICATES_APART,
        TWO_BIRTH_RECORDS,
        TWO_REGISTRATIONS,
        TWIN_NAMES[1],
        # the same mother and day, different names that a slip could explain, and nothing of their own agrees: a typing error or a twin
        f"({SAME_DAY} AND NOT {SAME_MARK} AND l.name <> r.name AND {NAMES_APART})",
        f"({SAME_DAY} AND NOT {SAME_MARK} AND l.sex <> r.sex)",
    ],
}


def sql(role: str, rules: dict[str, list[str]]) -> str:
    """The rules of one role as one condition that is never NULL."""
    return any_of(rules[role])


def any_of(rules: list[str]) -> str:
    """Some rules as one condition that is never NULL."""
    return "(" + " OR ".join(f"coalesce({rule}, false)" for rule in rules) + ")"
