"""Signing in: who gets in, where each role arrives, who is sent to set up a second factor, and what no page may do."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.web.places import PASSWORD, Places
from wanhu.web.base.models import Role, User

OPEN = {
    "base:home",
    "base:me",
    "base:large",
    "base:gallery",
    "base:language",
    "worklist:phone",
    "worklist:phone_hello",
    "worklist:phone_manifest",
    "worklist:phone_worker",
}  # no person on any of them


def sign_in(username: str, password: str = PASSWORD) -> tuple[Client, int]:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": username, "password": password}, REMOTE_ADDR="192.0.2.1")
    return client, answer.status_code


@pytest.mark.parametrize(("username", "home"), [("li", "/tasks/"), ("wang", "/township/"), ("chen", "/files/"), ("zhou", "/me/")])
def test_each_role_arrives_at_its_own_page(staff: Places, settings, username: str, home: str):
    settings.MFA_REQUIRED = False
    client, status = sign_in(username)
    assert status == 302
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == home and answer.status_code == 200


def test_a_wrong_password_says_so_and_the_fifth_locks(staff: Places, settings):
    settings.MFA_REQUIRED = False
    statuses = [sign_in("li", "wrong")[1] for _ in range(6)]
    assert statuses[:4] == [200] * 4
    assert statuses[-1] == 429
    assert sign_in("li")[1] == 429, "locked is locked, even with the right password"
    assert sign_in("wang")[1] == 302, "only the account that was tried"


def test_without_a_second_factor_every_page_leads_to_setting_one_up(staff: Places, settings):
    settings.MFA_REQUIRED = True
    client, _status = sign_in("li")
    for page in ("/", "/tasks/", "/people/", "/me/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp")), page
    answer = client.get(reverse("mfa_activate_totp"), follow=True)
    assert answer.status_code == 200


def test_nobody_signs_up(staff: Places):
    before = User.objects.count()
    client = Client()
    answer = client.post(
        reverse("account_signup"), {"username": "me", "password1": "a long enough one", "password2": "a long enough one"}
    )
    assert User.objects.count() == before and answer.status_code == 200


def test_the_demonstration_accounts_show_in_a_demonstration_only(staff: Places, settings):
    settings.DEMO = False
    assert b"wanhu-demo" not in Client().get(reverse("account_login")).content
    settings.DEMO = True
    assert b"wanhu-demo" in Client().get(reverse("account_login")).content


def test_the_language_of_the_page_changes_and_stays(staff: Places):
    client = Client(headers={"accept-language": "zh-CN"})
    assert 'lang="zh-CN"' in client.get(reverse("account_login")).content.decode()
    client.post(reverse("base:language"), {"language": "en", "next": "/sign-in/"})
    page = client.get(reverse("account_login")).content.decode()
    assert 'lang="en"' in page and "Sign in" in page


def pages() -> list[tuple[str, URLPattern]]:
    """Every page of Wanhu's own apps, by name."""
    ours = [one for one in get_resolver().url_patterns if getattr(one, "app_name", "") in ("base", "worklist", "exchange")]
    return [(f"{one.app_name}:{page.name}", page) for one in ours for page in one.url_patterns]  # type: ignore[union-attr]


@pytest.mark.django_db
def test_every_page_about_anything_asks_for_a_permission():
    named = {name: page for name, page in pages() if name not in OPEN}
    assert len(named) >= 9
    unguarded = [name for name, page in named.items() if not _permission(page.callback)]
    assert not unguarded, "wrap the view in needs(Permission.…)"


def test_nobody_gets_a_page_without_signing_in(db: None):
    for path in ("/", "/tasks/", "/people/", "/people/1/", "/township/", "/files/", "/me/"):
        answer = Client().get(path)
        assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")), path


def test_roles_stay_out_of_one_anothers_pages(staff: Places, settings):
    settings.MFA_REQUIRED = False
    worker, analyst = sign_in("li")[0], sign_in("zhou")[0]
    assert worker.get("/township/").status_code == 403
    assert worker.get("/files/").status_code == 403
    assert {analyst.get(path).status_code for path in ("/tasks/", "/people/", "/people/1/", "/township/")} == {403}


def test_no_browser_keeps_a_page_and_nothing_runs_inline(staff: Places, settings):
    settings.MFA_REQUIRED = False
    client = sign_in("li")[0]
    for path in ("/tasks/", "/people/?q=wxy", "/me/", "/gallery/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert "no-store" in answer["Cache-Control"], path
        assert "'unsafe" not in answer["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page), path


def test_there_is_no_role_for_police_or_enforcement():
    assert {str(role) for role in Role} == {
        "worker", "supervisor", "steward", "benefits-officer", "analyst", "inspector", "administrator", "restricted-clinician",
    }  # fmt: skip


def test_sessions_end_after_half_an_hour():
    assert settings.SESSION_COOKIE_AGE == 1800


def _permission(view: object) -> object:
    while view is not None:
        if found := getattr(view, "permission", None):
            return found
        view = getattr(view, "__wrapped__", None)
    return None
