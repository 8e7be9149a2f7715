"""A worker's phone in the journeys: her installed page as she handles it, and what reached the records."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

PIN = "246810"


class Phone:
    """A worker's installed page, as she handles it."""

    def __init__(self, visitor: Any) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.context = self.page.context

    def set_up(self, username: str = "li") -> None:
        self.visitor.sign_in(username)
        self.visitor.go("/phone/")
        self.page.fill("#pin", PIN)
        self.page.fill("#pin-again", PIN)
        self.page.locator("form button.full").click()
        expect(self.page.locator("[data-screen=list] a.who").first).to_be_visible(timeout=60_000)
        expect(self.state).to_contain_text("已同步", timeout=60_000)
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")

    def open(self, pin: str = PIN) -> None:
        self.page.fill("#pin", pin)
        self.page.locator("form button.full").click()

    def away(self, gone: bool = True) -> None:
        self.context.set_offline(gone)

    def write(self, name: str, weight: str = "63.5") -> None:
        """Opens the task of somebody and saves a visit with a weight."""
        self.page.locator("a.who", has_text=name).first.click()
        self.page.locator("form.visit #id_weight").fill(weight)
        self.page.locator("form.visit button.full").click()
        expect(self.page.locator("[data-screen=list]")).to_be_visible()

    def sync(self) -> None:
        self.page.locator(".tools button").first.click()
        self.page.wait_for_timeout(300)

    @property
    def state(self) -> Any:
        return self.page.locator("#state")

    def waiting(self) -> int:
        return len(self.page.evaluate("import('/static/wanhu/phone/store.js').then((store) => store.keys('outbox'))"))


def weights() -> list[float]:
    from wanhu.web.care.models import MeasurementFact
    from wanhu.web.registry.facts import standing

    return sorted(standing(MeasurementFact).filter(code="weight").values_list("value", flat=True))


def contacts() -> int:
    from wanhu.web.care.models import ContactFact

    return ContactFact.objects.count()
