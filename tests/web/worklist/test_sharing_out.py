"""Sharing out the work by the pages: what a supervisor gives is on the other list, what she may not give is answered in words and changes nothing."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.web.places import ELSEWHERE, ELSEWHERE_VILLAGE, FAR, NEAR, Family, Places, due, person, run
from wanhu.web.base import audit
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.registry import actions, queries
from wanhu.web.registry.models import Household, Responsibility
from wanhu.web.worklist import queries as lists
from wanhu.web.worklist import soundness

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def zhao(staff: Places) -> User:
    return User.objects.create_user("zhao", role=Role.WORKER, full_name="赵敏", area=NEAR)


@pytest.fixture
def wang(staff: Places, settings) -> Client:
    settings.MFA_REQUIRED = False
    client = Client()
    client.force_login(staff.supervisor, backend=BACKEND)
    return client


def in_words(answer: Any) -> str:
    said = answer.content.decode()
    assert answer.status_code == 422 and "error-summary" in said
    return said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"since": "-1"}, "过去的分工不能改"),
        ({"since": "+93"}, "最多提前三个月"),
        ({"since": "2026-02-30"}, "读不出是哪一天"),
        ({"village": ELSEWHERE_VILLAGE}, "这个村不在您的辖区"),
        ({"village": "429004101"}, "这个村不在您的辖区"),
        ({"worker": "closed"}, "在岗的村医"),
        ({"worker": "stranger"}, "在岗的村医"),
        ({"worker": "steward"}, "在岗的村医"),
        ({"worker": "9999999999999999999999"}, "在岗的村医"),
    ],
)
def test_a_village_that_cannot_be_given_like_this(
    staff: Places, zhao: User, wang: Client, today: date, change: dict[str, str], words: str
) -> None:
    closed = User.objects.create_user("closed", role=Role.WORKER, full_name="已停用", area=NEAR, is_active=False)
    stranger = User.objects.create_user("stranger", role=Role.WORKER, full_name="外镇", area=ELSEWHERE_VILLAGE)
    numbers = {"closed": closed.pk, "stranger": stranger.pk, "steward": staff.steward.pk}
    said = {"village": NEAR, "worker": str(zhao.pk), "since": ""} | change
    said["worker"] = str(numbers.get(said["worker"], said["worker"]))
    if said["since"][:1] in "+-" and said["since"]:
        said["since"] = (today + timedelta(days=int(said["since"]))).isoformat()
    before = list(Responsibility.objects.values())
    assert words in in_words(wang.post("/township/", said))
    assert list(Responsibility.objects.values()) == before


def test_a_later_day_is_planned_and_today_stays(staff: Places, home: Family, zhao: User, wang: Client, today: date) -> None:
    later = today + timedelta(days=10)
    wang.post("/township/", {"village": NEAR, "worker": zhao.pk, "since": later.isoformat()})
    assert not queries.people_in_scope(zhao).exists() and queries.people_in_scope(staff.worker).count() == 2
    assert queries.people_in_scope(zhao, later).count() == 2 and not queries.people_in_scope(staff.worker, later).exists()
    assert "已安排好的" in wang.get(f"/township/workers/{zhao.pk}/").content.decode()


def test_a_household_goes_and_comes_back(staff: Places, home: Family, zhao: User, wang: Client, today: date) -> None:
    house = home.mother.household_id
    page = f"/township/workers/{staff.worker.pk}/"
    for bad in (
        {"home": f"household-{house + 1}"},
        {"home": "person-"},
        {"home": f"person-{home.mother.pk}"},
        {"worker": staff.worker.pk},
    ):
        in_words(wang.post(page, {"home": f"household-{house}", "worker": zhao.pk} | bad))
    assert wang.post(page, {"home": f"household-{house}", "worker": zhao.pk}).status_code == 302
    assert set(queries.people_in_scope(zhao)) == {home.mother, home.child}
    row = Responsibility.objects.get(household=house)
    assert "这一项已经变了" in in_words(wang.post(f"/township/workers/{zhao.pk}/give-back/", {"row": row.pk + 1}))
    assert wang.post(f"/township/workers/{zhao.pk}/give-back/", {"row": row.pk}).status_code == 302
    assert set(queries.people_in_scope(staff.worker)) == {home.mother, home.child}
    assert [line.action for line in AuditLine.objects.filter(action__in=("household-assigned", "given-back"))] == [
        "household-assigned",
        "given-back",
    ]


def test_nothing_is_given_back_to_nobody(staff: Places, zhao: User, wang: Client, today: date) -> None:
    far = person("远处", area=FAR, household=Household.objects.create(area=FAR, label="2组 3号"))
    actions.assign(by=staff.supervisor, worker=zhao, household=far.household_id, since=today)
    row = Responsibility.objects.get(household=far.household_id)
    assert "这个村还没有人负责" in in_words(wang.post(f"/township/workers/{zhao.pk}/give-back/", {"row": row.pk}))
    assert set(queries.people_in_scope(zhao)) == {far}
    assert not AuditLine.objects.filter(action="given-back").exists()


def test_a_worker_who_leaves_hands_over_and_is_signed_out(
    staff: Places, home: Family, zhao: User, wang: Client, today: date, settings
) -> None:
    sun = User.objects.create_user("sun", role=Role.WORKER, full_name="孙丽", area=NEAR)
    person("远处", area=FAR)
    actions.assign(by=staff.supervisor, worker=staff.worker, area=FAR, since=today)
    actions.assign(by=staff.supervisor, worker=staff.worker, person=home.child.pk, since=today + timedelta(days=5))
    li = Client()
    li.force_login(staff.worker, backend=BACKEND)
    page = f"/township/workers/{staff.worker.pk}/hand-over/"
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert "账号不能现在停用" in in_words(wang.post(page, {"worker": zhao.pk, "since": tomorrow, "close": "on"}))
    in_words(wang.post(page, {"worker": staff.worker.pk}))
    far = Responsibility.objects.get(area=FAR)
    assert wang.post(page, {"worker": zhao.pk, f"village-{far.pk}": sun.pk, "close": "on"}).status_code == 302
    assert set(queries.people_in_scope(zhao)) == {home.mother, home.child}
    assert queries.people_in_scope(sun).count() == 1
    assert list(Responsibility.objects.filter(person=home.child.pk).values_list("worker", flat=True)) == [zhao.pk]
    assert Responsibility.objects.get(worker=staff.worker).until == today - timedelta(days=1), "what was stays"
    assert li.get("/tasks/").status_code == 302
    assert not any(one.get_decoded().get("_auth_user_id") == str(staff.worker.pk) for one in Session.objects.all())
    assert audit.verify() is None and queries.answered_twice() == []


def test_a_worker_of_two_townships_is_not_one_supervisor_s_to_move(
    staff: Places, home: Family, zhao: User, wang: Client, today: date
) -> None:
    actions.assign(by="wanhu test", worker=staff.worker, area=ELSEWHERE_VILLAGE, since=today)
    before = list(Responsibility.objects.values())
    assert "别的乡镇" in in_words(wang.post(f"/township/workers/{staff.worker.pk}/hand-over/", {"worker": zhao.pk}))
    assert list(Responsibility.objects.values()) == before


def test_another_township_s_worker_is_not_there(staff: Places, wang: Client, zhao: User) -> None:
    other = User.objects.create_user("other", role=Role.WORKER, full_name="外镇", area=ELSEWHERE_VILLAGE)
    for page in (f"/township/workers/{other.pk}/", f"/township/workers/{other.pk}/hand-over/", "/township/workers/999999/"):
        assert wang.get(page).status_code == 404
    li = Client()
    li.force_login(staff.worker, backend=BACKEND)
    for page in ("/township/", f"/township/workers/{zhao.pk}/", f"/township/workers/{zhao.pk}/hand-over/"):
        assert li.get(page).status_code == 403
    assert li.post("/township/accept/", {"digest": "x"}).status_code == 403


def test_actions_do_not_trust_their_caller(staff: Places, home: Family, zhao: User, today: date) -> None:
    by, closed = staff.supervisor, User.objects.create_user("closed", role=Role.WORKER, area=NEAR, is_active=False)
    stranger = User.objects.create_user("stranger", role=Role.WORKER, area=ELSEWHERE_VILLAGE)
    far = person("外镇", area=ELSEWHERE_VILLAGE, household=Household.objects.create(area=ELSEWHERE_VILLAGE))
    refused: list[tuple[type[Exception], dict[str, Any]]] = [
        (PermissionDenied, {"by": staff.worker, "area": NEAR}),
        (PermissionDenied, {"area": ELSEWHERE_VILLAGE}),
        (PermissionDenied, {"area": "429004101"}),
        (PermissionDenied, {"household": far.household_id}),
        (PermissionDenied, {"person": far.pk}),
        (PermissionDenied, {"area": NEAR, "worker": stranger}),
        (ValueError, {"area": NEAR, "worker": closed}),
        (ValueError, {"area": NEAR, "worker": staff.steward}),
        (ValueError, {"area": NEAR, "since": today - timedelta(days=1)}),
        (ValueError, {"area": NEAR, "since": today + timedelta(days=93)}),
        (ValueError, {"area": NEAR, "person": home.child.pk}),
        (ValueError, {}),
        (ValueError, {"by": "a command", "area": NEAR, "since": today - timedelta(days=1)}),
    ]
    for error, wrong in refused:
        said: dict[str, Any] = {"by": by, "worker": zhao, "since": today} | wrong
        with pytest.raises(error):
            actions.assign(**said)
    assert Responsibility.objects.count() == 1
    actions.assign(by=by, worker=zhao, area=NEAR, since=today)
    actions.assign(by=by, worker=zhao, area=NEAR, since=today)
    assert AuditLine.objects.filter(action="village-assigned").count() == 1, "sent twice, it is written once"


def test_the_proposal_that_was_seen_is_the_one_accepted(
    staff: Places, home: Family, zhao: User, wang: Client, today: date
) -> None:
    one = run(today)
    for number in range(1, 5):
        who = person(f"人{number}", household=Household.objects.create(area=NEAR, label=f"1组 {number}号"))
        due(one, who, "immunisation", "DTaP-1", days=-number, state="overdue")
    seen = lists.proposed(staff.supervisor, today)
    (give,) = seen.gives
    assert (give.giver, give.taker, give.labels, give.whole) == (staff.worker, zhao, ("1组 1号", "1组 2号"), False)
    assert (give.giver_before, give.giver_after, give.taker_before, give.taker_after) == (100, 50, 0, 50)
    assert "李桂兰 100→50 分钟，赵敏 0→50 分钟" in wang.get("/township/").content.decode()
    due(one, home.mother, "antenatal", "antenatal-1", days=-1, state="overdue", pregnancy=home.pregnancy)
    assert "您看过以后名单有变化" in in_words(wang.post("/township/accept/", {"digest": seen.digest}))
    assert "没有改动分工" in in_words(wang.post("/township/accept/", {}))
    assert Responsibility.objects.count() == 1
    fresh = lists.proposed(staff.supervisor, today)
    assert wang.post("/township/accept/", {"digest": fresh.digest}).status_code == 302
    assert lists.load(staff.supervisor, today).workers[0].minutes == max(fresh.gives[-1].giver_after, fresh.gives[-1].taker_after)
    assert AuditLine.objects.get(action="proposal-accepted").by == "wang"


def test_a_whole_village_is_given_with_those_in_it_who_come_later(staff: Places, zhao: User, wang: Client, today: date) -> None:
    actions.assign(by=staff.supervisor, worker=staff.worker, area=FAR, since=today)
    one = run(today)
    for area in (NEAR, FAR):
        for number in range(2):
            who = person(f"{area}{number}", area=area, household=Household.objects.create(area=area, label=f"1组 {number}号"))
            due(one, who, "immunisation", "DTaP-1", days=-1, state="overdue")
    seen = lists.proposed(staff.supervisor, today)
    assert [(give.area, give.whole) for give in seen.gives] == [(NEAR, True)]
    wang.post("/township/accept/", {"digest": seen.digest})
    later = person("后来", area=NEAR)
    assert queries.person(zhao, later.pk) == later and not Responsibility.objects.filter(household__isnull=False).exists()


def test_somebody_given_alone_does_not_take_her_household_with_her(
    staff: Places, home: Family, zhao: User, wang: Client, today: date
) -> None:
    """Only the child has work, and is another worker's alone: moving the child on must not move the mother."""
    sun = User.objects.create_user("sun", role=Role.WORKER, full_name="孙丽", area=NEAR)
    actions.assign(by=staff.supervisor, worker=zhao, person=home.child.pk, since=today)
    other = person("乙", household=Household.objects.create(area=NEAR, label="9组 9号"))
    actions.assign(by=staff.supervisor, worker=zhao, household=other.household_id, since=today)
    one = run(today)
    for who in (home.child, other):
        due(one, who, "immunisation", "DTaP-1", days=-3, state="overdue")
    seen = lists.proposed(staff.supervisor, today)
    (give,) = seen.gives
    assert (give.giver, len(give.homes)) == (zhao, 1)
    wang.post("/township/accept/", {"digest": seen.digest})
    assert set(queries.people_in_scope(staff.worker)) | set(queries.people_in_scope(sun)) >= {home.mother}
    assert home.mother not in queries.people_in_scope(zhao)
    assert {home.child.pk, other.pk} == {
        one.pk for worker in (zhao, give.taker) for one in queries.people_in_scope(worker) if one.pk != home.mother.pk
    }
    after = queries.responsible_on(staff.supervisor, today).get(pk=home.mother.pk)
    assert after.worker == staff.worker.pk


