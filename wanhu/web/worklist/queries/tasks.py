"""The list: every step of the current run that somebody should do something about, most pressing first, family by family.

The work per page is a handful of statements whatever the length of the list: one counts (by place, plan and group), one reads the
fifty rows of a page in their order, and a few fetch what those fifty rows say.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from wanhu.engine.protocol import Confidence, Protocol, State, Step, Subject
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.web.base import sealing
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import queries as care
from wanhu.web.care.queries import PregnancyNow
from wanhu.web.registry import queries as registry
from wanhu.web.registry.models import Person
from wanhu.web.worklist import compute
from wanhu.web.worklist.models import Alert, Due, Run

PAGE = 50
WEEK = timedelta(days=6)
GROUPS = ("overdue", "today", "week", "later", "missed")
NOW = GROUPS[:3]  # what the list opens on
DANGER = ("emergency", "urgent")
KINDS = {
    "women": frozenset(one.code for one in RULEBOOK.protocols if one.subject in (Subject.PREGNANCY, Subject.PLANNER)),
    "doses": frozenset(one.code for one in RULEBOOK.protocols if any(("dose" in dict(step.recorded_as)) for step in one.steps)),
}
VISITS = [one.code for one in RULEBOOK.protocols if any("contact" in dict(step.recorded_as) for step in one.steps)]
KINDS["children"] = frozenset(one.code for one in RULEBOOK.protocols) - KINDS["women"] - KINDS["doses"]


@dataclass(frozen=True)
class Task:
    """One row of the list, with all that it says."""

    person: Person
    protocol: Protocol
    step: Step
    pregnancy: int | None
    group: str
    state: str
    opens: date
    due: date
    closes: date | None
    because: str
    village: str = ""
    mother: Person | None = None
    now: PregnancyNow | None = None
    danger: bool = False
    phone: str = ""
    advice: Text | None = None

    @property
    def unsure(self) -> bool:
        """Whether the step's numbers were confirmed by nobody yet."""
        return (self.step.confidence or self.protocol.confidence) is not Confidence.CONFIRMED

    @property
    def house(self) -> int:
        """What rows of one household share."""
        return home_of(self.person.pk, self.person.household_id, self.mother.pk if self.mother else None)


@dataclass(frozen=True)
class TaskPage:
    """A page of the list. ``counts``: by group, under the filters; ``places`` and ``kinds``: how many each filter would leave."""

    run: Run | None
    tasks: list[Task] = field(default_factory=list)
    alerts: list["AlertNow"] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, str, int]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class AlertNow:
    """A finding that a person should look at now, with its reason and what to do."""

    person: Person
    rule: str
    title: Text
    action: Text
    level: str
    village: str = ""
    phone: str = ""
    because: str = ""
    unsure: bool = False  # whether the rule was confirmed by nobody yet


def home_of(person: int, household: int | None, mother: int | None, alone: Collection[int] = ()) -> int:
    """What people who live together share, for walking and for sharing work out alike: the number of the household; where none is
    written down, below zero, that of the mother, or her own. ``alone``: who was given to a worker for herself."""
    if person in alone:
        return -person
    return household or -(person if mother is None or mother in alone else mother)


def current_run(actor: User) -> Run | None:
    """The run whose rows everybody sees."""
    return Run.objects.filter(current=True).first()


