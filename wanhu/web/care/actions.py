"""Care as it is recorded: facts and their line in the audit, in one transaction. The same form sent twice writes once."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wanhu.engine.tables import Reason
from wanhu.rules import restricted
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import queries
from wanhu.web.care.models import (
    BirthFact,
    ContactFact,
    DeathFact,
    DoseFact,
    FindingFact,
    MeasurementFact,
    Pregnancy,
    ReleaseFact,
)
from wanhu.web.registry import actions as registry
from wanhu.web.registry import facts
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, DecisionFact, Person, PersonFact, RelationFact, ResidenceFact
from wanhu.web.registry.queries import people_in_scope

UNDO = timedelta(days=1)


@dataclass(frozen=True)
class Born:
    """A child at its birth. ``name``: empty while it has none."""

    sex: int = 0
    weight_g: int | None = None
    name: str = ""


@transaction.atomic
def record_visit(
    *,
    by: User,
    person: Person,
    visit: uuid.UUID,
    happened: date,
    contacts: Iterable[str] = (),
    mode: str | None = None,
    pregnancy: int | None = None,
    measurements: Mapping[str, float] | None = None,
    findings: Iterable[tuple[str, str]] = (),
    doses: Iterable[tuple[str, str]] = (),
    decisions: Iterable[tuple[str, str]] = (),
    agreed: Mapping[str, date] | None = None,
    digest: str = "",
) -> bool:
    """A worker met, examined or vaccinated somebody. False when this form was already written.

    ``contacts``: kinds. ``measurements``: by code, in the code's unit. ``findings``: (code, value). ``doses``: (vaccine, product or batch).
    ``decisions``: (about, outcome). ``agreed``: days ahead that were agreed upon, by what they are about.
    ``digest``: of what was sent, so that the same form with another content can be told from the same form twice.
    """
    may_record(by, person, pregnancy)
    measurements, findings = measurements or {}, list(findings)
    if restricted.CODES & {*measurements, *(code for code, _value in findings)}:
        raise PermissionDenied("a result of the restricted class is not recorded at a visit")
    about = {"visit": visit, "by": by, "person": person.pk, "happened": happened}
    hers = about | {"pregnancy_id": pregnancy}
    wanted: list[tuple[type, str, dict[str, Any]]] = [
        *((ContactFact, "contact:" + kind, hers | {"kind": kind, "mode": mode}) for kind in contacts),
        *((DoseFact, "dose:" + vaccine, about | {"vaccine": vaccine, "product": product or None}) for vaccine, product in doses),
        *((FindingFact, f"finding:{code}:{value}", hers | {"code": code, "value": value}) for code, value in findings),
        *(
            (DecisionFact, "decision:" + what, about | {"pregnancy": pregnancy, "about": what, "outcome": said})
            for what, said in decisions
        ),
        *(
            (
                DecisionFact,
                "decision:" + what,
                about | {"pregnancy": pregnancy, "about": what, "outcome": queries.AGREED, "until": day},
            )
            for what, day in (agreed or {}).items()
        ),
        *(
            (MeasurementFact, "measurement:" + code, hers | {"code": code, "value": value})
            for code, value in measurements.items()
        ),
    ]
    new = False
    for model, name, said in wanted:
        if not facts.write(model, name, **said) and not new:
            return False  # the form was written before: nothing is added to it under the same number
        new = True
    if new:
        detail = {"visit": str(visit), "on": happened.isoformat(), "digest": digest}
        audit.record(by=by, action="care-recorded", person=person.pk, detail=detail)
    return new


@transaction.atomic
def release(
    *,
    by: User,
    person: Person,
    visit: uuid.UUID,
    happened: date,
    protocol: str,
    step: str,
    reason: Reason,
    pregnancy: int | None = None,
) -> bool:
    """A named worker takes one step off the list, with a reason of the closed set. False when already written."""
    may_record(by, person, pregnancy)
    if protocol in queries.RESTRICTED_PROTOCOLS:
        raise PermissionDenied("a step of the restricted class stands on no list")
    new = facts.write(
        ReleaseFact, "release", visit=visit, by=by, person=person.pk, happened=happened,
        pregnancy_id=pregnancy, protocol=protocol, step=step, reason=reason.value,
    )  # fmt: skip
    if new:
        audit.record(
            by=by, action="step-released", person=person.pk, detail={"step": f"{protocol}/{step}", "reason": reason.value}
        )
    return new


@transaction.atomic
def record_death(*, by: User, person: Person, visit: uuid.UUID, happened: date) -> bool:
    """She, or the child, died. Every reminder is silent from now on (invariant 10)."""
    may_record(by, person, None)
    new = facts.write(DeathFact, "death", visit=visit, by=by, person=person.pk, happened=happened, kind="person")
    if new:
        audit.record(by=by, action="death-recorded", person=person.pk)
    return new


@transaction.atomic
def record_loss(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, happened: date) -> bool:
    """The pregnancy ended without a live birth. How is not asked: care stays silent either way (invariants 1 and 10)."""
    may_record(by, person, pregnancy)
    new = facts.write(
        DeathFact, "loss", visit=visit, by=by, person=person.pk, happened=happened, pregnancy_id=pregnancy, kind="loss"
    )
    if new:
        audit.record(by=by, action="pregnancy-ended", person=person.pk)
    return new


@transaction.atomic
def record_birth(
    *, by: User, person: Person, pregnancy: int, visit: uuid.UUID, born_on: date, children: Sequence[Born],
    gestation: int | None = None, discharged_on: date | None = None,
) -> list[Person]:  # fmt: skip
    """Children were born alive: each a new person, and the tie to the mother. ``gestation`` in days. Empty when already written.

    A child of the same mother and day that is already known is taken, not made a second time; of twins each is another.
    """
    may_record(by, person, pregnancy)
    if BirthFact.objects.filter(mother=person.pk, source=f"{facts.VISIT}{visit}").exists():
        return []
    made: list[Person] = []
    for order, said in enumerate(children, start=1):
        known = queries.child_born(by, person.pk, born_on, said.sex, besides=[one.pk for one in made])
        child = known or Person.objects.create(born_on=born_on, sex=said.sex, area=person.area, household=person.household)
        common = {"visit": visit, "by": by, "person": child.pk, "happened": born_on}
        which = "" if order == 1 else f":{order}"
        facts.write(PersonFact, "person" + which, **common, born_on=born_on, sex=said.sex, area=person.area or None)
        facts.write(
            BirthFact, "birth" + which, **common, mother_id=person.pk, pregnancy_id=pregnancy, weight_g=said.weight_g,
            gestation_days=gestation, discharged_on=discharged_on, birth_order=order if len(children) > 1 else None,
        )  # fmt: skip
        facts.write(RelationFact, "relation" + which, **common, other_id=person.pk, kind="child-of")
        facts.write(ConsentFact, "consent" + which, **common, purpose="record", given=True, how="guardian")
        audit.record(by=by, action="birth-recorded", person=child.pk, detail={"visit": str(visit), "new": known is None})
        made.append(child)
    audit.record(by=by, action="birth-recorded", person=person.pk)
    return made


@transaction.atomic
def undo(*, by: User, person: int, visit: uuid.UUID) -> list[int]:
    """Takes back what one form wrote; only by whoever wrote it, within a day. Returns the people concerned, none when nothing was left to take.

    Scope is not asked: after a consent was withdrawn by mistake, she is out of everybody's scope, and only this way back remains.
    """
    require(by, Permission.RECORD_CARE)
    source = f"{facts.VISIT}{visit}"
    born = standing(BirthFact).filter(mother=person, source=source).values_list("person", flat=True)
    tied = standing(RelationFact).filter(Q(person=person) | Q(other=person), source=source).values_list("person", "other")
    people = dict.fromkeys(
        [person, *born, *(one for tie in tied for one in tie)]
    )  # a guardian written on a child's form goes with it
    written = [fact for one in people for fact in facts.written(queries.ON_A_FORM, visit=visit, person=one)]
    if any(fact.by != by.username or timezone.now() - fact.recorded > UNDO for fact in written):
        raise PermissionDenied("only whoever recorded it takes it back, within a day")
    facts.take_back(written, by=by)
    registry.moves_taken_back(fact for fact in written if isinstance(fact, ResidenceFact))
    concerned = (
        sorted({person, *(fact.person_id for fact in written)}) if written else []
    )  # a birth taken back changes the mother's plan too
    audit.record_many(by=by, action="taken-back", people=concerned, detail={"visit": str(visit)})
    return concerned


def may_record(by: User, person: Person, pregnancy: int | None) -> None:
    """An action does not trust its caller: role, place and whose pregnancy it is are looked at again."""
    require(by, Permission.RECORD_CARE)
    if not people_in_scope(by).filter(pk=person.pk).exists():
        raise PermissionDenied("not in scope")
    if pregnancy is not None and not Pregnancy.objects.filter(pk=pregnancy, woman=person.pk).exists():
        raise PermissionDenied("another woman's pregnancy")
