"""The vocabulary of the rulebook: protocols with their steps, and alerts. Declarations only; nothing here computes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wanhu.engine.expressions import Events, Expression
from wanhu.engine.spans import Span
from wanhu.engine.text import Text


class Confidence(StrEnum):
    """How well a rule's numbers are known. Only ``CONFIRMED`` ones are shown without a mark."""

    CONFIRMED = "confirmed"  # read in a published source
    EXPERT = "expert"  # from experts' memory, not yet confirmed by the local professional body
    DEFAULT = "default"  # a design default, editable by the local institution


@dataclass(frozen=True)
class Source:
    """Where a rule comes from."""

    title: str
    section: str = ""


class Subject(StrEnum):
    """Of whom a protocol speaks. A child is a person from birth to the seventh birthday."""

    PREGNANCY = "pregnancy"
    CHILD = "child"


class State(StrEnum):
    """Every planned step is in exactly one of these."""

    UPCOMING = "upcoming"
    OPEN = "open"
    OVERDUE = "overdue"
    MISSED = "missed"
    DONE = "done"
    RELEASED = "released"


STATES = tuple(State)


@dataclass(frozen=True)
class Ever:
    """Done on the first day on which one of the events happened."""

    events: Events


@dataclass(frozen=True)
class InWindow:
    """Done on the first day within the step's own window on which one of the events happened: one visit serves one step."""

    events: Events


@dataclass(frozen=True)
class Valid:
    """Done by the first dose of ``vaccine`` that is old enough (``opens`` after the anchor) and far enough from the steps before.

    ``follows`` names the step whose dose must come first and how long before; ``apart`` one that, when given, must be that long before.
    A dose too early or too close is no dose of this step, and can still be none of a later one.
    """

    vaccine: str
    follows: tuple[str, Span] | None = None
    apart: tuple[str, Span] | None = None


@dataclass(frozen=True)
class Known:
    """Done on the day that the expression gives."""

    day: Expression


@dataclass(frozen=True)
class Step:
    """Something to be done for a subject in a window counted from an anchor.

    ``opens`` and ``due`` are inclusive days after the anchor; after ``closes`` the step is missed, and stays findable.
    ``applies`` limits the step to subjects for whom it is true. ``recorded_as`` says which fact a worker writes by doing it.
    """

    code: str
    title: Text
    opens: Span
    due: Span
    done_by: Ever | InWindow | Valid | Known
    closes: Span | None = None
    anchor: Expression | None = None
    applies: Expression | None = None
    recorded_as: tuple[tuple[str, str], ...] = ()
    confidence: Confidence | None = None


@dataclass(frozen=True)
class End:
    """The day on which a protocol stops for a subject; steps not done by then are released with this reason."""

    reason: str
    day: Expression


@dataclass(frozen=True)
class Protocol:
    """A plan of steps for one kind of subject, with its source and the date by which its text must be read again."""

    code: str
    title: Text
    source: Source
    confidence: Confidence
    next_review: date
    subject: Subject
    starts: Expression
    steps: tuple[Step, ...]
    ends: tuple[End, ...] = ()
    effective_from: date = date(2017, 1, 1)
    notes: Text | None = None


@dataclass(frozen=True)
class Alert:
    """A condition that a person should look at now: a suggestion with its reason, which a named human confirms."""

    code: str
    title: Text
    action: Text
    source: Source
    confidence: Confidence
    next_review: date
    subject: Subject
    level: str
    condition: Expression
    shows: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class Rulebook:
    """All the rules that run together."""

    protocols: tuple[Protocol, ...]
    alerts: tuple[Alert, ...] = ()
    version: str = field(default="")

    def step(self, protocol: str, step: str) -> Step:
        """The step by its two codes. Raises KeyError when there is none."""
        for candidate in self.protocols:
            if candidate.code == protocol:
                for one in candidate.steps:
                    if one.code == step:
                        return one
        raise KeyError(f"{protocol}/{step}")

    def protocol(self, code: str) -> Protocol:
        """The protocol by its code. Raises KeyError when there is none."""
        return next((one for one in self.protocols if one.code == code), None) or _none(code)


def _none(code: str) -> Protocol:
    raise KeyError(code)
