"""Facts as Arrow holds them, and Arrow's functions on whole columns. Those are registered while the program runs, so a type checker cannot know
their names: here, and only here, that is said once."""

from typing import Any

import pyarrow as pa
import pyarrow.compute

from wanhu.engine.tables import Kind

pc: Any = pyarrow.compute

ARROW = {
    Kind.UUID: pa.uuid(), Kind.KEY: pa.int64(), Kind.DATE: pa.date32(), Kind.INSTANT: pa.timestamp("us"), Kind.TEXT: pa.string(),
    Kind.SMALL: pa.int16(), Kind.WHOLE: pa.int32(), Kind.REAL: pa.float64(), Kind.TRUTH: pa.bool_(),
}  # fmt: skip
"""The type of each kind of column in Wanhu's own files."""

WITH_IDS_AS_TEXT = ARROW | {Kind.UUID: pa.string()}
"""The same on the way into the store and out of it: there an id is what the caller mints and the store compares."""
