"""A supervisor's morning: a village without anybody is given to somebody, the load is evened out, and a worker who leaves hands over."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.web.places import FAR, NEAR, Family, Places

WORDS = {
    "zh-CN": {"nobody": "没有人负责", "give": "交给她", "accept": "接受建议", "over": "全部移交", "past": "过去的分工不能改"},
    "en": {"nobody": "Nobody", "give": "Hand over", "accept": "Accept the proposal", "over": "Hand everything over", "past": "What is past"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_village_a_proposal_and_a_hand_over(
    town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str
) -> None:
    from django.utils import timezone

    from tests.web.places import due, person
    from wanhu.web.base.models import Role, User
    from wanhu.web.registry import queries as registry
    from wanhu.web.registry.models import Household, Responsibility
    from wanhu.web.worklist.models import Call, Run

    staff, _home = town
    zhao = User.objects.create_user("zhao", role=Role.WORKER, full_name="赵敏", area=FAR)
    today, run = timezone.localdate(), Run.objects.get(current=True)
    for number in range(1, 6):
        one = person(f"人{number}", household=Household.objects.create(area=NEAR, label=f"1组 {number}号"))
        due(run, one, "immunisation", "DTaP-1", days=-number, state="overdue")
        if number == 1:
            for days in (3, 2, 1):
                Call.objects.create(
                    id=uuid.uuid4(), person=one, protocol="immunisation", step="DTaP-1",
                    outcome=Call.Outcome.NOT_REACHED, by=staff.worker, at=timezone.now() - timedelta(days=days),
                )  # fmt: skip
    person("远处", area=FAR)
    said, her = WORDS[language], visit(size, language)
    page = her.page
    her.sign_in("wang")
    expect(page.locator(".warning")).to_contain_text("云岭村")
    expect(page.locator("section[aria-labelledby=unreached]")).to_contain_text("人1")
    her.look(f"township-{language}")

    # a day that is past is answered in words; then the village has a worker
    page.select_option("#id_village", FAR)
    page.select_option("#id_worker", str(zhao.pk))
    page.fill("#id_since", (today - timedelta(days=1)).isoformat())
    page.locator("details.card form button").click()
    expect(page.locator(".error-summary")).to_contain_text(said["past"])
    her.complaints.clear()
    her.look(f"township-refused-{language}")
    page.fill("#id_since", today.isoformat())
    page.locator("details.card form button").click()
    expect(page.get_by_role("status").first).to_contain_text("云岭村")
    expect(page.locator(".warning")).to_have_count(0)

    # the proposal says what it does, and one button does it
    proposal = page.locator("section[aria-labelledby=proposal]")
    expect(proposal).to_contain_text("李桂兰")
    her.look(f"township-proposal-{language}")
    proposal.get_by_role("button", name=said["accept"]).click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert Responsibility.objects.filter(worker=zhao, household__isnull=False, since=today, until=None).exists()
    her.look(f"township-accepted-{language}")

    # a household goes to another worker, and everything of hers to a successor
    page.get_by_role("link", name="赵敏").first.click()
    her.look(f"worker-{language}")
    her.follow(page.get_by_role("link", name=said["over"]))
    her.look(f"hand-over-{language}")
    page.select_option("#id_worker", str(staff.worker.pk))
    page.locator("#id_close").check()
    page.get_by_role("button", name=said["over"]).click()
    expect(page.get_by_role("status").first).to_be_visible()
    her.look(f"township-handed-{language}")
    everybody = registry.responsible_on(staff.supervisor, today)
    assert set(everybody.values_list("worker", flat=True)) == {staff.worker.pk}
    assert not User.objects.get(pk=zhao.pk).is_active


def test_without_javascript_a_household_is_given_and_goes_back(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    from wanhu.web.base.models import Role, User
    from wanhu.web.registry import queries as registry
    from wanhu.web.registry.models import Household

    _staff, home = town
    zhao = User.objects.create_user("zhao", role=Role.WORKER, full_name="赵敏", area=FAR)
    her = visit(scripts=False)
    page = her.page
    her.sign_in("wang")
    page.get_by_role("link", name="李桂兰").first.click()
    page.select_option("#id_home", f"household-{Household.objects.get().pk}")
    page.select_option("#id_worker", str(zhao.pk))
    page.get_by_role("button", name="交给她").click()
    expect(page.get_by_role("status")).to_contain_text("已交给")
    assert set(registry.people_in_scope(zhao)) == {home.mother, home.child}
    her.go(f"/township/workers/{zhao.pk}/")
    page.get_by_role("button", name="交回村里").click()
    expect(page.get_by_role("status")).to_contain_text("已交回")
    assert not registry.people_in_scope(zhao).exists()
