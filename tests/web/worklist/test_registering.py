"""Somebody is registered: what is written, what is refused in words, who is recognised, and what is left when it is taken back."""

import hashlib
import json
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.places import ELSEWHERE_VILLAGE, FAR, NEAR, Family, Places, person
from tests.web.worklist.registered import (  # noqa: F401 (a fixture)
    CHILD,
    PHOTO,
    SIGNATURE,
    WOMAN,
    answers,
    child,
    grandmother,
    identity,
    listed,
    signed_in,
    woman,
)
from wanhu.web.base import sealing
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import BirthFact, Pregnancy, PregnancyFact
from wanhu.web.care.queries import ON_A_FORM, pregnancies_of
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import (
    ConsentFact,
    ConsentProof,
    Person,
    PersonFact,
    RelationFact,
    ResidenceFact,
)
from wanhu.web.registry.queries import people_in_scope
from wanhu.web.worklist.registering import reading


def test_she_is_registered_and_her_first_task_is_on_the_list(worker: Client, staff: Places, today: date):
    number = identity(date(1999, 3, 5))
    said = woman(today, id_number=number)
    answer = worker.post(WOMAN, said)
    her = Person.objects.get(name="赵小燕")
    assert (answer.status_code, answer["Location"]) == (302, f"/register/done/{her.pk}/{said['visit']}/")
    assert (her.pinyin, her.initials, her.area, her.sex, her.born_on) == ("zhaoxiaoyan", "zxy", NEAR, 2, date(1999, 3, 5))
    assert her.household and her.household.label == "2组 7号"
    assert sealing.unseal_text(her.id_number_sealed) == number and her.id_number_key == sealing.key("id-number", number)  # type: ignore[arg-type,union-attr]
    assert her.phone_sealed and sealing.unseal_text(her.phone_sealed) == "13900001111"
    assert her.phone_ending_key == sealing.key("phone-ending", "1111")
    assert {(fact.purpose, fact.given, fact.how) for fact in ConsentFact.objects.filter(person=her)} == {
        ("record", True, "screen"), ("reminders", True, "screen"), ("home-visit", True, "screen"), ("risk-sharing", False, "screen"),
    }  # fmt: skip
    dates = PregnancyFact.objects.get(person=her)
    assert (dates.lmp, dates.dating, dates.pregnancy.woman) == (today - timedelta(days=60), "lmp", her)
    assert ResidenceFact.objects.get(person=her).area == NEAR and PersonFact.objects.get(person=her).born_on == date(1999, 3, 5)
    assert ("赵小燕", "antenatal-1") in listed(staff.worker)
    assert "撤销" in worker.get(answer["Location"]).content.decode()
    lines = set(AuditLine.objects.filter(person=her.pk).values_list("action", flat=True))
    assert {"registered", "consent-given"} <= lines
    assert not any(number in json.dumps(line.detail) for line in AuditLine.objects.all())


def test_the_signature_is_kept_sealed_and_of_a_photo_only_its_hash(worker: Client, today: date, settings: Any, tmp_path: Any):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10  # any file that were taken as files usually are would be written to disk
    said = woman(today) | {"photo": SimpleUploadedFile("paper.jpg", PHOTO, "image/jpeg")}
    assert worker.post(WOMAN, said).status_code == 302
    proofs = {proof.kind: proof for proof in ConsentProof.objects.all()}
    assert proofs["paper"].sha256 == hashlib.sha256(PHOTO).hexdigest() and proofs["paper"].strokes_sealed is None
    strokes = sealing.unseal_text(proofs["signature"].strokes_sealed, "signature")  # type: ignore[arg-type,union-attr]
    assert json.loads(strokes) == json.loads(SIGNATURE)
    assert proofs["signature"].sha256 == hashlib.sha256(strokes.encode()).hexdigest()
    assert {fact.how for fact in ConsentFact.objects.all()} == {"paper"}
    assert not list(tmp_path.iterdir())


def test_a_photo_taken_once_need_not_be_taken_again(worker: Client, today: date):
    said = woman(today, strokes="", name="")
    answer = worker.post(WOMAN, said | {"photo": SimpleUploadedFile("paper.jpg", PHOTO, "image/jpeg")})
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert answer.status_code == 422 and digest in answer.content.decode()
    assert worker.post(WOMAN, said | {"name": "赵小燕", "paper": digest}).status_code == 302


