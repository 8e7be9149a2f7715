"""The phone's list without a network: who is in danger, somebody found, counts that agree, the state line, large text and the other language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.phones import Phone

if TYPE_CHECKING:
    from tests.web.places import Family, Places


def endanger(town: tuple[Places, Family]) -> None:
    from tests.web.places import NEAR
    from wanhu.web.worklist.models import Alert, Run

    for rule in ("vaginal-bleeding", "severe-hypertension"):
        Alert.objects.create(run=Run.objects.get(), person=town[1].mother, area=NEAR, rule=rule, level="emergency", because="{}")


def test_who_is_in_danger_is_seen_without_a_network(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    endanger(town)
    phone = Phone(visit(PHONE))
    phone.set_up()
    phone.away()
    alarm = phone.page.locator(".alarms")
    expect(alarm).to_contain_text("孕期阴道流血")
    expect(alarm.locator("a[href='tel:120']")).to_have_count(1)
    expect(alarm).to_contain_text("市妇幼保健院")
    phone.visitor.complaints.clear()
    phone.visitor.look("phone-danger")
    alarm.get_by_role("link", name="王秀英", exact=True).click()
    expect(phone.page.locator("form.visit")).to_be_visible()


def test_somebody_is_found_and_the_counts_follow(phone: Phone) -> None:
    rows = phone.page.locator(".rows > li:visible")
    every = rows.count()
    assert every == 2
    for typed, left in (("wxy", 2), ("2210", 2), ("石桥", 2), ("zhang", 0), ("第1次产前", 1)):
        phone.page.fill("#find", typed)
        expect(rows).to_have_count(left)
    phone.page.fill("#find", "")
    expect(phone.page.locator("#today .tag")).to_contain_text("1 户")
    steps = phone.page.locator("#today + .hint")
    before = int(steps.inner_text().split(" ")[0])
    phone.away()
    phone.write("王秀英")
    expect(rows).to_have_count(1)
    assert int(steps.inner_text().split(" ")[0]) < before


def test_the_state_line_and_the_outbox_follow_the_network(phone: Phone) -> None:
    phone.away()
    expect(phone.state).to_contain_text("离线，0 份待上传")
    phone.write("王秀英")
    expect(phone.state).to_contain_text("离线，1 份待上传")
    phone.page.get_by_role("button", name="手机上的记录").click()
    expect(phone.page.locator(".kept")).to_have_count(1)
    phone.visitor.complaints.clear()
    phone.visitor.look("phone-outbox")
    phone.away(False)
    expect(phone.page.locator(".kept")).to_have_count(0, timeout=30_000)
    expect(phone.page.locator("#screen")).to_contain_text("手机上没有等待的记录")


def test_large_text_on_the_phone_is_kept_and_follows_the_other_pages(phone: Phone) -> None:
    page, large = phone.page, phone.page.locator("html.large")
    page.get_by_role("button", name="长辈版大字").click()
    phone.visitor.look("phone-large")
    page.reload()
    expect(large).to_have_count(1)
    heights = page.locator("button:visible").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert min(heights) >= 48
    page.get_by_role("button", name="标准字号").click()
    phone.visitor.go("/me/")
    page.get_by_role("button", name="换成长辈版大字").click()
    phone.visitor.go("/phone/")
    phone.open()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    expect(large).to_have_count(1)


def test_the_other_language_is_kept_without_a_network(phone: Phone) -> None:
    phone.page.get_by_role("button", name="English").click()
    expect(phone.page.get_by_role("button", name="Forgot the PIN")).to_be_visible(timeout=30_000)
    phone.away()
    phone.page.reload()
    expect(phone.page.get_by_role("button", name="Forgot the PIN")).to_be_visible()


def test_what_cannot_be_is_held_back_before_it_is_kept(phone: Phone) -> None:
    """170 kg is asked about, 一百二 is sent back: beside the box, in the server's words, without a network; a tick takes what was asked."""
    phone.away()
    phone.page.locator("a.who", has_text="王秀英").first.click()
    weight, save = phone.page.locator("form.visit #id_weight"), phone.page.locator("form.visit button.full")
    weight.fill("一百二")
    save.click()
    expect(phone.page.locator("form.visit")).to_contain_text("读不成")
    expect(phone.page.locator(".held")).to_be_visible()
    assert phone.waiting() == 0
    weight.fill("170")
    save.click()
    expect(phone.page.locator("form.visit")).to_contain_text("确定是 170 kg 吗")
    assert phone.waiting() == 0
    phone.page.locator("form.visit .sure").click()
    save.click()
    expect(phone.page.locator("[data-screen=list]")).to_be_visible()
    assert phone.waiting() == 1
