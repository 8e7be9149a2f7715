"""The files: every row accounted for, and every mention of the truth standing where it says."""

import re
from collections import Counter, defaultdict

import pyarrow.parquet as pq
import pytest

CHILD_NAMES = {"新生儿姓名", "儿童姓名"}
MOTHER_NAMES = {"产妇姓名", "孕妇姓名", "母亲姓名"}
CHILD_NUMBERS = {"身份证号", "身份证号码", "儿童身份证号"}
MOTHER_NUMBERS = {"母亲身份证号", "母亲身份证号码"}
OWN_ROW = {"maternity-handbook": "mother", "delivery-register": "mother", "immunisation": "child", "child-check": "child"}
NAME_ERRORS = {"homophone", "wrong-character", "placeholder-name", "names-swapped", "rare-character"}
NUMBER_ERRORS = {"id-typo", "id-transposed", "id-missing", "id-mothers", "id-scientific", "id-placeholder"}


def header_of(lines: dict[int, list[str]], style: dict) -> tuple[int, list[str]]:
    """Number of the last header line and the headers, without line breaks."""
    at = 1 + style["titles"]
    cells = [cell.replace("\n", "") for cell in lines[at]]
    if style["two_rows"]:
        below = [cell.replace("\n", "") for cell in lines[at + 1]]
        return at + 1, [low or high for high, low in zip(cells, below, strict=True)]
    if style["units_row"] and any(cell.startswith("(") for cell in lines[at + 1]):
        return at + 1, cells
    return at, cells


def test_rows_of_the_manifest_are_the_rows_of_the_files(city) -> None:
    """Counting lines by hand: what is not title, header, unit, blank or total is a row."""
    assert {entry["feed"] for entry in city.manifest} == {*OWN_ROW, "birth-certificate"}
    for entry in city.manifest:
        lines = city.lines(entry)
        header, _ = header_of(lines, entry["style"])
        rows = [row for at, row in lines.items() if at > header and any(row) and row[0] != "合计"]
        assert len(rows) == entry["rows"], entry["path"]
    assert sum(entry["rows"] for entry in city.manifest) == city.summary.rows


def test_rows_with_consent_are_as_many_as_said(city) -> None:
    total = 0
    for entry in city.manifest:
        lines = city.lines(entry)
        header, cells = header_of(lines, entry["style"])
        place = cells.index("知情同意")
        written = [row[place] for at, row in lines.items() if at > header and any(row) and row[0] != "合计"]
        assert sum(bool(cell) for cell in written) == entry["with_consent"], entry["path"]
        total += entry["with_consent"]
    assert 0.75 < total / city.summary.rows < 0.97


def test_rows_beyond_repair_hold_what_is_said(city) -> None:
    kinds = Counter()
    for entry in city.manifest:
        lines = city.lines(entry)
        _, cells = header_of(lines, entry["style"])
        for spoiled in entry["beyond_repair"]:
            cell = lines[spoiled["row"]][cells.index(spoiled["header"].replace("\n", ""))]
            kinds[spoiled["kind"]] += 1
            assert (
                cell
                in {
                    "impossible-date": ("2026-02-30", "2025-13-01"),
                    "ambiguous-date": ("3/5/26",),
                    "ambiguous-gestation": ("39.2",),
                }[spoiled["kind"]]
            )
    assert {"impossible-date", "ambiguous-date"} <= set(kinds)


