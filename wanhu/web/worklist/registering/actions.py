"""Somebody is registered: the person, her answers and their proof, the pregnancy or the birth, in one transaction. The list follows at once.

What one form wrote is found again by the form's number. Taken back within a day, it leaves of somebody new nothing but an empty number.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.base.models import AuditLine, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.models import BirthFact, Pregnancy, PregnancyFact
from wanhu.web.care.queries import ON_A_FORM
from wanhu.web.registry import facts
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import (
    ConsentFact,
    ConsentProof,
    Household,
    Person,
    PersonFact,
    RelationFact,
    ResidenceFact,
    StatusFact,
)
from wanhu.web.worklist import publish
from wanhu.web.worklist.registering import queries, reading
from wanhu.web.worklist.registering.proof import Proof

SEALED = "signature"  # the purpose for which strokes are sealed
OF_THE_GUARDIAN = ("record", "reminders")  # her answers that are about reaching herself


class Twice(Exception):
    """The same form arrived twice at the same moment: the other one wrote it."""


@dataclass(frozen=True)
class Home:
    """A village of the worker's own, and the household in it; no ``label``: it is not known."""

    area: str
    label: str = ""


@dataclass(frozen=True)
class New:
    """Somebody who is not on record yet."""

    home: Home
    name: str = ""
    born_on: date | None = None
    sex: int = 0
    id_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Sent:
    """A form: its number, the digest of its content, her answers, and what shows them."""

    visit: uuid.UUID
    digest: str
    answers: Mapping[str, bool]
    proof: Proof


@dataclass(frozen=True)
class Dates:
    """Of a pregnancy, as she told them; all empty: she does not know. ``lunar``: the words of a lunar date that was turned into ``lmp``."""

    lmp: date | None = None
    edd: date | None = None
    lunar: str = ""

    @property
    def dating(self) -> str | None:
        return "lmp" if self.lmp else "reported" if self.edd else None


@dataclass(frozen=True)
class Birth:
    """Of a child: the day, the sex, and what the family knows of the birth."""

    born_on: date
    sex: int
    weight_g: int | None = None
    gestation_days: int | None = None


@dataclass(frozen=True)
class Guardian:
    """Who answers for a child whose mother is not on record. ``kind``: mother, father or guardian."""

    kind: str
    name: str
    phone: str = ""


@transaction.atomic
def register_pregnancy(*, by: User, sent: Sent, woman: Person | New, dates: Dates) -> Person:
    """She registers her pregnancy. ``woman``: on record already, or new."""
    _may_register(by, sent)
    if isinstance(woman, Person):
        her = _known(by, woman)
        if queries.lasting(by, her.pk) is not None:
            raise PermissionDenied("a pregnancy of hers is registered already")
    else:
        her = _made(by, sent, woman)
    _answered(by, sent, her)
    pregnancy = Pregnancy.objects.create(woman=her)
    about = {"visit": sent.visit, "by": by, "person": her.pk, "happened": timezone.localdate()}
    told = {"evidence": dates.dating, "evidence_on": dates.lmp or dates.edd, "lunar": dates.lunar or None}
    facts.write(
        PregnancyFact, "dates", **about, pregnancy_id=pregnancy.pk, lmp=dates.lmp, edd=dates.edd, dating=dates.dating, **told
    )
    _registered(by, sent, her, {"what": "pregnancy", **({"lunar": dates.lunar} if dates.lunar else {})})
    publish.refresh([her.pk])
    return her


@transaction.atomic
def register_planner(*, by: User, sent: Sent, person: Person | New) -> Person:
    """Somebody, woman or man, asks for the service before a pregnancy. ``person``: on record already, or new."""
    _may_register(by, sent)
    if isinstance(person, Person):
        who = _known(by, person)
        if queries.planning(by, who.pk):
            raise PermissionDenied("a plan is registered already")
    else:
        who = _made(by, sent, person)
    _answered(by, sent, who)
    about = {"visit": sent.visit, "by": by, "person": who.pk, "happened": timezone.localdate()}
    facts.write(StatusFact, "plan", **about, kind=queries.PLANNING, value="asked")
    _registered(by, sent, who, {"what": "plan"})
    publish.refresh([who.pk])
    return who


@transaction.atomic
def end_plan(*, by: User, person: Person, visit: uuid.UUID) -> bool:
    """No pregnancy is planned any more, for whatever reason: nobody asks for one. False when already written."""
    require(by, Permission.RECORD_CARE)
    who = _known(by, person)
    about = {"visit": visit, "by": by, "person": who.pk, "happened": timezone.localdate()}
    new = facts.write(StatusFact, "plan-ended", **about, kind=queries.PLANNING, value="ended")
    if new:
        audit.record(by=by, action="plan-ended", person=who.pk)
        publish.refresh([who.pk])
    return new


