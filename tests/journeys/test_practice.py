"""A new worker trains: she reads a card, chooses a topic, is wrong once and learns why. Without JavaScript as well."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, SMALL, Visitor
from tests.web.places import Family, Places


def choose(her: Visitor, *, rightly: bool) -> None:
    from wanhu.web.worklist.practice.queries import BY_CODE

    one = BY_CODE[her.page.locator("input[name=question]").get_attribute("value") or ""]
    her.page.locator(f"#choice-{one.right if rightly else (one.right + 1) % len(one.choices)}").check()
    her.follow(her.page.locator("main form button"))


@pytest.mark.parametrize(
    ("size", "language", "scripts"), [(PHONE, "zh-CN", True), (DESK, "en", True), (SMALL, "en", False), (DESK, "zh-CN", True)]
)
def test_a_round(
    town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str, scripts: bool
) -> None:
    english = language == "en"
    her = visit(size, language, scripts=scripts)
    her.sign_in("li")

    def look(name: str) -> None:
        if scripts:
            her.look(f"{name}-{language}")

    for path in ("/guidance/", "/guidance/newborn-visit/", "/practice/"):
        her.go(path)
        look(path.strip("/").replace("/", "-"))
    her.follow(her.page.locator("form:has(input[value=alerts-child]) button"))
    look("practice-question")
    choose(her, rightly=False)
    expect(her.page.locator("strong", has_text="Not right" if english else "不对")).to_be_visible()
    look("practice-wrong")
    her.follow(her.page.locator("main form button"))
    for _time in range(5):  # four more, and the first again
        choose(her, rightly=True)
        look("practice-right")
        her.follow(her.page.locator("main form button"))
    expect(her.page.get_by_text("4/5")).to_be_visible()
    look("practice-end")
    her.follow(her.page.get_by_role("button", name="Another round" if english else "再来一轮"))
    expect(her.page.get_by_text("This round 1/5" if english else "本轮 1/5")).to_be_visible()
    her.follow(her.page.locator("main form button"))
    expect(her.page.get_by_role("alert")).to_be_visible()
