"""Questions, choices and reasons in words. The days and the limits come from the rulebook; here are only the sentences around them."""

from datetime import date
from typing import NamedTuple

from wanhu.engine.dates import weeks_and_days
from wanhu.engine.practice import NOTHING, Asks, Question, window
from wanhu.engine.protocol import Alert, Confidence, Protocol, Source, Step, Valid
from wanhu.engine.spans import Span
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK

STATES = {
    "upcoming": Text("还没到时候，以后再做", "Too early: it comes later"),
    "open": Text("今天可以做，也不晚", "It can be done today, and is on time"),
    "overdue": Text("过了应做的日子，尽快做", "Late: do it soon"),
    "missed": Text("期限已过，记为错过；需要时仍帮忙", "The time is over: it counts as missed (still help when asked)"),
    "done": Text("已经做过了", "It has been done"),
}
LEVELS = {
    "emergency": Text("级别：紧急。现在就做，不等。", "Level: emergency. Act now, do not wait."),
    "urgent": Text("级别：要快。照上面的期限做，不拖。", "Level: urgent. Within the time named, no later."),
    "notice": Text("级别：留意。不急，但要做到。", "Level: notice. No hurry, but it is to be done."),
}
NOTHING_NOW = Text("没有特别要处理的，按计划随访", "Nothing special: go on as planned")
MONTHS = "January February March April May June July August September October November December".split()
BIRTH = Text("出生", "birth")
DISCHARGE = Text("出院（没写就按出生后3天）", "discharge (3 days after birth when not written)")
SEEN = Text("上一次见到孩子（还没见过就从出生或出院）", "the day the child was last seen (else birth or discharge)")
AFTER_BIRTH = Text("分娩", "the birth")
# What an anchor already holds, and the window therefore does not say.
NOTES = {
    "risk-follow-up": Text(
        "间隔：黄色28周前每28天，28～35周每14天，36周起每7天；橙色36周前每14天，之后每7天；红色每7天。",
        "Intervals: yellow every 28 days before 28 weeks, 14 to 35 weeks, 7 from 36; orange 14 before 36 weeks, then 7; red 7.",
    ),
}  # fmt: skip
# From where a step counts, where it is not the last period or the day of birth. First by step, then by protocol.
STARTS = {
    "pre-pregnancy/early-follow-up": Text("上次检查或随访满3个月", "3 months after the last check or follow-up"),
    "pre-pregnancy": Text("登记想怀孕那天", "the day she asked"),
    "folic-acid-before": Text("登记想怀孕那天", "the day she asked"),
    "pre-pregnancy-outcome/outcome-follow-up": AFTER_BIRTH,
    "risk-screening/risk-assessment": Text("筛查阳性那天", "the positive screen"),
    "risk-screening": Text("登记怀孕那天", "the day she was registered"),
    "risk-follow-up": Text(
        "上次产检、随访或定颜色之后，间隔到了的那天", "the day on which the interval since her last check or colour is over"
    ),
    "risk-case": Text("定为橙色或红色那天", "the day of the colour (orange or red)"),
    "risk-postnatal/early-visit": DISCHARGE,
    "risk-postnatal": AFTER_BIRTH,
    "referral": Text("转诊那天", "the referral"),
    "referral-child": Text("转诊那天", "the referral"),
    "postnatal/home-visit": DISCHARGE,
    "postnatal": AFTER_BIRTH,
    "newborn": DISCHARGE,
    "newborn-screening/blood-spot-recall": Text("通知要复查那天", "the day it was to be repeated"),
    "newborn-screening/blood-spot-diagnosis": Text("通知要复查那天", "the day it was to be repeated"),
    "newborn-screening/echocardiography": Text("筛查阳性那天", "the positive screen"),
    "preterm/evaluation": Text("矫正12月龄，之后从上次评估", "the corrected age of 12 months, then the last evaluation"),
    "preterm/rop-exam": BIRTH,
    "preterm": SEEN,
    "high-risk-infant": SEEN,
    "development": Text("发现预警征象那天", "the day of the warning sign"),
    "immunisation/JE-I-2": Text("第1剂", "dose 1"),
    "immunisation/MPSV-AC-1": Text("3岁（没打过A群流脑的从2岁）", "3 years of age (2 years without MenA)"),
    "immunisation/HPV-1": Text("13岁，不早于2025年11月10日", "13 years of age, not before 10 November 2025"),
    "immunisation/HPV-2": Text("13岁，不早于2025年11月10日", "13 years of age, not before 10 November 2025"),
}


