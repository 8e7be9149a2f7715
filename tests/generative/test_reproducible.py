"""The same facts, rules, day and instant give the same bytes: again, in another order, in other portions, in another process, years later.

A list that somebody acted on can therefore be made again and shown to be that list. And a fact that comes late, however far back it
happened, touches nobody but those it is about.
"""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.facts_of import load
from tests.generative.crowded import crowded, fact
from wanhu.engine.colours import suggested
from wanhu.engine.due import MISSED_FOR, TO_DO, Lists, due, lists
from wanhu.engine.due import alerts as warnings
from wanhu.engine.evaluation import lists as running
from wanhu.engine.evaluation import people
from wanhu.engine.evaluation.facts import Facts, from_parquet, on_connection
from wanhu.engine.tables import TABLES
from wanhu.rules import RULEBOOK
from wanhu.synthetic.build import build
from wanhu.terminal import write

RUN_DAYS = st.integers(0, 400).map(lambda n: date(2025, 10, 1) + timedelta(days=n))
KNOWN = st.integers(0, 60).map(lambda n: datetime(2026, 9, 1) + timedelta(days=n))
ON, KNOWN_AT = date(2026, 11, 23), datetime(2027, 1, 1)
PATIENT = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def as_bytes(table: pa.Table) -> bytes:
    """The table as Arrow writes it in one piece: values, and what is unknown."""
    table = table.unify_dictionaries().combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def of(made: Lists) -> tuple[bytes, bytes]:
    return as_bytes(made.due), as_bytes(made.alerts)


def made_of(facts: Facts, on: date = ON, known_at: datetime = KNOWN_AT) -> tuple[bytes, bytes]:
    """Steps and alerts, every state, restricted rules too."""
    return of(lists(RULEBOOK, facts, on=on, known_at=known_at, restricted=True))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fact tables of a small synthetic city."""
    out = tmp_path_factory.mktemp("city")
    build(2_000, 11, ON, out)
    return out / "truth" / "facts"


@pytest.fixture(scope="module")
def usual(city: Path) -> tuple[bytes, bytes]:
    with duckdb.connect(config={"threads": 2}) as connection:
        made = lists(RULEBOOK, from_parquet(connection, city), on=ON, known_at=KNOWN_AT, restricted=True)
        assert made.due.num_rows > 10_000 and made.alerts.num_rows > 10, "a city on which something depends"
        return of(made)


@pytest.mark.parametrize("threads", [1, 4])
def test_however_many_threads_read(city: Path, usual: tuple[bytes, bytes], threads: int):
    with duckdb.connect(config={"threads": threads}) as connection:
        assert made_of(from_parquet(connection, city)) == usual


@pytest.mark.parametrize(("block", "threads"), [(64, 1), (501, 2), (64, 8), (10**6, 3)])
def test_in_whatever_portions_it_is_worked_out(
    city: Path, usual: tuple[bytes, bytes], monkeypatch: pytest.MonkeyPatch, block: int, threads: int
):
    monkeypatch.setattr(people, "BLOCK", block)
    monkeypatch.setattr(running, "THREADS", threads)
    with duckdb.connect(config={"threads": 2}) as connection:
        assert made_of(from_parquet(connection, city)) == usual


@pytest.mark.parametrize("order", ["hash(id)", "hash(id) DESC", "happened DESC, id", "recorded, hash(person), id"])
def test_in_whatever_order_the_facts_lie(city: Path, usual: tuple[bytes, bytes], order: str):
    with duckdb.connect(config={"threads": 2}) as connection:
        names = [name for name in TABLES if (city / f"{name}.parquet").exists()]
        for name in names:
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{city / name}.parquet') ORDER BY {order}")
        assert made_of(on_connection(connection, {name: name for name in names})) == usual


def test_another_process_with_another_hash_seed_writes_the_same_files(city: Path, tmp_path: Path):
    """Names of the files: which process. Sets and dictionaries must nowhere decide an order."""
    with duckdb.connect() as connection:
        facts = from_parquet(connection, city)
        warned = warnings(RULEBOOK, facts, on=ON, known_at=KNOWN_AT)
        write(due(RULEBOOK, facts, on=ON, known_at=KNOWN_AT, states=TO_DO, missed_for=MISSED_FOR), tmp_path / "due-here.parquet")
        write(warned, tmp_path / "alerts-here.parquet")
        write(suggested(warned, RULEBOOK), tmp_path / "colours-here.parquet")
    when = ["--facts", str(city), "--on", ON.isoformat(), "--known-at", KNOWN_AT.isoformat()]
    for seed, threads in (("1", "1"), ("4242", "4")):
        due_file, alerts_file, colours_file = (str(tmp_path / f"{name}-{seed}.parquet") for name in ("due", "alerts", "colours"))
        for command in (
            ["due", "--out", due_file], ["alerts", "--out", alerts_file, "--colours", colours_file],
        ):  # fmt: skip
            subprocess.run(
                [sys.executable, "-c", "from wanhu.cli import main; main()", *command, *when, "--threads", threads],
                env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True,
            )  # fmt: skip
    for name in ("due", "alerts", "colours"):
        written = [path.read_bytes() for path in sorted(tmp_path.glob(f"{name}-*.parquet"))]
        assert len(written) == 3 and len({sha256(one).hexdigest() for one in written}) == 1, name


@PATIENT
@given(crowded(), RUN_DAYS, KNOWN, st.randoms(use_true_random=False))
def test_any_facts_in_any_order(facts, on, known_at, random):
    shuffled = {name: random.sample(rows, len(rows)) for name, rows in facts.items()}
    assert made_of(load(facts), on, known_at) == made_of(load(shuffled), on, known_at)


@PATIENT
@given(crowded(), RUN_DAYS, KNOWN)
def test_an_earlier_list_can_be_made_again_after_later_facts_have_come(facts, on, known_at):
    """Also facts that correct, or take back, what was known then."""
    then = {name: [row for row in rows if row["recorded"] <= known_at] for name, rows in facts.items()}
    assert made_of(load(then), on, known_at) == made_of(load(facts), on, known_at)


@PATIENT
@given(crowded(), RUN_DAYS, KNOWN, st.data())
def test_a_late_fact_touches_only_those_it_is_about(facts, on, known_at, data):
    """Any fact of any day before: only the rows of its person, and of its pregnancy, may differ."""
    table, late = data.draw(fact())
    more = {name: list(rows) for name, rows in facts.items()}
    more[table].append(late | {"id": UUID(int=10**6), "recorded": datetime(2026, 8, 1)})
    before, after = (lists(RULEBOOK, load(one), on=on, known_at=known_at) for one in (facts, more))
    person, pregnancy = late["person"], late.get("pregnancy")
    for old, new in zip(before, after, strict=True):
        assert _others(old, person, pregnancy) == _others(new, person, pregnancy)


def _others(table: pa.Table, person: int, pregnancy: int | None) -> list[dict]:
    return [
        row for row in table.to_pylist()
        if row["person"] != person and (row["subject_kind"] != "pregnancy" or row["subject"] != pregnancy)
    ]  # fmt: skip
