"""What the local institution chose where the norm leaves a choice: read from a reviewed file, checked against the choices there are.

A choice here is the rule for everybody. A decision about one woman, by a named human, still goes before it.
"""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import yaml

CHOICES: dict[str, tuple[str, ...]] = {
    "antenatal_layer": ("national-5", "who-8"),
    "fundal_height_rule": ("band", "who"),
    "gbs_screening": ("not-offered", "offered"),
    "thalassaemia_screening": ("not-offered", "offered"),
    "age_counted": ("at-assessment", "at-expected-date"),
}


@dataclass(frozen=True)
class Institution:
    """One value for each choice, the upper limit of creatinine (µmol/L) of its laboratory, from which day, and whether somebody confirmed them."""

    antenatal_layer: str
    fundal_height_rule: str
    gbs_screening: str
    thalassaemia_screening: str
    age_counted: str
    creatinine_limit: float
    effective_from: date
    verified: bool


def institution(path: Path) -> Institution:
    """The choices from the YAML file in which the institution reviews them. Raises ValueError for a value that is none of the choices."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, allowed in CHOICES.items():
        if held.get(name) not in allowed:
            listed = "、".join(allowed)
            raise ValueError(
                f"{path.name}：{name} 只能是 {listed} / {name} must be one of {', '.join(allowed)}, not {held.get(name)!r}"
            )
    limit = held.get("creatinine_limit")
    if not isinstance(limit, int | float) or not 40 <= limit <= 200:
        raise ValueError(
            f"{path.name}：creatinine_limit 应为 40～200 μmol/L / creatinine_limit must lie between 40 and 200 µmol/L, not {limit!r}"
        )
    said = {one.name: held[one.name] for one in fields(Institution)}
    return Institution(**said | {"creatinine_limit": float(limit), "verified": held["verified"] is True})
