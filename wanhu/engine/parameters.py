"""Rules from the files in which an institution writes its own numbers: a setting, the factors of a colour, the doses of a cohort, a growth standard;
and the texts of a questionnaire that it may show.

The files are YAML in ``wanhu/rules/parameters``, each with ``verified`` and who checked it. An empty one gives no rule, so nothing is computed
before somebody has filled it in. What cannot be read stops the start, with the file and the line's words: a slip of the pen must not become a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import yaml

from wanhu.engine.expressions import Constant, Events, Expression
from wanhu.engine.facts import births, done, latest, newest_finding, people
from wanhu.engine.forms import Item, Scale
from wanhu.engine.protocol import Advice, After, Alert, Confidence, GrowthStandard, Source, Step, Valid
from wanhu.engine.spans import Span, days
from wanhu.engine.text import Text

LIMITS = {"at_least": "__ge__", "at_most": "__le__", "below": "__lt__", "above": "__gt__"}
UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}


def setting(path: Path, name: str) -> Any:
    """One setting of a file. Raises ValueError naming the file when it is not there."""
    return _part(path, name)


def growth_standard(path: Path) -> GrowthStandard:
    """The growth standard whose folder a file names. Raises ValueError naming the file that lacks something."""
    folder = path.parent / _part(path, "folder")
    names = ("title_zh", "title_en", "source", "until_months", "recent_months")
    zh, en, source, until, recent = (_part(folder / "standard.yaml", name) for name in names)
    return GrowthStandard(Text(zh, en), Source(source), folder, int(until), int(recent))


def coloured(path: Path, suggestions: Mapping[str, Alert]) -> tuple[Alert, ...]:
    """The suggestions (by colour, rising) whose colour has factors in the file; of several colours only the highest suggests itself.

    A factor is true of one subject: ``finding`` with the values in ``is``, or ``measurement`` or ``birth`` with one of at_least, at_most, below
    and above. Raises ValueError for anything else, and for a colour that is none of these.
    """
    held = _part(path, "factors")
    if unknown := sorted(set(held) - set(suggestions)):
        raise _wrong(path, unknown)
    true_of = {colour: [_factor(path, line) for line in held[colour]] for colour in suggestions if held.get(colour)}
    made, higher = [], None
    for colour in reversed(list(true_of)):
        any_of = reduce(or_, true_of[colour])
        condition = suggestions[colour].condition & any_of
        made.append(replace(suggestions[colour], condition=condition & ~higher.or_else(False) if higher else condition))
        higher = any_of | higher if higher else any_of
    return tuple(reversed(made))


def scale_texts(path: Path, scale: Scale) -> tuple[Item, ...]:
    """The items of a questionnaire that the institution may show; none while the slot is empty.

    Raises ValueError for a slot that is filled without its permission and a person who checked it, or that lacks an item or an answer.
    """
    held = _part(path, scale.code)
    if not held.get("items"):
        return ()
    try:
        if not (str(held["permission"]).strip() and str(held["checked_by"]).strip()):
            raise ValueError("permission")
        items = tuple(Item(_both(one), tuple(_both(answer) for answer in one["answers"])) for one in held["items"])
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(path, f"{scale.code}: {error}") from error
    if len(items) != scale.items or {len(one.answers) for one in items} != {scale.each + 1}:
        raise _wrong(path, f"{scale.code}: {scale.items} × {scale.each + 1}")
    return items


@dataclass(frozen=True)
class Cohorts:
    """What a table of cohorts plans: ``steps``, and ``covers``, of whom it speaks (``None`` while it is empty)."""

    steps: tuple[Step, ...]
    covers: Expression | None

    def doses(self, protocol: str) -> tuple[str, ...]:
        """The doses that it plans, as messages name them: ``protocol/step``."""
        return tuple(f"{protocol}/{step.code}" for step in self.steps if step.recorded_as)

    def left(self, of: Expression) -> Expression:
        """Those of whom the table does not speak."""
        return of & ~self.covers.or_else(False) if self.covers else of


def cohorts(
    path: Path,
    *,
    protocol: str,
    code: str,
    change: date,
    counted: Events,
    vaccines: Mapping[str, tuple[Text, Events]],
    ask: Advice,
) -> Cohorts:
    """The doses that a table plans for those who began a series before ``change``, by birth date and by the ``counted`` doses before it.

    Each dose becomes a step that follows the one before by its interval, done by what ``vaccines`` says counts as its vaccine. Steps that are never planned
    find the day of each old dose.
    A table that is not verified carries ``ask`` and its mark. Raises ValueError for a line that cannot be read.
    """
    groups = _part(path, "groups")
    verified = _part(path, "verified") is True
    old = [f"{code}-old-{number}" for number in range(1, max((_whole(one, "doses_before") for one in groups), default=-1) + 2)]
    steps = [
        Step(
            name, Text("转程序前的剂次", "Dose before the change"), opens=days(0), due=days(0), applies=Constant(False), effective_from=change,
            done_by=Valid(counted, follows=After(old[number - 1], days(1)) if number else None), confidence=Confidence.DEFAULT,
        )
        for number, name in enumerate(old)
    ]  # fmt: skip
    covers: Expression | None = None
    for place, group in enumerate(groups, 1):
        try:
            before = _whole(group, "doses_before")
            if not 1 <= before < len(old):
                raise ValueError(before)
            mine = (people.born_on >= group["born_from"]) & (people.born_on <= group["born_to"])
            mine &= (done(protocol, old[before - 1]) < change) & ~(done(protocol, old[before]) < change).or_else(False)
            previous = old[before - 1]
            for number, dose in enumerate(group["doses"], 1):
                name, age = f"{code}-{place}-{number}", _span(dose["age"])
                title, counts = vaccines[dose["vaccine"]]
                steps.append(Step(
                    name, title, opens=age, due=replace(age, months=age.months + 1), applies=mine, effective_from=change,
                    done_by=Valid(counts, follows=After(previous, _span(dose["interval"]))),
                    recorded_as=(("dose", dose["vaccine"]),), advice=() if verified else (replace(ask, when=mine),),
                    confidence=Confidence.CONFIRMED if verified else Confidence.DEFAULT,
                ))  # fmt: skip
                previous = name
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise _wrong(path, group) from error
        covers = covers | mine if covers else mine
    return Cohorts(tuple(steps), covers)


def _factor(path: Path, line: dict[str, Any]) -> Expression:
    limits = [(LIMITS[name], float(value)) for name, value in line.items() if name in LIMITS]
    match {name: value for name, value in line.items() if name not in LIMITS}:
        case {"finding": str(code), "is": [*values]} if not limits and values and len(line) == 2:
            return reduce(or_, (newest_finding(code).equals(str(value)) for value in values))
        case {"measurement": str(code)} if len(limits) == 1 and len(line) == 2:
            of: Expression = latest(code)
        case {"birth": "weight_g" | "gestation_days" as column} if len(limits) == 1 and len(line) == 2:
            of = getattr(births, column)
        case _:
            raise _wrong(path, line)
    return getattr(of, limits[0][0])(limits[0][1])


def _both(line: dict[str, Any]) -> Text:
    said = Text(str(line["zh"]).strip(), str(line["en"]).strip())
    if not all(said):
        raise ValueError(line)
    return said


def _whole(line: dict[str, Any], name: str) -> int:
    value = line.get(name)
    return value if isinstance(value, int) else -1


def _span(words: str) -> Span:
    """``18 months`` as a span."""
    number, unit = str(words).split()
    many = {UNITS[unit.removesuffix("s")]: int(number)}
    return Span(days=many.get("days", 0) + 7 * many.get("weeks", 0), months=many.get("months", 0) + 12 * many.get("years", 0))


def _part(path: Path, name: str) -> Any:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    if name not in held:
        raise _wrong(path, name)
    return held[name]


def _wrong(path: Path, what: Any) -> ValueError:
    return ValueError(f"{path.name}：读不懂 {what}，请对照文件开头的说明 / cannot read {what}; see the top of the file")
