"""The form of a visit, made from its declaration: only what this step needs, and what else is due for the same person today.

It carries the UUID of what it will write, minted when it was shown: sent twice, it writes once. Nothing but the day must be filled in.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from wanhu.engine.dates import TERM_DAYS
from wanhu.engine.expressions import Expression
from wanhu.engine.forms import (
    Choice,
    Decision,
    Form,
    NextVisit,
    PressurePair,
    Question,
    Screen,
    Signs,
    asked_in,
    boxes_of,
    codes_of,
    questions_of,
)
from wanhu.engine.protocol import InWindow, State
from wanhu.engine.text import Text
from wanhu.rules.forms import FORMS
from wanhu.web.base import words
from wanhu.web.care.models import ContactFact, MeasurementFact
from wanhu.web.registry.models import DecisionFact, Person
from wanhu.web.worklist import asking
from wanhu.web.worklist.asking import Answers, Asked, Doubt
from wanhu.web.worklist.forms import MODES, Visit
from wanhu.web.worklist.queries import Last, Task
from wanhu.web.worklist.together import CalledTogether, together_of

TOGETHER = Text("这次一起做", "Due at the same time")
MISSED = State.MISSED.value
RISK = "risk-screening"


class VisitForm(Visit):
    """One visit: the step that was opened, and ``also``, the tests and doses of the same person that are due with it.

    ``last``: what was last known, in words, by code. ``was_there``: signs that were there when last looked for. ``true``: which conditions of the
    form hold for her, so that only what is for her is asked.
    """

    def __init__(
        self,
        task: Task,
        also: list[Task],
        data: Any = None,
        *,
        last: Mapping[str, Last] | None = None,
        was_there: set[str] | None = None,
        true: Collection[Expression] = (),
        known: Mapping[str, list[Text]] | None = None,
    ) -> None:
        super().__init__(data, born_on=task.person.born_on, within=within(task))
        self.task, self.past = task, task.state == MISSED
        self.last, self.was_there, self.true = last or {}, was_there or set(), true
        self.form = form_of(task)
        self.parts = _parts(self.form, task, also, true, data or ())
        self.known = known or {}
        self.questions = [question for _title, _folded, questions in self.parts for question in questions]
        doses = [task] if task.state == MISSED else [task, *also]
        self.doses = [one for one in doses if "dose" in dict(one.step.recorded_as)]
        if self.form:
            self.fields["mode"] = forms.ChoiceField(
                label=gettext_lazy("方式"), choices=MODES, widget=forms.RadioSelect, initial=self.form.mode
            )
        for question in self.questions:
            self.fields.update(asking.fields_of(question, self.last))
        for one in self.doses:
            ticked = one is task and not _doubtful(one)  # what may be wrong, or is past its time, is for her to say
            given = forms.BooleanField(label=asking.said(one.step.title), required=False, initial=ticked)
            self.fields[f"dose-{one.step.code}"] = given
            self.fields[f"product-{one.step.code}"] = _product(dict(one.step.recorded_as)["dose"])
        if self.known and not self.is_bound and ("finding", RISK) in task.step.recorded_as:
            self.initial[RISK] = list(
                self.known
            )  # only where she opened the screening itself: beside another visit it would count as asked
        self._doubting()
        if self.past and not self.is_bound:
            self.initial["happened"] = None  # what was done then is written under its own day, never under today's by itself

    true: Collection[Expression] = ()
    past = False  # whether the time of the step that was opened is over

    def _doubting(self) -> None:
        self.fields["sure"] = forms.Field(required=False, widget=forms.MultipleHiddenInput)
        self.doubts: dict[str, str] = {}

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in beside the day."""
        return bool(self.form or self.doses or any(asking.fields_of(question) for question in self.questions))

    def clean(self) -> dict[str, Any]:
        """Pressures in pairs; what is hard to believe asked about once; and something must have been done."""
        said = super().clean() or {}
        for question in self.questions:
            if isinstance(question, PressurePair):
                self._pair(question, said)
            if isinstance(question, NextVisit):
                self._ahead(question, said)
            for code, doubt in asking.hard_to_believe(question, said, self.last).items():
                self._ask(code, asking.sure_of(code, said[code]), doubt)
        self._ask_more(said)
        return said

    def _ask(self, field: str | None, sure: str, question: str) -> None:
        """Asks once, beside the box; a tick there takes it. ``on``: the tick of a page that a phone kept from before there was one for each value."""
        self.doubts[field or ""] = sure
        if not {sure, "on"} & set(self.cleaned_data.get("sure") or ()):
            self.add_error(field, question)

    def _ask_more(self, said: dict[str, Any]) -> None:
        """Doses that the rules advise against or whose time is past, a day that does not do the step, and a visit of which nothing is said."""
        for one in self.doses:
            if said.get(f"dose-{one.step.code}") and _doubtful(one):
                why = asking.said(one.advice) if one.advice else gettext("这一剂的时间已过")
                self._ask(
                    f"dose-{one.step.code}", f"dose-{one.step.code}", gettext("%(why)s。这一剂确实打过了吗？") % {"why": why}
                )
        day, task = said.get("happened"), self.task
        if day and isinstance(task.step.done_by, InWindow) and not task.opens <= day <= (task.closes or date.max):
            about = {"day": words.day(day), "window": words.window(task.opens, task.closes)}
            text = gettext("%(day)s 不在这一步的时间里（%(window)s）：会记下来，但这一步还是没有做。照这一天记吗？") % about
            self._ask("happened", f"happened={day}", text)
        if self.errors or self.given() or self.answers():
            return
        if not self.form:
            raise forms.ValidationError(gettext("还没有填任何结果。没有做的话，请用下面的“移出名单”，或返回任务。"))
        self._ask(
            None,
            "nothing",
            gettext(
                "这一次什么都没有填，保存后就算做过了。没有见到人，请返回任务；见到了但什么也没有量、没有问，请勾选“确定无误”。"
            ),
        )

    def _pair(self, question: PressurePair, said: dict[str, Any]) -> None:
        high, low = question.systolic.code, question.diastolic.code
        if high in self.errors and (both := asking.read_pressure(self.data.get(high, ""))):
            del self.errors[high]
            other = said.get(low)
            said[high], said[low] = (both.low, both.high) if both.swapped else (both.high, both.low)
            if other not in (None, said[low]):
                self.add_error(low, gettext("两个框里的舒张压不一样。请核对。"))
        if {high, low} & set(self.errors):
            return
        if (said.get(high) is None) != (said.get(low) is None):
            self.add_error(high if said.get(high) is None else low, gettext("血压要填两个数，例如 120 / 80。"))
        elif said.get(high) is not None and said[high] <= said[low]:
            self.add_error(high, gettext("收缩压应当比舒张压高。两个数是不是填反了？"))

    def _ahead(self, question: NextVisit, said: dict[str, Any]) -> None:
        agreed, happened = said.get(question.code), said.get("happened")
        if agreed and happened and not happened < agreed <= happened + timedelta(question.longest):
            self.add_error(question.code, gettext("请填这次之后、%(days)d 天以内的日子。") % {"days": question.longest})

    def answers(self) -> Answers:
        """What was measured and found."""
        return asking.answers(self.questions, self.cleaned_data, self.was_there)

    def given(self) -> list[tuple[str, str]]:
        """Doses given: (vaccine, product or batch)."""
        said = self.cleaned_data
        return [
            (vaccine, said.get(f"product-{one.step.code}") or "")
            for one in self.doses if said.get(f"dose-{one.step.code}") for what, vaccine in one.step.recorded_as if what == "dose"
        ]  # fmt: skip

    def contacts(self) -> list[str]:
        """The kinds of contact that the opened step is recorded as."""
        return [kind for what, kind in self.task.step.recorded_as if what == "contact"]

    def shown(self) -> list[dict[str, Any]]:
        """The parts for the page: title, folded, and the questions asked."""
        return [
            {"title": title, "folded": folded and not self._wrong(questions), "asked": [self._asked(one) for one in questions]}
            for title, folded, questions in self.parts if questions
        ]  # fmt: skip

    def together(self) -> list[CalledTogether]:
        """The dangers that need several answers, with whether what was sent calls for them: the page says them while she types, the server after."""
        if self.form is None or self.past:
            return []
        said = self.answers() if self.is_bound and self.errors is not None else Answers()
        return together_of(self.form, said, self.true)

    def dose_fields(self) -> list[dict[str, Any]]:
        """Each dose for the page: its task, the box that says it was given, and the box for the product."""
        return [
            {"task": one, "given": self[f"dose-{one.step.code}"], "product": self[f"product-{one.step.code}"],
             "doubts": self.doubts_about(f"dose-{one.step.code}")}
            for one in self.doses
        ]  # fmt: skip

    def doubts_about(self, *fields: str) -> tuple[Doubt, ...]:
        """What was asked about these boxes, each with whether it was answered."""
        answered = set(self.cleaned_data.get("sure") or ()) if self.is_bound and self.errors is not None else set()
        return tuple(Doubt(self.doubts[one], bool({self.doubts[one], "on"} & answered)) for one in fields if one in self.doubts)

    def doubts_about_day(self) -> tuple[Doubt, ...]:
        """What was asked about the day."""
        return self.doubts_about("happened")

    def doubts_about_all(self) -> tuple[Doubt, ...]:
        """What was asked about the visit as a whole."""
        return self.doubts_about("")

    def _asked(self, question: Question) -> Asked:
        why = tuple(asking.said(one) for of in self.known.values() for one in of) if question.code == RISK else ()
        made = asking.asked(self, question, self.last, self.doubts_about(*asking.fields_of(question)), why)
        return replace(made, dangers=()) if self.past else made  # "refer at once" is not said of a day long ago

    def _wrong(self, questions: list[Question]) -> bool:
        return (
            any(name in self.errors for question in questions for name in asking.fields_of(question)) if self.is_bound else False
        )


