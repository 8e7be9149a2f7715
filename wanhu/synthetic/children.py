"""Many children at once, for measuring speed: a million of them with seventeen million doses, as fact tables and nothing else.

No names, households or files. Chunks keep the memory flat and the files sorted by person. What is measured at checks is left out unless asked
for, and changes nothing else.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from wanhu.engine.text import Text
from wanhu.synthetic.checks import KINDS, seen
from wanhu.synthetic.days import add_months, day
from wanhu.synthetic.doses import PRODUCTS, SCHEDULE, given
from wanhu.synthetic.facts import FactFiles, recorded_at, texts
from wanhu.synthetic.growth import blood, born_early, lines, measured

ON = date(2026, 11, 23)
CHUNK = 100_000
CODES = ["weight", "height", "haemoglobin"]
Progress = Callable[[int, int, Text], None]


def children(n: int, seed: int, out: Path, *, on: date = ON, measurements: bool = False,
             progress: Progress | None = None) -> dict[str, int]:  # fmt: skip
    """Writes ``out/<table>.parquet`` for ``n`` children aged 0 to 7 years on ``on``; gives the rows of each table.

    ``person``, ``birth``, ``dose`` and ``contact`` are filled and sorted by person, ``measurement`` too (weight, height, haemoglobin) when
    ``measurements`` are asked for; the other tables are empty."""
    today = day(on)
    with FactFiles(out, seed) as files:
        for first in range(0, n, CHUNK):
            scales = np.random.default_rng([seed, first, 1]) if measurements else None
            _chunk(files, np.random.default_rng([seed, first]), np.arange(first, min(first + CHUNK, n)), today, scales)
            if progress:
                progress(min(first + CHUNK, n), n, Text("儿童", "children"))
    return files.rows


def _chunk(files: FactFiles, rng: np.random.Generator, number: np.ndarray, today: int,
           scales: np.random.Generator | None) -> None:  # fmt: skip
    count = len(number)
    person = number + 1
    start = int(add_months(np.array([today], dtype=np.int32), -84)[0]) + 1
    born = rng.integers(start, today + 1, count).astype(np.int32)
    male = rng.random(count) < 0.5275
    early = rng.random(count) < 0.07
    gestation = np.where(early, rng.integers(203, 259, count), rng.normal(276, 7.5, count).clip(259, 295)).astype(np.int16)
    weight = (3300 + (gestation - 278) * 22.0 + male * 110 + rng.normal(0, 390, count)).clip(600, 5200).astype(np.int32)
    stay = rng.integers(2, 6, count) + np.where(early, rng.integers(0, 20, count), 0)
    discharged = (born + stay).astype(np.int32)
    area = rng.integers(0, 700, count)
    areas = [f"429004{100 + at % 25:03d}{200 + at // 25:03d}" for at in range(700)]
    until = np.full(count, today, dtype=np.int32)
    known = recorded_at(rng, born, today, 12)
    source = texts([f"delivery:{at}" for at in range(1, 61)], rng.integers(0, 60, count))

    files.write("person", known, {
        "person": person, "happened": born, "source": source, "born_on": born, "sex": np.where(male, 1, 2),
        "area": texts(areas, area),
    })  # fmt: skip
    files.write("birth", known, {
        "person": person, "happened": born, "source": source, "mother": person + 100_000_000,
        "discharged_on": discharged, "gestation_days": gestation, "weight_g": weight,
        "length_mm": (500 + (weight - 3300) / 110).astype(np.int32), "birth_order": 1,
    })  # fmt: skip
    doses = given(rng, born, until)
    vaccines = sorted({dose.vaccine for dose in SCHEDULE})
    vaccine = np.array([vaccines.index(dose.vaccine) for dose in SCHEDULE])
    files.write("dose", recorded_at(rng, doses.day, today, 4), {
        "person": person[doses.child], "happened": doses.day, "source": source.take(doses.child),
        "vaccine": texts(vaccines, vaccine[doses.planned]), "product": texts(PRODUCTS, doses.product),
    })  # fmt: skip
    checks = seen(rng, born, discharged, until)
    files.write("contact", recorded_at(rng, checks.day, today, 6), {
        "person": person[checks.child], "happened": checks.day, "source": source.take(checks.child),
        "kind": texts(KINDS, checks.check), "mode": texts(["home", "clinic"], (checks.check > 0).astype(np.int8)),
    })  # fmt: skip
    if scales is not None:
        line = lines(scales, male, born_early(gestation), weight)
        body = measured(scales, line, checks.child, checks.day - born[checks.child])
        values = np.stack([body.weight, body.height, blood(scales, checks.check)], axis=1)
        check, code = np.nonzero(~np.isnan(values))
        child, when = checks.child[check], checks.day[check]
        files.write("measurement", recorded_at(scales, when, today, 6), {
            "person": person[child], "happened": when, "source": source.take(child), "code": texts(CODES, code), "value": values[check, code],
        })  # fmt: skip
