"""The vocabulary of guidance cards: how a step is done, in a few short bullets for somebody at the door. Declarations only.

A card speaks of what is recorded (a contact of this kind, a dose of this vaccine, a finding of this code), so that every step which records it
has it; a step that records nothing is named itself. Cards help to remember. They order nothing: the clinician's word stands above them.
"""

from dataclasses import dataclass
from functools import cached_property

from wanhu.engine.protocol import Confidence, Source, Step
from wanhu.engine.text import Text

STEP = "step"  # what a step that records nothing is named by, with its own code


@dataclass(frozen=True)
class Card:
    """Three to six bullets: ``before`` setting out, what to ``do``, what to ``tell`` the family, when to ``refer``.

    ``of``: what is recorded, as steps say it (``("contact", "antenatal")``); ``("step", code)`` for a step that records nothing.
    ``restricted``: it speaks of an infectious disease, and is shown only with steps of that class.
    """

    code: str
    title: Text
    of: tuple[tuple[str, str], ...]
    before: tuple[Text, ...]
    do: tuple[Text, ...]
    tell: tuple[Text, ...]
    refer: tuple[Text, ...]
    source: Source
    confidence: Confidence = Confidence.EXPERT
    restricted: bool = False

    @property
    def bullets(self) -> tuple[Text, ...]:
        """All that it says, in order."""
        return (*self.before, *self.do, *self.tell, *self.refer)


@dataclass(frozen=True)
class Guidance:
    """All cards, and which one a step has."""

    cards: tuple[Card, ...]

    def card_for(self, step: Step) -> Card:
        """The card of what the step records first. Raises KeyError when there is none."""
        return self._by_kind[step.recorded_as[0] if step.recorded_as else (STEP, step.code)]

    def card(self, code: str) -> Card:
        """A card by its code. Raises KeyError when there is none."""
        return {one.code: one for one in self.cards}[code]

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str], Card]:
        return {kind: card for card in self.cards for kind in card.of}
