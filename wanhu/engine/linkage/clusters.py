"""Pairs made into people.

Joining is by the heaviest pair first and never against a contradiction: a group in which two records are certainly two people
is not made, and the pair that would have made it becomes a question. A record that would fit two such people about equally well
joins neither. Most components hold no contradiction at all, so they are found in one sweep of numpy, and only the others are
built pair by pair. Both ways give the same groups, because a part of a consistent group is consistent.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

MARGIN = 3.0  # bits by which the better of two contradicting people must be ahead before a record is given to it
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


def join(
    edges: Iterable[Edge], apart: set[tuple[int, int]], never: set[tuple[int, int]], *, twins: bool
) -> tuple[dict[int, int], list[Edge]]:
    """Groups of one component (node → its lowest fellow) and the edges left as questions.

    ``apart``: pairs that evidence tells apart; ``never``: pairs that a person told apart. Both hold (low, high). ``twins``: whether a
    record that fits two people is left to a person, as for children; two women who share name and phone are one with a wrong number.
    """
    ordered = sorted(edges, key=lambda edge: (-edge.weight, edge.a, edge.b))
    groups = _Groups(apart, never)
    refused = groups.add(ordered)
    torn = _torn(ordered, refused, groups.home) if twins else set()
    if not torn:
        return groups.home, refused
    groups = _Groups(apart, never)
    refused = groups.add([edge for edge in ordered if edge.weight == HUMAN or not (edge.a in torn or edge.b in torn)])
    left = [edge for edge in ordered if edge.weight != HUMAN and (edge.a in torn or edge.b in torn)]
    for edge in left:
        groups.hold(edge)
    _settle(groups, torn, left)
    # what the contradictions of the finished groups already answer is no question
    return groups.home, refused + [
        e for e in left if groups.home[e.a] != groups.home[e.b] and not groups.conflict(e.a, e.b, e.weight)
    ]


def _settle(groups: "_Groups", torn: set[int], left: list[Edge]) -> None:
    """Gives a torn record to the one group it still fits, once answers or other records have ruled out the rest."""
    near: dict[int, list[tuple[int, float]]] = {}
    for edge in left:
        for node, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if node in torn:
                near.setdefault(node, []).append((other, edge.weight))
    moved = True
    while moved:
        moved = False
        for node in sorted(near):
            reach = [(other, weight) for other, weight in near[node] if not groups.conflict(node, other, 0.0)]
            if not reach or groups.home[node] in {groups.home[other] for other, _ in reach}:
                continue
            best = max(weight for _, weight in reach)
            if len({groups.home[other] for other, weight in reach if weight + MARGIN >= best}) == 1:
                groups.merge(node, next(other for other, weight in reach if weight == best))
                moved = True


def _torn(ordered: list[Edge], refused: list[Edge], group: dict[int, int]) -> set[int]:
    """Nodes whose best refused edge is within the margin of the best edge into their own group."""
    best: dict[int, float] = {}
    for edge in ordered:
        if group[edge.a] == group[edge.b]:
            for node in edge[:2]:
                best[node] = max(best.get(node, -HUMAN), edge.weight)
    return {
        node
        for edge in refused
        for node in edge[:2]
        if edge.weight != HUMAN and best.get(node, -HUMAN) <= edge.weight + MARGIN and node in best
    }


class _Groups:
    """Groups under construction: ``home`` is each node's lowest fellow."""

    def __init__(self, apart: set[tuple[int, int]], never: set[tuple[int, int]]) -> None:
        self.apart, self.never = apart, never
        self.home: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}

    def hold(self, edge: Edge) -> None:
        for node in edge[:2]:
            if node not in self.home:
                self.home[node] = node
                self.members[node] = [node]

    def conflict(self, a: int, b: int, weight: float) -> bool:
        """Whether the groups of a and b may not be one; a person's decision that they are one yields only to another's."""
        one, two = self.home[a], self.home[b]
        if one == two:
            return False
        across = {(min(x, y), max(x, y)) for x in self.members[one] for y in self.members[two]}
        return bool(across & self.never) or (weight != HUMAN and bool(across & self.apart))

    def merge(self, a: int, b: int) -> None:
        low, high = sorted((self.home[a], self.home[b]))
        if low == high:
            return
        for node in self.members[high]:
            self.home[node] = low
        self.members[low] += self.members.pop(high)

    def add(self, ordered: list[Edge]) -> list[Edge]:
        """Joins along the edges in their order; returns those refused."""
        refused: list[Edge] = []
        for edge in ordered:
            self.hold(edge)
            if self.conflict(edge.a, edge.b, edge.weight):
                refused.append(edge)
            else:
                self.merge(edge.a, edge.b)
        return refused
