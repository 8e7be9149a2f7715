"""The parts of the engine that work on columns, each held to plain Python: expressions, the calendar, and where facts lie."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.any_expression import ANYTHING, ON
from tests.engine.facts_of import Book, load
from tests.engine.reference import One
from wanhu.engine.dates import completed_months
from wanhu.engine.due import lists
from wanhu.engine.evaluation import calendar
from wanhu.engine.evaluation.block import Block, View
from wanhu.engine.evaluation.calendar import UNKNOWN, day_number
from wanhu.engine.evaluation.expressions import column
from wanhu.engine.evaluation.needs import Needs
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.reading import (
    DAY_BITS,
    DAY_ZERO,
    SUBJECT_SHIFT,
    Layer,
    Request,
    Track,
    by_recording,
    day_of,
    subject_of,
)
from wanhu.engine.evaluation.released import among
from wanhu.engine.evaluation.values import Value
from wanhu.engine.expressions import Interpolated, Moved, Today, lift
from wanhu.engine.facts import contacts, people, rounded
from wanhu.engine.protocol import Confidence, Ever, Protocol, Rulebook, Source, Step, Subject
from wanhu.engine.spans import Span, days
from wanhu.engine.text import Text
from wanhu.engine.why.terms import plain

PLENTY = settings(max_examples=300, deadline=None)
ONE = np.array([1])
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MAYBE = st.one_of(st.none(), DAYS)
SPANS = st.builds(Span, st.integers(-40, 400), st.integers(-3, 240))


def worked_out(expression):
    made = Program(Subject.CHILD, Rulebook(()), Needs(Subject.CHILD))
    ready = made.ready(expression)
    return plain(column(Block(made, [], ONE, ONE, day_number(ON)), ready))


@PLENTY
@given(ANYTHING)
def test_an_expression_is_worth_what_the_reference_says(expression):
    expected, found = One(Subject.CHILD, 1, 1, {}, ON).value(expression), worked_out(expression)
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-9)
    else:
        assert found == expected


def test_a_curve_begins_and_ends_at_its_points():
    curve = ((10.0, 1.0), (20.0, 3.0), (40.0, 3.5))
    found = [worked_out(Interpolated(lift(x), curve)) for x in (9.99, 10, 15, 20, 30, 40, 40.01)]
    assert found == [None, 1.0, 2.0, 3.0, 3.25, 3.5, None]


def test_nothing_is_known_of_a_division_by_nothing():
    assert [worked_out(lift(6) / lift(by)) for by in (0, 1, 2, -3)] == [None, 6, 3, -2]


@pytest.mark.parametrize(
    ("exact", "decimals", "paper"),
    [
        (27.97, 1, 28.0),
        (25.04, 1, 25.0),
        (25.05, 1, 25.1),
        (24.95, 1, 25.0),
        (2.5, 0, 3),
        (-2.5, 0, -3),
        (1.005, 2, 1.01),
        (None, 1, None),
    ],
)
def test_numbers_are_rounded_as_on_paper(exact, decimals, paper):
    number = lift(exact) if exact is not None else lift(1) / lift(0)
    assert worked_out(rounded(number, decimals)) == paper
    assert One(Subject.CHILD, 1, 1, {}, ON).value(rounded(number, decimals)) == paper


def test_days_are_moved_by_whole_numbers_towards_the_day_itself():
    assert [worked_out(Moved(Today(), lift(by))) for by in (2.9, -2.9, 0)] == [ON + timedelta(2), ON - timedelta(2), ON]


def number(day):
    return np.array([UNKNOWN if day is None else day_number(day)], np.int32)


@PLENTY
@given(MAYBE, SPANS, st.one_of(MAYBE, st.integers(-2, 2)))
def test_the_calendar_of_columns_is_the_calendar(start, span, other):
    expected = None if start is None else span.after(start)
    assert calendar.after(number(start), span)[0] == number(expected)[0]
    if isinstance(other, int):  # days right beside the border
        other = None if expected is None else expected + timedelta(days=other)
    reached = start is not None and other is not None and other >= span.after(start)
    if span.months >= 0 and span.days >= 0:
        assert calendar.reached(number(start), span, number(other))[0] == reached
    if start is not None and other is not None and start <= other:
        assert calendar.completed_months(number(start), number(other))[0] == completed_months(start, other)


FACTS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3), st.integers(0, 4)), max_size=30)
SOME = st.sets(st.integers(0, 7)).map(sorted)


def layer_of(facts, **more):
    keys = sorted((person << SUBJECT_SHIFT) | (track << DAY_BITS) | (day - DAY_ZERO) for person, track, day in facts)
    return Layer(np.array(keys, np.int64), {}, **more)


def spelt(layer):
    tracks = (layer.keys >> DAY_BITS) & 255
    return list(zip(subject_of(layer.keys).tolist(), tracks.tolist(), day_of(layer.keys).tolist(), strict=True))


@PLENTY
@given(FACTS, SOME, st.sampled_from([None, [0, 2, 2, 0], [0, 3, 1, 2]]))
def test_the_facts_of_a_few_people(facts, people, renumbered):
    tracks = None
    if renumbered:
        tracks = np.zeros((256, 1), np.uint8)
        tracks[:4, 0] = renumbered
    new = renumbered or [0, 1, 2, 3]
    expected = sorted((person, new[track], day) for person, track, day in facts if person in people and new[track])
    assert spelt(layer_of(facts, tracks=tracks).of(np.array(people, np.int64))) == expected
    if people:
        between = sorted((p, new[t], d) for p, t, d in facts if people[0] <= p <= people[-1] and new[t])
        assert spelt(layer_of(facts, tracks=tracks).between(people[0], people[-1])) == between


@PLENTY
@given(FACTS, SOME)
def test_some_of_a_view(facts, people):
    keys = layer_of(facts).keys
    starts, counts = np.zeros((4, 8), np.int32), np.zeros((4, 8), np.int32)
    for person in range(8):
        for track in range(1, 4):
            mine = [at for at, one in enumerate(spelt(Layer(keys, {}))) if one[:2] == (person, track)]
            starts[track, person], counts[track, person] = mine[0] if mine else 0, len(mine)
    whole, some = View(keys, {}, starts, counts), np.array(people, np.int64)
    part = whole.among(some)
    halves = part.among(np.arange(0, len(some), 2))
    for track in range(1, 4):
        assert part.count(track).tolist() == [counts[track, person] for person in people]
        assert part.start(track).tolist() == [starts[track, person] for person in people]
        assert halves.count(track).tolist() == [counts[track, person] for person in people[::2]]
        for low in range(6):
            at, there = part.first_from(track, np.arange(len(some)), np.full(len(some), low, np.int32))
            found = part.day_at(at, there).tolist()
            days = [sorted(d for p, t, d in facts if (p, t) == (person, track)) for person in people]
            assert found == [next((day for day in mine if day >= low), UNKNOWN) for mine in days]
            before = part.last_before(track, np.arange(len(some)), np.full(len(some), low, np.int32)).tolist()
            assert before == [max((day for day in mine if day < low), default=UNKNOWN) for mine in days]


@PLENTY
@given(SOME, SOME)
def test_who_is_among_others(some, many):
    assert among(np.array(some, np.int64), np.array(many, np.int64)).tolist() == [one in some for one in many]


@pytest.mark.parametrize(("on", "planned"), [("2026-03-30", 1), ("2026-03-31", 0), ("2008-03-30", 0), ("2008-03-31", 1)])
def test_children_are_those_born_and_not_yet_eighteen(on, planned):
    """Also for a protocol that names no end of its own."""
    book = Book()
    book.person(person=1, born_on=date(2008, 3, 31), sex=1, happened=date(2008, 3, 31))
    visit = Step("visit", Text("看望", "visit"), days(0), days(7), Ever(contacts("newborn-visit")))
    rules = Protocol(
        "small", Text("小", "small"), Source("none"), Confidence.DEFAULT, date(2030, 1, 1), Subject.CHILD, people.born_on, (visit,),
        effective_from=date(2000, 1, 1),
    )  # fmt: skip
    made = lists(Rulebook((rules,)), load(book.facts), on=date.fromisoformat(on), known_at=datetime(2099, 1, 1))
    assert made.due.num_rows == planned


@PLENTY
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 2), st.integers(0, 2), st.integers(0, 2)), max_size=12))
def test_facts_of_one_day_stand_by_when_they_were_recorded_where_that_matters(rows):
    """Rows of (subject, track, day, recorded); the order matters on track 1. Those of one instant are named, to be told apart by their ids."""
    keys = np.array([subject << SUBJECT_SHIFT | track << DAY_BITS | day for subject, track, day, _ in rows], np.int64)
    recorded = np.array([row[3] for row in rows], np.int64)
    values: dict[str, Value] = {"value": np.arange(len(rows), dtype=np.float64)}
    asked = Request(
        "measurement", "person", (Track("code", ("a",)), Track("code", ("b",))), ("value",), None, (Track("code", ("a",)),)
    )
    layer, undecided = by_recording(keys.copy(), values, recorded, asked.in_order())
    assert list(layer.keys) == sorted(keys)
    found = [rows[int(place)] for place in np.asarray(layer.columns["value"])]
    assert sorted(found) == sorted(rows)
    ordered = [row for row in found if row[1] == 1]
    assert ordered == sorted(ordered)
    assert list(undecided) == sorted({row[0] for row in ordered if ordered.count(row) > 1})
