"""The lists, computed: nightly for the city, and within the request for one family, by the same rules from the same facts."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone

from wanhu.engine import due as planning
from wanhu.engine import holding
from wanhu.engine.evaluation.facts import Facts
from wanhu.engine.expressions import Expression
from wanhu.engine.forms import Form, conditions_of
from wanhu.engine.protocol import State, Subject, Topic
from wanhu.rules import RULEBOOK
from wanhu.rules.forms import FORMS
from wanhu.web.base import audit, bulk
from wanhu.web.worklist import records
from wanhu.web.worklist.models import Alert, Due, Run

AHEAD = 14  # days: the rest of the week, and the next one to plan by
LISTED = planning.TO_DO
# Steps that a worker can record here, or that ask her a question; what no form asks could never be ticked off.
RECORDABLE = pa.array(
    [
        f"{protocol.code}/{step.code}" for protocol in RULEBOOK.shown(restricted=False).protocols for step in protocol.steps
        if not step.recorded_as or any(what in ("contact", "dose") or FORMS.asking(what, code) for what, code in step.recorded_as)
    ],
    pa.string(),
)  # fmt: skip
FINDINGS = pa.array([alert.code for alert in RULEBOOK.alerts if alert.topic is Topic.FINDING], pa.string())

Progress = Callable[[str], None]


def run(*, on: date, by: Any, known_at: datetime | None = None, progress: Progress = lambda words: None) -> Run:
    """Computes every list of the city for a day, as known at an instant (now by default), and makes them the current ones."""
    started = timezone.now()
    known_at = known_at or started
    with duckdb.connect() as database:
        progress("读取事实 / Reading facts")
        facts = records.city(database)
        known = known_at.astimezone(UTC).replace(tzinfo=None)
        progress("计算任务与提醒 / Computing tasks and alerts")
        due, alerts = _lists(facts, on, known)
    progress("写入清单 / Writing lists")
    with transaction.atomic():
        made = Run.objects.create(on=on, known_at=known_at, rulebook=rulebook_digest(), started=started)
        _append(made, due, alerts)
        earlier = Run.objects.filter(current=True)
        Due.objects.filter(run__in=earlier).delete()
        Alert.objects.filter(run__in=earlier).delete()
        earlier.update(current=False)
        made.current, made.finished = True, timezone.now()
        made.figures = {state.value: _count(due, state) for state in (*LISTED, State.UPCOMING)} | {"alerts": alerts.num_rows}
        made.save(update_fields=["current", "finished", "figures"])
        audit.record(by=by, action="worklist.run", detail={"run": made.pk, "on": on.isoformat(), **made.figures})
    return made


def relist(*, by: Any, progress: Progress = lambda words: None) -> None:
    """After new facts were published: the city's lists again, as of today. Nothing to do before the first run."""
    if Run.objects.filter(current=True).exists():
        run(on=timezone.localdate(), by=by, progress=progress)


def refresh(people: Sequence[int], on: date) -> None:
    """Computes the rows of a few people again and puts them in the place of their rows in the current run."""
    current = Run.objects.filter(current=True).first()
    if current is None or not people:
        return
    with transaction.atomic():
        known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
        due, alerts = _lists(records.family(people), on, known)
        mine = pa.array(people, pa.int64())
        Due.objects.filter(run=current, person__in=people).delete()
        Alert.objects.filter(run=current, person__in=people).delete()
        _append(current, due.filter(pc.is_in(due["person"], mine)), alerts.filter(pc.is_in(alerts["person"], mine)))


