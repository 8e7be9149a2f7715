"""A worker's day: her households in the order of need, cut to the minutes she set, walked in the order of the village; the rest stays visible.

A row of the plan is a visit: one person with all that is due for her, so that a child who needs a check, a hearing test and three doses is one line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from wanhu.engine.minutes import visit_minutes
from wanhu.engine.plan import Household, day_plan, lateness
from wanhu.rules import RULEBOOK
from wanhu.rules.minutes import MINUTES
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Area, DecisionFact
from wanhu.web.worklist.models import Alert, Call, Capacity
from wanhu.web.worklist.queries.tasks import DANGER, KINDS, WEEK, Task, current_run, rows_in_scope, tasks_of

A_DAY = 240  # minutes of visits, until she sets her own
SHOWN = 40  # households of the rest that are shown at once
APPOINTED = {Call.Outcome.COMING, Call.Outcome.LATER}


@dataclass(frozen=True)
class Visit:
    """One person and what is due for her: ``main`` is the visit itself, or the first thing; ``also`` is done with it."""

    main: Task
    also: tuple[Task, ...] = ()
    colour: str = ""
    call: Call | None = None


@dataclass(frozen=True)
class House:
    """A household to go to."""

    visits: tuple[Visit, ...]
    minutes: int = 0

    @property
    def village(self) -> str:
        """Its village, and its group and number when they are known."""
        main = self.visits[0].main
        return f"{main.village} {main.person.household.label}" if main.person.household else main.village


@dataclass(frozen=True)
class Day:
    """Today's houses, those that come next, and those who agreed on a later day."""

    today: list[House] = field(default_factory=list)
    rest: list[House] = field(default_factory=list)
    later: list[House] = field(default_factory=list)
    minutes: int = 0
    capacity: int = A_DAY
    more: int = 0


def capacity(actor: User) -> int:
    """Minutes of visits that the actor plans for a day."""
    return Capacity.objects.filter(worker=actor.pk).values_list("minutes", flat=True).first() or A_DAY


def visits(
    found: Iterable[Task], colours: dict[int, str] | None = None, calls: dict[tuple[int, str, str], Call] | None = None
) -> list[Visit]:
    """Tasks folded into visits: those of one person and pregnancy together, the contact first."""
    together: dict[tuple[int, int | None], list[Task]] = defaultdict(list)
    for one in found:
        together[one.person.pk, one.pregnancy].append(one)
    made = []
    for tasks in together.values():
        tasks.sort(key=lambda one: ("contact" not in dict(one.step.recorded_as), one.due, one.step.code))
        main, *also = tasks
        known = (calls or {}).get((main.person.pk, main.protocol.code, main.step.code))
        made.append(Visit(main, tuple(also), (colours or {}).get(main.pregnancy or 0, ""), known))
    return made


def day(actor: User, *, village: str = "", kind: str = "", ahead: timedelta = WEEK, most: int = SHOWN) -> Day:
    """The actor's day: everything overdue, and what falls due within the week, or ``ahead``; ``most``: households of the rest that are shown."""
    require(actor, Permission.SEE_TASKS)
    run = current_run(actor)
    if run is None:
        return Day()
    rows = rows_in_scope(actor, run).filter(Q(state="overdue") | Q(state="open", due__lte=run.on + ahead))
    rows = rows.filter(area=village) if village else rows
    rows = rows.filter(protocol__in=KINDS[kind]) if kind in KINDS else rows
    found = list(rows.select_related("person__household"))
    people = {row.person_id for row in found}
    danger = dict(
        Alert.objects.filter(run=run, person__in=people, level__in=DANGER).order_by("-level").values_list("person", "level")
    )
    colours = _colours({row.pregnancy_id for row in found if row.pregnancy_id})
    calls = newest_calls(people)
    houses: dict[int, list] = defaultdict(list)
    for row in found:
        houses[row.person.household_id or -row.person_id].append(row)
    waiting, agreed_later = [], []
    for number, mine in houses.items():
        one = _household(number, mine, run.on, danger, colours, calls)
        away = all(_appointed(row, calls, run.on) for row in mine)
        (agreed_later if away and not one.danger else waiting).append(one)
    minutes = capacity(actor)
    today, rest = day_plan(waiting, minutes)
    shown = [*today, *rest[:most], *agreed_later]
    names = registry.area_names(actor, {row.area for row in found})
    told = tasks_of(actor, [row for one in shown for row in houses[one.number]], run.on, names, danger=set(danger))
    by_house: dict[int, list[Task]] = defaultdict(list)
    for task in told:
        by_house[task.house].append(task)
    registry.listed(actor, [task.person.pk for task in told], "task-listed")
    made = {one.number: House(tuple(visits(by_house[one.number], colours, calls)), one.minutes) for one in shown}
    return Day(
        [made[one.number] for one in today], [made[one.number] for one in rest[:most]], [made[one.number] for one in agreed_later],
        sum(one.minutes for one in today), minutes, max(0, len(rest) - most),
    )  # fmt: skip


