"""Half an hour passes while she writes: she signs in again and goes on where she was. Whoever takes the phone in between sees nothing of it."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.web.places import PASSWORD, Family, Places
from wanhu.web.care.models import MeasurementFact
from wanhu.web.registry.facts import standing


def sign_in(page: Any, username: str) -> None:
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.locator("form:has(#id_login) button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_a_session_that_ended(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    her, home = visit(PHONE), town[1]
    page = her.page
    her.sign_in("li")
    her.follow(page.get_by_role("link", name="王秀英", exact=True).first)
    there = page.url
    page.fill("#id_systolic", "118/76")
    page.fill("#id_weight", "63.5")
    Session.objects.all().delete()
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" in url)
    expect(page.get_by_role("status")).to_contain_text("已替您保管")
    assert "63.5" not in page.content()
    her.look("session-ended")

    sign_in(page, "wang")  # somebody else takes the phone
    page.goto(there)
    assert "118/76" not in page.content()
    her.follow(page.get_by_role("button", name="退出登录"))

    page.goto(there)
    sign_in(page, "li")
    expect(page).to_have_url(there)
    expect(page.locator("#id_systolic")).to_have_value("118/76")
    expect(page.locator("#id_weight")).to_have_value("63.5")
    her.complaints.clear()
    her.look("session-ended-again")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("王秀英")
    assert {fact.code: fact.value for fact in standing(MeasurementFact).filter(person=home.mother.pk, code__in=("systolic", "weight"))} == {
        "systolic": 118, "weight": 63.5,
    }  # fmt: skip
    her.go("/tasks/")
    expect(page.get_by_text("退出登录时没有保存成的内容还在")).to_have_count(0)
