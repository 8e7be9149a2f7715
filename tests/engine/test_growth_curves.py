"""The lines of a chart are the scores turned round: a child on the line of z has that z."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wanhu.engine.growth.assessment import assess
from wanhu.engine.growth.curves import LINES, lines, value_at
from wanhu.engine.growth.standards import Index, load_tables
from wanhu.rules.growth_standard import GROWTH

TABLES = load_tables(GROWTH.folder)
BY_AGE = {Index.WEIGHT_FOR_AGE: "weight", Index.LENGTH_FOR_AGE: "length", Index.HEAD_FOR_AGE: "head"}


@pytest.mark.parametrize("index", BY_AGE, ids=str)
@given(age=st.integers(0, 1820), sex=st.sampled_from([1, 2]), z=st.floats(-3, 3))
def test_a_child_on_the_line_has_its_score(index: Index, age: int, sex: int, z: float):
    value = float(value_at(TABLES.by_age[index], sex, [age], z)[0])
    scores = assess(sex=[sex], age_days=[age], tables=TABLES, **{BY_AGE[index]: [value]})
    assert scores[index].z[0] == pytest.approx(z, abs=0.006)


@given(length=st.floats(46, 109), sex=st.sampled_from([1, 2]), z=st.floats(-3, 3))
def test_weight_for_length(length: float, sex: int, z: float):
    weight = float(value_at(TABLES.lying, sex, [length * 10], z)[0])
    scores = assess(sex=[sex], age_days=[300], weight=[weight], length=[length], tables=TABLES)
    assert scores[Index.WEIGHT_FOR_LENGTH].z[0] == pytest.approx(z, abs=0.01)


def test_lines_rise_with_the_score_and_end_with_the_curve():
    drawn = lines(TABLES.by_age[Index.WEIGHT_FOR_AGE], 1, np.arange(0, 1826, 30))
    assert tuple(drawn) == LINES
    assert all((drawn[low] < drawn[high]).all() for low, high in pairwise(LINES))
    assert np.isnan(value_at(TABLES.lying, 1, [10.0, 5000.0], 0)).all()
