"""The worker's day and her calls: what is of today, who agreed on another day, and that a call never closes anything."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import ELSEWHERE_VILLAGE, Family, Places, due, run
from wanhu.engine.tables import Reason
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import ReleaseFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person, ResidenceFact
from wanhu.web.worklist import queries
from wanhu.web.worklist.models import Call, Due

ZH = {"Accept-Language": "zh-CN"}


@pytest.fixture
def worker(staff: Places, home: Family, today: date, settings) -> Client:
    settings.MFA_REQUIRED = False
    one = run(today)
    due(one, home.mother, "antenatal", "antenatal-4", days=3, state="open", pregnancy=home.pregnancy)
    due(one, home.mother, "risk-screening", "risk-screening", days=-3, state="overdue", pregnancy=home.pregnancy)
    due(one, home.child, "immunisation", "DTaP-1", days=1, state="open")
    client = Client(headers=ZH)
    client.force_login(staff.worker, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def address(worker: Client, home: Family) -> str:
    return reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-4"])


def call(worker: Client, address: str, outcome: str, again: date | str = "", number: str | None = None):
    return worker.post(address, {"form": "call", "call": number or str(uuid.uuid4()), "outcome": outcome, "again": str(again)})


def test_one_household_is_one_house_and_one_person_one_visit(staff: Places, worker: Client, home: Family):
    day = queries.day(staff.worker)
    [house] = day.today
    assert [(visit.main.person.pk, visit.main.step.code, len(visit.also)) for visit in house.visits] == [
        (home.mother.pk, "antenatal-4", 1), (home.child.pk, "DTaP-1", 0)
    ]  # fmt: skip
    assert house.minutes == 10 + (20 + 5) + (10 + 5) and day.minutes == house.minutes
    page = worker.get(reverse("worklist:tasks")).content.decode()
    assert "今天去" in page and "同时" in page and "妊娠风险筛查" in page


def test_who_agreed_on_a_later_day_waits_until_then(staff: Places, worker: Client, home: Family, address: str, today: date):
    assert call(worker, address, "coming", today + timedelta(days=4)).status_code == 302
    assert queries.day(staff.worker).today, "the household has other things to do"
    for step in ("risk-screening", "DTaP-1"):
        Due.objects.filter(step=step).delete()
    day = queries.day(staff.worker)
    [agreed] = day.ahead
    assert not day.today and agreed.day == today + timedelta(days=4) and len(agreed.houses) == 1
    Call.objects.update(again=today + timedelta(days=40))
    assert len(queries.day(staff.worker).later) == 1
    assert "约好以后的" in worker.get(reverse("worklist:tasks")).content.decode()
    Call.objects.update(again=today)
    assert queries.day(staff.worker).today


def test_a_call_closes_nothing_and_is_seen_by_her(worker: Client, home: Family, address: str, today: date):
    number = str(uuid.uuid4())
    for _ in range(2):
        assert call(worker, address, "not-reached", number=number).status_code == 302
    assert Call.objects.count() == 1 and Due.objects.filter(step="antenatal-4").exists()
    assert AuditLine.objects.filter(action="called", person=home.mother.pk).count() == 1
    assert "联系不上" in worker.get(address).content.decode()


@pytest.mark.parametrize(("outcome", "days"), [("coming", -1), ("later", 400), ("coming", None), ("", 1), ("gone", 1)])
def test_a_call_without_a_sensible_day_is_asked_about(worker: Client, address: str, today: date, outcome: str, days: int | None):
    answer = call(worker, address, outcome, today + timedelta(days=days) if days is not None else "")
    assert answer.status_code == 422 and not Call.objects.exists()


def test_her_own_minutes(staff: Places, worker: Client):
    worker.post(reverse("worklist:minutes"), {"minutes": "60"})
    assert queries.capacity(staff.worker) == 60
    worker.post(reverse("worklist:minutes"), {"minutes": "7"})
    assert queries.capacity(staff.worker) == 60


def off(worker: Client, address: str, today: date, **boxes: str):
    said = {"form": "off", "off-visit": str(uuid.uuid4()), "off-happened": today.isoformat()}
    return worker.post(address, said | {f"off-{name}": value for name, value in boxes.items()})


def test_moving_to_another_village_hands_her_over(worker: Client, home: Family, address: str, today: date):
    assert off(worker, address, today, reason=Reason.MOVED.value, to=ELSEWHERE_VILLAGE).status_code == 302
    assert standing(ResidenceFact).filter(person=home.mother.pk).latest("recorded").area == ELSEWHERE_VILLAGE
    assert Person.objects.get(pk=home.mother.pk).area == ELSEWHERE_VILLAGE
    assert worker.get(address).status_code == 404, "she is another worker's now"


def test_declining_once_and_for_good(worker: Client, home: Family, address: str, today: date):
    assert off(worker, address, today, reason=Reason.DECLINED.value).status_code == 302
    assert standing(ReleaseFact).get().reason == "declined"
    child = reverse("worklist:record", args=[home.child.pk, 0, "immunisation", "DTaP-1"])
    assert off(worker, child, today, reason="no-contact").status_code == 302
    answer = standing(ConsentFact).filter(person=home.child.pk, purpose="record").latest("recorded")
    assert answer.given is False
    assert not Due.objects.filter(person=home.child.pk).exists()
