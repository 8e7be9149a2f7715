"""The days after today, families without a household, what a line says first, and people in danger above everything."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.web.places import NEAR, Family, Places, due, person, run
from wanhu.web.base import ids
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import BirthFact, Pregnancy, PregnancyFact
from wanhu.web.registry.models import Person
from wanhu.web.worklist import actions, queries
from wanhu.web.worklist.models import Alert, Call, Run

ZH = {"Accept-Language": "zh-CN"}


@pytest.fixture
def current(staff: Places, today: date) -> Run:
    return run(today)


@pytest.fixture
def worker(staff: Places, settings) -> Client:
    settings.MFA_REQUIRED = False
    client = Client(headers=ZH)
    client.force_login(staff.worker, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(worker: Client, **asked: str) -> str:
    return worker.get(reverse("worklist:tasks"), asked).content.decode()


def test_the_week_is_cut_by_her_minutes_and_the_counts_agree(staff: Places, worker: Client, current: Run, home: Family):
    """A dose takes 25 minutes with the way: two houses an hour. Two steps wait in one of the thirteen houses."""
    actions.plan_minutes(by=staff.worker, minutes=60)
    for number in range(13):
        due(current, person(f"甲{number}"), "immunisation", "HepB-1", days=-number, state="overdue")
    due(current, Person.objects.get(name="甲0"), "immunisation", "DTaP-1", days=-1, state="overdue")
    day = queries.day(staff.worker)
    assert len(day.today) == 2 and [len(one.houses) for one in day.ahead] == [2] * 5
    assert all(one.day.weekday() < 5 and one.day > current.on and one.minutes <= 60 for one in day.ahead)
    assert (day.households, day.steps, day.waiting, len(day.beyond)) == (13, 14, 1, 0), "a page does not show what does not fit"
    day = queries.day(staff.worker, most=40)
    assert (day.households, day.steps, day.waiting, len(day.beyond)) == (13, 14, 1, 1), "a phone does"
    shown = [*day.today, *day.rest, *day.later]
    assert (len(shown) + day.more, sum(house.steps for house in shown)) == (day.households, day.steps)
    said = page(worker)
    assert '要走访 <span class="digits">13 户' in said and "共 13 户 14 项" in said and '逾期 <span class="digits">14 项' in said
    for one in day.ahead:
        assert f'id="day-{one.day.isoformat()}"' in said
    assert sum(queries.tasks(staff.worker, page=0).counts[group] for group in queries.NOW) == day.steps


def test_a_longer_week_costs_no_more_queries(staff: Places, worker: Client, current: Run, home: Family):
    """The page's questions to the database do not grow with what is on it."""
    counts = []
    page(worker)  # what a session does once
    for made in (4, 60):
        for number in range(made):
            due(current, person(f"甲{made}-{number}"), "immunisation", "HepB-1", days=-number, state="overdue")
        AuditLine.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            page(worker)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 40, counts


def test_where_no_household_is_known_children_are_walked_to_with_their_mother(staff: Places, current: Run, today: date):
    mother, first, second = person("代琳"), person("曹沐宸", born_on=today - timedelta(days=400)), person("曹雨桐")
    for child in (first, second):
        BirthFact.objects.create(
            id=ids.mint(), person=child, mother=mother, happened=today, recorded=timezone.now(), source="visit:1"
        )
        due(current, child, "immunisation", "HepB-1", days=-1, state="overdue")
    due(current, mother, "folic-acid-before", "folic-acid-before", days=0, state="open")
    [house] = queries.day(staff.worker).today
    assert {visit.main.person for visit in house.visits} == {mother, first, second}
    [home] = queries.load(staff.supervisor, today).workers[:1]
    assert home.households == 1, "the supervisor's load counts the same house"


