"""Steps that many tests of the exchange take: a file goes all the way to facts, and the whole store is read as text."""

from datetime import date

from django.db import connection

from tests.web.exchange.files import sheet
from wanhu.web.care.publish import facts
from wanhu.web.exchange import actions
from wanhu.web.exchange.models import Delivery

ON = date(2026, 11, 23)


def take(feed: str, *rows: dict[str, str], replaces: Delivery | None = None) -> Delivery:
    """Receives a file, links it and publishes its facts."""
    received = actions.receive(by="test", feed=feed, filename=f"{feed}.csv", data=sheet(list(rows)), on=ON, replaces=replaces)
    actions.link(by="test")
    facts()
    return received


def tables(prefix: str = "") -> dict[str, list[tuple]]:
    """Every row of every table, but for the record of who did what (running a command is itself a line of it)."""
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            if name.startswith(prefix) and name not in ("base_auditline", "django_migrations", "exchange_linkreview"):
                cursor.execute(f'select * from "{name}"')
                found[name] = sorted(tuple(map(str, row)) for row in cursor.fetchall())
    return found
