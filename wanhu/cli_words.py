"""The words of the terminal, in both languages: states, reasons, and expressions in short, as a reader of rules writes them."""

from wanhu.engine import expressions as e
from wanhu.engine.protocol import Confidence, Ever, InWindow, Known, State, Step, Subject, Valid
from wanhu.engine.spans import Span
from wanhu.engine.text import Text
from wanhu.engine.why import NotPlanned, Obstacle, Trouble

SUBJECT = {
    Subject.PREGNANCY: Text("妊娠", "pregnancy"),
    Subject.CHILD: Text("孩子", "child"),
    Subject.PLANNER: Text("备孕登记者", "planner"),
}
IN_STATE = {
    State.UPCOMING: Text("未到", "upcoming"),
    State.OPEN: Text("可做", "open"),
    State.OVERDUE: Text("逾期", "overdue"),
    State.MISSED: Text("错过", "missed"),
    State.DONE: Text("已做", "done"),
    State.RELEASED: Text("移出", "released"),
}
CONFIDENCE = {
    Confidence.CONFIRMED: Text("已在公开文本中核对", "confirmed in a published text"),
    Confidence.EXPERT: Text("专家记忆，待当地专业机构确认", "experts' memory, not yet confirmed"),
    Confidence.DEFAULT: Text("设计默认值，可由当地修改", "a design default, for the local institution to change"),
}
NOT_PLANNED = {
    NotPlanned.NO_ANCHOR: Text("起算日未知", "the day from which it is counted is not known"),
    NotPlanned.DOES_NOT_APPLY: Text("条件不成立", "its condition is false"),
    NotPlanned.APPLIES_UNKNOWN: Text("条件所需的事实未知", "a fact that its condition needs is not known"),
    NotPlanned.OVER: Text("方案已不再涉及此对象", "the protocol no longer concerns this subject"),
}
_TROUBLE = {
    Trouble.TOO_EARLY: Text("早了{days}天，{on}起才算", "{days} days too early: it counts from {on}"),
    Trouble.TOO_LATE: Text("晚了{days}天，{on}为止", "{days} days too late: until {on}"),
    Trouble.TOO_CLOSE: Text("距 {to}（{on}）还差{days}天", "{days} days too close to {to} ({on})"),
    Trouble.TOO_CLOSE_TO_OTHER: Text("距 {to} 中的一剂（{on}）还差{days}天", "{days} days too close to one of {to} ({on})"),
    Trouble.STEP_BEFORE_OPEN: Text("当时 {to} 还未完成", "{to} was not done by then"),
    Trouble.ALREADY_DONE: Text("此前已完成（{on}）", "it had been done before ({on})"),
}
_REASON = {
    "seen-elsewhere": Text("已在别处做过", "seen elsewhere"),
    "transferred": Text("转其他机构", "transferred to another institution"),
    "moved": Text("已迁出", "moved away"),
    "died": Text("已去世", "died"),
    "pregnancy-ended": Text("妊娠已结束", "the pregnancy ended"),
    "declined": Text("本人不同意", "declined"),
    "not-needed": Text("不需要", "not needed"),
    "wrong-record": Text("记录有误", "wrong record"),
    "other": Text("其他原因", "another reason"),
    "delivered": Text("已分娩", "delivered"),
}
_SIGNS = {">=": "≥", "<=": "≤"}


def trouble_in_words(one: Obstacle) -> Text:
    """Why a dose or contact does not count, with its days."""
    return _TROUBLE[one.trouble].format(days=one.days, to=one.to, on=one.on)


def reason_in_words(code: str) -> str:
    """A reason of the closed set, or of an end, in words; its code when it has none."""
    return str(_REASON.get(code, code))


def span(one: Span) -> str:
    """``18 months``, ``28 days``, ``1 month 3 days``."""
    parts = [(one.months, "月 months"), (one.days, "天 days")]
    return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0"