def test_no_means_that_nothing_is_stored(worker: Client, today: date):
    before, lines = Person.objects.count(), AuditLine.objects.count()
    for page, said in ((WOMAN, woman(today)), (CHILD, child(today, **grandmother()))):
        answer = worker.post(page, said | {"consent_record": "no"})
        text = answer.content.decode()
        assert answer.status_code == 200 and "什么都没有存" in text and "国家免疫规划的疫苗" in text and "赵小燕" not in text
    assert Person.objects.count() == before and AuditLine.objects.count() == lines
    assert not any(model.objects.filter(source__startswith="visit:").exists() for model in ON_A_FORM)


def test_no_answer_is_given_for_her(worker: Client, today: date):
    for page in (WOMAN, CHILD):
        text = worker.get(page).content.decode()
        assert 'name="consent_record"' in text and " checked" not in text
    answer = worker.post(WOMAN, {name: said for name, said in woman(today).items() if name != "consent_home_visit"})
    assert answer.status_code == 422 and "请当面问过" in answer.content.decode()
    assert not Person.objects.filter(name="赵小燕").exists()


def test_the_same_form_twice_writes_once(worker: Client, today: date):
    said = woman(today)
    first, second = worker.post(WOMAN, said), worker.post(WOMAN, said)
    assert first["Location"] == second["Location"]
    assert Person.objects.filter(name="赵小燕").count() == Pregnancy.objects.count() == ConsentProof.objects.count() == 1
    third = worker.post(WOMAN, said | {"name": "钱多多"})
    assert third.status_code == 422 and "先前已经存过，内容不同" in third.content.decode() and "钱多多" in third.content.decode()
    assert not Person.objects.filter(name="钱多多").exists()


def test_taken_back_nothing_of_her_is_left(worker: Client, staff: Places, today: date):
    said = woman(today, id_number=identity(date(1999, 3, 5)))
    worker.post(WOMAN, said)
    her = Person.objects.get(name="赵小燕")
    assert worker.post(f"/tasks/undo/{her.pk}/{said['visit']}/").status_code == 302
    her.refresh_from_db()
    assert (her.name, her.pinyin, her.area, her.born_on, her.household) == ("", "", "", None, None)
    assert her.id_number_sealed is None and not her.phone_key and not her.id_number_key
    assert not ConsentProof.objects.exists() and not any(standing(model).filter(person=her).exists() for model in ON_A_FORM)
    assert not people_in_scope(staff.worker).filter(pk=her.pk).exists() and not listed(staff.worker)
    again = worker.post(WOMAN, said)
    assert again.status_code == 422 and "后来撤销了" in again.content.decode()
    assert worker.post(WOMAN, said | {"visit": str(uuid.uuid4())}).status_code == 302


def test_taking_back_keeps_what_was_there_before(worker: Client, staff: Places, home: Family, today: date):
    """A woman on record keeps her name, her earlier answers and her children; only this pregnancy goes."""
    single = person("周明霞", born_on=date(1995, 6, 1), pinyin="zhoumingxia", initials="zmx")
    said = answers("reminders", "risk_sharing", consent_home_visit="no", woman=str(single.pk), dated="unknown")
    assert worker.post(WOMAN, said).status_code == 302
    assert PregnancyFact.objects.get(person=single).dating is None and ("周明霞", "dating") in listed(staff.worker)
    worker.post(f"/tasks/undo/{single.pk}/{said['visit']}/")
    single.refresh_from_db()
    assert single.name == "周明霞" and pregnancies_of(staff.worker, single.pk, today) == []
    assert standing(ConsentFact).get(person=single, purpose="home-visit").given
    assert worker.post(WOMAN, said | {"visit": str(uuid.uuid4())}).status_code == 302, "she can be registered after all"


def test_a_pregnancy_that_lasts_is_not_registered_twice(worker: Client, home: Family):
    page = worker.get(f"{WOMAN}?woman={home.mother.pk}")
    assert "已经登记过" in page.content.decode()
    said = answers("reminders", "home_visit", "risk_sharing", woman=str(home.mother.pk), dated="unknown")
    assert worker.post(WOMAN, said).status_code == 409 and Pregnancy.objects.count() == 1


def test_a_lunar_day_is_turned_into_a_solar_one(worker: Client, today: date):
    day = next(
        (year, month, one, solar)
        for year in (today.year, today.year - 1) for month in reading.MONTHS for one in ("初八",)
        if (solar := reading.lunar(str(year), month, one)[1]) and 40 < (today - solar).days < 90
    )  # fmt: skip
    said = woman(today, dated="lunar", lmp="", lunar_year=str(day[0]), lunar_month=day[1], lunar_day=day[2])
    assert worker.post(WOMAN, said).status_code == 302
    fact = PregnancyFact.objects.get()
    assert (fact.lmp, fact.evidence, fact.evidence_on) == (day[3], "lmp", day[3])
    assert fact.lunar == f"{day[0]}年{day[1]}月{day[2]}", "her words are kept with the day they were turned into"
    assert day[1] in AuditLine.objects.get(action="registered").detail["lunar"]
    shown = worker.post("/register/day/", said).content.decode()
    assert day[3].isoformat() in shown and "孕" in shown


