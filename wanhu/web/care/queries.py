"""What care somebody had, as far as it stands: pregnancies with their dates, births, measurements, and the whole history.

Facts of the restricted class (``wanhu.rules.restricted``) are read by ``restricted_results`` alone; everything else here leaves them out.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from wanhu.engine.dates import TERM_DAYS, gestation_days
from wanhu.rules import RULEBOOK, restricted
from wanhu.web.base import words
from wanhu.web.base.models import AuditLine, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.dated import Now, in_force
from wanhu.web.care.models import (
    BirthFact,
    ContactFact,
    DeathFact,
    DoseFact,
    FindingFact,
    MeasurementFact,
    Pregnancy,
    PregnancyFact,
    ReleaseFact,
)
from wanhu.web.registry.facts import VISIT, standing, written
from wanhu.web.registry.models import ConsentFact, DecisionFact, Person, PersonFact, RelationFact, ResidenceFact, StatusFact
from wanhu.web.registry.queries import people_in_scope

ON_A_FORM = (
    ContactFact, DoseFact, MeasurementFact, FindingFact, PregnancyFact, DeathFact, ReleaseFact, BirthFact,
    ConsentFact, ResidenceFact, PersonFact, RelationFact, DecisionFact, StatusFact,
)  # fmt: skip
RESTRICTED_PROTOCOLS = frozenset(one.code for one in RULEBOOK.protocols if one.restricted)
AGREED = "agreed"  # outcome of a decision that is a day agreed for the next visit
LONGEST_DAYS = 43 * 7  # of gestation: nobody is pregnant longer, so that her record lacks how it ended


@dataclass(frozen=True)
class PregnancyNow:
    """A pregnancy as now known. ``gestation``: completed days on the day asked, while it lasts."""

    number: int
    edd: date | None
    dating: str | None
    born_on: date | None
    ended_on: date | None
    gestation: int | None
    after_birth: int | None

    @property
    def lasting(self) -> bool:
        """Whether it has not ended, dated or not."""
        return self.born_on is None and self.ended_on is None

    @property
    def gestation_words(self) -> str:
        """``孕12周+6``, while the pregnancy lasts and is dated; long past its term, that nobody knows how it ended."""
        if self.past_term and self.gestation is not None:
            return gettext("预产期已过 %(n)s 周，结局未知") % {"n": (self.gestation - TERM_DAYS) // 7}
        return words.gestation(self.gestation) if self.gestation is not None else ""

    @property
    def past_term(self) -> bool:
        """Whether it cannot last any more: its end is not on record."""
        return self.gestation is not None and self.gestation >= LONGEST_DAYS


def pregnancies(actor: User, numbers: Iterable[int], on: date) -> dict[int, PregnancyNow]:
    """Pregnancies by number, as known now and seen on a day."""
    require(actor, Permission.SEE_PEOPLE)
    wanted = list(dict.fromkeys(numbers))
    if not wanted:
        return {}
    told: dict[int, list[PregnancyFact]] = {number: [] for number in wanted}
    for fact in standing(PregnancyFact).filter(pregnancy__in=wanted).order_by("happened", "recorded", "pk"):
        told[fact.pregnancy_id].append(fact)
    births = dict(standing(BirthFact).filter(pregnancy__in=wanted).order_by("happened").values_list("pregnancy", "happened"))
    losses = dict(standing(DeathFact).filter(pregnancy__in=wanted).values_list("pregnancy", "happened"))
    return {number: _now(number, births.get(number), losses.get(number), on, in_force(said)) for number, said in told.items()}


def pregnancies_of(actor: User, woman: int, on: date) -> list[PregnancyNow]:
    """A woman's registered pregnancies, newest first; not one whose registration was taken back."""
    dated = PregnancyFact.objects.filter(pregnancy=OuterRef("pk"))
    kept = Exists(standing(PregnancyFact).filter(pregnancy=OuterRef("pk"))) | ~Exists(dated)
    numbers = Pregnancy.objects.filter(kept, woman=woman).order_by("-pk").values_list("pk", flat=True)
    return list(pregnancies(actor, numbers, on).values())


def mothers(actor: User, children: Iterable[int]) -> dict[int, Person]:
    """The mother of each child, from its birth or from the tie."""
    found = numbers_of_mothers(actor, children)
    known = Person.objects.in_bulk(set(found.values())) if found else {}
    return {child: known[mother] for child, mother in found.items() if mother in known}


def numbers_of_mothers(actor: User, children: Iterable[int]) -> dict[int, int]:
    """The same by number, for whoever only needs to know who belongs together."""
    numbers = list(children)
    if not numbers:
        return {}
    ties = standing(RelationFact).filter(person__in=numbers, kind="child-of", other__sex=2)
    births = standing(BirthFact).filter(person__in=numbers, mother__isnull=False)
    return dict(ties.values_list("person_id", "other_id")) | dict(births.values_list("person_id", "mother_id"))


def children_of(actor: User, mother: int) -> list[Person]:
    """A mother's children in scope, eldest first."""
    ties = set(standing(RelationFact).filter(other=mother, kind="child-of").values_list("person", flat=True))
    born = set(standing(BirthFact).filter(mother=mother).values_list("person", flat=True))
    return list(people_in_scope(actor).filter(pk__in=ties | born).order_by("born_on", "pk"))