def test_a_child_without_a_household_goes_with_its_mother(
    staff: Places, home: Family, zhao: User, wang: Client, today: date
) -> None:
    """Where no household is written down, a proposal keeps mother and children together: even the one for whom nothing waits."""
    from wanhu.web.registry.models import Person

    Person.objects.update(household=None)
    other = person("乙")
    one = run(today)
    for who in (home.child, other):
        due(one, who, "immunisation", "DTaP-1", days=-3, state="overdue")
    seen = lists.proposed(staff.supervisor, today)
    (give,) = seen.gives
    assert set(give.homes) <= {-home.mother.pk, -other.pk} and len(give.homes) == 1
    wang.post("/township/accept/", {"digest": seen.digest})
    found = dict(queries.responsible_on(staff.supervisor, today).values_list("pk", "worker"))
    assert found[home.mother.pk] == found[home.child.pk] != found[other.pk]


def test_a_proposal_never_names_nobody(staff: Places, home: Family, zhao: User, today: date) -> None:
    """The mother lives in another township, out of the supervisor's sight: the home is called by the child that waits in it."""
    from wanhu.web.registry.models import Person

    Person.objects.update(household=None)
    Person.objects.filter(pk=home.mother.pk).update(area=ELSEWHERE_VILLAGE)
    Person.objects.filter(pk=home.child.pk).update(name="王小宝")
    other = person("乙")
    one = run(today)
    for who in (home.child, other):
        due(one, who, "immunisation", "DTaP-1", days=-3, state="overdue")
    labels = [label for give in lists.proposed(staff.supervisor, today).gives for label in give.labels]
    assert labels and set(labels) <= {"王小宝", "乙"}


