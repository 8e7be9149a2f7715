"""Scores of mood in a browser: an answer about harming herself brings up what to do before anything is saved, from paper and item by item."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.web.places import Family, Places, agreed
from tests.web.worklist.test_scale_texts import filled, slot, with_texts
from wanhu.rules.forms.restricted import EDINBURGH_SCALE
from wanhu.web.worklist.restricted import queries


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-CN"), (DESK, "en")], ids=["phone", "desk"])
def test_scores_from_paper(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    her, home = visit(size, language), town[1]
    agreed(home.mother)
    her.sign_in("liu")
    her.go(f"/people/{home.mother.pk}/restricted/scores/")
    alarm = her.page.locator("[data-instruction=mood-same-day]").first
    her.page.fill("#id_epds-item-10", "0")
    expect(alarm).to_be_hidden()
    her.page.fill("#id_epds-item-10", "1")
    expect(alarm).to_be_visible()
    her.look(f"scores-paper-{language}")


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-CN"), (DESK, "en")], ids=["phone", "desk"])
def test_item_by_item(
    town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(queries, "RESTRICTED_FORMS", with_texts(filled(tmp_path, EDINBURGH_SCALE, slot(EDINBURGH_SCALE))))
    her, home = visit(size, language), town[1]
    agreed(home.mother)
    her.sign_in("liu")
    her.go(f"/people/{home.mother.pk}/restricted/scores/")
    page = her.page
    alarm, total = page.locator("[data-instruction=mood-same-day]").first, page.locator("[data-sum] output")
    for number in range(1, 10):
        page.locator(f"[name=epds-answer-{number}]").first.check()  # 0 for items 1, 2 and 4, and 3 for the others
    expect(total).to_be_hidden()
    page.locator("[name=epds-answer-10][value='0']").check()
    expect(alarm).to_be_hidden()
    expect(total).to_have_text("18")
    page.locator("[name=epds-answer-10][value='1']").check()
    expect(alarm).to_be_visible()
    assert alarm.evaluate("box => box.previousElementSibling.querySelector('input').value") == "1", "under the answer"
    expect(total).to_have_text("19")
    her.look(f"scores-items-{language}")
    page.locator("form.visit button").last.click()
    page.wait_for_url("**/restricted/**")
    expect(page.get_by_role("main")).to_contain_text("19")
