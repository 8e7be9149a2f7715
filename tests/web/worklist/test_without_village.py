"""People whose village nobody knows: counted, said on top, and settled by the supervisor in a village or with a worker."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.web.places import CITY, ELSEWHERE, FAR, NEAR, TOWNSHIP, Family, Places, browser_of, due, person, run
from wanhu.web.base import ids
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.care.models import BirthFact
from wanhu.web.registry import publish, queries
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Person, ResidenceFact
from wanhu.web.worklist import soundness
from wanhu.web.worklist.models import Due

PAGE = "/township/without-village/"


@pytest.fixture
def wang(staff: Places, settings) -> Client:
    settings.MFA_REQUIRED = False
    return _client(staff.supervisor)


def _client(user: User) -> Client:
    return browser_of(user)


def send(client: Client, people: list[Person], **said: Any) -> Any:
    return client.post(PAGE, {"visit": str(uuid.uuid4()), "people": [one.pk for one in people], **said})


def test_they_are_counted_and_said_on_top(staff: Places, home: Family, wang: Client, today: date) -> None:
    run(today)
    lost, nowhere = person("丢丢", area=TOWNSHIP), person("无址", area="")
    person("外镇", area=ELSEWHERE)
    boss = User.objects.create_user("boss", role=Role.SUPERVISOR, area=CITY)
    assert set(queries.without_village(staff.supervisor, today)) == {lost}
    assert {one.name for one in queries.without_village(boss, today)} == {"丢丢", "无址", "外镇"}, (
        "whose place nobody knows is the city's"
    )
    assert nowhere not in queries.people_in_scope(staff.supervisor) and nowhere not in queries.people_in_scope(staff.worker)
    page = wang.get("/township/").content.decode()
    assert "1 人没有人负责" in page and "石桥镇，不知道哪个村" in page and PAGE in page
    found = {one.what: one for one in soundness.examine()}["分工 / who answers for whom"]
    assert "3 人没有负责人" in found.found


def test_a_village_is_settled_and_its_worker_sees_them(staff: Places, wang: Client, today: date) -> None:
    one, other = person("甲", area=TOWNSHIP), person("乙", area=TOWNSHIP)
    due(run(today), one, "immunisation", "DTaP-1", days=-3, state="overdue")
    assert send(wang, [one, other], village=NEAR).status_code == 302
    assert set(queries.people_in_scope(staff.worker)) == {one, other}
    assert {fact.left for fact in standing(ResidenceFact).filter(area=NEAR)} == {TOWNSHIP}
    assert not Due.objects.filter(area=TOWNSHIP).exists()
    assert AuditLine.objects.filter(action="village-settled").count() == 2
    assert "每个人都有村" in wang.get(PAGE).content.decode()


def test_a_child_goes_to_its_mother_s_village(staff: Places, home: Family, wang: Client, today: date) -> None:
    child, alone = person("娃", area=TOWNSHIP, born_on=today.replace(day=1)), person("甲", area=TOWNSHIP)
    BirthFact.objects.create(
        id=ids.mint(), person=child, mother=home.mother, happened=today, recorded="2026-01-01T00:00Z", source="delivery:1"
    )
    assert "母亲住在石桥村" in wang.get(PAGE).content.decode()
    refused = send(wang, [child, alone], village="mothers")
    assert refused.status_code == 422 and "请分开登记" in refused.content.decode()
    assert send(wang, [child], village="mothers").status_code == 302
    assert Person.objects.get(pk=child.pk).area == NEAR and Person.objects.get(pk=alone.pk).area == TOWNSHIP


def test_a_worker_meanwhile(staff: Places, wang: Client, today: date) -> None:
    lost = person("丢丢", area=TOWNSHIP)
    assert send(wang, [lost], worker=staff.worker.pk).status_code == 302
    assert lost in queries.people_in_scope(staff.worker) and not queries.unanswered(staff.supervisor, today).exists()
    assert Person.objects.get(pk=lost.pk).area == TOWNSHIP
    assert [name for _key, name in queries.homes_of(staff.supervisor, staff.worker, today)] == ["石桥镇 丢丢"]
    assert [name for _row, name in queries.held(staff.supervisor, staff.worker, today).others] == ["石桥镇 丢丢"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"people": [], "village": NEAR}, "请先勾选"),
        ({}, "请选一个村"),
        ({"village": NEAR, "worker": "worker"}, "请选一个村"),
        ({"village": TOWNSHIP}, "不在您的辖区"),
        ({"worker": "999"}, "在岗的村医"),
        ({"people": [999], "village": NEAR}, "已经不在这个名单上"),
    ],
)
def test_what_cannot_be_settled_like_this(staff: Places, wang: Client, said: dict[str, Any], words: str) -> None:
    lost = person("丢丢", area=TOWNSHIP)
    if said.get("worker") == "worker":
        said = said | {"worker": staff.worker.pk}
    answer = wang.post(PAGE, {"visit": str(uuid.uuid4()), "people": [lost.pk], **said})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Person.objects.get(pk=lost.pk).area == TOWNSHIP


def test_a_worker_settles_nobody(staff: Places, wang: Client) -> None:
    assert _client(staff.worker).get(PAGE).status_code == 403


def test_a_file_that_knows_less_does_not_take_the_village_away(staff: Places) -> None:
    """The next delivery says only the township again: the village that was settled stands; another place of its own replaces it."""
    settled = person("甲", area=NEAR)
    row = {"name": None, "birth_date": None, "sex": 0, "id_number": None, "phone": None}
    for said, kept in ((TOWNSHIP, NEAR), (FAR, FAR), (ELSEWHERE, ELSEWHERE)):
        publish._write(settled, row | {"area": said}, {}, publish.shipped().surnames)
        assert settled.area == kept


def test_a_worker_without_anything_is_told_so(staff: Places, settings, today: date) -> None:
    settings.MFA_REQUIRED = False
    run(today)
    alone = User.objects.create_user("lone", role=Role.WORKER, area=FAR)
    assert "还没有分给您村" in _client(alone).get("/tasks/").content.decode()
    assert "还没有分给您村" not in _client(staff.worker).get("/tasks/").content.decode()
