"""Any step or alert of a rulebook as one SQL query that a person can read, and run by hand in DuckDB to check a list.

Nothing in Wanhu runs these queries: lists come from ``wanhu.engine.evaluation``. They say the same a third time, after the engine and the
slow reference, in the language that statisticians and auditors read; tests hold all three to one another. Clarity comes before speed.

Each query stands alone. It reads the fact tables by their names (``person``, ``dose`` …), takes ``$today`` and ``$known_at`` (UTC) as its
parameters, and gives one row per subject. Rules on z-scores read one table more, ``growth``, which ``growth_table`` makes: no SQL would be
a readable way to say what the standards of growth say.
"""

from wanhu.engine.sql.alerts import alert_sql
from wanhu.engine.sql.growth import growth_table
from wanhu.engine.sql.steps import step_sql

__all__ = ["alert_sql", "growth_table", "step_sql"]
