"""The page that each role opens on, one's own page, large text, the gallery of components, and the language."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wanhu.web.base.context import LARGE
from wanhu.web.base.permissions import WORDS, job

YEAR = 365 * 24 * 3600


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Sends each role to the page it opens on."""
    return redirect(job(request.user).home)


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what the role may do, second factor, large text, sign-out."""
    mine = job(request.user)
    return render(request, "base/me.html", {"job": mine, "may": [WORDS[one] for one in WORDS if one in mine.may]})


@require_POST
def large(request: HttpRequest) -> HttpResponse:
    """Turns large text (长辈版) on or off for this browser."""
    asked = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(asked if safe else "/")
    wanted = "0" if request.COOKIES.get(LARGE) == "1" else "1"
    response.set_cookie(LARGE, wanted, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SECURE)
    return response


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component of the design system, in the language of the page. It shows no person, so it needs no sign-in."""
    today = timezone.localdate()
    return render(request, "base/gallery.html", {"on": today, "overdue": today - timedelta(days=6)})


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403, in words."""
    return render(request, "base/not_allowed.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404, in words; the same for what does not exist and what is not in scope."""
    return render(request, "base/not_found.html", status=404)
