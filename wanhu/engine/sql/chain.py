"""Which steps must be known before one step can be: those it follows, and those whose day its expressions ask for."""

from typing import NamedTuple

from wanhu.engine.expressions import DoneDay, Events, Expression, LastDay, features_of
from wanhu.engine.protocol import After, Ever, InWindow, Known, Protocol, Rulebook, Step, Valid
from wanhu.engine.sql.words import slug


class Planned(NamedTuple):
    """A step with the protocol that it stands in."""

    protocol: Protocol
    step: Step

    @property
    def anchor(self) -> Expression:
        """From when its window is counted."""
        return self.step.anchor or self.protocol.starts

    @property
    def done_day(self) -> DoneDay:
        """How other rules speak of the day on which it was done."""
        return DoneDay(self.protocol.code, self.step.code)

    @property
    def distances(self) -> tuple[After, ...]:
        """Its smallest distances from steps before it."""
        match self.step.done_by:
            case Valid(_, follows, apart):
                return (follows, *apart) if follows else apart
        return ()

    @property
    def events(self) -> tuple[Events, ...]:
        """The events that do it, or hold it back."""
        match self.step.done_by:
            case Ever(events) | InWindow(events):
                return (events,)
            case Valid(given, _, _, spaced):
                return (given, spaced[0]) if spaced else (given,)
        return ()

    @property
    def needed(self) -> list[Expression]:
        """The expressions without which nobody knows when it was done."""
        match self.step.done_by:
            case Known(day):
                return [self.anchor, day]
            case Valid(_, _, _, spaced) if spaced:
                return [self.anchor, LastDay(spaced[0])]
        return [self.anchor]

    @property
    def ruled(self) -> list[Expression]:
        """Every expression that its row in the list rests on."""
        rest = [self.step.applies, self.protocol.until]
        ends = [end.day for end in self.protocol.ends]
        return [*self.needed, *(one for one in rest if one is not None), *ends, *(advice.when for advice in self.step.advice)]

    def called(self, others: Protocol) -> str:
        """Its name in a query about another protocol's step, or its own."""
        code = self.step.code if self.protocol.code == others.code else f"{self.protocol.code}_{self.step.code}"
        return f"step_{slug(code)}" if code[0].isdigit() else slug(code)


def newest(rulebook: Rulebook, protocol_code: str, step_code: str) -> Planned:
    """The newest version of a step. Raises KeyError when there is none."""
    versions = sorted((one for one in rulebook.protocols if one.code == protocol_code), key=lambda one: one.effective_from)
    found = [Planned(one, step) for one in versions for step in one.steps if step.code == step_code]
    if not found:
        raise KeyError(f"{protocol_code}/{step_code}")
    return found[-1]


def steps_before(rulebook: Rulebook, wanted: Planned) -> list[Planned]:
    """The steps whose day must be known first, in the order in which they are declared. Raises ValueError for one declared later."""
    declared = [(one.code, own.code) for one in rulebook.protocols for own in one.steps]
    places = {key: number for number, key in enumerate(declared)}
    found: dict[tuple[str, str], Planned] = {}

    def need(one: Planned, expressions: list[Expression]) -> None:
        keys = [(one.protocol.code, distance.step) for distance in one.distances]
        features = [feature for expression in expressions for feature in features_of(expression)]
        keys += [(feature.protocol, feature.step) for feature in features if isinstance(feature, DoneDay)]
        for key in keys:
            if key not in places or places[key] >= places[one.protocol.code, one.step.code]:
                raise ValueError(f"{one.protocol.code}/{one.step.code}: {'/'.join(key)} is not declared before it")
            if key not in found:
                found[key] = newest(rulebook, *key)
                need(found[key], found[key].needed)

    need(wanted, wanted.ruled)
    return [found[key] for key in sorted(found, key=lambda key: places[key])]
