"""What a worker sees without scrolling, on her phone and in large text: danger with both numbers, and the first task."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_the_phone_s_list import endanger

if TYPE_CHECKING:
    from tests.web.places import Family, Places

BOTTOM = "window.innerHeight - (document.querySelector('.tabs')?.offsetHeight ?? 0)"


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_first_task_is_on_the_first_screen(
    town: tuple[Places, Family], visit: Callable[..., Any], language: str, large: bool
) -> None:
    her = visit(PHONE, language)
    her.sign_in("li")
    if large:
        her.page.locator("footer form[action*=large] button").click()
    her.go("/tasks/")
    her.look(f"first-screen-{language}-{large}")
    first = her.page.locator(".house .row").first.bounding_box()
    assert first and first["y"] + first["height"] / 2 < her.page.evaluate(BOTTOM)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_danger_is_first_with_both_numbers(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int]) -> None:
    endanger(town)
    her = visit(size)
    her.sign_in("li")
    her.go("/tasks/")
    her.look("danger-first")
    for number in her.page.locator(".alarms .actions a").all():
        box = number.bounding_box()
        assert box and box["y"] + box["height"] < her.page.evaluate(BOTTOM)
    first = her.page.locator(".house .row").first.bounding_box()
    assert first and first["y"] < her.page.evaluate(BOTTOM)


def test_a_day_to_come_opens_without_scripts(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    from django.utils import timezone

    from tests.web.places import NEAR, due, person
    from wanhu.web.worklist import actions
    from wanhu.web.worklist.models import Run

    actions.plan_minutes(by=town[0].worker, minutes=60)
    for number in range(6):
        due(Run.objects.get(), person(f"甲{number}", area=NEAR), "immunisation", "DTaP-1", days=-number, state="overdue")
    her = visit(PHONE, scripts=False)
    her.sign_in("li")
    her.go("/tasks/")
    ahead = her.page.locator("details.ahead")
    assert ahead.count() >= 2 and str(timezone.localdate().year) not in ahead.first.inner_text()
    assert not ahead.first.locator("a.who").first.is_visible()
    ahead.first.locator("summary").click()
    assert ahead.first.locator("a.who").first.is_visible()
