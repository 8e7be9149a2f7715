"""From pairs and decisions to people with numbers that stay.

A person's decision always wins and can always be taken back. Numbers outlive the groups they were given to: on a merge the older
(smaller) number survives, on a split the larger part keeps it, and every change of anybody's number is a row of history.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from wanhu.engine.linkage import vetoes
from wanhu.engine.linkage.clusters import HUMAN, Edge, components, join
from wanhu.engine.linkage.identities import History, number_people
from wanhu.engine.linkage.model import Model, shipped
from wanhu.engine.linkage.pairs import Pairs
from wanhu.engine.linkage.prepare import Prepared, prepare

DECISIONS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("same", pa.bool_())])
PREVIOUS = pa.schema([("mention", pa.int64()), ("person", pa.int64())])


@dataclass(frozen=True)
class Resolution:
    """``person_of``: mention, person. ``history``: kind, person, into, mention. ``reviews``: a, b, weight, evidence, value."""

    person_of: pa.Table
    history: pa.Table
    reviews: pa.Table


def resolve(
    mentions: pa.Table | Prepared,
    pairs: Pairs | pa.Table,
    decisions: pa.Table | None = None,
    previous: pa.Table | None = None,
    *,
    issued: int = 0,
    model: Model | None = None,
) -> Resolution:
    """People from *all* pairs that stand (see ``keep``), the newest decision on each pair, and the numbers given before.

    ``issued``: the highest person number ever given, so that one whose owner was merged away is not given again.
    Decisions about mentions that are not in the table are ignored.
    """
    held = mentions if isinstance(mentions, Prepared) else prepare(mentions, (model or shipped()).surnames)
    con = held.con
    con.register("pair_rows", pairs.table if isinstance(pairs, Pairs) else pairs)
    decided = (decisions if decisions is not None else DECISIONS.empty_table()).select(["a", "b", "same"]).cast(DECISIONS)
    con.register("decided", decided.append_column("place", pa.array(range(decided.num_rows), pa.int64())))
    con.execute(_NODES)
    nodes = np.asarray(con.sql("SELECT DISTINCT node FROM node_of ORDER BY node").fetchnumpy()["node"], dtype=np.int64)
    # Heavy pairs with a slip in name or sex, which a twin might explain, are believed where nothing else shows that there were two children.
    con.execute(f"DELETE FROM edges WHERE soft AND weight < {(model or shipped()).same}")
    _place(con, nodes)
    con.execute(
        "DELETE FROM edges WHERE soft AND a IN (SELECT node FROM placed WHERE component IN (SELECT component FROM apart))"
    )
    _place(con, nodes)
    groups, questions = _cut(con)
    con.register(
        "regrouped", pa.table({"node": pa.array(groups.keys(), pa.int64()), "cluster": pa.array(groups.values(), pa.int64())})
    )
    con.register("questions", pa.table({"a": pa.array([e.a for e in questions], pa.int64()), "b": pa.array([e.b for e in questions], pa.int64()),
                                        "weight": pa.array([e.weight for e in questions], pa.float64())}))  # fmt: skip
    con.execute(_CLUSTERS)
    clustered = con.sql("SELECT mention, cluster FROM cluster_of ORDER BY mention").to_arrow_table()
    person_of, history = number_people(
        clustered, (previous if previous is not None else PREVIOUS.empty_table()).cast(PREVIOUS), issued
    )
    reviews = con.sql(_REVIEWS).to_arrow_table()
    return Resolution(person_of, History.table(history), reviews)


def _place(con: duckdb.DuckDBPyConnection, nodes: np.ndarray) -> None:
    """Component of every node, and who within a component is certainly two people."""
    drawn = con.sql("SELECT a, b FROM edges").fetchnumpy()
    found = nodes[components(len(nodes), np.searchsorted(nodes, drawn["a"]), np.searchsorted(nodes, drawn["b"]))]
    con.register("component_rows", pa.table({"node": nodes, "component": found}))
    con.execute("CREATE OR REPLACE TABLE component_of AS FROM component_rows")
    con.execute(_APART)


def _cut(con: duckdb.DuckDBPyConnection) -> tuple[dict[int, int], list[Edge]]:
    """Builds again, pair by pair, every component that holds a contradiction."""
    children = {
        c
        for (c,) in con.sql(
            "SELECT DISTINCT component FROM placed WHERE role = 'child' AND component IN (SELECT component FROM apart)"
        ).fetchall()
    }
    edges = con.sql("""SELECT c.component, e.a, e.b, e.weight FROM edges e JOIN component_of c ON c.node = e.a
        WHERE c.component IN (SELECT component FROM apart) ORDER BY c.component""").fetchall()
    apart: dict[int, set[tuple[int, int]]] = {}
    never: dict[int, set[tuple[int, int]]] = {}
    for component, low, high, human in con.sql("SELECT component, a, b, human FROM apart").fetchall():
        (never if human else apart).setdefault(component, set()).add((low, high))
    by_component: dict[int, list[Edge]] = {}
    for component, low, high, weight in edges:
        by_component.setdefault(component, []).append(Edge(low, high, weight))
    groups: dict[int, int] = {}
    questions: list[Edge] = []
    for component, held in by_component.items():
        joined, left = join(held, apart.get(component, set()), never.get(component, set()), twins=component in children)
        groups |= joined
        questions += left
    return groups, questions


# A node is a profile; a mention that a person told apart from something is a node of its own, so that even a copy can be parted.
_NODES = f"""
CREATE OR REPLACE TABLE decisions AS
  SELECT least(a, b) AS a, greatest(a, b) AS b, arg_max(same, place) AS same FROM decided
  WHERE a IN (SELECT mention FROM profile_of) AND b IN (SELECT mention FROM profile_of) GROUP BY ALL;
