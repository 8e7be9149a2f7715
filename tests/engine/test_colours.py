"""The smallest colour that alerts suggest: the highest of a pregnancy's, with every reason; purple apart; nobody without a reason."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from wanhu.engine.colours import suggested
from wanhu.engine.evaluation.rows import ALERTS
from wanhu.engine.facts import latest
from wanhu.engine.protocol import Alert, Confidence, Rulebook, Source, Subject, Topic
from wanhu.engine.text import Text


def rule(code: str, level: str, topic: Topic = Topic.COLOUR) -> Alert:
    says: dict[str, Any] = {"source": Source("a text"), "confidence": Confidence.DEFAULT, "next_review": date(2027, 1, 1)}
    return Alert(
        code,
        Text(code, code),
        Text("看", "look"),
        **says,
        subject=Subject.PREGNANCY,
        level=level,
        topic=topic,
        condition=latest(code) >= 1,
    )


RULES = Rulebook(
    (),
    (
        rule("age", "yellow"), rule("scar", "yellow"), rule("twins", "orange"), rule("heart", "red"), rule("infection", "purple"),
        rule("calm", "green"), rule("pressure", "emergency", Topic.FINDING),
    ),
)  # fmt: skip


def listed(*rows: tuple[int, str]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"subject_kind": "pregnancy", "subject": number, "person": number * 10, "area": None, "rule": code,
             "level": RULES.alert(code).level, "because": '{"n":1}'}
            for number, code in rows
        ],
        schema=ALERTS,
    )  # fmt: skip


def colours(*rows: tuple[int, str]) -> list[tuple]:
    return [
        (row["subject"], row["person"], row["colour"], list(json.loads(row["because"])))
        for row in suggested(listed(*rows), RULES).to_pylist()
    ]


def test_the_highest_holds_and_every_reason_is_kept():
    assert colours((2, "scar"), (1, "age"), (1, "heart"), (1, "twins"), (1, "scar"), (3, "calm")) == [
        (1, 10, "red", ["heart", "twins", "age", "scar"]), (2, 20, "yellow", ["scar"]), (3, 30, "green", ["calm"]),
    ]  # fmt: skip


def test_purple_stands_apart_and_is_no_step_above_red():
    assert colours((1, "infection"), (1, "age"), (2, "infection")) == [
        (1, 10, "yellow", ["age"]), (1, 10, "purple", ["infection"]), (2, 20, "purple", ["infection"]),
    ]  # fmt: skip


def test_findings_and_other_subjects_suggest_nothing():
    assert colours((1, "pressure")) == []
    child = pa.Table.from_pylist([row | {"subject_kind": "child"} for row in listed((1, "heart")).to_pylist()], schema=ALERTS)
    assert suggested(child, RULES).num_rows == 0


def test_the_facts_used_are_kept():
    assert json.loads(suggested(listed((1, "age")), RULES).to_pylist()[0]["because"]) == {"age": {"n": 1}}


def test_a_colour_that_is_none():
    with pytest.raises(ValueError, match=r"不是风险颜色.*is no colour"):
        suggested(listed(), replace(RULES, alerts=(rule("odd", "blue"),)))