def test_every_mention_points_at_its_row(city) -> None:
    """Opens every file: where no error is tagged the cell is the person's own name and number; where one is, it is not."""
    people = {row["person"]: row for row in pq.read_table(city.out / "truth" / "people.parquet").to_pylist()}
    by_file = defaultdict(list)
    for mention in pq.read_table(city.out / "truth" / "mentions.parquet").to_pylist():
        by_file[mention["path"]].append(mention)
    assert set(by_file) == {entry["path"] for entry in city.manifest}
    compared = Counter()
    for entry in city.manifest:
        lines = city.lines(entry)
        _, cells = header_of(lines, entry["style"])
        for mention in by_file[entry["path"]]:
            row = dict(zip(cells, lines[mention["row"]], strict=False))
            person, kinds = people[mention["person"]], set(mention["kinds"])
            own = OWN_ROW.get(entry["feed"]) == mention["role"]
            names = (MOTHER_NAMES if mention["role"] == "mother" else CHILD_NAMES) | ({"姓名"} if own else set())
            numbers = MOTHER_NUMBERS if mention["role"] == "mother" else set()
            if own:
                numbers = CHILD_NUMBERS | {"证件号码"}
            for header in names & row.keys():
                same = row[header].replace(" ", "").replace("\u3000", "") == person["name"]
                assert same != bool(kinds & NAME_ERRORS), (entry["path"], mention, row[header])
                compared["names"] += 1
            for header in numbers & row.keys():
                same = plain(row[header]) == person["id_number"] or short(person["id_number"]) == row[header]
                assert same != bool(kinds & NUMBER_ERRORS), (entry["path"], mention, row[header])
                compared["numbers"] += 1
                if "id-mothers" in kinds:
                    assert plain(row[header]) in {
                        people[person["mother"]]["id_number"],
                        short(people[person["mother"]]["id_number"]),
                    }
    assert compared["names"] > 15_000
    assert compared["numbers"] > 9_000


def plain(number: str) -> str:
    """Full width, spaces, apostrophe and lower case undone."""
    wide = {0xFEE0 + at: at for at in range(48, 91)}
    return re.sub(r"[\s']", "", number).translate(wide).upper()


def short(number: str) -> str:
    """The fifteen digits of before 1999."""
    return number[:6] + number[8:17]


def test_every_kind_of_error_is_there(city) -> None:
    kinds = Counter(
        kind for kinds in pq.read_table(city.out / "truth" / "mentions.parquet")["kinds"].to_pylist() for kind in kinds
    )
    wanted = {
        "id-typo", "id-missing", "id-mothers", "homophone", "inner-space", "placeholder-name", "phone-changed", "phone-shared", "twin", "stranger",
    }  # fmt: skip
    assert wanted <= kinds.keys()


@pytest.mark.parametrize("feed", ["maternity-handbook", "delivery-register", "child-check"])
def test_columns_of_another_time_are_in_some_files(city, feed: str) -> None:
    found = [
        entry
        for entry in city.manifest
        if entry["feed"] == feed
        for cells in [header_of(city.lines(entry), entry["style"])[1]]
        if "政策属性" in cells
    ]
    assert found


def test_both_layouts_of_the_delivery_register_and_many_habits(city) -> None:
    registers = [entry for entry in city.manifest if entry["feed"] == "delivery-register"]
    blocks = [any("新生儿2" in cell for cell in lines_text(city, entry)) for entry in registers]
    assert True in blocks
    assert False in blocks
    containers = {entry["style"]["container"] for entry in city.manifest}
    assert containers == {"csv", "xlsx", "xls", "html", "tsv"}
    dates = {entry["style"]["dates"] for entry in city.manifest}
    assert len(dates) >= 8


def test_a_correction_repeats_its_file_with_what_was_wrong_put_right(city) -> None:
    """The same rows on the same lines; only the cells that the manifest names differ."""
    by_path = {entry["path"]: entry for entry in city.manifest}
    corrections = [entry for entry in city.manifest if "corrects" in entry]
    assert corrections
    for entry in corrections:
        first = by_path[entry["corrects"]]
        assert entry["rows"] == first["rows"]
        assert not entry["beyond_repair"]
        _, cells = header_of(city.lines(entry), entry["style"])
        before, after = city.lines(first), city.lines(entry)
        assert before.keys() == after.keys()
        different = {(at, cells[place]) for at in before for place, cell in enumerate(before[at]) if cell != after[at][place]}
        assert entry["corrected"]
        assert different == {(each["row"], each["header"]) for each in entry["corrected"] + first["beyond_repair"]}


def lines_text(city, entry: dict) -> list[str]:
    lines = city.lines(entry)
    return [cell for at in range(1, 5) for cell in lines.get(at, [])]


def test_no_field_tells_a_sex_before_birth(city) -> None:
    for entry in city.manifest:
        if entry["feed"] == "maternity-handbook":
            cells = header_of(city.lines(entry), entry["style"])[1]
            assert not [cell for cell in cells if "胎儿" in cell or "性别" in cell]