def test_one_appointment_is_for_everything_that_is_due_for_her(staff: Places, current: Run, home: Family, today: date):
    for step, days in (("antenatal-4", 3), ("antenatal-5", -1)):
        due(current, home.mother, "antenatal", step, days=days, state="open", pregnancy=home.pregnancy)
    due(current, home.mother, "risk-screening", "risk-screening", days=-3, state="overdue", pregnancy=home.pregnancy)
    said = {
        "person": home.mother,
        "pregnancy": home.pregnancy,
        "protocol": "antenatal",
        "step": "antenatal-4",
        "by": staff.worker,
    }
    agreed = today + timedelta(days=3)
    Call.objects.create(id=uuid.uuid4(), outcome="coming", again=agreed, at=timezone.now(), **said)
    day = queries.day(staff.worker)
    assert not day.today and [one.day for one in day.ahead] == [agreed]
    [visit] = day.ahead[0].houses[0].visits
    assert visit.call and visit.call.again == agreed, "her line says so, whichever step was called about"
    Call.objects.create(
        id=uuid.uuid4(), outcome="not-reached", at=timezone.now() + timedelta(minutes=1), **said | {"step": "antenatal-5"}
    )
    assert queries.day(staff.worker).today, "the newest call holds"


def test_what_must_be_done_at_once_is_said_before_the_visit(staff: Places, current: Run, home: Family):
    due(current, home.mother, "antenatal", "antenatal-4", days=-10, state="overdue", pregnancy=home.pregnancy)
    report = due(current, home.mother, "risk-case", "report-red", days=1, state="open", pregnancy=home.pregnancy)
    report.opens = current.on
    report.save()
    [visit] = queries.day(staff.worker).today[0].visits
    assert visit.main.step.code == "report-red" and [one.step.code for one in visit.also] == ["antenatal-4"]


@pytest.mark.parametrize(("past", "said"), [(20, "孕42周+6"), (21, "预产期已过 3 周，结局未知")])
def test_long_past_term_the_question_is_how_it_ended(
    staff: Places, worker: Client, current: Run, today: date, past: int, said: str
):
    woman = person("周静")
    pregnancy = Pregnancy.objects.create(woman=woman)
    edd = today - timedelta(days=past)
    PregnancyFact.objects.create(
        id=ids.mint(), person=woman, pregnancy=pregnancy, edd=edd, lmp=edd - timedelta(days=280), dating="lmp",
        happened=today - timedelta(days=90), recorded=timezone.now(), source="visit:1",
    )  # fmt: skip
    due(current, woman, "antenatal", "antenatal-1", days=-200, state="overdue", pregnancy=pregnancy)
    due(current, woman, "antenatal", "outcome", days=14 - past, state="overdue", pregnancy=pregnancy)
    [visit] = queries.day(staff.worker).today[0].visits
    assert visit.main.step.code == ("outcome" if past >= 21 else "antenatal-1")
    assert said in page(worker)


def test_a_woman_in_danger_stands_once_on_top_with_both_numbers(worker: Client, staff: Places, current: Run, home: Family):
    due(current, home.mother, "antenatal", "antenatal-4", days=-1, state="overdue", pregnancy=home.pregnancy)
    for rule in ("vaginal-bleeding", "severe-hypertension"):
        Alert.objects.create(run=current, person=home.mother, area=NEAR, rule=rule, level="emergency", because="{}")
    said = page(worker)
    alarms = said[said.index('class="alarms"') : said.index("</section>")]
    assert alarms.count("王秀英</a>") == 1 and alarms.count("紧急") == 2
    assert alarms.count('href="tel:120"') == 1 and "市妇幼保健院" in alarms
    [visit] = queries.day(staff.worker).today[0].visits
    assert len(visit.why) == 2 and said.index('class="alarms"') < said.index('class="segments line"') < said.index('id="today"')


def test_a_chosen_group_has_its_own_heading_and_years_are_years(worker: Client, current: Run):
    due(current, person("乙"), "immunisation", "HepB-1", days=-2500, state="overdue")
    said = page(worker, group="overdue")
    assert "<h1>逾期的" in said and "逾期 6 年" in said
