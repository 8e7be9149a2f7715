"""What supervisors and stewards open on."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.registry import actions as registry_actions
from wanhu.web.worklist import queries
from wanhu.web.worklist.forms import AssignForm

INVALID = 422


@needs(Permission.SUPERVISE)
@require_http_methods(["GET", "POST"])
def supervisor(request: HttpRequest) -> HttpResponseBase:
    """Load by village, villages that nobody answers for, and who waits longest; one move gives a village to another worker from today.

    Never a league table of women.
    """
    who = actor(request)
    form = AssignForm(who, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        registry_actions.assign(by=who, worker=said["worker"], area=said["village"], since=timezone.localdate())
        return redirect(f"{reverse('worklist:supervisor')}?given={said['village']}")
    given = next((name for code, name in form.places if code == request.GET.get("given")), "")
    shown = {"load": queries.load(who), "form": form, "given": given}
    return render(request, "worklist/supervisor.html", shown, status=INVALID if form.errors else 200)


@needs(Permission.RECEIVE_FILES)
@require_GET
def steward(request: HttpRequest) -> HttpResponseBase:
    """Where the steward's work begins."""
    return render(request, "worklist/steward.html", {"run": queries.current_run(actor(request))})
