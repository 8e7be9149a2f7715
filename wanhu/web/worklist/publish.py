"""Where the engine's results land. After a visit, one family's rows are computed again inside the request, by the rules that made the list."""

from collections.abc import Iterable

from django.utils import timezone

from wanhu.web.worklist.models import Run


def refresh(people: Iterable[int]) -> None:
    """Computes the rows of these people again, as of today or of the current run's day, whichever is later. Nothing to do before the first run.

    A visit of this morning counts even when last night's run did not happen.
    """
    run = Run.objects.filter(current=True).first()
    if run is not None:
        from wanhu.web.worklist import compute

        compute.refresh(sorted(set(people)), max(run.on, timezone.localdate()))
