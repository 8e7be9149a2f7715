"""A file comes in: every row accounted for, nothing twice, nothing of a refused file, nothing of a person who did not agree."""

from datetime import date

import pytest

from tests.web.exchange.files import LIN, ZENG, delivery, dose, handbook, sheet
from wanhu.web.care.models import BirthFact, DoseFact, Pregnancy, PregnancyFact
from wanhu.web.care.publish import facts
from wanhu.web.exchange import actions
from wanhu.web.exchange.models import Delivery, Mention
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person, PersonFact, RelationFact

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 11, 23)


def take(feed: str, *rows: dict[str, str], **more) -> Delivery:
    received = actions.receive(by="test", feed=feed, filename=f"{feed}.csv", data=sheet(list(rows)), on=ON, **more)
    actions.link(by="test")
    facts()
    return received


def test_a_file_becomes_facts_about_a_person():
    received = take("maternity-handbook", handbook())
    assert (received.rows, received.accepted, received.quarantined, received.counted) == (1, 1, 0, 0)
    woman = Person.objects.get()
    assert (woman.name, woman.born_on, woman.area) == ("林小雨", date(1995, 4, 12), "429004109201")
    pregnancy = standing(PregnancyFact).get()
    assert (pregnancy.person_id, pregnancy.edd) == (woman.pk, date(2026, 12, 7))
    assert standing(ConsentFact).filter(person=woman).count() == 4
    assert standing(PersonFact).get().born_on == woman.born_on
    assert Mention.objects.get().published == woman.pk


def test_a_delivery_ends_the_pregnancy_that_the_handbook_opened():
    take("maternity-handbook", handbook())
    take("delivery-register", delivery())
    assert Person.objects.count() == 2 and Pregnancy.objects.count() == 1
    birth = standing(BirthFact).get()
    assert birth.pregnancy == Pregnancy.objects.get() and birth.mother.name == "林小雨"
    tie = standing(RelationFact).get()
    assert (tie.person_id, tie.other_id, tie.kind) == (birth.person_id, birth.mother_id, "child-of")


def test_rows_without_consent_are_accepted_only_for_people_who_agreed():
    take("maternity-handbook", handbook())
    take("delivery-register", delivery())
    received = take("immunisation", dose(), dose(ZENG))
    assert (received.accepted, received.counted) == (1, 1)
    assert standing(DoseFact).get().person == standing(BirthFact).get().person
    assert not Person.objects.filter(name__in=[ZENG["name"], "曾小宝"]).exists()
    assert LIN["name"] in Person.objects.values_list("name", flat=True)