def test_visits_count_for_whoever_answered_then(staff: Places, home: Family, zhao: User, today: date) -> None:
    from tests.web.worklist.sending import fact
    from wanhu.web.care.models import ContactFact

    for days in (20, 20, 10):
        fact(ContactFact, home.mother, today - timedelta(days=days), kind="antenatal")
    Responsibility.objects.update(until=today - timedelta(days=15))
    Responsibility.objects.create(worker=zhao, area=NEAR, since=today - timedelta(days=14))
    month = (today - timedelta(days=31), today)
    assert lists.visits_by_worker(staff.supervisor, *month) == {staff.worker.pk: 1, zhao.pk: 1}
    Responsibility.objects.filter(worker=zhao).update(until=today - timedelta(days=1))
    actions.assign(by="a command", worker=staff.worker, area=NEAR, since=today)
    home.mother.area = FAR
    home.mother.save()
    assert lists.visits_by_worker(staff.supervisor, *month) == {staff.worker.pk: 1, zhao.pk: 1}, "history does not change"


@pytest.mark.parametrize(
    ("outcomes", "listed"),
    [
        (["not-reached"] * 3, True),
        (["not-reached", "wrong-number", "not-reached"], True),
        (["not-reached"] * 2, False),
        (["not-reached", "not-reached", "coming"], False),
        (["not-reached", "later", "not-reached", "not-reached"], False),
        (["coming", "not-reached", "not-reached", "not-reached"], True),
    ],
)
def test_three_calls_in_vain_are_for_the_supervisor(
    staff: Places, home: Family, wang: Client, today: date, outcomes: list[str], listed: bool
) -> None:
    from wanhu.web.worklist.models import Call

    due(run(today), home.child, "immunisation", "DTaP-1", days=-3, state="overdue")
    for number, outcome in enumerate(outcomes):
        at = timezone.now() - timedelta(days=len(outcomes) - number)
        Call.objects.create(
            id=uuid.uuid4(), person=home.child, protocol="immunisation", step="DTaP-1", outcome=outcome, by=staff.worker, at=at
        )
        Call.objects.create(
            id=uuid.uuid4(), person=home.child, protocol="immunisation", step="HepB-3", outcome="coming", by=staff.worker, at=at
        )
    assert [one.person for one in lists.not_reached(staff.supervisor)] == ([home.child] if listed else [])
    assert ("没有三次联系不上的人" in wang.get("/township/").content.decode()) != listed


