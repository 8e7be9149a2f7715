"""Nobody is registered twice, nobody out of scope is shown, and an action does not trust its caller."""

import json
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.web.places import FAR, NEAR, Family, Places, person
from tests.web.worklist.registered import (  # noqa: F401 (a fixture)
    CHILD,
    SIGNATURE,
    WOMAN,
    child,
    client_of,
    grandmother,
    identity,
    signed_in,
    woman,
)
from wanhu.web.base import sealing
from wanhu.web.base.models import AuditLine, User
from wanhu.web.care import actions as care
from wanhu.web.registry.models import (
    Household,
    Person,
    Responsibility,
)
from wanhu.web.worklist.registering import actions
from wanhu.web.worklist.registering.actions import Dates, Home, New, Sent
from wanhu.web.worklist.registering.proof import Proof, signed


def test_the_same_identity_number_leads_to_her_record(worker: Client, today: date):
    number = identity(date(1999, 3, 5))
    known = person("赵小雁", born_on=date(1999, 3, 5), id_number_key=sealing.key("id-number", number))
    answer = worker.post(WOMAN, woman(today, id_number=number, sure="on"))
    text = answer.content.decode()
    assert answer.status_code == 422 and "已经登记在 赵小雁 名下" in text and f"?woman={known.pk}" in text
    assert AuditLine.objects.filter(person=known.pk, action="record-found").exists()


def test_somebody_very_alike_is_a_question_and_never_a_wall(worker: Client, today: date):
    known = person("赵晓燕", born_on=date(1999, 3, 5), pinyin="zhaoxiaoyan", initials="zxy")
    said = woman(today)
    answer = worker.post(WOMAN, said)
    text = answer.content.decode()
    assert answer.status_code == 422 and f"?woman={known.pk}" in text and "姓名同音" in text and 'name="sure"' in text
    assert worker.post(WOMAN, said | {"sure": "on"}).status_code == 302


def test_a_twin_is_asked_about(worker: Client, home: Family, today: date):
    said = child(today, mother=str(home.mother.pk), born_on=home.child.born_on.isoformat())  # type: ignore[arg-type,union-attr]
    answer = worker.post(CHILD, said)
    assert answer.status_code == 422 and "双胞胎" in answer.content.decode()
    assert worker.post(CHILD, said | {"sure": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "why"),
    [({"name": "王秀英"}, "姓名相同"), ({"name": "王秀"}, "名字相近"), ({"name": "汪绣莹"}, "姓名同音"), ({"name": "wxy"}, "首字母相同"),
     ({"name": "wang'xiuying"}, "姓名同音"), ({"phone": "2210"}, "电话后四位相同"), ({"phone": "138 1234 2210"}, "电话相同")],
)  # fmt: skip
def test_who_is_alike_is_shown_while_typing(worker: Client, home: Family, typed: dict[str, str], why: str):
    text = worker.post("/register/alike/", {"kind": "woman", **typed}).content.decode()
    assert "王秀英" in text and why in text and f"?woman={home.mother.pk}" in text


def test_nobody_out_of_scope_is_shown(worker: Client, today: date):
    """A number that is known elsewhere is said to be known, never whose it is; she can see in her record that it was asked."""
    number = identity(date(1999, 3, 5))
    far = person(
        "赵小燕", born_on=date(1999, 3, 5), area=FAR, phone="13900001111", id_number_key=sealing.key("id-number", number)
    )
    shown = worker.post(
        "/register/alike/", {"kind": "woman", "name": "赵小燕", "born_on": "1999-03-05", "id_number": number}
    ).content.decode()
    assert "赵小燕" not in shown and "云岭" not in shown and "请数据专员核对" in shown
    assert AuditLine.objects.filter(person=far.pk, action="number-matched").exists()
    assert "这个电话在别处" in worker.post("/register/alike/", {"kind": "woman", "phone": "13900001111"}).content.decode()
    said = woman(today, id_number=number)
    assert "请数据专员核对" in worker.post(WOMAN, said).content.decode()
    assert worker.post(WOMAN, said | {"sure": "on"}).status_code == 302
    assert worker.get(f"{WOMAN}?woman={far.pk}").status_code == 404
    assert worker.post(CHILD, child(today, mother=str(far.pk))).status_code == 404


