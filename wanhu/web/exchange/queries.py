"""What a steward reads of the exchange. Deliveries are a city's affair: who may see one may see all."""

from collections.abc import Collection

import pyarrow as pa
from django.db.models import Max, QuerySet

from wanhu.web.exchange.models import LinkDecision, LinkReview, Mention


def standing_decisions() -> QuerySet[LinkDecision]:
    """The newest answer of every pair, unless it was taken back."""
    newest = LinkDecision.objects.values("a", "b").annotate(last=Max("pk")).values("last")
    return LinkDecision.objects.filter(pk__in=newest, undone=False).order_by("pk")


def decisions_for_linkage() -> pa.Table:
    """``a, b, same`` of the answers yes and no. A mention that was corrected since hands its answers to the row that took its place."""
    held = [(one.a, one.b, one.same) for one in standing_decisions() if one.same is not None]
    heirs = _heirs({number for a, b, _ in held for number in (a, b)})
    rows = [(heirs.get(a, a), heirs.get(b, b), same) for a, b, same in held]
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return pa.table({"a": pa.array(columns[0], pa.int64()), "b": pa.array(columns[1], pa.int64()), "same": pa.array(columns[2], pa.bool_())})


def _heirs(mentions: Collection[int]) -> dict[int, int]:
    """For each of these mentions that is no longer current, the current one of the same row key and role."""
    gone = Mention.objects.filter(pk__in=mentions, current=False).values_list("pk", "row_key", "role")
    by_key = {(key, role): pk for pk, key, role in gone}
    current = Mention.objects.filter(row_key__in={key for key, _ in by_key}, current=True).values_list("pk", "row_key", "role")
    found = {(key, role): pk for pk, key, role in current}
    return {pk: found[place] for place, pk in by_key.items() if place in found}


def waiting() -> int:
    """How many pairs wait for a person's answer."""
    return open_reviews().count()


def open_reviews() -> QuerySet[LinkReview]:
    """Pairs that nobody has answered, most useful first."""
    answered = {(one.a, one.b) for one in standing_decisions()}
    reviews = LinkReview.objects.order_by("-worth", "a", "b")
    closed = [review.pk for review in reviews.only("a", "b") if (review.a, review.b) in answered]
    return reviews.exclude(pk__in=closed)
