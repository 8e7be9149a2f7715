"""What may be read of the list: the tasks of a worker, and the load of a township."""

from wanhu.web.worklist.queries.load import Load, Village, load
from wanhu.web.worklist.queries.tasks import (
    GROUPS,
    NOW,
    AlertNow,
    Aside,
    Task,
    TaskPage,
    alerts_of,
    aside,
    current_run,
    planned,
    task,
    tasks,
)
from wanhu.web.worklist.queries.together import last_known, referral_place, signs_there, together

__all__ = [
    "GROUPS", "NOW", "AlertNow", "Aside", "Load", "Task", "TaskPage", "Village", "alerts_of", "aside", "current_run", "last_known", "load", "planned", "referral_place",
    "signs_there", "task", "tasks", "together",
]  # fmt: skip
