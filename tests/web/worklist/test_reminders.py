"""Who gets a reminder today, and who does not: each condition taken away by itself, from facts that came after the nightly run."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.web.places import ELSEWHERE_VILLAGE, Family, Places, due, family, person, run
from wanhu.engine.messages import Wanted, choose, reach
from wanhu.engine.tables import Reason
from wanhu.rules import RULEBOOK
from wanhu.rules.messages import MESSAGES
from wanhu.web.base import ids, sealing
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import BirthFact, ContactFact, DeathFact, DoseFact, PregnancyFact, ReleaseFact
from wanhu.web.registry.models import ConsentFact, Person, RelationFact, ResidenceFact, Responsibility
from wanhu.web.worklist import compute
from wanhu.web.worklist.channels import Answer, FileChannel, Outcome
from wanhu.web.worklist.models import Due, Message, Run
from wanhu.web.worklist.queries.reminders import messages_of, planned
from wanhu.web.worklist.reminders import Reminded, remind

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOTHER_S, HER = "13812342210", "antenatal"


@dataclass
class Kept:
    """A channel that keeps what it is given, and answers as it is told."""

    name: str = "kept"
    delivers: bool = True
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def send(self, number: str, text: str, id: str) -> Answer:
        self.sent.append((number, text, id))
        return self.answers.pop(0) if self.answers else Answer(Outcome.SENT)


def at(day: date, clock: str = "10:00") -> Callable[[], datetime]:
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)
    return lambda: moment


def send(day: date, channel: Kept | FileChannel | None = None, clock: str = "10:00", **more) -> tuple[Reminded, Kept]:
    kept = channel or Kept()
    return remind(by="wanhu remind", channel=kept, on=day, clock=at(day, clock), **more), kept  # type: ignore[return-value]


def fact(model: type, who: Person, happened: date, **said: object) -> None:
    model.objects.create(id=ids.mint(), person=who, happened=happened, recorded=timezone.now(), source="delivery:1", **said)


@pytest.fixture
def listed(home: Family, today: date, settings, tmp_path) -> Family:
    """The list, computed: the mother at 31 weeks has a contact due in five days, the child doses due about now."""
    settings.HOME = tmp_path
    lmp = today - timedelta(days=219)
    dates = {"lmp": lmp, "edd": lmp + timedelta(days=280), "dating": "ultrasound"}
    fact(PregnancyFact, home.mother, today - timedelta(days=1), pregnancy=home.pregnancy, **dates)
    for vaccine, days in (("HepB", 65), ("BCG", 65), ("HepB", 30)):
        fact(DoseFact, home.child, today - timedelta(days=days), vaccine=vaccine)
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return home


def wanted_rows(today: date) -> list[Wanted]:
    """What the list would have us write about."""
    return choose(MESSAGES, RULEBOOK, planned("test", reach(MESSAGES, today)), today)


def wanted(today: date) -> set[tuple[int, str]]:
    """The same, by person and protocol."""
    return {(one.row.person, one.row.protocol) for one in wanted_rows(today)}


def test_the_family_would_be_written_to(listed: Family, today: date) -> None:
    """Otherwise silence below would prove nothing."""
    assert {(listed.mother.pk, "antenatal"), (listed.child.pk, "immunisation")} <= wanted(today)


def test_one_message_for_all_that_the_family_has(listed: Family, staff: Places, today: date) -> None:
    staff.worker.phone = "13700000000"
    staff.worker.save()
    made, kept = send(today)
    [(number, text, _)] = kept.sent
    assert number == MOTHER_S and made.texts == 1 and made.counts["sent"] == Message.objects.count() >= 2
    assert text.startswith("【万户】王女士您好：您家有几项约好的健康服务，请")
    assert "石桥村村医李桂兰（电话13700000000）" in text and "秀英" not in text and "孩子" not in text
    assert {one.person_id for one in Message.objects.all()} == {listed.mother.pk, listed.child.pk}
    assert set(Message.objects.values_list("state", "channel").distinct()) == {("sent", "kept")}


def test_a_child_s_message_goes_to_its_mother_and_names_nobody_else(listed: Family, today: date) -> None:
    Due.objects.filter(person=listed.mother).delete()
    _, kept = send(today)
    [(number, text, _)] = kept.sent
    assert (
        number == MOTHER_S and "您家孩子有一项约好的健康服务" in text and "石桥村卫生室" in text
    )  # the worker has no number on record


def test_every_message_leaves_a_line_that_she_can_see(listed: Family, today: date) -> None:
    _, kept = send(today)
    lines = AuditLine.objects.filter(action="reminder-sent")
    assert {one.person for one in lines} == {listed.mother.pk, listed.child.pk}
    [detail] = {json.dumps(one.detail) for one in lines}
    assert json.loads(detail) == {"message": kept.sent[0][2], "channel": "kept"}, "nothing of what it was about"


def test_nothing_is_sent_twice(listed: Family, today: date) -> None:
    first, _ = send(today)
    again, kept = send(today, clock="16:00")
    assert not kept.sent and again.counts["already-sent"] == first.counts["sent"] and not again.texts


def test_one_message_a_day(listed: Family, today: date) -> None:
    """What joins the list at noon waits for tomorrow, also when it is another of the family."""
    steps = list(Due.objects.filter(person=listed.mother))
    Due.objects.filter(person=listed.mother).delete()
    send(today)
    Due.objects.bulk_create(steps)
    again, kept = send(today, clock="16:00")
    assert not kept.sent and again.counts["another-day"] >= 1
    Message.objects.update(at=timezone.now() - timedelta(days=1))
    assert len(send(today)[1].sent) == 1


def withdraw(purpose: str) -> Callable[[Family, Person, date], None]:
    return lambda home, who, day: fact(ConsentFact, who, day, purpose=purpose, given=False, how="worker")


SILENCES: dict[str, Callable[[Family, Person, date], None]] = {
    "withdrew reminders": withdraw("reminders"),
    "withdrew her record": withdraw("record"),
    "an answer of last year, written down today": lambda home, who, day: fact(
        ConsentFact, who, day - timedelta(days=3650), purpose="reminders", given=False, how="paper"
    ),
    "never asked": lambda home, who, day: ConsentFact.objects.filter(person=who, purpose="reminders").delete() and None,
    "died": lambda home, who, day: fact(DeathFact, who, day, kind="person"),
    "moved away": lambda home, who, day: fact(ResidenceFact, who, day, area=None),
}


@pytest.mark.parametrize("what", SILENCES)
@pytest.mark.parametrize("whose", ["mother", "child"])
def test_silence_holds_at_once(listed: Family, today: date, what: str, whose: str) -> None:
    """The lists of the night still have the rows; the facts of this morning do not."""
    who = getattr(listed, whose)
    SILENCES[what](listed, who, today)
    assert who.pk in {person for person, _ in wanted(today)}
    made, kept = send(today)
    about = set(Message.objects.filter(state="sent").values_list("person", flat=True))
    assert who.pk not in about
    assert made.counts["without-consent"] + made.counts["silenced"] > 0
    if (
        whose == "mother" and what != "never asked"
    ):  # nobody writes to her telephone about the child either; there is no other guardian
        assert not kept.sent


def test_a_loss_silences_the_pregnancy_at_once(listed: Family, today: date) -> None:
    fact(DeathFact, listed.mother, today, pregnancy=listed.pregnancy, kind="loss")
    made, kept = send(today)
    assert not Message.objects.filter(person=listed.mother).exists() and made.counts["silenced"] >= 1
    assert [text for _, text, _ in kept.sent if "您家孩子" not in text] == [], "the child that lives has its plan"


def test_a_loss_that_names_no_pregnancy_silences_it_too(listed: Family, today: date) -> None:
    fact(DeathFact, listed.mother, today, kind="loss")
    send(today)
    assert not Message.objects.filter(person=listed.mother).exists()


def test_after_a_child_s_death_no_program_writes_to_the_mother(listed: Family, today: date) -> None:
    fact(DeathFact, listed.child, today, kind="person")
    made, kept = send(today)
    assert not kept.sent and made.counts["silenced"] == len(wanted_rows(today))


def test_a_release_silences_the_step_and_a_visit_too(listed: Family, today: date) -> None:
    fact(ReleaseFact, listed.child, today, protocol="immunisation", step=None, reason=Reason.DECLINED)
    fact(ContactFact, listed.mother, today, pregnancy=listed.pregnancy, kind="antenatal", mode="clinic")
    send(today)
    assert not Message.objects.filter(protocol__in=("immunisation", "antenatal")).exists()


def test_a_phone_is_needed_and_a_landline_is_none(listed: Family, today: date) -> None:
    Person.objects.filter(pk=listed.mother.pk).update(phone_sealed=sealing.seal_text("0728-3221234"))
    made, kept = send(today)
    assert not kept.sent and made.counts["without-phone"] == len(wanted_rows(today))
    Person.objects.filter(pk=listed.mother.pk).update(phone_sealed=None)
    assert send(today)[0].counts["without-phone"] == len(wanted_rows(today))


def test_another_guardian_is_written_to_when_the_mother_may_not_be(listed: Family, today: date) -> None:
    father = person("李强", born_on=date(1995, 1, 1), sex=1, phone="13911112222")
    fact(RelationFact, listed.child, today - timedelta(days=10), other=father, kind="child-of")
    fact(ConsentFact, listed.mother, today, purpose="reminders", given=False, how="worker")
    _, kept = send(today)
    assert [number for number, _, _ in kept.sent] == ["13911112222"]
    assert kept.sent[0][1].startswith("【万户】李先生您好：您家孩子")


def test_a_woman_s_own_message_never_goes_to_her_family(listed: Family, today: date) -> None:
    """She is herself somebody's child, and under eighteen: what is hers goes to her alone."""
    grandmother = person("张兰", born_on=date(1970, 1, 1), phone="13911113333")
    fact(RelationFact, listed.mother, today - timedelta(days=3650), other=grandmother, kind="child-of")
    fact(RelationFact, grandmother, today - timedelta(days=3650), other=listed.mother, kind="guardian-of")
    Person.objects.filter(pk=listed.mother.pk).update(phone_sealed=None)
    _, kept = send(today)
    assert not kept.sent


