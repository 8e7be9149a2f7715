"""Whether somebody is on record already: people in scope who are alike, a number that is known elsewhere, a form that was written before.

Whoever is shown has a line about it in her record. Of a number known elsewhere only that it is known is said, and that leaves a line too.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from wanhu.engine.dates import completed_years
from wanhu.web.base import sealing
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import queries as care
from wanhu.web.care.models import PregnancyFact
from wanhu.web.registry import facts
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Household, Person, Responsibility, StatusFact
from wanhu.web.worklist.registering import reading

WEIGHTS = {
    "id-number": 10,
    "name": 4,
    "sound": 3,
    "born": 3,
    "phone": 2,
    "begins": 1,
    "initials": 1,
    "phone-ending": 1,
    "child-of-hers": 6,
}
PROBABLE = 5  # from here on she is asked whether it is the same person
SHOWN, LOOKED_AT = 6, 300
BETWEEN_BIRTHS = timedelta(days=170)  # two births of one mother closer than this are one birth, or twins
GROWN_UP = 10
PLANNING = "planning-pregnancy"  # the kind of a status
STILL_LASTING = timedelta(days=90)  # after the expected date a pregnancy without an end may have been forgotten
EARLIEST, LATEST = -45, 140  # days from a birth to the expected date of its pregnancy


@dataclass(frozen=True)
class Alike:
    """Somebody on record who may be the one that is typed in, and why."""

    person: Person
    village: str
    why: tuple[str, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[one] for one in self.why)

    @property
    def probable(self) -> bool:
        return self.weight >= PROBABLE

    @property
    def certain(self) -> bool:
        """The same identity number."""
        return "id-number" in self.why


@dataclass(frozen=True)
class Written:
    """A form that was written before: about whom, with which content, and whether it still stands."""

    person: int
    digest: str
    stands: bool


def alike(
    actor: User, *, name: str = "", born_on: date | None = None, id_number: str = "", phone: str = "", grown: bool | None = None
) -> list[Alike]:
    """People in scope who are alike, the likeliest first. ``grown``: whether a woman is sought or a child; ``None``: anybody."""
    require(actor, Permission.RECORD_CARE)
    keys = _keys(id_number, phone)
    read = _read(name)
    wanted = _wanted(keys, read, born_on)
    if wanted is None:
        return []
    found = []
    for person in registry.people_in_scope(actor).filter(wanted)[:LOOKED_AT]:
        why = _why(person, keys, read, born_on)
        if why and (grown is None or _grown(person) in (None, grown)):
            found.append((person, why))
    found.sort(key=lambda one: (-sum(WEIGHTS[code] for code in one[1]), one[0].pk))
    return _shown(actor, found[:SHOWN])


def siblings(actor: User, mother: Person, born_on: date) -> list[Alike]:
    """Children of hers in scope born so near that it is the same child, or a twin."""
    near = [
        one for one in care.children_of(actor, mother.pk) if one.born_on and abs(one.born_on - born_on) < BETWEEN_BIRTHS
    ]  # fmt: skip
    return _shown(actor, [(one, ("child-of-hers", "born") if one.born_on == born_on else ("child-of-hers",)) for one in near])


def elsewhere(actor: User, *, id_number: str = "", phone: str = "", but: Collection[int] = ()) -> list[str]:
    """Which of the numbers somebody out of scope has: never who. ``but``: people in scope of whom the actor knows."""
    require(actor, Permission.RECORD_CARE)
    found = []
    for code, key in _keys(id_number, phone).items():
        if code == "phone-ending":
            continue
        column = "id_number_key" if code == "id-number" else "phone_key"
        holders = set(Person.objects.filter(**{column: key}, merged_into=None).exclude(pk__in=but).values_list("pk", flat=True))
        holders -= set(registry.people_in_scope(actor).filter(pk__in=holders).values_list("pk", flat=True))
        if holders:
            registry.listed(actor, sorted(holders), "number-matched")
            found.append(code)
    return found


def written(actor: User, visit: uuid.UUID) -> Written | None:
    """What was written under a form's number, by the same worker."""
    said = ConsentFact.objects.filter(pk=facts.part(visit, "consent:record")).first()
    if said is None:
        return None
    if said.by != actor.username:
        return Written(0, "", stands=False)
    lines = AuditLine.objects.filter(person=said.person_id, action="registered").order_by("-pk").values_list("detail", flat=True)
    digest = next((line.get("digest", "") for line in lines[:50] if line.get("visit") == str(visit)), "")
    return Written(said.person_id, digest, stands=care.may_undo(actor, said.person_id, visit))


def mothers(actor: User, sought: str) -> list[tuple[Person, str]]:
    """Women in scope who match a search, each with her village."""
    found = [one for one in registry.search(actor, sought) if one.sex == 2 and _grown(one) is not False]
    names = registry.area_names(actor, {one.area for one in found})
    return [(one, names.get(one.area, "")) for one in found]


