"""What makes two rows the same row, or rows about the same event; and columns that follow from others.

``row_hash`` covers every typed column and the consent, not the row's place, so a file sent twice changes nothing. ``natural_key`` may hold
identity numbers: whoever stores it stores a keyed hash of it.
"""

import duckdb
import numpy as np
import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake.body import Body
from wanhu.engine.intake.feed import AgeBand, Feed
from wanhu.engine.intake.kinds.days import as_days


def with_keys(feed: Feed, table: pa.Table) -> pa.Table:
    """Adds row_hash (32 hexadecimal digits) and natural_key to a table of rows."""
    content = [name for name in table.column_names if name not in ("row", "part")]
    keys = ", ".join(_key(each) for each in feed.key)
    whole = " IS NOT NULL AND ".join(_key(each) for each in feed.key) + " IS NOT NULL"
    with duckdb.connect() as engine:
        engine.register("given", table.append_column("at_", pa.array(np.arange(table.num_rows))))
        found = engine.sql(
            f"SELECT md5(concat_ws('\x1f', {_texts(content)})) AS row_hash, CASE WHEN {whole} THEN concat_ws('|', {keys}) END AS natural_key "
            "FROM given ORDER BY at_"
        ).to_arrow_table()
    hashes = found["row_hash"].combine_chunks().cast(pa.string())
    natural = pc.coalesce(found["natural_key"].combine_chunks().cast(pa.string()), hashes)
    return table.append_column("row_hash", hashes).append_column("natural_key", natural)


def _texts(columns: list[str]) -> str:
    return ", ".join(f"coalesce(\"{name}\"::VARCHAR, '')" for name in columns)


def _key(text: str) -> str:
    """``a|b+c``: the first alternative that is filled; joined fields need all of theirs."""
    alternatives = [" || '+' || ".join(f'"{name}"::VARCHAR' for name in each.split("+")) for each in text.split("|")]
    return f"coalesce({', '.join(f'({each})' for each in alternatives)})"


def age_bands(feed: Feed, body: Body) -> None:
    """Adds the columns that follow from age."""
    for band in feed.derived:
        body.values[band.code] = _banded(band, body)


def _banded(band: AgeBand, body: Body) -> pa.Array:
    born, at = as_days(body.values[band.born]), as_days(body.values[band.at])
    known = ~np.isnat(born) & ~np.isnat(at)
    days = np.where(known, (at - born).astype(np.int64), 0)
    low, high = born.astype("datetime64[M]"), at.astype("datetime64[M]")
    late = (at - high.astype("datetime64[D]")).astype(np.int64) < (born - low.astype("datetime64[D]")).astype(np.int64)
    end = (at + np.timedelta64(1, "D")).astype(
        "datetime64[M]"
    ) > high  # the last day of a month completes it for whoever was born on a later day
    months = np.where(known, (high - low).astype(np.int64) - (late & ~end), 0)
    words = [word for _, word in band.bands]
    place = np.full(len(days), -1)
    for number, (age, _) in enumerate(band.bands):
        place[(days >= -age) if age <= 0 else (months >= age)] = number
    place[~known | (days < 0)] = -1
    banded = pa.array([*words, None], pa.string()).take(pa.array(place % (len(words) + 1)))
    return banded if band.declared is None else pc.coalesce(body.values[band.declared], banded)


def ordered(feed: Feed, body: Body) -> None:
    """Gives newborns their order: the number of their block, or, in files with a row for each newborn, their place among the different
    rows of one delivery. A row that repeats another in all its columns gets the same order, and so stays a duplicate."""
    if feed.serial is None or "birth_order" not in body.values:
        return
    own = body.values["birth_order"]
    if (body.part > 0).any():
        body.values["birth_order"] = pc.coalesce(own, pa.array(body.part.astype(np.int8)))
        return
    content = [name for name, column in body.values.items() if name != "birth_order" and column.null_count < len(body.at)]
    with duckdb.connect() as engine:
        engine.register(
            "given", pa.table({name: body.values[name] for name in content} | {"at_": pa.array(np.arange(len(body.at)))})
        )
        found = engine.sql(
            f"WITH told AS (SELECT at_, \"{feed.serial}\" AS serial, md5(concat_ws('\x1f', {_texts(content)})) AS said FROM given), "
            "first AS (SELECT *, min(at_) OVER (PARTITION BY serial, said) AS came FROM told) "
            "SELECT least(dense_rank() OVER (PARTITION BY serial ORDER BY came), 9)::TINYINT AS place, serial IS NOT NULL AS known "
            "FROM first ORDER BY at_"
        ).to_arrow_table()
    place = pc.if_else(found["known"].combine_chunks(), found["place"].combine_chunks(), pa.scalar(None, pa.int8()))
    body.values["birth_order"] = pc.coalesce(own, place)
