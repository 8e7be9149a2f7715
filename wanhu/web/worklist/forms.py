"""The forms of a visit. Each carries the UUID of what it will write, minted when it was shown: sent twice, it writes once.

A value that cannot be is refused; one that is hard to believe is asked about, and accepted when confirmed. The limits below are those of
typing errors, not of health: what a value means is for the rules to say. (Design defaults, not a norm.)
"""

import uuid
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from wanhu.engine.tables import Reason
from wanhu.web.base import ids, words
from wanhu.web.registry import queries as registry
from wanhu.web.worklist.queries import Task

MODES = [("home", gettext_lazy("上门")), ("clinic", gettext_lazy("门诊")), ("phone", gettext_lazy("电话"))]
REASONS = {
    Reason.SEEN_ELSEWHERE: gettext_lazy("已在别处做了"),
    Reason.DECLINED: gettext_lazy("她（或监护人）不做这一次"),
    Reason.NOT_NEEDED: gettext_lazy("不需要做"),
    Reason.MOVED: gettext_lazy("已搬到市外"),
    Reason.PREGNANCY_ENDED: gettext_lazy("妊娠已结束"),
    Reason.DIED: gettext_lazy("已去世"),
    Reason.WRONG_RECORD: gettext_lazy("记录有误"),
}


class Limits(NamedTuple):
    """Unit; below and above which a value cannot be; below and above which it is asked about; decimals."""

    title: Any
    unit: str
    least: float
    low: float
    high: float
    most: float
    decimals: int = 0


SYSTOLIC = Limits(gettext_lazy("收缩压"), "mmHg", 50, 80, 200, 300)
DIASTOLIC = Limits(gettext_lazy("舒张压"), "mmHg", 30, 40, 130, 200)
MEASURED: dict[str, dict[str, Limits]] = {
    "women": {
        "systolic": SYSTOLIC,
        "diastolic": DIASTOLIC,
        "weight": Limits(gettext_lazy("体重"), "kg", 25, 35, 130, 250, 1),
        "haemoglobin": Limits(gettext_lazy("血红蛋白"), "g/L", 20, 60, 180, 250),
    },
    "children": {
        "weight": Limits(gettext_lazy("体重"), "kg", 0.5, 1.5, 35, 60, 2),
        "height": Limits(gettext_lazy("身长/身高"), "cm", 25, 40, 130, 150, 1),
    },
}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, latest: date | None = None) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"max": latest.isoformat()} if latest else {})


class Visit(forms.Form):
    """What every form of a visit has: its UUID and the day."""

    visit = forms.UUIDField(widget=forms.HiddenInput)
    happened = forms.DateField(label=gettext_lazy("哪一天"))

    def __init__(self, data: Any = None, *, born_on: date | None = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"visit": ids.mint(), "happened": today})
        self.born_on = born_on
        self.fields["happened"].widget = DayInput(today)

    def clean_happened(self) -> date:
        day = self.cleaned_data["happened"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("%(day)s 还没有到。请填已经发生的日期。") % {"day": words.day(day)})
        if self.born_on and day < self.born_on:
            raise forms.ValidationError(
                gettext("早于出生日期 %(day)s。请核对日期。") % {"day": words.day(self.born_on, near=date.min)}
            )
        return day

    def clean_visit(self) -> uuid.UUID:
        return self.cleaned_data["visit"]


