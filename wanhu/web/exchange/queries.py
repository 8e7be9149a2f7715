"""What a steward reads of the exchange. Deliveries are a city's affair: who may see one may see all."""

from collections.abc import Collection
from typing import NamedTuple

import pyarrow as pa
from django.db.models import Max, Q, QuerySet
from django.utils.translation import get_language

from wanhu.engine.text import Text
from wanhu.web.base import audit, sealing, words
from wanhu.web.base.models import AuditLine, User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.exchange import mentions
from wanhu.web.exchange.models import (
    QUARANTINE,
    Delivery,
    LinkDecision,
    LinkReview,
    Mention,
    PersonHistory,
    QuarantinedRow,
    Upload,
)
from wanhu.web.exchange.sheet import Line
from wanhu.web.exchange.words import COMPARED, Found, finding
from wanhu.web.registry.models import Area, Person

EXAMPLES = 5  # row numbers shown of one reason
ROWS = 200  # rows shown of one person


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
    return pa.table(
        {"a": pa.array(columns[0], pa.int64()), "b": pa.array(columns[1], pa.int64()), "same": pa.array(columns[2], pa.bool_())}
    )


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


def deliveries(actor: User) -> QuerySet[Delivery]:
    """Deliveries, latest first."""
    require(actor, Permission.RECEIVE_FILES)
    return Delivery.objects.order_by("-received_at", "-pk")


def delivery(actor: User, number: int) -> Delivery:
    """One delivery. Raises Delivery.DoesNotExist."""
    require(actor, Permission.RECEIVE_FILES)
    return Delivery.objects.select_related("replaces").get(pk=number)


def upload(actor: User, number: int) -> Upload:
    """One upload with the delivery it became. Raises Upload.DoesNotExist."""
    require(actor, Permission.RECEIVE_FILES)
    return Upload.objects.select_related("by", "delivery").get(pk=number)


def correctable(actor: User) -> QuerySet[Delivery]:
    """Deliveries that a new file can correct as a whole, newest first."""
    require(actor, Permission.RECEIVE_FILES)
    return Delivery.objects.exclude(state__in=[Delivery.State.REFUSED, Delivery.State.REPLACED]).order_by("-received_at")


def uploads(actor: User) -> QuerySet[Upload]:
    """Files on their way in."""
    require(actor, Permission.RECEIVE_FILES)
    return Upload.objects.exclude(state__in=[Upload.State.DONE, Upload.State.FAILED]).order_by("-at")


class Reason(NamedTuple):
    """Why rows of a delivery were kept back: how many, which for example, and what the sender should do."""

    message: Text
    remedy: Text
    header: str
    rows: int
    examples: list[int]


def reasons(actor: User, delivery: Delivery) -> list[Reason]:
    """The delivery's quarantine by reason and column, most rows first. Values are never among it."""
    require(actor, Permission.RECEIVE_FILES)
    found: dict[tuple[str, str], list[QuarantinedRow]] = {}
    for line in delivery.quarantine.defer("value_sealed").order_by("row"):  # type: ignore[attr-defined]
        found.setdefault((line.reason, line.header), []).append(line)
    lists = [
        Reason(
            Text(lines[0].message_zh, lines[0].message_en),
            Text(lines[0].remedy_zh, lines[0].remedy_en),
            header,
            len({line.row for line in lines}),
            sorted({line.row for line in lines})[:EXAMPLES],
        )
        for (_, header), lines in found.items()
    ]
    return sorted(lists, key=lambda reason: (-reason.rows, reason.header))


def correction_lines(actor: User, delivery: Delivery) -> list[Line]:
    """Every quarantined cell of a delivery, opened for its sender. The reader's name goes into the record."""
    require(actor, Permission.RECEIVE_FILES)
    audit.record(by=actor, action="exchange.correction-sheet", detail={"delivery": delivery.pk})
    return [
        Line(
            line.row, line.header, sealing.unseal_text(line.value_sealed, QUARANTINE) if line.value_sealed else "",
            line.message_zh, line.remedy_zh, line.message_en, line.remedy_en,
        )
        for line in delivery.quarantine.order_by("row", "pk")  # type: ignore[attr-defined]
    ]  # fmt: skip


def counted(actor: User, delivery: Delivery) -> list[dict[str, object]]:
    """The aggregate lane of a delivery: rows by township and month."""
    require(actor, Permission.RECEIVE_FILES)
    cells = list(delivery.cells.order_by("period", "area").values("area", "period", "rows"))  # type: ignore[attr-defined]
    names = dict(Area.objects.filter(code__in={cell["area"] for cell in cells}).values_list("code", "name"))
    return [{**cell, "name": names.get(cell["area"], cell["area"])} for cell in cells]


class Side(NamedTuple):
    """What one row says of one person, numbers masked."""

    mention: int
    delivery: int
    feed: str
    sender: str
    row: int
    values: dict[str, str]


