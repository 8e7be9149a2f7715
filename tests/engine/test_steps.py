"""Steps of every kind in lives of a few weeks, where all that is a day too early or too late happens often: held to the slow reference."""

from datetime import date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from tests.engine import reference
from tests.engine.facts_of import Book
from tests.engine.small_rules import SAYS
from wanhu.engine.due import TO_DO, lists
from wanhu.engine.evaluation.facts import Rows
from wanhu.engine.facts import births, contacts, deaths, done, doses, last_day, people, tally
from wanhu.engine.protocol import (
    Advice,
    After,
    End,
    Ever,
    InWindow,
    Known,
    Protocol,
    Repeats,
    Rulebook,
    State,
    Step,
    Subject,
    Valid,
)
from wanhu.engine.spans import Span, days, months
from wanhu.engine.text import Text

T = Text("步", "Step")
BORN = date(2026, 1, 30)  # a month later is the last day of February
LIVE = (doses("MMR", "Varicella"), days(4))
ALWAYS = datetime(2030, 1, 1)
MET = last_day(contacts("visit", "call"))  # known of most children, not of all

short = Protocol(
    "short", T, **SAYS, subject=Subject.CHILD, starts=people.born_on, until=last_day(contacts("moved")),
    ends=(End("died", deaths.of_person), End("discharged", births.discharged_on)),
    steps=(
        Step("ever", T, days(3), days(5), Ever(contacts("visit")), closes=days(8)),
        Step("girls", T, days(3), days(5), Ever(contacts("visit")), applies=people.sex.equals(2),
             advice=(Advice("twice", tally(contacts("visit")) >= 2, T), Advice("called", tally(contacts("call")) >= 1, T))),
        Step("window", T, days(6), days(7), InWindow(contacts("visit")), closes=days(9)),
        Step("open-ended", T, days(6), days(7), InWindow(contacts("call"))),
        Step("month", T, months(1), Span(3, 1), InWindow(contacts("visit")), closes=Span(6, 1)),
        Step("known", T, days(2), days(4), Known(last_day(contacts("call")))),
        Step("again", T, days(5), days(7), Repeats(), anchor=last_day(contacts("visit"))),
        Step("after-girls", T, days(1), days(2), Ever(contacts("call")), anchor=done("short", "girls"), closes=days(4)),
        Step("any-time", T, days(1), days(2), Ever(doses("MMR")), anchor=MET),
        Step("from-then", T, days(1), days(2), InWindow(doses("MMR")), anchor=MET),
        Step("counting", T, days(1), days(2), Valid(doses("MMR")), anchor=MET),
        *(Step(f"after-{code}", T, days(1), days(2), Repeats(), anchor=done("short", code)) for code in ("any-time", "from-then", "counting")),
        Step("MMR-1", T, days(6), days(8), Valid(doses("MMR"), spaced=LIVE), youngest=days(5)),
        Step("MMR-2", T, days(10), days(14),
             Valid(doses("MMR"), follows=After("MMR-1", days(6), least=days(5)), spaced=LIVE), closes=days(40)),
        Step("MMR-late", T, months(1), Span(2, 1), Valid(doses("MMR"), follows=After("MMR-2", months(1), least=days(3)))),
        Step("booster", T, days(9), days(12),
             Valid(doses("DT"), apart=(After("MMR-1", days(3)), After("MMR-2", days(5), least=days(4))))),
        Step("inactivated", T, days(6), days(8), Valid(doses("DT"), spaced=(doses("MMR"), days(4)))),
        Step("same-day", T, days(9), days(12), Valid(doses("MMR"), follows=After("MMR-1", days(0)))),
    ),
)  # fmt: skip
SHORT = Rulebook((short,))

OFTEN = (
    "MMR",
    "MMR",
    "MMR",
    "Varicella",
    "DT",
    "visit",
    "visit",
    "call",
)  # MMR is given too often, too early and too close to others
SELDOM = ("none", "none", "moved", "died", "home", "released", "released-step")


