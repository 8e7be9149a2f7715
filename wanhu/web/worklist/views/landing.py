"""What supervisors and stewards open on."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wanhu.web.base.permissions import Permission, needs
from wanhu.web.worklist import queries


@needs(Permission.SUPERVISE)
@require_GET
def supervisor(request: HttpRequest) -> HttpResponseBase:
    """Load by village, villages that nobody answers for, and who waits longest. Never a league table of women."""
    return render(request, "worklist/supervisor.html", {"load": queries.load(request.user)})  # type: ignore[arg-type]


@needs(Permission.RECEIVE_FILES)
@require_GET
def steward(request: HttpRequest) -> HttpResponseBase:
    """Where the steward's work begins."""
    return render(request, "worklist/steward.html", {"run": queries.current_run(request.user)})  # type: ignore[arg-type]
