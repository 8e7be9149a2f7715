"""A scan's report in the village, and the supervisor's decision at her desk: in a real browser, in both languages."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, SMALL
from tests.web.places import Family, Places
from wanhu.web.care.models import PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.worklist import compute

WORDS = {
    "zh-CN": {"dating": "核实孕周", "new": "又知道了新的：末次月经、超声、移植", "scan": "超声检查", "save": "保存", "waits": "待主管确认",
              "change": "改预产期", "apart": "相差 10 天", "now": "孕12周+6", "first": "填日期", "lunar": "末次月经，农历"},
    "en": {"dating": "Dating", "new": "Something new is known: last period, scan, transfer", "scan": "Ultrasound scan", "save": "Save",
           "waits": "Waits for the supervisor", "change": "Change the date", "apart": "10 days apart", "now": "12+6", "first": "Fill in a date",
           "lunar": "Last period, lunar calendar"},
}  # fmt: skip


def dated_by(home: Family, days: int | None) -> None:
    today = timezone.localdate()
    lmp = today - timedelta(days=days) if days else None
    said = {"lmp": lmp, "edd": lmp and lmp + timedelta(days=280), "dating": "lmp" if lmp else None}
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(**said)
    compute.refresh([home.mother.pk], today)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_scan_in_the_village_and_a_decision_at_the_desk(
    town: tuple[Places, Family], visit: Callable[..., Any], language: str
) -> None:
    _staff, home = town
    dated_by(home, 100)
    said, today = WORDS[language], timezone.localdate()
    her = visit(PHONE, language)
    page = her.page
    her.sign_in("li")
    her.go(f"/people/{home.mother.pk}/")
    her.follow(page.get_by_role("link", name=said["dating"]))
    expect(page.get_by_role("heading", level=1)).to_have_text(said["dating"])
    her.look(f"dating-{language}")
    page.get_by_text(said["new"]).click()
    expect(page.locator("#id_lmp")).to_be_visible()
    expect(page.locator("#id_scan_gestation")).to_be_hidden()
    page.get_by_label(said["scan"]).check()
    expect(page.locator("#id_lmp")).to_be_hidden()
    page.fill("#id_scanned_on", today.isoformat())
    page.fill("#id_scan_gestation", "12w6d")
    her.look(f"dating-filled-{language}")
    page.get_by_role("button", name=said["save"], exact=True).click()
    expect(page).to_have_url(re.compile("done="))
    expect(page.locator("main")).to_contain_text(said["apart"])
    expect(page.get_by_role("button", name=said["change"])).to_have_count(0)
    her.look(f"dating-waits-{language}")
    boss = visit(DESK, language)
    boss.sign_in("wang")
    boss.go("/township/")
    boss.look(f"township-dating-{language}")
    boss.page.locator("section[aria-labelledby=datings] a.who").click()
    expect(boss.page.locator("details[open] .rows")).to_be_visible()
    boss.look(f"dating-decide-{language}")
    boss.page.get_by_role("button", name=said["change"]).click()
    expect(boss.page.locator("main")).to_contain_text(said["now"])
    expect(boss.page.get_by_text(said["waits"])).to_have_count(0)
    boss.look(f"dating-decided-{language}")
    assert standing(PregnancyFact).get(dating="ultrasound").edd == today + timedelta(days=190)
    her.go(f"/people/{home.mother.pk}/dating/{home.pregnancy.pk}/")
    expect(page.locator("main")).to_contain_text(said["now"])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_first_date_in_large_text_without_javascript(
    town: tuple[Places, Family], visit: Callable[..., Any], language: str
) -> None:
    _staff, home = town
    dated_by(home, None)
    said = WORDS[language]
    her = visit(SMALL, language, scripts=False)
    page = her.page
    her.sign_in("li")
    her.follow(page.locator(".foot button").first)
    her.go(f"/tasks/{home.mother.pk}/{home.pregnancy.pk}/antenatal/dating/")
    page.get_by_label(said["lunar"]).check()
    expect(page.locator("#id_lunar_month")).to_be_visible()
    her.go(f"/people/{home.mother.pk}/dating/{home.pregnancy.pk}/")
    page.get_by_label(said["scan"]).check()
    page.get_by_role("button", name=said["save"], exact=True).click()
    expect(page.locator(".error-summary li")).to_have_count(2)
    page.fill("#id_scanned_on", timezone.localdate().isoformat())
    page.fill("#id_scan_gestation", "12+6")
    page.get_by_role("button", name=said["save"], exact=True).click()
    expect(page.locator("main")).to_contain_text(said["now"])


def test_every_kind_of_evidence_on_the_smallest_phone(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    _staff, home = town
    dated_by(home, None)
    her = visit(SMALL)
    her.sign_in("li")
    her.follow(her.page.locator(".foot button").first)
    for path in (
        f"/tasks/{home.mother.pk}/{home.pregnancy.pk}/antenatal/dating/",
        f"/people/{home.mother.pk}/dating/{home.pregnancy.pk}/",
    ):
        her.go(path)
        for kind in ("lmp", "lunar", "ultrasound", "transfer", "edd"):
            her.page.locator(f"[name=dated][value={kind}]").check()
            her.look(f"dating-{kind}")
