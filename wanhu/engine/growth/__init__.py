"""How a child grows against the standards of the World Health Organization (2006), from birth to five years.

Tables come in as arrays (``load_tables``), columns of measurements go in, z-scores come out; ``growth_rows`` is the derived table
``growth`` that rules read with ``zscore`` and ``zscore_fall``. Everything is computed for all rows at once; what one measurement means is
written out slowly in the tests. docs/reference/growth.md says it in words.
"""

from wanhu.engine.growth.ages import age_for_growth, correction
from wanhu.engine.growth.assessment import Position, Scores, as_expected, assess
from wanhu.engine.growth.days import CODES, Code
from wanhu.engine.growth.rows import WINDOW, Growth, growth_rows
from wanhu.engine.growth.scores import zscores
from wanhu.engine.growth.standards import INDICES, Curve, Index, Tables, load_tables

__all__ = [
    "CODES",
    "INDICES",
    "WINDOW",
    "Code",
    "Curve",
    "Growth",
    "Index",
    "Position",
    "Scores",
    "Tables",
    "age_for_growth",
    "as_expected",
    "assess",
    "correction",
    "growth_rows",
    "load_tables",
    "zscores",
]
