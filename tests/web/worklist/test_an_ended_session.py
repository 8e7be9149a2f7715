"""A session ends while she writes: after signing in the form stands there again, filled in. Nobody else ever sees it, and nobody can leave one for her."""

import uuid
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, run
from wanhu.web.base import audit
from wanhu.web.base.models import AuditLine, User
from wanhu.web.care.models import ContactFact, MeasurementFact
from wanhu.web.registry.facts import standing
from wanhu.web.worklist import compute
from wanhu.web.worklist.held import actions
from wanhu.web.worklist.held.actions import token_of
from wanhu.web.worklist.models import Held

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def address(staff: Places, home: Family, today: date, settings: Any) -> str:
    settings.MFA_REQUIRED = False
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-1"])


def client(user: User | None = None, **more: Any) -> Client:
    made = Client(headers={"Accept-Language": "zh-CN"}, **more)
    if user:
        made.force_login(user, backend=BACKEND)
    return made


def post(who: Client, address: str, said: dict[str, Any]) -> Any:
    """As a browser sends a form without a file."""
    return who.post(address, urlencode(said, doseq=True), content_type="application/x-www-form-urlencoded")


def form(user: User, today: date, **boxes: Any) -> dict[str, Any]:
    return {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "home", "writer": token_of(user), **boxes}


def test_what_she_typed_stands_there_again_after_signing_in(staff: Places, address: str, today: date):
    assert f'name="writer" value="{token_of(staff.worker)}"' in client(staff.worker).get(address).content.decode()
    gone = client()
    sent = form(staff.worker, today, weight="63.5", systolic="118/76")
    answer = post(gone, address, sent)
    assert answer.status_code == 302 and "kept=1" in answer["Location"] and "/sign-in/" in answer["Location"]
    assert "已替您保管" in gone.get(answer["Location"]).content.decode()
    assert not ContactFact.objects.exists()
    her = client(staff.worker)
    assert address in her.get("/tasks/").content.decode(), "her list says that something was not saved"
    page = her.get(address)
    text = page.content.decode()
    assert page.status_code == 200 and 'value="63.5"' in text and 'value="118/76"' in text and "已经填回下面" in text
    assert sent["visit"] in text, "under the same number, so that it is written once"
    assert her.post(address, sent).status_code == 302
    assert {fact.code: fact.value for fact in standing(MeasurementFact).all()} == {
        "weight": 63.5,
        "systolic": 118,
        "diastolic": 76,
    }
    assert not Held.objects.exists()


def test_what_is_kept_is_sealed_and_nobody_else_sees_it(staff: Places, address: str, today: date):
    post(client(), address, form(staff.worker, today, weight="63.5"))
    held = Held.objects.get()
    assert b"63.5" not in bytes(held.sealed) and held.worker == staff.worker
    other = client(User.objects.get(username="wang"))
    assert "63.5" not in other.get(address).content.decode()
    assert Held.objects.count() == 1


def test_a_page_of_hers_sent_under_another_s_session_is_kept_for_her(staff: Places, address: str, today: date):
    other = client(User.objects.get(username="wang"), enforce_csrf_checks=True)
    answer = post(other, address, form(staff.worker, today, weight="63.5"))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not ContactFact.objects.exists() and Held.objects.get().worker == staff.worker


def test_a_page_from_before_she_signed_in_anew_comes_back_filled_in(staff: Places, address: str, today: date):
    her = client(staff.worker, enforce_csrf_checks=True)
    answer = post(her, address, form(staff.worker, today, weight="63.5"))
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert 'value="63.5"' in her.get(address).content.decode()


@pytest.mark.parametrize("token", ["", "1", "1:forged", "999999"])
def test_nobody_leaves_a_form_for_another(staff: Places, address: str, today: date, token: str):
    answer = post(client(), address, form(staff.worker, today, weight="63.5") | {"writer": token})
    assert answer.status_code == 302 and "kept" not in answer["Location"] and not Held.objects.exists()


def test_nothing_is_kept_for_somebody_who_may_not_sign_in(staff: Places, address: str, today: date):
    sent = form(staff.worker, today, weight="63.5")
    User.objects.filter(pk=staff.worker.pk).update(is_active=False)
    post(client(), address, sent)
    assert not Held.objects.exists()


def test_nothing_longer_than_a_form_is_kept(staff: Places, address: str, today: date):
    post(client(), address, form(staff.worker, today, weight="6" * 70_000))
    assert not Held.objects.exists()


def test_she_throws_it_away(staff: Places, address: str, today: date):
    post(client(), address, form(staff.worker, today, weight="63.5"))
    her = client(staff.worker)
    assert her.post(address, {"form": "afresh"}).status_code == 302
    assert not Held.objects.exists() and "63.5" not in her.get(address).content.decode()


def test_a_form_of_a_task_that_was_done_meanwhile_is_read_off(staff: Places, home: Family, address: str, today: date):
    post(client(), address, form(staff.worker, today, weight="63.5"))
    her = client(staff.worker)
    her.post(address, {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "home", "weight": "64"})
    post(client(), address, form(staff.worker, today, weight="65.5", mode="home"))
    page = her.get(address).content.decode()
    assert "65.5" in page and "<dt>体重</dt>" in page and "<dt>方式</dt><dd>上门</dd>" in page and "happened" not in page


def test_a_visit_for_somebody_who_died_says_so(staff: Places, home: Family, address: str, today: date):
    her = client(staff.worker)
    day = today - timedelta(days=1)
    change = {"visit": str(uuid.uuid4()), "happened": day.isoformat(), "change": "died"}
    assert her.post(reverse("worklist:change", args=[home.mother.pk]), change).status_code == 302
    page = post(her, address, form(staff.worker, today, weight="63.5"))
    assert page.status_code == 409 and "去世，有关的事都已停下" in page.content.decode() and "63.5" in page.content.decode()


def test_what_nobody_comes_back_for_is_gone_after_a_month_and_the_audit_says_so(staff: Places, address: str, today: date):
    post(client(), address, form(staff.worker, today, weight="63.5"))
    post(client(), address, form(staff.worker, today, weight="64.5"))
    newer = Held.objects.latest("at")
    Held.objects.exclude(pk=newer.pk).update(at=newer.at - actions.KEPT_FOR)
    assert actions.expire(by="wanhu run", now=newer.at) == 0, "to the day"
    assert actions.expire(by="wanhu run", now=newer.at + timedelta(seconds=1)) == 1
    assert [held.pk for held in Held.objects.all()] == [newer.pk]
    line = AuditLine.objects.get(action="held-expired")
    assert (line.by, line.person, line.detail) == ("wanhu run", None, {"forms": {staff.worker.username: 1}})
    assert audit.verify() is None and "63.5" not in str(line.detail)
    assert 'value="64.5"' in client(staff.worker).get(address).content.decode()
