"""Correcting an earlier visit: what was wrong is superseded by a later fact, what is left out is taken back, what was forgotten is added.

Nothing is changed in place: what was said first can always be read again.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wanhu.rules import restricted
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import queries
from wanhu.web.care.models import ContactFact, FindingFact, MeasurementFact
from wanhu.web.care.queries import AGREED
from wanhu.web.registry import facts
from wanhu.web.registry.models import DecisionFact, Person
from wanhu.web.registry.queries import people_in_scope


@transaction.atomic
def correct_visit(
    *,
    by: User,
    person: Person,
    of: uuid.UUID,
    visit: uuid.UUID,
    happened: date,
    mode: str | None,
    measurements: Mapping[str, float],
    findings: Iterable[tuple[str, str]],
    agreed: Mapping[str, date] | None = None,
) -> int:
    """The visit ``of`` as it should have been written; ``visit`` numbers the correction. Gives how many facts were written or taken back.

    What is written belongs to the visit ``of``, so that all of it is there when it is put right once more.

    ``agreed``: the days agreed upon, by what they are about; one that was agreed and is not named any more is taken back.

    Sent twice it changes nothing the second time. Raises PermissionDenied when the person is out of scope or nothing of the visit stands.
    """
    require(by, Permission.RECORD_CARE)
    before = queries.facts_of_visit(by, person.pk, of)
    if not before or not people_in_scope(by).filter(pk=person.pk).exists():
        raise PermissionDenied("nothing of this visit can be corrected")
    findings = list(findings)
    if restricted.CODES & {*measurements, *(code for code, _value in findings)}:
        raise PermissionDenied("a result of the restricted class is not recorded at a visit")
    pregnancy = pregnancy_of(before)
    wanted: dict[tuple[type, str], dict[str, Any]] = {
        **{(MeasurementFact, code): {"code": code, "value": value} for code, value in measurements.items()},
        **{(FindingFact, f"{code}:{value}"): {"code": code, "value": value} for code, value in findings},
        **{(DecisionFact, about): {"about": about, "outcome": AGREED, "until": day} for about, day in (agreed or {}).items()},
        **{(ContactFact, fact.kind): {"kind": fact.kind, "mode": mode} for fact in before if isinstance(fact, ContactFact)},
    }
    changed = 0
    for fact in before:
        said = wanted.pop((type(fact), _key(fact)), None)
        if said is None:
            changed += facts.take_back([fact], by=by)
        elif fact.happened != happened or any(getattr(fact, name) != value for name, value in said.items()):
            changed += _write(by, person, of, visit, happened, pregnancy, type(fact), _key(fact), said, supersedes=fact.pk)
    for (model, key), said in wanted.items():
        changed += _write(by, person, of, visit, happened, pregnancy, model, key, said)
    if changed:
        audit.record(by=by, action="care-corrected", person=person.pk, detail={"visit": str(of), "facts": changed})
    return changed


def pregnancy_of(facts: Iterable[Any]) -> int | None:
    """The number of the pregnancy that facts of one form belong to; a decision holds it as a number."""
    numbers = (fact.pregnancy if isinstance(fact, DecisionFact) else fact.pregnancy_id for fact in facts)
    return next(filter(None, numbers), None)


def _write(by: User, person: Person, of: uuid.UUID, visit: uuid.UUID, happened: date, pregnancy: int | None, model: type, key: str,
           said: Mapping[str, Any], supersedes: uuid.UUID | None = None) -> int:  # fmt: skip
    about = {
        "visit": visit,
        "of": of,
        "by": by,
        "person": person.pk,
        "happened": happened,
        "pregnancy" if model is DecisionFact else "pregnancy_id": pregnancy,
        "supersedes": supersedes,
    }
    return int(facts.write(model, f"correction:{model.__name__}:{key}:{supersedes or ''}", **about, **said))


def _key(fact: Any) -> str:
    if isinstance(fact, DecisionFact):
        return fact.about
    if isinstance(fact, FindingFact):
        return f"{fact.code}:{fact.value}"
    return fact.kind if isinstance(fact, ContactFact) else fact.code
