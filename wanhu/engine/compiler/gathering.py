"""One GROUP BY per fact table: everything that the rulebook needs to know of a subject from that table, in a single pass.

Events that need more than their first or last day (doses, contacts within a window) go into a *timeline*: one sorted list per subject of
``code × 2¹⁷ + day``, where the code numbers the value (``HepB``, ``BCG`` …). The events of one value are then consecutive, and the
n-th of them is found by counting: 16 million doses gather in one aggregate instead of one per vaccine.
"""

from dataclasses import dataclass, field

from wanhu.engine.compiler.render import literal
from wanhu.engine.expressions import Events, Expression, FirstDay, LastDay, Level, Newest, Tally
from wanhu.engine.protocol import Subject
from wanhu.engine.tables import TABLES

DAY_BITS = 17  # days since 1900 to the year 2258
DAY_ZERO = "DATE '1900-01-01'"
_ALWAYS_NEWEST = "(happened, recorded, id)"


def day_of(entry: str) -> str:
    """SQL of the date of a timeline entry."""
    return f"({DAY_ZERO} + ({entry} & {2**DAY_BITS - 1}))"


def entry_of(code: int, day: str) -> str:
    """SQL of the smallest timeline entry of a code on or after a date."""
    return f"({code << DAY_BITS} + ({day} - {DAY_ZERO}))"


@dataclass
class Gathering:
    """What is gathered from one fact table for one kind of subject at one level."""

    table: str
    subject: Subject
    level: Level
    aggregates: dict[str, str] = field(default_factory=dict)  # column alias → SQL aggregate
    values: list[str] = field(default_factory=list)  # values that events are told apart by; a value's code is its place, from 1
    timeline: list[int] = field(default_factory=list)  # codes that have a place in the timeline, rising
    column: str = ""
    only_events: bool = True

    @property
    def alias(self) -> str:
        """Name of the CTE."""
        return f"{self.table}_{self.level.value}"

    @property
    def key(self) -> str:
        """The column that is grouped by."""
        return "pregnancy" if self.subject is Subject.PREGNANCY and self.level is Level.SUBJECT else "person"

    def feature(self, feature: Expression) -> str:
        """Plans a feature and returns the SQL of its column in the joined row."""
        match feature:
            case Newest(_, column, where, empty):
                self.only_events = False
                value = f"coalesce({column}, {literal(empty)})" if empty is not None else column
                keep = [f"{column} IS NOT NULL"] if empty is None else []
                keep += [f"{where[0]} = {literal(where[1])}"] if where else []
                condition = f" FILTER (WHERE {' AND '.join(keep)})" if keep else ""
                return self._aggregate(f"arg_max({value}, {_ALWAYS_NEWEST}){condition}")
            case FirstDay(events):
                return self._aggregate(f"min(happened) FILTER (WHERE {self._among(events)})")
            case LastDay(events):
                return self._aggregate(f"max(happened) FILTER (WHERE {self._among(events)})")
            case Tally(events):
                return f"coalesce({self._aggregate(f'count(*) FILTER (WHERE {self._among(events)})')}, 0)"
        raise TypeError(f"{type(feature).__name__} is not a feature")

    def place(self, events: Events, value: str) -> int:
        """Gives a value its place in the timeline and returns its code."""
        self._among(events)
        code = self.values.index(value) + 1
        self.timeline = sorted({*self.timeline, code})
        return code

    def count(self, code: int) -> str:
        """SQL of how many events of a code the timeline holds."""
        return f"{self.alias}.n{code}"

    def nth(self, code: int, nth: int) -> str:
        """SQL of the date of the n-th event of a code; NULL when there are fewer."""
        before = f"{self.alias}.before{code}"
        return f"(CASE WHEN {self.count(code)} >= {nth} THEN {day_of(f'{self.alias}.timeline[{before} + {nth}]')} END)"

    def first_between(self, code: int, low: str, high: str | None) -> str:
        """SQL of the first date of a code on or after ``low`` (and not after ``high``)."""
        below = f"entry < {(code + 1) << DAY_BITS}" if high is None else f"entry <= {entry_of(code, high)}"
        return day_of(f"list_filter({self.alias}.timeline, lambda entry: entry >= {entry_of(code, low)} AND {below})[1]")

    def cte(self, relation: str, effective: str) -> str:
        """The common table expression: effective facts of the table, grouped once."""
        if self.column in ("", "*"):
            code = "1"
        else:
            code = f"list_position([{', '.join(literal(value) for value in self.values)}], {self.column})"
        parts = [f"{sql} AS {alias}" for alias, sql in self.aggregates.items()]
        if self.subject is Subject.PREGNANCY and self.table == "pregnancy":
            parts.append("max(person) AS person")
        if self.timeline:
            inside = f"list(CAST((place << {DAY_BITS}) + (happened - {DAY_ZERO}) AS INTEGER))"
            others = len(self.values) > len(self.timeline)
            some = f" FILTER (WHERE place IN ({', '.join(map(str, self.timeline))}))" if others or not self.only_events else ""
            parts.append(f"list_sort({inside}{some}) AS timeline")
            counts = {code: f"CAST(sum(CAST(place = {code} AS UTINYINT)) AS INTEGER)" for code in self.timeline}
            parts += [f"{count} AS n{code}" for code, count in counts.items()]
            parts += [
                f"{' + '.join(['0', *(f'n{earlier}' for earlier in self.timeline if earlier < code)])} AS before{code}"
                for code in self.timeline
            ]
        where = [effective, f"{self.key} IS NOT NULL"]
        if self.only_events and self.column not in ("", "*"):
            where.append("place IS NOT NULL")
        needed = [name for name in TABLES[self.table].columns() if name not in ("source", "by", "void", "supersedes")]
        return (
            f"{self.alias} AS (SELECT {self.key} AS key, {', '.join(parts)}\n"
            f"  FROM (SELECT {', '.join(needed)}, {code} AS place FROM {relation} WHERE {' AND '.join(where[:2])})"
            f"{' WHERE ' + where[2] if len(where) > 2 else ''}\n  GROUP BY {self.key})"
        )

    def _aggregate(self, sql: str) -> str:
        for alias, planned in self.aggregates.items():
            if planned == sql:
                return f"{self.alias}.{alias}"
        alias = f"g{len(self.aggregates) + 1}"
        self.aggregates[alias] = sql
        return f"{self.alias}.{alias}"

    def _among(self, events: Events) -> str:
        if self.column not in ("", events.column):
            raise ValueError(f"events of {self.table} are told apart by {self.column}, not also by {events.column}")
        self.column = events.column
        if events.column == "*":
            return "TRUE"
        self.values += [value for value in events.values if value not in self.values]
        return " OR ".join(f"place = {self.values.index(value) + 1}" for value in events.values)
