"""The pages of the restricted class: who reaches them, what they show, her consent, and what is written (invariant 9)."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.web.places import ELSEWHERE_VILLAGE, Family, Places, agreed, browser_of, family, run
from wanhu.rules.forms import RESTRICTED_FORMS
from wanhu.web.base import ids
from wanhu.web.base.models import AuditLine, User
from wanhu.web.care import restricted as care
from wanhu.web.care.models import FindingFact, MeasurementFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, ConsentProof
from wanhu.web.worklist.models import Due
from wanhu.web.worklist.restricted import queries

NAMED = re.compile(r"艾滋|梅毒|乙肝(?!疫苗)|hiv|syphilis|hepatitis|hbsag|epds|near-miss|21三体", re.IGNORECASE)
STROKES = "[[[100,100,1],[400,150,200],[500,120,300]]]"


@pytest.fixture
def signed_in(settings: Any):
    settings.MFA_REQUIRED = False

    def window(who: User) -> Client:
        return browser_of(who)

    return window


@pytest.fixture
def her(staff: Places, home: Family, signed_in: Any) -> Client:
    return signed_in(staff.clinician)


def page(home: Family, code: str = "") -> str:
    if code:
        return reverse("worklist:restricted-form", args=[home.mother.pk, code])
    return reverse("worklist:restricted-person", args=[home.mother.pk])


def sent(today: date, **boxes: Any) -> dict[str, Any]:
    return {"visit": str(uuid.uuid4()), "happened": today.isoformat(), **boxes}


def test_only_the_clinician_reaches_them(staff: Places, home: Family, signed_in: Any):
    number, visit = home.mother.pk, uuid.uuid4()
    addresses = [
        reverse("worklist:restricted"),
        page(home),
        *(page(home, form.code) for form in RESTRICTED_FORMS.forms),
        reverse("worklist:restricted-agreement", args=[number]),
    ]
    writes = [reverse("worklist:restricted-withdraw", args=[number]), reverse("worklist:restricted-undo", args=[number, visit])]
    agreed(home.mother)
    for who in (staff.worker, staff.supervisor, staff.steward, staff.analyst):
        window = signed_in(who)
        assert [window.get(address).status_code for address in addresses] == [403] * len(addresses), who.username
        assert [window.post(address, {}).status_code for address in [*addresses, *writes]] == [403] * len([*addresses, *writes])
    window = signed_in(staff.worker)
    assert "受限" not in window.get(reverse("worklist:person", args=[number])).content.decode()
    assert AuditLine.objects.filter(action__startswith="restricted-").count() == 0


def test_her_role_does_nothing_else(staff: Places, home: Family, her: Client):
    for name in ("tasks", "supervisor", "register", "phone_day", "practice"):
        assert her.get(reverse("worklist:" + name)).status_code == 403, name
    assert "受限信息" in her.get(reverse("worklist:person", args=[home.mother.pk])).content.decode()


def test_nobody_outside_her_places(staff: Places, her: Client, today: date):
    far = family(today, area=ELSEWHERE_VILLAGE, phone="13900000000")
    agreed(far.mother)
    assert her.get(page(far)).status_code == 404 and her.get(page(far, "tests")).status_code == 404
    about = {"by": staff.clinician, "person": far.mother, "visit": ids.mint(), "happened": today, "pregnancy": None}
    with pytest.raises(PermissionDenied):
        care.record_results(**about, measurements={}, findings=[("hiv", "negative")])
    assert far.mother.pk not in {one.person.pk for one in queries.waiting(staff.clinician, today)}


def test_without_her_consent_nothing_is_recorded_and_the_page_says_so(staff: Places, home: Family, her: Client, today: date):
    shown = her.get(page(home)).content.decode()
    assert (
        "还没有问过她" in shown
        and "首诊检测" in shown
        and reverse("worklist:restricted-form", args=[home.mother.pk, "tests"]) not in shown
    )
    answer = her.post(page(home, "tests"), sent(today, hiv="negative"))
    assert answer.status_code == 403 and "没有她的同意，不能记录" in answer.content.decode()
    about = {"by": staff.clinician, "person": home.mother, "visit": ids.mint(), "happened": today, "pregnancy": home.pregnancy.pk}
    for given in (None, False):
        if given is False:
            agreed(home.mother, given=False)
        with pytest.raises(PermissionDenied):
            care.record_results(**about, measurements={}, findings=[("hiv", "negative")])
    assert not FindingFact.objects.exists()


def test_a_yes_needs_a_signature_and_a_no_is_asked_no_more(home: Family, her: Client, today: date):
    address = reverse("worklist:restricted-agreement", args=[home.mother.pk])
    unsigned = her.post(address, {"visit": str(uuid.uuid4()), "consent_restricted": "yes"})
    assert unsigned.status_code == 422 and not ConsentFact.objects.filter(purpose="restricted").exists()
    assert her.post(address, {"visit": str(uuid.uuid4()), "consent_restricted": "no"}).status_code == 302
    shown = her.get(page(home)).content.decode()
    assert "不同意" in shown and (today + timedelta(days=90)).isoformat() in shown
    signed = {"visit": str(uuid.uuid4()), "consent_restricted": "yes", "strokes": STROKES}
    for _ in range(2):
        assert her.post(address, signed).status_code == 302
    assert ConsentProof.objects.count() == 1 and "同意由专项医生记录" in her.get(page(home)).content.decode()


def test_results_steps_and_reasons(home: Family, her: Client, today: date):
    agreed(home.mother)
    form = sent(today, hiv="positive", syphilis="negative", hbsag="negative")
    for _ in range(2):
        assert her.post(page(home, "tests"), form)["Location"] == f"{page(home)}?done={form['visit']}"
    assert FindingFact.objects.filter(pregnancy=home.pregnancy.pk).count() == FindingFact.objects.count() == 3
    shown = her.get(f"{page(home)}?done={form['visit']}").content.decode()
    assert "立即开始抗病毒治疗" in shown and "艾滋病抗体 阳性" in shown and "紫色" in shown and "撤销" in shown
    her.post(reverse("worklist:restricted-undo", args=[home.mother.pk, form["visit"]]))
    assert not standing(FindingFact).exists() and "立即开始抗病毒治疗" not in her.get(page(home)).content.decode()


def test_withdrawn_consent_hides_it_and_ends_the_plan(home: Family, her: Client, today: date):
    agreed(home.mother)
    her.post(page(home, "tests"), sent(today, hiv="positive"))
    her.post(reverse("worklist:restricted-withdraw", args=[home.mother.pk]), {"visit": str(uuid.uuid4())})
    shown = her.get(page(home)).content.decode()
    assert "撤回" in shown and not NAMED.search(shown)
    assert her.get(page(home, "tests")).status_code == 403
    assert her.get(reverse("worklist:restricted")).content.decode().count(home.mother.name) == 0


@pytest.mark.parametrize(
    ("boxes", "kept", "words"),
    [
        ({"epds-total": "12", "epds-item-10": "0"}, {"epds-total": 12, "epds-item-10": 0}, "得分偏高"),
        ({"epds-items": "0 1 2 0 1 0 1 0 0 1"}, {"epds-total": 6, "epds-item-10": 1}, "今天需要有人陪她谈一谈"),
        ({"epds-items": "0120101001"}, {"epds-total": 6, "epds-item-10": 1}, "今天需要有人陪她谈一谈"),
        ({"gad-7-total": "10"}, {"gad-7-total": 10}, "情绪困扰"),
        ({"epds-total": "12"}, {}, "它单独要看"),
        ({"epds-total": "5", "epds-items": "0120101001"}, {}, "与总分不同"),
        ({"epds-items": "012010100"}, {}, "10 个得分"),
        ({"epds-items": "0120101004"}, {}, "每个 0 到 3"),
        ({"epds-total": "1", "epds-item-10": "2"}, {}, "比总分还高"),
        ({"epds-total": "31", "epds-item-10": "0"}, {}, "读不成"),
        ({}, {}, "还没有填任何结果"),
    ],
)
def test_scores_from_paper(home: Family, her: Client, today: date, boxes: dict[str, str], kept: dict[str, float], words: str):
    agreed(home.mother)
    answer = her.post(page(home, "scores"), sent(today, **boxes), follow=True)
    assert words in answer.content.decode() and (answer.status_code == 200) is bool(kept)
    assert {fact.code: fact.value for fact in MeasurementFact.objects.all()} == kept


def test_a_child_has_its_own_forms(home: Family, her: Client, today: date):
    agreed(home.child)
    address = reverse("worklist:restricted-form", args=[home.child.pk, "child-exposed"])
    assert her.post(address, sent(today, **{"exposed-hbv": "yes"})).status_code == 302
    shown = her.get(reverse("worklist:restricted-person", args=[home.child.pk])).content.decode()
    assert "12小时内注射乙肝免疫球蛋白" in shown and home.mother.name in shown
    assert her.get(reverse("worklist:restricted-form", args=[home.child.pk, "tests"])).status_code == 404


def test_every_form_can_be_opened_and_names_no_disease_in_title_or_address(home: Family, her: Client):
    agreed(home.mother)
    agreed(home.child)
    for form in RESTRICTED_FORMS.forms:
        who = home.child if form.subject == "child" else home.mother
        address = reverse("worklist:restricted-form", args=[who.pk, form.code])
        shown = her.get(address)
        title = re.findall(r"<title>(.*?)</title>", shown.content.decode())[0]
        assert shown.status_code == 200 and not NAMED.search(address + title) and home.mother.name not in title
        assert shown["Cache-Control"] == "no-store"
    for address in (page(home), reverse("worklist:restricted")):
        shown = her.get(address)
        title = re.findall(r"<title>(.*?)</title>", shown.content.decode())[0]
        assert not NAMED.search(address + title) and home.mother.name not in title and shown["Cache-Control"] == "no-store"


def test_every_read_leaves_a_line_that_she_can_see(home: Family, her: Client):
    her.get(page(home))
    her.get(reverse("worklist:restricted"))
    lines = AuditLine.objects.filter(person=home.mother.pk, by="liu").values_list("action", flat=True)
    assert sorted(lines) == ["restricted-listed", "restricted-read"]


def test_the_list_is_worked_out_when_asked_for_and_kept_nowhere(staff: Places, home: Family, her: Client, today: date):
    run(today)
    agreed(home.mother)
    agreed(home.child)
    about = {"by": staff.clinician, "visit": ids.mint(), "happened": today}
    care.record_results(
        **about, person=home.mother, pregnancy=home.pregnancy.pk, measurements={}, findings=[("hbsag", "positive")]
    )
    again = {"by": staff.clinician, "visit": ids.mint(), "happened": today}
    care.record_results(**again, person=home.child, pregnancy=None, measurements={}, findings=[("exposed-hiv", "yes")])
    found = {one.person.pk: [step.step.code for step in one.steps] for one in queries.waiting(staff.clinician, today)}
    assert "hbv-tests" in found[home.mother.pk] and "hiv-6w" in found[home.child.pk]
    assert home.mother.name in her.get(reverse("worklist:restricted")).content.decode()
    assert not Due.objects.exists()


def test_a_mother_s_result_suggests_and_a_clinician_confirms_it_for_her_child(
    staff: Places, home: Family, her: Client, today: date
):
    agreed(home.mother)
    her.post(page(home, "tests"), sent(today, hbsag="positive", hiv="negative"))
    form, of_child = (
        reverse("worklist:restricted-form", args=[home.child.pk, "child-exposed"]),
        reverse("worklist:restricted-person", args=[home.child.pk]),
    )
    assert form in her.get(page(home)).content.decode()
    assert home.child.pk in {one.person.pk for one in queries.waiting(staff.clinician, today) if one.confirm}
    assert "先登记监护人的回答" in her.get(of_child).content.decode() and her.get(form).status_code == 403
    agreed(home.child)
    shown = her.get(form).content.decode()
    assert re.search(r'name="exposed-hbv" value="yes"[^>]*checked', shown) and not re.search(
        r'name="exposed-hiv"[^>]*checked', shown
    )
    assert not FindingFact.objects.filter(person=home.child.pk).exists(), "nothing is written before she confirms"
    her.post(form, sent(today, **{"exposed-hbv": "yes"}))
    assert form not in her.get(page(home)).content.decode()
    assert not [one for one in queries.waiting(staff.clinician, today) if one.confirm]


def test_without_the_mother_s_live_consent_her_result_tells_nothing_of_the_child(
    staff: Places, home: Family, her: Client, today: date
):
    agreed(home.mother)
    her.post(page(home, "tests"), sent(today, hbsag="positive"))
    her.post(reverse("worklist:restricted-withdraw", args=[home.mother.pk]), {"visit": str(uuid.uuid4())})
    assert not [one for one in queries.waiting(staff.clinician, today) if one.confirm]
    assert "关系到" not in her.get(reverse("worklist:restricted-person", args=[home.child.pk])).content.decode()


def test_whoever_needs_somebody_today_stands_first_on_the_list(staff: Places, home: Family, her: Client, today: date):
    other = family(today, phone="13900000001")
    agreed(other.mother)
    about = {
        "by": staff.clinician,
        "visit": ids.mint(),
        "happened": today,
        "person": other.mother,
        "pregnancy": other.pregnancy.pk,
    }
    care.record_results(**about, measurements={"epds-total": 8.0, "epds-item-10": 1.0}, findings=[])
    found = queries.waiting(staff.clinician, today)
    assert found[0].person == other.mother and [one.rule.code for one in found[0].alerts] == ["mood-same-day"]
    shown = her.get(reverse("worklist:restricted")).content.decode()
    assert "今天需要有人陪她谈一谈" in shown and "紧急" in shown
    her.post(reverse("worklist:restricted-withdraw", args=[other.mother.pk]), {"visit": str(uuid.uuid4())})
    assert not [one for one in queries.waiting(staff.clinician, today) if one.alerts]
