"""What the dates of a pregnancy can rest on: a last period by either calendar, a scan, an embryo transfer, or a date that a hospital gave."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from wanhu.web.base import ids, words
from wanhu.web.care import dated
from wanhu.web.care.dating import Told
from wanhu.web.worklist.forms import DayInput
from wanhu.web.worklist.registering import reading
from wanhu.web.worklist.registering.last_period import LONGEST_PREGNANCY, LastPeriod

LATE, TERM = 40, 280  # days: how long ago, and how far ahead, an expected date may lie
SHORTEST_CYCLE, LONGEST_CYCLE = 21, 35
SEEN_FROM, SEEN_TO = 28, 294  # days of gestation that a scan can give: 4+0 to 42+0
WRONG_GESTATION = {
    "ambiguous-gestation": gettext_lazy("“%(text)s”有两种读法。请写成几周加几天，例如 12+6。"),
    "out-of-range": gettext_lazy("“%(text)s”不是可能的孕周。请核对报告，例如 12+6。"),
}
ODD_GESTATION = gettext_lazy("看不懂“%(text)s”。请写成 12+6、12周6天或 12W6D。")


class DatingForm(LastPeriod):
    """One piece of evidence; what belongs to another kind of it is not looked at. Leaves ``told``."""

    visit = forms.UUIDField(widget=forms.HiddenInput)
    dated = forms.ChoiceField(
        label=gettext_lazy("依据"),
        choices=[("lmp", gettext_lazy("末次月经，公历")), ("lunar", gettext_lazy("末次月经，农历")), ("ultrasound", gettext_lazy("超声检查")),
                 ("transfer", gettext_lazy("胚胎移植")), ("edd", gettext_lazy("医院给的预产期"))],
        initial="lmp", widget=forms.RadioSelect,
    )  # fmt: skip
    cycle = forms.IntegerField(
        label=gettext_lazy("月经周期几天"), required=False, help_text=gettext_lazy("周期规律、不是28天时才填，21到35。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    scanned_on = forms.DateField(label=gettext_lazy("超声是哪一天做的"), required=False)
    scan_gestation = forms.CharField(
        label=gettext_lazy("超声报告的孕周"), required=False, max_length=20, help_text=gettext_lazy("照报告写：12+6、12周6天或 12W6D。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    transferred_on = forms.DateField(label=gettext_lazy("移植是哪一天"), required=False)
    embryo = forms.ChoiceField(
        label=gettext_lazy("胚胎几天"), required=False, choices=[("3", gettext_lazy("第3天胚胎")), ("5", gettext_lazy("第5天囊胚"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    edd = forms.DateField(label=gettext_lazy("预产期"), required=False)
    told: Told | None = None

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"visit": ids.mint()})
        self.offer_days()
        for name in ("scanned_on", "transferred_on"):
            self.fields[name].widget = DayInput(self.today)
        self.fields["edd"].widget = DayInput()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind = said.get("dated")
        if kind in ("lmp", "lunar"):
            self._last_period(said, lunar=kind == "lunar")
        elif kind == "ultrasound":
            self._scan(said)
        elif kind == "transfer":
            self._transfer(said)
        elif kind == "edd":
            self._reported(said)
        return said

    def _last_period(self, said: dict[str, Any], *, lunar: bool) -> None:
        text, day = self.lunar_day_of(said) if lunar else ("", said.get("lmp"))
        if day is None:
            if not lunar and "lmp" not in self.errors:
                self.add_error("lmp", gettext("请填末次月经第一天。"))
            return
        self.within(day, "lunar_day" if lunar else "lmp")
        cycle = said.get("cycle")
        if cycle is not None and not SHORTEST_CYCLE <= cycle <= LONGEST_CYCLE:
            self.add_error("cycle", gettext("只有21到35天的规律周期才能用来推算。不规律就不填，请她做早孕超声。"))
        if not self.errors:
            self._tell("lmp", day, cycle if cycle != dated.CYCLE else None, text)

    def _scan(self, said: dict[str, Any]) -> None:
        day = self._day(said, "scanned_on", gettext("请填超声那一天。"))
        text = said.get("scan_gestation", "")
        gestation, wrong = reading.gestation(text, self.today) if text else (None, "")
        if not text:
            self.add_error("scan_gestation", gettext("请照超声报告填孕周。"))
        elif gestation is None:
            self.add_error("scan_gestation", WRONG_GESTATION.get(wrong, ODD_GESTATION) % {"text": text})
        elif not SEEN_FROM <= gestation <= SEEN_TO:
            self.add_error("scan_gestation", WRONG_GESTATION["out-of-range"] % {"text": text})
        if day and gestation and not self.errors:
            self._tell("ultrasound", day, gestation)
            self._near("scan_gestation")

    def _transfer(self, said: dict[str, Any]) -> None:
        day = self._day(said, "transferred_on", gettext("请填移植那一天。"))
        if not said.get("embryo") and "embryo" not in self.errors:
            self.add_error("embryo", gettext("请选胚胎的天数。"))
        if day and not self.errors:
            self._tell("transfer", day, int(said["embryo"]))
            self._near("transferred_on")

    def _reported(self, said: dict[str, Any]) -> None:
        if said.get("edd") is None and "edd" not in self.errors:
            self.add_error("edd", gettext("请填医院给的预产期。"))
        elif not self.errors:
            self._tell("reported", said["edd"])
            self._near("edd")

    def _day(self, said: dict[str, Any], field: str, missing: str) -> date | None:
        """A day that has come and lies within a pregnancy that lasts."""
        day = said.get(field)
        if day is None:
            if field not in self.errors:
                self.add_error(field, missing)
        elif day > self.today:
            self.add_error(field, gettext("%(day)s 还没有到。请填已经发生的日期。") % {"day": words.day(day)})
        elif day < self.today - timedelta(days=LONGEST_PREGNANCY):
            self.add_error(field, gettext("离今天太远。请核对日期。"))
        return day

    def _tell(self, evidence: str, on: date, days: int | None = None, lunar: str = "") -> None:
        self.told = Told(evidence, on, days, lunar)

    def _near(self, field: str) -> None:
        """The expected date belongs to a pregnancy that can still last."""
        told = self.told
        if told and not -LATE <= (dated.expected(told.evidence, told.evidence_on, told.evidence_days) - self.today).days <= TERM:
            self.add_error(field, gettext("这样算出的预产期离今天太远。请核对。"))
