"""The page of a pregnancy's dates. What is told changes nothing by itself where a date is known: it waits for whoever may confirm it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wanhu.engine.dates import naegele
from wanhu.web.base import ids
from wanhu.web.base.permissions import Permission, actor, may, needs
from wanhu.web.care import dating as care_dating
from wanhu.web.care import queries as care
from wanhu.web.registry import queries as registry
from wanhu.web.worklist.dating import actions, queries
from wanhu.web.worklist.dating.forms import DatingForm

INVALID, GONE = 422, 409


class DecisionForm(forms.Form):
    """What is done about one piece of evidence."""

    visit = forms.UUIDField()
    fact = forms.UUIDField()
    form = forms.ChoiceField(choices=[(one, one) for one in ("confirm", "keep", "take-back")])


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def dating(request: HttpRequest, number: int, pregnancy: int) -> HttpResponseBase:
    """How one pregnancy is dated, with everything that was ever said about it."""
    who, today = actor(request), timezone.localdate()
    person = registry.person(who, number)
    now = next((one for one in care.pregnancies_of(who, number, today) if one.number == pregnancy), None) if person else None
    if person is None or now is None:
        raise Http404
    about = {"by": who, "person": person, "pregnancy": pregnancy}
    form, wrong = DatingForm(), ""
    if request.method == "POST" and request.POST.get("form") == "tell":
        form = DatingForm(request.POST)
        if form.is_valid() and form.told and now.lasting:
            actions.tell(**about, visit=form.cleaned_data["visit"], said=form.told)
            return _done(number, pregnancy, form.cleaned_data["visit"])
    elif request.method == "POST":
        decision = DecisionForm(request.POST)
        if not decision.is_valid():
            raise Http404
        said = decision.cleaned_data
        if not may(who, Permission.CONFIRM_DATING):
            raise PermissionDenied("may not confirm a dating")
        try:
            if said["form"] == "take-back":
                actions.take_back(**about, fact=said["fact"])
                return redirect(f"{reverse('worklist:dating', args=[number, pregnancy])}?back=1")
            decide = actions.confirm if said["form"] == "confirm" else actions.keep
            decide(**about, visit=said["visit"], fact=said["fact"])
            return _done(number, pregnancy, said["visit"])
        except PermissionDenied:
            wrong = _("这件事已经有人处理了。下面是现在的情况。")
    shown = _shown(request, person, now, form) | {"wrong": wrong}
    return render(request, "worklist/dating.html", shown, status=INVALID if form.errors else GONE if wrong else 200)


def _shown(request: HttpRequest, person: Any, now: care.PregnancyNow, form: DatingForm) -> dict[str, Any]:
    who = actor(request)
    found = care_dating.dating_of(who, now.number)
    paper = naegele(found.period) if found.period and found.now and found.now.method == "lmp" else None
    done = _uuid(request.GET.get("done", ""))
    return {
        "person": person, "now": now, "found": found, "form": form, "today": timezone.localdate(), "visit": ids.mint(),
        "suggested": [(one, queries.moves(who, person.pk, now.number, one)) for one in found.suggested] if now.lasting else [],
        "records": [one for one in found.judged if not one.suggested], "paper": paper if found.now and paper != found.now.edd else None,
        "names": registry.names(who, _writers(found)),
        "deeds": [("confirm", _("改预产期"), ""), ("keep", _("不改，仍按现在的"), "secondary")],
        "confirms": may(who, Permission.CONFIRM_DATING), "done": done if done and care.may_undo(who, person.pk, done) else None,
    }  # fmt: skip


def _writers(found: care_dating.Dating) -> set[str]:
    said = [line.fact.by for line in found.history] + [one.decision.by for one in found.judged if one.decision]
    return {name for name in said if name}


def _done(number: int, pregnancy: int, visit: UUID) -> HttpResponseBase:
    return redirect(f"{reverse('worklist:dating', args=[number, pregnancy])}?done={visit}")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
