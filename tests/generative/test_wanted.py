"""Asking for fewer rows gives the same rows, and only those: what is left out early would have been left out late."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.facts_of import load
from tests.engine.reference import wanted
from tests.generative.lives import books
from tests.generative.test_due_equals_reference import KNOWN, RUN_DAYS
from wanhu.engine.due import lists
from wanhu.engine.protocol import State
from wanhu.rules import RULEBOOK

STATES = st.one_of(
    st.sets(st.sampled_from(list(State)), min_size=1).map(lambda some: tuple(sorted(some))), st.just((State.OPEN, State.OVERDUE, State.MISSED))
)  # fmt: skip


pytestmark = pytest.mark.usefixtures("nobody_is_kept_for_being_one_of_many")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(books(), RUN_DAYS, KNOWN, STATES, st.one_of(st.none(), st.integers(0, 60)), st.one_of(st.none(), st.integers(0, 800)))
def test_fewer_rows_are_the_same_rows(facts, on, known_at, states, ahead, missed_for):
    loaded = load(facts)
    every = lists(RULEBOOK, loaded, on=on, known_at=known_at)
    some = lists(RULEBOOK, loaded, on=on, known_at=known_at, states=states, ahead=ahead, missed_for=missed_for)
    assert some.due.to_pylist() == [
        row for row in every.due.to_pylist() if wanted(row, on, states, ahead=ahead, missed_for=missed_for)
    ]
    assert lists(RULEBOOK, loaded, on=on, known_at=known_at, steps=False).alerts == some.alerts == every.alerts
