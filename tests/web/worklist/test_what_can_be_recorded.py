"""Every step on the list can be dealt with: recorded by its own form, answered, or, where somebody else settles it, only taken off."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, run
from wanhu.rules import RULEBOOK
from wanhu.web.base import ids
from wanhu.web.care import actions
from wanhu.web.care.models import ContactFact, FindingFact
from wanhu.web.registry.models import PersonFact
from wanhu.web.worklist import compute
from wanhu.web.worklist.models import Due, Run

EVERY = [(protocol, step) for protocol in RULEBOOK.protocols for step in protocol.steps]


@pytest.fixture
def worker(staff: Places, home: Family, today: date, settings) -> Client:
    settings.MFA_REQUIRED = False
    run(today)
    client = Client()
    client.force_login(staff.worker, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(client: Client, home: Family, protocol, step, today: date, reason: str = "") -> str:
    """The page of a step that stands on the list, whatever the facts say."""
    pregnant = protocol.subject == "pregnancy"
    person, pregnancy = (home.mother, home.pregnancy) if pregnant else (home.child, None)
    Due.objects.create(
        run=Run.objects.get(current=True), person=person, pregnancy=pregnancy, area=person.area, protocol=protocol.code, step=step.code,
        state="open", opens=today, due=today + timedelta(days=7), reason=reason, because="{}",
    )  # fmt: skip
    address = reverse("worklist:record", args=[person.pk, pregnancy.pk if pregnancy else 0, protocol.code, step.code])
    answer = client.get(address, headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 200, (protocol.code, step.code)
    return answer.content.decode()


def test_every_step_that_is_listed_has_a_page_that_fits(worker: Client, home: Family, today: date):
    listed = set(compute.RECORDABLE.to_pylist())
    for protocol, step in EVERY:
        if f"{protocol.code}/{step.code}" not in listed:
            assert protocol.restricted, (protocol.code, step.code)
            continue
        page = page_of(worker, home, protocol, step, today)
        own_page = step.recorded_as == (("decision", "risk-colour"),)
        assert ("登记医院的评估颜色" in page) is own_page
        forms = {"保存": (bool(step.recorded_as) and not own_page) or step.code in ("dating", "outcome"), "移出名单": True}
        for button, there in forms.items():
            assert (f">{button}</button>" in page) is there, (protocol.code, step.code, button)
        assert ('name="lmp"' in page) == (step.code == "dating") and ('value="born"' in page) == (step.code == "outcome")


def test_advice_and_doubt_are_said_where_the_step_is_used(worker: Client, home: Family, today: date):
    protocol, step, advice = next(
        (protocol, step, step.advice[0]) for protocol, step in EVERY
        if step.advice and not protocol.restricted and dict(step.recorded_as).get("dose") and step.confidence == "expert"
    )  # fmt: skip
    page = page_of(worker, home, protocol, step, today, reason=advice.code)
    assert advice.text.zh in page and "尚待本地专业机构确认" in page and "已过复核日" not in page


def test_a_rule_past_its_day_of_review_says_so(worker: Client, home: Family, today: date, monkeypatch):
    protocol = RULEBOOK.protocol("antenatal")
    monkeypatch.setitem(protocol.__dict__, "next_review", today - timedelta(days=1))
    assert "已过复核日，请核对出处" in page_of(worker, home, protocol, protocol.steps[1], today)


def test_a_finding_is_recorded_as_a_finding(worker: Client, home: Family, today: date):
    protocol, step = next((protocol, step) for protocol, step in EVERY if step.code == "risk-screening")
    page_of(worker, home, protocol, step, today)
    address = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, protocol.code, step.code])
    visit = str(ids.mint())
    nothing = worker.post(address, {"visit": visit, "happened": today.isoformat()}, headers={"Accept-Language": "zh-CN"})
    assert nothing.status_code == 422 and "还没有填任何结果" in nothing.content.decode()
    both = {"visit": visit, "happened": today.isoformat(), "risk-screening": ["1.1", "none"]}
    assert "既勾了“以下都没有”" in worker.post(address, both, headers={"Accept-Language": "zh-CN"}).content.decode()
    assert worker.post(address, both | {"risk-screening": ["1.1", "2.3"]}).status_code == 302
    assert {(fact.code, fact.value) for fact in FindingFact.objects.all()} == {
        ("risk-screening", "positive"), ("risk-screening-item", "1.1"), ("risk-screening-item", "2.3")
    }  # fmt: skip
    assert not ContactFact.objects.exists()


def test_an_alert_that_nobody_confirmed_says_so(worker: Client, staff: Places, home: Family, today: date):
    visit = ids.mint()
    actions.record_visit(
        by=staff.worker, person=home.mother, visit=visit, happened=today, contacts=["antenatal"],
        pregnancy=home.pregnancy.pk, measurements={"systolic": 170, "diastolic": 112},
    )  # fmt: skip
    compute.refresh([home.mother.pk], today)
    page = worker.get(reverse("worklist:tasks"), headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "160/110" in page and "尚待本地专业机构确认" in page


def test_what_was_missed_long_ago_is_on_her_own_page(worker: Client, home: Family, today: date):
    """A check missed years ago has left the list, and is not forgotten."""
    born = today - timedelta(days=5 * 365)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born)
    found = {(row["protocol"], row["step"], row["state"]) for row in compute.not_listed(home.child.pk, today)}
    assert ("child-health", "12m", "missed") in found
    compute.refresh([home.child.pk], today)
    stored = Due.objects.filter(run__current=True, person=home.child.pk)
    assert not stored.filter(protocol="child-health", step="12m").exists()
    page = worker.get(reverse("worklist:person", args=[home.child.pk]), headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "一年前已错过的" in page and RULEBOOK.step("child-health", "12m").title.zh in page
