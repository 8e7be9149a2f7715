"""What is done in one visit: the tests and doses of a person that are due together with the step that was opened, and where to refer."""

from datetime import date

from django.utils import timezone

from wanhu.engine.forms import ReferralPlace
from wanhu.engine.protocol import Step
from wanhu.rules import RULEBOOK
from wanhu.rules.referral_places import REFERRAL_PLACES
from wanhu.web.base.models import User
from wanhu.web.care import queries as care
from wanhu.web.registry.models import Person
from wanhu.web.registry.queries import people_in_scope
from wanhu.web.worklist import codes, compute
from wanhu.web.worklist.queries.tasks import Task, planned

READY = ("open", "overdue")


def together(actor: User, task: Task) -> list[Task]:
    """Other steps of the same plan's subject that can be done today and need no visit of their own."""
    return [
        one for one in planned(actor, task.person)
        if one.state in READY and one.pregnancy == task.pregnancy and one.step.recorded_as
        and (one.protocol.code, one.step.code) != (task.protocol.code, task.step.code)
        and "contact" not in dict(one.step.recorded_as)
    ]  # fmt: skip


def last_known(actor: User, person: int, language: str) -> dict[str, str]:
    """What was last measured or found, in words with its day, by code."""
    known = {}
    for code, fact in care.last_measurements(actor, person).items():
        _title, unit = codes.measurements().get(code, ("", ""))
        known[code] = f"{fact.value:g} {unit}（{fact.happened:%Y-%m-%d}）"
    for code, fact in care.last_findings(actor, person).items():
        _title, words = codes.finding_in_words(code, fact.value)
        known[code] = f"{words.in_language(language)}（{fact.happened:%Y-%m-%d}）"
    return known


def signs_there(actor: User, person: int) -> set[str]:
    """Codes of signs that were there when last looked for."""
    return {code for code, fact in care.last_findings(actor, person).items() if fact.value == "yes"}


def coming(actor: User, person: int) -> tuple[date, Step] | None:
    """What is next for somebody in the actor's scope, within fifteen months: the day it opens and the step."""
    if not people_in_scope(actor).filter(pk=person).exists():
        return None
    found = compute.next_planned(person, timezone.localdate())
    return (found[0], RULEBOOK.step(found[1], found[2])) if found else None


def referral_place(person: Person) -> ReferralPlace | None:
    """Where she or the child is referred to: the place declared for the nearest area."""
    near = [place for place in REFERRAL_PLACES if person.area.startswith(place.area)]
    return max(near, key=lambda place: len(place.area), default=None)
