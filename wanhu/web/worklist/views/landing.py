"""What stewards open on. What supervisors open on is in ``supervisor``."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.worklist import queries


@needs(Permission.RECEIVE_FILES)
@require_GET
def steward(request: HttpRequest) -> HttpResponseBase:
    """Where the steward's work begins."""
    return render(request, "worklist/steward.html", {"run": queries.current_run(actor(request))})
