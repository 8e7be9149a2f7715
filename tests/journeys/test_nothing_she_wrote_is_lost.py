"""What could lose a record without a word: half-typed text, a full disk, a second page, a change while the first is on its way, a wrong answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Route, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.phones import PIN, Phone, contacts, weights

if TYPE_CHECKING:
    from tests.web.places import Family, Places

FULL = """() => {
  const real = IDBObjectStore.prototype.put;
  window.full = true;
  IDBObjectStore.prototype.put = function (...said) {
    if (window.full && this.name === "outbox") throw new DOMException("no room", "QuotaExceededError");
    return real.apply(this, said);
  };
}"""
CLEAR = """async () => {
  const db = await new Promise((done) => { const asked = indexedDB.open("wanhu"); asked.onsuccess = () => done(asked.result); });
  const transaction = db.transaction(["meta", "read"], "readwrite");
  transaction.objectStore("meta").clear();
  transaction.objectStore("read").clear();
  await new Promise((done) => { transaction.oncomplete = done; });
  db.close();
}"""


def open_first(phone: Phone, name: str = "王秀英") -> None:
    phone.page.locator("a.who", has_text=name).first.click()
    expect(phone.page.locator("form.visit #id_weight")).to_be_visible()


def test_text_half_typed_survives_the_lock_and_a_restart(phone: Phone) -> None:
    phone.away()
    open_first(phone)
    phone.page.fill("#id_weight", "63.5")
    phone.page.fill("#id_haemoglobin", "118")
    phone.page.locator("#lock").click()
    phone.page.reload()
    phone.open()
    expect(phone.page.locator("li", has_text="王秀英").first).to_contain_text("没写完")
    open_first(phone)
    expect(phone.page.locator("#id_haemoglobin")).to_have_value("118")
    expect(phone.page.locator(".warning")).to_contain_text("写到一半的内容已填回")
    phone.visitor.complaints.clear()
    phone.visitor.look("phone-begun")
    phone.page.locator("form.visit button.full").click()
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights(), phone.waiting()) == (1, [63.5], 0)
    phone.page.get_by_role("button", name="手机上的记录").click()
    expect(phone.page.locator(".empty")).to_contain_text("没有等待的记录")


def test_a_full_phone_says_so_and_keeps_the_form_open(phone: Phone) -> None:
    phone.away()
    open_first(phone)
    phone.page.fill("#id_weight", "63.5")
    phone.page.evaluate(FULL)
    phone.page.locator("form.visit button.full").click()
    expect(phone.page.locator(".not-kept")).to_contain_text("没有保存")
    expect(phone.page.locator("#id_weight")).to_have_value("63.5")
    phone.page.evaluate("window.full = false")
    phone.page.locator("form.visit button.full").click()
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights()) == (1, [63.5])


def test_what_is_saved_during_a_sync_is_sent_in_the_next_round(phone: Phone) -> None:
    held: list[Route] = []
    phone.page.route("**/phone/day/", lambda route: held.append(route) if not held else route.continue_())
    phone.sync()
    phone.write("王秀英")
    assert contacts() == 0 and phone.waiting() == 1, "the first round still waits for the day"
    held[0].continue_()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)


def test_a_change_while_the_first_is_on_its_way_is_not_dropped_with_it(phone: Phone) -> None:
    held: list[Route] = []
    phone.page.route("**/phone/upload/", lambda route: held.append(route) if not held else route.continue_())
    with phone.page.expect_request("**/phone/upload/", timeout=30_000):
        phone.write("王秀英", "63.5")
    phone.page.get_by_role("button", name="手机上的记录").click()
    expect(phone.page.locator(".kept")).to_contain_text("服务器可能已经收下")
    phone.page.get_by_role("button", name="打开修改").click()
    phone.page.fill("#id_weight", "64")
    phone.page.locator("form.visit button.full").click()
    held[0].continue_()
    expect(phone.state).to_contain_text("1 份没有上传成功", timeout=30_000)
    phone.state.get_by_role("button").click()
    expect(phone.page.locator(".kept")).to_contain_text("同一个编号已经收过另一份内容")
    assert weights() == [63.5] and phone.waiting() == 1, "the second text is still hers to decide about"


def test_undoing_what_was_never_sent_gives_the_text_back(phone: Phone) -> None:
    phone.away()
    phone.write("王秀英")
    phone.page.get_by_role("button", name="撤销").click()
    assert phone.waiting() == 0
    open_first(phone)
    expect(phone.page.locator("#id_weight")).to_have_value("63.5")


def test_undoing_what_may_have_arrived_is_not_promised(phone: Phone) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    phone.page.route("**/phone/upload/", lose)
    phone.write("王秀英")
    expect(phone.state).to_contain_text("1 份待上传")
    phone.page.get_by_role("button", name="撤销").click()
    expect(phone.page.locator(".warning")).to_contain_text("服务器可能已经收下")
    phone.page.unroute("**/phone/upload/")
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)


def test_deleting_takes_two_presses(phone: Phone) -> None:
    phone.away()
    phone.write("王秀英")
    phone.page.get_by_role("button", name="手机上的记录").click()
    phone.page.get_by_role("button", name="删去这一份").click()
    assert phone.waiting() == 1
    phone.page.get_by_role("button", name="再按一次就删去").click()
    expect(phone.page.locator(".empty")).to_be_visible()
    assert phone.waiting() == 0


def test_a_public_network_s_page_and_an_answer_nobody_can_read(phone: Phone) -> None:
    """A sign-in page of somebody's Wi-Fi is no answer; a form that the server cannot read stays, and does not hold up those behind it."""
    answers: list[dict[str, Any]] = [
        {"status": 200, "content_type": "text/html", "body": "<h1>free wifi</h1>"}, {"status": 400, "content_type": "text/html", "body": "bad request"},
    ]  # fmt: skip
    phone.page.route("**/phone/upload/", lambda route: route.fulfill(**answers.pop(0)) if answers else route.continue_())
    phone.write("王秀英")
    expect(phone.state).to_contain_text("1 份待上传")
    phone.sync()
    expect(phone.state).to_contain_text("1 份没有上传成功", timeout=30_000)
    phone.state.get_by_role("button").click()
    expect(phone.page.locator(".kept")).to_contain_text("服务器收不下这一份")
    phone.page.get_by_role("button", name="打开修改").click()
    phone.page.locator("form.visit button.full").click()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)


