"""Registering somebody, page by page. A "no" to being registered stores nothing: the page that comes back thanks her and says what stays free."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanhu.engine.dates import TERM_DAYS
from wanhu.web.base import words
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.care.queries import may_undo
from wanhu.web.registry import queries as registry
from wanhu.web.registry.models import Person
from wanhu.web.worklist import queries as lists
from wanhu.web.worklist.registering import actions, fields, queries, reading
from wanhu.web.worklist.registering.actions import Birth, Dates, Guardian, Home, New, Sent
from wanhu.web.worklist.registering.forms import LATE, ChildForm, NameForm, PlannerForm, PregnancyForm, Registering
from wanhu.web.worklist.registering.last_period import LONGEST_PREGNANCY
from wanhu.web.worklist.registering.proof import photos_are_hashed
from wanhu.web.worklist.registering.wording import ELSEWHERE, RECORD, WHY_ALIKE

INVALID = 422
NOW = 2  # steps offered after registering


@needs(Permission.RECORD_CARE)
@require_GET
def register(request: HttpRequest) -> HttpResponseBase:
    """A pregnancy, a child, or somebody who plans a pregnancy?"""
    return render(request, "worklist/register.html", {"villages": registry.villages(actor(request))})


@needs(Permission.RECORD_CARE)
@photos_are_hashed
@require_http_methods(["GET", "POST"])
def pregnancy(request: HttpRequest) -> HttpResponseBase:
    """One page for a pregnancy. ``?woman=``: she is on record, and her own page is used."""
    who, today = actor(request), timezone.localdate()
    woman = _chosen(request, "woman")
    if woman is not None and queries.lasting(who, woman.pk) and not _again(request):
        return render(request, "worklist/register_known.html", {"person": woman}, status=409 if request.method == "POST" else 200)
    form = PregnancyForm(who, request.POST or None, request.FILES or None, woman=woman)
    found: list[queries.Alike] = []
    if request.method == "POST":
        if _refused(request):
            return _thanks(request, woman)
        before = _written_before(request, form)
        if isinstance(before, HttpResponse):
            return before
        if form.is_valid():
            said = form.cleaned_data
            if woman is None:
                found = _same(form, grown=True, **{name: said[name] for name in ("name", "born_on", "id_number", "phone")})
            if not form.errors:
                her = woman or New(
                    Home(said["village"], said["label"]), said["name"], said["born_on"], 2, said["id_number"], said["phone"]
                )
                dates = Dates(said["lmp"], said["edd"], said["lunar"])
                return _save(form, lambda sent: actions.register_pregnancy(by=who, sent=sent, woman=her, dates=dates))
        form.shown_again()
    shown = {"form": form, "woman": woman, "today": today, "found": _told(found), "kind": "woman", "record": form[RECORD.field]}
    return render(request, "worklist/register_pregnancy.html", shown, status=INVALID if form.errors else 200)


@needs(Permission.RECORD_CARE)
@require_GET
def registered(request: HttpRequest, number: int, visit: uuid.UUID) -> HttpResponseBase:
    """What comes after registering: her record, what can be done for her now, and the way back while it stands."""
    who = actor(request)
    person = registry.person(who, number)
    if person is None or not may_undo(who, number, visit):
        return redirect("worklist:tasks")
    ready = [one for one in lists.planned(who, person) if one.state in ("open", "overdue") and one.step.recorded_as]
    visits = [one for one in ready if "contact" in dict(one.step.recorded_as)]
    shown = {
        "person": person,
        "visit": visit,
        "now": (visits or ready)[:NOW],
        "coming": lists.coming(who, number),
        "today": timezone.localdate(),
    }
    return render(request, "worklist/registered.html", shown)


@needs(Permission.RECORD_CARE)
@photos_are_hashed
@require_http_methods(["GET", "POST"])
def planner(request: HttpRequest) -> HttpResponseBase:
    """One page for somebody who plans a pregnancy, woman or man. ``?person=``: on record already."""
    who, today = actor(request), timezone.localdate()
    person = _chosen(request, "person", of=(1, 2))
    if person is not None and queries.planning(who, person.pk) and not _again(request):
        shown = {"person": person, "plan": True}
        return render(request, "worklist/register_known.html", shown, status=409 if request.method == "POST" else 200)
    form = PlannerForm(who, request.POST or None, request.FILES or None, person=person)
    found: list[queries.Alike] = []
    if request.method == "POST":
        if _refused(request):
            return _thanks(request, person)
        before = _written_before(request, form)
        if isinstance(before, HttpResponse):
            return before
        if form.is_valid():
            said = form.cleaned_data
            if person is None:
                found = _same(form, grown=True, **{name: said[name] for name in ("name", "born_on", "id_number", "phone")})
            if not form.errors:
                one = person or New(
                    Home(said["village"], said["label"]), said["name"], said["born_on"], int(said["sex"]), said["id_number"], said["phone"]
                )  # fmt: skip
                return _save(form, lambda sent: actions.register_planner(by=who, sent=sent, person=one))
        form.shown_again()
    shown = {"form": form, "who": person, "today": today, "found": _told(found), "kind": "woman", "record": form[RECORD.field]}
    return render(request, "worklist/register_planner.html", shown, status=INVALID if form.errors else 200)


@needs(Permission.RECORD_CARE)
@photos_are_hashed
@require_http_methods(["GET", "POST"])
def child(request: HttpRequest) -> HttpResponseBase:
    """One page for a child. ``?mother=``: found on record; else ``?q=`` looks for her, or a guardian is named."""
    who = actor(request)
    mother = _chosen(request, "mother")
    form = ChildForm(who, request.POST or None, request.FILES or None, mother=mother)
    found: list[queries.Alike] = []
    if request.method == "POST":
        if _refused(request):
            return _thanks(request, None)
        before = _written_before(request, form)
        if isinstance(before, HttpResponse):
            return before
        if form.is_valid():
            found = _same_child(form, mother)
            if not form.errors:
                said = form.cleaned_data
                birth = Birth(said["born_on"], int(said["sex"]), said["weight_g"], said["gestation_days"])
                guardian = None if mother else Guardian(said["guardian_kind"], said["guardian_name"], said["guardian_phone"])
                home = None if mother else Home(said["village"], said["label"])
                return _save(
                    form,
                    lambda sent: actions.register_child(
                        by=who, sent=sent, birth=birth, name=said["name"], id_number=said["id_number"], mother=mother, guardian=guardian, home=home
                    ),
                )  # fmt: skip
        form.shown_again()
    sought = request.GET.get("q", "")
    shown = {
        "form": form, "mother": mother, "today": timezone.localdate(), "found": _told(found), "kind": "child", "record": form[RECORD.field],
        "q": sought, "mothers": queries.mothers(who, sought) if sought and not mother else [],
        "village": registry.area_names(who, {mother.area}).get(mother.area, "") if mother else "",
    }  # fmt: skip
    return render(request, "worklist/register_child.html", shown, status=INVALID if form.errors else 200)


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def alike(request: HttpRequest) -> HttpResponseBase:
    """While typing. GET: mothers by name. POST, so that no number stands in an address: people alike, and who lives in the household."""
    who, today = actor(request), timezone.localdate()
    if request.method == "GET":
        sought = request.GET.get("q", "")
        return render(
            request, "worklist/register_mothers.html", {"mothers": queries.mothers(who, sought), "q": sought, "today": today}
        )
    sent = request.POST
    number = reading.identity(sent.get("id_number", ""), today)[0]
    phone = sent.get("phone", "") or sent.get("guardian_phone", "")
    phone = reading.phone(phone, today) or phone
    born_on, woman = _day(sent.get("born_on", "")), sent.get("kind") == "woman"
    hers = phone if woman else ""
    found = queries.alike(who, name=sent.get("name", ""), born_on=born_on, id_number=number, phone=hers, grown=woman)
    if not woman:
        found += queries.alike(who, name=sent.get("guardian_name", ""), phone=phone, grown=True)
    group, house = sent.get("group", ""), sent.get("house", "")
    label = fields.label(int(group) if group.isdecimal() else None, int(house)) if house.isdecimal() else ""
    shown = {
        "found": _told(found), "kind": "woman" if woman else "child", "today": today, "label": label, "typing": True,
        "elsewhere": [ELSEWHERE[code] for code in queries.elsewhere(who, id_number=number, phone=phone)],
        "at_home": queries.at_home(who, _village(request), label) if label else [],
    }  # fmt: skip
    return render(request, "worklist/register_alike.html", shown)


@needs(Permission.RECORD_CARE)
@require_POST
def day(request: HttpRequest) -> HttpResponseBase:
    """What the dates typed so far come to: the solar day of a lunar one, the expected date, the weeks."""
    sent, lunar = request.POST, ""
    lmp, edd = (_day(sent.get("lmp", "")), None) if sent.get("dated") == "lmp" else (None, None)
    if sent.get("dated") == "edd":
        edd = _day(sent.get("edd", ""))
    if sent.get("dated") == "told" and (told := reading.weeks_and_days(sent.get("told_weeks", ""))) is not None:
        edd = timezone.localdate() + timedelta(days=TERM_DAYS - told)
    parts = [sent.get("lunar_" + one, "") for one in ("year", "month", "day")]
    if sent.get("dated") == "lunar" and all(parts):
        lunar, lmp = reading.lunar(*parts, leap=bool(sent.get("lunar_leap")))
    dates = fields.dates_in_words(lmp, edd)
    plausible = dates is not None and 0 <= dates[1] <= LONGEST_PREGNANCY + LATE
    shown = {
        "lunar": lunar,
        "lmp": lmp,
        "dates": dates,
        "plausible": plausible,
        "weeks": words.gestation(dates[1]) if dates and plausible else "",
    }
    return render(request, "worklist/register_day.html", shown)


@needs(Permission.RECORD_CARE)
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, number: int) -> HttpResponseBase:
    """A child's own name, when it has been given one."""
    found = registry.person(actor(request), number)
    if found is None:
        raise Http404
    if not reading.nameless(found.name):
        return redirect("worklist:person", number)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_name(by=actor(request), person=found, name=form.cleaned_data["name"])
        return redirect("worklist:person", number)
    return render(request, "worklist/register_name.html", {"form": form, "person": found}, status=INVALID if form.errors else 200)


