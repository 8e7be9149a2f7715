"""What holds of every rule, whoever adds it: it says where it comes from, and a death, a loss, a move or a withdrawn consent silences it.

Invariants 4 and 10. Whatever the rulebook holds is taken up by itself: a protocol that goes on calling fails here before anyone reads it.
"""

from datetime import date, datetime, timedelta

import pytest

from tests.engine.facts_of import Book, load
from wanhu.engine.due import TO_DO, alerts, due
from wanhu.engine.expressions import DoneDay, Expression, Newest, Oldest, computed_in, features_of
from wanhu.engine.protocol import Confidence, Known, Subject
from wanhu.rules import RULEBOOK

TODAY = date(2026, 11, 23)
KNOWN_AT = datetime(2027, 1, 1)
MOTHER, CHILD, EXPECTING, DELIVERED = 1, 2, 11, 12
ENDINGS = {
    "she died": lambda book: [book.death(person=person, happened=TODAY, kind="person") for person in (MOTHER, CHILD)],
    "she withdrew": lambda book: [
        book.consent(person=person, happened=TODAY, purpose="record", given=False) for person in (MOTHER, CHILD)
    ],
    "she moved away": lambda book: [book.residence(person=person, happened=TODAY, area=None) for person in (MOTHER, CHILD)],
    "the pregnancy ended": lambda book: [
        book.death(person=MOTHER, pregnancy=pregnancy, happened=TODAY, kind="loss") for pregnancy in (EXPECTING, DELIVERED)
    ],
}


def a_family() -> Book:
    """A woman expecting, with high blood pressure; the same woman ten days after an earlier birth; a child of nine months never seen."""
    book = Book()
    book.person(person=MOTHER, born_on=date(1996, 3, 7), sex=2, area="429004109200")
    book.person(person=CHILD, born_on=TODAY - timedelta(days=280), sex=1, area="429004109200")
    book.pregnancy(person=MOTHER, pregnancy=EXPECTING, happened=TODAY - timedelta(days=100), lmp=TODAY - timedelta(days=120))
    book.measurement(person=MOTHER, pregnancy=EXPECTING, happened=TODAY - timedelta(days=1), code="systolic", value=165.0)
    book.pregnancy(person=MOTHER, pregnancy=DELIVERED, happened=TODAY - timedelta(days=250), lmp=TODAY - timedelta(days=290))
    book.birth(person=CHILD, pregnancy=DELIVERED, mother=MOTHER, happened=TODAY - timedelta(days=10))
    return book


def calls(book: Book) -> set[tuple[str, str]]:
    """Whatever would make somebody call: protocol and kind of subject of every step to do, and every alert."""
    facts = load(book.facts)
    steps = due(RULEBOOK, facts, on=TODAY, known_at=KNOWN_AT, states=TO_DO).to_pylist()
    warned = alerts(RULEBOOK, facts, on=TODAY, known_at=KNOWN_AT).to_pylist()
    return {(row["subject_kind"], row["protocol"]) for row in steps} | {(row["subject_kind"], row["rule"]) for row in warned}


def test_the_family_would_be_called() -> None:
    """Otherwise silence below would prove nothing. Protocols for some families only are silenced in the tests of their own rules."""
    called = {what for _, what in calls(a_family())}
    assert called >= {
        "antenatal",
        "postnatal",
        "newborn",
        "child-health",
        "child-tests",
        "eye-care",
        "immunisation",
        "risk-screening",
    }
    assert "severe-hypertension" in called


@pytest.mark.parametrize("ending", ["she died", "she withdrew", "she moved away"])
def test_nobody_is_called_any_more(ending: str) -> None:
    book = a_family()
    ENDINGS[ending](book)
    assert not calls(book), "every protocol ends with rules/endings.py, and every alert asks whether it is over"


def test_nobody_is_called_about_a_pregnancy_that_ended() -> None:
    book = a_family()
    ENDINGS["the pregnancy ended"](book)
    assert not {what for kind, what in calls(book) if kind == Subject.PREGNANCY}


def test_every_rule_says_where_it_comes_from() -> None:
    for rule in (*RULEBOOK.protocols, *RULEBOOK.alerts):
        assert rule.source.title, f"{rule.code}: no source"
        assert rule.next_review > date(2026, 11, 1), f"{rule.code}: nobody will read its text again"
        assert rule.title.zh and rule.title.en, f"{rule.code}: a title in one language only"
        assert rule.confidence in Confidence


def test_codes_are_spoken_once() -> None:
    codes = [rule.code for rule in (*RULEBOOK.protocols, *RULEBOOK.alerts)]
    assert len(codes) == len(set(codes))
    for protocol in RULEBOOK.protocols:
        assert protocol.steps, protocol.code
    for day in (date(2017, 1, 1), *RULEBOOK.turning_days):
        for protocol in RULEBOOK.on(day).protocols:
            steps = [step.code for step in protocol.steps]
            assert len(steps) == len(set(steps)), f"{protocol.code}: two versions of a step hold on {day}"


def test_a_computed_value_means_one_thing() -> None:
    """Its code stands among the facts of a list, where words are found for it by that code alone."""
    named = {one for expression in _expressions() for one in computed_in(expression)}
    named |= {one for alert in RULEBOOK.alerts for show in alert.shows for one in computed_in(show)}
    codes = [one.code for one in named]
    assert len(codes) == len(set(codes)), sorted(codes)
    facts = {value for expression in _expressions() for one in features_of(expression) for value in _codes(one)}
    assert named and not set(codes) & facts, "a code of facts"


def test_an_alert_is_a_suggestion() -> None:
    """Invariant 8: it shows the facts it rests on and says what a person should do; nothing follows from it by itself."""
    for alert in RULEBOOK.alerts:
        assert alert.action.zh and alert.action.en and alert.shows, alert.code


def test_no_rule_reads_who_declined_or_what_somebody_is() -> None:
    """Invariants 1 and 4: rules read care, dates and consent, never releases, statuses or ties between people."""
    read = {
        feature.table if isinstance(feature, Newest | Oldest) else feature.events.table  # type: ignore[attr-defined]
        for expression in _expressions()
        for feature in features_of(expression)
        if not isinstance(feature, DoneDay)
    }
    assert read and not read & {"release", "relation"}, read


def test_the_only_status_a_rule_reads_is_a_wish_that_was_registered() -> None:
    asked = {
        value
        for expression in _expressions()
        for feature in features_of(expression)
        if (events := getattr(feature, "events", None)) and events.table == "status"
        for value in events.values
    }
    assert asked <= {"planning-pregnancy"}


def _codes(feature: Expression) -> tuple[str, ...]:
    events, where = getattr(feature, "events", None), getattr(feature, "where", None)
    return events.values if events else (where[1],) if where else ()


def _expressions() -> list[Expression]:
    found = [alert.condition for alert in RULEBOOK.alerts]
    for protocol in RULEBOOK.protocols:
        found += [protocol.starts, *(end.day for end in protocol.ends)]
        for step in protocol.steps:
            found += [part for part in (step.anchor, step.applies) if part is not None]
            found += [step.done_by.day] if isinstance(step.done_by, Known) else []
    return found
