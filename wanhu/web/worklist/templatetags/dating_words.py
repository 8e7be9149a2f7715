"""The dating of a pregnancy in words: what it rests on, who said so, what a scan differs by, and what that means."""

from typing import Any

from django import template
from django.utils.translation import gettext, ngettext

from wanhu.engine.dates import weeks_and_days
from wanhu.web.care.dated import Judged, Why

register = template.Library()


@register.filter
def dating_words(fact: Any, method: str) -> str:
    """What a fact's dates rest on: 末次月经 2026-01-05，周期30天. ``method``: how a fact without evidence is read; empty, as the fact says."""
    method = fact.evidence or method or fact.dating or ("lmp" if fact.lmp else "reported")
    on, days = fact.evidence_on or fact.lmp, fact.evidence_days
    if method == "lmp":
        said = [gettext("末次月经 %(day)s") % {"day": on}]
        said += [gettext("农历%(words)s") % {"words": fact.lunar}] if fact.lunar else []
        said += [gettext("周期 %(n)s 天") % {"n": days}] if days else []
        return gettext("，").join(said)
    if method == "ultrasound":
        return gettext("%(day)s 的超声：孕 %(weeks)s") % {"day": on, "weeks": weeks_and_days(days)} if days else gettext("超声")
    if method == "transfer":
        return gettext("%(day)s 移植第 %(n)s 天胚胎") % {"day": on, "n": days} if days else gettext("胚胎移植")
    return gettext("别处给的预产期")


@register.filter
def told_by(fact: Any, names: dict[str, str]) -> str:
    """The name of whoever wrote it down; a fact of a file has none."""
    by: str | None = fact.by
    return names.get(by, by) if by else gettext("部门来件")


@register.filter
def days_later(days: int) -> str:
    """By how many days a date lies after another: 晚 7 天."""
    if not days:
        return gettext("同一天")
    return (ngettext("晚 %(n)s 天", "晚 %(n)s 天", days) if days > 0 else ngettext("早 %(n)s 天", "早 %(n)s 天", -days)) % {
        "n": abs(days)
    }


@register.filter
def judged_words(one: Judged) -> str:
    """Why a piece of evidence changes the dates, or does not."""
    if one.why in (Why.DIFFERS, Why.WITHIN):
        return _compared(one)
    if one.why is Why.FIXED and one.fact.evidence == "reported":
        return gettext("有末次月经、超声或移植的日期时，不用抄来的预产期。")
    return {
        Why.NO_PERIOD: gettext("不知道末次月经，就按最早的一次超声。"),
        Why.CORRECTS: gettext("与现在用的日期不同。"),
        Why.TRANSFER: gettext("胚胎移植的日子最准，先用它。"),
        Why.FIXED: gettext("孕周已由更早的超声或胚胎移植定下，以后不再改，这一条只作记录。"),
        Why.SAME: gettext("与现在用的日期相同。"),
        Why.PASSED: gettext("后来已经重新定过日期。"),
        Why.KEPT: gettext("医生看过，决定不改。"),
    }.get(one.why, "")


def _compared(one: Judged) -> str:
    by_period, by_scan = weeks_and_days(one.gestation or 0), weeks_and_days(one.fact.evidence_days)
    about = {"period": by_period, "scan": by_scan, "n": one.apart, "limit": one.limit}
    said = gettext("超声那天，按末次月经是 %(period)s，按超声是 %(scan)s，相差 %(n)s 天，") % about
    if one.why is Why.DIFFERS:
        return said + gettext("超过这个孕周的界限 %(limit)s 天：按超声改。") % about
    return said + gettext("没有超过这个孕周的界限 %(limit)s 天：仍按末次月经。") % about
