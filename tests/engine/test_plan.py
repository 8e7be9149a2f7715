"""A day's walk: who is of today whatever time there is, in which order the others come, and that nobody is left out of both lists."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wanhu.engine.plan import COLOURS, Household, coming_days, day_plan, lateness, need, working_days

ON = date(2026, 11, 24)

houses = st.builds(
    Household,
    number=st.integers(1, 10_000),
    danger=st.integers(0, 2),
    colour=st.sampled_from(COLOURS),
    lateness=st.floats(-1, 3),
    due=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    minutes=st.integers(5, 120),
    walk=st.tuples(st.integers(0, 2), st.integers(0, 30)),
    agreed=st.booleans(),
    closing=st.booleans(),
)


@given(st.lists(houses, max_size=12, unique_by=lambda one: one.number), st.integers(0, 480))
def test_everybody_is_in_one_list_and_need_decides(every: list[Household], minutes: int):
    today, rest = day_plan(every, minutes)
    assert sorted(one.number for one in [*today, *rest]) == sorted(one.number for one in every)
    assert not any(one.danger or one.agreed for one in rest)
    assert rest == sorted(rest, key=need)
    assert today or not every
    assert [one.danger for one in today] == sorted((one.danger for one in today), reverse=True)
    for danger in {one.danger for one in today}:
        walked = [(one.walk, one.number) for one in today if one.danger == danger]
        assert walked == sorted(walked)
    left = minutes - sum(one.minutes for one in today)
    if len(today) > 1:
        assert all(one.minutes > left for one in rest), "whoever still fits goes today"


def house(number: int, **more) -> Household:
    plain = {"danger": 0, "colour": "", "lateness": 0.0, "due": ON, "minutes": 30, "walk": (1, number)}
    return Household(number=number, **(plain | more))


def test_what_comes_first():
    danger, red, closing, late, later = (
        house(5, danger=1), house(4, colour="red"), house(3, closing=True), house(2, lateness=2.0), house(1, lateness=-0.5)
    )  # fmt: skip
    assert sorted([later, late, closing, red, danger], key=need) == [danger, red, closing, late, later]


def test_danger_and_appointments_are_of_today_even_when_the_day_is_full():
    today, rest = day_plan([house(1, lateness=3.0, minutes=60), house(2, danger=2), house(3, agreed=True)], 30)
    assert [one.number for one in today] == [2, 3] and [one.number for one in rest] == [1]


def test_late_by_its_own_window():
    week = lateness(ON - timedelta(days=21), ON - timedelta(days=7), ON)
    assert week == 0.5
    assert lateness(ON - timedelta(days=372), ON - timedelta(days=7), ON) < week
    assert lateness(ON - timedelta(days=2000), ON - timedelta(days=1900), ON) == 3.0
    assert lateness(ON, ON + timedelta(days=14), ON) == -1.0


@given(st.lists(houses, max_size=20, unique_by=lambda one: one.number), st.integers(0, 300), st.integers(0, 6))
def test_nobody_is_left_out_of_the_days_to_come(every: list[Household], minutes: int, count: int):
    appointed = [(ON + timedelta(days=one.number % 12 + 1), one) for one in every if one.agreed]
    waiting = sorted((one for one in every if not one.agreed), key=need)
    days = working_days(ON, count)
    made, left, later = coming_days(waiting, appointed, minutes, days)
    found = [one.number for day in made for one in day.houses] + [one.number for one in [*left, *later]]
    assert sorted(found) == sorted(one.number for one in every)
    assert [day.day for day in made] == sorted(day.day for day in made) and all(day.houses for day in made)
    assert all(day.day <= days[-1] for day in made) if days else not made
    assert left == [one for one in waiting if one in left], "in the order of need"
    for day in made:
        agreed = [one for one in day.houses if one.agreed]
        assert all((day.day, one) in appointed for one in agreed)
        others = [one for one in day.houses if not one.agreed]
        assert len(others) <= 1 or sum(one.minutes for one in others) <= minutes
        walked = [(one.walk, one.number) for one in day.houses]
        assert walked == sorted(walked)


def test_the_week_is_cut_by_what_fits_into_a_day():
    """A Tuesday; sixty minutes a day, half an hour a house: two a day, in the order of need, and the weekend only for who agreed on it."""
    waiting = [house(number, lateness=3.0 - number / 10) for number in range(1, 8)]
    saturday, wednesday, far = ON + timedelta(days=4), ON + timedelta(days=1), ON + timedelta(days=30)
    appointed = [(saturday, house(11)), (wednesday, house(12)), (far, house(13))]
    made, left, later = coming_days(waiting, appointed, 60, working_days(ON, 4))
    assert [(day.day.isoformat()[5:], [one.number for one in day.houses]) for day in made] == [
        ("11-25", [1, 12]), ("11-26", [2, 3]), ("11-27", [4, 5]), ("11-28", [11]), ("11-30", [6, 7])
    ]  # fmt: skip
    assert not left and [one.number for one in later] == [13]


def test_a_house_longer_than_a_day_still_gets_one():
    made, left, _later = coming_days([house(1, minutes=90), house(2, minutes=90)], [], 60, working_days(ON, 1))
    assert [[one.number for one in day.houses] for day in made] == [[1]] and [one.number for one in left] == [2]
