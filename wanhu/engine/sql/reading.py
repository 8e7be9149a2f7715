"""What a query reads: the facts that count, whom it is about, and every feature as one column with a good name."""

from wanhu.engine.expressions import (
    DoneDay,
    Events,
    Expression,
    FirstDay,
    LastDay,
    Level,
    Newest,
    Oldest,
    Tally,
    Times,
    children_of,
    features_of,
)
from wanhu.engine.facts import people, pregnancies, residence, withdrawn
from wanhu.engine.protocol import Subject
from wanhu.engine.sql.expressions import written
from wanhu.engine.sql.words import literal, one_of, slug
from wanhu.engine.tables import TABLES

GROWTH = "growth"
BORN_ON = people.born_on
# Expressions over one person's facts of one table, which a query reads in one sub-select under the name that people give them.
TOGETHER: dict[Expression, str] = {
    pregnancies.edd: "expected_on",
    residence.left_on: "left_the_city_on",
    **{
        withdrawn(purpose): slug(f"withdrew_{purpose}_on")
        for purpose in ("record", "reminders", "home-visit", "risk-sharing", "immunisation", "benefits", "restricted")
    },
}
_SHORT = 3  # so many values are named in a column's name
_LEFT_OUT = {"value", "outcome", "z"}  # columns of which the code alone says what they hold
_SAID = {"death", "consent", "decision", "status"}  # tables of which the code alone does not say what is meant

MOMENT = """\
moment AS (
    SELECT CAST($today AS DATE) AS today, CAST($known_at AS TIMESTAMP) AS known_at
)"""

_EFFECTIVE = """\
{table}_facts AS (
    SELECT {table}.*, (happened, recorded, id) AS newness FROM {table}, moment
    WHERE recorded <= known_at AND happened <= today AND NOT void
      AND id NOT IN (SELECT supersedes FROM {table} WHERE supersedes IS NOT NULL AND recorded <= known_at)
)"""

_GROWTH = """\
growth_facts AS (  -- made by wanhu.engine.sql.growth_table for this day and instant
    SELECT growth.*, happened AS newness FROM growth, moment WHERE happened <= today
)"""

_SUBJECTS = {
    Subject.PREGNANCY: """\
-- Of whom: every pregnancy, and the woman whose it is.
subjects AS (
    SELECT pregnancy AS subject, max(person) AS person FROM pregnancy_facts WHERE pregnancy IS NOT NULL GROUP BY pregnancy
)""",
    Subject.CHILD: """\
-- Of whom: everybody before the eighteenth birthday.
subjects AS (
    SELECT person AS subject, person FROM person_facts, moment
    GROUP BY person, today
    HAVING CAST(arg_max(born_on, newness) + INTERVAL 18 YEAR AS DATE) > today
)""",
    Subject.PLANNER: """\
-- Of whom: everybody who asked for the service before a pregnancy.
subjects AS (
    SELECT DISTINCT person AS subject, person FROM status_facts WHERE kind = 'planning-pregnancy'
)""",
}
_SUBJECT_TABLE = {Subject.PREGNANCY: "pregnancy", Subject.CHILD: "person", Subject.PLANNER: "status"}


def effective(tables: set[str]) -> str:
    """The facts that count, a CTE for each table."""
    parts = [_GROWTH if table == GROWTH else _EFFECTIVE.format(table=table) for table in sorted(tables)]
    return "-- Facts that count: recorded by then, happened by today, and neither corrected nor taken back.\n" + ",\n".join(parts)


def subjects(kind: Subject) -> str:
    """The CTE of those whom a query is about."""
    return _SUBJECTS[kind]


