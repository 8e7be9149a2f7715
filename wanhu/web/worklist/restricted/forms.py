"""The boxes of a restricted form, and her answer about recording such results at all."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from wanhu.engine.forms import Form, Scale, questions_of
from wanhu.web.registry.models import Person
from wanhu.web.worklist import asking, scales
from wanhu.web.worklist.forms import Visit
from wanhu.web.worklist.queries import Last
from wanhu.web.worklist.registering.forms import Registering
from wanhu.web.worklist.registering.wording import RESTRICTED
from wanhu.web.worklist.visit_form import VisitForm


class ResultsForm(VisitForm):
    """One form of the class about one person. It is no contact: nothing of it stands among the visits."""

    def __init__(
        self,
        about: Form,
        person: Person,
        data: Any = None,
        *,
        last: Mapping[str, Last] | None = None,
        was_there: set[str] | None = None,
    ) -> None:
        Visit.__init__(self, data, born_on=person.born_on)
        self.about, self.form, self.doses = about, None, []
        self.last, self.was_there, self.known = last or {}, was_there or set(), {}
        self.parts = [(section.title, section.folded, list(section.questions)) for section in about.sections]
        self.questions = list(questions_of(about))
        for question in self.questions:
            self.fields.update(asking.fields_of(question, self.last))
        self._doubting()

    def clean(self) -> dict[str, Any]:
        """Scores add up; what is hard to believe is asked about once; and something must have been filled in."""
        for scale in self.questions:
            if isinstance(scale, Scale):
                for box, words in scales.settle(scale, self.cleaned_data).items():
                    self.add_error(box, words)
        if not self.errors and not self.answers():
            raise forms.ValidationError(gettext("还没有填任何结果。"))
        return super().clean()

    def _ask_more(self, said: dict[str, Any]) -> None:
        """Nothing more: no dose is given and no step is done by these results."""


class AgreementForm(Registering):
    """Whether results of the class may be recorded. A no needs no signature."""

    purposes = (RESTRICTED,)

    def clean(self) -> dict[str, Any]:
        """What shows the answer is asked for a yes alone."""
        said = super().clean()
        if said.get(RESTRICTED.field) == "no":
            for proof in ("photo", "strokes"):
                self.errors.pop(proof, None)
        return said
