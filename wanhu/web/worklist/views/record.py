"""Recording a task: one form for doing it, one for why it will not be done. After saving, the list comes back without it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wanhu.engine.tables import Reason
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care.queries import last_measurements, may_undo
from wanhu.web.registry.queries import person as read_person
from wanhu.web.worklist import actions, queries
from wanhu.web.worklist.forms import DatingForm, OutcomeForm, RecordForm, TakeOffForm

INVALID = 422  # htmx swaps it in, and a browser shows it


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, person: int, pregnancy: int, protocol: str, step: str) -> HttpResponseBase:
    """One task. ``pregnancy``: 0 when the plan is not of a pregnancy."""
    task = queries.task(actor(request), person, protocol, step, pregnancy or None)
    if task is None:
        return _gone(request, person)
    doing = _doing_form(task, None)
    off = TakeOffForm(task)
    if request.method == "POST" and request.POST.get("form") == "off":
        off = TakeOffForm(task, request.POST)
        if off.is_valid():
            said = off.cleaned_data
            actions.take_off(
                by=actor(request), task=task, visit=said["visit"], happened=said["happened"], reason=Reason(said["reason"])
            )
            return _back(person, said["visit"])
    elif request.method == "POST" and doing is not None:
        doing = _doing_form(task, request.POST)
        if doing.is_valid():
            _write(actor(request), task, doing)
            return _back(person, doing.cleaned_data["visit"])
    shown = {
        "task": task, "form": doing, "off": off, "today": run.on if (run := queries.current_run(actor(request))) else timezone.localdate(),
        "last": last_measurements(actor(request), person) if isinstance(doing, RecordForm) and doing.measured else {},
        "kind": type(doing).__name__,
    }  # fmt: skip
    invalid = (doing and doing.errors) or off.errors
    return render(request, "worklist/record.html", shown, status=INVALID if invalid else 200)


def _doing_form(task: queries.Task, data: Any) -> Any:
    """A step says what fact it leaves; two steps ask a question instead: the dates of a pregnancy, and how it ended. Others are only taken off."""
    if task.step.recorded_as:
        return RecordForm(task, data)
    return {"dating": DatingForm, "outcome": OutcomeForm}.get(task.step.code, _nothing)(data)


def _nothing(data: Any) -> None:
    """A step that somebody else settles, such as a question to the clinic."""


def _write(by: Any, task: queries.Task, form: Any) -> None:
    said = form.cleaned_data
    if isinstance(form, RecordForm):
        actions.record(
            by=by, task=task, visit=said["visit"], happened=said["happened"], mode=said.get("mode"),
            measurements=form.measurements(), product=said.get("product"),
        )  # fmt: skip
    elif isinstance(form, DatingForm) and task.pregnancy:
        actions.date_pregnancy(
            by=by,
            person=task.person,
            pregnancy=task.pregnancy,
            visit=said["visit"],
            lmp=said["lmp"],
            edd=said["edd"],
            dating=said["dating"],
        )
    elif task.pregnancy and said["outcome"] == "born":
        actions.record_birth(
            by=by,
            person=task.person,
            pregnancy=task.pregnancy,
            visit=said["visit"],
            born_on=said["happened"],
            sex=int(said["sex"] or 0),
        )
    elif task.pregnancy:
        actions.record_loss(by=by, person=task.person, pregnancy=task.pregnancy, visit=said["visit"], happened=said["happened"])


def _back(person: int, visit: Any) -> HttpResponse:
    return redirect(f"{reverse('worklist:tasks')}?done={person}.{visit}")


def _gone(request: HttpRequest, person: int) -> HttpResponse:
    """The task is not on the list any more: the same form a second time, or somebody else did it. Neither is an error."""
    sent = request.POST.get("visit") or request.POST.get("off-visit")
    if request.method == "POST" and sent and _written(request, person, sent):
        return _back(person, sent)
    found = read_person(actor(request), person)
    if found is None:
        raise Http404
    return render(request, "worklist/gone.html", {"person": found}, status=200 if request.method == "GET" else 409)


def _written(request: HttpRequest, person: int, sent: str) -> bool:
    try:
        return may_undo(actor(request), person, UUID(sent))
    except ValueError:
        return False
