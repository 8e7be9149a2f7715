"""Wanhu's side: Parquet files to both lists, all states and all columns, again and again for as many seconds as asked.

``python bench/peers/wanhu_side.py FACTS SECONDS ANSWERS``: prints what it did as JSON and writes the lists of the last round.
Reading the files is in the time, which for the peers it is not. One unmeasured round comes first, as with them.
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.peers.antenatal_facts import KNOWN_AT, ON
from bench.peers.rulebook import BOOK
from wanhu.engine.due import Lists, lists
from wanhu.engine.evaluation.facts import from_parquet


def once(folder: Path) -> Lists:
    """One run from files to lists, with a database of its own."""
    with duckdb.connect(config={"threads": 1}) as connection:
        return lists(BOOK, from_parquet(connection, folder), on=ON, known_at=KNOWN_AT)


def main(folder: Path, seconds: float, answers: Path) -> None:
    pa.set_cpu_count(1)
    made, rounds = once(folder), 0
    started, processor = time.perf_counter(), time.process_time()
    while (spent := time.perf_counter() - started) < seconds or not rounds:
        made, rounds = once(folder), rounds + 1
    used = time.process_time() - processor
    women = len(made.due["subject"].unique())
    pq.write_table(made.due, answers / "due.parquet")
    pq.write_table(made.alerts, answers / "alerts.parquet")
    print(json.dumps({"women": women * rounds, "seconds": spent, "cpu": used, "rounds": rounds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
