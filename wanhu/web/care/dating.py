"""Dating a pregnancy: what was told or seen is written down, and a clinician decides whether a date that is known already is changed.

Nothing is lost: a re-dating is a later fact, keeping the date is a decision, and what was written by mistake is taken back by another fact.
"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.engine.dates import TERM_DAYS
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, may, require
from wanhu.web.care import dated
from wanhu.web.care.actions import may_record
from wanhu.web.care.models import Pregnancy, PregnancyFact
from wanhu.web.care.queries import PregnancyNow, pregnancies
from wanhu.web.registry import facts, queries
from wanhu.web.registry.facts import VISIT, standing
from wanhu.web.registry.models import DecisionFact, Person

ABOUT, KEPT = "dating", "kept:"  # a decision about dating names the fact after which the dates were kept as they are


@dataclass(frozen=True)
class Told:
    """What was told or seen: see the columns of the same names in ``wanhu.engine.tables.Pregnancy``."""

    evidence: str
    evidence_on: date
    evidence_days: int | None = None
    lunar: str = ""


@dataclass(frozen=True)
class Line:
    """One thing that was ever said about the dates, the fact that took its place or took it back, and whether dates were worked out from it."""

    fact: Any
    edd: date | None
    ended: Any = None
    used: bool = False
    may_be_taken_back: bool = False


@dataclass(frozen=True)
class Dating:
    """How a pregnancy is dated, and what waits. ``period``: the last period as told; ``judged``: by the fact's id, what becomes of evidence."""

    now: dated.Now | None
    period: date | None
    judged: list[dated.Judged]
    history: list[Line]

    @property
    def suggested(self) -> list[dated.Judged]:
        """What a clinician has to decide."""
        return [one for one in self.judged if one.suggested]


def dating_of(actor: User, pregnancy: int) -> Dating:
    """Of a pregnancy whose woman the actor may see."""
    require(actor, Permission.SEE_PEOPLE)
    found = _facts(pregnancy)
    now = dated.in_force(found)
    newest = next((fact for fact in reversed(found) if fact.lmp), None)
    period = newest and (newest.evidence_on if newest.evidence == "lmp" else newest.lmp)
    every = list(PregnancyFact.objects.filter(pregnancy=pregnancy).order_by("-recorded", "-pk"))
    ended = {fact.supersedes: fact for fact in every if fact.supersedes}
    said = [fact for fact in every if not fact.void]
    used = {dated.told(fact) for fact in said if fact.dating and fact.pk not in ended}
    history = [
        Line(
            fact,
            _expected(fact),
            ended.get(fact.pk),
            bool(fact.evidence and not fact.dating and dated.told(fact) in used),
            fact.pk not in ended and may_take_back(actor, fact, said),
        )
        for fact in said
        if _expected(fact)
    ]
    return Dating(now, period, dated.judged(found, _kept(pregnancy)), history)


def waiting(actor: User) -> list[tuple[Person, PregnancyNow, dated.Judged]]:
    """Pregnancies in scope whose dates a clinician has to decide about, the longest waiting first."""
    require(actor, Permission.SEE_PEOPLE)
    undated = standing(PregnancyFact).filter(evidence__isnull=False, dating__isnull=True)
    hers = undated.filter(queries.people_within(actor, via="person")).order_by("recorded").select_related("person")
    people = {fact.pregnancy_id: fact.person for fact in hers}
    lasting = pregnancies(actor, people, timezone.localdate())
    return [
        (people[number], now, one)
        for number, now in lasting.items()
        if now.lasting
        for one in dated.judged(_facts(number), _kept(number))
        if one.suggested
    ]


@transaction.atomic
def tell(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, said: Told) -> bool:
    """Writes down what was told or seen. It dates a pregnancy that no date is known of; else it waits, or is a record. False: written before."""
    may_record(by, person, pregnancy)
    _lock(pregnancy)
    values = _evidence(said) | (_values(said) if dated.in_force(_facts(pregnancy)) is None else {})
    if not _write(by, person, pregnancy, visit, values):
        return False
    action = "pregnancy-dated" if "dating" in values else "dating-told"
    audit.record(by=by, action=action, person=person.pk, detail={"dating": said.evidence})
    return True


@transaction.atomic
def confirm(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, fact: uuid.UUID) -> bool:
    """A clinician agrees: the dates are changed. False when this form was written before. PermissionDenied when nothing is suggested any more."""
    require(by, Permission.CONFIRM_DATING)
    may_record(by, person, pregnancy)
    _lock(pregnancy)
    if PregnancyFact.objects.filter(pk=facts.part(visit, "dates")).exists():
        return False
    one = _suggested(pregnancy, fact)
    said = Told(*dated.told(one.fact), one.fact.lunar or "")
    _write(by, person, pregnancy, visit, _evidence(said) | _values(said))
    audit.record(by=by, action="pregnancy-dated", person=person.pk, detail={"dating": said.evidence, "days": one.later})
    return True


