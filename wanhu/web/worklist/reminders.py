"""Reminders to families: the rows of the current run that a template is about, read again from the facts, folded by family, and sent.

The lists may be hours old, so nothing is sent because of a list alone. Just before a message goes out, the plan of its people is computed
again and every answer, death, move and tie is read again; what no longer stands is silent. Each addressee gets one message a day, within
decent hours. What was sent leaves a row for each step and a line that the family can see.
"""

import fcntl
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wanhu.engine import due as planning
from wanhu.engine.messages import Around, Planned, Wanted, choose, reach
from wanhu.engine.protocol import State, Subject
from wanhu.rules import RULEBOOK
from wanhu.rules.messages import MESSAGES, SENDING
from wanhu.web.base import audit, ids, sealing
from wanhu.web.registry.models import Person
from wanhu.web.worklist import compute, letters, records
from wanhu.web.worklist.channels import Answer, Channel, Outcome
from wanhu.web.worklist.models import Message
from wanhu.web.worklist.queries import reminders as queries

AT_ONCE = 20  # addressees whose facts are read together, so that little time passes between reading and sending
GIVE_UP = 5  # messages that fail one after another: the gateway is down, and the next run tries again
COUNTS = ("sent", "failed", "without-consent", "without-phone", "silenced", "already-sent", "given-up", "another-day")

Progress = Callable[..., None]


@dataclass
class Reminded:
    """What a run did. ``counts`` are of steps, by the words of COUNTS; ``texts`` the messages that they were folded into.
    ``list_of``: the day of the list that it went through.

    ``quiet_until``: it was, or became, too late or too early. ``stopped``: the gateway could not be reached. In both cases the steps that
    were left are counted as ``another-day``, like those of somebody who had a message today, or about the same step a few days ago.
    """

    on: date
    list_of: date | None = None
    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    quiet_until: datetime | None = None
    stopped: bool = False

    def figures(self) -> dict[str, Any]:
        """As the command says it."""
        made = {
            "on": self.on.isoformat(),
            "list": self.list_of and self.list_of.isoformat(),
            "texts": self.texts,
            **{name: self.counts[name] for name in COUNTS},
        }
        return made | ({"next": self.quiet_until.isoformat(timespec="minutes")} if self.quiet_until else {})


def remind(
    *, by: str, channel: Channel, on: date | None = None, dry_run: bool = False,
    clock: Callable[[], datetime] = timezone.now, progress: Progress = lambda *words: None,
) -> Reminded:  # fmt: skip
    """Sends today's reminders. ``dry_run``: everything is read and nothing sent or kept, on any day and at any hour.

    Raises ValueError for another day than today (messages are about today), and while another run is sending.
    """
    now = timezone.localtime(clock())
    made = Reminded(on or now.date(), queries.list_of(by))
    if not dry_run:
        if made.on != now.date():
            raise ValueError(
                "提醒只能当天发送；看别的日子请加 --dry-run / reminders are sent on their day only: for another day add --dry-run"
            )
        if not SENDING.allows(now):
            made.quiet_until = SENDING.next(now)
            return made
    with _alone():
        progress("挑选 / Choosing")
        wanted = choose(MESSAGES, RULEBOOK, queries.planned(by, reach(MESSAGES, made.on)), made.on)
        by_addressee = _addressed(by, _not_sent(by, wanted, made), made.on, made.counts)
        midnight = timezone.make_aware(datetime.combine(made.on, time()))
        for addressee in _written_to(by, made.on, midnight) & by_addressee.keys():
            made.counts["another-day"] += len(by_addressee.pop(addressee))
        _send_all(by, channel, by_addressee, made, dry_run, clock, progress)
    return made


def preview(*, by: str, row: Planned, on: date) -> tuple[date, str] | None:
    """What the family will be sent about a planned step, and the first day on which; ``None`` when nobody agreed to it, or nothing is sent about it."""
    template = next((one for one in MESSAGES if one.concerns(row.protocol, row.step)), None)
    if template is None:
        return None
    begins = (row.opens if template.around is Around.OPENS else row.due) - timedelta(days=template.days_before)
    wanted = Wanted(row, template)
    addressed = _addressed(by, [wanted], on, Counter())
    day = max(on, begins)
    for addressee in addressed:
        people, whom = queries.reachable(by, [addressee]), queries.contacts(by, [row.person], on)
        return day, letters.text(people[addressee], [wanted], whom[row.person], day)
    return None


