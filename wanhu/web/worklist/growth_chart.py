"""A growth chart as figures for a drawing: bands and lines of the standard, the child's points, axes with labels. The template draws them as SVG.

Drawn at the width of a phone, so that its letters are not scaled down there. Numbers are in the units of the drawing, from the top left.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from wanhu.engine.growth.curves import value_at
from wanhu.engine.growth.standards import LYING_UNTIL, Index, Tables
from wanhu.web.worklist.queries.growth import Growth, Point

WIDE, HIGH = 360, 270
LEFT, RIGHT, TOP, BOTTOM = 38, 30, 12, 34
MONTH = 30.4375
SPANS = (6, 12, 24, 36, 60, 84)  # months shown: the first that holds every point
LINES = (-3, -2, 0, 2, 3)


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn: paths of the standard's lines with their labels, the band between -2 and +2, points and the line joining them."""

    index: Index
    lines: list[tuple[str, str, float]]
    band: str
    dots: list[tuple[float, float, Point]]
    joined: str
    across: list[Tick]
    up: list[Tick]
    by_length: bool
    corrected: bool  # ages count from the day on which a child born early was due
    months: int
    wide: int = WIDE
    high: int = HIGH
    left: int = LEFT
    right: int = WIDE - RIGHT
    top: int = TOP
    bottom: int = HIGH - BOTTOM

    @property
    def points(self) -> list[Point]:
        """The child's measurements, oldest first."""
        return [point for _x, _y, point in self.dots]

    @property
    def last(self) -> Point:
        """The newest that can be true; the newest of all where none can."""
        return next((point for point in reversed(self.points) if not point.implausible), self.points[-1])

    @property
    def change(self) -> float | None:
        """How far the newest z-score lies from the one before; ``None`` where there is none before."""
        true = [point.z for point in self.points if not point.implausible]
        return true[-1] - true[-2] if len(true) > 1 else None


def chart(index: Index, growth: Growth, tables: Tables) -> Chart | None:
    """The chart of one index; ``None`` without a point."""
    points = growth.points[index]
    if not points:
        return None
    by_length = index is Index.WEIGHT_FOR_LENGTH
    if by_length:
        standing = points[-1].age_days >= LYING_UNTIL
        curve = tables.standing if standing else tables.lying
        places = [point.place for point in points]
        # The axis holds every point; where one lies beyond the standard (a child who stands, measured lying before), no line is drawn.
        low = min(*places, max(curve.first / 10, 5 * np.floor((min(places) - 5) / 5)))
        high = max(*places, min(curve.last / 10, 5 * np.ceil((max(places) + 5) / 5)))
        low, high, months, scale = 5 * np.floor(low / 5), 5 * np.ceil(high / 5), 0, 10.0
    else:
        curve = tables.by_age[index]
        months = next((span for span in SPANS if max(point.place for point in points) <= span * MONTH), SPANS[-1])
        low, high, scale = 0.0, months * MONTH, 1.0
    x = np.linspace(low, high, 61)
    values = {z: value_at(curve, growth.sex, x * scale, z) for z in LINES}
    shown = [point.value for point in points if not point.implausible] or [values[0][-1]]
    bottom, top = min(np.nanmin(values[-3]), *shown), max(np.nanmax(values[3]), *shown)
    step = _step(top - bottom)
    bottom, top = step * np.floor(bottom / step), step * np.ceil(top / step)

    def across(place: float) -> float:
        return round(float(np.clip(LEFT + (place - low) / (high - low) * (WIDE - LEFT - RIGHT), LEFT, WIDE - RIGHT)), 1)

    def up(value: float) -> float:
        return round(
            float(np.clip(HIGH - BOTTOM - (value - bottom) / (top - bottom) * (HIGH - TOP - BOTTOM), TOP - 6, HIGH - BOTTOM + 6)),
            1,
        )

    path = {z: _path([(across(a), up(b)) for a, b in zip(x, values[z], strict=True) if np.isfinite(b)]) for z in LINES}
    ends = {z: up(float(values[z][np.isfinite(values[z])][-1])) for z in LINES}
    back = " ".join(f"L{across(a)} {up(b)}" for a, b in reversed(list(zip(x, values[-2], strict=True))) if np.isfinite(b))
    dots = [(across(point.place), up(point.value), point) for point in points]
    true = [(a, b) for a, b, point in dots if not point.implausible]
    return Chart(
        index, [(f"{z:+d}" if z else "0", path[z], y) for z, y in _apart(ends).items()], f"{path[2]} {back} Z", dots,
        _path(true) if len(true) > 1 and not by_length else "",
        _ages(across, months) if not by_length else [Tick(across(one), f"{one:g}") for one in np.arange(low, high + 1, 5 if high - low <= 40 else 10)],
        [Tick(up(one), f"{one:g}") for one in np.arange(bottom, top + step / 2, step)], by_length,
        growth.corrected > 0, months,
    )  # fmt: skip


def _ages(across, months: int) -> list[Tick]:
    each = 1 if months <= 6 else 2 if months <= 12 else 3 if months <= 24 else 6 if months <= 36 else 12
    return [Tick(across(month * MONTH), str(month)) for month in range(0, months + 1, each)]


def _apart(ends: dict[int, float]) -> dict[int, float]:
    """Labels at the right, moved apart where lines end close together."""
    placed = dict(sorted(ends.items(), key=lambda one: one[1]))
    for (_a, above), (z, below) in pairwise(list(placed.items())):
        placed[z] = max(below, above + 11)
    return placed


def _step(span: float) -> float:
    return next((step for step in (0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if span / step <= 9), 20.0)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points) if points else ""