def not_listed(person: int, on: date) -> list[dict[str, Any]]:
    """Of one person what the rules plan and no list holds, by opening day: tests and findings that have no form here, and steps missed for long.

    Each with protocol, step, pregnancy or None, state, opens, due and closes.
    """
    known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    every = planning.lists(RULEBOOK, records.family([person]), on=on, known_at=known, states=LISTED, alerts=False).due.to_pylist()
    listed, long_ago = set(RECORDABLE.to_pylist()), on - timedelta(days=planning.MISSED_FOR)
    left = [
        row | {"pregnancy": row["subject"] if row["subject_kind"] == "pregnancy" else None} for row in every
        if row["person"] == person
        and (f"{row['protocol']}/{row['step']}" not in listed or (row["state"] == State.MISSED and row["closes"] < long_ago))
    ]  # fmt: skip
    return sorted(left, key=lambda row: (row["opens"], row["protocol"], row["step"]))


def next_planned(person: int, on: date) -> dict[str, Any] | None:
    """The next step of one person that opens after a day, within fifteen months: protocol, step, pregnancy or None, opens, due. ``None``: nothing
    is planned. The next contact comes before what is done at one.
    """
    known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    states = (State.UPCOMING,)
    rows = planning.lists(
        RULEBOOK, records.family([person]), on=on, known_at=known, states=states, ahead=460, alerts=False
    ).due.to_pylist()
    mine = [
        row | {"pregnancy": row["subject"] if row["subject_kind"] == "pregnancy" else None}
        for row in rows if row["person"] == person and row["opens"] > on
    ]  # fmt: skip
    met = [row for row in mine if "contact" in dict(RULEBOOK.step(row["protocol"], row["step"]).recorded_as)]
    return min(met or mine, key=lambda row: (row["opens"], row["protocol"], row["step"]), default=None)


def true_of(form: Form | None, *, person: int, pregnancy: int | None, on: date) -> frozenset[Expression]:
    """Which conditions of a form hold for this person, or her pregnancy, on a day: what decides what she is asked."""
    if form is None or not (conditions := conditions_of(form)):
        return frozenset()
    known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    number = pregnancy if form.subject is Subject.PREGNANCY else person
    return holding.true_of(conditions, records.family([person]), subject=form.subject, number=number or 0, on=on, known_at=known)


def rulebook_digest() -> str:
    """A hash that changes with any rule."""
    return hashlib.sha256(repr(RULEBOOK).encode()).hexdigest()


def _lists(facts: Facts, on: date, known_at: datetime) -> planning.Lists:
    """Rows to store: steps that can be recorded here, and alerts. Reasons for a suggested colour of risk are no findings to call about, and
    rules of the restricted class stay out.
    """
    made = planning.lists(RULEBOOK, facts, on=on, known_at=known_at, states=LISTED, ahead=AHEAD, missed_for=planning.MISSED_FOR)
    named = pc.binary_join_element_wise(made.due["protocol"].cast(pa.string()), made.due["step"].cast(pa.string()), "/")
    due = made.due.filter(pc.is_in(named, RECORDABLE))
    return planning.Lists(due, made.alerts.filter(pc.is_in(made.alerts["rule"], FINDINGS)))


def _append(made: Run, due: pa.Table, alerts: pa.Table) -> None:
    bulk.append(Due, _rows(made, due, ["protocol", "step", "state", "opens", "due", "closes", "reason", "because"]))
    bulk.append(Alert, _rows(made, alerts, ["rule", "level", "because"]))


def _rows(made: Run, table: pa.Table, columns: list[str]) -> pa.Table:
    pregnant = pc.equal(table["subject_kind"], "pregnancy")
    whose: dict[str, Any] = {
        "run_id": pa.array([made.pk] * table.num_rows, pa.int64()),
        "person": table["person"],
        "pregnancy": pc.if_else(pregnant, table["subject"], pa.scalar(None, pa.int64())),
        "area": pc.fill_null(table["area"].cast(pa.string()), ""),
    }
    if "reason" in columns:
        whose["reason"] = pc.fill_null(table["reason"].cast(pa.string()), "")
    return pa.table({name: table[name] for name in columns} | whose)


def _count(due: pa.Table, state: State) -> int:
    return int(pc.sum(pc.equal(due["state"], state.value)).as_py() or 0)
