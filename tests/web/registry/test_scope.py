"""Who sees whom: by place, by day, and as long as she agrees; and the line that every look leaves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.web.places import ELSEWHERE_VILLAGE, FAR, NEAR, Family, Places, due, person, run
from wanhu.web.base import audit, ids
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.registry import actions, queries
from wanhu.web.registry.models import Household, Person, Responsibility
from wanhu.web.registry.queries import scope
from wanhu.web.worklist import queries as tasks


@pytest.fixture(autouse=True, params=[scope.FEW, 0], ids=["by value", "by question"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom somebody holds for herself is named by value while such people are few, and asked for when they are many."""
    monkeypatch.setattr(scope, "FEW", request.param)


def test_a_worker_sees_her_villages_and_a_supervisor_the_township(staff: Places):
    near, far, elsewhere = person("甲", area=NEAR), person("乙", area=FAR), person("丙", area=ELSEWHERE_VILLAGE)
    assert set(queries.people_in_scope(staff.worker)) == {near}
    assert set(queries.people_in_scope(staff.supervisor)) == {near, far}
    assert set(queries.people_in_scope(staff.steward)) == {near, far, elsewhere}


def test_who_sees_protected_numbers_only_sees_nobody(staff: Places, home: Family):
    with pytest.raises(PermissionDenied):
        queries.people_in_scope(staff.analyst)


def test_responsibility_ends_on_its_day(staff: Places, home: Family, today: date):
    Responsibility.objects.update(until=today - timedelta(days=1))
    assert not queries.people_in_scope(staff.worker).exists()
    assert queries.people_in_scope(staff.worker, today - timedelta(days=1)).filter(pk=home.mother.pk).exists()


def test_assigning_a_village_takes_it_from_whoever_had_it(staff: Places, home: Family, today: date):
    staff.worker.pk, staff.worker.username, old = None, "new", staff.worker.pk
    staff.worker.save()
    actions.assign(by=staff.supervisor, worker=staff.worker, area=NEAR, since=today)
    assert [held.worker_id for held in Responsibility.objects.filter(until=None)] == [staff.worker.pk]
    assert Responsibility.objects.get(worker=old).until == today - timedelta(days=1)
    with pytest.raises(PermissionDenied):
        actions.assign(by=staff.supervisor, worker=staff.worker, area=ELSEWHERE_VILLAGE, since=today)


def test_withdrawn_consent_takes_her_out_at_once_and_only_for_that_purpose(staff: Places, home: Family, today: date):
    about: dict[str, Any] = {"by": staff.worker, "person": home.mother, "visit": ids.mint(), "happened": today}
    assert actions.withdraw_consent(purpose="reminders", **about)
    assert queries.people_in_scope(staff.worker).filter(pk=home.mother.pk).exists()
    assert actions.withdraw_consent(purpose="record", **about)
    assert not queries.people_in_scope(staff.worker).filter(pk=home.mother.pk).exists()
    assert queries.person(staff.steward, home.mother.pk) is None
    with pytest.raises(PermissionDenied):
        actions.move_away(by=staff.worker, person=home.mother, visit=ids.mint(), happened=today)


def test_a_merged_number_is_not_a_second_person(staff: Places, home: Family):
    double = person("王秀英")
    Person.objects.filter(pk=double.pk).update(merged_into=home.mother)
    assert double not in queries.people_in_scope(staff.worker)


def test_every_read_of_a_record_leaves_a_line(staff: Places, home: Family):
    assert queries.person(staff.worker, home.mother.pk) == home.mother
    assert actions.reveal(by=staff.worker, person=home.mother, what="phone") == "13812342210"
    lines = AuditLine.objects.filter(person=home.mother.pk).order_by("pk").values_list("by", "action")
    assert list(lines) == [("li", "record-read"), ("li", "phone-shown")]
    assert audit.verify() is None


def test_a_look_out_of_scope_shows_nothing_and_reveals_nothing(staff: Places):
    stranger = person("丙", area=FAR, phone="13900001111")
    assert queries.person(staff.worker, stranger.pk) is None
    with pytest.raises(PermissionDenied):
        actions.reveal(by=staff.worker, person=stranger, what="phone")
    assert not AuditLine.objects.filter(person=stranger.pk).exists()


@pytest.mark.parametrize(
    "sought", ["王秀英", "王秀", "wangxiuying", "wang xiu", "WangXiuYing", "wxy", "2210", "13812342210", "429000199801010024"]
)
def test_people_are_found_the_way_people_look(staff: Places, home: Family, sought: str):
    person("李梅", pinyin="limei", initials="lm", phone="13900001111")
    assert queries.search(staff.worker, sought) == [home.mother]
    assert queries.search(staff.supervisor, sought) == [home.mother]


@pytest.mark.parametrize("sought", ["", "  ", "2211", "%", "_", "x'--"])
def test_what_matches_nobody_finds_nobody(staff: Places, home: Family, sought: str):
    assert queries.search(staff.worker, sought) == []


def test_a_list_leaves_one_line_a_day_for_each_person_and_reader(staff: Places, home: Family):
    for _ in range(3):
        queries.search(staff.worker, "wxy")
    queries.search(staff.supervisor, "wxy")
    assert AuditLine.objects.filter(person=home.mother.pk, action="record-found").count() == 2


def test_what_is_nearer_to_a_person_decides_who_sees_her(staff: Places, home: Family, today: date):
    """A household given to another worker leaves the village's, a person given on leaves the household's; nobody is seen by two."""
    zhao, sun = (User.objects.create_user(name, role=Role.WORKER, area=NEAR) for name in ("zhao", "sun"))
    neighbour, alone = person("邻居", household=Household.objects.create(area=NEAR)), person("独居")
    Responsibility.objects.create(worker=zhao, household=home.mother.household, since=today)
    Responsibility.objects.create(worker=sun, person=home.child, since=today)
    Responsibility.objects.create(worker=sun, person=alone, since=today + timedelta(days=1))
    assert set(queries.people_in_scope(staff.worker)) == {neighbour, alone}
    assert set(queries.people_in_scope(zhao)) == {home.mother}
    assert set(queries.people_in_scope(sun)) == {home.child}
    assert queries.places(zhao) == () and queries.person(zhao, alone.pk) is None
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    assert set(queries.people_in_scope(staff.worker, yesterday)) == {home.mother, home.child, neighbour, alone}
    assert set(queries.people_in_scope(sun, tomorrow)) == {home.child, alone}
    assert set(queries.people_in_scope(staff.supervisor)) == {home.mother, home.child, neighbour, alone}


def test_the_list_of_tasks_holds_exactly_her_people(staff: Places, home: Family, today: date):
    zhao = User.objects.create_user("zhao", role=Role.WORKER, area=FAR)
    one, other = run(today), person("邻居")
    for who in (home.mother, home.child, other):
        due(one, who, "immunisation", "DTaP-1", days=-3, state="overdue")
    Responsibility.objects.create(worker=zhao, household=home.mother.household, since=today)
    assert {task.person for task in tasks.tasks(zhao).tasks} == {home.mother, home.child}
    assert {task.person for task in tasks.tasks(staff.worker).tasks} == {other}
    assert {task.person for task in tasks.tasks(staff.supervisor).tasks} == {home.mother, home.child, other}
    assert tasks.task(staff.worker, home.child.pk, "immunisation", "DTaP-1", None) is None