def at_home(actor: User, area: str, label: str) -> list[Person]:
    """Who is on record in a household, as far as the actor may see it."""
    if not (area and label):
        return []
    found = list(registry.people_in_scope(actor).filter(household__area=area, household__label=label).order_by("born_on", "pk"))
    registry.listed(actor, [one.pk for one in found], "record-found")
    return found


def household(actor: User, area: str, label: str) -> Household | None:
    """The household of that group and number, when it is on record."""
    return Household.objects.filter(area=area, label=label).order_by("pk").first() if label else None


def answers_for(actor: User, area: str, label: str) -> bool:
    """Whether a household is the actor's to register in: not one that was given to another worker."""
    house = household(actor, area, label)
    if house is None or actor.role != Role.WORKER:
        return True
    of_house = Responsibility.objects.filter(registry.in_force(timezone.localdate()), household=house)
    return not of_house.exists() or of_house.filter(worker=actor.pk).exists()


def planning(actor: User, who: int) -> bool:
    """Whether somebody's wish for the service before a pregnancy stands: not ended, and no pregnancy registered since."""
    require(actor, Permission.RECORD_CARE)
    plan = standing(StatusFact).filter(person=who, kind=PLANNING).order_by("-happened", "-recorded").first()
    if plan is None or plan.value == "ended" or (plan.until and plan.until < timezone.localdate()):
        return False
    return not standing(PregnancyFact).filter(person=who, happened__gte=plan.happened).exists()


def lasting(actor: User, woman: int) -> int | None:
    """The number of a pregnancy of hers that is registered and has not ended."""
    today = timezone.localdate()
    for one in care.pregnancies_of(actor, woman, today):
        if not one.born_on and not one.ended_on and (one.edd is None or one.edd >= today - STILL_LASTING):
            return one.number
    return None


def born_of(actor: User, mother: int, born_on: date) -> int | None:
    """The registered pregnancy that a birth on this day ended; a twin has the same."""
    for one in care.pregnancies_of(actor, mother, timezone.localdate()):
        fits = EARLIEST <= (one.edd - born_on).days <= LATEST if one.edd else one.born_on is None
        if fits and not one.ended_on and one.born_on in (None, born_on, born_on - timedelta(days=1), born_on + timedelta(days=1)):
            return one.number
    return None


def _keys(id_number: str, phone: str) -> dict[str, str]:
    keys = {}
    if len(id_number) == 18:
        keys["id-number"] = sealing.key("id-number", id_number.upper())
    digits = phone if phone.isdigit() else ""
    if len(phone) >= 11:
        keys["phone"] = sealing.key("phone", phone)
    if len(digits) == 4 or len(digits) >= 11:
        keys["phone-ending"] = sealing.key("phone-ending", digits[-4:])
    return keys


def _read(name: str) -> tuple[str, str, str]:
    """Characters, pinyin and initials of what is typed; letters alone, as an input method writes them on the way, are pinyin or initials."""
    text = name.replace(" ", "").replace("'", "")
    if text.isascii():
        return ("", text.lower(), text.lower()) if len(text) > 1 else ("", "", "")
    if len(text) < 2:
        return "", "", ""
    return text, *reading.sound(text)


def _wanted(keys: dict[str, str], read: tuple[str, str, str], born_on: date | None) -> Q | None:
    columns = {"id-number": "id_number_key", "phone": "phone_key", "phone-ending": "phone_ending_key"}
    parts = [Q(**{columns[code]: key}) for code, key in keys.items()]
    written, pinyin, letters = read
    if written:
        parts.append(Q(name__startswith=written))
    if pinyin:
        parts.append(Q(pinyin__startswith=pinyin))
    if letters:
        parts.append(Q(initials=letters))
    if born_on:
        parts.append(Q(born_on=born_on))
    wanted = None
    for part in parts:
        wanted = part if wanted is None else wanted | part
    return wanted


def _why(person: Person, keys: dict[str, str], read: tuple[str, str, str], born_on: date | None) -> tuple[str, ...]:
    written, pinyin, letters = read
    why = []
    if keys.get("id-number") and keys["id-number"] == person.id_number_key:
        why.append("id-number")
    if written and person.name == written:
        why.append("name")
    elif pinyin and person.pinyin == pinyin:
        why.append("sound")
    elif pinyin and person.pinyin.startswith(pinyin):
        why.append("begins")
    elif letters and person.initials == letters:
        why.append("initials")
    if born_on and person.born_on == born_on:
        why.append("born")
    if keys.get("phone") and keys["phone"] == person.phone_key:
        why.append("phone")
    elif keys.get("phone-ending") and keys["phone-ending"] == person.phone_ending_key:
        why.append("phone-ending")
    return tuple(why)


def _grown(person: Person) -> bool | None:
    return completed_years(person.born_on, timezone.localdate()) >= GROWN_UP if person.born_on else None


def _shown(actor: User, found: list[tuple[Person, tuple[str, ...]]]) -> list[Alike]:
    registry.listed(actor, [person.pk for person, _why in found], "record-found")
    names = registry.area_names(actor, {person.area for person, _why in found})
    return [Alike(person, names.get(person.area, ""), why) for person, why in found]
