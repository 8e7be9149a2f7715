"""Pairs of mentions, weighed: the same person, to be asked, or different.

Splink scores the profiles that share a blocking key; then what must not be believed is struck out, whatever its weight (``vetoes``).
Copies of one profile need no weighing. With ``new``, only pairs that the new mentions bring or disturb are returned; ``keep`` puts
them together with yesterday's, and the sum is what comparing everything anew would give.
"""

import json
import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from splink import DuckDBAPI, Linker

from wanhu.engine.linkage import vetoes
from wanhu.engine.linkage.blocking import KEYS
from wanhu.engine.linkage.comparisons import COMPARISONS
from wanhu.engine.linkage.model import Model, settings, shipped
from wanhu.engine.linkage.prepare import Prepared, prepare

CERTAIN = 100.0  # bits given to copies of one profile: more than any evidence adds up to
PAIRS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("weight", pa.float64()), ("probability", pa.float64()),
                   ("evidence", pa.dictionary(pa.int32(), pa.string())), ("zone", pa.dictionary(pa.int32(), pa.string()))])  # fmt: skip


@dataclass(frozen=True)
class Pairs:
    """``table``: a, b (mentions, a < b), weight (bits), probability, evidence (JSON), zone (same, ask, different).

    Only pairs that weigh at least the model's ``ask`` are listed; ``different`` are those of them that a veto struck out.
    ``rescored``: old mentions whose earlier pairs no longer stand, because a value they rest on proved to be a placeholder.
    """

    table: pa.Table
    rescored: pa.Array


def pairs(mentions: pa.Table | Prepared, *, new: Collection[int] | pa.Array | None = None, model: Model | None = None) -> Pairs:
    """Compares a mention table with itself, or only ``new`` mentions with each other and with the rest."""
    model = model or shipped()
    held = mentions if isinstance(mentions, Prepared) else prepare(mentions, model.surnames, new=new)
    con = held.con
    copies = "WHERE m.mention <> m.profile"
    if held.incremental:
        copies += " AND (m.mention IN (FROM new_mentions) OR p.touched)"
    found = [con.sql(f"""SELECT m.profile AS a, m.mention AS b, {CERTAIN}::DOUBLE AS weight, 1.0::DOUBLE AS probability,
        '{{"copy": true}}' AS evidence, 'same' AS zone FROM profile_of m JOIN profiles p USING (profile) {copies}""").to_arrow_table()]  # fmt: skip
    found += [_scored(held, role, model) for role in COMPARISONS if _comparable(held, role)]
    table = pa.concat_tables([_shaped(part) for part in found]).unify_dictionaries()
    rescored = con.sql(
        "SELECT m.mention FROM profile_of m JOIN profiles p USING (profile) WHERE p.touched AND m.mention NOT IN (FROM new_mentions) ORDER BY 1"
    )
    return Pairs(table, rescored.to_arrow_table()["mention"].combine_chunks())


def keep(earlier: pa.Table, fresh: Pairs) -> pa.Table:
    """Yesterday's pairs with today's: those that rest on a mention scored again are replaced."""
    gone = fresh.rescored.to_numpy()
    stands = ~(np.isin(earlier["a"].to_numpy(), gone) | np.isin(earlier["b"].to_numpy(), gone))
    return pa.concat_tables([_shaped(earlier.filter(pa.array(stands))), fresh.table]).unify_dictionaries()


def _comparable(held: Prepared, role: str) -> bool:
    """Whether there is anything to weigh: setting Splink up costs more than a small delivery does."""
    few = held.con.sql(f"SELECT 1 FROM profiles WHERE role = '{role}' LIMIT 2").fetchall()
    return len(few) == 2


def _scored(held: Prepared, role: str, model: Model) -> pa.Table:
    """Pairs of one role, as Splink weighs them and the vetoes leave them."""
    con = held.con
    alive = "(fresh OR touched)" if held.incremental else "true"
    con.execute(f"CREATE OR REPLACE TABLE active AS FROM profiles WHERE role = '{role}' AND {alive}")
    con.execute(f"CREATE OR REPLACE TABLE resting AS FROM profiles WHERE role = '{role}' AND NOT {alive}")
    con.execute(
        "CREATE OR REPLACE TABLE name_frequencies AS SELECT name, any_value(frequency) AS tf_name FROM profiles WHERE name IS NOT NULL GROUP BY name"
    )
    api = DuckDBAPI(con)
    active = api.register("active", table_name=f"active_{role}")
    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(active, settings(model, role, list(KEYS[role])), log_level=None, validate_settings=False)
    linker.table_management.register_term_frequency_lookup(api.register("name_frequencies", table_name=f"names_{role}"), "name")
    asked: dict[str, Any] = {"threshold_match_weight": model.ask, "warning_mode": "never"}
    parts = [linker.inference.predict_within(active, **asked)]
    if held.incremental and con.sql("SELECT count(*) FROM resting").fetchall()[0][0]:
        parts.append(linker.inference.predict_between(active, api.register("resting", table_name=f"resting_{role}"), **asked))
    con.execute(
        "CREATE OR REPLACE TABLE weighed AS "
        + " UNION ALL BY NAME ".join(f"SELECT * FROM {part.physical_name}" for part in parts)
    )
    for part in parts:
        part.drop_table_from_database_and_remove_from_cache()
    gammas = [f"gamma_{comparison.name}" for comparison in COMPARISONS[role]]
    vector = f"concat_ws(',', {', '.join(gammas)})"
    vectors = [v for (v,) in con.sql(f"SELECT DISTINCT {vector} FROM weighed").fetchall()]
    con.register(
        "told",
        pa.table(
            {
                "vector": pa.array(vectors, pa.string()),
                "evidence": pa.array([evidence(role, v, model) for v in vectors], pa.string()),
            }
        ),
    )
    table = con.sql(f"""
        SELECT least(w.profile_l, w.profile_r) AS a, greatest(w.profile_l, w.profile_r) AS b, w.match_weight AS weight,
               w.match_probability AS probability, t.evidence,
               CASE WHEN {vetoes.sql(role, vetoes.DIFFERENT)} THEN 'different'
                    WHEN w.match_weight < {model.same} OR {vetoes.sql(role, vetoes.ASK)} THEN 'ask' ELSE 'same' END AS zone
        FROM weighed w JOIN profiles l ON l.profile = w.profile_l JOIN profiles r ON r.profile = w.profile_r
        JOIN told t ON t.vector = {vector}""").to_arrow_table()
    for name in ("weighed", "active", "resting"):
        con.execute(f"DROP TABLE {name}")
    return table


def evidence(role: str, vector: str, model: Model) -> str:
    """``{"name": ["same", 9.1], …}``: for each comparison the level reached and its bits (a common name weighs less than shown)."""
    told: dict[str, list[object]] = {}
    for comparison, gamma in zip(COMPARISONS[role], vector.split(","), strict=True):
        # Splink numbers levels from the last (0) upwards and gives the null level -1.
        level = comparison.levels[0] if gamma == "-1" else comparison.levels[len(comparison.levels) - 1 - int(gamma)]
        told[comparison.name] = [level.code, round(model.weight(role, comparison.name, level.code), 1)]
    return json.dumps(told)


def _shaped(table: pa.Table) -> pa.Table:
    columns = []
    for item in PAIRS:
        column = table[item.name]
        if pa.types.is_dictionary(item.type) and not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        columns.append(column.cast(item.type))
    return pa.table(columns, schema=PAIRS)
