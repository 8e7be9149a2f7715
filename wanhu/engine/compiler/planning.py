"""The wide row of one kind of subject: which features are gathered where, and the state of every step as a column."""

from dataclasses import dataclass, field

from wanhu.engine.compiler.gathering import Gathering
from wanhu.engine.compiler.render import TODAY, sql
from wanhu.engine.expressions import Events, Expression, FirstDay, Level, Newest, features_of
from wanhu.engine.facts import people
from wanhu.engine.protocol import Ever, InWindow, Known, Protocol, State, Step, Subject, Valid
from wanhu.engine.spans import years
from wanhu.engine.tables import TABLES

STATE_CODES = {state: code for code, state in enumerate(State)}
CHILD_UNTIL = years(7)
CATCH_UP_DAYS = 7  # a dose held back by an interval is due a week after it may be given (design default)
AREA = Newest("residence", "area", empty="", level=Level.PERSON).or_else(Newest("person", "area", level=Level.PERSON))
TODAY_DATE = f"CAST({TODAY} AS DATE)"


@dataclass
class PlannedStep:
    """A step with the names of its columns in the wide row and the SQL of its dates."""

    protocol: Protocol
    step: Step
    number: int
    layer: int = 0
    needs: tuple[str, ...] = ()  # codes of the steps whose day done must be known first
    anchor: str = ""
    done: str = ""  # SQL
    opens: str = ""
    due: str = ""
    closes: str = "NULL"
    state: str = ""

    @property
    def done_column(self) -> str:
        return f"done_{self.number}"

    @property
    def state_column(self) -> str:
        return f"state_{self.number}"


@dataclass
class Plan:
    """Everything the statement of one kind of subject needs."""

    subject: Subject
    protocols: tuple[Protocol, ...]
    gatherings: dict[tuple[str, Level], Gathering] = field(default_factory=dict)
    columns: dict[Expression, str] = field(default_factory=dict)  # feature → name of its column in the wide row
    sources: dict[str, str] = field(default_factory=dict)  # name of a feature's column → SQL over the gathered tables
    shared: dict[str, str] = field(default_factory=dict)  # SQL that many steps need → name of the column that holds it
    steps: list[PlannedStep] = field(default_factory=list)

    def share(self, source: str) -> str:
        """A column for SQL that many steps need: said once, planned once, computed once."""
        return self.shared.setdefault(source, f"c{len(self.shared) + 1}")

    def gathering(self, table: str, level: Level) -> Gathering:
        """The one gathering of a table at a level; a child's two levels, and tables that know no pregnancies, are the same."""
        if self.subject is Subject.CHILD:
            level = Level.SUBJECT
        elif "pregnancy" not in TABLES[table].columns():
            level = Level.PERSON
        return self.gatherings.setdefault((table, level), Gathering(table, self.subject, level))

    def use(self, expression: Expression) -> str:
        """Plans the features of an expression and returns its SQL over the wide row."""
        for feature in features_of(expression):
            if feature not in self.columns:
                match feature:
                    case Newest(table=table, level=level):
                        place = self.gathering(table, level)
                    case _:
                        events: Events = feature.events  # type: ignore[attr-defined]
                        place = self.gathering(events.table, events.level)
                name = f"f{len(self.columns) + 1}"
                self.columns[feature] = name
                self.sources[name] = place.feature(feature)
        return sql(expression, self.columns)


def plan(subject: Subject, protocols: tuple[Protocol, ...]) -> Plan:
    """Plans every step of the protocols of one kind of subject. Raises ValueError for a step that follows one not declared before it."""
    made = Plan(subject, tuple(protocol for protocol in protocols if protocol.subject is subject))
    made.gathering("pregnancy" if subject is Subject.PREGNANCY else "person", Level.SUBJECT)
    made.use(AREA)
    if subject is Subject.CHILD:
        made.use(people.born_on)
    number = 0
    for protocol in made.protocols:
        known: dict[str, PlannedStep] = {}
        doses: dict[str, list[str]] = {}
        for step in protocol.steps:
            number += 1
            planned = PlannedStep(protocol, step, number)
            _dates(made, planned, known, doses)
            _state(made, planned, known)
            known[step.code] = planned
            made.steps.append(planned)
    return made


def released(made: Plan, planned: PlannedStep) -> str:
    """SQL truth: the protocol ended for the subject, or a named person took the step off."""
    protocol = planned.protocol
    taken_off = f"(released IS NOT NULL AND list_has_any(released, ['{protocol.code}:{planned.step.code}', '{protocol.code}:']))"
    return f"({over(made, protocol)} OR {taken_off})" if protocol.ends else taken_off


def over(made: Plan, protocol: Protocol) -> str:
    """SQL truth: the protocol has ended for the subject."""
    return made.share(f"({ended_on(made, protocol)} <= {TODAY_DATE})")


def ended_on(made: Plan, protocol: Protocol) -> str:
    """SQL of the day on which the protocol ended for the subject; NULL while it goes on."""
    return (
        f"least({', '.join([made.use(end.day) for end in protocol.ends] + ['NULL'])})" if protocol.ends else "CAST(NULL AS DATE)"
    )


