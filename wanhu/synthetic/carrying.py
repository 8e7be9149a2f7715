"""What is measured of a woman while she is pregnant and after the birth: each number from how she began, how far she is, and chance.

The middle of each number and its width are those of healthy women, with a few who fall ill: pressure that rises late, too little
haemoglobin, sugar. How a number is judged stands in the alerts, never here.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.growth import Growth

UTERUS = ((112, 140, 168, 196, 224, 252, 280, 300), (14.5, 18.3, 23.5, 25.7, 28.6, 32.1, 32.7, 33.0))
"""Height of the uterus in centimetres by day of gestation: the middle of the usual."""
SCREENED, TOLERANCE = range(119, 147), range(168, 199)
"""Days of gestation of the blood test of the second trimester, and of the glucose tolerance test."""


class Contacts(NamedTuple):
    """Contacts of pregnancies: row of the pregnancy, days of gestation, whether it is the first."""

    pregnancy: NDArray[np.int64]
    gestation: NDArray
    first: NDArray[np.bool_]


class Reading(NamedTuple):
    """Numbers of one code: at which contacts, and what they are."""

    code: str
    contact: NDArray[np.int64]
    value: NDArray


def pressures(rng: np.random.Generator, contacts: Contacts, growth: Growth) -> tuple[NDArray, NDArray]:
    """Systolic and diastolic pressure. At the first contact what the register says; in a few women it rises in the last third."""
    size, which = len(contacts.pregnancy), contacts.pregnancy
    rise = rng.normal(0, 6, size)
    ill = rng.random(len(growth.systolic)) < 0.04
    late = np.where(ill[which], (contacts.gestation - 190).clip(0, 70) / 70 * 30, 0)
    systolic = growth.systolic[which] + np.where(contacts.first, 0, rise + late).round(0)
    return systolic, growth.diastolic[which] + np.where(contacts.first, 0, (rise + late) * 0.6).round(0)


def readings(rng: np.random.Generator, contacts: Contacts, growth: Growth) -> Iterator[Reading]:
    """All numbers, code by code."""
    which, week, first = contacts.pregnancy, contacts.gestation / 7, contacts.first
    size, women = len(which), len(growth.tall)
    everywhere = np.arange(size)
    opening = np.flatnonzero(first)
    systolic, diastolic = pressures(rng, contacts, growth)
    yield Reading("systolic", everywhere, systolic)
    yield Reading("diastolic", everywhere, diastolic)
    pace = rng.normal(1, 0.28, women)[which]
    gained = (week.clip(8, 14) - 8) / 6 + 0.38 * (week - 14).clip(0) * pace + rng.normal(0, 0.4, size)
    yield Reading("weight", everywhere, np.where(first, growth.before[which], growth.before[which] + gained).round(1))
    yield Reading("height", opening, growth.tall[which[opening]])
    yield Reading("pre-pregnancy-weight", opening, growth.before[which[opening]])

    tested = np.flatnonzero(first | (rng.random(size) < 0.55))
    blood = growth.haemoglobin[which] - np.where(
        first, 0, 5 * np.sin((week - 10).clip(0, 30) / 30 * np.pi) - rng.normal(0, 3, size)
    )
    yield Reading("haemoglobin", tested, blood[tested].round(0).clip(50))
    platelets = rng.normal(205, 40, women)[which] + rng.normal(0, 12, size)
    yield Reading("platelets", tested, platelets[tested].round(0).clip(20))
    yield Reading("white-cells", tested, rng.normal(9.2, 1.8, len(tested)).clip(3).round(1))

    later = np.flatnonzero((contacts.gestation >= 126) & ~first)
    body = rng.normal(0, 0.7, women)[which]
    middle = np.interp(contacts.gestation, *UTERUS)
    yield Reading("fundal-height", later, (middle + body + rng.normal(0, 0.8, size))[later].round(0))
    heard = np.flatnonzero((contacts.gestation >= 98) & ~first)
    yield Reading("fetal-heart-rate", heard, rng.normal(143, 6.5, len(heard)).round(0))
    yield from _laboratory(rng, contacts, growth)


def _laboratory(rng: np.random.Generator, contacts: Contacts, growth: Growth) -> Iterator[Reading]:
    """Liver, kidney, iron and sugar: at the first contact, and the tolerance test when its weeks have come."""
    opening = np.flatnonzero(contacts.first)
    size = len(opening)
    yield Reading("alt", opening, np.exp(rng.normal(2.75, 0.45, size)).round(0))
    yield Reading("ast", opening, np.exp(rng.normal(2.85, 0.3, size)).round(0))
    yield Reading("albumin", opening, rng.normal(41, 2.8, size).round(1))
    yield Reading("creatinine", opening, rng.normal(50, 8, size).clip(20).round(0))
    yield Reading("glucose-fasting", opening, rng.normal(4.6, 0.35, size).round(1))
    some = opening[rng.random(size) < 0.4]
    yield Reading("ferritin", some, np.exp(rng.normal(3.7, 0.6, len(some))).round(0))
    sweet = rng.random(len(growth.tall)) < 0.12
    time = np.isin(contacts.gestation, TOLERANCE) & ~contacts.first & (rng.random(len(contacts.first)) < 0.92)
    at = np.flatnonzero(time)
    more = sweet[contacts.pregnancy[at]]
    yield Reading("ogtt-fasting", at, (rng.normal(4.4, 0.28, len(at)) + more * 0.7).round(1))
    yield Reading("ogtt-1h", at, (rng.normal(7.6, 1.0, len(at)) + more * 2.2).round(1))
    yield Reading("ogtt-2h", at, (rng.normal(6.4, 0.8, len(at)) + more * 1.9).round(1))
