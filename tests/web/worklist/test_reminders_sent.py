"""How reminders go out: once, at decent hours, one a day; what a channel that fails leaves, and what the next run does about it."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from tests.web.places import Family, family
from tests.web.worklist.conftest import Gateway
from tests.web.worklist.sending import MOTHER_S, SHANGHAI, Kept, at, send
from wanhu.cli import app
from wanhu.rules.messages import SENDING
from wanhu.web.base.models import AuditLine
from wanhu.web.worklist import compute
from wanhu.web.worklist.channels import Answer, FileChannel, GatewayChannel, Outcome
from wanhu.web.worklist.models import Due, Message
from wanhu.web.worklist.reminders import COUNTS, remind


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


def test_through_a_gateway_that_fails_once(listed: Family, today: date, gateway: Gateway) -> None:
    """A run, an error; the next run, the same message under the same key; nothing after that."""
    gateway.answers = [(500, b"oops"), (200, b'{"message": "taken"}')]
    channel = GatewayChannel(gateway.url, "secret")
    assert send(today, channel)[0].counts["failed"]
    assert set(Message.objects.values_list("state", "answer")) == {("failed", "later: 500 (answer not understood)")}
    assert send(today, channel)[0].counts["sent"]
    send(today, channel)
    [first, second] = gateway.seen
    assert first[0]["Idempotency-Key"] == second[0]["Idempotency-Key"] and first[1] == second[1]
    assert second[1]["to"] == MOTHER_S and "antenatal" not in json.dumps(second) and "DTaP" not in json.dumps(second)
    assert set(Message.objects.filter(state="sent").values_list("answer", flat=True)) == {"sent: 200 taken"}


def test_through_a_gateway_that_refuses(listed: Family, today: date, gateway: Gateway) -> None:
    gateway.answers = [(400, b'{"reason": "blocked by the receiver"}')]
    channel = GatewayChannel(gateway.url, "secret")
    assert send(today, channel)[0].counts["failed"]
    assert send(today, channel)[0].counts["given-up"] and len(gateway.seen) == 1
    assert set(Message.objects.values_list("answer", flat=True)) == {"refused: 400 blocked by the receiver"}


def test_through_a_gateway_that_hangs(listed: Family, today: date, gateway: Gateway) -> None:
    gateway.wait = 0.6
    channel = GatewayChannel(gateway.url, "secret", timeout=0.1)
    assert send(today, channel)[0].counts["failed"]
    assert {one.partition(":")[0] for one in Message.objects.values_list("answer", flat=True)} == {"later"}


def test_the_command(listed: Family, today: date, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.delenv("WANHU_MESSAGES", raising=False)
    tried = CliRunner().invoke(app, ["remind", "--dry-run", "--json"])
    assert tried.exit_code == 0, tried.output
    figures = json.loads(tried.stdout.strip().splitlines()[-1])
    assert figures["texts"] == 1 and figures["sent"] >= 2 and figures["channel"] == "file" and figures["dry_run"]
    assert set(COUNTS) <= figures.keys() and not (tmp_path / "messages").exists()
    for closes, sent in ((time(0), False), (time(23, 59, 59, 999_999), True)):
        monkeypatch.setattr("wanhu.web.worklist.reminders.SENDING", replace(SENDING, opens=time(0), closes=closes))
        done = CliRunner().invoke(app, ["remind", "--json"])
        assert (tmp_path / "messages").exists() is sent, done.output


def test_through_a_file(listed: Family, today: date, tmp_path) -> None:
    send(today, FileChannel(tmp_path / "messages", today))
    send(today, FileChannel(tmp_path / "messages", today))
    [line] = (tmp_path / "messages" / f"{today}.jsonl").read_text().splitlines()
    assert json.loads(line)["number"] == MOTHER_S
