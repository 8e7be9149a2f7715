"""The first day of the last period as she tells it, by the solar or the lunar calendar: the boxes, and what is said when it cannot be right."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from wanhu.web.base import words
from wanhu.web.worklist.forms import DayInput
from wanhu.web.worklist.registering import fields, reading

LONGEST_PREGNANCY = 310  # days since the last period


class LastPeriod(forms.Form):
    """The boxes of both calendars. ``today``: the civil day, which the form sets before ``offer_days``."""

    lmp = forms.DateField(label=gettext_lazy("末次月经第一天"), required=False)
    lunar_year = forms.ChoiceField(label=gettext_lazy("农历年"), required=False)
    lunar_month = forms.ChoiceField(label=gettext_lazy("农历月"), required=False)
    lunar_day = forms.ChoiceField(label=gettext_lazy("农历日"), required=False)
    lunar_leap = forms.BooleanField(label=gettext_lazy("闰月"), required=False)

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.today = timezone.localdate()

    def offer_days(self) -> None:
        """The days and lunar months among which she can choose."""
        self.fields["lmp"].widget = DayInput(self.today)
        self.fields["lmp"].widget.attrs["min"] = (self.today - timedelta(days=LONGEST_PREGNANCY)).isoformat()
        year = self.today.year
        fields.choose(self.fields["lunar_year"], [("", "—"), *((str(one), str(one)) for one in (year, year - 1))])
        fields.choose(self.fields["lunar_month"], [("", "—"), *((one, f"{one}月") for one in reading.MONTHS)])
        fields.choose(self.fields["lunar_day"], [("", "—"), *((day, day) for day in map(reading.lunar_day, range(1, 31)))])

    def lunar_day_of(self, said: dict[str, Any]) -> tuple[str, date | None]:
        """Her words, and the solar day; ``None``, with an error on the form, when there is none."""
        parts = [said.get("lunar_" + one) for one in ("year", "month", "day")]
        if not all(parts):
            self.add_error("lunar_day", gettext("请选农历的年、月、日，或选“说不清”。"))
            return "", None
        text, day = reading.lunar(*map(str, parts), leap=bool(said.get("lunar_leap")))
        if day is None:
            self.add_error("lunar_day", gettext("农历没有这一天：%(text)s。请核对月份和是否闰月。") % {"text": text})
        return text, day

    def within(self, lmp: date, field: str) -> date:
        """The day as it is, with an error on the form when no pregnancy that lasts can have begun then."""
        days = (self.today - lmp).days
        if days < 0:
            self.add_error(field, gettext("%(day)s 还没有到。请填已经发生的日期。") % {"day": words.day(lmp)})
        elif days > LONGEST_PREGNANCY:
            text = gettext("%(day)s 离今天 %(n)s 天，超过 310 天。请核对日期。")
            self.add_error(field, text % {"day": words.day(lmp, near=date.min), "n": days})
        return lmp
