"""Do the engines say the same? Every step of every pregnancy is compared: its state, the days of its window, and every alert.

CQL answers in Wanhu's own words. CHT has other states, so what it must say is worked out from Wanhu's row, exactly:

* upcoming is Draft; open and overdue are Ready, with the due date not yet past or past; missed is Failed; done is Completed;
* released is no task at all;
* CHT keeps no task whose window ended 60 days ago or more, or begins more than 180 days from now. There it must be silent too, and the
  steps on which it is silent for that reason alone are counted apart: nobody can see from CHT whether they were done.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

OPEN_ENDED = timedelta(days=3650)  # how long a task without an end is shown in our CHT configuration
KEPT_AFTER, MADE_BEFORE = timedelta(days=60), timedelta(days=180)  # CHT's TIMELY_WINDOW
ALERTS = ("severe-hypertension", "hypertension")


@dataclass
class Agreement:
    """What was compared with one peer, and where it differs."""

    women: int = 0
    women_agree: int = 0
    steps: int = 0
    steps_agree: int = 0
    silent: int = 0
    alerts: int = 0
    alerts_agree: int = 0
    differences: Counter = field(default_factory=Counter)
    examples: dict[Any, str] = field(default_factory=dict)

    def line(self) -> str:
        """One line for people."""
        silent = f" ({self.silent:,} outside CHT's 60/180 days)" if self.silent else ""
        return (
            f"{self.women_agree:,} of {self.women:,} pregnancies agree; steps {self.steps_agree:,} of {self.steps:,}{silent};"
            f" alerts {self.alerts_agree:,} of {self.alerts:,}"
        )


class Wanhu:
    """The rows of Wanhu's lists by pregnancy."""

    def __init__(self, answers: Path, wanted: int) -> None:
        first = [("subject", "<=", wanted)]
        columns = ["subject", "step", "state", "opens", "due", "closes", "done_on"]
        self.steps: dict[int, dict[str, dict]] = defaultdict(dict)
        for row in pq.read_table(answers / "due.parquet", columns=columns, filters=first).to_pylist():
            self.steps[row["subject"]][row["step"]] = row
        self.alerts: dict[int, set[str]] = defaultdict(set)
        for row in pq.read_table(answers / "alerts.parquet", columns=["subject", "rule"], filters=first).to_pylist():
            self.alerts[row["subject"]].add(row["rule"])


def rows(path: Path) -> Iterator[dict]:
    """What a peer wrote, a line for each pregnancy."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def with_cql(wanhu: Wanhu, path: Path) -> Agreement:
    """State, opening, due and closing day and the day done, word for word."""
    seen = Agreement()
    for row in rows(path):
        ours = {step: _as_cql(one) for step, one in wanhu.steps[row["pregnancy"]].items()}
        theirs = {step: tuple(rest) for step, *rest in row["steps"]}
        _compare(seen, row["pregnancy"], ours, theirs, wanhu.alerts[row["pregnancy"]], {row["alert"]} - {None})
    return seen


def with_cht(wanhu: Wanhu, path: Path, on: date, *, documents: bool) -> Agreement:
    """Task documents, or with ``documents`` false what the rules emit: that has no state but "resolved", and no 60/180 days."""
    seen = Agreement()
    for row in rows(path):
        number = row["pregnancy"]
        ours: dict[str, tuple | None] = {}
        for step, one in wanhu.steps[number].items():
            ours[step] = _as_task(one, on) if documents else _as_emission(one)
            seen.silent += ours[step] is None and one["state"] != "released"
        theirs = {step: tuple(rest) for step, *rest in row["tasks"] if step not in ALERTS}
        _compare(seen, number, ours, theirs, wanhu.alerts[number], {step for step, *_ in row["tasks"] if step in ALERTS})
    return seen


def _compare(seen: Agreement, number: int, ours: dict, theirs: dict, warned: set[str], said: set[str]) -> None:
    """Counts one pregnancy. A step that a peer leaves out is None."""
    seen.women += 1
    agree = warned == said
    seen.alerts += len(warned | said)
    seen.alerts_agree += len(warned & said)
    for alert in warned ^ said:
        seen.differences["alert", alert] += 1
    for step in ours.keys() | theirs.keys():
        seen.steps += 1
        if ours.get(step) == theirs.get(step):
            seen.steps_agree += 1
            continue
        agree = False
        kind = step, (ours.get(step) or ("none",))[0], (theirs.get(step) or ("none",))[0]
        seen.differences[kind] += 1
        seen.examples.setdefault(kind, f"pregnancy {number}: expected {ours.get(step)}, said {theirs.get(step)}")
    seen.women_agree += agree


def _as_cql(row: dict) -> tuple:
    return (row["state"], *(_text(row[name]) for name in ("opens", "due", "closes", "done_on")))


def _as_emission(row: dict) -> tuple | None:
    if row["state"] == "released":
        return None
    return ("Completed" if row["state"] == "done" else "", _text(row["due"]), _text(row["opens"]), _text(_until(row)))


def _as_task(row: dict, on: date) -> tuple | None:
    if row["state"] == "released" or not (on - KEPT_AFTER < _until(row) and row["opens"] <= on + MADE_BEFORE):
        return None
    state = {"upcoming": "Draft", "open": "Ready", "overdue": "Ready", "missed": "Failed", "done": "Completed"}[row["state"]]
    return (state, _text(row["due"]), _text(row["opens"]), _text(_until(row)))


def _until(row: dict) -> date:
    return row["closes"] or row["due"] + OPEN_ENDED


def _text(day: date | None) -> str | None:
    return day and day.isoformat()
