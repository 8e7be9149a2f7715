"""Columns that several departments share: who, where, and consent."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.synthetic.cells import day_texts, identity_texts, joined, phone_texts, plain, pooled
from wanhu.synthetic.city import City
from wanhu.synthetic.days import NEVER, Days, civil
from wanhu.synthetic.lives import HOW_ZH, PURPOSES_ZH
from wanhu.synthetic.sheets import Columns
from wanhu.synthetic.styles import Style


def sexes(male: NDArray[np.bool_], style: Style) -> pa.Array:
    """The sender's words for male and female."""
    return pooled(list(style.sexes), (~male).astype(np.int64))


def identities(numbers: NDArray[np.str_], style: Style) -> pa.Array:
    """Identity numbers in the sender's dress."""
    return plain(identity_texts(numbers, style))


def phones(columns: Columns, headers: str, numbers: NDArray[np.str_], group: str, rows: NDArray[np.int64] | None = None) -> None:
    """A column of telephone numbers; some spreadsheets take them for quantities."""
    cells = plain(phone_texts(numbers, columns.style))
    columns.put(headers, cells if rows is None else cells.take(pa.array(rows)), "number" if columns.style.phone == "number" else "text",
                group=group)  # fmt: skip


def remarks(columns: Columns, count: int) -> None:
    """Free words with a comma in them, from senders that quote."""
    if columns.style.remarks:
        columns.put("备注", pooled(["", "一般情况良好,母乳喂养", "电话通知,已到"], np.arange(count) % 7 % 3))


def serials(count: int) -> pa.Array:
    """The running number that stands first in most forms."""
    return pa.array([str(at) for at in range(1, count + 1)], pa.string())


def addresses(city: City, mother: NDArray[np.int64], on: Days) -> pa.Array:
    """Where she lives: township, village and group."""
    village = pooled(city.addresses().tolist(), city.villages(mother, on))
    return joined(village, pooled([f"{at}组" for at in range(1, 10)], mother % 9))


def consent(columns: Columns, city: City, rng: np.random.Generator, mother: NDArray[np.int64], met: Days, *,
            child_born: Days | None = None, rows: NDArray[np.int64] | None = None) -> NDArray[np.bool_]:  # fmt: skip
    """Adds the three columns of consent and says which rows carry it. ``met`` is the day of the record: only a consent given by
    then and not withdrawn by then can be on it; some that were given were never copied. ``rows`` spreads records over rows."""
    families = city.lives.families
    given, gone = families.consented[mother], families.withdrawn[mother]
    there = (
        (given != NEVER)
        & (given <= met)
        & ((gone == NEVER) | (gone > met))
        & (rng.random(len(mother)) < city.rates.consent_written)
    )
    mark = columns.style.purposes
    pool = [mark.join(name for at, name in enumerate(PURPOSES_ZH) if bits & (1 << at)) for bits in range(1 << len(PURPOSES_ZH))]
    purposes = np.where(there, families.purposes[mother], 0).astype(np.int64)
    signed = given if child_born is None else np.maximum(given, child_born)
    dates = np.where(there, signed, NEVER).astype(np.int32)
    how = np.where(there, families.how[mother], -1).astype(np.int64)
    if rows is not None:
        purposes, dates, how, there = purposes[rows], dates[rows], how[rows], there[rows]
    columns.put("知情同意/知情同意/知情同意", pooled(pool, purposes), group="知情同意情况")
    columns.put("同意日期", day_texts(dates, columns.style), "date", group="知情同意情况")
    columns.put("同意方式", pooled(HOW_ZH, how), group="知情同意情况")
    return there


def legacy(columns: Columns, rng: np.random.Generator, count: int, *, marriage: bool = False) -> None:
    """Columns of a time that is over, with values: they must be dropped at the door."""
    if not columns.style.legacy:
        return
    columns.put("政策属性", pooled(["政策内", "政策外", "一孩", "二孩"], rng.integers(0, 4, count)))
    columns.put("社会抚养费", pooled(["无", "0", "已缴清"], rng.integers(0, 3, count)))
    if marriage:
        columns.put("节育措施", pooled(["无", "放环", "药具", "未落实"], rng.integers(0, 4, count)))
        columns.put("孕检情况", pooled(["已检", "未检", ""], rng.integers(0, 3, count)))


def period(city: City, days: Days) -> tuple[str, str]:
    """First and last day of what a file covers; the last one is the city's day."""
    return civil(int(days.min()) if len(days) else city.on).isoformat(), civil(city.on).isoformat()


def township_phone(at: int) -> str:
    """The health centre's telephone, which clerks enter when they know no other. No subscriber number begins with 01."""
    return f"0728-0100{at:03d}"
