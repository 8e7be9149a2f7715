"""Evening out the load: which neighbouring households to give from whom to whom so that the heaviest load falls. A proposal, never a decision.

One move at a time, so that a person can follow it: from the heaviest load, a run of neighbouring households of one village, to the lightest that
becomes lighter than the heaviest was. Loads are compared as shares of the minutes each worker has, and a household is never split.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate


@dataclass(frozen=True)
class Worker:
    """Somebody who answers for households, and the minutes she has in the days that are looked at. ``takes``: whether more may be given to her."""

    number: int
    minutes: int
    takes: bool = True


@dataclass(frozen=True)
class House:
    """A household: whose it is, its village, its place in the walk through it, and the minutes of work that wait there."""

    number: int
    worker: int
    village: str
    walk: tuple[object, ...]
    minutes: int


@dataclass(frozen=True)
class Move:
    """Households of one village, in the order of walking, and what it does to both loads, in minutes. ``whole``: all that the giver has there."""

    giver: int
    taker: int
    village: str
    houses: tuple[int, ...]
    whole: bool
    giver_before: int
    giver_after: int
    taker_before: int
    taker_after: int

    @property
    def minutes(self) -> int:
        """The work that goes over."""
        return self.giver_before - self.giver_after


def loads(workers: Iterable[Worker], houses: Iterable[House]) -> dict[int, int]:
    """Minutes by worker; 0 for whoever has nothing."""
    found = {worker.number: 0 for worker in workers}
    for house in houses:
        found[house.worker] += house.minutes
    return found


def share(minutes: int, worker: Worker) -> Fraction:
    """A load as a share of the worker's minutes."""
    return Fraction(minutes, max(1, worker.minutes))


def proposal(workers: Sequence[Worker], houses: Sequence[House], *, most: int = 3, least: int = 20) -> list[Move]:
    """Up to ``most`` moves, each of at least ``least`` minutes, in their order; empty when the heaviest load cannot be made lighter."""
    moves: list[Move] = []
    while len(moves) < most and (move := best_move(workers, houses, least=least)):
        moves.append(move)
        gone = set(move.houses)
        houses = [replace(house, worker=move.taker) if house.number in gone else house for house in houses]
    return moves


def best_move(workers: Sequence[Worker], houses: Sequence[House], *, least: int = 20) -> Move | None:
    """The move after which the heavier of the two is lightest; of equal ones the whole of a village, then the fewest households."""
    staff = {worker.number: worker for worker in workers}
    held = loads(workers, houses)
    if not held:
        return None
    giver = max(workers, key=lambda worker: (share(held[worker.number], worker), -worker.number))
    before = share(held[giver.number], giver)
    villages: dict[str, list[House]] = defaultdict(list)
    for house in sorted(houses, key=lambda house: (house.village, house.walk, house.number)):
        if house.worker == giver.number:
            villages[house.village].append(house)
    takers = sorted(
        (worker for worker in workers if worker.takes and worker.number != giver.number),
        key=lambda worker: (share(held[worker.number], worker), worker.number),
    )
    for taker in takers:
        best = min((one for mine in villages.values() for one in _runs(mine, giver, taker, held, least)), default=None)
        if best is not None and best[0] < before:
            _after, not_whole, _count, village, first, last = best
            mine = villages[village][first:last]
            gone = sum(house.minutes for house in mine)
            return Move(
                giver.number, staff[taker.number].number, village, tuple(house.number for house in mine), not not_whole,
                held[giver.number], held[giver.number] - gone, held[taker.number], held[taker.number] + gone,
            )  # fmt: skip
    return None


Run = tuple[Fraction, bool, int, str, int, int]


def _runs(mine: Sequence[House], giver: Worker, taker: Worker, held: dict[int, int], least: int) -> Iterable[Run]:
    """For each beginning the two ends about the point where both shares meet: between them lies the best run from there, and that whole village.

    A longer run makes the giver lighter and the taker heavier, so the heavier of the two falls to that point and rises after it.
    """
    sums = [0, *accumulate(house.minutes for house in mine)]
    mine_now, hers = held[giver.number], held[taker.number]
    meet = (mine_now * taker.minutes - hers * giver.minutes) / max(1, giver.minutes + taker.minutes)
    for first, house in enumerate(mine):
        if not house.minutes:
            continue  # a run begins and ends where work waits
        middle = bisect_left(sums, sums[first] + meet, first + 1)
        enough = bisect_left(sums, sums[first] + least, first + 1)
        for last in {max(middle, enough), max(middle - 1, enough), len(mine)}:
            if not first < last <= len(mine):
                continue
            end = bisect_left(sums, sums[last], first + 1)  # the shortest run with the same work
            gone = sums[end] - sums[first]
            if gone >= least:
                whole = not sums[first] and sums[end] == sums[-1]
                start, stop = (0, len(mine)) if whole else (first, end)
                after = max(share(mine_now - gone, giver), share(hers + gone, taker))
                yield after, not whole, stop - start, mine[0].village, start, stop
