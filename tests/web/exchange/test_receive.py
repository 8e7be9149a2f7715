"""A file comes in: every row accounted for, nothing twice, nothing of a refused file, nothing of a person who did not agree."""

from datetime import date

import pytest

from tests.web.exchange.files import LIN, ZENG, birth_certificate, delivery, dose, handbook
from tests.web.exchange.store import tables, take
from wanhu.web.care.models import BirthFact, DoseFact, MeasurementFact, Pregnancy, PregnancyFact
from wanhu.web.care.publish import facts
from wanhu.web.exchange import actions
from wanhu.web.exchange.models import CountedCell, Delivery, DroppedColumn, Mention, QuarantinedRow
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import ConsentFact, Person, PersonFact, RelationFact

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("village")]


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


@pytest.mark.parametrize("register_first", [True, False])
def test_a_birth_told_by_two_feeds_is_one_birth(register_first):
    def register() -> None:
        take("delivery-register", delivery())

    def certificate() -> None:
        take("birth-certificate", birth_certificate())

    for step in (register, certificate) if register_first else (certificate, register):
        step()
    birth = standing(BirthFact).get()
    assert (birth.weight_g, birth.length_mm, birth.discharged_on) == (3250, 500, date(2026, 11, 23))
    assert birth.person.name == "林小宝" and birth.pregnancy is not None
    before = tables("fact_")
    facts()
    assert tables("fact_") == before


def test_rows_without_consent_are_accepted_only_for_people_who_agreed():
    take("maternity-handbook", handbook())
    take("delivery-register", delivery())
    received = take("immunisation", dose(), dose(ZENG))
    assert (received.accepted, received.counted) == (1, 1)
    assert standing(DoseFact).get().person == standing(BirthFact).get().person
    assert not Person.objects.filter(name__in=[ZENG["name"], "曾小宝"]).exists()
    assert LIN["name"] in Person.objects.values_list("name", flat=True)


def test_a_row_that_says_no_is_counted_even_of_a_woman_who_agreed_earlier():
    take("maternity-handbook", handbook())
    received = take("delivery-register", delivery(知情同意="不同意"))
    assert (received.accepted, received.counted) == (0, 1)
    assert not BirthFact.objects.exists()
    assert list(CountedCell.objects.values_list("area", "period", "rows")) == [("429004109", "2026-11", 1)]


def test_every_row_is_accepted_quarantined_or_counted():
    rows = [
        handbook(),
        handbook(ZENG, 知情同意="", 同意日期=""),
        handbook(ZENG, 姓名="", 孕册号="X9"),
        handbook(ZENG, 建册日期="2027-01-01", 孕册号="X8"),
    ]
    received = take("maternity-handbook", *rows)
    assert (received.rows, received.accepted, received.quarantined, received.counted) == (4, 1, 2, 1)
    assert set(QuarantinedRow.objects.values_list("row", flat=True)) == {4, 5}
    assert Person.objects.count() == 1


def test_twice_changes_nothing_in_any_table():
    take("maternity-handbook", handbook(), handbook(ZENG))
    take("delivery-register", delivery())
    before = tables()
    first = Delivery.objects.get(feed="delivery-register")
    assert take("delivery-register", delivery()) == first
    assert tables() == before
    facts()
    assert tables() == before


def test_a_row_sent_again_in_another_file_is_repeated_and_changes_no_fact():
    take("maternity-handbook", handbook())
    before = tables("fact_")
    received = take("maternity-handbook", handbook(), handbook(ZENG))
    assert (received.accepted, received.repeated, received.corrected) == (2, 1, 0)
    assert Mention.objects.filter(current=True).count() == 2
    after = tables("fact_")
    assert all(set(rows) <= set(after[name]) for name, rows in before.items())
    assert {row for row in after["fact_pregnancy"]} - set(before["fact_pregnancy"]) != set()


def test_a_corrected_row_supersedes_what_it_said_and_keeps_the_person_and_the_pregnancy():
    take("maternity-handbook", handbook(), handbook(ZENG))
    lin = Person.objects.get(name=LIN["name"])
    number = standing(PregnancyFact).get(person=lin).pregnancy_id
    received = take(
        "maternity-handbook",
        handbook(**{"收缩压(mmHg)": "121", "舒张压(mmHg)": "", "末次月经": "2026-05-01", "预产期": "2027-02-05"}),  # type: ignore[arg-type]
    )
    assert (received.accepted, received.corrected) == (1, 1)
    values = dict(standing(MeasurementFact).filter(person=lin).values_list("code", "value"))
    assert values == {"systolic": 121.0}
    pregnancy = standing(PregnancyFact).get(person=lin)
    assert (pregnancy.pregnancy_id, pregnancy.edd, pregnancy.supersedes is not None) == (number, date(2027, 2, 5), True)
    assert Person.objects.count() == 2 and standing(PregnancyFact).count() == 2
    assert MeasurementFact.objects.filter(person=lin, code="systolic").count() == 2  # what was said before stays


