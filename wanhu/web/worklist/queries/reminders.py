"""What is read to remind a family: planned rows, who may be written to and under which number, who answers for her, what was sent before.

The nightly command reads for the whole city and says its own name as the actor. Only ``messages_of`` is for pages, with the reader's scope.
Every condition is read from facts that stand now, and in doubt says no: whoever refused, died or moved is found whatever the order of days.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from wanhu.engine.messages import ABOUT, Around, Planned
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.models import BirthFact, DeathFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Area, ConsentFact, Person, RelationFact, ResidenceFact, Responsibility
from wanhu.web.registry.queries import people_in_scope
from wanhu.web.worklist.models import Due, Message, Run

AT_ONCE = 500  # people asked about in one statement
AFTER_BIRTH = timedelta(days=365)  # so long a child's death also silences messages to its mother about herself
OUTSIDE = (None, "")


@dataclass(frozen=True)
class Answers:
    """What stands of some people: who agreed to reminders, who refused them (or her record), who died, who moved out of the city."""

    agreed: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    dead: set[int] = field(default_factory=set)
    away: set[int] = field(default_factory=set)

    @property
    def silent(self) -> set[int]:
        """Those who get no message at all, whatever it is about."""
        return self.refused | self.dead | self.away


@dataclass(frozen=True)
class Contact:
    """Whom a family is asked to ring: a worker with her phone, else the place."""

    place: str = ""
    village: bool = False
    worker: str = ""
    phone: str = ""


def messages_of(actor: User, person: int) -> list[Message]:
    """The messages about one person, newest first; none for somebody out of scope. Whoever opens her page has left the line already."""
    require(actor, Permission.SEE_PEOPLE)
    if not people_in_scope(actor).filter(pk=person).exists():
        return []
    return list(Message.objects.filter(person=person).order_by("-at", "-pk"))


def list_of(actor: str) -> date | None:
    """The day of the list that is current; nothing before the first run."""
    return Run.objects.filter(current=True).values_list("on", flat=True).first()


def planned(actor: str, days: Mapping[Around, tuple[date, date]]) -> list[Planned]:
    """Rows of the current run that open or are due from one day to another (inclusive), in the order of their days."""
    run = Run.objects.filter(current=True).first()
    if run is None:
        return []
    near = Q(pk__in=[])
    for day, within in days.items():
        near |= Q(**{f"{day.value}__range": within})
    rows = Due.objects.filter(near, run=run, state__in=ABOUT).order_by("due", "person", "protocol", "step")
    return [Planned(*row) for row in rows.values_list("person", "pregnancy", "protocol", "step", "state", "opens", "due")]


def answers(actor: str, people: Collection[int], on: date) -> Answers:
    """See ``Answers``. The newest answer counts both by its day and by when it was known: a refusal written late still holds at once."""
    found = Answers()
    said: dict[tuple[int, str], list[ConsentFact]] = defaultdict(list)
    for part in _parts(people):
        for fact in standing(ConsentFact).filter(person__in=part, purpose__in=("record", "reminders")):
            if not fact.given or fact.happened <= on:
                said[fact.person_id, fact.purpose].append(fact)
        found.dead.update(standing(DeathFact).filter(person__in=part, kind="person").values_list("person", flat=True))
        found.dead.update(Person.objects.filter(pk__in=part).exclude(merged_into=None).values_list("pk", flat=True))
        lived: dict[int, tuple[tuple[date, datetime], str | None]] = {}
        for fact in standing(ResidenceFact).filter(person__in=part):
            if fact.person_id not in lived or (fact.happened, fact.recorded) >= lived[fact.person_id][0]:
                lived[fact.person_id] = ((fact.happened, fact.recorded), fact.area)
        found.away.update(person for person, (_, area) in lived.items() if area in OUTSIDE)
    for (person, purpose), facts in said.items():
        last = {max(facts, key=lambda fact: (fact.happened, fact.recorded)), max(facts, key=lambda fact: fact.recorded)}
        if not all(fact.given for fact in last):
            found.refused.add(person)
        elif purpose == "reminders":
            found.agreed.add(person)
    found.agreed.difference_update(found.refused)
    return found


def bereaved(actor: str, women: Collection[int], on: date) -> set[int]:
    """Women to whom no message goes about a pregnancy of theirs: one ended and it is not said which, or a child of theirs died in its first year.

    The engine silences a pregnancy that ended; here a person decides whether to call, never a program. The tasks stay on the worker's list.
    """
    found: set[int] = set()
    for part in _parts(women):
        unnamed = standing(DeathFact).filter(person__in=part, kind="loss", pregnancy=None, happened__gte=on - AFTER_BIRTH)
        found.update(unnamed.values_list("person", flat=True))
        born = standing(BirthFact).filter(Q(mother__in=part) | Q(pregnancy__woman__in=part), happened__gte=on - AFTER_BIRTH)
        mothers = {birth.person_id: birth.mother_id or birth.pregnancy.woman_id for birth in born.select_related("pregnancy")}
        for children in _parts(mothers):
            died = standing(DeathFact).filter(person__in=children, kind="person").values_list("person", flat=True)
            found.update(mothers[child] for child in died)
    return found


def guardians(actor: str, children: Collection[int], on: date) -> dict[int, list[int]]:
    """For each child those who may be written to about it, in this order: its mother, its guardians, its other parents."""
    ranked: dict[int, dict[int, int]] = defaultdict(dict)
    for part in _parts(children):
        for child, mother in standing(BirthFact).filter(person__in=part, mother__isnull=False).values_list("person", "mother"):
            ranked[child][mother] = 0
        ties = standing(RelationFact).filter(Q(until=None) | Q(until__gte=on), happened__lte=on)
        for tie in ties.filter(person__in=part, kind="child-of").select_related("other"):
            ranked[tie.person_id].setdefault(tie.other_id, 0 if tie.other.sex == 2 else 2)
        for tie in ties.filter(other__in=part, kind="guardian-of"):
            ranked[tie.other_id].setdefault(tie.person_id, 1)
    return {child: sorted(found, key=lambda one: (found[one], one)) for child, found in ranked.items()}


def reachable(actor: str, people: Collection[int]) -> dict[int, Person]:
    """Those of the people who have a number on record."""
    held: dict[int, Person] = {}
    for part in _parts(people):
        held |= {one.pk: one for one in Person.objects.filter(pk__in=part, merged_into=None, phone_sealed__isnull=False)}
    return held


def contacts(actor: str, people: Collection[int], on: date) -> dict[int, Contact]:
    """Whom each person is asked to ring: the worker who answers for her, for her household or for her village, the nearest first."""
    found: dict[int, Contact] = {}
    for part in _parts(people):
        of = {one.pk: one for one in Person.objects.filter(pk__in=part)}
        areas = {one.area for one in of.values() if one.area}
        houses = {one.household_id for one in of.values() if one.household_id}
        names = {area.code: area for area in Area.objects.filter(code__in=areas)}
        today = Responsibility.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on, worker__is_active=True)
        held: dict[tuple[str, object], User] = {}
        concerned = today.filter(Q(person__in=part) | Q(household__in=houses) | Q(area__in=areas)).select_related("worker")
        for one in concerned.order_by("since", "pk"):  # of two who answer for the same, the later
            sort = "person" if one.person_id else "household" if one.household_id else "area"
            held[sort, one.person_id or one.household_id or one.area] = one.worker
        for number, person in of.items():
            near = (("person", number), ("household", person.household_id), ("area", person.area))
            worker = next((held[one] for one in near if one in held), None)
            area = names.get(person.area)
            known = (worker.full_name, worker.phone) if worker is not None and worker.phone else ("", "")
            found[number] = Contact(area.name if area else "", bool(area and area.level == "village"), *known)
    return found


def before(actor: str, people: Iterable[int]) -> list[Message]:
    """Every message about these people so far."""
    return [one for part in _parts(people) for one in Message.objects.filter(person__in=part)]


def written_since(actor: str, moment: datetime) -> list[tuple[int, str]]:
    """About whom, and by which protocol, messages went out since a moment."""
    sent = Message.objects.filter(state=Message.State.SENT, at__gte=moment)
    return list(sent.values_list("person", "protocol").distinct().order_by())


def _parts(people: Iterable[int]) -> Iterable[list[int]]:
    listed = sorted(set(people))
    return (listed[at : at + AT_ONCE] for at in range(0, len(listed), AT_ONCE))
