"""One answer is kept. Without a line in the audit, on purpose: others read the audit, and how somebody learns is nobody's business but hers."""

from django.db import transaction
from django.utils import timezone

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.worklist.models import Practice
from wanhu.web.worklist.practice.queries import BY_CODE


@transaction.atomic
def answer(*, by: User, question: str, choice: int) -> bool:
    """Keeps whether the actor's choice was right. Raises KeyError when there is no such question."""
    require(by, Permission.SEE_TASKS)
    right = BY_CODE[question].right == choice
    Practice.objects.create(worker=by, question=question, right=right, at=timezone.now())
    return right
