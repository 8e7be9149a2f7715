"""The load of each worker in the next seven days, who waits longest, and what nobody can settle but a supervisor.

Loads are in minutes, so that a first antenatal check is not one dose; workers are ordered by their load and by nothing else. What was done is
counted for whoever answered for the person on that day.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from wanhu.engine.minutes import visit_minutes
from wanhu.rules import RULEBOOK
from wanhu.rules.minutes import MINUTES as TAKES
from wanhu.web.base.models import Role, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.models import BirthFact, ContactFact
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import RelationFact, ResidenceFact
from wanhu.web.worklist.models import Capacity, Due, Run
from wanhu.web.worklist.queries.plan import A_DAY, WORKING_DAYS
from wanhu.web.worklist.queries.tasks import WEEK, Task, current_run, home_of, longest

LONGEST = 10  # rows of those who wait longest
STATES = ("overdue", "open", "missed")
FULL = 100  # per cent


@dataclass(frozen=True)
class Village:
    """A village, its worker, and how many steps are in each state."""

    code: str
    name: str
    worker: str
    counts: Counter[str]


@dataclass(frozen=True)
class WorkerLoad:
    """What waits for one worker in the next seven days, against the minutes she has; and the visits of two months."""

    worker: User
    minutes: int = 0
    capacity: int = A_DAY * WORKING_DAYS
    households: int = 0
    overdue: int = 0  # people who wait for something overdue
    this_month: int = 0
    month_before: int = 0

    @property
    def share(self) -> int:
        """Per cent of her minutes."""
        return round(100 * self.minutes / self.capacity) if self.capacity else 0

    @property
    def over(self) -> int:
        """Per cent beyond her minutes."""
        return max(0, self.share - FULL)


@dataclass(frozen=True)
class Load:
    """A township on the run's day."""

    run: Run | None
    villages: list[Village] = field(default_factory=list)
    workers: list[WorkerLoad] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[Task, str]] = field(default_factory=list)  # with the name of the worker who answers for her
    unanswered: list[registry.Unanswered] = field(default_factory=list)

    @property
    def scale(self) -> int:
        """Per cent at the end of every bar: the heaviest load, so that 260 % looks longer than 100 %."""
        return max([FULL, *(one.share for one in self.workers)])


@dataclass(frozen=True)
class Home:
    """What waits in one house for one worker. ``number``: the household; below zero, where none is known, a person with her children."""

    number: int
    worker: int
    area: str
    minutes: int
    people: frozenset[int]
    overdue: frozenset[int]


def load(actor: User, today: date) -> Load:
    """Workers, the heaviest load first; villages with most overdue first; places without anybody; and the longest waiting."""
    require(actor, Permission.SUPERVISE)
    run = current_run(actor)
    if run is None:
        return Load(None, unanswered=registry.unanswered_places(actor, today))
    waiting, staff = homes(actor, run, today), {one.pk: one for one in registry.workers(actor)}
    counted = Due.objects.filter(registry.people_within(actor, via="person"), run=run, state__in=STATES)
    by_area: dict[str, Counter[str]] = defaultdict(Counter)
    for row in counted.values("state", village=F("person__area")).annotate(n=Count("pk")).order_by():
        by_area[row["village"]][row["state"]] += row["n"]
    waits = longest(actor, LONGEST)
    answering = registry.holder_names(actor, [one.person.pk for one in waits], today)
    names = registry.area_names(actor, by_area)
    holders = registry.holders(actor, by_area, today)
    villages = [Village(code, names.get(code, code), holders.get(code, ""), counts) for code, counts in by_area.items()]
    villages.sort(key=lambda village: (-village.counts["overdue"], -village.counts["open"], village.code))
    return Load(
        run,
        villages,
        _workers(actor, staff, waiting, today),
        sum(by_area.values(), Counter[str]()),
        [(one, answering.get(one.person.pk, "")) for one in waits],
        registry.unanswered_places(actor, today),
    )


