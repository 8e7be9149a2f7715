"""The vocabulary of the rulebook: protocols with their steps, and alerts. Declarations only; nothing here computes."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path

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
    """Of whom a protocol speaks. A child is a person from birth to the eighteenth birthday; a planner is somebody who asked for
    the service before a pregnancy (a status fact ``planning-pregnancy``), and nobody else.
    """

    PREGNANCY = "pregnancy"
    CHILD = "child"
    PLANNER = "planner"


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
class After:
    """A smallest distance from the day on which an earlier step of the protocol was done.

    The step opens ``span`` after that day. A dose counts from ``least`` after it, when that is less than what is recommended.
    """

    step: str
    span: Span
    least: Span | None = None


@dataclass(frozen=True)
class Valid:
    """Done by the first of the doses ``given`` that is old enough and far enough from the doses before.

    Old enough: ``youngest`` of the step (``opens`` unless said) after the anchor. ``follows`` names the step that must have been done;
    ``apart`` steps that, when done, must be that far back. ``spaced``: no event of another kind may lie fewer than the span's days
    before the dose, unless it was on the same day (injected live vaccines). A dose too early or too close is no dose of this step, and
    can still be none of a later one; nothing is restarted because of it.
    """

    given: Events
    follows: After | None = None
    apart: tuple[After, ...] = ()
    spaced: tuple[Events, Span] | None = None


@dataclass(frozen=True)
class Repeats:
    """A duty that comes round again: its anchor moves with every contact, so it is never done for good."""


@dataclass(frozen=True)
class Known:
    """Done on the day that the expression gives."""

    day: Expression


@dataclass(frozen=True)
class Advice:
    """Something to settle before a step is done, while ``when`` is true: "ask the clinic", "after a negative skin test"."""

    code: str
    when: Expression
    text: Text


@dataclass(frozen=True)
class Step:
    """Something to be done for a subject in a window counted from an anchor.

    ``opens`` and ``due`` are inclusive days after the anchor; after ``closes`` the step is missed, and stays findable.
    ``applies`` limits the step to subjects for whom it is true. ``recorded_as`` says which fact a worker writes by doing it.
    ``advice``: the first that is true is the step's ``reason`` while it is open, overdue or missed.
    ``effective_from`` and ``effective_to`` (inclusive): the days of running on which this version of the step holds.
    """

    code: str
    title: Text
    opens: Span
    due: Span
    done_by: Ever | InWindow | Valid | Known | Repeats
    closes: Span | None = None
    anchor: Expression | None = None
    applies: Expression | None = None
    recorded_as: tuple[tuple[str, str], ...] = ()
    confidence: Confidence | None = None
    youngest: Span | None = None
    advice: tuple[Advice, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True)
class End:
    """The day on which a protocol stops for a subject; steps not done by then are released with this reason."""

    reason: str
    day: Expression


@dataclass(frozen=True)
class Protocol:
    """A plan of steps for one kind of subject, with its source and the date by which its text must be read again.

    ``until``: from this day on the protocol no longer concerns the subject, and its steps are not planned at all (a seventh birthday).
    ``restricted``: its steps show an infectious disease. They are computed only for those with that permission, never into a list.
    Two versions of a protocol have one code and ``effective`` periods (inclusive) that do not overlap.
    """

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
    effective_to: date | None = None
    notes: Text | None = None
    until: Expression | None = None
    restricted: bool = False


class Topic(StrEnum):
    """What an alert is for: somebody to look at now, or one reason for a suggested colour of risk."""

    FINDING = "finding"
    COLOUR = "colour"


@dataclass(frozen=True)
class Alert:
    """A condition that a person should look at now: a suggestion with its reason, which a named human confirms.

    ``level``: emergency, urgent or notice; of the topic COLOUR the smallest colour (yellow, orange, red, or purple) that it suggests.
    """

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
    topic: Topic = Topic.FINDING
    restricted: bool = False


@dataclass(frozen=True)
class GrowthStandard:
    """The tables by which children's growth is judged, and who published them; ``folder`` holds one file a table and ``standard.yaml``.

    ``until_months``: the age to which rules speak of growth. ``recent_months``: for how long after it a measurement says something. Only within
    both are z-scores worked out.
    """

    title: Text
    source: Source
    folder: Path
    until_months: int = 60
    recent_months: int = 12


@dataclass(frozen=True, eq=True)
class Rulebook:
    """All the rules that run together."""

    protocols: tuple[Protocol, ...]
    alerts: tuple[Alert, ...] = ()
    version: str = ""
    growth: GrowthStandard | None = None

    def __hash__(self) -> int:
        return self._hash  # thousands of declarations: counted once

    @cached_property
    def _hash(self) -> int:
        return hash((self.protocols, self.alerts, self.version, self.growth))

    @cached_property
    def _made(self) -> dict[object, "Rulebook"]:
        return {}

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """The days on which another version of some rule comes into force."""
        dated = [*self.protocols, *(step for one in self.protocols for step in one.steps)]
        starts = {one.effective_from for one in dated if one.effective_from}
        return tuple(sorted(starts | {one.effective_to + timedelta(days=1) for one in dated if one.effective_to}))

    def on(self, day: date) -> "Rulebook":
        """The rules in force on a day."""
        period = bisect_right(self.turning_days, day)
        if period not in self._made:
            held = [one for one in self.protocols if _holds(one, day)]
            dated = [replace(one, steps=tuple(step for step in one.steps if _holds(step, day))) for one in held]
            self._made[period] = replace(self, protocols=tuple(dated))
        return self._made[period]

    def shown(self, *, restricted: bool) -> "Rulebook":
        """The rules without those of the restricted class, unless they are asked for."""
        if restricted:
            return self
        if "shown" not in self._made:
            protocols = tuple(one for one in self.protocols if not one.restricted)
            self._made["shown"] = replace(
                self, protocols=protocols, alerts=tuple(one for one in self.alerts if not one.restricted)
            )
        return self._made["shown"]

    def about(self, subject: Subject) -> "Rulebook":
        """The rules about one kind of subject."""
        protocols = tuple(one for one in self.protocols if one.subject is subject)
        return replace(self, protocols=protocols, alerts=tuple(one for one in self.alerts if one.subject is subject))

    def replacing(self, *changed: Protocol | Alert) -> "Rulebook":
        """The same rules with some declarations in the place of those of the same code; new ones come last."""
        protocols = {(one.code, one.effective_from): one for one in self.protocols}
        protocols |= {(one.code, one.effective_from): one for one in changed if isinstance(one, Protocol)}
        alerts = {one.code: one for one in self.alerts} | {one.code: one for one in changed if isinstance(one, Alert)}
        return replace(self, protocols=tuple(protocols.values()), alerts=tuple(alerts.values()))

    def step(self, protocol: str, step: str) -> Step:
        """The newest version of a step by its two codes. Raises KeyError when there is none."""
        if (protocol, step) not in self._steps:
            raise KeyError(f"{protocol}/{step}")
        return self._steps[protocol, step]

    def protocol(self, code: str) -> Protocol:
        """The newest version of a protocol by its code. Raises KeyError when there is none."""
        return self._newest[code]

    def alert(self, code: str) -> Alert:
        """The alert by its code. Raises KeyError when there is none."""
        return self._alerts[code]

    @cached_property
    def _newest(self) -> dict[str, Protocol]:
        return {one.code: one for one in self._by_age}

    @cached_property
    def _steps(self) -> dict[tuple[str, str], Step]:
        return {(book.code, step.code): step for book in self._by_age for step in book.steps}

    @cached_property
    def _alerts(self) -> dict[str, Alert]:
        return {one.code: one for one in self.alerts}

    @property
    def _by_age(self) -> list[Protocol]:
        """Every version of every protocol, so that of one code the newest comes last."""
        return sorted(self.protocols, key=lambda one: one.effective_from or date.min)


def _holds(version: Protocol | Step, day: date) -> bool:
    return (version.effective_from or date.min) <= day <= (version.effective_to or date.max)