def _send_all(
    by: str, channel: Channel, by_addressee: dict[int, list[Wanted]], made: Reminded, dry_run: bool,
    clock: Callable[[], datetime], progress: Progress,
) -> None:  # fmt: skip
    done, failed = 0, 0
    for part in _parts(sorted(by_addressee), AT_ONCE):
        chosen = {addressee: by_addressee[addressee] for addressee in part}
        ready, people, whom = _still(by, chosen, made) if not (made.quiet_until or made.stopped) else (chosen, {}, {})
        for addressee in chosen:
            progress("发送 / Sending" if not dry_run else "试算 / Trying", done, len(by_addressee))
            done += 1
            moment = timezone.localtime(clock())
            if not dry_run and not SENDING.allows(moment):
                made.quiet_until = SENDING.next(moment)
            if made.quiet_until or made.stopped:
                made.counts["another-day"] += len(ready.get(addressee, ()))
            elif rows := ready.get(addressee):
                text = letters.text(people[addressee], rows, whom[rows[0].row.person], made.on)
                answer = Answer(Outcome.SENT) if dry_run else _send(by, channel, people[addressee], rows, text)
                sent = answer.outcome is Outcome.SENT
                made.texts += sent
                made.counts["sent" if sent else "failed"] += len(rows)
                failed = failed + 1 if answer.outcome is Outcome.LATER else 0
                made.stopped = failed >= GIVE_UP


def _send(by: str, channel: Channel, addressee: Person, rows: Sequence[Wanted], text: str) -> Answer:
    number = letters.number(addressee)
    content = [addressee.pk, text, *sorted(map(str, (_key(one) for one in rows)))]
    hidden = sealing.key("message", repr(content))  # keyed: who carries the message cannot guess the step from its id
    identity = uuid.UUID(hidden[:32], version=4)
    answer = channel.send(number, text, str(identity))
    if channel.delivers:
        _keep(by=by, channel=channel, addressee=addressee, rows=rows, identity=identity, answer=answer)
    return answer


@transaction.atomic
def _keep(*, by: str, channel: Channel, addressee: Person, rows: Sequence[Wanted], identity: uuid.UUID, answer: Answer) -> None:
    """A row for each step of the message, and a line for everybody whom it is about and for her who got it."""
    sent, at = answer.outcome is Outcome.SENT, timezone.now()
    Message.objects.bulk_create(
        Message(
            id=ids.mint(), person_id=row.person, protocol=row.protocol, step=row.step, due=row.due, template=template.code,
            channel=channel.name, state=Message.State.SENT if sent else Message.State.FAILED, at=at, answer=answer.kept,
        )
        for row, template in rows
    )  # fmt: skip
    audit.record_many(
        by=by, action="reminder-sent" if sent else "reminder-failed", people=sorted({row.person for row, _ in rows} | {addressee.pk}),
        detail={"message": str(identity), "channel": channel.name}, at=at,
    )  # fmt: skip


def _not_sent(by: str, wanted: list[Wanted], made: Reminded) -> list[Wanted]:
    """Without what was sent before, what was refused for good, what was tried often enough, and steps written about a few days ago."""
    sent, failed, refused = set(), Counter(), set()
    lately: set[tuple[int, str, str]] = set()
    for one in queries.before(by, {one.row.person for one in wanted}):
        key = (one.person_id, one.protocol, one.step, one.due, one.template)
        if one.state == Message.State.SENT:
            sent.add(key)
            if (made.on - timezone.localdate(one.at)).days < SENDING.apart:
                lately.add(key[:3])
        elif one.answer.startswith(Outcome.REFUSED):
            refused.add(key)
        else:
            failed[key] += 1
    left = []
    for one in wanted:
        if _key(one) in sent:
            made.counts["already-sent"] += 1
        elif _key(one) in refused or failed[_key(one)] >= SENDING.tries:
            made.counts["given-up"] += 1
        elif _key(one)[:3] in lately:
            made.counts["another-day"] += 1
        else:
            left.append(one)
    return left


