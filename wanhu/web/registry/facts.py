"""How facts are written and which of them stand. A fact is never changed: a later one takes its place or takes it back."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils import timezone

from wanhu.web.base.models import User

VISIT = "visit:"  # source of what was recorded together on one form, followed by the form's UUID


def standing(model: type[Any]) -> QuerySet[Any]:
    """Facts that no later fact corrected or took back."""
    return model.objects.filter(~Exists(model.objects.filter(supersedes=OuterRef("pk"))), void=False)


def part(visit: uuid.UUID, name: str) -> uuid.UUID:
    """The id of one fact of a form: always the same for the same form, so that a form sent twice writes once."""
    return uuid.uuid5(visit, name)


def write(
    model: type[Any], name: str, *, visit: uuid.UUID, by: User, person: int, happened: date, of: uuid.UUID | None = None, **said: Any
) -> bool:  # fmt: skip
    """Writes one fact of a form; False when it was already there. ``of``: the earlier form that this one puts right; the fact then belongs to that."""
    fact = model(
        pk=part(visit, name),
        person_id=person,
        happened=happened,
        recorded=timezone.now(),
        source=f"{VISIT}{of or visit}",
        by=by.username,
        **said,
    )
    if model.objects.filter(pk=fact.pk).exists():
        return False
    model.objects.bulk_create([fact], ignore_conflicts=True)  # two requests at once: the second writes nothing
    return True


def written(models: Iterable[type[Any]], *, visit: uuid.UUID, person: int, by: str | None = None) -> list[Any]:
    """The facts of a form about a person that still stand; with ``by``, only those of one worker."""
    asked, source = list(models), f"{VISIT}{visit}"
    first, *rest = (
        model.objects.filter(person_id=person, source=source).values_list(Value(at)) for at, model in enumerate(asked)
    )  # a form writes into two or three of fourteen tables: one question finds out which
    found = [fact for (at,) in sorted(first.union(*rest)) for fact in standing(asked[at]).filter(person_id=person, source=source)]
    return [fact for fact in found if by in (None, fact.by)]


def take_back(facts: Iterable[Any], *, by: User) -> int:
    """Appends, for each fact, the one that takes it back; returns how many."""
    count = 0
    for fact in facts:
        said = {field.attname: getattr(fact, field.attname) for field in fact._meta.concrete_fields}
        said |= {"id": part(fact.pk, "void"), "recorded": timezone.now(), "by": by.username, "supersedes": fact.pk, "void": True}
        type(fact).objects.bulk_create([type(fact)(**said)], ignore_conflicts=True)
        count += 1
    return count
