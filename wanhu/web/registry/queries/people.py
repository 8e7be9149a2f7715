"""People as the actor may see them: one by number, those who match a search, staff and places by name. Every read of a record leaves a line."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.base.permissions import Permission, may, require
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Area, ConsentFact, Person
from wanhu.web.registry.queries.scope import people_in_scope, within

FOUND = 30  # people shown for one search
RESTRICTED = "restricted-"  # how the actions about restricted results begin in the audit


def person(actor: User, number: int) -> Person | None:
    """One person with her household, and the line that says who read her record. ``None``: not there, or not in scope."""
    found = people_in_scope(actor).select_related("household").filter(pk=number).first()
    if found is not None:
        audit.record(by=actor, action="record-read", person=found.pk)
    return found


def search(actor: User, text: str) -> list[Person]:
    """People by 汉字, pinyin, initials, the last four digits of the phone, or a whole identity number; nothing for an empty search."""
    sought = text.strip()
    if not sought:
        return []
    matches = _matching(sought)
    found = list(people_in_scope(actor).filter(matches).order_by("pinyin", "pk")[:FOUND])
    listed(actor, [one.pk for one in found], "record-found")
    return found


def listed(actor: User, people: Iterable[int], action: str) -> None:
    """A line for each person shown in a list, once a day for the same reader: her log stays readable and says who saw her."""
    numbers = list(dict.fromkeys(people))
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    known = AuditLine.objects.filter(person__in=numbers, at__gte=day, by=actor.username, action=action).values_list(
        "person", flat=True
    )
    if fresh := set(numbers) - set(known):
        audit.record_many(by=actor, action=action, people=[number for number in numbers if number in fresh])


def readers(actor: User, number: int, limit: int = 50) -> list[AuditLine]:
    """Who read or changed a person's record, newest first.

    That a clinician for restricted results was there tells something by itself: her lines are for the person and for such clinicians alone.
    """
    require(actor, Permission.SEE_PEOPLE)
    lines = AuditLine.objects.filter(person=number).order_by("-at", "-pk")
    if not may(actor, Permission.SEE_RESTRICTED):
        clinicians = User.objects.filter(role=Role.RESTRICTED_CLINICIAN).values("username")
        lines = lines.exclude(action__startswith=RESTRICTED).exclude(by__in=clinicians)
    return list(lines[:limit])


def names(actor: User, usernames: Iterable[str]) -> dict[str, str]:
    """Full names of staff by username."""
    return dict(User.objects.filter(username__in=set(usernames)).values_list("username", "full_name"))


def area_names(actor: User, codes: Iterable[str]) -> dict[str, str]:
    """Names of places by code."""
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "name"))


def workers(actor: User) -> list[User]:
    """The village doctors whose own place lies in scope, by name: those a village can be given to."""
    return list(User.objects.filter(within(actor), role=Role.WORKER, is_active=True).order_by("full_name", "pk"))


def villages(actor: User, on: date | None = None) -> list[Area]:
    """The villages in scope."""
    return list(Area.objects.filter(within(actor, on, column="code"), level="village").order_by("code"))


def consents(actor: User, number: int) -> dict[str, ConsentFact]:
    """The newest standing answer for each purpose."""
    answers = standing(ConsentFact).filter(person=number).order_by("happened", "recorded")
    return {answer.purpose: answer for answer in answers}


def _matching(sought: str) -> Q:
    compact = sought.replace(" ", "")
    if compact.isdigit() and len(compact) == 4:
        return Q(phone_ending_key=sealing.key("phone-ending", compact))
    if compact.isdigit() and len(compact) == 11:
        return Q(phone_key=sealing.key("phone", compact))
    if len(compact) == 18 and compact[:17].isdigit():
        return Q(id_number_key=sealing.key("id-number", compact.upper()))
    if compact.isascii():
        letters = compact.lower()
        return _begins("pinyin", letters) | _begins("initials", letters)
    return _begins("name", compact)


def _begins(column: str, text: str) -> Q:
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + "\U0010ffff"})
