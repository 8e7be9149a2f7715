"""Mentions made comparable: cleaned values, the other person of the row, and blocking keys.

A mention is one person named in one row. Many rows say the very same of a person (each dose of a child repeats who it is), so
equal mentions are folded into one *profile* before anything is compared; its number is its lowest mention. A mother's profile
carries the child of her row as ``kin_…`` and a child's carries its mother, because that is how each is recognised when its own
number is missing. Everything is one pass of SQL; only names pass through Python, once each.
"""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from wanhu.engine.linkage import blocking, numbers
from wanhu.engine.linkage.names import Surnames, sounds

MANY_NAMES = 8  # a number or phone carried by more different names than this belongs to nobody: a placeholder, a clinic's phone
PARENT_YEARS = 10  # a number whose owner is this much older than the child is a parent's, written in the wrong column

CONTENT = (
    "role", "feed", "name", "surname", "given", "pinyin", "frequency", "day", "dob8", "sex", "id", "num", "phone", "township", "village",
    "kin_name", "kin_pinyin", "kin_day", "kin_dob8", "kin_id", "kin_num", "certificate", "birth_order", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """``profiles`` and ``profile_of`` are tables of ``con``; ``touched`` lists old profiles whose values a new delivery unmasked.

    ``touched``: profiles holding no new mention, one of whose values (number, phone, or a blocking key) was believed before
    the new mentions came and is not any more. Their earlier pairs no longer stand and are scored again.
    """

    con: duckdb.DuckDBPyConnection
    incremental: bool
    touched: tuple[int, ...]

    def profiles(self) -> pa.Table:
        """One row per distinct content: ``profile`` (its lowest mention), its values and its blocking keys."""
        return self.con.sql("FROM profiles ORDER BY profile").to_arrow_table()

    def profile_of(self) -> pa.Table:
        """``mention``, ``profile``."""
        return self.con.sql("FROM profile_of ORDER BY mention").to_arrow_table()


def prepare(mentions: pa.Table, surnames: Surnames, *, new: Collection[int] | pa.Array | None = None) -> Prepared:
    """Cleans and folds a mention table (shape: see the package). ``new`` names the mentions of the latest delivery."""
    con = duckdb.connect(config={"threads": 2})
    con.execute("SET enable_progress_bar = false")
    for macro in numbers.MACROS:
        con.execute(macro)
    con.register("given_mentions", mentions)
    con.register("new_mentions", pa.table({"mention": _ids(new)}))
    names = con.sql(
        "SELECT DISTINCT n FROM (SELECT name n FROM given_mentions UNION SELECT mother_name FROM given_mentions) WHERE n IS NOT NULL"
    )
    con.register("sounds", _sound_table([n for (n,) in names.fetchall()], surnames))
    con.execute(_CLEANED)
    con.execute(_KIN)
    con.execute(_guard("placeholders", "true"))
    touched = "SELECT NULL::BIGINT AS mention WHERE false"
    if new is not None:
        con.execute(_guard("placeholders_before", "mention NOT IN (FROM new_mentions)"))
        touched = _NEWLY_MASKED
    con.execute(f"CREATE TABLE newly_masked AS {touched}")
    con.execute(_MASKED)
    content = ", ".join(CONTENT)
    con.execute(f"""CREATE TABLE profiles AS
        SELECT min(mention) AS profile, {content}, any_value(alone) AS alone, bool_and(mention IN (FROM new_mentions)) AS fresh,
               bool_or(mention IN (SELECT mention FROM newly_masked)) AS touched
        FROM masked GROUP BY {content}, alone""")
    same = " AND ".join(f"p.{column} IS NOT DISTINCT FROM m.{column}" for column in (*CONTENT, "alone"))
    con.execute(f"CREATE TABLE profile_of AS SELECT m.mention, p.profile FROM masked m JOIN profiles p ON {same}")
    for name in ("cleaned", "related", "masked"):
        con.execute(f"DROP TABLE {name}")
    blocking.add_keys(con)
    found = con.sql("SELECT profile FROM profiles WHERE touched AND NOT fresh ORDER BY profile").fetchall()
    return Prepared(con, new is not None, tuple(p for (p,) in found))


def _ids(new: Collection[int] | pa.Array | None) -> pa.Array:
    if isinstance(new, (pa.Array, pa.ChunkedArray)):
        return new.cast(pa.int64())  # type: ignore[return-value]
    return pa.array([] if new is None else sorted(int(n) for n in new), pa.int64())


def _sound_table(names: list[str], surnames: Surnames) -> pa.Table:
    heard = sounds(names, surnames)
    rows = [(raw, s.written, s.surname, s.given, s.pinyin, s.frequency) for raw, s in heard.items() if s is not None]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 6
    text = pa.string()
    return pa.table(
        {
            "raw": pa.array(columns[0], text), "written": pa.array(columns[1], text), "surname": pa.array(columns[2], text),
            "given": pa.array(columns[3], text), "pinyin": pa.array(columns[4], text), "frequency": pa.array(columns[5], pa.float64()),
        }
    )  # fmt: skip


# The values of each mention by themselves. A damaged number is kept as text (num) beside the valid one (id).
_CLEANED = """
CREATE TABLE cleaned AS
WITH bare AS (
  SELECT *, eighteen(bare_number(id_number)) AS n, eighteen(bare_number(mother_id_number)) AS mother_n FROM given_mentions),
owned AS (  -- the number a child's column holds may be its mother's, and the other way round
  SELECT *,
    role = 'child' AND is_identity_number(n) AND birth_date IS NOT NULL
      AND try_strptime(substr(n, 7, 8), '%Y%m%d')::DATE < birth_date - INTERVAL 10 YEAR AS parents,
    role = 'child' AND is_identity_number(mother_n) AND birth_date IS NOT NULL
      AND try_strptime(substr(mother_n, 7, 8), '%Y%m%d')::DATE > birth_date - INTERVAL 10 YEAR AS childs
  FROM bare),
numbered AS (
  SELECT *,
    CASE WHEN parents THEN CASE WHEN childs THEN mother_n END WHEN childs AND n IS NULL THEN mother_n ELSE n END AS own_n,
    CASE WHEN childs THEN CASE WHEN parents AND ascii(substr(n, 17, 1)) % 2 = 0 THEN n END
         WHEN parents AND mother_n IS NULL AND ascii(substr(n, 17, 1)) % 2 = 0 THEN n ELSE mother_n END AS kin_n
  FROM owned),
female AS (  -- a number whose 17th digit is odd is a man's: the husband's, written in the mother's column
  SELECT * REPLACE (
    CASE WHEN role = 'mother' AND is_identity_number(own_n) AND ascii(substr(own_n, 17, 1)) % 2 = 1 THEN NULL ELSE own_n END AS own_n,
    CASE WHEN is_identity_number(kin_n) AND ascii(substr(kin_n, 17, 1)) % 2 = 1 THEN NULL ELSE kin_n END AS kin_n)
  FROM numbered),
dated AS (
  SELECT *,
    coalesce(birth_date, CASE WHEN is_identity_number(own_n) THEN try_strptime(substr(own_n, 7, 8), '%Y%m%d')::DATE END) AS dob,
    coalesce(mother_birth_date, CASE WHEN is_identity_number(kin_n) THEN try_strptime(substr(kin_n, 7, 8), '%Y%m%d')::DATE END) AS kin_dob
  FROM female)
SELECT mention, delivery, feed, row, part, role, s.written AS name, s.surname, s.given, s.pinyin, s.frequency, dob,
  CASE WHEN sex IN (1, 2) THEN sex WHEN role = 'mother' THEN 2::TINYINT END AS sex,
  CASE WHEN is_identity_number(own_n) THEN own_n END AS id, CASE WHEN length(own_n) BETWEEN 15 AND 20 THEN own_n END AS num,
  phone, township, village, k.written AS kin_name, k.pinyin AS kin_pinyin, kin_dob,
  CASE WHEN is_identity_number(kin_n) THEN kin_n END AS kin_id, CASE WHEN length(kin_n) BETWEEN 15 AND 20 THEN kin_n END AS kin_num,
  certificate_number AS certificate, 
  -- 胎次 as a column, as the place in the row, or behind the placeholder: 王芳之女2, 王芳小双
  coalesce(birth_order, CASE WHEN role = 'child' AND part > 0 THEN part WHEN role = 'child' AND s.written IS NULL THEN
    coalesce(try_cast(nullif(regexp_extract(dated.name, '之[子女儿双]+([1-9])$', 1), '') AS TINYINT),
             CASE WHEN dated.name LIKE '%大双' THEN 1 WHEN dated.name LIKE '%小双' THEN 2 END) END)::TINYINT AS birth_order,
  CASE WHEN source_key IS NOT NULL THEN feed || ':' || source_key END AS source
FROM dated LEFT JOIN sounds s ON s.raw = dated.name LEFT JOIN sounds k ON k.raw = dated.mother_name
"""

# A row names a mother and her child: each lends the other what identifies it. Of twins the mother takes the first.
_KIN = """
CREATE TABLE related AS
WITH first_child AS (
  SELECT delivery, row, arg_min({'name': name, 'pinyin': pinyin, 'dob': dob, 'id': id, 'num': num, 'certificate': certificate,
    'source': source}, (part, mention)) AS c
  FROM cleaned WHERE role = 'child' GROUP BY ALL),
mother AS (
  SELECT delivery, row, arg_min({'name': name, 'pinyin': pinyin, 'dob': dob, 'id': id, 'num': num, 'phone': phone}, mention) AS w
  FROM cleaned WHERE role = 'mother' GROUP BY ALL)
SELECT m.* REPLACE (
    CASE WHEN m.role = 'mother' THEN c.name ELSE coalesce(m.kin_name, w.name) END AS kin_name,
    CASE WHEN m.role = 'mother' THEN c.pinyin ELSE coalesce(m.kin_pinyin, w.pinyin) END AS kin_pinyin,
    CASE WHEN m.role = 'mother' THEN c.dob ELSE coalesce(m.kin_dob, w.dob) END AS kin_dob,
    CASE WHEN m.role = 'mother' THEN c.id ELSE coalesce(m.kin_id, w.id) END AS kin_id,
    CASE WHEN m.role = 'mother' THEN c.num ELSE coalesce(m.kin_num, w.num) END AS kin_num,
    CASE WHEN m.role = 'mother' THEN m.phone ELSE coalesce(m.phone, w.phone) END AS phone,
    CASE WHEN m.role = 'mother' THEN coalesce(m.certificate, c.certificate) ELSE m.certificate END AS certificate,
    CASE WHEN m.role = 'mother' THEN coalesce(m.source, c.source) ELSE m.source END AS source)
FROM cleaned m
LEFT JOIN first_child c ON m.role = 'mother' AND c.delivery = m.delivery AND c.row = m.row
LEFT JOIN mother w ON m.role = 'child' AND w.delivery = m.delivery AND w.row = m.row
"""


def _guard(name: str, where: str) -> str:
    """Values that belong to nobody: carried by too many different names (by sound, so that a slip of the pen counts once)."""
    return f"""CREATE TABLE {name} AS
    SELECT kind, value FROM (
      SELECT 'number' AS kind, num AS value, pinyin AS who FROM related WHERE {where}
      UNION ALL SELECT 'number', kin_num, kin_pinyin FROM related WHERE {where}
      UNION ALL SELECT 'phone', phone, pinyin FROM related WHERE {where})
    WHERE value IS NOT NULL AND who IS NOT NULL GROUP BY ALL HAVING count(DISTINCT who) > {MANY_NAMES}"""


# Old mentions that carry a value which only the new mentions proved to be a placeholder.
_NEWLY_MASKED = """
SELECT DISTINCT r.mention FROM related r JOIN (FROM placeholders EXCEPT ALL FROM placeholders_before) g
  ON (g.kind = 'number' AND g.value IN (r.num, r.kin_num)) OR (g.kind = 'phone' AND g.value = r.phone)"""

# Columns of one profile, without placeholders. A birth record that nothing tells apart from its neighbour (no register number,
# certificate or order) stays alone: it may be the other twin, so it must not be folded away as a copy.
_MASKED = """
CREATE TABLE masked AS
WITH n AS (SELECT value FROM placeholders WHERE kind = 'number'), p AS (SELECT value FROM placeholders WHERE kind = 'phone')
SELECT mention, role, feed, name, surname, given, pinyin, frequency,
  dob - DATE '1900-01-01' AS day, strftime(dob, '%Y%m%d') AS dob8, sex,
  CASE WHEN num NOT IN (FROM n) THEN id END AS id, CASE WHEN num NOT IN (FROM n) THEN num END AS num,
  CASE WHEN phone NOT IN (FROM p) THEN phone END AS phone, township, village, kin_name, kin_pinyin,
  kin_dob - DATE '1900-01-01' AS kin_day, strftime(kin_dob, '%Y%m%d') AS kin_dob8,
  CASE WHEN kin_num NOT IN (FROM n) THEN kin_id END AS kin_id, CASE WHEN kin_num NOT IN (FROM n) THEN kin_num END AS kin_num,
  certificate, birth_order, source,
  CASE WHEN role = 'child' AND feed IN ('delivery-register', 'birth-certificate')
        AND source IS NULL AND certificate IS NULL AND birth_order IS NULL THEN mention END AS alone
FROM related"""
