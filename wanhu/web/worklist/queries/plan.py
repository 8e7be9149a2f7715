"""A worker's days: her households in the order of need, cut to the minutes she set, walked in the order of the village; the rest stays visible.

A row of the plan is a visit: one person with all that is due for her, so that a child who needs a check, a hearing test and three doses is one line.
Houses are counted as households, what is to do in them as steps; a page says which, and the sums agree.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

from wanhu.engine.minutes import visit_minutes
from wanhu.engine.plan import Household, coming_days, day_plan, lateness, working_days
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.rules.minutes import MINUTES
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import queries as care
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Area, DecisionFact, Person
from wanhu.web.worklist.models import Alert, Call, Capacity, Run
from wanhu.web.worklist.queries.tasks import (
    DANGER,
    KINDS,
    WEEK,
    Task,
    current_run,
    home_of,
    rows_in_scope,
    rows_numbered,
    tasks_of,
)

A_DAY = 240  # minutes of visits, until she sets her own
WORKING_DAYS = 5  # in seven
AT_ONCE = timedelta(days=3)  # a step whose whole window is no longer is said before everything else that is due for her
STILL_FRESH = timedelta(days=14)  # days after which it is late like any other
APPOINTED = {Call.Outcome.COMING, Call.Outcome.LATER}


@dataclass(frozen=True)
class Visit:
    """One person and what is due for her: ``main`` is the most urgent thing, else the visit itself; ``also`` is done with it.
    ``why``: what the rules found that makes her go first."""

    main: Task
    also: tuple[Task, ...] = ()
    colour: str = ""
    call: Call | None = None
    why: tuple[Text, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps are due for her."""
        return 1 + len(self.also)


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

    @property
    def headed(self) -> bool:
        """Whether a heading says where it is: it has a group and number, or several people are seen there."""
        household = self.visits[0].main.person.household
        return bool(household and household.label) or len(self.visits) > 1

    @property
    def steps(self) -> int:
        """How many steps wait in it."""
        return sum(visit.steps for visit in self.visits)

    @property
    def names(self) -> list[str]:
        """Whom she sees there: the name, or the mother's where there is none yet."""
        people = {visit.main.person.pk: visit.main for visit in self.visits}.values()
        return [task.person.name or (task.mother.name if task.mother else "") for task in people]


class Waiting(NamedTuple):
    """A row of the list as planning needs it. Hundreds are weighed and some dozens shown: only those are fetched whole, see ``WAITING``."""

    number: int
    person_id: int
    pregnancy_id: int | None
    area: str
    protocol: str
    step: str
    opens: date
    due: date
    closes: date | None
    household: int | None
    walk: int | None
    label: str | None


WAITING = (
    "pk", "person_id", "pregnancy_id", "area", "protocol", "step", "opens", "due", "closes",
    "person__household", "person__household__walk", "person__household__label",
)  # fmt: skip


@dataclass(frozen=True)
class DayAhead:
    """A day to come and its houses, as far as her minutes reach."""

    day: date
    houses: list[House]

    @property
    def minutes(self) -> int:
        """Of visits and the ways between them."""
        return sum(house.minutes for house in self.houses)


@dataclass(frozen=True)
class Day:
    """Today's houses; the days to come, each with its own; the houses that do not fit into them; and those who agreed on a day later still.

    ``households`` and ``steps``: everything that waits, shown or not. ``more``: households that are not shown.
    """

    today: list[House] = field(default_factory=list)
    ahead: list[DayAhead] = field(default_factory=list)
    beyond: list[House] = field(default_factory=list)
    later: list[House] = field(default_factory=list)
    minutes: int = 0
    capacity: int = A_DAY
    more: int = 0
    households: int = 0
    steps: int = 0

    @property
    def rest(self) -> list[House]:
        """The houses after today that are shown, in their order."""
        return [*(house for day in self.ahead for house in day.houses), *self.beyond]

    @property
    def steps_today(self) -> int:
        """How many steps wait in today's houses."""
        return sum(house.steps for house in self.today)

    @property
    def waiting(self) -> int:
        """Households that are not of the days shown."""
        return len(self.beyond) + self.more


