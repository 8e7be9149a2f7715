"""Recording care: facts and their line together, once however often the form is sent, only in scope, and back for a day."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.web.places import FAR, Family, Places, person
from wanhu.engine.tables import Reason
from wanhu.web.base import audit, ids
from wanhu.web.base.models import AuditLine
from wanhu.web.care import actions, queries
from wanhu.web.care.models import BirthFact, ContactFact, DeathFact, DoseFact, MeasurementFact, ReleaseFact
from wanhu.web.registry.facts import standing, written
from wanhu.web.registry.models import ConsentFact, Person, RelationFact


def visit_of(staff: Places, home: Family, visit: uuid.UUID, **more: object) -> bool:
    said = {
        "by": staff.worker, "person": home.mother, "visit": visit, "happened": timezone.localdate(), "mode": "home",
        "contacts": ["antenatal"], "pregnancy": home.pregnancy.pk, "measurements": {"systolic": 120.0, "diastolic": 80.0},
    }  # fmt: skip
    return actions.record_visit(**(said | more))  # type: ignore[arg-type]


def test_a_form_sent_twice_writes_once(staff: Places, home: Family):
    visit = ids.mint()
    assert visit_of(staff, home, visit) is True
    assert visit_of(staff, home, visit, measurements={"systolic": 210.0, "diastolic": 80.0}) is False
    assert ContactFact.objects.count() == 1
    assert {fact.code: fact.value for fact in MeasurementFact.objects.all()} == {"systolic": 120.0, "diastolic": 80.0}
    line = AuditLine.objects.get(action="care-recorded")
    assert (line.by, line.person) == ("li", home.mother.pk)
    assert audit.verify() is None


def test_undo_takes_back_the_whole_form_and_keeps_every_fact(staff: Places, home: Family):
    visit = ids.mint()
    visit_of(staff, home, visit)
    assert actions.undo(by=staff.worker, person=home.mother.pk, visit=visit) == [home.mother.pk]
    assert not standing(ContactFact).exists() and not standing(MeasurementFact).exists()
    assert ContactFact.objects.count() == 2, "what was said stays; a later fact takes it back"
    assert actions.undo(by=staff.worker, person=home.mother.pk, visit=visit) == []


def test_what_a_form_wrote_is_found_by_one_question_and_one_for_each_table(
    staff: Places, home: Family, django_assert_num_queries: Any
):
    visit = ids.mint()
    visit_of(staff, home, visit)
    visit_of(staff, home, ids.mint(), measurements={"weight": 60.0})
    with django_assert_num_queries(3):
        found = written(queries.ON_A_FORM, visit=visit, person=home.mother.pk)
    assert sorted(getattr(fact, "code", "contact") for fact in found) == ["contact", "diastolic", "systolic"]
    with django_assert_num_queries(1):
        assert written(queries.ON_A_FORM, visit=visit, person=home.child.pk) == []


def test_only_whoever_wrote_it_takes_it_back_and_only_for_a_day(staff: Places, home: Family):
    visit = ids.mint()
    visit_of(staff, home, visit)
    with pytest.raises(PermissionDenied):
        actions.undo(by=staff.supervisor, person=home.mother.pk, visit=visit)
    ContactFact.objects.update(recorded=timezone.now() - timedelta(days=2))
    with pytest.raises(PermissionDenied):
        actions.undo(by=staff.worker, person=home.mother.pk, visit=visit)


def test_nobody_records_out_of_scope_or_for_another_womans_pregnancy(staff: Places, home: Family):
    stranger = person("乙", area=FAR)
    with pytest.raises(PermissionDenied):
        visit_of(staff, home, ids.mint(), person=stranger, pregnancy=None)
    with pytest.raises(PermissionDenied):
        visit_of(staff, home, ids.mint(), person=home.child)
    with pytest.raises(PermissionDenied):
        visit_of(staff, home, ids.mint(), by=staff.steward)
    assert not ContactFact.objects.exists()


def test_a_combined_vaccine_leaves_one_dose_for_each_antigen(staff: Places, home: Family):
    assert visit_of(
        staff,
        home,
        ids.mint(),
        person=home.child,
        pregnancy=None,
        measurements=None,
        contacts=[],
        doses=[("DTaP", "五联"), ("IPV", "五联")],
    )
    assert set(DoseFact.objects.values_list("vaccine", flat=True)) == {"DTaP", "IPV"}


def test_a_birth_makes_one_child_tied_to_its_mother_and_undo_takes_it_back(staff: Places, home: Family, today):
    visit = ids.mint()
    about = {
        "by": staff.worker,
        "person": home.mother,
        "pregnancy": home.pregnancy.pk,
        "visit": visit,
        "born_on": today,
        "children": [actions.Born(sex=2)],
    }
    [child] = actions.record_birth(**about)
    assert isinstance(child, Person) and (child.born_on, child.sex, child.area) == (today, 2, home.mother.area)
    assert actions.record_birth(**about) == []
    assert BirthFact.objects.get(person=child).pregnancy_id == home.pregnancy.pk
    assert RelationFact.objects.get(person=child).other_id == home.mother.pk
    assert ConsentFact.objects.filter(person=child, given=True).exists()
    assert queries.mothers(staff.worker, [child.pk])[child.pk] == home.mother
    assert actions.undo(by=staff.worker, person=home.mother.pk, visit=visit) == sorted([home.mother.pk, child.pk])
    assert not standing(BirthFact).filter(person=child).exists()


def test_how_a_pregnancy_ended_is_written_nowhere(staff: Places, home: Family, today):
    actions.record_loss(by=staff.worker, person=home.mother, pregnancy=home.pregnancy.pk, visit=ids.mint(), happened=today)
    fact = DeathFact.objects.get()
    assert (fact.kind, fact.pregnancy_id, fact.person_id) == ("loss", home.pregnancy.pk, home.mother.pk)
    said = {field.name for field in DeathFact._meta.concrete_fields}
    assert said == {"id", "person", "happened", "recorded", "source", "by", "supersedes", "void", "pregnancy", "kind"}


def test_a_release_says_who_why_and_which_step(staff: Places, home: Family, today):
    actions.release(
        by=staff.worker, person=home.mother, visit=ids.mint(), happened=today, protocol="antenatal", step="third", reason=Reason.SEEN_ELSEWHERE,
        pregnancy=home.pregnancy.pk,
    )  # fmt: skip
    fact = ReleaseFact.objects.get()
    assert (fact.by, fact.reason, fact.protocol, fact.step) == ("li", "seen-elsewhere", "antenatal", "third")


def test_a_pregnancy_as_now_known(staff: Places, home: Family, today):
    now = queries.pregnancies(staff.worker, [home.pregnancy.pk], today)[home.pregnancy.pk]
    assert (now.gestation, now.born_on, now.ended_on) == (210, None, None)
    actions.record_birth(
        by=staff.worker,
        person=home.mother,
        pregnancy=home.pregnancy.pk,
        visit=ids.mint(),
        born_on=today,
        children=[actions.Born(sex=1)],
    )
    now = queries.pregnancies(staff.worker, [home.pregnancy.pk], today + timedelta(days=3))[home.pregnancy.pk]
    assert (now.gestation, now.born_on, now.after_birth) == (None, today, 3)