@pytest.mark.parametrize(("typed", "days"), [("12+3", 87), ("12周3天", 87), ("12 周", 84), ("８周", 56)])
def test_the_weeks_that_a_hospital_said_give_the_expected_date(worker: Client, today: date, typed: str, days: int):
    said = woman(today, dated="told", lmp="", told_weeks=typed)
    assert worker.post(WOMAN, said).status_code == 302
    made = PregnancyFact.objects.get()
    assert (made.lmp, made.edd, made.dating) == (None, today + timedelta(days=280 - days), "reported")
    assert "孕" in worker.post("/register/day/", said).content.decode()
    assert "读不成孕周" in worker.post(WOMAN, said | {"visit": str(uuid.uuid4()), "told_weeks": "12.3"}).content.decode()


def test_a_child_of_a_mother_on_record_is_called_by_her_until_it_has_a_name(
    worker: Client, staff: Places, home: Family, today: date
):
    said = child(today, mother=str(home.mother.pk), weight_g="6斤6两", weeks="39周+2")
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(edd=today - timedelta(days=4), lmp=None)
    BirthFact.objects.update(happened=today - timedelta(days=900))
    Person.objects.filter(pk=home.child.pk).update(born_on=today - timedelta(days=900))
    answer = worker.post(CHILD, said)
    assert answer.status_code == 302
    born = Person.objects.get(name="王秀英之女")
    assert (born.pinyin, born.area, born.household) == ("wangxiuyingzhinv", NEAR, home.mother.household)
    birth = BirthFact.objects.get(person=born)
    assert (birth.mother, birth.pregnancy, birth.weight_g, birth.gestation_days) == (home.mother, home.pregnancy, 3300, 275)
    assert RelationFact.objects.get(person=born).kind == "child-of"
    assert any(name == "王秀英之女" for name, _step in listed(staff.worker))
    assert any(step == "home-visit" or "postnatal" in step for name, step in listed(staff.worker) if name == "王秀英")
    given = worker.post(f"/people/{born.pk}/name/", {"name": "曾小雨"})
    born.refresh_from_db()
    assert given.status_code == 302 and (born.name, born.pinyin, born.initials) == ("曾小雨", "zengxiaoyu", "zxy")
    assert AuditLine.objects.filter(person=born.pk, action="name-given").count() == 1
    worker.post(f"/people/{born.pk}/name/", {"name": "别的名"})
    born.refresh_from_db()
    assert born.name == "曾小雨", "a name is given once"


@pytest.mark.parametrize(
    ("kind", "called"), [("guardian", ""), ("mother", "孙桂英之女"), ("father", "孙桂英之女")]
)  # fmt: skip
def test_a_guardian_answers_for_a_child_whose_mother_is_not_on_record(
    worker: Client, staff: Places, today: date, kind: str, called: str
):
    said = child(today, **grandmother(guardian_kind=kind))
    answer = worker.post(CHILD, said)
    assert answer.status_code == 302
    tie = RelationFact.objects.get()
    guardian, born = (tie.person, tie.other) if kind == "guardian" else (tie.other, tie.person)
    assert (guardian.name, born.name, born.household) == ("孙桂英", called, guardian.household)
    assert tie.kind == ("guardian-of" if kind == "guardian" else "child-of")
    assert sealing.unseal_text(born.phone_sealed) == sealing.unseal_text(guardian.phone_sealed) == "13700002222"  # type: ignore[arg-type,union-attr]
    assert {fact.purpose for fact in ConsentFact.objects.filter(person=guardian, given=True)} == {"record", "reminders"}
    worker.post(f"/tasks/undo/{born.pk}/{said['visit']}/")
    assert not people_in_scope(staff.worker).filter(pk__in=[born.pk, guardian.pk]).exists()
    assert set(Person.objects.values_list("name", flat=True)) == {""}