class RecordForm(Visit):
    """A contact or a dose that was given. Which boxes there are follows from the step."""

    def __init__(self, task: Task, data: Any = None) -> None:
        super().__init__(data, born_on=task.person.born_on)
        what = dict(task.step.recorded_as)
        self.measured = MEASURED["women" if task.pregnancy else "children"] if "contact" in what else {}
        if "contact" in what:
            visit_home = "visit" in what["contact"]
            self.fields["mode"] = forms.ChoiceField(
                label=gettext_lazy("方式"), choices=MODES, widget=forms.RadioSelect, initial="home" if visit_home else "clinic"
            )
        if "dose" in what:
            self.fields["product"] = forms.CharField(
                label=gettext_lazy("疫苗产品或批号"), required=False, max_length=60, help_text=gettext_lazy("照接种本上的写")
            )
        for code, limits in self.measured.items():
            self.fields[code] = forms.DecimalField(
                label=limits.title, required=False, min_value=limits.least, max_value=limits.most, decimal_places=limits.decimals,
                widget=forms.TextInput(attrs={"inputmode": "decimal" if limits.decimals else "numeric", "autocomplete": "off"}),
                error_messages={
                    "min_value": gettext_lazy("应在 %(limit_value)s 以上。请核对后再填。"),
                    "max_value": gettext_lazy("应在 %(limit_value)s 以下。请核对后再填。"),
                    "invalid": gettext_lazy("请填一个数字。"),
                },
            )  # fmt: skip
        if self.measured:
            self.fields["sure"] = forms.BooleanField(label=gettext_lazy("确定无误，照此保存"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("systolic") is None) != (said.get("diastolic") is None) and not self.errors:
            missing = "systolic" if said.get("systolic") is None else "diastolic"
            self.add_error(missing, gettext("血压要填两个数，例如 120 / 80。"))
        if said.get("systolic") and said.get("diastolic") and said["systolic"] <= said["diastolic"]:
            self.add_error("systolic", gettext("收缩压应当比舒张压高。两个数是不是填反了？"))
        if not said.get("sure"):
            for code, limits in self.measured.items():
                value = said.get(code)
                if value is not None and not limits.low <= value <= limits.high:
                    asked = gettext("确定是 %(value)s %(unit)s 吗？确定的话，请勾选下面的“确定无误”。")
                    self.add_error(code, asked % {"value": value.normalize().to_eng_string(), "unit": limits.unit})
                    self.asking = True
        return said

    asking = False

    def measurements(self) -> dict[str, float]:
        """What was filled in, by code."""
        return {code: float(self.cleaned_data[code]) for code in self.measured if self.cleaned_data.get(code) is not None}


class TakeOffForm(Visit):
    """Why a step will not be done here."""

    reason = forms.ChoiceField(label=gettext_lazy("原因"), widget=forms.RadioSelect)
    field_order = ["reason", "happened"]

    def __init__(self, task: Task, data: Any = None) -> None:
        super().__init__(data)
        self.prefix = "off"
        of_her = [reason for reason in REASONS if task.pregnancy or reason != Reason.PREGNANCY_ENDED]
        self.fields["reason"].choices = [(reason.value, REASONS[reason]) for reason in of_her]  # type: ignore[attr-defined]


class OutcomeForm(Visit):
    """How the pregnancy ended, as far as care needs it: a child was born, or care stays silent."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("结局"),
        choices=[("born", gettext_lazy("已分娩，孩子出生")), ("ended", gettext_lazy("妊娠已结束"))],
        widget=forms.RadioSelect,
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("孩子的性别"),
        choices=[("2", gettext_lazy("女")), ("1", gettext_lazy("男")), ("0", gettext_lazy("未知"))],
        initial="0", widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    agreed = forms.ChoiceField(
        label=gettext_lazy("监护人同意为孩子建档吗？"),
        choices=[("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意"))],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    field_order = ["outcome", "happened", "sex", "agreed"]

    def clean(self) -> dict[str, Any]:
        """A child's record exists only because a guardian agreed to it: the question is asked, never answered for her (invariant 3)."""
        said = super().clean() or self.cleaned_data
        if said.get("outcome") == "born" and said.get("agreed") != "yes":
            words_of = {
                "": gettext("请当面询问监护人，并选择同意或不同意。"),
                "no": gettext("没有监护人同意就不为孩子建档。可以用下面的“移出名单”结束这件事。"),
            }
            self.add_error("agreed", words_of[said.get("agreed") or ""])
        return said


class DatingForm(forms.Form):
    """The dates of a pregnancy: the last period, or the expected date a hospital gave."""

    visit = forms.UUIDField(widget=forms.HiddenInput)
    lmp = forms.DateField(label=gettext_lazy("末次月经第一天"), required=False)
    edd = forms.DateField(label=gettext_lazy("预产期"), required=False, help_text=gettext_lazy("医院已给出预产期时填"))
    dating = forms.ChoiceField(
        label=gettext_lazy("依据"),
        choices=[("lmp", gettext_lazy("末次月经")), ("ultrasound", gettext_lazy("超声")), ("transfer", gettext_lazy("胚胎移植")), ("reported", gettext_lazy("本人所述"))],
        initial="lmp", widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"visit": ids.mint()})
        today = timezone.localdate()
        self.fields["lmp"].widget = DayInput(today)
        self.fields["edd"].widget = DayInput()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        today = timezone.localdate()
        if not said.get("lmp") and not said.get("edd") and not self.errors:
            self.add_error("lmp", gettext("末次月经和预产期至少填一个。"))
        if (lmp := said.get("lmp")) and not 0 <= (today - lmp).days <= 320:
            self.add_error("lmp", gettext("应在今天以前的 320 天之内。请核对日期。"))
        if (edd := said.get("edd")) and not -40 <= (edd - today).days <= 280:
            self.add_error("edd", gettext("离今天太远。请核对日期。"))
        return said


class AssignForm(forms.Form):
    """Which village, and who answers for it from today. Both lists hold only what is in the supervisor's scope."""

    village = forms.ChoiceField(label=gettext_lazy("村"))
    worker = forms.ChoiceField(label=gettext_lazy("负责人"))

    def __init__(self, actor: Any, data: Any = None) -> None:
        super().__init__(data)
        self.places = [(village.code, village.name) for village in registry.villages(actor)]
        self.staff = {str(worker.pk): worker for worker in registry.workers(actor)}
        self.fields["village"].choices = self.places  # type: ignore[attr-defined]
        self.fields["worker"].choices = [(number, worker.full_name) for number, worker in self.staff.items()]  # type: ignore[attr-defined]

    def clean_worker(self) -> Any:
        return self.staff[self.cleaned_data["worker"]]
