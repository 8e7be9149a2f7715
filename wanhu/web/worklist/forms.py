"""The forms of a visit. Each carries the UUID of what it will write, minted when it was shown: sent twice, it writes once.

What is asked at a visit is declared in ``wanhu.rules.forms`` and made into boxes by ``visit_form``; here are the forms that are not about care
given: why a step will not be done, how a pregnancy ended, its dates.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from wanhu.engine.tables import Reason
from wanhu.web.base import ids, words
from wanhu.web.care.actions import Born
from wanhu.web.worklist.models import Call
from wanhu.web.worklist.queries import Task
from wanhu.web.worklist.registering import reading

MODES = [("home", gettext_lazy("上门")), ("clinic", gettext_lazy("门诊")), ("phone", gettext_lazy("电话"))]
REASONS = {
    Reason.SEEN_ELSEWHERE: gettext_lazy("已在别处做了"),
    Reason.TRANSFERRED: gettext_lazy("转其他机构"),
    Reason.DECLINED: gettext_lazy("她（或监护人）不做这一次"),
    Reason.NOT_NEEDED: gettext_lazy("不需要做"),
    Reason.MOVED: gettext_lazy("已搬走"),
    Reason.PREGNANCY_ENDED: gettext_lazy("妊娠已结束"),
    Reason.DIED: gettext_lazy("已去世"),
    Reason.WRONG_RECORD: gettext_lazy("记录有误"),
    Reason.OTHER: gettext_lazy("其他原因"),
}

SEXES = [("2", gettext_lazy("女")), ("1", gettext_lazy("男")), ("0", gettext_lazy("未知"))]
PLAIN = {"autocomplete": "off"}
OF_A_CHILD, MOST_CHILDREN, SHORTEST = (
    ("sex", "weight_g", "name"),
    3,
    20 * 7,
)  # boxes of a child, children of one birth, days of gestation
NO_CONTACT = "no-contact"  # declined for good: an answer of the form, not a reason of a release
OUTCOMES = [(code, said) for code, said in Call.Outcome.choices if code != Call.Outcome.KEEP_TRYING]  # what a caller can say
LONGEST_WAIT = timedelta(days=92)


def _of(field: str, number: int) -> str:
    """The name of a box of the first child, or of a further one."""
    return field if number == 1 else f"{field}_{number}"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, latest: date | None = None) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"max": latest.isoformat()} if latest else {})


class Visit(forms.Form):
    """What every form of a visit has: its UUID and the day."""

    visit = forms.UUIDField(widget=forms.HiddenInput)
    happened = forms.DateField(label=gettext_lazy("哪一天"))

    def __init__(
        self, data: Any = None, *, born_on: date | None = None, within: tuple[date | None, date | None] = (None, None)
    ) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"visit": ids.mint(), "happened": today})
        self.born_on, self.within = born_on, within
        self.fields["happened"].widget = DayInput(today)

    def clean_happened(self) -> date:
        day = self.cleaned_data["happened"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("%(day)s 还没有到。请填已经发生的日期。") % {"day": words.day(day)})
        if self.born_on and day < self.born_on:
            raise forms.ValidationError(
                gettext("早于出生日期 %(day)s。请核对日期。") % {"day": words.day(self.born_on, near=date.min)}
            )
        first, last = self.within
        if first and day < first:
            text = gettext("早于这一次怀孕（或分娩）的 %(day)s。请核对日期。")
            raise forms.ValidationError(text % {"day": words.day(first, near=date.min)})
        if last and day > last:
            raise forms.ValidationError(
                gettext("妊娠在 %(day)s 已经结束。请核对日期。") % {"day": words.day(last, near=date.min)}
            )
        return day

    def clean_visit(self) -> uuid.UUID:
        return self.cleaned_data["visit"]


class TakeOffForm(Visit):
    """Why a step will not be done here."""

    reason = forms.ChoiceField(label=gettext_lazy("原因"), widget=forms.RadioSelect)
    to = forms.ChoiceField(label=gettext_lazy("搬到哪里（选“已搬走”时填）"), required=False)
    field_order = ["reason", "to", "happened"]

    def __init__(self, task: Task, data: Any = None, *, villages: list[tuple[str, str]] | None = None) -> None:
        super().__init__(data)
        self.prefix = "off"
        of_her = [reason for reason in REASONS if task.pregnancy or reason != Reason.PREGNANCY_ENDED]
        choices = [(reason.value, REASONS[reason]) for reason in of_her]
        at = [code for code, _words in choices].index(Reason.DECLINED.value) + 1
        choices.insert(at, (NO_CONTACT, gettext_lazy("她（或监护人）不愿再被联系：撤回建档同意，马上从所有名单上消失")))
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]
        places = [(code, name) for code, name in villages or [] if code != task.person.area]
        self.fields["to"].choices = [("", gettext_lazy("市外")), *places]  # type: ignore[attr-defined]

    def why(self) -> Reason:
        """The reason of the closed set."""
        said = self.cleaned_data["reason"]
        return Reason.DECLINED if said == NO_CONTACT else Reason(said)


class CallForm(forms.Form):
    """What came of ringing: the day agreed, or the day to ring again. It carries the UUID of what it will write."""

    call = forms.UUIDField(widget=forms.HiddenInput)
    again = forms.DateField(label=gettext_lazy("约好的日子，或再打的日子"), required=False)
    outcome = forms.ChoiceField(choices=OUTCOMES, widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"call": ids.mint(), "again": today + timedelta(days=1)})
        self.fields["again"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": today.isoformat(), "max": (today + LONGEST_WAIT).isoformat()}
        )

    def clean(self) -> dict[str, Any]:
        """A day that is not past and not too far, where one is needed."""
        said = super().clean() or {}
        today, again = timezone.localdate(), said.get("again")
        if not said.get("outcome"):
            raise forms.ValidationError(gettext("请选择电话的结果。"))
        if said["outcome"] in (Call.Outcome.COMING, Call.Outcome.LATER):
            if again is None or not today <= again <= today + LONGEST_WAIT:
                self.add_error("again", gettext("请填今天到三个月以内的日子。"))
        else:
            said["again"] = None
        return said


class CapacityForm(forms.Form):
    """How long the worker's day of visits is."""

    minutes = forms.TypedChoiceField(
        label=gettext_lazy("每天用多少时间走访"), coerce=int,
        choices=[(60, gettext_lazy("1小时")), (120, gettext_lazy("2小时")), (180, gettext_lazy("3小时")), (240, gettext_lazy("4小时")),
                 (360, gettext_lazy("6小时")), (480, gettext_lazy("8小时"))],
    )  # fmt: skip


