"""What a visit asks before it takes an answer: a value far from the last, a day outside the step, a dose past its time, a visit of which nothing is said."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family
from tests.web.worklist.sending import fact
from tests.web.worklist.visits import said, values
from wanhu.rules.forms.questions import TEMPERATURE_IN_PREGNANCY
from wanhu.web.care.models import ContactFact, DoseFact, MeasurementFact, PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import PersonFact
from wanhu.web.worklist import asking, compute


def weighed(home: Family, today: date, kilograms: float) -> None:
    fact(MeasurementFact, home.mother, today - timedelta(days=20), pregnancy=home.pregnancy, code="weight", value=kilograms)


def test_a_weight_far_from_the_last_is_asked_about_with_the_jin_it_may_be(
    worker: Client, home: Family, address: str, today: date
):
    weighed(home, today, 52.2)
    page = worker.post(address, said(today, weight="127")).content.decode()
    assert "这次 127 kg，差得很多" in page and "请写成“127斤”" in page and 'value="weight=127"' in page
    assert worker.post(address, said(today, weight="127斤")).status_code == 302
    assert standing(MeasurementFact).order_by("-recorded").values_list("value", flat=True)[0] == 63.5


@pytest.mark.parametrize(("typed", "status"), [("67.8", 302), ("67.9", 422), ("36.5", 422), ("36.6", 302)])
def test_the_share_by_which_a_weight_may_change(worker: Client, home: Family, address: str, today: date, typed: str, status: int):
    weighed(home, today, 52.2)  # 30 % of it are 15.66 kg
    assert worker.post(address, said(today, weight=typed)).status_code == status


def test_the_tick_beside_a_value_takes_that_value_and_no_other(worker: Client, address: str, today: date):
    page = worker.post(address, said(today, systolic="210", diastolic="100")).content.decode()
    box = page.index('id="id_systolic"')
    assert page.index('value="systolic=210"') - box < 1500, "the tick stands beside the box"
    assert worker.post(address, said(today, systolic="211", diastolic="100", sure="systolic=210")).status_code == 422
    assert worker.post(address, said(today, systolic="210", diastolic="100", sure="systolic=210")).status_code == 302


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"systolic": "90/120"}, "是不是填反了"),
        ({"systolic": "120/80", "diastolic": "70"}, "两个框里的舒张压不一样"),
        ({"height": "1.62"}, "如果是 1.62 米，请写成“162”"),
        ({"systolic": "300/80"}, "50 到 280"),
    ],
)
def test_what_is_not_taken_says_how_to_write_it(worker: Client, address: str, today: date, boxes: dict[str, Any], words: str):
    page = worker.post(address, said(today, **boxes))
    assert page.status_code == 422 and words in page.content.decode()
    assert not values()


@pytest.mark.parametrize(
    ("boxes", "written"),
    [
        ({"systolic": "120 80"}, {"systolic": 120, "diastolic": 80}),
        ({"systolic": "１２０／８０"}, {"systolic": 120, "diastolic": 80}),
        ({"systolic": "120/80", "diastolic": "80"}, {"systolic": 120, "diastolic": 80}),
        ({"weight": "63。5"}, {"weight": 63.5}),
        ({"height": "1.62m"}, {"height": 162}),
        ({"height": "1.62米"}, {"height": 162}),
        ({"haemoglobin": "118g/L"}, {"haemoglobin": 118}),
    ],
)
def test_more_of_how_people_write(worker: Client, address: str, today: date, boxes: dict[str, Any], written: dict[str, float]):
    assert worker.post(address, said(today, **boxes)).status_code == 302
    assert values() == written


@pytest.mark.parametrize("typed", ["37.2", "37.2℃", "37.2 °C", "37.2度", "37。2"])
def test_a_temperature_as_people_write_it(typed: str):
    assert asking.read(TEMPERATURE_IN_PREGNANCY, typed) == 37.2


def test_a_visit_of_which_nothing_is_said_is_asked_about_once(worker: Client, address: str, today: date):
    page = worker.post(address, said(today))
    assert page.status_code == 422 and "这一次什么都没有填" in page.content.decode()
    assert not ContactFact.objects.exists()
    assert worker.post(address, said(today, sure="nothing")).status_code == 302
    assert standing(ContactFact).get().kind == "antenatal-1"


def test_looking_for_signs_and_finding_none_is_something(worker: Client, address: str, today: date):
    assert worker.post(address, said(today, **{"danger-signs": "none"})).status_code == 302


def test_a_day_before_the_pregnancy_cannot_be(worker: Client, home: Family, address: str, today: date):
    lmp = today - timedelta(days=100)
    fact(PregnancyFact, home.mother, today, pregnancy=home.pregnancy, lmp=lmp, edd=lmp + timedelta(days=280), dating="lmp")
    compute.refresh([home.mother.pk], today)
    before = worker.post(address, said(lmp - timedelta(days=1), weight="60"))
    assert before.status_code == 422 and "早于这一次怀孕" in before.content.decode()
    assert not ContactFact.objects.exists()


def test_a_day_outside_the_step_is_asked_about_and_said(worker: Client, home: Family, today: date):
    lmp = today - timedelta(days=130)
    fact(PregnancyFact, home.mother, today, pregnancy=home.pregnancy, lmp=lmp, edd=lmp + timedelta(days=280), dating="lmp")
    compute.refresh([home.mother.pk], today)
    there = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-2"])
    early, first = lmp + timedelta(days=111), lmp + timedelta(days=112)
    page = worker.post(there, said(early, weight="60"))
    assert page.status_code == 422 and "不在这一步的时间里" in page.content.decode()
    confirmed = worker.post(there, said(early, weight="60", sure=f"happened={early}"))
    assert confirmed.status_code == 302
    assert "这件事还在名单上" in worker.get(confirmed["Location"]).content.decode()
    done = worker.post(there, said(first, weight="60"))
    assert done.status_code == 302
    assert "这件事还在名单上" not in worker.get(done["Location"]).content.decode()


def test_a_missed_dose_is_not_ticked_beforehand_and_is_asked_about(worker: Client, home: Family, today: date):
    born = today - timedelta(days=900)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born, happened=born)
    type(home.child).objects.filter(pk=home.child.pk).update(born_on=born)
    compute.refresh([home.child.pk], today)
    there = reverse("worklist:record", args=[home.child.pk, 0, "immunisation", "MPSV-A-1"])
    page = worker.get(there).content.decode()
    ticked = page[page.index('name="dose-MPSV-A-1"') :].split(">")[0]
    assert "checked" not in ticked and "改种A群C群流脑疫苗" in page
    then = born + timedelta(days=200)
    sent = {"visit": str(uuid.uuid4()), "happened": then.isoformat(), "dose-MPSV-A-1": "on"}
    again = worker.post(there, sent)
    assert again.status_code == 422 and "确实打过了吗" in again.content.decode() and not DoseFact.objects.exists()
    assert worker.post(there, sent | {"sure": "dose-MPSV-A-1"}).status_code == 302
    assert standing(DoseFact).get().vaccine == "MPSV-A"


def test_a_missed_visit_says_what_can_still_be_done_and_looks_for_no_danger(worker: Client, home: Family, today: date):
    born = today - timedelta(days=240)
    PersonFact.objects.filter(person=home.child.pk).update(born_on=born, happened=born)
    type(home.child).objects.filter(pk=home.child.pk).update(born_on=born)
    compute.refresh([home.child.pk], today)
    there = reverse("worklist:record", args=[home.child.pk, 0, "newborn", "home-visit"])
    page = worker.get(there).content.decode()
    assert "改为按现在的月龄做儿童检查" in page and "data-instruction" not in page
    assert f'value="{today}"' not in page.split('name="happened"')[1].split(">")[0], "its day is not filled in with today"
    assert "改为按现在的月龄做儿童检查" in worker.get("/tasks/?group=missed").content.decode()


def test_the_risk_screening_shows_what_is_on_record(worker: Client, home: Family, today: date):
    for code, value in (("height", 145), ("haemoglobin", 105)):
        fact(MeasurementFact, home.mother, today - timedelta(days=3), pregnancy=home.pregnancy, code=code, value=value)
    there = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "risk-screening", "risk-screening"])
    page = worker.get(there).content.decode()
    known = page.split("记录里已有")[1].split("</span>")[0]
    assert "身高≤145厘米" in known and "血红蛋白＞60且＜110 g/L" in known
    ticked = {
        box.split('value="')[1].split('"')[0]
        for box in page.split("<input")[1:]
        if 'name="risk-screening"' in box and "checked" in box.split(">")[0]
    }
    assert ticked == {"1.2", "6.1"}
    beside = worker.get(
        reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-1"])
    ).content.decode()
    assert "身高≤145厘米" in beside.split("记录里已有")[1].split("</span>")[0]
    assert not [box for box in beside.split("<input")[1:] if 'name="risk-screening"' in box and "checked" in box.split(">")[0]]


def test_just_above_145_cm_is_not_on_record_as_small(worker: Client, home: Family, today: date):
    fact(MeasurementFact, home.mother, today - timedelta(days=3), pregnancy=home.pregnancy, code="height", value=145.1)
    there = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "risk-screening", "risk-screening"])
    assert "记录里已有" not in worker.get(there).content.decode()


def test_what_was_recorded_says_of_whom_and_what_is_next(worker: Client, home: Family, address: str, today: date):
    saved = worker.post(address, said(today, weight="60"))
    page = worker.get(saved["Location"]).content.decode()
    status = page.split('role="status"')[1].split("</p>")[0]
    assert "王秀英" in status and "第1次产前检查" in status
    assert "接着可以做" in page or "下一次" in page


def test_the_words_for_a_box_left_empty_are_a_person_s(worker: Client, address: str):
    page = worker.post(address, {"visit": str(uuid.uuid4()), "happened": "", "mode": "clinic", "weight": "60"}).content.decode()
    assert "这里还没有填，请填写" in page and "这个字段是必填项" not in page
