"""The registration forms. Every answer about consent is hers: none is ticked beforehand, and none may be left out.

A form carries the UUID of what it will write, so that sent twice it writes once; ``digest`` tells the same form from another under its number.
"""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from wanhu.engine.dates import TERM_DAYS, completed_years
from wanhu.web.base import ids
from wanhu.web.base.models import User
from wanhu.web.registry.models import Person
from wanhu.web.registry.queries import villages
from wanhu.web.worklist.forms import DayInput
from wanhu.web.worklist.registering import fields, proof, reading
from wanhu.web.worklist.registering.last_period import LastPeriod
from wanhu.web.worklist.registering.proof import Proof
from wanhu.web.worklist.registering.wording import AGREED, OF_A_CHILD, OF_A_PLANNER, OF_A_PREGNANCY, Purpose

LATE = 40  # days after the expected date
YOUNGEST_MOTHER, OLDEST_MOTHER = 10, 60
OLDEST_PLANNER = 70
SMALL, GROWN = 7, 18  # checks of small children end; no child any more
HOME = ("village", "group", "house")
NOT_SENT = {"csrfmiddlewaretoken", "visit", "sure"}


class Registering(forms.Form):
    """What all of them have: its number, an answer for each purpose, and what shows that she answered."""

    purposes: tuple[Purpose, ...] = ()
    visit = forms.UUIDField(widget=forms.HiddenInput)
    strokes = forms.CharField(  # the box to sign in bears the id, so that the summary of errors leads there
        label=gettext_lazy("签名"), required=False, widget=forms.HiddenInput(attrs={"id": False}), max_length=proof.LONGEST
    )
    paper = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)
    photo = forms.FileField(
        label=gettext_lazy("给签好字的同意书拍照"), required=False,
        help_text=gettext_lazy("只留下照片的指纹（一串数字），照片本身不保存。"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    sure = forms.BooleanField(label=gettext_lazy("都核对过了：不是同一人，情况属实"), required=False)

    def __init__(self, actor: User, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"visit": ids.mint()})
        self.actor, self.today, self.questions = actor, timezone.localdate(), []
        for purpose in self.purposes:
            self.fields[purpose.field] = forms.ChoiceField(
                label=purpose.title, help_text=str(purpose.meaning), choices=AGREED, widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("请当面问过，再选同意或不同意。")},
            )  # fmt: skip

    def _in_order(self, about: list[str]) -> None:
        """As on the page, so that what is wrong is listed from top to bottom."""
        first, *others = [purpose.field for purpose in self.purposes]
        self.order_fields([first, *about, *others, "strokes", "photo", "sure"])

    @property
    def consents(self) -> list[Any]:
        """The boxes of the purposes beside the record itself, which is asked first."""
        return [self[purpose.field] for purpose in self.purposes[1:]]

    @property
    def answers(self) -> dict[str, bool]:
        """Her answer for each purpose."""
        return {purpose.code: self.cleaned_data[purpose.field] == "yes" for purpose in self.purposes}

    @property
    def proof(self) -> Proof:
        return Proof(self.cleaned_data["paper"], self.cleaned_data.get("strokes", ""))

    @property
    def paper_shown(self) -> str:
        """The hash of a photo that was taken before, so that it need not be taken again when something else is wrong."""
        return getattr(self, "cleaned_data", {}).get("paper", "")

    def digest(self) -> str:
        """Of what was sent. A photo counts by its hash, wherever that was taken."""
        sent = {name: self.data.getlist(name) for name in self.data if name not in NOT_SENT and name != "paper"}
        photo = self.files.get("photo")
        sent["paper"] = [getattr(photo, "sha256", "") or self.data.get("paper", "")]
        return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()

    def clean_strokes(self) -> str:
        text = self.cleaned_data["strokes"]
        strokes = proof.signed(text)
        if text and not strokes:
            raise forms.ValidationError(gettext("看不出是签名。请清除后重签。"))
        return strokes

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        photo = said.get("photo")
        if photo is not None and not getattr(photo, "picture", False):
            self.add_error("photo", gettext("这不是照片。请拍签好字的同意书。"))
        elif photo is not None:
            said["paper"] = photo.sha256
        elif not said.get("paper") and not said.get("strokes"):
            self.add_error("strokes", gettext("还没有凭据：请在屏幕上签名，或给签好字的同意书拍照。"))
        return said

    def ask(self, question: str) -> None:
        """Something that may be right but is rarely so: she is asked once, and what she confirms is taken."""
        self.questions.append(question)
        if not self.cleaned_data.get("sure"):
            self.add_error("sure", question)

    def shown_again(self) -> None:
        """Keeps the hash of a photo for the next try: a browser does not send the file again by itself."""
        if paper := self.paper_shown:
            self.data = self.data.copy()
            self.data["paper"] = paper


