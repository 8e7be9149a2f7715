"""Dates, ages and durations as people say them, in the language of the page: 11月23日 周一, 2月龄, 孕12周+6, 逾期 6 天."""

from datetime import date

from django.utils.translation import get_language, gettext, ngettext

from wanhu.engine.dates import completed_months, completed_years, weeks_and_days

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
MONTHS_UNTIL = 36  # months of age are counted in months until the third birthday
DAYS_UNTIL = 90  # days overdue are counted in days until then, in months until
OVERDUE_MONTHS_UNTIL = 24


def chinese() -> bool:
    """Whether the page is in Chinese."""
    return (get_language() or "zh").startswith("zh")


def day(value: date, *, near: date | None = None) -> str:
    """``11月23日 周一`` or ``Mon 23 Nov``. The year is said when it is not the year of ``near``."""
    other_year = near is not None and near.year != value.year
    if chinese():
        said = f"{value.month}月{value.day}日"
        return f"{value.year}年{said}" if other_year else f"{said} {WEEKDAYS[value.weekday()]}"
    return f"{value.day} {value:%b %Y}" if other_year else f"{value:%a} {value.day} {value:%b}"


def short_day(value: date, *, near: date) -> str:
    """``5月19日``, with the year when it is another one: for lines that say several days. English as ``day``, without the weekday."""
    other_year = near.year != value.year
    if chinese():
        return f"{value.year}年{value.month}月{value.day}日" if other_year else f"{value.month}月{value.day}日"
    return f"{value.day} {value:%b %Y}" if other_year else f"{value.day} {value:%b}"


def window(first: date, last: date | None) -> str:
    """``8月10日 周一 至 9月20日 周日``, or from when on."""
    if last is None:
        return gettext("%(first)s 起") % {"first": day(first, near=first)}
    return gettext("%(first)s 至 %(last)s") % {"first": day(first, near=last), "last": day(last, near=first)}


def age(born_on: date, on: date) -> str:
    """``28岁``, ``2月龄`` below three years, ``5天`` in the first month; empty when not yet born on that day."""
    months = completed_months(born_on, on)
    if months < 0:
        return ""
    if months == 0:
        days = (on - born_on).days
        return ngettext("%(n)s天", "%(n)s天", days) % {"n": days}
    if months < MONTHS_UNTIL:
        return gettext("%(n)s月龄") % {"n": months}
    return gettext("%(n)s岁") % {"n": completed_years(born_on, on)}


def gestation(days: int) -> str:
    """``孕12周+6`` for 90 completed days."""
    return gettext("孕%(weeks)s周") % {"weeks": weeks_and_days(days).removesuffix("+0")} if days % 7 == 0 else _with_days(days)


def _with_days(days: int) -> str:
    weeks, rest = divmod(days, 7)
    return gettext("孕%(weeks)s周+%(days)s") % {"weeks": weeks, "days": rest}


def waiting(due: date, on: date) -> str:
    """``逾期 6 天``, ``逾期 5 个月``, ``逾期 3 年``, ``今天``, ``明天`` or ``还有 5 天``."""
    days = (due - on).days
    if (months := completed_months(due, on)) >= OVERDUE_MONTHS_UNTIL:
        return gettext("逾期 %(n)s 年") % {"n": months // 12}
    if days <= -DAYS_UNTIL:
        return gettext("逾期 %(n)s 个月") % {"n": months}
    if days < 0:
        return ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", -days) % {"n": -days}
    if days == 0:
        return gettext("今天")
    return gettext("明天") if days == 1 else gettext("还有 %(n)s 天") % {"n": days}


def masked_number(number: str) -> str:
    """First four and last two signs of an identity number."""
    return number[:4] + "*" * max(0, len(number) - 6) + number[-2:] if len(number) > 6 else "*" * len(number)


def masked_phone(phone: str) -> str:
    """``138****2210``."""
    return phone[:3] + "****" + phone[-4:] if len(phone) >= 7 else "****"
