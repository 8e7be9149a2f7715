"""Pairs made into people.

Joining is by the heaviest pair first and never against a contradiction: a group in which two records are certainly two people
is not made, and the pair that would have made it becomes a question. A record that would fit two such people about equally well
joins neither. Most components hold no contradiction at all, so they are found in one sweep of numpy, and only the others are
built pair by pair. Both ways give the same groups, because a part of a consistent group is consistent.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

MARGIN = 6.0  # bits by which the better of two contradicting people must be ahead before a record is given to it
HUMAN = float("inf")


class Edge(NamedTuple):
    a: int
    b: int
    weight: float  # HUMAN for a person's decision


def components(size: int, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The lowest node of each node's connected component, for nodes 0 … size-1 and edges a[i]–b[i]."""
    label = np.arange(size, dtype=np.int64)
    while True:
        low = np.minimum(label[a], label[b])
        before = label.copy()
        np.minimum.at(label, label[a], low)
        np.minimum.at(label, label[b], low)
        while True:
            jumped = label[label]
            if np.array_equal(jumped, label):
                break
            label = jumped
        if np.array_equal(before, label):
            return label


def join(edges: Iterable[Edge], apart: set[tuple[int, int]], never: set[tuple[int, int]]) -> tuple[dict[int, int], list[Edge]]:
    """Groups of one component (node → its lowest fellow) and the edges left as questions.

    ``apart``: pairs that evidence tells apart; ``never``: pairs that a person told apart. Both hold (low, high).
    """
    ordered = sorted(edges, key=lambda edge: (-edge.weight, edge.a, edge.b))
    group, refused = _heaviest_first(ordered, apart, never)
    torn = _torn(ordered, refused, group)
    if not torn:
        return group, refused
    left = [edge for edge in ordered if edge.weight != HUMAN and (edge.a in torn or edge.b in torn)]
    kept = [edge for edge in ordered if edge.weight == HUMAN or not (edge.a in torn or edge.b in torn)]
    group, refused = _heaviest_first(kept, apart, never)
    return {**{node: node for edge in ordered for node in edge[:2]}, **group}, refused + left


def _torn(ordered: list[Edge], refused: list[Edge], group: dict[int, int]) -> set[int]:
    """Nodes whose best refused edge is within the margin of the best edge into their own group."""
    best: dict[int, float] = {}
    for edge in ordered:
        if group[edge.a] == group[edge.b]:
            for node in edge[:2]:
                best[node] = max(best.get(node, -HUMAN), edge.weight)
    return {node for edge in refused for node in edge[:2] if edge.weight != HUMAN and best.get(node, -HUMAN) <= edge.weight + MARGIN and node in best}


def _heaviest_first(
    ordered: list[Edge], apart: set[tuple[int, int]], never: set[tuple[int, int]]
) -> tuple[dict[int, int], list[Edge]]:
    members: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    refused: list[Edge] = []
    for edge in ordered:
        for node in edge[:2]:
            if node not in home:
                home[node] = node
                members[node] = [node]
        one, two = home[edge.a], home[edge.b]
        if one == two:
            continue
        across = {(min(x, y), max(x, y)) for x in members[one] for y in members[two]}
        if across & never or (edge.weight != HUMAN and across & apart):
            refused.append(edge)
            continue
        low, high = min(one, two), max(one, two)
        for node in members[high]:
            home[node] = low
        members[low] += members.pop(high)
    return home, refused