def _chosen(request: HttpRequest, which: str, of: tuple[int, ...] = (2,)) -> Person | None:
    """Somebody on record who was chosen; reading her leaves its line."""
    number = request.POST.get(which) or request.GET.get(which, "")
    if not number or not number.isdecimal():
        return None
    found = registry.person(actor(request), int(number))
    if found is None or found.sex not in of:
        raise Http404
    return found


def _refused(request: HttpRequest) -> bool:
    """She does not want to be registered: nothing else of the form is looked at."""
    return request.POST.get(RECORD.field) == "no"


def _thanks(request: HttpRequest, known: Person | None) -> HttpResponse:
    return render(request, "worklist/register_refused.html", {"person": known})


def _again(request: HttpRequest) -> bool:
    """Whether this form was written before: then its own answer is given, not that she is registered already."""
    visit = _number(request.POST.get("visit", ""))
    return visit is not None and queries.written(actor(request), visit) is not None


def _written_before(request: HttpRequest, form: Registering) -> HttpResponse | None:
    """The same form a second time is no error; another one under its number is, and so is one that was taken back."""
    visit = _number(request.POST.get("visit", ""))
    before = queries.written(actor(request), visit) if visit else None
    if before is None or visit is None:
        return None
    if before.stands and before.digest == form.digest():
        return _back(before.person, visit)
    text = _("这张表先前已经存过，内容不同。这次没有保存。要登记另一个人，请从“登记”重新打开一张表。")
    form.add_error(None, text if before.stands else _("这张表先前存过，后来撤销了。这次没有保存。请从“登记”重新打开一张表。"))
    return None


