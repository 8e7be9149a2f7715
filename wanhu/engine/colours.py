"""The smallest colour of risk that a pregnancy's alerts suggest, with every reason. A named human confirms it, or another; nothing here does.

Alerts of the topic COLOUR each suggest a colour; the highest holds. Purple stands apart: it is no step above red but the mark of an infectious
disease, of the restricted class, and is a row of its own, which exists only where restricted rules were asked for. A pregnancy without
a row has nothing recorded that suggests more than green; that is not an assessment.
"""

import duckdb
import pyarrow as pa

from wanhu.engine.protocol import Rulebook, Topic

COLOURS = ("green", "yellow", "orange", "red")  # rising
PURPLE = "purple"
SUGGESTED = pa.schema(
    [("subject", pa.int64()), ("person", pa.int64()), ("colour", pa.string()), ("because", pa.string())],
)


def suggested(alerts: pa.Table, rulebook: Rulebook) -> pa.Table:
    """Of a run's alerts (``wanhu.engine.evaluation.rows.ALERTS``) one row a pregnancy, and one more where purple is suggested.

    Columns: subject (the pregnancy), person, colour, because (JSON: code of each alert → the facts it used, the highest colour first).
    Raises ValueError for a colour that is none.
    """
    ranked = [(one.code, *_rank(one.code, one.level)) for one in rulebook.alerts if one.topic is Topic.COLOUR]
    rules = pa.table(
        {
            "rule": pa.array([code for code, _, _ in ranked], pa.string()),
            "rank": pa.array([rank for _, rank, _ in ranked], pa.int8()),
            "apart": pa.array([apart for _, _, apart in ranked], pa.bool_()),
        }
    )
    with duckdb.connect() as connection:
        connection.register("alerts", alerts)
        connection.register("rules", rules)
        rows = connection.sql(_HIGHEST).to_arrow_table()
    names = pa.array([*COLOURS, PURPLE], pa.string())
    colour = names.take(rows["rank"].combine_chunks())
    return pa.table([rows["subject"], rows["person"], colour, rows["because"]], schema=SUGGESTED)


_HIGHEST = """
SELECT subject, max(person) AS person, max(rank) AS rank,
       '{' || string_agg('"' || rule || '":' || because, ',' ORDER BY rank DESC, rule) || '}' AS because
FROM alerts JOIN rules USING (rule)
WHERE subject_kind = 'pregnancy'
GROUP BY subject, apart
ORDER BY subject, apart
"""


def _rank(code: str, level: str) -> tuple[int, bool]:
    if level == PURPLE:
        return len(COLOURS), True
    if level not in COLOURS:
        raise ValueError(
            f"{code}: “{level}”不是风险颜色，只有 {'、'.join((*COLOURS, PURPLE))} / “{level}” is no colour of risk: {', '.join((*COLOURS, PURPLE))}"
        )
    return COLOURS.index(level), False