CREATE OR REPLACE TABLE node_of AS
  SELECT mention, profile, CASE WHEN mention IN (SELECT unnest([a, b]) FROM decisions WHERE NOT same) THEN mention ELSE profile END AS node
  FROM profile_of;
CREATE OR REPLACE TABLE edges AS
  WITH drawn AS (
    SELECT a, b, weight, zone <> 'same' AS soft FROM pair_rows JOIN profiles l ON l.profile = a JOIN profiles r ON r.profile = b
    WHERE zone = 'same' OR (zone = 'ask' AND NOT (l.role = 'child' AND {vetoes.any_of(vetoes.TWIN_NAMES)}))
    UNION ALL SELECT a, b, weight, false FROM pair_rows WHERE b NOT IN (SELECT profile FROM profiles)
    UNION ALL SELECT a, b, '{HUMAN}'::DOUBLE, false FROM decisions WHERE same)
  SELECT least(x.node, y.node) AS a, greatest(x.node, y.node) AS b, max(weight) AS weight, bool_and(soft) AS soft
  FROM drawn d JOIN node_of x ON x.mention = d.a JOIN node_of y ON y.mention = d.b WHERE x.node <> y.node GROUP BY ALL;
"""

# Within components only: who is certainly two people. Profiles are the columns; nodes that share a profile are never apart by evidence.
_SUSPECT = """(count(DISTINCT p.id) > 1 OR (role = 'child' AND (
    count(DISTINCT p.certificate) > 1 OR count(DISTINCT p.birth_order) > 1 OR count(DISTINCT p.given) > 1 OR count(DISTINCT p.sex) > 1
    OR count(DISTINCT p.source) > 1 OR count(p.alone) > 1)))"""
_APART = f"""
CREATE OR REPLACE TABLE placed AS
  SELECT n.node, c.component, p.* FROM (SELECT DISTINCT node, profile FROM node_of) n
  JOIN component_of c USING (node) JOIN profiles p USING (profile);
CREATE OR REPLACE TABLE suspect AS
  FROM placed WHERE component IN (SELECT component FROM placed p GROUP BY component, role HAVING count(*) > 1 AND {_SUSPECT});
CREATE OR REPLACE TABLE apart AS
  SELECT l.component, l.node AS a, r.node AS b, false AS human FROM suspect l JOIN suspect r ON l.component = r.component AND l.node < r.node
  WHERE (l.role = 'mother' AND {vetoes.sql("mother", vetoes.APART)}) OR (l.role = 'child' AND {vetoes.sql("child", vetoes.APART)});
-- A child that bears both names under one number or certificate was renamed: that pair of names tells nobody apart.
CREATE OR REPLACE TABLE alias AS
  SELECT DISTINCT l.component, least(l.pinyin, r.pinyin) AS one, greatest(l.pinyin, r.pinyin) AS two
  FROM suspect l JOIN suspect r ON l.component = r.component AND l.node < r.node AND l.pinyin <> r.pinyin WHERE {vetoes.SAME_MARK};
