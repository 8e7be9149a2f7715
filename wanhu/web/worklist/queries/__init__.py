"""What may be read of the list: the tasks of a worker and her day, what is done in one visit, and the load of a township."""

from wanhu.web.worklist.queries.alarms import Alarm, Alarms, alarms
from wanhu.web.worklist.queries.load import Load, Village, WorkerLoad, load, visits_by_worker
from wanhu.web.worklist.queries.plan import (
    Day,
    DayAhead,
    House,
    Visit,
    calls_about,
    capacity,
    day,
    newest_calls,
    villages_of_city,
    visits,
)
from wanhu.web.worklist.queries.sharing import Give, Proposal, proposed
from wanhu.web.worklist.queries.tasks import (
    GROUPS,
    NOW,
    AlertNow,
    Aside,
    Task,
    TaskPage,
    alerts_now,
    alerts_of,
    aside,
    current_run,
    planned,
    still_waits,
    task,
    tasks,
)
from wanhu.web.worklist.queries.together import (
    Coming,
    Last,
    coming,
    ended,
    last_known,
    referral_place,
    risks_on_record,
    signs_there,
    still_possible,
    together,
    written_in,
)
from wanhu.web.worklist.queries.unreached import NotReached, not_reached, own_call, supervisor_asked

__all__ = [
    "GROUPS", "NOW", "Alarm", "Alarms", "AlertNow", "Aside", "Coming", "Day", "DayAhead", "Give", "House", "Last", "Load", "NotReached",
    "Proposal", "Task", "TaskPage", "Village", "Visit", "WorkerLoad", "alarms", "alerts_now", "alerts_of", "aside", "calls_about",
    "capacity", "coming", "current_run", "day", "ended", "last_known", "load", "newest_calls", "not_reached", "own_call", "planned",
    "proposed", "referral_place", "risks_on_record", "signs_there", "still_possible", "still_waits", "supervisor_asked", "task", "tasks", "together",
    "villages_of_city", "visits", "visits_by_worker", "written_in",
]  # fmt: skip
