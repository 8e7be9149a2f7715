"""From accepted rows to facts: what a feed declares, once linkage has said who is who."""

from datetime import date
from typing import Any

import pyarrow as pa

from tests.engine.intake.test_checking import AGREED, BIRTH, DOSE, HANDBOOK, checked
from wanhu.engine.intake import Checked, facts, mentions
from wanhu.engine.tables import TABLES
from wanhu.rules.feeds import FEEDS


def told(code: str, found: Checked, without: str = "") -> dict[str, pa.Table]:
    """Facts with people numbered by role: mother 100 and up with pregnancy 7, children 200 and up."""
    named = mentions(FEEDS[code], found.accepted)
    rows = [row for row in named.to_pylist() if row["role"] != without]
    people = {
        "row": pa.array([row["row"] for row in rows], pa.int32()),
        "part": pa.array([row["part"] for row in rows], pa.int16()),
        "role": pa.array([row["role"] for row in rows], pa.string()),
        "person": pa.array([(100 if row["role"] == "mother" else 200) + row["part"] for row in rows], pa.int64()),
        "pregnancy": pa.array([7 if row["role"] == "mother" else None for row in rows], pa.int64()),
    }
    return facts(FEEDS[code], found.accepted, pa.table(people))


def only(table: pa.Table, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in table.to_pylist()]


def test_tables_have_the_columns_of_the_fact_tables() -> None:
    for code, row in (("immunisation", DOSE), ("maternity-handbook", HANDBOOK), ("delivery-register", BIRTH)):
        for name, table in told(code, checked(code, row)).items():
            own = set(TABLES[name].columns()) - {"id", "recorded", "source", "by", "supersedes", "void"}
            assert set(table.column_names) == own | {"row", "part"}


def test_a_combined_vaccine_is_a_dose_of_each_antigen() -> None:
    found = told("immunisation", checked("immunisation", DOSE | {"疫苗名称": "五联疫苗（DTaP-IPV/Hib）", "接种日期": "2026-3-1"}))
    assert only(found["dose"], "person", "happened", "vaccine", "product") == [
        (200, date(2026, 3, 1), vaccine, "五联疫苗（DTaP-IPV/Hib）") for vaccine in ("DTaP", "IPV", "Hib")
    ]


def test_a_consent_copied_into_every_row_is_given_once_and_by_purpose() -> None:
    later = DOSE | {"疫苗名称": "卡介苗"}
    found = told("immunisation", checked("immunisation", DOSE, later))
    assert only(found["consent"], "happened", "purpose", "given", "how") == [
        (date(2026, 1, 2), purpose, True, "paper")
        for purpose in ("record", "reminders", "home-visit", "risk-sharing", "immunisation")
    ]


def test_an_undated_consent_counts_from_the_day_of_the_row() -> None:
    found = told("immunisation", checked("immunisation", DOSE | {"同意日期": ""}))
    assert set(found["consent"]["happened"].to_pylist()) == {date(2026, 1, 1)}


def test_a_village_is_told_when_it_changes() -> None:
    moved = [DOSE | {"接种日期": day, "现住址": place} for day, place in (
        ("2026-2-1", "彭场镇许湾村"), ("2026-3-1", "彭场镇许湾村3组"), ("2026-4-1", "沙湖镇共同村"), ("2026-5-1", "彭场镇许湾村"))]  # fmt: skip
    found = told("immunisation", checked("immunisation", *moved))
    assert only(found["residence"], "happened", "area") == [
        (date(2026, 2, 1), "429004109201"), (date(2026, 4, 1), "429004107200"), (date(2026, 5, 1), "429004109201"),
    ]  # fmt: skip


def test_a_registration_gives_pregnancy_contact_and_measurements() -> None:
    found = told("maternity-handbook", checked("maternity-handbook", HANDBOOK))
    assert only(found["pregnancy"], "person", "pregnancy", "lmp", "edd") == [(100, 7, date(2026, 1, 6), date(2026, 10, 13))]
    assert only(found["contact"], "kind", "pregnancy") == [("antenatal-1", 7)]
    assert set(only(found["measurement"], "code", "value")) == {("systolic", 120.0), ("diastolic", 80.0), ("haemoglobin", 118.0)}