WRONG = [
    ({"born_on": "2999-01-01"}, "还没有到"),
    ({"born_on": "1950-01-01"}, "孕妇应在 10 到 60 岁之间"),
    ({"born_on": "2020-01-01"}, "孕妇应在 10 到 60 岁之间"),
    ({"lmp": "2999-01-01"}, "还没有到"),
    ({"lmp": (timezone.localdate() - timedelta(days=311)).isoformat()}, "超过 310 天"),
    ({"lmp": ""}, "请填末次月经第一天"),
    ({"dated": "edd", "edd": "2999-01-01"}, "预产期离今天太远"),
    ({"dated": "lunar", "lmp": ""}, "请选农历的年、月、日"),
    ({"dated": ""}, "知道哪个日期"),
    ({"id_number": identity(date(1999, 3, 5))[:-1] + "0"}, "校验位不对"),
    ({"id_number": "4290001999"}, "应是 18 位"),
    ({"id_number": identity(date(1998, 3, 5))}, "与这里填的不同"),
    ({"id_number": identity(date(1999, 3, 5), serial="001")}, "另一种性别"),
    ({"phone": "1390000111"}, "手机是 11 位"),
    ({"name": "赵3燕"}, "不像姓名"),
    ({"name": "王芳之女"}, "不像姓名"),
    ({"village": FAR}, "这个村不归您负责"),
    ({"house": ""}, "也请填门牌号"),
    ({"strokes": ""}, "还没有凭据"),
    ({"strokes": "[[[1,1,1],[2,2,2]]]"}, "看不出是签名"),
    ({"strokes": '{"a": 1}'}, "看不出是签名"),
    ({"visit": "7"}, ""),
]


@pytest.mark.parametrize(
    ("change", "words"), WRONG, ids=[f"{next(iter(change))}-{number}" for number, (change, _w) in enumerate(WRONG)]
)
def test_what_cannot_be_comes_back_in_words_with_what_was_typed(worker: Client, today: date, change: dict[str, str], words: str):
    lines = AuditLine.objects.count()
    answer = worker.post(WOMAN, woman(today) | change)
    text = answer.content.decode()
    assert answer.status_code == 422 and words in text and "error-summary" in text
    typed = next(iter(change.values()))
    assert not typed or {"visit", "strokes", "village"} & set(change) or typed in text, "what was typed is still there"
    assert not Person.objects.exists() and AuditLine.objects.count() == lines
    english = worker.post(WOMAN, woman(today) | change, headers={"accept-language": "en"}).content.decode()
    summary = english.split('class="error-summary"')[1].split("</div>")[0]
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in summary.replace(typed, "")), summary


@pytest.mark.parametrize(
    ("change", "words"),
    [({"born_on": "2999-01-01"}, "还没有到"), ({"born_on": "2000-01-01"}, "已满 18 岁"), ({"weight_g": "33"}, "读不成出生体重"),
     ({"weeks": "12"}, "20 到 44"), ({"weeks": "39+9"}, "20 到 44"), ({"weeks": "39.2"}, "读不成孕周"), ({"sex": ""}, "性别"), ({"guardian_name": ""}, "监护人姓名"),
     ({"guardian_phone": "12"}, "手机是 11 位"), ({"village": ELSEWHERE_VILLAGE}, "这个村不归您负责")],
)  # fmt: skip
def test_a_child_that_cannot_be(worker: Client, today: date, change: dict[str, str], words: str):
    answer = worker.post(CHILD, child(today, **grandmother()) | change)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Person.objects.exists()


def test_a_child_past_the_checks_is_asked_about(worker: Client, today: date):
    said = child(today, **grandmother(), born_on=date(today.year - 9, 1, 1).isoformat())
    answer = worker.post(CHILD, said)
    assert answer.status_code == 422 and "确定要登记吗" in answer.content.decode()
    assert worker.post(CHILD, said | {"sure": "on"}).status_code == 302


def test_a_mother_of_an_impossible_age(worker: Client, home: Family, today: date):
    Person.objects.filter(pk=home.mother.pk).update(born_on=date(today.year - 15, 1, 1))
    said = child(today, mother=str(home.mother.pk), born_on=date(today.year - 7, 1, 1).isoformat(), sure="on")
    answer = worker.post(CHILD, said)
    assert answer.status_code == 422 and "孩子出生时母亲 8 岁" in answer.content.decode()
    assert not Person.objects.filter(name="王秀英之女").exists()


def test_in_a_demonstration_only_invented_numbers(worker: Client, today: date, settings: Any):
    settings.DEMO = True
    number = "11010519491231002X"  # the standard's own example
    answer = worker.post(WOMAN, woman(today, id_number=number, born_on="1949-12-31"))
    assert answer.status_code == 422 and "429000" in answer.content.decode()
