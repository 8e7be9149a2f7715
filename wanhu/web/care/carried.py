"""What workers recorded follows a person: into whom she was merged, and back when the two are parted again.

Facts from files are derived from their rows; what a worker recorded has no row, so it is said again under the number that now stands for
the person, by the same worker and from the same form, in place of the fact under the old number. Each move leaves a line in the record.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from wanhu.web.base import audit, ids
from wanhu.web.base.models import User
from wanhu.web.care import held
from wanhu.web.exchange.models import PersonHistory
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Person


def follow(*, by: User | str, at: datetime) -> dict[str, int]:
    """Moves what is to be moved; returns how many facts of each table were said again. Repeating it moves nothing."""
    heirs = _heirs()
    restored = set(PersonHistory.objects.filter(kind="restore").values_list("person", flat=True)) - set(heirs)
    counts: dict[str, int] = {}
    with transaction.atomic():
        for name, model in held.MODELS.items():
            moved = [*_forward(model, heirs, at), *_back(model, restored, at)]
            model.objects.bulk_create(moved)  # type: ignore[attr-defined]
            if moved:
                counts[name] = len(moved)
            for person in sorted({fact.person_id for fact in moved}):
                audit.record(by=by, action="care.facts-followed", person=person, detail={"table": name}, at=at)
    return counts


def _heirs() -> dict[int, int]:
    """Who finally stands for each merged person."""
    into = dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    final = {}
    for person in into:
        heir = into[person]
        while heir in into:
            heir = into[heir]
        final[person] = heir
    return final


def _forward(model: type[Any], heirs: dict[int, int], at: datetime) -> list[Any]:
    links = [field.attname for field in model._meta.concrete_fields if field.related_model is Person]
    found = {}
    for column in links:
        for fact in standing(model).filter(**{f"{column}__in": list(heirs)}).exclude(source__startswith=held.DELIVERED):
            found[fact.pk] = fact
    return [
        _again(fact, at, {column: heirs.get(getattr(fact, column), getattr(fact, column)) for column in links})
        for fact in found.values()
    ]


def _back(model: type[Any], restored: set[int], at: datetime) -> list[Any]:
    """What was said again under somebody else while a person was merged comes back to her as it was first said."""
    moved = []
    for first in model.objects.filter(person__in=restored).exclude(source__startswith=held.DELIVERED).exclude(void=True):
        heir = standing(model).filter(supersedes=first.pk, source=first.source).exclude(person=first.person_id).first()
        if heir is not None:
            moved.append(_again(heir, at, {"person_id": first.person_id}))
    return moved


def _again(fact: Any, at: datetime, changes: dict[str, Any]) -> Any:
    said = {field.attname: getattr(fact, field.attname) for field in fact._meta.concrete_fields}
    return type(fact)(**{**said, **changes, "id": ids.mint(), "recorded": at, "supersedes": fact.pk})
