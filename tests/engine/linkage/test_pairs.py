"""Splink's weights are those of the obvious reference, and a delivery linked by itself gives what linking everything anew gives."""

import json

import numpy as np
import pyarrow as pa
import pytest

from tests.engine.linkage import reference
from tests.engine.linkage.city import build
from wanhu.engine.linkage import keep, pairs, prepare, resolve, shipped

MODEL = shipped()


@pytest.mark.parametrize("seed", [1, 2])
def test_every_weight_is_the_references(seed: int) -> None:
    held = prepare(build(1500, seed).mentions, MODEL.surnames)
    found = pairs(held).table.to_pylist()
    fast = {(p["a"], p["b"]): p["weight"] for p in found if "copy" not in json.loads(p["evidence"])}
    slow = reference.weights(held.profiles().to_pylist(), MODEL)
    assert fast.keys() == slow.keys() and len(fast) > 1000
    assert max(abs(fast[pair] - slow[pair]) for pair in fast) < 1e-6


def test_evidence_names_the_level_of_each_comparison() -> None:
    held = prepare(build(600, 4).mentions, MODEL.surnames)
    profiles = {p["profile"]: p for p in held.profiles().to_pylist()}
    for pair in pairs(held).table.to_pylist():
        told = json.loads(pair["evidence"])
        if "copy" not in told:
            one, two = profiles[pair["a"]], profiles[pair["b"]]
            assert {name: level for name, (level, _) in told.items()} == {
                c.__name__: c(one, two) for c in reference.COMPARED[one["role"]]
            }


def shuffled(size: int, seed: int, share: float) -> tuple[pa.Table, list[int]]:
    """A city's mentions in random order of rows, numbered so that the first ``share`` of rows came earlier; and the later numbers."""
    city = build(size, seed).mentions
    rng = np.random.default_rng(seed)
    rows = city["row"].to_numpy()
    rank = {row: place for place, row in enumerate(rng.permutation(np.unique(rows)))}
    order = np.argsort([rank[row] for row in rows], kind="stable")
    table = city.take(pa.array(order)).set_column(0, "mention", pa.array(range(1, len(order) + 1), pa.int64()))
    late = [i + 1 for i, place in enumerate(order) if rank[rows[place]] >= share * len(rank)]
    return table, late


def chosen(table: pa.Table, column: str, values: set) -> pa.Table:
    return table.filter(pa.array([value in values for value in table[column].to_pylist()]))


def rows_of(table: pa.Table) -> list[tuple]:
    plain = pa.table(
        {
            name: table[name].cast(pa.string()) if pa.types.is_dictionary(table[name].type) else table[name]
            for name in table.column_names
        }
    )
    return sorted((r["a"], r["b"], round(r["weight"], 6), r["zone"]) for r in plain.to_pylist())


@pytest.mark.parametrize(("size", "seed", "share"), [(1200, 1, 0.5), (3000, 2, 0.9), (3000, 3, 0.05), (400, 4, 0.98)])
def test_a_delivery_by_itself_gives_what_everything_anew_gives(size: int, seed: int, share: float) -> None:
    mentions, late = shuffled(size, seed, share)
    early = chosen(mentions, "mention", set(mentions["mention"].to_pylist()) - set(late))
    before = pairs(early)
    first = resolve(early, before)
    together = keep(before.table, pairs(mentions, new=late))
    anew = pairs(mentions)
    assert rows_of(together) == rows_of(anew.table)
    step, whole = resolve(mentions, together, previous=first.person_of), resolve(mentions, anew)
    assert partition(step.person_of) == partition(whole.person_of)


def partition(person_of: pa.Table) -> set[frozenset[int]]:
    groups: dict[int, set[int]] = {}
    for row in person_of.to_pylist():
        groups.setdefault(row["person"], set()).add(row["mention"])
    return {frozenset(group) for group in groups.values()}


def test_a_number_proved_a_placeholder_takes_back_the_pairs_that_rested_on_it() -> None:
    """Four women share a number; when six more come with it, it is nobody's, and the first four are no longer near one another."""
    city = build(3000, 5).mentions
    women = chosen(city, "feed", {"maternity-handbook"})
    people = women.group_by("name").aggregate([("mention", "min")])["mention_min"].to_pylist()[:10]
    table = chosen(women, "mention", set(people))
    table = table.set_column(table.column_names.index("id_number"), "id_number", pa.array(["429000199003070029"] * 10))
    early, late = table.slice(0, 4), table["mention"].to_pylist()[4:]
    together = pairs(table, new=late)
    assert together.rescored.to_pylist() == early["mention"].to_pylist()
    assert rows_of(keep(pairs(early).table, together)) == rows_of(pairs(table).table)
