"""For tests of visits: a worker at her list and the page of a first contact. For tests of reminders: a family about which there is something to
say, and a gateway on this machine that keeps what it is sent.

This file may be read before Django is ready, so what needs the records is imported when it is used.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.places import Family, Places


@pytest.fixture
def worker(staff: Places, home: Family, today: date, settings) -> Client:
    """The worker of the village, signed in, with the list of her family computed; her pages are in Chinese."""
    from tests.web.places import browser_of, run
    from wanhu.web.worklist import compute

    settings.MFA_REQUIRED = False
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return browser_of(staff.worker)


@pytest.fixture
def address(worker: Client, home: Family) -> str:
    """The page of the mother's first antenatal contact."""
    from django.urls import reverse

    return reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-1"])


@dataclass
class Gateway:
    """A gateway on this machine: what it was sent, and how it will answer, one status and body after another."""

    url: str = ""
    seen: list[tuple[dict[str, str], dict]] = field(default_factory=list)
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    wait: float = 0
    location: str = ""


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setenv("no_proxy", "*")
    made = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.seen.append((dict(self.headers.items()), json.loads(body)))
            time.sleep(made.wait)
            status, said = made.answers.pop(0) if made.answers else (200, b"{}")
            self.send_response(status)
            if made.location:
                self.send_header("Location", made.location)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever waited in vain has gone
                self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}/messages"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def listed(home: Family, today: date, settings, tmp_path) -> Family:
    """The list, computed: the mother at 36 weeks has a contact due in six days, the child doses due about now."""
    from tests.web.places import run
    from tests.web.worklist.sending import fact
    from wanhu.web.care.models import DoseFact, PregnancyFact
    from wanhu.web.worklist import compute

    settings.HOME = tmp_path
    lmp = today - timedelta(days=252)
    dates = {"lmp": lmp, "edd": lmp + timedelta(days=280), "dating": "ultrasound"}
    fact(PregnancyFact, home.mother, today - timedelta(days=1), pregnancy=home.pregnancy, **dates)
    for vaccine, days in (("HepB", 65), ("BCG", 65), ("HepB", 30)):
        fact(DoseFact, home.child, today - timedelta(days=days), vaccine=vaccine)
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return home
