"""One subject alone, worked out by the engine and taken apart afterwards."""

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import day_number
from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.layers import read_layers
from wanhu.engine.evaluation.program import program
from wanhu.engine.evaluation.released import releases
from wanhu.engine.evaluation.steps import STATES, Listed, Wanted, listed
from wanhu.engine.expressions import Expression
from wanhu.engine.protocol import Protocol, Rulebook, Subject, Valid
from wanhu.engine.text import Text
from wanhu.engine.why.given import Anchored, counted, events_of
from wanhu.engine.why.own import happened, own_facts
from wanhu.engine.why.plan import Explained, NotPlanned, Taken, Wait, Warned, Why, Worked
from wanhu.engine.why.terms import Term, plain, term

_WHO = {
    Subject.PREGNANCY: Text("妊娠", "pregnancy"),
    Subject.CHILD: Text("不满18周岁的孩子", "child under eighteen"),
    Subject.PLANNER: Text("主动登记备孕服务的人", "person who asked for the service before a pregnancy"),
}


class NotASubject(ValueError):
    """The facts known then hold no such subject; the message says so in both languages."""


def why(
    rulebook: Rulebook, facts: Facts, subject_kind: Subject, number: int, on: date, known_at: datetime, *, restricted: bool = False
) -> Why:  # fmt: skip
    """Why the lists of a day say what they say about one subject, by the rules in force then, as known at an instant (naive UTC).

    Raises NotASubject when the facts known then hold no such pregnancy, child or planner. Rules of the restricted class only when asked for.
    """
    made, moment = program(rulebook.shown(restricted=restricted).on(on), subject_kind), Moment(on, known_at)
    own = own_facts(facts, subject_kind, number)
    ((everybody, layers),) = read_layers([made], own, moment, Wanted())
    at = np.flatnonzero(everybody.numbers == number)
    if not len(at):
        who = _WHO[subject_kind]
        raise NotASubject(
            f"到 {on} 为止已知的事实里没有编号为 {number} 的{who.zh}；请核对编号、对象类别（--kind）和日期 / "
            f"the facts known by {on} hold no {who.en} with number {number}: check the number, the kind of subject (--kind) and the day"
        )
    block = Block(made, layers, everybody.numbers[at], everybody.persons[at], day_number(on))
    asked = _One(block, own, moment)
    return Why(
        subject_kind, number, asked.person, asked.area, on, known_at,
        tuple(asked.protocol(protocol) for protocol in made.rulebook.protocols),
        tuple(
            Warned(one.alert, term(block, one.condition), tuple(term(block, show) for _name, show in one.because))
            for one in made.alerts
        ),
    )  # fmt: skip


class _One:
    """One subject in a block of its own. Steps are worked out first, in the order of the program: some wait for others."""

    def __init__(self, block: Block, facts: Facts, moment: Moment) -> None:
        self.block, self.made, self.facts, self.moment = block, block.program, facts, moment
        self.number, self.person = int(block.subjects[0]), int(block.persons[0])
        released = releases(facts, self.made.subject, moment)
        self.rows = [listed(block, place, released, Wanted()) for place in range(len(self.made.steps))]

    @property
    def area(self) -> str | None:
        """Where she lives, as the lists say it."""
        return str(self.term(self.made.area).value or "") or None

    def term(self, expression: Expression) -> Term:
        return term(self.block, expression)

    def maybe(self, expression: Expression | None) -> Term | None:
        return None if expression is None else self.term(expression)

    def protocol(self, protocol: Protocol) -> Explained:
        """One protocol, taken apart."""
        places = [place for place, planned in enumerate(self.made.steps) if planned.protocol is protocol]
        ends = tuple((end, self.term(day)) for end, day in zip(protocol.ends, self.made.ends[protocol.code], strict=True))
        known = [(one.value, end.reason) for end, one in ends if isinstance(one.value, date)]
        ended_on, ended_by = min(known, key=lambda end: end[0]) if known else (None, None)
        until = next((self.made.steps[place].until for place in places), None)
        done = {self.made.steps[place].step.code: self._done(place) for place in places}
        anchored = [
            Anchored(self.made.steps[place].step, anchor, self._done(place), self._planned(place))
            for place in places
            if isinstance(anchor := self.term(self.made.steps[place].anchor).value, date)
        ]
        events = {
            (one.step.code, asked): happened(self.facts, self.made.subject, self.number, self.person, asked, self.moment)
            for one in anchored
            for asked in events_of(one.step)
        }
        return Explained(
            protocol, self.maybe(until), ends, ended_on, ended_by, tuple(self._taken(protocol)),
            tuple(self.step(place) for place in places), counted(anchored, events, done),
        )  # fmt: skip

    def step(self, place: int) -> Worked:
        """One step, with its row of the list if it has one."""
        planned, rows = self.made.steps[place], self.rows[place]
        anchor, applies, done_when = self.term(planned.anchor), self.maybe(planned.applies), self.maybe(planned.day)
        if rows is None or not self._planned(place):
            return Worked(planned.step, None, _not_planned(anchor, applies), anchor, applies, done_when)
        opens, due, closes, done_on = (plain(days) for days in (rows.opens, rows.due, rows.closes, rows.done_on))
        advice = tuple((one, self.term(when)) for one, when in zip(planned.step.advice, planned.advice, strict=True))
        return Worked(
            planned.step, STATES[int(rows.state[0])], None, anchor, applies, done_when,
            opens, due, closes, done_on, _reason(rows), advice, tuple(self._waits(place)),  # type: ignore[arg-type]
        )  # fmt: skip

    def _planned(self, place: int) -> bool:
        rows = self.rows[place]
        return rows is not None and len(rows.at) > 0

    def _done(self, place: int) -> date | None:
        return plain(self.block.done_on(place))  # type: ignore[return-value]

    def _waits(self, place: int) -> Iterator[Wait]:
        planned = self.made.steps[place]
        rule = planned.step.done_by
        if not isinstance(rule, Valid):
            return
        for after in (rule.follows, *rule.apart) if rule.follows else rule.apart:
            given = self._done(planned.waits[after.step])
            if given or after is rule.follows:
                yield Wait(after.step, after.span, given, after.span.after(given) if given else None)
        if rule.spaced and planned.spaced and self._done(place) is None:
            last = plain(self.block.last(planned.spaced))
            if isinstance(last, date) and last < self.moment.on:
                yield Wait(", ".join(rule.spaced[0].values), rule.spaced[1], last, rule.spaced[1].after(last))

    def _taken(self, protocol: Protocol) -> Iterator[Taken]:
        named = ("person", "pregnancy", "protocol", "step", "reason", "happened")
        pregnant = self.made.subject is Subject.PREGNANCY
        for person, pregnancy, code, step, reason, day in self.facts.rows("release", named, self.moment):
            mine = pregnancy == self.number if pregnant else pregnancy is None and person == self.person
            if mine and code == protocol.code:
                yield Taken(day, step, reason)


def _not_planned(anchor: Term, applies: Term | None) -> NotPlanned:
    if anchor.value is None:
        return NotPlanned.NO_ANCHOR
    if applies is not None and applies.value is not True:
        return NotPlanned.DOES_NOT_APPLY if applies.value is False else NotPlanned.APPLIES_UNKNOWN
    return NotPlanned.OVER


def _reason(rows: Listed) -> str | None:
    return rows.reasons[rows.reason[0]] if rows.reason[0] >= 0 else None
