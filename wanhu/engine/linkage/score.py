"""How well linkage did, where the truth is known: for made-up cities, for benchmarks, and for a sample that people have checked.

Counted over pairs of mentions: precision is the share of joined pairs that are one person, recall the share of one person's pairs that
were joined. Both weigh a person by the square of her mentions, so people wrongly joined or torn apart are counted as well.
"""

from dataclasses import dataclass

import duckdb
import pyarrow as pa


@dataclass(frozen=True)
class Score:
    """``by_error``: error kind → (mentions with it, share of their true pairs joined). ``mixed``: people made of several people's
    mentions; ``torn``: true people found as more than one."""

    precision: float
    recall: float
    people: int
    found: int
    mixed: int
    torn: int
    by_error: dict[str, tuple[int, float]]


def score(person_of: pa.Table, truth: pa.Table) -> Score:
    """``person_of``: mention, person. ``truth``: mention, person and, if known, errors (kinds, comma separated)."""
    con = duckdb.connect(config={"threads": 2})
    con.register("found", person_of)
    con.register("truth", truth)
    con.execute("""
        CREATE TABLE j AS SELECT f.mention, f.person AS p, t.person AS t FROM found f JOIN truth t USING (mention);
        CREATE TABLE cell AS SELECT p, t, count(*)::DOUBLE AS n FROM j GROUP BY ALL;""")
    both = _one(con, "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM cell")
    joined = _one(con, "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT sum(n) AS n FROM cell GROUP BY p)")
    true = _one(con, "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT sum(n) AS n FROM cell GROUP BY t)")
    people, found = _one(con, "SELECT count(DISTINCT t) FROM cell"), _one(con, "SELECT count(DISTINCT p) FROM cell")
    mixed = _one(con, "SELECT count(*) FROM (FROM cell SELECT p GROUP BY p HAVING count(*) > 1)")
    torn = _one(con, "SELECT count(*) FROM (FROM cell SELECT t GROUP BY t HAVING count(*) > 1)")
    by_error: dict[str, tuple[int, float]] = {}
    if "errors" in truth.column_names:
        rows = con.sql("""
            WITH kinds AS (SELECT mention, unnest(string_split(errors, ',')) AS kind FROM truth),
              whole AS (SELECT t, sum(n) AS n FROM cell GROUP BY t)
            SELECT if(kind = '', 'none', kind), count(*), sum(c.n - 1) / nullif(sum(w.n - 1), 0)
            FROM kinds JOIN j USING (mention) JOIN cell c USING (p, t) JOIN whole w USING (t) GROUP BY 1 ORDER BY 1""").fetchall()
        by_error = {kind: (count, 1.0 if share is None else share) for kind, count, share in rows}
    con.close()
    return Score(
        both / joined if joined else 1.0, both / true if true else 1.0, int(people), int(found), int(mixed), int(torn), by_error
    )


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> float:
    return con.sql(sql).fetchall()[0][0]
