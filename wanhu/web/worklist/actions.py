"""Recording care from the list: the fact is written and the family's rows are computed again in one transaction.

Care knows nothing of lists; this room puts the two together, so that whoever comes back to the list finds the task gone.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.engine.tables import Reason
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import actions as care
from wanhu.web.care import correcting, grading
from wanhu.web.care.actions import Born
from wanhu.web.registry import actions as registry
from wanhu.web.registry import queries as registry_queries
from wanhu.web.registry.models import Person
from wanhu.web.worklist import publish
from wanhu.web.worklist.models import Call, CallTakenBack, Capacity
from wanhu.web.worklist.queries import Task
from wanhu.web.worklist.registering import actions as registering
from wanhu.web.worklist.registering import reading


@dataclass(frozen=True)
class Said:
    """What one form of a visit says; ``digest`` of what was sent tells the same form twice from another one under its number."""

    contacts: list[str] = field(default_factory=list)
    mode: str | None = None
    measurements: dict[str, float] = field(default_factory=dict)
    findings: list[tuple[str, str]] = field(default_factory=list)
    doses: list[tuple[str, str]] = field(default_factory=list)
    decisions: list[tuple[str, str]] = field(default_factory=list)
    agreed: dict[str, date] = field(default_factory=dict)
    digest: str = ""


@transaction.atomic
def record(*, by: User, task: Task, visit: uuid.UUID, happened: date, said: Said) -> None:
    """The visit took place: the contact or dose of the step, and all that was measured, found and given with it."""
    care.record_visit(
        by=by, person=task.person, visit=visit, happened=happened, pregnancy=task.pregnancy, contacts=said.contacts, mode=said.mode,
        measurements=said.measurements, findings=said.findings, doses=said.doses, decisions=said.decisions, agreed=said.agreed, digest=said.digest,
    )  # fmt: skip
    publish.refresh([task.person.pk])


@transaction.atomic
def take_off(
    *, by: User, task: Task, visit: uuid.UUID, happened: date, reason: Reason, to: str = "", all_care: bool = False
) -> None:
    """The step will not be done. What the reason says is written as the fact that it is: a move, a death, an end, or a release.

    ``to``: the village she moved to, empty for outside the city. ``all_care``: she declines every contact; her consent ends at once.
    """
    person, about = task.person, {"visit": visit, "happened": happened}
    if reason == Reason.DIED:
        care.record_death(by=by, person=person, **about)
    elif reason == Reason.MOVED:
        registry.move_away(by=by, person=person, area=to or None, **about)
    elif reason == Reason.DECLINED and all_care:
        registry.withdraw_consent(by=by, person=person, purpose="record", **about)
    elif reason == Reason.PREGNANCY_ENDED and task.pregnancy:
        care.record_loss(by=by, person=person, pregnancy=task.pregnancy, **about)
    else:
        care.release(
            by=by,
            person=person,
            protocol=task.protocol.code,
            step=task.step.code,
            reason=reason,
            pregnancy=task.pregnancy,
            **about,
        )
    publish.refresh([person.pk])


@transaction.atomic
def correct(*, by: User, person: Person, of: uuid.UUID, visit: uuid.UUID, happened: date, said: Said) -> int:
    """An earlier visit as it should have been written; the list follows."""
    changed = correcting.correct_visit(
        by=by,
        person=person,
        of=of,
        visit=visit,
        happened=happened,
        mode=said.mode,
        measurements=said.measurements,
        findings=said.findings,
        agreed=said.agreed,
    )
    publish.refresh([person.pk])
    return changed


@transaction.atomic
def grade(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, happened: date, colour: str, graded_by: str, look_again: date,
          factors: list[str], lowered: str) -> None:  # fmt: skip
    """The colour of a pregnancy's risk is decided; the days of follow-up move with it."""
    about = {"visit": visit, "happened": happened, "colour": colour, "graded_by": graded_by, "look_again": look_again}
    grading.grade(by=by, person=person, pregnancy=pregnancy, factors=factors, lowered=lowered, **about)
    publish.refresh([person.pk])


