"""The derived table ``growth``: one row for each child, day and index, made from facts of measurement, all at once.

Rules read it like a table of facts: ``zscore`` is the newest z, ``zscore_fall`` how far it lies below the best of the six months before.
What cannot be true is left out and counted: it is a slip of the pen until somebody measures again.

The measurements are sorted once by child, day and code, if they do not already come so; everything after that is columns of one place
per child and day. The best of the months before is found by looking back one measurement, then two, and so on, while they are recent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.growth.ages import correction
from wanhu.engine.growth.assessment import Position, assess
from wanhu.engine.growth.scores import rounded
from wanhu.engine.growth.standards import BOY, GIRL, INDICES, LYING_UNTIL, OLDEST, Floats, Index, Ints, Tables

Columns = Mapping[str, NDArray[Any]]
CODES = ("weight", "length", "height", "head-circumference")
"""The codes of measurement that growth reads, in the order of ``Code``: kg, cm, cm, cm."""
WINDOW = 183  # days before a measurement in which an earlier one is looked for
_AGE_BITS, _CODE_BITS = 11, 2  # days of age to 2047, four codes: together with the child, the key that sorts
_NEVER = np.iinfo(np.int64).min


class Code(IntEnum):
    """How a column of codes says what was measured. ``length`` is taken lying; ``height`` as is usual at that age."""

    WEIGHT = 0
    LENGTH = 1
    HEIGHT = 2
    HEAD = 3


@dataclass(frozen=True)
class Growth:
    """The rows by person, day and index. ``code`` counts in ``names``; ``implausible``: how many were left out, by index."""

    person: Ints
    happened: NDArray[np.int32]
    recorded: Ints
    code: NDArray[np.int8]
    z: Floats
    fall: Floats
    implausible: dict[Index, int]
    names: tuple[str, ...] = tuple(str(index) for index in INDICES)

    def columns(self) -> dict[str, NDArray[Any]]:
        """The columns of the table by name."""
        return {name: getattr(self, name) for name in ("person", "happened", "recorded", "code", "z", "fall")}


def growth_rows(measurements: Columns, births: Columns, people: Columns, oedema: Columns, tables: Tables) -> Growth:
    """The table from facts that hold (corrected ones taken out, the newest of each person and birth kept).

    - ``measurements``: person, happened (days since 1970), recorded (µs since 1970), code (see ``Code``), value. Of several values of one
      code on one day the one recorded last counts; of those recorded at one instant, the later row.
    - ``births``: person (the child), gestation_days (-1 unknown). ``people``: person, born_on, sex. ``oedema``: person, happened.
    - ``recorded`` of a row: the later of the measurements used. ``fall``: the highest z of the ``WINDOW`` days before less this one; 0 when
      none was higher, and when there is none, so that the newest row always speaks for itself.
    """
    children = _Children(births, people)
    child, age, code, value, recorded = _one_of_each(*_usable(children, measurements))
    places = (child << _AGE_BITS) | age
    starts = np.append(True, places[1:] != places[:-1]) if len(places) else np.zeros(0, np.bool_)
    place = np.cumsum(starts) - 1
    place_child, place_age = child[starts], age[starts]
    values, instants = np.full((len(CODES), len(place_child)), np.nan), np.full((len(CODES), len(place_child)), _NEVER)
    for one in Code:
        mine = np.flatnonzero(code == one)
        values[one, place[mine]], instants[one, place[mine]] = value[mine], recorded[mine]
    swollen = np.zeros(len(place_child), np.bool_)
    if len(places) and len(oedema["person"]):
        seen = children.of(oedema["person"])
        seen_age = np.where(seen < 0, -1, oedema["happened"] - children.born[seen])
        inside = (seen_age >= 0) & (seen_age <= OLDEST)
        swollen = np.isin(places[starts], (seen[inside] << _AGE_BITS) | seen_age[inside])
    return _scored(children, place_child, place_age, values, instants, swollen, tables)


class _Children:
    """Everybody whose birth date is known, by rising person: a child is spoken of by its place here."""

    def __init__(self, births: Columns, people: Columns) -> None:
        order = np.argsort(people["person"], kind="stable")
        self.person = np.asarray(people["person"], np.int64)[order]
        self.born = np.asarray(people["born_on"], np.int64)[order]
        self.sex = np.asarray(people["sex"], np.int8)[order]
        gestation = np.full(len(order), -1, np.int32)
        child = self.of(births["person"])
        known = (child >= 0) & (births["gestation_days"] > 0)
        gestation[child[known]] = births["gestation_days"][known]
        self.corrected_by, self.corrected_until = correction(self.born, gestation)

    def of(self, person: NDArray[Any]) -> Ints:
        """The place of each person; -1 for somebody unknown. Of one who is there twice, the last."""
        if not len(self.person):
            return np.full(len(person), -1)
        found = np.searchsorted(self.person, person, side="right") - 1
        return np.where((found >= 0) & (self.person[found] == person), found, -1)


def _usable(children: _Children, measurements: Columns) -> tuple[NDArray[Any], ...]:
    """Child, age in days, code, value and instant of the measurements that can be judged, sorted by the first three."""
    child = children.of(measurements["person"])
    value, code = measurements["value"], measurements["code"]
    keep = (child >= 0) & (value > 0) & (value < np.inf) & (code >= 0) & (code < len(CODES))
    if len(children.person):
        age, sex = measurements["happened"] - children.born[child], children.sex[child]
        keep &= (age >= 0) & (age <= OLDEST) & ((sex == BOY) | (sex == GIRL))
    at = np.flatnonzero(keep)
    child, code = child[at], np.asarray(code[at], np.int64)
    age = measurements["happened"][at] - children.born[child] if len(at) else child
    key = (((child << _AGE_BITS) | age) << _CODE_BITS) | code
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        child, age, code, at = child[order], age[order], code[order], at[order]
    return child, age, code, value[at], measurements["recorded"][at]


def _one_of_each(child: Ints, age: Ints, code: Ints, value: Floats, recorded: Ints) -> tuple[Ints, Ints, Ints, Floats, Ints]:
    """One value of each code on one day of a child: the one recorded last."""
    same = (child[1:] == child[:-1]) & (age[1:] == age[:-1]) & (code[1:] == code[:-1])
    if not same.any():
        return child, age, code, value, recorded
    group = np.cumsum(np.append(True, ~same))
    several = np.flatnonzero(np.append(False, same) | np.append(same, False))
    by_time = several[np.lexsort((recorded[several], group[several]))]
    row = np.arange(len(group))
    row[several] = by_time
    last = np.flatnonzero(np.append(~same, True))
    return child[last], age[last], code[last], value[row[last]], recorded[row[last]]


def _scored(
    children: _Children, child: Ints, age: Ints, values: Floats, instants: Ints, swollen: NDArray[np.bool_], tables: Tables
) -> Growth:
    """The rows of every index of measurements laid out by child and day."""
    counted = age - np.where(age < children.corrected_until[child], children.corrected_by[child], 0)
    weight, lying, usual, head = values
    as_lying = ~np.isnan(lying) & ((counted < LYING_UNTIL) | np.isnan(usual))
    scores = assess(
        sex=children.sex[child],
        age_days=counted,
        weight=weight,
        length=np.where(as_lying, lying, usual),
        head=head,
        position=np.where(as_lying | (age < LYING_UNTIL), Position.LYING, Position.STANDING),
        oedema=swollen,
        tables=tables,
    )
    at_weight, at_lying, at_usual, at_head = instants
    at_length = np.where(as_lying, at_lying, at_usual)
    at_both = np.maximum(at_weight, at_length)
    known_at = {
        Index.WEIGHT_FOR_AGE: at_weight,
        Index.LENGTH_FOR_AGE: at_length,
        Index.WEIGHT_FOR_LENGTH: at_both,
        Index.BMI_FOR_AGE: at_both,
        Index.HEAD_FOR_AGE: at_head,
    }
    happened = (children.born[child] + age).astype(np.int32)
    shape = (len(child), len(INDICES))
    z, fall, recorded = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape, np.int64)
    for column, index in enumerate(INDICES):
        at = np.flatnonzero(~np.isnan(scores[index].z) & ~scores[index].implausible)
        z[at, column], recorded[at, column] = scores[index].z[at], known_at[index][at]
        fall[at, column] = _fall(child[at], happened[at], z[at, column])
    place, code = np.nonzero(~np.isnan(z))
    return Growth(
        person=children.person[child[place]],
        happened=happened[place],
        recorded=recorded[place, code],
        code=code.astype(np.int8),
        z=z[place, code],
        fall=fall[place, code],
        implausible={index: int(scores[index].implausible.sum()) for index in INDICES},
    )


def _fall(child: Ints, happened: NDArray[np.int32], z: Floats) -> Floats:
    """How far each z lies below the highest of the window before it, rows being sorted by child and day."""
    best = z.copy()
    row = np.arange(len(z))
    back = 1
    while len(row):
        row = row[row >= back]
        before = row - back
        recent = (child[before] == child[row]) & (happened[row] - happened[before] <= WINDOW)
        row = row[recent]
        best[row] = np.maximum(best[row], z[row - back])
        back += 1
    return rounded(best - z)
