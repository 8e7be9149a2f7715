"""The embedded store is read whole by a process of its own, and survives it: what is open stays locked, what goes wrong is told."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from wanhu.web.worklist.sqlite_reader import NotRead, tables


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "some.sqlite3") as made:
        made.execute("pragma journal_mode = wal")
        made.execute("create table number (n integer)")
        made.executemany("insert into number values (?)", [(n,) for n in range(200_000)])
    made.close()
    return tmp_path / "some.sqlite3"


def test_each_query_is_answered_in_order(file: Path):
    one, two = tables(str(file), ["select n from number where n < 3 order by n", "select count(*) as c from number"])
    assert (one["n"].to_pylist(), two["c"].to_pylist()) == ([0, 1, 2], [200_000])


def test_a_query_that_cannot_be_says_why(file: Path):
    with pytest.raises(NotRead, match="no such table"):
        list(tables(str(file), ["select * from absent"]))


def test_no_second_sqlite_comes_into_this_process(file: Path):
    list(tables(str(file), ["select n from number"]))
    assert not [name for name in sys.modules if name.startswith("adbc_driver_sqlite")]


def test_a_writer_s_lock_outlives_the_reader(file: Path):
    """With both copies of SQLite in one process the reader's end released the writer's locks, and a second writer came in between."""
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("begin immediate")
    writer.execute("insert into number values (-1)")
    [seen] = tables(str(file), ["select count(*) as c from number"])
    assert seen["c"].to_pylist() == [200_000], "only what is committed"
    command = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute('begin immediate')"
    second = subprocess.run([sys.executable, "-c", command, str(file)], capture_output=True, text=True, check=False)
    assert "database is locked" in second.stderr
    writer.execute("commit")
    assert writer.execute("pragma integrity_check").fetchone() == ("ok",)
    writer.close()
