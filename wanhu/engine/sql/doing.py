"""The day on which a step was done, as a sub-select for each row of ``p``: the first event that counts."""

from wanhu.engine.expressions import DoneDay, Events, Expression
from wanhu.engine.protocol import Ever, InWindow, Known, Valid
from wanhu.engine.spans import Span
from wanhu.engine.sql.chain import Planned
from wanhu.engine.sql.expressions import Columns, written
from wanhu.engine.sql.reading import Read, chosen
from wanhu.engine.sql.words import after, hanging, slug


def counted_from(table: str, planned: Planned, columns: Columns, name: str) -> tuple[str, str]:
    """The column from which a step's window is counted, and the table in which it stands."""
    text = written(planned.anchor, columns)
    if text == slug(text):
        return text, table
    return name, f"(\n        SELECT *,\n            {hanging(text, 12)} AS {name}\n        FROM {table}\n    )"


def earlier_step(read: Read, table: str, planned: Planned, columns: dict[Expression, str], name: str) -> str:
    """The part that adds the day on which an earlier step was done; ``columns`` knows it from then on."""
    start, source = counted_from(table, planned, columns, f"{name}_counted_from")
    done = done_on(read, planned, start, columns)
    columns[planned.done_day] = f"{name}_on"
    return (
        f"-- When {planned.step.code} was done.\n"
        f"with_{name} AS (\n    SELECT p.*,\n        {hanging(done, 8)} AS {name}_on\n    FROM {source} AS p\n)"
    )


def done_on(read: Read, planned: Planned, start: str, columns: Columns) -> str:
    """The day, its window being counted from the column ``start``."""
    step = planned.step
    opens = after(f"p.{start}", step.opens)
    match step.done_by:
        case Known(day):
            return f"CASE WHEN p.{start} IS NOT NULL THEN\n    {hanging(written(day, columns))}\nEND"
        case Ever(events):
            return _first(read, events, [f"p.{start} IS NOT NULL"])
        case InWindow(events):
            until = [f"d.happened <= {after(f'p.{start}', step.closes)}"] if step.closes else []
            return _first(read, events, [f"d.happened >= {opens}", *until])
        case Valid(given, follows, _, spaced):
            conditions = [f"d.happened >= {after(f'p.{start}', step.youngest or step.opens)}"]
            for one in planned.distances:
                before = f"p.{columns[DoneDay(planned.protocol.code, one.step)]}"
                far = f"d.happened >= {after(before, one.least or one.span)}"
                conditions.append(far if one is follows else f"coalesce({far}, TRUE)  -- where it was given")
            return _first(read, given, [*conditions, *([_not_close(read, *spaced)] if spaced else [])])
    return "CAST(NULL AS DATE)"  # it comes round again and is never done for good


def _first(read: Read, events: Events, conditions: list[str]) -> str:
    whose = read.theirs(events.table, events.level, "d", "p")
    rest = "".join(f"\n      AND {one}" for one in conditions)
    return f"(\n    SELECT min(d.happened) FROM {events.table}_facts AS d\n    WHERE {whose}{chosen(events, 'd')}{rest}\n)"


def _not_close(read: Read, others: Events, span: Span) -> str:
    whose = read.theirs(others.table, others.level, "o", "p")
    return (
        f"NOT EXISTS (  -- none of another kind too shortly before\n          SELECT 1 FROM {others.table}_facts AS o\n"
        f"          WHERE {whose}{chosen(others, 'o')}\n"
        f"            AND o.happened < d.happened AND d.happened < {after('o.happened', span)}\n      )"
    )
