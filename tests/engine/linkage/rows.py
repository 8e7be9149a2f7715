"""Mention tables written out by hand: a row is what one department wrote, missing columns are empty."""

from datetime import date
from typing import Any

import pyarrow as pa

SCHEMA = pa.schema([
    ("mention", pa.int64()), ("delivery", pa.int64()), ("feed", pa.string()), ("row", pa.int32()), ("part", pa.int16()), ("role", pa.string()),
    ("name", pa.string()), ("birth_date", pa.date32()), ("sex", pa.int8()), ("id_number", pa.string()), ("phone", pa.string()),
    ("township", pa.string()), ("village", pa.string()), ("mother_name", pa.string()), ("mother_id_number", pa.string()),
    ("mother_birth_date", pa.date32()), ("birth_order", pa.int8()), ("certificate_number", pa.string()), ("source_key", pa.string()),
])  # fmt: skip


def mentions(*rows: dict[str, Any]) -> pa.Table:
    """Each row gets the next mention number and, unless given, a row of its own in delivery 1 of the register of births."""
    empty: dict[str, Any] = dict.fromkeys(SCHEMA.names)
    base = {"delivery": 1, "feed": "child-check", "part": 0, "role": "child", "sex": 0}
    filled: list[dict[str, Any]] = [empty | base | {"mention": i, "row": i} | row for i, row in enumerate(rows, 1)]
    for row in filled:
        for column in ("birth_date", "mother_birth_date"):
            written = row[column]
            if isinstance(written, str):
                row[column] = date.fromisoformat(written)
    return pa.Table.from_pylist(filled, schema=SCHEMA)
