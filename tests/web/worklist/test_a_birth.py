"""How a pregnancy ended, as a worker writes it: one child or several, weight and weeks as people say them, and what cannot be."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, browser_of, run
from tests.web.worklist.sending import fact
from wanhu.web.care.models import BirthFact, DeathFact, PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person
from wanhu.web.worklist import compute


@pytest.fixture
def worker(staff: Places, home: Family, today: date, settings: Any) -> Client:
    settings.MFA_REQUIRED = False
    lmp = today - timedelta(days=278)
    fact(PregnancyFact, home.mother, today, pregnancy=home.pregnancy, lmp=lmp, edd=lmp + timedelta(days=280), dating="lmp")
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return browser_of(staff.worker)


@pytest.fixture
def address(home: Family) -> str:
    return reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "outcome"])


def born(today: date, **boxes: Any) -> dict[str, Any]:
    return {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "outcome": "born", "sex": "0", "agreed": "yes", **boxes}


def births(home: Family) -> list[BirthFact]:
    return list(standing(BirthFact).filter(pregnancy=home.pregnancy).order_by("birth_order").select_related("person"))


@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("3200", 3200),
        ("3200克", 3200),
        ("3.2kg", 3200),
        ("3.2", 3200),
        ("6.4斤", 3200),
        ("6斤4两", 3200),
        ("6斤4", 3200),
        ("6斤半", 3250),
        ("６斤４两", 3200),
    ],
)
def test_a_birth_weight_as_people_say_it(worker: Client, home: Family, address: str, today: date, typed: str, grams: int):
    assert worker.post(address, born(today, sex="2", weight_g=typed)).status_code == 302
    [birth] = births(home)
    assert (birth.weight_g, birth.person.sex, birth.birth_order) == (grams, 2, None)


@pytest.mark.parametrize(
    ("typed", "days"), [("39+2", 275), ("39周+2", 275), ("39周2天", 275), ("39", 273), ("20周", 140), ("275天", 275)]
)
def test_weeks_at_birth_as_people_say_them(worker: Client, home: Family, address: str, today: date, typed: str, days: int):
    assert worker.post(address, born(today, weeks=typed)).status_code == 302
    assert [one.gestation_days for one in births(home)] == [days]


def test_twins_are_two_children_and_are_taken_back_together(worker: Client, home: Family, address: str, today: date):
    left = today.isoformat()
    boxes = {
        "sex": "2",
        "weight_g": "2500",
        "name": "王小雨",
        "sex_2": "2",
        "weight_g_2": "4斤6两",
        "weeks": "37",
        "discharged_on": left,
    }
    sent = born(today, **boxes)
    answer = worker.post(address, sent)
    assert answer.status_code == 302
    first, second = births(home)
    assert (first.weight_g, second.weight_g, first.birth_order, second.birth_order) == (2500, 2300, 1, 2)
    assert first.person_id != second.person_id and first.person.name == "王小雨" and first.discharged_on == today
    assert standing(ConsentFact).filter(person__in=[first.person_id, second.person_id], purpose="record", given=True).count() == 2
    assert worker.post(address, sent).status_code == 302 and len(births(home)) == 2, "the same form twice writes once"
    assert worker.post(reverse("worklist:undo", args=[home.mother.pk, sent["visit"]])).status_code == 302
    assert births(home) == [] and not Person.objects.filter(name="王小雨").exists()


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"weeks": "39.2"}, "读不成孕周"),
        ({"weeks": "19+6"}, "读不成孕周"),
        ({"weight_g": "32"}, "读不成出生体重"),
        ({"weight_g_2": "12斤半斤"}, "读不成出生体重"),
        ({"name": "王7"}, "不像姓名"),
        ({"discharged_on": "2001-01-01"}, "出院日期应在分娩以后"),
        ({"happened": "2001-01-01"}, "早于这一次怀孕"),
        ({"agreed": ""}, "请当面询问监护人"),
    ],
)
def test_what_cannot_be_is_answered_in_words(worker: Client, home: Family, address: str, today: date, boxes: dict, words: str):
    page = worker.post(address, born(today, **boxes))
    text = page.content.decode()
    assert page.status_code == 422 and words in text and births(home) == []
    consent = text[text.index("监护人同意为孩子建档吗") :][:200]
    assert "选填" not in consent, "what must be answered is not called optional"


def test_an_end_asks_nothing_of_a_child(worker: Client, home: Family, address: str, today: date):
    sent = {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "outcome": "ended", "sex": "2", "weeks": "nonsense"}
    assert worker.post(address, sent).status_code == 302
    assert births(home) == [] and standing(DeathFact).get().kind == "loss"