def test_a_corrected_delivery_takes_back_the_rows_it_no_longer_holds():
    first = take("maternity-handbook", handbook(), handbook(ZENG))
    zeng = Person.objects.get(name=ZENG["name"])
    assert standing(ConsentFact).filter(person=zeng).exists()
    second = take("maternity-handbook", handbook(), replaces=first)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (second.withdrawn, second.repeated, first.state) == (1, 1, Delivery.State.REPLACED)
    assert not standing(ConsentFact).filter(person=zeng).exists() and not standing(PregnancyFact).filter(person=zeng).exists()
    assert standing(PregnancyFact).get().person.name == LIN["name"]
    take("maternity-handbook", handbook(ZENG), handbook())
    assert standing(PregnancyFact).filter(person__name=ZENG["name"]).count() == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7 not a table", b"", "姓名,爱好\n张三,钓鱼\n".encode()])
def test_a_refused_file_leaves_a_reason_and_nothing_else(data):
    take("maternity-handbook", handbook())
    before = tables()
    for _ in range(2):
        refused = actions.receive(by="test", feed="maternity-handbook", filename="x.csv", data=data)
        assert refused.state == Delivery.State.REFUSED and all(refused.notes[0])
    after = tables()
    assert len(after.pop("exchange_delivery")) == len(before.pop("exchange_delivery")) + 1
    assert after == before


def test_a_failure_half_way_leaves_the_store_as_it_was(monkeypatch):
    from wanhu.web.exchange import store
    from wanhu.web.exchange.actions import receiving

    before = tables()

    def fails(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(receiving.bulk, "append", fails)
    with pytest.raises(OSError, match="disk full"):
        take("maternity-handbook", handbook())
    assert tables() == before and not list(store.home(store.DELIVERIES).iterdir())


def test_forbidden_columns_are_counted_and_their_values_nowhere():
    take("maternity-handbook", handbook(政策属性="计划外生育甲", 社会抚养费="已缴三万七", 节育措施="上环乙", 胎儿性别="男丙"))
    text = repr(tables())
    assert not any(value in text for value in ("计划外生育甲", "已缴三万七", "上环乙", "男丙"))
    assert {column.header: column.cells for column in DroppedColumn.objects.all()} == {
        "政策属性": 1,
        "社会抚养费": 1,
        "节育措施": 1,
        "胎儿性别": 1,
    }


def test_a_row_without_consent_is_nowhere_and_makes_no_pregnancy():
    take("maternity-handbook", handbook(), handbook(ZENG, 知情同意="", 同意日期=""))
    take("delivery-register", delivery(ZENG, 知情同意=""))
    text = repr(tables())
    assert not any(ZENG[field] in text for field in ("name", "number", "phone"))
    assert Person.objects.count() == 1 and Pregnancy.objects.get().woman.name == LIN["name"]


def test_a_birth_opens_a_pregnancy_only_when_its_row_came_with_consent_to_a_record():
    take("delivery-register", delivery(知情同意="接种"))
    assert not Pregnancy.objects.exists()
    take("delivery-register", delivery())
    assert standing(PregnancyFact).get().lmp == date(2026, 2, 18)
    take("maternity-handbook", handbook())
    assert Pregnancy.objects.count() == 1
    assert standing(PregnancyFact).order_by("recorded").last().edd == date(2026, 12, 7)  # type: ignore[union-attr]


def test_twins_in_one_row_are_two_children_of_one_pregnancy():
    row = delivery() | {"胎数": "2"}
    for header in ("新生儿性别", "出生体重(g)", "新生儿结局"):
        row.pop(header)
    row |= {
        "新生儿1性别": "女",
        "新生儿1出生体重(g)": "2410",
        "新生儿1结局": "存活",
        "新生儿2性别": "男",
        "新生儿2结局": "存活",
        "新生儿2出生体重(g)": "2550",
    }
    received = take("delivery-register", row)
    assert (received.rows, received.accepted) == (1, 1)
    births = list(standing(BirthFact).order_by("birth_order"))
    assert [birth.weight_g for birth in births] == [2410, 2550]
    assert len({birth.person_id for birth in births}) == 2 and len({birth.pregnancy_id for birth in births}) == 1
    again = take("delivery-register", row | {"新生儿2出生体重(g)": "2560"})
    assert (again.repeated, again.corrected) == (0, 1)
    assert sorted(standing(BirthFact).values_list("weight_g", flat=True)) == [2410, 2560]
    assert Person.objects.count() == 3


def test_a_file_of_ten_gigabytes_is_refused_without_being_read_whole(village, tmp_path):
    """One line of 10 GB (a sparse file): the peak of memory stays near the limit of a file, and the store as it was but for the reason."""
    import resource

    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)
    received = actions.receive(by="test", feed="birth-certificate", filename="huge.csv", path=huge)
    assert received.state == Delivery.State.REFUSED and received.notes and received.rows == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 6 * 1024**2, "kilobytes: far below ten gigabytes"
