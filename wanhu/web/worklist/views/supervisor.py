"""What a township supervisor opens on: the load of each worker, who waits longest, places without anybody; and how she shares the work out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care.dating import waiting
from wanhu.web.registry import actions as registry_actions
from wanhu.web.registry import queries as registry
from wanhu.web.worklist import actions_sharing, queries
from wanhu.web.worklist.assigning import AssignForm, GiveForm, HandOverForm

INVALID = 422


@needs(Permission.SUPERVISE)
@require_http_methods(["GET", "POST"])
def supervisor(request: HttpRequest) -> HttpResponseBase:
    """Loads, and one move that gives a village to another worker from a day. Never a league table of women: workers, by their load."""
    who = actor(request)
    form = AssignForm(who, request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        said = form.cleaned_data
        registry_actions.assign(by=who, worker=said["worker"], area=said["village"], since=said["since"])
        return redirect(f"{reverse('worklist:supervisor')}?given={said['village']}")
    return _page(request, form, INVALID if form is not None else 200)


@needs(Permission.SUPERVISE)
@require_POST
def accept(request: HttpRequest) -> HttpResponseBase:
    """The proposal that she saw, as it was; when the list has changed since, the new one is shown and nothing is given."""
    given = actions_sharing.accept(by=actor(request), digest=request.POST.get("digest", ""), today=timezone.localdate())
    if given:
        return redirect(f"{reverse('worklist:supervisor')}?accepted={sum(len(one.homes) for one in given)}")
    return _page(request, None, INVALID, changed=True)


@needs(Permission.SUPERVISE)
@require_http_methods(["GET", "POST"])
def worker(request: HttpRequest, number: int) -> HttpResponseBase:
    """What one worker answers for; a household of hers goes to another worker."""
    who, hers = actor(request), _worker(request, number)
    form = GiveForm(
        who, hers, registry.homes_of(who, hers, timezone.localdate()), request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        said = form.cleaned_data
        registry_actions.assign(by=who, worker=said["worker"], since=said["since"], **said["home"])
        return redirect(f"{reverse('worklist:worker', args=[number])}?done=given")
    return _worker_page(request, hers, form, INVALID if form.errors else 200)


@needs(Permission.SUPERVISE)
@require_POST
def give_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """A household or a person goes back, from today, to the village's worker."""
    who, hers, today = actor(request), _worker(request, number), timezone.localdate()
    held = registry.held(who, hers, today)
    row = next(
        (row for row, _name in [*held.others, *held.to_come] if str(row.pk) == request.POST.get("row") and not row.area), None
    )
    form = GiveForm(who, hers, registry.homes_of(who, hers, today))
    if row is None:
        return _worker_page(request, hers, form, INVALID, wrong=gettext("这一项已经变了。请看下面现在的分工。"))
    try:
        with transaction.atomic():
            registry_actions.give_back(by=who, since=max(today, row.since), household=row.household_id, person=row.person_id)
    except ValueError:
        wrong = gettext("这个村还没有人负责，交回去就没有人管了。请先把村交给一位村医。")
        return _worker_page(request, hers, form, INVALID, wrong=wrong)
    return redirect(f"{reverse('worklist:worker', args=[number])}?done=back")


@needs(Permission.SUPERVISE)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, number: int) -> HttpResponseBase:
    """Everything of a worker to one successor or several, from a day; her account may be closed with it."""
    who, hers = actor(request), _worker(request, number)
    held = registry.held(who, hers, timezone.localdate())
    form = HandOverForm(who, hers, held, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            registry_actions.hand_over(
                by=who, worker=hers, to=said["worker"], since=said["since"], instead=form.instead(), close=said["close"]
            )
        except PermissionDenied:
            form.add_error(None, gettext("她还负责别的乡镇的人，要由那里的主管先移交，或由市里统一移交。"))
        else:
            return redirect(f"{reverse('worklist:supervisor')}?over=1")
    shown = {"worker": hers, "held": held, "form": form}
    return render(request, "worklist/hand_over.html", shown, status=INVALID if form.errors else 200)


def _page(request: HttpRequest, form: AssignForm | None, status: int, **more: Any) -> HttpResponseBase:
    who, today = actor(request), timezone.localdate()
    load = queries.load(who, today)
    if form is None:
        form = AssignForm(who, first=tuple(one.area for one in load.unanswered if one.household is None))
    shown = {
        "load": load,
        "form": form,
        "proposal": queries.proposed(who, today),
        "unreached": queries.not_reached(who),
        "datings": waiting(who),
        "given": next((name for code, name in form.places if code == request.GET.get("given")), ""),
        "accepted": request.GET.get("accepted", "") if request.GET.get("accepted", "").isdecimal() else "",
        "over": request.GET.get("over") == "1",
        **more,
    }
    return render(request, "worklist/supervisor.html", shown, status=status)


def _worker(request: HttpRequest, number: int) -> User:
    found = registry.worker_in_scope(actor(request), number, timezone.localdate())
    if found is None:
        raise Http404
    return found


def _worker_page(request: HttpRequest, hers: User, form: GiveForm, status: int, wrong: str = "") -> HttpResponseBase:
    shown = {
        "worker": hers,
        "held": registry.held(actor(request), hers, timezone.localdate()),
        "form": form,
        "wrong": wrong,
        "done": request.GET.get("done", ""),
    }
    return render(request, "worklist/worker.html", shown, status=status)
