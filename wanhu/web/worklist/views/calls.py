"""After a call: what was written, that a supervisor now decides when three were in vain, and the way back from a slip of the finger."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.worklist import actions, queries


@needs(Permission.RECORD_CARE)
@require_POST
def undo(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Takes back the outcome that was just written."""
    undone = actions.take_back_call(by=actor(request), call=number)
    return redirect(reverse("worklist:tasks") + ("?uncalled=1" if undone else ""))


def just_called(request: HttpRequest) -> dict[str, Any] | None:
    """The call that the reader has just written down, as long as it stands: ``?called=<call>``."""
    try:
        number = uuid.UUID(request.GET.get("called", ""))
    except ValueError:
        return None
    found = queries.own_call(actor(request), number)
    return {"call": found, "asked": queries.supervisor_asked(actor(request), found)} if found else None
