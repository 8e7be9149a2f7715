"""Resident identity numbers (GB 11643) as SQL, so that a million are checked without leaving DuckDB.

Seventeen digits and a check character; digits 7–14 are the birth date, digit 17 is odd for a man. Fifteen-digit numbers of
before 1999 lack the century and the check character and are made into eighteen. The six digits of place are not looked up:
codes of abolished counties stay valid for life.
"""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"

_SUM = " + ".join(f"(ascii(substr(t, {place}, 1)) - 48) * {weight}" for place, weight in enumerate(WEIGHTS, 1))

MACROS = (
    # The check character that belongs to the first seventeen digits of t; only meaningful when they are digits.
    f"CREATE OR REPLACE MACRO check_character(t) AS substr('{CHECK}', 1 + (({_SUM}) % 11), 1)",
    # Letters and digits only, upper case, and the slips of the hand that digits allow: O for 0, l and I for 1.
    "CREATE OR REPLACE MACRO bare_number(t) AS nullif(translate(upper(regexp_replace(t, '[^0-9A-Za-z]', '', 'g')), 'OIL', '011'), '')",
    """CREATE OR REPLACE MACRO eighteen(t) AS CASE
         WHEN length(t) = 15 AND regexp_full_match(t, '[0-9]{15}')
           THEN substr(t, 1, 6) || '19' || substr(t, 7) || check_character(substr(t, 1, 6) || '19' || substr(t, 7))
         ELSE t END""",
    """CREATE OR REPLACE MACRO is_identity_number(t) AS coalesce(
         CASE WHEN length(t) = 18 AND regexp_full_match(t, '[1-9][0-9]{16}[0-9X]')
              THEN try_strptime(substr(t, 7, 8), '%Y%m%d') IS NOT NULL AND substr(t, 7, 4) BETWEEN '1900' AND '2199'
                   AND check_character(t) = substr(t, 18, 1) END, false)""",
)
