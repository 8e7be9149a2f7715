"""A few ids among many are found, and no others: whatever the ids look like, and wherever in a longer column they stand."""

from uuid import UUID

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from wanhu.engine.evaluation.corrections import Superseded

# Ids that count up from nothing, that share all but their last or first bits, and any others.
IDS = st.one_of(
    st.integers(0, 40).map(lambda number: UUID(int=number)),
    st.integers(0, 40).map(lambda number: UUID(int=number << 120 | 7)),
    st.integers(0, 40).map(lambda number: UUID(int=number << 64 | number)),
    st.uuids(allow_nil=True),
)


@given(st.lists(IDS, max_size=60), st.lists(IDS, max_size=20), st.integers(0, 5), st.integers(1, 3), st.booleans())
def test_the_places_of_some_ids(column, some, skipped, pieces, named):
    whole = pa.array([one.bytes for one in column], pa.binary(16))
    whole = pa.ExtensionArray.from_storage(pa.uuid(), whole) if named else whole
    some += column[:3]  # by chance hardly any would be among them
    size = -(-len(column) // pieces) or 1
    cut = pa.chunked_array([whole[start : start + size] for start in range(0, len(column), size)], whole.type).slice(skipped)
    expected = [at for at, one in enumerate(column[skipped:]) if one in some]
    assert Superseded.of(some).places(cut).tolist() == expected