class PregnancyForm(LastPeriod, Registering):
    """A pregnancy. ``woman``: she is known already, and nothing about herself is asked."""

    purposes = OF_A_PREGNANCY
    dated = forms.ChoiceField(
        label=gettext_lazy("知道哪个日期？"),
        choices=[("lmp", gettext_lazy("末次月经，公历")), ("lunar", gettext_lazy("末次月经，农历")),
                 ("edd", gettext_lazy("医院给的预产期")), ("told", gettext_lazy("医院说的孕周")), ("unknown", gettext_lazy("说不清"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    edd = forms.DateField(label=gettext_lazy("预产期"), required=False)
    told_weeks = forms.CharField(
        label=gettext_lazy("医院说，今天怀孕多少周"), required=False, max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "12+3"})
    )  # fmt: skip

    def __init__(self, actor: User, data: Any = None, files: Any = None, *, woman: Person | None = None) -> None:
        super().__init__(actor, data, files)
        self.woman = woman
        if woman is None:
            self.fields |= fields.herself() | fields.home(villages(actor))
        self.fields["edd"].widget = DayInput()
        self.offer_days()
        self._in_order(
            [
                "name",
                "id_number",
                "born_on",
                "phone",
                *HOME,
                "dated",
                "lmp",
                "lunar_year",
                "lunar_month",
                "lunar_day",
                "lunar_leap",
                "edd",
                "told_weeks",
            ]
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.woman is None:
            fields.clean_home(self, said)
            number = fields.clean_identity(self, said, sex=2)
            fields.clean_name(self, said, "name")
            fields.clean_phone(self, said, "phone")
            if born_on := fields.clean_born(self, said, number):
                self._age(born_on, "born_on")
        elif self.woman.born_on:
            self._age(self.woman.born_on, None)
        self._dates(said)
        return said

    def _age(self, born_on: date, field: str | None) -> None:
        years = completed_years(born_on, self.today)
        if not YOUNGEST_MOTHER <= years <= OLDEST_MOTHER:
            text = gettext("按出生日期她 %(n)s 岁。孕妇应在 %(low)s 到 %(high)s 岁之间，请核对。")
            self.add_error(field, text % {"n": years, "low": YOUNGEST_MOTHER, "high": OLDEST_MOTHER})

    def _dates(self, said: dict[str, Any]) -> None:
        """Leaves ``lmp`` and ``edd`` as they will be written; what belongs to another answer than hers is not kept."""
        dated, lmp, edd = said.get("dated"), said.get("lmp"), said.get("edd")
        said["lmp"] = said["edd"] = None
        said["lunar"] = ""
        if dated == "lunar":
            said["lunar"], lmp = self.lunar_day_of(said)
            if lmp:
                said["lmp"] = self.within(lmp, "lunar_day")
        elif dated == "lmp" and "lmp" not in self.errors:
            said["lmp"] = self.within(lmp, "lmp") if lmp else self.add_error("lmp", gettext("请填末次月经第一天，或选“说不清”。"))
        elif dated == "edd" and "edd" not in self.errors:
            if edd is None:
                self.add_error("edd", gettext("请填医院给的预产期，或选“说不清”。"))
            elif not -LATE <= (edd - self.today).days <= 280:
                self.add_error("edd", gettext("预产期离今天太远。请核对日期。"))
            said["edd"] = edd
        elif dated == "told":
            days = reading.weeks_and_days(said.get("told_weeks") or "")
            if days is None:
                self.add_error("told_weeks", gettext("读不成孕周。请写成 12周+3 或 12+3，或选“说不清”。"))
            else:
                said["edd"] = self.today + timedelta(days=TERM_DAYS - days)


class PlannerForm(Registering):
    """Somebody who asks for the service before a pregnancy, woman or man. ``person``: known already, and nothing about herself or himself is asked."""

    purposes = OF_A_PLANNER

    def __init__(self, actor: User, data: Any = None, files: Any = None, *, person: Person | None = None) -> None:
        super().__init__(actor, data, files)
        self.person = person
        if person is None:
            sexes = [one for one in fields.SEXES if one[0] != "0"]
            sex = forms.ChoiceField(label=gettext_lazy("性别"), choices=sexes, widget=forms.RadioSelect)
            self.fields |= fields.herself() | {"sex": sex} | fields.home(villages(actor))
        self._in_order(["name", "sex", "id_number", "born_on", "phone", *HOME])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.person is None:
            fields.clean_home(self, said)
            number = fields.clean_identity(self, said, sex=int(said.get("sex") or 0))
            fields.clean_name(self, said, "name")
            fields.clean_phone(self, said, "phone")
            if born_on := fields.clean_born(self, said, number):
                self._age(born_on, "born_on")
        elif self.person.born_on:
            self._age(self.person.born_on, None)
        return said

    def _age(self, born_on: date, field: str | None) -> None:
        years = completed_years(born_on, self.today)
        if not GROWN <= years <= OLDEST_PLANNER:
            text = gettext("按出生日期是 %(n)s 岁。备孕服务给 %(low)s 到 %(high)s 岁的人，请核对。")
            self.add_error(field, text % {"n": years, "low": GROWN, "high": OLDEST_PLANNER})


class ChildForm(Registering):
    """A child. ``mother``: found on record; else a guardian answers, and only her name and phone are asked."""

    purposes = OF_A_CHILD

    def __init__(self, actor: User, data: Any = None, files: Any = None, *, mother: Person | None = None) -> None:
        super().__init__(actor, data, files)
        self.mother = mother
        self.fields |= fields.child()
        if mother is None:
            self.fields |= fields.guardian() | fields.home(villages(actor))
        self._in_order(
            [
                "guardian_kind",
                "guardian_name",
                "guardian_phone",
                *HOME,
                "born_on",
                "sex",
                "name",
                "id_number",
                "weight_g",
                "weeks",
            ]
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.mother is None:
            fields.clean_home(self, said)
            fields.clean_name(self, said, "guardian_name")
            fields.clean_phone(self, said, "guardian_phone")
        fields.clean_name(self, said, "name")
        number = fields.clean_identity(self, said, sex=int(said.get("sex") or 0))
        if born_on := fields.clean_born(self, said, number):
            self._ages(born_on)
        fields.clean_birth(self, said)
        return said

    def _ages(self, born_on: date) -> None:
        years = completed_years(born_on, self.today)
        if years >= GROWN:
            self.add_error("born_on", gettext("已满 18 岁，不能按孩子登记。请核对出生日期。"))
        elif years >= SMALL:
            self.ask(gettext("孩子已满 %(n)s 岁，0–6 岁的检查已经结束。确定要登记吗？") % {"n": years})
        if self.mother and self.mother.born_on:
            age = completed_years(self.mother.born_on, born_on)
            if not YOUNGEST_MOTHER <= age <= OLDEST_MOTHER:
                text = gettext("孩子出生时母亲 %(n)s 岁，应在 %(low)s 到 %(high)s 岁之间。请核对出生日期，或换一位母亲。")
                self.add_error("born_on", text % {"n": age, "low": YOUNGEST_MOTHER, "high": OLDEST_MOTHER})


class NameForm(forms.Form):
    """The name that a child was given."""

    name = forms.CharField(label=gettext_lazy("孩子的名字"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.today = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        fields.clean_name(self, said, "name")
        return said
