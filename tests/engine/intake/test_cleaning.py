"""The cleaning rules, cell by cell: what departments write, what it means, and what goes back with which reason."""

from datetime import date

import pyarrow as pa
import pytest

from wanhu.engine.intake.cells import Cleaned, emptied, trimmed
from wanhu.engine.intake.kinds import (
    AdultWeight,
    BirthWeight,
    Day,
    Gestation,
    Identity,
    Kind,
    Name,
    Number,
    Phone,
    Pressure,
    Qualitative,
    Setting,
    Sex,
)

TODAY = Setting(date(2026, 11, 23))


def clean(kind: Kind, text: str, setting: Setting = TODAY) -> Cleaned:
    """One cell, as the body of a file cleans it."""
    return kind.clean(emptied(trimmed(pa.array([text, None], pa.string())), kind.blanks), setting)


def value(kind: Kind, text: str, setting: Setting = TODAY):
    """What is read, or the reason in angle brackets."""
    found = clean(kind, text, setting)
    reason = found.reason[0].as_py()
    assert reason is None or found.values[0].as_py() is None
    return f"<{reason}>" if reason else found.values[0].as_py()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-3-5", date(2026, 3, 5)), ("2026/03/05", date(2026, 3, 5)), ("2026.3.5", date(2026, 3, 5)), ("20260305", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)), ("26.3.5", date(2026, 3, 5)), ("2026-03-05 14:35:00", date(2026, 3, 5)),
        ("2012-1-9 0:00:00", date(2012, 1, 9)), ("２０２６－３－５", date(2026, 3, 5)), ("2026-3-5 14:35", date(2026, 3, 5)),
        ("3/5/26", "<ambiguous-date>"), ("2026-02-30", "<impossible-date>"), ("2025-13-01", "<impossible-date>"),
        ("0000-00-00", "<unknown-date>"), ("1900-01-00", "<unknown-date>"), ("不详", "<unknown-date>"), ("未知", "<unknown-date>"),
        ("/", "<unknown-date>"), ("-", "<unknown-date>"), ("", None), ("2026-12-01", "<future-date>"), ("很久以前", "<unreadable-date>"),
        ("45000", date(2023, 3, 15)), ("46000", date(2025, 12, 9)), ("46000.5", date(2025, 12, 9)), ("60", "<impossible-date>"),
    ],
)  # fmt: skip
def test_dates(text: str, meant: object) -> None:
    assert value(Day(), text) == meant


def test_serials_of_old_macintosh_workbooks_count_from_1904() -> None:
    assert value(Day(), "43538", Setting(date(2026, 11, 23), date1904=True)) == date(2023, 3, 15)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("农历2026年正月初一", date(2026, 2, 17)), ("2025年腊月初八", date(2026, 1, 26)), ("阴历二〇二六年八月十五", date(2026, 9, 25)),
        ("农历2025年闰六月初一", date(2025, 7, 25)), ("正月初一", "<lunar-year-missing>"), ("农历2026年十三月初一", "<impossible-date>"),
    ],
)  # fmt: skip
def test_lunar_dates_are_converted_and_kept_as_written(text: str, meant: object) -> None:
    kind = Day(lunar=True)
    assert value(kind, text) == meant
    if isinstance(meant, date):
        assert clean(kind, text).also["_as_written"][0].as_py() == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("11010519491231002X", "11010519491231002X"), ("429000199003070029", "429000199003070029"), ("429000199003070037", "429000199003070037"),
        ("42900019900307007X", "42900019900307007X"), ("42900019900307007x", "42900019900307007X"), ("429000198802290015", "429000198802290015"),
        ("42900020260101104X", "42900020260101104X"), ("110105491231002", "11010519491231002X"), ("'429000199003070029", "429000199003070029"),
        ("４２９０００１９９００３０７００２９", "429000199003070029"), ("429000 19900307 0029", "429000199003070029"),
        ("42900019900307OO29", "429000199003070029"),
        ("429000199002300013", "<identity-birth-date>"), ("429000199003070028", "<identity-check-digit>"), ("4.29004E+17", "<identity-scientific>"),
        ("429000199003070000", "<identity-rounded>"), ("42900019900307", "<identity-length>"), ("4290**********0029", "<identity-masked>"),
        ("无", None), ("", None),
    ],
)  # fmt: skip
def test_identity_numbers(text: str, meant: object) -> None:
    assert value(Identity(), text) == meant


