"""A named person answers whether two rows speak of the same person, and takes an answer back.

Answers are never changed or deleted: the newest of a pair holds, and undoing is an answer of its own. What an answer changes in
the person numbers is worked out by the next linkage run, in which human decisions always win.
"""

from datetime import datetime

from django.db import transaction

from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.exchange.models import LinkDecision, Mention


def decide(*, by: User, a: int, b: int, same: bool | None, at: datetime) -> LinkDecision:
    """Records one answer about two mentions. ``same=None``: there is not enough to tell, the village is asked."""
    require(by, Permission.DECIDE_LINKS)
    first, second = sorted((a, b))
    if first == second:
        raise ValueError("a mention is not compared with itself")
    people = dict(Mention.objects.filter(pk__in=(first, second)).values_list("pk", "person"))
    if len(people) != 2:
        raise Mention.DoesNotExist(f"mentions {first} and {second}")
    with transaction.atomic():
        decision = LinkDecision.objects.create(a=first, b=second, same=same, by=by, at=at)
        for person in sorted({person for person in people.values() if person}):
            audit.record(
                by=by, action="exchange.link-decided", person=person, detail={"mentions": [first, second], "same": same}, at=at
            )
    return decision


def undo(*, by: User, at: datetime) -> LinkDecision | None:
    """Takes back this person's latest answer that still holds; ``None`` when there is none."""
    require(by, Permission.DECIDE_LINKS)
    newest: dict[tuple[int, int], LinkDecision] = {}
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


def part(*, by: User, person: int, out: list[int], at: datetime) -> list[LinkDecision]:
    """Un-merges: the mentions ``out`` speak of somebody else than the rest of this person's mentions.

    Every pair across is told apart, so that no chain of evidence joins them again; it takes effect with the next linkage run.
    """
    require(by, Permission.DECIDE_LINKS)
    mentions = list(Mention.objects.filter(person=person, current=True).order_by("pk").values_list("pk", flat=True))
    leaving = [mention for mention in mentions if mention in set(out)]
    staying = [mention for mention in mentions if mention not in set(out)]
    if not leaving or not staying:
        raise NothingToPart
    with transaction.atomic():
        decisions = LinkDecision.objects.bulk_create(
            [LinkDecision(a=min(a, b), b=max(a, b), same=False, by=by, at=at) for a in leaving for b in staying], batch_size=2_000
        )
        audit.record(by=by, action="exchange.parted", person=person, detail={"out": leaving}, at=at)
    return decisions


class NothingToPart(ValueError):
    """None of the person's rows was chosen, or all of them."""
