"""The growth of children as one more layer of facts: z-scores computed from what was measured, by the tables that the rulebook names."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from wanhu.engine.evaluation.calendar import day_number, reached
from wanhu.engine.evaluation.reading import DAY_BITS, DAY_ZERO, SUBJECT_SHIFT, Layer, Request, Track, day_of, in_order, subject_of
from wanhu.engine.growth.rows import CODES, WINDOW, growth_rows
from wanhu.engine.growth.standards import Tables, load_tables
from wanhu.engine.protocol import Rulebook
from wanhu.engine.spans import months

_EVERY = (Track("*", ("*",)),)
_COLUMNS = ("born_on", "sex", "gestation_days")
GROWN_FROM = (
    Request("measurement", "person", tuple(Track("code", (code,)) for code in CODES), ("value",)),
    *(
        Request(table, "person", _EVERY, (column,), column)
        for table, column in zip(("person", "person", "birth"), _COLUMNS, strict=True)
    ),
    Request("finding", "person", (Track("code", ("oedema",), given=("value", ("yes",))),)),
)
MOST_DAYS = 31  # of a month
_TRACK_MASK = 2 ** (SUBJECT_SHIFT - DAY_BITS) - 1


def growth_layer(rulebook: Rulebook, request: Request, read: Sequence[Layer], on: date) -> Layer:
    """The indices asked for, as a layer, from those of ``GROWN_FROM``: of the children whom the standard still speaks of on a day, and of measurements
    that are recent on it.

    What a child weighed long ago, or who has outgrown it since, is no reason for anything today. Raises ValueError when the rulebook names no
    growth standard.
    """
    if rulebook.growth is None:
        raise ValueError("规则书没有指定生长标准 / the rulebook names no growth standard, which its rules on z-scores need")
    if not len(read[0].keys):
        return Layer(np.zeros(0, np.int64), {"z": np.zeros(0), "fall": np.zeros(0)})
    measured, *facts, swollen = (one.alone() for one in read)
    today = np.int32(day_number(on))
    at = np.flatnonzero(day_of(measured.keys) >= today - MOST_DAYS * rulebook.growth.recent_months - WINDOW)
    keys = measured.keys[at]
    rows = {"person": subject_of(keys), "happened": day_of(keys), "recorded": np.zeros(len(keys), np.int64)}
    rows |= {"code": ((keys >> DAY_BITS) & _TRACK_MASK) - 1, "value": measured.columns["value"][at]}
    born, sex, births = (_newest(layer, column) for layer, column in zip(facts, _COLUMNS, strict=True))
    both, at_born, at_sex = np.intersect1d(born["person"], sex["person"], assume_unique=True, return_indices=True)
    outgrown = reached(born["born_on"][at_born], months(rulebook.growth.until_months), np.full(len(both), today))
    people = {"person": both, "born_on": born["born_on"][at_born], "sex": sex["sex"][at_sex]}
    people = {name: column[~outgrown] for name, column in people.items()}
    oedema = {"person": subject_of(swollen.keys), "happened": day_of(swollen.keys)}
    made = growth_rows(rows, births, people, oedema, _tables(rulebook.growth.folder))
    track = np.zeros(len(made.names), np.int64)
    for number, one in enumerate(request.tracks, 1):
        track[[made.names.index(name) for name in one.values]] = number
    long_ago = reached(made.happened, months(rulebook.growth.recent_months), np.full(len(made.happened), today - 1))
    wanted = np.flatnonzero((track[made.code] > 0) & ~long_ago)
    keys = (
        (made.person[wanted] << SUBJECT_SHIFT)
        | (track[made.code[wanted]] << DAY_BITS)
        | (made.happened[wanted].astype(np.int64) - DAY_ZERO)
    )
    return in_order(keys, {"z": made.z[wanted], "fall": made.fall[wanted]})


def _newest(layer: Layer, column: str) -> dict[str, Any]:
    """Of each person the newest known value of a column."""
    person = subject_of(layer.keys)
    last = np.flatnonzero(np.append(person[1:] != person[:-1], True)) if len(person) else np.zeros(0, np.int64)
    return {"person": person[last], column: layer.columns[column][last]}


@lru_cache(maxsize=4)
def _tables(folder: Path) -> Tables:
    return load_tables(folder)
