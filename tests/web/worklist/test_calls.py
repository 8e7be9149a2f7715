"""Calls in vain: a slip of the finger is taken back, the third asks the supervisor, and she says how to go on."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.places import NEAR, Family, Places, due, run
from wanhu.engine.tables import Reason
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.care.models import ReleaseFact
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.worklist import queries
from wanhu.web.worklist.models import Call, Due

ZH = {"Accept-Language": "zh-CN"}
OF_STEP = ("immunisation", "DTaP-1")


@pytest.fixture
def enter(staff: Places, home: Family, today: date, settings) -> Callable[[User], Client]:
    settings.MFA_REQUIRED = False
    due(run(today), home.child, *OF_STEP, days=-3, state="overdue")

    def signed_in(user: User) -> Client:
        client = Client(headers=ZH)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def ring(client: Client, home: Family, outcome: str = "not-reached") -> str:
    """The page that comes back after a call."""
    address = reverse("worklist:record", args=[home.child.pk, 0, *OF_STEP])
    answer = client.post(address, {"form": "call", "call": str(uuid.uuid4()), "outcome": outcome}, follow=True)
    return answer.content.decode()


def in_vain(staff: Places, home: Family, times: int) -> None:
    for day in range(times, 0, -1):
        Call.objects.create(
            id=uuid.uuid4(), person=home.child, protocol=OF_STEP[0], step=OF_STEP[1], outcome="not-reached", by=staff.worker,
            at=timezone.now() - timedelta(days=day),
        )  # fmt: skip


def test_a_wrong_outcome_is_taken_back(staff: Places, home: Family, enter: Callable[[User], Client]) -> None:
    worker = enter(staff.worker)
    assert "联系不上" in ring(worker, home)
    call = Call.objects.get()
    other = enter(staff.supervisor)
    other.post(reverse("worklist:undo-call", args=[call.pk]))
    assert Call.objects.exists(), "only whoever wrote it"
    answer = worker.post(reverse("worklist:undo-call", args=[call.pk]), follow=True)
    assert "已撤销电话的结果" in answer.content.decode()
    assert not Call.objects.exists() and Call.every.get() == call, "it counts for nothing, and stays readable"
    assert queries.newest_calls([home.child.pk]) == {}
    assert AuditLine.objects.filter(action="call-taken-back", person=home.child.pk).count() == 1
    worker.post(reverse("worklist:undo-call", args=[call.pk]))
    assert AuditLine.objects.filter(action="call-taken-back").count() == 1


def test_a_call_taken_back_is_not_one_of_three(staff: Places, home: Family, enter: Callable[[User], Client]) -> None:
    worker = enter(staff.worker)
    in_vain(staff, home, 2)
    ring(worker, home)
    assert queries.not_reached(staff.supervisor)
    worker.post(reverse("worklist:undo-call", args=[Call.objects.latest("at").pk]))
    assert not queries.not_reached(staff.supervisor)


def test_the_third_says_that_the_supervisor_decides(staff: Places, home: Family, enter: Callable[[User], Client]) -> None:
    worker = enter(staff.worker)
    for _ in range(2):
        assert "已请主管决定" not in ring(worker, home)
    assert "已请主管决定" in ring(worker, home)
    (found,) = queries.not_reached(staff.supervisor)
    assert (found.person, found.tries, found.worker, found.task.phone) == (home.child, 3, "李桂兰", "13812342210")
    page = enter(staff.supervisor).get("/township/").content.decode()
    assert "3 次" in page and "tel:13812342210" in page and decision(home) in page


def decision(home: Family) -> str:
    return reverse("worklist:unreached", args=[home.child.pk, 0, *OF_STEP])


def test_keep_trying_begins_anew(staff: Places, home: Family, enter: Callable[[User], Client]) -> None:
    in_vain(staff, home, 3)
    boss, number = enter(staff.supervisor), str(uuid.uuid4())
    for _ in range(2):
        assert boss.post(decision(home), {"call": number, "what": "keep"}).status_code == 302
    assert not queries.not_reached(staff.supervisor) and Call.objects.filter(outcome="keep-trying").count() == 1
    assert "主管：继续找" in enter(staff.worker).get("/tasks/").content.decode()
    assert Due.objects.filter(person=home.child.pk).exists(), "it closes nothing"
    for _ in range(2):
        ring(enter(staff.worker), home)
        assert not queries.not_reached(staff.supervisor)
    ring(enter(staff.worker), home)
    assert queries.not_reached(staff.supervisor), "three more"


def test_another_worker_has_the_household(staff: Places, home: Family, today: date, enter: Callable[[User], Client]) -> None:
    zhao = User.objects.create_user("zhao", role=Role.WORKER, full_name="赵敏", area=NEAR)
    in_vain(staff, home, 3)
    boss = enter(staff.supervisor)
    assert boss.post(decision(home), {"call": str(uuid.uuid4()), "what": "another", "worker": ""}).status_code == 422
    assert boss.post(decision(home), {"call": str(uuid.uuid4()), "what": "another", "worker": "7777"}).status_code == 422
    assert boss.post(decision(home), {"call": str(uuid.uuid4()), "what": "another", "worker": zhao.pk}).status_code == 302
    assert set(registry.people_in_scope(zhao, today)) == {home.mother, home.child}
    assert AuditLine.objects.get(action="unreached-decided").detail == {"to": "zhao"}
    assert not queries.not_reached(staff.supervisor)


@pytest.mark.parametrize("reason", [Reason.TRANSFERRED, Reason.OTHER])
def test_off_the_list_with_a_reason(
    staff: Places, home: Family, today: date, enter: Callable[[User], Client], reason: Reason
) -> None:
    """Both reasons that say no more than themselves; neither asks for a text."""
    in_vain(staff, home, 3)
    boss = enter(staff.supervisor)
    assert 'value="transferred"' in boss.get(decision(home)).content.decode()
    said = {"form": "off", "off-visit": str(uuid.uuid4()), "off-happened": today.isoformat(), "off-reason": reason.value}
    assert boss.post(reverse("worklist:record", args=[home.child.pk, 0, *OF_STEP]), said).status_code == 302
    assert standing(ReleaseFact).get().reason == reason.value
    assert not queries.not_reached(staff.supervisor)


def test_only_a_supervisor_decides(staff: Places, home: Family, enter: Callable[[User], Client]) -> None:
    in_vain(staff, home, 3)
    assert enter(staff.worker).get(decision(home)).status_code == 403
    assert (
        enter(staff.supervisor).get(reverse("worklist:unreached", args=[home.child.pk, 0, "immunisation", "MMR-1"])).status_code
        == 404
    )
