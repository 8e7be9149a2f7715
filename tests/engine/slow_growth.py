"""The slow, obvious growth: one measurement at a time, as a reader of the standards would work it out with a pocket calculator.

Nothing is shared with the fast one but the files of the tables, which are read again here line by line, and the rule for corrected age
in ``wanhu.engine.dates``. Facts are those of a ``Book``, corrected ones already taken out (``reference.effective``).
"""

import csv
import math
from collections import defaultdict
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from wanhu import rules
from wanhu.engine.dates import corrected_age_days, uses_corrected_age

FOLDER = Path(rules.__file__).parent / "parameters" / "who_growth"
WEIGHT, LENGTH, HEIGHT, HEAD = "weight", "length", "height", "head-circumference"
INDICES: tuple[str, ...] = ("weight-for-age", "length-for-age", "weight-for-length", "bmi-for-age", "head-for-age")
RESTRICTED = ("weight-for-age", "weight-for-length", "bmi-for-age")
PLAUSIBLE: dict[str, tuple[int, int]] = dict(zip(INDICES, ((-6, 5), (-6, 6), (-5, 5), (-5, 5), (-5, 5)), strict=True))
LMS = tuple[float, float, float]


@cache
def table(name: str) -> dict[tuple[int, str], LMS]:
    """L, M and S by sex and day, or by sex and tenth of a centimetre, as they are printed."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))[1:]
    return {(int(sex), at): (float(power), float(median), float(spread)) for sex, at, power, median, spread in rows}


def lms_of(index: str, sex: int, age: int, length: float | None) -> LMS | None:
    """The row of the tables, or what lies between two rows."""
    if index != "weight-for-length":
        return table(index.replace("-", "_")).get((sex, str(age)))
    rows = table("weight_for_length" if age < 731 else "weight_for_height")
    if length is None:
        return None
    tenths = round(length * 10, 6)
    below = math.floor(tenths)
    low, high = rows.get((sex, _cm(below))), rows.get((sex, _cm(below + 1)))
    if low and tenths == below:
        return low
    if low is None or high is None:
        return None
    power, median, spread = (one + (other - one) * (tenths - below) for one, other in zip(low, high, strict=True))
    return power, median, spread


def _cm(tenths: int) -> str:
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def at_sd(k: int, lms: LMS) -> float:
    """The measurement that lies k standard deviations from the median."""
    power, median, spread = lms
    return median * math.exp(spread * k) if power == 0 else median * (1 + power * spread * k) ** (1 / power)


def zscore(index: str, sex: int, age: int, value: float | None, length: float | None = None) -> float | None:
    """The z-score of one measurement to two decimals; None when it cannot be known."""
    if value is None or not 0 < value < math.inf or sex not in (1, 2) or not 0 <= age <= 1856 or age / 30.4375 >= 60:
        return None
    lms = lms_of(index, sex, age, length)
    if lms is None:
        return None
    power, median, spread = lms
    z = math.log(value / median) / spread if power == 0 else ((value / median) ** power - 1) / (power * spread)
    if index in RESTRICTED and z > 3:
        z = 3 + (value - at_sd(3, lms)) / (at_sd(3, lms) - at_sd(2, lms))
    if index in RESTRICTED and z < -3:
        z = -3 + (value - at_sd(-3, lms)) / (at_sd(-2, lms) - at_sd(-3, lms))
    return two_decimals(z)


def two_decimals(z: float) -> float:
    """Halves away from zero; 1e-9 because a half is rarely stored as one."""
    hundredths = math.floor(abs(z) * 100 + 0.5 + 1e-9)
    return (hundredths if z >= 0 else -hundredths) / 100


def measured_as_expected(length: float, lying: bool, standing: bool, age: int) -> float:
    """Lying before 24 months, standing from then on: 0.7 cm."""
    if age < 731:
        return length + 0.7 if standing and age >= 274 else length
    return length - 0.7 if lying else length


def assessed(*, sex: int, age: int, weight: float | None, length: float | None, head: float | None, lying: bool, standing: bool,
             oedema: bool) -> dict[str, float | None]:  # fmt: skip
    """The z-score of every index of one child on one day."""
    if oedema:
        weight = None
    if length is not None:
        length = measured_as_expected(length, lying, standing, age)
        length = length if length > 0 else None
    bmi = weight / (length / 100) ** 2 if weight is not None and length is not None else None
    values = (weight, length, weight, bmi, head)
    return {index: zscore(index, sex, age, value, length) for index, value in zip(INDICES, values, strict=True)}


def plausible(index: str, z: float) -> bool:
    """Whether a living child can have it."""
    low, high = PLAUSIBLE[index]
    return low <= z <= high


def growth_rows_slow(facts: dict[str, list[dict]]) -> list[dict]:
    """The derived table ``growth`` of facts that hold: one row for each child, day and index."""
    days: dict[tuple[Any, Any], dict[str, dict]] = defaultdict(dict)
    for row in sorted(facts["measurement"], key=lambda row: (row["recorded"], row["id"])):
        if row["code"] in (WEIGHT, LENGTH, HEIGHT, HEAD) and row["value"] is not None and 0 < row["value"] < math.inf:
            days[row["person"], row["happened"]][row["code"]] = row
    swollen = {
        (row["person"], row["happened"]) for row in facts["finding"] if row["code"] == "oedema" and row["value"] == "yes"
    }  # fmt: skip
    found: list[dict] = []
    of_index: dict[tuple[Any, str], list[dict]] = defaultdict(list)
    for (person, happened), measured in sorted(days.items()):
        born, sex = _newest(facts["person"], person, "born_on"), _newest(facts["person"], person, "sex")
        if born is None or happened < born:
            continue
        age = since_birth = (happened - born).days
        gestation = _newest(facts["birth"], person, "gestation_days")
        if gestation is not None and gestation > 0 and uses_corrected_age(born, gestation, happened):
            age = corrected_age_days(born, gestation, happened)
        codes = (LENGTH, HEIGHT) if age < 731 else (HEIGHT, LENGTH)
        stature = next((measured[code] for code in codes if code in measured), None)
        lying = stature is not None and (stature["code"] == LENGTH or since_birth < 731)
        weight, head = measured.get(WEIGHT), measured.get(HEAD)
        z = assessed(
            sex=sex or 0, age=age, weight=weight and weight["value"], length=stature and stature["value"], head=head and head["value"],
            lying=lying, standing=not lying, oedema=(person, happened) in swollen,
        )  # fmt: skip
        used = dict(zip(INDICES, ((weight,), (stature,), (weight, stature), (weight, stature), (head,)), strict=True))
        for index in INDICES:
            score = z[index]
            if score is None or not plausible(index, score):
                continue
            before = [row["z"] for row in of_index[person, index] if happened - timedelta(days=183) <= row["happened"] < happened]
            found.append(
                {
                    "id": UUID(int=len(found) + 1), "person": person, "happened": happened, "code": index, "z": score,
                    "recorded": max(row["recorded"] for row in used[index] if row),
                    "fall": two_decimals(max([*before, score]) - score),
                }
            )  # fmt: skip
            of_index[person, index].append(found[-1])
    return found


def _newest(rows: list[dict], person: int, column: str) -> Any:
    """What is known of a person, by the newest fact that says it."""
    mine = [row for row in rows if row["person"] == person and row[column] is not None]
    return max(mine, key=lambda row: (row["happened"], row["recorded"], row["id"]))[column] if mine else None
