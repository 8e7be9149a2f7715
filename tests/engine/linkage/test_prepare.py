"""Cleaning: numbers, names, wrong columns, placeholders. Number vectors: GB 11643 and its worked example."""

from pathlib import Path

import duckdb
import pytest
import yaml

from tests.engine.linkage.rows import mentions
from wanhu.engine.linkage import numbers, prepare, shipped
from wanhu.engine.linkage.names import Surnames, sounds

SURNAMES = shipped().surnames
MOTHER, BABY, HUSBAND = "429000199003070029", "42900020260101104X", "429000199003070037"


def profile(**row: object) -> dict:
    return prepare(mentions(row), SURNAMES).profiles().to_pylist()[0]


@pytest.mark.parametrize(
    ("written", "valid"),
    [
        ("11010519491231002X", True), ("429000199003070029", True), ("429000199003070037", True), ("42900019900307007X", True),
        ("42900019900307007x", True), ("429000198802290015", True), ("429000199002300013", False), ("429000199003070028", False),
        ("42900020260101104X", True), ("110105491231002", True), ("4290001990 0307 0029", True),
        ("429OOO199003070029", True), ("4.29E+17", False), ("护照", False),
    ],
)  # fmt: skip
def test_identity_numbers(written: str, valid: bool) -> None:
    con = duckdb.connect()
    for macro in numbers.MACROS:
        con.execute(macro)
    found = con.execute("SELECT is_identity_number(eighteen(bare_number(?)))", [written]).fetchall()[0][0]
    assert found is valid


def test_fifteen_digits_become_eighteen() -> None:
    assert profile(role="mother", id_number="110105491231002", name="王芳")["id"] == "11010519491231002X"


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [("曾敏", "zengmin"), ("单雄", "shanxiong"), ("欧阳娜", "ouyangna"), ("解思思", "xiesisi"), ("王 小·明", "wangxiaoming")],
)
def test_surnames_are_read_from_our_table(name: str, pinyin: str) -> None:
    heard = sounds([name], SURNAMES)[name]
    assert heard is not None and heard.pinyin == pinyin


@pytest.mark.parametrize("name", ["之子", "之女", "王芳之女", "之子1", "新生儿", "王芳之大女", "李丽婴儿", "□□", "??", ""])
def test_a_newborn_without_a_name_has_no_name(name: str) -> None:
    assert sounds([name], SURNAMES)[name] is None


@pytest.mark.parametrize("name", ["王之子轩", "王子轩", "之恒", "李之女娟"])
def test_a_name_that_holds_the_words_is_a_name(name: str) -> None:
    assert sounds([name], SURNAMES)[name] is not None


def test_the_shipped_model_holds_the_table_that_is_reviewed() -> None:
    table = yaml.safe_load((Path(__file__).parents[3] / "wanhu/rules/parameters/surnames.yaml").read_text("utf-8"))
    assert Surnames(**table) == SURNAMES


def test_the_mothers_number_in_the_childs_column_is_the_mothers() -> None:
    row = profile(birth_date="2026-01-01", id_number=MOTHER, mother_name="王芳")
    assert (row["id"], row["num"], row["kin_id"]) == (None, None, MOTHER)


def test_swapped_columns_are_put_back() -> None:
    row = profile(birth_date="2026-01-01", id_number=MOTHER, mother_id_number=BABY, mother_name="王芳")
    assert (row["id"], row["kin_id"]) == (BABY, MOTHER)


def test_a_husbands_number_is_nobodys() -> None:
    assert profile(role="mother", name="王芳", id_number=HUSBAND)["num"] is None
    assert profile(birth_date="2026-01-01", mother_id_number=HUSBAND)["kin_num"] is None


def test_a_missing_birth_date_is_read_from_the_number() -> None:
    assert profile(role="mother", name="王芳", id_number=MOTHER)["dob8"] == "19900307"


def test_damaged_numbers_are_kept_as_text() -> None:
    row = profile(role="mother", name="王芳", id_number="429000199003070028")
    assert (row["id"], row["num"]) == (None, "429000199003070028")


@pytest.mark.parametrize(("carriers", "kept"), [(8, True), (9, False)])
def test_a_number_or_phone_of_more_than_eight_names_is_nobodys(carriers: int, kept: bool) -> None:
    names = ["王芳", "李娜", "张敏", "刘静", "陈丽", "杨艳", "黄娟", "赵霞", "吴兰"][:carriers]
    found = prepare(
        mentions(*({"role": "mother", "name": name, "id_number": MOTHER, "phone": "13900000000"} for name in names)), SURNAMES
    ).profiles()
    assert {row["id"] for row in found.to_pylist()} == ({MOTHER} if kept else {None})
    assert {row["phone"] for row in found.to_pylist()} == ({"13900000000"} if kept else {None})


def test_mother_and_child_of_a_row_lend_each_other_what_identifies_them() -> None:
    found = prepare(mentions({"row": 7, "role": "mother", "name": "王芳", "id_number": MOTHER, "phone": "13900000001"},
                             {"row": 7, "name": "之女", "birth_date": "2026-01-01", "certificate_number": "W420000001"}), SURNAMES)  # fmt: skip
    woman, baby = found.profiles().to_pylist()
    assert (woman["kin_dob8"], woman["certificate"]) == ("20260101", "W420000001")
    assert (baby["name"], baby["kin_id"], baby["phone"]) == (None, MOTHER, "13900000001")


def test_copies_are_folded_but_unmarked_birth_records_are_not() -> None:
    dose = {"feed": "immunisation", "name": "王一诺", "birth_date": "2026-01-01", "phone": "13900000001"}
    assert prepare(mentions(dose, dose, dose), SURNAMES).profiles().num_rows == 1
    birth = {"feed": "delivery-register", "birth_date": "2026-01-01", "mother_id_number": MOTHER}
    assert prepare(mentions(birth, birth), SURNAMES).profiles().num_rows == 2


def test_a_key_that_gathers_too_many_people_is_emptied() -> None:
    crowd = [
        {"name": f"王{chr(0x4E00 + i)}{chr(0x5000 + i)}", "birth_date": "2026-01-01", "township": "429004109"} for i in range(90)
    ]
    keys = {row["by_surname_place_date"] for row in prepare(mentions(*crowd), SURNAMES).profiles().to_pylist()}
    assert keys == {None}


@pytest.mark.parametrize(
    ("name", "order"), [("王芳之女2", 2), ("王芳之子1", 1), ("王芳小双", 2), ("王芳之女", None), ("王之2", None)]
)
def test_the_order_behind_a_placeholder_is_the_birth_order(name: str, order: int | None) -> None:
    assert profile(name=name, birth_date="2026-01-01")["birth_order"] == order