@transaction.atomic
def register_child(
    *,
    by: User,
    sent: Sent,
    birth: Birth,
    name: str,
    id_number: str,
    mother: Person | None,
    guardian: Guardian | None,
    home: Home | None,
) -> Person:
    """A guardian registers a child: its mother is on record, or somebody answers for it whose name and phone are kept."""
    _may_register(by, sent)
    if mother is not None:
        mother = _known(by, mother)
        child = _child(by, sent, birth, name, id_number, mother.name, New(Home(mother.area)), mother.household, of_mother=True)
    elif guardian is not None and home is not None:
        parent = "" if guardian.kind == "guardian" else guardian.name
        child = _child(by, sent, birth, name, id_number, parent, New(home, phone=guardian.phone), None)
        _tied(by, sent, child, birth, _guardian(by, sent, guardian, child), guardian.kind)
    else:
        raise PermissionDenied("nobody answers for the child")
    _answered(by, sent, child)
    about = {"visit": sent.visit, "by": by, "person": child.pk, "happened": birth.born_on}
    pregnancy = queries.born_of(by, mother.pk, birth.born_on) if mother else None
    facts.write(
        BirthFact, "birth", **about, mother_id=mother.pk if mother else None, pregnancy_id=pregnancy,
        gestation_days=birth.gestation_days, weight_g=birth.weight_g,
    )  # fmt: skip
    if mother is not None:
        facts.write(RelationFact, "relation", **about, other_id=mother.pk, kind="child-of")
        audit.record(by=by, action="birth-recorded", person=mother.pk)
    _registered(by, sent, child, {"what": "child"})
    publish.refresh([child.pk, *([mother.pk] if mother else [])])
    return child


@transaction.atomic
def give_name(*, by: User, person: Person, name: str) -> None:
    """A child has its name now, in the place of the one it was called by until then."""
    require(by, Permission.RECORD_CARE)
    child = _known(by, person)
    if not reading.nameless(child.name):
        raise PermissionDenied("has a name already")
    pinyin, initials = reading.sound(name)
    Person.objects.filter(pk=child.pk).update(name=name, pinyin=pinyin, initials=initials)
    audit.record(by=by, action="name-given", person=child.pk)


@transaction.atomic
def forget(*, by: User, people: Iterable[int], visit: uuid.UUID) -> None:
    """After a registration was taken back: of those who were new with it and of whom nothing else stands, no name, number or place remains."""
    require(by, Permission.RECORD_CARE)
    made = AuditLine.objects.filter(
        person__in=list(people), by=by.username, action__in=("registered", "guardian-registered", "birth-recorded")
    )
    new = {line.person for line in made if line.detail.get("visit") == str(visit) and line.detail.get("new")}
    gone = {one for one in new if not any(standing(model).filter(person=one).exists() for model in ON_A_FORM)}
    ConsentProof.objects.filter(visit=visit, person__in=gone).delete()
    Person.objects.filter(pk__in=gone).update(
        name="", pinyin="", initials="", born_on=None, sex=0, area="", household=None, id_number_sealed=None, id_number_key="",
        phone_sealed=None, phone_key="", phone_ending_key="",
    )  # fmt: skip


def _may_register(by: User, sent: Sent) -> None:
    require(by, Permission.RECORD_CARE)
    if not sent.answers.get("record"):
        raise PermissionDenied("without consent nothing is stored")
    if not (sent.proof.paper or sent.proof.strokes):
        raise PermissionDenied("nothing shows that she answered")
    if ConsentFact.objects.filter(pk=facts.part(sent.visit, "consent:record")).exists():
        raise Twice


def _known(by: User, person: Person) -> Person:
    """An action does not trust its caller: whoever is out of scope is not registered by this worker."""
    found = registry.people_in_scope(by).select_related("household").filter(pk=person.pk).first()
    if found is None:
        raise PermissionDenied("not in scope")
    return found


