"""Every page, in both languages, on the smallest phone and on a desk: nothing to trip over, nothing to scroll sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.journeys.conftest import DESK, SMALL
from tests.web.places import Family, Places, agreed
from wanhu.web.base import ids
from wanhu.web.care.restricted import record_results

OPEN = ["/sign-in/", "/gallery/"]
WORKER = ["/tasks/", "/tasks/?group=later", "/tasks/?group=missed", "/people/", "/people/?q=wxy", "/people/{mother}/", "/people/{child}/", "/me/",
          "/tasks/{mother}/{pregnancy}/antenatal/antenatal-1/", "/tasks/{child}/0/immunisation/DTaP-1/", "/me/password/", "/register/", "/register/pregnancy/",
          "/register/child/", "/register/planner/", "/people/{child}/growth/", "/practice/", "/guidance/",
          "/guidance/antenatal/", "/people/{mother}/colour/{pregnancy}/", "/people/{mother}/dating/{pregnancy}/"]  # fmt: skip
SUPERVISOR = ["/township/", "/tasks/"]
STEWARD = ["/files/", "/deliveries/", "/people/", "/people/{mother}/"]
CLINICIAN = ["/restricted/", "/people/{mother}/", "/people/{mother}/restricted/", "/people/{child}/restricted/",
             "/people/{mother}/restricted/agreement/",
             *(f"/people/{{mother}}/restricted/{form}/" for form in ("tests", "given", "scores", "screening", "events", "factors"))]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [SMALL, DESK], ids=["small", "desk"])
def test_every_page(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    staff, home = town
    agreed(home.mother)
    results = {
        "measurements": {"epds-total": 14.0, "epds-item-10": 1.0},
        "findings": [("hiv", "negative"), ("hbsag", "positive")],
    }
    record_results(
        by=staff.clinician,
        person=home.mother,
        visit=ids.mint(),
        happened=timezone.localdate(),
        pregnancy=home.pregnancy.pk,
        **results,
    )
    places = {"mother": home.mother.pk, "child": home.child.pk, "pregnancy": home.pregnancy.pk}
    for username, paths in (("", OPEN), ("li", WORKER), ("wang", SUPERVISOR), ("chen", STEWARD), ("liu", CLINICIAN)):
        her = visit(size, language)
        if username:
            her.sign_in(username)
        for path in paths:
            her.go(path.format(**places))
            her.look(f"{username}{path.replace('/', '_').replace('?', '_')}-{language}".format(**places))


def test_large_text(town: tuple[Places, Family], visit: Callable[..., Any]) -> None:
    """长辈版: text of at least 18 px and targets of at least 60 px, and still nothing to scroll sideways on a small phone."""
    her = visit(SMALL)
    her.sign_in("li")
    her.follow(her.page.get_by_role("button", name="长辈版大字"))
    for path in ("/tasks/", f"/people/{town[1].mother.pk}/"):
        her.go(path)
        her.look("large" + path.replace("/", "_"))
        assert her.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18
        assert all(
            height >= 60
            for height in her.page.locator(".segments a").evaluate_all("links => links.map(link => link.offsetHeight)")
        )
