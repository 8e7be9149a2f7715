"""The accounts of a demonstration, shown on its sign-in page. They exist only where ``settings.DEMO`` is on: a city that does not exist."""

from typing import NamedTuple

from wanhu.engine.text import Text
from wanhu.web.base.models import Role

PASSWORD = "wanhu-demo-2026"


class Account(NamedTuple):
    """One demonstration account."""

    username: str
    role: Role
    full_name: str
    does: Text


ACCOUNTS = (
    Account(
        "worker",
        Role.WORKER,
        "李桂兰",
        Text("今天要看谁、为什么；记录后任务消失", "Whom to see today and why; record it and the task is gone"),
    ),
    Account(
        "worker2", Role.WORKER, "张海英", Text("邻村的村医：担子轻，好看出分工建议", "The next village's doctor, with less to do")
    ),
    Account(
        "supervisor", Role.SUPERVISOR, "王建国", Text("谁等得最久，哪个村担子重", "Who waits longest, which village carries most")
    ),
    Account(
        "steward",
        Role.STEWARD,
        "陈晓燕",
        Text("部门来件、隔离行、拿不准的关联", "Departments' files, quarantined rows, uncertain matches"),
    ),
    Account(
        "clinician",
        Role.RESTRICTED_CLINICIAN,
        "刘静",
        Text("受限信息：只有她能看，只有她能记", "Restricted results: only she sees them, only she records them"),
    ),
)