class Reason(NamedTuple):
    """Why an answer is right: the rule, what it says, what that means here, where it is from, and whether its numbers are confirmed."""

    title: Text
    says: tuple[Text, ...]
    here: tuple[Text, ...]
    source: Source
    confirmed: bool


def asked(question: Question) -> Text:
    """What is asked."""
    on = _day(question.on)
    today = Text(f"今天是{on.zh}。", f"Today is {on.en}. ")
    if question.asks is Asks.ALERT:
        return Text(f"{today.zh}这时该怎么办？", f"{today.en}What is to be done now?")
    title = RULEBOOK.step(question.topic, question.rule).title
    if question.asks is Asks.WHEN:
        return Text(
            f"{today.zh}“{title.zh}”从哪天到哪天做算按时？", f"{today.en}From which day to which day is it on time: “{title.en}”?"
        )
    return Text(f"{today.zh}“{title.zh}”今天该不该做？", f"{today.en}Should it be done today: “{title.en}”?")


def choices(question: Question) -> list[Text]:
    """The choices in words."""
    return [_choice(question.asks, one) for one in question.choices]


def rule(question: Question) -> tuple[Text, ...]:
    """What the rule says, for whoever wants to look before answering. Nothing about an alert: its limit would be the answer."""
    if question.asks is Asks.ALERT:
        return ()
    return _says(RULEBOOK.protocol(question.topic), RULEBOOK.step(question.topic, question.rule))


def reason(question: Question) -> Reason:
    """Why the right choice is right."""
    if question.asks is Asks.ALERT:
        alert: Alert = RULEBOOK.alert(question.rule)
        holds = question.choices[question.right] != NOTHING
        here = (
            LEVELS[alert.level] if holds else Text("还没到这条线，按计划随访。", "The limit is not reached: go on as planned."),
        )
        return Reason(alert.title, (), here, alert.source, alert.confidence is Confidence.CONFIRMED)
    protocol, step = RULEBOOK.protocol(question.topic), RULEBOOK.step(question.topic, question.rule)
    confirmed = (step.confidence or protocol.confidence) is Confidence.CONFIRMED
    return Reason(step.title, _says(protocol, step), (_here(question),), protocol.source, confirmed)


def _choice(asks: Asks, one: str) -> Text:
    if asks is Asks.WHEN:
        first, last = map(_day, window(one))
        return Text(f"{first.zh}到{last.zh}", f"{first.en} to {last.en}")
    if asks is Asks.STATE:
        return STATES[one]
    return NOTHING_NOW if one == NOTHING else RULEBOOK.alert(one).action


def _here(question: Question) -> Text:
    first, due, last = question.days
    assert first and due
    here = Text(
        f"这里：{_day(first).zh}起可以做，到{_day(due).zh}都算按时", f"Here: from {_day(first).en}, on time until {_day(due).en}"
    )
    if last:
        here = Text(f"{here.zh}，过了{_day(last).zh}算错过。", f"{here.en}, missed after {_day(last).en}.")
    else:
        here = Text(f"{here.zh}；之后仍要补做。", f"{here.en}; later it is still to be done.")
    if question.asks is Asks.STATE:
        state = STATES[question.choices[question.right]]
        here = Text(f"{here.zh}所以：{state.zh}。", f"{here.en} So: {state.en[0].lower()}{state.en[1:]}.")
    return here


