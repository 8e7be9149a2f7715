"""An alert as a query: one row for each subject of whom its condition is known to be true."""

from wanhu.engine.protocol import Rulebook
from wanhu.engine.sql.expressions import written
from wanhu.engine.sql.query import KNOWN, head, known, query
from wanhu.engine.sql.reading import Read
from wanhu.engine.sql.words import hanging, slug


def alert_sql(rulebook: Rulebook, code: str) -> str:
    """Columns subject and person, and what the alert shows. Raises KeyError when there is no alert of this code."""
    alert = rulebook.alert(code)
    read = Read(alert.subject)
    parts = [alert.condition, *alert.shows]
    read.take(*parts)
    before = known(read, parts)
    shown = [written(one, read.columns) for one in dict.fromkeys(alert.shows)]
    columns = [one if one == slug(one) else f"{hanging(one)} AS shown_{number}" for number, one in enumerate(shown, 1)]
    condition = hanging(written(alert.condition, read.columns), 6)
    rows = (
        f"SELECT {', '.join(['subject', 'person', *dict.fromkeys(columns)])}\nFROM {KNOWN}\nWHERE {condition}\nORDER BY subject;"
    )
    return query(head(code, alert.title), read, alert.subject, [before], rows)
