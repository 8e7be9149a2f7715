"""From the list and back: what was recorded is off the list when the page returns, and undone it is on it again. No JavaScript anywhere."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.places import FAR, NEAR, Family, Places, family, places, run
from wanhu.web.base import ids
from wanhu.web.base.models import User
from wanhu.web.care.models import ContactFact, DeathFact, DoseFact, MeasurementFact, ReleaseFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, ResidenceFact
from wanhu.web.worklist import compute, queries
from wanhu.web.worklist.forms import OutcomeForm
from wanhu.web.worklist.models import Due


@pytest.fixture
def town(staff: Places, home: Family, today: date, settings) -> tuple[Places, Family]:
    settings.MFA_REQUIRED = False
    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    return staff, home


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def on_the_list(user: User) -> set[tuple[int, str]]:
    groups = queries.GROUPS
    return {(task.person.pk, task.step.code) for group in groups for task in queries.tasks(user, group=group).tasks}


def antenatal(town: tuple[Places, Family]) -> tuple[queries.Task, str]:
    """The mother's task whose contact is due at 30 weeks, and its page."""
    staff, home = town
    found = [
        task for group in queries.GROUPS for task in queries.tasks(staff.worker, group=group).tasks
        if task.person == home.mother and dict(task.step.recorded_as).get("contact") == "antenatal" and task.state in ("open", "overdue")
    ]  # fmt: skip
    task = found[0]
    return task, reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, task.protocol.code, task.step.code])


def test_recorded_gone_undone_back(town: tuple[Places, Family], today: date):
    staff, home = town
    client = client_of(staff.worker)
    task, page = antenatal(town)
    visit = str(uuid.uuid4())
    said = {
        "visit": visit,
        "happened": today.isoformat(),
        "mode": "home",
        "systolic": "120",
        "diastolic": "80",
        "weight": "63.5",
        "haemoglobin": "112",
    }
    answer = client.post(page, said)
    assert (answer.status_code, answer["Location"]) == (302, f"/tasks/?done={home.mother.pk}.{visit}")
    assert (home.mother.pk, task.step.code) not in on_the_list(staff.worker)
    assert {fact.code: fact.value for fact in MeasurementFact.objects.all()} == {
        "systolic": 120, "diastolic": 80, "weight": 63.5, "haemoglobin": 112,
    }  # fmt: skip
    back = client.get(answer["Location"]).content.decode()
    assert "已记录" in back and "撤销" in back
    again = client.post(page, said)
    assert again["Location"] == answer["Location"] and ContactFact.objects.count() == 1, "a double tap writes once"
    undone = client.post(reverse("worklist:undo", args=[home.mother.pk, visit]))
    assert undone.status_code == 302
    assert (home.mother.pk, task.step.code) in on_the_list(staff.worker)
    assert not standing(ContactFact).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("happened", "2999-01-01"), ("happened", ""), ("happened", "yesterday"), ("systolic", "12a"), ("systolic", "20"), ("systolic", "70"),
     ("diastolic", ""), ("weight", "635"), ("weight", "-1"), ("mode", "pigeon"), ("visit", "1"), ("visit", "")],
)  # fmt: skip
def test_what_cannot_be_comes_back_with_the_form(town: tuple[Places, Family], today: date, field: str, value: str):
    client = client_of(town[0].worker)
    _task, page = antenatal(town)
    said = {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "home", "systolic": "120", "diastolic": "80"}
    answer = client.post(page, said | {field: value})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not ContactFact.objects.exists() and not MeasurementFact.objects.exists()


def test_a_value_hard_to_believe_is_asked_about_and_taken_when_confirmed(town: tuple[Places, Family], today: date):
    client = client_of(town[0].worker)
    _task, page = antenatal(town)
    said = {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "home", "systolic": "210", "diastolic": "100"}
    answer = client.post(page, said)
    assert answer.status_code == 422 and "确定是 210 mmHg 吗" in answer.content.decode()
    assert client.post(page, said | {"sure": "on"}).status_code == 302


