"""Every cleaning rule of departments' files, as the table a clerk would check it against. Numbers in names: rows of the specification."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from tests.engine.intake.sheets import AREAS, ON, clean, one
from wanhu.engine.intake.kinds import (
    Address,
    AdultWeight,
    Apgar,
    BirthWeight,
    Certificate,
    ChildWeight,
    Codes,
    Day,
    Gestation,
    Identity,
    Name,
    Number,
    Phone,
    Pressure,
    Qualitative,
    Sex,
    Truth,
    Words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45000", date(2023, 3, 15)), ("46000", date(2025, 12, 9)), ("61", date(1900, 3, 1)), ("60", "!impossible-date"),
        ("45000.75", date(2023, 3, 15)),
    ],
)  # fmt: skip
def test_4_serial_numbers_of_spreadsheets(text: str, expected: Any) -> None:
    assert one(Day(), text) == expected


def test_4_serial_numbers_of_1904() -> None:
    assert one(Day(), "43538", date1904=True) == date(2023, 3, 15)
    assert clean(Day(clock=True), ["45000.75"]).also["_minute"].to_pylist() == [18 * 60]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, date(2026, 3, 5)) for text in (
            "2026-3-5", "2026/03/05", "2026.3.5", "20260305", "2026年3月5日", "26.3.5", "2026-03-05 14:35:00", "２０２６-０３-０５", "2026-3-5 0:00:00",
            "2026-3-5 14:35", "'2026-3-5", " 2026-03-05 ", "2026-03-05T08:00", "2026年3月5日14时35分", "20260305.0", "2026年3月5号", "202603051435",
        )),
        ("3/5/26", "!ambiguous-date"), ("03/05/2026", "!ambiguous-date"), ("26/3/5", "!ambiguous-date"),
        *((text, "!unknown-date") for text in ("0000-00-00", "1900-01-00", "不详", "未知", "/", "-")),
        ("2026-02-30", "!impossible-date"), ("2025-13-01", "!impossible-date"), ("2023-02-29", "!impossible-date"), ("20261301", "!impossible-date"),
        ("2024-02-29", date(2024, 2, 29)), ("90.3.5", date(1990, 3, 5)),
        ("2026年3月", "!incomplete-date"), ("2026", "!incomplete-date"), ("昨天", "!unreadable-date"), ("12345678", "!impossible-date"),
        ("123456789", "!unreadable-date"),
        ("2026-11-01", date(2026, 11, 1)), ("2026-11-02", "!future-date"), ("1899-12-31", "!early-date"), ("", None),
    ],
)  # fmt: skip
def test_5_dates_in_words(text: str, expected: Any) -> None:
    assert one(Day(), text) == expected


def test_5_an_expected_date_may_lie_ahead() -> None:
    assert one(Day(ahead=320), "2027-08-01") == date(2027, 8, 1)
    assert one(Day(ahead=320), "2027-12-01") == "!future-date"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("农历2025年腊月初八", date(2026, 1, 26)), ("阴历2025年闰六月廿三", date(2025, 8, 16)), ("农历二〇二五年正月初一", date(2025, 1, 29)),
        ("2025年正月初一", date(2025, 1, 29)), ("农历2025-1-1", date(2025, 1, 29)), ("农历腊月初八", "!lunar-year-missing"),
        ("农历2025年闰七月初一", "!impossible-date"), ("农历2025年十三月初一", "!impossible-date"), ("农历不记得", "!impossible-date"),
    ],
)  # fmt: skip
def test_6_lunar_dates(text: str, expected: Any) -> None:
    assert one(Day(lunar=True), text) == expected


def test_6_lunar_dates_keep_what_was_written() -> None:
    found = clean(Day(lunar=True), ["农历2025年腊月初八", "2026-1-26", None])
    assert found.also["_as_written"].to_pylist() == ["农历2025年腊月初八", None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("429000199003070029", "429000199003070029"), ("429000199003070037", "429000199003070037"), ("42900019900307007X", "42900019900307007X"),
        ("42900019900307007x", "42900019900307007X"), ("429000198802290015", "429000198802290015"), ("42900020260101104X", "42900020260101104X"),
        ("429000199002300013", "!identity-birth-date"), ("429000199003070028", "!identity-check-digit"),
        ("429000900307002", "429000199003070029"),
        ("'429000199003070029", "429000199003070029"), ("４２９０００１９９００３０７００２９", "429000199003070029"),
        ("429000 19900307 0029", "429000199003070029"), ("429000-19900307-0029", "429000199003070029"),
        ("429000199003070029.0", "429000199003070029"),
        ("42900O199003070029", "429000199003070029"), ("4290001990030700l1", "!identity-check-digit"),
        ("4.29004E+17", "!identity-scientific"), ("429000199003070000", "!identity-rounded"), ("4290**********0029", "!identity-masked"),
        ("42900019900307002", "!identity-length"), ("E12345678", "!identity-other"), ("户口本", "!identity-other"),
        ("429000202611030021", "!identity-birth-date"), ("429000189003070021", "!identity-birth-date"),
        ("无", None), ("", None), ("/", None),
    ],
)  # fmt: skip
def test_7_identity_numbers(text: str, expected: Any) -> None:
    assert one(Identity(), text) == expected


def test_7_damaged_numbers_are_kept_for_matching_only_where_they_say_something() -> None:
    found = clean(
        Identity(), ["429000199003070028", "4.29004E+17", "429000199003070000", "42900019900307002", "429000199003070029"]
    )
    assert found.kept is not None
    assert found.kept.to_pylist() == ["429000199003070028", None, None, "42900019900307002", None]


def test_7_letters_read_as_digits_are_remarked_on() -> None:
    found = clean(Identity(), ["42900O199003070029"])
    assert found.remark is not None
    assert found.remark.to_pylist() == ["identity-repaired"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三", "张三"), (" 张 三 ", "张三"), ("张　三", "张三"), ("张三(代)", "张三"), ("张三（本人）", "张三"), ("张三女士", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"), ("阿依古丽.买买提", "阿依古丽·买买提"), ("阿依古丽．买买提", "阿依古丽·买买提"), ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("李䶮", "李䶮"), ("剅埫", "剅埫"), ("㛃㐂", "㛃㐂"), ("Mary Smith", "Mary Smith"),
        ("张三之女", None), ("张三之子1", None), ("新生儿", None), ("女婴", None), ("未取名", None), ("张三之大女", None), ("毛毛", None),
        ("子涵", "子涵"), ("王子", "王子"), ("王婴", "王婴"),
        ("123", "!unreadable-name"), ("=cmd()", "!unreadable-name"), ("13800000000", "!unreadable-name"), ("张" * 40, "!unreadable-name"),
    ],
)  # fmt: skip
def test_8_names(text: str, expected: Any) -> None:
    assert one(Name(newborn=True), text) == expected


def test_8_a_grown_woman_has_a_name() -> None:
    assert one(Name(), "张三之女") == "!unreadable-name"


@pytest.mark.parametrize("text", ["张?", "张□", "张*", "李yan", "张\ue123", "王"])
def test_2_names_with_lost_characters_are_kept_and_marked(text: str) -> None:
    found = clean(Name(), [text, "张三"])
    assert found.values[0].as_py() is not None
    assert found.remark is not None
    assert found.remark.to_pylist() == ["damaged-name", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("39+2", 275), ("39W2D", 275), ("39w2d", 275), ("39周+2天", 275), ("39周2", 275), ("39周2天", 275), ("275天", 275), ("39 2/7", 275), ("39＋2", 275),
        ("39", 273), ("39周", 273), ("孕39周", 273), ("39.2", "!ambiguous-gestation"), ("39.2周", "!ambiguous-gestation"), ("39+7", "!out-of-range"),
        ("0+0", 0), ("44+0", 308), ("44+1", "!out-of-range"), ("足月", "!unreadable-gestation"), ("12+6", 90), ("", None),
    ],
)  # fmt: skip
def test_9_gestational_age(text: str, expected: Any) -> None:
    assert one(Gestation(), text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("3.25", "", 3250), ("3250", "", 3250), ("3250g", "", 3250), ("3.25kg", "", 3250), ("3250克", "", 3250), ("3.25公斤", "g", 3250),
        ("6.5斤", "", 3250), ("6.5", "斤", 3250), ("6.5", "", 6500), ("0.4", "", 400), ("7000", "", 7000), ("3.2", "斤", "!unclear-weight-unit"),
        ("14", "斤", 7000), ("7.5", "", "!unclear-weight-unit"), ("300", "", "!unclear-weight-unit"), ("70000", "", "!unclear-weight-unit"),
        ("重", "", "!unreadable-number"), ("3,250", "g", 3250), ("", "", None),
    ],
)  # fmt: skip
def test_10_birth_weight(text: str, unit: str, expected: Any) -> None:
    assert one(BirthWeight(), text, unit=unit) == expected


def test_10_adult_and_child_weight() -> None:
    assert one(AdultWeight(), "60.5") == 60.5
    assert one(AdultWeight(), "240") == "!unclear-weight-unit"
    assert one(AdultWeight(), "121斤") == 60.5
    assert one(ChildWeight(), "9.8") == 9.8
    assert one(ChildWeight(), "3200g") == 3.2
    assert one(ChildWeight(), "98") == "!unclear-weight-unit"


@pytest.mark.parametrize(
    ("text", "high", "low", "remark"),
    [
        ("120/80", 120, 80, None), ("120-80", 120, 80, None), ("120／80mmHg", 120, 80, None), ("16/10.6kPa", 120, 80, "pressure-kpa"),
        ("16/10.6", 120, 80, "pressure-kpa"), ("80/120", 120, 80, "pressure-swapped"),
    ],
)  # fmt: skip
def test_11_blood_pressure(text: str, high: int, low: int, remark: str | None) -> None:
    found = clean(Pressure(), [text])
    assert found.remark is not None
    assert (found.values[0].as_py(), found.also["_low"][0].as_py(), found.remark[0].as_py()) == (high, low, remark)


def test_11_pressures_that_cannot_be() -> None:
    assert one(Pressure(), "400/80") == "!out-of-range"
    assert one(Pressure(), "120") == "!unreadable-pressure"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("(-)", "阴性", "-", "neg", "0", "未见异常", "（－）", "阴性(-)"), "-"), (("±", "+-", "弱阳性"), "±"), (("+", "1+", "阳性(+)", "(+)", "＋"), "1+"),
        (("++", "2+", "(++)"), "2+"), (("+++", "3+"), "3+"), (("未查", "未检"), "not-tested"), (("也许",), "!unknown-code"), (("",), None),
    ],
)  # fmt: skip
def test_12_qualitative_results(texts: tuple[str, ...], expected: Any) -> None:
    assert {text: one(Qualitative(), text) for text in texts} == dict.fromkeys(texts, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("男", 1),
        ("女", 2),
        ("M", 1),
        ("f", 2),
        ("1", 1),
        ("2", 2),
        ("0", 0),
        ("9", 9),
        ("未知", 0),
        ("男婴", 1),
        ("１", 1),
        ("公", "!unknown-code"),
        ("", None),
    ],
)
def test_13_sex(text: str, expected: Any) -> None:
    assert one(Sex(), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13800000000", "13800000000"), ("138 0000 0000", "13800000000"), ("138-0000-0000", "13800000000"), ("+8613800000000", "13800000000"),
        ("008613800000000", "13800000000"), ("013800000000", "13800000000"), ("１３８００００００００", "13800000000"), ("'13800000000", "13800000000"),
        ("13800000000.0", "13800000000"), ("+86 138 0000 0000", "13800000000"), ("13800000000/13900000000", "13800000000"),
        ("0728-3221234", "0728-3221234"), ("07283221234", "0728-3221234"), ("(0728)3221234", "0728-3221234"), ("027-82345678", "027-82345678"),
        ("0728-3221234-12", "0728-3221234-12"), ("010-62345678", "010-62345678"),
        ("1.38E+10", "!phone-scientific"), ("12800000000", "!unreadable-phone"), ("1380000000", "!unreadable-phone"),
        ("无电话", "!unreadable-phone"), ("无", None),
    ],
)  # fmt: skip
def test_14_telephones(text: str, expected: Any) -> None:
    assert one(Phone(), text) == expected


@pytest.mark.parametrize(
    ("text", "township", "village"),
    [
        ("湖北省仙桃市彭场镇许湾村3组", "429004109", "429004109201"), ("仙桃市彭场镇许湾村委会", "429004109", "429004109201"),
        ("彭场许湾", "429004109", "429004109201"), ("仙桃彭场镇 芦林湖社区 12号", "429004109", "429004109200"), ("彭场镇红旗大队", "429004109", "429004109201"),
        ("彭场镇共同村", "429004109", "429004109206"), ("沙湖镇共同村", "429004107", "429004107200"), ("沙湖原种场一场", "429004402", "429004402200"),
        ("沙湖镇", "429004107", None), ("某开发区彭场镇许湾村", "429004109", "429004109201"), ("许湾村委会5组", "429004109", "429004109201"),
        ("共同村委会", None, None), ("湖北省天门市", None, None), ("彭场镇不存在村", "429004109", None),
    ],
)  # fmt: skip
def test_15_addresses(text: str, township: str | None, village: str | None) -> None:
    found = clean(Address(), [text], areas=AREAS)
    assert (found.values[0].as_py(), found.also["_village"][0].as_py()) == (township, village)
    assert found.remark is not None
    assert found.remark[0].as_py() == (None if township else "unknown-address")


def test_15_the_senders_own_township_settles_a_village_of_several() -> None:
    found = clean(Address(), ["共同村委会3组", "外地"], areas=AREAS, default_area="429004107")
    assert found.also["_village"].to_pylist() == ["429004107200", None]
    assert found.values.to_pylist() == ["429004107", None]


def test_numbers_have_limits_and_may_carry_their_unit() -> None:
    kind = Number(20, 220, "g/l")
    assert [one(kind, text) for text in ("110", "110 g/L", "110.5", "１１０", "19", "221", "11O", "110 kg", "")] == [
        *(110.0, 110.0, 110.5, 110.0, "!out-of-range", "!out-of-range", "!unreadable-number", "!unreadable-number", None)
    ]
    assert one(Number(1, 9, whole=True), "1.5") == "!unreadable-number"
    assert one(Number(20, 65, "cm", scale=10), "49.5") == 495
    assert kind.limits() == ("20", "220 g/l")


def test_codes_truths_scores_and_papers() -> None:
    ways = Codes({"1": ("自然分娩", "顺产"), "5": ("剖宫产",)})
    assert [one(ways, text) for text in ("1", "顺产", "1.自然分娩", "剖宫产 ", "水中")] == ["1", "1", "1", "5", "!unknown-code"]
    assert one(Codes({"a": ()}, open=True), "b") is None
    assert [one(Truth(), text) for text in ("是", "无", "√", "也许")] == [True, False, True, "!unknown-code"]
    scores = clean(Apgar(), ["9-10-10", "9/10/10", "1分钟9分", "9", "11-10-10"])
    assert scores.values.to_pylist() == [9, 9, 9, 9, None]
    assert scores.also["_10"].to_pylist() == [10, 10, None, None, None]
    assert [one(Certificate(), text) for text in ("V420000001", " v 420000001", "42000001")] == [
        "V420000001",
        "V420000001",
        "!unknown-code",
    ]
    assert one(Words(5), "一二三四五六") == "!too-long"


def test_a_column_of_many_rows_is_cleaned_by_its_distinct_values() -> None:
    found = clean(Day(), ["2026-3-5", None, "2026-02-30"] * 1000)
    assert found.values.to_pylist()[:3] == [date(2026, 3, 5), None, None]
    assert pa.compute.count_distinct(found.reason).as_py() == 1  # pyright: ignore[reportAttributeAccessIssue]
    assert date(2026, 11, 1) == ON
