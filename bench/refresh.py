"""One family's lists within a request: the engine on one person's facts, median and 95th percentile, women and children apart.

The goal is 30 ms. Beside it stands what no engine can be without: building an empty answer of the same shape, which shows the floor of the
table library. ``python bench/refresh.py [PEOPLE]``.
"""

import statistics
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from wanhu.engine.due import TO_DO, lists
from wanhu.engine.evaluation.facts import Rows
from wanhu.engine.evaluation.rows import ALERTS, DUE
from wanhu.engine.protocol import Subject
from wanhu.engine.tables import TABLES
from wanhu.rules import RULEBOOK
from wanhu.synthetic.build import build

ON, KNOWN_AT = date(2026, 11, 23), datetime(2026, 11, 24)


def facts_of(connection: duckdb.DuckDBPyConnection, folder: Path, person: int) -> Rows:
    """The facts of one person, as the request reads them."""
    found = {}
    for name, table in TABLES.items():
        columns = ", ".join(f'"{column}"' for column in table.columns())
        path = folder / "truth" / "facts" / f"{name}.parquet"
        if path.exists():
            found[name] = connection.execute(f"SELECT {columns} FROM read_parquet('{path}') WHERE person = {person}").fetchall()
    return Rows(found)


def main(count: int) -> None:
    """Prints the figures for ``count`` women and as many children of a small city."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        build(3_000, 1, ON, Path(folder))
        for kind, key in ((Subject.PREGNANCY, "pregnancy"), (Subject.CHILD, "birth")):
            source = f"read_parquet('{folder}/truth/facts/{key}.parquet')"
            people = connection.execute(f"SELECT DISTINCT person FROM {source} ORDER BY 1 DESC LIMIT {count}").fetchall()
            families = [facts_of(connection, Path(folder), person) for (person,) in people]
            started = time.perf_counter()
            lists(RULEBOOK, families[0], on=ON, known_at=KNOWN_AT)
            first = time.perf_counter() - started
            taken, floor = [], []
            for facts in families:
                started = time.perf_counter()
                lists(RULEBOOK, facts, on=ON, known_at=KNOWN_AT, states=TO_DO, ahead=14)
                taken.append(time.perf_counter() - started)
                started = time.perf_counter()
                _empty = DUE.empty_table(), ALERTS.empty_table()
                floor.append(time.perf_counter() - started)
            taken.sort()
            print(
                f"{kind.value:10} {len(people)} people  median {statistics.median(taken) * 1000:6.1f} ms  "
                f"p95 {taken[int(len(taken) * 0.95)] * 1000:6.1f} ms  the very first {first * 1000:6.0f} ms  "
                f"an empty answer {statistics.median(floor) * 1000:6.3f} ms"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
