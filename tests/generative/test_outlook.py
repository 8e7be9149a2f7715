"""Whoever is left out before anything is sorted would have had no row: of any conditions over small and large tables, and any few people's facts."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.any_expression import OPERATORS, any_of, unknown
from tests.engine.facts_of import Book, load
from tests.engine.reference import wanted
from tests.engine.small_rules import SAYS, SMALL
from wanhu.engine.due import Lists, lists
from wanhu.engine.evaluation import concern, layers, outlook
from wanhu.engine.evaluation.steps import Wanted
from wanhu.engine.expressions import (
    Both,
    Choose,
    Compare,
    Constant,
    DaysBetween,
    EarlierOf,
    Either,
    Events,
    Expression,
    FirstDay,
    LastDay,
    LaterOf,
    Level,
    MonthsBetween,
    Moved,
    Negation,
    Newest,
    Oldest,
    OrElse,
    Shift,
    Tally,
    Times,
    Today,
    When,
)  # fmt: skip
from wanhu.engine.facts import contacts
from wanhu.engine.protocol import Alert, End, Ever, Protocol, Rulebook, State, Step, Subject
from wanhu.engine.spans import Span, days
from wanhu.engine.text import Text

ON, KNOWN_AT = date(2026, 11, 23), datetime(2026, 11, 24)
TO_DO = (State.OPEN, State.OVERDUE, State.MISSED)
ASKED = st.sampled_from(
    [TO_DO, TO_DO, TO_DO, (State.UPCOMING, *TO_DO), (State.DONE,), (State.OPEN, State.RELEASED), tuple(State)]
)
NAME = Text("名", "name")

pytestmark = pytest.mark.usefixtures("nobody_is_kept_for_being_one_of_many")

LEVELS = st.sampled_from(list(Level))
EVENTS = st.one_of(
    st.builds(Events, st.just("measurement"), st.just("code"), st.sampled_from([("weight",), ("height", "weight")]), LEVELS),
    st.builds(Events, st.just("finding"), st.just("code"), st.just(("oedema",)), LEVELS, st.just(("value", ("yes",)))),
    st.builds(Events, st.just("contact"), st.just("kind"), st.just(("antenatal",)), LEVELS),
    st.builds(Events, st.just("birth"), st.just("*"), st.just(("*",)), LEVELS),
    st.builds(Events, st.just("death"), st.just("kind"), st.just(("person",)), LEVELS),
)
TIMED = st.builds(Events, st.just("measurement"), st.just("code"), st.just(("weight",)), LEVELS)
FLAT_DAYS = st.one_of(
    st.just(Today()), st.integers(0, 900).map(lambda ago: Constant(ON - timedelta(days=ago))), st.just(unknown(ON)), st.builds(FirstDay, EVENTS),
    st.builds(LastDay, EVENTS), st.builds(Newest, st.just("birth"), st.just("discharged_on"), level=LEVELS),
    st.builds(Newest, st.just("person"), st.just("born_on"), level=st.just(Level.PERSON)),
)  # fmt: skip
SPANS = st.builds(Span, st.integers(-40, 400), st.integers(-3, 20))
FLAT_NUMBERS = st.one_of(
    st.sampled_from([0, 1, 2, 60, 2500]).map(Constant), st.builds(Tally, EVENTS), st.builds(Times, TIMED, st.sampled_from([None, (">=", 60.0)])),
    st.builds(Newest, st.just("measurement"), st.just("value"), st.just(("code", "weight")), level=LEVELS),
    st.builds(Oldest, st.just("measurement"), st.just("value"), st.just(("code", "weight")), level=LEVELS),
    st.builds(Newest, st.just("birth"), st.just("weight_g"), level=LEVELS),
)  # fmt: skip
Strategy = st.SearchStrategy[Expression]


def compared(of_days: Strategy, of_numbers: Strategy) -> Strategy:
    return st.one_of(st.builds(Compare, OPERATORS, of_days, of_days), st.builds(Compare, OPERATORS, of_numbers, of_numbers))


def joined(truths: Strategy) -> Strategy:
    """Conditions, and what can be made of two or three of them."""
    both, cases = (truths, truths), st.lists(st.tuples(truths, truths), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        truths, st.builds(Both, *both), st.builds(Either, *both), st.builds(Negation, truths), st.builds(OrElse, *both), st.builds(When, *both),
        st.builds(Choose, cases, truths), st.builds(OrElse, truths, st.booleans().map(Constant)),
    )  # fmt: skip


SIMPLE = joined(compared(FLAT_DAYS, FLAT_NUMBERS))
DAYS: Strategy = st.one_of(
    FLAT_DAYS, st.builds(Shift, FLAT_DAYS, SPANS), st.builds(Moved, FLAT_DAYS, FLAT_NUMBERS), any_of(FLAT_DAYS, SIMPLE)
)
NUMBERS: Strategy = st.one_of(
    FLAT_NUMBERS, st.builds(DaysBetween, FLAT_DAYS, FLAT_DAYS), st.builds(MonthsBetween, FLAT_DAYS, FLAT_DAYS), any_of(FLAT_NUMBERS, SIMPLE)
)  # fmt: skip
RARELY = st.one_of(st.just(unknown(ON)), st.builds(Shift, DAYS, st.just(Span(400, 0))), DAYS)
TRUTHS = joined(joined(compared(DAYS, NUMBERS)))


@st.composite
def rulebooks(draw) -> Rulebook:
    """One protocol of three steps, and three alerts, about one kind of subject."""
    subject = draw(st.sampled_from(list(Subject)))
    steps = []
    for code in map(str, range(3)):
        opens = draw(st.integers(0, 60))
        closes = draw(st.sampled_from([None, opens + 10, opens + 200]))
        steps.append(
            Step(
                code, NAME, days(opens), days(opens + 7), Ever(contacts("antenatal")), closes=closes and days(closes), anchor=draw(DAYS),
                applies=draw(st.none() | TRUTHS),
            )
        )  # fmt: skip
    protocol = Protocol(
        "p", NAME, **SAYS, subject=subject, starts=draw(DAYS), ends=(End("moved", draw(RARELY)),), until=draw(st.none() | RARELY), steps=tuple(steps)
    )  # fmt: skip
    alerts = (
        Alert(f"a{number}", NAME, NAME, **SAYS, subject=subject, level="urgent", condition=draw(TRUTHS)) for number in range(3)
    )  # fmt: skip
    return Rulebook((protocol,), tuple(alerts))


@st.composite
def some_people(draw) -> dict[str, list[dict]]:
    """Four women, three with a pregnancy and one who plans one, and four children; each with a few facts of three years."""
    book = Book()
    ago = st.integers(0, 1000).map(lambda number: ON - timedelta(days=number))
    for number in range(1, 5):
        book.person(person=number, born_on=date(1996, 1, 1))
        book.person(person=10 + number, born_on=draw(ago))
        if number < 4:
            book.pregnancy(person=number, pregnancy=20 + number, happened=draw(ago), lmp=draw(ago))
        else:
            book.status(person=number, kind="planning-pregnancy", value="yes", happened=draw(ago))
    for _ in range(draw(st.integers(0, 30))):
        number, own = draw(st.integers(1, 3)), draw(st.booleans())
        about: dict[str, Any] = {"person": number, "pregnancy": 20 + number if own else None, "happened": draw(ago)}
        about = draw(st.sampled_from([about, {"person": 10 + number, "happened": about["happened"]}]))
        match draw(st.sampled_from(["measurement", "finding", "contact", "birth", "death"])):
            case "measurement":
                book.measurement(
                    **about, code=draw(st.sampled_from(["weight", "height"])), value=draw(st.sampled_from([3.0, 60.0]))
                )
            case "finding":
                book.finding(**about, code="oedema", value=draw(st.sampled_from(["yes", "no"])))
            case "contact":
                book.contact(**about, kind="antenatal")
            case "birth":
                book.birth(person=10 + number, mother=number, pregnancy=20 + number, happened=about["happened"],
                           discharged_on=draw(st.none() | ago), weight_g=2000)  # fmt: skip
            case _:
                book.death(**about, kind="person")
    return book.facts


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rulebooks(), some_people(), st.sampled_from([None, 0, 90]), st.sampled_from([None, 0, 365]))
def test_what_a_rule_lists_it_could_list(rulebook, facts, ahead, missed_for):
    """Rule by rule: another rule that keeps the same people cannot hide a mistake."""
    asked, could = Wanted(frozenset(TO_DO), ahead, missed_for), {}

    def everybody(one: outlook.Outlook, _asked: Wanted) -> Any:
        rules = [(planned.step.code, one.listed(planned, asked)) for planned in one.block.program.steps]
        rules += [(alert.alert.code, one.could(alert.condition)) for alert in one.block.program.alerts]
        could.update({code: set(one.block.subjects[mask].tolist()) for code, mask in rules})
        return np.ones(len(one.block), bool)

    with pytest.MonkeyPatch.context() as patch, (loaded := load(facts)).connection:
        patch.setattr(concern, "concerned", everybody)
        every = lists(rulebook, loaded, on=ON, known_at=KNOWN_AT)
    for row in every.due.to_pylist():
        assert not wanted(row, ON, TO_DO, ahead=ahead, missed_for=missed_for) or row["subject"] in could[row["step"]], row
    for row in every.alerts.to_pylist():
        assert row["subject"] in could[row["rule"]], row


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rulebooks(), some_people(), ASKED, st.sampled_from([None, 0, 90]), st.sampled_from([None, 0, 365]))
def test_nobody_of_concern_is_left_out(rulebook, facts, states, ahead, missed_for):
    def made(**asked: Any) -> Lists:
        return lists(rulebook, loaded, on=ON, known_at=KNOWN_AT, **asked)

    with (loaded := load(facts)).connection:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(concern, "concerned", lambda outlook, asked: np.ones(len(outlook.block), bool))
            every = made()
        some, alone = made(states=states, ahead=ahead, missed_for=missed_for), made(steps=False)
    assert some.due.to_pylist() == [
        row for row in every.due.to_pylist() if wanted(row, ON, states, ahead=ahead, missed_for=missed_for)
    ]
    assert some.alerts == every.alerts == alone.alerts


def test_who_is_left_out_of_a_list_of_what_to_do():
    """Of the short rulebook: whose window closed long ago, who was born, who is grown up; a finding of a pregnancy that lasts is waited for."""
    book = Book()
    for number, conceived in ((1, date(2026, 7, 1)), (2, date(2023, 7, 1)), (3, date(2026, 7, 1))):
        book.person(person=number, born_on=date(1996, 1, 1))
        book.pregnancy(person=number, pregnancy=number, happened=conceived, lmp=conceived)
    book.birth(person=13, mother=3, pregnancy=3, happened=date(2026, 11, 1))
    for number, born_on in ((11, date(2025, 11, 1)), (12, date(2010, 1, 1))):
        book.person(person=number, born_on=born_on)
    book.measurement(person=2, pregnancy=2, happened=date(2023, 9, 1), code="systolic", value=150.0)
    kept: dict[str, list[int]] = {}

    def heard(programs, whom, *rest):
        found = of_concern(programs, whom, *rest)
        kept.update({made.subject.value: one.numbers.tolist() for made, one in zip(programs, found, strict=True)})
        return found

    with pytest.MonkeyPatch.context() as patch, (loaded := load(book.facts)).connection:
        of_concern = layers.of_concern
        patch.setattr(layers, "of_concern", heard)
        made = lists(SMALL, loaded, on=ON, known_at=KNOWN_AT, states=TO_DO, missed_for=365)
        of_what_to_do = dict(kept)
        for state in (State.DONE, State.RELEASED):
            lists(SMALL, loaded, on=ON, known_at=KNOWN_AT, states=(state,), missed_for=365)
            assert kept == {"pregnancy": [1, 2, 3], "child": [11, 12]}, "what was done is never over"
    assert of_what_to_do == {"pregnancy": [1, 2], "child": [11]}
    assert [(row["subject"], row["rule"]) for row in made.alerts.to_pylist()] == [(2, "pressure")]


WEIGHED, FIRST = Events("measurement", "code", ("weight",), Level.PERSON), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("condition", "is_true"),
    [
        (Compare("=", FirstDay(WEIGHED), Constant(FIRST)), True),
        (Compare("=", Shift(FirstDay(WEIGHED), days(10)), Constant(FIRST + timedelta(days=10))), True),
        (Compare("<", FirstDay(WEIGHED), Constant(FIRST + timedelta(days=1))), True),
        (Compare(">=", FirstDay(WEIGHED), Constant(FIRST)), True),
        (Compare(">", FirstDay(WEIGHED), Constant(FIRST)), False),
        (Compare("=", FirstDay(WEIGHED), Constant(ON)), False),
    ],
)
def test_a_first_day_may_lie_before_the_newest(condition: Expression, is_true: bool):
    """Of a large table only the newest day is known; what asks for a first day, or a day counted from one, may be true though that lies later.

    One rule at a time: another that keeps the same child would hide a mistake.
    """
    assert speaks(condition) == is_true


CALLED = Events("contact", "kind", ("antenatal",), Level.PERSON)
SWOLLEN = Events("finding", "code", ("oedema",), Level.PERSON, ("value", ("yes",)))
LIVES, LIVED = (Newest(table, "area", level=Level.PERSON) for table in ("person", "residence"))


@pytest.mark.parametrize(
    "condition",
    [
        Compare(">=", LaterOf((LastDay(WEIGHED), LastDay(CALLED))), Constant(date(2026, 9, 1))),
        Compare(">=", LaterOf((LastDay(CALLED), LastDay(WEIGHED))), Constant(date(2026, 9, 1))),
        Compare(">=", Shift(Moved(LastDay(WEIGHED), Constant(3)), days(1)), Constant(date(2026, 9, 5))),
        Compare("=", Choose(((Compare(">", LastDay(WEIGHED), Constant(FIRST)), LIVES),), LIVED), Constant("429004101001")),
        Negation(Compare("=", Tally(WEIGHED), Constant(5))),
        Either(Compare(">=", LastDay(WEIGHED), Constant(FIRST)), Compare(">=", LastDay(CALLED), Constant(ON))),
        Either(Compare(">=", LastDay(CALLED), Constant(ON)), Compare(">=", LastDay(WEIGHED), Constant(FIRST))),
        Negation(Both(Compare(">=", LastDay(CALLED), Constant(ON)), Compare(">=", LastDay(WEIGHED), Constant(FIRST)))),
        Negation(Both(Compare(">=", Constant(FIRST), Today()), Compare(">=", LastDay(SWOLLEN), Constant(FIRST)))),
        Compare("=", Tally(SWOLLEN), Constant(0)),
        Compare("<=", Tally(SWOLLEN), Constant(2)),
    ],
)
def test_what_is_true_of_several_tables_could_be_true(condition: Expression):
    assert speaks(condition)


def test_an_end_that_is_known_and_still_to_come_is_not_over():
    """Only where the first of two days is unknown does the second count."""
    until = OrElse(Newest("birth", "discharged_on", level=Level.PERSON), EarlierOf((Constant(FIRST), LastDay(WEIGHED))))
    step = Step("s", NAME, days(0), days(7), Ever(contacts("1m")))
    starts = Newest("person", "born_on", level=Level.PERSON)
    protocol = Protocol("p", NAME, **SAYS, subject=Subject.CHILD, starts=starts, ends=(End("moved", until),), steps=(step,))
    for discharged_on, states in ((ON + timedelta(days=3), ["overdue"]), (ON, []), (None, [])):
        book = _of_one_child()
        book.birth(person=11, mother=1, happened=date(2025, 11, 1), discharged_on=discharged_on)
        with (loaded := load(book.facts)).connection:
            made = lists(Rulebook((protocol,), ()), loaded, on=ON, known_at=KNOWN_AT, states=TO_DO)
        assert [row["state"] for row in made.due.to_pylist()] == states


def speaks(condition: Expression) -> bool:
    """Whether an alert is listed of the child when no steps are asked for; with what was done asked for, nobody is left out."""
    alert = Alert("a", NAME, NAME, **SAYS, subject=Subject.CHILD, level="urgent", condition=condition)
    with (loaded := load(_of_one_child().facts)).connection:
        return lists(Rulebook((), (alert,)), loaded, on=ON, known_at=KNOWN_AT, steps=False).alerts.num_rows == 1


def _of_one_child() -> Book:
    book = Book()
    book.person(person=11, born_on=date(2025, 11, 1), area="429004101001")
    for day in (FIRST, date(2026, 9, 1)):
        book.measurement(person=11, happened=day, code="weight", value=8.0)
    book.contact(person=11, happened=FIRST, kind="antenatal")
    return book
