"""Two people found to be one, and one found to be two: numbers come back, facts follow, nothing is rewritten."""

from datetime import UTC, date, datetime

import pytest

from tests.web.exchange.files import LIN, ZENG, handbook, sheet
from tests.web.exchange.store import ON, tables, take
from wanhu.web.base import ids
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.care.models import ContactFact, Pregnancy, PregnancyFact
from wanhu.web.care.publish import facts
from wanhu.web.exchange import actions
from wanhu.web.exchange.models import Mention, PersonHistory
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person, PersonFact

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("village")]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def steward() -> User:
    return User.objects.create(username="steward", role=Role.STEWARD, area="429004", full_name="周数")


def settle() -> None:
    actions.link(by="test")
    facts()


def of(person: Person) -> set[tuple]:
    """What stands about a person: table, what it says, where it came from."""
    return {
        (model.__name__, fact.happened, fact.source, fact.by)
        for model in (PregnancyFact, ConsentFact, PersonFact, ContactFact)
        for fact in standing(model).filter(person=person)
    }


def test_a_merge_moves_facts_and_an_unmerge_gives_everything_back(steward):
    take("maternity-handbook", handbook(), handbook(ZENG))
    lin, zeng = Person.objects.get(name=LIN["name"]), Person.objects.get(name=ZENG["name"])
    visit = ContactFact.objects.create(
        pk=ids.mint(), person=zeng, happened=date(2026, 6, 1), recorded=NOW, source="visit:1", by="worker", kind="antenatal",
        pregnancy=standing(PregnancyFact).get(person=zeng).pregnancy,
    )  # fmt: skip
    own_lin, own_zeng = of(lin), of(zeng)
    numbers = dict(standing(PregnancyFact).values_list("person", "pregnancy"))
    a, b = Mention.objects.order_by("pk").values_list("pk", flat=True)

    actions.decide(by=steward, a=b, b=a, same=True, at=NOW)
    settle()
    zeng.refresh_from_db()
    assert zeng.merged_into == lin
    assert set(Mention.objects.values_list("person", flat=True)) == {lin.pk}
    assert of(zeng) == set()
    assert standing(PregnancyFact).get().person == lin  # the two rows tell of one pregnancy of hers
    moved = standing(ContactFact).get(source="visit:1")
    assert (moved.person, moved.by, moved.supersedes) == (lin, "worker", visit.pk)
    assert PersonHistory.objects.filter(kind="merge", person=zeng.pk, into=lin.pk).count() == 1
    assert AuditLine.objects.filter(action="care.facts-followed", person=lin.pk).exists()

    merged = tables()
    settle()
    assert tables() == merged  # linking the same again changes nothing

    actions.part(by=steward, person=lin.pk, out=[b], at=NOW)
    settle()
    zeng.refresh_from_db()
    assert zeng.merged_into is None
    assert dict(Mention.objects.values_list("pk", "person")) == {a: lin.pk, b: zeng.pk}
    assert of(lin) == own_lin and of(zeng) == own_zeng
    assert dict(standing(PregnancyFact).values_list("person", "pregnancy")) == numbers
    assert Pregnancy.objects.count() == 2
    assert PersonHistory.objects.filter(kind="restore", person=zeng.pk).count() == 1


def test_an_answer_can_be_taken_back_and_numbers_stay(steward):
    take("maternity-handbook", handbook(), handbook(ZENG))
    before = dict(Mention.objects.values_list("pk", "person"))
    a, b = sorted(before)
    actions.decide(by=steward, a=a, b=b, same=True, at=NOW)
    settle()
    assert len(set(Mention.objects.values_list("person", flat=True))) == 1
    assert actions.undo(by=steward, at=NOW) is not None
    settle()
    assert dict(Mention.objects.values_list("pk", "person")) == before
    assert actions.undo(by=steward, at=NOW) is None


def test_linking_a_delivery_by_itself_gives_what_linking_everything_gives(steward):
    from wanhu.web.exchange import store

    take("maternity-handbook", handbook(), handbook(ZENG))
    take(
        "maternity-handbook",
        handbook(孕册号="X-77", 建册日期="2026-05-20", 身份证号=""),
        handbook(ZENG, 孕册号="X-78", 建册日期="2026-05-21"),
    )
    people = dict(Mention.objects.values_list("pk", "person"))
    assert len(set(people.values())) == 2
    store.forget_linkage()
    settle()
    assert dict(Mention.objects.values_list("pk", "person")) == people


def test_only_a_steward_decides(steward):
    from django.core.exceptions import PermissionDenied

    worker = User.objects.create(username="worker", role=Role.WORKER, full_name="村医")
    with pytest.raises(PermissionDenied):
        actions.decide(by=worker, a=1, b=2, same=True, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.receive(by=worker, feed="maternity-handbook", filename="x.csv", data=sheet([handbook()]), on=ON)


def test_identity_numbers_and_phones_are_sealed_wherever_they_lie():
    from django.conf import settings
    from django.db import connection

    take("maternity-handbook", handbook(), handbook(ZENG, 建册日期="2027-09-09"))
    if connection.vendor == "sqlite":
        connection.cursor().execute("pragma wal_checkpoint(truncate)")
    looked = 0
    for path in settings.HOME.rglob("*"):
        if path.is_file() and not path.name.endswith(".secret"):
            content = path.read_bytes()
            looked += 1
            for woman in (LIN, ZENG):
                assert woman["number"].encode() not in content and woman["phone"].encode() not in content, path
    assert looked >= 3
    text = repr(tables())
    assert LIN["number"] not in text and LIN["phone"] not in text
