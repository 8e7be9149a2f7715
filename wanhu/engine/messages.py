"""Reminders to families, as far as they are rules: which planned step is written about when, in which words, at which hours of the day.

The words of a message never come from the step: a phone is often shared, so whoever reads the message must learn nothing of the person's
health from it. Nothing here knows names or numbers; the words leave places for them, and the web fills those at the last moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import yaml

from wanhu.engine.protocol import Rulebook, State
from wanhu.engine.text import Text

ABOUT = (State.UPCOMING, State.OPEN, State.OVERDUE)  # what is done, missed or released is never written about
ANY = "*"


class Around(StrEnum):
    """The day of a step that a message is counted from."""

    OPENS = "opens"
    DUE = "due"


@dataclass(frozen=True)
class Template:
    """One message of a step: sent once, on the first day of sending from ``days_before`` the day it goes ``around`` to ``days_after`` it.

    Both are inclusive, and either may be negative: ``days_before=-3`` begins three days after that day. ``steps`` names each step as
    ``protocol/step``, or ``protocol/*``. ``text`` has places for ``{greeting}``, ``{when}`` and ``{contact}``, and for nothing else.
    """

    code: str
    text: Text
    steps: tuple[str, ...]
    around: Around
    days_before: int
    days_after: int

    def concerns(self, protocol: str, step: str) -> bool:
        """Whether the message is about this step."""
        return f"{protocol}/{step}" in self.steps or f"{protocol}/{ANY}" in self.steps

    def holds(self, opens: date, due: date, on: date) -> bool:
        """Whether ``on`` is one of the days on which it is sent about a step with these days."""
        day = opens if self.around is Around.OPENS else due
        return -self.days_after <= (day - on).days <= self.days_before


@dataclass(frozen=True)
class Phrases:
    """The words that stand in the places of a template, and the text for several things at once. All neutral, like the templates.

    ``greetings`` by sex (GB/T 2261.1) with a place for ``{surname}``; ``stranger`` for somebody of whom it is not known.
    ``before`` has a place for ``{month}`` and ``{day}``; ``soon`` is said when the day is past, or far off.
    ``worker`` has places for ``{place}``, ``{worker}`` and ``{phone}``; ``clinic`` for ``{place}``; ``nobody`` has none.
    """

    several: Text
    greetings: tuple[tuple[int, Text], ...]
    stranger: Text
    before: Text
    soon: Text
    worker: Text
    clinic: Text
    nobody: Text


@dataclass(frozen=True)
class Sending:
    """How messages are sent: the first and the last time of day (inclusive), and how often a message that failed is tried in all.

    ``apart``: the fewest days between two messages about one step.
    """

    opens: time
    closes: time
    tries: int
    apart: int
    verified: bool

    def allows(self, moment: datetime) -> bool:
        """Whether a message may be sent at this moment of local time."""
        return self.opens <= moment.time() <= self.closes

    def next(self, moment: datetime) -> datetime:
        """The moment itself, when messages may be sent then; else when they may again."""
        if self.allows(moment):
            return moment
        day = moment.date() + timedelta(days=1 if moment.time() > self.closes else 0)
        return datetime.combine(day, self.opens, moment.tzinfo)


class Planned(NamedTuple):
    """A row of the lists: a step of a person (of a child, or of a woman with her pregnancy)."""

    person: int
    pregnancy: int | None
    protocol: str
    step: str
    state: str
    opens: date
    due: date


class Wanted(NamedTuple):
    """A row about which a message is to be sent, and which."""

    row: Planned
    template: Template


def choose(templates: Iterable[Template], rulebook: Rulebook, rows: Iterable[Planned], on: date) -> list[Wanted]:
    """Which rows need which message on a day: the first template that concerns the step and holds. Never a rule of the restricted class.

    In the order of the rows. A row of a protocol that the rulebook does not know is left out: it was computed by other rules.
    """
    known = {one.code for one in rulebook.shown(restricted=False).protocols}
    templates, found = tuple(templates), []
    for row in rows:
        if row.state not in ABOUT or row.protocol not in known:
            continue
        template = next(
            (one for one in templates if one.concerns(row.protocol, row.step) and one.holds(row.opens, row.due, on)), None
        )
        if template is not None:
            found.append(Wanted(row, template))
    return found


def reach(templates: Iterable[Template], on: date) -> dict[Around, tuple[date, date]]:
    """The first and the last of the days that a step to be written about on ``on`` can open on, or be due on."""
    found: dict[Around, tuple[date, date]] = {}
    for one in templates:
        first, last = on - timedelta(days=one.days_after), on + timedelta(days=one.days_before)
        earliest, latest = found.get(one.around, (first, last))
        found[one.around] = (min(first, earliest), max(last, latest))
    return found


def words(chosen: Iterable[Wanted], phrases: Phrases) -> Text:
    """The text of one message about several steps: what all templates say, or the one for several things when they differ."""
    texts = {one.template.text for one in chosen}
    return texts.pop() if len(texts) == 1 else phrases.several


def sending(path: Path) -> Sending:
    """The hours and numbers from the YAML file in which the institution reviews them."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    hours = time.fromisoformat(held["opens"]), time.fromisoformat(held["closes"])
    return Sending(*hours, int(held["tries"]), int(held["apart"]), held["verified"] is True)