def newest_calls(people: Iterable[int]) -> dict[tuple[int, str, str], Call]:
    """The newest call about each step of these people."""
    found = Call.objects.filter(person__in=set(people)).order_by("at", "pk")
    return {(call.person_id, call.protocol, call.step): call for call in found}


def calls_about(actor: User, task: Task) -> list[Call]:
    """Every call about a step, newest first."""
    require(actor, Permission.SEE_TASKS)
    mine = Call.objects.filter(person=task.person.pk, protocol=task.protocol.code, step=task.step.code)
    return list(mine.select_related("by").order_by("-at")[:5])


def villages_of_city(actor: User) -> list[tuple[str, str]]:
    """Every village of the actor's city, named with its township, for somebody who moves."""
    require(actor, Permission.SEE_TASKS)
    places = registry.places(actor)
    city = (places[0] if places else actor.area)[:6]
    named = (
        list(
            Area.objects.filter(code__startswith=city, closed_on=None)
            .exclude(level="city")
            .order_by("code")
            .values_list("code", "name", "level")
        )
        if city
        else []
    )
    townships = {code: name for code, name, level in named if level == "township"}
    return [(code, f"{townships.get(code[:9], '')} {name}".strip()) for code, name, level in named if level == "village"]


def _appointed(row, calls: dict[tuple[int, str, str], Call], on: date) -> bool:
    call = calls.get((row.person_id, row.protocol, row.step))
    return call is not None and call.outcome in APPOINTED and call.again is not None and call.again > on


def _household(number: int, rows: list, on: date, danger: dict[int, str], colours: dict[int, str], calls: dict) -> Household:
    """What waits in one house, in figures."""
    home = rows[0].person.household
    levels = {danger.get(row.person_id) for row in rows}
    told = [call for row in rows if (call := calls.get((row.person_id, row.protocol, row.step))) and call.outcome in APPOINTED]
    return Household(
        number=number,
        danger=2 if "emergency" in levels else 1 if "urgent" in levels else 0,
        colour=max((colours.get(row.pregnancy_id, "") for row in rows), key=("", "green", "yellow", "orange", "red").index),
        lateness=max(lateness(row.opens, row.due, on) for row in rows),
        due=min(row.due for row in rows),
        minutes=minutes_of(rows),
        walk=(rows[0].area, *walk_of(home)),
        closing=any(row.closes and on <= row.closes <= on + WEEK for row in rows),
        agreed=any(call.again == on for call in told),
    )


def minutes_of(rows: Iterable) -> int:
    """How long the visit of a house takes: the way there, and what is due for each person."""
    work: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        work[row.person_id] += RULEBOOK.step(row.protocol, row.step).recorded_as or [("question", row.step)]
    return MINUTES.on_the_way + sum(visit_minutes(mine, MINUTES) for mine in work.values())


def walk_of(home) -> tuple[object, ...]:
    """Her own order where she set one, else group and number as numbers: 3-2 before 3-12."""
    if home is None:
        return (2, 0, 0, "")
    numbers = [int(number) for number in re.findall(r"\d+", home.label)[:2]]
    return (0, home.walk, 0, "") if home.walk else (1, *(numbers + [0, 0])[:2], home.label)


def _colours(pregnancies: set[int]) -> dict[int, str]:
    """The decided colour of each pregnancy. Purple is no colour of a list: it is decided elsewhere and never read here (invariant 9)."""
    found = standing(DecisionFact).filter(
        pregnancy__in=pregnancies, about="risk-colour", outcome__in=("green", "yellow", "orange", "red")
    )
    return dict(found.order_by("happened", "recorded").values_list("pregnancy", "outcome"))
