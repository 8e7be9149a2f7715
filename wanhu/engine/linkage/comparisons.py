"""What is compared, level by level, from the most telling to the least.

Values that go wrong together are judged together: an identity number with the birth date it contains, a child's mother with her
phone. Names are compared character by character with ``substr``, because DuckDB's edit distances count bytes and a Chinese
character has three. The first level that holds is the one that counts; ``NULL`` levels say nothing either way.
Only the order and the conditions are here; how much each level weighs is in the model.
"""

from typing import NamedTuple

NOTHING = "nothing"  # code of the level that carries no weight
ELSE = "ELSE"


class Level(NamedTuple):
    code: str
    sql: str
    frequency: bool = False  # whether a common value weighs less


class Comparison(NamedTuple):
    name: str
    levels: tuple[Level, ...]


def both(column: str) -> str:
    return f"({column}_l IS NOT NULL AND {column}_r IS NOT NULL)"


def either_missing(*columns: str) -> str:
    return "(" + " AND ".join(f"({column}_l IS NULL OR {column}_r IS NULL)" for column in columns) + ")"


NEAR_DATE = """(hamming(dob8_l, dob8_r) = 1 OR abs(day_l - day_r) = 1
    OR (substr(dob8_l, 1, 4) = substr(dob8_r, 1, 4)
        AND substr(dob8_l, 5, 2) = substr(dob8_r, 7, 2) AND substr(dob8_l, 7, 2) = substr(dob8_r, 5, 2)))"""
ONE_VALID = (
    "(id_l IS NULL OR id_r IS NULL)"  # two numbers that both check are two numbers, however alike (neighbours in the register)
)
BOTH_VALID_DIFFER = "(id_l <> id_r)"

identity = Comparison(
    "identity",
    (
        Level(NOTHING, either_missing("num", "dob8")),
        Level("number", "id_l = id_r AND (dob8_l IS NULL OR dob8_r IS NULL OR dob8_l = dob8_r)"),
        Level("number-date-near", f"id_l = id_r AND {NEAR_DATE}"),
        Level("number-date-far", "id_l = id_r"),
        Level("number-one-edit", f"{ONE_VALID} AND damerau_levenshtein(num_l, num_r) <= 1"),
        Level("number-two-edits", f"{ONE_VALID} AND damerau_levenshtein(num_l, num_r) <= 2"),
        Level(
            "numbers-differ-date-sequence",
            f"{BOTH_VALID_DIFFER} AND dob8_l = dob8_r AND substr(id_l, 15, 3) = substr(id_r, 15, 3)",
        ),
        Level("numbers-differ-date", f"{BOTH_VALID_DIFFER} AND dob8_l = dob8_r"),
        Level("numbers-differ", BOTH_VALID_DIFFER),
        Level("date", "dob8_l = dob8_r"),
        Level("date-near", NEAR_DATE),
        Level("date-lunar", "abs(day_l - day_r) BETWEEN 17 AND 52"),
        Level("else", ELSE),
    ),
)

# Beyond the end of a short name both sides give '' and so agree: three of four places agree exactly when one character differs.
_SAME_PLACE = " + ".join(f"(substr(name_l, {i}, 1) = substr(name_r, {i}, 1))::INT" for i in range(1, 5))
_UNREADABLE = " + ".join(f"(substr(name_l, {i}, 1) = '?' OR substr(name_r, {i}, 1) = '?')::INT" for i in range(1, 5))

name = Comparison(
    "name",
    (
        Level(NOTHING, either_missing("name")),
        Level("same", "name_l = name_r", frequency=True),
        Level("sound", "pinyin_l = pinyin_r"),
        Level("unreadable", f"length(name_l) = length(name_r) AND ({_UNREADABLE}) = 1 AND ({_SAME_PLACE}) = 3"),
        Level("one-character", "surname_l = surname_r AND length(given_l) = length(given_r) AND length(given_l) = 2 "
              "AND (substr(given_l, 1, 1) = substr(given_r, 1, 1) OR substr(given_l, 2, 1) = substr(given_r, 2, 1))"),
        Level("one-missing", "surname_l = surname_r AND abs(length(given_l) - length(given_r)) = 1 AND least(length(given_l), length(given_r)) = 1 "
              "AND (contains(given_l, given_r) OR contains(given_r, given_l))"),
        Level("given", "given_l = given_r AND length(given_l) >= 2"),
        Level("surname", "surname_l = surname_r"),
        Level("else", ELSE),
    ),
)  # fmt: skip

sex = Comparison("sex", (Level(NOTHING, either_missing("sex")), Level("same", "sex_l = sex_r"), Level("else", ELSE)))

place = Comparison(
    "place",
    (
        Level(NOTHING, either_missing("township")),
        Level("village", "village_l = village_r"),
        Level("township", "township_l = township_r"),
        Level("else", ELSE),
    ),
)

# A register's own number says yes when it is equal and nothing when it differs: people are registered twice.
register = Comparison("register", (Level(NOTHING, "source_l IS NULL OR source_r IS NULL OR source_l <> source_r"),
                                   Level("same", "source_l = source_r"), Level("else", ELSE)))  # fmt: skip

certificate = Comparison("certificate", (Level(NOTHING, either_missing("certificate")), Level("same", "certificate_l = certificate_r"),
                                         Level("one-edit", "damerau_levenshtein(certificate_l, certificate_r) <= 1"),
                                         Level("else", ELSE)))  # fmt: skip

phone = Comparison("phone", (Level(NOTHING, either_missing("phone")), Level("same", "phone_l = phone_r"),
                             Level("one-edit", "damerau_levenshtein(phone_l, phone_r) <= 1"), Level("else", ELSE)))  # fmt: skip

KIN_NEAR = "(kin_id_l IS NULL OR kin_id_r IS NULL) AND damerau_levenshtein(kin_num_l, kin_num_r) <= 2"

# A child's mother and her phone are one thing: they move, are missing and go wrong together.
family = Comparison(
    "family",
    (
        Level(NOTHING, either_missing("kin_num", "kin_pinyin", "phone")),
        Level("mother-number", "kin_id_l = kin_id_r"),
        Level("mother-number-near", KIN_NEAR),
        Level("mother-phone", "kin_pinyin_l = kin_pinyin_r AND phone_l = phone_r"),
        Level("mother-date", "kin_pinyin_l = kin_pinyin_r AND kin_dob8_l = kin_dob8_r"),
        Level("other-mother-number", "kin_id_l <> kin_id_r"),
        Level("phone", "phone_l = phone_r"),
        Level("mother-name", "kin_pinyin_l = kin_pinyin_r"),
        Level("other-mother", "kin_pinyin_l <> kin_pinyin_r"),
        Level("else", ELSE),
    ),
)

# A mother's child in the same row; another child is no evidence against her, but two births a few months apart are.
child = Comparison(
    "child",
    (
        Level(NOTHING, either_missing("kin_dob8", "certificate", "kin_num")),
        Level("number", "kin_id_l = kin_id_r OR certificate_l = certificate_r"),
        Level("name-date", "kin_pinyin_l = kin_pinyin_r AND kin_dob8_l = kin_dob8_r"),
        Level("date", "kin_dob8_l = kin_dob8_r"),
        Level("clash", "abs(kin_day_l - kin_day_r) BETWEEN 2 AND 170"),
        Level("else", ELSE),
    ),
)

COMPARISONS: dict[str, tuple[Comparison, ...]] = {
    "mother": (identity, name, phone, child, place, register),
    "child": (identity, name, sex, family, certificate, place, register),
}