def short(expression: e.Expression) -> str:
    """An expression in one line."""
    match expression:
        case e.Constant(value):
            return {True: "是 yes", False: "否 no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        case e.Today():
            return "当日 today"
        case e.Compare(operator, left, right):
            return f"{short(left)} {_SIGNS.get(operator, operator)} {short(right)}"
        case e.Both(left, right):
            return f"({short(left)} 且 and {short(right)})"
        case e.Either(left, right):
            return f"({short(left)} 或 or {short(right)})"
        case e.Negation(of):
            return f"非 not {short(of)}"
        case e.OrElse(first, second):
            return f"({short(first)} 否则 else {short(second)})"
        case e.When(condition, value):
            return f"{short(value)} 当 when {short(condition)}"
        case e.Shift(of, length):
            return f"{short(of)} + {span(length)}"
        case e.Moved(of, by):
            return f"{short(of)} + {short(by)} 天 days"
        case e.Arithmetic(operator, left, right):
            return f"({short(left)} {operator} {short(right)})"
        case e.DaysBetween(start, end):
            return f"天数 days({short(start)} → {short(end)})"
        case e.MonthsBetween(start, end):
            return f"月数 months({short(start)} → {short(end)})"
        case e.DoneDay(protocol, step):
            return f"完成 done {protocol}/{step}"
        case e.Choose(cases, otherwise):
            listed = "；".join(f"{short(condition)} → {short(value)}" for condition, value in cases)
            return f"[{listed}；其余 otherwise → {short(otherwise)}]"
        case e.LaterOf(of) | e.EarlierOf(of):
            word = "最晚 latest of" if isinstance(expression, e.LaterOf) else "最早 earliest of"
            return f"{word}({'，'.join(map(short, of))})"
        case e.Rounded(of, decimals):
            return f"{short(of)}（{decimals} 位小数 decimals）"
        case e.Computed(_, title):
            return title.zh + " " + title.en
        case e.Interpolated(of):
            return f"曲线 curve({short(of)})"
    return _feature(expression)


def done_in_words(step: Step) -> str:
    """How a step is done."""
    match step.done_by:
        case Ever(which):
            return f"任何时候有 / ever: {events(which)}"
        case InWindow(which):
            return f"窗口内有 / within the window: {events(which)}"
        case Known(day):
            return f"此日期已知 / this day becomes known: {short(day)}"
        case Valid(given, follows, apart, spaced):
            parts = [events(given)]
            parts += [f"年龄不小于 / not younger than {span(step.youngest)}"] if step.youngest else []
            for after in (follows, *apart) if follows else apart:
                least = f"（至少 / at least {span(after.least)}）" if after.least else ""
                parts.append(f"{after.step} + {span(after.span)}{least}")
            parts += [f"距 / apart from {events(spaced[0])} {span(spaced[1])}"] if spaced else []
            return "；".join(parts)
    return "反复进行，不会一次做完 / comes round again, never done for good"


def events(one: e.Events) -> str:
    """Which events: their codes."""
    codes = one.table if one.column == "*" else "、".join(one.values)
    return codes + (f" = {'、'.join(one.given[1])}" if one.given else "")


def _feature(feature: e.Expression) -> str:
    match feature:
        case e.FirstDay(which):
            return f"首日 first day({events(which)})"
        case e.LastDay(which):
            return f"末日 last day({events(which)})"
        case e.Tally(which):
            return f"次数 count({events(which)})"
        case e.Times(which, past):
            limit = "" if past is None else f" {_SIGNS.get(past[0], past[0])} {past[1]:g}"
            return f"天数 days of ({events(which)}{limit})"
        case e.Newest(table, column, where):
            return f"最近 latest {where[1]}" if where else f"{table}.{column}"
        case e.Oldest(table, column, where):
            return f"最早 first {where[1]}" if where else f"{table}.{column}"
    return type(feature).__name__
