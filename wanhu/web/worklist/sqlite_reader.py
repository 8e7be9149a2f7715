"""Whole tables of the embedded store as Arrow, read by a process of its own: ``python -m wanhu.web.worklist.sqlite_reader FILE``.

The fast reader (ADBC) brings a second copy of SQLite with it. Two copies in one process do not know of each other's locks: when either closes the
file, the system drops the locks of both, the next opener takes the database for abandoned and cuts its index, and whoever still works on it
crashes or writes over it. In a process of its own the reader is one more honest user of the file.
("How To Corrupt An SQLite Database File", section 2.2.1, in the documentation of SQLite.)

Queries come as a JSON list on standard input; each is answered with one Arrow stream on standard output, in the same order.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

import pyarrow as pa

BATCH = 65_536  # rows


class NotRead(RuntimeError):
    """The reader ended with an error; its last words are the message."""


def tables(file: str, queries: list[str]) -> Iterator[pa.Table]:
    """The result of each query against the SQLite ``file``, one after the other; only committed rows. Raises ``NotRead``."""
    command = [sys.executable, "-m", __name__, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
        assert reader.stdin and reader.stdout and reader.stderr
        reader.stdin.write(json.dumps(queries).encode())
        reader.stdin.close()
        try:
            with pa.PythonFile(reader.stdout, mode="r") as stream:
                for _query in queries:
                    yield pa.ipc.open_stream(stream).read_all()
        except pa.ArrowInvalid as problem:
            raise NotRead(reader.stderr.read().decode(errors="replace").strip() or str(problem)) from problem
        finally:
            reader.kill()


def _answer(file: str) -> None:
    from adbc_driver_sqlite import dbapi

    with (
        dbapi.connect(f"file:{file}?mode=ro") as source,
        source.cursor() as cursor,
        pa.PythonFile(sys.stdout.buffer, mode="w") as sink,
    ):
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH)})
        for query in json.load(sys.stdin):
            cursor.execute(query)
            found = cursor.fetch_record_batch()
            with pa.ipc.new_stream(sink, found.schema) as stream:
                for batch in found:
                    stream.write_batch(batch)


if __name__ == "__main__":
    _answer(sys.argv[1])
