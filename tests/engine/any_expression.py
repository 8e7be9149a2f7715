"""Any expression at all: for holding what works expressions out, engine and SQL, to the slow reference."""

from datetime import date

from hypothesis import strategies as st

from wanhu.engine.expressions import (
    Arithmetic,
    Both,
    Choose,
    Compare,
    Computed,
    Constant,
    DaysBetween,
    EarlierOf,
    Either,
    Expression,
    Interpolated,
    LaterOf,
    MonthsBetween,
    Moved,
    Negation,
    OrElse,
    Rounded,
    Shift,
    Today,
    When,
    children_of,
)
from wanhu.engine.spans import Span
from wanhu.engine.text import Text

ON = date(2026, 3, 31)


def unknown(value):
    """An expression of the value's kind about which nothing is known."""
    return When(Constant(False), Constant(value))


SOME_DAYS = st.sampled_from([date(2024, 2, 29), date(2024, 1, 31), date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)])
SPANS = st.builds(Span, st.integers(-40, 40), st.integers(-3, 20))
FLAT_DAYS = st.one_of(SOME_DAYS.map(Constant), st.just(Today()), SOME_DAYS.map(unknown))
FLAT_NUMBERS = st.one_of(
    st.sampled_from([0, 1, 2, -3, 28, 0.37, 2.5, -1.25, 15.3, 140]).map(Constant), st.just(unknown(7)), st.just(unknown(0.5))
)
FLAT_TRUTHS = st.one_of(st.booleans().map(Constant), st.just(unknown(True)))
OPERATORS = st.sampled_from([">=", ">", "<=", "<", "="])
CURVE = ((-2.0, 15.3), (1.0, 22.0), (28.0, 22.4), (140.0, 30.1))


def any_of(some, truths):
    """Expressions that carry values of any one kind."""
    chosen = st.lists(st.tuples(truths, some), min_size=1, max_size=3).map(tuple)
    several = st.lists(some, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(OrElse, some, some),
        st.builds(When, truths, some),
        st.builds(Choose, chosen, some),
        st.builds(LaterOf, several),
        st.builds(EarlierOf, several),
    )


def deeper(flat, made):
    return st.one_of(flat, flat, *made)


TRUTHS = st.deferred(
    lambda: deeper(
        FLAT_TRUTHS,
        [
            st.builds(Compare, OPERATORS, NUMBERS, NUMBERS),
            st.builds(Compare, OPERATORS, DAYS, DAYS),
            st.builds(Both, TRUTHS, TRUTHS),
            st.builds(Either, TRUTHS, TRUTHS),
            st.builds(Negation, TRUTHS),
            st.builds(OrElse, TRUTHS, TRUTHS),
        ],
    )
)
NUMBERS = st.deferred(
    lambda: deeper(
        FLAT_NUMBERS,
        [
            st.builds(Arithmetic, st.sampled_from("+-*/"), NUMBERS, NUMBERS),
            st.builds(DaysBetween, DAYS, DAYS),
            st.builds(MonthsBetween, FLAT_DAYS, FLAT_DAYS),
            st.builds(Interpolated, NUMBERS, st.just(CURVE)),
            st.builds(Rounded, FLAT_NUMBERS, st.integers(0, 2)),
            st.builds(Computed, st.just("a-number"), st.just(Text("一数", "a number")), st.just(""), NUMBERS),
            any_of(NUMBERS, TRUTHS),
        ],
    )
)
DAYS = st.deferred(
    lambda: deeper(
        FLAT_DAYS,
        [st.builds(Shift, FLAT_DAYS, SPANS), st.builds(Moved, FLAT_DAYS, FLAT_NUMBERS), any_of(FLAT_DAYS, TRUTHS)],
    )
)


def parts(expression: Expression):
    yield expression
    for child in children_of(expression):
        yield from parts(child)


ANYTHING = st.one_of(TRUTHS, NUMBERS, DAYS).filter(lambda expression: sum(1 for _ in parts(expression)) < 40)
