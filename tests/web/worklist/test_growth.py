"""A child's charts: its points at the right age, what cannot be true shown and not joined, and nothing drawn where nothing is known."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import FAR, Family, Places, browser_of
from wanhu.engine.growth.standards import Index
from wanhu.web.base import ids
from wanhu.web.base.models import AuditLine
from wanhu.web.care import actions
from wanhu.web.care.models import BirthFact
from wanhu.web.registry.models import Person
from wanhu.web.worklist.growth_chart import chart
from wanhu.web.worklist.queries.growth import growth_of, tables


@pytest.fixture
def worker(staff: Places, settings) -> Client:
    settings.MFA_REQUIRED = False
    return browser_of(staff.worker)


def measured(staff: Places, child: Person, on: date, **values: float) -> None:
    codes = {name.replace("_", "-"): value for name, value in values.items()}
    actions.record_visit(by=staff.worker, person=child, visit=ids.mint(), happened=on, measurements=codes)


def test_points_and_words(worker: Client, staff: Places, home: Family, today: date):
    measured(staff, home.child, today - timedelta(days=30), weight=4.5, height=54.5, head_circumference=37.0)
    measured(staff, home.child, today, weight=4.6, height=57.5)
    found = growth_of(staff.worker, home.child)
    assert found is not None
    weights = found.points[Index.WEIGHT_FOR_AGE]
    assert [(point.value, point.age_days) for point in weights] == [(4.5, 35), (4.6, 65)] and weights[1].z < weights[0].z - 1
    drawn = chart(Index.WEIGHT_FOR_AGE, found, tables())
    assert (
        drawn is not None
        and drawn.months == 6
        and drawn.joined.count("L") == 1
        and drawn.change is not None
        and drawn.change < -1
    )
    assert all(drawn.left <= x <= drawn.right and drawn.top - 6 <= y <= drawn.bottom + 6 for x, y, _point in drawn.dots)
    page = worker.get(reverse("worklist:growth", args=[home.child.pk])).content.decode()
    assert page.count("<figure>") == 5 and "4.60 kg" in page and "比上次 -" in page
    assert AuditLine.objects.filter(action="record-read", person=home.child.pk).exists()
    assert "生长曲线" in worker.get(reverse("worklist:person", args=[home.child.pk])).content.decode()


def test_what_cannot_be_is_shown_and_not_joined(staff: Places, home: Family, worker: Client, today: date):
    for days, weight in ((60, 3.4), (30, 40.0), (0, 5.4)):
        measured(staff, home.child, today - timedelta(days=days), weight=weight)
    found = growth_of(staff.worker, home.child)
    assert found is not None
    drawn = chart(Index.WEIGHT_FOR_AGE, found, tables())
    assert drawn is not None and [point.implausible for point in drawn.points] == [False, True, False]
    assert drawn.joined.count("L") == 1 and drawn.last.value == 5.4
    assert "不可能，请核对" in worker.get(reverse("worklist:growth", args=[home.child.pk])).content.decode()


def test_a_child_born_early_is_drawn_at_its_corrected_age(staff: Places, home: Family, worker: Client, today: date):
    measured(staff, home.child, today, weight=4.0)
    BirthFact.objects.filter(person=home.child.pk).update(gestation_days=238)
    found = growth_of(staff.worker, home.child)
    assert found is not None and found.corrected == 42
    assert found.points[Index.WEIGHT_FOR_AGE][0].age_days == 65 - 42
    assert "早产 6 周" in worker.get(reverse("worklist:growth", args=[home.child.pk])).content.decode()


def test_nothing_to_draw(staff: Places, home: Family, worker: Client):
    address = reverse("worklist:growth", args=[home.child.pk])
    assert "还没有测量" in worker.get(address).content.decode()
    Person.objects.filter(pk=home.child.pk).update(sex=0)
    assert "还画不出曲线" in worker.get(address).content.decode()
    Person.objects.filter(pk=home.child.pk).update(area=FAR)
    assert worker.get(address).status_code == 404


def test_a_point_shorter_than_the_standing_curve_stays_inside(staff: Places, home: Family, today: date):
    """A child of two who is measured standing: what was measured lying, 61 cm, lies before the first place of that curve."""
    Person.objects.filter(pk=home.child.pk).update(born_on=today - timedelta(days=800))
    home.child.refresh_from_db()
    measured(staff, home.child, today - timedelta(days=650), weight=6.0, height=61.0)
    measured(staff, home.child, today, weight=12.0, height=87.0)
    found = growth_of(staff.worker, home.child)
    assert found is not None
    drawn = chart(Index.WEIGHT_FOR_LENGTH, found, tables())
    assert drawn is not None and [point.place for point in drawn.points] == [61.0, 87.0]
    (first, *_y), (second, *_z) = drawn.dots
    assert drawn.left <= first < second <= drawn.right and drawn.across[0].label == "60"


@pytest.mark.parametrize(
    ("weight", "words"), [(5.6, "正常范围"), (4.2, "偏低，需复查"), (3.6, "明显偏低，需复查"), (7.6, "偏高")]
)
def test_a_z_score_is_said_in_words(staff: Places, home: Family, worker: Client, today: date, weight: float, words: str):
    measured(staff, home.child, today, weight=weight)
    assert f">{words}" in worker.get(reverse("worklist:growth", args=[home.child.pk])).content.decode()


def test_ages_of_a_child_born_early_are_called_corrected(staff: Places, home: Family, worker: Client, today: date):
    BirthFact.objects.filter(person=home.child.pk).update(gestation_days=238)
    address = reverse("worklist:growth", args=[home.child.pk])
    measured(staff, home.child, today - timedelta(days=50), weight=2.4)
    assert "还没有到预产期" in worker.get(address).content.decode(), "what was measured before it was due is no point"
    measured(staff, home.child, today, weight=4.0)
    assert "矫正月龄" in worker.get(address).content.decode()
