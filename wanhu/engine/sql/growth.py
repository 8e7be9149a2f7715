"""The table ``growth`` for queries that are run by hand: the engine's own z-scores, as a table of one row for each child, day and index."""

import numpy as np
import pyarrow as pa

from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.growing import GROWN_FROM, growth_layer
from wanhu.engine.evaluation.layers import layers_of
from wanhu.engine.evaluation.reading import DAY_BITS, SUBJECT_SHIFT, Request, Track, day_of, subject_of
from wanhu.engine.growth.standards import INDICES
from wanhu.engine.protocol import Rulebook


def growth_table(rulebook: Rulebook, facts: Facts, moment: Moment) -> pa.Table:
    """Columns person, happened, code, z and fall. Raises ValueError when the rulebook names no growth standard."""
    names = tuple(str(index) for index in INDICES)
    request = Request("growth", "person", tuple(Track("code", (name,)) for name in names), ("z", "fall"))
    layer = growth_layer(rulebook, request, layers_of(GROWN_FROM, facts, moment), moment.on)
    number = (layer.keys >> DAY_BITS) & (2 ** (SUBJECT_SHIFT - DAY_BITS) - 1)
    return pa.table({
        "person": subject_of(layer.keys),
        "happened": pa.array(day_of(layer.keys), pa.int32()).cast(pa.date32()),
        "code": pa.array(np.array(names, object)[number - 1], pa.string()),
        "z": np.asarray(layer.columns["z"]),
        "fall": np.asarray(layer.columns["fall"]),
    })  # fmt: skip
