"""Every page, in both languages, on the smallest phone and on a desk: nothing to trip over, nothing to scroll sideways."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import DESK, SMALL
from tests.web.places import Family, Places

OPEN = ["/sign-in/", "/gallery/"]
WORKER = ["/tasks/", "/tasks/?group=later", "/tasks/?group=missed", "/people/", "/people/?q=wxy", "/people/{mother}/", "/people/{child}/", "/me/",
          "/tasks/{mother}/{pregnancy}/antenatal/antenatal-1/", "/tasks/{child}/0/immunisation/DTaP-1/", "/me/password/", "/register/", "/register/pregnancy/",
          "/register/child/", "/people/{child}/growth/", "/practice/", "/guidance/",
          "/guidance/antenatal/", "/people/{mother}/colour/{pregnancy}/", "/people/{mother}/dating/{pregnancy}/"]  # fmt: skip
SUPERVISOR = ["/township/", "/tasks/"]
STEWARD = ["/files/", "/deliveries/", "/people/", "/people/{mother}/"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [SMALL, DESK], ids=["small", "desk"])
def test_every_page(town: tuple[Places, Family], visit: Callable[..., Any], size: tuple[int, int], language: str) -> None:
    _staff, home = town
    places = {"mother": home.mother.pk, "child": home.child.pk, "pregnancy": home.pregnancy.pk}
    for username, paths in (("", OPEN), ("li", WORKER), ("wang", SUPERVISOR), ("chen", STEWARD)):
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
    her.page.get_by_role("button", name="长辈版大字").click()
    for path in ("/tasks/", f"/people/{town[1].mother.pk}/"):
        her.go(path)
        her.look("large" + path.replace("/", "_"))
        assert her.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18
        assert all(
            height >= 60
            for height in her.page.locator(".segments a").evaluate_all("links => links.map(link => link.offsetHeight)")
        )