def test_danger_is_said_on_the_page_that_comes_back(town: tuple[Places, Family], today: date):
    client = client_of(town[0].worker)
    _task, page = antenatal(town)
    said = {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "home", "systolic": "172", "diastolic": "112"}
    back = client.get(client.post(page, said)["Location"]).content.decode()
    assert "danger-box" in back


def test_a_dose_is_recorded_as_the_step_says(town: tuple[Places, Family], today: date):
    staff, home = town
    client = client_of(staff.worker)
    task = next(
        task for group in queries.GROUPS for task in queries.tasks(staff.worker, group=group).tasks
        if task.person == home.child and "dose" in dict(task.step.recorded_as) and task.state in ("open", "overdue")
    )  # fmt: skip
    page = reverse("worklist:record", args=[home.child.pk, 0, task.protocol.code, task.step.code])
    assert (
        client.post(
            page,
            {
                "visit": str(uuid.uuid4()),
                "happened": today.isoformat(),
                f"dose-{task.step.code}": "on",
                f"product-{task.step.code}": "批号 1",
            },
        ).status_code
        == 302
    )
    assert set(DoseFact.objects.values_list("vaccine", flat=True)) == {
        code for what, code in task.step.recorded_as if what == "dose"
    }
    assert (home.child.pk, task.step.code) not in on_the_list(staff.worker)


@pytest.mark.parametrize(
    ("reason", "model", "all_of_hers"),
    [("seen-elsewhere", ReleaseFact, False), ("declined", ReleaseFact, False), ("moved", ResidenceFact, True), ("died", DeathFact, True),
     ("pregnancy-ended", DeathFact, True)],
)  # fmt: skip
def test_a_release_takes_off_what_its_reason_says_and_can_be_undone(
    town: tuple[Places, Family], today: date, reason: str, model: type, all_of_hers: bool
):
    staff, home = town
    client = client_of(staff.worker)
    task, page = antenatal(town)
    before = on_the_list(staff.worker)
    visit = str(uuid.uuid4())
    answer = client.post(page, {"form": "off", "off-visit": visit, "off-happened": today.isoformat(), "off-reason": reason})
    assert answer.status_code == 302
    left = {step for person, step in on_the_list(staff.worker) if person == home.mother.pk}
    assert task.step.code not in left
    assert not (all_of_hers and left)
    assert standing(model).filter(source=f"visit:{visit}").count() == 1
    client.post(reverse("worklist:undo", args=[home.mother.pk, visit]))
    assert on_the_list(staff.worker) == before


def test_a_move_to_another_village_taken_back_returns_her(town: tuple[Places, Family], today: date):
    staff, home = town
    client = client_of(staff.worker)
    _task, page = antenatal(town)
    before = on_the_list(staff.worker)
    visit = str(uuid.uuid4())
    said = {"form": "off", "off-visit": visit, "off-happened": today.isoformat(), "off-reason": "moved", "off-to": FAR}
    assert client.post(page, said).status_code == 302
    assert {due.area for due in Due.objects.filter(person=home.mother.pk)} == {FAR}
    assert not [step for person, step in on_the_list(staff.worker) if person == home.mother.pk]
    client.post(reverse("worklist:undo", args=[home.mother.pk, visit]))
    assert on_the_list(staff.worker) == before
    assert {due.area for due in Due.objects.filter(person=home.mother.pk)} == {NEAR}