class CorrectionForm(VisitForm):
    """An earlier visit with what was written then, to be put right. Doses are corrected where they are counted: by undoing, or the clinic's file."""

    def __init__(self, person: Person, written: list[Any], data: Any = None, *, true: Collection[Expression] = ()) -> None:
        Visit.__init__(self, data, born_on=person.born_on)
        self.last, self.was_there, self.doses, self.known = {}, set(), [], {}
        self.form, self.true = form_written(written), true
        self.parts = _parts_of(self.form, written, true, data or ())
        self.questions = [question for _title, _folded, questions in self.parts for question in questions]
        if self.form:
            self.fields["mode"] = forms.ChoiceField(label=gettext_lazy("方式"), choices=MODES, widget=forms.RadioSelect)
        for question in self.questions:
            self.fields.update(asking.fields_of(question))
        self._doubting()
        self.initial |= _then(self.questions, written)

    def _ask_more(self, said: dict[str, Any]) -> None:
        """Nothing more: what was done is not in doubt here."""


def _doubtful(dose: Task) -> bool:
    return dose.state == MISSED or dose.advice is not None


def within(task: Task) -> tuple[date | None, date | None]:
    """From the last period to the end of the pregnancy for what belongs to a pregnancy; from the birth on for what comes after it."""
    if task.now is None:
        return None, None
    birth = task.now.born_on
    if birth and task.opens >= birth:
        return birth, None
    return task.now.edd - timedelta(days=TERM_DAYS) if task.now.edd else None, birth or task.now.ended_on