def _dates(made: Plan, planned: PlannedStep, known: dict[str, PlannedStep], doses: dict[str, list[str]]) -> None:
    step = planned.step
    anchor = planned.anchor = made.share(made.use(step.anchor or planned.protocol.starts))
    planned.opens, planned.due = step.opens.sql_after(anchor), step.due.sql_after(anchor)
    if step.closes is not None:
        planned.closes = step.closes.sql_after(anchor)
    match step.done_by:
        case Known(day):
            planned.done = made.use(day)
        case Ever(events):
            planned.done = made.use(FirstDay(events))
        case InWindow(events):
            gathering = made.gathering(events.table, events.level)
            found = [
                gathering.first_between(gathering.place(events, value), planned.opens, planned.closes if step.closes else None)
                for value in events.values
            ]
            source = f"least({', '.join(found)})" if len(found) > 1 else found[0]
            planned.done = source.replace(f"{gathering.alias}.timeline", _timeline_column(made, gathering))
        case Valid(vaccine, follows, apart):
            _valid(made, planned, known, doses.setdefault(vaccine, []), vaccine, follows, apart)


def _valid(made, planned, known, before, vaccine, follows, apart) -> None:
    """The chain of valid doses: the n-th dose given, when it is old enough and far enough; otherwise the first later one that is."""
    step, anchor = planned.step, planned.anchor
    for other in (follows, apart):
        if other and other[0] not in known:
            raise ValueError(f"{planned.protocol.code}/{step.code}: {other[0]} is not declared before it")
    if before and (follows is None or follows[0] != before[-1]):
        raise ValueError(f"{planned.protocol.code}/{step.code} must follow {before[-1]}, the dose of {vaccine} before it")
    gathering = made.gathering("dose", Level.SUBJECT)
    code = gathering.place(Events("dose", "vaccine", (vaccine,)), vaccine)
    nth = len(before) + 1
    before.append(step.code)
    candidate = _column(made, gathering.nth(code, nth))
    lowest, allowed = [planned.opens], [step.opens.sql_reached(anchor, candidate)]
    if follows:
        previous = known[follows[0]].done_column
        lowest.append(follows[1].sql_after(previous))
        allowed.append(follows[1].sql_reached(previous, candidate))
    if apart:
        previous = known[apart[0]].done_column
        lowest.append(apart[1].sql_after(previous))
        allowed.append(f"({previous} IS NULL OR {apart[1].sql_reached(previous, candidate)})")
    planned.opens = f"greatest({', '.join(lowest)})" if len(lowest) > 1 else lowest[0]
    if len(lowest) > 1:
        held_back = f"greatest({', '.join(lowest[1:] + ['NULL'])})"
        planned.due = f"CASE WHEN {held_back} > {planned.due} THEN {held_back} + {CATCH_UP_DAYS} ELSE {planned.due} END"
    planned.needs = tuple(other[0] for other in (follows, apart) if other)
    planned.layer = max((known[code].layer + 1 for code in planned.needs), default=0)
    walk = gathering.first_between(code, planned.opens, None).replace(
        f"{gathering.alias}.timeline", _timeline_column(made, gathering)
    )
    stop = f"{candidate} IS NULL" + (f" OR {known[follows[0]].done_column} IS NULL" if follows else "")
    planned.done = f"CASE WHEN {stop} THEN NULL WHEN {' AND '.join(allowed)} THEN {candidate} ELSE {walk} END"


def _state(made: Plan, planned: PlannedStep, known: dict[str, PlannedStep]) -> None:
    step, code = planned.step, STATE_CODES
    rows = [f"WHEN {planned.anchor} IS NULL THEN NULL"]
    if step.applies is not None:
        rows.append(f"WHEN {made.share(made.use(step.applies))} IS NOT TRUE THEN NULL")
    rows.append(f"WHEN {planned.done_column} IS NOT NULL THEN {code[State.DONE]}")
    rows.append(f"WHEN {released(made, planned)} THEN {code[State.RELEASED]}")
    if step.closes is not None:
        rows.append(f"WHEN {_passed(step.closes, planned.anchor)} THEN {code[State.MISSED]}")
    if planned.needs:
        if isinstance(step.done_by, Valid) and step.done_by.follows:
            rows.append(f"WHEN {known[step.done_by.follows[0]].done_column} IS NULL THEN {code[State.UPCOMING]}")
        rows.append(f"WHEN NOT {step.opens.sql_reached(planned.anchor, TODAY_DATE)} THEN {code[State.UPCOMING]}")
        rows.append(f"WHEN {planned.opens} > {TODAY_DATE} THEN {code[State.UPCOMING]}")
        rows.append(f"WHEN {planned.due} < {TODAY_DATE} THEN {code[State.OVERDUE]}")
    else:
        rows.append(f"WHEN NOT {step.opens.sql_reached(planned.anchor, TODAY_DATE)} THEN {code[State.UPCOMING]}")
        rows.append(f"WHEN {_passed(step.due, planned.anchor)} THEN {code[State.OVERDUE]}")
    planned.state = f"CAST(CASE {' '.join(rows)} ELSE {code[State.OPEN]} END AS TINYINT)"


def _passed(span, anchor: str) -> str:
    return span.sql_passed(anchor, TODAY_DATE)


def _column(made: Plan, source: str) -> str:
    """The name under which a piece of gathered SQL stands in the wide row."""
    for name, planned in made.sources.items():
        if planned == source:
            return name
    name = f"s{len(made.sources) + 1}"
    made.sources[name] = source
    return name


def _timeline_column(made: Plan, gathering: Gathering) -> str:
    return _column(made, f"{gathering.alias}.timeline")
