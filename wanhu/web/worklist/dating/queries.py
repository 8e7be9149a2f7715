"""What would move: her plan as it is, beside the plan by another expected date, worked out from her facts and one more that is not written."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from wanhu.engine import due as planning
from wanhu.engine.evaluation.facts import Rows
from wanhu.engine.protocol import Protocol, State, Step, Subject
from wanhu.engine.tables import TABLES
from wanhu.rules import RULEBOOK
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.dated import Judged
from wanhu.web.care.dating import dates_from
from wanhu.web.worklist import compute, records

TO_COME = (State.UPCOMING, State.OPEN, State.OVERDUE)


@dataclass(frozen=True)
class Move:
    """A step whose window moves: its days now, and by the other date. ``None``: it is not to come."""

    protocol: Protocol
    step: Step
    before: tuple[date, date] | None
    after: tuple[date, date] | None


def moves(actor: User, person: int, pregnancy: int, one: Judged) -> list[Move]:
    """The steps that can be recorded here and whose days would change if the dates did, in the order of the new days."""
    require(actor, Permission.SEE_PEOPLE)
    facts = records.family([person])
    now, then = _windows(facts, pregnancy), _windows(_with(facts, pregnancy, one), pregnancy)
    found = [
        Move(RULEBOOK.protocol(protocol), RULEBOOK.step(protocol, step), now.get((protocol, step)), then.get((protocol, step)))
        for protocol, step in {**now, **then}
        if now.get((protocol, step)) != then.get((protocol, step))
    ]
    return sorted(found, key=lambda move: (move.after or move.before, move.step.code))


def _windows(facts: Rows, pregnancy: int) -> dict[tuple[str, str], tuple[date, date]]:
    known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    made = planning.lists(
        RULEBOOK, facts, on=timezone.localdate(), known_at=known, states=TO_COME, alerts=False, subjects=(Subject.PREGNANCY,)
    )
    recordable = set(compute.RECORDABLE.to_pylist())
    return {
        (row["protocol"], row["step"]): (row["opens"], row["due"])
        for row in made.due.to_pylist()
        if row["subject"] == pregnancy and f"{row['protocol']}/{row['step']}" in recordable
    }


def _with(facts: Rows, pregnancy: int, one: Judged) -> Rows:
    """Her facts, and the one that confirming would write."""
    said: dict[str, Any] = {
        "id": uuid.uuid4(), "person": one.fact.person_id, "happened": timezone.localdate(), "recorded": datetime.now(UTC).replace(tzinfo=None),
        "source": "", "void": False, "pregnancy": pregnancy, **dates_from(one.fact),
    }  # fmt: skip
    row = tuple(said.get(name) for name in TABLES["pregnancy"].columns())
    return Rows({**facts.tables, "pregnancy": [*facts.tables.get("pregnancy", ()), row]})