def test_a_record_kept_after_the_storage_was_cleared_opens_with_her_pin(phone: Phone) -> None:
    phone.away()
    open_first(phone)
    phone.page.evaluate(CLEAR)
    phone.page.fill("#id_weight", "63.5")
    phone.page.locator("form.visit button.full").click()
    expect(phone.page.locator("[data-screen=list]")).to_be_visible()
    phone.page.reload()
    phone.open()
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights()) == (1, [63.5])


def test_two_pages_set_up_at_once_share_one_lock(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    first = Phone(visit(PHONE))
    first.visitor.sign_in("li")
    first.visitor.go("/phone/")
    second = first.context.new_page()
    second.goto(first.visitor.address + "/phone/")
    expect(second.locator("#pin-again")).to_be_visible()
    first.page.fill("#pin", PIN)
    first.page.fill("#pin-again", PIN)
    first.page.locator("form button.full").click()
    expect(first.state).to_contain_text("已同步", timeout=60_000)
    first.away()
    first.write("王秀英")
    first.away(False)
    first.context.set_offline(False)
    second.fill("#pin", "135790")
    second.fill("#pin-again", "135790")
    second.locator("form button.full").click()
    expect(second.get_by_role("button", name="忘了密码")).to_be_visible(timeout=30_000)
    second.fill("#pin", PIN)
    second.locator("form button.full").click()
    expect(second.locator("#state")).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights()) == (1, [63.5])


def test_what_was_found_is_told_when_it_arrives(phone: Phone) -> None:
    phone.away()
    open_first(phone)
    phone.page.fill("#id_weight", "63.5")
    phone.page.fill("#id_systolic", "165/112")
    phone.page.locator("form.visit button.full").click()
    phone.away(False)
    phone.sync()
    expect(phone.page.locator("#screen [role=alert]")).to_contain_text("王秀英", timeout=30_000)


def test_offline_at_a_desk_in_english(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    desk = Phone(visit(DESK, language="en"))
    desk.visitor.sign_in("li")
    desk.visitor.go("/phone/")
    desk.page.fill("#pin", PIN)
    desk.page.fill("#pin-again", PIN)
    desk.page.locator("form button.full").click()
    expect(desk.state).to_contain_text("Synced", timeout=60_000)
    desk.visitor.look("phone-desk-english")
    desk.away()
    desk.write("王秀英")
    expect(desk.state).to_contain_text("Offline")
    desk.away(False)
    desk.sync()
    expect(desk.state).to_contain_text("Synced", timeout=30_000)
    assert (contacts(), weights()) == (1, [63.5])
