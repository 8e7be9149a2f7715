"""A visit as it is typed: units, pressures, signs, what is hard to believe, what was written before, and its correction."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.places import Family, Places
from tests.web.worklist.visits import said, values
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import BirthFact, ContactFact, DoseFact, FindingFact, MeasurementFact, PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import DecisionFact, PersonFact
from wanhu.web.worklist import compute, queries
from wanhu.web.worklist.models import Due


@pytest.mark.parametrize(
    ("typed", "kilograms"),
    [
        ("63.5", 63.5),
        ("63.5kg", 63.5),
        ("63.5 公斤", 63.5),
        ("127斤", 63.5),
        ("63500克", 63.5),
        ("63500 g", 63.5),
        ("６３．５", 63.5),
    ],
)
def test_a_weight_as_people_type_it(worker: Client, address: str, today: date, typed: str, kilograms: float):
    assert worker.post(address, said(today, weight=typed)).status_code == 302
    assert values() == {"weight": kilograms}


@pytest.mark.parametrize("typed", ["六十", "63.5 磅", "635", "-60", "1e2", "<b>60</b>"])
def test_a_weight_that_is_none_is_sent_back_with_its_limits(worker: Client, address: str, today: date, typed: str):
    page = worker.post(address, said(today, weight=typed, haemoglobin="118"))
    assert page.status_code == 422 and not ContactFact.objects.exists()
    text = page.content.decode()
    assert "之间的数。请核对后再填" in text and "25 到 200 kg" in text
    assert 'value="118"' in text, "what else she typed is kept"


@pytest.mark.parametrize(
    ("high", "low", "written"),
    [("120", "80", (120, 80)), ("120/80", "", (120, 80)), ("16/10.6kPa", "", (120, 80)), ("120-80", "", (120, 80))],
)
def test_a_pressure_in_two_boxes_or_in_one(
    worker: Client, address: str, today: date, high: str, low: str, written: tuple[int, int]
):
    assert worker.post(address, said(today, systolic=high, diastolic=low)).status_code == 302
    assert values() == {"systolic": written[0], "diastolic": written[1]}


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"systolic": "120"}, "血压要填两个数"),
        ({"systolic": "80", "diastolic": "120"}, "是不是填反了"),
        ({"systolic": "210", "diastolic": "100"}, "确定是 210 mmHg 吗"),
        ({"happened": "2099-01-01"}, "还没有到"),
        ({"happened": "1990-01-01"}, "早于出生日期"),
        ({"danger-signs": ["none", "convulsion"]}, "又勾了别的"),
        ({"danger-signs": ["no-such-sign"]}, "no-such-sign"),
        ({"visit": "not a number"}, "UUID"),
    ],
)
def test_what_cannot_be_is_answered_in_words(worker: Client, address: str, today: date, boxes: dict[str, Any], words: str):
    page = worker.post(address, said(today, weight="63") | boxes)
    assert page.status_code == 422 and words in page.content.decode()
    assert not ContactFact.objects.exists() and not MeasurementFact.objects.exists()


@pytest.mark.parametrize(("weeks", "protein", "told"), [(22, "1+", True), (22, "±", False), (19, "1+", False)])
def test_the_server_tells_a_danger_of_two_answers_by_the_same_declaration(
    worker: Client, home: Family, today: date, weeks: int, protein: str, told: bool
):
    """Of a form that comes back because of something else: the instruction stands there without scripts, and nothing was saved."""
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(lmp=today - timedelta(weeks=weeks))
    compute.refresh([home.mother.pk], today)
    address = reverse(
        "worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-3" if weeks > 20 else "antenatal-2"]
    )
    boxes = {"systolic": "142", "diastolic": "88", "urine-protein": protein, "weight": "635"}
    page = worker.post(address, said(today, **boxes))
    assert page.status_code == 422 and not ContactFact.objects.exists()
    shown = re.search(r'data-together="pre-eclampsia-suspected"[^>]*?role="alert"( hidden)?', page.content.decode())
    assert (shown is not None and not shown[1]) is told


def test_what_is_hard_to_believe_is_taken_when_confirmed(worker: Client, address: str, today: date):
    assert worker.post(address, said(today, systolic="210", diastolic="100", sure="on")).status_code == 302
    assert values()["systolic"] == 210


def test_a_sign_is_written_and_is_gone_when_looked_for_again(worker: Client, home: Family, address: str, today: date):
    worker.post(address, said(today, **{"danger-signs": ["severe-headache", "visual-disturbance"]}))
    found = {(fact.code, fact.value) for fact in standing(FindingFact).all()}
    assert found == {("danger-signs", "some"), ("severe-headache", "yes"), ("visual-disturbance", "yes")}
    assert "severe-headache" in {alert.rule for alert in queries.alerts_of(_worker(), home.mother.pk)}
    later = Due.objects.filter(person=home.mother.pk, protocol="antenatal", state__in=("open", "overdue")).first()
    assert later is not None
    again = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", later.step])
    worker.post(again, said(today, **{"danger-signs": ["none"]}))
    assert FindingFact.objects.filter(code="severe-headache", value="no").count() == 1
    assert FindingFact.objects.filter(value="no").count() == 2, "nothing is said of signs that never were there"
    assert "severe-headache" not in {alert.rule for alert in queries.alerts_of(_worker(), home.mother.pk)}


def test_doses_and_tests_due_with_a_check_are_recorded_in_one_visit(worker: Client, home: Family, today: date):
    born = today - timedelta(days=40)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born, happened=born)
    compute.refresh([home.child.pk], today)
    tasks = [one for one in queries.planned(_worker(), home.child) if one.state in ("open", "overdue")]
    doses = [one for one in tasks if "dose" in dict(one.step.recorded_as)]
    check = next(one for one in tasks if "contact" in dict(one.step.recorded_as))
    assert len(doses) >= 2
    address = reverse("worklist:record", args=[home.child.pk, 0, check.protocol.code, check.step.code])
    page = worker.get(address).content.decode()
    assert all(f'name="dose-{one.step.code}"' in page for one in doses)
    boxes = {f"dose-{doses[0].step.code}": "on", f"product-{doses[0].step.code}": "批号 7"}
    assert worker.post(address, said(today, weight="5.4", **boxes)).status_code == 302
    assert [(dose.vaccine, dose.product) for dose in DoseFact.objects.all()] == [
        (dict(doses[0].step.recorded_as)["dose"], "批号 7")
    ]
    left = {
        (one.protocol.code, one.step.code) for one in queries.planned(_worker(), home.child) if one.state in ("open", "overdue")
    }
    assert (check.protocol.code, check.step.code) not in left and ("immunisation", doses[0].step.code) not in left
    assert ("immunisation", doses[1].step.code) in left, "what was not ticked is still to be done"


def test_a_child_born_early_is_asked_by_corrected_age_also_when_it_is_put_right(worker: Client, home: Family, today: date):
    born = today - timedelta(days=250)  # eight months; twelve weeks less by the corrected age: five
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born, happened=born)
    BirthFact.objects.filter(person=home.child.pk).update(gestation_days=196, happened=born)
    compute.refresh([home.child.pk], today)
    address = reverse("worklist:record", args=[home.child.pk, 0, "child-health", "8m"])
    page = worker.get(address).content.decode()
    assert 'name="development-warning-3m"' in page and 'name="development-warning-8m"' not in page
    first = said(today, weight="7.4", **{"development-warning-3m": ["3m-2"], "illness-since": ["none"]})
    assert worker.post(address, first).status_code == 302
    written = set(standing(FindingFact).filter(person=home.child.pk).values_list("code", "value"))
    assert written == {("development-warning", "positive"), ("development-sign", "3m-2"), ("illness-since", "none")}
    there = reverse("worklist:correct", args=[home.child.pk, first["visit"]])
    page = worker.get(there).content.decode()
    assert page.count('name="development-warning-3m"') == 5 and 'name="development-warning-8m"' not in page
    assert re.search(r'value="3m-2"[^>]*checked', page), "what was ticked is ticked"


def test_a_decision_at_a_newborns_visit_is_written_and_is_no_slip_of_the_pen(worker: Client, home: Family, today: date):
    born = today - timedelta(days=6)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born, happened=born)
    BirthFact.objects.filter(person=home.child.pk).update(happened=born)
    compute.refresh([home.child.pk], today)
    address = reverse("worklist:record", args=[home.child.pk, 0, "newborn", "home-visit"])
    first = said(today, **{"apgar-1": "7", "birth-history": ["multiple-birth"], "high-risk-infant": "no", "umbilicus": "cord"})
    assert worker.post(address, first).status_code == 302
    assert DecisionFact.objects.get().outcome == "no" and values() == {"apgar-1": 7}
    page = worker.get(reverse("worklist:correct", args=[home.child.pk, first["visit"]])).content.decode()
    assert 'name="umbilicus"' in page and 'name="high-risk-infant"' not in page


def test_the_last_value_stands_beside_the_box(worker: Client, home: Family, address: str, today: date):
    worker.post(address, said(today, weight="63.5", systolic="118", diastolic="76"))
    later = Due.objects.filter(person=home.mother.pk, protocol="antenatal", state__in=("open", "overdue")).first()
    assert later is not None
    page = worker.get(
        reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", later.step])
    ).content.decode()
    assert f"上次 63.5 kg（{today.month}月{today.day}日）" in page and f"上次 118/76（{today.month}月{today.day}日）" in page


def test_the_same_number_with_another_content_is_answered_and_kept_on_the_page(worker: Client, address: str, today: date):
    first = said(today, weight="63.5")
    assert worker.post(address, first).status_code == 302
    assert worker.post(address, first).status_code == 302, "the same form twice is no error"
    other = worker.post(address, first | {"weight": "71.5"})
    text = other.content.decode()
    assert other.status_code == 409 and "没有再保存" in text and "71.5" in text
    assert values() == {"weight": 63.5}


def test_a_correction_supersedes_takes_back_and_adds(worker: Client, home: Family, address: str, today: date):
    first = said(today, weight="63.5", systolic="118", diastolic="76", **{"urine-protein": "1+"})
    worker.post(address, first)
    there = reverse("worklist:correct", args=[home.mother.pk, first["visit"]])
    assert there in worker.get(reverse("worklist:person", args=[home.mother.pk])).content.decode()
    page = worker.get(there).content.decode()
    assert 'value="63.5"' in page and "原来写的会保留" in page
    better = said(today, weight="65.3", systolic="118", diastolic="76", haemoglobin="112")
    for _ in range(2):
        assert worker.post(there, better).status_code == 302
    assert values() == {"weight": 65.3, "systolic": 118, "diastolic": 76, "haemoglobin": 112}
    assert not standing(FindingFact).filter(code="urine-protein").exists()
    assert MeasurementFact.objects.filter(code="weight").count() == 2, "what was said first stays"
    assert standing(ContactFact).get().kind == "antenatal-1"
    assert AuditLine.objects.filter(action="care-corrected").count() == 1
    assert worker.post(there, better | {"weight": "9999"}).status_code == 422


def test_a_second_correction_opens_the_whole_visit_as_it_stands(worker: Client, home: Family, address: str, today: date):
    first = said(today, weight="63.5", systolic="118", diastolic="76")
    worker.post(address, first)
    there = reverse("worklist:correct", args=[home.mother.pk, first["visit"]])
    worker.post(there, said(today, weight="65.3", systolic="118", diastolic="76", haemoglobin="112"))
    page = worker.get(there).content.decode()
    assert all(f'value="{value}"' in page for value in ("65.3", "118", "76", "112")) and 'value="63.5"' not in page
    history = worker.get(reverse("worklist:person", args=[home.mother.pk])).content.decode()
    assert there in history and history.count("/visits/") == history.count(there), "one visit, however often it was put right"
    third = said(today, weight="64", systolic="118", diastolic="76")
    assert worker.post(there, third).status_code == 302
    assert values() == {"weight": 64, "systolic": 118, "diastolic": 76}, (
        "the second weight has gone, and what was added by mistake"
    )
    assert worker.post(there, third | {"weight": "64.5"}).status_code == 302, "the browser's back button, and another number"
    assert values() == {"weight": 64.5, "systolic": 118, "diastolic": 76}
    weights = MeasurementFact.objects.filter(code="weight").order_by("recorded")
    assert [fact.value for fact in weights] == [63.5, 65.3, 64, 64.5], "all that was said stays"
    undo = worker.post(reverse("worklist:undo", args=[home.mother.pk, first["visit"]]))
    assert undo.status_code == 302 and values() == {} and not standing(ContactFact).exists()


def test_nobody_corrects_out_of_scope_or_what_was_not_written(
    staff: Places, worker: Client, home: Family, address: str, today: date
):
    first = said(today, weight="63.5")
    worker.post(address, first)
    assert worker.get(reverse("worklist:correct", args=[home.mother.pk, uuid.uuid4()])).status_code == 404
    home.mother.area = "429004102201"
    home.mother.save()
    assert worker.get(reverse("worklist:correct", args=[home.mother.pk, first["visit"]])).status_code == 404


def _worker() -> Any:
    from wanhu.web.base.models import User

    return User.objects.get(username="li")


def test_the_next_visit_agreed_stands_in_the_list(worker: Client, address: str, home: Family, today: date):
    agreed = today + timedelta(days=5)
    assert worker.post(address, said(today, weight="60", **{"next-visit": agreed.isoformat()})).status_code == 302
    [fact] = standing(DecisionFact)
    assert (fact.about, fact.outcome, fact.until, fact.pregnancy) == ("next-visit", "agreed", agreed, home.pregnancy.pk)
    compute.refresh([home.mother.pk], today)
    [planned] = Due.objects.filter(protocol="agreed-visit")
    assert (planned.state, planned.opens) == ("upcoming", agreed)


def test_the_next_visit_of_a_child_stands_in_the_list_and_has_its_own_form(worker: Client, home: Family, today: date):
    born = today - timedelta(days=40)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born, happened=born)
    compute.refresh([home.child.pk], today)
    address = reverse("worklist:record", args=[home.child.pk, 0, "child-health", "1m"])
    agreed = today + timedelta(days=14)
    first = said(today, weight="4.4", **{"next-visit-child": agreed.isoformat()})
    assert worker.post(address, first).status_code == 302
    [fact] = standing(DecisionFact)
    assert (fact.about, fact.person_id, fact.pregnancy, fact.until) == ("next-visit-child", home.child.pk, None, agreed)
    [planned] = Due.objects.filter(protocol="agreed-visit-child")
    assert (planned.state, planned.opens) == ("upcoming", agreed)
    there = reverse("worklist:correct", args=[home.child.pk, first["visit"]])
    assert worker.post(there, said(today, weight="4.4", **{"next-visit-child": today.isoformat()})).status_code == 422
    assert (
        worker.post(there, said(today, weight="4.4", **{"next-visit-child": str(today + timedelta(days=1))})).status_code == 302
    )
    assert Due.objects.get(protocol="agreed-visit-child").opens == today + timedelta(days=1)
    form = worker.get(reverse("worklist:record", args=[home.child.pk, 0, "agreed-visit-child", "agreed-visit-child"]))
    assert 'name="weight"' in form.content.decode() and "看上次为什么约" in form.content.decode()


def test_a_correction_changes_the_next_visit_takes_it_back_and_adds_it(worker: Client, address: str, home: Family, today: date):
    """What was agreed first stays readable, and the list follows."""
    first = said(today, weight="60", **{"next-visit": (today + timedelta(days=5)).isoformat()})
    worker.post(address, first)
    there = reverse("worklist:correct", args=[home.mother.pk, first["visit"]])
    assert f'value="{today + timedelta(days=5)}"' in worker.get(there).content.decode()
    later = today + timedelta(days=9)
    better = said(today, weight="60", **{"next-visit": later.isoformat()})
    for _ in range(2):
        assert worker.post(there, better).status_code == 302
    [fact] = standing(DecisionFact)
    assert (fact.about, fact.outcome, fact.until, fact.pregnancy) == ("next-visit", "agreed", later, home.pregnancy.pk)
    assert DecisionFact.objects.count() == 2 and Due.objects.get(protocol="agreed-visit").opens == later
    assert worker.post(there, said(today, weight="60", **{"next-visit": today.isoformat()})).status_code == 422, "no day ahead"
    whole = said(today, weight="60")
    assert worker.post(there, whole).status_code == 302
    assert not standing(DecisionFact).exists() and not Due.objects.filter(protocol="agreed-visit").exists()


def test_a_correction_leaves_a_decision_of_another_kind_alone(worker: Client, address: str, home: Family, today: date):
    first = said(today, weight="60")
    worker.post(address, first)
    DecisionFact.objects.create(
        id=uuid.uuid4(), person=home.mother, pregnancy=home.pregnancy.pk, happened=today, recorded=timezone.now(), by="li",
        source=f"visit:{first['visit']}", about="risk-colour", outcome="yellow",
    )  # fmt: skip
    there = reverse("worklist:correct", args=[home.mother.pk, first["visit"]])
    assert worker.post(there, said(today, weight="61")).status_code == 302
    assert standing(DecisionFact).get().outcome == "yellow"


@pytest.mark.parametrize("ahead", [-1, 0, 121])
def test_a_next_visit_that_is_no_day_ahead_is_sent_back(worker: Client, address: str, today: date, ahead: int):
    page = worker.post(address, said(today, weight="60", **{"next-visit": (today + timedelta(days=ahead)).isoformat()}))
    assert page.status_code == 422 and not DecisionFact.objects.exists()
    assert "120 天以内" in page.content.decode()


def test_the_heart_rate_of_a_second_fetus_is_asked_when_there_is_one(worker: Client, home: Family, today: date):
    later = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-4"])
    assert 'name="fetal-heart-rate-2"' not in worker.get(later).content.decode()
    first = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-1"])
    assert worker.post(first, said(today, fetuses="2")).status_code == 302
    page = worker.get(later).content.decode()
    assert 'name="fetal-heart-rate-2"' in page and 'name="fetal-heart-rate-3"' not in page


def test_a_part_is_open_when_what_it_asks_is_due(worker: Client, home: Family, today: date):
    later = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-4"])
    folded = "<details><summary>情况有变化时：再做风险筛查</summary>"
    assert (
        Due.objects.filter(person=home.mother, step="risk-screening").exists()
        and folded not in worker.get(later).content.decode()
    )
    screening = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "risk-screening", "risk-screening"])
    assert worker.post(screening, said(today, **{"risk-screening": ["none"]})).status_code == 302
    assert folded in worker.get(later).content.decode()
