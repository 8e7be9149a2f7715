"""Who is who on a made-up city, measured beside Splink as it comes out of the box, on the same rows in the same run.

    python bench/linkage.py 100000 1000000

Prints for each size: precision and recall over pairs of mentions before and after the questions are answered from the truth (each round
answers every open question), questions for 1,000 people, seconds and peak memory; a day's 10,000 new mentions linked by themselves; and
Splink's own comparisons, blocking and clustering with its default parameters trained in the usual way.
"""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

from wanhu.engine.linkage import keep, pairs, prepare, resolve, shipped
from wanhu.engine.linkage.score import score

ROUNDS = 3


def make(size: int, seed: int, folder: str) -> None:
    from tests.engine.linkage.city import build

    city = build(size, seed)
    pq.write_table(city.mentions, f"{folder}/mentions.parquet")
    pq.write_table(city.truth, f"{folder}/truth.parquet")


def ours(folder: str) -> None:
    mentions, truth = pq.read_table(f"{folder}/mentions.parquet"), pq.read_table(f"{folder}/truth.parquet")
    start = time.perf_counter()
    held = prepare(mentions, shipped().surnames)
    prepared = time.perf_counter()
    found = pairs(held)
    paired = time.perf_counter()
    result = resolve(held, found)
    done = time.perf_counter()
    print(
        f"  prepare {prepared - start:.1f} s · pairs {paired - prepared:.1f} s"
        f" · resolve {done - paired:.1f} s · total {done - start:.1f} s · peak {peak():,.0f} MB"
    )
    decided: pa.Table | None = None
    asked = 0
    people = dict(zip(truth["mention"].to_pylist(), truth["person"].to_pylist(), strict=True))
    for turn in range(ROUNDS + 1):
        s = score(result.person_of, truth)
        if turn == 0:
            print(
                "  recall by error: " + " · ".join(f"{kind} {share:.3f} ({count})" for kind, (count, share) in s.by_error.items())
            )
        print(f"  answered {1000 * asked / s.people:.2f}/1,000 people: precision {s.precision:.5f}"
              f" recall {s.recall:.5f} mixed {s.mixed} torn {s.torn} "
              f"people {s.people:,} found {s.found:,} · open questions {1000 * result.reviews.num_rows / s.people:.2f}/1,000")  # fmt: skip
        a, b = result.reviews["a"].to_pylist(), result.reviews["b"].to_pylist()
        if turn == ROUNDS or not a:
            break
        answers = pa.table({"a": a, "b": b, "same": [people[x] == people[y] for x, y in zip(a, b, strict=True)]})
        decided = answers if decided is None else pa.concat_tables([decided, answers])
        asked += len(a)
        result = resolve(held, found, decided, result.person_of)


def day(folder: str) -> None:
    """The last 10,000 mentions as a day's delivery, against all the others."""
    mentions = pq.read_table(f"{folder}/mentions.parquet")
    # whole rows: those that the last 10,000 mentions stand in
    rows = mentions["delivery"].to_numpy() * 2**32 + mentions["row"].to_numpy()
    later = np.isin(rows, rows[-10_000:])
    order = pa.array(np.argsort(later, kind="stable"))
    numbers = mentions["mention"]
    mentions = mentions.take(order).set_column(mentions.column_names.index("mention"), "mention", numbers)
    new = numbers.slice(int((~later).sum()))
    before = pairs(mentions.slice(0, int((~later).sum())))
    start = time.perf_counter()
    held = prepare(mentions, shipped().surnames, new=new)
    prepared = time.perf_counter()
    fresh = pairs(held)
    paired = time.perf_counter()
    resolve(held, keep(before.table, fresh))
    print(f"  a day's {len(new):,} new: prepare {prepared - start:.1f} s"
          f" · pairs {paired - prepared:.1f} s · resolve everyone {time.perf_counter() - paired:.1f} s "
          f"· {fresh.table.num_rows:,} pairs · {len(fresh.rescored):,} old mentions scored again")  # fmt: skip


def splink(folder: str) -> None:
    """Splink's comparisons for names and dates, exact number and phone, simple blocking, EM, one threshold."""
    import logging

    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as cl

    truth = pq.read_table(f"{folder}/truth.parquet")
    con = duckdb.connect(config={"threads": 2})
    con.execute("SET enable_progress_bar = false")
    rows = con.sql(f"""SELECT mention AS unique_id, role, name AS full_name, birth_date::VARCHAR AS dob, id_number, phone, mother_name, township
        FROM '{folder}/mentions.parquet'""").to_arrow_table()
    logging.getLogger("splink").setLevel(logging.ERROR)
    start = time.perf_counter()
    same_role = " AND l.role = r.role"
    numbered: Any = block_on("id_number")
    rules: list[Any] = [
        f"l.id_number = r.id_number{same_role}",
        f"l.full_name = r.full_name AND l.dob = r.dob{same_role}",
        f"l.phone = r.phone AND l.full_name = r.full_name{same_role}",
    ]
    api = DuckDBAPI(con)
    linker = Linker(api.register(rows, table_name="people"), SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.NameComparison("full_name"), cl.DateOfBirthComparison("dob", input_is_string=True), cl.ExactMatch("id_number"),
                     cl.ExactMatch("phone"), cl.NameComparison("mother_name"), cl.ExactMatch("township")],
        blocking_rules_to_generate_predictions=rules,
    ), log_level=None)  # fmt: skip
    linker.training.estimate_probability_two_random_records_match([numbered], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone", "full_name"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("full_name", "dob"))
    scored = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=0.95)
    person_of = con.sql(
        f"SELECT unique_id AS mention, dense_rank() OVER (ORDER BY cluster_id) AS person FROM {clusters.physical_name}"
    ).to_arrow_table()
    s = score(person_of, truth)
    print(
        f"  Splink as it comes: precision {s.precision:.5f} recall {s.recall:.5f}"
        f" mixed {s.mixed} torn {s.torn} · {time.perf_counter() - start:.1f} s · peak {peak():,.0f} MB"
    )


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(task: Callable[..., None], *args: object) -> None:
    """Each measurement in a process of its own, so that peak memory is its own."""
    process = multiprocessing.get_context("spawn").Process(target=task, args=args)
    process.start()
    process.join()
    if process.exitcode:
        print(f"  {task.__name__} ended with {process.exitcode}")


def main() -> None:
    import tempfile

    for size in [int(a) for a in sys.argv[1:]] or [100_000]:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{size:,} mentions")
            for task, args in ((make, (size, 42, folder)), (ours, (folder,)), (day, (folder,)), (splink, (folder,))):
                apart(task, *args)


if __name__ == "__main__":
    main()
