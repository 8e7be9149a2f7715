"""Where linkage lands: a person's name, numbers and place as the rows that speak of her have them, best row first.

Of names, birth dates and numbers the row of the most careful register is best, then the one received last; of phones and places, which
change, the one received last. The answer depends only on the rows, so linking again changes nothing. What a worker has written into a
record is hers to keep: a field that no row speaks of is left alone.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa
from pypinyin import lazy_pinyin

from wanhu.engine.linkage.model import shipped
from wanhu.engine.linkage.names import Surnames, sounds
from wanhu.web.base import sealing
from wanhu.web.base.arrow import update
from wanhu.web.registry.models import Person

# Most careful first. A birth certificate is checked against both parents' papers; a vaccination clinic hears most names.
TRUST = ("birth-certificate", "maternity-handbook", "delivery-register", "child-check", "immunisation")
BATCH = 20_000
COLUMNS = {
    "id": pa.int64(), "name": pa.string(), "pinyin": pa.string(), "initials": pa.string(), "born_on": pa.date32(), "sex": pa.int16(), "area": pa.string(),
    "id_number_sealed": pa.binary(), "id_number_key": pa.string(), "phone_sealed": pa.binary(), "phone_key": pa.string(), "phone_ending_key": pa.string(),
}  # fmt: skip


def best(mentions: pa.Table) -> pa.Table:
    """One row per person: name, birth_date, sex, id_number, phone, area.

    ``mentions``: mention, person, feed, name (empty for a placeholder), birth_date, sex, id_number (valid ones only), phone, village,
    township. Mention numbers grow with time, so the highest is the latest.
    """
    trust = " ".join(f"when '{feed}' then {place}" for place, feed in enumerate(TRUST))
    with duckdb.connect() as db:
        db.register("mentions", mentions)
        return db.sql(
            f"""
            with ranked as (
                select *, row(case feed {trust} else {len(TRUST)} end, -mention) as trusted, -mention as latest from mentions
            )
            select person,
                arg_min(name, trusted) filter (name is not null) as name,
                arg_min(birth_date, trusted) filter (birth_date is not null) as birth_date,
                arg_min(sex, trusted) filter (sex <> 0) as sex,
                arg_min(id_number, trusted) filter (id_number is not null) as id_number,
                arg_min(phone, latest) filter (phone is not null) as phone,
                coalesce(arg_min(village, latest) filter (village is not null), arg_min(township, latest) filter (township is not null)) as area
            from ranked group by person order by person
            """
        ).to_arrow_table()


def create(count: int) -> list[int]:
    """New person numbers, to be filled by ``people``."""
    return [person.pk for person in Person.objects.bulk_create([Person() for _ in range(count)], batch_size=BATCH)]


def people(profiles: pa.Table) -> int:
    """Writes the profiles (shape: ``best``) onto their Person rows; returns how many rows changed."""
    surnames = shipped().surnames
    heard = sounds((name for name in profiles["name"].to_pylist() if name), surnames)
    changed = 0
    for batch in profiles.to_batches(max_chunksize=BATCH):
        rows = {row["person"]: row for row in batch.to_pylist()}
        held = Person.objects.in_bulk(list(rows))
        touched = [person for number, person in held.items() if _write(person, rows[number], heard, surnames)]
        values = {name: pa.array([getattr(person, name) for person in touched], kind) for name, kind in COLUMNS.items()}
        update(Person._meta.db_table, "id", pa.table(values))
        changed += len(touched)
    return changed


def merge(into: Mapping[int, int]) -> None:
    """Marks each person as merged into another."""
    for person, target in into.items():
        Person.objects.filter(pk=person).update(merged_into=target)


def restore(people: Iterable[int]) -> None:
    """These numbers stand for themselves again."""
    Person.objects.filter(pk__in=list(people)).update(merged_into=None)


def _write(person: Person, row: Mapping[str, Any], heard: Mapping[str, Any], surnames: Surnames) -> bool:
    """Sets what the rows speak of; true when anything changed. Sealed values differ on every sealing, so their keys are compared."""
    before = [getattr(person, column) for column in COLUMNS]
    if row["name"] and (sound := heard.get(row["name"])):
        person.name, person.pinyin, person.initials = row["name"], sound.pinyin, initials(sound.surname, sound.given, surnames)
    person.born_on = row["birth_date"] or person.born_on
    person.sex = row["sex"] or person.sex
    if row["area"] and not (person.area.startswith(row["area"]) and person.area != row["area"]):
        person.area = row[
            "area"
        ]  # a row that knows less (only the township) does not take away the village that somebody has settled
    if row["id_number"] and (key := sealing.key("id-number", row["id_number"])) != person.id_number_key:
        person.id_number_sealed, person.id_number_key = sealing.seal_text(row["id_number"]), key
    if row["phone"] and (key := sealing.key("phone", row["phone"])) != person.phone_key:
        person.phone_sealed, person.phone_key = sealing.seal_text(row["phone"]), key
        person.phone_ending_key = sealing.key("phone-ending", row["phone"][-4:])
    return before != [getattr(person, column) for column in COLUMNS]


def initials(surname: str, given: str, surnames: Surnames) -> str:
    """First letters of a name's reading: 曾小梅 → zxm."""
    if len(surname) == 2:
        head = "".join(part[:1] for part in surnames.compound[surname].split())
    else:
        head = (surnames.readings.get(surname) or _reading(surname))[:1]
    return (head + "".join(_reading(character)[:1] for character in given)).lower()


@cache
def _reading(character: str) -> str:
    return lazy_pinyin(character)[0] or character
