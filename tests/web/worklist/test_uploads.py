"""What a phone sends reaches the records once, or comes back with its reason; whatever goes wrong, the answer lets the phone keep her text."""

import gzip
import json
import uuid
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.web.places import Family, Places, person
from tests.web.worklist.test_recording_from_the_list import antenatal, client_of, on_the_list, town  # noqa: F401 (town: a fixture)
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import ContactFact, MeasurementFact, ReleaseFact
from wanhu.web.worklist import actions, queries
from wanhu.web.worklist.models import Call, Device, Due, PhoneForm


def send(client: Client, path: str, said: dict[str, str], number: str, **more: str) -> tuple[int, dict]:
    """One form as the phone sends it: the status, and what became of it."""
    body = {"device": "", "visit": number, "path": path, "body": urlencode(said)} | more
    answer = client.post("/phone/upload/", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json() if answer["Content-Type"] == "application/json" else {}


def a_visit(number: str, day: date, **more: str) -> dict[str, str]:
    return {"visit": number, "happened": day.isoformat(), "mode": "home", "weight": "63.5"} | more


def a_phone(client: Client) -> str:
    number = str(uuid.uuid4())
    assert client.post("/phone/device/", {"device": number, "label": "test"}).json()["key"]
    return number


def test_the_same_form_twice_is_written_once(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    states = [send(client, path, a_visit(number, today), number)[1]["state"] for _ in range(3)]
    assert states == ["taken", "already", "already"]
    assert (ContactFact.objects.count(), MeasurementFact.objects.count(), PhoneForm.objects.count()) == (1, 1, 1)


def test_the_same_number_with_another_content_is_told_and_not_written(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    send(client, path, a_visit(number, today), number)
    _status, said = send(client, path, a_visit(number, today, weight="70"), number)
    assert said["state"] == "other" and said["why"]
    assert MeasurementFact.objects.get().value == 63.5


def test_what_was_refused_may_be_sent_again_corrected_under_its_number(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    _status, said = send(client, path, a_visit(number, today, weight="635"), number)
    assert said["state"] == "refused" and any("25" in text for text in said["why"])
    assert not ContactFact.objects.exists() and PhoneForm.objects.get().state == "refused"
    assert send(client, path, a_visit(number, today), number)[1]["state"] == "taken"
    assert MeasurementFact.objects.get().value == 63.5


def test_a_day_that_has_not_come_is_refused_by_the_server_s_calendar(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    _status, said = send(client, path, a_visit(number, today + timedelta(days=1)), number)
    assert said["state"] == "refused" and said["why"] and not ContactFact.objects.exists()


def test_a_step_taken_off_and_a_call_are_sent_like_a_visit(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (task, path) = client_of(town[0].worker), antenatal(town)
    call, off = str(uuid.uuid4()), str(uuid.uuid4())
    rung = {"form": "call", "call": call, "outcome": "not-reached", "again": ""}
    assert [send(client, path, rung, call)[1]["state"] for _ in range(2)] == ["taken", "already"]
    assert Call.objects.count() == 1
    page = client.get(path).content.decode()
    reason = page.split('name="off-reason"')[1].split('value="')[1].split('"')[0]
    away = {"form": "off", "off-visit": off, "off-reason": reason, "off-happened": today.isoformat()}
    assert [send(client, path, away, off)[1]["state"] for _ in range(2)] == ["taken", "already"]
    assert (town[1].mother.pk, task.step.code) not in on_the_list(town[0].worker)
    assert ReleaseFact.objects.count() <= 1


def test_somebody_else_was_first(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path) = client_of(town[0].worker), antenatal(town)
    one, two = str(uuid.uuid4()), str(uuid.uuid4())
    assert send(client, path, a_visit(one, today), one)[1]["state"] == "taken"
    _status, said = send(client, path, a_visit(two, today, weight="70"), two)
    assert said["state"] == "refused" and said["why"]
    assert ContactFact.objects.count() == 1


def test_somebody_who_died_or_is_out_of_scope(town: tuple[Places, Family], today: date):  # noqa: F811
    staff, home = town
    client, (_task, path), number = client_of(staff.worker), antenatal(town), str(uuid.uuid4())
    actions.record_death(by=staff.worker, person=home.mother, visit=uuid.uuid4(), happened=today)
    _status, said = send(client, path, a_visit(number, today), number)
    assert said["state"] == "refused" and said["why"] and not ContactFact.objects.exists()
    stranger = person("陌生", born_on=date(1998, 1, 1), area="429004102201")
    other = str(uuid.uuid4())
    _status, said = send(client, f"/tasks/{stranger.pk}/0/antenatal/contact-1/", a_visit(other, today), other)
    assert said["state"] == "refused" and said["why"]


def test_a_permission_that_went_in_between_comes_back_as_a_reason(
    town: tuple[Places, Family], today: date, monkeypatch: pytest.MonkeyPatch  # noqa: F811
):  # fmt: skip
    """A 403 would read as "no session": the phone would ask her to sign in for ever, and send nothing that comes after."""

    def refuse(**_said: object) -> None:
        raise PermissionDenied("not in scope")

    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    monkeypatch.setattr(actions, "record", refuse)
    status, said = send(client, path, a_visit(number, today), number)
    assert (status, said["state"]) == (200, "refused") and said["why"]


def test_a_phone_that_the_server_does_not_know_can_still_send(town: tuple[Places, Family], today: date):  # noqa: F811
    """After a restored backup the device may be unknown: what waits on the phone is hers all the same."""
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    status, said = send(client, path, a_visit(number, today), number, device=str(uuid.uuid4()))
    assert (status, said.get("state")) == (200, "taken")
    assert PhoneForm.objects.get().device is None


def test_somebody_else_s_phone_is_not_written_beside_her_form(town: tuple[Places, Family], today: date):  # noqa: F811
    staff, _home = town
    staff.supervisor.role = staff.worker.role
    staff.supervisor.save()
    theirs = a_phone(client_of(staff.supervisor))
    client, (_task, path), number = client_of(staff.worker), antenatal(town), str(uuid.uuid4())
    assert send(client, path, a_visit(number, today), number, device=theirs)[1]["state"] == "taken"
    assert PhoneForm.objects.get().device is None
    assert client.post("/phone/device/", {"device": theirs}).status_code == 403, "nor is its key given"


def test_a_phone_that_was_given_up_sends_but_gets_no_key(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    mine = a_phone(client)
    assert client.get("/phone/hello/", {"device": mine}).json()["known"]
    client.post("/phone/device/", {"device": mine, "give_up": "1"})
    assert not client.get("/phone/hello/", {"device": mine}).json()["known"]
    assert client.post("/phone/device/", {"device": mine}).status_code == 403
    assert send(client, path, a_visit(number, today), number, device=mine)[1]["state"] == "taken"
    assert Device.objects.get().revoked


@pytest.mark.parametrize("body", [
    b"", b"[]", b"null", b'"text"', b'{"visit": "x"}', b'{"visit": 5, "path": "/", "body": ""}', b"\xff\xfe",
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_words(town: tuple[Places, Family], body: bytes):  # noqa: F811
    answer = client_of(town[0].worker).post("/phone/upload/", body, content_type="application/json")
    assert answer.status_code == 400 and answer.json()["why"]


@pytest.mark.parametrize(
    "path", ["/township/", "/people/1/change/", "/phone/upload/", "https://elsewhere.example/tasks/", "nonsense", ""]
)
def test_only_forms_of_tasks_can_be_sent(town: tuple[Places, Family], today: date, path: str):  # noqa: F811
    number = str(uuid.uuid4())
    status, said = send(client_of(town[0].worker), path, a_visit(number, today), number)
    assert (status, said["state"]) == (400, "refused")


def test_too_many_boxes_come_back_with_words(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    many = a_visit(number, today) | {f"box{n}": "1" for n in range(1500)}
    status, said = send(client, path, many, number)
    assert status in (200, 400) and said["state"] in ("refused", "taken")


def test_without_a_session_nothing_is_written_or_told(town: tuple[Places, Family], today: date):  # noqa: F811
    (_task, path), number = antenatal(town), str(uuid.uuid4())
    status, said = send(Client(), path, a_visit(number, today), number)
    assert status in (302, 403) and not said and not ContactFact.objects.exists()
    assert Client().get("/phone/hello/").json()["worker"] == ""
    assert Client().get("/phone/day/").status_code in (302, 403)
    assert client_of(town[0].analyst).get("/phone/day/").status_code == 403


def read(client: Client, paths: list[str] | None = None) -> dict:
    """The day of a phone, or some of its forms."""
    answer = (
        client.get("/phone/day/")
        if paths is None
        else client.post("/phone/forms/", {"paths": paths}, content_type="application/json")
    )
    assert answer.status_code == 200
    return json.loads(gzip.decompress(answer.content))


def test_everybody_whose_form_lies_on_a_phone_has_a_line_in_her_log_once_a_day(town: tuple[Places, Family]):  # noqa: F811
    client = client_of(town[0].worker)
    paths = list(read(client)["forms"])
    for _ in range(2):
        pages = read(client, paths)["forms"]
    assert set(pages) == set(paths) and all("<form" in page for page in pages.values())
    lines = AuditLine.objects.filter(action="kept-on-phone").values_list("person", flat=True)
    assert paths and sorted(lines) == sorted({int(path.split("/")[2]) for path in paths})


def test_a_form_has_another_mark_when_it_would_read_differently(town: tuple[Places, Family], today: date):  # noqa: F811
    client = client_of(town[0].worker)
    first, again = read(client)["forms"], read(client)["forms"]
    path = next(one for one in first if "/antenatal/" in one)
    assert first == again
    call = str(uuid.uuid4())
    send(client, path, {"form": "call", "call": call, "outcome": "not-reached", "again": ""}, call)
    rung = read(client)["forms"]
    assert {one for one in first if rung.get(one) != first[one]} == {
        one for one in first if one.split("/")[2] == path.split("/")[2]
    }


def test_a_form_of_somebody_out_of_scope_is_not_given(town: tuple[Places, Family]):  # noqa: F811
    stranger = person("陌生", born_on=date(1998, 1, 1), area="429004102201")
    assert read(client_of(town[0].worker), [f"/tasks/{stranger.pk}/0/antenatal/antenatal-1/", "/people/1/"])["forms"] == {}
    answer = client_of(town[0].worker).post("/phone/forms/", {"paths": ["nowhere"]}, content_type="application/json")
    assert answer.status_code == 400 and answer.json()["error"]


def test_what_a_visit_found_is_told_with_the_answer(town: tuple[Places, Family], today: date):  # noqa: F811
    client, (_task, path), number = client_of(town[0].worker), antenatal(town), str(uuid.uuid4())
    _status, said = send(client, path, a_visit(number, today, systolic="165/112"), number)
    assert said["state"] == "taken" and any("王秀英" in words for words in said["alerts"])


def test_two_weeks_are_kept(town: tuple[Places, Family], today: date):  # noqa: F811
    task, path = antenatal(town)
    hers = Due.objects.filter(person=town[1].mother)
    hers.exclude(step=task.step.code).delete()
    hers.update(state="open", opens=today, due=today + timedelta(days=12))
    assert not [house for house in queries.day(town[0].worker).today if house.visits[0].main.person == town[1].mother]
    assert path in read(client_of(town[0].worker))["forms"]


def test_the_phone_is_given_who_is_in_danger_and_how_to_find_people(town: tuple[Places, Family]):  # noqa: F811
    from wanhu.web.worklist.models import Alert, Run

    staff, home = town
    Alert.objects.create(
        run=Run.objects.get(current=True),
        person=home.mother,
        area=home.mother.area,
        rule="vaginal-bleeding",
        level="emergency",
        because="{}",
    )
    said = json.loads(gzip.decompress(client_of(staff.worker).get("/phone/day/").content))
    assert 'href="tel:120"' in said["day"] and f'data-person="{home.mother.pk}"' in said["day"]
    assert "wangxiuying wxy" in said["day"] and "data-online" not in said["day"]
    assert said["heading"].endswith(said["day_words"])


def test_the_phone_s_icons_exist(client: Client):
    from django.contrib.staticfiles import finders

    said = json.loads(client.get("/phone/manifest.webmanifest").content)
    assert {"192x192", "512x512"} <= {one["sizes"] for one in said["icons"]}
    for one in said["icons"]:
        assert finders.find(one["src"].removeprefix("/static/")), one


@pytest.mark.parametrize(("language", "said"), [("en", "Records on the phone"), ("zh-hans", "手机上的记录")])
def test_each_language_has_its_own_shell(client: Client, language: str, said: str):
    client.cookies["django_language"] = language
    assert said in client.get("/phone/").content.decode()
    mine, asked = client.get("/phone/sw.js").content, client.get("/phone/sw.js", {"language": language}).content
    other = client.get("/phone/sw.js", {"language": "en" if language != "en" else "zh-hans"}).content
    assert mine == asked != other
