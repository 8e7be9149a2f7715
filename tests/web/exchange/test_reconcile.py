"""The difference between the facts that stand and the facts that should: appended once, and nothing the second time."""

import datetime as dt
import uuid

import pyarrow as pa
import pytest

from wanhu.engine.tables import TABLES, Dose
from wanhu.web.care.reconcile import appended

DAY = dt.date(2026, 3, 5)
WANTED = pa.schema(
    [("person", pa.int64()), ("happened", pa.date32()), ("vaccine", pa.string()), ("product", pa.string()), ("source", pa.string()),
     ("slot", pa.string()), ("made", pa.int64())]
)  # fmt: skip
HELD = pa.schema(
    [("id", pa.string()), *[field for field in WANTED], ("recorded", pa.timestamp("us")), ("by", pa.string()), ("supersedes", pa.string()),
     ("void", pa.bool_()), ("open", pa.bool_())]
)  # fmt: skip


def dose(
    person: int = 1, vaccine: str = "HepB", day: dt.date = DAY, source: str = "delivery:1/2.0", slot: str = "k1 HepB"
) -> dict:
    return dict(person=person, happened=day, vaccine=vaccine, product=None, source=source, slot=slot, made=1_780_000_000_000)


def held(rows: list[dict], *, open: bool = True) -> pa.Table:
    return pa.Table.from_pylist([{"void": False, "open": open, **row} for row in rows], schema=HELD)


def append(wanted: list[dict], standing: pa.Table) -> list[dict]:
    return appended(Dose, pa.Table.from_pylist(wanted, schema=WANTED), standing).to_pylist()


def stand(found: list[dict], wanted: list[dict]) -> pa.Table:
    """What stands once ``found`` was appended to nothing."""
    slots = {(row["source"], row["vaccine"]): row["slot"] for row in wanted}
    return held(
        [
            {**row, "id": str(row["id"]), "supersedes": None, "slot": slots[row["source"], row["vaccine"]], "made": 0}
            for row in found
        ]
    )


def test_a_fact_is_appended_once_and_nothing_the_second_time():
    wanted = [dose(), dose(source="delivery:2/9.0", slot="k2 HepB"), dose(vaccine="BCG", slot="k1 BCG")]
    found = append(wanted, held([]))
    assert sorted(row["vaccine"] for row in found) == ["BCG", "HepB"]  # the same dose told by two rows is one dose
    assert set(found[0]) == set(TABLES["dose"].columns()) - {"recorded"}
    assert uuid.UUID(str(found[0]["id"])).version == 7
    assert append(wanted, stand(found, wanted)) == []
    assert append(wanted, held([])) == found  # the same ids on every machine


def test_a_corrected_row_supersedes_and_a_missing_row_takes_back():
    first = [dose(), dose(vaccine="BCG", slot="k1 BCG")]
    standing = stand(append(first, held([])), first)
    ids = {row["vaccine"]: row["id"] for row in standing.to_pylist()}
    found = append([dose(day=DAY + dt.timedelta(1), source="delivery:2/2.0")], standing)
    assert {(row["vaccine"], str(row["supersedes"]), row["void"]) for row in found} == {
        ("HepB", ids["HepB"], False),
        ("BCG", ids["BCG"], True),
    }


def test_what_is_not_open_is_left_alone():
    standing = held([{**dose(vaccine="BCG"), "id": str(uuid.uuid4())}], open=False)
    assert [row["vaccine"] for row in append([dose()], standing)] == ["HepB"]


@pytest.mark.parametrize("product", [None, "乙肝疫苗"])
def test_a_fact_taken_back_can_come_again_under_another_id(product):
    wanted = [{**dose(), "product": product}]
    original = append(wanted, held([]))[0]
    void = uuid.uuid4()
    back = append(wanted, held([{**wanted[0], "id": str(void), "void": True, "supersedes": str(original["id"])}]))
    assert [(row["supersedes"], row["void"]) for row in back] == [(str(void), False)]
    assert back[0]["id"] != original["id"]
