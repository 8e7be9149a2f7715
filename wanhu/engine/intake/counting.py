"""The aggregate lane: rows without consent are counted by township and month, and nothing else of them stays."""

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.feed import Feed


def count(feed: Feed, rows: pa.Table) -> pa.Table:
    """Counts: area (township of nine digits, null where unknown), period (YYYY-MM of the feed's own date), rows. A row counts once,
    however many newborns it names. The caller suppresses small counts before anyone sees them."""
    table = pa.table({
        "row": rows["row"], "area": rows[feed.township], "period": pc.strftime(rows[feed.counted_on], format="%Y-%m"),
    })  # fmt: skip
    once = table.group_by(["row", "area", "period"]).aggregate([])
    counted = once.group_by(["area", "period"]).aggregate([([], "count_all")])
    result = counted.select(["area", "period", "count_all"]).rename_columns(["area", "period", "rows"])
    return result.take(pc.sort_indices(result, sort_keys=[("period", "ascending"), ("area", "ascending")]))
