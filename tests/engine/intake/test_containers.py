"""What a file is, by its bytes; and every way in which it may fail to be a table, with words that its sender can act on."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.intake.sheets import csv, html, xls, xlsx
from wanhu.engine.intake import CutShort, Empty, NotATable, Refused, TooLarge, WrongEncoding, read

ROWS = [["姓名", "乡镇", "日期"], ["张三", "剅河镇", "2026-3-5"], ["李䶮", "长埫口镇", "2026-3-6"]]


def grid(data: bytes | Path, **options) -> list[list[str]]:
    return read(data, "file", **options).head()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_1_encodings_in_their_order(encoding: str) -> None:
    sheet = read(csv(ROWS, encoding), "a.csv")
    assert sheet.head() == ROWS
    assert sheet.encoding == encoding


def test_1_gbk_is_read_as_its_superset() -> None:
    assert read("姓名,日期\r\n张三,1\r\n".encode("gbk"), "a.csv").encoding == "gb18030"


def test_1_undecodable_bytes_are_given_by_position() -> None:
    good = csv(ROWS, "gb18030")
    with pytest.raises(WrongEncoding) as caught:
        read(good[:10] + b"\xff" + good[10:], "a.csv")
    assert caught.value.positions[0] == 10
    assert "10" in caught.value.text.zh
    assert "byte 10" in caught.value.text.en


def test_1_a_mark_is_believed() -> None:
    with pytest.raises(WrongEncoding) as caught:
        read(b"\xef\xbb\xbf" + b"a,b\r\n" + "姓,名\r\n".encode("gb18030") * 3, "a.csv")
    assert caught.value.positions[0] == 8


def test_1_invented_characters_are_remarked_on() -> None:
    assert "私用区" in read(csv([["a", "b"], ["张\ue123", "1"]]), "a.csv").warnings[0].zh


@pytest.mark.parametrize("separator", [",", "\t", "|", ";", "，"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_3_separators_and_line_ends(separator: str, newline: str) -> None:
    assert grid(csv(ROWS, separator=separator, newline=newline)) == ROWS


def test_3_quoted_cells_may_hold_separators_quotes_and_lines() -> None:
    sheet = read('姓名,地址,说明\r\n"张,三","彭场镇\r\n许湾村","他说""好"""\r\n李四,b,c\r\n'.encode(), "a.csv")
    assert sheet.head()[1] == ["张,三", "彭场镇\r\n许湾村", '他说"好"']
    assert sheet.rows.to_pylist() == [1, 2, 3]


def test_3_short_rows_are_filled_and_long_ones_kept() -> None:
    assert grid(b"a,b,c\n1\n1,2,3,4\n\n1,2,3\n") == [
        ["a", "b", "c", ""],
        ["1", "", "", ""],
        ["1", "2", "3", "4"],
        ["", "", "", ""],
        ["1", "2", "3", ""],
    ]


def test_3_a_stray_quotation_mark_does_not_swallow_the_file() -> None:
    sheet = read(b'a,b\n5"3,x\n6,y\n', "a.csv")
    assert sheet.head() == [["a", "b"], ['5"3', "x"], ["6", "y"]]
    assert "双引号" in sheet.warnings[0].zh


@pytest.mark.parametrize(("make", "form"), [(xls, "xls"), (xlsx, "xlsx"), (html, "html"), (csv, "csv")])
def test_3_the_container_is_known_by_its_bytes(make, form: str) -> None:
    sheet = read(make(ROWS), "花名册.xls")
    assert sheet.form == form
    assert sheet.head() == ROWS


def test_3_hidden_sheets_are_not_read() -> None:
    assert grid(xlsx(ROWS, hidden=[["机密", "x"], ["1", "2"]])) == ROWS


def test_4_cells_of_a_workbook_become_what_a_clerk_would_type() -> None:
    row = [
        date(2026, 3, 5),
        datetime(2026, 3, 5, 14, 35),
        46000,
        3.25,
        0.1 + 0.2,
        True,
        13800000000,
        429000199003070029,
        None,
        "男",
    ]
    head = grid(xlsx([["a"] * 10, row]))[1]
    assert head == [
        "2026-03-05",
        "2026-03-05 14:35:00",
        "46000",
        "3.25",
        "0.3",
        "是",
        "13800000000",
        "429000199003070000",
        "",
        "男",
    ]


