"""What the rules of the restricted class say, worked out from the facts of this moment and stored nowhere (invariant 9)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from wanhu.engine import due as planning
from wanhu.engine.forms import Form, codes_of, questions_of
from wanhu.engine.guidance import Card
from wanhu.engine.protocol import Alert, Confidence, Protocol, State, Step, Topic
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK, restricted
from wanhu.rules.forms import RESTRICTED_FORMS
from wanhu.rules.guidance import GUIDANCE
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import queries as care
from wanhu.web.care.models import FindingFact, MeasurementFact, PregnancyFact
from wanhu.web.care.restricted import all_agreed
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import VISIT, standing
from wanhu.web.registry.models import Person
from wanhu.web.worklist import codes, records
from wanhu.web.worklist.queries import Last
from wanhu.web.worklist.restricted import exposures
from wanhu.web.worklist.restricted.exposures import SMALL

# Restricted rules, and the plan of vaccines that some of their steps count from.
BOOK = replace(
    RULEBOOK,
    protocols=tuple(one for one in RULEBOOK.protocols if one.restricted or one.code == "immunisation"),
    alerts=tuple(one for one in RULEBOOK.alerts if one.restricted),
)
CONFIDENTIAL = {one.code: one for one in BOOK.protocols if one.restricted}
SHOWN = tuple(state for state in State if state is not State.RELEASED)
TO_DO = (State.OPEN, State.OVERDUE)
LEVELS = ("emergency", "urgent", "red", "orange", "purple", "yellow", "notice")
DANGER = LEVELS[:2]
FAMILIES = 500  # people whose facts are read together
PREGNANT = timedelta(days=400)  # how long after she was registered she may be on the list


@dataclass(frozen=True)
class Planned:
    """One step of the restricted class for one person. ``form``: where it is recorded; ``None`` when that is elsewhere."""

    person: int
    protocol: Protocol
    step: Step
    state: str
    opens: date | None
    due: date | None
    because: str
    advice: Text | None
    form: Form | None
    card: Card | None

    @property
    def unsure(self) -> bool:
        """Whether the step's numbers were confirmed by nobody yet."""
        return (self.step.confidence or self.protocol.confidence) is not Confidence.CONFIRMED


@dataclass(frozen=True)
class Warned:
    """A restricted alert that is true now, with the facts it used."""

    rule: Alert
    because: str

    @property
    def unsure(self) -> bool:
        """Whether the rule was confirmed by nobody yet."""
        return self.rule.confidence is not Confidence.CONFIRMED


@dataclass(frozen=True)
class Waiting:
    """Somebody with restricted steps that are to be done, or about whom an alert asks for somebody."""

    person: Person
    village: str
    steps: list[Planned] = field(default_factory=list)
    alerts: list[Warned] = field(default_factory=list)
    confirm: bool = False  # a child whose mother's result exposes it, and of whom nobody has said so yet

    @property
    def first(self) -> tuple[int, bool, date]:
        """Whoever needs somebody today comes first, then a child to confirm, then what is overdue, the longest at the top."""
        danger = LEVELS.index(self.alerts[0].rule.level) if self.alerts else len(LEVELS)
        if self.alerts or self.confirm:
            return danger, False, date.min
        return danger + 1, self.steps[0].state != State.OVERDUE, self.steps[0].due or date.max


def person(actor: User, number: int) -> Person | None:
    """One person in scope, and the line that says who read her restricted results. It is no ordinary reading: nobody else sees that line."""
    require(actor, Permission.SEE_RESTRICTED)
    found = registry.people_in_scope(actor).select_related("household").filter(pk=number).first()
    if found is not None:
        audit.record(by=actor, action="restricted-read", person=found.pk)
    return found


def plan(actor: User, who: Person, on: date) -> tuple[list[Planned], list[Warned]]:
    """Steps and alerts of one person, worked out now."""
    require(actor, Permission.SEE_RESTRICTED)
    made = planning.lists(BOOK, records.family([who.pk]), on=on, known_at=_now(), states=SHOWN, restricted=True)
    alerts = [Warned(RULEBOOK.alert(row["rule"]), row["because"]) for row in made.alerts.to_pylist() if row["person"] == who.pk]
    steps = [one for one in _planned(made.due.to_pylist()) if one.person == who.pk]
    alerts.sort(key=lambda one: LEVELS.index(one.rule.level))
    return sorted(steps, key=lambda one: (one.due or date.max, one.step.code)), alerts


def results(actor: User, who: int) -> list[tuple[date, list[MeasurementFact | FindingFact]]]:
    """Restricted results on record, newest day first."""
    by_day: dict[date, list[MeasurementFact | FindingFact]] = {}
    for fact in care.restricted_results(actor, who):
        by_day.setdefault(fact.happened, []).append(fact)
    return sorted(by_day.items(), reverse=True)


