"""Background work: large files are checked and received by ``wanhu work``, and linkage follows every delivery.

What follows linkage lies in apps above this one (facts of care, lists of tasks), which this app may not import: they are named here and
found when they are needed, as Django finds a middleware.
"""

from collections.abc import Callable

from django.utils.module_loading import import_string
from django_tasks import task

from wanhu.web.base.models import User
from wanhu.web.exchange.actions.linking import link
from wanhu.web.exchange.actions.uploading import look, take
from wanhu.web.exchange.models import Upload

AFTER_LINKING = ("wanhu.web.care.publish.facts", "wanhu.web.worklist.compute.relist")


def settle(*, by: User | str, progress: Callable[[str], None] = lambda words: None) -> None:
    """Links what came in, publishes its facts, and makes the lists again where there are any."""
    link(by=by, progress=progress)
    for name in AFTER_LINKING:
        import_string(name)(by=by, progress=progress)


@task()
def look_at(upload: int) -> None:
    """Checks a large upload."""
    look(Upload.objects.get(pk=upload))


@task()
def take_in(upload: int) -> None:
    """Receives a large upload that was confirmed, and settles who and what it tells of."""
    received = take(Upload.objects.select_related("by").get(pk=upload))
    settle(by=received.by)


@task()
def settle_later(by: int) -> None:
    """Links again after answers were given."""
    settle(by=User.objects.get(pk=by))
