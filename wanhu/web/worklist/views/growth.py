"""A child's growth charts, drawn by the server so that any phone shows them, in words and in a table beside."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from wanhu.engine.growth.standards import Index
from wanhu.rules.growth_standard import GROWTH
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.registry.queries import person as read_person
from wanhu.web.worklist import queries
from wanhu.web.worklist.growth_chart import chart
from wanhu.web.worklist.queries.growth import growth_of, tables

TITLES = {
    Index.WEIGHT_FOR_AGE: (gettext_lazy("体重（按年龄）"), "kg"),
    Index.LENGTH_FOR_AGE: (gettext_lazy("身长/身高（按年龄）"), "cm"),
    Index.HEAD_FOR_AGE: (gettext_lazy("头围（按年龄）"), "cm"),
    Index.WEIGHT_FOR_LENGTH: (gettext_lazy("体重（按身长/身高）"), "kg"),
    Index.BMI_FOR_AGE: (gettext_lazy("体质指数（按年龄）"), "kg/m²"),
}


@needs(Permission.SEE_PEOPLE)
@require_GET
def growth(request: HttpRequest, number: int) -> HttpResponseBase:
    """Five charts with the standard's bands, the newest value in words, and what the rules find."""
    who = actor(request)
    child = read_person(who, number)
    if child is None:
        raise Http404
    found = growth_of(who, child)
    drawn = [] if found is None else [
        {"chart": one, "title": title, "unit": unit} for index, (title, unit) in TITLES.items() if (one := chart(index, found, tables()))
    ]  # fmt: skip
    shown = {
        "person": child, "growth": found, "charts": drawn, "today": timezone.localdate(), "source": GROWTH.source.title,
        "alerts": queries.alerts_of(who, number), "weeks": round(found.corrected / 7) if found else 0,
    }  # fmt: skip
    return render(request, "worklist/growth.html", shown)
