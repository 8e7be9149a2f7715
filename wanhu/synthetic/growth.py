"""What scales and tapes say: children's growth, and the body with which a woman enters a pregnancy, in plausible numbers.

A child follows a line of its own: from its weight at birth towards its own place among others, drifting a little, and a few falter for some
months. So scores come out mostly between -2 and 2, and belong to one child from check to check.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic import curves
from wanhu.synthetic.checks import CHECKS
from wanhu.synthetic.lives import Lives

BLOOD = ("child-6m", "child-18m", "child-30m", "child-4y", "child-5y", "child-6y")
FALTERS = 0.03
"""Children who fall off their line for some months in the first two years."""
ANAEMIC = 0.04
"""Children with less haemoglobin than they should have."""


class Body(NamedTuple):
    """At each measuring: kilograms, centimetres long or tall, centimetres round the head."""

    weight: NDArray[np.float64]
    height: NDArray[np.float64]
    head: NDArray[np.float64]


class Lines(NamedTuple):
    """The line of each child: sex, days born early, score at birth, own scores, drift, and when and how far it falters."""

    male: NDArray[np.bool_]
    early: NDArray
    birth: NDArray
    own: NDArray
    tall: NDArray
    drift: NDArray
    falls: NDArray
    depth: NDArray


def lines(rng: np.random.Generator, male: NDArray[np.bool_], early: NDArray, weight_g: NDArray) -> Lines:
    """Draws a line for each child. ``early``: days between the birth and the expected date, 0 for a child at term."""
    size = len(male)
    own = rng.normal(0.1, 0.85, size)
    middle = curves.weight(male, -early, np.zeros(size))
    birth = (np.log(weight_g / 1000 / middle) / 0.145).clip(-3.5, 3.5)
    tall = 0.55 * own + rng.normal(0, 0.75, size)
    falls = rng.integers(120, 700, size)
    depth = np.where(rng.random(size) < FALTERS, rng.uniform(1.2, 2.6, size), 0)
    return Lines(male, early, birth, own, tall, rng.normal(0, 0.2, size), falls, depth)


def measured(rng: np.random.Generator, line: Lines, child: NDArray, age: NDArray) -> Body:
    """What is measured of ``child`` (rows of the lines) at ``age`` in days since birth."""
    size = len(child)
    male, early = line.male[child], line.early[child]
    counted = age - early * (1 - (age - 365) / 365).clip(0, 1)  # born early: made up by the second birthday
    away = np.exp(-age / 200)
    drift = line.drift[child] * np.log1p(age / 365)
    since = (age - line.falls[child]).clip(0)
    hollow = line.depth[child] * np.minimum(since / 90, 1) * (0.4 + 0.6 * np.exp(-(since - 90).clip(0) / 250))
    heavy = line.own[child] + (line.birth[child] - line.own[child]) * away + drift - hollow + rng.normal(0, 0.14, size)
    long = (
        line.tall[child] + (line.birth[child] - line.tall[child]) * away * 0.6 + drift - 0.35 * hollow + rng.normal(0, 0.14, size)
    )
    round_ = 0.5 * line.own[child] + 0.5 * line.tall[child] + rng.normal(0, 0.35, size)
    return Body(
        curves.weight(male, counted, heavy).round(1),
        curves.height(male, counted, long).round(1),
        curves.head(male, counted, round_).round(1),
    )  # fmt: skip


def blood(rng: np.random.Generator, check: NDArray) -> NDArray[np.float64]:
    """Haemoglobin (g/L) at the checks where it is tested, mostly; NaN at others."""
    size = len(check)
    tested = np.isin(check, [at for at, each in enumerate(CHECKS) if each.kind in BLOOD]) & (rng.random(size) < 0.9)
    value = np.where(rng.random(size) < ANAEMIC, rng.normal(101, 6, size), rng.normal(122, 7, size))
    return np.where(tested, value.round(0), np.nan)


class Growth:
    """Measurements at child checks (by check), and those with which a pregnancy begins (by pregnancy)."""

    def __init__(self, rng: np.random.Generator, lives: Lives) -> None:
        pregnancies, births, checks = lives.pregnancies, lives.births, lives.checks
        early = born_early(pregnancies.gestation[lives.child_pregnancy])
        self.lines = lines(rng, births.baby_male, early, lives.weight_g)
        body = measured(rng, self.lines, checks.child, checks.day - births.baby_born[checks.child])
        self.weight, self.height, self.head = body
        self.blood = blood(rng, checks.check)

        size = len(pregnancies)
        self.tall: NDArray = rng.normal(160, 5.2, size).clip(140, 182).round(0)
        self.before: NDArray = (self.tall**2 / 1e4 * rng.normal(21.8, 2.9, size).clip(16, 36)).round(1)
        high = rng.random(size) < 0.05
        self.systolic: NDArray = np.where(high, rng.normal(146, 9, size), rng.normal(113, 9, size)).clip(85, 190).round(0)
        self.diastolic: NDArray = np.where(high, rng.normal(94, 7, size), rng.normal(72, 7, size)).clip(50, 120).round(0)
        self.haemoglobin: NDArray = rng.normal(118, 10.5, size).clip(62, 155).round(0)


def born_early(gestation: NDArray) -> NDArray:
    """Days before the expected date, for those born before 37 weeks; 0 for others."""
    return np.where(gestation < 259, 280 - gestation, 0)
