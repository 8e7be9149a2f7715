"""From the grid below a header to one table of typed columns: a row for each row of the file, or for each newborn in it."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, by_distinct, emptied, present, trimmed
from wanhu.engine.intake.feed import Feed, Field
from wanhu.engine.intake.headers import CONSENT, Header, Place
from wanhu.engine.intake.kinds import Setting
from wanhu.engine.intake.sheet import Sheet

TOTAL = r"^\s*(本页|本月|本年|全年|全市|累)?(合\s*计|总\s*计|小\s*计|共\s*计|总\s*数)\s*[:：]?"
FOOT = r"^\s*(制表|填表|填报|审核|复核|负责人|单位负责人|统计人|打印|导出|注\s*[:：]|备注\s*[:：]|说明\s*[:：])"


@dataclass
class Body:
    """``at``: for each line of this table the place of its row among the data rows; ``part``: the newborn's number or 0; ``first``: whether
    it is the first line of its row. ``values`` by column, the other dicts by field: reasons, remarks, kept texts and cells as written."""

    numbers: pa.Array
    at: NDArray[np.int64]
    part: NDArray[np.int16]
    first: NDArray[np.bool_]
    values: dict[str, pa.Array] = field(default_factory=dict)
    reasons: dict[str, pa.Array] = field(default_factory=dict)
    remarks: dict[str, pa.Array] = field(default_factory=dict)
    kept: dict[str, pa.Array] = field(default_factory=dict)
    cells: dict[str, pa.Array] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    consent: dict[str, pa.Array] = field(default_factory=dict)
    overfull: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    skipped: dict[str, int] = field(default_factory=dict)
    dropped: list[tuple[str, str, int]] = field(default_factory=list)


def body_of(feed: Feed, sheet: Sheet, header: Header, setting: Setting) -> Body:
    """Cleans every column of the feed once and leaves blank lines, totals, notes and repeated headers out."""
    columns = [column.slice(header.first) for column in sheet.columns]
    numbers = sheet.rows.slice(header.first)
    fields = {each.code: each for each in feed.fields}
    mine = [place for place in header.places if place.code in fields]
    cleaned = {(place.code, place.part): _cleaned(fields[place.code], place, columns[place.column], setting) for place in mine}
    keep, skipped = _data_rows(columns, header, list(cleaned.values()), mine)
    chosen = pa.array(np.flatnonzero(keep))
    at, part, first = _lines(feed, cleaned, chosen)
    body = Body(numbers.take(chosen), at, part, first, skipped=skipped)
    lines = chosen.take(pa.array(at))
    for each in feed.fields:
        _stack(body, each, {key[1]: value for key, value in cleaned.items() if key[0] == each.code}, lines)
    for place in mine:
        body.headers.setdefault(place.code, place.header)
        _raw(body, place, columns[place.column], lines)
    for code in CONSENT:
        found = next((place for place in header.places if place.code == code), None)
        if found:
            body.consent[code] = columns[found.column].take(chosen)
            body.headers[code] = found.header
    body.overfull = _overfull(columns, header, sheet).take(chosen).to_numpy(zero_copy_only=False)
    body.dropped = _dropped(columns, header, chosen)
    return body


def _cleaned(field: Field, place: Place, cells: pa.Array, setting: Setting) -> Cleaned:
    own = Setting(setting.on, setting.areas, setting.default_area, setting.date1904, place.unit or field.unit)
    return by_distinct(cells, lambda raw: field.kind.clean(emptied(trimmed(raw), field.kind.blanks), own))


def _data_rows(
    columns: list[pa.Array], header: Header, cleaned: list[Cleaned], mine: list[Place]
) -> tuple[NDArray[np.bool_], dict[str, int]]:
    count = len(columns[0])
    nothing = np.ones(count, dtype=bool)
    for each in cleaned:
        nothing &= ~present(each.values) & ~present(each.reason)
    filled = np.zeros(count, dtype=np.int64)
    rare = np.flatnonzero(nothing)
    for column in columns:
        filled[rare] += pc.match_substring_regex(column.take(pa.array(rare)), r"\S").to_numpy(zero_copy_only=False)
    blank = nothing & (filled <= 1)
    total, foot = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    for column in columns[:3]:
        total |= pc.match_substring_regex(column, TOTAL).to_numpy(zero_copy_only=False)
    foot = pc.match_substring_regex(columns[0], FOOT).to_numpy(zero_copy_only=False)
    again = np.ones(count, dtype=bool)
    for place in mine[:3]:
        label = pc.replace_substring_regex(columns[place.column], r"\s", "")
        again &= pc.equal(label, place.header).to_numpy(zero_copy_only=False)
    blank &= ~total & ~foot
    skipped = {
        "blank": int(blank.sum()),
        "total": int(total.sum()),
        "note": int((foot & ~total).sum()),
        "header": int(again.sum()),
    }
    return ~(blank | total | foot | again), {name: number for name, number in skipped.items() if number}


def _lines(feed: Feed, cleaned: dict[tuple[str, int], Cleaned], chosen: pa.Array) -> tuple[NDArray, NDArray, NDArray]:
    """One line for each row, or for each newborn's block with anything in it (the first block always)."""
    count = len(chosen)
    parts = sorted({part for _, part in cleaned if part})
    if not parts:
        return np.arange(count), np.zeros(count, dtype=np.int16), np.ones(count, dtype=bool)
    here = []
    for part in parts:
        filled = np.zeros(count, dtype=bool)
        for (_, own), each in cleaned.items():
            if own == part:
                filled |= present(each.values.take(chosen)) | present(each.reason.take(chosen))
        here.append(filled)
    matrix = np.stack(here, axis=1)
    matrix[~matrix.any(axis=1), 0] = True
    at, which = np.nonzero(matrix)
    first = np.concatenate([[True], at[1:] != at[:-1]]) if len(at) else np.zeros(0, dtype=bool)
    return at, np.array(parts, dtype=np.int16)[which], first


