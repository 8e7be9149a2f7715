"""Many rows at once, from an Arrow table into a model's table, inside the caller's transaction.

Django's own ``bulk_create`` makes an object for every row; a delivery brings hundreds of thousands. Here the rows go by columns: to
PostgreSQL by COPY, to SQLite by one prepared statement, in the very form in which Django writes and reads them.
"""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from django.db import connection, models, transaction

BATCH = 20_000
MANY = 1_000  # so many rows at once may change which way through a table is the short one


def append(model: type[models.Model], table: pa.Table) -> int:
    """Appends every row of ``table`` to the model's table; returns how many.

    Columns are named as the database names them (``person``, not ``person_id``); a column left out must have a default or be an automatic key.
    An instant without a zone is taken as UTC. A UUID may be text or 16 bytes. Raises ``KeyError`` for a column that the model does not have, and the
    database's own IntegrityError.
    """
    columns = {field.column: field for field in model._meta.concrete_fields}
    fields = [columns[name] for name in table.column_names]
    defaults = [
        field
        for field in columns.values()
        if field.column not in table.column_names and not field.primary_key and (field.has_default() or not field.null)
    ]
    if not table.num_rows:
        return 0
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields + defaults)
    target = connection.ops.quote_name(model._meta.db_table)
    fixed = [_sqlite(field)(field.get_default()) if connection.vendor == "sqlite" else field.get_default() for field in defaults]
    with transaction.atomic(), connection.cursor() as cursor:
        for batch in table.to_batches(max_chunksize=BATCH):
            if connection.vendor == "postgresql":
                values = [_column(batch.column(place).to_pylist(), _postgres(field)) for place, field in enumerate(fields)]
                with cursor.copy(f"copy {target} ({names}) from stdin") as copy:
                    for row in zip(*values, strict=True):
                        copy.write_row([*row, *fixed])
            else:
                values = [_column(batch.column(place).to_pylist(), _sqlite(field)) for place, field in enumerate(fields)]
                marks = ", ".join(["%s"] * (len(fields) + len(fixed)))
                cursor.executemany(
                    f"insert into {target} ({names}) values ({marks})", [(*row, *fixed) for row in zip(*values, strict=True)]
                )
        if connection.vendor == "postgresql" and table.num_rows >= MANY:
            # Its own statistics come a minute later at best; until then pages would be planned for an empty table.
            cursor.execute(f"analyze {target}")
    return table.num_rows


def _column(values: list[Any], convert: Callable[[Any], Any]) -> list[Any]:
    return [None if value is None else convert(value) for value in values]


def _kind(field: models.Field) -> models.Field:
    return field.target_field if isinstance(field, models.ForeignKey) else field


def _uuid(value: Any) -> uuid.UUID:
    if isinstance(value, uuid.UUID):
        return value
    return uuid.UUID(bytes=value) if isinstance(value, bytes) else uuid.UUID(value)


def _instant(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _postgres(field: models.Field) -> Callable[[Any], Any]:
    match _kind(field):
        case models.UUIDField():
            return _uuid
        case models.DateTimeField():
            return _instant
        case models.JSONField():
            return json.dumps
    return lambda value: value


def _sqlite(field: models.Field) -> Callable[[Any], Any]:
    match _kind(field):
        case models.UUIDField():
            return lambda value: _uuid(value).hex
        case models.DateTimeField():
            return lambda value: _instant(value).replace(tzinfo=None).isoformat(" ")
        case models.DateField():
            return lambda value: value.isoformat()
        case models.BooleanField():
            return int
        case models.JSONField():
            return json.dumps
    return lambda value: value