@pytest.mark.parametrize("make", [xls, xlsx])
def test_4_old_macintosh_workbooks_count_from_1904(make) -> None:
    assert read(make(ROWS, old_mac=True), "a").date1904
    assert not read(make(ROWS), "a").date1904


def test_3_merged_cells_of_a_web_page_keep_their_columns() -> None:
    page = "<table><tr><th colspan=2>母亲</th><th rowspan=2>日期</th></tr><tr><th>姓名</th><th>电话</th></tr><tr><td>张<br>三</td><td>1</td><td>2</td></tr></table>"
    assert grid(page.encode()) == [["母亲", "", "日期"], ["姓名", "电话", ""], ["张\n三", "1", "2"]]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Empty), (b" \r\n \r\n", Empty), (b"%PDF-1.7 ...", NotATable), (b"\x89PNG\r\n", NotATable), (b"Rar!\x1a\x07", NotATable),
        ("就是一段话，没有表格".encode()[:9], NotATable), ("一行\r\n又一行\r\n".encode(), NotATable), (b"a,b\0c\r\n1,2\r\n", NotATable),
        (b"<html><body>login</body></html>", NotATable), (xlsx(ROWS)[:-200], CutShort), (xls(ROWS)[: len(xls(ROWS)) // 3], CutShort),
        (html(ROWS)[:-30], CutShort), (csv(ROWS * 3)[:-6].rsplit(b",", 1)[0], CutShort), (b'a,b\r\n1,"2\r\n3,4,5\r\n', CutShort),
        (csv(ROWS)[:-3][:-9], CutShort), (b"a," * 2000 + b"\n1,2\n", NotATable),
    ],
)  # fmt: skip
def test_files_that_are_refused_say_why_in_both_languages(data: bytes, kind: type[Refused]) -> None:
    with pytest.raises(kind) as caught:
        read(data, "a.xls")
    assert len(caught.value.text.zh) > 10
    assert len(caught.value.text.en) > 10


def test_a_last_row_that_breaks_off_is_no_row() -> None:
    whole = "a,b,c\n1,2,3\n4,5,6\n7,8,9"
    assert len(grid(whole.encode())) == 4
    with pytest.raises(CutShort):
        read(whole[:-2].encode(), "a.csv")


def test_one_endless_line_never_reaches_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,2\n")
        file.seek(10 << 30)
        file.write(b"\n")
    with pytest.raises(TooLarge):
        read(path, "huge.csv")


def test_limits_are_given(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="1 KB"):
        read(b"a,b\n" + b"x" * 3000 + b",1\n", "a.csv", longest=1024)
    with pytest.raises(TooLarge, match="MB"):
        read(b"a,b\n" * 1000, "a.csv", largest=100)
    path = tmp_path / "a.csv"
    path.write_bytes(csv(ROWS))
    assert grid(path) == ROWS


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")),
                 st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
                 st.binary(max_size=600).map(lambda tail: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + tail),
                 st.text(alphabet='<table>trd/ a=1"', max_size=200).map(lambda text: ("<" + text).encode())))  # fmt: skip
def test_random_bytes_are_read_or_refused_and_never_anything_else(data: bytes) -> None:
    try:
        sheet = read(data, "x")
    except Refused as refusal:
        assert refusal.text.zh
    else:
        assert all(len(column) == sheet.height for column in sheet.columns)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6000), st.integers(0, 255), st.sampled_from([xlsx(ROWS), xls(ROWS), csv(ROWS, "gb18030"), html(ROWS)]))
def test_one_wrong_byte_never_crashes_the_reader(at: int, byte: int, data: bytes) -> None:
    changed = bytearray(data)
    changed[at % len(data)] = byte
    try:
        read(bytes(changed), "x")
    except Refused as refusal:
        assert refusal.text.en
