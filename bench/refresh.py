"""One family's lists within a request: the compiled statement on one person's facts, median and 95th percentile, women and children apart.

The goal is 30 ms. Nearly all of the time is DuckDB planning the statement again at every execution; see the last column, which only explains
it. ``python bench/refresh.py [PEOPLE]``.
"""

import statistics
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from wanhu.engine.compiler.effective import Facts
from wanhu.engine.due import TO_DO, statement
from wanhu.engine.protocol import Rulebook, Subject
from wanhu.engine.tables import TABLES, duckdb_columns
from wanhu.rules import RULEBOOK
from wanhu.synthetic.build import build

ON, KNOWN_AT = date(2026, 11, 23), datetime(2026, 11, 24)


def main(count: int) -> None:
    """Prints the figures for ``count`` women and as many children of a small city."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        build(3_000, 1, ON, Path(folder))
        for name, table in TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({', '.join(duckdb_columns(table))})")
        facts = Facts(connection, {name: name for name in TABLES}, frozenset())
        for kind, key in ((Subject.PREGNANCY, "pregnancy"), (Subject.CHILD, "birth")):
            book = Rulebook(tuple(one for one in RULEBOOK.protocols if one.subject is kind))
            sql = statement(book, facts, TO_DO, ahead=14, ordered=False)
            source = f"read_parquet('{folder}/truth/facts/{key}.parquet')"
            people = [
                row[0]
                for row in connection.execute(f"SELECT DISTINCT person FROM {source} ORDER BY 1 DESC LIMIT {count}").fetchall()
            ]
            taken = []
            for person in people:
                for name, table in TABLES.items():
                    connection.execute(f"DELETE FROM {name}")
                    columns = ", ".join(f'"{column}"' for column in table.columns())
                    connection.execute(
                        f"INSERT INTO {name} SELECT {columns} FROM read_parquet('{folder}/truth/facts/{name}.parquet') WHERE person = {person}"
                    )
                started = time.perf_counter()
                connection.execute(sql, {"today": ON, "known_at": KNOWN_AT}).fetchall()
                taken.append(time.perf_counter() - started)
            written = sql.replace("$today", f"DATE '{ON}'").replace("$known_at", f"TIMESTAMP '{KNOWN_AT}'")
            started = time.perf_counter()
            connection.execute(f"EXPLAIN {written}").fetchall()
            planned = time.perf_counter() - started
            taken.sort()
            print(
                f"{kind.value:10} {len(people)} people  median {statistics.median(taken) * 1000:6.0f} ms  "
                f"p95 {taken[int(len(taken) * 0.95)] * 1000:6.0f} ms  explained only {planned * 1000:6.0f} ms"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