class Read:
    """The features that a query reads of each subject, each as a column; the tables that they come from."""

    def __init__(self, kind: Subject) -> None:
        self.kind = kind
        self.tables: set[str] = {_SUBJECT_TABLE[kind]}
        self.columns: dict[Expression, str] = {}

    def take(self, *expressions: Expression | None) -> None:
        """Makes every feature of some expressions a column, unless it is one already."""
        for feature in [one for part in expressions if part is not None for one in _leaves(part)]:
            if feature not in self.columns and not isinstance(feature, DoneDay):
                self.columns[feature] = self._free(TOGETHER.get(feature) or self._name(feature))
                self.tables.add(_table(feature))

    def theirs(self, table: str, level: Level, fact: str, subject: str) -> str:
        """The condition that a fact is one of the subject's: of the pregnancy itself, or of the person."""
        own = self.kind is Subject.PREGNANCY and level is Level.SUBJECT
        if own and table in TABLES and "pregnancy" in TABLES[table].columns():
            return f"{fact}.pregnancy = {subject}.subject"
        return f"{fact}.person = {subject}.person"

    def lines(self) -> list[str]:
        """``(SELECT …) AS name`` for each feature."""
        return [f"({self._select(feature)}) AS {name}" for feature, name in self.columns.items()]

    def _select(self, leaf: Expression) -> str:
        """One sub-select for a leaf. Features of it that look at different facts of the table each filter their own."""
        features = features_of(leaf)
        kept = [_kept(one) for one in features]
        same = len(set(kept)) == 1
        aggregates = {one: _aggregate(one) + ("" if same else _filter(only)) for one, only in zip(features, kept, strict=True)}
        table, level = _table(leaf), _level(features[0])
        where = " AND ".join(filter(None, [self.theirs(table, level, "f", "s"), kept[0] if same else ""]))
        return f"SELECT {written(leaf, aggregates)} FROM {table}_facts AS f WHERE {where}"

    def _name(self, feature: Expression) -> str:
        match feature:
            case Newest(table, column, where) | Oldest(table, column, where) as one:
                if one == BORN_ON:
                    return "born_on"
                what = [column] if where is None else [where[1]] if column in _LEFT_OUT else [where[1], column]
                what = [table, *what] if table in _SAID else what
                hers, order = self._hers(table, one.level), "newest" if isinstance(one, Newest) else "oldest"
                return slug("_".join([*hers, order, *what]))
            case Times(events, past):
                limit = [] if past is None else ["from" if past[0] == ">=" else "to", f"{past[1]:g}"]
                return slug("_".join([*self._hers(events.table, events.level), "days_of", *_what(events), *limit]))
            case FirstDay(events) | LastDay(events) | Tally(events):
                order, unit = {FirstDay: ("first", ["on"]), LastDay: ("last", ["on"])}.get(type(feature), ("count_of", []))
                return slug("_".join([*self._hers(events.table, events.level), order, *_what(events), *unit]))
        raise TypeError(f"{type(feature).__name__} is not a feature")

    def _hers(self, table: str, level: Level) -> list[str]:
        """Of a pregnancy, a feature that reads all facts of the woman says so."""
        both = self.kind is Subject.PREGNANCY and table in TABLES and "pregnancy" in TABLES[table].columns()
        return ["her"] if both and level is Level.PERSON else []

    def _free(self, name: str) -> str:
        """The name, or with a number where another feature bears it."""
        taken = set(self.columns.values())
        return next(one for one in [name, *(f"{name}_{number}" for number in range(2, 1000))] if one not in taken)


def chosen(events: Events, fact: str) -> str:
    """`` AND …``: that a fact is one of the events."""
    kept = "" if events.column == "*" else f" AND {one_of(f'{fact}.{events.column}', events.values)}"
    return kept + (f" AND {one_of(f'{fact}.{events.given[0]}', events.given[1])}" if events.given else "")


def _kept(feature: Expression) -> str:
    """The condition on the facts ``f`` that a feature looks at; empty for all of the table."""
    match feature:
        case FirstDay(events) | LastDay(events) | Tally(events) | Times(events):
            return chosen(events, "f").removeprefix(" AND ")
        case Newest(_, _, where) | Oldest(_, _, where):
            return one_of(f"f.{where[0]}", where[1:]) if where else ""
    raise TypeError(f"{type(feature).__name__} is not a feature")


def _filter(only: str) -> str:
    return f" FILTER (WHERE {only})" if only else ""


def _level(feature: Expression) -> Level:
    events = getattr(feature, "events", feature)
    return getattr(events, "level", Level.SUBJECT)


def _leaves(expression: Expression) -> list[Expression]:
    """What is read for an expression: its features, some of them together."""
    if expression in TOGETHER or features_of(expression) == [expression]:
        return [expression]
    return [leaf for child in children_of(expression) for leaf in _leaves(child)]


def _aggregate(feature: Expression) -> str:
    """A feature as an aggregate over the facts ``f`` that it looks at."""
    match feature:
        case FirstDay():
            return "min(f.happened)"
        case LastDay():
            return "max(f.happened)"
        case Tally():
            return "count(*)"
        case Times(_, None):
            return "count(DISTINCT f.happened)"
        case Times(_, (operator, limit)):
            return f"count(DISTINCT f.happened) FILTER (WHERE f.value {operator} {literal(limit)})"
        case Newest(_, column, _, empty):
            value = f"f.{column}" if empty is None else f"coalesce(f.{column}, {literal(empty)})"
            return f"arg_max({value}, f.newness)"
        case Oldest(_, column):
            return f"arg_min(f.{column}, f.newness)"
    raise TypeError(f"{type(feature).__name__} is not a feature")


def _table(leaf: Expression) -> str:
    feature = features_of(leaf)[0]
    events = getattr(feature, "events", None)
    return events.table if isinstance(events, Events) else feature.table  # type: ignore[attr-defined]


def _what(events: Events) -> list[str]:
    """The values that events are told by, the first few of them."""
    if events.column == "*":
        return [events.table]
    values = [*events.values, *(events.given[1] if events.given else ())]
    return [*([events.table] if events.table in _SAID else []), *values[:_SHORT], *(["etc"] if len(values) > _SHORT else [])]
