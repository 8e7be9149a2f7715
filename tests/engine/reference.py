"""The slow, obvious reference: what every step's state is for one subject, written as a reader of the rules would work it out by hand.

Facts are plain dictionaries by table. Nothing is shared with the engine but the declarations themselves.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from operator import add, ge, gt, le, lt, mul, sub
from typing import Any

from tests.engine.slow_growth import growth_rows_slow
from wanhu.engine import expressions as e
from wanhu.engine.dates import completed_months
from wanhu.engine.protocol import Ever, InWindow, Known, Repeats, Rulebook, State, Subject, Valid
from wanhu.engine.spans import days as timespan
from wanhu.engine.spans import months, years
from wanhu.engine.tables import TABLES
from wanhu.rules.growth_standard import GROWTH

OPERATORS = {">=": ge, ">": gt, "<=": le, "<": lt, "=": lambda a, b: a == b}
ARITHMETIC = {"+": add, "-": sub, "*": mul, "/": lambda a, b: None if b == 0 else a / b}
AREA = e.Newest("residence", "area", empty="", level=e.Level.PERSON).or_else(e.Newest("person", "area", level=e.Level.PERSON))


def rounded_half_away(number: float, decimals: int) -> float:
    """As a person rounds what a calculator shows to six figures more."""
    shown = Decimal(f"{number:.{decimals + 6}f}")
    return float(shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def effective(rows: list[dict], on: date, known_at: datetime) -> list[dict]:
    """Facts recorded by ``known_at`` and happened by ``on`` that no fact recorded by then corrects or takes back."""
    corrected = {row["supersedes"] for row in rows if row["supersedes"] is not None and row["recorded"] <= known_at}
    return [
        row for row in rows
        if row["recorded"] <= known_at and row["happened"] <= on and not row["void"] and row["id"] not in corrected
    ]  # fmt: skip


@dataclass
class One:
    """One subject with the facts that are effective for it."""

    kind: Subject
    number: int
    person: int
    facts: dict[str, list[dict]]
    on: date
    done: dict[tuple[str, str], date | None] = field(default_factory=dict)

    def rows(self, table: str, level: e.Level) -> list[dict]:
        by_pregnancy = (
            self.kind is Subject.PREGNANCY
            and level is e.Level.SUBJECT
            and table in TABLES
            and "pregnancy" in TABLES[table].columns()
        )
        if by_pregnancy:
            return [row for row in self.facts[table] if row["pregnancy"] == self.number]
        return [row for row in self.facts[table] if row["person"] == self.person]

    def days(self, events: e.Events) -> list[date]:
        rows = self.rows(events.table, events.level)
        if events.given:
            rows = [row for row in rows if row[events.given[0]] in events.given[1]]
        return sorted(row["happened"] for row in rows if events.column == "*" or row[events.column] in events.values)

    def value(self, expression: e.Expression) -> Any:
        match expression:
            case e.Constant(value):
                return value
            case e.Today():
                return self.on
            case e.FirstDay(events):
                return min(self.days(events), default=None)
            case e.LastDay(events):
                return max(self.days(events), default=None)
            case e.Tally(events):
                return len(self.days(events))
            case e.Times(events, past):
                if past is None:
                    return len(set(self.days(events)))
                rows = [row for row in self.rows(events.table, events.level) if row[events.column] in events.values]
                return len(
                    {row["happened"] for row in rows if row["value"] is not None and OPERATORS[past[0]](row["value"], past[1])}
                )
            case e.Rounded(of, decimals):
                a = self.value(of)
                return None if a is None else rounded_half_away(a, decimals)
            case e.Computed(of=of):
                return self.value(of)
            case e.Newest(table, column, where, empty, level):
                rows = [row for row in self.rows(table, level) if where is None or row[where[0]] == where[1]]
                rows = [row for row in rows if row[column] is not None or empty is not None]
                if not rows:
                    return None
                newest = max(rows, key=lambda row: (row["happened"], row["recorded"], row["id"]))[column]
                return empty if newest is None else newest
            case e.Oldest(table, column, where, level):
                rows = [row for row in self.rows(table, level) if where is None or row[where[0]] == where[1]]
                rows = [row for row in rows if row[column] is not None]
                return min(rows, key=lambda row: (row["happened"], row["recorded"], row["id"]))[column] if rows else None
            case e.DoneDay(protocol, step):
                return self.done.get((protocol, step))
            case e.Arithmetic(operator, left, right):
                a, b = self.value(left), self.value(right)
                return None if a is None or b is None else ARITHMETIC[operator](float(a), float(b))
            case e.DaysBetween(start, end):
                a, b = self.value(start), self.value(end)
                return None if a is None or b is None else (b - a).days
            case e.MonthsBetween(start, end):
                a, b = self.value(start), self.value(end)
                return None if a is None or b is None else completed_months(a, b)
            case e.Moved(of, by):
                a, b = self.value(of), self.value(by)
                return None if a is None or b is None else a + timedelta(days=int(b))
            case e.Choose(cases, otherwise):
                chosen = next((value for condition, value in cases if self.value(condition) is True), otherwise)
                return self.value(chosen)
            case e.LaterOf(of):
                return max((a for part in of if (a := self.value(part)) is not None), default=None)
            case e.EarlierOf(of):
                return min((a for part in of if (a := self.value(part)) is not None), default=None)
            case e.Interpolated(of, points):
                x = self.value(of)
                if x is None or not points[0][0] <= x <= points[-1][0]:
                    return None
                for (x1, y1), (x2, y2) in pairwise(points):
                    if x1 <= x <= x2:
                        return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
                return None
            case e.Compare(operator, left, right):
                a, b = self.value(left), self.value(right)
                return None if a is None or b is None else OPERATORS[operator](a, b)
            case e.Both(left, right):
                a, b = self.value(left), self.value(right)
                return False if a is False or b is False else None if a is None or b is None else True
            case e.Either(left, right):
                a, b = self.value(left), self.value(right)
                return True if a is True or b is True else None if a is None or b is None else False
            case e.Negation(of):
                a = self.value(of)
                return None if a is None else not a
            case e.OrElse(first, second):
                a = self.value(first)
                return self.value(second) if a is None else a
            case e.When(condition, value):
                return self.value(value) if self.value(condition) is True else None
            case e.Shift(of, span):
                a = self.value(of)
                return None if a is None else span.after(a)
        raise TypeError(expression)


def _outgrown(people: list[dict], person: int, on: date) -> bool:
    """Whether a child is too old on a day for the growth standard to say anything of it."""
    born = max((row["happened"], row["recorded"], row["id"], row["born_on"]) for row in people if row["person"] == person)[-1]
    return completed_months(born, on) >= GROWTH.until_months


def subjects(facts: dict[str, list[dict]], on: date, known_at: datetime) -> list[One]:
    """Every pregnancy, every child before the eighteenth birthday, and everybody who asked for the service before a pregnancy."""
    now = {table: effective(rows, on, known_at) for table, rows in facts.items()}
    now["growth"] = [
        row
        for row in growth_rows_slow(now)
        if months(GROWTH.recent_months).after(row["happened"]) >= on and not _outgrown(now["person"], row["person"], on)
    ]
    persons, pregnancies = _split(now, "person"), _split(now, "pregnancy")
    found = []
    for number, theirs in sorted(pregnancies.items()):
        if theirs["pregnancy"]:
            person = max(row["person"] for row in theirs["pregnancy"])
            own = persons[person]
            both = {table: theirs[table] + [row for row in own[table] if row.get("pregnancy") != number] for table in now}
            found.append(One(Subject.PREGNANCY, number, person, both, on))
    for person, own in sorted(persons.items()):
        if own["person"]:
            one = One(Subject.CHILD, person, person, own, on)
            if years(18).after(one.value(e.Newest("person", "born_on"))) > on:
                found.append(one)
        if any(row["kind"] == "planning-pregnancy" for row in own["status"]):
            found.append(One(Subject.PLANNER, person, person, own, on))
    return found


def _split(facts: dict[str, list[dict]], by: str) -> dict[int, dict[str, list[dict]]]:
    """The facts of each person, or of each pregnancy."""
    found: dict[int, dict[str, list[dict]]] = defaultdict(lambda: {table: [] for table in facts})
    for table, rows in facts.items():
        for row in rows:
            if row.get(by) is not None:
                found[row[by]][table].append(row)
    return found


def steps_of(one: One, rulebook: Rulebook) -> list[dict]:
    """Every planned step of one subject with its state and dates."""
    listed = []
    for protocol in rulebook.on(one.on).protocols:
        if protocol.subject is not one.kind:
            continue
        ends = [(day, end.reason) for end in protocol.ends if (day := one.value(end.day)) is not None]
        ended = min(ends, key=lambda pair: pair[0]) if ends else None
        until = one.value(protocol.until) if protocol.until else None
        for step in protocol.steps:
            anchor = one.value(step.anchor or protocol.starts)
            key = (protocol.code, step.code)
            one.done[key] = None
            if anchor is None:
                continue
            opens, due = step.opens.after(anchor), step.due.after(anchor)
            closes = step.closes.after(anchor) if step.closes else None
            waiting = False
            match step.done_by:
                case Repeats():
                    done = None
                case Known(day):
                    done = one.value(day)
                case Ever(events):
                    done = min(one.days(events), default=None)
                case InWindow(events):
                    done = min(
                        (day for day in one.days(events) if opens <= day and (closes is None or day <= closes)), default=None
                    )
                case Valid(given, follows, apart, spaced):
                    youngest = (step.youngest or step.opens).after(anchor)
                    allowed, advised = [youngest], []
                    for after in (follows, *apart) if follows else apart:
                        before = one.done[protocol.code, after.step]
                        waiting = waiting or (after is follows and before is None)
                        if before:
                            allowed.append((after.least or after.span).after(before))
                            advised.append(after.span.after(before))
                    others = one.days(spaced[0]) if spaced else []
                    days_apart = spaced[1] if spaced else timespan(0)

                    def too_close(day, others=others, days_apart=days_apart):
                        return any(other < day < days_apart.after(other) for other in others)

                    done = None
                    if not waiting:
                        done = min((day for day in one.days(given) if day >= max(allowed) and not too_close(day)), default=None)
                    if done is None and others and max(others) < one.on:
                        advised.append(days_apart.after(max(others)))
                    opens = max([opens, *advised])
                    if advised and max(advised) > due:
                        due = max(advised) + timedelta(days=7)
            one.done[key] = done
            if (step.applies is not None and one.value(step.applies) is not True) or (until is not None and until <= one.on):
                continue
            taken_off = [
                row for row in one.facts["release"]
                if (row["pregnancy"] == one.number if one.kind is Subject.PREGNANCY else row["pregnancy"] is None and row["person"] == one.person)
                and row["protocol"] == protocol.code and row["step"] in (None, step.code)
            ]  # fmt: skip
            over = ended is not None and ended[0] <= one.on
            if done is not None:
                state = State.DONE
            elif over or taken_off:
                state = State.RELEASED
            elif closes is not None and one.on > closes:
                state = State.MISSED
            elif waiting or one.on < opens:
                state = State.UPCOMING
            elif one.on > due:
                state = State.OVERDUE
            else:
                state = State.OPEN
            reason = None
            if state is State.RELEASED:
                taken_off.sort(key=lambda row: (row["step"] is None, row["happened"], row["recorded"], row["id"]))
                reason = ended[1] if ended and over else taken_off[0]["reason"]
            elif state in (State.OPEN, State.OVERDUE, State.MISSED):
                reason = next((advice.code for advice in step.advice if one.value(advice.when) is True), None)
            listed.append(
                {
                    "subject_kind": one.kind.value, "subject": one.number, "person": one.person, "area": one.value(AREA) or None,
                    "protocol": protocol.code, "step": step.code, "state": state.value, "opens": opens, "due": due, "closes": closes,
                    "done_on": done, "reason": reason,
                }
            )  # fmt: skip
    return listed


def due(rulebook: Rulebook, facts: dict[str, list[dict]], *, on: date, known_at: datetime) -> list[dict]:
    """What the engine's ``due`` must say, without ``because``."""
    return [row for one in subjects(facts, on, known_at) for row in steps_of(one, rulebook)]


