"""A real browser against a real server: the way a village doctor meets Wanhu. The system's Chromium, a phone and a desk.

This file may be read before Django is ready, so what needs the records is imported when it is used.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.journeys.phones import Phone

if TYPE_CHECKING:
    from tests.web.places import Family, Places

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright runs an event loop in this thread; the records are still used by one at a time
)

expect.set_options(timeout=30_000)  # a busy machine is slow, and what is awaited is seen the moment that it is there
PHONE, DESK, SMALL = (390, 844), (1440, 900), (320, 640)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PICTURES = os.environ.get("WANHU_PICTURES")  # a folder: every visited page is photographed for a person to look at
# Both are advice rather than failures of WCAG 2.2 AA.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is in order need not be described: half the time
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visitor:
    """Somebody with a browser window; ``go`` and ``look`` hold every page to the same promises."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        response = self.page.goto(self.address + path)
        assert response and response.status == 200, f"{path}: {response and response.status}"

    def follow(self, link: Locator) -> None:
        """What is clicked leads to another page, which is whole before anything is done on it."""
        with self.page.expect_navigation():
            link.click()

    def sign_in(self, username: str) -> None:
        from tests.web.places import PASSWORD

        self.go("/sign-in/")
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.locator("form:has(#id_login) button").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)

    def look(self, name: str = "") -> None:
        """No accessibility violation, no sideways scrolling, nothing that the browser complains about."""
        self.page.wait_for_load_state()
        if PICTURES and name:
            size = self.page.viewport_size or {"width": 0}
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{size['width']}.png"), full_page=True)
        found = Axe().run(self.page, options=AXE)
        violations = [
            f"{one['id']}: {node['html'][:160]}" for one in found.response["violations"] for node in one["nodes"]
        ]  # fmt: skip
        assert not violations, f"{self.page.url}: {violations}"
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{self.page.url}: {over} px too wide"
        assert not self.complaints, f"{self.page.url}: {self.complaints}"


@pytest.fixture
def visit(browser: Browser, live_server: Any, settings: Any) -> Iterator[Callable[..., Visitor]]:
    """``visit(size, language, scripts=True)`` opens a window."""
    settings.MFA_REQUIRED = False  # the second factor has its own tests
    opened = []

    def window(size: tuple[int, int] = PHONE, language: str = "zh-CN", *, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            java_script_enabled=scripts,
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(60_000)
        opened.append(context)
        return Visitor(context.new_page(), live_server.url)

    yield window
    for context in opened:
        context.close()


@pytest.fixture
def town(transactional_db: None) -> tuple[Places, Family]:
    """The township of ``tests.web.places`` with one family, and their list as the rules make it."""
    from django.utils import timezone

    from tests.web.places import family, places, run
    from wanhu.web.worklist import compute

    today = timezone.localdate()
    staff, home = places(), family(today)
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return staff, home


@pytest.fixture
def phone(town: tuple[Places, Family], visit: Callable[..., Any]) -> Phone:
    """The worker's phone, set up and at rest."""
    made = Phone(visit(PHONE))
    made.set_up()
    made.visitor.complaints.clear()
    return made
