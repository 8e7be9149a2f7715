"""Pages of the restricted class: a clinician's list, one person's page, its forms, and her consent. No title and no address names a disease."""

import uuid
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanhu.engine.protocol import State
from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base import ids
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care import queries as care
from wanhu.web.care.restricted import agreed
from wanhu.web.registry import queries as registry
from wanhu.web.registry.models import Person
from wanhu.web.worklist.queries import referral_place
from wanhu.web.worklist.registering.proof import photos_are_hashed
from wanhu.web.worklist.registering.wording import RESTRICTED
from wanhu.web.worklist.restricted import actions, exposures, queries
from wanhu.web.worklist.restricted.forms import AgreementForm, ResultsForm

INVALID = 422
EXPOSED = "child-exposed"  # the form on which an exposure is confirmed
SHOWN = 200  # people of the list that are shown at once
NOT_AGAIN = timedelta(days=90)  # after a no she is not asked again for so long (design default)


@needs(Permission.SEE_RESTRICTED)
@require_GET
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Who has something open or overdue, worked out now."""
    today = timezone.localdate()
    found = queries.waiting(actor(request), today)
    shown = {"found": found[:SHOWN], "more": max(0, len(found) - SHOWN), "today": today}
    return render(request, "worklist/restricted.html", shown)


@needs(Permission.SEE_RESTRICTED)
@require_GET
def person(request: HttpRequest, number: int) -> HttpResponseBase:
    """One person: what is planned and why, what needs looking at, what is on record, and the forms."""
    who, today = actor(request), timezone.localdate()
    found = _person(request, number)
    answer = agreed(who, number)
    live = bool(answer and answer.given)
    steps, alerts = queries.plan(who, found, today)
    refused = bool(answer) and not live
    children, told = care.children_of(who, number), exposures.of_children(who, today, mother=number)
    shown = {
        "person": found, "today": today, "agreed": answer, "live": live, "refused": refused, "visit": ids.mint(),
        "again": answer.happened + NOT_AGAIN if answer and refused else None,
        "village": registry.area_names(who, {found.area}).get(found.area, ""),
        "to_do": [one for one in steps if one.state in queries.TO_DO],
        "later": [one for one in steps if one.state == State.UPCOMING],
        "past": [one for one in steps if one.state in (State.DONE, State.MISSED)] if live else [],
        "alerts": alerts if live else [], "results": queries.results(who, number) if live else [],
        "forms": queries.forms_for(who, found) if live else [],
        "mother": care.mothers(who, [number]).get(number), "children": children,
        "unsaid": [(one, EXPOSED) for one in children if told.get(one.pk)],
        "exposed": bool(exposures.of_children(who, today, child=number).get(number)),
        "done": _done(request, number) if live else None,
    }  # fmt: skip
    return render(request, "worklist/restricted_person.html", shown)


@needs(Permission.SEE_RESTRICTED)
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, number: int, code: str) -> HttpResponseBase:
    """One form. Without her live consent it is not shown, and says so."""
    who, found = actor(request), _person(request, number)
    about = next((one for one in queries.forms_for(who, found) if one.code == code), None)
    if about is None:
        raise Http404
    answer = agreed(who, number)
    if answer is None or not answer.given:
        return render(request, "worklist/restricted_refused.html", {"person": found, "agreed": answer}, status=403)
    last, there = queries.last_known(who, number, get_language() or "zh-hans")
    made = ResultsForm(about, found, request.POST or None, last=last, was_there=there)
    suggested = exposures.of_children(who, timezone.localdate(), child=number).get(number, []) if code == EXPOSED else []
    made.initial |= dict.fromkeys(suggested, "yes")
    if made.is_valid():
        said = made.cleaned_data
        pregnancy = queries.pregnancy_of(who, found) if about.subject == "pregnancy" else None
        actions.record(
            by=who, person=found, visit=said["visit"], happened=said["happened"], pregnancy=pregnancy, answers=made.answers()
        )
        return _back(number, said["visit"])
    shown = {
        "person": found, "form": made, "today": timezone.localdate(), "place": referral_place(found), "emergency": EMERGENCY,
        "suggested": suggested,
    }  # fmt: skip
    return render(request, "worklist/restricted_form.html", shown, status=INVALID if made.errors else 200)


@needs(Permission.SEE_RESTRICTED)
@require_POST
def undo(request: HttpRequest, number: int, visit: uuid.UUID) -> HttpResponse:
    """Takes back what was just recorded."""
    actions.take_back(by=actor(request), person=_person(request, number), visit=visit)
    return redirect("worklist:restricted-person", number)


@needs(Permission.SEE_RESTRICTED)
@photos_are_hashed
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, number: int) -> HttpResponseBase:
    """Her answer about recording such results, with what shows it."""
    who, found = actor(request), _person(request, number)
    made = AgreementForm(who, request.POST or None, request.FILES or None)
    if request.method == "POST" and made.is_valid():
        given = made.answers[RESTRICTED.code]
        actions.answer(by=who, person=found, visit=made.cleaned_data["visit"], given=given, proof=made.proof)
        return redirect("worklist:restricted-person", number)
    made.shown_again()
    shown = {"person": found, "form": made, "today": timezone.localdate(), "answer": made[RESTRICTED.field]}
    return render(request, "worklist/restricted_agreement.html", shown, status=INVALID if made.errors else 200)


@needs(Permission.SEE_RESTRICTED)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """She takes her consent back."""
    found, visit = _person(request, number), _number(request.POST.get("visit", ""))
    if visit is None:
        raise Http404
    actions.withdraw(by=actor(request), person=found, visit=visit)
    return redirect("worklist:restricted-person", number)


def _person(request: HttpRequest, number: int) -> Person:
    found = queries.person(actor(request), number)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, number: int) -> uuid.UUID | None:
    """The form that was just written, as long as it stands: ``?done=<visit>``."""
    visit = _number(request.GET.get("done", ""))
    return visit if visit and queries.stands(actor(request), number, visit) else None


def _back(number: int, visit: uuid.UUID) -> HttpResponse:
    answer: Any = redirect("worklist:restricted-person", number)
    answer["Location"] += f"?done={visit}"
    return answer


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