def _product(vaccine: str) -> forms.CharField:
    """A box for the product or batch, with the names that clinics write for this vaccine to choose from."""
    return forms.CharField(
        label=gettext_lazy("疫苗产品或批号"), required=False, max_length=60, widget=forms.TextInput(attrs={"list": f"products-{vaccine}", "autocomplete": "off"})
    )  # fmt: skip


def _then(questions: list[Question], written: list[Any]) -> dict[str, Any]:
    """What was written, as the boxes show it."""
    said: dict[str, Any] = {"happened": max(fact.happened for fact in written)}
    there: dict[str, list[str]] = {}
    for fact in written:
        if isinstance(fact, ContactFact):
            said["mode"] = fact.mode
        elif isinstance(fact, MeasurementFact):
            said[fact.code] = f"{fact.value:g}"
        elif isinstance(fact, DecisionFact):
            said[fact.about] = fact.until
        else:
            there.setdefault(fact.code, []).append(fact.value)
    for question in questions:
        if isinstance(question, Signs):
            ticked = [option.value for option in question.options if "yes" in there.get(option.value, [])]
        elif isinstance(question, Screen):
            ticked = there.get(question.item, [])
        else:
            ticked = there.get(question.code, [])
        if isinstance(question, Signs | Screen) or (isinstance(question, Choice) and question.many):
            said[boxes_of(question)[0]] = ticked or ([asking.NONE] if question.code in there else [])
        elif isinstance(question, Choice) and ticked:
            said[question.code] = ticked[0]
    return said


