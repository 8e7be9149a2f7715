"""Arrow's functions on whole columns. They are registered while the program runs, so a type checker cannot know their names: here, and
only here, that is said once."""

from typing import Any

import pyarrow.compute

pc: Any = pyarrow.compute
