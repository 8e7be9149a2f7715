"""A named person answers whether two rows speak of the same person, and takes an answer back.

Answers are never changed or deleted: the newest of a pair holds, and undoing is an answer of its own. What an answer changes in
the person numbers is worked out by the next linkage run, in which human decisions always win.
"""

from datetime import datetime

from django.db import transaction

from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.exchange.models import LinkDecision, Mention


def decide(*, by: User, a: int, b: int, same: bool | None, at: datetime) -> LinkDecision:
    """Records one answer about two mentions. ``same=None``: there is not enough to tell, the village is asked."""
    first, second = sorted((a, b))
    if first == second:
        raise ValueError("a mention is not compared with itself")
    people = dict(Mention.objects.filter(pk__in=(first, second)).values_list("pk", "person"))
    if len(people) != 2:
        raise Mention.DoesNotExist(f"mentions {first} and {second}")
    with transaction.atomic():
        decision = LinkDecision.objects.create(a=first, b=second, same=same, by=by, at=at)
        for person in sorted({person for person in people.values() if person}):
            audit.record(by=by, action="exchange.link-decided", person=person, detail={"mentions": [first, second], "same": same}, at=at)
    return decision


def undo(*, by: User, at: datetime) -> LinkDecision | None:
    """Takes back this person's latest answer that still holds; ``None`` when there is none."""
    newest = {}
    for decision in LinkDecision.objects.filter(by=by).order_by("-pk")[:200]:
        newest.setdefault((decision.a, decision.b), decision)
    last = next((decision for decision in newest.values() if not decision.undone and _holds(decision)), None)
    if last is None:
        return None
    with transaction.atomic():
        taken_back = LinkDecision.objects.create(a=last.a, b=last.b, same=last.same, undone=True, by=by, at=at)
        audit.record(by=by, action="exchange.link-undone", detail={"mentions": [last.a, last.b]}, at=at)
    return taken_back


def _holds(decision: LinkDecision) -> bool:
    return not LinkDecision.objects.filter(a=decision.a, b=decision.b, pk__gt=decision.pk).exists()
