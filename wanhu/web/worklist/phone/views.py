"""HTTP of the phone: a shell without personal data that works without a network, hello, what is kept, and one form at a time.

What a phone sends is given to the very view that takes it on the page: there is no second way to record care.
"""

import gzip
import json
import uuid
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wanhu.rules.referral_places import EMERGENCY
from wanhu.web.base import words
from wanhu.web.base.context import LARGE
from wanhu.web.base.permissions import Permission, actor, may, needs
from wanhu.web.worklist.phone import actions, queries
from wanhu.web.worklist.queries import Task, current_run
from wanhu.web.worklist.views import record

IMPORTED = ("finding", "lock", "outbox", "settings", "shell", "store", "sync", "writing")  # asked for by their plain names
SCRIPTS = ("app", *IMPORTED)
ICONS = (192, 512)  # for phones that take no drawing; the mark keeps clear of the rim, which a phone may cut off
ASSETS = [
    *(f"wanhu/{name}.css" for name in ("tokens", "base", "layout", "components")), "wanhu/phone/phone.css", "wanhu/mark.svg", "wanhu/visit.js",
    *(f"wanhu/phone/{name}.js" for name in SCRIPTS),
]  # fmt: skip


@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The page that a phone keeps: no name, no list; both are opened from the phone's own store."""
    answer = render(
        request, "worklist/phone.html", {"scripts": {name: staticfiles_storage.url(f"wanhu/phone/{name}.js") for name in SCRIPTS}}
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that serves the shell without a network. Its version changes with any file of the shell, so that a phone notices.

    The language is asked for in the address: a browser may look for a new version without the cookie that says it.
    """
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else get_language()):
        return _service_worker(request)


def _service_worker(request: HttpRequest) -> HttpResponse:
    plain = [settings.STATIC_URL + name for name in ("wanhu/visit.js", *(f"wanhu/phone/{name}.js" for name in IMPORTED))]
    assets = list(dict.fromkeys([*(staticfiles_storage.url(name) for name in ASSETS), *plain]))
    version = sha256(
        "\n".join([*assets, render_to_string("worklist/phone.html", {}, request), *_contents()]).encode()
    ).hexdigest()[:12]
    text = render_to_string("worklist/sw.js", {"assets": json.dumps(assets), "version": version})
    return HttpResponse(
        text, content_type="text/javascript", headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/phone/"}
    )


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes it installable."""
    said = {
        "name": "万户 Wanhu", "short_name": "万户", "start_url": "/phone/", "scope": "/phone/", "display": "standalone", "lang": "zh-CN",
        "background_color": "#f4f6fa", "theme_color": "#0b3d91",
        "icons": [
            {"src": staticfiles_storage.url("wanhu/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *({"src": staticfiles_storage.url(f"wanhu/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
              for size in ICONS),
        ],
    }  # fmt: skip
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json")


@require_GET
def hello(request: HttpRequest) -> JsonResponse:
    """Who is signed in, the server's time, and whether this phone is still one of hers. Answered to everybody, so that a phone can tell
    "no session" from "no network"."""
    who: Any = request.user
    said: dict[str, Any] = {
        "now": timezone.now().isoformat(),
        "today": timezone.localdate().isoformat(),
        "large": request.COOKIES.get(LARGE) == "1",
        "worker": "",
        "known": False,
    }
    if may(who, Permission.RECORD_CARE):
        number = _number(request.GET.get("device", ""))
        said |= {
            "worker": who.username,
            "name": who.full_name,
            "token": get_token(request),
            "known": bool(number and actions.seen(by=who, device=number)),
        }
        said["phones"] = [[number, label, at.isoformat()] for number, label, at in queries.phones(who)]
    return JsonResponse(said)


@needs(Permission.RECORD_CARE)
@require_POST
def device(request: HttpRequest) -> JsonResponse:
    """A phone becomes one of hers, or is opened again after a forgotten PIN: the key that opens its store."""
    number = _number(request.POST.get("device", ""))
    if number is None:
        return JsonResponse({"error": _("手机的编号不对。请重新打开“离线使用”。")}, status=400)
    if request.POST.get("give_up"):
        actions.give_up(by=actor(request), device=number)
        return JsonResponse({"given_up": True})
    try:
        return JsonResponse({"key": actions.know(by=actor(request), device=number, label=request.POST.get("label", ""))})
    except PermissionDenied:
        return JsonResponse({"error": _("这部手机登记在别人名下，或已停用。请换一部，或请主管处理。")}, status=403)


@needs(Permission.RECORD_CARE)
@require_GET
def day(request: HttpRequest) -> HttpResponseBase:
    """The actor's two weeks as the page shows them, and a mark for the form of each visit: another mark whenever the form would read differently."""
    who = actor(request)
    run, held = current_run(who), queries.kept(who)
    shown = {
        "day": held.day,
        "alarms": held.alarms,
        "emergency": EMERGENCY,
        "on": run.on if run else timezone.localdate(),
        "phone": True,
    }
    said = {
        "day": render_to_string("worklist/phone_day.html", shown, request), "worker": who.username, "name": who.full_name,
        "now": timezone.now().isoformat(), "days": queries.AWAY,
        "on": shown["on"].isoformat(), "heading": f"{_('今天要做的')} · {words.day(shown['on'])}", "day_words": words.day(shown["on"]),
        "forms": {_path(task): mark for task, mark in queries.marks(who, held.tasks, get_language() or "").items()},
    }  # fmt: skip
    return _compressed(said)


@needs(Permission.RECORD_CARE)
@require_POST
def forms(request: HttpRequest) -> HttpResponseBase:
    """A few forms by their paths, compressed; a form that is no longer on the actor's list is left out."""
    try:
        paths = [str(path) for path in json.loads(request.body)["paths"]][: queries.TOGETHER]
        asked = [(path, resolve(path)) for path in paths]
    except (ValueError, KeyError, TypeError, Resolver404):
        return JsonResponse({"error": _("要的表单看不懂。请重新打开“离线使用”。")}, status=400)
    tasks = {path: queries.task(actor(request), **match.kwargs) for path, match in asked if match.view_name == "worklist:record"}
    pages = {
        path: render_to_string("worklist/record_body.html", record.fresh_page(request, task), request)
        for path, task in tasks.items()
        if task
    }
    return _compressed({"forms": pages})


def _path(task: Task) -> str:
    return f"/tasks/{task.person.pk}/{task.pregnancy or 0}/{task.protocol.code}/{task.step.code}/"


def _compressed(said: dict[str, Any]) -> HttpResponse:
    text = json.dumps(said, ensure_ascii=False).encode()
    return HttpResponse(gzip.compress(text, 6), content_type="application/json", headers={"Content-Encoding": "gzip"})


@needs(Permission.RECORD_CARE)
@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """One form of the phone: what became of it, and why in words. The phone keeps whatever was not taken."""
    try:
        said = json.loads(request.body)
        visit, path, boxes = uuid.UUID(str(said["visit"])), str(said["path"]), QueryDict(str(said["body"]))
        match = resolve(urlsplit(path).path)
    except (
        ValueError,
        KeyError,
        TypeError,
        Resolver404,
        SuspiciousOperation,
    ):  # the last: more boxes, or more bytes, than any form has
        return _unreadable()
    if match.view_name != "worklist:record" or str(visit) not in (boxes.get("visit"), boxes.get("off-visit"), boxes.get("call")):
        return _unreadable()

    def write() -> HttpResponseBase:
        request.POST = boxes  # type: ignore[assignment]
        try:
            return record.record(request, **match.kwargs)
        except (
            Http404,
            PermissionDenied,
        ):  # as an answer, not a status: "no session" is something else, and what comes after is still sent
            return HttpResponse(status=404)

    state, answer = actions.take(
        by=actor(request),
        device=_number(str(said.get("device", ""))),
        visit=visit,
        sent=path + "\n" + str(said["body"]),
        write=write,
    )
    result: dict[str, Any] = {"state": state, "now": timezone.now().isoformat()}
    if state == "taken" and answer is not None:
        result["alerts"] = queries.dangers(actor(request), match.kwargs["person"], get_language() or "")
    if state == "other":
        result["why"] = [_("同一个编号已经收过另一份内容。这一份没有保存，留在手机上，请核对。")]
    if state == "refused" and answer is not None:
        result["why"] = _why(answer)
    return JsonResponse(result)


def _unreadable() -> JsonResponse:
    return JsonResponse(
        {"state": "refused", "why": [_("这份记录在手机上已损坏，不能上传。内容保留在手机上，请告诉主管。")]}, status=400
    )


def _why(answer: HttpResponseBase) -> list[str]:
    """The words of the page that refused."""
    if answer.status_code == 404:
        return [_("她已不在您负责的范围（搬走、去世或撤回了同意）。没有保存；内容留在手机上，请告诉主管。")]
    if answer.status_code == 409:
        return [_("这件事已由别人记录，或已不在名单上。没有保存；内容留在手机上，请核对后决定是否删去。")]
    text = answer.content.decode() if isinstance(answer, HttpResponse) else ""
    start = text.find('class="error-summary"')
    items = text[start : text.find("</ul>", start)].split("<li>")[1:] if start >= 0 else []
    return [strip_tags(item).strip() for item in items] or [_("没有保存。内容留在手机上，请打开核对。")]


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _contents() -> list[str]:
    """What the files of the shell hold, where their addresses do not tell (without a manifest of hashed names)."""
    found = []
    for name in ASSETS:
        with staticfiles_storage.open(name) if staticfiles_storage.exists(name) else _found(name) as file:
            found.append(sha256(file.read()).hexdigest())
    return found


def _found(name: str) -> Any:
    from django.contrib.staticfiles import finders

    return open(str(finders.find(name)), "rb")
