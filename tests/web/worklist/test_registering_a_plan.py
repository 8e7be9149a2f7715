"""Somebody who plans a pregnancy is registered, woman or man, with an answer for each purpose, and stops when she or he wishes (domain of the free check)."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.web.places import NEAR, Family, Places, person
from tests.web.worklist.registered import SIGNATURE, answers, client_of, identity, listed, signed_in  # noqa: F401 (a fixture)
from wanhu.web.care.models import PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person, StatusFact

PLAN = "/register/planner/"


def planner(**other: str) -> dict[str, str]:
    said = answers("reminders", consent_home_visit="no")
    said |= {
        "name": "赵小燕",
        "sex": "2",
        "born_on": "1999-03-05",
        "phone": "13900001111",
        "village": NEAR,
        "group": "2",
        "house": "7",
    }
    return said | other


def test_a_woman_and_a_man_are_registered_and_have_their_check_on_the_list(worker: Client, staff: Places):
    assert worker.get(PLAN).status_code == 200 and PLAN in worker.get("/register/").content.decode()
    assert worker.post(PLAN, planner()).status_code == 302
    man = planner(name="钱大力", sex="1", born_on="1997-02-03", phone="", id_number=identity(date(1997, 2, 3), serial="001"))
    assert worker.post(PLAN, man).status_code == 302
    assert {(fact.kind, fact.value) for fact in StatusFact.objects.all()} == {("planning-pregnancy", "asked")}
    her, him = Person.objects.get(name="赵小燕"), Person.objects.get(name="钱大力")
    assert (her.sex, him.sex) == (2, 1)
    assert dict(ConsentFact.objects.filter(person=her).values_list("purpose", "given")) == {
        "record": True,
        "reminders": True,
        "home-visit": False,
    }
    assert {("赵小燕", "pre-pregnancy-check"), ("钱大力", "pre-pregnancy-check")} <= listed(staff.worker)
    folic = {who for who, step in listed(staff.worker) if "folic" in step}
    assert "钱大力" not in folic
    page = worker.get(f"/people/{him.pk}/").content.decode()
    assert "plan-ended" in page and "1997年2月3日" in page


def test_without_consent_nothing_is_stored(worker: Client):
    before = Person.objects.count()
    assert worker.post(PLAN, planner(consent_record="no")).status_code == 200
    assert worker.post(PLAN, planner(strokes="")).status_code == 422
    assert Person.objects.count() == before and not StatusFact.objects.exists()


@pytest.mark.parametrize("born_on", ["2015-01-01", "1940-01-01"])
def test_an_age_that_cannot_be_is_sent_back(worker: Client, born_on: str):
    assert worker.post(PLAN, planner(born_on=born_on)).status_code == 422
    assert worker.post(PLAN, planner(sex="")).status_code == 422 and not StatusFact.objects.exists()


def test_twice_the_same_form_and_a_plan_that_stands(worker: Client, home: Family):
    form = planner()
    for _ in range(2):
        assert worker.post(PLAN, form).status_code == 302
    her = Person.objects.get(name="赵小燕")
    assert StatusFact.objects.count() == 1
    assert worker.post(PLAN, answers("reminders", "home_visit", person=str(her.pk))).status_code == 409


def test_somebody_on_record_needs_no_new_person(worker: Client, staff: Places, home: Family):
    man = person("孙建军", born_on=date(1995, 5, 5), sex=1)
    assert "孙建军" in worker.get(f"{PLAN}?person={man.pk}").content.decode()
    assert worker.post(PLAN, answers("reminders", "home_visit", person=str(man.pk))).status_code == 302
    assert StatusFact.objects.get().person == man and ("孙建军", "pre-pregnancy-check") in listed(staff.worker)
    assert client_of(staff.supervisor).get(f"{PLAN}?person={home.child.pk}").status_code == 200


def test_it_stops_when_she_wishes_and_can_be_taken_back(worker: Client, staff: Places, today: date):
    form = planner()
    worker.post(PLAN, form)
    her = Person.objects.get(name="赵小燕")
    change = {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "change": "plan-ended"}
    assert worker.post(f"/people/{her.pk}/change/", change).status_code == 302
    assert not [one for one in listed(staff.worker) if one[0] == "赵小燕"]
    worker.post(f"/tasks/undo/{her.pk}/{change['visit']}/")
    assert ("赵小燕", "pre-pregnancy-check") in listed(staff.worker)
    worker.post(f"/tasks/undo/{her.pk}/{form['visit']}/")
    assert not standing(StatusFact).exists() and not Person.objects.filter(name="赵小燕").exists()


def test_a_pregnancy_ends_the_plan(worker: Client, staff: Places, today: date):
    worker.post(PLAN, planner())
    her = Person.objects.get(name="赵小燕")
    said: dict[str, Any] = answers("reminders", "home_visit", consent_risk_sharing="no", woman=str(her.pk), dated="lmp")
    said |= {"lmp": (today - timedelta(days=40)).isoformat(), "strokes": SIGNATURE}
    assert worker.post("/register/pregnancy/", said).status_code == 302
    assert PregnancyFact.objects.filter(person=her).exists()
    assert ("赵小燕", "pre-pregnancy-check") not in listed(staff.worker)
    assert "plan-ended" not in worker.get(f"/people/{her.pk}/").content.decode()
