"""What becomes of rows: every one accepted, awaiting consent or sent back, none lost, none twice."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.intake.sheets import AREAS, ON, csv, html, xls, xlsx
from wanhu.engine.intake import Checked, Empty, NotThisFeed, check, count, facts, mentions, read, recognise
from wanhu.rules.feeds import FEEDS

AGREED = {"知情同意": "建档、提醒、家访、风险共享、接种", "同意日期": "2026-1-2", "同意方式": "书面"}
DOSE = {
    "儿童编码": "4290040000001", "儿童姓名": "张小明", "性别": "男", "出生日期": "2026-1-1", "身份证号": "", "母亲姓名": "李芳", "联系电话": "13800000000",
    "现住址": "仙桃市彭场镇许湾村3组", "疫苗名称": "乙肝疫苗(CHO)", "剂次": "1", "接种日期": "2026-1-1", **AGREED,
}  # fmt: skip
HANDBOOK = {
    "孕册号": "0012026000001", "建册日期": "2026-3-5", "建册孕周": "8+2", "姓名": "李芳", "出生日期": "1990-3-7", "身份证号": "429000199003070029",
    "联系电话": "13800000000", "居(暂)住地址": "彭场镇许湾村", "末次月经": "2026-1-6", "预产期": "2026-10-13", "血压": "120/80", "血红蛋白(g/L)": "118", **AGREED,
}  # fmt: skip
BIRTH = {
    "住院号": "A1", "产妇姓名": "李芳", "身份证号": "429000199003070029", "分娩日期": "2026-3-5 14:35", "孕周": "39+2", "出院日期": "2026-3-8",
    "新生儿性别": "女", "出生体重(g)": "3200", "新生儿结局": "存活", **AGREED,
}  # fmt: skip


def sheet(*rows: dict[str, Any], make=csv):
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return read(make([headers, *[[row.get(name, "") for name in headers] for row in rows]]), "f")


def checked(feed: str, *rows: dict[str, Any], on: date = ON, **options: Any) -> Checked:
    found = check(FEEDS[feed], sheet(*rows), on=on, areas=AREAS, **options)
    assert found.received == found.rows_accepted + found.rows_awaiting + found.rows_quarantined
    return found


def reasons(found: Checked) -> list[tuple[int, str, str]]:
    return [(row["row"], row["field"], row["reason"]) for row in found.quarantined.to_pylist()]


def remarks(found: Checked) -> set[tuple[str, str]]:
    return {(row["field"], row["reason"]) for row in found.warnings.to_pylist()}


def test_a_good_row_is_taken_with_everything_that_the_contract_names() -> None:
    found = checked("immunisation", DOSE)
    row = found.accepted.to_pylist()[0]
    assert (row["row"], row["part"], row["consent_how"], row["consented_on"]) == (2, 0, "paper", date(2026, 1, 2))
    assert row["consent_purposes"] == ["record", "reminders", "home-visit", "risk-sharing", "immunisation"]
    assert (row["product"], row["antigens"], row["village"], row["township"]) == ("HepB", ["HepB"], "429004109201", "429004109")
    assert row["natural_key"] == "4290040000001|HepB|2026-01-01"
    assert len(row["row_hash"]) == 32
    types = {field.name: field.type for field in found.accepted.schema}
    assert (types["row"], types["part"], types["consent_purposes"]) == (pa.int32(), pa.int16(), pa.list_(pa.string()))


def test_rows_go_back_with_words_in_both_languages() -> None:
    found = checked("immunisation", DOSE | {"接种日期": "3/5/26"})
    row = found.quarantined.to_pylist()[0]
    assert (row["row"], row["field"], row["header"], row["value"], row["reason"]) == (
        2,
        "given_on",
        "接种日期",
        "3/5/26",
        "ambiguous-date",
    )
    assert "接种日期" in row["message_zh"]
    assert "date given" in row["message_en"]
    assert row["remedy_zh"] and row["remedy_en"]


def test_rows_without_consent_wait_and_are_counted_by_township_and_month() -> None:
    silent = {name: "" for name in AGREED}
    found = checked(
        "immunisation", DOSE | silent, DOSE | silent | {"儿童编码": "2"}, DOSE | silent | {"儿童编码": "3", "现住址": "外地"}
    )
    assert (found.rows_accepted, found.rows_awaiting) == (0, 3)
    assert found.awaiting["consent_purposes"].null_count == 3
    assert count(FEEDS["immunisation"], found.awaiting).to_pylist() == [
        {"area": "429004109", "period": "2026-01", "rows": 2}, {"area": None, "period": "2026-01", "rows": 1},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "purposes"),
    [
        ("不同意", []),
        ("拒绝", []),
        ("同意", None),
        ("建档、提醒", ["record", "reminders"]),
        ("建档;家访", ["record", "home-visit"]),
        ("建档|福利", ["record", "benefits"]),
    ],
)
def test_consent_to_something_else_is_no_consent(said: str, purposes: list[str] | None) -> None:
    found = checked("immunisation", DOSE | {"知情同意": said})
    assert found.rows_awaiting == 1
    assert found.awaiting["consent_purposes"].to_pylist() == [purposes]
    assert (("consent_purposes", "consent-unclear") in remarks(found)) == (said == "同意")


def test_a_file_without_columns_of_consent_waits_as_a_whole() -> None:
    found = checked("immunisation", {name: value for name, value in DOSE.items() if name not in AGREED})
    assert found.rows_awaiting == 1


def test_consent_of_tomorrow_is_an_error_and_consent_without_a_day_a_remark() -> None:
    assert reasons(checked("immunisation", DOSE | {"同意日期": "2026-12-1"})) == [(2, "consented_on", "future-date")]
    found = checked("immunisation", DOSE | {"同意日期": ""})
    assert found.rows_accepted == 1
    assert ("consented_on", "consent-undated") in remarks(found)


def test_a_field_of_another_purpose_is_emptied_before_anything_is_made_of_it() -> None:
    import dataclasses

    feed = FEEDS["immunisation"]
    fields = tuple(dataclasses.replace(each, purpose="reminders") if each.code == "phone" else each for each in feed.fields)
    found = check(
        dataclasses.replace(feed, fields=fields), sheet(DOSE | {"知情同意": "接种"}, DOSE | {"儿童编码": "2"}), on=ON, areas=AREAS
    )
    assert found.accepted["phone"].to_pylist() == [None, "13800000000"]
    assert [(row["row"], row["reason"]) for row in found.warnings.to_pylist()] == [(2, "no-consent-for-field")]


@pytest.mark.parametrize(
    "header",
    ["政策属性", "社会抚养费（元）", "节育措施", "孕检情况", "婚姻状况", "胎儿性别", "是否违法生育", "查环查孕日期", "子 女 数"],
)
def test_forbidden_columns_are_dropped_and_only_counted(header: str) -> None:
    found = checked("immunisation", DOSE | {header: "机密值"}, DOSE | {"儿童编码": "2", header: ""})
    assert {"header": "".join(header.split()), "sort": "forbidden", "cells": 1} in found.dropped.to_pylist()
    for table in (found.accepted, found.awaiting, found.quarantined, found.warnings, found.dropped):
        assert "机密值" not in str(table.to_pylist())


def test_restricted_unneeded_and_unknown_columns_are_told_apart() -> None:
    found = checked(
        "maternity-handbook", HANDBOOK | {"高危评级": "紫", "梅毒筛查": "阴性", "HBsAg": "-", "丈夫姓名": "王五", "星座": "白羊"}
    )
    sorts = {row["header"]: row["sort"] for row in found.dropped.to_pylist()}
    assert sorts == {
        "高危评级": "restricted",
        "梅毒筛查": "restricted",
        "HBsAg": "restricted",
        "丈夫姓名": "unneeded",
        "星座": "unknown",
    }


def test_16_the_same_row_twice_is_one_event() -> None:
    found = checked("immunisation", DOSE, DOSE | {"疫苗批号": "B2"}, DOSE)
    assert found.rows_accepted == 1
    assert reasons(found) == [(3, "", "conflicting-row"), (4, "", "duplicate-row")]


def test_16_twins_are_no_duplicates_but_a_repeated_row_is() -> None:
    twin = BIRTH | {"新生儿性别": "男", "出生体重(g)": "2900"}
    found = checked("delivery-register", BIRTH, twin, twin)
    assert found.accepted["birth_order"].to_pylist() == [1, 2]
    assert reasons(found) == [(4, "", "duplicate-row")]


def test_16_one_delivery_under_two_admissions_is_remarked_on() -> None:
    found = checked("delivery-register", BIRTH, BIRTH | {"住院号": "B7"})
    assert found.rows_accepted == 2
    assert ("admission_number", "possible-duplicate") in remarks(found)


def test_blocks_of_newborns_become_parts_of_one_row() -> None:
    base = {name: value for name, value in BIRTH.items() if not name.startswith(("新生儿", "出生"))}
    twins = base | {
        "新生儿1性别": "女",
        "新生儿1出生体重(g)": "2500",
        "新生儿1结局": "存活",
        "新生儿2性别": "男",
        "新生儿2出生体重(g)": "2.4kg",
        "新生儿2结局": "存活",
    }
    single = twins | {"住院号": "A2", "身份证号": "", "新生儿2性别": "", "新生儿2出生体重(g)": "", "新生儿2结局": ""}
    found = checked("delivery-register", twins, single)
    assert found.received == 2
    assert [(row["row"], row["part"], row["sex"], row["weight_g"], row["birth_order"]) for row in found.accepted.to_pylist()] == [
        (2, 1, 2, 2500, 1), (2, 2, 1, 2400, 2), (3, 1, 2, 2500, 1),
    ]  # fmt: skip
    named = mentions(FEEDS["delivery-register"], found.accepted).to_pylist()
    assert [(row["row"], row["part"], row["role"], row["source_key"]) for row in named] == [
        (2, 0, "mother", "A1"), (2, 1, "child", "A1-1"), (2, 2, "child", "A1-2"), (3, 0, "mother", "A2"), (3, 1, "child", "A2-1"),
    ]  # fmt: skip


def test_one_bad_newborn_sends_the_row_back_once() -> None:
    base = {name: value for name, value in BIRTH.items() if not name.startswith(("新生儿", "出生"))}
    found = checked("delivery-register", base | {"新生儿1性别": "女", "新生儿2性别": "公", "新生儿2出生体重(g)": "90"})
    assert (found.received, found.rows_quarantined, found.rows_accepted) == (1, 1, 0)
    assert {reason for _, _, reason in reasons(found)} == {"unknown-code", "unclear-weight-unit"}


@pytest.mark.parametrize(
    ("feed", "row", "expected"),
    [
        ("delivery-register", BIRTH | {"末次月经": "2026-1-1"}, ("delivered_on", "implausible-interval")),
        ("delivery-register", BIRTH | {"末次月经": "2025-3-1"}, ("delivered_on", "implausible-interval")),
        ("delivery-register", BIRTH | {"出院日期": "2026-3-4"}, ("discharged_on", "out-of-order")),
        ("delivery-register", BIRTH | {"孕周": "26+0", "出生体重(g)": "4200"}, ("weight_g", "weight-for-gestation")),
        ("delivery-register", BIRTH | {"产后收缩压": "80", "产后舒张压": "120"}, ("systolic", "out-of-range")),
        ("maternity-handbook", HANDBOOK | {"出生日期": "2018-1-1", "身份证号": ""}, ("mother_birth_date", "implausible-age")),
        ("maternity-handbook", HANDBOOK | {"末次月经": "2026-3-6"}, ("registered_on", "implausible-interval")),
        ("immunisation", DOSE | {"接种日期": "2025-12-31"}, ("given_on", "out-of-order")),
        ("immunisation", DOSE | {"疫苗名称": "神奇疫苗"}, ("product", "unknown-vaccine")),
        ("immunisation", DOSE | {"接种日期": "2026-11-2"}, ("given_on", "future-date")),
        ("immunisation", DOSE | {"接种日期": ""}, ("given_on", "missing")),
        ("maternity-handbook", HANDBOOK | {"建册孕周": "8.2"}, ("gestation_days", "ambiguous-gestation")),
        ("maternity-handbook", HANDBOOK | {"血红蛋白(g/L)": "1118"}, ("haemoglobin", "out-of-range")),
    ],
)  # fmt: skip
def test_17_rows_that_cannot_be_go_back(feed: str, row: dict[str, str], expected: tuple[str, str]) -> None:
    found = checked(feed, row)
    assert expected in {(field, reason) for _, field, reason in reasons(found)}
    assert found.rows_accepted == 0


def test_17_two_deliveries_too_near() -> None:
    found = checked("delivery-register", BIRTH, BIRTH | {"住院号": "A9", "分娩日期": "2026-6-1", "出院日期": "2026-6-3"})
    assert (3, "delivered_on", "births-too-near") in reasons(found)
    assert found.rows_accepted == 1


def test_7_a_damaged_number_does_not_cost_the_row_when_name_and_birth_date_are_there() -> None:
    found = checked("maternity-handbook", HANDBOOK | {"身份证号": "429000199003070028"})
    assert found.accepted["mother_id_number"].to_pylist() == ["429000199003070028"]
    assert ("mother_id_number", "identity-damaged") in remarks(found)
    lost = checked("maternity-handbook", HANDBOOK | {"身份证号": "4.29E+17"})
    assert lost.accepted["mother_id_number"].to_pylist() == [None]
    assert ("mother_id_number", "identity-lost") in remarks(lost)
    without = checked("maternity-handbook", HANDBOOK | {"身份证号": "429000199003070028", "出生日期": ""})
    assert reasons(without) == [(2, "mother_id_number", "identity-check-digit")]


def test_7_the_mothers_number_in_the_childs_column_is_not_the_childs() -> None:
    found = checked("immunisation", DOSE | {"身份证号": "429000199003070029"})
    assert found.accepted["child_id_number"].to_pylist() == [None]
    assert ("child_id_number", "identity-of-another") in remarks(found)


def test_7_and_13_a_number_that_says_another_sex_is_remarked_on() -> None:
    assert ("mother_id_number", "identity-sex-differs") in remarks(
        checked("maternity-handbook", HANDBOOK | {"身份证号": "429000199003070037"})
    )
    dose = DOSE | {"身份证号": "42900020260101104X"}
    assert ("child_id_number", "identity-sex-differs") in remarks(checked("immunisation", dose))
    assert ("child_id_number", "identity-sex-differs") not in remarks(checked("immunisation", dose | {"性别": "女"}))


def test_14_a_telephone_of_many_people_is_remarked_on_and_a_bad_one_costs_no_row() -> None:
    many = [DOSE | {"儿童编码": str(at), "儿童姓名": f"张{name}"} for at, name in enumerate("一二三四五六七八九")]
    assert ("phone", "shared-phone") in remarks(checked("immunisation", *many))
    assert ("phone", "shared-phone") not in remarks(checked("immunisation", *many[:8]))
    found = checked("immunisation", DOSE | {"联系电话": "1.38E+10"})
    assert found.accepted["phone"].to_pylist() == [None]
    assert ("phone", "phone-scientific") in remarks(found)


def test_18_rows_are_the_same_whatever_the_files_order_and_dress() -> None:
    first = checked("immunisation", DOSE, DOSE | {"儿童编码": "2"})
    other = checked(
        "immunisation", DOSE | {"儿童编码": "2"}, DOSE | {"接种日期": "2026年1月1日", "性别": "M", "疫苗名称": "乙肝疫苗（CHO）"}
    )
    assert set(first.accepted["natural_key"].to_pylist()) == set(other.accepted["natural_key"].to_pylist())
    assert first.accepted["row_hash"][1] == other.accepted["row_hash"][0]
    corrected = checked("immunisation", DOSE | {"疫苗批号": "B9"})
    assert corrected.accepted["natural_key"][0] == first.accepted["natural_key"][0]
    assert corrected.accepted["row_hash"][0] != first.accepted["row_hash"][0]


@pytest.mark.parametrize("make", [csv, xlsx, xls, html])
def test_3_titles_units_totals_blank_lines_and_repeated_headers_are_no_rows(make) -> None:
    headers = list(HANDBOOK)
    unit = {"血压": "(mmHg)", "血红蛋白(g/L)": "g/L", "建册孕周": "周"}
    rows = [
        ["仙桃市孕产妇建册登记表（2026年3月）"], ["填报单位：彭场镇卫生院", "", "日期：2026-3-31"], headers, [unit.get(name, "") for name in headers],
        list(HANDBOOK.values()), [""] * len(headers), headers, list((HANDBOOK | {"孕册号": "2"}).values()), ["合  计", "2"], ["制表人：王五"],
    ]  # fmt: skip
    rows = [row + [""] * (len(headers) - len(row)) for row in rows]
    found = check(FEEDS["maternity-handbook"], read(make(rows), "f"), on=ON, areas=AREAS)
    assert found.accepted["row"].to_pylist() == [5, 8]
    assert found.skipped == {"blank": 1, "total": 1, "note": 1, "header": 1}


def test_3_headers_in_two_rows_with_merged_groups() -> None:
    top = ["产妇", "", "", "分娩情况", "", "新生儿1", "", "", "新生儿2", "", "", "知情同意情况", "", ""]
    low = [
        "住院号",
        "产妇\n姓名",
        "身份证号",
        "分娩日期",
        "孕 周",
        "性别",
        "出生体重（g）",
        "结局",
        "性别",
        "出生体重（g）",
        "结局",
        "知情同意",
        "同意日期",
        "同意方式",
    ]
    row = ["A1", "李芳", "", "2026-3-5", "37+1", "女", "2500", "存活", "男", "2450", "存活", *AGREED.values()]
    found = check(FEEDS["delivery-register"], read(xlsx([["登记表"], top, low, row]), "f"), on=ON)
    assert [(each["row"], each["part"], each["sex"], each["weight_g"]) for each in found.accepted.to_pylist()] == [
        (4, 1, 2, 2500),
        (4, 2, 1, 2450),
    ]


def test_3_headers_are_known_by_synonyms_width_spaces_and_stars() -> None:
    odd = {
        "*儿 童\n编码": "1",
        "宝宝姓名": "张三",
        "生日": "2026-1-1",
        "疫苗-名称": "卡介苗",
        "疫苗针次": "1",
        "接种日期（年月日）": "2026-1-1",
        **AGREED,
    }
    found = checked("immunisation", odd)
    assert found.accepted["product"].to_pylist() == ["BCG"]


def test_a_row_with_too_many_cells_goes_back() -> None:
    headers = list(DOSE)
    data = csv([headers, list(DOSE.values()), [*(DOSE | {"儿童编码": "2"}).values(), "多出来的"]])
    found = check(FEEDS["immunisation"], read(data, "f"), on=ON)
    assert reasons(found) == [(3, "", "row-shape")]


def test_another_feeds_file_is_named() -> None:
    given_sheet = sheet(HANDBOOK)
    with pytest.raises(NotThisFeed) as caught:
        check(FEEDS["immunisation"], given_sheet, on=ON, others=tuple(FEEDS.values()))
    assert caught.value.nearest == "maternity-handbook"
    assert "疫苗名称" in caught.value.text.zh
    assert "Maternity handbook" in caught.value.text.en
    assert recognise(given_sheet, tuple(FEEDS.values())) is FEEDS["maternity-handbook"]
    assert recognise(sheet({"a": "1", "b": "2"}), tuple(FEEDS.values())) is None


def test_a_header_without_rows_is_an_empty_file() -> None:
    with pytest.raises(Empty):
        check(FEEDS["immunisation"], read(csv([list(DOSE)]), "f"), on=ON)
    with pytest.raises(Empty):
        check(FEEDS["immunisation"], read(csv([list(DOSE), [""] * len(DOSE), ["合计"] + [""] * (len(DOSE) - 1)]), "f"), on=ON)


def test_rows_without_an_address_are_the_senders() -> None:
    found = checked("immunisation", DOSE | {"现住址": ""}, DOSE | {"儿童编码": "2", "现住址": "外地"}, default_area="429004107")
    assert found.accepted["township"].to_pylist() == ["429004107", None]


CELLS = st.one_of(
    st.sampled_from(["", "男", "2026-1-1", "39.2", "4.29E+17", "合计", "建档、接种", "不同意", "=1+1", "乙肝", "-", "429000199003070028", "张三之女", "0000-00-00"]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(FEEDS)), st.data())
def test_hostile_rows_are_all_accounted_for(code: str, data: st.DataObject) -> None:
    feed = FEEDS[code]
    headers = [each.label.zh for each in feed.fields if not each.block] + ["知情同意", "同意日期", "政策属性"]
    if feed.serial:
        headers += ["新生儿1性别", "新生儿1出生体重", "新生儿2性别", "新生儿2出生体重"]
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), min_size=1, max_size=8))
    try:
        found = check(feed, read(html([headers, *[[cell.replace("<", "").replace("&", "") for cell in row] for row in rows]]
                                      , "utf-8"), "f"), on=ON, areas=AREAS)  # fmt: skip
    except Empty:
        return
    assert found.received == found.rows_accepted + found.rows_awaiting + found.rows_quarantined
    assert found.received + sum(found.skipped.values()) == len(rows)
    told = [set(table["row"].to_pylist()) for table in (found.accepted, found.awaiting, found.quarantined)]
    assert len(set.union(*told)) == found.received
    people = mentions(feed, found.accepted)
    given_people = people.select(["row", "part", "role"]).append_column("person", pa.array(range(people.num_rows), pa.int64()))
    assert set(facts(feed, found.accepted, given_people)) == {each.table for each in feed.facts}
    assert sum(count(feed, found.awaiting)["rows"].to_pylist()) == found.rows_awaiting