def test_who_lives_in_the_household_is_said(worker: Client, home: Family):
    text = worker.post("/register/alike/", {"kind": "woman", "village": NEAR, "group": "3", "house": "12"}).content.decode()
    assert "3组 12号已有" in text and "王秀英" in text
    assert (
        "王秀英"
        not in worker.post("/register/alike/", {"kind": "woman", "village": FAR, "group": "3", "house": "12"}).content.decode()
    )


def test_a_household_on_record_is_used(worker: Client, home: Family, today: date):
    worker.post(WOMAN, woman(today, group="3", house="12"))
    assert Person.objects.get(name="赵小燕").household == home.mother.household and Household.objects.count() == 1


def test_a_household_of_another_worker_is_hers(worker: Client, staff: Places, home: Family, today: date):
    other = User.objects.create_user("he", password="a long enough word", role="worker", area=NEAR)
    Responsibility.objects.create(worker=other, household=home.mother.household, since=date(2020, 1, 1))
    answer = worker.post(WOMAN, woman(today, group="3", house="12"))
    assert answer.status_code == 422 and "由别的村医负责" in answer.content.decode()


def test_mothers_are_found_by_name(worker: Client, home: Family):
    assert f"?mother={home.mother.pk}" in worker.get(f"{CHILD}?q=wxy").content.decode()
    assert f"?mother={home.mother.pk}" in worker.get("/register/alike/?q=2210").content.decode()
    assert "没有找到" in worker.get("/register/alike/?q=nobody").content.decode()


def test_whoever_records_no_care_registers_nobody(worker: Client, staff: Places, today: date):
    for user in (staff.steward, staff.analyst):
        for path in ("/register/", WOMAN, CHILD, "/register/alike/?q=w"):
            assert client_of(user).get(path).status_code == 403
    assert client_of(staff.supervisor).post(WOMAN, woman(today, village=FAR)).status_code == 302


def test_a_form_without_its_token_is_refused(staff: Places, today: date, settings: Any):
    """The photo's handler must be set before the form is read, so these two pages check the token themselves."""
    settings.MFA_REQUIRED = False
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff.worker, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(WOMAN, woman(today)).status_code == 403
    assert client.post(CHILD, child(today, **grandmother())).status_code == 403


@pytest.mark.parametrize("case", ["no", "unproven", "village"])
def test_an_action_does_not_trust_its_caller(staff: Places, today: date, case: str):
    new = New(Home(FAR if case == "village" else NEAR), "赵小燕", date(1999, 3, 5), 2)
    sent = Sent(uuid.uuid4(), "", {"record": case != "no"}, Proof(strokes="" if case == "unproven" else SIGNATURE))
    with pytest.raises(PermissionDenied):
        actions.register_pregnancy(by=staff.worker, sent=sent, woman=new, dates=Dates())
    assert not Person.objects.exists()


def test_a_signature_is_strokes_of_numbers():
    assert (
        signed(SIGNATURE)
        and not signed("")
        and not signed("[1]")
        and not signed('[[["a",1,1],[900,1,2]]]')
        and not signed("[" * 9000)
    )
    assert not signed(json.dumps([[[0, 0, 0]] * 5000])), "nor endless"
    assert not signed("[[[true,1,1],[900,1,2]]]") and not signed("[[[1,1,1],[1e400,1,2]]]")


def test_two_at_the_same_moment_write_once(staff: Places, today: date):
    """What the page looks up beforehand, the action looks up again."""
    new = New(Home(NEAR), "赵小燕", date(1999, 3, 5), 2)
    sent = Sent(uuid.uuid4(), "", {"record": True}, Proof(strokes=SIGNATURE))
    actions.register_pregnancy(by=staff.worker, sent=sent, woman=new, dates=Dates())
    with pytest.raises(actions.Twice):
        actions.register_pregnancy(by=staff.worker, sent=sent, woman=new, dates=Dates())
    assert Person.objects.count() == 1


def test_whoever_had_care_since_keeps_her_name(worker: Client, staff: Places, today: date):
    """The registration is taken back; what was recorded of her meanwhile must still lead to somebody."""
    said = woman(today)
    worker.post(WOMAN, said)
    her = Person.objects.get(name="赵小燕")
    care.record_visit(by=staff.worker, person=her, visit=uuid.uuid4(), happened=today, contacts=["antenatal"])
    worker.post(f"/tasks/undo/{her.pk}/{said['visit']}/")
    her.refresh_from_db()
    assert her.name == "赵小燕"