def _same(form: Registering, *, grown: bool | None, id_number: str = "", phone: str = "", **about: Any) -> list[queries.Alike]:
    """The check for the same person again, with all that was typed. The same identity number is an error, likeness is a question."""
    found = [one for one in queries.alike(form.actor, grown=grown, id_number=id_number, phone=phone, **about) if one.probable]
    certain = [one for one in queries.alike(form.actor, id_number=id_number) if one.certain] if id_number else []
    if certain:
        form.add_error("id_number", _("这个身份证号已经登记在 %(name)s 名下。请用她（他）的记录。") % {"name": certain[0].person})
        return certain
    if found:
        form.ask(_("已有很像的人，请看清是不是同一人。不是，就勾选“都核对过了”再保存。"))
    for code in queries.elsewhere(form.actor, id_number=id_number, phone=phone):
        if code == "id-number":
            form.ask(_("已有同号的人，请数据专员核对。着急登记，就勾选“都核对过了”再保存。"))
    return found


def _same_child(form: ChildForm, mother: Person | None) -> list[queries.Alike]:
    said = form.cleaned_data
    found = _same(form, grown=False, name=said["name"], born_on=said["born_on"], id_number=said["id_number"])
    if mother is not None and not any(one.certain for one in found):
        near = [
            one
            for one in queries.siblings(form.actor, mother, said["born_on"])
            if one.person not in [each.person for each in found]
        ]
        if near:
            form.ask(_("这位母亲已有出生日期很近的孩子。是双胞胎的另一个，就勾选“都核对过了”再保存。"))
        found += near
    elif mother is None:
        found += _same(form, grown=True, name=said["guardian_name"], phone=said["guardian_phone"])
    return found


def _save(form: Registering, write: Any) -> HttpResponse:
    said = form.cleaned_data
    sent = Sent(said["visit"], form.digest(), form.answers, form.proof)
    try:
        number = write(sent).pk
    except actions.Twice:
        before = queries.written(form.actor, said["visit"])
        number = before.person if before else 0
    return _back(number, said["visit"])


def _back(number: int, visit: uuid.UUID) -> HttpResponse:
    return redirect("worklist:registered", number, visit)


def _told(found: list[queries.Alike]) -> list[tuple[queries.Alike, list[Any]]]:
    return [(one, [WHY_ALIKE[code] for code in one.why]) for one in found]


def _village(request: HttpRequest) -> str:
    village = request.POST.get("village", "")
    return village if village in {one.code for one in registry.villages(actor(request))} else ""


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
