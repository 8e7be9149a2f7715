"""A rulebook made ready to run for one kind of subject: what to read, every expression once, every step with its place.

Equal expressions become one object, so that a column which many steps need (an age, the end of a pregnancy) is worked out once a block.
"""

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, TypeVar

from wanhu.engine.evaluation.needs import GROWTH, Needs, Place
from wanhu.engine.evaluation.possible import Clauses, to_be_known, to_hold
from wanhu.engine.expressions import Computed, DoneDay, Events, Expression, Level, Newest, children_of, features_of
from wanhu.engine.facts import people
from wanhu.engine.protocol import Alert, Ever, InWindow, Known, Protocol, Rulebook, Step, Subject, Valid
from wanhu.engine.tables import LARGE

AREA = Newest("residence", "area", empty="", level=Level.PERSON).or_else(Newest("person", "area", level=Level.PERSON))
Some = TypeVar("Some", bound=Expression)


@dataclass(frozen=True)
class PlannedStep:
    """A step with its expressions ready, the places of its events, and the numbers of the steps it waits for."""

    protocol: Protocol
    step: Step
    anchor: Expression
    applies: Expression | None
    until: Expression | None
    day: Expression | None  # of Known
    events: Place | None
    spaced: Place | None
    waits: dict[str, int]  # code of a step waited for → its number in the program
    advice: tuple[Expression, ...]
    because: tuple[tuple[str, Expression], ...]
    asks: Clauses = frozenset()  # what must be on record before the step can be listed, or asked for by another


@dataclass(frozen=True)
class PlannedAlert:
    """An alert with its expressions ready."""

    alert: Alert
    condition: Expression
    because: tuple[tuple[str, Expression], ...]
    asks: Clauses
    waits: bool  # whether it asks when a step was done


@dataclass
class Program:
    """Everything that is worked out for one kind of subject."""

    subject: Subject
    rulebook: Rulebook
    needs: Needs
    steps: list[PlannedStep] = field(default_factory=list)
    ends: dict[str, tuple[Expression, ...]] = field(default_factory=dict)  # by code of the protocol
    alerts: list[PlannedAlert] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)  # by identity of the feature
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # of steps
    waited_for: set[int] = field(default_factory=set)  # numbers of the steps whose day done another rule asks for
    shared: set[int] = field(default_factory=set)  # identities of the expressions that more than one other needs
    early: set[int] = field(default_factory=set)  # identities of the expressions that rest on small tables alone
    area: Expression = AREA
    born_on: Expression = people.born_on
    _known: dict[Expression, Expression] = field(default_factory=dict)
    _asked: Counter[int] = field(default_factory=Counter)

    def ready(self, expression: Some) -> Some:
        """The one object that stands for all expressions equal to this; its features have a place from now on."""
        if expression not in self._known:
            inside = {one.name: self._within(getattr(expression, one.name)) for one in fields(expression)}  # type: ignore[arg-type]
            made = replace(expression, **inside)  # type: ignore[type-var]
            self._known[expression] = made
            if features_of(made) == [made] and not isinstance(made, DoneDay):
                self.places[id(made)] = self.needs.place(made)
            if self._of_small_tables(made):
                self.early.add(id(made))
        found = self._known[expression]
        if isinstance(found, DoneDay) and (found.protocol, found.step) in self.numbers:
            self.waited_for.add(self.numbers[found.protocol, found.step])
        self._asked[id(found)] += 1
        if self._asked[id(found)] > 1:
            self.shared.add(id(found))
        return found  # type: ignore[return-value]

    def _of_small_tables(self, made: Expression) -> bool:
        if isinstance(made, DoneDay):
            return False
        if id(made) in self.places:
            return self.needs.reads[self.places[id(made)].read].table not in (*LARGE, GROWTH)
        return all(id(inside) in self.early for inside in children_of(made))

    def _within(self, value: Any) -> Any:
        if isinstance(value, Expression):
            return self.ready(value)
        if type(value) is tuple:  # not a ``Text``
            return tuple(self._within(part) for part in value)
        return value


