"""Recording a task: one form for doing it, one for why it will not be done. After saving, the list comes back without it."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from wanhu.engine.protocol import State
from wanhu.rules.forms import FORMS
from wanhu.rules.guidance import GUIDANCE
from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care.queries import digest_of, last_findings, may_undo
from wanhu.web.registry.queries import person as read_person
from wanhu.web.worklist import actions, codes, compute, queries
from wanhu.web.worklist.actions import Said
from wanhu.web.worklist.dating import actions as dating
from wanhu.web.worklist.dating.forms import DatingForm
from wanhu.web.worklist.forms import NO_CONTACT, CallForm, OutcomeForm, TakeOffForm
from wanhu.web.worklist.held import actions as held
from wanhu.web.worklist.held.queries import Kept, kept
from wanhu.web.worklist.models import Call
from wanhu.web.worklist.visit_form import RISK, VisitForm, form_of, within

INVALID = 422  # htmx swaps it in, and a browser shows it


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, person: int, pregnancy: int, protocol: str, step: str) -> HttpResponseBase:
    """One task. ``pregnancy``: 0 when the plan is not of a pregnancy."""
    who, here = actor(request), reverse("worklist:record", args=[person, pregnancy, protocol, step])
    if request.method == "POST" and request.POST.get("form") == "afresh":
        held.forget(by=who, path=here)
        return redirect(here)
    before = kept(who, here) if request.method == "GET" else None
    task = queries.task(who, person, protocol, step, pregnancy or None)
    if task is None:
        return _gone(request, person, before)
    sent = request.POST if request.method == "POST" else before.boxes if before else None
    form = sent.get("form", "") if sent is not None else None
    said = sent if form not in ("off", "call") else None
    if (
        request.method == "POST"
        and said is not None
        and (answer := _taken(request, task, _doing_form(request, task, said, shown=False)))
    ):
        held.forget(by=who, path=here)
        return answer
    off = TakeOffForm(task, sent if form == "off" else None, villages=queries.villages_of_city(who))
    called = CallForm(sent if form == "call" else None)
    if request.method == "POST" and (answer := _settled(request, task, off, called)):
        held.forget(by=who, path=here)
        return answer
    doing = _doing_form(request, task, said)
    shown = page_of(request, task, doing, off, called) | {"kept": before}
    invalid = (doing and doing.errors) or off.errors or called.errors
    return render(request, "worklist/record.html", shown, status=INVALID if invalid and not before else 200)


def _taken(request: HttpRequest, task: queries.Task, doing: Any) -> HttpResponse | None:
    """Writes what was done; ``None`` when it cannot be taken."""
    if doing is None or not doing.is_valid():
        return None
    _write(request, task, doing)
    return _back(task.person.pk, doing.cleaned_data["visit"], task if queries.still_waits(actor(request), task) else None)


def _settled(request: HttpRequest, task: queries.Task, off: TakeOffForm, called: CallForm) -> HttpResponse | None:
    """Writes why it will not be done, or what came of a call; ``None`` when neither was sent, or it cannot be taken."""
    who, person = actor(request), task.person.pk
    if off.is_bound and off.is_valid():
        said = off.cleaned_data
        about = {"visit": said["visit"], "happened": said["happened"], "to": said["to"], "all_care": said["reason"] == NO_CONTACT}
        actions.take_off(by=who, task=task, reason=off.why(), **about)
        return _back(person, said["visit"])
    if called.is_bound and called.is_valid():
        said = called.cleaned_data
        actions.record_call(by=who, task=task, call=said["call"], outcome=Call.Outcome(said["outcome"]), again=said["again"])
        return redirect(f"{reverse('worklist:tasks')}?called={said['call']}")
    return None


def page_of(request: HttpRequest, task: queries.Task, doing: Any, off: TakeOffForm, called: CallForm) -> dict[str, Any]:
    """What the page of a task says."""
    return {
        "task": task, "form": doing, "off": off, "called": called, "calls": queries.calls_about(actor(request), task),
        "today": run.on if (run := queries.current_run(actor(request))) else timezone.localdate(),
        "kind": type(doing).__name__, "place": queries.referral_place(task.person), "emergency": EMERGENCY,
        "still_possible": queries.still_possible(task.protocol.code, task.step.code) if task.state == State.MISSED and not task.advice else None,
        "grading": ("decision", "risk-colour") in task.step.recorded_as, "card": GUIDANCE.card_for(task.step),
    }  # fmt: skip


def fresh_page(request: HttpRequest, task: queries.Task) -> dict[str, Any]:
    """The page of a task with nothing filled in."""
    places = queries.villages_of_city(actor(request))
    return page_of(request, task, _doing_form(request, task, None), TakeOffForm(task, villages=places), CallForm())


def _doing_form(request: HttpRequest, task: queries.Task, data: Any, *, shown: bool = True) -> Any:
    """A step says what facts it leaves; two steps ask a question instead: the dates of a pregnancy, and how it ended. Others are only taken off.

    ``shown``: whether a page is made of it. A form that is only taken need not know which questions it would ask: what was answered is read anyway.
    """
    if any(what in ("contact", "dose") or FORMS.asking(what, code) for what, code in task.step.recorded_as):
        who, number = actor(request), task.person.pk
        # Of a visit made in the past, what came after it is no "last time".
        findings = last_findings(who, number)
        last = {} if task.state == State.MISSED else queries.last_known(who, number, get_language() or "zh-hans", findings)
        if not VisitForm(task, []).asks:
            return None  # a decision, which has a page of its own
        there = queries.signs_there(who, number, findings)
        also = queries.together(who, task)
        if not shown:
            return VisitForm(task, also, data, last=last, was_there=there)
        true = compute.true_of(form_of(task), person=number, pregnancy=task.pregnancy, on=timezone.localdate())
        screened = task.pregnancy and any(("finding", RISK) in one.step.recorded_as for one in [task, *also])
        known = queries.risks_on_record(who, task.person, task.pregnancy) if screened and task.pregnancy else None
        return VisitForm(task, also, data, last=last, was_there=there, true=true, known=known)
    if task.step.code == "outcome":
        return OutcomeForm(data, within=within(task))
    return DatingForm(data) if task.step.code == "dating" else None


def digest(request: HttpRequest) -> str:
    """SHA-256 of what a form says, whatever the order of its boxes; the token of the session is no part of it."""
    boxes = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in held.NOT_KEPT)
    return sha256(json.dumps(boxes, ensure_ascii=False).encode()).hexdigest()


def _write(request: HttpRequest, task: queries.Task, form: Any) -> None:
    by, said = actor(request), form.cleaned_data
    if isinstance(form, VisitForm):
        answers = form.answers()
        what = Said(
            form.contacts(),
            said.get("mode"),
            answers.measurements,
            answers.findings,
            form.given(),
            answers.decisions,
            answers.agreed,
            digest(request),
        )
        actions.record(by=by, task=task, visit=said["visit"], happened=said["happened"], said=what)
    elif isinstance(form, DatingForm) and form.told and task.pregnancy:
        dating.tell(by=by, person=task.person, pregnancy=task.pregnancy, visit=said["visit"], said=form.told)
    elif task.pregnancy and said["outcome"] == "born":
        actions.record_birth(
            by=by,
            person=task.person,
            pregnancy=task.pregnancy,
            visit=said["visit"],
            born_on=said["happened"],
            children=said["children"],
            gestation=said["gestation_days"],
            discharged_on=said["discharged_on"],
        )
    elif task.pregnancy:
        actions.record_loss(by=by, person=task.person, pregnancy=task.pregnancy, visit=said["visit"], happened=said["happened"])


def _back(person: int, visit: Any, task: queries.Task | None = None) -> HttpResponse:
    """To the list, which says what was recorded; and that the step is not done by it, where its day was not in the step's window."""
    still = f"&still={task.protocol.code}.{task.step.code}.{task.pregnancy or 0}" if task else ""
    return redirect(f"{reverse('worklist:tasks')}?done={person}.{visit}{still}")


