"""A day without a network, and every fault that could lose a record or write it twice: each reaches the server once, or is still on the phone and says why."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import PHONE
from tests.journeys.phones import Phone, contacts, weights

if TYPE_CHECKING:
    from tests.web.places import Family, Places

DAMAGE = """async () => {
  const db = await new Promise((done) => { const asked = indexedDB.open("wanhu"); asked.onsuccess = () => done(asked.result); });
  const transaction = db.transaction("outbox", "readwrite"), store = transaction.objectStore("outbox");
  const rows = await new Promise((done) => { const asked = store.getAll(); asked.onsuccess = () => done(asked.result); });
  const bytes = new Uint8Array(rows[0].data);
  bytes[5] ^= 1;
  store.put({ ...rows[0], data: bytes.buffer }, rows[0].visit);
  await new Promise((done) => { transaction.oncomplete = done; });
  db.close();
}"""
EVICT = """async () => { const gone = indexedDB.deleteDatabase("wanhu"); await new Promise((done) => { gone.onsuccess = gone.onblocked = done; }); }"""


def test_a_whole_day_without_a_network(phone: Phone, town: tuple[Places, Family]) -> None:
    phone.visitor.look("phone-list")
    phone.away()
    phone.page.reload()
    phone.visitor.look("phone-lock")
    phone.open()
    expect(phone.state).to_contain_text("离线，0 份待上传")
    phone.page.locator("a.who", has_text="王秀英").first.click()
    phone.visitor.complaints.clear()  # the browser notes that there is no network
    phone.visitor.look("phone-form")
    phone.page.get_by_role("button", name="返回任务").click()
    expect(phone.page.locator("a.who").first).to_be_visible()
    before = phone.page.locator("a.who").count()
    phone.write("王秀英")
    expect(phone.page.locator(".success")).to_contain_text("已保存在手机，等待上传")
    expect(phone.state).to_contain_text("离线，1 份待上传")
    assert phone.page.locator("a.who").count() == before - 1, "a done task is gone at once"
    assert contacts() == 0
    phone.page.close()  # the browser is closed, the phone restarted
    phone.visitor.page = phone.page = phone.context.new_page()
    phone.page.goto(phone.visitor.address + "/phone/")
    phone.open()
    expect(phone.state).to_contain_text("离线，1 份待上传")
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights(), phone.waiting()) == (1, [63.5], 0)
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights()) == (1, [63.5])


def test_the_answer_is_lost_after_the_server_wrote(phone: Phone) -> None:
    lost = []

    def cut(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().status)  # the server wrote; nobody hears of it
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.page.route("**/phone/upload/", cut)
    phone.write("王秀英")
    expect(phone.state).to_contain_text("1 份待上传")
    assert lost == [200] and contacts() == 1 and phone.waiting() == 1
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights(), phone.waiting()) == (1, [63.5], 0)


def test_a_network_that_breaks_before_and_a_server_that_fails(phone: Phone) -> None:
    answers = iter(["abort", "500", "go"])

    def fault(route: Route) -> None:
        how = next(answers)
        if how == "abort":
            route.abort("internetdisconnected")
        elif how == "500":
            route.fulfill(status=503, body="later")
        else:
            route.continue_()

    phone.page.route("**/phone/upload/", fault)
    phone.write("王秀英")
    assert phone.waiting() == 1 and contacts() == 0
    phone.sync()
    expect(phone.state).to_contain_text("1 份待上传")
    phone.sync()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)


def test_two_phones_for_one_village(phone: Phone, visit: Callable[..., Any]) -> None:
    other = Phone(visit(PHONE))
    other.set_up()
    phone.away()
    phone.write("王秀英", "63.5")
    other.write("王秀英", "64")
    expect(other.state).to_contain_text("已同步", timeout=30_000)
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("1 份没有上传成功", timeout=30_000)
    phone.state.get_by_role("button").click()
    expect(phone.page.locator(".kept")).to_contain_text("这件事已由别人记录")
    phone.visitor.complaints.clear()
    phone.visitor.look("phone-refused")
    phone.page.get_by_role("button", name="打开修改").click()
    expect(phone.page.locator("[data-screen=form]")).to_contain_text("63.5")
    assert weights() == [64], "what came second is not written over what came first, and is not lost"


def test_what_cannot_be_comes_back_with_its_reason_and_her_text(phone: Phone) -> None:
    phone.away()
    phone.page.locator("a.who", has_text="王秀英").first.click()
    expect(phone.page.locator("#id_weight")).to_be_visible()
    # a form that an older version kept does not say its limits, so that nothing is held back on the phone
    phone.page.evaluate("document.querySelectorAll('[data-words]').forEach((one) => one.remove())")
    phone.page.locator("#id_weight").fill("635")
    phone.page.locator("#id_haemoglobin").fill("118")
    phone.page.locator("form.visit button.full").click()
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("没有上传成功", timeout=30_000)
    phone.state.get_by_role("button").click()
    expect(phone.page.locator(".kept")).to_contain_text("25 到 200 kg")
    phone.page.get_by_role("button", name="打开修改").click()
    expect(phone.page.locator("#id_haemoglobin")).to_have_value("118")
    phone.page.locator("#id_weight").fill("63.5")
    phone.page.locator("form.visit button.full").click()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), weights(), phone.waiting()) == (1, [63.5], 0)


def test_she_withdrew_while_the_phone_was_away(phone: Phone, town: tuple[Places, Family]) -> None:
    from django.utils import timezone

    from wanhu.web.worklist import actions

    phone.away()
    phone.write("王秀英")
    staff, home = town
    actions.withdraw_consent(
        by=staff.worker, person=home.mother, purpose="record", visit=uuid.uuid4(), happened=timezone.localdate()
    )
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("没有上传成功", timeout=30_000)
    phone.state.get_by_role("button").click()
    expect(phone.page.locator(".kept")).to_contain_text("撤回了同意")
    assert contacts() == 0


def test_a_clock_that_is_wrong_by_a_day(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    from django.utils import timezone

    from wanhu.web.care.models import ContactFact

    visitor = visit(PHONE)
    visitor.page.context.add_init_script("const real = Date.now; Date.now = () => real() + 86400000;")
    late = Phone(visitor)
    late.set_up()
    expect(late.page.locator(".warning")).to_contain_text("手机的时间和服务器差 1440 分钟")
    late.away()
    late.write("王秀英")
    late.away(False)
    late.sync()
    expect(late.state).to_contain_text("已同步", timeout=30_000)
    assert ContactFact.objects.get().happened == timezone.localdate()


def test_a_record_that_was_tampered_with_is_never_sent_and_never_hidden(phone: Phone) -> None:
    phone.away()
    phone.write("王秀英")
    phone.page.evaluate(DAMAGE)
    phone.away(False)
    phone.sync()
    phone.page.wait_for_timeout(1000)
    phone.page.get_by_role("button", name="手机上的记录").click()
    expect(phone.page.locator(".kept")).to_contain_text("被改动过或已损坏")
    assert contacts() == 0 and phone.waiting() == 1


def test_storage_that_the_phone_cleared_is_said(phone: Phone) -> None:
    phone.page.evaluate(EVICT)
    phone.page.reload()
    expect(phone.page.locator(".warning")).to_contain_text("手机清掉了这里的存储")


def test_a_session_that_ended_elsewhere(phone: Phone, town: tuple[Places, Family]) -> None:
    from django.contrib.sessions.models import Session

    phone.away()
    phone.write("王秀英")
    Session.objects.all().delete()
    phone.away(False)
    phone.sync()
    expect(phone.state).to_contain_text("请登录后继续上传：1 份", timeout=30_000)
    assert phone.waiting() == 1 and contacts() == 0
    phone.visitor.sign_in("li")
    phone.page.goto(phone.visitor.address + "/phone/")
    phone.open()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)


def test_another_worker_on_her_phone_sends_nothing_of_hers(phone: Phone, town: tuple[Places, Family]) -> None:
    phone.away()
    phone.write("王秀英")
    phone.context.clear_cookies()
    phone.away(False)
    expect(phone.state).to_contain_text("请登录后继续上传", timeout=30_000)
    phone.visitor.sign_in("wang")
    phone.page.goto(phone.visitor.address + "/phone/")
    phone.open()
    expect(phone.page.locator(".warning")).to_contain_text("现在登录的是另一个人", timeout=30_000)
    assert phone.waiting() == 1 and contacts() == 0


def test_a_phone_that_was_given_up_wipes_the_list_and_keeps_what_waits(phone: Phone) -> None:
    from django.utils import timezone

    from wanhu.web.worklist.models import Device

    phone.away()
    phone.write("王秀英")
    Device.objects.update(revoked=timezone.now())
    phone.away(False)
    phone.sync()
    expect(phone.page.locator(".warning")).to_contain_text("这部手机已停用", timeout=30_000)
    expect(phone.page.locator("a.who")).to_have_count(0)
    assert contacts() == 1, "what waited was sent by the worker who is signed in"


def test_a_wrong_pin_ten_times_and_a_forgotten_one(phone: Phone) -> None:
    phone.away()
    phone.write("王秀英")
    phone.page.reload()
    page: Page = phone.page
    page.evaluate(
        "import('/static/wanhu/phone/store.js').then(async (store) => store.put('meta', 'lock', { ...(await store.get('meta', 'lock')), wrong: 8 }))"
    )
    phone.open("000000")
    expect(page.locator(".error")).to_contain_text("还可以试 1 次", timeout=30_000)
    phone.open("111111")
    expect(page.locator(".error")).to_contain_text("没有上传的记录还在", timeout=30_000)
    assert phone.waiting() == 1
    phone.away(False)
    page.get_by_role("button", name="忘了密码").click()
    page.fill("#pin-again", "975310")
    page.fill("#pin", "975310")
    page.locator("form button.full").click()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)


def test_the_app_is_updated_while_a_record_waits(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    from wanhu.web.worklist.phone import views

    phone.away()
    phone.write("王秀英")
    monkeypatch.setattr(views, "_contents", lambda: ["another version"])
    phone.away(False)
    phone.page.route("**/phone/upload/", lambda route: route.abort())
    phone.page.reload()
    phone.page.wait_for_function(
        "navigator.serviceWorker.getRegistration('/phone/').then((one) => one.update().then(() => Boolean(one.waiting)))"
    )
    phone.page.reload()
    phone.open()
    expect(phone.state).to_contain_text("1 份待上传", timeout=30_000)
    phone.page.unroute("**/phone/upload/")
    phone.sync()
    expect(phone.page.locator(".banner")).to_contain_text("有新版本", timeout=30_000)
    phone.page.get_by_role("button", name="更新").click()
    expect(phone.page.locator("#pin")).to_be_visible(timeout=30_000)
    phone.open()
    expect(phone.state).to_contain_text("已同步", timeout=30_000)
    assert (contacts(), phone.waiting()) == (1, 0)
