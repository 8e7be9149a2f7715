"""How much each level of agreement weighs: numbers, kept apart from code, saved as JSON.

A level's weight is log2(m/u): m is how often records of one person reach it, u how often records of two people do. A city that
has grown can learn its own (``train``); until then the model that ships, learnt on a made-up city, serves. The parameters are fixed
while they are in use, and so is the chance that two random records are one person: that is what lets a day's delivery be linked
by itself and give the answer that linking everything anew would give.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wanhu.engine.linkage.comparisons import COMPARISONS, ELSE, NOTHING
from wanhu.engine.linkage.names import Surnames

Parameters = Mapping[str, Mapping[str, tuple[float, float]]]  # comparison → level → (m, u)


@dataclass(frozen=True)
class Model:
    """``parameters`` by role, the prior (share of random pairs of profiles that are one person), and two thresholds in bits.

    At or above ``same`` a pair is one person; at or above ``ask`` a person decides; below, they are different.
    """

    parameters: Mapping[str, Parameters]
    prior: Mapping[str, float]
    same: float
    ask: float
    surnames: Surnames

    def weight(self, role: str, comparison: str, level: str) -> float:
        """Bits that this level adds, before the frequency of the name is taken into account."""
        if level == NOTHING:
            return 0.0
        m, u = self.parameters[role][comparison][level]
        return math.log2(m / u)

    def to_json(self) -> str:
        """The whole model as one JSON text."""
        held = {
            "prior": dict(self.prior), "same": self.same, "ask": self.ask,
            "parameters": {role: {name: {code: list(mu) for code, mu in levels.items()} for name, levels in of.items()}
                           for role, of in self.parameters.items()},
            "surnames": {"readings": dict(self.surnames.readings), "compound": dict(self.surnames.compound), "share": dict(self.surnames.share)},
        }  # fmt: skip
        return json.dumps(held, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """Reads what ``to_json`` wrote. A level without numbers raises ``KeyError`` that names it."""
        held = json.loads(text)
        for role, comparisons in COMPARISONS.items():
            for comparison in comparisons:
                for level in comparison.levels:
                    if level.code != NOTHING and level.code not in held["parameters"][role][comparison.name]:
                        raise KeyError(f"{role}/{comparison.name}/{level.code}")
        parameters = {role: {name: {code: (float(m), float(u)) for code, (m, u) in levels.items()} for name, levels in of.items()}
                      for role, of in held["parameters"].items()}  # fmt: skip
        return cls(parameters, held["prior"], held["same"], held["ask"], Surnames(**held["surnames"]))


@cache
def shipped() -> Model:
    """The model that comes with Wanhu."""
    return Model.from_json(files("wanhu.engine.linkage").joinpath("model.json").read_text("utf-8"))


def settings(model: Model, role: str, keys: list[str]) -> dict[str, Any]:
    """The model of one role in Splink's own terms."""
    comparisons = []
    for comparison in COMPARISONS[role]:
        levels: list[dict[str, Any]] = []
        for level in comparison.levels:
            held: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.code}
            if level.code == NOTHING:
                held["is_null_level"] = True
            else:
                held["m_probability"], held["u_probability"] = model.parameters[role][comparison.name][level.code]
            if level.frequency:
                held |= {"tf_adjustment_column": "name", "tf_adjustment_weight": 1.0, "disable_tf_exact_match_detection": True}
            levels.append(held)
        assert levels[-1]["sql_condition"] == ELSE
        comparisons.append({"output_column_name": comparison.name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "profile",
        "probability_two_random_records_match": model.prior[role],
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.{key} = r.{key}", "sql_dialect": "duckdb"} for key in keys
        ],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "linker_uid": role,
    }
