"""Learning the weights: once, from people whose identity is known; then kept as a file and left alone.

m is counted among true pairs that share a blocking key, since only those are ever weighed; u among random pairs. Counts are smoothed
by half a pair, and a level is never allowed to weigh more than the counts can bear out.
"""

import logging
from collections.abc import Mapping

import pyarrow as pa
from splink import DuckDBAPI, Linker

from wanhu.engine.linkage.blocking import KEYS
from wanhu.engine.linkage.comparisons import COMPARISONS, NOTHING
from wanhu.engine.linkage.model import Model, settings
from wanhu.engine.linkage.names import Surnames
from wanhu.engine.linkage.prepare import Prepared, prepare

SAMPLE = 4000  # profiles of each role of which every pair is a random pair: eight million
PRIOR = 2.0**-17  # of a city of a million mentions; a village is then only more careful
SAME, ASK = 3.0, 2.0
LEAST, MOST = -12.0, 20.0  # bits: no single level decides alone
# Levels that random pairs never reach. A register gives a number once; a number it mistypes is somebody else's one time in a million.
BY_HAND = {("register", "same"): (0.99, 1e-6), ("register", "else"): (0.5, 0.5)}


def bounded(m: float, u: float) -> tuple[float, float]:
    """m and u moved as little as keeps log2(m/u) within bounds."""
    return max(m, u * 2**LEAST), max(u, m * 2**-MOST)


def learn(mentions: pa.Table, truth: pa.Table, surnames: Surnames, *, same: float = SAME, ask: float = ASK) -> Model:
    """A model from mentions and their true people (``truth``: mention, person)."""
    even = {
        role: {c.name: {level.code: (0.5, 0.5) for level in c.levels if level.code != NOTHING} for c in of}
        for role, of in COMPARISONS.items()
    }
    flat = Model(even, dict.fromkeys(COMPARISONS, PRIOR), same, ask, surnames)
    held = prepare(mentions, surnames)
    held.con.register("truth", truth)
    held.con.execute(
        "CREATE TABLE true_person AS SELECT profile, any_value(person) AS person FROM profile_of JOIN truth USING (mention) GROUP BY profile"
    )
    parameters = {}
    for role in COMPARISONS:
        of_one = _levels(held, role, flat, list(KEYS[role]), f"FROM profiles WHERE role = '{role}'", "=")
        of_two = _levels(held, role, flat, [], f"FROM profiles WHERE role = '{role}' ORDER BY hash(profile) LIMIT {SAMPLE}", "<>")
        parameters[role] = {
            c.name: {level.code: BY_HAND.get((c.name, level.code)) or bounded(of_one[c.name][level.code], of_two[c.name][level.code])
                     for level in c.levels if level.code != NOTHING}
            for c in COMPARISONS[role]
        }  # fmt: skip
    return Model(parameters, dict.fromkeys(COMPARISONS, PRIOR), same, ask, surnames)


def _levels(
    held: Prepared, role: str, flat: Model, keys: list[str], source: str, relation: str
) -> Mapping[str, Mapping[str, float]]:
    """Share of each level among pairs of one person (=) or of two (<>)."""
    con = held.con
    logging.getLogger("splink").setLevel(logging.ERROR)
    con.execute(f"CREATE OR REPLACE TABLE learnt_from AS {source}")
    con.execute(
        "CREATE OR REPLACE TABLE name_frequencies AS SELECT name, any_value(frequency) AS tf_name FROM profiles WHERE name IS NOT NULL GROUP BY name"
    )
    api = DuckDBAPI(con)
    rows = api.register("learnt_from", table_name=f"learnt_{role}_{len(keys)}")
    chosen = settings(flat, role, keys)
    if not keys:
        chosen["blocking_rules_to_generate_predictions"] = [{"blocking_rule": "1=1", "sql_dialect": "duckdb"}]
    linker = Linker(rows, chosen, log_level=None, validate_settings=False)
    linker.table_management.register_term_frequency_lookup(
        api.register("name_frequencies", table_name=f"names_{role}_{len(keys)}"), "name"
    )
    scored = linker.inference.predict_within(rows, warning_mode="never")
    shares: dict[str, dict[str, float]] = {}
    for comparison in COMPARISONS[role]:
        counted = dict(
            con.sql(f"""SELECT gamma_{comparison.name}, count(*) FROM {scored.physical_name} s
            JOIN true_person x ON x.profile = s.profile_l JOIN true_person y ON y.profile = s.profile_r
            WHERE x.person {relation} y.person AND gamma_{comparison.name} >= 0 GROUP BY ALL""").fetchall()
        )
        last = len(comparison.levels) - 1
        total = sum(counted.values()) + 0.5 * last
        shares[comparison.name] = {level.code: (counted.get(last - place, 0) + 0.5) / total
                                   for place, level in enumerate(comparison.levels) if level.code != NOTHING}  # fmt: skip
    scored.drop_table_from_database_and_remove_from_cache()
    return shares
