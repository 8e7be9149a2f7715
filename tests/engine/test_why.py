"""Why: a few children and pregnancies as a worker would ask about them, and then anything Hypothesis can think of, held to the lists."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine import reference
from tests.engine.facts_of import load
from tests.engine.small_rules import SMALL, antenatal, vaccines
from tests.generative.lives import books
from tests.generative.test_due_equals_reference import KNOWN, RUN_DAYS
from tests.rules.worked import facts
from wanhu.engine.due import alerts, due
from wanhu.engine.evaluation.facts import Rows
from wanhu.engine.protocol import Ever, InWindow, Rulebook, State, Subject, Valid
from wanhu.engine.tables import TABLES
from wanhu.engine.why import Explained, NotASubject, NotPlanned, Obstacle, Seen, Term, Trouble, Why, why
from wanhu.rules import RULEBOOK


def asked(table: str, on: str, kind: Subject = Subject.CHILD, number: int = 1, rulebook: Rulebook = SMALL) -> Why:
    """Why of some facts; read from tables, and from rows in memory, which must agree."""
    written = facts(table).facts
    day, known = date.fromisoformat(on), datetime(2099, 1, 1)
    rows = Rows({name: [tuple(row.values()) for row in written[name]] for name in TABLES})
    found = why(rulebook, load(written), kind, number, day, known)
    assert found == why(rulebook, rows, kind, number, day, known)
    return found


def one(found: Why, code: str) -> Any:
    return next(step for protocol in found.protocols for step in protocol.steps if step.step.code == code)


def served(found: Why) -> list[tuple]:
    return [(str(it.day), it.what, it.steps, it.step, it.obstacles) for protocol in found.protocols for it in protocol.counted]


TOO_SOON = """
    person | 2025-01-10 | sex=1
    dose   | 2025-09-05 | vaccine=MMR
    dose   | 2025-09-20 | vaccine=MMR
    dose   | 2026-07-01 | vaccine=Varicella
    dose   | 2026-07-10 | vaccine=MMR
