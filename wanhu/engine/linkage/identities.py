"""Numbers of people that stay while the groups behind them change.

Each earlier number goes to the group that holds most of its mentions; a group to which several go takes the smallest, and the others
are merged into it. Mentions of a number that went elsewhere are a split. Nothing here looks at what a mention says.
"""

from typing import NamedTuple

import duckdb
import pyarrow as pa


class History(NamedTuple):
    """``new``: person was first given, to mention's group. ``merge``: person ended and became into. ``split``: mention (the lowest
    of those concerned) left person, which lives on or was merged, for into."""

    kind: str
    person: int
    into: int | None
    mention: int | None

    @staticmethod
    def table(rows: list["History"]) -> pa.Table:
        types = {"kind": pa.string(), "person": pa.int64(), "into": pa.int64(), "mention": pa.int64()}
        return pa.table({name: pa.array([getattr(row, name) for row in rows], kind) for name, kind in types.items()})


def number_people(clustered: pa.Table, previous: pa.Table, issued: int) -> tuple[pa.Table, list[History]]:
    """(mention, person) for (mention, cluster), keeping the numbers of ``previous`` (mention, person), and what changed.

    New numbers follow the highest of ``issued`` and ``previous``, in the order of each group's lowest mention.
    """
    con = duckdb.connect(config={"threads": 2})
    con.register("clustered", clustered)
    con.register("previous", previous)
    con.execute(f"""
        CREATE TABLE shared AS SELECT cluster, person, count(*) AS n, min(mention) AS low
          FROM clustered JOIN previous USING (mention) GROUP BY ALL;
        CREATE TABLE heir AS SELECT person, arg_max(cluster, (n, -low)) AS cluster FROM shared GROUP BY person;
        CREATE TABLE kept AS SELECT cluster, min(person) AS person FROM heir GROUP BY cluster;
        CREATE TABLE groups AS SELECT cluster, min(mention) AS low FROM clustered GROUP BY cluster;
        CREATE TABLE fresh AS SELECT cluster, low, greatest({issued}, (SELECT coalesce(max(person), 0) FROM previous))
            + row_number() OVER (ORDER BY low) AS person FROM groups ANTI JOIN kept USING (cluster);
        CREATE TABLE named AS SELECT cluster, person FROM kept UNION ALL SELECT cluster, person FROM fresh;
    """)
    changes = con.sql("""
        SELECT 'new', person, NULL, low FROM fresh
        UNION ALL SELECT 'merge', h.person, k.person, NULL FROM heir h JOIN kept k USING (cluster) WHERE h.person <> k.person
        UNION ALL SELECT 'split', s.person, n.person, s.low FROM shared s JOIN named n USING (cluster) JOIN heir h ON h.person = s.person
          WHERE h.cluster <> s.cluster
        ORDER BY 1, 2, 3""").fetchall()
    person_of = con.sql("SELECT mention, person FROM clustered JOIN named USING (cluster) ORDER BY mention").to_arrow_table()
    con.close()
    return person_of.cast(pa.schema([("mention", pa.int64()), ("person", pa.int64())])), [History(*row) for row in changes]
