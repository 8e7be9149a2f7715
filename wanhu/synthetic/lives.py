"""What happened to families over seven years: moves, deaths, consent, contacts, doses, checks and what was measured.

All as arrays of day numbers; a life ends (here) with a death or a move out of the city, and nothing is recorded after it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.checks import Seen, seen
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.deliveries import Deliveries
from wanhu.synthetic.doses import Given, given
from wanhu.synthetic.places import Places
from wanhu.synthetic.pregnancies import BORN, ONGOING, Pregnancies
from wanhu.synthetic.rates import Rates

PURPOSES = ["record", "reminders", "home-visit", "risk-sharing", "immunisation", "benefits", "restricted"]
PURPOSES_ZH = ["建档", "提醒", "家访", "风险共享", "接种", "福利", "限制类"]
AGREED = (1.0, 0.95, 0.9, 0.93, 0.985, 0.5, 0.6)
"""How many of those who agree to a record also agree to each purpose."""
HOW_ZH = ["书面", "现场签名", "电子"]
HOW = ["paper", "screen", "electronic"]
ANTENATAL = (119, 147, 175, 203, 224, 238, 252, 266, 273, 280)
"""Days of gestation at which women come again; the law of the form asks for five contacts, hospitals for more."""


@dataclass
class Families:
    """By mother. ``purposes`` has one bit per purpose of consent; ``village_after`` holds from ``moved`` on."""

    moved: Days
    village_after: NDArray[np.int64]
    left: Days
    died: Days
    consented: Days
    purposes: NDArray[np.int16]
    how: NDArray[np.int8]
    withdrawn: Days


@dataclass
class Lives:
    """Everything that happened. ``child_*`` arrays are by child (a live-born baby); ``antenatal_*`` by later antenatal contact."""

    births: Deliveries
    pregnancies: Pregnancies
    families: Families
    child_row: NDArray[np.int64]
    child_pregnancy: NDArray[np.int64]
    child_died: Days
    child_until: Days
    weight_g: NDArray[np.int32]
    length_mm: NDArray[np.int32]
    antenatal_pregnancy: NDArray[np.int64]
    antenatal_day: Days
    postnatal: Days
    day42: Days
    doses: Given
    checks: Seen


def live(rng: np.random.Generator, births: Deliveries, pregnancies: Pregnancies, places: Places, on: int, rates: Rates) -> Lives:
    """Lets seven years pass."""
    families = _families(rng, births, pregnancies, places, on, rates)
    owner = births.mother[births.baby_of]
    pregnancy_of = np.full(len(births.day), -1)
    has = pregnancies.delivery >= 0
    pregnancy_of[pregnancies.delivery[has]] = np.flatnonzero(has)
    child_pregnancy = pregnancy_of[births.baby_of]
    size = len(owner)
    after = np.where(rng.random(size) < 0.6, rng.integers(0, 7, size), rng.integers(7, 400, size))
    died = np.where(rng.random(size) < rates.infant_deaths, births.baby_born + after, NEVER)
    died = np.where(died > on, NEVER, died).astype(np.int32)
    until = np.minimum(on, np.where(families.left[owner] == NEVER, on, families.left[owner]))
    until = np.minimum(until, np.where(died == NEVER, on, died - 1)).astype(np.int32)
    gestation = pregnancies.gestation[child_pregnancy]
    twin = births.fetuses[births.baby_of] > 1
    weight = 3300 + (gestation - 278) * 23.0 + births.baby_male * 110 - twin * 350 + rng.normal(0, 370, size)
    weight = weight.clip(620, 5300).astype(np.int32) // 10 * 10
    length = (500 + (weight - 3300) / 22 + rng.normal(0, 8, size)).clip(300, 570).astype(np.int32) // 5 * 5
    discharged = pregnancies.discharged[child_pregnancy]
    stay = np.where(gestation < 245, rng.integers(5, 40, size), 0)
    checks = seen(rng, births.baby_born, (discharged + stay).astype(np.int32), until)
    doses = given(rng, births.baby_born, until, rates.habits)
    antenatal_pregnancy, antenatal_day = _antenatal(rng, pregnancies, on, rates)
    postnatal, day42 = _postnatal(rng, births, pregnancies, families, checks, child_pregnancy, on, rates)
    return Lives(
        births, pregnancies, families, 2 * births.mothers + np.arange(size), child_pregnancy, died, until, weight, length,
        antenatal_pregnancy, antenatal_day, postnatal, day42, doses, checks,
    )  # fmt: skip


def _families(rng: np.random.Generator, births: Deliveries, pregnancies: Pregnancies, places: Places, on: int,
              rates: Rates) -> Families:  # fmt: skip
    size = births.mothers
    last = np.full(size, NEVER, dtype=np.int32)
    np.maximum.at(last, pregnancies.mother, np.where(pregnancies.outcome == ONGOING, on, pregnancies.ended))
    moved = rng.integers(births.first_day.min(), on + 1, size)
    moved = np.where(rng.random(size) < rates.moves_inside, moved, NEVER).astype(np.int32)
    left = last + 60 + (rng.random(size) * np.maximum(on - last - 60, 0)).astype(np.int32)
    left = np.where((rng.random(size) < rates.moves_away) & (last != NEVER) & (left < on), left, NEVER)
    moved = np.where((left != NEVER) & (moved >= left), NEVER, moved).astype(np.int32)
    died = last + rng.integers(0, 40, size)
    died = np.where((rng.random(size) < rates.maternal_deaths) & (last != NEVER) & (died <= on) & (left == NEVER), died, NEVER)

    first = np.full(size, 2**31 - 1, dtype=np.int64)
    np.minimum.at(first, pregnancies.mother, _met(pregnancies, on))
    agrees = (rng.random(size) < rates.consent) & (first <= on)
    bits = (rng.random((len(AGREED), size)) < np.array(AGREED)[:, None]) << np.arange(len(AGREED))[:, None]
    consented = np.where(agrees, first, NEVER)
    withdrawn = first + (rng.random(size) * np.maximum(on - first, 0)).astype(np.int64)
    goes = agrees & (rng.random(size) < rates.consent_withdrawn) & (withdrawn > first)
    return Families(
        moved, rng.integers(0, len(places.codes), size), left.astype(np.int32), died.astype(np.int32),
        consented.astype(np.int32), np.where(agrees, bits.sum(axis=0), 0).astype(np.int16),
        rng.integers(0, 3, size).astype(np.int8), np.where(goes, withdrawn, NEVER).astype(np.int32),
    )  # fmt: skip


def _met(pregnancies: Pregnancies, on: int) -> NDArray[np.int64]:
    """The first day on which anybody could ask the woman: registration, or else the delivery. Nobody asks after a loss."""
    delivered = np.where(pregnancies.outcome == BORN, pregnancies.ended, NEVER)
    day = np.where(pregnancies.registered != NEVER, pregnancies.registered, delivered)
    return np.where((day == NEVER) | (day > on), 2**31 - 1, day).astype(np.int64)


def _antenatal(rng: np.random.Generator, pregnancies: Pregnancies, on: int, rates: Rates) -> tuple[NDArray[np.int64], Days]:
    """Later antenatal contacts, in order of pregnancy and day."""
    target = pregnancies.lmp[:, None] + np.array(ANTENATAL)[None, :]
    size = target.shape
    day = target + rng.integers(0, 10, size)
    last = np.where(pregnancies.ended == NEVER, on, np.minimum(pregnancies.ended - 1, on))[:, None]
    kept = (rng.random(size) < rates.antenatal) & (day <= last) & (day > pregnancies.registered[:, None] + 10)
    kept &= pregnancies.registered[:, None] != NEVER
    pregnancy, column = np.nonzero(kept)
    return pregnancy, day[pregnancy, column].astype(np.int32)


def _postnatal(rng: np.random.Generator, births: Deliveries, pregnancies: Pregnancies, families: Families, checks: Seen,
               child_pregnancy: NDArray, on: int, rates: Rates) -> tuple[Days, Days]:  # fmt: skip
    """The home visit (the newborn's visit is the mother's too) and the check at 42 days, by pregnancy."""
    visit = np.full(len(pregnancies), NEVER, dtype=np.int32)
    newborn = np.flatnonzero((checks.check == 0) & (births.baby_order[checks.child] == 1))
    visit[child_pregnancy[checks.child[newborn]]] = checks.day[newborn]
    still = pregnancies.discharged + rng.integers(1, 8, len(pregnancies))
    visit = np.where((visit == NEVER) & (pregnancies.discharged != NEVER), still, visit)
    visit = np.where(rng.random(len(visit)) < rates.postnatal_visit, visit, NEVER)
    later = pregnancies.ended + 42 + (rng.random(len(visit)) ** 1.6 * 15).astype(np.int32)
    later = np.where((pregnancies.discharged != NEVER) & (rng.random(len(visit)) < rates.postnatal_42), later, NEVER)
    stop = np.minimum(on, np.where(families.died == NEVER, on, families.died - 1))[pregnancies.mother]
    stop = np.minimum(stop, np.where(families.left == NEVER, on, families.left)[pregnancies.mother])
    return np.where(visit <= stop, visit, NEVER).astype(np.int32), np.where(later <= stop, later, NEVER).astype(np.int32)
