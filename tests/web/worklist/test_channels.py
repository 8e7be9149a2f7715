"""The ways out for a message, each tried for real: a file on disk, a terminal, and a gateway that answers over HTTP, well and badly."""

import io
import json
import stat
import time
from datetime import date
from pathlib import Path

import pytest

from tests.web.worklist.conftest import Gateway
from wanhu.web.worklist.channels import Answer, ConsoleChannel, FileChannel, GatewayChannel, Outcome, chosen, masked

NUMBER, TEXT, ID = "13812345678", "【万户】您好", "00000000-0000-4000-8000-000000000001"
TODAY = date(2026, 11, 24)


def test_the_gateway_gets_number_text_token_and_key(gateway: Gateway) -> None:
    answer = GatewayChannel(gateway.url, "secret").send(NUMBER, TEXT, ID)
    assert answer.outcome is Outcome.SENT
    [(headers, body)] = gateway.seen
    assert body == {"id": ID, "to": NUMBER, "text": TEXT}
    assert headers["Authorization"] == "Bearer secret" and headers["Idempotency-Key"] == ID
    assert headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, Outcome.SENT), (202, Outcome.SENT), (400, Outcome.REFUSED), (422, Outcome.REFUSED), (401, Outcome.LATER),
     (429, Outcome.LATER), (500, Outcome.LATER), (503, Outcome.LATER), (302, Outcome.LATER)],
)  # fmt: skip
def test_what_a_status_means(gateway: Gateway, status: int, outcome: Outcome) -> None:
    gateway.answers = [(status, json.dumps({"reason": "because"}).encode())]
    answer = GatewayChannel(gateway.url, "secret").send(NUMBER, TEXT, ID)
    assert answer == Answer(outcome, f"{status} because")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1, 2]", b"\xff\xfe", b'{"reason": 7}', b'"yes"'])
@pytest.mark.parametrize(("status", "outcome"), [(200, Outcome.SENT), (400, Outcome.REFUSED), (500, Outcome.LATER)])
def test_an_answer_that_is_not_understood(gateway: Gateway, body: bytes, status: int, outcome: Outcome) -> None:
    """The status decides; words that are no JSON object are not kept."""
    gateway.answers = [(status, body)]
    answer = GatewayChannel(gateway.url, "secret").send(NUMBER, TEXT, ID)
    assert answer.outcome is outcome and answer.words.startswith(str(status)) and "html" not in answer.words


def test_a_gateway_that_does_not_answer_in_time(gateway: Gateway) -> None:
    gateway.wait = 1.0
    begun = time.monotonic()
    answer = GatewayChannel(gateway.url, "secret", timeout=0.2).send(NUMBER, TEXT, ID)
    assert answer.outcome is Outcome.LATER and time.monotonic() - begun < 0.9


def test_no_gateway_at_all() -> None:
    answer = GatewayChannel("http://127.0.0.1:9/", "secret", timeout=1).send(NUMBER, TEXT, ID)
    assert answer.outcome is Outcome.LATER and "refused" in answer.words.lower()


def test_a_gateway_that_sends_us_elsewhere_is_not_followed(gateway: Gateway) -> None:
    """The other address would get numbers and the token."""
    gateway.answers, gateway.location = [(307, b"{}"), (200, b"{}")], gateway.url
    assert GatewayChannel(gateway.url, "secret").send(NUMBER, TEXT, ID).outcome is Outcome.LATER
    assert len(gateway.seen) == 1


def test_numbers_that_a_gateway_repeats_are_not_kept(gateway: Gateway) -> None:
    gateway.answers = [(400, json.dumps({"reason": f"cannot reach {NUMBER}"}).encode())]
    kept = GatewayChannel(gateway.url, "secret").send(NUMBER, TEXT, ID).kept
    assert kept == "refused: 400 cannot reach …"


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("", "x"),
        ("http://gateway.example/", "x"),
        ("ftp://gateway.example/", "x"),
        ("https://gateway.example/", ""),
        ("gateway", "x"),
    ],
)
def test_a_gateway_that_may_not_be_used(url: str, token: str) -> None:
    with pytest.raises(ValueError, match="WANHU_MESSAGE"):
        GatewayChannel(url, token)


def test_the_file_holds_one_message_a_line_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path / "messages", TODAY)
    assert channel.send(NUMBER, TEXT, ID).outcome is Outcome.SENT
    channel.send("13900000000", "您好\n第二行", "another")
    path = tmp_path / "messages" / "2026-11-24.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [json.loads(line) for line in path.read_text().splitlines()] == [
        {"id": ID, "number": NUMBER, "text": TEXT},
        {"id": "another", "number": "13900000000", "text": "您好\n第二行"},
    ]


def test_a_run_that_was_cut_off_writes_no_message_twice(tmp_path: Path) -> None:
    FileChannel(tmp_path, TODAY).send(NUMBER, TEXT, ID)
    path = tmp_path / "2026-11-24.jsonl"
    with path.open("a") as file:
        file.write('{"id": "hal')
    again = FileChannel(tmp_path, TODAY)
    again.send(NUMBER, TEXT, ID)
    again.send(NUMBER, TEXT, "next")
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == [ID, "next"]


def test_looking_at_a_file_channel_makes_nothing(tmp_path: Path) -> None:
    FileChannel(tmp_path / "messages", TODAY)
    assert not (tmp_path / "messages").exists()


def test_the_terminal_shows_no_whole_number() -> None:
    out = io.StringIO()
    channel = ConsoleChannel(out)
    channel.send(NUMBER, TEXT, ID)
    assert TEXT in out.getvalue() and "138****5678" in out.getvalue() and NUMBER not in out.getvalue()
    assert not channel.delivers
    assert masked("110") == "***"


def test_the_channel_is_chosen_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("WANHU_MESSAGES", "WANHU_MESSAGE_URL", "WANHU_MESSAGE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    assert chosen(tmp_path, TODAY, io.StringIO()).name == "file"
    monkeypatch.setenv("WANHU_MESSAGES", "console")
    assert chosen(tmp_path, TODAY, io.StringIO()).name == "console"
    monkeypatch.setenv("WANHU_MESSAGES", "http")
    with pytest.raises(ValueError, match="WANHU_MESSAGE_URL"):
        chosen(tmp_path, TODAY, io.StringIO())
    monkeypatch.setenv("WANHU_MESSAGE_URL", "https://gateway.example/messages")
    monkeypatch.setenv("WANHU_MESSAGE_TOKEN", "secret\n")
    assert chosen(tmp_path, TODAY, io.StringIO()).name == "http"
    monkeypatch.setenv("WANHU_MESSAGES", "pigeon")
    with pytest.raises(ValueError, match="pigeon"):
        chosen(tmp_path, TODAY, io.StringIO())