def test_a_restricted_step_is_never_written_about(listed: Family, today: date) -> None:
    """Even a row that has no business in the list."""
    Due.objects.all().delete()
    current = Run.objects.get(current=True)
    due(current, listed.mother, "pmtct", "art", days=1, state="open", pregnancy=listed.pregnancy)
    due(current, listed.child, "pmtct-child", "hiv-6w", days=1, state="open")
    made, kept = send(today)
    assert not kept.sent and not made.counts


def test_a_row_that_the_facts_do_not_give_is_not_believed(listed: Family, today: date) -> None:
    Due.objects.all().delete()
    due(Run.objects.get(current=True), listed.child, "child-health", "24m", days=1, state="open")
    made, kept = send(today)
    assert not kept.sent and made.counts["silenced"] == 1


def test_quiet_hours(listed: Family, today: date) -> None:
    for clock, next_day in (("08:29", 0), ("20:01", 1), ("23:59", 1), ("00:10", 0)):
        made, kept = send(today, clock=clock)
        assert not kept.sent and not Message.objects.exists()
        expected = datetime.combine(today + timedelta(days=next_day), datetime.min.time(), SHANGHAI) + timedelta(
            hours=8, minutes=30
        )
        assert made.quiet_until == expected, clock
    assert send(today, clock="20:00")[1].sent