def sides(actor: User, numbers: Collection[int]) -> list[Side]:
    """What rows say of the people they name; a line in the record of each person read."""
    require(actor, Permission.DECIDE_LINKS)
    if not numbers:
        return []
    held = mentions.stored(f"id in ({', '.join(['%s'] * len(numbers))})", list(numbers))
    people = {person for person in held["person"].to_pylist() if person is not None}
    audit.record_many(by=actor, action="exchange.rows-read", people=sorted(people))
    senders = dict(Delivery.objects.filter(pk__in=held["delivery"].unique().to_pylist()).values_list("pk", "sender"))
    return [_side(row, senders) for row in mentions.said(held).to_pylist()]


def _side(row: dict, senders: dict[int, str]) -> Side:
    sex = {1: Text("男", "male"), 2: Text("女", "female")}.get(row["sex"])
    values = {
        "name": row["name"] or "",
        "birth_date": f"{row['birth_date']:%Y-%m-%d}" if row["birth_date"] else "",
        "sex": sex.in_language(get_language() or "zh") if sex else "",
        "id_number": words.masked_number(row["id_number"]) if row["id_number"] else "",
        "phone": words.masked_phone(row["phone"]) if row["phone"] else "",
        "area": row["village"] or row["township"] or "",
        "mother_name": row["mother_name"] or "",
        "certificate_number": row["certificate_number"] or "",
        "source_key": row["source_key"] or "",
    }
    return Side(row["mention"], row["delivery"], row["feed"], senders.get(row["delivery"], ""), row["row"], values)


class Evidence(NamedTuple):
    """One comparison of a pair: what was compared, what was found, and how many bits it weighs."""

    title: Text
    found: Found
    weight: float


class Pair(NamedTuple):
    """A question: are these two rows about one person?"""

    a: int
    b: int
    weight: float
    probability: float
    sides: list[Side]
    values: list[tuple[Text, list[str]]]
    evidence: list[Evidence]


def question(actor: User, skipped: Collection[int] = ()) -> Pair | None:
    """The pair whose answer settles most; its two people's records are read, and that is recorded."""
    require(actor, Permission.DECIDE_LINKS)
    review = open_reviews().exclude(pk__in=skipped).first()
    return None if review is None else pair(actor, review)


def pair(actor: User, review: LinkReview) -> Pair | None:
    """One pair with both sides and the evidence in words. ``None`` when a row was taken back since."""
    both = sides(actor, [review.a, review.b])
    if len(both) != 2:
        review.delete()
        return question(actor)
    names = dict(Area.objects.filter(code__in={side.values["area"] for side in both}).values_list("code", "name"))
    lines = []
    for field, title in FIELDS.items():
        shown = [names.get(side.values[field], side.values[field]) for side in both]
        if any(shown):
            lines.append((title, shown))
    told = [
        Evidence(COMPARED[name], finding(name, level), bits)
        for name, (level, bits) in review.evidence.items()
        if name in COMPARED
    ]
    return Pair(review.a, review.b, review.weight, 1 / (1 + 2**-review.weight), both, lines, told)


FIELDS = {
    "name": Text("姓名", "Name"),
    "birth_date": Text("出生日期", "Birth date"),
    "sex": Text("性别", "Sex"),
    "id_number": Text("证件号", "Identity number"),
    "phone": Text("电话", "Phone"),
    "area": Text("居住地", "Place"),
    "mother_name": Text("母亲姓名", "Mother's name"),
    "certificate_number": Text("出生医学证明编号", "Birth certificate number"),
    "source_key": Text("登记册编号", "Number in the register"),
}


def review_of(actor: User, a: int, b: int) -> LinkReview | None:
    """The review of a pair."""
    return LinkReview.objects.filter(a=a, b=b).first()


def answers_since_linkage(actor: User) -> int:
    """Answers that the last linkage run has not seen."""
    last = AuditLine.objects.filter(action="exchange.linked").order_by("-pk").values_list("at", flat=True).first()
    given = LinkDecision.objects.exclude(same=None)
    return (given if last is None else given.filter(at__gt=last)).count()


def person(actor: User, number: int) -> tuple[Person, list[Side], list[PersonHistory]] | None:
    """A person with the rows that name her and how her number came to be; the read is recorded."""
    require(actor, Permission.DECIDE_LINKS)
    found = Person.objects.filter(pk=number).first()
    if found is None:
        return None
    audit.record(by=actor, action="record-read", person=number)
    said = mentions.said(mentions.stored('person_id = %s and "current"', [number]))
    senders = dict(Delivery.objects.filter(mentions__person=number).values_list("pk", "sender"))
    shown = [_side(row, senders) for row in said.slice(0, ROWS).to_pylist()]
    history = list(PersonHistory.objects.filter(Q(person=number) | Q(into=number)).order_by("-at", "-pk"))
    return found, shown, history
