"""``wanhu due`` end to end, Parquet files to written lists, against bare statements over the same fact files.

Two cities: children alone (a row for every dose and contact of a province's worth of them) and a whole city with seven years of history of
every kind. Two yardsticks: ``count(*) … GROUP BY person`` over every fact table that is read, which touches one column; and what a first
draft of these lists in SQL could not do without: by person and code the count, the first and the last day, of the facts recorded by then.
All sides run as whole queries in this process on two threads, in turn, so that a noisy machine disturbs all; the figure to quote is the
median of the ratios. ``python bench/due.py [CHILDREN] [RESIDENTS]``; 0 leaves one out.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from wanhu.engine.due import MISSED_FOR, TO_DO, lists
from wanhu.engine.evaluation.facts import Facts, from_parquet
from wanhu.engine.protocol import Rulebook, Valid
from wanhu.rules import RULEBOOK
from wanhu.synthetic.children import children
from wanhu.synthetic.history import history
from wanhu.terminal import write

ON, KNOWN_AT, ROUNDS = date(2026, 11, 23), datetime(2026, 11, 23), 3
CODES = {"dose": "vaccine", "contact": "kind", "measurement": "code", "finding": "code", "decision": "about", "status": "kind"}
CONTACTS = replace(  # every protocol without dose series, and all alerts
    RULEBOOK, protocols=tuple(one for one in RULEBOOK.protocols if not any(isinstance(step.done_by, Valid) for step in one.steps))
)


def bare(folder: Path, tables: list[str], *, by_code: bool) -> str:
    """One statement over some fact tables: rows counted by person; or by person and code, with the days."""
    parts = []
    for table in tables:
        source = f"read_parquet('{folder}/{table}.parquet')"
        if by_code:
            code = f', "{CODES[table]}"' if table in CODES else ""
            source += f" WHERE happened <= DATE '{ON}' AND recorded <= TIMESTAMP '{KNOWN_AT}'"
            parts.append(
                f"SELECT count(*), sum(n) FROM (SELECT person, count(*) n, min(happened), max(happened) FROM {source} GROUP BY person{code})"
            )
        else:
            parts.append(f"SELECT count(*) FROM (SELECT person, count(*) FROM {source} GROUP BY person)")
    return " UNION ALL ".join(parts)


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of some work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def whole(rules: Rulebook, facts: Facts, out: Path) -> None:
    """From fact files to written lists: every step to do, every alert."""
    made = lists(rules, facts, on=ON, known_at=KNOWN_AT, states=TO_DO, missed_for=MISSED_FOR)
    write(made.due, out)
    write(made.alerts, out.with_suffix(".alerts.parquet"))


def measured(name: str, rules: Rulebook, folder: Path, tables: list[str]) -> None:
    """Prints one line: the run, and both yardsticks over the tables that it reads."""
    out = folder / "list.parquet"
    with duckdb.connect(config={"threads": 2}) as connection:
        facts = from_parquet(connection, folder)
        counted, summed = (bare(folder, tables, by_code=by_code) for by_code in (False, True))
        rounds = [
            (
                seconds(lambda: whole(rules, facts, out)),
                seconds(lambda: connection.execute(counted).fetchall()),
                seconds(lambda: connection.execute(summed).fetchall()),
            )
            for _ in range(ROUNDS)
        ]
    due, scan, draft = (statistics.median(side) for side in zip(*rounds, strict=True))
    one, other = (statistics.median(row[0] / row[place] for row in rounds) for place in (1, 2))
    listed, warned = (pq.read_metadata(path).num_rows for path in (out, out.with_suffix(".alerts.parquet")))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:34} {listed:>9,} steps {warned:>8,} alerts  {due:6.2f} s  GROUP BY person {scan:5.2f} s, ratio {one:5.1f}  "
        f"GROUP BY person, code {draft:5.2f} s, ratio {other:4.1f}  peak so far {peak:,.0f} MiB",
        flush=True,
    )


def main(number: int, residents: int) -> None:
    """Prints the figures, and the growth up to them."""
    for made, total in ((children, number), (history, residents)):
        for count in (total // 100, total // 10, total) if total else ():
            with tempfile.TemporaryDirectory() as home:
                folder = Path(home)
                rows = made(count, 1, folder, on=ON)
                kept = [table for table, n in rows.items() if n]
                print(f"{made.__name__} {count:,}: " + ", ".join(f"{rows[table]:,} {table}" for table in kept), flush=True)
                measured("everything", RULEBOOK, folder, kept)
                measured("contact protocols and alerts", CONTACTS, folder, [table for table in kept if table != "dose"])


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (3_000_000, 1_500_000))
