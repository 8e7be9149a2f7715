"""What scales and tapes say: children's growth and women's pregnancies in plausible numbers."""

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.checks import CHECKS
from wanhu.synthetic.lives import Lives

WEIGHT = (3.4, 4.4, 6.2, 7.7, 8.4, 9.4, 10.7, 12.0, 13.1, 14.1, 16.2, 18.2, 20.4)
HEIGHT = (50.3, 54.5, 61.2, 67.2, 70.2, 75.5, 82.3, 87.5, 92.0, 96.0, 103.3, 110.0, 116.0)
HEAD = (34.3, 37.0, 40.2, 43.0, 44.4, 45.8, 47.0, 47.9, 48.5, 49.1, 49.9, 50.5, 51.0)
BLOOD = ("child-6m", "child-18m", "child-30m", "child-4y", "child-5y", "child-6y")


class Growth:
    """Measurements at child checks (by check) and at antenatal contacts (by contact, the first ones before the later ones)."""

    def __init__(self, rng: np.random.Generator, lives: Lives) -> None:
        check, child = lives.checks.check, lives.checks.child
        own = rng.normal(0, 1, len(lives.child_row))
        boy = lives.births.baby_male[child]
        small = (lives.weight_g[child] - 3300) / 3300
        step = np.asarray(WEIGHT)[check]
        self.weight: NDArray = (
            step * (1 + 0.1 * own[child] + 0.03 * boy + small * 3.3 / step) + rng.normal(0, 0.15, len(child))
        ).round(1)
        self.height: NDArray = (
            np.asarray(HEIGHT)[check] * (1 + 0.032 * own[child] + 0.01 * boy) + rng.normal(0, 0.6, len(child))
        ).round(1)
        self.head: NDArray = (np.asarray(HEAD)[check] + 0.9 * own[child] + 0.6 * boy + rng.normal(0, 0.3, len(child))).round(1)
        tested = np.isin(check, [at for at, each in enumerate(CHECKS) if each.kind in BLOOD]) & (rng.random(len(child)) < 0.9)
        self.blood: NDArray = np.where(tested, rng.normal(119, 9.5, len(child)).round(0), np.nan)

        pregnancies = lives.pregnancies
        size = len(pregnancies)
        self.tall: NDArray = rng.normal(160, 5.2, size).clip(140, 182).round(0)
        self.before: NDArray = (self.tall**2 / 1e4 * rng.normal(21.8, 2.9, size).clip(16, 36)).round(1)
        high = rng.random(size) < 0.05
        self.systolic: NDArray = np.where(high, rng.normal(146, 9, size), rng.normal(113, 9, size)).clip(85, 190).round(0)
        self.diastolic: NDArray = np.where(high, rng.normal(94, 7, size), rng.normal(72, 7, size)).clip(50, 120).round(0)
        self.haemoglobin: NDArray = rng.normal(118, 10.5, size).clip(62, 155).round(0)
