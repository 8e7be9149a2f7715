"""Files as they arrive: every container, encoding and separator, and every way of not arriving whole."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from wanhu.engine.intake import CutShort, Empty, NotATable, Refused, Sheet, TooLarge, WrongEncoding, read

ROWS = [["姓名", "地址", "日期"], ["张䶮", "剅口村,3组", "2026-3-5"], ["李四", "埫口", ""]]


def lines(sheet: Sheet) -> list[list[str]]:
    """The grid as lists."""
    return [list(row) for row in zip(*(column.to_pylist() for column in sheet.columns), strict=True)]


def text(separator: str = "|", newline: str = "\r\n") -> str:
    return newline.join(separator.join(row) for row in ROWS) + newline


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("gb18030", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
@pytest.mark.parametrize("separator", ["\t", "|", ";"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_encodings_separators_and_line_ends(encoding: str, mark: bytes, separator: str, newline: str) -> None:
    sheet = read(mark + text(separator, newline).encode(encoding), "登记.xls")
    assert lines(sheet) == ROWS
    assert sheet.rows.to_pylist() == [1, 2, 3]
    assert (sheet.form, sheet.separator) == ("csv", separator)


def test_gb18030_keeps_characters_that_gb2312_lacks() -> None:
    assert read("姓名,村\n䶮㛃㐂,剅埫\n".encode("gb18030"), "a.csv").encoding == "gb18030"


def test_chinese_commas() -> None:
    assert lines(read("姓名，日期\n张三，2026-3-5\n".encode(), "a.csv")) == [["姓名", "日期"], ["张三", "2026-3-5"]]


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks() -> None:
    sheet = read('姓名,地址,注\r\n"张三","彭场镇,许湾村","说""好""了"\r\n"李四","上\r\n下",\r\n"王五",x,y\r\n'.encode(), "a.csv")
    assert lines(sheet)[1:] == [["张三", "彭场镇,许湾村", '说"好"了'], ["李四", "上\r\n下", ""], ["王五", "x", "y"]]
    assert sheet.rows.to_pylist() == [1, 2, 3, 4]


def test_quotation_marks_inside_cells_are_characters() -> None:
    assert lines(read('姓名,注,日期\n张三,约5"高","a,b"\n李四,6",c\n'.encode(), "a.csv"))[1:] == [
        ["张三", '约5"高"', "a,b"],
        ["李四", '6"', "c"],
    ]


def test_stray_returns_do_not_break_lines() -> None:
    assert lines(read(b"a,b\r\n1\rx,2\r\n", "a.csv")) == [["a", "b"], ["1 x", "2"]]
    assert lines(read(b"a,b\r1,2\r", "a.csv")) == [["a", "b"], ["1", "2"]]


def test_ragged_rows_are_evened_and_keep_their_numbers() -> None:
    assert lines(read(b"a,b,c\n1\n\n1,2,3\n", "a.csv")) == [["a", "b", "c"], ["1", "", ""], ["", "", ""], ["1", "2", "3"]]


def test_private_use_characters_are_pointed_out() -> None:
    assert len(read("姓名,村\n\ue5e5丽,a\n".encode(), "a.csv").warnings) == 1


def book(rows: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(row)
    hidden = made.create_sheet("字典")
    hidden.append(["代码", "含义"])
    hidden.sheet_state = "hidden"
    made.move_sheet(hidden, -1)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_xlsx_cells_become_text_and_hidden_sheets_are_not_read() -> None:
    rows: list[list[object]] = [
        ["号", "日期", "数", "证"],
        ["'001", datetime(2026, 3, 5), 3.5, 429000199003070029],
        [None, 46000, 12, "x"],
    ]
    sheet = read(book(rows), "a.csv")
    assert lines(sheet) == [
        ["号", "日期", "数", "证"],
        ["'001", "2026-03-05", "3.5", "429000199003070000"],
        ["", "46000", "12", "x"],
    ]
    assert (sheet.form, sheet.page) == ("xlsx", "Sheet")


def test_old_xls() -> None:
    made = xlwt.Workbook(encoding="utf-8")
    page = made.add_sheet("一")
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            page.write(at, column, cell)
    out = io.BytesIO()
    made.save(out)
    assert lines(read(out.getvalue(), "a.xlsx")) == ROWS


def test_a_web_page_that_calls_itself_xls() -> None:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = f"<html><body><table border=1><tr><th colspan=3>登记表</th></tr>{body}</table></body></html>"
    sheet = read(page.encode("gb18030"), "a.xls")
    assert lines(sheet) == [["登记表", "", ""], *ROWS]
    assert sheet.form == "html"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty(data: bytes) -> None:
    with pytest.raises(Empty):
        read(data, "a.csv")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"\x89PNG\r\n", "亲爱的同志\n你好\n".encode(), b"<html><body>hello</body></html>", b"a,b\0c,d\n"]
)
def test_not_a_table(data: bytes) -> None:
    with pytest.raises(NotATable):
        read(data, "a.csv")


def test_another_kind_of_archive_is_not_a_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("a.csv", "a,b\n1,2\n")
    with pytest.raises(NotATable, match="解压"):
        read(out.getvalue(), "a.xlsx")


def test_undecodable_bytes_are_named_by_position() -> None:
    data = "姓名,村\n张三,".encode() + b"\xff\xff" + ",李四,王五\n".encode()
    with pytest.raises(WrongEncoding) as error:
        read(data, "a.csv")
    assert error.value.positions[0] == data.index(b"\xff")
    assert str(data.index(b"\xff")) in error.value.text.zh and str(data.index(b"\xff")) in error.value.text.en


def test_a_file_cut_in_half_says_so() -> None:
    whole = book([["号", "名"], *([at, f"名字{at}"] for at in range(300))])
    for part in (whole[: len(whole) // 2], '姓名,村\n"张三","彭场'.encode(), "姓名,村,证\n张三,a,1\n李四,b,2\n王五,".encode(),
                 b"<table><tr><td>a</td><td>b</td></tr>"):  # fmt: skip
        with pytest.raises(CutShort):
            read(part, "a.xlsx")


def test_a_file_cut_inside_a_character_says_so() -> None:
    with pytest.raises(CutShort):
        read("姓名,村\n张三,彭场镇".encode()[:-1], "a.csv")


def test_too_large() -> None:
    with pytest.raises(TooLarge):
        read(b"a,b\n" * 1000, "a.csv", largest=1000)
    with pytest.raises(TooLarge):
        read(b"a,b\n" + b"x" * (1 << 20) + b",y\n", "a.csv")


@settings(max_examples=300, deadline=None)
@given(st.one_of(
    st.binary(max_size=300), st.binary(max_size=300).map(lambda data: b"PK\x03\x04" + data),
    st.binary(max_size=600).map(lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data), st.binary(max_size=300).map(lambda data: b"<table>" + data),
    st.text(alphabet='a1张"\n\r,\t|，;\'\0', max_size=200).map(str.encode),
))  # fmt: skip
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        sheet = read(data, "x")
    except Refused as refusal:
        assert refusal.text.zh and refusal.text.en
    else:
        assert all(len(column) == sheet.height for column in sheet.columns) and sheet.width > 0
