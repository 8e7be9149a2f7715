"""Results of the restricted class as they are recorded: only by a clinician with that permission, only with the person's live consent for it.

The lines that these actions leave in the audit name no result: she sees that somebody was there, and others see nothing at all.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.rules import restricted
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.actions import UNDO
from wanhu.web.care.models import FindingFact, MeasurementFact, Pregnancy
from wanhu.web.registry import facts
from wanhu.web.registry.models import ConsentFact, Person
from wanhu.web.registry.queries import consents, people_in_scope

PURPOSE = "restricted"  # of consent


def agreed(actor: User, person: int) -> ConsentFact | None:
    """Her newest answer about recording restricted results; ``None``: she was not asked."""
    require(actor, Permission.SEE_RESTRICTED)
    return consents(actor, person).get(PURPOSE)


def all_agreed(actor: User, people: Iterable[int]) -> set[int]:
    """Those of these people whose newest answer is a yes."""
    require(actor, Permission.SEE_RESTRICTED)
    answers = facts.standing(ConsentFact).filter(purpose=PURPOSE, person__in=set(people)).order_by("happened", "recorded")
    return {person for person, given in dict(answers.values_list("person", "given")).items() if given}


@transaction.atomic
def record_results(
    *,
    by: User,
    person: Person,
    visit: uuid.UUID,
    happened: date,
    pregnancy: int | None,
    measurements: Mapping[str, float],
    findings: Iterable[tuple[str, str]],
) -> bool:
    """What a form of the restricted class says. False when it was already written. Raises PermissionDenied without her live consent."""
    may_record_results(by, person)
    if pregnancy is not None and not Pregnancy.objects.filter(pk=pregnancy, woman=person.pk).exists():
        raise PermissionDenied("another woman's pregnancy")
    found = list(findings)
    if {*measurements, *(code for code, _value in found)} - restricted.CODES:
        raise PermissionDenied("an ordinary result is recorded at a visit")
    about = {"visit": visit, "by": by, "person": person.pk, "happened": happened, "pregnancy_id": pregnancy}
    wanted: list[tuple[type, str, dict[str, Any]]] = [
        *((FindingFact, f"finding:{code}:{value}", {"code": code, "value": value}) for code, value in found),
        *((MeasurementFact, "measurement:" + code, {"code": code, "value": value}) for code, value in measurements.items()),
    ]
    if any(_written(model, visit) for model in (FindingFact, MeasurementFact)):
        return False
    for model, name, said in wanted:
        facts.write(model, name, **about, **said)
    audit.record(by=by, action="restricted-recorded", person=person.pk, detail={"visit": str(visit)})
    return True


@transaction.atomic
def take_back(*, by: User, person: Person, visit: uuid.UUID) -> bool:
    """Takes back what one form of hers wrote, within a day. False when nothing was left to take."""
    _may_see(by, person)
    written = facts.written((FindingFact, MeasurementFact), visit=visit, person=person.pk)
    written = [fact for fact in written if fact.code in restricted.CODES]
    if any(fact.by != by.username or timezone.now() - fact.recorded > UNDO for fact in written):
        raise PermissionDenied("only whoever recorded it takes it back, within a day")
    facts.take_back(written, by=by)
    if written:
        audit.record(by=by, action="restricted-taken-back", person=person.pk, detail={"visit": str(visit)})
    return bool(written)


def may_record_results(by: User, person: Person) -> None:
    """An action does not trust its caller: permission, place and her consent are looked at again."""
    _may_see(by, person)
    answer = agreed(by, person.pk)
    if answer is None or not answer.given:
        raise PermissionDenied("without her consent nothing restricted is recorded")


def _may_see(by: User, person: Person) -> None:
    require(by, Permission.SEE_RESTRICTED)
    if not people_in_scope(by).filter(pk=person.pk).exists():
        raise PermissionDenied("not in scope")


def _written(model: type[Any], visit: uuid.UUID) -> bool:
    return model.objects.filter(source=f"{facts.VISIT}{visit}").exists()
