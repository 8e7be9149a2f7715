"""The forms with which a supervisor shares out the work: a village or a household to a worker, back to the village's worker, all to a successor;
people without a village to a village or to a worker, and somebody who cannot be reached to another worker.

Every list to choose from holds only what is in her scope, so that what is sent by hand is answered in words and changes nothing.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from wanhu.web.base import ids
from wanhu.web.base.models import User
from wanhu.web.registry import queries as registry
from wanhu.web.registry.actions import AHEAD
from wanhu.web.registry.models import Person

MOTHERS = "mothers"  # each child to the village of its mother
Choices = list[tuple[str, str]]


class FromDay(forms.Form):
    """What every giving has: to whom, and from which day. An empty day is today."""

    worker = forms.ChoiceField(label=gettext_lazy("负责人"))
    since = forms.DateField(label=gettext_lazy("从哪一天起"), required=False, help_text=gettext_lazy("不填就是今天"))

    def __init__(self, actor: User, data: Any = None, *, without: int | None = None, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix)
        today = timezone.localdate()
        self.staff = {str(worker.pk): worker for worker in registry.workers(actor) if worker.pk != without}
        self.fields["worker"].choices = [
            ("", gettext("请选择")),
            *((number, worker.full_name) for number, worker in self.staff.items()),
        ]  # type: ignore[attr-defined]
        self.fields["worker"].error_messages |= {"invalid_choice": gettext("请从本辖区在岗的村医里选一位。")}
        limits = {"type": "date", "min": today.isoformat(), "max": (today + AHEAD).isoformat()}
        self.fields["since"].widget = forms.DateInput(format="%Y-%m-%d", attrs=limits)

    def clean_worker(self) -> User:
        return self.staff[self.cleaned_data["worker"]]

    def clean_since(self) -> date:
        today = timezone.localdate()
        day = self.cleaned_data["since"] or today
        if day < today:
            raise forms.ValidationError(gettext("过去的分工不能改。请填今天或以后的日期。"))
        if day > today + AHEAD:
            raise forms.ValidationError(gettext("最多提前三个月安排。请填近一些的日期。"))
        return day


class AssignForm(FromDay):
    """Which village, and who answers for it from a day. ``first``: villages to put at the top, because nobody answers for them."""

    village = forms.ChoiceField(label=gettext_lazy("村"))
    field_order = ["village", "worker", "since"]

    def __init__(self, actor: User, data: Any = None, *, first: tuple[str, ...] = ()) -> None:
        super().__init__(actor, data)
        self.places = [(village.code, village.name) for village in registry.villages(actor)]
        ordered = sorted(self.places, key=lambda place: place[0] not in first)
        waiting = gettext("没有人负责")
        shown = [(code, f"{name}（{waiting}）" if code in first else name) for code, name in ordered]
        self.fields["village"].choices = [("", gettext("请选择")), *shown]  # type: ignore[attr-defined]
        self.fields["village"].error_messages |= {"invalid_choice": gettext("这个村不在您的辖区。请从列表里选。")}


class GiveForm(FromDay):
    """One household, or one person without a household, of a worker: to another."""

    home = forms.ChoiceField(label=gettext_lazy("哪一户"))
    field_order = ["home", "worker", "since"]

    def __init__(self, actor: User, worker: User, homes: Choices, data: Any = None) -> None:
        super().__init__(actor, data, without=worker.pk)
        self.homes = dict(homes)
        self.fields["home"].choices = [("", gettext("请选择")), *homes]  # type: ignore[attr-defined]
        self.fields["home"].error_messages |= {"invalid_choice": gettext("这一户现在不归她负责。请从列表里选。")}

    def clean_home(self) -> dict[str, int]:
        """``{"household": 7}`` or ``{"person": 9}``, as the action takes it."""
        kind, _, number = self.cleaned_data["home"].partition("-")
        return {kind: int(number)}


class HandOverForm(FromDay):
    """Everything of a worker to a successor; a village may go to another one. Her account may be closed with it."""

    close = forms.BooleanField(label=gettext_lazy("她已离岗：同时停用她的账号"), required=False)
    field_order = ["worker", "since", "close"]

    def __init__(self, actor: User, worker: User, held: registry.Held, data: Any = None) -> None:
        super().__init__(actor, data, without=worker.pk)
        self.fields["worker"].label = gettext("交给谁")
        same = [("", gettext("同上")), *((number, one.full_name) for number, one in self.staff.items())]
        self.rows = {f"village-{row.pk}": row.pk for row, _name in held.villages}
        if len(held.villages) > 1:
            for row, name in held.villages:
                title = gettext("%(village)s另交给") % {"village": name}
                self.fields[f"village-{row.pk}"] = forms.ChoiceField(label=title, choices=same, required=False)

    def villages(self) -> list[Any]:
        """The boxes of single villages."""
        return [self[name] for name in self.fields if name.startswith("village-")]

    def instead(self) -> dict[int, User]:
        """Successors of single villages, by the number of the assignment."""
        said = self.cleaned_data
        return {number: self.staff[said[name]] for name, number in self.rows.items() if said.get(name)}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("close") and said.get("since") and said["since"] > timezone.localdate():
            self.add_error("close", gettext("从以后某天起才移交，到那天之前还要她负责，账号不能现在停用。"))
        return said


class SettleForm(forms.Form):
    """People whose village is not known: the village they live in, or, while nobody knows it, a worker who answers for them."""

    visit = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.MultipleChoiceField(label=gettext_lazy("哪些人"), widget=forms.CheckboxSelectMultiple)
    village = forms.ChoiceField(label=gettext_lazy("住在哪个村"), required=False)
    worker = forms.ChoiceField(label=gettext_lazy("还不知道哪个村：先由谁负责"), required=False)

    def __init__(self, actor: User, people: list[Person], homes: dict[int, str], data: Any = None) -> None:
        """``homes``: the village of a child's mother, by the child."""
        super().__init__(data, initial={"visit": ids.mint()})
        self.homes = homes
        self.known = {str(one.pk): one for one in people}
        self.staff = {str(one.pk): one for one in registry.workers(actor)}
        self.places = [(one.code, one.name) for one in registry.villages(actor)]
        empty = ("", gettext("请选择"))
        self.fields["people"].choices = [(number, str(one)) for number, one in self.known.items()]  # type: ignore[attr-defined]
        with_her = [(MOTHERS, gettext("和母亲同一个村"))] if homes else []
        self.fields["village"].choices = [empty, *with_her, *self.places]  # type: ignore[attr-defined]
        self.fields["worker"].choices = [empty, *((number, one.full_name) for number, one in self.staff.items())]  # type: ignore[attr-defined]
        self.fields["people"].error_messages |= {
            "required": gettext("请先勾选要登记的人。"),
            "invalid_choice": gettext("有人已经不在这个名单上。请看下面现在的名单。"),
        }
        self.fields["village"].error_messages |= {"invalid_choice": gettext("这个村不在您的辖区。请从列表里选。")}
        self.fields["worker"].error_messages |= {"invalid_choice": gettext("请从本辖区在岗的村医里选一位。")}

    def by_village(self) -> dict[str, list[Person]]:
        """Who is settled in which village; nobody while a worker is named instead."""
        found: dict[str, list[Person]] = {}
        for one in self.cleaned_data["people"] if self.cleaned_data["village"] else []:
            village = self.cleaned_data["village"]
            found.setdefault(self.homes[one.pk] if village == MOTHERS else village, []).append(one)
        return found

    def clean_people(self) -> list[Person]:
        return [self.known[number] for number in self.cleaned_data["people"]]

    def clean(self) -> dict[str, Any]:
        """One of the two is said: where they live, or who answers for them."""
        said = super().clean() or self.cleaned_data
        if not self.errors and bool(said.get("village")) == bool(said.get("worker")):
            self.add_error("village", gettext("请选一个村；还不知道哪个村时，只选一位村医。"))
        if not self.errors and said["village"] == MOTHERS and any(one.pk not in self.homes for one in said["people"]):
            self.add_error("village", gettext("勾选的人里，有人的母亲不住在本辖区的村。请分开登记。"))
        return said


class AnotherWorkerForm(forms.Form):
    """Who goes on trying to reach somebody. Empty: whoever answers for her now."""

    call = forms.UUIDField(widget=forms.HiddenInput)
    worker = forms.ChoiceField(label=gettext_lazy("换哪位村医来找"), required=False)

    def __init__(self, actor: User, data: Any = None) -> None:
        super().__init__(data, initial={"call": ids.mint()})
        self.staff = {str(one.pk): one for one in registry.workers(actor)}
        self.fields["worker"].choices = [
            ("", gettext("请选择")),
            *((number, one.full_name) for number, one in self.staff.items()),
        ]  # type: ignore[attr-defined]
        self.fields["worker"].error_messages |= {"invalid_choice": gettext("请从本辖区在岗的村医里选一位。")}

    def successor(self) -> User | None:
        """The worker who was chosen."""
        return self.staff.get(self.cleaned_data.get("worker", ""))
