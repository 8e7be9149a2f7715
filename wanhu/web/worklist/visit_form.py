"""The form of a visit, made from its declaration: only what this step needs, and what else is due for the same person today.

It carries the UUID of what it will write, minted when it was shown: sent twice, it writes once. Nothing but the day must be filled in.
"""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from wanhu.engine.expressions import Expression
from wanhu.engine.forms import Choice, Form, PressurePair, Question, Screen, Signs, asked_in, codes_of, questions_of
from wanhu.engine.text import Text
from wanhu.rules.forms import FORMS
from wanhu.web.care.models import ContactFact, MeasurementFact
from wanhu.web.registry.models import Person
from wanhu.web.worklist import asking
from wanhu.web.worklist.asking import Answers, Asked
from wanhu.web.worklist.forms import MODES, Visit
from wanhu.web.worklist.queries import Task

TOGETHER = Text("这次一起做", "Due at the same time")


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
        last: dict[str, str] | None = None,
        was_there: set[str] | None = None,
        true: Collection[Expression] = (),
    ) -> None:
        super().__init__(data, born_on=task.person.born_on)
        self.task, self.last, self.was_there = task, last or {}, was_there or set()
        self.form = form_of(task)
        self.parts = _parts(self.form, task, also, true, data or ())
        self.questions = [question for _title, _folded, questions in self.parts for question in questions]
        self.doses = [one for one in [task, *also] if "dose" in dict(one.step.recorded_as)]
        if self.form:
            self.fields["mode"] = forms.ChoiceField(
                label=gettext_lazy("方式"), choices=MODES, widget=forms.RadioSelect, initial=self.form.mode
            )
        for question in self.questions:
            self.fields.update(asking.fields_of(question))
        for one in self.doses:
            given = forms.BooleanField(label=asking.said(one.step.title), required=False, initial=one is task)
            self.fields[f"dose-{one.step.code}"] = given
            self.fields[f"product-{one.step.code}"] = forms.CharField(
                label=gettext_lazy("疫苗产品或批号"), required=False, max_length=60, help_text=gettext_lazy("照接种本上的写")
            )
        self.fields["sure"] = forms.BooleanField(label=gettext_lazy("确定无误，照此保存"), required=False)

    asking_sure = False

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
            if not said.get("sure"):
                for code, words in asking.hard_to_believe(question, said).items():
                    self.add_error(code, words)
                    self.asking_sure = True
        if not self.errors and not self.form and not self.given() and not self.answers():
            raise forms.ValidationError(gettext("还没有填任何结果。没有做的话，请用下面的“移出名单”，或返回任务。"))
        return said

    def _pair(self, question: PressurePair, said: dict[str, Any]) -> None:
        high, low = question.systolic.code, question.diastolic.code
        written = self.data.get(high, "")
        if high in self.errors and (both := asking.read_pressure(written)):
            del self.errors[high]
            said[high], said[low] = both
        if {high, low} & set(self.errors):
            return
        if (said.get(high) is None) != (said.get(low) is None):
            self.add_error(high if said.get(high) is None else low, gettext("血压要填两个数，例如 120 / 80。"))
        elif said.get(high) is not None and said[high] <= said[low]:
            self.add_error(high, gettext("收缩压应当比舒张压高。两个数是不是填反了？"))

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

    def dose_fields(self) -> list[dict[str, Any]]:
        """Each dose for the page: its task, the box that says it was given, and the box for the product."""
        return [
            {"task": one, "given": self[f"dose-{one.step.code}"], "product": self[f"product-{one.step.code}"]}
            for one in self.doses
        ]

    def _asked(self, question: Question) -> Asked:
        return asking.asked(self, question, self.last)

    def _wrong(self, questions: list[Question]) -> bool:
        return (
            any(name in self.errors for question in questions for name in asking.fields_of(question)) if self.is_bound else False
        )


class CorrectionForm(VisitForm):
    """An earlier visit with what was written then, to be put right. Doses are corrected where they are counted: by undoing, or the clinic's file."""

    def __init__(self, person: Person, written: list[Any], data: Any = None, *, true: Collection[Expression] = ()) -> None:
        Visit.__init__(self, data, born_on=person.born_on)
        self.last, self.was_there, self.doses = {}, set(), []
        self.form = form_written(written)
        self.parts = _parts_of(self.form, written, true, data or ())
        self.questions = [question for _title, _folded, questions in self.parts for question in questions]
        if self.form:
            self.fields["mode"] = forms.ChoiceField(label=gettext_lazy("方式"), choices=MODES, widget=forms.RadioSelect)
        for question in self.questions:
            self.fields.update(asking.fields_of(question))
        self.fields["sure"] = forms.BooleanField(label=gettext_lazy("确定无误，照此保存"), required=False)
        self.initial |= _then(self.questions, written)


def _then(questions: list[Question], written: list[Any]) -> dict[str, Any]:
    """What was written, as the boxes show it."""
    said: dict[str, Any] = {"happened": max(fact.happened for fact in written)}
    there: dict[str, list[str]] = {}
    for fact in written:
        if isinstance(fact, ContactFact):
            said["mode"] = fact.mode
        elif isinstance(fact, MeasurementFact):
            said[fact.code] = f"{fact.value:g}"
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
            said[question.code] = ticked or ([asking.NONE] if question.code in there else [])
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
        what = "measurement" if isinstance(fact, MeasurementFact) else "finding"
        question = None if isinstance(fact, ContactFact) else FORMS.asking(what, fact.code)
        if question and (what, fact.code) not in known:
            extra.append(question)
            known |= set(codes_of(question))
    answered = {*typed, *(fact.code for fact in written if not isinstance(fact, ContactFact))}
    parts = [(section.title, section.folded, asked_in(section, true, answered)) for section in (form.sections if form else ())]
    return [*parts, (TOGETHER, False, extra)] if extra else parts


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
    """Parts of the page: those of the form, and the questions of what is due alone or at the same time."""
    known = {code for question in (questions_of(form) if form else ()) for code in codes_of(question)}
    extra: list[Question] = []
    for one in [task, *also]:
        for what, code in one.step.recorded_as:
            question = FORMS.asking(what, code)
            if question and asking.fields_of(question) and (what, code) not in known:
                extra.append(question)
                known |= set(codes_of(question))
    parts = [(section.title, section.folded, asked_in(section, true, typed)) for section in (form.sections if form else ())]
    if extra:
        parts.insert(max(0, len(parts) - 1), (TOGETHER if form else task.step.title, False, extra))
    return parts