def _parts_of(
    form: Form | None, written: list[Any], true: Collection[Expression], typed: Collection[str]
) -> list[tuple[Text, bool, list[Question]]]:
    """The parts of the form, and whatever else was written with it."""
    known = {code for question in (questions_of(form) if form else ()) for code in codes_of(question)}
    extra: list[Question] = []
    for fact in written:
        if isinstance(fact, ContactFact):
            continue
        written_as = _written_as(fact)
        question = FORMS.asking(*written_as)
        if question and written_as not in known:
            extra.append(question)
            known |= set(codes_of(question))
    told = [fact for fact in written if not isinstance(fact, ContactFact)]
    answered = {*typed, *(_written_as(fact)[1] for fact in told), *(str(getattr(fact, "value", "")) for fact in told)}
    parts: list[tuple[Text, bool, list[Question]]] = [
        (
            section.title,
            section.folded,
            [one for one in asked_in(section, true, answered) if not isinstance(one, Decision)],
        )
        for section in (form.sections if form else ())
    ]  # a decision stands until another is taken, and is no slip of the pen
    return [*parts, (TOGETHER, False, extra)] if extra else parts


def _written_as(fact: Any) -> tuple[str, str]:
    """What a fact is, and its code: a day agreed is a decision about the next visit."""
    if isinstance(fact, DecisionFact):
        return "decision", fact.about
    return "measurement" if isinstance(fact, MeasurementFact) else "finding", fact.code


def form_written(written: list[Any]) -> Form | None:
    """The form by which a visit was written; ``None`` for a test alone."""
    kinds = [fact.kind for fact in written if isinstance(fact, ContactFact)]
    return FORMS.of_contact(kinds[0]) if kinds else None


def form_of(task: Task) -> Form | None:
    """The declared form of the contact that a step is; ``None`` for a test or a dose alone."""
    kind = dict(task.step.recorded_as).get("contact")
    return FORMS.of_contact(kind) if kind else None


def _parts(
    form: Form | None, task: Task, also: list[Task], true: Collection[Expression], typed: Collection[str]
) -> list[tuple[Text, bool, list[Question]]]:
    """Parts of the page: those of the form, and the questions of what is due alone or at the same time. A part that holds one of these is open."""
    known = {code for question in (questions_of(form) if form else ()) for code in codes_of(question)}
    due = {written for one in [task, *also] for written in one.step.recorded_as}
    extra: list[Question] = []
    if task.state == MISSED:
        also = []  # what is due today is not part of what was done then
    for one in [task, *also]:
        for what, code in one.step.recorded_as:
            question = FORMS.asking(what, code)
            if question and asking.fields_of(question) and (what, code) not in known:
                extra.append(question)
                known |= set(codes_of(question))
    parts = [
        (section.title, section.folded and not any(due & set(codes_of(one)) for one in asked), asked)
        for section in (form.sections if form else ()) for asked in [asked_in(section, true, typed)]
    ]  # fmt: skip
    if extra:
        parts.insert(
            max(0, len(parts) - 1), (TOGETHER if form or "dose" in dict(task.step.recorded_as) else task.step.title, False, extra)
        )
    if task.state == MISSED:  # danger is looked for in whoever stands before her now, with the questions of that age or week
        parts = [
            (title, folded, [one for one in of if not isinstance(one, Signs) or one.code in typed]) for title, folded, of in parts
        ]
    return parts
