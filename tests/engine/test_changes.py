"""What a change of the rules does to lists: rows that come, go, change their state or their days; and which rules need not be asked."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_of import load
from tests.engine.small_rules import SMALL, antenatal, pressure, vaccines
from tests.rules.worked import facts
from wanhu.engine.changes import (
    CHANGES,
    by_rule,
    by_township,
    changes,
    differing,
    in_force,
    joining_and_leaving,
    subjects,
)
from wanhu.engine.due import lists
from wanhu.engine.evaluation.rows import ALERTS, DUE
from wanhu.engine.facts import done, latest
from wanhu.engine.protocol import Known, Protocol, Rulebook, Step, Subject
from wanhu.engine.spans import days, months
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK

ON = date(2026, 11, 20)
CHILD = """
    person | 2025-03-01 | sex=1 area=429004101200
    dose   | 2025-11-01 | vaccine=MMR
"""


def between(old: Rulebook, new: Rulebook, table: str = CHILD) -> list[tuple]:
    loaded = load(facts(table).facts)
    before, after = (lists(one, loaded, on=ON, known_at=datetime(2099, 1, 1)) for one in differing(old, new))
    rows = [*changes(before.due, after.due).to_pylist(), *changes(before.alerts, after.alerts).to_pylist()]
    return [
        (row["rule"], row["change"], row["state_before"], row["state_after"], row["due_before"], row["due_after"]) for row in rows
    ]


def changed(code: str, **values: Any) -> Protocol:
    return replace(vaccines, steps=tuple(replace(step, **values) if step.code == code else step for step in vaccines.steps))


def test_a_due_day_that_moves_changes_the_state():
    new = SMALL.replacing(changed("MMR-2", due=months(20)))
    assert between(SMALL, new) == [("vaccines/MMR-2", "state", "open", "overdue", date(2027, 3, 1), date(2026, 11, 1))]


def test_a_due_day_that_moves_within_a_state_changes_days_only():
    new = SMALL.replacing(changed("MMR-2", due=months(23)))
    assert between(SMALL, new) == [("vaccines/MMR-2", "dates", "open", "open", date(2027, 3, 1), date(2027, 2, 1))]


def test_a_step_that_comes_and_one_that_goes():
    new = SMALL.replacing(replace(vaccines, steps=(*vaccines.steps[:1], replace(vaccines.steps[0], code="MMR-0"))))
    assert between(SMALL, new) == [
        ("vaccines/MMR-2", "disappears", "open", None, date(2027, 3, 1), None),
        ("vaccines/MMR-0", "appears", None, "done", None, date(2025, 12, 1)),
    ]


def test_alerts_come_and_go_and_change_level():
    woman = "pregnancy | 2026-08-01 | lmp=2026-07-01\n measurement | 2026-11-01 | code=systolic value=135"
    lower = SMALL.replacing(replace(pressure, condition=latest("systolic") >= 130))
    assert between(SMALL, lower, woman) == [("pressure", "appears", None, "urgent", None, None)]
    assert between(lower, SMALL, woman) == [("pressure", "disappears", "urgent", None, None, None)]
    notice = lower.replacing(replace(lower.alert("pressure"), level="notice"))
    assert between(lower, notice, woman) == [("pressure", "state", "urgent", "notice", None, None)]


def test_nothing_changes_when_nothing_differs():
    assert between(SMALL, SMALL) == []
    old, new = differing(RULEBOOK, RULEBOOK)
    assert (old.protocols, new.protocols, old.alerts) == ((), (), ())


def test_only_rules_that_can_make_a_difference_are_worked_out():
    later = replace(
        antenatal, code="later", subject=Subject.CHILD,
        steps=(Step("after", Text("后", "After"), days(0), days(1), Known(done("vaccines", "MMR-1")), anchor=done("vaccines", "MMR-1")),),
    )  # fmt: skip
    book = Rulebook((vaccines, antenatal, later), (pressure,))
    old, new = differing(book, book.replacing(changed("MMR-1", due=months(10))))
    assert [one.code for one in new.protocols] == ["vaccines", "later"], (
        "what asks for a step of a rule that differs may differ too"
    )
    assert old.alerts == new.alerts == ()
    old, new = differing(book, book.replacing(replace(later, title=Text("晚", "Late"))))
    assert [one.code for one in new.protocols] == ["vaccines", "later"], "what is asked for must be there"


def test_the_rules_of_two_days():
    first = replace(vaccines, effective_to=date(2025, 12, 31))
    second = replace(changed("MMR-2", due=months(20)), effective_from=date(2026, 1, 1))
    book = Rulebook((first, second))
    assert between(in_force(book, date(2025, 12, 31)), in_force(book, ON)) == [
        ("vaccines/MMR-2", "state", "open", "overdue", date(2027, 3, 1), date(2026, 11, 1))
    ]
    assert in_force(book, date(2025, 6, 1)).on(ON).protocols[0].steps == vaccines.steps


def rows(count: int, area: str | None, **values: Any) -> list[dict]:
    own = (
        {name: None for name in CHANGES.names}
        | {"subject_kind": "child", "area": area, "rule": "v/1", "change": "state"}
        | values
    )
    return [own | {"subject": number, "person": number} for number in range(count)]


def test_small_numbers_by_area_are_not_shown():
    made = [*rows(4, "429004101200"), *rows(5, "429004102200"), *rows(1, None), *rows(2, "429004102", change="appears")]
    table = pa.Table.from_pylist(made, schema=CHANGES)
    assert [tuple(row.values()) for row in by_township(table).to_pylist()] == [
        ("", "v/1", "state", "<5"), ("429004101", "v/1", "state", "<5"), ("429004102", "v/1", "appears", "<5"), ("429004102", "v/1", "state", "5"),
    ]  # fmt: skip
    assert [(row["change"], row["rows"]) for row in by_rule(table).to_pylist()] == [("state", 10), ("appears", 2)]
    assert subjects(table) == 5


def test_what_comes_onto_the_lists_and_what_leaves_them():
    made = [
        *rows(3, None, state_before="upcoming", state_after="open"), *rows(2, None, state_before="overdue", state_after="done"),
        *rows(4, None, state_after="urgent"), *rows(5, None, state_before="open", state_after="overdue"), *rows(1, None, state_before="done"),
    ]  # fmt: skip
    assert joining_and_leaving(pa.Table.from_pylist(made, schema=CHANGES)) == (7, 2)


STATES = st.sampled_from(["open", "done"])
DAYS = st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 2)])
LISTS = st.dictionaries(
    st.tuples(st.sampled_from(["child", "pregnancy"]), st.integers(1, 3), st.sampled_from("ab"), st.sampled_from("xy")),
    st.tuples(STATES, DAYS, st.sampled_from([None, "why"])),
)


def table_of(listed: dict) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"subject_kind": kind, "subject": number, "person": number, "protocol": protocol, "step": step,
             "state": state, "opens": opens, "reason": reason}
            for (kind, number, protocol, step), (state, opens, reason) in listed.items()
        ],
        schema=DUE,
    )  # fmt: skip


@given(LISTS, LISTS)
def test_every_row_that_differs_and_no_other(before, after):
    found = {
        (row["subject_kind"], row["subject"], *row["rule"].split("/")): row["change"]
        for row in changes(table_of(before), table_of(after)).to_pylist()
    }
    expected = {}
    for key in {*before, *after}:
        old, new = before.get(key), after.get(key)
        if old != new:
            kinds = zip(("state", "dates", "reason"), old, new, strict=True) if old and new else ()
            expected[key] = "appears" if not old else "disappears" if not new else next(kind for kind, a, b in kinds if a != b)
    assert found == expected


def test_empty_lists():
    assert (
        changes(DUE.empty_table(), DUE.empty_table()).schema
        == changes(ALERTS.empty_table(), ALERTS.empty_table()).schema
        == CHANGES
    )