def homes(actor: User, run: Run, today: date) -> list[Home]:
    """What is overdue or falls due within the week, by house. Where no household is written down, children are
    with their mother; somebody given alone stands for herself."""
    require(actor, Permission.SUPERVISE)
    who = registry.worker_of(today, person="person", household="person__household", area="person__area")
    rows = list(
        Due.objects.filter(Q(state="overdue") | Q(state="open", due__lte=run.on + WEEK), registry.people_within(actor, via="person"), run=run)
        .annotate(worker=who)
        .values_list("worker", "person__area", "person__household", "person", "pregnancy", "protocol", "step", "state")
    )  # fmt: skip
    alone, mother = registry.given_alone(actor, today), mothers(actor)
    keys: dict[int, int] = {}  # person to household, or to her mother where no household is known, or to herself
    owners: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for worker, area, house, person, *_rest in rows:
        keys[person] = home_of(person, house, mother.get(person), alone)
        owners[keys[person]].add((worker, area))
    visits: dict[tuple[int, int, str], dict[tuple[int, int | None], list[Any]]] = defaultdict(lambda: defaultdict(list))
    for worker, area, _house, person, pregnancy, *what in rows:
        if worker is not None:
            number = keys[person] if len(owners[keys[person]]) == 1 else -person
            visits[number, worker, area][person, pregnancy].append(what)
    return [
        Home(
            number, worker, area, TAKES.on_the_way + sum(_minutes(work) for work in of_whom.values()),
            frozenset(person for person, _pregnancy in of_whom),
            frozenset(person for (person, _pregnancy), work in of_whom.items() if any(state == "overdue" for *_step, state in work)),
        )
        for (number, worker, area), of_whom in sorted(visits.items())
    ]  # fmt: skip


def mothers(actor: User) -> dict[int, int]:
    """The mother of every child in the actor's scope, by number: where no household is written down, they live together."""
    require(actor, Permission.SUPERVISE)
    mine = registry.people_within(actor, via="person")
    ties = standing(RelationFact).filter(mine, kind="child-of", other__sex=2).values_list("person", "other")
    births = standing(BirthFact).filter(mine, mother__isnull=False).values_list("person", "mother")
    return dict(ties) | dict(births)


def capacities(actor: User, workers: set[int]) -> dict[int, int]:
    """The minutes of visits that each worker has in seven days."""
    require(actor, Permission.SUPERVISE)
    own = dict(Capacity.objects.filter(worker__in=workers).values_list("worker", "minutes"))
    return {number: own.get(number, A_DAY) * WORKING_DAYS for number in workers}


def visits_by_worker(actor: User, since: date, until: date) -> Counter[int]:
    """Visits of these days (a person seen on a day is one), by the worker who answered for the person on the day of the visit.

    Where she lived then counts, not where she lives now: what was counted once does not change when somebody moves or a village is given on.
    """
    require(actor, Permission.SUPERVISE)
    lived = (
        standing(ResidenceFact)
        .filter(person=OuterRef("person"), happened__lte=OuterRef("happened"))
        .order_by("-happened", "-recorded")
    )
    seen = (
        standing(ContactFact)
        .filter(registry.people_within(actor, via="person"), happened__range=(since, until))
        .annotate(lived=Coalesce(Subquery(lived.values("area")[:1]), F("person__area")))
        .annotate(worker=registry.worker_of(OuterRef("happened"), person="person", household="person__household", area="lived"))
    )
    return Counter(worker for worker, *_visit in seen.values_list("worker", "person", "happened").distinct() if worker)


def _workers(actor: User, staff: dict[int, User], waiting: list[Home], today: date) -> list[WorkerLoad]:
    first = today.replace(day=1)
    now = visits_by_worker(actor, first, today)
    before = visits_by_worker(actor, (first - timedelta(days=1)).replace(day=1), first - timedelta(days=1))
    numbers = {home.worker for home in waiting} | set(now) | set(before)
    staff = staff | {one.pk: one for one in User.objects.filter(pk__in=numbers - set(staff), role=Role.WORKER)}
    week = capacities(actor, set(staff))
    hers: dict[int, list[Home]] = defaultdict(list)
    for home in waiting:
        hers[home.worker].append(home)
    made = [
        WorkerLoad(
            worker,
            sum(home.minutes for home in hers[number]),
            week[number],
            len(hers[number]),
            len({person for home in hers[number] for person in home.overdue}),
            now[number],
            before[number],
        )
        for number, worker in staff.items()
    ]
    return sorted(made, key=lambda one: (-one.share, -one.minutes, one.worker.full_name, one.worker.pk))


def _minutes(work: list[Any]) -> int:
    return visit_minutes([pair for protocol, step, _state in work for pair in RULEBOOK.step(protocol, step).recorded_as], TAKES)
