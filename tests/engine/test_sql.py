"""What rules say as SQL: every kind of expression, spans, months and unknown values, each held to what the reference says in Python."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.any_expression import ANYTHING, ON
from tests.engine.facts_of import Book, load
from tests.engine.reference import One
from wanhu.engine.dates import completed_months
from wanhu.engine.evaluation.facts import Moment
from wanhu.engine.expressions import Constant, Expression, MonthsBetween
from wanhu.engine.facts import contacts, doses, people
from wanhu.engine.protocol import After, Confidence, Ever, Protocol, Rulebook, Source, Step, Subject, Valid
from wanhu.engine.spans import Span, days, months
from wanhu.engine.sql import alert_sql, growth_table, step_sql
from wanhu.engine.sql.expressions import _BY_TYPE, written
from wanhu.engine.sql.words import after, slug
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK

CONNECTION = duckdb.connect()
PLENTY = settings(max_examples=150, deadline=None)


def kinds(above: type) -> set[type]:
    return {one for below in above.__subclasses__() for one in {below} | kinds(below)}


def test_every_kind_of_expression_has_its_sql() -> None:
    assert {one for one in kinds(Expression) if one.__module__ == Expression.__module__} == set(_BY_TYPE)


@PLENTY
@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(-60, 240), st.integers(-60, 60))
def test_a_day_after_a_span(start, month_count, day_count):
    span, day = Span(day_count, month_count), f"DATE '{start}'"
    [[found]] = CONNECTION.execute(f"SELECT {after(day, span)}").fetchall()
    assert found == span.after(start)


@PLENTY
@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-900, 4000))
def test_months_between_two_days(start, gap):
    end = start + timedelta(days=gap)
    assert worked_out(MonthsBetween(Constant(start), Constant(end))) == completed_months(start, end)


def worked_out(expression: Expression):
    [[value]] = CONNECTION.execute(f"SELECT {written(expression, {})} FROM (SELECT DATE '{ON}' AS today)").fetchall()
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else value


@settings(max_examples=250, deadline=None)
@given(ANYTHING)
def test_an_expression_is_worth_what_the_reference_says(expression):
    value = One(Subject.CHILD, 1, 1, {}, ON).value(expression)
    found = worked_out(expression)
    if isinstance(value, float):
        assert found == pytest.approx(value, rel=1e-12, abs=1e-9)
    else:
        assert found == value


def test_names_of_columns() -> None:
    assert slug("HepB-2") == "hepb_2" and slug("urine-protein_1+_2+") == "urine_protein_1_2"


BORN = Step("born", Text("出生", "birth"), days(0), days(1), Ever(contacts("newborn-visit")))
SECOND = Step("2nd", Text("第二", "second"), months(1), months(2), Valid(doses("HepB"), follows=After("1st", days(28))))
FIRST = Step("1st", Text("第一", "first"), days(0), days(1), Valid(doses("HepB")))


def of_steps(*steps: Step) -> Rulebook:
    protocol = Protocol(
        "small", Text("小", "small"), Source("none"), Confidence.DEFAULT, date(2027, 1, 1), Subject.CHILD, people.born_on, steps
    )
    return Rulebook((protocol,))


def test_a_code_may_begin_with_a_digit() -> None:
    book = Book()
    book.person(born_on=date(2026, 1, 1))
    book.dose(happened=date(2026, 1, 1), vaccine="HepB")
    book.dose(happened=date(2026, 2, 3), vaccine="HepB")
    facts = load(book.facts)
    moment = {"today": ON, "known_at": datetime(2030, 1, 1)}
    found = facts.connection.execute(step_sql(of_steps(FIRST, SECOND), "small", "2nd"), moment).fetchall()
    assert found == [(1, 1, "done", date(2026, 2, 1), date(2026, 3, 1), None, date(2026, 2, 3), None)]


def test_what_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="1st is not declared before it"):
        step_sql(of_steps(SECOND, FIRST), "small", "2nd")
    with pytest.raises(KeyError):
        step_sql(of_steps(BORN), "small", "2nd")
    with pytest.raises(KeyError):
        alert_sql(of_steps(BORN), "nothing")


def test_a_query_says_whose_it_is_and_asks_for_two_parameters() -> None:
    for text in (step_sql(RULEBOOK, "immunisation", "HepB-3"), alert_sql(RULEBOOK, RULEBOOK.alerts[0].code)):
        assert text.startswith("-- ") and text.endswith(";\n")
        assert text.count("$today AS DATE") == text.count("$known_at AS TIMESTAMP") == 1
        assert max(map(len, text.splitlines())) < 250


def test_growth_as_a_table() -> None:
    book = Book()
    book.person(born_on=date(2026, 1, 1), sex=2)
    book.measurement(happened=date(2026, 3, 1), code="weight", value=5.0)
    made = growth_table(RULEBOOK, load(book.facts), Moment(ON, datetime(2030, 1, 1)))
    assert made.column_names == ["person", "happened", "code", "z", "fall"]
    [row] = made.to_pylist()
    assert (row["person"], row["happened"], row["code"], row["fall"]) == (1, date(2026, 3, 1), "weight-for-age", 0.0)
    assert -1 < row["z"] < 1
    book.measurement(happened=date(2030, 6, 1), code="weight", value=17.0)
    for on, told in (
        (date(2027, 3, 1), [date(2026, 3, 1)]),
        (date(2027, 3, 2), []),  # what she weighed a year and a day ago says nothing any more
        (date(2030, 12, 31), [date(2030, 6, 1)]),
        (date(2031, 1, 1), []),  # from five years on the standard says nothing of her any more
    ):
        found = growth_table(RULEBOOK, load(book.facts), Moment(on, datetime(2032, 1, 1)))
        assert found["happened"].to_pylist() == told