def test_a_weight_before_pregnancy_is_not_the_weight_of_the_day() -> None:
    found = told("maternity-handbook", checked("maternity-handbook", HANDBOOK | {"基础体重(kg)": "54.5", "体重(kg)": "56"}))
    weights = [one for one in only(found["measurement"], "code", "value") if "weight" in one[0]]
    assert sorted(weights) == [("pre-pregnancy-weight", 54.5), ("weight", 56.0)]
    before = told("maternity-handbook", checked("maternity-handbook", HANDBOOK | {"孕前体重": "54.5"}))
    assert [one for one in only(before["measurement"], "code") if "weight" in one[0]] == [("pre-pregnancy-weight",)]


def test_the_next_visit_is_agreed_with_the_mother() -> None:
    found = told("maternity-handbook", checked("maternity-handbook", HANDBOOK | {"下次随访日期": "2026-4-20"}))
    assert only(found["decision"], "person", "pregnancy", "about", "outcome", "until") == [
        (100, 7, "next-visit", "agreed", date(2026, 4, 20))
    ]
    assert not told("maternity-handbook", checked("maternity-handbook", HANDBOOK))["decision"].num_rows


def test_a_birth_knows_its_mother_and_her_pregnancy() -> None:
    found = told("delivery-register", checked("delivery-register", BIRTH))
    assert only(
        found["birth"], "person", "mother", "pregnancy", "happened", "discharged_on", "gestation_days", "weight_g", "birth_order"
    ) == [(200, 100, 7, date(2026, 3, 5), date(2026, 3, 8), 275, 3200, 1)]
    assert found["death"].num_rows == 0


def test_twins_are_two_births_and_their_mother_is_measured_once() -> None:
    base = {name: value for name, value in BIRTH.items() if not name.startswith(("新生儿", "出生"))}
    blocks = {
        f"新生儿{at}{name}": value for at in (1, 2) for name, value in (("性别", "女"), ("结局", "存活"), ("出生体重", "2500g"))
    }
    found = told("delivery-register", checked("delivery-register", base | blocks | {"产后血压": "120/80"}))
    assert only(found["birth"], "person", "birth_order") == [(201, 1), (202, 2)]
    assert found["measurement"].num_rows == 2
    assert found["consent"].num_rows == 5


def test_a_stillbirth_is_a_loss_and_nobodys_birth() -> None:
    found = checked("delivery-register", BIRTH | {"新生儿结局": "死胎"})
    assert [row["role"] for row in mentions(FEEDS["delivery-register"], found.accepted).to_pylist()] == ["mother"]
    made = told("delivery-register", found)
    assert only(made["death"], "person", "pregnancy", "kind") == [(100, 7, "loss")]
    assert made["birth"].num_rows == 0


def test_a_newborn_that_died_was_born_and_an_unwritten_outcome_is_not_guessed() -> None:
    died = told("delivery-register", checked("delivery-register", BIRTH | {"新生儿结局": "死亡"}))
    assert (died["birth"].num_rows, only(died["death"], "person", "kind")) == (1, [(200, "person")])
    unknown = checked("delivery-register", BIRTH | {"新生儿结局": ""})
    assert told("delivery-register", unknown)["birth"].num_rows == 0
    assert "outcome-missing" in unknown.warnings["reason"].to_pylist()


def test_a_person_whom_linkage_did_not_place_yields_nothing() -> None:
    found = told("immunisation", checked("immunisation", DOSE), without="child")
    assert (found["dose"].num_rows, found["consent"].num_rows) == (0, 0)


def test_a_check_is_the_contact_that_it_says_or_else_that_of_the_age() -> None:
    row = {
        "儿童姓名": "张小明",
        "性别": "男",
        "出生日期": "2026-1-31",
        "母亲姓名": "李芳",
        "体重(kg)": "6.5",
        **AGREED,
        "同意日期": "2026-2-1",
    }
    for day, named, kind in (
        ("2026-2-5", "", "newborn-visit"), ("2026-2-27", "", "newborn-visit"), ("2026-2-28", "", "child-1m"), ("2026-4-29", "", "child-1m"),
        ("2026-4-30", "", "child-3m"), ("2026-7-31", "", "child-6m"), ("2026-7-31", "3月龄", "child-3m"), ("2026-2-5", "7", "newborn-visit"),
    ):  # fmt: skip
        found = checked("child-check", row | {"检查日期": day, "检查月龄": named})
        assert only(told("child-check", found)["contact"], "person", "kind") == [(200, kind)], (day, named)
