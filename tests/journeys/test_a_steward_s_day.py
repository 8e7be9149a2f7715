"""A steward's day: a file is looked at and received, bad rows go back, and a doubtful pair is answered without the mouse."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import DESK, PHONE, SMALL
from tests.web.exchange.files import LIN, ZENG, handbook, sheet
from tests.web.places import Family, Places


@pytest.mark.parametrize(("size", "language"), [(DESK, "zh-CN"), (PHONE, "zh-CN"), (SMALL, "en")], ids=["desk", "phone", "small"])
def test_a_steward_s_day(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    from wanhu.web.exchange import store
    from wanhu.web.exchange.models import LinkDecision, LinkReview, Mention
    from wanhu.web.registry.models import Person

    store.forget_linkage()
    her = visit(size, language)
    her.sign_in("chen")
    her.go("/deliveries/upload/")
    her.look(f"upload-{language}")
    her.page.locator("form.card button").click()
    her.page.wait_for_selector(".error-summary")
    her.complaints.clear()  # the browser notes the 422 of an invalid form
    her.look(f"upload-errors-{language}")
    rows = [
        handbook(政策属性="甲"),
        handbook(ZENG),
        handbook(ZENG, 孕册号="X-3", 建册日期="2026-13-40"),
        handbook(ZENG, 孕册号="X-4", 知情同意=""),
    ]
    her.page.select_option("#id_feed", "maternity-handbook")
    her.page.fill("#id_sender", "彭场镇卫生院")
    her.page.set_input_files("#id_file", {"name": "五月.csv", "mimeType": "text/csv", "buffer": sheet(rows)})
    her.page.locator("form.card button").click()
    her.page.wait_for_url("**/deliveries/uploads/*/")
    her.look(f"preview-{language}")
    her.page.locator("button[value=receive]").click()
    her.page.wait_for_selector("h1:has-text('彭场镇卫生院')", timeout=60_000)
    her.look(f"delivery-{language}")
    with her.page.expect_download() as sheet_of_rows:
        her.page.locator("a[href$='/corrections/']").click()
    assert sheet_of_rows.value.suggested_filename.endswith(".xlsx")
    her.go("/deliveries/")
    her.look(f"deliveries-{language}")
    her.go(f"/numbers/{Person.objects.get(name=LIN['name']).pk}/")
    her.look(f"numbers-{language}")

    a, b = Mention.objects.order_by("pk").values_list("pk", flat=True)
    LinkReview.objects.create(
        a=a,
        b=b,
        weight=3.2,
        worth=1,
        evidence={"name": ["sound", 4.1], "identity": ["numbers-differ", -6.0], "place": ["nothing", 0.0]},
    )
    her.go("/review/")
    her.look(f"review-{language}")
    her.page.keyboard.press("n")
    her.page.wait_for_selector("main .empty")
    assert LinkDecision.objects.get().same is False
    her.look(f"review-done-{language}")
    her.page.keyboard.press("u")
    her.page.wait_for_selector("button[value=yes]")
    assert LinkDecision.objects.latest("pk").undone
