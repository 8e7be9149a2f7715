"""A danger sign: the instruction stands there before anything is saved; a referral is asked about within two weeks; its outcome closes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.web.places import Family, Places
from wanhu.web.care.models import FindingFact
from wanhu.web.registry.facts import standing
from wanhu.web.worklist import compute

WORDS = {
    "zh-CN": {"sign": "阴道流血", "none": "以下都没有", "do": "立即转诊", "referred": "已转诊（两周内会提醒您问结果）", "save": "保存",
              "ask": "2周内随访转诊结果", "seen": "已就诊，回家"},
    "en": {"sign": "Bleeding from the vagina", "none": "None of these", "do": "Refer at once",
           "referred": "Referred (you will be reminded to ask within two weeks)", "save": "Save",
           "ask": "Ask within 2 weeks what became of the referral", "seen": "Seen, and home again"},
}  # fmt: skip


def seen_whole(page: Any, box: Any) -> None:
    """Nothing of a box is off the screen, nor under the bar at its foot."""
    page.wait_for_timeout(200)
    placed, foot = box.bounding_box(), page.locator("nav.tabs").bounding_box()
    below = foot["y"] if foot else page.viewport_size["height"]
    assert placed and placed["y"] >= 0 and placed["y"] + placed["height"] <= below, (placed, below)


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-CN"), (DESK, "en")], ids=["phone", "desk"])
def test_a_danger_sign(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    from django.utils import timezone

    her, said, home = visit(size, language), WORDS[language], town[1]
    page = her.page
    her.sign_in("li")
    her.follow(page.get_by_role("link", name="王秀英", exact=True).first)
    form = page.locator("form.visit")
    instruction = form.locator("[data-instruction=vaginal-bleeding]")
    expect(instruction).to_be_hidden()
    form.get_by_label(said["none"]).first.check()
    form.get_by_label(said["sign"]).check()
    expect(form.get_by_label(said["none"]).first).not_to_be_checked()
    expect(instruction).to_be_visible()
    expect(instruction).to_contain_text(said["do"])
    seen_whole(page, instruction)
    assert instruction.evaluate("box => box.previousElementSibling.querySelector('input').value") == "vaginal-bleeding", (
        "under the answer"
    )
    assert instruction.locator("a[href='tel:120']").is_visible()
    high = form.locator("[data-instruction=severe-hypertension]")
    for typed in ("150/115", "１７０", "165"):
        page.fill("#id_systolic", "")
        expect(high).to_be_hidden()
        page.fill("#id_systolic", typed)
        expect(high).to_be_visible()
        seen_whole(page, high)
    page.fill("#id_diastolic", "100")
    her.look(f"danger-{language}")
    form.get_by_label(said["referred"]).check()
    page.get_by_role("button", name=said["save"], exact=True).click()
    expect(page.get_by_role("status").first).to_be_visible()
    saved = page.locator(".danger-box").filter(has_text="王秀英").first
    expect(saved).to_contain_text(said["do"])
    assert saved.locator("a[href='tel:120']").is_visible() and saved.locator("a[href='tel:0728-0000120']").is_visible(), (
        "and whom to ring"
    )
    her.look(f"danger-saved-{language}")

    today = timezone.localdate()
    FindingFact.objects.filter(code="referral").update(happened=today - timedelta(days=8))
    compute.refresh([home.mother.pk], today)
    her.go(f"/tasks/{home.mother.pk}/{home.pregnancy.pk}/referral/referral-outcome/")
    expect(page.get_by_role("heading", level=1)).to_have_text(said["ask"])
    her.look(f"referral-{language}")
    page.get_by_label(said["seen"]).check()
    page.get_by_role("button", name=said["save"], exact=True).click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert standing(FindingFact).get(code="referral-outcome").value == "seen"
    expect(page.locator(".row").filter(has_text=said["ask"])).to_have_count(0)
