"""Facts read from Wanhu's own files, a few rows at a time, are those that rows in memory hold: late, corrected, in several files, in any order."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_of import Book
from wanhu.engine.arrow import ARROW
from wanhu.engine.evaluation import reading
from wanhu.engine.evaluation.facts import Moment, Rows, from_parquet
from wanhu.engine.evaluation.reading import DAY_BITS, LARGEST_SUBJECT, SUBJECT_SHIFT, Layer, Request, Track, in_order
from wanhu.engine.evaluation.sheets import as_written
from wanhu.engine.evaluation.values import Coded
from wanhu.engine.tables import TABLES, Kind

ON = date(2026, 11, 23)
EARLY, KNOWN_AT, LATE = datetime(2026, 3, 1), datetime(2026, 6, 1), datetime(2026, 9, 1)
VALUES = Request("measurement", "person", (Track("code", ("weight",)), Track("code", ("height",))), ("value",))
REQUESTS = (
    VALUES,
    Request("measurement", "pregnancy", (Track("code", ("weight", "height")),)),
    Request("measurement", "person", (Track("*", ("*",)),), ("value", "code")),
    Request("residence", "person", (Track("*", ("*",)),), ("area",), known="area"),
    Request("consent", "person", (Track("purpose", ("record",)),), ("given",)),
    Request("finding", "person", (Track("code", ("oedema",), ("value", ("yes",))), Track("code", ("oedema",), ("value", ("no",)))), ("value",)),
)  # fmt: skip


def some_facts(random: Random, people: Sequence[int], instants: tuple[datetime, ...] = (EARLY, KNOWN_AT, LATE)) -> Book:
    book = Book()
    for number in range(160):
        about = {
            "person": random.choice(people),
            "happened": random.choice((date(2026, 1, 1), date(2026, 5, 1), ON, date(2026, 12, 1))),
            "recorded": random.choice(instants),
        }
        match number % 4:
            case 0:
                values = {"code": random.choice(("weight", "height", "other")), "value": float(number)}
                earlier = book.facts["measurement"]
                if earlier and random.random() < 0.3:
                    values |= {"supersedes": random.choice(earlier)["id"], "void": random.random() < 0.3}
                book.add("measurement", **about, **values, pregnancy=random.choice((None, 7, 8)))
            case 1:
                book.add("residence", **about, area=random.choice((None, "429000001001", "429000001002")))
            case 2:
                book.add("finding", **about, code=random.choice(("oedema", "eyes")), value=random.choice(("yes", "no", "unsure")))
            case 3:
                book.add("consent", **about, purpose=random.choice(("record", "home-visit")), given=random.choice((True, False)))
    return book


def written(book: Book, folder: Path, *, files: int, group: int) -> None:
    for name in ("measurement", "residence", "finding", "consent"):
        (folder / name).mkdir()
        kinds = {column: one.kind for column, one in TABLES[name].columns().items()}
        schema = pa.schema([(column, pa.uuid() if kind is Kind.UUID else ARROW[kind]) for column, kind in kinds.items()])
        for number in range(files):
            rows = [
                {c: v.bytes if kinds[c] is Kind.UUID and v is not None else v for c, v in row.items()}
                for row in book.facts[name][number::files]
            ]
            pq.write_table(pa.Table.from_pylist(rows, schema), folder / name / f"{number}.parquet", row_group_size=group)


def told(layer: Layer) -> tuple:
    columns = {
        name: [None if code < 0 else column.names[code] for code in column.codes]
        if isinstance(column, Coded)
        else column.tolist()
        for name, column in layer.columns.items()
    }
    return layer.keys.tolist(), columns


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("files", "group"), [(1, 1000), (1, 7), (3, 5)])
def test_files_in_small_pieces_give_what_rows_give(tmp_path: Path, seed: int, files: int, group: int) -> None:
    book = some_facts(Random(seed), range(1, 6))
    written(book, tmp_path, files=files, group=group)
    rows, moment = Rows({name: [tuple(row.values()) for row in kept] for name, kept in book.facts.items()}), Moment(ON, KNOWN_AT)
    with duckdb.connect() as connection:
        facts = from_parquet(connection, tmp_path)
        assert set(facts.files) == {"measurement", "residence", "finding", "consent"}
        read = facts.layers(REQUESTS, moment)
    assert list(map(told, read)) == [told(rows.layer(request, moment)) for request in REQUESTS]
    assert all(len(layer.keys) for layer in read), "something is asked of each table"


def test_a_file_written_otherwise_is_left_to_duckdb(tmp_path: Path) -> None:
    book = some_facts(Random(1), range(1, 6))
    written(book, tmp_path, files=1, group=50)
    path = tmp_path / "residence" / "0.parquet"
    assert as_written("residence", path)
    pq.write_table(pq.read_table(path).set_column(1, "person", pa.array([1] * 40, pa.int32())), path)
    assert not as_written("residence", path)
    pq.write_table(pq.read_table(path).drop_columns(["area"]), path)
    assert not as_written("residence", path)


@pytest.mark.parametrize("number", [-1, LARGEST_SUBJECT])
def test_a_number_that_no_key_has_room_for_is_refused(tmp_path: Path, number: int) -> None:
    book = some_facts(Random(2), [1, 2, number])
    written(book, tmp_path, files=1, group=50)
    with duckdb.connect() as connection, pytest.raises(ValueError, match="人员或妊娠编号须在 0 与"):
        from_parquet(connection, tmp_path).layers(REQUESTS, Moment(ON, KNOWN_AT))


@pytest.mark.parametrize("other", [Track("pregnancy", ("7",)), Track("code", ("weight",), given=("source", ("test",)))])
def test_facts_of_one_read_are_told_apart_by_one_column(tmp_path: Path, other: Track) -> None:
    told_by = Track("code", ("oedema",), given=("value", ("yes",)))
    written(some_facts(Random(3), range(1, 6)), tmp_path, files=1, group=50)
    with duckdb.connect() as connection, pytest.raises(ValueError, match="told apart by one column"):
        from_parquet(connection, tmp_path).layers([Request("finding", "person", (told_by, other))], Moment(ON, KNOWN_AT))


NUMBERS = st.lists(st.tuples(st.sampled_from([0, 1, 5, 2**20, LARGEST_SUBJECT - 1]), st.integers(0, 255), st.integers(0, 2**18 - 1)), max_size=40)  # fmt: skip


@given(NUMBERS, st.sampled_from([64, 40, 10]), st.sampled_from([1, 3, 1 << 16]))
def test_keys_packed_with_their_places_are_sorted_as_keys_are(facts: list[tuple[int, int, int]], word: int, portion: int) -> None:
    """Whether or not key and place fit into one number, and those of one key stay in the order in which they came."""
    keys = np.array([(subject << SUBJECT_SHIFT) | (track << DAY_BITS) | day for subject, track, day in facts * 2], np.int64)
    order = np.argsort(keys, kind="stable")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "_WORD", word)
        patched.setattr(reading, "_STRETCH", portion)
        made = in_order(keys.copy(), {"place": np.arange(len(keys), dtype=np.float64)})
    assert made.keys.tolist() == keys[order].tolist()
    assert np.array_equal(np.asarray(made.columns["place"]), order)
