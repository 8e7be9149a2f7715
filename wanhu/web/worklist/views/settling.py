"""What only a supervisor can settle: people whose village nobody knows, and people who could not be reached three times."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care import queries as care
from wanhu.web.registry import queries as registry
from wanhu.web.worklist import actions_sharing, queries
from wanhu.web.worklist.assigning import AnotherWorkerForm, SettleForm
from wanhu.web.worklist.forms import TakeOffForm

INVALID = 422
PAGE = 50  # people shown at once


@needs(Permission.SUPERVISE)
@require_http_methods(["GET", "POST"])
def without_village(request: HttpRequest) -> HttpResponseBase:
    """Everybody in scope for whom nobody answers because only the township, or nothing, is known of where she lives."""
    who, today = actor(request), timezone.localdate()
    people = registry.without_village(who, today)
    mothers = care.mothers(who, [one.pk for one in people])
    here = {one.code for one in registry.villages(who)}
    homes = {child: mother.area for child, mother in mothers.items() if mother.area in here}
    form = SettleForm(who, people, homes, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        for village, them in form.by_village().items():
            actions_sharing.settle_village(by=who, people=them, area=village, visit=said["visit"])
        if said["worker"]:
            actions_sharing.give_people(by=who, people=said["people"], to=form.staff[said["worker"]])
        return redirect(f"{reverse('worklist:without-village')}?settled={len(said['people'])}")
    shown = people[:PAGE]
    names = registry.area_names(who, {one.area for one in shown} | here)
    registry.listed(who, [one.pk for one in shown], "task-listed")
    chosen = form.data.getlist("people") if form.is_bound else []
    settled = request.GET.get("settled", "")
    rows = [
        (one, names.get(one.area) or gettext("地址不详"), mothers.get(one.pk), names.get(homes.get(one.pk, ""), ""), str(one.pk) in chosen)
        for one in shown
    ]  # fmt: skip
    page = {"form": form, "rows": rows, "today": today, "count": len(people), "settled": settled if settled.isdecimal() else ""}
    return render(request, "worklist/without_village.html", page, status=INVALID if form.errors else 200)


@needs(Permission.SUPERVISE)
@require_http_methods(["GET", "POST"])
def unreached(request: HttpRequest, person: int, pregnancy: int, protocol: str, step: str) -> HttpResponseBase:
    """Three calls were in vain. She says: keep trying, another worker, or off the list with a reason."""
    who = actor(request)
    task = queries.task(who, person, protocol, step, pregnancy or None)
    if task is None:
        raise Http404
    form = AnotherWorkerForm(who, request.POST if request.method == "POST" else None)
    if form.is_valid():
        to = form.successor()
        if to is None and request.POST.get("what") == "another":
            form.add_error("worker", gettext("请选一位村医。"))
        else:
            actions_sharing.keep_trying(by=who, task=task, call=form.cleaned_data["call"], to=to)
            return redirect(f"{reverse('worklist:supervisor')}?decided=1")
    shown = {
        "task": task, "form": form, "calls": queries.calls_about(who, task), "today": timezone.localdate(),
        "worker": registry.holder_names(who, [person], timezone.localdate()).get(person, ""),
        "off": TakeOffForm(task, villages=queries.villages_of_city(who)),
    }  # fmt: skip
    return render(request, "worklist/unreached.html", shown, status=INVALID if form.errors else 200)
