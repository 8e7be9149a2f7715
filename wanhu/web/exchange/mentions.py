"""Whom the current rows name: what the rows say (sealed, in the deliveries' folders) beside what was found out (in the store)."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from wanhu.web.base.arrow import fetch
from wanhu.web.exchange import store
from wanhu.web.exchange.models import Delivery

STORED = pa.schema(
    [("mention", pa.int64()), ("delivery", pa.int64()), ("row", pa.int32()), ("part", pa.int16()), ("role", pa.string()), ("row_key", pa.string()),
     ("row_hash", pa.string()), ("current", pa.bool_()), ("person", pa.int64()), ("number", pa.int64()), ("published", pa.int64()), ("stale", pa.bool_())]
)  # fmt: skip
SAID = pa.schema(
    [("feed", pa.string()), ("row", pa.int32()), ("part", pa.int16()), ("role", pa.string()), ("name", pa.string()), ("birth_date", pa.date32()),
     ("sex", pa.int8()), ("id_number", pa.string()), ("phone", pa.string()), ("township", pa.string()), ("village", pa.string()),
     ("mother_name", pa.string()), ("mother_id_number", pa.string()), ("mother_birth_date", pa.date32()), ("birth_order", pa.int8()),
     ("certificate_number", pa.string()), ("source_key", pa.string())]
)  # fmt: skip
LINKABLE = pa.schema([pa.field("mention", pa.int64()), pa.field("delivery", pa.int64()), *SAID])


def stored(where: str = "current", parameters: Iterable[object] = ()) -> pa.Table:
    """Mentions as the store has them (STORED); ``where`` is SQL over the columns of the table."""
    columns = 'id, delivery_id, "row", part, role, row_key, row_hash, "current", person_id, number, published, stale'
    sql = f"SELECT {columns} FROM exchange_mention WHERE {where} ORDER BY id"
    return fetch(sql, STORED, tuple(parameters))


def said(mentions: pa.Table) -> pa.Table:
    """What the rows say of these mentions (STORED), in the shape that linkage takes (LINKABLE) and in the order of their numbers."""
    deliveries = mentions["delivery"].unique().to_pylist()
    paths = dict(Delivery.objects.filter(pk__in=deliveries).exclude(path="").values_list("pk", "path"))
    parts = []
    for delivery, path in sorted(paths.items()):
        content = store.table(path, "mentions")
        parts.append(content.append_column("delivery", pa.array([delivery] * content.num_rows, pa.int64())))
    if not parts:
        return LINKABLE.empty_table()
    with duckdb.connect() as db:
        db.register("held", mentions.select(["mention", "delivery", "row", "part", "role"]))
        db.register("content", pa.concat_tables(parts))
        found = db.sql(
            f"""select {", ".join(f'"{name}"' for name in LINKABLE.names)}
            from held join content using (delivery, "row", part, role) order by mention"""
        ).to_arrow_table()
    return found.cast(LINKABLE)