def capacity(actor: User) -> int:
    """Minutes of visits that the actor plans for a day."""
    return Capacity.objects.filter(worker=actor.pk).values_list("minutes", flat=True).first() or A_DAY


def visits(
    found: Iterable[Task],
    on: date,
    colours: dict[int, str] | None = None,
    calls: dict[tuple[int, str, str], Call] | None = None,
    why: dict[int, list[Text]] | None = None,
) -> list[Visit]:
    """Tasks folded into visits: those of one person and pregnancy together, what cannot wait first, then the contact."""
    together: dict[tuple[int, int | None], list[Task]] = defaultdict(list)
    for one in found:
        together[one.person.pk, one.pregnancy].append(one)
    made = []
    for tasks in together.values():
        tasks.sort(key=lambda one: _order(one, on))
        main, *also = tasks
        told = [call for one in tasks if (call := (calls or {}).get((one.person.pk, one.protocol.code, one.step.code)))]
        newest = max(told, key=lambda call: call.at, default=None)
        made.append(
            Visit(
                main,
                tuple(also),
                (colours or {}).get(main.pregnancy or 0, ""),
                newest,
                tuple((why or {}).get(main.person.pk, ())),
            )
        )
    return made


def _order(one: Task, on: date) -> tuple[object, ...]:
    """What is said first of all that is due for somebody: how a pregnancy long past its term ended, what must be done at once, the contact."""
    unknown_end = one.now is not None and one.now.past_term and one.step.code == "outcome"
    at_once = one.due - one.opens <= AT_ONCE and on - one.due <= STILL_FRESH
    return (not unknown_end, not at_once, "contact" not in dict(one.step.recorded_as), one.due, one.step.code)


