"""Numbers, seals, bulk rows and the chain: what everything else stands on."""

import threading
import uuid
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from django.conf import settings
from django.db import connection

from wanhu.web.base import audit, bulk, ids, sealing
from wanhu.web.base.models import AuditLine
from wanhu.web.registry.models import ConsentFact, Person, RelationFact


def test_minted_numbers_are_version_seven_and_sort_by_time():
    first, many = ids.mint(), ids.mint_many(1000)
    assert first.version == 7 and first.variant == uuid.RFC_4122
    assert len({*many, first}) == 1001
    assert all(one.version == 7 and one.int >> 80 >= first.int >> 80 for one in many)


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_a_seal_opens_only_for_its_purpose_and_only_unchanged(settings, cipher):
    settings.SEALING_CIPHER = cipher
    sealed = sealing.seal_text("429000199001010028", "id-number")
    assert sealing.unseal_text(sealed, "id-number") == "429000199001010028"
    assert sealed != sealing.seal_text("429000199001010028", "id-number")
    for wrong, purpose in [
        (sealed, "phone"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), "id-number"),
        (b"", "id-number"),
        (b"\x09" * 40, "id-number"),
    ]:
        with pytest.raises(sealing.NotOpened):
            sealing.unseal(wrong, purpose)


def test_changing_the_cipher_keeps_old_seals_readable(settings):
    settings.SEALING_CIPHER = "aes"
    old = sealing.seal_text("13800000000")
    settings.SEALING_CIPHER = "sm4"
    assert sealing.unseal_text(old) == "13800000000"


def test_lookup_keys_differ_by_purpose_and_by_master_key(settings):
    mine = sealing.key("phone", "13800000000")
    assert mine == sealing.key("phone", "13800000000") and len(mine) == 64
    assert mine != sealing.key("id-number", "13800000000")
    settings.SEALING_KEY = "another"
    assert mine != sealing.key("phone", "13800000000")


@pytest.mark.django_db
def test_bulk_rows_read_back_through_django_as_they_were_given():
    woman, child = (Person.objects.create(name=name) for name in ("王秀英", "赵小宝"))
    numbers = ids.mint_many(2)
    moment = datetime(2026, 11, 23, 1, 2, 3, 456789)
    consents = pa.table(
        {
            "id": [str(numbers[0]), str(numbers[1])],
            "person": [woman.pk, child.pk],
            "happened": [date(2026, 1, 1), date(2026, 1, 2)],
            "recorded": [moment, moment],
            "source": ["delivery:1", "delivery:1"],
            "by": pa.array([None, "li"], pa.string()),
            "purpose": ["record", "reminders"],
            "given": [True, False],
            "how": pa.array([None, "书面\t签名\\N"], pa.string()),
        }
    )
    assert bulk.append(ConsentFact, consents) == 2
    kept = {fact.id: fact for fact in ConsentFact.objects.all()}
    first, second = kept[numbers[0]], kept[numbers[1]]
    assert (first.happened, first.recorded, first.given, first.how, first.void) == (
        date(2026, 1, 1),
        moment.replace(tzinfo=UTC),
        True,
        None,
        False,
    )
    assert (second.person, second.given, second.how, second.by) == (child, False, "书面\t签名\\N", "li")
    assert (
        ConsentFact.objects.filter(recorded=moment.replace(tzinfo=UTC), happened__gt=date(2026, 1, 1), given=False).get()
        == second
    )
    assert bulk.append(RelationFact, consents.slice(0, 0).select(["id", "person"])) == 0


@pytest.mark.django_db
def test_a_changed_or_missing_line_shows():
    for number in range(3):
        audit.record(by="command", action="test.done", person=number, detail={"号": number})
    assert audit.verify() is None
    second = AuditLine.objects.order_by("pk")[1]
    AuditLine.objects.filter(pk=second.pk).update(action="test.other")
    assert audit.verify() == audit.Broken(second.pk, "its content was changed")
    third = AuditLine.objects.order_by("pk")[2]
    second.delete()
    assert audit.verify() == audit.Broken(third.pk, "a line before it is missing, or was added")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_one_chain():
    def write() -> None:
        try:
            for _ in range(5):
                audit.record_many(by="command", action="test.done", people=[1, 2])
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    errors: list[Exception] = []
    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    assert AuditLine.objects.count() == 40
    assert audit.verify() is None, settings.DATABASES["default"]["ENGINE"]
