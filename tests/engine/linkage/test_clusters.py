"""Clusters: the sweep of numpy against one union at a time, and never against a contradiction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wanhu.engine.linkage.clusters import HUMAN, Edge, components, join

NODES = 12
pairs = st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda p: p[0] < p[1])
edges = st.dictionaries(pairs, st.integers(1, 40), max_size=25).map(lambda d: [Edge(a, b, float(w)) for (a, b), w in d.items()])


def naive(size: int, drawn: list[tuple[int, int]]) -> list[int]:
    label = list(range(size))
    for a, b in drawn:
        low, high = sorted((label[a], label[b]))
        label = [low if value == high else value for value in label]
    return label


@given(st.lists(pairs, max_size=30))
def test_components_are_those_of_one_union_at_a_time(drawn: list[tuple[int, int]]) -> None:
    a, b = (np.array([p[i] for p in drawn], dtype=np.int64) for i in (0, 1))
    assert components(NODES, a, b).tolist() == naive(NODES, drawn)


@given(edges, st.sets(pairs, max_size=8), st.sets(pairs, max_size=3), st.booleans())
def test_no_group_holds_what_is_apart_and_nothing_is_lost(drawn: list[Edge], apart: set, never: set, twins: bool) -> None:
    group, left = join(drawn, apart, never, twins=twins)
    assert all(group[a] != group[b] for a, b in apart | never if a in group and b in group)
    assert set(group) == {node for edge in drawn for node in edge[:2]}
    # what is not joined along an edge is asked about, or the groups are known to be apart
    known = {frozenset((group[a], group[b])) for a, b in apart | never if a in group and b in group}
    assert all(group[e.a] == group[e.b] or e in left or frozenset((group[e.a], group[e.b])) in known for e in drawn)


@given(edges, st.booleans())
def test_without_contradictions_it_is_the_sweep(drawn: list[Edge], twins: bool) -> None:
    group, left = join(drawn, set(), set(), twins=twins)
    whole = naive(NODES, [edge[:2] for edge in drawn])
    assert not left and all(group[node] == whole[node] for node in group)


@given(edges, st.sets(pairs, max_size=6), st.booleans())
def test_each_component_may_be_joined_by_itself(drawn: list[Edge], apart: set, twins: bool) -> None:
    whole, _ = join(drawn, apart, set(), twins=twins)
    label = naive(NODES, [edge[:2] for edge in drawn])
    for component in set(label):
        part, _ = join([edge for edge in drawn if label[edge.a] == component], apart, set(), twins=twins)
        assert all(whole[node] == low for node, low in part.items())


def test_the_odd_one_of_a_contradiction_is_left_to_a_person() -> None:
    one, two, unnamed = 0, 1, 2
    drawn = [Edge(one, unnamed, 20.0), Edge(two, unnamed, 18.0)]
    group, left = join(drawn, {(one, two)}, set(), twins=True)
    assert group[unnamed] == unnamed and left == drawn
    clear, _ = join([Edge(one, unnamed, 30.0), Edge(two, unnamed, 18.0)], {(one, two)}, set(), twins=True)
    assert clear[unnamed] == one


def test_one_answer_unties_both_twins() -> None:
    a, b, first, second = 0, 1, 2, 3
    drawn = [Edge(x, y, 20.0) for x in (a, b) for y in (first, second)]
    apart = {(a, b), (first, second)}
    assert len({*join(drawn, apart, set(), twins=True)[0].values()}) == 4
    told, _ = join([*drawn, Edge(a, first, HUMAN)], apart, set(), twins=True)
    assert told[a] == told[first] and told[b] == told[second] != told[a]


def test_a_persons_word_outweighs_evidence_and_another_persons_not_same_stops_it() -> None:
    assert len({*join([Edge(0, 1, HUMAN)], {(0, 1)}, set(), twins=True)[0].values()}) == 1
    assert len({*join([Edge(0, 1, 90.0), Edge(1, 2, 90.0)], set(), {(0, 2)}, twins=False)[0].values()}) == 2
