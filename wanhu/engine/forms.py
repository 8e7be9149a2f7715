"""The vocabulary of visit forms: what is asked at a visit, with units, limits and the answers there are. Declarations only.

A form asks questions; each question says which facts its answer becomes. Limits are of two kinds: what cannot be (``least`` to ``most``: sent
back) and what is hard to believe (outside ``low`` to ``high``: asked about, taken when confirmed). Neither says what is healthy: that is for
alerts to say, and a question only names the alert that must be seen before the form is even saved (``Danger``).
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from wanhu.engine.expressions import Expression
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text

BLOOD_PRESSURE = Text("血压", "Blood pressure")


@dataclass(frozen=True)
class Danger:
    """A value at which the worker is told at once what to do: the words are those of the alert, which a test holds to the same limit."""

    alert: str
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class Measure:
    """A measurement ``code`` in ``unit``. ``weight``: grams and 斤 are taken as well, when she writes the unit.

    ``change``: asked about, too, when it differs from what was last known by more than this share of it; 0 where people do change that much.
    """

    code: str
    title: Text
    unit: str
    least: float
    low: float
    high: float
    most: float
    decimals: int = 0
    dangers: tuple[Danger, ...] = ()
    weight: bool = False
    hint: Text | None = None
    change: float = 0


@dataclass(frozen=True)
class PressurePair:
    """Blood pressure: two measurements in two boxes, or "120/80" in the first."""

    systolic: Measure
    diastolic: Measure
    title: Text = BLOOD_PRESSURE
    code: str = "pressure"


@dataclass(frozen=True)
class Option:
    """One answer. ``value`` is what the fact holds; ``danger`` the alert whose words are shown as soon as it is chosen."""

    value: str
    title: Text
    danger: str = ""


@dataclass(frozen=True)
class Choice:
    """A finding ``code`` with one of the options; with ``many``, one finding for each option ticked, or ``none`` when none applies.

    ``restricted``: an infectious disease or the like, asked only of those with that permission and never shown in lists.
    """

    code: str
    title: Text
    options: tuple[Option, ...]
    many: bool = False
    restricted: bool = False
    hint: Text | None = None


@dataclass(frozen=True)
class Signs:
    """Findings that are there or not, each with its own code (the option's ``value``): a tick writes ``yes``.

    "None of these" answers the whole group: a finding of the group's own code with ``none``, and ``no`` for every sign that was ``yes``
    before, so that a worry which passed does not stay.
    """

    code: str
    title: Text
    options: tuple[Option, ...]
    hint: Text | None = None


@dataclass(frozen=True)
class Screen:
    """A list of items of which one is enough: a tick makes the finding ``code`` positive and writes each item as a finding ``item``;
    "none of these" makes it negative. ``box``: what its boxes are called on a form that may ask one of several lists with the same finding.
    """

    code: str
    title: Text
    item: str
    options: tuple[Option, ...]
    hint: Text | None = None
    box: str = ""


@dataclass(frozen=True)
class Item:
    """One item of a questionnaire with its answers, in the printed order."""

    title: Text
    answers: tuple[Text, ...]


@dataclass(frozen=True)
class Scale:
    """A questionnaire of ``items`` questions, each scored 0 to ``each``, that was filled in on paper: its total, or the scores in their order.

    Only numbers are kept: the total, and the items named in ``keeps``, because a rule reads them on their own. The texts of the items are
    not ours to print: where the institution may show them, ``texts`` holds them, and the answers are asked one by one and added up.
    ``falling``: the items whose first answer scores the most. ``danger``: the alert whose words are shown when a kept item is above zero.
    """

    code: str
    title: Text
    items: int
    each: int
    keeps: tuple[int, ...] = ()
    danger: str = ""
    hint: Text | None = None
    falling: tuple[int, ...] = ()
    texts: tuple[Item, ...] = ()

    def answer(self, number: int) -> str:
        """The name of the box in which an item is answered."""
        return f"{self.code}-answer-{number}"

    def scores(self, number: int) -> tuple[int, ...]:
        """What each answer of an item counts, in the printed order."""
        return tuple(range(self.each, -1, -1) if number in self.falling else range(self.each + 1))

    @property
    def total(self) -> str:
        """The code of the total."""
        return f"{self.code}-total"

    def item(self, number: int) -> str:
        """The code of an item that is kept."""
        return f"{self.code}-item-{number}"


@dataclass(frozen=True)
class Decision:
    """A decision ``code`` of a named human. Without options it has a page of its own, where the reasons stand beside it (the colour of risk)."""

    code: str
    title: Text
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class NextVisit:
    """The day agreed for the next visit, at most ``longest`` days ahead: a decision ``code`` with the outcome ``agreed`` that holds until that day."""

    code: str
    title: Text
    longest: int = 120


Question = Measure | PressurePair | Choice | Signs | Screen | Scale | Decision | NextVisit


@dataclass(frozen=True)
class Only:
    """A question for those alone of whom ``when`` is true on the day of the visit: signs of an age, a second fetus, a woman and not her husband.

    Where it is not known to be true, nothing is asked. An answer that arrives all the same is kept: the phone asked when it was.
    """

    when: Expression
    question: Question


@dataclass(frozen=True)
class Told:
    """One answer that a danger of several needs: a number of ``code`` at or past a limit, or one of ``values`` (``yes`` of a sign)."""

    code: str
    at_least: float | None = None
    at_most: float | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Together:
    """Answers of one form that are a danger only together: one of each tuple of ``answers``. The words are those of the alert, as of a ``Danger``.

    Not said beside an answer in ``unless``, where a worse danger is told already. The words of the alerts in ``instead_of`` give way to its own.
    ``when``: for those alone of whom it is true on the day of the visit.
    """

    alert: str
    answers: tuple[tuple[Told, ...], ...]
    unless: tuple[Told, ...] = ()
    instead_of: tuple[str, ...] = ()
    when: Expression | None = None


@dataclass(frozen=True)
class Section:
    """Questions under one heading. ``folded``: opened only by those who need it, because few visits do."""

    title: Text
    questions: tuple[Question | Only, ...]
    folded: bool = False


@dataclass(frozen=True)
class Form:
    """What is asked at a visit of these ``contacts``. ``mode``: where it usually takes place (home, clinic or phone).

    ``minutes`` it usually takes, for planning a day (a design default). ``together``: dangers that need several answers.
    ``restricted``: asked only of those with that permission, on a page of its own, and what it writes is shown nowhere else.
    """

    code: str
    title: Text
    subject: Subject
    contacts: tuple[str, ...]
    sections: tuple[Section, ...]
    mode: str = "clinic"
    minutes: int = 15
    restricted: bool = False
    together: tuple[Together, ...] = ()


@dataclass(frozen=True)
class ReferralPlace:
    """Where somebody in danger is taken from an area (the code of a place, or the beginning of it), and the number to call first."""

    area: str
    name: Text
    phone: str
    verified: bool = False


@dataclass(frozen=True)
class Forms:
    """All forms, and every question by the code it records, so that a test due at a visit is asked there and one due alone is asked alone."""

    forms: tuple[Form, ...]
    single: tuple[Question, ...]

    def of_contact(self, kind: str) -> Form:
        """The form of a kind of contact. Raises KeyError when there is none."""
        return self._of_contact[kind]

    def asking(self, kind: str, code: str) -> Question | None:
        """The question that records a finding, measurement or decision of this code; ``None`` when nobody asks it here."""
        return self._by_code.get((kind, code))

    @cached_property
    def _of_contact(self) -> dict[str, Form]:
        return {contact: form for form in self.forms for contact in form.contacts}

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], Question]:
        return _by_code(self)


def codes_of(question: Question) -> tuple[tuple[str, str], ...]:
    """The facts a question may write: (measurement | finding | decision, code)."""
    if isinstance(question, Measure):
        return (("measurement", question.code),)
    if isinstance(question, PressurePair):
        return (("measurement", question.systolic.code), ("measurement", question.diastolic.code))
    if isinstance(question, Choice):
        return (("finding", question.code),)
    if isinstance(question, Signs):
        return (("finding", question.code), *(("finding", option.value) for option in question.options))
    if isinstance(question, Screen):
        return (("finding", question.code), ("finding", question.item))
    if isinstance(question, Scale):
        return (("measurement", question.total), *(("measurement", question.item(number)) for number in question.keeps))
    return (("decision", question.code),)


def boxes_of(question: Question) -> tuple[str, ...]:
    """The names of a question's boxes on a page, by which its answer arrives."""
    if isinstance(question, PressurePair):
        return (question.systolic.code, question.diastolic.code)
    return ((question.box if isinstance(question, Screen) else "") or question.code,)


def questions_of(form: Form) -> tuple[Question, ...]:
    """Every question of a form in the order of asking, those that are only for some included."""
    return tuple(_bare(question) for section in form.sections for question in section.questions)


def conditions_of(form: Form) -> tuple[Expression, ...]:
    """What decides which questions of a form are asked and which of its dangers concern somebody, each condition once."""
    asked = [one.when for section in form.sections for one in section.questions if isinstance(one, Only)]
    return tuple(dict.fromkeys([*asked, *(one.when for one in form.together if one.when is not None)]))


def asked_in(section: Section, true: Collection[Expression], answered: Collection[str] = ()) -> list[Question]:
    """The questions of a section for somebody of whom these conditions are true, and those that were answered all the same: by the name of a
    box, by the code of a finding, or, of lists that share one, by an item."""
    return [
        _bare(one)
        for one in section.questions
        if not isinstance(one, Only) or one.when in true or _marks(one.question) & set(answered)
    ]


def _marks(question: Question) -> set[str]:
    if isinstance(question, Screen) and question.box:
        return {question.box, *(option.value for option in question.options)}
    return {code for _what, code in codes_of(question)}


def _bare(question: Question | Only) -> Question:
    return question.question if isinstance(question, Only) else question


def _by_code(forms: Forms) -> dict[tuple[str, str], Question]:
    asked = [*forms.single, *(question for form in forms.forms for question in questions_of(form))]
    return {written: question for question in reversed(asked) for written in codes_of(question)}
