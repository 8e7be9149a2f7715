"""What each role is there to do, and nothing else. Every page and every action asks for one permission; a role is a described set of them.

Nobody has them all: who manages accounts sees no people, who receives files records no care.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from wanhu.engine.text import Text
from wanhu.web.base.models import Role, User


class Permission(StrEnum):
    """One thing that may be done."""

    SEE_TASKS = "see-tasks"
    RECORD_CARE = "record-care"
    SEE_PEOPLE = "see-people"
    REVEAL_NUMBER = "reveal-number"
    SUPERVISE = "supervise"
    RECEIVE_FILES = "receive-files"
    DECIDE_LINKS = "decide-links"
    MANAGE_ACCOUNTS = "manage-accounts"
    CONFIRM_DATING = "confirm-dating"


WORDS = {
    Permission.SEE_TASKS: Text("看任务名单", "see the list of tasks"),
    Permission.RECORD_CARE: Text("记录服务、死亡、搬离和撤回同意", "record care, deaths, moves and withdrawn consent"),
    Permission.SEE_PEOPLE: Text("查找并查看范围内的人（每次查看都留痕）", "find and read people in scope (every read is logged)"),
    Permission.REVEAL_NUMBER: Text(
        "显示完整身份证号和电话（每次都留痕）", "show a whole identity number or phone (logged each time)"
    ),
    Permission.SUPERVISE: Text("看各村的工作量和等待最久的任务", "see the load of each village and who waits longest"),
    Permission.RECEIVE_FILES: Text("接收和核对部门来件", "receive and check departments' files"),
    Permission.DECIDE_LINKS: Text("判断两条记录是否同一人", "decide whether two records are one person"),
    Permission.MANAGE_ACCOUNTS: Text("管理账号", "manage accounts"),
    Permission.CONFIRM_DATING: Text("核实孕周：确认预产期要不要改", "confirm whether the dates of a pregnancy are changed"),
}


@dataclass(frozen=True)
class Job:
    """A role as people understand it. ``home`` names the page that it opens on."""

    title: Text
    about: Text
    may: frozenset[Permission] = frozenset()
    home: str = "base:me"


JOBS: dict[str, Job] = {
    Role.WORKER: Job(
        Text("村医", "Village doctor"),
        Text("服务所负责村的孕产妇和儿童", "Serves the mothers and children of the villages she answers for"),
        frozenset({Permission.SEE_TASKS, Permission.RECORD_CARE, Permission.SEE_PEOPLE, Permission.REVEAL_NUMBER}),
        "worklist:tasks",
    ),
    Role.SUPERVISOR: Job(
        Text("乡镇主管", "Township supervisor"),
        Text("看谁等得最久、谁的担子太重，不让一户落在两个人之间", "Sees who waits too long and whose load is too heavy"),
        frozenset(
            {
                Permission.SUPERVISE,
                Permission.SEE_TASKS,
                Permission.RECORD_CARE,
                Permission.SEE_PEOPLE,
                Permission.REVEAL_NUMBER,
                Permission.CONFIRM_DATING,
            }
        ),
        "worklist:supervisor",
    ),
    Role.STEWARD: Job(
        Text("数据专员", "Data steward"),
        Text("接收部门来件，退回坏行，判断拿不准的关联", "Receives files, returns bad rows, decides uncertain matches"),
        frozenset({Permission.RECEIVE_FILES, Permission.DECIDE_LINKS, Permission.SEE_PEOPLE}),
        "worklist:steward",
    ),
    Role.BENEFITS_OFFICER: Job(Text("福利专员", "Benefits officer"), Text("核对和发放福利", "Checks and pays benefits")),
    Role.ANALYST: Job(Text("统计分析", "Analyst"), Text("只看经过保护的数字，不看人", "Sees protected numbers, never people")),
    Role.INSPECTOR: Job(
        Text("卫生监督", "Health inspector"), Text("检查机构，从不查看病人", "Inspects facilities, never patients")
    ),
    Role.ADMINISTRATOR: Job(
        Text("系统管理", "Administrator"),
        Text("管理账号和设置，看不到任何人的记录", "Manages accounts and settings, sees nobody's record"),
        frozenset({Permission.MANAGE_ACCOUNTS}),
    ),
}
NOBODY = Job(Text("尚无角色", "No role yet"), Text("请系统管理员分配角色", "Ask an administrator for a role"))


def job(actor: Any) -> Job:
    """What the actor is there to do; nothing for somebody not signed in or not active."""
    return JOBS.get(actor.role, NOBODY) if actor.is_authenticated and actor.is_active else NOBODY


def actor(request: HttpRequest) -> User:
    """The member of staff who asks; only behind ``needs`` or ``login_required``, where it is one."""
    return cast(User, request.user)


def may(actor: Any, permission: Permission) -> bool:
    """Whether the actor's role holds the permission."""
    return permission in job(actor).may


def require(actor: Any, permission: Permission) -> None:
    """Raises PermissionDenied (403) unless the actor may. Actions call it, so that no other way in can go round a view."""
    if not may(actor, permission):
        raise PermissionDenied(f"{actor} may not {permission}")


View = Callable[..., HttpResponseBase]


def needs(permission: Permission) -> Callable[[View], View]:
    """For views: sign-in first, then the permission, else 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # a test asks every page for it
        return login_required(guarded)

    return guard