def _stack(body: Body, each: Field, found: dict[int, Cleaned], lines: pa.Array) -> None:
    """Brings one field's columns into line order; a field that the file lacks is null throughout."""
    wanted = {each.code: each.kind.type} | {name: each.kind.outputs[suffix] for suffix, name in each.outputs().items()}
    if not found:
        body.values |= {name: pa.nulls(len(lines), kind) for name, kind in wanted.items()}
        return
    if set(found) == {0}:
        one = found[0].take(lines)
    else:
        one = _of_parts(body, found, lines)
    body.values[each.code] = one.values.cast(each.kind.type)
    for suffix, name in each.outputs().items():
        body.values[name] = one.also[suffix]
    once = body.first if set(found) == {0} else np.ones(len(lines), dtype=bool)
    nothing = pa.scalar(None, pa.string())
    if one.reason.null_count < len(lines):
        body.reasons[each.code] = pc.if_else(pa.array(once), one.reason, nothing)
    if one.remark is not None and one.remark.null_count < len(lines):
        body.remarks[each.code] = pc.if_else(pa.array(once), one.remark, nothing)
    if one.kept is not None:
        body.kept[each.code] = one.kept


def _of_parts(body: Body, found: dict[int, Cleaned], lines: pa.Array) -> Cleaned:
    """Each line from the columns of its own newborn."""
    whole = None
    for part in sorted(found):
        own = found[part].take(lines)
        mine = pa.array(body.part == part)
        if whole is None:
            none = pa.scalar(None, pa.string())
            whole = Cleaned(
                pc.if_else(mine, own.values, pa.scalar(None, own.values.type)), pc.if_else(mine, own.reason, none), None,
                None if own.kept is None else pc.if_else(mine, own.kept, none),
                {name: pc.if_else(mine, column, pa.scalar(None, column.type)) for name, column in own.also.items()},
            )  # fmt: skip
        else:
            whole = Cleaned(
                pc.if_else(mine, own.values, whole.values), pc.if_else(mine, own.reason, whole.reason), None,
                None if own.kept is None else pc.if_else(mine, own.kept, whole.kept),
                {name: pc.if_else(mine, column, whole.also[name]) for name, column in own.also.items()},
            )  # fmt: skip
    assert whole is not None
    return whole


def _raw(body: Body, place: Place, column: pa.Array, lines: pa.Array) -> None:
    """Keeps what was written, for the list of rows that go back; only where something was wrong."""
    if place.code in body.reasons or place.code in body.remarks:
        own = column.take(lines)
        if place.part == 0 or place.code not in body.cells:
            body.cells[place.code] = own
        else:
            body.cells[place.code] = pc.if_else(pa.array(body.part == place.part), own, body.cells[place.code])


def _overfull(columns: list[pa.Array], header: Header, sheet: Sheet) -> pa.Array:
    """Rows of a text file with something behind the last named column."""
    last = max((at for at, text in enumerate(header.texts) if text), default=0)
    found = pa.array(np.zeros(len(columns[0]), dtype=bool))
    if sheet.form == "csv":
        for column in columns[last + 1 :]:
            found = pc.or_(found, pc.match_substring_regex(column, r"\S"))
    return found


def _dropped(columns: list[pa.Array], header: Header, chosen: pa.Array) -> list[tuple[str, str, int]]:
    """Headers of columns not taken, why, and in how many data rows they had anything. Their values are never looked at."""
    counted = []
    for label, sort, column in header.dropped:
        cells = int(pc.sum(pc.not_equal(columns[column].take(chosen), "")).as_py() or 0)
        if label or cells:
            counted.append((label, sort, cells))
    return counted
