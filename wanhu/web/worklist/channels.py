"""The ways out for a message: a file for whoever sends them by hand, the terminal, or a gateway over HTTP. Chosen by ``WANHU_MESSAGES``.

A channel takes a number, a text and an id, and answers; it decides nothing. The id is the same whenever the same text goes to the same
person, so a gateway that took a message whose answer was lost does not send it twice.
"""

import json
import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

TIMEOUT = 10.0  # seconds
LONGEST_ANSWER = 64 * 1024
LONGEST_REASON = 120
AGAIN_LATER = {401, 403, 407, 408, 425, 429}  # a wrong token or too many at once: nothing is wrong with the message itself
ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_NUMBERS = re.compile(r"\d{7,}")


class Outcome(StrEnum):
    """What became of a message. ``REFUSED`` will be refused again; ``LATER`` is worth another try at the next run."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"


@dataclass(frozen=True)
class Answer:
    """A channel's answer and its words, which never hold a number that a gateway repeats."""

    outcome: Outcome
    words: str = ""

    @property
    def kept(self) -> str:
        """As it is kept with the message: the outcome first, so that the next run knows whether to try again."""
        return f"{self.outcome}: {_NUMBERS.sub('…', self.words)}"[:200]


class Channel(Protocol):
    """A way out."""

    @property
    def name(self) -> str: ...

    @property
    def delivers(self) -> bool:
        """Whether what is sent goes to families, and so must be kept."""
        ...

    def send(self, number: str, text: str, id: str) -> Answer:
        """Sends one text to one number. Never raises for what the other side does."""
        ...


class FileChannel:
    """One line of JSON for each message in ``folder/DATE.jsonl``. It holds whole numbers, for it is the gateway's work list: owner only."""

    name, delivers = "file", True

    def __init__(self, folder: Path, on: date) -> None:
        self.path = folder / f"{on.isoformat()}.jsonl"
        self._taken = {json.loads(line)["id"] for line in self._lines()}

    def send(self, number: str, text: str, id: str) -> Answer:
        """Appends the message; one that stands there already, from a run that was cut off, is not written twice."""
        if id not in self._taken:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="utf-8") as file:
                file.write(json.dumps({"id": id, "number": number, "text": text}, ensure_ascii=False) + "\n")
            self._taken.add(id)
        return Answer(Outcome.SENT, self.path.name)

    def _lines(self) -> list[str]:
        """The whole lines of the file. The rest of one that was cut off is ended here, so that the next begins a line of its own."""
        if not self.path.exists():
            return []
        text = self.path.read_text(encoding="utf-8")
        whole, _, rest = text.rpartition("\n")
        if rest:
            os.truncate(self.path, len(text.encode()) - len(rest.encode()))
        return [line for line in whole.split("\n") if line]


class ConsoleChannel:
    """Shows each message on a terminal, with most of the number hidden: for trying the words. Nothing is sent, so nothing is kept."""

    name, delivers = "console", False

    def __init__(self, out: IO[str]) -> None:
        self.out = out

    def send(self, number: str, text: str, id: str) -> Answer:
        """Prints it."""
        print(f"{masked(number)}  {text}", file=self.out)
        return Answer(Outcome.SENT)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere would be handed numbers and the token at another address: that is an error."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class GatewayChannel:
    """Sends each message as JSON by POST, with ``Authorization: Bearer`` and ``Idempotency-Key``. Any 2xx means that it was taken."""

    name, delivers = "http", True

    def __init__(self, url: str, token: str, timeout: float = TIMEOUT) -> None:
        parts = urlsplit(url)
        if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE)):
            raise ValueError(
                "WANHU_MESSAGE_URL 须是 https:// 开头的地址（本机除外）：里面有电话号码 / "
                "WANHU_MESSAGE_URL must begin with https:// (except on this machine): it is sent telephone numbers"
            )
        if not token:
            raise ValueError("请设置 WANHU_MESSAGE_TOKEN / set WANHU_MESSAGE_TOKEN")
        self._url, self._token, self._timeout = url, token, timeout
        self._opener = urllib.request.build_opener(_NoRedirects)

    def send(self, number: str, text: str, id: str) -> Answer:
        """One request, tried once: what failed is tried again by the next run."""
        request = urllib.request.Request(
            self._url,
            data=json.dumps({"id": id, "to": number, "text": text}, ensure_ascii=False).encode(),
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Authorization": f"Bearer {self._token}",
                "Idempotency-Key": id,
            },
            method="POST",
        )
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                status, said = response.status, _said(response)
        except urllib.error.HTTPError as refused:
            status, said = refused.code, _said(refused)
            refused.close()
        except (OSError, HTTPException) as problem:  # no connection, no answer in time, or an answer that is not HTTP
            reason = getattr(problem, "reason", problem)
            return Answer(Outcome.LATER, f"{type(reason).__name__}")
        words = f"{status} {said}".strip()
        if 200 <= status < 300:
            return Answer(Outcome.SENT, words)
        lasting = 400 <= status < 500 and status not in AGAIN_LATER
        return Answer(Outcome.REFUSED if lasting else Outcome.LATER, words)


def chosen(home: Path, on: date, out: IO[str]) -> Channel:
    """The channel that ``WANHU_MESSAGES`` names: file (by default), console or http. Raises ValueError, in both languages."""
    name = os.environ.get("WANHU_MESSAGES") or FileChannel.name
    if name == FileChannel.name:
        return FileChannel(home / "messages", on)
    if name == ConsoleChannel.name:
        return ConsoleChannel(out)
    if name == GatewayChannel.name:
        return GatewayChannel(os.environ.get("WANHU_MESSAGE_URL", "").strip(), os.environ.get("WANHU_MESSAGE_TOKEN", "").strip())
    raise ValueError(f"WANHU_MESSAGES={name}：只能是 file、console 或 http / must be file, console or http")


def masked(number: str) -> str:
    """``138****5678``."""
    return number[:3] + "*" * (len(number) - 7) + number[-4:] if len(number) > 7 else "*" * len(number)


def _said(response: Any) -> str:
    """The gateway's own words, from ``reason``, ``message`` or ``error`` of a JSON object; anything else is not understood, and not kept."""
    try:
        said = json.loads(response.read(LONGEST_ANSWER))
    except (OSError, HTTPException, ValueError):
        return "(answer not understood)"
    if not isinstance(said, dict):
        return "(answer not understood)"
    words = next((said[name] for name in ("reason", "message", "error") if isinstance(said.get(name), str)), "")
    return " ".join(words.split())[:LONGEST_REASON]