def _gone(request: HttpRequest, person: int, before: Kept | None) -> HttpResponse:
    """The task is not on the list any more: the same form a second time, or somebody else did it. Neither is an error.

    The same number with another content is one: what she changed would otherwise be lost without a word. ``before``: kept from an ended session.
    """
    who = actor(request)
    sent = request.POST.get("visit") or request.POST.get("off-visit")
    other = False
    if request.method == "POST" and sent and _written(request, person, sent):
        written = digest_of(who, person, UUID(sent))
        other = bool(written) and written != digest(request)
        if not other:
            return _back(person, sent)
    found = read_person(who, person)
    if found is None:
        raise Http404
    boxes = before.boxes if before else request.POST
    shown = {
        "person": found, "other": other, "visit": sent, "boxes": filled_in(boxes), "kept": before, "today": timezone.localdate(),
        "why": queries.ended(who, found, request.resolver_match.kwargs.get("pregnancy") if request.resolver_match else None),
    }  # fmt: skip
    return render(request, "worklist/gone.html", shown, status=200 if request.method == "GET" else 409)


def filled_in(boxes: QueryDict) -> list[tuple[str, str]]:
    """What she had filled in, in the words of the form, to be read off: a form that cannot be taken is never simply gone."""
    hidden = {*held.NOT_KEPT, "visit", "off-visit", "call", "form", "sure"}
    return [
        (codes.box_title(name), "、".join(codes.box_value(name, one) for one in boxes.getlist(name)))
        for name in boxes if name not in hidden and any(boxes.getlist(name))
    ]  # fmt: skip


def _written(request: HttpRequest, person: int, sent: str) -> bool:
    try:
        return may_undo(actor(request), person, UUID(sent))
    except ValueError:
        return False
