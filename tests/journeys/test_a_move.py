"""She moved to another village: the old worker's list loses her at once, the new one's has her with the same plan, and a slip can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, SMALL

if TYPE_CHECKING:
    from tests.web.places import Family, Places


def neighbour() -> None:
    """The village doctor of the other village."""
    from tests.web.places import FAR, PASSWORD
    from wanhu.web.base.models import Role, User
    from wanhu.web.registry.models import Responsibility

    other = User.objects.create_user("zhao", password=PASSWORD, role=Role.WORKER, full_name="赵春梅", area=FAR)
    Responsibility.objects.create(worker=other, area=FAR, since=date(2020, 1, 1))


def hers(page: Page) -> Any:
    return page.locator("a.who", has_text="王秀英")


@pytest.mark.parametrize(("size", "language", "large"), [(PHONE, "zh-CN", False), (DESK, "en", False), (SMALL, "zh-CN", True)],
                         ids=["phone", "desk", "large-text"])  # fmt: skip
def test_a_move(
    town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str, *, large: bool
) -> None:
    from tests.web.places import FAR

    neighbour()
    old, new = visit(size, language), visit(size, language)
    old.sign_in("li")
    new.sign_in("zhao")
    if large:
        old.follow(old.page.locator(".foot button").first)
    new.go("/tasks/")
    expect(hers(new.page)).to_have_count(0)
    old.go("/tasks/")
    old.follow(hers(old.page).first)
    off = old.page.locator("details.card", has=old.page.locator("[name=off-reason]"))
    off.locator("summary").click()
    expect(off.locator("form")).to_be_visible()
    off.locator("[name=off-reason][value=moved]").check()
    off.locator("[name=off-to]").select_option(FAR)
    old.page.evaluate("scrollTo(0, 0)")
    old.look(f"move-{language}{'-large' if large else ''}")
    off.locator("button").last.click()
    expect(old.page.get_by_role("status").first).to_be_visible()
    expect(hers(old.page)).to_have_count(0)
    old.look(f"moved-{language}{'-large' if large else ''}")
    new.go("/tasks/")
    expect(hers(new.page).first).to_be_visible()
    new.follow(hers(new.page).first)
    expect(new.page.locator("form.visit")).to_be_visible()
    old.page.get_by_role("button", name="Undo" if language == "en" else "撤销").first.click()
    expect(hers(old.page).first).to_be_visible()
    new.go("/tasks/")
    expect(hers(new.page)).to_have_count(0)
