"""A supervisor gives a village to another worker in one move: from today it is on the other list, and only her own township is hers to give."""

from datetime import date

from django.test import Client

from tests.web.places import ELSEWHERE_VILLAGE, NEAR, Family, Places, due, run
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.registry.models import Responsibility
from wanhu.web.worklist import queries


def test_the_list_moves_with_the_village(staff: Places, home: Family, today: date, settings):
    settings.MFA_REQUIRED = False
    due(run(today), home.child, "immunisation", "DTaP-1", days=-3, state="overdue")
    other = User.objects.create_user("zhao", role=Role.WORKER, full_name="赵敏", area=NEAR)
    client = Client()
    client.force_login(staff.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    assert "赵敏" in client.get("/township/").content.decode()
    answer = client.post("/township/", {"village": NEAR, "worker": other.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"/township/?given={NEAR}")
    assert "石桥村已交给新的负责人" in client.get(answer["Location"]).content.decode()
    assert [task.person for task in queries.tasks(other).tasks] == [home.child]
    assert queries.tasks(staff.worker).tasks == []
    assert AuditLine.objects.get(action="village-assigned").by == "wang"


def test_no_village_of_another_township_and_nobody_but_a_worker(staff: Places, home: Family, today: date, settings):
    settings.MFA_REQUIRED = False
    run(today)
    client = Client()
    client.force_login(staff.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    before = list(Responsibility.objects.values())
    for village, worker in ((ELSEWHERE_VILLAGE, staff.worker.pk), (NEAR, staff.steward.pk), ("", ""), (NEAR, "x")):
        answer = client.post("/township/", {"village": village, "worker": worker})
        assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    assert list(Responsibility.objects.values()) == before
