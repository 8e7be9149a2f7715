"""The list: groups, order, filters, pages and scope; and that its cost does not grow with its length."""

from datetime import date
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.places import FAR, NEAR, Family, Places, due, person, run
from wanhu.web.base.models import AuditLine
from wanhu.web.worklist import queries
from wanhu.web.worklist.models import Alert, Run
from wanhu.web.worklist.templatetags.care_words import because


@pytest.fixture
def current(staff: Places, today: date) -> Run:
    return run(today)


def test_groups_follow_from_state_and_day(staff: Places, home: Family, current: Run):
    steps = [
        ("mmr-1", 0, "open"),
        ("mmr-2", -3, "overdue"),
        ("je-l-1", 6, "open"),
        ("je-l-2", 7, "open"),
        ("hepb-1", -900, "missed"),
    ]
    for step, days, state in steps:
        due(current, home.child, "immunisation", _step(step), days=days, state=state)
    page = queries.tasks(staff.worker)
    assert [(task.group, (task.due - current.on).days) for task in page.tasks] == [("overdue", -3), ("today", 0), ("week", 6)]
    assert page.counts == {"overdue": 1, "today": 1, "week": 1, "later": 1, "missed": 1}
    assert [task.group for task in queries.tasks(staff.worker, group="missed").tasks] == ["missed"]


def test_a_row_says_who_why_where_and_whose_child(staff: Places, home: Family, current: Run):
    due(current, home.child, "immunisation", _step("mmr-1"), days=-2, state="overdue")
    due(current, home.mother, "antenatal", _antenatal(), days=0, state="open", pregnancy=home.pregnancy)
    child, mother = queries.tasks(staff.worker).tasks
    assert (child.mother, child.village, child.phone) == (home.mother, "石桥村", "13812342210")
    assert child.person.household and child.person.household.label == "3组 12号"
    assert mother.now is not None and mother.now.gestation == 210
    assert child.house == mother.house


def test_families_in_danger_come_first(staff: Places, home: Family, current: Run):
    longer = person("赵梅")
    due(current, longer, "immunisation", _step("mmr-1"), days=-30, state="overdue")
    due(current, home.mother, "antenatal", _antenatal(), days=-1, state="overdue", pregnancy=home.pregnancy)
    assert [task.person for task in queries.tasks(staff.worker).tasks] == [longer, home.mother]
    Alert.objects.create(run=current, person=home.mother, area=NEAR, rule=_urgent(), level="urgent", because="{}")
    page = queries.tasks(staff.worker)
    assert [task.person for task in page.tasks] == [home.mother, longer]
    assert [alert.person for alert in page.alerts] == [home.mother]


def test_the_list_ends_where_the_village_ends(staff: Places, home: Family, current: Run):
    stranger = person("乙", area=FAR)
    due(current, stranger, "immunisation", _step("mmr-1"), days=0, state="open")
    due(current, home.child, "immunisation", _step("mmr-1"), days=0, state="open")
    assert [task.person for task in queries.tasks(staff.worker).tasks] == [home.child]
    assert queries.task(staff.worker, stranger.pk, "immunisation", _step("mmr-1"), None) is None
    both = queries.tasks(staff.supervisor)
    assert {code for code, _name, _n in both.places} == {NEAR, FAR}
    assert [task.person for task in queries.tasks(staff.supervisor, village=FAR).tasks] == [stranger]
    with pytest.raises(PermissionDenied):
        queries.tasks(staff.steward)


def test_filters_count_what_they_would_leave(staff: Places, home: Family, current: Run):
    due(current, home.child, "immunisation", _step("mmr-1"), days=0, state="open")
    due(current, home.mother, "antenatal", _antenatal(), days=-1, state="overdue", pregnancy=home.pregnancy)
    page = queries.tasks(staff.worker, kind="doses")
    assert [task.person for task in page.tasks] == [home.child]
    assert (page.counts["overdue"], page.counts["today"]) == (0, 1)
    assert page.kinds == {"women": 1, "doses": 1}


def test_a_longer_list_costs_no_more_queries(staff: Places, current: Run):
    counts = []
    for made in (5, 120):
        for number in range(made):
            due(current, person(f"甲{number}"), "immunisation", _step("mmr-1"), days=-number, state="overdue")
        AuditLine.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = queries.tasks(staff.worker)
        counts.append(len(asked))
    assert (len(page.tasks), page.pages, page.counts["overdue"]) == (50, 3, 125)
    assert counts[1] == counts[0] <= 20
    seen = [task.person.pk for number in (1, 2, 3) for task in queries.tasks(staff.worker, page=number).tasks]
    assert len(seen) == len(set(seen)) == 125


def test_showing_a_list_leaves_a_line_for_each_person(staff: Places, home: Family, current: Run):
    due(current, home.child, "immunisation", _step("mmr-1"), days=0, state="open")
    queries.tasks(staff.worker)
    assert list(AuditLine.objects.values_list("person", "action")) == [(home.child.pk, "task-listed")]


def test_the_township_sees_load_and_villages_that_nobody_answers_for(staff: Places, home: Family, current: Run):
    due(current, home.child, "immunisation", _step("mmr-1"), days=-5, state="overdue")
    due(current, person("乙", area=FAR), "immunisation", _step("mmr-1"), days=-50, state="overdue")
    load = queries.load(staff.supervisor, current.on)
    assert [(village.name, village.worker, village.counts["overdue"]) for village in load.villages] == [
        ("石桥村", "李桂兰", 1),
        ("云岭村", "", 1),
    ]
    assert [(place.village, place.people) for place in load.unanswered] == [("云岭村", 1)]
    assert [((current.on - task.due).days, worker) for task, worker in load.waiting] == [(50, ""), (5, "李桂兰")]
    with pytest.raises(PermissionDenied):
        queries.load(staff.worker, current.on)


def _step(wanted: str) -> str:
    """A step of the immunisation plan by its place, so that a renamed step does not break a test about lists."""
    from wanhu.rules import RULEBOOK

    codes = [step.code for step in RULEBOOK.protocol("immunisation").steps]
    return codes[{"mmr-1": 0, "mmr-2": 1, "je-l-1": 2, "je-l-2": 3, "hepb-1": 4}[wanted]]


def _antenatal() -> str:
    from wanhu.rules import RULEBOOK

    return RULEBOOK.protocol("antenatal").steps[2].code


def _urgent() -> str:
    from wanhu.rules import RULEBOOK

    return RULEBOOK.alerts[0].code


@pytest.mark.parametrize(
    ("used", "said"),
    [
        ('{"pregnancy.edd":"2027-01-09","pregnancy.lmp":"2026-04-04"}', "预产期 2027年1月9日 · 末次月经 4月4日"),
        ('{"systolic":165.0,"diastolic":76.0,"systolic.day":"2026-11-22"}', "血压 165/76 mmHg · 11月22日"),
        (
            '{"person.born_on":"2026-05-01","HepB-1":"2026-05-02","HepB-2":null,"x":1}',
            "出生日期 5月1日 · 乙肝疫苗第1剂 5月2日",
        ),
        ("", ""),
    ],
)
def test_the_reason_is_said_in_words(used: str, said: str):
    """As people say it: days in words, with the year when it is another one, and both pressures as one."""
    with mock.patch("django.utils.timezone.localdate", return_value=date(2026, 11, 23)):
        assert because(used) == said
