"""Words of the exchange in the reader's language: names of feeds and states, reasons, and what happened to a person's number."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.translation import get_language

from wanhu.engine.text import Text
from wanhu.rules.feeds import FEEDS
from wanhu.web.exchange.models import PersonHistory

register = template.Library()

DROPPED = {
    "forbidden": Text("这类内容万户一律不收", "Wanhu never takes in such content"),
    "restricted": Text("限制类内容，另行授权才能接收", "restricted content, taken in only with its own permission"),
    "unknown": Text("没有登记的列", "a column that is not registered"),
}
HISTORY = {
    "new": Text("建立编号 #{person}", "number #{person} was given"),
    "merge": Text("#{person} 并入 #{into}", "#{person} was merged into #{into}"),
    "split": Text("从 #{into} 分出，建立编号 #{person}", "number #{person} was given to rows split off from #{into}"),
    "restore": Text("#{person} 从 #{into} 恢复", "#{person} was given back by #{into}"),
}


def spoken(text: Text) -> str:
    """The phrase in the language of the page."""
    return text.in_language(get_language() or "zh-hans")


@register.filter
def feed_title(code: str) -> str:
    """A feed's name."""
    return spoken(FEEDS[code].title) if code in FEEDS else code


@register.filter
def either_key(values: Mapping[str, str], name: str) -> str:
    """``name_zh`` or ``name_en`` of a mapping."""
    return spoken(Text(values.get(f"{name}_zh", ""), values.get(f"{name}_en", "")))


@register.filter
def either_pair(pair: Sequence[str]) -> str:
    """A note kept as ``[中文, English]``."""
    return spoken(Text(*pair))


@register.filter
def dropped_because(reason: str) -> str:
    """Why a column was dropped."""
    return spoken(DROPPED.get(reason, DROPPED["unknown"]))


@register.filter
def history_words(line: PersonHistory) -> str:
    """What happened to a person's number."""
    return spoken(HISTORY[line.kind].format(person=line.person, into=line.into))


@register.filter
def signed(weight: float) -> str:
    """Evidence with its sign: +4.1, −1.6."""
    return f"{weight:+.1f}".replace("-", "−")


@register.filter
def share(probability: float) -> str:
    """A probability with two places, never rounded up to certainty."""
    return f"{min(probability, 0.99):.2f}"
