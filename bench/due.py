"""``wanhu due`` end to end, Parquet files to a written list, against a bare ``count(*) … GROUP BY`` over the same fact files.

Both sides run as whole queries in this process on two threads, in turn, so that a noisy machine disturbs both; the figure to quote is the
median of the ratios. Then the growth with the number of children, and the peak memory of the largest. ``python bench/due.py [CHILDREN]``.
"""

import resource
import statistics
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from wanhu.engine.due import TO_DO, lists
from wanhu.engine.evaluation.facts import Facts, from_parquet
from wanhu.rules import RULEBOOK
from wanhu.synthetic.children import children

ON, KNOWN_AT, ROUNDS = date(2026, 11, 23), datetime(2026, 11, 23), 3


def seconds(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    """Wall seconds of one statement."""
    started = time.perf_counter()
    connection.execute(sql).fetchall()
    return time.perf_counter() - started


def whole(facts: Facts, out: Path) -> float:
    """Wall seconds from fact files to written lists: every step to do, every alert."""
    started = time.perf_counter()
    made = lists(RULEBOOK, facts, on=ON, known_at=KNOWN_AT, states=TO_DO)
    pq.write_table(made.due, out)
    pq.write_table(made.alerts, out.with_suffix(".alerts.parquet"))
    return time.perf_counter() - started


def main(count: int) -> None:
    """Prints the figures for ``count`` children, and the growth up to that."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in (count // 100, count // 10, count):
            facts, out = home / str(number), home / f"{number}.parquet"
            rows = children(number, 1, facts, on=ON)
            with duckdb.connect(config={"threads": 2}) as connection:
                loaded = from_parquet(connection, facts)
                bare = " UNION ALL ".join(
                    f"SELECT count(*) FROM (SELECT person, count(*) FROM read_parquet('{facts}/{table}.parquet') GROUP BY person)"
                    for table in ("dose", "contact", "birth", "person")
                )
                pairs = [(whole(loaded, out), seconds(connection, bare)) for _ in range(ROUNDS)]
                listed = connection.execute(f"SELECT count(*) FROM '{out}'").fetchall()[0][0]
            due, scan = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{number:>9,} children  {rows['dose']:>11,} doses  {rows['contact']:>10,} contacts  {listed:>9,} listed  "
                f"due {due:6.2f} s  bare GROUP BY {scan:5.2f} s  ratio {ratio:5.1f}  peak so far {peak:,.0f} MiB"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