def _addressed(by: str, wanted: list[Wanted], on: date, counts: Counter[str]) -> dict[int, list[Wanted]]:
    """The rows that may be written about, by the person who is written to: the woman herself, or the first of a child's family who can be."""
    children = {one.row.person for one in wanted if _about_child(one)}
    family = queries.guardians(by, children, on)
    everybody = {one.row.person for one in wanted} | {one for of in family.values() for one in of}
    answers = queries.answers(by, everybody, on)
    bereaved = queries.bereaved(by, {one.row.person for one in wanted if not _about_child(one)}, on)
    held = queries.reachable(by, everybody)
    able = {number for number, person in held.items() if number not in answers.silent and letters.number(person)}
    found: dict[int, list[Wanted]] = defaultdict(list)
    for one in wanted:
        who, child = one.row.person, _about_child(one)
        if who in answers.dead | answers.away or (not child and who in bereaved):
            counts["silenced"] += 1
        elif who not in answers.agreed:
            counts["without-consent"] += 1
        elif (addressee := next((one for one in (family.get(who, []) if child else [who]) if one in able), None)) is not None:
            found[addressee].append(one)
        else:
            counts["without-phone"] += 1
    return found


def _still(
    by: str, chosen: dict[int, list[Wanted]], made: Reminded
) -> tuple[dict[int, list[Wanted]], dict[int, Person], dict[int, queries.Contact]]:
    """What still stands of the chosen rows when everything is read again, by addressee; the addressees; and whom each person is to ring."""
    rows = [one for of in chosen.values() for one in of]
    planned = _planned_now({one.row.person for one in rows}, made.on)
    again = _addressed(by, [one for one in rows if _without_state(one.row) in planned], made.on, Counter())
    both = {addressee: [one for one in of if one in again.get(addressee, ())] for addressee, of in chosen.items()}
    ready = {addressee: kept for addressee, kept in both.items() if kept}
    made.counts["silenced"] += len(rows) - sum(map(len, ready.values()))
    people = {one.row.person for of in ready.values() for one in of}
    return ready, queries.reachable(by, ready), queries.contacts(by, people, made.on)


def _planned_now(people: set[int], on: date) -> set[tuple[Any, ...]]:
    """The steps of these people that are to be done, computed from the facts of this moment."""
    known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    facts = records.family(sorted(people))
    made = planning.lists(
        RULEBOOK, facts, on=on, known_at=known, states=(State.OPEN, State.OVERDUE), ahead=compute.AHEAD, alerts=False
    ).due  # fmt: skip
    found = set()
    for row in made.to_pylist():
        pregnancy = row["subject"] if row["subject_kind"] == Subject.PREGNANCY else None
        found.add((row["person"], pregnancy, row["protocol"], row["step"], row["due"]))
    return found


def _written_to(by: str, on: date, since: datetime) -> set[int]:
    """Who had a message since a moment: the addressees of what was written about, as they would be found now."""
    about = queries.written_since(by, since)
    children = {person for person, protocol in about if _of_child(protocol)}
    return {person for person, _ in about if person not in children} | {
        one for of in queries.guardians(by, children, on).values() for one in of
    }


def _about_child(one: Wanted) -> bool:
    return _of_child(one.row.protocol)


def _of_child(protocol: str) -> bool:
    return RULEBOOK.protocol(protocol).subject is Subject.CHILD


def _key(one: Wanted) -> tuple[int, str, str, date, str]:
    return one.row.person, one.row.protocol, one.row.step, one.row.due, one.template.code


def _without_state(row: Planned) -> tuple[Any, ...]:
    return row.person, row.pregnancy, row.protocol, row.step, row.due


def _parts(of: Iterable[int], size: int) -> Iterator[list[int]]:
    left = iter(of)
    while part := list(islice(left, size)):
        yield part


@contextmanager
def _alone() -> Iterator[None]:
    """One run at a time: two would each send what the other has not yet written down."""
    with (settings.HOME / "reminders.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ValueError("另一次提醒正在发送 / another run is sending reminders") from None
        yield