def _says(protocol: Protocol, step: Step) -> tuple[Text, ...]:
    """The window from where it counts, and what a dose waits for."""
    gestation = step.anchor is None and protocol.starts == RULEBOOK.protocol("antenatal").starts
    start = STARTS.get(f"{protocol.code}/{step.code}") or STARTS.get(protocol.code) or BIRTH
    opens, due = (_at(one, gestation=gestation, age=start is BIRTH) for one in (step.opens, step.due))
    window = Text(f"{opens.zh}起可以做，到{due.zh}都算按时", f"From {opens.en}, on time until {due.en}")
    if step.closes:
        missed = _missed(step.closes, gestation=gestation, age=start is BIRTH)
        window = Text(f"{window.zh}，{missed.zh}", f"{window.en}, {missed.en}")
    said = [Text(f"{window.zh}。", f"{window.en}.")]
    if not gestation:
        said.insert(0, Text(f"从{start.zh}算起。", f"Counted from {start.en}."))
    said += [NOTES[protocol.code]] if protocol.code in NOTES else []
    if isinstance(step.done_by, Valid):
        for after in filter(None, (step.done_by.follows, *step.done_by.apart)):
            before = RULEBOOK.step(protocol.code, after.step).title
            apart = _length(after.span)
            said.append(Text(f"距{before.zh}至少{apart.zh}。", f"At least {apart.en} after {before.en}."))
        if step.done_by.spaced:
            said.append(
                Text("注射的活疫苗同一天打，或相隔28天以上。", "Injected live vaccines: on the same day, or 28 days apart.")
            )
    return tuple(said)


def _missed(closes: Span, *, gestation: bool, age: bool) -> Text:
    """The day after the last one, said as an age where it is one: ``满6个月还没做``."""
    if closes.months and closes.days == -1:
        at = _at(Span(months=closes.months), gestation=gestation, age=age)
        return Text(f"{at.zh}还没做算错过", f"missed from {at.en} on")
    at = _at(closes, gestation=gestation, age=age)
    return Text(f"过了{at.zh}算错过", f"missed after {at.en}")


def _at(one: Span, *, gestation: bool, age: bool) -> Text:
    """A moment after the start: ``孕16周`` of a pregnancy, ``满5岁`` of a child, ``第14天``."""
    if gestation:
        weeks = weeks_and_days(one.days).removesuffix("+0")
        return Text(f"孕{weeks.replace('+', '周+') if '+' in weeks else weeks + '周'}", f"{weeks} weeks")
    if not one.months and not one.days:
        return Text("当天", "that day")
    if one.months and one.days < 0:
        return Text(
            f"满{_length(Span(months=one.months)).zh}前{-one.days}天",
            f"{-one.days} days before {_length(Span(months=one.months)).en}",
        )
    if one.days < 0:
        return Text(f"提前{-one.days}天", f"{-one.days} days before")
    length = _length(one, age=age)
    return Text(f"满{length.zh}" if one.months else f"第{one.days}天", length.en)


def _length(one: Span, *, age: bool = False) -> Text:
    """``3年``, ``18个月``; of a child from three years on ``5岁11个月``."""
    years, months = divmod(one.months, 12) if not one.months % 12 or (age and one.months >= 36) else (0, one.months)
    counted = ((years, "岁" if age else "年", "year"), (months, "个月", "month"), (one.days, "天", "day"))
    zh = "零".join(
        part
        for part in ("".join(f"{count}{unit}" for count, unit, _en in counted[:2] if count), f"{one.days}天" if one.days else "")
        if part
    )
    return Text(zh, " ".join(f"{count} {unit}{'s' if count != 1 else ''}" for count, _zh, unit in counted if count))


def _day(one: date) -> Text:
    return Text(f"{one.year}年{one.month}月{one.day}日", f"{one.day} {MONTHS[one.month - 1]} {one.year}")