"""


def test_a_dose_that_does_not_count_says_by_how_many_days():
    found = asked(TOO_SOON, "2026-11-20")
    assert one(found, "MMR-1").state is State.OVERDUE, (
        "the second dose came 15 days after a live vaccine, though that did not count itself"
    )
    assert served(found) == [
        ("2025-09-05", "MMR", (), "MMR-1", (Obstacle(Trouble.TOO_EARLY, 5, on=date(2025, 9, 10)),)),
        ("2025-09-20", "MMR", (), "MMR-1", (Obstacle(Trouble.TOO_CLOSE_TO_OTHER, 13, "MMR, Varicella", date(2025, 9, 5)),)),
        ("2026-07-10", "MMR", (), "MMR-1", (Obstacle(Trouble.TOO_CLOSE_TO_OTHER, 19, "MMR, Varicella", date(2026, 7, 1)),)),
    ]


def test_a_dose_that_counts_says_for_which_step_and_a_spare_one_that_all_was_done():
    found = asked(
        """
        person | 2025-01-10 | sex=1
        dose   | 2025-09-10 | vaccine=MMR
        dose   | 2026-07-09 | vaccine=MMR
        dose   | 2026-09-01 | vaccine=MMR
        dose   | 2026-10-01 | vaccine=MMR
        """,
        "2026-11-20",
    )
    assert [(row[0], row[2], row[3]) for row in served(found)] == [
        ("2025-09-10", ("MMR-1",), None), ("2026-07-09", (), "MMR-2"), ("2026-09-01", ("MMR-2",), None), ("2026-10-01", (), "MMR-2"),
    ]  # fmt: skip
    assert served(found)[1][4] == (Obstacle(Trouble.TOO_EARLY, 1, on=date(2026, 7, 10)),)
    assert served(found)[3][4] == (Obstacle(Trouble.ALREADY_DONE, on=date(2026, 9, 1)),)


def test_an_early_second_dose_says_how_far_it_was_from_the_first():
    found = asked("person | 2025-01-10 | sex=1\n dose | 2026-08-01 | vaccine=MMR\n dose | 2026-08-20 | vaccine=MMR", "2026-09-10")
    second = served(found)[1]
    assert second[2:4] == ((), "MMR-2")
    assert Obstacle(Trouble.TOO_CLOSE, 9, "MMR-1", date(2026, 8, 1)) in second[4]
    waits = {wait.of: (wait.given_on, wait.until) for wait in one(found, "MMR-2").waits}
    assert waits == {
        "MMR-1": (date(2026, 8, 1), date(2026, 8, 29)), "MMR, Varicella": (date(2026, 8, 20), date(2026, 9, 17)),
    }  # fmt: skip
    assert one(found, "MMR-2").opens == date(2026, 9, 17)


def test_what_is_not_planned_says_why():
    found = asked("person | 2025-01-10 | sex=1", "2025-02-01")
    girls, small, home = (one(found, code) for code in ("girls", "small", "home"))
    assert (girls.state, girls.not_planned) == (None, NotPlanned.DOES_NOT_APPLY)
    assert girls.applies.value is False and girls.applies.facts == (Seen("person", "sex", date(2025, 1, 10), 1),)
    assert small.not_planned is NotPlanned.APPLIES_UNKNOWN and small.applies.value is None
    assert home.not_planned is NotPlanned.NO_ANCHOR
    assert one(asked("person | 2017-01-10 | sex=2", "2025-02-01"), "girls").not_planned is NotPlanned.OVER
    assert one(asked("person | 2017-01-10 | sex=2", "2024-01-09"), "girls").state is State.OVERDUE, (
        "the day before the seventh birthday"
    )


def test_visits_on_the_last_day_of_a_window_and_the_day_after():
    found = asked(
        """
        pregnancy | 2026-02-01 | lmp=2026-01-01
        contact   | 2026-04-22 | kind=antenatal
        contact   | 2026-05-27 | kind=antenatal
        contact   | 2026-06-25 | kind=antenatal
        """,
        "2026-06-30", Subject.PREGNANCY, 11,
    )  # fmt: skip
    assert served(found) == [
        ("2026-04-22", "antenatal", (), "second", (Obstacle(Trouble.TOO_EARLY, 1, on=date(2026, 4, 23)),)),
        ("2026-05-27", "antenatal", ("second",), None, ()),
        ("2026-06-25", "antenatal", (), "third", (Obstacle(Trouble.TOO_LATE, 1, on=date(2026, 6, 24)),)),
    ]
    assert {step.step.code: step.state for step in found.protocols[0].steps} == {"second": State.DONE, "third": State.MISSED}


def test_conditions_are_taken_apart_down_to_the_facts():
    found = asked(
        "pregnancy | 2026-02-01 | lmp=2026-01-01\n measurement | 2026-06-20 | code=systolic value=152",
        "2026-06-30", Subject.PREGNANCY, 11,
    )  # fmt: skip
    [warned] = found.alerts
    assert warned.holds is True
    high, pregnant = warned.condition.parts
    assert (high.value, [part.value for part in high.parts]) == (True, [152, 140])
    assert high.facts == (Seen("measurement", "systolic", date(2026, 6, 20), 152),)
    assert pregnant.facts == (Seen("pregnancy", "lmp", date(2026, 2, 1), date(2026, 1, 1)),)
    silent = asked("pregnancy | 2026-02-01 | lmp=2026-01-01", "2026-06-30", Subject.PREGNANCY, 11).alerts[0]
    assert silent.holds is None, "nobody measured: unknown, not false"
    assert [part.value for part in silent.condition.parts] == [None, True]


def test_an_end_and_a_release_are_said():
    table = """
        pregnancy | 2026-02-01 | lmp=2026-01-01
        release   | 2026-05-01 | pregnancy=11 protocol=antenatal step=second reason=seen-elsewhere
        death     | 2026-06-02 | pregnancy=11 kind=loss
    """
    [protocol] = asked(table, "2026-06-10", Subject.PREGNANCY, 11).protocols
    assert (protocol.ended_on, protocol.ended_by) == (date(2026, 6, 2), "pregnancy-ended")
    assert [(taken.day, taken.step, taken.reason) for taken in protocol.taken] == [(date(2026, 5, 1), "second", "seen-elsewhere")]
    assert {step.reason for step in protocol.steps} == {"pregnancy-ended"}
    [before] = asked(table, "2026-06-01", Subject.PREGNANCY, 11).protocols
    assert [step.reason for step in before.steps] == ["seen-elsewhere", None] and before.ended_on is None


def test_nobody_of_that_number():
    with pytest.raises(NotASubject, match=r"编号为 7 .*with number 7"):
        asked("person | 2025-01-10 | sex=1", "2026-01-01", number=7)
    with pytest.raises(NotASubject):
        asked("person | 2007-01-10 | sex=1", "2026-01-01")


def test_rules_of_the_restricted_class_only_when_asked_for():
    hidden = replace(SMALL, protocols=(replace(vaccines, restricted=True), antenatal))
    assert asked("person | 2025-01-10 | sex=1", "2026-01-01", rulebook=hidden).protocols == ()
    written = load(facts("person | 2025-01-10 | sex=1").facts)
    assert why(hidden, written, Subject.CHILD, 1, date(2026, 1, 1), datetime(2099, 1, 1), restricted=True).protocols


def terms(found: Why) -> list[Term]:
    """Every expression that was worked out, with those inside it."""
    tops = [warned.condition for warned in found.alerts]
    for protocol in found.protocols:
        tops += [end for _, end in protocol.ends]
        tops += [step.applies for step in protocol.steps if step.applies] + [step.anchor for step in protocol.steps]
    listed = []
    while tops:
        listed.append(tops.pop())
        tops += listed[-1].parts
    return listed


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(books(), RUN_DAYS, KNOWN)
def test_it_says_what_the_lists_say_and_what_the_reference_works_out(written, on, known_at):
    loaded = load(written)
    listed = {
        (row["subject_kind"], row["subject"], row["protocol"], row["step"]): row
        for row in due(RULEBOOK, loaded, on=on, known_at=known_at).to_pylist()
    }
    warned = {
        (row["subject_kind"], row["subject"], row["rule"])
        for row in alerts(RULEBOOK, loaded, on=on, known_at=known_at).to_pylist()
    }
    for subject in reference.subjects(written, on, known_at):
        found = why(RULEBOOK, loaded, subject.kind, subject.number, on, known_at)
        assert found.person == subject.person
        for protocol in found.protocols:
            for step in protocol.steps:
                row = listed.pop((subject.kind.value, subject.number, protocol.protocol.code, step.step.code), None)
                assert (step.state is None) == (row is None) == (step.not_planned is not None)
                if row is not None:
                    said = (step.state, step.opens, step.due, step.closes, step.done_on, step.reason)
                    assert said == tuple(row[name] for name in ("state", "opens", "due", "closes", "done_on", "reason"))
            _events_agree(protocol)
        assert {rule.alert.code for rule in found.alerts if rule.holds} == {
            rule for kind, number, rule in warned if (kind, number) == (subject.kind.value, subject.number)
        }
        reference.steps_of(subject, RULEBOOK.shown(restricted=False))
        for term in terms(found):
            assert term.value == pytest.approx(subject.value(term.expression)), term.expression
    assert not listed


def _events_agree(protocol: Explained) -> None:
    """Whatever was done by an event names it; an event that did nothing says why; one that did something could."""
    for step in protocol.steps:
        if step.done_on and isinstance(step.step.done_by, Valid | InWindow | Ever):
            assert any(it.day == step.done_on and step.step.code in it.steps for it in protocol.counted), step
    for it in protocol.counted:
        assert bool(it.steps) != bool(it.obstacles), it