def born(count: int) -> Book:
    """Children who were all born on one day, girls and boys, of whom something is written on nearly every day that a rule turns on."""
    book, chance = Book(), Random(20)
    for person in range(1, count + 1):
        book.person(person=person, born_on=BORN, sex=chance.choice((1, 2, None)))
        for what in (*chance.choices(OFTEN, k=chance.randint(0, 8)), chance.choice(SELDOM)):
            day = BORN + timedelta(chance.choice((*range(-1, 21), *range(0, 46))))
            match what:
                case "visit" | "call" | "moved":
                    book.contact(person=person, happened=day, kind=what)
                case "died":
                    book.death(person=person, happened=day, kind="person")
                case "home":
                    book.birth(person=person, happened=BORN, discharged_on=day)
                case "released" | "released-step":
                    step = None if what == "released" else chance.choice(("ever", "MMR-2"))
                    book.release(person=person, happened=day, protocol="short", step=step, reason=what)
                case "DT-twice":  # on two days that follow each other, of which only the second may count
                    book.dose(person=person, happened=day, vaccine="DT")
                    book.dose(person=person, happened=day + timedelta(1), vaccine="DT")
                case vaccine if vaccine != "none":
                    book.dose(person=person, happened=day, vaccine=vaccine)
    return book


BOOK = born(120)


def rows_of(book: Book) -> Rows:
    return Rows({name: [tuple(row.values()) for row in rows] for name, rows in book.facts.items()})


ROWS = rows_of(BOOK)


def planned(on: date, facts: Rows = ROWS, **asked: Any) -> list[dict]:
    found = lists(SHORT, facts, on=on, known_at=ALWAYS, **asked).due.to_pylist()
    return [{name: value for name, value in row.items() if name != "because"} for row in found]


def place(row: dict) -> tuple:
    return row["subject"], row["step"]


@pytest.mark.parametrize("on", [BORN + timedelta(after) for after in range(42)], ids=str)
def test_on_every_day_each_step_is_as_the_reference_says(on):
    expected = reference.due(SHORT, BOOK.facts, on=on, known_at=ALWAYS)
    assert sorted(planned(on), key=place) == sorted(expected, key=place)


@pytest.mark.parametrize("after", [4, 9, 13, 36])
def test_fewer_rows_are_the_same_rows_to_the_day(after):
    """What opens on the last day looked ahead to is listed, and what closed on the first day looked back to."""
    on = BORN + timedelta(after)
    every = planned(on)
    some = (
        (State.MISSED,),
        (State.DONE,),
        (State.UPCOMING, State.OPEN),
        TO_DO,
        (State.RELEASED,),
        (State.MISSED, State.RELEASED),
    )
    for states, (ahead, missed_for) in product(some, ((None, 3), (0, None), (1, 0), (4, 1), (6, 30))):

        def wanted(row: dict, states=states, ahead=ahead, missed_for=missed_for) -> bool:
            coming = row["state"] == "upcoming" and ahead is not None and row["opens"] <= on + timedelta(ahead)
            gone = row["state"] == "missed" and missed_for is not None and row["closes"] < on - timedelta(missed_for)
            return (row["state"] in states or coming) and not gone

        found = planned(on, states=states, ahead=ahead, missed_for=missed_for)
        assert found == [row for row in every if wanted(row)], f"{states}, {ahead} ahead, {missed_for} back"


def test_the_dose_on_the_day_after_one_that_came_too_soon_counts():
    """Three days after another vaccine is too soon, four are enough."""
    book = Book()
    book.person(person=1, born_on=BORN, sex=1)
    for vaccine, after in (("MMR", 6), ("DT", 9), ("DT", 10)):
        book.dose(person=1, happened=BORN + timedelta(after), vaccine=vaccine)
    [row] = [row for row in planned(BORN + timedelta(12), rows_of(book)) if row["step"] == "inactivated"]
    assert (row["state"], row["done_on"]) == ("done", BORN + timedelta(10))