def test_a_damaged_number_is_kept_for_matching_and_a_lost_one_is_not() -> None:
    def kept(text: str) -> str | None:
        found = clean(Identity(), text).kept
        assert found is not None
        return found[0].as_py()

    assert kept("429000199003070028") == "429000199003070028"
    assert kept("4.29004E+17") is None
    assert kept("429000199003070000") is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("13812345678", "13812345678"), ("138 1234 5678", "13812345678"), ("138-1234-5678", "13812345678"), ("+8613812345678", "13812345678"),
        ("008613812345678", "13812345678"), ("013812345678", "13812345678"), ("１３８１２３４５６７８", "13812345678"), ("13812345678.0", "13812345678"),
        ("'13812345678", "13812345678"), ("0728-3221234", "0728-3221234"), ("07283221234", "0728-3221234"),
        ("1.38E+10", "<phone-scientific>"), ("12812345678", "<unreadable-phone>"), ("1381234567", "<unreadable-phone>"), ("", None),
    ],
)  # fmt: skip
def test_telephones(text: str, meant: object) -> None:
    assert value(Phone(), text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("张三", "张三"), ("张 三", "张三"), ("张　三", "张三"), ("张三(代)", "张三"), ("张三（代）", "张三"), ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"), ("剅埫䶮", "剅埫䶮"), ("㛃㐂", "㛃㐂"), ("李梅女士", "李梅"), ("12345", "<unreadable-name>"),
        ("张三之女", "<unreadable-name>"),
    ],
)  # fmt: skip
def test_names(text: str, meant: object) -> None:
    assert value(Name(), text) == meant


@pytest.mark.parametrize("text", ["张三之女", "张三之子1", "新生儿", "张三之长女", "未取名"])
def test_a_newborn_without_a_name_is_no_error(text: str) -> None:
    assert value(Name(newborn=True), text) is None


@pytest.mark.parametrize("text", ["张?", "李□□", "王*芳", "赵yan", "\ue123丽"])
def test_a_name_with_a_lost_character_is_taken_and_trusted_less(text: str) -> None:
    remark = clean(Name(), text).remark
    assert remark is not None and remark[0].as_py() == "damaged-name"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("39+2", 275), ("39W2D", 275), ("39周+2天", 275), ("39周2", 275), ("275天", 275), ("39 2/7", 275), ("39周", 273), ("39", 273),
        ("39.2", "<ambiguous-gestation>"), ("39+9", "<out-of-range>"), ("46+0", "<out-of-range>"), ("足月", "<unreadable-gestation>"), ("", None),
    ],
)  # fmt: skip
def test_gestation(text: str, meant: object) -> None:
    assert value(Gestation(), text) == meant


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("3.2", "", 3200), ("3200", "", 3200), ("3.2kg", "", 3200), ("3200g", "", 3200), ("6.4", "斤", 3200), ("6.4斤", "", 3200), ("0.6", "", 600),
        ("9", "", "<unclear-weight-unit>"), ("32", "", "<unclear-weight-unit>"), ("320", "", "<unclear-weight-unit>"), ("很重", "", "<unreadable-number>"),
    ],
)  # fmt: skip
def test_birth_weights_in_grams(text: str, unit: str, meant: object) -> None:
    assert value(BirthWeight(), text, Setting(date(2026, 11, 23), unit=unit)) == meant


@pytest.mark.parametrize(("text", "meant"), [("55.5", 55.5), ("110斤", 55.0), ("220", "<unclear-weight-unit>"), ("12", "<unclear-weight-unit>")])
def test_weights_of_adults_in_kilograms(text: str, meant: object) -> None:
    assert value(AdultWeight(), text) == meant


@pytest.mark.parametrize(
    ("text", "high", "low", "remark"),
    [
        ("120/80", 120, 80, None), ("120-80", 120, 80, None), ("16/10.6kPa", 120, 80, "pressure-kpa"), ("80/120", 120, 80, "pressure-swapped"),
        ("120／80mmHg", 120, 80, None),
    ],
)  # fmt: skip
def test_blood_pressures(text: str, high: int, low: int, remark: str | None) -> None:
    found = clean(Pressure(), text)
    assert (found.values[0].as_py(), found.also["_low"][0].as_py()) == (high, low)
    assert found.remark is not None and found.remark[0].as_py() == remark


@pytest.mark.parametrize(("text", "reason"), [("120", "unreadable-pressure"), ("400/80", "out-of-range"), ("高", "unreadable-pressure")])
def test_wrong_blood_pressures_go_back(text: str, reason: str) -> None:
    assert value(Pressure(), text) == f"<{reason}>"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("(-)", "-"), ("阴性", "-"), ("-", "-"), ("neg", "-"), ("0", "-"), ("未见异常", "-"), ("未查", "not-tested"), ("±", "±"), ("+", "1+"), ("1+", "1+"),
        ("阳性(+)", "1+"), ("++", "2+"), ("紫色", "<unknown-code>"),
    ],
)  # fmt: skip
def test_signs_of_tests(text: str, meant: object) -> None:
    assert value(Qualitative(), text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("男", 1), ("女", 2), ("M", 1), ("F", 2), ("1", 1), ("2", 2), ("0", 0), ("9", 9), ("未知", 0), ("女婴", 2), ("甲", "<unknown-code>"), ("", None)],
)
def test_sexes(text: str, meant: object) -> None:
    assert value(Sex(), text) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("112", 112.0), ("112 g/L", 112.0), ("-5", "<out-of-range>"), ("900", "<out-of-range>"), ("十", "<unreadable-number>")]
)
def test_numbers_have_limits(text: str, meant: object) -> None:
    assert value(Number(20, 220, "g/l"), text) == meant