INSERT INTO apart
  SELECT l.component, l.node, r.node, false FROM suspect l JOIN suspect r ON l.component = r.component AND l.node < r.node
  ANTI JOIN alias s ON s.component = l.component AND s.one = least(l.pinyin, r.pinyin) AND s.two = greatest(l.pinyin, r.pinyin)
  WHERE l.role = 'child' AND l.component IN (SELECT component FROM apart) AND {vetoes.any_of(vetoes.TWIN_NAMES)};
INSERT INTO apart
  SELECT c.component, least(x.node, y.node), greatest(x.node, y.node), true FROM decisions d
  JOIN node_of x ON x.mention = d.a JOIN node_of y ON y.mention = d.b JOIN component_of c ON c.node = x.node
  JOIN component_of k ON k.node = y.node AND k.component = c.component WHERE NOT d.same;
"""

_CLUSTERS = """
CREATE OR REPLACE TABLE cluster_of AS
  SELECT n.mention, coalesce(g.cluster, c.component) AS cluster
  FROM node_of n JOIN component_of c USING (node) LEFT JOIN regrouped g USING (node);
"""

# One question for each two clusters, on their heaviest pair. The value of an answer: how likely it joins, times the rows it would move.
_REVIEWS = f"""
WITH asked AS (
    SELECT a, b, weight, false AS torn FROM pair_rows WHERE zone = 'ask' UNION ALL SELECT a, b, weight, true FROM questions WHERE isfinite(weight)),
  placed AS (
    SELECT q.a, q.b, q.weight, q.torn, least(x.cluster, y.cluster) AS one, greatest(x.cluster, y.cluster) AS two
    FROM asked q JOIN cluster_of x ON x.mention = q.a JOIN cluster_of y ON y.mention = q.b WHERE x.cluster <> y.cluster),
  answered AS (
    SELECT DISTINCT least(x.cluster, y.cluster) AS one, greatest(x.cluster, y.cluster) AS two
    FROM decisions d JOIN cluster_of x ON x.mention = d.a JOIN cluster_of y ON y.mention = d.b WHERE NOT d.same),
  -- what other records of the two already answer is not asked; a refused pair (weight in questions) is the question itself
  told AS (
    SELECT DISTINCT p.one, p.two FROM placed p JOIN cluster_of x ON x.cluster = p.one JOIN cluster_of y ON y.cluster = p.two
    JOIN profiles l ON l.profile = x.mention JOIN profiles r ON r.profile = y.mention
    WHERE NOT p.torn AND ((l.role = 'mother' AND {vetoes.sql("mother", vetoes.APART)})
      OR (l.role = 'child' AND {vetoes.sql("child", vetoes.APART)}))),
  best AS (
    SELECT one, two, arg_max(a, (weight, -a, -b)) AS a, arg_max(b, (weight, -a, -b)) AS b, max(weight) AS weight, bool_or(torn) AS torn
    FROM placed ANTI JOIN answered USING (one, two) ANTI JOIN told USING (one, two) GROUP BY one, two),
  -- of one knot (twins, mostly) one question at a time, and one about each group: its answer often unties the rest
  first AS (
    SELECT b.* FROM best b LEFT JOIN node_of n ON n.mention = b.a LEFT JOIN component_of c USING (node)
    QUALIFY (NOT torn OR row_number() OVER (PARTITION BY torn, c.component ORDER BY weight DESC, a, b) = 1)
      AND row_number() OVER (PARTITION BY one ORDER BY weight DESC, a, b) = 1
      AND row_number() OVER (PARTITION BY two ORDER BY weight DESC, a, b) = 1),
  size AS (SELECT cluster, count(*) AS rows FROM cluster_of GROUP BY cluster)
SELECT b.a, b.b, b.weight, e.evidence, (1 / (1 + pow(2, -least(b.weight, 20)))) * least(s.rows, t.rows) AS value
FROM first b JOIN size s ON s.cluster = b.one JOIN size t ON t.cluster = b.two
LEFT JOIN pair_rows e ON e.a = b.a AND e.b = b.b
ORDER BY value DESC, b.a, b.b
"""