def last_known(actor: User, who: int, language: str) -> tuple[dict[str, Last], set[str]]:
    """What was last recorded, in words by code; and the signs that were there."""
    known, there = {}, {}
    for fact in care.restricted_results(actor, who):
        _title, words = codes.restricted_in_words(fact.code, fact.value)
        known[fact.code] = Last(
            words.in_language(language), "", fact.happened, fact.value if isinstance(fact, MeasurementFact) else None
        )
        there[fact.code] = isinstance(fact, FindingFact) and fact.value == "yes"
    return known, {code for code, yes in there.items() if yes}


def forms_for(actor: User, who: Person) -> list[Form]:
    """The forms about this person: those of a child, or those of a grown person."""
    require(actor, Permission.SEE_RESTRICTED)
    of_child = is_child(who, timezone.localdate())
    return [form for form in RESTRICTED_FORMS.forms if (form.subject == "child") == of_child]


def is_child(who: Person, on: date) -> bool:
    """Whether the forms of a child are hers or his; those exposed at birth are followed to the third birthday."""
    return who.born_on is not None and on - who.born_on < SMALL


def pregnancy_of(actor: User, who: Person) -> int | None:
    """The pregnancy that a result is about: her newest."""
    require(actor, Permission.SEE_RESTRICTED)
    found = care.pregnancies_of(actor, who.pk, timezone.localdate())
    return found[0].number if found else None


def stands(actor: User, who: int, visit: UUID) -> bool:
    """Whether what the actor's form said still stands."""
    mine = [fact for fact in care.restricted_results(actor, who) if fact.by == actor.username]
    return any(fact.source == f"{VISIT}{visit}" for fact in mine)


def waiting(actor: User, on: date) -> list[Waiting]:
    """Everybody in scope for whom a restricted step is open or overdue, or an alert asks for somebody; each leaves her line, once a day."""
    require(actor, Permission.SEE_RESTRICTED)
    steps: dict[int, list[Planned]] = {}
    alerts: dict[int, list[Warned]] = {}
    for some in _parts(_concerned(actor, on)):
        made = planning.lists(BOOK, records.family(some), on=on, known_at=_now(), states=TO_DO, restricted=True)
        for one in _planned(made.due.to_pylist()):
            steps.setdefault(one.person, []).append(one)
        for row in made.alerts.to_pylist():
            rule = RULEBOOK.alert(row["rule"])
            if rule.topic is Topic.FINDING and rule.level in DANGER:
                alerts.setdefault(row["person"], []).append(Warned(rule, row["because"]))
    agreed = all_agreed(actor, alerts)
    confirm = {child for child, codes in exposures.of_children(actor, on).items() if codes}
    people = registry.people_in_scope(actor).select_related("household").in_bulk({*steps, *agreed, *confirm})
    names = registry.area_names(actor, {one.area for one in people.values()})
    found = [
        Waiting(
            one, names.get(one.area, ""), sorted(steps.get(number, []), key=_first),
            sorted(alerts.get(number, []) if number in agreed else [], key=lambda one: LEVELS.index(one.rule.level)), number in confirm,
        )
        for number, one in people.items()
    ]  # fmt: skip
    registry.listed(actor, people, "restricted-listed")
    return sorted(found, key=lambda one: (one.first, one.person.pk))


def _first(one: Planned) -> tuple[bool, date]:
    return one.state != State.OVERDUE, one.due or date.max


def _concerned(actor: User, on: date) -> list[int]:
    """Those whom a rule of the class can concern: registered as pregnant within a year or so, or with a fact of the class."""
    pregnant = standing(PregnancyFact).filter(person=OuterRef("pk"), happened__gt=on - PREGNANT)
    found = standing(FindingFact).filter(person=OuterRef("pk"), code__in=restricted.FINDINGS, happened__gt=on - SMALL)
    scored = standing(MeasurementFact).filter(person=OuterRef("pk"), code__in=restricted.MEASUREMENTS, happened__gt=on - SMALL)
    scope = registry.people_in_scope(actor)
    return list(scope.filter(Exists(pregnant) | Exists(found) | Exists(scored)).order_by("pk").values_list("pk", flat=True))


def _planned(rows: list[dict[str, Any]]) -> Iterator[Planned]:
    for row in rows:
        if row["protocol"] in CONFIDENTIAL:
            protocol, step = CONFIDENTIAL[row["protocol"]], BOOK.step(row["protocol"], row["step"])
            yield Planned(
                row["person"], protocol, step, row["state"], row["opens"], row["due"], row["because"],
                next((one.text for one in step.advice if one.code == row["reason"]), None), _form(protocol, step), _card(step),
            )  # fmt: skip


def _form(protocol: Protocol, step: Step) -> Form | None:
    asked = set(step.recorded_as)
    about = [form for form in RESTRICTED_FORMS.forms if form.subject is protocol.subject]
    return next((form for form in about if asked & {code for one in questions_of(form) for code in codes_of(one)}), None)


def _card(step: Step) -> Card | None:
    try:
        return GUIDANCE.card_for(step)
    except KeyError:
        return None


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)


def _parts(people: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(people), FAMILIES):
        yield people[at : at + FAMILIES]
