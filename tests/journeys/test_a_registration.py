"""A registration in a real browser: with one thumb in the village, at a desk, in both languages, in large text, and without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, SMALL
from tests.web.places import Family, Places
from wanhu.web.base import sealing
from wanhu.web.care.models import PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, ConsentProof, Person

WORDS = {
    "zh-CN": {"woman": "登记怀孕", "save": "保存登记", "yes": "同意", "no": "不同意", "done": "已记录", "undo": "撤销", "signed": "已签名",
              "lmp": "末次月经，公历", "lunar": "末次月经，农历", "unknown": "说不清"},
    "en": {"woman": "Register a pregnancy", "save": "Save the registration", "yes": "Agreed", "no": "Refused", "done": "Recorded",
           "undo": "Undo", "signed": "Signed", "lmp": "Last period, solar calendar", "lunar": "Last period, lunar calendar", "unknown": "Not known"},
}  # fmt: skip


def answer(page: Page, purposes: list[str], value: str = "yes") -> None:
    for purpose in purposes:
        page.locator(f"input[name=consent_{purpose}][value={value}]").check()


def sign(page: Page) -> None:
    """Two strokes with the mouse."""
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    for start, end in (((0.2, 0.3), (0.6, 0.7)), ((0.3, 0.8), (0.8, 0.2))):
        page.mouse.move(box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1])
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * end[0], box["y"] + box["height"] * end[1], steps=8)
        page.mouse.up()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_she_is_registered_signs_and_is_on_the_list(
    town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str
) -> None:
    her = visit(size, language)
    page, said = her.page, WORDS[language]
    her.sign_in("li")
    her.go("/register/")
    her.look(f"register-{language}")
    her.follow(page.get_by_role("link", name=said["woman"]))
    her.look(f"register-empty-{language}")
    expect(page.locator("#id_lmp")).to_be_hidden()
    answer(page, ["record", "reminders", "home_visit"])
    answer(page, ["risk_sharing"], "no")
    page.fill("#id_name", "赵小燕")
    page.fill("#id_id_number", "429000199903050029")
    expect(page.locator("#id_born_on")).to_have_value("1999-03-05")
    page.fill("#id_id_number", "")
    page.fill("#id_group", "3")
    page.fill("#id_house", "12")
    expect(page.locator("#at-home")).to_contain_text("王秀英")
    page.get_by_label(said["lmp"]).check()
    page.fill("#id_lmp", (timezone.localdate() - timedelta(days=60)).isoformat())
    page.locator("#id_lmp").blur()
    expect(page.locator("#day")).to_contain_text("8")
    sign(page)
    expect(page.locator("[data-signed]")).to_have_text(said["signed"])
    her.look(f"register-filled-{language}")
    page.get_by_role("button", name=said["save"]).click()
    expect(page).to_have_url(re.compile("/register/done/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("赵小燕")
    expect(page.locator("main a[href*='/antenatal/']").first).to_be_visible()  # her first check, now
    expect(page.get_by_role("status").first).to_contain_text(said["done"])
    her.look(f"registered-{language}")
    made = Person.objects.get(name="赵小燕")
    assert made.household and made.household.label == "3组 12号"
    assert {fact.purpose: fact.given for fact in ConsentFact.objects.filter(person=made)} == {
        "record": True, "reminders": True, "home-visit": True, "risk-sharing": False,
    }  # fmt: skip
    proof = ConsentProof.objects.get(person=made)
    assert proof.kind == "signature" and len(sealing.unseal_text(proof.strokes_sealed, "signature")) > 100  # type: ignore[arg-type,union-attr]
    page.get_by_role("button", name=said["undo"]).first.click()
    expect(page.locator(".row").filter(has_text="赵小燕")).to_have_count(0)
    assert not standing(PregnancyFact).filter(person=made).exists() and not Person.objects.filter(name="赵小燕").exists()


def test_who_is_alike_is_shown_while_typing_and_chosen(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    _staff, home = town
    her = visit()
    page = her.page
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    her.sign_in("li")
    her.go("/register/pregnancy/")
    page.locator("#id_phone").press_sequentially("13812342210")
    expect(page.locator("#alike")).to_contain_text("电话相同")
    page.fill("#id_phone", "")
    page.locator("#id_name").press_sequentially("王秀英")
    expect(page.locator("#alike")).to_contain_text("姓名相同")
    her.look("register-alike")
    assert not [one for one in addresses if "2210" in one], "a number never stands in an address"
    her.follow(page.locator("#alike a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("她这次怀孕已经登记过")
    her.look("register-known")
    her.go(f"/people/{home.mother.pk}/")


def test_a_child_is_registered_beside_its_mother_and_named_later(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    _staff, home = town
    her = visit()
    page = her.page
    her.sign_in("li")
    her.go("/register/child/")
    her.look("register-child-guardian")
    page.locator("#q").press_sequentially("wxy")
    her.follow(page.locator("#mothers a").first)
    expect(page.locator("main")).to_contain_text("王秀英")
    her.look("register-child")
    born_on = timezone.localdate() - timedelta(days=500)
    Person.objects.filter(pk=home.child.pk).update(born_on=timezone.localdate() - timedelta(days=900))
    answer(page, ["record", "reminders", "home_visit", "risk_sharing", "immunisation"])
    page.fill("#id_born_on", born_on.isoformat())
    page.get_by_label("男", exact=True).check()
    sign(page)
    page.get_by_role("button", name="保存登记").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    child = Person.objects.get(name="王秀英之子")
    her.go(f"/people/{child.pk}/name/")
    her.look("register-name")
    page.fill("#id_name", "王乐乐")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("王乐乐")


def test_what_is_wrong_comes_back_with_the_signature(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    her = visit()
    page = her.page
    her.sign_in("li")
    her.go("/register/pregnancy/")
    answer(page, ["record", "reminders", "home_visit", "risk_sharing"])
    page.fill("#id_name", "赵3燕")
    page.fill("#id_born_on", "1999-03-05")
    page.get_by_label("末次月经，农历").check()
    expect(page.locator("#id_lunar_month")).to_be_visible()
    sign(page)
    strokes = page.locator("[name=strokes]").input_value()
    page.get_by_role("button", name="保存登记").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("不像姓名")
    assert page.locator("[name=strokes]").input_value().replace(" ", "") == strokes.replace(" ", "")
    expect(page.locator("[data-signed]")).to_have_text("已签名")
    her.complaints.clear()  # the browser reports the 422 itself
    her.look("register-wrong")
    page.get_by_role("button", name="清除重签").click()
    assert not page.locator("[name=strokes]").input_value()


def test_the_photo_never_leaves_the_phone(town: tuple[Places, Family], visit: Callable[..., Any], tmp_path: Path) -> None:
    photo = tmp_path / "paper.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"signed" * 40_000)
    her = visit()
    page = her.page
    her.sign_in("li")
    her.go("/register/pregnancy/")
    answer(page, ["record", "reminders", "home_visit", "risk_sharing"])
    page.fill("#id_name", "赵小燕")
    page.fill("#id_born_on", "1999-03-05")
    page.get_by_label("说不清").check()
    page.set_input_files("#id_photo", photo)
    expect(page.locator("[data-hashed]")).to_contain_text("指纹")
    sent: list[int] = []
    page.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")) if request.method == "POST" else None)
    page.get_by_role("button", name="保存登记").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    assert max(sent) < 20_000
    assert ConsentProof.objects.get().kind == "paper"


def test_she_says_no(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    her = visit()
    page = her.page
    her.sign_in("li")
    her.go("/register/pregnancy/")
    people = Person.objects.count()
    page.fill("#id_name", "赵小燕")
    answer(page, ["record"], "no")
    expect(page.locator("#id_name")).to_be_hidden()
    her.look("register-no")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.get_by_role("button", name="不登记，什么都不存").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢，什么都没有存")
    her.look("register-refused")
    assert sent and "赵小燕" not in sent[-1], "what she had told is not even sent"
    assert Person.objects.count() == people


def test_without_javascript(town: tuple[Places, Family], visit: Callable[..., Any], tmp_path: Path) -> None:
    photo = tmp_path / "paper.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"signed" * 100)
    her = visit(scripts=False)
    page = her.page
    her.sign_in("li")
    her.go("/register/pregnancy/")
    expect(page.locator("canvas")).to_be_hidden()
    answer(page, ["record", "reminders", "home_visit", "risk_sharing"])
    page.fill("#id_name", "王秀瑛")
    page.fill("#id_born_on", f"{timezone.localdate().year - 28}-01-01")
    page.get_by_label("说不清").check()
    page.set_input_files("#id_photo", photo)
    page.get_by_role("button", name="保存登记").click()
    expect(page.locator(".error-summary")).to_contain_text("已有很像的人")
    expect(page.locator("#alike")).to_contain_text("姓名同音")
    page.get_by_label("都核对过了：不是同一人，情况属实").check()
    page.get_by_role("button", name="保存登记").click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")
    assert ConsentProof.objects.get().kind == "paper", "the photo is not asked for a second time"
    her.go("/register/child/?q=wxy")
    her.follow(page.locator("#mothers a").first)
    expect(page.locator("main")).to_contain_text("不是她，换一位")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_large_text_on_a_small_phone(town: tuple[Places, Family], visit: Callable[..., Any], language: str) -> None:
    _staff, home = town
    her = visit(SMALL, language)
    her.sign_in("li")
    her.follow(her.page.locator(".foot button").first)
    for number, path in enumerate(("/register/", "/register/pregnancy/", "/register/child/", f"/register/child/?mother={home.mother.pk}",
                 f"/register/pregnancy/?woman={home.mother.pk}", f"/people/{home.child.pk}/name/")):  # fmt: skip
        her.go(path)
        if her.page.locator("[name=dated]").count():
            her.page.locator("[name=dated][value=lunar]").check()
        her.look(f"register-large-{language}-{number}")
        assert her.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18
