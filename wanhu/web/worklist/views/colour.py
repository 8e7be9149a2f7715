"""Grading: what the facts suggest and why, and the colour that a named human decides."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from wanhu.engine.colours import COLOURS
from wanhu.engine.forms import Choice
from wanhu.rules.alerts.risk_factors import ORANGE, RED, YELLOW
from wanhu.rules.forms.grading import COLOUR, GRADED_BY, LOOK_AGAIN, LOWER
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.base.templatetags.wanhu import said
from wanhu.web.care import queries as care
from wanhu.web.registry.queries import person as read_person
from wanhu.web.worklist import actions
from wanhu.web.worklist.forms import DayInput, Visit
from wanhu.web.worklist.queries import colours

INVALID = 422
LONGEST = 120  # days to the next look
TABLE = (("yellow", YELLOW), ("orange", ORANGE), ("red", RED))


class GradeForm(Visit):
    """The boxes of the grading table, the colour, who graded, and when to look again."""

    def __init__(self, least: str, data: Any = None) -> None:
        super().__init__(data)
        self.least = least
        self.fields["colour"] = _radio(COLOUR)
        self.fields["graded_by"] = _radio(GRADED_BY, initial="hospital")
        self.fields["lowered"] = _radio(LOWER, required=False)
        self.fields["look_again"] = forms.DateField(
            label=gettext_lazy("下次复评的日子"), required=False, help_text=gettext_lazy("不填则按颜色自动定")
        )
        self.fields["look_again"].widget = DayInput()
        for colour, table in TABLE:
            choices = [(value, said(words)) for value, words in table.items()]
            self.fields[f"factors_{colour}"] = forms.MultipleChoiceField(
                label=said(next(option.title for option in COLOUR.options if option.value == colour)), choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Lower than suggested only with a reason; the next look neither past nor too far."""
        answers = super().clean() or {}
        colour = answers.get("colour")
        ticked = [name for name, _table in TABLE if answers.get(f"factors_{name}")]
        least = max([self.least, *ticked], key=COLOURS.index)
        if colour and COLOURS.index(colour) < COLOURS.index(least) and not answers.get("lowered"):
            words = said(next(option.title for option in COLOUR.options if option.value == least))
            self.add_error(
                "lowered", gettext("系统按记录和勾选的因素建议至少“%(least)s”。要定得低，请选择原因。") % {"least": words}
            )
        if colour and COLOURS.index(colour) >= COLOURS.index(least):
            answers["lowered"] = ""
        if colour and answers.get("happened"):
            answers["look_again"] = answers.get("look_again") or answers["happened"] + timedelta(LOOK_AGAIN[colour])
            if not answers["happened"] < answers["look_again"] <= answers["happened"] + timedelta(LONGEST):
                self.add_error("look_again", gettext("请填评估之后、四个月以内的日子。"))
        return answers

    def factors(self) -> list[str]:
        """Every box ticked."""
        return [value for colour, _table in TABLE for value in self.cleaned_data.get(f"factors_{colour}", [])]

    def tables(self) -> list[Any]:
        """The boxes by colour, for the page."""
        return [self[f"factors_{colour}"] for colour, _table in TABLE]


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def colour(request: HttpRequest, number: int, pregnancy: int) -> HttpResponseBase:
    """One pregnancy's colour: the suggestion with its reasons, the decision, and what was decided before."""
    who = actor(request)
    person = read_person(who, number)
    if person is None or pregnancy not in {one.number for one in care.pregnancies_of(who, number, timezone.localdate())}:
        raise Http404
    found = colours.colour_of(who, person, pregnancy)
    form = GradeForm(found.least, request.POST if request.method == "POST" else None)
    if form.is_valid():
        answers = form.cleaned_data
        actions.grade(
            by=who, person=person, pregnancy=pregnancy, visit=answers["visit"], happened=answers["happened"], colour=answers["colour"],
            graded_by=answers["graded_by"], look_again=answers["look_again"], factors=form.factors(), lowered=answers["lowered"],
        )  # fmt: skip
        return redirect(f"{reverse('worklist:tasks')}?done={number}.{answers['visit']}")
    shown = {
        "person": person,
        "found": found,
        "form": form,
        "today": timezone.localdate(),
        "reasons": {one.value: one.title for one in LOWER.options},
    }
    return render(request, "worklist/colour.html", shown, status=INVALID if form.errors else 200)


def _radio(choice: Choice, *, required: bool = True, initial: str | None = None) -> forms.ChoiceField:
    options = [(option.value, said(option.title)) for option in choice.options]
    return forms.ChoiceField(
        label=said(choice.title), choices=options, widget=forms.RadioSelect, required=required, initial=initial
    )
