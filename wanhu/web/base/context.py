"""What every page's frame shows: the brand's links for this role, the language, large text, and whether all people here are invented."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy

from wanhu.web.base import demo
from wanhu.web.base.permissions import JOBS, Permission, job

LARGE = "large"  # name of the cookie that keeps large text


class Link(NamedTuple):
    """An entry of the bar: where it leads, what it says, its sign, and who sees it."""

    name: str
    title: Any
    icon: str
    needs: Permission | None


LINKS = (
    Link("worklist:supervisor", gettext_lazy("工作量"), "chart", Permission.SUPERVISE),
    Link("worklist:tasks", gettext_lazy("任务"), "list", Permission.SEE_TASKS),
    Link("worklist:restricted", gettext_lazy("专项随访"), "lock", Permission.SEE_RESTRICTED),
    Link("exchange:deliveries", gettext_lazy("来件"), "inbox", Permission.RECEIVE_FILES),
    Link("exchange:review", gettext_lazy("待判断"), "pair", Permission.DECIDE_LINKS),
    Link("worklist:people", gettext_lazy("找人"), "people", Permission.SEE_PEOPLE),
    Link("base:me", gettext_lazy("我的"), "me", None),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Read by ``base/page.html``."""
    return {
        "demo": settings.DEMO,
        "gallery": settings.DEBUG,  # of interest to whoever builds pages, and to nobody else; its address answers always
        **(_demo() if settings.DEMO else {}),
        "large": request.COOKIES.get(LARGE) == "1",
        "bar": SimpleLazyObject(lambda: _bar(request)),
    }


def _demo() -> dict[str, Any]:
    accounts = [{**account._asdict(), "job": JOBS[account.role]} for account in demo.ACCOUNTS]
    return {"demo_accounts": accounts, "demo_password": demo.PASSWORD}


def _bar(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    allowed = job(user).may
    match = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {"url": reverse(link.name), "title": link.title, "icon": f"base/icons/{link.icon}.svg", "here": link.name == match}
        for link in LINKS
        if link.needs is None or link.needs in allowed
    ]