@lru_cache(maxsize=32)
def program(rulebook: Rulebook, subject: Subject) -> Program:
    """Makes a rulebook ready. Raises ValueError for a step that waits for one not declared before it."""
    made = Program(subject, rulebook.about(subject), Needs(subject))
    made.area, made.born_on = made.ready(AREA), made.ready(people.born_on)
    made.shared |= {id(made.area), id(made.born_on)}
    for protocol in made.rulebook.protocols:
        made.ends[protocol.code] = tuple(made.ready(end.day) for end in protocol.ends)
        for step in protocol.steps:
            made.steps.append(_planned(made, protocol, step))
            made.numbers[protocol.code, step.code] = len(made.steps) - 1
    for alert in made.rulebook.alerts:
        shows, condition = tuple((_name(one), made.ready(one)) for one in alert.shows), made.ready(alert.condition)
        waits = any(isinstance(one, DoneDay) for part in (condition, *alert.shows) for one in features_of(part))
        made.alerts.append(PlannedAlert(alert, condition, shows, to_hold(condition, made.places), waits))
    for number, planned in enumerate(made.steps):
        made.steps[number] = replace(planned, asks=_asks(made, number, planned))
    return made


def _asks(made: Program, number: int, planned: PlannedStep) -> Clauses:
    """A step needs its anchor; and what it applies to, unless another rule asks when it was done: that is so wherever it has an anchor."""
    anchored = to_be_known(planned.anchor, made.places)
    if planned.applies is None or number in made.waited_for:
        return anchored
    return anchored | to_hold(planned.applies, made.places)


def _planned(made: Program, protocol: Protocol, step: Step) -> PlannedStep:
    day = events = spaced = None
    waits: dict[str, int] = {}
    match step.done_by:
        case Known(expression):
            day = made.ready(expression)
        case Ever(given) | InWindow(given):
            events = made.needs.events(given)
        case Valid(given, follows, apart, spacing):
            events = made.needs.events(given)
            spaced = made.needs.events(spacing[0]) if spacing else None
            for after in (*([follows] if follows else []), *apart):
                if (protocol.code, after.step) not in made.numbers:
                    raise ValueError(f"{protocol.code}/{step.code}: {after.step} is not declared before it")
                waits[after.step] = made.numbers[protocol.code, after.step]
                made.waited_for.add(waits[after.step])
    anchor = step.anchor or protocol.starts
    for feature in [one for part in (anchor, step.applies, day) if part for one in features_of(part)]:
        if isinstance(feature, DoneDay) and (feature.protocol, feature.step) not in made.numbers:
            raise ValueError(f"{protocol.code}/{step.code}: {feature.protocol}/{feature.step} is not declared before it")
    features = {_name(feature): made.ready(feature) for feature in features_of(anchor)}
    return PlannedStep(
        protocol, step, made.ready(anchor), made.ready(step.applies) if step.applies else None,
        made.ready(protocol.until) if protocol.until else None, day, events, spaced, waits,
        tuple(made.ready(advice.when) for advice in step.advice), tuple(features.items()),
    )  # fmt: skip


def _name(expression: Expression) -> str:
    """What a value that was used is called: table and column, or the code that was measured."""
    match expression:
        case Newest(_, column, where) if where:
            return f"{where[1]}" if column in ("value", "outcome", "z") else f"{where[1]}.{column}"
        case DoneDay(protocol, step):
            return f"{protocol}.{step}"
        case Computed(code):
            return code
    inside = getattr(expression, "events", expression)
    if isinstance(inside, Events):
        return f"{inside.table}.happened" if inside.column == "*" else f"{inside.values[0]}.day"
    if hasattr(inside, "table"):
        return f"{inside.table}.{inside.column}"  # type: ignore[attr-defined]
    features = features_of(expression)
    return _name(features[0]) if features else "value"
