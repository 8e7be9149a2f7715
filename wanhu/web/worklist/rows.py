"""What one line of the list says, in the words of the page: worked out once, so that the template, which is read for every line, only prints it."""

from datetime import date
from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wanhu.engine.text import Text
from wanhu.web.base import words
from wanhu.web.base.templatetags.wanhu import said
from wanhu.web.worklist.queries import Task, Visit

LOOKS = {"overdue": "red", "today": "amber", "week": "blue"}  # of the tag that says when, by group of the list


def row_of(visit: Visit, on: date) -> dict[str, Any]:
    """Read by ``worklist/row.html``."""
    task, call = visit.main, visit.call
    person, mother, now = task.person, task.mother, task.now
    return {
        "href": address_of(task),
        "name": person.name or _("（未取名）"),
        "age": words.age(person.born_on, on) if person.born_on else "",
        "first": task.danger and not visit.why,
        "colour": visit.colour,
        "look": LOOKS.get(task.group, ""),
        "when": _when(task, on),
        "danger": _together(visit.why),
        "title": said(task.step.title),
        "task": task if task.group == "missed" else None,
        "also": _together(tuple(one.step.title for one in visit.also)),
        "call": _call(call) if call else "",
        "past_term": now.gestation_words if now and now.past_term else "",
        "where": "".join(f"{part} · " for part in (_gestation(task), _mother(task)) if part) + task.village,
        "phone": task.phone,
        "whose": person.name or (mother.name if mother else ""),
    }


def address_of(task: Task) -> str:
    """The page on which a task is recorded."""
    return f"{_list(get_script_prefix())}{task.person.pk}/{task.pregnancy or 0}/{task.protocol.code}/{task.step.code}/"


@cache
def _list(prefix: str) -> str:
    """The address of the list, which those of its tasks continue: looked up once, because a page has a hundred of them. ``prefix``: of the site."""
    return reverse("worklist:tasks")


def _when(task: Task, on: date) -> str:
    if task.group == "missed":
        return _("错过")
    return _("%(d)s 起") % {"d": words.day(task.opens)} if task.opens > on else words.waiting(task.due, on)


def _together(titles: tuple[Text, ...]) -> str:
    return _("、").join(said(one) for one in titles) if titles else ""


def _call(call: Any) -> str:
    outcome = said(call.get_outcome_display())
    return f"{outcome} · {words.day(call.again)}" if call.again else outcome


def _gestation(task: Task) -> str:
    """How far the pregnancy is, or how long ago the birth was; what is long past its term has a mark of its own."""
    now = task.now
    if now is None or now.past_term:
        return ""
    if now.gestation_words:
        return now.gestation_words
    if now.after_birth is None:
        return ""
    return ngettext("产后 %(n)s 天", "产后 %(n)s 天", now.after_birth) % {"n": now.after_birth}


def _mother(task: Task) -> str:
    return f"{_('母亲')} {task.mother}" if task.mother else ""
