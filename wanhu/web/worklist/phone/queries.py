"""What a phone is given: the actor's day and the form of each visit in it, nothing else."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry.queries import listed
from wanhu.web.worklist import queries
from wanhu.web.worklist.models import Device
from wanhu.web.worklist.queries import Day, Task

FORMS = 120  # forms kept on one phone, and households shown of what comes after today
AWAY = 14  # days of the list that are kept; without contact for as long, a phone wipes what it read


class Kept(NamedTuple):
    """The day and the tasks whose forms are kept."""

    day: Day
    tasks: list[Task]


def kept(actor: User) -> Kept:
    """The day in its order; of each visit the main step, as far as the phone keeps forms. A line in the log of everybody who is kept."""
    require(actor, Permission.RECORD_CARE)
    day = queries.day(actor, ahead=timedelta(days=AWAY), most=FORMS)
    tasks = [visit.main for house in [*day.today, *day.later, *day.rest] for visit in house.visits]
    listed(actor, [task.person.pk for task in tasks[:FORMS]], "kept-on-phone")
    return Kept(day, tasks[:FORMS])


def phones(actor: User) -> list[tuple[str, str, datetime]]:
    """The actor's phones: number, label, last seen."""
    mine = Device.objects.filter(worker=actor, revoked=None).order_by("-seen")
    return [(str(one.pk), one.label, timezone.localtime(one.seen)) for one in mine]