@transaction.atomic
def keep(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, fact: uuid.UUID) -> bool:
    """A clinician decides that the dates stay as they are; what was told is kept as a record. False when written before."""
    require(by, Permission.CONFIRM_DATING)
    may_record(by, person, pregnancy)
    _lock(pregnancy)
    if DecisionFact.objects.filter(pk=facts.part(visit, "decision:dating")).exists():
        return False
    one = _suggested(pregnancy, fact)
    about = {"visit": visit, "by": by, "person": person.pk, "happened": timezone.localdate()}
    facts.write(DecisionFact, "decision:dating", **about, pregnancy=pregnancy, about=ABOUT, outcome=f"{KEPT}{one.fact.pk}")
    audit.record(by=by, action="dating-kept", person=person.pk)
    return True


@transaction.atomic
def take_back(*, by: User, person: Person, pregnancy: int, fact: uuid.UUID) -> int:
    """What was written by mistake is taken back, with the dates that were worked out from it. Gives how many facts were."""
    require(by, Permission.CONFIRM_DATING)
    may_record(by, person, pregnancy)
    _lock(pregnancy)
    found = _facts(pregnancy)
    one = next((each for each in found if each.pk == fact), None)
    if one is None:
        return 0
    if not may_take_back(by, one, found):
        raise PermissionDenied("not to be taken back here")
    gone = [each for each in found if may_take_back(by, each, found) and dated.told(each) == dated.told(one)]
    facts.take_back(gone, by=by)
    audit.record(by=by, action="dating-taken-back", person=person.pk, detail={"dating": one.evidence})
    return len(gone)


def may_take_back(actor: User, fact: Any, every: list[Any]) -> bool:
    """What was written here as evidence can be taken back; what a file said is corrected where it came from, and the registration itself stays."""
    if not (may(actor, Permission.CONFIRM_DATING) and fact.evidence and fact.source.startswith(VISIT)):
        return False
    return fact.pk != min(every, key=lambda one: (one.recorded, one.pk)).pk


def _facts(pregnancy: int) -> list[Any]:
    return list(standing(PregnancyFact).filter(pregnancy=pregnancy).order_by("happened", "recorded", "pk"))


def _kept(pregnancy: int) -> dict[uuid.UUID, Any]:
    rows = standing(DecisionFact).filter(pregnancy=pregnancy, about=ABOUT, outcome__startswith=KEPT)
    return {uuid.UUID(row.outcome.removeprefix(KEPT)): row for row in rows}


def _suggested(pregnancy: int, fact: uuid.UUID) -> dated.Judged:
    one = next((one for one in dated.judged(_facts(pregnancy), _kept(pregnancy)) if one.fact.pk == fact), None)
    if one is None or not one.suggested:
        raise PermissionDenied("the dates do not wait for this any more")
    return one


def _expected(fact: Any) -> date | None:
    if fact.evidence:
        return dated.expected(*dated.told(fact))
    one = dated.in_force([fact])
    return one.edd if one else None


def _evidence(said: Told) -> dict[str, Any]:
    return {
        "evidence": said.evidence,
        "evidence_on": said.evidence_on,
        "evidence_days": said.evidence_days,
        "lunar": said.lunar or None,
    }


def dates_from(fact: Any) -> dict[str, Any]:
    """The dates that confirming a piece of evidence writes."""
    return _values(Told(*dated.told(fact)))


def _values(said: Told) -> dict[str, Any]:
    """The dates. A scan leaves the last period as it was told, so that another scan can be held to it."""
    edd = dated.expected(said.evidence, said.evidence_on, said.evidence_days)
    period = edd - timedelta(days=TERM_DAYS) if said.evidence == "lmp" else None
    return {"edd": edd, "lmp": period, "dating": said.evidence}


def _write(by: User, person: Person, pregnancy: int, visit: uuid.UUID, values: dict[str, Any]) -> bool:
    about = {"visit": visit, "by": by, "person": person.pk, "happened": timezone.localdate()}
    return facts.write(PregnancyFact, "dates", **about, pregnancy_id=pregnancy, **values)


def _lock(pregnancy: int) -> None:
    """Two people at once: the second sees what the first decided."""
    list(Pregnancy.objects.select_for_update().filter(pk=pregnancy))
