"""The facts that stand for some people, as tables, and where in the files each came from."""

from collections.abc import Collection, Iterator

import pyarrow as pa
import pyarrow.compute as pc
from django.db import models

from wanhu.engine.arrow import WITH_IDS_AS_TEXT
from wanhu.engine.tables import TABLES
from wanhu.web.base.arrow import fetch
from wanhu.web.care import models as care
from wanhu.web.registry import models as registry

MODELS: dict[str, type[models.Model]] = {
    model._meta.db_table.removeprefix("fact_"): model
    for model in (
        registry.PersonFact, registry.ConsentFact, registry.ResidenceFact, registry.RelationFact, registry.StatusFact, registry.DecisionFact,
        care.PregnancyFact, care.BirthFact, care.ContactFact, care.MeasurementFact, care.FindingFact, care.DoseFact, care.DeathFact,
        care.ReleaseFact,
    )
}  # fmt: skip
DELIVERED = "delivery:"  # source of a fact from a file, followed by delivery/row.part
FEW = 2_000  # people asked for by number; for more the table is read whole
ASKED = 500


def schema(table: str) -> pa.Schema:
    """A fact table's columns as Arrow; ids as text."""
    return pa.schema([pa.field(name, WITH_IDS_AS_TEXT[column.kind]) for name, column in TABLES[table].columns().items()])


def standing(table: str, people: Collection[int], *, column: str = "person", superseded: bool = False) -> pa.Table:
    """Facts about these people that nothing took the place of, with those that took one back; or, ``superseded``, all of them."""
    kind = schema(table)
    columns = ", ".join(f'f."{name}"' for name in kind.names)
    ended = "" if superseded else f'and not exists (select 1 from "fact_{table}" later where later.supersedes = f.id)'
    parts = []
    for where, numbers in _asked(people, column):
        parts.append(fetch(f'select {columns} from "fact_{table}" f where {where} {ended}', kind, numbers))
    found = pa.concat_tables(parts) if parts else kind.empty_table()
    if len(people) > FEW:
        found = found.filter(pc.is_in(found[column], value_set=pa.array(people, pa.int64())))
    return found


def _asked(people: Collection[int], column: str) -> Iterator[tuple[str, list[int]]]:
    if len(people) > FEW:
        yield "1 = 1", []
        return
    numbers = sorted(people)
    for start in range(0, len(numbers), ASKED):
        part = numbers[start : start + ASKED]
        yield f'f."{column}" in ({", ".join(["%s"] * len(part))})', part


def delivery_of(source: str) -> int | None:
    """The delivery that a fact came from; ``None`` for what somebody recorded."""
    return int(source.removeprefix(DELIVERED).partition("/")[0]) if source.startswith(DELIVERED) else None


def place_of(source: str) -> tuple[int, int] | None:
    """The delivery and row that a fact came from; ``None`` for what somebody recorded."""
    delivery, _, place = source.removeprefix(DELIVERED).partition("/")
    return (int(delivery), int(place.partition(".")[0])) if source.startswith(DELIVERED) else None
