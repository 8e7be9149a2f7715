"""Keeping a form that arrived without its session, and forgetting it once it was saved or thrown away."""

import uuid
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from wanhu.web.base import audit, ids, sealing
from wanhu.web.base.models import User
from wanhu.web.worklist.models import Held

KEPT_FOR = timedelta(days=30)  # longer than most leave, and the step is still on the lists (design default)
LONGEST = 64 * 1024  # no form is longer; a photo is never kept
NUMBERS = ("visit", "off-visit", "call")
NOT_KEPT = ("csrfmiddlewaretoken", "writer")
_SIGNER = signing.Signer(salt="wanhu.writer")


def token_of(user: User) -> str:
    """What a page carries to say for whom it was made: signed, so that nobody leaves a form for another."""
    return _SIGNER.sign(str(user.pk))


def writer(boxes: QueryDict) -> User | None:
    """For whom the page was made that a form comes from; ``None`` without a token of ours, or when she may not sign in any more."""
    try:
        number = int(_SIGNER.unsign(boxes.get("writer", "")))
    except (signing.BadSignature, ValueError):
        return None
    return User.objects.filter(pk=number, is_active=True).first()


@transaction.atomic
def keep(*, by: User, path: str, boxes: QueryDict) -> bool:
    """Keeps what a form says for ``by``, whose page it was. False when it is longer than any form. The same form again takes the place of the first."""
    text = boxes.copy()
    for name in NOT_KEPT:
        text.pop(name, None)
    if len(text.urlencode()) > LONGEST:
        return False
    said = {"worker": by, "path": path, "sealed": sealing.seal_text(text.urlencode(), "held"), "at": timezone.now()}
    number = _number(boxes)
    if Held.objects.filter(pk=number).exclude(worker=by).exists():
        number = ids.mint()
    Held.objects.update_or_create(pk=number, defaults=said)
    return True


@transaction.atomic
def forget(*, by: User, path: str) -> None:
    """What was kept for the actor from this page is not needed any more: it was saved, or she throws it away."""
    Held.objects.filter(worker=by, path=path).delete()


@transaction.atomic
def expire(*, by: User | str, now: datetime | None = None) -> int:
    """Deletes what nobody came back for, and says in the audit how many of whom; returns how many. The nightly ``wanhu run`` does it.

    What was typed about a person outlives its use here in nobody's sight: after ``KEPT_FOR`` it is not a visit to be finished any more.
    """
    old = Held.objects.filter(at__lt=(now or timezone.now()) - KEPT_FOR)
    whose = Counter(old.values_list("worker__username", flat=True))
    if whose:
        old.delete()
        audit.record(by=by, action="held-expired", detail={"forms": dict(sorted(whose.items()))})
    return whose.total()


def _number(boxes: QueryDict) -> uuid.UUID:
    for name in NUMBERS:
        with suppress(ValueError):
            return uuid.UUID(boxes.get(name, ""))
    return ids.mint()