class OutcomeForm(Visit):
    """How the pregnancy ended, as far as care needs it: children were born, or care stays silent. Sex is asked of a child that is born, never before."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("结局"),
        choices=[("born", gettext_lazy("已分娩，孩子出生")), ("ended", gettext_lazy("妊娠已结束"))],
        widget=forms.RadioSelect,
    )
    weeks = forms.CharField(
        label=gettext_lazy("出生孕周"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("例如 39周+2，或 39+2"),
        widget=forms.TextInput(attrs=PLAIN),
    )
    discharged_on = forms.DateField(label=gettext_lazy("出院日期"), required=False)
    agreed = forms.ChoiceField(
        label=gettext_lazy("监护人同意为孩子建档吗？"),
        choices=[("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意"))],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, within: tuple[date | None, date | None] = (None, None)) -> None:
        super().__init__(data, within=within)
        self.fields["discharged_on"].widget = DayInput(timezone.localdate())
        for number in range(1, MOST_CHILDREN + 1):
            self.fields[_of("sex", number)] = forms.ChoiceField(
                label=gettext_lazy("孩子的性别"), choices=SEXES, initial="0" if number == 1 else None, widget=forms.RadioSelect, required=False
            )  # fmt: skip
            self.fields[_of("weight_g", number)] = forms.CharField(
                label=gettext_lazy("出生体重"), required=False, max_length=20, help_text=gettext_lazy("例如 3200克、3.2kg 或 6斤4两"),
                widget=forms.TextInput(attrs=PLAIN),
            )  # fmt: skip
            self.fields[_of("name", number)] = forms.CharField(
                label=gettext_lazy("孩子的名字"), required=False, max_length=30, widget=forms.TextInput(attrs=PLAIN)
            )
        first = [_of(name, 1) for name in OF_A_CHILD]
        self.order_fields(["outcome", "happened", "weeks", "discharged_on", *first, "agreed"])

    def children_fields(self) -> list[dict[str, Any]]:
        """The boxes of each child; those after the first are opened only where somebody needs them."""
        made = []
        for number in range(1, MOST_CHILDREN + 1):
            boxes = [self[_of(name, number)] for name in OF_A_CHILD]
            filled = any(box.errors or (self.is_bound and box.value()) for box in boxes)
            made.append({"number": number, "sex": boxes[0], "weight": boxes[1], "name": boxes[2], "open": filled})
        return made

    def clean(self) -> dict[str, Any]:
        """A child's record exists only because a guardian agreed to it: the question is asked, never answered for her (invariant 3)."""
        said = super().clean() or self.cleaned_data
        if said.get("outcome") != "born":
            return said
        if said.get("agreed") != "yes":
            words_of = {
                "": gettext("请当面询问监护人，并选择同意或不同意。"),
                "no": gettext("没有监护人同意就不为孩子建档。可以用下面的“移出名单”结束这件事。"),
            }
            self.add_error("agreed", words_of[said.get("agreed") or ""])
        said["gestation_days"] = reading.weeks_and_days(said["weeks"], SHORTEST) if said.get("weeks") else None
        if said.get("weeks") and said["gestation_days"] is None:
            self.add_error(
                "weeks", gettext("“%(text)s”读不成孕周。请写成 39周+2 或 39+2，在 20 到 44 周之间。") % {"text": said["weeks"]}
            )
        born, left = said.get("happened"), said.get("discharged_on")
        if born and left and not born <= left <= timezone.localdate():
            self.add_error("discharged_on", gettext("出院日期应在分娩以后、今天以前。请核对。"))
        said["children"] = [child for number in range(1, MOST_CHILDREN + 1) if (child := self._child(said, number))]
        return said

    def _child(self, said: dict[str, Any], number: int) -> Born | None:
        sex, weight, name = (said.get(_of(field, number)) or "" for field in OF_A_CHILD)
        if number > 1 and not (sex or weight or name):
            return None
        grams = reading.birth_weight(weight) if weight else None
        if weight and grams is None:
            text = gettext("“%(text)s”读不成出生体重。请写成 3200克、3.2kg 或 6斤4两。")
            self.add_error(_of("weight_g", number), text % {"text": weight})
        called = reading.name(name, timezone.localdate()) if name else ""
        if name and (not called or reading.nameless(called)):
            self.add_error(_of("name", number), gettext("“%(text)s”不像姓名：姓名里没有数字和符号。") % {"text": name})
        return Born(int(sex or 0), grams, called)
