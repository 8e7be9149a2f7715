"""Stands before every page that needs a session: a form that comes without one is kept for whoever wrote it, and she is asked to sign in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.csrf import csrf_failure

from wanhu.web.worklist.held import actions

URLENCODED = "application/x-www-form-urlencoded"
Handler = Callable[[HttpRequest], HttpResponse]


class KeepsWhatWasTyped:
    """A session that ended while she was writing costs her a sign-in, never the form."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: object, kwargs: object) -> HttpResponse | None:
        """Runs after the check of the form's token; another session than the writer's fails there."""
        if request.method != "POST" or request.user.is_authenticated or not hasattr(view, "permission"):
            return None
        return _held(request)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not the session's: she signed in anew meanwhile, or somebody else did. What she wrote is kept for her, for nobody else."""
    return _held(request) or csrf_failure(request, reason)


def _held(request: HttpRequest) -> HttpResponse | None:
    if request.content_type != URLENCODED:
        return None  # a form with a photo is not even read before its own page, which never keeps one
    writer = actions.writer(request.POST)
    if writer is None or not actions.keep(by=writer, path=request.path, boxes=request.POST):
        return None
    if request.user.is_authenticated and request.user.pk == writer.pk:
        return redirect(request.path)
    if request.user.is_authenticated:
        return redirect("base:home")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path, 'kept': '1'})}")