def test_the_page_is_a_handful_of_statements_however_many_wait(
    staff: Places, wang: Client, zhao: User, today: date, django_assert_max_num_queries: Any
) -> None:
    one = run(today)
    for number in range(60):
        who = person(f"人{number}", household=Household.objects.create(area=NEAR, label=f"1组 {number}号"))
        due(one, who, "immunisation", "DTaP-1", days=-number, state="overdue")
    wang.get("/township/")
    with django_assert_max_num_queries(50):
        assert wang.get("/township/").status_code == 200


def test_the_installation_s_check_says_who_has_nobody(staff: Places, home: Family, today: date) -> None:
    person("远处", area=FAR)
    found = {one.what: one for one in soundness.examine()}["分工 / who answers for whom"]
    assert found.sound and found.found.startswith("0 处重叠 / overlaps; 1 人没有负责人")
    Responsibility.objects.create(worker=staff.worker, area=NEAR, since=today)
    found = {one.what: one for one in soundness.examine()}["分工 / who answers for whom"]
    assert not found.sound and found.found.startswith("1 处重叠")


def test_places_of_another_township_are_not_listed(staff: Places, wang: Client, today: date) -> None:
    person("外镇", area=ELSEWHERE_VILLAGE)
    person("本镇", area=FAR)
    assert [one.village for one in queries.unanswered_places(staff.supervisor, today)] == ["云岭村"]
    assert ELSEWHERE not in wang.get("/township/").content.decode()
