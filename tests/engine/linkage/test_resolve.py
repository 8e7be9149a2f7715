"""People: numbers that stay, decisions that win and can be taken back, twins that are not joined, and the goals on a made-up city."""

import pyarrow as pa
import pytest

from tests.engine.linkage.city import build
from tests.engine.linkage.rows import mentions
from wanhu.engine.linkage import pairs, resolve
from wanhu.engine.linkage.resolve import DECISIONS, PREVIOUS, Resolution
from wanhu.engine.linkage.score import score

MOTHER = {"mother_name": "王芳", "mother_id_number": "429000199003070029", "phone": "13900000001", "township": "429004109"}
CHILD = {"name": "李一诺", "birth_date": "2026-01-01", "sex": 2} | MOTHER
OTHER = {
    "name": "赵明轩",
    "birth_date": "2024-05-09",
    "sex": 1,
    "phone": "13900000002",
    "township": "429004110",
    "mother_name": "孙静",
}


def people(
    table: pa.Table, *decided: tuple[int, int, bool], previous: dict[int, int] | None = None, issued: int = 0
) -> Resolution:
    decisions = pa.Table.from_pylist([{"a": a, "b": b, "same": same} for a, b, same in decided], schema=DECISIONS)
    before = pa.Table.from_pylist([{"mention": m, "person": p} for m, p in (previous or {}).items()], schema=PREVIOUS)
    return resolve(table, pairs(table), decisions, before, issued=issued)


def numbers(found: Resolution) -> list[int]:
    return found.person_of["person"].to_pylist()


def changes(found: Resolution) -> list[tuple]:
    return [(r["kind"], r["person"], r["into"]) for r in found.history.to_pylist()]


def test_one_child_in_three_feeds_is_one_person_and_a_stranger_another() -> None:
    found = people(
        mentions(
            CHILD,
            CHILD | {"feed": "immunisation", "mother_id_number": None},
            CHILD | {"feed": "birth-certificate", "name": "李一偌"},
            OTHER,
        )
    )
    assert numbers(found) == [1, 1, 1, 2]
    assert changes(found) == [("new", 1, None), ("new", 2, None)] and found.reviews.num_rows == 0


def test_a_newborn_without_a_name_is_found_by_mother_and_day() -> None:
    assert numbers(people(mentions(CHILD | {"feed": "delivery-register", "name": "王芳之女", "source_key": "Z1-1"}, CHILD))) == [
        1,
        1,
    ]


def test_siblings_and_mother_and_child_are_different() -> None:
    woman = {"role": "mother", "name": "王芳", "id_number": "429000199003070029", "phone": "13900000001", "township": "429004109"}
    assert numbers(people(mentions(CHILD, CHILD | {"name": "李一涵", "birth_date": "2023-11-05"}, woman))) == [1, 2, 3]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"birth_order": 1}, {"birth_order": 2}),
        ({"certificate_number": "W420000001"}, {"certificate_number": "W420000002"}),
        ({"name": "李一诺", "sex": 2}, {"name": "李明轩", "sex": 1}),
        ({"id_number": "42900020260101104X"}, {"id_number": "429000202601011023"}),
    ],
    ids=["order", "certificate", "sex", "number"],
)
def test_twins_are_different(one: dict, two: dict) -> None:
    name = {"name": None} if "name" not in one and "id_number" not in one else {}
    table = mentions(CHILD | name | one, CHILD | name | two)
    assert len(set(numbers(people(table)))) == 2


def test_the_unnamed_twin_is_asked_once_and_one_answer_places_both() -> None:
    birth = CHILD | {"feed": "delivery-register", "name": "王芳之女"}
    paper = CHILD | {"feed": "birth-certificate"}
    table = mentions(birth | {"birth_order": 1, "source_key": "Z1-1"}, birth | {"birth_order": 2, "source_key": "Z1-2"},
                     paper | {"name": "李一诺", "certificate_number": "W420000001"},
                     paper | {"name": "李一涵", "certificate_number": "W420000002"})  # fmt: skip
    open_ = people(table)
    assert len(set(numbers(open_))) == 4 and open_.reviews.num_rows == 1
    a, b = (open_.reviews[column].to_pylist()[0] for column in ("a", "b"))
    for same in (True, False):
        done = people(table, (a, b, same))
        assert len(set(numbers(done))) == 2 and done.reviews.num_rows == 0
        assert (numbers(done)[a - 1] == numbers(done)[b - 1]) is same


def test_a_person_decides_against_the_evidence_either_way() -> None:
    table = mentions(CHILD, CHILD | {"feed": "immunisation"}, OTHER)
    assert numbers(people(table, (1, 2, False))) == [1, 2, 3]
    assert numbers(people(table, (1, 3, True))) == [1, 1, 1]


def test_even_copies_can_be_parted() -> None:
    assert numbers(people(mentions(CHILD, CHILD, CHILD), (1, 3, False))) == [1, 1, 2]


def test_on_a_merge_the_older_number_survives() -> None:
    found = people(mentions(CHILD, CHILD | {"feed": "immunisation"}), previous={1: 7, 2: 3})
    assert numbers(found) == [3, 3] and changes(found) == [("merge", 7, 3)]


def test_on_a_split_the_larger_part_keeps_the_number_and_an_old_one_is_never_given_again() -> None:
    table = mentions(CHILD, CHILD | {"feed": "immunisation"}, OTHER)
    found = people(table, previous={1: 3, 2: 3, 3: 3}, issued=9)
    assert numbers(found) == [3, 3, 10]
    assert changes(found) == [("new", 10, None), ("split", 3, 10)]


def test_a_merge_can_be_undone_and_redone() -> None:
    table = mentions(CHILD, OTHER)
    merged = people(table, (1, 2, True), previous={1: 1, 2: 2})
    assert numbers(merged) == [1, 1] and changes(merged) == [("merge", 2, 1)]
    undone = people(table, previous={1: 1, 2: 1}, issued=2)
    assert numbers(undone) == [1, 3]


def test_numbers_do_not_change_when_nothing_does() -> None:
    city = build(2000, 3).mentions
    found = pairs(city)
    first = resolve(city, found)
    again = resolve(city, found, previous=first.person_of)
    assert again.person_of == first.person_of and again.history.num_rows == 0


def test_an_empty_table_is_nobody() -> None:
    assert people(mentions()).person_of.num_rows == 0


@pytest.mark.parametrize("seed", [31, 32])
def test_the_goals_on_a_made_up_city(seed: int) -> None:
    city = build(20_000, seed)
    found = resolve(city.mentions, pairs(city.mentions))
    result = score(found.person_of, city.truth)
    assert result.precision >= 0.999
    assert result.recall >= 0.97
    assert found.reviews.num_rows <= 0.008 * result.people  # 5 in 1,000 at 100,000 mentions and above; small cities vary


def test_the_score_counts_pairs() -> None:
    truth = pa.table({"mention": [1, 2, 3, 4], "person": [1, 1, 1, 2]})
    result = score(pa.table({"mention": [1, 2, 3, 4], "person": [1, 1, 2, 2]}), truth)
    assert (result.precision, result.recall, result.mixed, result.torn) == (0.5, pytest.approx(1 / 3), 1, 1)
