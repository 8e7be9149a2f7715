"""A child's growth as charts show it: every measurement with the age it counts from, its z-score, and whether it cannot be true."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from wanhu.engine.growth.ages import age_for_growth, correction
from wanhu.engine.growth.assessment import assess
from wanhu.engine.growth.standards import Index, Tables, load_tables
from wanhu.rules.growth_standard import GROWTH
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.models import BirthFact, FindingFact, MeasurementFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import Person

DAYS = np.datetime64("1970-01-01")
OF_INDEX = {
    Index.WEIGHT_FOR_AGE: "weight", Index.LENGTH_FOR_AGE: "height", Index.HEAD_FOR_AGE: "head-circumference", Index.BMI_FOR_AGE: "bmi",
    Index.WEIGHT_FOR_LENGTH: "weight",
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One measurement on a chart: ``place`` is the age in days that growth counts from, or the length in cm."""

    on: date
    place: float
    value: float
    z: float
    implausible: bool
    age_days: int


@dataclass(frozen=True)
class Growth:
    """A child's points by index, oldest first. ``corrected``: days by which the age is corrected, 0 for a child at term."""

    sex: int
    corrected: int
    points: dict[Index, list[Point]]
    before_due: bool = False  # everything measured so far lies before the day on which a child born early was due


@cache
def tables() -> Tables:
    """The standard of the rulebook."""
    return load_tables(GROWTH.folder)


def growth_of(actor: User, child: Person) -> Growth | None:
    """``None`` when sex or birth date is not known, without which there is no chart."""
    require(actor, Permission.SEE_PEOPLE)
    if child.born_on is None or child.sex not in (1, 2):
        return None
    measured: dict[date, dict[str, float]] = {}
    codes = ("weight", "height", "length", "head-circumference")
    for fact in standing(MeasurementFact).filter(person=child.pk, code__in=codes).order_by("happened", "recorded"):
        measured.setdefault(fact.happened, {})["height" if fact.code == "length" else fact.code] = fact.value
    swollen = set(standing(FindingFact).filter(person=child.pk, code="oedema", value="yes").values_list("happened", flat=True))
    gestation = (
        standing(BirthFact).filter(person=child.pk).exclude(gestation_days=None).values_list("gestation_days", flat=True).first()
        or -1
    )
    days = sorted(measured)
    born = (np.datetime64(child.born_on) - DAYS).astype(int)
    ages = (
        age_for_growth(born, gestation, np.array([(np.datetime64(day) - DAYS).astype(int) for day in days], np.int64))
        if days
        else np.array([], np.int64)
    )
    column = {
        code: np.array([measured[day].get(code, np.nan) for day in days], np.float64)
        for code in ("weight", "height", "head-circumference")
    }
    scores = assess(
        sex=np.full(len(days), child.sex), age_days=np.clip(ages, 0, tables().oldest + 30), weight=column["weight"], length=column["height"],
        head=column["head-circumference"], oedema=np.array([day in swollen for day in days], bool), tables=tables(),
    )  # fmt: skip
    with np.errstate(invalid="ignore", divide="ignore"):
        value = column | {"bmi": column["weight"] / (column["height"] / 100) ** 2}
    points: dict[Index, list[Point]] = {}
    for index, code in OF_INDEX.items():
        place = column["height"] if index is Index.WEIGHT_FOR_LENGTH else ages.astype(np.float64)
        found = scores[index]
        points[index] = [
            Point(days[at], float(place[at]), float(value[code][at]), float(found.z[at]), bool(found.implausible[at]), int(ages[at]))
            for at in range(len(days)) if np.isfinite(value[code][at]) and np.isfinite(found.z[at]) and 0 <= ages[at] <= tables().oldest
        ]  # fmt: skip
    shift, _until = correction(np.array([born]), np.array([gestation]))
    return Growth(child.sex, int(shift[0]), points, bool(len(days)) and bool((ages < 0).all()))
