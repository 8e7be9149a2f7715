"""Writes ``wanhu/rules/practice/questions.json`` from the worked examples of the rules: at most four questions of a step and two of an alert.

``--check`` only compares. Every right answer is what the test of the example holds; every wrong one is another day or another rule of the same
facts. Facts of the restricted class, of a death and of an end are not asked about. It needs the checkout on its path, for the examples.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from tests.rules import worked
from tests.rules.examples import Example, examples
from tests.rules.situations import cells, situation
from wanhu.engine.practice import ALERTS, NOTHING, Asks, Question, written
from wanhu.engine.protocol import Alert, Protocol, Subject, Topic, Valid
from wanhu.rules import RULEBOOK
from wanhu.rules.practice import PATH

STATES = ("upcoming", "open", "overdue", "missed", "done")
KINDS = (Asks.WHEN, Asks.STATE)
SHOWN = RULEBOOK.shown(restricted=False)
OLD = date(2025, 1, 1)  # days on which an earlier schedule of vaccines held are not practised
NOT_ASKED = {"antenatal-who"}  # chosen by few institutions; the same visits as those of the norm
NOT_STEPS = {"dating", "outcome", "class-review", "DTaP-transition", "DTaP-transition-6y", "DT-6y", "DT-catch-up-1", "DT-catch-up-2", "DT-catch-up-3",
             "MMR-mumps-rubella", "IPV-4", "Polio-1", "Polio-2", "Polio-3", "Polio-4", "JE-I-1", "HepA-I-1"}  # fmt: skip
# … what the clinic works out (older children, another schedule, another product) or what needs more than the facts of an example
WITHOUT_TABLES = ("fundal-", "weight-gain-", "mood-", "child-severe-under", "child-under", "child-severe-st", "child-st", "child-severe-w", "child-wasting",
                  "child-obesity", "child-over", "child-small", "child-large", "child-weight", "orange-not", "red-not")  # fmt: skip
# Between these nothing needs to be done. Only such a measurement of today is a question to which "nothing" is right: an alert that does not
# hold because its time is over (a fever of last week) would teach to look away.
HEALTHY = {"temperature": (36, 37.4), "systolic": (90, 139), "diastolic": (60, 89), "haemoglobin": (110, 150), "fetal-heart-rate": (110, 160),
           "platelets": (100, 300),
           "heart-rate": (100, 160), "respiration": (20, 60), "glucose-fasting": (3.9, 5), "ogtt-fasting": (3.9, 5), "fetal-movements-2h": (10, 60),
           "oxygen-saturation": (95, 100), "mcv": (82, 100), "white-cells": (4, 12), "ferritin": (20, 150), "albumin": (35, 50)}  # fmt: skip
FACTS = 8  # more than this nobody keeps in mind
RESTRICTED = {"hiv", "syphilis", "hbsag", "hbeag", "hbv-dna", "exposed-hiv", "exposed-syphilis", "exposed-hbv", "epds-total", "epds-item-10",
              "risk-factor-restricted",
              "infection", "art", "tdf", "benzathine-penicillin", "vaginal-cleanliness"}  # fmt: skip


def main(*, check: bool) -> None:
    """Writes the questions; with ``check`` only says whether they are those of the rules."""
    made = written(questions())
    if check:
        if PATH.read_text(encoding="utf-8") != made:
            sys.exit("the practice questions are not those of the rules: run tools/practice.py")
        return
    PATH.write_text(made, encoding="utf-8")


def questions() -> tuple[Question, ...]:
    """All of them, in the order of the rules."""
    before = os.environ.get("WANHU_REFERENCE_ONLY")
    os.environ["WANHU_REFERENCE_ONLY"] = "1"  # the tests hold the engine to the reference
    try:
        return (*_of_steps(), *_of_alerts())
    finally:
        os.environ.pop("WANHU_REFERENCE_ONLY") if before is None else os.environ.update(WANHU_REFERENCE_ONLY=before)


def _of_steps() -> Iterator[Question]:
    lines: dict[tuple[str, str], list[tuple[Example, Protocol, str]]] = defaultdict(list)
    for one in examples():
        for protocol in one.rules:
            if isinstance(protocol, Protocol) and protocol in SHOWN.protocols and _fit(one) and _now(protocol, one):
                for line in one.then:
                    step, state, *_days = line.split(" | ")
                    if state in STATES and step in {own.code for own in protocol.steps}:
                        lines[protocol.code, step].append((one, protocol, state))
    for protocol in SHOWN.protocols:
        for step in dict.fromkeys(one.code for one in protocol.steps):
            if protocol.code not in NOT_ASKED and step not in NOT_STEPS:
                yield from _of_step(protocol, step, lines[protocol.code, step])


def _of_step(protocol: Protocol, step: str, held: list[tuple[Example, Protocol, str]]) -> Iterator[Question]:
    """One about its days, and one about each of three states; the shortest examples."""
    asked: set[str] = set()
    for one, said, state in sorted(held, key=lambda it: (len(it[0].given), it[0].on)):
        wanted = [kind for kind in KINDS if (kind.value if kind is Asks.WHEN else state) not in asked]
        if said != protocol or not wanted or len(asked) == 4:
            continue
        facts = situation(one.given, of_child=protocol.subject is Subject.CHILD)
        if not facts or len(facts) > FACTS:
            continue
        try:
            plan = worked.plan(protocol, one.given, one.on)
        except AssertionError:
            continue
        if step not in plan or plan[step][0] != state or plan[step][4]:
            continue  # with advice, the clinic decides first
        before = _before(protocol, step)
        if before and plan.get(before, ("",))[0] != "done":
            continue  # the days of a second dose are known when the first is given
        opens, due, closes = plan[step][1:4]
        plan[step] = (state, opens, min(due, closes or due), closes, "")  # nobody is told a day after the last one
        days = tuple(date.fromisoformat(day) if day else None for day in plan[step][1:4])
        about = (protocol.code, step)
        on = date.fromisoformat(one.on)
        if Asks.WHEN in wanted and "when" not in asked and state in ("upcoming", "open"):
            choices = _windows(plan, step, _begins(one))
            asked.add("when")
            right = choices.index(f"{plan[step][1]}/{plan[step][2]}")
            yield Question(f"{'/'.join(about)}/when", *about, Asks.WHEN, on, facts, choices, right, days)
            continue
        if state not in asked and len(asked - {"when"}) < 3:
            asked.add(state)
            yield Question(f"{'/'.join(about)}/{state}", *about, Asks.STATE, on, facts, STATES, STATES.index(state), days)


def _before(protocol: Protocol, step: str) -> str:
    """The dose that must have been given first, where there is one."""
    own = next(one for one in protocol.steps if one.code == step)
    if isinstance(own.done_by, Valid) and own.done_by.follows:
        return own.done_by.follows.step
    name, _dash, number = step.rpartition("-")
    return f"{name}-{int(number) - 1}" if isinstance(own.done_by, Valid) and number.isdigit() and int(number) > 1 else ""


def _windows(plan: dict[str, tuple[str, ...]], step: str, begins: date) -> tuple[str, ...]:
    """The right days, those of another step of the same facts, and the right days moved: four, in the order of time.

    How many are earlier differs from step to step, so that the place tells nothing; none begins before the facts do.
    """
    _state, opens, due, *_rest = plan[step]
    first, last = date.fromisoformat(opens), date.fromisoformat(due)
    length = (last - first).days
    by = timedelta(7 if length <= 10 else 28 if length <= 62 else 91)
    earlier = [(first - n * by, last - n * by) for n in (1, 2, 3) if first - n * by >= begins][: _mixed(step, opens) % 4]
    wrong = [*earlier, *((first + n * by, last + n * by) for n in range(1, 4 - len(earlier)))]
    others = [(date.fromisoformat(row[1]), date.fromisoformat(row[2])) for row in plan.values() if row[1] and row[2]]
    for pair in sorted(others, key=lambda pair: (abs(pair[0] - first), pair)):
        place = 0 if earlier and pair[0] < first else -1
        same_side = (pair[0] < first) == (wrong[place][0] < first)
        if same_side and begins <= pair[0] and all((abs(pair[0] - one[0]).days > 3) for one in [(first, last), *wrong]):
            wrong[place] = pair
            break
    return tuple(f"{one}/{other}" for one, other in sorted([(first, last), *wrong]))


def _of_alerts() -> Iterator[Question]:
    asked = [one for one in SHOWN.alerts if one.topic is Topic.FINDING and not one.code.startswith(WITHOUT_TABLES)]
    seen: set[tuple[object, ...]] = set()
    for alert in asked:
        same = tuple(one for one in SHOWN.alerts if one.subject is alert.subject and one.topic is Topic.FINDING)
        held = [one for one in examples() if alert in one.rules and _fit(one) and _is_about(one, alert.subject)]
        positive = [_codes(one) for one in held if alert.code in one.then]
        looked_at = set().union(*(one for one in positive if len(one) == min(map(len, positive))))
        found: set[bool] = set()
        for one in sorted(held, key=lambda it: (len(it.given), it.on)):
            holds = alert.code in one.then
            facts = situation(one.given, of_child=alert.subject is Subject.CHILD)
            if (
                holds in found
                or not looked_at & _codes(one)
                or not (holds or _healthy(one))
                or not facts
                or len(facts) > FACTS
                or facts in seen
            ):
                continue
            true = worked.warned(same, given=one.given, on=one.on)
            if true - ({alert.code} if holds else set()):
                continue  # several things at once are not asked about
            found.add(holds)
            seen.add(facts)
            choices = _actions(alert, asked)
            right = choices.index(alert.code if holds else NOTHING)
            code = f"{ALERTS}{alert.subject}/{alert.code}/{'yes' if holds else 'no'}"
            yield Question(
                code, f"{ALERTS}{alert.subject}", alert.code, Asks.ALERT, date.fromisoformat(one.on), facts, choices, right
            )


def _actions(alert: Alert, asked: list[Alert]) -> tuple[str, ...]:
    """Its own action, one of each other level (of its family where there is one), and nothing: the level is what must be known."""
    family = alert.code.split("-")[0]
    others = [one for one in asked if one.subject is alert.subject and one.level != alert.level and one.action != alert.action]
    others.sort(key=lambda one: (one.code.split("-")[0] != family, _mixed(alert.code, one.code)))
    levels = {one.level: one for one in reversed(others)}
    found = sorted([alert.code, *(one.code for one in levels.values())], key=lambda code: _mixed(code, alert.title.zh))
    return (*found, NOTHING)


def _mixed(*words: str) -> int:
    """An order that looks like none and is always the same."""
    return sum(ord(sign) * (place + 3) ** 2 for place, sign in enumerate("".join(words))) % 997


def _begins(one: Example) -> date:
    """The first day of the facts: a birth, a last period, a registration."""
    return min(date.fromisoformat(line.split(" | ")[1]) for line in one.given.splitlines())


def _codes(one: Example) -> set[str]:
    """What was measured or found."""
    return {word.removeprefix("code=") for word in one.given.split() if word.startswith("code=")}


def _healthy(one: Example) -> bool:
    """Measured today or yesterday and well, nothing else found, and still cared for: no birth long ago, no grown child by a newborn's limits."""
    measured = False
    for line in one.given.splitlines():
        table, happened, *rest = line.split(" | ")
        since = (date.fromisoformat(one.on) - date.fromisoformat(happened)).days
        values = cells(rest)
        if table == "measurement":
            low, high = HEALTHY.get(values["code"], (1, 0))
            if since > 1 or not low <= float(values["value"]) <= high:
                return False
            measured = True
        elif table in ("finding", "decision") or (table == "birth" and since > 42):
            return False
    return measured and (("heart-rate" not in _codes(one) and "respiration" not in _codes(one)) or _newborn(one))


def _newborn(one: Example) -> bool:
    return (date.fromisoformat(one.on) - _begins(one)).days < 28


def _is_about(one: Example, subject: Subject) -> bool:
    """A newborn with a sign is no example of a pregnancy, though the alert does not hold."""
    return ("pregnancy |" in one.given) == (subject is Subject.PREGNANCY)


def _now(protocol: Protocol, one: Example) -> bool:
    """By today's schedule of vaccines: no list of an earlier day, no child of the DTaP transition."""
    dtap = protocol.code == "immunisation" and any("DTaP" in line for line in (one.given, *one.then))
    return protocol.code != "immunisation" or (one.on >= OLD.isoformat() and (not dtap or _begins(one) >= OLD))


def _fit(one: Example) -> bool:
    """Told by facts that may be told to anybody who learns."""
    tables = {line.split(" | ")[0] for line in one.given.splitlines()}
    words = set(one.given.replace("=", " ").split())
    return not tables & {"death", "consent", "residence", "release"} and not words & RESTRICTED


if __name__ == "__main__":
    main(check="--check" in sys.argv)
