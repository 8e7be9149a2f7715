"""Checks between the fields of a row, declared in a feed and computed for all rows at once.

Each rule becomes one condition that is true where something is wrong; a missing value makes it unknown, which is not wrong.
Rules either send the row back or only leave a remark.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


@dataclass(frozen=True)
class Rule:
    """``wrong``: condition over fields, in the engine's SQL; ``reason``: code; ``field``: the one to blame; ``needs``: the fields that
    the condition reads (a file without them is not held to it); ``remark``: keep the row and only say so."""

    wrong: str
    reason: str
    field: str
    needs: tuple[str, ...]
    remark: bool = False


def in_order(first: str, then: str, *, remark: bool = False) -> Rule:
    """``then`` is not before ``first``."""
    return Rule(f"{then} < {first}", "out-of-order", then, (first, then), remark)


def within(field: str, after: str, least: int, most: int, *, remark: bool = False) -> Rule:
    """``field`` lies from ``least`` to ``most`` days after ``after``."""
    return Rule(f"({field} - {after}) NOT BETWEEN {least} AND {most}", "implausible-interval", field, (field, after), remark)


def same_day(field: str, other: str) -> Rule:
    """Both dates are one."""
    return Rule(f"{field} <> {other}", "dates-differ", field, (field, other))


def aged(born: str, at: str, least: int, most: int) -> Rule:
    """Completed years from ``least`` to ``most``."""
    years = f"(year({at}) - year({born}) - ((month({at}), day({at})) < (month({born}), day({born})))::INT)"
    return Rule(f"{years} NOT BETWEEN {least} AND {most}", "implausible-age", born, (born, at))


def above(field: str, other: str) -> Rule:
    """A number larger than the other (systolic and diastolic pressure)."""
    return Rule(f"{field} <= {other}", "out-of-range", field, (field, other))


def empty(field: str, reason: str) -> Rule:
    """A field that may be empty but had better not be."""
    return Rule(f"{field} IS NULL", reason, field, (field,), remark=True)


def weight_fits(weight: str, gestation: str) -> Rule:
    """Birth weight and gestation, with wide limits: only what a slip of the pen explains is sent back."""
    limits = " OR ".join(
        f"({gestation} >= {low} AND {gestation} < {high} AND {weight} NOT BETWEEN {least} AND {most})"
        for low, high, least, most in _WEIGHTS
    )
    return Rule(limits, "weight-for-gestation", weight, (weight, gestation))


def not_twice_within(mother: str, on: str, days: int) -> Rule:
    """The same mother has no two deliveries on different days fewer than ``days`` apart in one file."""
    window = f"PARTITION BY {mother} ORDER BY {on} RANGE BETWEEN INTERVAL {days - 1} DAYS PRECEDING AND INTERVAL 1 DAY PRECEDING"
    return Rule(f"{mother} IS NOT NULL AND max({on}) OVER ({window}) IS NOT NULL", "births-too-near", on, (mother, on))


def told_twice(mother: str, on: str, serial: str, days: int) -> Rule:
    """The same mother under another number of the sender within ``days``: perhaps one event told twice. Only a remark, for a person to judge."""
    window = (
        f"PARTITION BY {mother} ORDER BY {on} RANGE BETWEEN INTERVAL {days} DAYS PRECEDING AND INTERVAL {days} DAYS FOLLOWING"
    )
    several = f"min({serial}) OVER ({window}) <> max({serial}) OVER ({window})"
    return Rule(f"{mother} IS NOT NULL AND {several}", "possible-duplicate", serial, (mother, on, serial), remark=True)


_WEIGHTS = ((0, 154, 200, 1500), (154, 196, 300, 2500), (196, 224, 400, 3200), (224, 259, 600, 4800), (259, 400, 1200, 7000))
"""Days of gestation (from, below) and grams (least, most): beyond the first and the last percentile by far."""


def failing(rules: tuple[Rule, ...], rows: pa.Table) -> list[tuple[Rule, NDArray[np.bool_]]]:
    """For each rule whose fields the table has, where it is broken. ``rows`` holds the typed fields."""
    usable = [rule for rule in rules if set(rule.needs) <= set(rows.column_names)]
    if not usable or not rows.num_rows:
        return []
    needed = sorted({name for rule in usable for name in rule.needs})
    with duckdb.connect() as engine:
        engine.register("given", rows.select(needed).append_column("at_", pa.array(np.arange(rows.num_rows))))
        conditions = ", ".join(f"coalesce({rule.wrong}, false) AS r{at}" for at, rule in enumerate(usable))
        found = engine.sql(f"SELECT {conditions} FROM given ORDER BY at_").to_arrow_table()
    return [(rule, found.column(at).to_numpy()) for at, rule in enumerate(usable)]
