"""Finding people, one person's record, and the changes made from it. Reading writes a line that she can see."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanhu.web.base import ids, sealing, words
from wanhu.web.base.permissions import Permission, actor, may, needs
from wanhu.web.care import queries as care
from wanhu.web.care.dating import dating_of
from wanhu.web.registry import actions as registry_actions
from wanhu.web.registry import queries as registry
from wanhu.web.worklist import actions, queries
from wanhu.web.worklist.forms import Visit

PURPOSES = {
    "record": gettext_lazy("建档"),
    "reminders": gettext_lazy("提醒"),
    "home-visit": gettext_lazy("家访"),
    "risk-sharing": gettext_lazy("风险共享"),
    "immunisation": gettext_lazy("接种"),
    "benefits": gettext_lazy("福利"),
}
DEEDS = {
    "record-read": gettext_lazy("查看了记录"),
    "record-found": gettext_lazy("在查找结果中看到"),
    "task-listed": gettext_lazy("在任务名单中看到"),
    "kept-on-phone": gettext_lazy("随名单存到了手机上"),
    "id-number-shown": gettext_lazy("显示了完整身份证号"),
    "phone-shown": gettext_lazy("显示了完整电话"),
    "care-recorded": gettext_lazy("记录了服务"),
    "care-corrected": gettext_lazy("改正了一次服务记录"),
    "registered": gettext_lazy("登记了"),
    "guardian-registered": gettext_lazy("登记为监护人"),
    "consent-given": gettext_lazy("记录了各项同意"),
    "name-given": gettext_lazy("填了名字"),
    "number-matched": gettext_lazy("核对了相同的号码"),
    "person-assigned": gettext_lazy("换了负责人"),
    "given-back": gettext_lazy("交回给村里的负责人"),
    "risk-graded": gettext_lazy("登记了风险颜色"),
    "called": gettext_lazy("打过电话"),
    "reminder-sent": gettext_lazy("发出了提醒"),
    "reminder-failed": gettext_lazy("提醒没有发出"),
    "step-released": gettext_lazy("把一步移出了名单"),
    "taken-back": gettext_lazy("撤销了刚才的记录"),
    "consent-withdrawn": gettext_lazy("记录了撤回同意"),
    "death-recorded": gettext_lazy("记录了死亡"),
    "pregnancy-ended": gettext_lazy("记录了妊娠结束"),
    "pregnancy-dated": gettext_lazy("确定了孕期日期"),
    "dating-told": gettext_lazy("记下了核实孕周的依据"),
    "dating-kept": gettext_lazy("核实孕周：日期不变"),
    "dating-taken-back": gettext_lazy("撤去了核实孕周的一条记录"),
    "birth-recorded": gettext_lazy("记录了出生"),
    "moved": gettext_lazy("记录了搬离"),
}

GROWS = 2192  # days: six years, a year after the standards end


class ChangeForm(Visit):
    """A change of somebody's circumstances."""

    change = forms.ChoiceField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(choices=list(PURPOSES.items()), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["change"].choices = [(one, one) for one in ("withdraw", "died", "moved")]  # type: ignore[attr-defined]


@needs(Permission.SEE_PEOPLE)
@require_GET
def people(request: HttpRequest) -> HttpResponseBase:
    """Search by name, pinyin, initials, or the last four digits of the phone. With htmx only the results come back."""
    sought = request.GET.get("q", "")
    found = registry.search(actor(request), sought)
    names = registry.area_names(actor(request), {one.area for one in found})
    shown = {
        "q": sought, "today": timezone.localdate(), "limit": registry.FOUND,
        "found": [(one, names.get(one.area, "")) for one in found],
    }  # fmt: skip
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "worklist/found.html" if partial else "worklist/people.html", shown)


@needs(Permission.SEE_PEOPLE)
@require_GET
def person(request: HttpRequest, number: int) -> HttpResponseBase:
    """One record: who, what is planned and why, what was done, and who looked at it."""
    who = actor(request)
    found = registry.person(who, number)
    if found is None:
        raise Http404
    today = timezone.localdate()
    lines = registry.readers(who, number)
    staff = registry.names(who, {line.by for line in lines})
    given = registry.consents(who, number)
    shown = {
        "person": found, "today": today, "visit": ids.mint(),
        "village": registry.area_names(who, {found.area}).get(found.area, ""),
        "mother": care.mothers(who, [number]).get(number),
        "children": care.children_of(who, number),
        "pregnancies": (hers := care.pregnancies_of(who, number, today)),
        "undecided": {one.number for one in hers if one.lasting and dating_of(who, one.number).suggested},
        "died_on": care.died_on(who, number),
        "history": care.history(who, number),
        "planned": queries.planned(who, found) if may(who, Permission.SEE_TASKS) else [],
        "aside": queries.aside(who, found, today) if may(who, Permission.SEE_TASKS) else [],
        "alerts": queries.alerts_of(who, number) if may(who, Permission.SEE_TASKS) else [],
        "lines": [(line, staff.get(line.by, line.by), DEEDS.get(line.action, line.action)) for line in lines],
        "consents": [(code, title, given.get(code)) for code, title in PURPOSES.items() if code in given],
        "masked": _masked(found), "grows": found.born_on is not None and (today - found.born_on).days < GROWS,
    }  # fmt: skip
    return render(request, "worklist/person.html", shown)


@needs(Permission.REVEAL_NUMBER)
@require_POST
def reveal(request: HttpRequest, number: int, what: str) -> HttpResponseBase:
    """The whole identity number or phone: shown in place with htmx, on a page of its own without."""
    if what not in registry_actions.NUMBERS:
        raise Http404
    found = registry.people_in_scope(actor(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    shown = {"person": found, "what": what, "value": registry_actions.reveal(by=actor(request), person=found, what=what)}
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "worklist/revealed.html" if partial else "worklist/revealed_page.html", shown)


@needs(Permission.RECORD_CARE)
@require_http_methods(["POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Consent withdrawn, a death, a move: written at once, with a way back for a day."""
    who = actor(request)
    found = registry.people_in_scope(who).filter(pk=number).first()
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return render(request, "worklist/change_refused.html", {"form": form, "number": number}, status=422)
    said = form.cleaned_data
    about = {"visit": said["visit"], "happened": said["happened"]}
    if found is None:
        if care.may_undo(who, number, said["visit"]):  # the same form a second time: she is already out of scope
            return _back(number, said["visit"])
        raise Http404
    if said["change"] == "withdraw":
        actions.withdraw_consent(by=who, person=found, purpose=said["purpose"] or "record", **about)
    elif said["change"] == "died":
        actions.record_death(by=who, person=found, **about)
    else:
        actions.move_away(by=who, person=found, **about)
    return _back(number, said["visit"])


def _back(number: int, visit: uuid.UUID) -> HttpResponse:
    return redirect(f"{reverse('worklist:tasks')}?done={number}.{visit}")


def _masked(person: Any) -> dict[str, str]:
    number = sealing.unseal_text(person.id_number_sealed) if person.id_number_sealed else ""
    phone = sealing.unseal_text(person.phone_sealed) if person.phone_sealed else ""
    return {
        "id_number": words.masked_number(number) if number else "",
        "phone": words.masked_phone(phone) if phone else "",
    }
