"""The sealed folders of deliveries: what the store keeps of a file, and never the file itself.

Two tables are kept of each delivery, as Parquet sealed with AES-GCM: ``rows`` (the accepted rows, typed) and ``mentions`` (whom they
name). Facts are made from them again when a person is found to be two, so they stay as long as the facts do. Rows that were quarantined or
only counted are in neither. A folder's name is drawn at random: it says nothing about who sent what.
"""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from wanhu.web.base import sealing

DELIVERIES = "deliveries"
UPLOADS = "uploads"
LINKAGE = "linkage"


def home(kind: str) -> Path:
    """The folder under which sealed folders or files of a kind lie."""
    folder = Path(settings.HOME) / kind
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep_tables(tables: dict[str, pa.Table]) -> str:
    """Writes each table sealed into a new folder; returns the folder's name."""
    name = secrets.token_hex(12)
    folder = home(DELIVERIES) / name
    folder.mkdir(mode=0o700)
    for table_name, table in tables.items():
        write(folder / table_name, table)
    return name


def forget_tables(name: str) -> None:
    """Deletes a folder, because the transaction that was to name it failed."""
    shutil.rmtree(home(DELIVERIES) / name, ignore_errors=True)


def forget_linkage() -> None:
    """Deletes the pairs that linkage keeps; the next run compares everything again, with the same result."""
    shutil.rmtree(home(LINKAGE), ignore_errors=True)


def table(name: str, which: str, columns: Iterable[str] | None = None) -> pa.Table:
    """One table of a delivery's folder: ``rows`` or ``mentions``."""
    return read(home(DELIVERIES) / name / which, columns)


def write(path: Path, content: pa.Table) -> None:
    """One table as sealed Parquet; the place takes it whole or not at all."""
    sink = pa.BufferOutputStream()
    pq.write_table(content, sink, compression="zstd", compression_level=3)
    keep_bytes(path, sink.getvalue().to_pybytes())


def read(path: Path, columns: Iterable[str] | None = None) -> pa.Table:
    """The table that ``write`` wrote."""
    return pq.read_table(pa.BufferReader(read_bytes(path)), columns=None if columns is None else list(columns))


def keep_bytes(path: Path, data: bytes) -> None:
    """Bytes, sealed, readable by their owner alone."""
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(sealing.seal(data, "delivery"))
    fresh.replace(path)


def read_bytes(path: Path) -> bytes:
    """What ``keep_bytes`` kept."""
    return sealing.unseal(path.read_bytes(), "delivery")
