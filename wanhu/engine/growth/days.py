"""What was measured of whom on which day: facts of measurement brought into columns with one place for each child and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.growth.ages import correction
from wanhu.engine.growth.standards import AGE_BITS, BOY, GIRL, Floats, Ints

Columns = Mapping[str, NDArray[Any]]
CODES = ("weight", "length", "height", "head-circumference")
"""The codes of measurement that growth reads, in the order of ``Code``: kg, cm, cm, cm."""
_CODE_BITS = 2  # four codes: together with the child and the days of age, the key that sorts
_NEVER = np.iinfo(np.int64).min


class Code(IntEnum):
    """How a column of codes says what was measured. ``length`` is taken lying; ``height`` as is usual at that age."""

    WEIGHT = 0
    LENGTH = 1
    HEIGHT = 2
    HEAD = 3


@dataclass(frozen=True)
class Days:
    """The days on which children were measured, by child and day. ``values`` and ``recorded`` have a row for each code (NaN: not measured)."""

    child: Ints
    age: Ints
    values: Floats
    recorded: Ints
    swollen: NDArray[np.bool_]


class Children:
    """Everybody whose birth date is known, by rising person: a child is spoken of by its place here. ``oldest``: the last day of age that counts."""

    def __init__(self, births: Columns, people: Columns, oedema: Columns, oldest: int) -> None:
        self.oldest = oldest
        order = np.argsort(people["person"], kind="stable")
        self.person = np.asarray(people["person"], np.int64)[order]
        self.born = np.asarray(people["born_on"], np.int64)[order]
        self.sex = np.asarray(people["sex"], np.int8)[order]
        gestation = np.full(len(order), -1, np.int32)
        child = self.of(births["person"])
        known = (child >= 0) & (births["gestation_days"] > 0)
        gestation[child[known]] = births["gestation_days"][known]
        self.corrected_by, self.corrected_until = correction(self.born, gestation)
        child = self.of(oedema["person"])
        known = np.flatnonzero(child >= 0)
        age = oedema["happened"][known] - self.born[child[known]]
        inside = (age >= 0) & (age <= oldest)
        self.swollen_on = np.unique((child[known][inside] << AGE_BITS) | age[inside])

    def of(self, person: NDArray[Any]) -> Ints:
        """The place of each person; -1 for somebody unknown. Of one who is there twice, the last."""
        if not len(self.person):
            return np.full(len(person), -1)
        found = np.searchsorted(self.person, person, side="right") - 1
        return np.where((found >= 0) & (self.person[found] == person), found, -1)


def days_of(children: Children, measurements: Columns) -> Days:
    """The days on which what was measured can be judged."""
    child, age, code, value, recorded = _one_of_each(*_usable(children, measurements))
    days = (child << AGE_BITS) | age
    starts = np.flatnonzero(np.append(True, days[1:] != days[:-1])) if len(days) else np.zeros(0, np.int64)
    place = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(days))))
    values, instants = np.full((len(CODES), len(starts)), np.nan), np.full((len(CODES), len(starts)), _NEVER)
    values[code, place], instants[code, place] = value, recorded
    return Days(child[starts], age[starts], values, instants, np.isin(days[starts], children.swollen_on))


def _usable(children: Children, measurements: Columns) -> tuple[NDArray[Any], ...]:
    """Child, age in days, code, value and instant of the measurements that can be judged, sorted by the first three."""
    child = children.of(measurements["person"])
    value, code = measurements["value"], measurements["code"]
    at = np.flatnonzero((child >= 0) & (value > 0) & (value < np.inf) & (code >= 0) & (code < len(CODES)))
    child = child[at]
    age, sex = measurements["happened"][at] - children.born[child], children.sex[child]
    kept = np.flatnonzero((age >= 0) & (age <= children.oldest) & ((sex == BOY) | (sex == GIRL)))
    child, age, at = child[kept], age[kept], at[kept]
    key = (((child << AGE_BITS) | age) << _CODE_BITS) | code[at]
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        child, age, at = child[order], age[order], at[order]
    return child, age, np.asarray(code[at], np.int64), value[at], measurements["recorded"][at]


def _one_of_each(child: Ints, age: Ints, code: Ints, value: Floats, recorded: Ints) -> tuple[Ints, Ints, Ints, Floats, Ints]:
    """One value of each code on one day of a child: the one recorded last; of those recorded at one instant, the later row."""
    same = (child[1:] == child[:-1]) & (age[1:] == age[:-1]) & (code[1:] == code[:-1])
    if not same.any():
        return child, age, code, value, recorded
    group = np.cumsum(np.append(True, ~same))
    several = np.flatnonzero(np.append(False, same) | np.append(same, False))
    row = np.arange(len(group))
    row[several] = several[np.lexsort((recorded[several], group[several]))]
    last = np.flatnonzero(np.append(~same, True))
    return child[last], age[last], code[last], value[row[last]], recorded[row[last]]
