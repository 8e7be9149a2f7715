"""One person's page: what comes next first, somebody to ring, and no code that nobody can read."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.web.places import Family, Places, browser_of, due, run
from wanhu.web.base import ids
from wanhu.web.care import actions
from wanhu.web.worklist.models import Alert, Run


@pytest.fixture
def current(staff: Places, home: Family, today: date) -> Run:
    one = run(today)
    due(one, home.child, "child-health", "1m", days=-35, state="missed")
    due(one, home.child, "immunisation", "DTaP-1", days=5, state="open")
    due(one, home.child, "child-health", "3m", days=-2, state="overdue")
    return one


@pytest.fixture
def worker(staff: Places, settings) -> Client:
    settings.MFA_REQUIRED = False
    return browser_of(staff.worker)


def page(worker: Client, number: int) -> str:
    return worker.get(f"/people/{number}/").content.decode()


def test_what_comes_next_is_first_and_what_was_missed_last(worker: Client, home: Family, current: Run) -> None:
    said = page(worker, home.child.pk)
    assert (
        said.index("/child-health/3m/")
        < said.index("/immunisation/DTaP-1/")
        < said.index("错过了 1 项")
        < said.index("/child-health/1m/")
    )


def test_a_small_child_is_reached_through_its_mother(worker: Client, home: Family, current: Run) -> None:
    said = page(worker, home.child.pk)
    assert 'href="tel:13812342210"' in said and "打电话给母亲" in said
    assert "打电话给母亲" not in page(worker, home.mother.pk) and "tel:13812342210" in page(worker, home.mother.pk)


def test_everything_in_words(staff: Places, worker: Client, home: Family, current: Run, today: date) -> None:
    yesterday = today - timedelta(days=1)
    actions.record_visit(
        by=staff.worker, person=home.mother, visit=ids.mint(), happened=yesterday,
        measurements={"diastolic": 74.0, "systolic": 122.0, "gravida": 3.0, "fetal-heart-rate": 140.0}, findings=[("risk-factor", "y1.7")],
    )  # fmt: skip
    actions.record_visit(by=staff.worker, person=home.child, visit=ids.mint(), happened=yesterday, doses=[("MPSV-A", "")])
    said = page(worker, home.mother.pk)
    for words in ("血压 122/74 mmHg", "孕次 3", "子宫肌瘤", f"{yesterday.month}月{yesterday.day}日"):
        assert words in said, words
    assert "舒张压 74" not in said and "gravida" not in said and f">{yesterday.isoformat()}<" not in said
    assert (
        "A群流脑多糖疫苗" in page(worker, home.child.pk)
        and "第1剂" not in page(worker, home.child.pk).split("做过的")[1].split("</section>")[0]
    )
    english = worker.get(f"/people/{home.mother.pk}/", headers={"accept-language": "en"}).content.decode()
    assert "次" not in english.split("timeline")[1].split("</ol>")[0]


@pytest.mark.parametrize(("level", "look"), [("notice", "warning"), ("urgent", "danger-box"), ("emergency", "danger-box")])
def test_a_notice_does_not_look_like_an_emergency(
    worker: Client, staff: Places, home: Family, current: Run, level: str, look: str
) -> None:
    from wanhu.rules import RULEBOOK

    rule = next(one for one in RULEBOOK.alerts if one.level == level)
    Alert.objects.create(run=current, person=home.mother, area=home.mother.area, rule=rule.code, level=level, because="{}")
    assert f'<div class="{look}"><h2>' in page(worker, home.mother.pk)
