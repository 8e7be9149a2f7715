"""What is done in one visit: the tests and doses of a person that are due together with the step that was opened, and where to refer."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from wanhu.engine.forms import ReferralPlace
from wanhu.engine.messages import Planned
from wanhu.engine.protocol import State, Step
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.rules.forms.known import RISK_FINDINGS, RISK_ITEMS, RISK_NUMBERS
from wanhu.rules.missed import MISSED
from wanhu.rules.referral_places import REFERRAL_PLACES
from wanhu.web.base.models import User
from wanhu.web.care import queries as care
from wanhu.web.care.models import FindingFact
from wanhu.web.registry import facts as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Person, ResidenceFact
from wanhu.web.registry.queries import people_in_scope
from wanhu.web.worklist import codes, compute
from wanhu.web.worklist.queries.colours import colour_of
from wanhu.web.worklist.queries.tasks import Task, beside, planned

READY = ("open", "overdue")


@dataclass(frozen=True)
class Last:
    """What was last known of a measurement or finding: in words, its unit, the day, and the number where it is one."""

    words: str
    unit: str
    on: date
    number: float | None = None


def together(actor: User, task: Task) -> list[Task]:
    """Other steps of the same plan's subject that can be done today and need no visit of their own."""
    return [
        one for one in beside(actor, task)
        if one.state in READY and one.step.recorded_as and "contact" not in dict(one.step.recorded_as)
    ]  # fmt: skip


def last_known(actor: User, person: int, language: str, findings: dict[str, FindingFact] | None = None) -> dict[str, Last]:
    """What was last measured or found, by code. ``findings``: the last of each, when they were read already."""
    known = {}
    for code, fact in care.last_measurements(actor, person).items():
        _title, unit = codes.measurements().get(code, ("", ""))
        known[code] = Last(f"{fact.value:g}", unit, fact.happened, fact.value)
    for code, fact in (care.last_findings(actor, person) if findings is None else findings).items():
        _title, words = codes.finding_in_words(code, fact.value)
        known[code] = Last(words.in_language(language), "", fact.happened)
    return known


def still_possible(protocol: str, step: str) -> Text | None:
    """What can be done about a step whose time is past; ``None`` for one that is never past."""
    return MISSED.get(f"{protocol}/{step}") or MISSED.get(f"{protocol}/*")


def risks_on_record(actor: User, person: Person, pregnancy: int) -> dict[str, list[Text]]:
    """Items of the risk screening that her records answer already, each with why."""
    found: dict[str, list[Text]] = {}
    held = {one.rule.code: one.rule.title for one in colour_of(actor, person, pregnancy).because}
    for item, rules in RISK_ITEMS.items():
        found.setdefault(item, []).extend(held[code] for code in rules if code in held)
    findings = care.last_findings(actor, person.pk)
    for (code, value), (item, why) in RISK_FINDINGS.items():
        if code in findings and findings[code].value == value:
            found.setdefault(item, []).append(why)
    numbers = care.last_measurements(actor, person.pk)
    for code, (least, most, item, why) in RISK_NUMBERS.items():
        if code in numbers and least <= numbers[code].value <= most:
            found.setdefault(item, []).append(why)
    return {item: why for item, why in found.items() if why}


def signs_there(actor: User, person: int, findings: dict[str, FindingFact] | None = None) -> set[str]:
    """Codes of signs that were there when last looked for. ``findings``: the last of each, when they were read already."""
    found = care.last_findings(actor, person) if findings is None else findings
    return {code for code, fact in found.items() if fact.value == "yes"}


@dataclass(frozen=True)
class Coming:
    """What is next for somebody: the step with its days; ``now``: it can be done already."""

    planned: Planned
    step: Step
    now: bool


def coming(actor: User, person: int) -> Coming | None:
    """What is next for somebody in the actor's scope: the first visit that can be done already, else the next that opens within fifteen months."""
    found = people_in_scope(actor).filter(pk=person).first()
    if found is None:
        return None
    ready = [one for one in planned(actor, found) if one.state in READY and one.step.recorded_as]
    met = [one for one in ready if "contact" in dict(one.step.recorded_as)]
    if ready:
        first = (met or ready)[0]
        row = Planned(person, first.pregnancy, first.protocol.code, first.step.code, first.state, first.opens, first.due)
        return Coming(row, first.step, True)
    later = compute.next_planned(person, timezone.localdate())
    if later is None:
        return None
    row = Planned(
        person, later["pregnancy"], later["protocol"], later["step"], State.UPCOMING.value, later["opens"], later["due"]
    )
    return Coming(row, RULEBOOK.step(row.protocol, row.step), False)


def written_in(actor: User, person: int, visit: UUID) -> tuple[Person | None, list[Any]]:
    """Whom a form of the actor was about, and what it wrote that stands."""
    return people_in_scope(actor).filter(pk=person).first(), registry.written(
        care.ON_A_FORM, visit=visit, person=person, by=actor.username
    )


def ended(actor: User, person: Person, pregnancy: int | None) -> tuple[str, date] | None:
    """Why nothing is asked about somebody any more, and since when: ``died``, ``moved``, or ``pregnancy`` where that one has ended."""
    if died := care.died_on(actor, person.pk):
        return "died", died
    lives = standing(ResidenceFact).filter(person=person.pk).order_by("happened", "recorded").last()
    if lives and not lives.area:
        return "moved", lives.happened
    if pregnancy:
        over = care.pregnancies(actor, [pregnancy], timezone.localdate()).get(pregnancy)
        if over and (day := over.ended_on or over.born_on):
            return ("pregnancy" if over.ended_on else "born"), day
    return None


def referral_place(person: Person) -> ReferralPlace | None:
    """Where she or the child is referred to: the place declared for the nearest area."""
    near = [place for place in REFERRAL_PLACES if person.area.startswith(place.area)]
    return max(near, key=lambda place: len(place.area), default=None)