def test_withdrawn_consent_empties_her_list_at_once_and_undo_brings_it_back(town: tuple[Places, Family], today: date):
    staff, home = town
    client = client_of(staff.worker)
    before = on_the_list(staff.worker)
    visit = str(uuid.uuid4())
    about = {"change": "withdraw", "purpose": "record", "visit": visit, "happened": today.isoformat()}
    answer = client.post(reverse("worklist:change", args=[home.mother.pk]), about)
    assert answer.status_code == 302
    assert not Due.objects.filter(person=home.mother.pk).exists()
    assert client.get(reverse("worklist:person", args=[home.mother.pk])).status_code == 404
    assert "撤销" in client.get(answer["Location"]).content.decode()
    client.post(reverse("worklist:undo", args=[home.mother.pk, visit]))
    assert on_the_list(staff.worker) == before
    assert standing(ConsentFact).filter(person=home.mother, given=False).count() == 0


def test_nothing_of_another_village_is_recorded_or_read(town: tuple[Places, Family], today: date):
    staff, home = town
    staff.worker.responsibility_set.all().delete()
    client = client_of(staff.worker)
    for page in (
        reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "antenatal-4"]),
        reverse("worklist:person", args=[home.mother.pk]),
    ):
        assert client.get(page).status_code == 404
    for page in (reverse("worklist:reveal", args=[home.mother.pk, "phone"]), reverse("worklist:change", args=[home.mother.pk])):
        about = {"change": "died", "visit": str(uuid.uuid4()), "happened": today.isoformat()}
        assert client.post(page, about).status_code == 404
    assert not DeathFact.objects.exists()


def test_the_record_shows_masked_numbers_and_a_tap_shows_the_whole(town: tuple[Places, Family]):
    staff, home = town
    client = client_of(staff.worker)
    page = client.get(reverse("worklist:person", args=[home.mother.pk])).content.decode()
    assert "429000199801010024" not in page and "4290************24" in page
    shown = client.post(reverse("worklist:reveal", args=[home.mother.pk, "id-number"])).content.decode()
    assert "429000199801010024" in shown
    again = client.get(reverse("worklist:person", args=[home.mother.pk])).content.decode()
    assert "显示了完整身份证号" in again and "李桂兰" in again


def test_when_all_is_done_the_page_says_so(town: tuple[Places, Family], today: date):
    Due.objects.all().delete()
    assert "今天的都做完了" in client_of(town[0].worker).get("/tasks/").content.decode()


@pytest.mark.django_db(transaction=True)  # a nightly run reads the records beside Django
def test_what_refreshing_leaves_is_what_the_night_would_leave(today: date, settings):
    settings.MFA_REQUIRED = False
    town = places(), family(today)
    compute.run(on=today, by="test")
    _task, page = antenatal(town)
    day = (today - timedelta(days=1)).isoformat()
    client_of(town[0].worker).post(
        page, {"visit": str(uuid.uuid4()), "happened": day, "mode": "clinic", "systolic": "150", "diastolic": "95"}
    )

    def rows() -> list[tuple]:
        said = ("person", "protocol", "step", "state", "opens", "due", "closes", "because")
        return sorted(Due.objects.filter(run__current=True).values_list(*said), key=str)

    refreshed = rows()
    compute.run(on=today, by="test")
    assert rows() == refreshed


def test_what_a_visit_found_is_said_once(town: tuple[Places, Family], today: date):
    client = client_of(town[0].worker)
    _task, page = antenatal(town)
    said = {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "home", "systolic": "150", "diastolic": "95"}
    found = client.post(page, said)["Location"]
    assert client.get(found).content.decode().count("danger-box") == 1
    assert client.get("/tasks/").content.decode().count("danger-box") == 1


@pytest.mark.parametrize("answer", ["", "no"])
def test_no_record_of_a_child_without_a_guardians_answer(answer):
    """The consent of a guardian is asked, never assumed."""
    form = OutcomeForm(
        {"visit": str(ids.mint()), "happened": timezone.localdate().isoformat(), "outcome": "born", "sex": "2", "agreed": answer}
    )
    assert not form.is_valid() and "agreed" in form.errors
    agreed = OutcomeForm({**form.data, "agreed": "yes"})
    assert agreed.is_valid(), agreed.errors