@transaction.atomic
def record_call(*, by: User, task: Task, call: uuid.UUID, outcome: Call.Outcome, again: date | None) -> bool:
    """What came of ringing about a step. It closes nothing: the step stays, and waits for the day agreed. False when already written."""
    require(by, Permission.RECORD_CARE)
    if not registry_queries.people_in_scope(by).filter(pk=task.person.pk).exists():
        raise PermissionDenied("not in scope")
    if Call.every.filter(pk=call).exists():
        return False
    Call.objects.create(
        id=call, person=task.person, pregnancy_id=task.pregnancy, protocol=task.protocol.code, step=task.step.code, outcome=outcome,
        again=again, by=by, at=timezone.now(),
    )  # fmt: skip
    audit.record(by=by, action="called", person=task.person.pk, detail={"outcome": outcome.value})
    return True


@transaction.atomic
def take_back_call(*, by: User, call: uuid.UUID) -> bool:
    """The outcome was a slip of the finger: it counts for nothing, and stays readable. Only whoever wrote it. False when it does not stand."""
    require(by, Permission.RECORD_CARE)
    found = Call.objects.filter(pk=call, by=by.pk).first()
    if found is None or not registry_queries.people_in_scope(by).filter(pk=found.person_id).exists():
        return False
    CallTakenBack.objects.create(call=found, by=by, at=timezone.now())
    audit.record(by=by, action="call-taken-back", person=found.person_id, detail={"outcome": found.outcome})
    return True


@transaction.atomic
def plan_minutes(*, by: User, minutes: int) -> None:
    """How long the actor's own day of visits is."""
    require(by, Permission.RECORD_CARE)
    Capacity.objects.update_or_create(worker=by, defaults={"minutes": minutes})


@transaction.atomic
def record_birth(
    *, by: User, person: Person, pregnancy: int, visit: uuid.UUID, born_on: date, children: Sequence[Born],
    gestation: int | None = None, discharged_on: date | None = None,
) -> None:  # fmt: skip
    """Children were born: the mother's plan goes on as postnatal care, the children's begin."""
    about = {"visit": visit, "born_on": born_on, "gestation": gestation, "discharged_on": discharged_on}
    made = care.record_birth(by=by, person=person, pregnancy=pregnancy, children=children, **about)
    for child, said in zip(made, children, strict=False):
        if said.name and reading.nameless(child.name):
            registering.give_name(by=by, person=child, name=said.name)
    publish.refresh([person.pk, *(child.pk for child in made)])


@transaction.atomic
def record_loss(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, happened: date) -> None:
    """The pregnancy ended; every reminder of it is silent when the page comes back."""
    care.record_loss(by=by, person=person, pregnancy=pregnancy, visit=visit, happened=happened)
    publish.refresh([person.pk])


@transaction.atomic
def record_death(*, by: User, person: Person, visit: uuid.UUID, happened: date) -> None:
    """Somebody died; every reminder about her or him is silent when the page comes back."""
    care.record_death(by=by, person=person, visit=visit, happened=happened)
    publish.refresh([person.pk])


@transaction.atomic
def move_away(*, by: User, person: Person, visit: uuid.UUID, happened: date) -> None:
    """She lives elsewhere now; her plan here ends."""
    registry.move_away(by=by, person=person, visit=visit, happened=happened)
    publish.refresh([person.pk])


@transaction.atomic
def withdraw_consent(*, by: User, person: Person, purpose: str, visit: uuid.UUID, happened: date) -> None:
    """She withdrew; what rested on that consent is off the lists when the page comes back (invariant 4)."""
    registry.withdraw_consent(by=by, person=person, purpose=purpose, visit=visit, happened=happened)
    publish.refresh([person.pk])


@transaction.atomic
def undo(*, by: User, person: int, visit: uuid.UUID) -> None:
    """Takes back what one form wrote; the task is on the list again."""
    concerned = care.undo(by=by, person=person, visit=visit)
    if concerned:
        registering.forget(by=by, people=concerned, visit=visit)
        publish.refresh(concerned)