def test_evening_comes_while_messages_go_out(listed: Family, today: date) -> None:
    other = family(today, phone="13711114444")
    compute.refresh([other.mother.pk, other.child.pk], today)
    moments = iter([at(today, "19:59")(), at(today, "19:59")(), at(today, "20:01")()])
    kept = Kept()
    made = remind(by="wanhu remind", channel=kept, on=today, clock=lambda: next(moments))
    assert len(kept.sent) == 1 and made.quiet_until and made.counts["another-day"] >= 1
    assert not Message.objects.filter(person__in=[other.mother.pk, other.child.pk]).exists()


def test_a_dry_run_counts_and_leaves_nothing(listed: Family, today: date) -> None:
    made, kept = send(today, clock="23:00", dry_run=True)
    assert made.texts == 1 and made.counts["sent"] >= 2 and not kept.sent
    assert not Message.objects.exists() and not AuditLine.objects.filter(action__startswith="reminder").exists()
    assert remind(by="t", channel=kept, on=today + timedelta(days=2), dry_run=True, clock=at(today)).on == today + timedelta(
        days=2
    )


def test_only_today_s_messages_are_sent(listed: Family, today: date) -> None:
    with pytest.raises(ValueError, match="dry-run"):
        remind(by="t", channel=Kept(), on=today + timedelta(days=1), clock=at(today))


def test_a_channel_that_delivers_nothing_leaves_nothing(listed: Family, today: date) -> None:
    _, kept = send(today, Kept(name="console", delivers=False))
    assert kept.sent and not Message.objects.exists()


def test_two_runs_at_once_are_refused(listed: Family, today: date) -> None:
    class Nested(Kept):
        def send(self, number: str, text: str, id: str) -> Answer:
            with pytest.raises(ValueError, match="another run"):
                send(today)
            return super().send(number, text, id)

    assert send(today, Nested())[0].texts == 1