def tasks(actor: User, *, group: str = "", village: str = "", kind: str = "", page: int = 1) -> TaskPage:
    """One page of the actor's list. ``group``: one of GROUPS, or empty for what is to be done now. Page 0: the counts and alerts alone."""
    require(actor, Permission.SEE_TASKS)
    run = current_run(actor)
    if run is None:
        return TaskPage(None)
    scope = registry.people_within(actor, via="person")
    mine = _rows(scope, run)
    tally = list(mine.values("area", "protocol", "group").annotate(n=Count("pk")).order_by())
    counts, by_place, by_kind = _counted(tally, village, kind)
    shown = (group,) if group in GROUPS else NOW
    total = sum(counts[one] for one in shown)
    pages = max(1, -(-total // PAGE))
    counting = page == 0
    page = min(max(1, page), pages)
    wanted = mine.filter(group__in=shown)
    if village:
        wanted = wanted.filter(area=village)
    if kind in KINDS:
        wanted = wanted.filter(protocol__in=KINDS[kind])
    rows = [] if counting else _ordered(scope, wanted, run, (page - 1) * PAGE, page * PAGE)
    names = registry.area_names(actor, {row.area for row in rows} | set(by_place))
    made = _tasks(actor, rows, run.on, names)
    alerts = _alerts(actor, scope, run, village) if page == 1 and group in ("", "overdue") and kind in ("", "women") else []
    registry.listed(actor, [one.person.pk for one in [*made, *alerts]], "task-listed")
    places = sorted((code, names.get(code, code), n) for code, n in by_place.items())
    return TaskPage(run, made, alerts, counts, places, by_kind, page, pages)


def task(actor: User, person: int, protocol: str, step: str, pregnancy: int | None) -> Task | None:
    """One task by what it is about; ``None`` when it is not, or no longer, on the actor's list."""
    require(actor, Permission.SEE_TASKS)
    run = current_run(actor)
    if run is None:
        return None
    found = list(
        rows_in_scope(actor, run)
        .filter(person=person, protocol=protocol, step=step, pregnancy=pregnancy)
        .select_related("person__household")[:1]
    )
    endangered = (
        set(Alert.objects.filter(run=run, person=person, level__in=DANGER).values_list("person", flat=True)) if found else set()
    )
    return next(
        iter(tasks_of(actor, found, run.on, registry.area_names(actor, {row.area for row in found}), danger=endangered)), None
    )


def longest(actor: User, number: int) -> list[Task]:
    """Who waits longest, each person once with her oldest overdue step."""
    require(actor, Permission.SEE_TASKS)
    run = current_run(actor)
    if run is None:
        return []
    oldest = Window(RowNumber(), partition_by=[F("person")], order_by=[F("due"), F("step")])
    overdue = rows_in_scope(actor, run).filter(state="overdue").annotate(place=oldest).filter(place=1)
    rows = list(overdue.select_related("person__household").order_by("due", "person")[:number])
    made = _tasks(actor, rows, run.on, registry.area_names(actor, {row.area for row in rows}))
    registry.listed(actor, [one.person.pk for one in made], "task-listed")
    return made


def planned(actor: User, person: Person) -> list[Task]:
    """Everything planned and not done for one person, in the order of the dates."""
    require(actor, Permission.SEE_PEOPLE)
    run = current_run(actor)
    if run is None:
        return []
    rows = list(rows_in_scope(actor, run).filter(person=person.pk).select_related("person__household").order_by("due", "step"))
    return _tasks(actor, rows, run.on, {})


@dataclass(frozen=True)
class Aside:
    """A planned step that stands on no list: it is recorded elsewhere, or was missed long ago."""

    protocol: Protocol
    step: Step
    state: str
    opens: date
    due: date
    closes: date | None


def aside(actor: User, person: Person, on: date) -> list[Aside]:
    """What the rules plan for one person beyond the lists, worked out now from her facts."""
    require(actor, Permission.SEE_PEOPLE)
    return [
        Aside(
            RULEBOOK.protocol(row["protocol"]), RULEBOOK.step(row["protocol"], row["step"]), row["state"], row["opens"], row["due"], row["closes"]
        )
        for row in compute.not_listed(person.pk, on)
    ]  # fmt: skip


def alerts_of(actor: User, person: int) -> list[AlertNow]:
    """What the rules find in one person's facts now."""
    run = current_run(actor)
    return _alerts(actor, registry.people_within(actor, via="person"), run, "", person=person) if run else []


def alerts_now(actor: User, village: str = "") -> list[AlertNow]:
    """What somebody must look at now among the actor's people: emergencies, then what is urgent."""
    require(actor, Permission.SEE_TASKS)
    run = current_run(actor)
    found = _alerts(actor, registry.people_within(actor, via="person"), run, village) if run else []
    registry.listed(actor, [one.person.pk for one in found], "task-listed")
    return found


def rows_in_scope(actor: User, run: Run) -> QuerySet[Any]:
    """Every row of a run that the actor may see, with its group."""
    return _rows(registry.people_within(actor, via="person"), run)


def rows_numbered(run: Run, numbers: Iterable[int]) -> dict[int, Any]:
    """Rows whole, by number, with their people: for numbers that a question within the actor's scope gave a moment ago."""
    return _rows(Q(pk__in=list(numbers)), run).select_related("person__household").in_bulk()


def still_waits(actor: User, task: Task) -> bool:
    """Whether a step of the actor's list is as little done as when she opened it. A duty that comes round again has another day by now."""
    require(actor, Permission.SEE_TASKS)
    row = Due.objects.filter(run__current=True, person=task.person.pk, pregnancy=task.pregnancy)
    row = row.filter(protocol=task.protocol.code, step=task.step.code, due=task.due)
    return row.exclude(state__in=(State.DONE, State.RELEASED, State.UPCOMING)).exists()


def beside(actor: User, task: Task) -> list[Task]:
    """What else is planned for the same person, or the same pregnancy of hers, as a task of the actor's list, in the order of the dates.

    Whose it is was read with the task, and is not read again.
    """
    require(actor, Permission.SEE_PEOPLE)
    run = current_run(actor)
    if run is None:
        return []
    rows = _rows(Q(person=task.person.pk, pregnancy=task.pregnancy), run).order_by("due", "step")
    mine = [row for row in rows if (row.protocol, row.step) != (task.protocol.code, task.step.code)]
    return [replace(task, **_of_row(row)) for row in mine]


def tasks_of(
    actor: User,
    rows: list[Any],
    on: date,
    names: dict[str, str],
    danger: set[int] | None = None,
    mothers: dict[int, Person] | None = None,
) -> list[Task]:
    """Rows as tasks, in their order. ``danger``: people with an emergency or something urgent. ``mothers``: those of the children, when they were read."""
    for row in rows:
        row.danger = row.person_id in (danger or ())
    return _tasks(actor, rows, on, names, mothers)


def _rows(scope: Q, run: Run) -> QuerySet[Any]:
    """Rows in a scope, each with its group as of the run's day."""
    group = Case(
        When(state="overdue", then=Value("overdue")),
        When(state="missed", then=Value("missed")),
        When(state="open", due__lte=run.on, then=Value("today")),
        When(state="open", due__lte=run.on + WEEK, then=Value("week")),
        default=Value("later"),
        output_field=CharField(),
    )
    return Due.objects.filter(scope, run=run).exclude(state__in=("done", "released")).annotate(group=group)


def _ordered(scope: Q, rows: QuerySet[Any], run: Run, start: int, stop: int) -> list[Any]:
    """Rows in their order: groups in turn; in each, families with a danger first, then by the earliest date of the family.

    A family stays together, and so does each person in it: first the visits, then what is looked at or given during one. The database sorts
    narrow rows and gives numbers; only those of the page are fetched whole.
    """
    endangered = set(Alert.objects.filter(scope, run=run, level__in=DANGER).values_list("person", flat=True))
    rank = Case(*[When(group=name, then=Value(place)) for place, name in enumerate(GROUPS)], output_field=IntegerField())
    danger = Case(When(person__in=endangered, then=Value(1)), default=Value(0), output_field=IntegerField())
    visit = Case(When(protocol__in=VISITS, then=Value(0)), default=Value(1), output_field=IntegerField())
    family = [F("rank"), F("house")]
    numbers = list(
        rows.annotate(rank=rank, house=Coalesce(F("person__household"), F("person") * -1), danger=danger, visit=visit)
        .annotate(
            family_danger=Window(Max("danger"), partition_by=family),
            family_due=Window(Min("due"), partition_by=family),
            person_due=Window(Min("due"), partition_by=[*family, F("person")]),
        )
        .order_by("rank", "-family_danger", "family_due", "house", "person_due", "person", "pregnancy", "visit", "due", "step")
        .values_list("pk", flat=True)[start:stop]
    )
    whole = rows.filter(pk__in=numbers).annotate(danger=danger).select_related("person__household").in_bulk()
    return [whole[number] for number in numbers]


def _counted(tally: list[dict[str, Any]], village: str, kind: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Counts by group under both filters, by village under the kind, by kind under the village; the last two of what is to do now."""
    groups, places, kinds = Counter[str](), Counter[str](), Counter[str]()
    for row in tally:
        is_kind = next(name for name, codes in KINDS.items() if row["protocol"] in codes)
        if (not village or row["area"] == village) and (kind not in KINDS or is_kind == kind):
            groups[row["group"]] += row["n"]
        if row["group"] in NOW:
            if kind not in KINDS or is_kind == kind:
                places[row["area"]] += row["n"]
            if not village or row["area"] == village:
                kinds[is_kind] += row["n"]
    return groups, places, kinds


def _tasks(actor: User, rows: list[Any], on: date, names: dict[str, str], mothers: dict[int, Person] | None = None) -> list[Task]:
    pregnancies = care.pregnancies(actor, [row.pregnancy_id for row in rows if row.pregnancy_id], on)
    if mothers is None:
        mothers = care.mothers(actor, {row.person_id for row in rows if not row.pregnancy_id})
    made = []
    for row in rows:
        mother = mothers.get(row.person_id)
        made.append(
            Task(
                **_of_row(row),
                person=row.person,
                pregnancy=row.pregnancy_id,
                village=names.get(row.area) or row.area,
                mother=mother,
                now=pregnancies.get(row.pregnancy_id),
                danger=bool(getattr(row, "danger", 0)),
                phone=_phone(row.person) or (_phone(mother) if mother else ""),
            )
        )
    return made


def _of_row(row: Any) -> dict[str, Any]:
    """What a row says of the step itself, whoever it is planned for."""
    step = RULEBOOK.step(row.protocol, row.step)
    return {
        "protocol": RULEBOOK.protocol(row.protocol), "step": step, "group": row.group, "state": row.state,
        "opens": row.opens, "due": row.due, "closes": row.closes, "because": row.because,
        "advice": next((one.text for one in step.advice if one.code == row.reason), None),
    }  # fmt: skip


def _alerts(actor: User, scope: Q, run: Run, village: str, person: int | None = None) -> list[AlertNow]:
    """Emergencies first, then what is urgent; notices only on the person's own page."""
    found = Alert.objects.filter(scope, run=run).select_related("person__household")
    found = found.filter(person=person) if person else found.filter(level__in=DANGER)
    if village:
        found = found.filter(area=village)
    rank = Case(When(level="emergency", then=Value(0)), When(level="urgent", then=Value(1)), default=Value(2))
    rows = list(found.annotate(rank=rank).order_by("rank", "person")[:20])
    names = registry.area_names(actor, {row.area for row in rows}) if rows else {}
    rules = {rule.code: rule for rule in RULEBOOK.alerts}
    return [
        AlertNow(
            row.person,
            row.rule,
            rules[row.rule].title,
            rules[row.rule].action,
            row.level,
            names.get(row.area) or row.area,
            _phone(row.person),
            row.because,
            rules[row.rule].confidence is not Confidence.CONFIRMED,
        )
        for row in rows
        if row.rule in rules
    ]


def _phone(person: Person) -> str:
    return sealing.unseal_text(person.phone_sealed) if person.phone_sealed else ""
