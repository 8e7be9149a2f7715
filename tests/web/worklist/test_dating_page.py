"""The page of a pregnancy's dates: what it says, what a worker tells, what a supervisor confirms, and the windows that move with it."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.web.places import ELSEWHERE, Family, Places, run
from wanhu.engine.dates import naegele
from wanhu.web.base import ids
from wanhu.web.base.models import Role, User
from wanhu.web.base.permissions import JOBS, Permission, may
from wanhu.web.care import actions as care
from wanhu.web.care import dating
from wanhu.web.care.models import PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.worklist import compute
from wanhu.web.worklist.dating import queries
from wanhu.web.worklist.models import Due
from wanhu.web.worklist.registering import reading

ZH = {"Accept-Language": "zh-CN"}


def client_of(user: User) -> Client:
    client = Client(headers=ZH)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def worker(staff: Places, home: Family, today: date, settings: Any) -> Client:
    """Her last period was 100 days ago: 14+2."""
    settings.MFA_REQUIRED = False
    dated_by(home, today - timedelta(days=100))
    run(today)
    compute.refresh([home.mother.pk], today)
    return client_of(staff.worker)


@pytest.fixture
def supervisor(worker: Client, staff: Places) -> Client:
    return client_of(staff.supervisor)


@pytest.fixture
def address(home: Family) -> str:
    return reverse("worklist:dating", args=[home.mother.pk, home.pregnancy.pk])


def dated_by(home: Family, lmp: date | None) -> None:
    edd = lmp and lmp + timedelta(days=280)
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(lmp=lmp, edd=edd, dating="lmp" if lmp else None)


def said(kind: str, **boxes: Any) -> dict[str, Any]:
    return {"form": "tell", "visit": str(uuid.uuid4()), "dated": kind} | boxes


def scan(on: date, gestation: str) -> dict[str, Any]:
    return said("ultrasound", scanned_on=on.isoformat(), scan_gestation=gestation)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).split())


def decision(home: Family, what: str) -> dict[str, str]:
    fact = standing(PregnancyFact).get(pregnancy=home.pregnancy, evidence="ultrasound", dating=None)
    return {"form": what, "visit": str(uuid.uuid4()), "fact": str(fact.pk)}


def windows(home: Family) -> dict[str, tuple[date, date]]:
    rows = Due.objects.filter(person=home.mother.pk, pregnancy=home.pregnancy.pk)
    return {row.step: (row.opens, row.due) for row in rows}


def test_it_says_how_she_is_dated_and_is_always_there(worker: Client, home: Family, address: str, today: date):
    lmp = today - timedelta(days=100)
    words = page(worker, address)
    assert "孕14周+2" in words and f"末次月经 {lmp}" in words and "部门来件" in words and "现在用的" in words
    assert ("纸质手册上的预产期" in words) is (naegele(lmp) != lmp + timedelta(days=280))
    assert address in worker.get(reverse("worklist:person", args=[home.mother.pk])).content.decode()


def test_the_papers_date_stands_beside_the_other_only_where_they_differ(worker: Client, home: Family, address: str):
    dated_by(home, date(2025, 5, 31))
    words = page(worker, address)
    assert "预产期2026-03-07" in words and "纸质手册上的预产期2026-03-10" in words
    dated_by(home, date(2026, 1, 5))
    assert "2026-10-12" in page(worker, address) and "纸质手册" not in page(worker, address)


def test_a_worker_s_scan_waits_and_moves_nothing(worker: Client, supervisor: Client, home: Family, address: str, today: date):
    before = windows(home)
    answer = worker.post(address, scan(today, "12周6天"))
    assert answer.status_code == 302
    words = page(worker, answer.headers["Location"])
    assert "按末次月经是 14+2，按超声是 12+6，相差 10 天，超过这个孕周的界限 7 天：按超声改" in words and "晚 10 天" in words
    assert "待主管确认" in words and "要由乡镇主管（医生）确认" in words and "撤销" in words
    assert 'value="confirm"' not in worker.get(address).content.decode() and windows(home) == before
    assert "待主管确认" in page(worker, reverse("worklist:person", args=[home.mother.pk]))
    township = page(supervisor, reverse("worklist:supervisor"))
    assert "请主管决定：核实孕周 王秀英" in township and "相差 10 天" in township
    assert worker.post(address, decision(home, "confirm")).status_code == 403 and windows(home) == before


def test_the_supervisor_confirms_and_every_window_moves_in_the_same_request(
    worker: Client, supervisor: Client, staff: Places, home: Family, address: str, today: date
):
    worker.post(address, scan(today, "12+6"))
    [one] = dating.dating_of(staff.supervisor, home.pregnancy.pk).suggested
    told = {move.step.code: move for move in queries.moves(staff.supervisor, home.mother.pk, home.pregnancy.pk, one)}
    second = told["antenatal-2"]
    assert second.before and second.after and second.after[0] - second.before[0] == timedelta(days=10)
    words = page(supervisor, address)
    assert second.step.title.zh in words and f"移到 {second.after[0].month}月{second.after[0].day}日" in words
    before, form = windows(home), decision(home, "confirm")
    answer = supervisor.post(address, form)
    assert answer.status_code == 302 and supervisor.post(address, form).status_code == 302
    assert "孕12周+6" in page(supervisor, address) and "王建国" in page(supervisor, address)
    after = windows(home)
    assert before != after
    for code, window in after.items():
        if code in told and told[code].after:
            assert window == told[code].after, "what was announced is what happened"
    assert standing(PregnancyFact).filter(pregnancy=home.pregnancy, dating="ultrasound").count() == 1
    assert "待主管确认" not in page(worker, reverse("worklist:person", args=[home.mother.pk]))
    supervisor.post(reverse("worklist:undo", args=[home.mother.pk, form["visit"]]))
    assert windows(home) == before and "待主管确认" in page(worker, address)


def test_kept_as_they_are(worker: Client, supervisor: Client, home: Family, address: str, today: date):
    worker.post(address, scan(today, "12W6D"))
    before = windows(home)
    supervisor.post(address, decision(home, "keep"))
    assert windows(home) == before and "医生看过，决定不改。 王建国" in page(worker, address)


def test_a_scan_within_the_limit_needs_nobody(worker: Client, supervisor: Client, home: Family, address: str, today: date):
    worker.post(address, scan(today, "13+2"))
    words = page(worker, address)
    assert "相差 7 天，没有超过这个孕周的界限 7 天：仍按末次月经" in words and "待主管确认" not in words
    assert "核实孕周" not in page(supervisor, reverse("worklist:supervisor"))
    worker.post(address, scan(today, "11+0"))
    assert "孕周已由更早的超声或胚胎移植定下" in page(worker, address)


def test_somebody_else_decided_meanwhile(worker: Client, supervisor: Client, home: Family, address: str, today: date):
    worker.post(address, scan(today, "12+6"))
    form = decision(home, "confirm")
    supervisor.post(address, decision(home, "keep"))
    answer = supervisor.post(address, form)
    assert answer.status_code == 409 and "已经有人处理了" in answer.content.decode()


def test_what_was_written_by_mistake_is_taken_back(worker: Client, supervisor: Client, home: Family, address: str, today: date):
    before = windows(home)
    worker.post(address, scan(today, "12+6"))
    supervisor.post(address, decision(home, "confirm"))
    fact = standing(PregnancyFact).get(dating="ultrasound")
    form = {"form": "take-back", "visit": str(uuid.uuid4()), "fact": str(fact.pk)}
    assert worker.post(address, form).status_code == 403
    assert supervisor.post(address, form).status_code == 302
    words = page(supervisor, address)
    assert windows(home) == before and "孕14周+2" in words and words.count("已撤去") == 2


def test_nobody_knows_a_date_and_then_a_lunar_one(worker: Client, home: Family, address: str, today: date):
    dated_by(home, None)
    compute.refresh([home.mother.pk], today)
    assert "还没有任何日期" in page(worker, address) and "dating" in windows(home)
    words, lmp = reading.lunar(str(today.year), "八", "初八")
    assert lmp
    boxes = {"lunar_year": str(today.year), "lunar_month": "八", "lunar_day": "初八", "cycle": "30"}
    if not 0 <= (today - lmp).days <= 310:
        pytest.skip("the eighth lunar month is not within a pregnancy of today")
    assert worker.post(address, said("lunar", **boxes)).status_code == 302
    fact = standing(PregnancyFact).get(evidence="lmp")
    assert (fact.evidence_on, fact.lunar, fact.evidence_days, fact.edd) == (lmp, words, 30, lmp + timedelta(days=282))
    assert f"末次月经 {lmp}，农历{words}，周期 30 天" in page(worker, address) and "dating" not in windows(home)


def test_the_step_of_the_list_dates_her_by_a_scan_or_a_transfer(worker: Client, home: Family, today: date):
    dated_by(home, None)
    compute.refresh([home.mother.pk], today)
    step = reverse("worklist:record", args=[home.mother.pk, home.pregnancy.pk, "antenatal", "dating"])
    form = said("transfer", transferred_on=(today - timedelta(days=40)).isoformat(), embryo="5")
    assert worker.post(step, form).status_code == 302 and "dating" not in windows(home)
    assert standing(PregnancyFact).get(dating="transfer").edd == today - timedelta(days=40) + timedelta(days=261)


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (said("lmp"), "请填末次月经第一天"),
        (said("lmp", lmp="2099-01-01"), "还没有到"),
        (said("lmp", lmp="2020-01-01"), "超过 310 天"),
        (said("lmp", lmp="{today}", cycle="20"), "21到35天的规律周期"),
        (said("lmp", lmp="{today}", cycle="36"), "21到35天的规律周期"),
        (said("lunar", lunar_month="八"), "请选农历的年、月、日"),
        (said("ultrasound", scanned_on="{today}"), "请照超声报告填孕周"),
        (said("ultrasound", scan_gestation="12+6"), "请填超声那一天"),
        (said("ultrasound", scanned_on="{today}", scan_gestation="12.6"), "两种读法"),
        (said("ultrasound", scanned_on="{today}", scan_gestation="十二周"), "看不懂"),
        (said("ultrasound", scanned_on="{today}", scan_gestation="3+6"), "不是可能的孕周"),
        (said("ultrasound", scanned_on="2099-01-01", scan_gestation="12+6"), "还没有到"),
        (said("transfer", transferred_on="{today}"), "请选胚胎的天数"),
        (said("transfer", embryo="5"), "请填移植那一天"),
        (said("edd"), "请填医院给的预产期"),
        (said("edd", edd="2020-01-01"), "离今天太远"),
        (said("nonsense"), "依据"),
    ],
)
def test_what_cannot_be_is_sent_back(worker: Client, address: str, today: date, boxes: dict[str, Any], words: str):
    answer = worker.post(address, {name: value.format(today=today) for name, value in boxes.items()})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not PregnancyFact.objects.exclude(evidence=None).exists()


def test_the_same_form_twice_writes_once(worker: Client, address: str, today: date):
    form = scan(today, "12+6")
    for _ in range(2):
        assert worker.post(address, form).status_code == 302
    assert PregnancyFact.objects.filter(evidence="ultrasound").count() == 1


def test_a_late_scan_is_warned_about(worker: Client, supervisor: Client, home: Family, address: str, today: date):
    dated_by(home, today - timedelta(days=220))
    worker.post(address, scan(today, "28+0"))
    assert "也可能是胎儿长得慢" in page(supervisor, address)


def test_after_the_birth_it_is_only_read(worker: Client, staff: Places, home: Family, address: str, today: date):
    care.record_birth(
        by=staff.worker,
        person=home.mother,
        pregnancy=home.pregnancy.pk,
        visit=ids.mint(),
        born_on=today,
        children=[care.Born(sex=2)],
    )
    assert 'value="tell"' not in worker.get(address).content.decode()
    worker.post(address, scan(today, "12+6"))
    assert not PregnancyFact.objects.exclude(evidence=None).exists()


def test_out_of_scope_not_hers_or_without_the_role(worker: Client, staff: Places, home: Family, address: str):
    assert worker.get(reverse("worklist:dating", args=[home.mother.pk, 999_999])).status_code == 404
    assert worker.get(reverse("worklist:dating", args=[home.child.pk, home.pregnancy.pk])).status_code == 404
    assert client_of(staff.steward).get(address).status_code == 403
    other = User.objects.create_user("zhao", password="x", role=Role.SUPERVISOR, full_name="赵", area=ELSEWHERE)
    assert client_of(other).get(address).status_code == 404


def test_only_the_supervisor_holds_the_permission(staff: Places):
    holds = {role for role, job in JOBS.items() if Permission.CONFIRM_DATING in job.may}
    assert holds == {Role.SUPERVISOR} and not may(staff.worker, Permission.CONFIRM_DATING)
