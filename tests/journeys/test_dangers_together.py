"""Two answers of one form that are a danger only together: the instruction stands there while she types, on a page and without a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.phones import Phone

if TYPE_CHECKING:
    from tests.web.places import Family, Places


def past_20_weeks(home: Family) -> None:
    """The last period so long ago that raised pressure and protein speak of pre-eclampsia (from 20 weeks)."""
    from datetime import timedelta

    from django.utils import timezone

    from wanhu.web.care.models import PregnancyFact
    from wanhu.web.worklist import compute

    today = timezone.localdate()
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(lmp=today - timedelta(weeks=22))
    compute.refresh([home.mother.pk], today)


def raised_pressure_with_protein(page: Page) -> None:
    """Neither alone, both together in either order, and not beside a pressure that is a worse danger by itself."""
    together = page.locator("form.visit [data-together=pre-eclampsia-suspected]")
    severe = page.locator("form.visit [data-instruction=severe-hypertension]")
    page.fill("#id_systolic", "140/80")
    expect(together).to_be_hidden()
    page.locator("[name=urine-protein][value='±']").check()
    expect(together).to_be_hidden()
    page.locator("[name=urine-protein][value='1+']").check()
    expect(together).to_be_visible()
    assert together.evaluate("box => box.previousElementSibling.querySelector('input').value") == "1+", (
        "under the answer just given"
    )
    page.fill("#id_systolic", "139/80")
    expect(together).to_be_hidden()
    page.fill("#id_systolic", "139/90")
    expect(together).to_be_visible()
    page.fill("#id_systolic", "160/90")
    expect(together).to_be_hidden()
    expect(severe).to_be_visible()
    page.fill("#id_systolic", "１４５／９５")
    expect(together).to_be_visible()
    expect(severe).to_be_hidden()


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-CN"), (DESK, "en")], ids=["phone", "desk"])
def test_on_the_page(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    home = town[1]
    past_20_weeks(home)
    her = visit(size, language)
    her.sign_in("li")
    her.go(f"/tasks/{home.mother.pk}/{home.pregnancy.pk}/antenatal/antenatal-3/")
    raised_pressure_with_protein(her.page)
    her.look(f"together-{language}")
    vomiting = her.page.locator("[data-instruction=persistent-vomiting]")
    her.page.locator("[value=persistent-vomiting]").check()
    expect(vomiting).to_be_visible()
    her.page.locator("details", has=her.page.locator("[name=urine-ketone]")).locator("summary").click()
    her.page.locator("[name=urine-ketone][value='2+']").check()
    expect(her.page.locator("[data-together=vomiting-with-ketones]")).to_be_visible()
    expect(vomiting).to_be_hidden()
    her.look(f"together-ketones-{language}")


def test_without_a_network(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    past_20_weeks(town[1])
    phone = Phone(visit(PHONE))
    phone.set_up()
    phone.away()
    phone.page.locator("a.who", has_text="王秀英").first.click()
    raised_pressure_with_protein(phone.page)