def test_the_same_step_is_left_in_peace_for_a_week(listed: Family, today: date) -> None:
    """Another message would be about to go out: the first was about its opening, this one is about its last days."""
    send(today)
    for days, sent in ((6, False), (7, True)):
        Message.objects.update(template="of another day", at=at(today - timedelta(days=days))())
        made, kept = send(today)
        assert bool(kept.sent) is sent and bool(made.counts["another-day"]) is not sent, days


def test_what_failed_is_tried_again_three_times_in_all_under_the_same_id(listed: Family, today: date) -> None:
    kept = Kept(answers=[Answer(Outcome.LATER, "503")] * 3)
    for attempt in range(3):
        made, _ = send(today, kept)
        assert made.counts["failed"] and not made.counts["sent"], attempt
    assert len({id for _, _, id in kept.sent}) == 1, "the gateway may have taken the first and lost its answer"
    made, _ = send(today, kept)
    assert len(kept.sent) == 3 and made.counts["given-up"] and not made.counts["failed"]
    assert AuditLine.objects.filter(action="reminder-failed", person=listed.mother.pk).count() == 3


def test_what_is_taken_at_the_second_try_is_sent(listed: Family, today: date) -> None:
    kept = Kept(answers=[Answer(Outcome.LATER, "500"), Answer(Outcome.SENT, "200")])
    assert send(today, kept)[0].counts["failed"]
    assert send(today, kept)[0].counts["sent"]
    assert send(today, kept)[0].counts["already-sent"] and len(kept.sent) == 2


def test_what_was_refused_is_not_sent_again(listed: Family, today: date) -> None:
    kept = Kept(answers=[Answer(Outcome.REFUSED, "400 no such number 13812342210")])
    send(today, kept)
    assert send(today, kept)[0].counts["given-up"] and len(kept.sent) == 1
    assert {one.answer for one in Message.objects.all()} == {"refused: 400 no such number …"}


def test_a_gateway_that_is_down_is_left_alone(listed: Family, today: date) -> None:
    for number in range(7):
        one = family(today, phone=f"1371111444{number}")
        compute.refresh([one.mother.pk, one.child.pk], today)
    kept = Kept(answers=[Answer(Outcome.LATER, "TimeoutError")] * 20)
    made, _ = send(today, kept)
    assert made.stopped and len(kept.sent) == 5 and made.counts["another-day"] >= 3


def test_through_a_file(listed: Family, today: date, tmp_path) -> None:
    send(today, FileChannel(tmp_path / "messages", today))
    send(today, FileChannel(tmp_path / "messages", today))
    [line] = (tmp_path / "messages" / f"{today}.jsonl").read_text().splitlines()
    assert json.loads(line)["number"] == MOTHER_S


def test_the_nearest_worker_is_named(listed: Family, staff: Places, today: date) -> None:
    from wanhu.web.base.models import Role, User

    near = User.objects.create_user(
        "zhao", password="x" * 12, role=Role.WORKER, full_name="赵敏", area=listed.mother.area, phone="13600000000"
    )
    Responsibility.objects.create(worker=near, household=listed.mother.household, since=today)
    assert "赵敏（电话13600000000）" in send(today)[1].sent[0][1]


def test_she_can_see_her_messages_and_only_who_may_see_her(listed: Family, staff: Places, today: date) -> None:
    send(today)
    seen = messages_of(staff.worker, listed.mother.pk)
    assert seen and all(one.person_id == listed.mother.pk for one in seen)
    with pytest.raises(PermissionDenied):
        messages_of(staff.analyst, listed.mother.pk)
    stranger = person("陈云", born_on=date(1990, 1, 1), area=ELSEWHERE_VILLAGE)
    Message.objects.filter(person=listed.mother).update(person=stranger)
    assert messages_of(staff.worker, stranger.pk) == []


def test_without_a_run_nothing_is_sent(home: Family, today: date) -> None:
    made, kept = send(today)
    assert not kept.sent and not made.counts
    run(today)
    assert not send(today)[1].sent


def test_a_birth_tells_who_the_mother_is_without_a_tie(listed: Family, today: date) -> None:
    RelationFact.objects.all().delete()
    assert BirthFact.objects.filter(person=listed.child, mother=listed.mother).exists()
    Due.objects.filter(person=listed.mother).delete()
    assert send(today)[1].sent[0][0] == MOTHER_S
