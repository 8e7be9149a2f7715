"""Each line of a file is new, repeated or a correction; a row is counted once, however many babies it tells of."""

import pyarrow as pa

from wanhu.web.exchange.lines import LINES, sort

HELD = pa.table({"row_key": ["k1", "k2"], "row_hash": ["h1", "h2"]})


def lines(*rows: tuple[int, int, str, str]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(LINES.names, row, strict=True)) for row in rows], schema=LINES)


def what(*rows: tuple[int, int, str, str]) -> list[tuple[str, bool]]:
    return [(line["what"], line["stands"]) for line in sort(lines(*rows), HELD).lines.to_pylist()]


def test_new_repeated_corrected():
    assert what((2, 0, "k1", "h1"), (3, 0, "k2", "other"), (4, 0, "k3", "h3")) == [
        ("repeated", True), ("corrected", True), ("new", True),
    ]  # fmt: skip


def test_the_later_of_two_lines_of_one_file_stands():
    assert what((2, 0, "k9", "a"), (3, 0, "k9", "b")) == [("corrected", False), ("new", True)]
    assert what((2, 0, "k9", "a"), (3, 0, "k9", "a")) == [("repeated", False), ("new", True)]


def test_twins_of_one_row_count_as_one_row():
    both = sort(lines((2, 1, "k1", "h1"), (2, 2, "k2", "other"), (3, 1, "k3", "x")), HELD)
    assert (both.repeated, both.corrected) == (0, 1)
    assert sort(lines((2, 1, "k1", "h1"), (2, 2, "k2", "h2")), HELD)[1:] == (1, 0)
