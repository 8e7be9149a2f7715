"""The load of each village, who answers for it, and who waits longest: what a supervisor needs so that nobody falls between two workers."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import queries as registry
from wanhu.web.registry.models import Responsibility
from wanhu.web.worklist.models import Due, Run
from wanhu.web.worklist.queries.tasks import Task, current_run, longest

LONGEST = 10  # rows of those who wait longest
STATES = ("overdue", "open", "missed")


@dataclass(frozen=True)
class Village:
    """A village, its workers, and how many steps are in each state."""

    code: str
    name: str
    workers: tuple[str, ...]
    counts: Counter[str]

    @property
    def share_overdue(self) -> int:
        """Per cent of the steps to be done that are overdue."""
        to_do = self.counts["overdue"] + self.counts["open"]
        return round(100 * self.counts["overdue"] / to_do) if to_do else 0


@dataclass(frozen=True)
class Load:
    """A township on the run's day."""

    run: Run | None
    villages: list[Village] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    waiting: list[Task] = field(default_factory=list)

    @property
    def unassigned(self) -> list[Village]:
        """Villages with people on the list and nobody to see them."""
        return [village for village in self.villages if not village.workers]


def load(actor: User) -> Load:
    """Villages in scope, the heaviest first; totals; and the longest waiting."""
    require(actor, Permission.SUPERVISE)
    run = current_run(actor)
    if run is None:
        return Load(None)
    counted = (
        Due.objects.filter(registry.within(actor), run=run, state__in=STATES).values("area", "state").annotate(n=Count("pk"))
    )
    by_area: dict[str, Counter[str]] = defaultdict(Counter)
    totals = Counter[str]()
    for row in counted.order_by():
        by_area[row["area"]][row["state"]] += row["n"]
        totals[row["state"]] += row["n"]
    held = Responsibility.objects.filter(Q(until=None) | Q(until__gte=run.on), area__in=by_area, since__lte=run.on)
    workers: dict[str, list[str]] = defaultdict(list)
    for area, name in held.values_list("area", "worker__full_name").order_by("since"):
        workers[area].append(name)
    names = registry.area_names(actor, by_area)
    villages = [Village(code, names.get(code, code), tuple(workers[code]), counts) for code, counts in by_area.items()]
    villages.sort(key=lambda village: (-village.counts["overdue"], -village.counts["open"], village.code))
    return Load(run, villages, totals, longest(actor, LONGEST))
