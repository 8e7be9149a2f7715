"""What ``why`` answers: for each rule about a kind of subject, what it says of this one subject and what that rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wanhu.engine.protocol import Advice, Alert, End, Protocol, State, Step, Subject
from wanhu.engine.spans import Span
from wanhu.engine.why.given import Counted
from wanhu.engine.why.terms import Term


class NotPlanned(StrEnum):
    """Why a step is not planned for a subject at all."""

    NO_ANCHOR = "no-anchor"  # the day from which it is counted is not known
    DOES_NOT_APPLY = "does-not-apply"  # its condition is false
    APPLIES_UNKNOWN = "applies-unknown"  # a fact is missing that its condition needs
    OVER = "over"  # the protocol no longer concerns the subject


@dataclass(frozen=True)
class Wait:
    """An earlier dose, or one of another kind, that holds a step back until a day; on no day yet when it was not given."""

    of: str
    span: Span
    given_on: date | None
    until: date | None


@dataclass(frozen=True)
class Worked:
    """A step with its state and dates (or why it is not planned), and every expression that it rests on."""

    step: Step
    state: State | None
    not_planned: NotPlanned | None
    anchor: Term
    applies: Term | None
    done_when: Term | None  # of Known: the day that the expression gives
    opens: date | None = None
    due: date | None = None
    closes: date | None = None
    done_on: date | None = None
    reason: str | None = None
    advice: tuple[tuple[Advice, Term], ...] = ()
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True)
class Taken:
    """A named person took a step (or, without a step, the whole protocol) off the list."""

    day: date
    step: str | None
    reason: str


@dataclass(frozen=True)
class Explained:
    """A protocol: what ended it, what was released, its steps, and which event served which step."""

    protocol: Protocol
    until: Term | None
    ends: tuple[tuple[End, Term], ...]
    ended_on: date | None
    ended_by: str | None
    taken: tuple[Taken, ...]
    steps: tuple[Worked, ...]
    counted: tuple[Counted, ...]


@dataclass(frozen=True)
class Warned:
    """An alert, with its condition taken apart: true, false, or unknown."""

    alert: Alert
    condition: Term
    shows: tuple[Term, ...]

    @property
    def holds(self) -> bool | None:
        """Whether it is shown: only what is known to be true is."""
        return self.condition.value  # type: ignore[return-value]


@dataclass(frozen=True)
class Why:
    """Everything that is planned for one subject on a day, as known at an instant (naive UTC)."""

    kind: Subject
    subject: int
    person: int
    area: str | None
    on: date
    known_at: datetime
    protocols: tuple[Explained, ...]
    alerts: tuple[Warned, ...]