def wanted(row: dict[str, Any], on: date, states: Collection[State], *, ahead: int | None, missed_for: int | None) -> bool:
    """Whether a step in one of ``states`` is asked for: upcoming ones as far ``ahead`` as that, missed ones for so many days after they closed."""
    coming = row["state"] == "upcoming" and ahead is not None and row["opens"] <= on + timedelta(days=ahead)
    gone = row["state"] == "missed" and missed_for is not None and row["closes"] < on - timedelta(days=missed_for)
    return (row["state"] in states or coming) and not gone


def alerts(rulebook: Rulebook, facts: dict[str, list[dict]], *, on: date, known_at: datetime) -> list[tuple]:
    """What the engine's ``alerts`` must say: (subject kind, subject, rule)."""
    return [row[:3] for row in shown(rulebook, facts, on=on, known_at=known_at)]


def shown(rulebook: Rulebook, facts: dict[str, list[dict]], *, on: date, known_at: datetime) -> list[tuple]:
    """The same, each with the computed values that the alert shows, by code."""
    everyone = subjects(facts, on, known_at)
    return [
        (one.kind.value, one.number, rule.code, {part.code: one.value(part) for part in rule.shows if isinstance(part, e.Computed)})
        for rule in rulebook.alerts for one in everyone
        if rule.subject is one.kind and one.value(rule.condition) is True
    ]  # fmt: skip
