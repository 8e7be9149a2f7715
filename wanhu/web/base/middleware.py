"""What holds for every page: staff sign in with two factors, no browser keeps a page after it is closed, and a session goes on while it is used."""

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wanhu.web.base.permissions import actor

OPEN_UNTIL_SET_UP = ("mfa_", "account_logout", "account_reauthenticate", "base:language", "base:large")

Handler = Callable[[HttpRequest], HttpResponse]


class SecondFactor:
    """Sends a member of staff without a second factor to set one up, whatever page was asked for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Runs once the page is known."""
        if not settings.MFA_REQUIRED or not request.user.is_authenticated or is_mfa_enabled(actor(request)):
            return None
        match = request.resolver_match
        if match and match.view_name.startswith(OPEN_UNTIL_SET_UP):
            return None
        return redirect("mfa_activate_totp")


class NothingKept:
    """``Cache-Control: no-store`` on everything that is not a static file: most pages are about people, and a shared phone keeps none."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response


class SessionGoesOn:
    """A session ends half an hour after the last request. That is written down once a minute, not at every request: each write would wait its turn."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        minute = int(time.time()) // 60
        if request.user.is_authenticated and request.session.get("minute") != minute:
            request.session["minute"] = minute
        return self.get_response(request)
