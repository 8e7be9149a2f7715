"""A village doctor's day: she signs in, sees whom to visit, records the visit, and the task is gone; a slip of the thumb is undone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.web.places import Family, Places
from wanhu.web.care.models import ContactFact, MeasurementFact
from wanhu.web.registry.facts import standing

WORDS = {
    "zh-CN": {"step": "早孕建册与第1次产前检查", "save": "保存", "done": "已记录", "undo": "撤销", "back": "已撤销"},
    "en": {
        "step": "Registration and first antenatal check",
        "save": "Save",
        "done": "Recorded",
        "undo": "Undo",
        "back": "Undone",
    },
}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_visit_is_recorded_and_taken_back(
    town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str
) -> None:
    her = visit(size, language)
    said = WORDS[language]
    page = her.page
    her.sign_in("li")
    expect(page).to_have_url(re.compile("/tasks/$"))
    her.look(f"tasks-{language}")
    her.follow(page.get_by_role("link", name="王秀英", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(said["step"])
    her.look(f"visit-{language}")
    page.fill("#id_systolic", "152")
    page.fill("#id_diastolic", "96")
    page.fill("#id_weight", "63.5")
    page.get_by_role("button", name=said["save"], exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(said["done"])
    expect(page.locator(".danger-box").first).to_contain_text("140/90")
    expect(page.locator(".row").filter(has_text=said["step"])).to_have_count(0)
    her.look(f"recorded-{language}")
    assert standing(ContactFact).get().kind == "antenatal-1"
    assert {fact.code: fact.value for fact in standing(MeasurementFact).all()} == {
        "systolic": 152,
        "diastolic": 96,
        "weight": 63.5,
    }
    page.get_by_role("button", name=said["undo"]).first.click()
    expect(page.get_by_role("status").first).to_contain_text(said["back"])
    expect(page.locator(".row").filter(has_text=said["step"])).to_have_count(1)
    assert not standing(ContactFact).exists() and not standing(MeasurementFact).exists()


def test_a_double_tap_records_once(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    """The same form again, from the browser's history: the facts are there already, and that is no error."""
    her = visit()
    her.sign_in("li")
    her.follow(her.page.get_by_role("link", name="王秀英", exact=True))
    form = her.page.locator("form:has(#id_systolic)")
    her.page.fill("#id_weight", "63.5")  # a visit of which nothing is said would be asked about
    sent = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    address = her.page.url
    for _ in range(2):
        answer = her.page.request.post(
            address, data=sent, headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": address}
        )
        assert answer.status == 200 and "done=" in answer.url
    assert standing(ContactFact).count() == 1


def test_without_javascript(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    her = visit(scripts=False)
    page = her.page
    her.sign_in("li")
    her.follow(page.get_by_role("link", name="王秀英", exact=True))
    page.fill("#id_weight", "6300")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("25 到 200 kg 之间")
    page.fill("#id_weight", "63")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    her.go("/people/?q=2210")
    her.follow(page.get_by_role("link", name="王秀英"))
    page.get_by_role("button", name="显示 身份证号").click()
    expect(page.get_by_role("status")).to_have_text("429000199801010024")


def test_an_invalid_form_comes_back_with_what_is_wrong(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    her = visit()
    page = her.page
    her.sign_in("li")
    her.follow(page.get_by_role("link", name="王秀英", exact=True))
    page.fill("#id_systolic", "210")
    page.fill("#id_diastolic", "96")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#id_systolic_error")).to_contain_text("确定是 210 mmHg 吗")
    her.complaints.clear()  # the browser reports the 422 itself
    her.look("asked")
    page.get_by_text("确定无误，照此保存").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".danger-box").first).to_contain_text("160/110")
