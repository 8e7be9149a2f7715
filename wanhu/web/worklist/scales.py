"""The scores of a questionnaire: its total and single items out of what was answered, or typed from paper."""

import re
from typing import Any

from django.utils.translation import gettext

from wanhu.engine.forms import Scale

ITEMS = "-items"  # the box in which the scores of a scale are typed in their order


def settle(scale: Scale, said_now: dict[str, Any]) -> dict[str, str]:
    """Takes the total and the items that are kept out of the answers, or out of scores typed in their order; what is wrong, by field."""
    if scale.texts:
        return _add_up(scale, said_now)
    typed, total = (said_now.get(scale.code + ITEMS) or "").strip(), said_now.get(scale.total)
    if typed:
        parts = re.findall(r"\d+", typed) if re.search(r"\d\D+\d", typed) else list(typed)
        scored = [int(one) for one in parts if one.isdecimal()]
        if len(scored) != len(parts) or len(scored) != scale.items or max(scored) > scale.each:
            words = gettext("请照顺序填 %(items)s 个得分，每个 0 到 %(each)s，例如 0 1 2 0。")
            return {scale.code + ITEMS: words % {"items": scale.items, "each": scale.each}}
        if total is not None and total != sum(scored):
            words = gettext("各条相加是 %(sum)s 分，与总分不同。请核对。")
            return {scale.total: words % {"sum": sum(scored)}}
        said_now |= {scale.total: float(sum(scored))} | {scale.item(one): float(scored[one - 1]) for one in scale.keeps}
    wrong = {}
    for number in scale.keeps:
        one, total = said_now.get(scale.item(number)), said_now.get(scale.total)
        if total is not None and one is None:
            wrong[scale.item(number)] = gettext("请把第 %(n)s 条的得分也填上：它单独要看。") % {"n": number}
        elif total is not None and one is not None and one > total:
            wrong[scale.item(number)] = gettext("第 %(n)s 条的得分比总分还高。请核对。") % {"n": number}
    return wrong


def _add_up(scale: Scale, said_now: dict[str, Any]) -> dict[str, str]:
    """Every item answered, or none: a total of some would be no total."""
    answered = {number: said_now.get(scale.answer(number)) for number in range(1, scale.items + 1)}
    if not any(answered.values()):
        return {}
    missing = {scale.answer(number): gettext("还没有选。") for number, answer in answered.items() if not answer}
    if not missing:
        scored = {number: float(answer) for number, answer in answered.items() if answer}
        said_now |= {scale.total: sum(scored.values())} | {scale.item(one): scored[one] for one in scale.keeps}
    return missing