def _made(
    by: User,
    sent: Sent,
    new: New,
    house: Household | None = None,
    called: tuple[str, str, str] | None = None,
    *,
    of_mother: bool = False,
) -> Person:
    """The person, with her numbers sealed, and the facts of birth and place."""
    home = new.home
    if not of_mother and home.area not in {village.code for village in registry.villages(by)}:
        raise PermissionDenied("not a village of hers")
    if home.label and not queries.answers_for(by, home.area, home.label):
        raise PermissionDenied("another worker's household")
    if home.label:
        house = queries.household(by, home.area, home.label) or Household.objects.create(area=home.area, label=home.label)
    name, pinyin, initials = called or (new.name, *reading.sound(new.name))
    person = Person.objects.create(
        name=name, pinyin=pinyin, initials=initials, born_on=new.born_on, sex=new.sex, area=home.area, household=house,
        **_sealed("id_number", "id-number", new.id_number), **_sealed("phone", "phone", new.phone),
        phone_ending_key=sealing.key("phone-ending", new.phone[-4:]) if new.phone else "",
    )  # fmt: skip
    about = {"visit": sent.visit, "by": by, "person": person.pk}
    part = "" if new.born_on else "guardian:"
    if new.born_on:
        facts.write(PersonFact, "person", **about, happened=new.born_on, born_on=new.born_on, sex=new.sex, area=home.area)
    facts.write(ResidenceFact, part + "residence", **about, happened=timezone.localdate(), area=home.area)
    return person


def _child(
    by: User,
    sent: Sent,
    birth: Birth,
    name: str,
    id_number: str,
    parent: str,
    at: New,
    house: Household | None,
    *,
    of_mother: bool = False,
) -> Person:
    called = None if name or not parent else reading.until_named(parent, birth.sex)
    new = New(at.home, name, birth.born_on, birth.sex, id_number, at.phone)
    return _made(by, sent, new, house, called, of_mother=of_mother)


def _guardian(by: User, sent: Sent, guardian: Guardian, child: Person) -> Person:
    sex = {"mother": 2, "father": 1}.get(guardian.kind, 0)
    person = _made(by, sent, New(Home(child.area), guardian.name, None, sex, "", guardian.phone), child.household)
    if child.household is not None:
        Person.objects.filter(pk=person.pk).update(household=child.household)
    for purpose in OF_THE_GUARDIAN:
        facts.write(
            ConsentFact, "guardian:consent:" + purpose, visit=sent.visit, by=by, person=person.pk, happened=timezone.localdate(),
            purpose=purpose, given=sent.answers[purpose], how=sent.proof.how,
        )  # fmt: skip
    detail = {"visit": str(sent.visit), "new": True}
    audit.record(by=by, action="guardian-registered", person=person.pk, detail=detail)
    return person


def _tied(by: User, sent: Sent, child: Person, birth: Birth, guardian: Person, kind: str) -> None:
    """A parent is named from the child, another guardian from herself: so the tie reads in both tables of words."""
    about = {"visit": sent.visit, "by": by}
    if kind == "guardian":
        facts.write(
            RelationFact,
            "relation",
            **about,
            person=guardian.pk,
            happened=timezone.localdate(),
            other_id=child.pk,
            kind="guardian-of",
        )
    else:
        facts.write(
            RelationFact, "relation", **about, person=child.pk, happened=birth.born_on, other_id=guardian.pk, kind="child-of"
        )


def _answered(by: User, sent: Sent, person: Person) -> None:
    """Her answers, each a fact, and what shows them."""
    for purpose, given in sent.answers.items():
        facts.write(
            ConsentFact, "consent:" + purpose, visit=sent.visit, by=by, person=person.pk, happened=timezone.localdate(), purpose=purpose,
            given=given, how=sent.proof.how,
        )  # fmt: skip
    if ConsentFact.objects.get(pk=facts.part(sent.visit, "consent:record")).person_id != person.pk:
        raise Twice  # this transaction takes back the second person
    strokes, made = sent.proof.strokes, timezone.now()
    if sent.proof.paper:
        ConsentProof.objects.create(visit=sent.visit, person=person, kind="paper", sha256=sent.proof.paper, made=made)
    if strokes:
        ConsentProof.objects.create(
            visit=sent.visit, person=person, kind="signature", sha256=hashlib.sha256(strokes.encode()).hexdigest(),
            strokes_sealed=sealing.seal_text(strokes, SEALED), made=made,
        )  # fmt: skip
    detail = {"visit": str(sent.visit), "answers": dict(sent.answers), "how": sent.proof.how}
    audit.record(by=by, action="consent-given", person=person.pk, detail=detail)


def _registered(by: User, sent: Sent, person: Person, detail: dict[str, str]) -> None:
    new = ResidenceFact.objects.filter(person=person.pk, source=f"{facts.VISIT}{sent.visit}").exists()
    if not registry.people_in_scope(by).filter(pk=person.pk).exists():
        raise PermissionDenied("she would be registered out of the worker's own scope")
    audit.record(
        by=by,
        action="registered",
        person=person.pk,
        detail={"visit": str(sent.visit), "digest": sent.digest, "new": new, **detail},
    )


def _sealed(column: str, purpose: str, value: str) -> dict[str, object]:
    if not value:
        return {}
    return {f"{column}_sealed": sealing.seal_text(value), f"{column}_key": sealing.key(purpose, value)}