def day(actor: User, *, village: str = "", kind: str = "", ahead: timedelta = WEEK, most: int = 0) -> Day:
    """The actor's days: everything overdue, and what falls due within the week, or ``ahead``. ``most``: households
    after today up to which those are shown, too, that do not fit into the days."""
    require(actor, Permission.SEE_TASKS)
    run = current_run(actor)
    if run is None:
        return Day()
    rows = rows_in_scope(actor, run).filter(Q(state="overdue") | Q(state="open", due__lte=run.on + ahead))
    rows = rows.filter(area=village) if village else rows
    rows = rows.filter(protocol__in=KINDS[kind]) if kind in KINDS else rows
    found = [Waiting(*row) for row in rows.order_by("person", "pk").values_list(*WAITING)]
    people = {row.person_id for row in found}
    danger, why = _dangers(run, people)
    colours = _colours({row.pregnancy_id for row in found if row.pregnancy_id})
    calls = newest_calls(people)
    mothers = care.numbers_of_mothers(actor, {row.person_id for row in found if not row.pregnancy_id and not row.household})
    houses: dict[int, list[Waiting]] = defaultdict(list)
    for row in found:
        houses[home_of(row.person_id, row.household, mothers.get(row.person_id))].append(row)
    waiting, appointed = [], []
    for number, mine in houses.items():
        one = _household(number, mine, run.on, danger, colours, calls)
        day_agreed = _appointment(mine, calls, run.on)
        if day_agreed and not one.danger:
            appointed.append((day_agreed, one))
        else:
            waiting.append(one)
    minutes = capacity(actor)
    today, rest = day_plan(waiting, minutes)
    to_come, left, later = coming_days(rest, appointed, minutes, working_days(run.on, -(-ahead.days * WORKING_DAYS // 7)))
    room = max(0, most - sum(len(one.houses) for one in to_come))
    shown = [*today, *(house for one in to_come for house in one.houses), *left[:room], *later]
    names = registry.area_names(actor, {row.area for row in found})
    numbers = [row.number for one in shown for row in houses[one.number]]
    whole = rows_numbered(run, numbers)  # of the actor's scope, which chose the numbers
    numbers = [number for number in numbers if number in whole]  # without what somebody recorded between the two statements
    told = tasks_of(
        actor,
        [whole[number] for number in numbers],
        run.on,
        names,
        danger=set(danger),
        mothers=_mothers(actor, whole.values(), mothers),
    )
    by_number = dict(zip(numbers, told, strict=True))
    made = {}
    for one in shown:
        mine = [by_number[row.number] for row in houses[one.number] if row.number in by_number]
        made[one.number] = House(tuple(visits(mine, run.on, colours, calls, why)), one.minutes)
    registry.listed(actor, [task.person.pk for task in told], "task-listed")
    return Day(
        [made[one.number] for one in today],
        [DayAhead(one.day, [made[house.number] for house in one.houses]) for one in to_come],
        [made[one.number] for one in left[:room]],
        [made[one.number] for one in later],
        sum(one.minutes for one in today), minutes, max(0, len(left) - room), len(houses), len(found),
    )  # fmt: skip


def _mothers(actor: User, rows: Collection[Any], known: dict[int, int]) -> dict[int, Person]:
    """The mothers of the children that are shown: those found while planning, and those of children who have a household."""
    children = {row.person_id for row in rows if not row.pregnancy_id}
    housed = {row.person_id for row in rows if not row.pregnancy_id and row.person.household_id}
    found = {child: known[child] for child in children if child in known} | care.numbers_of_mothers(actor, housed)
    people = Person.objects.in_bulk(set(found.values())) if found else {}
    return {child: people[mother] for child, mother in found.items() if mother in people}


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


def _appointment(rows: Sequence, calls: dict[tuple[int, str, str], Call], on: date) -> date | None:
    """The first later day on which somebody of a house agreed to be seen, when everybody in it did. An appointment is for all that is due for her,
    whichever step the call was about; the newest call holds."""
    newest: dict[tuple[int, int | None], Call | None] = {(row.person_id, row.pregnancy_id): None for row in rows}
    for row in rows:
        call, known = calls.get((row.person_id, row.protocol, row.step)), newest[row.person_id, row.pregnancy_id]
        if call and (known is None or call.at > known.at):
            newest[row.person_id, row.pregnancy_id] = call
    agreed = [call.again for call in newest.values() if call and call.outcome in APPOINTED and call.again and call.again > on]
    return min(agreed) if agreed and len(agreed) == len(newest) else None


def _dangers(run: Run, people: set[int]) -> tuple[dict[int, str], dict[int, list[Text]]]:
    """The worst level of each person in danger, and what was found, the worst first."""
    levels: dict[int, str] = {}
    why: dict[int, list[Text]] = defaultdict(list)
    rules = {rule.code: rule.title for rule in RULEBOOK.alerts}
    found = Alert.objects.filter(run=run, person__in=people, level__in=DANGER).order_by(
        "level", "rule"
    )  # "emergency" before "urgent"
    for person, level, rule in found.values_list("person", "level", "rule"):
        levels.setdefault(person, level)
        if rule in rules:
            why[person].append(rules[rule])
    return levels, why


def _household(
    number: int, rows: list[Waiting], on: date, danger: dict[int, str], colours: dict[int, str], calls: dict
) -> Household:
    """What waits in one house, in figures."""
    levels = {danger.get(row.person_id) for row in rows}
    told = [call for row in rows if (call := calls.get((row.person_id, row.protocol, row.step))) and call.outcome in APPOINTED]
    return Household(
        number=number,
        danger=2 if "emergency" in levels else 1 if "urgent" in levels else 0,
        colour=max((colours.get(row.pregnancy_id or 0, "") for row in rows), key=("", "green", "yellow", "orange", "red").index),
        lateness=max(lateness(row.opens, row.due, on) for row in rows),
        due=min(row.due for row in rows),
        minutes=minutes_of(rows),
        walk=(rows[0].area, *walk_of(rows[0] if rows[0].household else None)),
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
