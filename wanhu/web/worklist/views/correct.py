"""An earlier visit, opened again to be put right. What was written first stays readable; the correction takes its place."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care.correcting import pregnancy_of
from wanhu.web.care.queries import facts_of_visit
from wanhu.web.registry.queries import names
from wanhu.web.registry.queries import person as read_person
from wanhu.web.worklist import actions, compute, queries
from wanhu.web.worklist.actions import Said
from wanhu.web.worklist.held import actions as held
from wanhu.web.worklist.held.queries import kept
from wanhu.web.worklist.visit_form import CorrectionForm, form_written

INVALID = 422


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: int, visit: UUID) -> HttpResponseBase:
    """The form of a visit as it was written, to be saved as it should have been."""
    who = actor(request)
    person = read_person(who, number)
    written = facts_of_visit(who, number, visit) if person else []
    if person is None or not written:
        raise Http404
    asked = form_written(written)
    then = max(fact.happened for fact in written)
    true = compute.true_of(asked, person=number, pregnancy=pregnancy_of(written), on=then)
    if request.method == "POST" and request.POST.get("form") == "afresh":
        held.forget(by=who, path=request.path)
        return redirect(request.path)
    before = kept(who, request.path) if request.method == "GET" else None
    sent = request.POST if request.method == "POST" else before.boxes if before else None
    form = CorrectionForm(person, written, sent, true=true)
    if request.method == "POST" and form.is_valid():
        said, answers = form.cleaned_data, form.answers()
        what = Said(mode=said.get("mode"), measurements=answers.measurements, findings=answers.findings, agreed=answers.agreed)
        actions.correct(by=who, person=person, of=visit, visit=said["visit"], happened=said["happened"], said=what)
        held.forget(by=who, path=request.path)
        return redirect(f"{reverse('worklist:person', args=[number])}?corrected=1")
    shown = {
        "person": person, "form": form, "today": timezone.localdate(), "place": queries.referral_place(person), "emergency": EMERGENCY,
        "by": names(who, {written[0].by}).get(written[0].by, written[0].by), "kept": before, "recorded": max(fact.recorded for fact in written),
    }  # fmt: skip
    return render(request, "worklist/correct.html", shown, status=INVALID if form.errors and not before else 200)
