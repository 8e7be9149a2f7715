"""The first list on a phone that has never seen Wanhu, behind a slow mobile link: bytes and seconds until the names can be read.

``python bench/cold_phone.py [KILOBITS_PER_SECOND] [ROUND_TRIP_MS]`` makes the demonstration's city in a folder of its own, serves it, and opens
it in Chromium at 390×844 through a relay that is as slow as the link. The relay counts and delays what really passes, the service worker's
requests included, which a browser's own throttling leaves out.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

SERVER, RELAY = 8797, 8798
PASSWORD, PIN = "wanhu-demo-2026", "246810"
CHUNK = 1400  # about one packet, so that what shares the link takes turns on it


class Link:
    """A relay in front of the server: one shared rate down and one up, half the round trip each way, a round trip to connect."""

    def __init__(self, kilobits: int, round_trip_ms: int) -> None:
        self.rate, self.round_trip = kilobits * 1000 / 8, round_trip_ms / 1000
        self.free_at = {"down": 0.0, "up": 0.0}
        self.passed = {"down": 0, "up": 0}
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()

    async def _serve(self) -> None:
        async with await asyncio.start_server(self._connected, "127.0.0.1", RELAY) as listening:
            await listening.serve_forever()

    async def _connected(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.round_trip)
        server, to_server = await asyncio.open_connection("127.0.0.1", SERVER)
        await asyncio.gather(self._carry("up", phone, to_server), self._carry("down", server, to_phone))

    async def _carry(self, way: str, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        clock = asyncio.get_running_loop().time
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while (one := await under_way.get())[1]:
                await asyncio.sleep(max(0.0, one[0] - clock()))
                if not sink.is_closing():
                    sink.write(one[1])
            sink.close()

        delivering = asyncio.create_task(deliver())
        try:
            while chunk := await source.read(CHUNK):
                self.passed[way] += len(chunk)
                self.free_at[way] = max(clock(), self.free_at[way]) + len(chunk) / self.rate
                await asyncio.sleep(max(0.0, self.free_at[way] - clock()))
                under_way.put_nowait((clock() + self.round_trip / 2, chunk))
        except ConnectionError:
            pass  # the browser closed what it no longer needed
        under_way.put_nowait((0.0, b""))
        await asyncio.gather(delivering, return_exceptions=True)


def serve(home: str) -> subprocess.Popen[bytes]:
    """The demonstration, as ``make demo`` shows it, once it answers."""
    program = Path(sys.executable).with_name("wanhu")
    environment = os.environ | {"WANHU_HOME": home}
    started = subprocess.Popen(
        [program, "demo", "--port", str(SERVER)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it has children; all of them end together
    )
    for _ in range(600):
        time.sleep(1)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{SERVER}/health", timeout=1)
        except urllib.error.HTTPError:
            return started
        except OSError:
            continue
        return started
    raise RuntimeError("the demonstration did not start")


def sign_in(page: Page) -> None:
    """To the list, as a worker does it."""
    page.goto(f"http://127.0.0.1:{RELAY}/sign-in/")
    page.fill("#id_login", "worker")
    page.fill("#id_password", PASSWORD)
    page.locator("form:has(#id_login) button").click()
    expect(page.locator("a.who").first).to_be_visible()


def measured(link: Link, what: str, work: Callable[[], None]) -> None:
    """Does it and prints what passed and how long it took."""
    before, started = dict(link.passed), time.perf_counter()
    work()
    took = time.perf_counter() - started
    print(
        f"{what:58} {took:6.1f} s  {(link.passed['down'] - before['down']) / 1000:7.1f} kB down "
        f"{(link.passed['up'] - before['up']) / 1000:6.1f} kB up"
    )


def main(kilobits: int, round_trip_ms: int) -> None:
    """Prints a line for each moment that she waits for."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as started:
        server = serve(home)
        try:
            link = Link(kilobits, round_trip_ms)
            browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", timezone_id="Asia/Shanghai")
            context.set_default_timeout(600_000)
            expect.set_options(timeout=600_000)
            page = context.new_page()
            print(f"{kilobits} kbit/s each way, {round_trip_ms} ms round trip, nothing kept before")

            def installed() -> None:
                page.goto(f"http://127.0.0.1:{RELAY}/phone/")
                page.fill("#pin", PIN)
                page.fill("#pin-again", PIN)
                page.locator("form button.full").click()
                expect(page.locator("[data-screen=list] a.who").first).to_be_visible()

            def read() -> None:
                page.goto(f"http://127.0.0.1:{RELAY}/tasks/")
                expect(page.locator("a.who").first).to_be_visible()

            def again() -> None:
                page.reload()
                page.fill("#pin", PIN)
                page.locator("form button.full").click()
                expect(page.locator("[data-screen=list] a.who").first).to_be_visible()

            measured(link, "sign in and read the list in the browser", lambda: sign_in(page))
            measured(link, "the list once more", read)
            measured(link, "set up the phone's own page and read the list there", installed)
            measured(link, "all her forms kept for two weeks without a network", lambda: settled(page))
            context.set_offline(True)
            measured(link, "open it the next morning, without a network", again)
            browser.close()
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def settled(page: Page) -> None:
    """Until the phone says that it has everything."""
    expect(page.locator("#state")).to_contain_text("已同步")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [400, 400][len(given) :]))  # type: ignore[arg-type]
