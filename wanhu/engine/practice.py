"""Practice questions as data: a made-up situation, what is asked, the choices, and which of them the rules give.

They are written by ``tools/practice.py`` from the worked examples of the rules, so no question knows better than a rule. Choices are data too
(a window of days, a state, the code of an alert); the page puts them into words, and takes the reason from the rulebook.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from wanhu.engine.text import Text

NOTHING = "none"  # the choice that nothing of the kind is to be done now
ALERTS = "alerts-"  # topic of the questions about alerts, before the kind of subject


class Asks(StrEnum):
    """What a question asks."""

    WHEN = "when"  # from when to when the step should be done
    STATE = "state"  # whether the step is to be done today
    ALERT = "alert"  # what to do about what was found


@dataclass(frozen=True)
class Question:
    """One question. ``topic``: a protocol, or ``alerts-`` and a subject; ``rule``: its step, or the alert (empty where none holds).

    ``days``: first day, last day on time, last day of all, as far as the rules say.
    """

    code: str
    topic: str
    rule: str
    asks: Asks
    on: date
    facts: tuple[Text, ...]
    choices: tuple[str, ...]
    right: int
    days: tuple[date | None, ...] = ()


def window(choice: str) -> tuple[date, date]:
    """The two days of a choice of ``WHEN``."""
    first, _to, last = choice.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def read(path: Path) -> tuple[Question, ...]:
    """The questions of a file."""
    return tuple(
        Question(
            one["code"], one["topic"], one["rule"], Asks(one["asks"]), date.fromisoformat(one["on"]),
            tuple(Text(*fact) for fact in one["facts"]), tuple(one["choices"]), one["right"],
            tuple(date.fromisoformat(day) if day else None for day in one.get("days", ())),
        )
        for one in json.loads(path.read_text(encoding="utf-8"))
    )  # fmt: skip


def written(questions: tuple[Question, ...]) -> str:
    """The text of the file: one line a question."""
    lines = [
        {"code": one.code, "topic": one.topic, "rule": one.rule, "asks": one.asks.value, "on": one.on.isoformat(), "facts": [list(fact) for fact in one.facts],
         "choices": list(one.choices), "right": one.right, **({"days": [day and day.isoformat() for day in one.days]} if one.days else {})}
        for one in questions
    ]  # fmt: skip
    return "[\n" + ",\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines) + "\n]\n"