def child_born(actor: User, mother: int, born_on: date, sex: int, besides: Iterable[int] = ()) -> Person | None:
    """A child of this mother and day that is already known, perhaps from the hospital's file; never one of another sex, nor one of ``besides``."""
    for birth in (
        standing(BirthFact).filter(mother=mother, happened=born_on).exclude(person__in=list(besides)).select_related("person")
    ):
        if sex in (0, birth.person.sex) or birth.person.sex == 0:
            return birth.person
    return None


def last_measurements(actor: User, person: int) -> dict[str, MeasurementFact]:
    """The newest value of each measurement."""
    return {fact.code: fact for fact in _open(MeasurementFact, person).order_by("happened", "recorded")}


def last_findings(actor: User, person: int) -> dict[str, FindingFact]:
    """What was found the last time each thing was looked for."""
    return {fact.code: fact for fact in _open(FindingFact, person).order_by("happened", "recorded")}


def restricted_results(actor: User, person: int) -> list[MeasurementFact | FindingFact]:
    """Every standing fact of the restricted class about one person in scope, oldest first."""
    require(actor, Permission.SEE_RESTRICTED)
    if not people_in_scope(actor).filter(pk=person).exists():
        return []
    found = [
        *standing(MeasurementFact).filter(person=person, code__in=restricted.MEASUREMENTS),
        *standing(FindingFact).filter(person=person, code__in=restricted.FINDINGS),
    ]
    return sorted(found, key=lambda fact: (fact.happened, fact.recorded, fact.code))


def digest_of(actor: User, person: int, visit: uuid.UUID) -> str:
    """The digest of the form that was written under this number; empty when none was."""
    lines = AuditLine.objects.filter(person=person, action="care-recorded").order_by("-pk").values_list("detail", flat=True)
    return next((line.get("digest", "") for line in lines[:50] if line.get("visit") == str(visit)), "")


def died_on(actor: User, person: int) -> date | None:
    """The day somebody died."""
    return (
        standing(DeathFact).filter(person=person, kind="person").order_by("happened").values_list("happened", flat=True).first()
    )


def history(actor: User, person: int) -> list[tuple[date, str, Any]]:
    """What was done and measured, newest first: (day, kind of fact, fact)."""
    require(actor, Permission.SEE_PEOPLE)
    found: list[tuple[date, str, Any]] = []
    for kind, model in (("contact", ContactFact), ("dose", DoseFact), ("death", DeathFact)):
        found += [(fact.happened, kind, fact) for fact in standing(model).filter(person=person)]
    released = standing(ReleaseFact).filter(person=person).exclude(protocol__in=RESTRICTED_PROTOCOLS)
    found += [(fact.happened, "release", fact) for fact in released]
    measured: dict[date, list[MeasurementFact]] = {}
    for fact in _open(MeasurementFact, person).order_by("happened", "code"):
        measured.setdefault(fact.happened, []).append(fact)
    found += [(day, "measured", facts) for day, facts in measured.items()]
    seen: dict[date, list[FindingFact]] = {}
    for fact in _open(FindingFact, person).order_by("happened", "code"):
        seen.setdefault(fact.happened, []).append(fact)
    found += [(day, "found", facts) for day, facts in seen.items()]
    return sorted(found, key=lambda one: (one[0], one[1]), reverse=True)


def facts_of_visit(actor: User, person: int, visit: uuid.UUID) -> list[Any]:
    """What stands of one form about a person in scope: contacts, measurements, findings, and the day agreed for the next visit."""
    require(actor, Permission.SEE_PEOPLE)
    if not people_in_scope(actor).filter(pk=person).exists():
        return []
    found = written((ContactFact, MeasurementFact, FindingFact, DecisionFact), visit=visit, person=person)
    return [
        fact
        for fact in found
        if getattr(fact, "code", None) not in restricted.CODES and not (isinstance(fact, DecisionFact) and fact.outcome != AGREED)
    ]  # a decision of another kind stands until another is taken, and is no slip of the pen


def may_undo(actor: User, person: int, visit: uuid.UUID) -> bool:
    """Whether what the actor's form said of a person still stands."""
    if written(ON_A_FORM, visit=visit, person=person, by=actor.username):
        return True
    return standing(BirthFact).filter(mother=person, source=f"{VISIT}{visit}", by=actor.username).exists()


def _open(model: type[Any], person: int) -> QuerySet[Any]:
    """What stands of a person's measurements or findings, without those of the restricted class."""
    return standing(model).filter(person=person).exclude(code__in=restricted.CODES)


def _now(number: int, born_on: date | None, ended_on: date | None, on: date, dated: Now | None) -> PregnancyNow:
    edd = dated.edd if dated else None
    lasting = edd is not None and born_on is None and ended_on is None
    return PregnancyNow(
        number=number,
        edd=edd,
        dating=dated.method if dated else None,
        born_on=born_on,
        ended_on=ended_on,
        gestation=gestation_days(edd, on) if lasting and edd else None,
        after_birth=(on - born_on).days if born_on else None,
    )
