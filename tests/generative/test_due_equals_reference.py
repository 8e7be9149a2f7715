"""The compiled statement and the slow reference say the same of any facts, on any day, as known at any time."""

import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine import reference
from tests.engine.facts_of import load
from tests.generative.lives import FIRST, books
from wanhu.engine.due import alerts, due, lists
from wanhu.engine.evaluation.facts import Rows
from wanhu.engine.protocol import STATES
from wanhu.rules import RULEBOOK

RUN_DAYS = st.one_of(
    st.integers(0, 1200).map(lambda n: FIRST + timedelta(days=n)), st.sampled_from([date(2026, 11, 23), date(2024, 2, 29)])
)
KNOWN = st.one_of(st.just(datetime(2030, 1, 1)), st.integers(0, 60).map(lambda n: datetime(2026, 9, 1) + timedelta(days=n)))
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def as_rows(table) -> list[dict]:
    return [{name: value for name, value in row.items() if name != "because"} for row in table.to_pylist()]


def in_order(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: (row["subject_kind"], row["subject"], row["protocol"], row["step"]))


@PATIENT
@given(books(), RUN_DAYS, KNOWN)
def test_every_step_is_as_the_reference_says(facts, on, known_at):
    loaded = load(facts)
    listed = as_rows(due(RULEBOOK, loaded, on=on, known_at=known_at, restricted=True))
    assert in_order(listed) == in_order(reference.due(RULEBOOK, facts, on=on, known_at=known_at))
    assert {row["state"] for row in listed} <= set(STATES)
    places = [(row["subject_kind"], row["subject"], row["protocol"], row["step"]) for row in listed]
    assert len(places) == len(set(places)), "a step is in exactly one state"


@PATIENT
@given(books(), RUN_DAYS, KNOWN)
def test_every_alert_is_as_the_reference_says(facts, on, known_at):
    found = alerts(RULEBOOK, load(facts), on=on, known_at=known_at, restricted=True).to_pylist()
    expected = reference.shown(RULEBOOK, facts, on=on, known_at=known_at)
    assert sorted((row["subject_kind"], row["subject"], row["rule"]) for row in found) == sorted(row[:3] for row in expected)
    used = {(row["subject_kind"], row["subject"], row["rule"]): json.loads(row["because"]) for row in found}
    for *which, values in expected:
        assert {name: used[tuple(which)][name] for name in values} == pytest.approx(values), which


@PATIENT
@given(books(), RUN_DAYS, KNOWN)
def test_rows_in_memory_say_the_same_as_tables(facts, on, known_at):
    """A family's refresh reads rows, the nightly run tables: one answer, also when blocks are tiny."""
    rows = Rows({name: [tuple(row.values()) for row in kept] for name, kept in facts.items()})
    one = lists(RULEBOOK, load(facts), on=on, known_at=known_at, restricted=True)
    other = lists(RULEBOOK, rows, on=on, known_at=known_at, restricted=True)
    assert one.due.equals(other.due) and one.alerts.equals(other.alerts)


@PATIENT
@given(books(), RUN_DAYS, KNOWN, st.sampled_from((1, 2, 3)))
def test_a_fact_changes_only_its_own_persons_rows(facts, on, known_at, person):
    """A back-dated dose of one person leaves everybody else's rows as they were."""
    before = as_rows(due(RULEBOOK, load(facts), on=on, known_at=known_at))
    more = {name: list(rows) for name, rows in facts.items()}
    extra = dict(more["dose"][0]) if more["dose"] else None
    if extra is None:
        return
    more["dose"].append(
        extra | {"id": type(extra["id"])(int=10**6), "person": person, "happened": FIRST, "supersedes": None, "void": False}
    )
    after = as_rows(due(RULEBOOK, load(more), on=on, known_at=known_at))
    assert [row for row in before if row["person"] != person] == [row for row in after if row["person"] != person]
