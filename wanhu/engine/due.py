"""What is planned for whom on a date: ``due(protocols, facts, on)``."""

from datetime import date, datetime

import pyarrow as pa

from wanhu.engine.compiler.effective import Facts
from wanhu.engine.compiler.statement import due_statement
from wanhu.engine.protocol import Rulebook, State, Subject

TO_DO = (State.OPEN, State.OVERDUE, State.MISSED)
SCHEMA = pa.schema(
    [("subject_kind", pa.string()), ("subject", pa.int64()), ("person", pa.int64())]
    + [(name, pa.string()) for name in ("area", "protocol", "step", "state")]
    + [(name, pa.date32()) for name in ("opens", "due", "closes", "done_on")]
    + [(name, pa.string()) for name in ("reason", "because")]
)
_ORDER = "ORDER BY subject_kind, subject, protocol, opens, step"


def statement(
    rulebook: Rulebook, facts: Facts, states: tuple[State, ...] = tuple(State), *, ahead: int | None = None, ordered: bool = True
) -> str:
    """The one SQL statement for all protocols of a rulebook, with ``$today`` and ``$known_at`` as parameters."""
    parts = [made for subject in Subject if (made := due_statement(rulebook, subject, facts, states, ahead))]
    united = "\nUNION ALL\n".join(f"SELECT * FROM ({part})" for part in parts)
    return f"SELECT * FROM ({united}) {_ORDER}" if ordered else united


def due(
    rulebook: Rulebook, facts: Facts, *, on: date, known_at: datetime,
    states: tuple[State, ...] = tuple(State), ahead: int | None = None, ordered: bool = True,
) -> pa.Table:  # fmt: skip
    """Every step of every subject in one of ``states`` on a date, as known at an instant (naive UTC).

    With ``ahead``, upcoming steps that open within so many days are listed too.

    Columns: subject_kind, subject, person, area, protocol, step, state, opens, due, closes, done_on, reason, because (JSON of the facts
    used). The same facts, rulebook, ``on`` and ``known_at`` give the same table, row for row.
    """
    sql = statement(rulebook, facts, states, ahead=ahead, ordered=ordered)
    return facts.connection.sql(sql, params={"today": on, "known_at": known_at}).to_arrow_table()
