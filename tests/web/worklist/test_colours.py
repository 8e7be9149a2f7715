"""The colour of risk: suggested with its reasons, decided by a named human, lower only with a reason, and the follow-up moves with it."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, agreed, run
from wanhu.web.base import ids
from wanhu.web.care import actions as care
from wanhu.web.care.models import FindingFact
from wanhu.web.care.restricted import record_results
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import DecisionFact
from wanhu.web.worklist import compute, queries
from wanhu.web.worklist.models import Due
from wanhu.web.worklist.queries import colours

ZH = {"Accept-Language": "zh-CN"}


@pytest.fixture
def worker(staff: Places, home: Family, today: date, settings) -> Client:
    settings.MFA_REQUIRED = False
    run(today)
    compute.refresh([home.mother.pk], today)
    client = Client(headers=ZH)
    client.force_login(staff.worker, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def address(home: Family) -> str:
    return reverse("worklist:colour", args=[home.mother.pk, home.pregnancy.pk])


def said(today: date, colour: str, **boxes: Any) -> dict[str, Any]:
    return {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "colour": colour, "graded_by": "hospital", **boxes}


def measured(staff: Places, home: Family, today: date, **values: float) -> None:
    about = {"by": staff.worker, "person": home.mother, "visit": ids.mint(), "happened": today, "pregnancy": home.pregnancy.pk}
    care.record_visit(**about, contacts=["antenatal"], measurements=values)


def decided() -> list[tuple[str, str]]:
    return sorted(standing(DecisionFact).values_list("about", "outcome"))


def test_the_suggestion_and_its_reasons(staff: Places, home: Family, worker: Client, address: str, today: date):
    assert colours.colour_of(staff.worker, home.mother, home.pregnancy.pk).least == "green"
    assert "这不等于评估过" in worker.get(address).content.decode()
    measured(staff, home, today, platelets=40.0)
    found = colours.colour_of(staff.worker, home.mother, home.pregnancy.pk)
    assert found.least in ("orange", "red") and found.because
    page = worker.get(address).content.decode()
    assert "血小板 40" in page and found.because[0].rule.title.zh in page


def test_a_computed_value_is_a_reason_too(staff: Places, home: Family, worker: Client, address: str, today: date):
    """The body mass index with its decimal, as on paper, beside the weight and the height that it is worked out from."""
    measured(staff, home, today, **{"pre-pregnancy-weight": 71.68, "height": 160.0})
    assert "孕前体质指数 28.0 kg/m² · 孕前体重 71.68 kg · 身高 160 cm" in worker.get(address).content.decode()
    in_english = worker.get(address, headers={"Accept-Language": "en"}).content.decode()
    assert "Body mass index before the pregnancy 28.0 kg/m²" in in_english


def test_raised_freely_and_lowered_only_with_a_reason(staff: Places, home: Family, worker: Client, address: str, today: date):
    measured(staff, home, today, platelets=40.0)
    lower = said(today, "green")
    page = worker.post(address, lower)
    assert page.status_code == 422 and "要定得低，请选择原因" in page.content.decode() and not DecisionFact.objects.exists()
    assert worker.post(address, lower | {"lowered": "rechecked"}).status_code == 302
    assert decided() == [("risk-colour", "green"), ("risk-colour-lowered", "rechecked")]
    assert worker.post(address, said(today, "red", lowered="rechecked")).status_code == 302
    assert decided().count(("risk-colour-lowered", "rechecked")) == 1, "a reason for lowering means nothing when it is raised"
    assert colours.colour_of(staff.worker, home.mother, home.pregnancy.pk).now.colour == "red"  # type: ignore[union-attr]


def test_boxes_of_the_table_suggest_too(worker: Client, address: str, today: date):
    page = worker.post(address, said(today, "yellow", factors_orange=["o2.4"]))
    assert page.status_code == 422 and "橙色" in page.content.decode()
    assert worker.post(address, said(today, "orange", factors_orange=["o2.4"])).status_code == 302
    assert {(fact.code, fact.value) for fact in FindingFact.objects.all()} == {
        ("risk-factor", "o2.4"),
        ("risk-graded-by", "hospital"),
    }


def test_the_follow_up_moves_with_the_colour(home: Family, worker: Client, address: str, today: date):
    worker.post(address, said(today, "yellow"))
    yellow = Due.objects.filter(person=home.mother.pk, protocol="risk-follow-up").values_list("due", flat=True).first()
    worker.post(address, said(today, "red"))
    red = Due.objects.filter(person=home.mother.pk, protocol="risk-follow-up").values_list("due", flat=True).first()
    assert red is not None and (yellow is None or red < yellow)
    assert Due.objects.filter(person=home.mother.pk, protocol="risk-case", step="report-red").exists()


def test_the_same_form_twice_and_taking_it_back(staff: Places, home: Family, worker: Client, address: str, today: date):
    form = said(today, "orange")
    for _ in range(2):
        assert worker.post(address, form).status_code == 302
    assert DecisionFact.objects.count() == 1
    worker.post(reverse("worklist:undo", args=[home.mother.pk, form["visit"]]))
    assert colours.colour_of(staff.worker, home.mother, home.pregnancy.pk).now is None


def test_a_passed_day_of_review_is_said_and_changes_nothing_by_itself(
    staff: Places, home: Family, worker: Client, address: str, today: date
):
    worker.post(address, said(today, "orange"))
    DecisionFact.objects.update(until=today - timedelta(days=1))
    assert "该复评了" in worker.get(address).content.decode()
    assert colours.colour_of(staff.worker, home.mother, home.pregnancy.pk).now.colour == "orange"  # type: ignore[union-attr]
    measured(staff, home, today, platelets=20.0)
    assert "后来的记录提示风险更高" in worker.get(address).content.decode()


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"colour": "purple"}, "purple"),
        ({"colour": ""}, "评估颜色"),
        ({"look_again": "2020-01-01"}, "四个月以内"),
        ({"happened": "2099-01-01"}, "还没有到"),
    ],
)
def test_what_cannot_be_is_sent_back(worker: Client, address: str, today: date, boxes: dict[str, str], words: str):
    page = worker.post(address, said(today, "yellow") | boxes)
    assert page.status_code == 422 and words in page.content.decode() and not DecisionFact.objects.exists()


def test_nothing_restricted_shows(staff: Places, home: Family, worker: Client, address: str, today: date):
    agreed(home.mother)
    about = {"by": staff.clinician, "person": home.mother, "visit": ids.mint(), "happened": today, "pregnancy": home.pregnancy.pk}
    record_results(**about, measurements={}, findings=[("hbsag", "positive"), ("risk-factor-restricted", "r1.8")])
    found = colours.colour_of(staff.worker, home.mother, home.pregnancy.pk)
    assert found.least == "green" and not found.because
    assert "乙肝" not in worker.get(address).content.decode()


def test_out_of_scope_or_not_hers(home: Family, worker: Client, today: date):
    assert worker.get(reverse("worklist:colour", args=[home.mother.pk, 999_999])).status_code == 404
    assert worker.get(reverse("worklist:colour", args=[home.child.pk, home.pregnancy.pk])).status_code == 404


def test_the_colour_stands_on_the_day(staff: Places, home: Family, worker: Client, address: str, today: date):
    worker.post(address, said(today, "orange"))
    day = queries.day(staff.worker)
    visits = [visit for house in [*day.today, *day.rest] for visit in house.visits if visit.main.pregnancy]
    assert visits and visits[0].colour == "orange"
    assert "橙色" in worker.get(reverse("worklist:tasks")).content.decode()
