"""The derived table ``growth``: one row for each child, day and index, made from facts of measurement, thousands at a time.

Rules read it like a table of facts: ``zscore`` is the newest z, ``zscore_fall`` how far it lies below the best of the six months before.
What cannot be true is left out and counted: it is a slip of the pen until somebody measures again.

Measurements are worked through in parts of whole children, few enough to stay near the processor; a city's are sorted by person once, if
they do not come so. The best of the months before is found by looking back one measurement, then two, and so on, while they are recent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.growth.assessment import Position, assess
from wanhu.engine.growth.days import CODES, Children, Code, Columns, Days, days_of
from wanhu.engine.growth.scores import rounded
from wanhu.engine.growth.standards import INDICES, LYING_UNTIL, Floats, Index, Ints, Tables

__all__ = ["CODES", "WINDOW", "Growth", "growth_rows"]
WINDOW = 183  # days before a measurement in which an earlier one is looked for
PART = 1 << 17  # measurements worked through together, but never less than all of one child


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
    children = Children(births, people, oedema, tables.oldest)
    parts = [_scored(children, days_of(children, part), tables) for part in _parts(measurements)]
    person, happened, recorded, code, z, fall = (
        np.concatenate(columns) for columns in zip(*(tuple(part.columns().values()) for part in parts), strict=True)
    )
    left_out = {index: sum(part.implausible[index] for part in parts) for index in INDICES}
    return Growth(person, happened, recorded, code, z, fall, left_out)


def _parts(measurements: Columns) -> Iterator[Columns]:
    """The measurements of some children after the other; one empty part when there are none."""
    person = measurements["person"]
    order = None
    if (person[1:] < person[:-1]).any():
        order = np.argsort(person, kind="stable")
        person = person[order]
    start = 0
    while not start or start < len(person):
        end = min(start + PART, len(person))
        if end < len(person):
            end = int(np.searchsorted(person, person[end - 1], side="right"))
        rows = slice(start, end) if order is None else order[start:end]
        yield {name: column[rows] for name, column in measurements.items()}
        start = max(end, 1)


def _scored(children: Children, days: Days, tables: Tables) -> Growth:
    """The rows of every index of some children's days."""
    child, age = days.child, days.age
    counted = age - np.where(age < children.corrected_until[child], children.corrected_by[child], 0)
    lying, usual = days.values[Code.LENGTH], days.values[Code.HEIGHT]
    as_lying = ~np.isnan(lying) & ((counted < LYING_UNTIL) | np.isnan(usual))
    scores = assess(
        sex=children.sex[child],
        age_days=counted,
        weight=days.values[Code.WEIGHT],
        length=np.where(as_lying, lying, usual),
        head=days.values[Code.HEAD],
        position=np.where(as_lying | (age < LYING_UNTIL), Position.LYING, Position.STANDING),
        oedema=days.swollen,
        tables=tables,
    )
    at_weight = days.recorded[Code.WEIGHT]
    at_length = np.where(as_lying, days.recorded[Code.LENGTH], days.recorded[Code.HEIGHT])
    at_both = np.maximum(at_weight, at_length)
    known_at = {
        Index.WEIGHT_FOR_AGE: at_weight,
        Index.LENGTH_FOR_AGE: at_length,
        Index.WEIGHT_FOR_LENGTH: at_both,
        Index.BMI_FOR_AGE: at_both,
        Index.HEAD_FOR_AGE: days.recorded[Code.HEAD],
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
