"""Which profiles are compared at all: those that share at least one of these keys.

Blocking is the ceiling of recall, so the keys are many and each is narrow. Every key is a column of text: empty when a part is
missing, and emptied again when it gathers too many different people, because one shared value (a clinic's phone, an unnamed
township) would otherwise make pairs by the million. Roles never meet: no mother is compared with a child.
"""

from collections.abc import Mapping

import duckdb

MANY_PEOPLE = 80  # different (sound of name, birth date) in one block: beyond this the key says nothing about a person

# NULL in any part makes the key NULL: || and not concat().
SHARED: Mapping[str, str] = {
    "by_number": "id",
    "by_phone": "phone",
    "by_name_date": "pinyin || '|' || dob8",
    "by_name_place_year": "name || '|' || township || '|' || substr(dob8, 1, 4)",
    "by_surname_place_date": "dob8 || '|' || township || '|' || surname",
    "by_number_parts": "substr(num, 1, 6) || '|' || substr(num, 15, 3) || '|' || pinyin",
    "by_source": "source",
    "by_certificate": "certificate",
    "by_kin_number": "kin_id",
    "by_kin_name_date": "kin_pinyin || '|' || dob8",
    "by_kin_name_name": "kin_pinyin || '|' || pinyin || '|' || coalesce(substr(dob8, 1, 4), '')",
}
MOTHER: Mapping[str, str] = SHARED | {
    # her child's number is in by_kin_number; her own name with the child's birth date finds her when she has neither number nor phone
    "by_kin_name_date": "kin_pinyin || '|' || kin_dob8",
    "by_kin_name_name": "pinyin || '|' || kin_dob8",
}
KEYS = {"mother": MOTHER, "child": SHARED}


def add_keys(con: duckdb.DuckDBPyConnection) -> None:
    """Adds the key columns to ``profiles`` and marks as touched whom a newly overfull key concerns."""
    cases = ", ".join(f"CASE role WHEN 'mother' THEN {MOTHER[key]} ELSE {SHARED[key]} END AS {key}" for key in SHARED)
    con.execute(f"CREATE OR REPLACE TABLE profiles AS SELECT *, {cases} FROM profiles")
    overfull: list[str] = []
    for key in SHARED:
        con.execute(f"""CREATE OR REPLACE TEMP TABLE overfull_{key} AS
            SELECT role, {key} AS value, count(DISTINCT who) FILTER (old) > {MANY_PEOPLE} AS before FROM (
              SELECT role, {key}, coalesce(pinyin, '') || coalesce(dob8, '') AS who, NOT fresh AS old FROM profiles WHERE {key} IS NOT NULL)
            GROUP BY ALL HAVING count(DISTINCT who) > {MANY_PEOPLE}""")
        if con.sql(f"SELECT count(*) FROM overfull_{key}").fetchall()[0][0]:
            overfull.append(key)
    for key in overfull:
        con.execute(f"""UPDATE profiles SET touched = true FROM overfull_{key} o
            WHERE NOT o.before AND o.role = profiles.role AND o.value = profiles.{key}""")
        con.execute(
            f"UPDATE profiles SET {key} = NULL FROM overfull_{key} o WHERE o.role = profiles.role AND o.value = profiles.{key}"
        )
