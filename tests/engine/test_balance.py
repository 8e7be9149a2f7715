"""The load is evened out by moves that a person can follow. Held to a reference that tries every run of neighbouring households."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from wanhu.engine.balance import House, Worker, best_move, loads, proposal, share

VILLAGES = ("429004101200", "429004101201")


@st.composite
def townships(draw: st.DrawFn) -> tuple[list[Worker], list[House]]:
    crew = [
        Worker(number, draw(st.sampled_from([300, 1200, 2400])), draw(st.booleans()) if number > 2 else True)
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    houses = [
        House(
            number,
            draw(st.sampled_from(crew)).number,
            draw(st.sampled_from(VILLAGES)),
            (draw(st.integers(0, 3)), number),
            draw(st.sampled_from([0, 5, 10, 25, 40, 60, 200])),
        )
        for number in range(100, 100 + draw(st.integers(0, 12)))
    ]
    return crew, houses


def slow_best(crew: list[Worker], houses: list[House], least: int) -> Fraction | None:
    """The lightest that the heavier of the heaviest and the first taker who helps can become, by trying every run."""
    held = loads(crew, houses)
    giver = sorted(crew, key=lambda worker: (-share(held[worker.number], worker), worker.number))[0]
    before = share(held[giver.number], giver)
    for taker in sorted(crew, key=lambda worker: (share(held[worker.number], worker), worker.number)):
        if not taker.takes or taker == giver:
            continue
        after = []
        for village in VILLAGES:
            mine = sorted(
                (one for one in houses if one.worker == giver.number and one.village == village),
                key=lambda one: (one.walk, one.number),
            )
            for first in range(len(mine)):
                for last in range(first + 1, len(mine) + 1):
                    gone = sum(one.minutes for one in mine[first:last])
                    if gone >= least:
                        after.append(max(share(held[giver.number] - gone, giver), share(held[taker.number] + gone, taker)))
        if after and min(after) < before:
            return min(after)
    return None


@settings(max_examples=400, deadline=None)
@given(townships(), st.sampled_from([1, 20, 60]))
def test_the_best_run_is_found(township: tuple[list[Worker], list[House]], least: int) -> None:
    crew, houses = township
    move = best_move(crew, houses, least=least)
    wanted = slow_best(crew, houses, least)
    assert (move is None) == (wanted is None)
    if move is None:
        return
    by = {worker.number: worker for worker in crew}
    assert max(share(move.giver_after, by[move.giver]), share(move.taker_after, by[move.taker])) == wanted
    given_away = [house for house in houses if house.number in move.houses]
    assert sum(house.minutes for house in given_away) == move.minutes >= least
    mine = sorted(
        (one for one in houses if one.worker == move.giver and one.village == move.village),
        key=lambda one: (one.walk, one.number),
    )
    order = [house.number for house in mine]
    first = order.index(move.houses[0])
    assert tuple(order[first : first + len(move.houses)]) == move.houses, "neighbours, in the order of walking"
    assert move.whole == (len(order) == len(move.houses))
    if not move.whole:
        assert given_away and all(
            dict((one.number, one.minutes) for one in mine)[end] for end in (move.houses[0], move.houses[-1])
        )


@settings(max_examples=200, deadline=None)
@given(townships(), st.integers(1, 5), st.randoms())
def test_the_largest_load_never_grows_and_nothing_is_lost(township: tuple[list[Worker], list[House]], most: int, chance) -> None:
    crew, houses = township
    moves = proposal(crew, houses, most=most, least=5)
    by = {worker.number: worker for worker in crew}
    held = loads(crew, houses)
    total = sum(held.values())
    for move in moves:
        largest = max(share(held[number], by[number]) for number in held)
        assert (held[move.giver], held[move.taker]) == (move.giver_before, move.taker_before)
        assert share(move.giver_before, by[move.giver]) == largest, "from the heaviest"
        held |= {move.giver: move.giver_after, move.taker: move.taker_after}
        assert max(share(held[number], by[number]) for number in held) <= largest
        assert max(share(move.giver_after, by[move.giver]), share(move.taker_after, by[move.taker])) < largest
        assert sum(held.values()) == total and by[move.taker].takes
    assert len(moves) <= most
    chance.shuffle(crew)
    chance.shuffle(houses)
    assert proposal(crew, houses, most=most, least=5) == moves, "the same whatever the order in which it was read"


def test_an_example_that_a_supervisor_follows() -> None:
    crew = [Worker(1, 1200), Worker(2, 1200)]
    houses = [House(number, 1, VILLAGES[0], (number,), 40) for number in range(1, 9)] + [House(20, 2, VILLAGES[1], (1,), 120)]
    (move,) = proposal(crew, houses)
    assert (move.giver, move.taker, len(move.houses), move.whole) == (1, 2, 2, False)
    assert (move.giver_before, move.giver_after, move.taker_before, move.taker_after) == (320, 240, 120, 200)
    assert move.houses == (1, 2)


def test_a_whole_village_goes_before_a_part_of_another() -> None:
    houses = [House(1, 1, VILLAGES[0], (1,), 100), House(2, 1, VILLAGES[0], (2,), 100), House(3, 1, VILLAGES[1], (1,), 100)]
    move = best_move([Worker(1, 1200), Worker(2, 1200)], houses)
    assert move and move.whole and move.village == VILLAGES[1]


def test_nothing_is_proposed_where_nothing_helps() -> None:
    one_house = [House(1, 1, VILLAGES[0], (1,), 300)]
    assert proposal([Worker(1, 1200), Worker(2, 1200)], one_house) == []
    assert proposal([Worker(1, 1200), Worker(2, 1200, takes=False)], one_house * 1 + [House(2, 1, VILLAGES[0], (2,), 300)]) == []
    assert proposal([], []) == []
