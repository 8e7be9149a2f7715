"""Every step on the list can be dealt with: recorded by its own form, answered, or, where somebody else settles it, only taken off."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, run
from wanhu.rules import RULEBOOK
from wanhu.web.base import ids
from wanhu.web.care import actions
from wanhu.web.care.models import ContactFact
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
            assert {what for what, _ in step.recorded_as} <= {"finding", "measurement", "decision"} != set()
            continue
        page = page_of(worker, home, protocol, step, today)
        forms = {"保存": bool(step.recorded_as) or step.code in ("dating", "outcome"), "移出名单": True}
        for button, there in forms.items():
            assert (f">{button}</button>" in page) is there, (protocol.code, step.code, button)
        assert ('name="lmp"' in page) == (step.code == "dating") and ('name="outcome"' in page) == (step.code == "outcome")


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


def test_a_finding_is_never_written_as_a_contact(staff: Places, home: Family, today: date):
    with pytest.raises(ValueError, match="not recorded as a contact"):
        actions.record_contact(
            by=staff.worker, person=home.mother, visit=ids.mint(), happened=today, recorded_as=[("finding", "risk-screening")],
            pregnancy=home.pregnancy.pk,
        )  # fmt: skip
    assert not ContactFact.objects.filter(kind="risk-screening").exists()


def test_an_alert_that_nobody_confirmed_says_so(worker: Client, staff: Places, home: Family, today: date):
    visit = ids.mint()
    actions.record_contact(
        by=staff.worker, person=home.mother, visit=visit, happened=today, recorded_as=[("contact", "antenatal")],
        pregnancy=home.pregnancy.pk, measurements={"systolic": 170, "diastolic": 112},
    )  # fmt: skip
    compute.refresh([home.mother.pk], today)
    page = worker.get(reverse("worklist:tasks"), headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "160/110" in page and "尚待本地专业机构确认" in page


def test_what_no_list_holds_is_on_her_own_page(worker: Client, home: Family, today: date):
    """Eye checks are recorded elsewhere; a check missed years ago has left the list, and is not forgotten."""
    born = today - timedelta(days=5 * 365)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born)
    found = {(row["protocol"], row["step"], row["state"]) for row in compute.not_listed(home.child.pk, today)}
    assert ("child-health", "12m", "missed") in found and "eye-care" in {protocol for protocol, _, _ in found}
    compute.refresh([home.child.pk], today)
    stored = Due.objects.filter(run__current=True, person=home.child.pk)
    assert not stored.filter(protocol="child-health", step="12m").exists()
    page = worker.get(reverse("worklist:person", args=[home.child.pk]), headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "一年前已错过的" in page and RULEBOOK.step("child-health", "12m").title.zh in page
    assert RULEBOOK.protocol("eye-care").title.zh in page
