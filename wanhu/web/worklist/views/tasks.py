"""The list of tasks. Filters are links, so the page works without JavaScript and an address can be sent to a colleague."""

import uuid
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base.models import Role
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care.queries import may_undo
from wanhu.web.registry import queries as registry
from wanhu.web.worklist import actions, queries, reminders
from wanhu.web.worklist.forms import CapacityForm
from wanhu.web.worklist.views import calls

TITLES = {
    "overdue": gettext_lazy("逾期"),
    "today": gettext_lazy("今天到期"),
    "week": gettext_lazy("本周到期"),
    "later": gettext_lazy("以后"),
    "missed": gettext_lazy("错过"),
}
HEADINGS = {
    "overdue": gettext_lazy("逾期的"),
    "today": gettext_lazy("今天到期的"),
    "week": gettext_lazy("本周到期的"),
    "later": gettext_lazy("以后要做的"),
    "missed": gettext_lazy("错过的"),
}
LOOKS = {"overdue": "red", "today": "amber", "week": "blue", "later": "", "missed": ""}
KINDS = {"women": gettext_lazy("孕产妇"), "children": gettext_lazy("儿童保健"), "doses": gettext_lazy("预防接种")}


@needs(Permission.SEE_TASKS)
@require_GET
def tasks(request: HttpRequest) -> HttpResponseBase:
    """What to do now, or one group of it; by village and kind."""
    asked = request.GET
    group, village, kind = asked.get("group", ""), asked.get("village", ""), asked.get("kind", "")
    number = int(asked["page"]) if asked.get("page", "").isdigit() else 1
    own_day = not group and actor(request).role == Role.WORKER
    page = queries.tasks(actor(request), group=group, village=village, kind=kind, page=0 if own_day else number)
    planned = queries.day(actor(request), village=village, kind=kind) if own_day else None
    done = _done(request)
    said = (
        {(alert.person.pk, alert.rule) for alert in done["alerts"]} if done else set()
    )  # what the visit found is said beside it, once
    shown: dict[str, Any] = {
        "page": page,
        "today": timezone.localdate(),
        "sections": [
            {"group": name, "title": TITLES[name], "look": LOOKS[name], "count": page.counts[name], "houses": _houses(rows, page.run.on)}
            for name, rows in groupby(page.tasks, key=lambda task: task.group)
            if page.run
        ],
        "alarms": queries.alarms(one for one in page.alerts if (one.person.pk, one.rule) not in said), "emergency": EMERGENCY,
        "tabs": _tabs(page, group, planned), "heading": _heading(group),
        "kinds": [(code, title, page.kinds[code]) for code, title in KINDS.items() if page.kinds[code] or code == kind],
        "group": group, "village": village, "kind": kind,
        "village_name": dict((code, name) for code, name, _n in page.places).get(village, "") or _only(page.places),
        "done": done, "day": planned, "capacity": CapacityForm(initial={"minutes": planned.capacity}) if planned else None,
        "no_village": own_day and not registry.answers_for_anything(actor(request)),
        "called": calls.just_called(request),
    }  # fmt: skip
    return render(request, "worklist/tasks.html", shown)


@needs(Permission.RECORD_CARE)
@require_POST
def minutes(request: HttpRequest) -> HttpResponse:
    """She sets how long her day of visits is."""
    form = CapacityForm(request.POST)
    if form.is_valid():
        actions.plan_minutes(by=actor(request), minutes=form.cleaned_data["minutes"])
    return redirect("worklist:tasks")


@needs(Permission.RECORD_CARE)
@require_POST
def undo(request: HttpRequest, person: int, visit: uuid.UUID) -> HttpResponse:
    """Takes back what was just recorded."""
    actions.undo(by=actor(request), person=person, visit=visit)
    return redirect(reverse("worklist:tasks") + "?undone=1")


def _only(places: list[tuple[str, str, int]]) -> str:
    return places[0][1] if len(places) == 1 else ""


def _houses(rows: Any, on: date) -> list[queries.House]:
    return [queries.House(tuple(queries.visits(one, on))) for _house, one in groupby(rows, key=lambda task: task.house)]


def _heading(group: str) -> str:
    """What the page is called: the day's work, or the group that was chosen."""
    return str(HEADINGS[group]) if group in HEADINGS else _("今天要做的")


def _tabs(page: queries.TaskPage, group: str, day: queries.Day | None) -> list[dict[str, Any]]:
    """The walk is counted in households, everything else in steps: a household has one or several."""
    now = sum(page.counts[name] for name in queries.NOW)
    first = {"group": "", "title": _("要做的"), "count": now, "houses": None}
    if day is not None:
        first |= {"title": _("要走访"), "houses": day.households}
    tabs = [first, *({"group": name, "title": title, "count": page.counts[name]} for name, title in TITLES.items())]
    return [
        {**tab, "here": tab["group"] == group}
        for tab in tabs
        if tab["group"] in queries.NOW or tab["count"] or tab["group"] in ("", group)
    ]


def _done(request: HttpRequest) -> dict[str, Any] | None:
    """What the reader has just recorded, as long as it can be taken back: ``?done=<person>.<visit>``. ``still``: the step, where it is not done by it."""
    person, _dot, visit = request.GET.get("done", "").partition(".")
    try:
        number, form = int(person), uuid.UUID(visit)
    except ValueError:
        return None
    who = actor(request)
    about, written = queries.written_in(who, number, form)
    if not written and not may_undo(who, number, form):
        return None
    coming, on = queries.coming(who, number), timezone.localdate()
    return {
        "person": number, "visit": form, "alerts": queries.alerts_of(who, number), "coming": coming, "about": about,
        "written": sorted(written, key=lambda fact: (type(fact).__name__, str(fact.pk)))[:1], "step": _still(request, number),
        "letter": reminders.preview(by=who.username, row=coming.planned, on=on) if coming and about else None,
    }  # fmt: skip


def _still(request: HttpRequest, person: int) -> queries.Task | None:
    """The step that a visit was recorded for and that is on the list all the same: its day was not in the step's window."""
    protocol, _slash, rest = request.GET.get("still", "").partition(".")
    step, _dot, pregnancy = rest.partition(".")
    if not step or not pregnancy.isdigit():
        return None
    return queries.task(actor(request), person, protocol, step, int(pregnancy) or None)
